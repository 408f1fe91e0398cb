"""disclosure.annual_report: the latest annual report that is due is there, in time and whole."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field

from checks._named import search_gap
from checks._seen import undecided
from checks._words import cited, cut, quoted
from checks.disclosure._deadlines import deadline_of, is_month_day, latest_due
from xunjian.model.annual_relations import RELATIONS, relations_table
from xunjian.model.annual_report import AnnualReport, AnnualReports, ReportFormat, ReportTable
from xunjian.model.finding import Evidence, Finding, Subject
from xunjian.model.site import Clock, ColumnKind, ColumnTree, Coverage, Home, UnitFacts
from xunjian.plugin import CheckParams, ColumnName, check, fail, ok, review, stored, unknown

CLAUSE = "《中华人民共和国政府信息公开条例》（国务院令第711号）第四十九条、第五十条"
_PARTS: Mapping[int, str] = {
    1: "总体情况",
    2: "主动公开政府信息情况",
    3: "收到和处理政府信息公开申请情况",
    4: "政府信息公开行政复议、行政诉讼情况",
    5: "存在的主要问题及改进情况",
    6: "其他需要报告的事项",
}
_TABLES = (ReportTable.DISCLOSED, ReportTable.APPLICATIONS, ReportTable.DISPUTES)
_GOVERNMENTS = frozenset(("city", "county", "province"))
_SINCE = 2019
"""The first year with the six parts and the three tables."""


def _checked(value: str) -> str:
    if not is_month_day(value):
        raise ValueError("应写作“月-日”，如 01-31")
    return value


MonthDay = Annotated[str, AfterValidator(_checked)]


class Params(CheckParams):
    department: MonthDay = Field(
        default="01-31", description="部门和乡镇发布上一年度报告的最后一天（月-日，含当天）"
    )
    government: MonthDay = Field(
        default="03-31", description="政府发布上一年度报告的最后一天（月-日，含当天）"
    )
    university: MonthDay = Field(
        default="10-31", description="高校发布上一学年报告的最后一天（月-日，含当天）"
    )
    columns: tuple[ColumnName, ...] = Field(
        default=("政府信息公开年报", "政府信息公开工作年度报告", "信息公开年报"),
        min_length=1,
        description="登载年度报告的栏目名称",
    )
    alike: float = Field(
        default=0.95, gt=0, le=1, description="正文除数字外有多大比例与上一年度报告相同时提请人工确认（0—1）"
    )
    shortest: int = Field(
        default=800, ge=100, description="“总体情况”和“主要问题”两部分短于多少字的不与上一年度比较（字）"
    )


@check(
    "disclosure.annual_report",
    title="政府信息公开年度报告",
    clause=CLAUSE,
    classes={
        "missing": "没有发布",
        "late": "晚于期限",
        "incomplete": "缺少部分或表格",
        "copied": "与上一年度雷同",
        "period": "统计期限不是报告年度",
    },
    notes=relations_table(("X-2", "X-3", "X-4", "X-6", "X-6b")),
)
def annual_report_is_there(
    reports: AnnualReports,
    columns: ColumnTree,
    coverage: Coverage,
    home: Home,
    unit: UnitFacts,
    clock: Clock,
    params: Params,
) -> Iterator[Finding]:
    """看最近一份到期的政府信息公开工作年度报告：没有发布、晚于期限发布、缺少规定的部分或表格的，不通过。

    期限按单位类型：部门和乡镇次年 1 月 31 日，政府次年 3 月 31 日，高校在学年结束当年 10 月 31 日，
    当天发布仍算按时；参数可以定得更早。2019 年度起应有六个部分和三张表（主动公开、申请、复议诉讼），
    正文或附件里有即可；高校和更早的年度不查部分和表格。更早年份缺报告不算问题，其他单位的报告不算本单位的。
    除数字外与上一年度报告几乎相同的，写明的统计期限不是报告年度的，待人工确认；正文过短的不比较。
    没有写统计期限、联系方式等的，只在通过时提示。
    没有看全的、报告只是打不开的附件或扫描件的、表格可能在图片里的，未能判定。
    """
    kind = (
        "university"
        if unit.type == "university"
        else "government"
        if unit.type in _GOVERNMENTS
        else "department"
    )
    limits = {
        "department": params.department,
        "government": params.government,
        "university": params.university,
    }
    year = latest_due(clock.as_of, kind, limits)
    due = deadline_of(year, kind, limits)
    name = (
        f"{year - 1}—{year} 学年信息公开年度报告"
        if kind == "university"
        else f"{year} 年度政府信息公开工作年度报告"
    )
    own = [each for each in reports.reports if each.year == year and not each.foreign]
    if not own:
        yield _missing(reports, year, name, f"应在 {due} 前（含当天）发布", columns, coverage, home, params)
        return
    findings = [
        *_late(own, name, due),
        *(_lacking(own, name) if kind != "university" and year >= _SINCE else ()),
        *_copied(own, name, params),
        *(_of_another_time(own, name) if kind != "university" else ()),
    ]
    yield from findings
    if not findings:
        best = _best(own)
        when = f"发布于 {best.published}，" if best.published else ""
        yield ok(
            f"{name}已发布：{quoted(cut(best.title))}，{when}期限为 {due}，部分和表格齐全。",
            *_proof(best, best.title),
            *_untold(best),
        )


def _missing(
    reports: AnnualReports,
    year: int,
    name: str,
    owed: str,
    columns: ColumnTree,
    coverage: Coverage,
    home: Home,
    params: Params,
) -> Finding:
    """No own report of the year was read: missing, or not seen."""
    unread = [entry for entry in reports.listed if entry[0] in (year, 0)]
    undated = [each for each in reports.reports if not each.year]
    if unread:
        _, title, url = unread[0]
        return unknown(undecided([f"{name}可能是{quoted(cut(title))}（{url}），其内容没有读到"]))
    if undated:
        return unknown(
            undecided([f"{quoted(cut(undated[0].title))}（{undated[0].url}）看不出是哪一年度的报告"])
        )
    if gap := search_gap(columns, coverage, home) or _column_gap(columns, params):
        return unknown(undecided([f"已看到的部分没有 {name}，但没有看全：{gap}"]))
    subject = Subject("site", columns.home_url, title=name)
    seen = "、".join(sorted({str(each.year) for each in reports.reports if not each.foreign}))
    observed = f"只看到 {seen} 年度的报告" if seen else "没有看到本单位的年度报告"
    others = [each for each in reports.reports if each.year == year]
    if others and not seen:
        return review(
            subject,
            cited(
                f"没有看到以本单位名义发布的 {name}，同一年度有{quoted(cut(others[0].title))}，请人工确认",
                CLAUSE,
            ),
            *_proof(others[0], others[0].title),
            expected=f"发布 {name}，{owed}",
            observed=observed,
            kind="missing",
        )
    proof = (stored(columns.home_fetch),) if columns.home_fetch is not None else ()
    listed = "；".join(f"{each.title}（{each.url}）" for each in reports.reports[:8])
    return fail(
        subject,
        cited(f"没有发布 {name}，{owed}", CLAUSE),
        *proof,
        Evidence("computation", columns.home_url, quote=f"看到的年度报告：{listed or '没有'}"),
        expected=f"发布 {name}，{owed}",
        observed=observed,
        signature="missing",
        kind="missing",
        column="政府信息公开年报",
    )


def _column_gap(columns: ColumnTree, params: Params) -> str:
    """Why the reports' own column may hold more than was seen of it."""
    for asked in params.columns:
        for match in columns.find(asked):
            column = match.column
            if column is None:
                continue
            if column.kind is ColumnKind.UNREAD:
                return f"栏目{quoted(column.name)}没有读到"
            if column.unrendered:
                return f"栏目{quoted(column.name)}的列表由脚本生成，本次没有用浏览器打开"
            if not column.seen_whole:
                return f"栏目{quoted(column.name)}没有读完"
            if column.kind is ColumnKind.EXTERNAL:
                return f"栏目{quoted(column.name)}设在其他网站"
    return ""


