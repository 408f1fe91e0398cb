"""What must agree between a report and the one of the year before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from xunjian.facts.annual_report.applications import Figures
from xunjian.facts.annual_report.layouts import APPLICANTS
from xunjian.facts.annual_report.relations import compare, row_of
from xunjian.model.annual_report import Comparison, Figure


@dataclass(frozen=True)
class ReadTables:
    """The figures of one report that another year's are held against."""

    applications: Figures
    disclosed: Figures
    doubted: frozenset[str] = frozenset()
    """Cells that do not agree with their own report: nothing more is said of them."""


def year_relations(year: int, now: ReadTables, before: ReadTables) -> Iterator[Comparison]:
    """T3-4, and as matter for a person T2-1 and T2-3: clean-ups may set the counts of files anew."""
    for column in APPLICANTS:
        carried = now.applications.get(("carried", column.key))
        left = before.applications.get(("next", column.key))
        if carried is None or left is None or carried.where in now.doubted or left.where in before.doubted:
            continue
        left = _of(left, year - 1)
        if carried is None or left is None or carried.blank or left.blank:
            continue
        name = f"“{column.name}”列：上年结转数，应等于 {year - 1} 年度报告的结转下年度数"
        comparison = compare("T3-4", name, [carried], [left])
        if comparison is not None:
            yield comparison
    for row in ("rules", "norms"):
        known = [now.disclosed.get((row, key)) for key in ("valid", "ended", "made")]
        base = _of(before.disclosed.get((row, "valid")), year - 1)
        name = "现行有效件数与本年废止件数之和，应等于上年现行有效件数与本年制发件数之和"
        yield from _review("T2-1", name, known[:2], [base, known[2]])
    for row in ("licences", "services", "penalties", "coercion", "fees"):
        base = _of(before.disclosed.get((row, "before")), year - 1)
        change = _of(before.disclosed.get((row, "change")), year - 1)
        name = "上一年项目数量，应等于上年报告的项目数量与其增减之和"
        yield from _review("T2-3", name, [now.disclosed.get((row, "before"))], [base, change])


def _of(figure: Figure | None, year: int) -> Figure | None:
    return None if figure is None else replace(figure, where=f"{year} 年度报告{figure.where}")


def _review(
    rule: str, name: str, left: Sequence[Figure | None], right: Sequence[Figure | None]
) -> Iterator[Comparison]:
    one = [each for each in left if each is not None and not each.blank]
    two = [each for each in right if each is not None and not each.blank]
    if len(one) != len(left) or len(two) != len(right):
        return
    comparison = compare(rule, f"{row_of(one[0])}：{name}", one, two)
    if comparison is not None:
        yield replace(comparison, sure=False)
