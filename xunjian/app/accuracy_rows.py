"""The figures of accuracy as rows of Chinese words, for the terminal and for docs/accuracy.md."""

from collections.abc import Iterator, Sequence

from xunjian.app.accuracy import CaseResult, Figure
from xunjian.app.accuracy_pages import PagesAccuracy
from xunjian.app.accuracy_record import share
from xunjian.model.finding import STATUS_WORDS, Status

CHECK_HEAD = ("检查项", "应报", "报对", "漏报", "误报", "干扰项", "查准率", "查全率", "状态判对")
PAGE_HEAD = ("字段", "应读", "读对", "漏读", "误读", "查准率", "查全率")


def check_rows(figures: Sequence[Figure], *, intervals: bool = True) -> Iterator[tuple[str, ...]]:
    """One row a check, then one for all; `intervals`: how far a share can be trusted stands beside it."""
    for figure in (*figures, _total(figures)):
        planted, said = figure.hits + figure.missed, figure.hits + figure.false
        yield (
            figure.check,
            str(planted),
            str(figure.hits),
            str(figure.missed),
            str(figure.false),
            str(figure.decoys),
            share(figure.hits, said, intervals=intervals),
            share(figure.hits, planted, intervals=intervals),
            f"{figure.right}/{figure.portals}",
        )


def _total(figures: Sequence[Figure]) -> Figure:
    return Figure(
        "合计",
        sum(figure.hits for figure in figures),
        sum(figure.missed for figure in figures),
        sum(figure.false for figure in figures),
        sum(figure.right for figure in figures),
        sum(figure.portals for figure in figures),
        sum(figure.decoys for figure in figures),
        sum(figure.taken for figure in figures),
    )


def page_rows(pages: PagesAccuracy, *, intervals: bool = True) -> Iterator[tuple[str, ...]]:
    """One row a field, then one for all."""
    for field in (*pages.fields, pages.total):
        counts = (field.expected, field.right, field.missed, field.wrong)
        bases = (field.right + field.wrong, field.expected)
        shares = (share(field.right, base, intervals=intervals) for base in bases)
        yield (field.name, *map(str, counts), *shares)


def shortfalls(results: Sequence[CaseResult]) -> Iterator[str]:
    """What was missed, reported wrongly or given a wrong status, one sentence each."""
    for result in results:
        for outcome in result.outcomes:
            where = f"{result.case}，{outcome.check}："
            for missed in outcome.missed:
                about = "，".join(word for word in (missed.mentions, missed.about) if word)
                yield f"{where}漏报 {_path(min(missed.subjects))}" + (f"（{about}）" if about else "") + "。"
            for said in outcome.false:
                yield f"{where}误报 {_path(said.subject)}。"
            if not outcome.right:
                wanted = " 或 ".join(sorted(_words(status) for status in outcome.status_expected))
                yield f"{where}状态应为“{wanted}”，实为“{_words(outcome.status)}”。"


def _words(status: str) -> str:
    return STATUS_WORDS[Status(status)] if status in {str(each) for each in Status} else "没有结果"


def _path(url: str) -> str:
    """Without host and port: they differ from run to run."""
    return "/" + url.split("/", 3)[3] if url.count("/") > 2 else url