def _late(own: list[AnnualReport], name: str, due: date) -> Iterator[Finding]:
    dated = [each for each in own if each.published is not None]
    if not dated:
        yield unknown(undecided([f"{name}没有写发布日期"]), _subject(own[0]))
        return
    first = min(dated, key=lambda each: each.published or date.max)
    if first.published is None or first.published <= due:
        return
    yield fail(
        _subject(first),
        cited(f"{name}发布于 {first.published}，晚于 {due} 的期限", CLAUSE),
        *_proof(first, f"{first.title} {first.published}"),
        expected=f"{due} 前（含当天）发布",
        observed=f"发布于 {first.published}",
        signature="late",
        kind="late",
        column="政府信息公开年报",
    )


def _lacking(own: list[AnnualReport], name: str) -> Iterator[Finding]:
    """Parts and tables that the best of the year's own reports does not have."""
    best = _best(own)
    parts = [f"“{words}”部分" for number, words in _PARTS.items() if number not in best.parts]
    empty = [f"“{_PARTS[number]}”部分的内容" for number in sorted(best.empty_parts & best.parts)]
    older = best.format not in (ReportFormat.F2019, ReportFormat.F2021, ReportFormat.NONE)
    tables = [str(table) for table in _TABLES if table not in best.tables]
    lacks = [*parts, *empty, *tables]
    if not lacks:
        return
    if best.hidden:
        reason = f"{name}（{best.url}）没有看到{'、'.join(lacks)}，而{'；'.join(best.hidden)}"
        yield unknown(undecided([reason]), _subject(best))
        return
    said = f"{name}缺少{'、'.join(lacks)}"
    if older:
        said += f"，用的是 {best.format} 年的旧格式"
    yield fail(
        _subject(best),
        cited(said, CLAUSE),
        *_proof(best, best.title),
        expected=f"有{'、'.join(f'“{words}”' for words in _PARTS.values())}六个部分和三张表",
        observed=f"缺少{'、'.join(lacks)}",
        signature="incomplete",
        kind="incomplete",
        column="政府信息公开年报",
    )


