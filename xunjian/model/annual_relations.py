"""What must agree in an annual report (standards.md §3.3–3.7): every relation, declared once.

The readers compare by these ids, the checks judge by them, docs/checks prints them.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from xunjian.model.annual_report import Comparison, ReportFormat


class Verdict(StrEnum):
    """What follows where a relation does not hold."""

    FAIL = "不通过"
    REVIEW = "待人工确认"
    HINT = "仅供参考"
    """Said beside the verdict, never a finding of its own."""


@dataclass(frozen=True, slots=True)
class Relation:
    """One relation. All words in Chinese, for the reader of a finding and of docs/checks."""

    id: str
    formula: str
    formats: tuple[ReportFormat, ...]
    verdict: Verdict
    missing: str
    """What is done where a side of it was not seen, or is not sure."""
    source: str
    """Where it is written, or from what it follows."""

    @property
    def since(self) -> str:
        """The years whose reports it is asked of."""
        (first, _), (_, last) = _YEARS[self.formats[0]], _YEARS[self.formats[-1]]
        return f"{first} 年度" if first == last else f"{first}—{last} 年度" if last else f"{first} 年度起"


_YEARS = {
    ReportFormat.F2009: (2008, 2012),
    ReportFormat.F2013: (2013, 2013),
    ReportFormat.F2014: (2014, 2018),
    ReportFormat.F2019: (2019, 2020),
    ReportFormat.F2021: (2021, 0),
}
"""First and last year of each form. A report is read by the form that it has, whatever its year."""
EVERY = tuple(_YEARS)
_OLD = EVERY[:3]
_MIDDLE = EVERY[1:3]
_LAST_OLD = (ReportFormat.F2014,)
_NEW = EVERY[3:]
_2019 = (ReportFormat.F2019,)
_2021 = (ReportFormat.F2021,)

_FORM = "国办公开办函〔2019〕60号、〔2021〕30号年度报告格式"
_FORM_2019 = "国办公开办函〔2019〕60号年度报告格式"
_FORM_2021 = "国办公开办函〔2021〕30号年度报告格式"
_GUIDE = "《政府信息公开情况统计表》填报说明"
_IMPLIED = "《政府信息公开情况统计表》填报说明（由指标含义推定）"
_RULES = "《中华人民共和国政府信息公开条例》（国务院令第711号）第五十条"
_WORDS = "同一份报告对同一数量的说法应当一致（推定）"
_SKIP = "有一边没有读到的不核对"
_CELL = "这一行（列）没有读准的不核对，整表没有读准的未能判定"
_LINE = "缺一个分项的不核对"
_BEFORE = "站上没有上一年度报告、或那份报告的这个数自身不符的，不核对"


def _relations() -> Iterator[Relation]:
    fail, review, hint = Verdict.FAIL, Verdict.REVIEW, Verdict.HINT
    yield Relation(
        "T2-1",
        "现行有效件数 ＋ 本年废止件数 ＝ 上年现行有效件数 ＋ 本年制发件数（规章、行政规范性文件各一条）",
        _2021,
        review,
        _BEFORE,
        f"{_FORM_2021}第二部分；清理、修订可能使件数重新起算",
    )
    yield Relation(
        "T2-2",
        "主动公开表各项数量为非负整数（金额可有小数，2019 年格式的“本年增/减”可为负）",
        _NEW,
        fail,
        _CELL,
        f"{_FORM}第二部分",
    )
    yield Relation(
        "T2-3",
        "上一年项目数量 ＝ 上年报告的上一年项目数量 ＋ 其本年增/减",
        _2019,
        review,
        _BEFORE,
        f"{_FORM_2019}第二部分；清理可能使项目数重新起算",
    )
    yield Relation(
        "T2-4",
        "本年新公开数量 ≤ 对外公开总数量（规章、规范性文件各一条）",
        _2019,
        fail,
        _CELL,
        f"{_FORM_2019}第二部分（推定）",
    )
    yield Relation(
        "T2-4b",
        "县级以下政府和部门的规章各项 ＝ 0（规章由国务院部门和省、设区的市、自治州政府制定）",
        _NEW,
        review,
        "单位类型是市政府、高校，或单位是国务院部门的，不核对",
        "《中华人民共和国立法法》关于规章制定权限的规定（推定）",
    )
    yield Relation(
        "T3-1",
        "每列：一、本年新收 ＋ 二、上年结转 ＝ 三（七）总计 ＋ 四、结转下年度",
        _NEW,
        fail,
        _CELL,
        f"{_FORM}第三部分（表内写明的勾稽关系）",
    )
    yield Relation(
        "T3-2",
        "每列：（一）＋（二）＋（三）1—8 ＋（四）1—3 ＋（五）1—5 ＋（六）（2021 年格式为 1—3）＝（七）总计",
        _NEW,
        fail,
        _CELL,
        f"{_FORM}第三部分",
    )
    yield Relation(
        "T3-3",
        "每行：自然人 ＋ 法人或其他组织五列 ＝ 总计（2019 年格式 23 行，2021 年格式 25 行）",
        _NEW,
        fail,
        _CELL,
        f"{_FORM}第三部分",
    )
    yield Relation(
        "T3-4",
        "每列：二、上年结转 ＝ 上一年度报告的四、结转下年度",
        _NEW,
        fail,
        _BEFORE,
        f"{_FORM}第三部分（推定）",
    )
    yield Relation("T3-5", "申请表各项为非负整数", _NEW, fail, _CELL, f"{_FORM}第三部分")
    for number, kind in enumerate(("行政复议", "未经复议直接起诉", "复议后起诉"), 1):
        yield Relation(
            f"T4-{number}",
            f"{kind}：结果维持 ＋ 结果纠正 ＋ 其他结果 ＋ 尚未审结 ＝ 总计",
            _NEW,
            fail,
            _CELL,
            f"{_FORM}第四部分",
        )
    yield Relation("T4-5", "复议诉讼表各项为非负整数", _NEW, fail, _CELL, f"{_FORM}第四部分")
    yield from _statistics()
    yield Relation(
        "空格",
        "没有数据的单元格填“0”，不留空、不填“/”“—”（T2-2、T3-5、S-12）",
        EVERY,
        hint,
        "表格没有读到的不提示；空格按 0 核对其他关系",
        f"{_FORM}；{_GUIDE}",
    )
    yield from _narrative()
    yield from _across()


def _statistics() -> Iterator[Relation]:
    fail, review, hint = Verdict.FAIL, Verdict.REVIEW, Verdict.HINT
    rows = (
        ("S-1", "收到申请数 ＝ 各申请方式之和（2014 年起 17 ＝ 18＋19＋20＋21）", _OLD, _GUIDE),
        ("S-2", "申请办结数 ＝ 按时办结数 ＋ 延期办结数（22 ＝ 23＋24；2013 年为受理数）", _MIDDLE, _GUIDE),
        ("S-3", "申请答复数 ＝ 各类答复之和（25 ＝ 26＋27＋28＋29＋36＋37＋38＋39）", _OLD, _GUIDE),
        ("S-4", "行政复议数量 ＝ 各结果之和（40 ＝ 41＋42＋43）", _MIDDLE, _GUIDE),
        ("S-5", "行政诉讼数量 ＝ 各结果之和（44 ＝ 45＋46＋47）", _MIDDLE, _GUIDE),
        ("S-6", "工作人员数 ＝ 专职 ＋ 兼职（52 ＝ 53＋54）", _LAST_OLD, _GUIDE),
        ("S-7", "制发规范性文件总数 ≥ 主动公开规范性文件数（3 ≥ 2）", _LAST_OLD, _GUIDE),
        ("S-8", "不同意公开答复数 ＝ 各理由之和（29 ＝ 30＋…＋35；2013 年为不小于）", _MIDDLE, _IMPLIED),
        ("S-9", "“其中”不大于总数（2 ≤ 1，11 ≤ 10，13 ≤ 12）", _LAST_OLD, _IMPLIED),
        ("S-10", "各渠道公开数的最大值 ≤ 主动公开政府信息数 ≤ 各渠道之和（4…8 与 1）", _LAST_OLD, _IMPLIED),
    )
    for id, formula, formats, source in rows:
        yield Relation(id, formula, formats, fail, _LINE, source)
    yield Relation(
        "S-11",
        "申请办结数 ≤ 收到申请数 ＋ 上年结转数（22 ≤ 17 ＋ 结转；2013 年为受理数）",
        _MIDDLE,
        review,
        "正文没有写上年结转数、站上也没有上一年度的统计表的，不核对",
        _IMPLIED,
    )
    yield Relation(
        "S-11b", "申请答复数 ＝ 申请办结数（通常，25 与 22；2013 年为受理数）", _MIDDLE, hint, _LINE, _IMPLIED
    )
    yield Relation(
        "S-12",
        "金额以万元计，四舍五入保留两位小数（49、55）",
        _LAST_OLD,
        hint,
        "没有读到金额的不提示",
        _GUIDE,
    )


def _narrative() -> Iterator[Relation]:
    fail = Verdict.FAIL
    yield Relation(
        "正文与表格",
        "正文写的新收、收到、结转、各类办理结果、复议、诉讼件数 ＝ 表格中的数（T3-6、T4-4）",
        EVERY,
        fail,
        "正文没有写、只说一部分（某渠道、某月、某些单位）或写“约”“余”的，不核对或按写明的精度核对",
        _WORDS,
    )
    yield Relation(
        "占比",
        "件数 ÷ 总数 ＝ 正文写的百分比（四舍五入或截尾到所写的位数）",
        EVERY,
        fail,
        "看不出占什么的不核对",
        _WORDS,
    )
    yield Relation(
        "增减幅度",
        "（本年数 － 上年数）÷ 上年数 ＝ 正文写的增减幅度",
        EVERY,
        fail,
        "正文没有写出上年数的不核对",
        _WORDS,
    )
    yield Relation(
        "分类合计",
        "正文按类别逐项列举（到“其他”为止）的数量之和 ＝ 总数",
        EVERY,
        fail,
        "没有列全的不核对",
        _WORDS,
    )
    yield Relation(
        "前后一致",
        "同一段里再次提到的数量（“这 N 个”）＝ 前文的数量",
        EVERY,
        fail,
        "前文没有说同一事物的不核对",
        _WORDS,
    )


def _across() -> Iterator[Relation]:
    fail, review, hint = Verdict.FAIL, Verdict.REVIEW, Verdict.HINT
    yield Relation(
        "X-1",
        "主动公开表的收费金额 ＞ 0 时，第六部分不写“无”",
        _2021,
        review,
        "收费金额或第六部分没有读到的不核对",
        f"{_FORM_2021}第六部分（推定）",
    )
    yield Relation(
        "X-2",
        "“存在的主要问题及改进情况”不空、不写“无”、不少于 10 个字",
        _NEW,
        fail,
        "报告没有读全的未能判定",
        f"{_RULES}第四项",
    )
    yield Relation(
        "X-3",
        "主动公开、申请、复议诉讼三张表齐全（表格线不查：线画在样式里，看不准）",
        _NEW,
        fail,
        "表格可能在图片、打不开的附件里的，未能判定",
        _FORM,
    )
    yield Relation(
        "X-4",
        "除数字外，正文与上一年度报告相同的部分 ≤ 95%",
        _NEW,
        review,
        "站上没有上一年度报告，或正文过短的，不比较",
        "地方对年度报告“内容雷同、敷衍塞责”的通报（推定）",
    )
    yield Relation(
        "X-5",
        "写明由各地各部门汇总的政府报告，各项总计 ≥ 站上看到的下属单位同年度报告之和",
        _NEW,
        review,
        "没有写明汇总、或下属单位的报告没有读到的，不核对",
        f"{_FORM}（推定）",
    )
    yield Relation(
        "X-6",
        "写明的统计期限是报告年度的 1 月 1 日至 12 月 31 日",
        _NEW,
        review,
        "没有写统计期限的只作提示",
        _FORM,
    )
    yield Relation(
        "X-6b", "写明单位名称、统计期限和联系方式，标题写明年度", _NEW, hint, "报告没有读全的不提示", _FORM
    )
    yield Relation(
        "X-7",
        "正文写的主动公开信息条数，与本次抓取看到的当年文章篇数相差不到一倍",
        EVERY,
        hint,
        "正文没有写条数、或网站没有看全的，不提示",
        _WORDS,
    )


RELATIONS: Mapping[str, Relation] = {each.id: each for each in _relations()}


def verdict_of(comparison: Comparison) -> Verdict:
    """What follows where it does not hold."""
    return RELATIONS[comparison.rule].verdict


def is_fault(comparison: Comparison) -> bool:
    """Whether two sides do not agree that surely should."""
    return not comparison.holds and verdict_of(comparison) is Verdict.FAIL


def relations_table(ids: Iterable[str]) -> str:
    """These relations as a Markdown table with its heading, for docs/checks."""
    rows = [
        f"| {each.id} | {each.formula} | {each.since} | {each.verdict} | {each.missing} | {each.source} |"
        for each in (RELATIONS[id] for id in ids)
    ]
    head = "| 编号 | 关系 | 适用年度 | 不成立时 | 缺一边时 | 依据 |"
    return "\n".join(["## 核对的关系", "", head, "|---|---|---|---|---|---|", *rows])
