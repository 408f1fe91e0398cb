"""disclosure.annual_report_arithmetic: the figures of annual reports agree with each other."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from pydantic import Field

from checks._seen import gap, undecided
from checks._words import cited, cut, quoted
from xunjian.model.annual_relations import RELATIONS, Verdict, relations_table, verdict_of
from xunjian.model.annual_report import AnnualReport, AnnualReports, Comparison
from xunjian.model.finding import Evidence, Finding, Subject
from xunjian.model.site import Articles, Coverage, UnitFacts
from xunjian.plugin import CheckParams, check, fail, not_applicable, ok, review, stored, unknown

CLAUSE = "政府信息公开工作年度报告格式（国办公开办函〔2019〕60号、〔2021〕30号等）的勾稽关系"


class Params(CheckParams):
    words: bool = Field(default=True, description="是否也核对正文里的数字、占比和增减幅度（是／否）")
    years: bool = Field(default=True, description="是否也与上一年度的报告核对（是／否）")
    rules: tuple[str, ...] = Field(
        default=(),
        description="只核对编号以此开头的关系：T2 主动公开表、T3 申请表、T4 复议诉讼表、"
        "S 2018 年以前的统计表，X 跨部分、跨报告的关系，以及增减幅度、前后一致、分类合计、占比、正文与表格；"
        "空：全部",
    )


_MOST_HINTS = 8
_TOO_MANY = 12
"""Faults of one report, past which rather our reading is at fault."""
_WORDS = ("增减幅度", "前后一致", "分类合计", "占比", "正文与表格")
_YEARS = frozenset(("T3-4", "T2-1", "T2-3"))
_ONE_CAUSE = _YEARS | {"X-5"}
"""Of these, all that do not hold in a report come from one and the same thing."""
_NO_RULES = frozenset(("county", "township", "department"))
_OF_THE_STATE = re.compile("^(?:国家|中华人民共和国)|部$|总局$|总署$")
_ELSEWHERE = frozenset(("X-2", "X-3", "X-4", "X-6", "X-6b"))
"""Relations that disclosure.annual_report judges."""
_CARRIED = "S-11"
"""Needs a figure that its own table does not have: where nobody gives it, that is said."""
_APART = Decimal(2)


@check(
    "disclosure.annual_report_arithmetic",
    title="年度报告数据勾稽",
    clause=CLAUSE,
    classes={
        "T2": "主动公开表",
        "T3": "申请表",
        "T4": "复议诉讼表",
        "S": "2018 年以前的统计表",
        "X": "跨部分、跨报告的关系",
        **{words: words for words in _WORDS},
    },
    notes=relations_table(id for id in RELATIONS if id not in _ELSEWHERE),
)
def annual_report_figures_agree(
    reports: AnnualReports, articles: Articles, unit: UnitFacts, coverage: Coverage, params: Params
) -> Iterator[Finding]:
    """看本单位每份政府信息公开工作年度报告的数字：应相等的两边不相等的，不通过。

    两边的数字和所在单元格都列出。认得 2009、2013、2014—2018、2019 和 2021 年的格式：分项之和与总计，
    新收与结转、办结，行与列，复议与诉讼，正文里的数字、占比、增减幅度与表格或与自身，上年结转与上一年度报告。
    由同一个数字引起的几处不符合并为一个问题。四舍五入和截尾都算相符，空格和“—”算 0（另作提示），
    带“不含”等说明的数字不据以判错；规范性文件现行有效件数等可能因清理重新起算的，收费大于 0 而第六部分
    写“无”的，汇总数小于下属单位之和的，待人工确认。表格没有读准的，未能判定，不猜。每条关系见下表。
    """
    doubts: list[str] = []
    hints: list[Evidence] = []
    faults = agreed = 0
    sound: list[AnnualReport] = []
    own = [each for each in reports.reports if not each.foreign]
    published = _published(articles) if own else Counter()
    for report in own:
        held = [each for each in report.comparisons if _asked(each, params) and _owed(each, unit)]
        broken = [each for each in held if not each.holds and verdict_of(each) is not Verdict.HINT]
        hints += _hints(report, held, published[report.year])
        hints += _not_compared(report, held, params)
        clusters = _clusters(broken)
        if len(clusters) > _TOO_MANY:
            said = f"有 {len(clusters)} 处数字不符，多得像是没有读准，请人工核对"
            doubts.append(f"{quoted(cut(report.title))}（{report.url}）{said}")
            continue
        for cluster in clusters:
            faults += 1
            yield _fault(report, cluster)
        if report.unread:
            doubts.append(f"{quoted(cut(report.title))}（{report.url}）{'；'.join(report.unread)}")
        elif report.hidden and not report.figures:
            doubts.append(f"{quoted(cut(report.title))}（{report.url}）{'；'.join(report.hidden)}")
        elif held and not broken:
            sound.append(report)
            agreed += sum(verdict_of(each) is not Verdict.HINT for each in held)
    if doubts:
        yield unknown(undecided(doubts))
    if faults or doubts:
        return
    if reason := gap(coverage):
        yield unknown(undecided([f"已看到的 {len(sound)} 份年度报告没有不符，但没有看全：{reason}"]))
    elif sound:
        yield ok(
            f"{len(sound)} 份年度报告的 {agreed} 处勾稽关系都相符。",
            *(_page(each)[0] for each in sound[:3]),
            *hints[:_MOST_HINTS],
        )
    elif params.rules and any(each.comparisons for each in own):
        yield not_applicable("不适用：看到的年度报告中没有这一类数字，无可核对。")
    elif own:
        yield unknown(undecided([f"看到的 {len(own)} 份年度报告中没有可以核对的数字"]))
    elif reports.listed:
        yield unknown(undecided([f"{quoted(cut(reports.listed[0][1]))}的内容没有读到"]))
    else:
        yield not_applicable("不适用：没有看到本单位的政府信息公开工作年度报告，无可核对。")


def _asked(comparison: Comparison, params: Params) -> bool:
    if params.rules and not comparison.rule.startswith(params.rules):
        return False
    return (params.words or comparison.rule not in _WORDS) and (params.years or comparison.rule not in _YEARS)


def _owed(comparison: Comparison, unit: UnitFacts) -> bool:
    """Whether the unit may not do what a relation asks about: only few offices make rules (规章)."""
    return comparison.rule != "T2-4b" or (unit.type in _NO_RULES and not _OF_THE_STATE.search(unit.name))


def _published(articles: Articles) -> Counter[int]:
    """Articles that were seen, by year."""
    days = (each.article.published for each in articles.articles)
    return Counter(day.year for day in days if day is not None)


def _hints(report: AnnualReport, held: Iterable[Comparison], seen: int) -> Iterator[Evidence]:
    """What is no fault and may help: said beside the verdict. `seen`: articles of its year."""
    for each in held:
        if not each.holds and verdict_of(each) is Verdict.HINT:
            quote = f"仅供参考：[{each.rule}] {report.year} 年度报告：{each.name}；{each.left}；{each.right}"
            yield Evidence("computation", report.url, quote=quote)
    if report.disclosed is None:
        return
    said = report.disclosed.value
    if seen and not seen / _APART <= said <= seen * _APART:
        found = f"本次抓取看到 {report.year} 年发布的文章 {seen} 篇"
        quote = f"仅供参考：[X-7] {report.disclosed.where}，{found}"
        yield Evidence("computation", report.url, quote=quote)


def _not_compared(report: AnnualReport, held: Iterable[Comparison], params: Params) -> Iterator[Evidence]:
    """Why more may have been settled than came in and nobody can say whether that is wrong."""
    asked = not params.rules or _CARRIED.startswith(params.rules)
    relation = RELATIONS[_CARRIED]
    if asked and report.format in relation.formats and all(each.rule != _CARRIED for each in held):
        reason = f"{relation.formula}；{relation.missing}"
        quote = f"没有核对：[{_CARRIED}] {report.year} 年度报告：{reason}"
        yield Evidence("computation", report.url, quote=quote)


def _clusters(broken: Iterable[Comparison]) -> list[list[Comparison]]:
    """Relations that one wrong number breaks: they share a cell and miss by the same amount."""
    clusters: list[list[Comparison]] = []
    for each in broken:
        home = next(
            (cluster for cluster in clusters if any(_same_cause(each, other) for other in cluster)), None
        )
        if home is None:
            clusters.append([each])
        else:
            home.append(each)
    return clusters


def _same_cause(one: Comparison, two: Comparison) -> bool:
    if one.rule == two.rule and one.rule in _ONE_CAUSE:
        return True
    return (
        verdict_of(one) is verdict_of(two)
        and bool(one.cells & two.cells)
        and abs(one.difference) == abs(two.difference)
    )


def _fault(report: AnnualReport, cluster: list[Comparison]) -> Finding:
    first = cluster[0]
    others = "同类的另有 {} 处不符" if first.rule in _ONE_CAUSE else "同一数字还使另外 {} 处关系不成立"
    more = f"（{others.format(len(cluster) - 1)}）" if len(cluster) > 1 else ""
    year = f"{report.year} 年度" if report.year else ""
    said = (
        f"{year}报告{quoted(cut(report.title))}的数字不符：{first.name}，而{first.left}，{first.right}{more}"
    )
    evidence = (
        *_page(report),
        *(
            Evidence(
                "computation",
                report.url,
                quote=f"[{each.rule}] {each.name}：左边 {each.left}；右边 {each.right}",
            )
            for each in cluster
        ),
    )
    sure = verdict_of(first) is Verdict.FAIL
    if not sure:
        said += "，请人工确认"
    say = fail if sure else review
    return say(
        Subject("article", report.url, title=report.title),
        cited(said, RELATIONS[first.rule].source),
        *evidence,
        expected=first.name,
        observed=f"左边：{first.left}；右边：{first.right}；相差 {_number(first.difference)}",
        signature=f"{first.rule}:{'|'.join(sorted(first.cells))[:120]}",
        kind=first.rule.partition("-")[0],
        column="政府信息公开年报",
    )


def _number(value: Decimal) -> str:
    return format(value.quantize(Decimal("0.01")).normalize(), "f")


def _page(report: AnnualReport) -> tuple[Evidence, ...]:
    if report.page is None:
        return (Evidence("text", report.url, quote=report.title),)
    return (replace(stored(report.page.fetch), quote=report.title),)