def _copied(own: list[AnnualReport], name: str, params: Params) -> Iterator[Finding]:
    """X-4: its words, numbers apart, are those of the year before."""
    for report in own:
        if report.likeness is None or report.letters < params.shortest or report.likeness <= params.alike:
            continue
        said = f"{name}的“总体情况”“主要问题”除数字外与上一年度报告有 {report.likeness:.0%} 相同，请人工确认"
        yield review(
            _subject(report),
            cited(said, RELATIONS["X-4"].source),
            *_proof(report, report.title),
            Evidence(
                "computation", report.url, quote=f"[X-4] {report.letters} 字，相同 {report.likeness:.1%}"
            ),
            Evidence("text", report.before, quote="上一年度报告"),
            expected=f"与上一年度报告相同的部分不超过 {params.alike:.0%}",
            observed=f"相同 {report.likeness:.1%}",
            signature="copied",
            kind="copied",
            column="政府信息公开年报",
        )


def _of_another_time(own: list[AnnualReport], name: str) -> Iterator[Finding]:
    """X-6: it says that its figures are of another year."""
    for report in own:
        if not report.periods:
            continue
        printed = "、".join(report.periods)
        yield review(
            _subject(report),
            cited(f"{name}写明的统计期限是“{printed}”，请人工确认", RELATIONS["X-6"].source),
            *_proof(report, printed),
            expected=f"统计期限为 {report.year}年1月1日至12月31日",
            observed=printed,
            signature="period",
            kind="period",
            column="政府信息公开年报",
        )


def _untold(report: AnnualReport) -> Iterator[Evidence]:
    """X-6b: what would help to tell whose report it is; no fault."""
    if report.untold and not report.hidden:
        yield Evidence(
            "computation", report.url, quote=f"仅供参考：[X-6b] 没有看到{'、'.join(report.untold)}"
        )


def _best(own: list[AnnualReport]) -> AnnualReport:
    return max(own, key=lambda each: (len(each.tables) + len(each.parts), len(each.hidden), each.figures))


def _subject(report: AnnualReport) -> Subject:
    return Subject("article", report.url, title=report.title)


def _proof(report: AnnualReport, quote: str) -> tuple[Evidence, ...]:
    if report.page is None:
        return (Evidence("text", report.url, quote=quote),)
    return (stored(report.page.fetch, quote),)
