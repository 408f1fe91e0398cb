"""X-5: a report that says it sums up those of its offices is not below what these report themselves."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from xunjian.facts.annual_report.applications import Figures
from xunjian.facts.annual_report.relations import compare
from xunjian.model.annual_report import Comparison

_OFFICES = (
    r"(?:各[^。;；,，]{0,12}(?:县|区|市|镇|乡|街道|部门|单位|机关)"
    r"|(?:所属|下属|所辖|下级)[^。;；,，]{0,8}(?:单位|部门|机关|县|乡|镇))"
)
_SUMS = re.compile(
    rf"(?:综合|汇总)[^。;；]{{0,30}}{_OFFICES}|{_OFFICES}[^。;；]{{0,40}}(?:汇总|综合)(?:编制|而成|形成|情况)?"
)
_REPORT = re.compile("报告|数据|统计|年报")
_NOT_ALL = re.compile("不含|不包括|不包含|除外|仅|本级数据")
_GOVERNMENT = re.compile("人民政府|(?:[县区市旗州盟]|省)$")
_BELOW = re.compile(
    "(?:局|委|办|镇|乡|苏木|街道|街道办事处|管委会|委员会|中心|队|(?:[县区旗]|镇|乡)(?:人民)?政府)$"
)
_NOT_BELOW = re.compile(
    "税务|气象|海关|烟草|邮政|统计调查|调查队|消防|海事|银行|国家|省|自治区|公司|外汇|监管局|管理总局"
)
"""Offices that a higher one runs, whose figures no local report sums up."""
_TOTALS = (("new", "total"), ("done", "total"), ("review", "total"), ("direct", "total"), ("after", "total"))
"""Of the applications and of the disputes."""


@dataclass(frozen=True)
class Told:
    """The totals of one report of an office."""

    office: str
    totals: Figures


def sums_up(lines: Iterable[str]) -> bool:
    """Whether a report says that its figures are those of many offices together."""
    for line in lines:
        for sentence in re.split("[。;；]", "".join(line.split())):
            if _SUMS.search(sentence) and _REPORT.search(sentence):
                return not _NOT_ALL.search(sentence)
    return False


def is_government(unit: str) -> bool:
    return _GOVERNMENT.search(unit) is not None


def is_below(office: str) -> bool:
    """Whether an office is one that a local government's report sums up."""
    return _BELOW.search(office) is not None and _NOT_BELOW.search(office) is None


def totals_of(figures: Figures, office: str = "") -> Figures:
    """The totals that are summed up, each named with the office it is of."""
    where = f"“{office}”报告" if office else ""
    return {key: replace(figures[key], where=where + figures[key].where) for key in _TOTALS if key in figures}


def sum_relations(own: Figures, below: Iterable[Told]) -> Iterator[Comparison]:
    """Each total of the own report against the sum of those below; of one office one report counts."""
    offices = {each.office: each for each in below}
    for key, figure in own.items():
        parts = [each.totals[key] for each in offices.values() if key in each.totals]
        if parts:
            said = f"{figure.where}：汇总编制的报告应不小于站上看到的 {len(parts)} 家下属单位报告之和"
            comparison = compare("X-5", said, [figure], parts, ">=")
            if comparison is not None:
                yield comparison
