"""disclosure.double_publicity: licences and penalties are published within seven working days."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from pydantic import Field

from checks._columns import ELSEWHERE
from checks._named import look_up, search_gap
from checks._seen import partly_read, undecided
from checks._words import cited, cut, quoted
from checks.disclosure._decisions import Decision, closing_day, in_lines, in_table
from xunjian.model.finding import Evidence, Finding, Subject
from xunjian.model.site import Articles, ColumnKind, ColumnTree, Coverage, Home, Page, UnitFacts
from xunjian.model.texts import PageText, Texts
from xunjian.model.workdays import WorkCalendar
from xunjian.plugin import CheckParams, ColumnName, check, fail, not_applicable, ok, review, stored, unknown

CLAUSE = (
    "《关于进一步完善行政许可和行政处罚等信用信息公示工作的指导意见》（发改办财金〔2018〕424号）："
    "自作出决定之日起7个工作日内公示"
)

_TITLE = re.compile(
    r"行政许可|行政許可|行政处罚|行政處罰|处罚决定|處罰決定|许可决定|許可決定|双公示|雙公示|处罚信息|许可信息"
)
_DECIDES = re.compile(r"(?:处罚|處罰|许可|許可)(?:信息)?(?:决定|決定)|准予[^，。]{0,30}(?:决定|決定)")
_SHOWN = 3
_MOST = 400
"""Pages that are read; a site with more of them is judged by its newest."""
_ODDLY_LONG = 3 * 366
"""Days between decision and publication beyond which a misprint is likelier than a delay."""


class Params(CheckParams):
    names: tuple[ColumnName, ...] = Field(
        default=("双公示", "行政许可", "行政处罚", "行政许可和行政处罚", "行政处罚决定", "行政许可决定"),
        min_length=1,
        description="公示行政许可、行政处罚的栏目名称",
    )
    days: int = Field(default=7, ge=1, le=60, description="应在作出决定后多少个工作日内公开（工作日）")


@dataclass(frozen=True, slots=True)
class _Judged:
    """One page: how many decisions could be compared, what came late, what a person must look at."""

    compared: int = 0
    late: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    unread: str = ""


@check(
    "disclosure.double_publicity",
    title="行政许可和行政处罚公示时限",
    clause=CLAUSE,
    unit_types=frozenset({"city", "county", "department"}),
    classes={"late": "超过时限", "doubtful": "时间需要核对"},
)
def published_in_time(
    columns: ColumnTree,
    articles: Articles,
    texts: Texts,
    calendar: WorkCalendar,
    coverage: Coverage,
    home: Home,
    unit: UnitFacts,
    params: Params,
) -> Iterator[Finding]:
    """看行政许可、行政处罚决定，从作出决定到在网站公开是否超过 7 个工作日（按参数）。

    作出当天为第 0 天，其后第一个工作日为第 1 天，第 7 个工作日当天公开仍算按时；法定节假日和调休按国务院
    办公厅公布的安排计算，没有官方安排的年份按周一至周五估算，超时的待人工确认。决定日期取自表格或“决定日期：”一类
    文字，有效期、公示期不算；公开日期取自同一行的公示日期，没有的取页面的发布日期。一页有多条的合并为一个问题。
    只有落款日期的、决定日期晚于公开日期的、相隔三年以上的，待人工确认。没有此类页面的不适用；没有读到的未能判定。
    """
    answer = look_up(columns, params.names, unit, other_site=True)
    matches = (*answer.sure, *answer.doubtful)
    own = [match.column for match in matches if match.column is not None]
    names = {column.name for column in own}
    listed = {item.url for column in own for item in column.items}
    asked: list[tuple[str, date | None, Page, str | None]] = []
    for each in articles.articles:
        addresses = {each.page.reading.url, each.page.fetch.url}
        if _TITLE.search(each.article.title) or each.column in names or addresses & listed:
            asked.append((each.article.title, _day(each.article.published), each.page, each.column))
    for column in columns.columns:
        page = column.page
        # 行政执法公示（双公示）: what no synonym covers may hold such a table all the same.
        if page is None or page.reading.article is not None or column.kind in ELSEWHERE:
            continue
        if column in own or _TITLE.search(column.name):
            asked.append((column.name, None, page, column.name))
    asked.sort(key=lambda each: (each[1] or date.min, each[2].reading.url), reverse=True)
    doubts: list[str] = []
    compared = faults = 0
    seen: set[str] = set()
    first: Page | None = None
    for title, day, page, name in asked[:_MOST]:
        if page.reading.url in seen:
            continue
        seen.add(page.reading.url)
        judged = _judge(title, day, page, texts, calendar, params.days)
        compared += judged.compared
        first = first or (page if judged.compared else None)
        if judged.unread:
            doubts.append(f"{quoted(cut(title))}（{page.reading.url}）{judged.unread}")
        if finding := _finding(judged, title, page, name, params.days):
            faults += 1
            yield finding
    for column in own:
        if column.kind is ColumnKind.UNREAD or column.unrendered or not column.seen_whole:
            doubts.append(f"{quoted(column.name)}栏目没有读完")
    doubts += [
        f"{quoted(match.found)}设在 {match.url}，没有读到其中的信息"
        for match in answer.sure
        if match.column is None or match.column.kind in ELSEWHERE
    ]
    if len(asked) > _MOST:
        doubts.append(f"此类页面有 {len(asked)} 个，只看了最新的 {_MOST} 个")
    if reason := search_gap(columns, coverage, home):
        doubts.append(f"没有看全：{reason}")
    if doubts:
        passed = f"已看到的 {compared} 条决定没有发现超时，但" if compared and not faults else ""
        yield unknown(undecided([f"{passed}{doubts[0]}", *doubts[1:]]))
    elif compared and not faults and first is not None:
        yield ok(
            f"网站公示的 {compared} 条行政许可、行政处罚决定都在作出后 {params.days} 个工作日内公开。",
            stored(first.fetch),
        )
    elif not compared and not faults:
        yield not_applicable("不适用：网站没有写明决定日期的行政许可、行政处罚决定，无从检查。")


def _judge(
    title: str, day: date | None, page: Page, texts: Texts, calendar: WorkCalendar, days: int
) -> _Judged:
    text = texts.page(page.reading.url)
    if text is None or partly_read(page):
        return _Judged(unread="没有读全" if text is not None else "没有读到")
    decisions, unread = _decisions(text, page, texts)
    closed = False
    if not decisions and not unread and _DECIDES.search(title):
        closing = closing_day(text.body)
        decisions = [Decision(closing, None, "落款日期", f"落款日期 {closing}")] if closing else []
        closed = True
    late: list[str] = []
    doubtful: list[str] = []
    compared = 0
    for each in decisions:
        published = each.published or day
        if published is None:
            unread = "没有写明公开日期"
            continue
        deadline = calendar.deadline(each.decided, days)
        said = f"{cut(each.quote, 60)}：{each.decided} 作出，{published} 公开"
        if closed:
            # The day below a text is the page's own day as often as the decision's.
            if deadline.day < published and (published - each.decided).days <= _ODDLY_LONG:
                doubtful.append(f"{said}，应在 {deadline.day} 前公开，但决定日期取自落款")
            continue
        compared += 1
        if each.decided > published:
            doubtful.append(f"{said}，决定日期晚于公开日期")
        elif (published - each.decided).days > _ODDLY_LONG:
            doubtful.append(f"{said}，相隔三年以上")
        elif published > deadline.day:
            row = f"{said}，应在 {deadline.day} 前（含当天）公开"
            if deadline.estimated:
                doubtful.append(f"{row}；没有官方放假安排的年份按周一至周五估算")
            else:
                late.append(row)
    return _Judged(compared, tuple(late), tuple(doubtful), unread)


def _decisions(text: PageText, page: Page, texts: Texts) -> tuple[list[Decision], str]:
    """What a page tells of decisions: its tables, else its lines, else its attachments."""
    found = [each for table in text.tables for each in in_table(table)] or in_lines(text.body)
    if found:
        return _once(found), ""
    article, unread = page.reading.article, ""
    for attachment in article.attachments if article is not None else ():
        file = texts.document(attachment.url)
        if file is not None and file.readable:
            found += [each for table in file.tables for each in in_table(table)] or in_lines(
                file.text.splitlines()
            )
        else:
            unread = f"的附件{quoted(cut(attachment.title))}没有读出文字"
    return _once(found), unread


def _once(found: list[Decision]) -> list[Decision]:
    return list({(each.decided, each.published, each.quote): each for each in found}.values())


def _finding(judged: _Judged, title: str, page: Page, column: str | None, days: int) -> Finding | None:
    rows = judged.late or judged.doubtful
    if not rows:
        return None
    make, kind = (fail, "late") if judged.late else (review, "doubtful")
    shown = "；".join(rows[:_SHOWN]) + (f"；等，共 {len(rows)} 条" if len(rows) > _SHOWN else "")
    told = "公开超过时限" if judged.late else "公开时间需要人工核对"
    return make(
        Subject("article", page.reading.url, title=title or None),
        cited(f"{quoted(cut(title))}有 {len(rows)} 条行政许可、行政处罚决定{told}：{shown}", CLAUSE),
        stored(page.fetch, cut(rows[0], 160)),
        Evidence("computation", page.reading.url, quote="；".join(rows[:_SHOWN])),
        expected=f"作出决定后 {days} 个工作日内公开",
        observed=f"{len(rows)} 条{told}",
        kind=kind,
        column=column,
    )


def _day(value: date | datetime | None) -> date | None:
    return value.date() if isinstance(value, datetime) else value
