"""Figures of the tables that the words repeat (T3-6, T4-4): 新收12件, 结转下年3件, 行政诉讼71件."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xunjian.facts.annual_report.applications import Figures
from xunjian.facts.annual_report.layouts import ELSE, IMPOSSIBLE, REFUSED, UNTREATED
from xunjian.facts.annual_report.relations import shown
from xunjian.html.numbers import Quantity, read_quantity
from xunjian.model.annual_report import Comparison, Figure, ReportFormat

_NUMBER = (
    r"(?P<n>(?:\d[\d,]{0,14}(?:\.\d{1,4})?[百千]?万?|[一二两三四五六七八九十百千万零〇]{2,12}(?=余?[件宗条]))余?)"
    r"(?:件次|件|条|宗|份|起|次)(?!以上|左右|以内)"
)
_CLAUSE = re.compile(r"[。;；\n]")
_ANOTHER_SCOPE = re.compile(
    "本级|各县|各镇|各乡|各街|各部门|县级|镇级|乡镇|街道|直部门|同期|比上年|去年|上一?年度?(?!度?结转)|累计|以来|超过|[日月年]均|平均|每[年月]|(?<![〇○零一二三四五六七八九])[两三五]年|年来|年间"
    r"|20\d\d年?[-—–~至到和、](?:20)?\d\d"
)

_SOME_TIME = re.compile(
    r"月份|季度|[上下]半年|截[至止](?!(?:20\d\d年)?(?:12月|年[底末]))|\d月?[-—–~至到](?!12月)\d{1,2}月"
)
_WHOLE_YEAR = re.compile("全年|年度|一年")
_NUMERALS = re.compile(r"\d|[一二两三四五六七八九十百千万零〇]{2}")
_ANOTHER_MATTER = re.compile("提案|(?<!复)议案|建议")
_GAP = (
    "(?:案件|案|件数|件|政府信息公开|信息公开|申请|答复|信息|事项|情形|情况|数量|总数|数|共计|共|总计|合计|计|为|是|有|了|的"
    "|发生|引发|继续|办理|:)*"
)
_PART_OF_IT = re.compile(
    "网站|公报|微博|微信|渠道|平台|新媒体|网络|信函|邮|当面|传真|网上|现场|审结|败诉|胜诉|纠错|纠正|撤|维持|其中"
    "|[一二再终]审|应诉|出庭|新收|结转"
)
_PERSONS, _BODIES = re.compile("公民|自然人|个人|群众"), re.compile("企业|法人|组织|律师|机构")
_OFFICE = re.compile(
    r"(?P<office>[\u4e00-\u9fff]{1,20}?(?:局|委|办|厅|办公室|镇|乡|街道|办事处|中心|队))"
    r"(?:依法|全年|共|累计|总共|发生|引发|[被因][^,，]{0,12})*$"
)
_SELF = re.compile("^[我本全]|各")
_JOINT = re.compile("(?:公开|提供|处理|复议|诉讼)(?:案件|案|的|申请|数量|件数)?[、和及与或]$")
"""Two or more are told in one number."""
_REASON = re.compile(
    "因|由于|其中|掌握|没有现成|补正|秘密|禁止|稳定|第三方|内部事务|过程性|案卷|查询|信访|重复|出版物|反复|不存在"
)
_OTHERS_CASE = re.compile("协助|指导|代理|作为|承办|被申请人|被告|参与|参加|应对")
_HANDLED = re.compile("收到|接收|受理|办理|审理|审结|办结|改革")
_FILL = (
    "(?:到|的|了|各类|各种|各项|社会各界|社会|公众|公民、?法人(?:和|及|或|以及)?(?:者)?其[他它]组织|群众|当事人|申请人"
    "|提出|提交|递交|全部|书面|依法|共|总计|合计|累计|政府|信息|公开)*"
)
"""What may stand between 收到 and 申请: another word tells of some of them only."""


@dataclass(frozen=True, slots=True)
class _Saying:
    """A figure as words tell it. Any of `sums` may be meant; each is a sum of keys."""

    name: str
    pattern: re.Pattern[str]
    sums: tuple[tuple[tuple[str, str], ...], ...]
    whole: bool = False
    """It counts everything: words in front that name a way or a kind make it a part."""
    dispute: bool = False
    """It counts reviews or lawsuits, of which an office has others too."""


def _keys(*rows: str) -> tuple[tuple[str, str], ...]:
    return tuple((row, "total") for row in rows)


def _saying(name: str, words: str, *sums: Sequence[tuple[str, str]], whole: bool = False) -> _Saying:
    pattern = re.compile(f"(?:{words}){_GAP}{_NUMBER}")
    return _Saying(
        name, pattern, tuple(tuple(each) for each in sums), whole, "复议" in name or "诉讼" in name
    )


_APPLICATIONS = (
    _saying("新收申请", f"新收{_FILL}申请", _keys("new"), whole=True),
    _saying(
        "收到申请", f"(?<!新)(?:收到|受理|接收){_FILL}信息公开申请",
        _keys("new"), _keys("new", "carried"), _keys("done"), whole=True,
    ),
    _saying("上年结转", "上(?:一)?年(?:度)?结转(?![^\\d,，、]{0,8}(?:下|次)(?:一)?年)", _keys("carried")),
    _saying("结转下年", "结转(?:至|到)?(?:下|次)(?:一)?年(?:度)?", _keys("next")),
    _saying("予以公开和部分公开", "(?<!不)予以公开(?:及|和|与|、|或)部分公开", _keys("open", "part")),
    _saying("予以公开", "(?<!不)予以公开(?!及|和|与|、|或|的范围)", _keys("open")),
    _saying("部分公开", "(?<!及)(?<!和)(?<!与)(?<!、)(?<!或)部分公开", _keys("part")),
    _saying("不予公开", "不予公开", _keys(*REFUSED)),
    _saying("无法提供", "无法提供", _keys(*IMPOSSIBLE)),
    _saying("不予处理", "不予处理", _keys(*UNTREATED)),
    _saying("其他处理", "其他处理", _keys(*ELSE)),
)  # fmt: skip
_DISPUTES = (
    _saying("行政复议", "(?<!经)行政复议", _keys("review"), whole=True),
    _saying("行政诉讼", "行政诉讼", _keys("direct", "after"), whole=True),
    _saying("未经复议直接起诉", "未经复议直接起诉", _keys("direct")),
    _saying("复议后起诉", "复议后起诉", _keys("after")),
)


_CARRIED = _APPLICATIONS[2]
_DISCLOSED = _saying("主动公开政府信息", "主动公开(?:各类)?(?:政府)?信息(?:总?数)?", whole=True)
_WORDS = {
    "主动公开政府信息": "主动公开(?:各类)?(?:政府)?信息(?:总?数)?",
    "收到申请": f"(?:收到|受理){_FILL}信息公开申请",
    "当面申请": "当面申请",
    "传真申请": "传真申请",
    "网络申请": "网络申请",
    "信函申请": "信函申请",
    "行政复议": "(?<!经)行政复议",
    "行政诉讼": "行政诉讼",
}
_WHOLE = frozenset(("主动公开政府信息", "收到申请", "行政复议", "行政诉讼"))
_KEYS: Mapping[ReportFormat, tuple[tuple[str, ...], ...]] = {
    ReportFormat.F2014: (("1",), ("17", "22", "25"), ("18",), ("19",), ("20",), ("21",), ("40",), ("44",)),
    # 主动公开数量 of this generation adds up files, items and conferences: the words tell only one of them.
    ReportFormat.F2013: ((), ("5", "11", "14"), ("6",), ("7",), ("8",), ("9",), ("25",), ("29",)),
}
_STATISTICS = {
    format: tuple(
        _saying(name, words, *(((key, ""),) for key in any_of), whole=name in _WHOLE)
        for (name, words), any_of in zip(_WORDS.items(), keys, strict=True)
        if any_of
    )
    for format, keys in _KEYS.items()
}


def said_relations(
    lines: Iterable[str],
    applications: Figures,
    disputes: Figures,
    statistics: Figures,
    format: ReportFormat,
    year: int = 0,
    office: str = "",
) -> Iterator[Comparison]:
    """Each figure that the words give, against its table. One saying that agrees settles the matter.

    `year`, `office`: of the report; what is said of another one is not held against it.
    """
    clauses = _clauses(lines)
    before = _STATISTICS.get(format, ())
    for sayings, figures in ((_APPLICATIONS, applications), (_DISPUTES, disputes), (before, statistics)):
        if figures:
            for saying in sayings:
                yield from _held(saying, _mentions(saying, clauses, year, office), figures)


def carried_said(lines: Iterable[str], year: int) -> list[Figure]:
    """What the words say was carried over from the year before: one figure, or none."""
    return _told(_CARRIED, lines, year)[:1]


def disclosed_said(lines: Iterable[str], year: int) -> list[Figure]:
    """How many pieces of information the words say were disclosed: the largest such figure, or none."""
    told = _told(_DISCLOSED, lines, year)
    return [max(told, key=lambda each: each.value)] if told else []


def _told(saying: _Saying, lines: Iterable[str], year: int) -> list[Figure]:
    return [
        Figure(quantity.value, f"正文“{quote}”", quote, noted=quantity.about, step=quantity.step)
        for quantity, quote in _mentions(saying, _clauses(lines), year)
    ]


def _clauses(lines: Iterable[str]) -> list[str]:
    clauses = (clause for line in lines for clause in _CLAUSE.split("".join(line.split())) if clause)
    return [clause for clause in clauses if _NUMERALS.search(clause) and not _ANOTHER_MATTER.search(clause)]


def _mentions(
    saying: _Saying, clauses: Iterable[str], year: int, office: str = ""
) -> list[tuple[Quantity, str]]:
    """Where the words give the figure, and of the whole."""
    return [
        (quantity, match[0])
        for clause in clauses
        for match in saying.pattern.finditer(clause)
        if not _is_part(saying, clause[: match.start()], match[0], year, office)
        and (quantity := read_quantity(match["n"])) is not None
    ]


def _held(
    saying: _Saying, mentions: Sequence[tuple[Quantity, str]], figures: Figures
) -> Iterator[Comparison]:
    sides = [side for keys in saying.sums if (side := _side(keys, figures)) is not None]
    if len(sides) < len(saying.sums):
        return
    if not mentions:
        return
    agreed = ((mention, side) for mention in mentions for side in sides if _agrees(mention[0], side))
    found = next(agreed, None)
    (quantity, quote), side = found or (mentions[0], sides[0])
    yield Comparison(
        "正文与表格",
        f"正文中的“{saying.name}”数，应与表格一致",
        shown(side),
        f"正文写“{quote}”",
        found is not None,
        difference=quantity.value - sum((each.value for each in side), Decimal(0)),
        cells=frozenset((*(each.where for each in side), quote)),
        quote=quote,
    )


def _is_part(saying: _Saying, before: str, words: str, year: int, office: str) -> bool:
    """Whether a figure is said of some office, month, way or other year only. `before`: of its sentence."""
    front = re.split(r"[,，]", before)[-1]
    if _ANOTHER_SCOPE.search(front + words) or (saying.whole and _PART_OF_IT.search(front)):
        return True
    if _SOME_TIME.search(before) and not _WHOLE_YEAR.search(front):
        return True
    if _JOINT.search(front) or _is_some(saying, before, front):
        return True
    if saying.whole and bool(_PERSONS.search(front)) != bool(_BODIES.search(front)):
        return True
    named = _OFFICE.search(front)
    if (
        saying.whole
        and named
        and not _is_own(named["office"].removeprefix("年度").removeprefix("年"), office)
    ):
        return True
    years = re.findall(r"20\d\d(?=年)", before)
    return bool(year and years) and int(years[-1]) != year


def _is_some(saying: _Saying, before: str, front: str) -> bool:
    """Whether it is said of outcomes for one reason, or of reviews and lawsuits not of disclosure."""
    if not saying.dispute:
        return not saying.whole and _REASON.search(front) is not None
    others = _HANDLED.search(before) is not None and "信息公开" not in before
    return others or _OTHERS_CASE.search(before) is not None


def _is_own(named: str, office: str) -> bool:
    return _SELF.search(named) is not None or office.endswith(named) or (bool(office) and office in named)


def _side(keys: Sequence[tuple[str, str]], figures: Mapping[tuple[str, str], Figure]) -> list[Figure] | None:
    """The figures of keys; the two lines that only the later format has may be missing."""
    found = [figures[key] for key in keys if key in figures]
    missing = {row for row, column in keys if (row, column) not in figures}
    if missing - {"silent", "unpaid"} or any(each.noted for each in found):
        return None
    return found


def _agrees(quantity: Quantity, side: Sequence[Figure]) -> bool:
    total = sum((each.value for each in side), Decimal(0))
    slack = quantity.slack + sum((each.step for each in side), Decimal(0)) / 2
    return abs(quantity.value - total) <= slack
