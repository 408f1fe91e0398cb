"""disclosure.solicitation: who was asked for an opinion is told what came of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from pydantic import Field

from checks._columns import column_gap
from checks._months import months_from
from checks._named import look_up, search_gap
from checks._published import Published, pages_by_url, published_items
from checks._seen import partly_read, undecided
from checks._words import cited, cut, quoted
from checks.disclosure import _solicitations as read
from xunjian.model.finding import Evidence, Finding, Subject
from xunjian.model.site import (
    Articles,
    Clock,
    ColumnKind,
    ColumnTree,
    Coverage,
    Home,
    Page,
    UnitFacts,
)
from xunjian.model.texts import PageText, Texts
from xunjian.plugin import CheckParams, ColumnName, check, fail, not_applicable, ok, stored, unknown

CLAUSE = "《重大行政决策程序暂行条例》（国务院令第713号）公众参与；国办发〔2016〕80号：征集意见采纳情况公开"
_GOVERNING = frozenset({"city", "county"})
_RESULT_COLUMN = ("结果", "采纳", "意见反馈", "反馈情况", "征集反馈")
_SAME, _MAYBE = 0.8, 0.5
"""Shares of two stems from which they are the same matter, or perhaps."""
_ROUND_UPS = 12
"""Answers to several calls at once that are read."""
_SHORT = 4
_BEFORE_WINDOW = 200
"""Days that a call may have been open before the window."""


class Params(CheckParams):
    names: tuple[ColumnName, ...] = Field(
        default=("意见征集", "征求意见", "民意征集", "征集调查"),
        min_length=1,
        description="意见征集栏目的名称，有其中一个即可",
    )
    days: int = Field(default=30, ge=0, le=366, description="征集结束后多少天内应当反馈结果（天）")
    window: int = Field(default=12, ge=1, le=60, description="看监测时间点前多少个月内结束的征集（月）")


@dataclass(frozen=True, slots=True)
class _Site:
    """Where answers may stand."""

    answers: tuple[Published, ...]
    columns: frozenset[str]
    """Addresses of lists: a link to one leads to no single answer."""
    pages: dict[str, Page]
    texts: Texts
    gap: str


@check("disclosure.solicitation", title="意见征集结果反馈", clause=CLAUSE, unit_types=_GOVERNING)
def solicitations_are_answered(
    columns: ColumnTree,
    articles: Articles,
    coverage: Coverage,
    home: Home,
    unit: UnitFacts,
    texts: Texts,
    clock: Clock,
    params: Params,
) -> Iterator[Finding]:
    """看近 12 个月（按参数）内结束的意见征集，结束 30 天（按参数）后有没有公布收到的意见和采纳情况。

    征集的起止时间从正文读出；反馈写在同一页、写在它链接的页面或附件，或者另发一篇标题相应的，都算。
    还在征集的、结束不久的不看；征集作品、线索、标志，问卷调查，人大、上级和其他单位的征集，也不看。
    读不出截止日期的、反馈页面没有读到的、网站没有看全的，未能判定；没有已经结束的征集的，不适用。
    """
    items = [item for item in published_items(columns, articles) if unit.scope.contains(item.url)]
    results = {column.name for column in columns.columns if any(w in column.name for w in _RESULT_COLUMN)}
    answers = tuple(item for item in items if item.column in results or read.is_answer(item.title))
    known = pages_by_url(articles)
    lists = (column.url for column in columns.columns if column.kind is not ColumnKind.ARTICLE)
    where = frozenset({columns.home_url, *lists})
    own = look_up(columns, params.names, unit, other_site=True)
    doubts = [doubt for match in own.sure if match.column is not None and (doubt := column_gap(match.column))]
    doubts += [f"{quoted(match.found)}设在 {match.url}" for match in own.sure if match.column is None]
    if whole := search_gap(columns, coverage, home):
        doubts.append(f"没有看全：{whole}")
    site = _Site(answers, where, known, texts, doubts[0] if doubts else "")
    oldest = months_from(clock.as_of, -params.window)
    due = clock.earliest(params.days)
    unsure: list[str] = []
    sound: list[str] = []
    proof: list[Evidence] = []
    faults = 0
    for item in items:
        if item in answers or not read.is_call(item.title):
            continue
        if item.day is not None and not oldest - timedelta(days=_BEFORE_WINDOW) <= item.day < due:
            continue
        name = quoted(cut(item.title))
        text = texts.page(item.url)
        page = known.get(item.url)
        if text is None:
            unsure.append(f"{name}没有读到")
            continue
        closed = _closing_day(text, item.day)
        if closed is not None and not oldest <= closed < due:
            continue
        answered, doubt = _answered(item, text, page, site)
        if answered:
            if closed is not None:
                sound.append(name)
                proof.append(stored(page.fetch, item.title) if page else Evidence("text", item.url))
        elif closed is None:
            unsure.append(f"{name}读不出征集的截止日期")
        elif doubt or site.gap:
            unsure.append(f"{name}没有看到结果反馈，但{doubt or site.gap}")
        else:
            faults += 1
            yield fail(
                Subject("article", item.url, title=item.title),
                cited(
                    f"{name}的征集于 {closed} 结束，至 {clock.as_of} 已 {(clock.as_of - closed).days} 天，"
                    "没有公布收到的意见和采纳情况",
                    CLAUSE,
                ),
                stored(page.fetch, f"征集截止 {closed}") if page else Evidence("text", item.url),
                Evidence(
                    "computation",
                    columns.home_url,
                    quote=f"看过 {len(items)} 条信息的标题，其中反馈类 {len(answers)} 条",
                ),
                expected=f"征集结束后 {params.days} 天内公布意见征集和采纳情况",
                observed="同一页、链接的页面和其他信息中都没有找到反馈",
                column=item.column,
            )
    if unsure:
        yield unknown(undecided(unsure))
    elif not faults and site.gap:
        seen = f"已看到的 {len(sound)} 件征集都有反馈" if sound else "没有看到已结束的意见征集"
        yield unknown(undecided([f"{seen}，但{doubt}" for doubt in doubts]))
    elif sound and not faults:
        told = "、".join(sound[:3]) + ("等" if len(sound) > 3 else "")
        yield ok(f"近 {params.window} 个月内结束的 {len(sound)} 件意见征集都公布了结果：{told}。", *proof[:5])
    elif not faults:
        yield not_applicable(
            f"不适用：网站没有近 {params.window} 个月内结束、已满 {params.days} 天的意见征集。"
        )


def _answered(item: Published, text: PageText, page: Page | None, site: _Site) -> tuple[bool, str]:
    """Whether a call is answered; else why that is not sure (empty: it is)."""
    lines = _lines(text)
    if read.tells_result(lines):
        return True, ""
    about = read.stem(item.title)
    doubt = ""
    attachments = page.reading.article.attachments if page and page.reading.article else ()
    if any(read.is_answer(each.title) or read.is_result_link(each.title) for each in attachments):
        return True, ""
    for link in (*text.links, *text.related):
        bare = read.is_result_link(link.text)
        if link.url in site.columns or link.url == item.url or not (bare or read.is_answer(link.text)):
            continue
        if not bare and read.alike(about, read.stem(link.text)) < _SAME:
            continue
        if link.url in site.pages or site.texts.page(link.url) is not None:
            return True, ""
        doubt = f"它链接的反馈页面没有读到（{link.url}）"
    rounds = 0
    for answer in site.answers:
        if answer.url == item.url or (answer.day and item.day and answer.day < item.day):
            continue
        other = read.stem(answer.title)
        share = read.alike(about, other)
        if share >= _SAME and (about == other or min(len(about), len(other)) >= _SHORT):
            return True, ""
        if share >= _MAYBE or answer.title.rstrip().endswith(("…", "...")):
            doubt = doubt or f"{quoted(cut(answer.title))}可能是它的反馈"
        elif rounds < _ROUND_UPS and len(about) >= _SHORT:
            # A quarter's answers may stand in one text.
            rounds += 1
            words = site.texts.page(answer.url)
            if words is not None and about in read.stem(
                "".join(_lines(words)).replace("《", "").replace("》", "")
            ):
                return True, ""
    if any(read.is_result_link(words) or read.is_answer(words) for words in text.dark_links):
        doubt = doubt or "反馈的链接由脚本打开"
    if text.left_out or (page is not None and partly_read(page)):
        doubt = doubt or "这一页没有读全"
    place = read.result_place(lines)
    if place == "words":
        doubt = doubt or "反馈处的文字不能确定是不是结果"
    elif place and page is not None and page.reading.article is not None and page.reading.article.images:
        doubt = doubt or "反馈处可能是图片"
    return False, doubt


def _closing_day(text: PageText, published: date | None) -> date | None:
    """The day that the call's own text gives; all else on the page is asked only where it gives none."""
    cells = ("：".join(cell for cell in row if cell) for table in text.tables for row in table.rows)
    own = read.closing_day("\n".join((*text.body, *cells)), published)
    return own if own is not None else read.closing_day("\n".join(text.lines), published)


def _lines(text: PageText) -> tuple[str, ...]:
    cells = ("：".join(cell for cell in row if cell) for table in text.tables for row in table.rows)
    return (*text.lines, *cells)
