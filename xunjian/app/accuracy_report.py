"""Writes docs/accuracy.md, in a checkout."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from xunjian.app.accuracy import CaseResult
from xunjian.app.accuracy_pages import PagesAccuracy
from xunjian.app.accuracy_record import Record, record_of, write_record
from xunjian.app.accuracy_rows import CHECK_HEAD, PAGE_HEAD, check_rows, page_rows, shortfalls
from xunjian.app.accuracy_statuses import STATUS_HEAD, STATUS_INTRO, status_rows

_INTRO = """# 准确率

本页由 `xunjian accuracy` 生成，不要手改。

每一项检查都在随程序附带的虚构网站上测过：网站由程序按说明搭建，缺陷是有意埋下的，
该报什么、不该报什么在搭建时就已确定，不靠人工标注。

- “应报”是埋下的缺陷数：每个都有确定的网址、结论和应写明的内容，三者都对才算报对，一条报告只抵一个缺陷。
- “干扰项”是看似有问题、其实没有的内容：粗心的检查会报，本程序不该报。报了算误报，也另记在“没有测对的”里。
  没有列为干扰项的正常内容被报告，同样算误报。
- 两者合起来是“埋下的事实”，分开计数。一大半由种子抽取位置、用词、版式和日期写法生成
  （`dense-…`、`clean-…`），其余手工编写。
- 检查是对照这些网站逐步改好的，数字因此偏乐观；在没有见过的网站上会低一些，发现的误报、漏报会补进来。
- 括号内是 95% 置信区间（Wilson 法）。
- “状态判对”是该检查在多少个网站上给出了正确的结论（通过、不通过、待人工确认、未能判定、不适用）。
"""


def write_report(folder: Path, results: Sequence[CaseResult], pages: PagesAccuracy | None) -> Path:
    """The page as a file; what it says of labelled pages is kept where this run did not measure them."""
    target = folder / "accuracy.md"
    kept = _kept_pages(target) if pages is None else _pages_part(pages)
    folder.mkdir(parents=True, exist_ok=True)
    record = record_of(results)
    write_record(folder, record)
    target.write_text(
        "\n".join([_checks_part(record, list(shortfalls(results))), kept]).rstrip() + "\n", encoding="utf-8"
    )
    return target


def _checks_part(record: Record, wrong: Sequence[str]) -> str:
    lines = [f"- {line}" for line in wrong] or ["没有。"]
    return "\n".join(
        [
            _INTRO,
            _summary(record),
            "## 各项检查\n",
            *_table(CHECK_HEAD, check_rows(record.figures)),
            "\n## 没有缺陷、满是干扰项的网站\n",
            "这两个网站放进了各种干扰项，一条问题也不该报。\n",
            *_table(("网站", "页数", "干扰项", "报告的问题"), _portals(record, clean=True)),
            "\n## 其他网站\n",
            *_table(
                ("网站", "页数", "埋下的缺陷", "干扰项", "报告的问题", "误报"), _portals(record, clean=False)
            ),
            "\n## 没有测对的\n",
            *lines,
            "\n## 每项检查都得出过的结论\n",
            STATUS_INTRO,
            *_table(STATUS_HEAD, status_rows(record)),
            "",
        ]
    )


def _summary(record: Record) -> str:
    return (
        f"这一次用了 {len(record.portals)} 个网站，埋下缺陷 {record.planted} 个、干扰项 {record.decoys} 个，"
        f"合计 {record.planted + record.decoys} 个事实。\n"
    )


def _portals(record: Record, *, clean: bool) -> Iterable[tuple[str, ...]]:
    for each in record.portals:
        if each.clean is clean:
            counts = (each.pages, each.decoys, each.reported) if clean else (
                each.pages, each.planted, each.decoys, each.reported, each.false
            )  # fmt: skip
            yield (each.name, *map(str, counts))


_PAGES_TITLE = "## 读页"


def _pages_part(pages: PagesAccuracy) -> str:
    how = f"在 {pages.pages} 个有人工标注的真实网页上逐字段比较（`xunjian accuracy --pages`）。"
    return "\n".join([f"{_PAGES_TITLE}\n\n{how}\n", *_table(PAGE_HEAD, page_rows(pages)), ""])


def _kept_pages(target: Path) -> str:
    if not target.is_file():
        return ""
    _, title, rest = target.read_text(encoding="utf-8").partition(_PAGES_TITLE)
    return title + rest


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return lines + ["| " + " | ".join(row) + " |" for row in rows]
