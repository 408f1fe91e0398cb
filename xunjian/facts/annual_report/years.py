"""What must agree between a report and the one of the year before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from xunjian.facts.annual_report.applications import Figures
from xunjian.facts.annual_report.layouts import APPLICANTS
from xunjian.facts.annual_report.relations import compare, number, row_of, settled_relation
from xunjian.facts.annual_report.statistics import GENERATIONS
from xunjian.model.annual_report import Comparison, Figure, ReportFormat


@dataclass(frozen=True)
class ReadTables:
    """The figures of one report that another year's are held against."""

    applications: Figures
    disclosed: Figures
    statistics: Figures
    format: ReportFormat
    settled: bool
    """Its words say what was carried over, or nothing needs to have been: S-11 was asked."""
    doubted: frozenset[str] = frozenset()
    """Cells that do not agree with their own report: nothing more is said of them."""


def year_relations(year: int, now: ReadTables, before: ReadTables) -> Iterator[Comparison]:
    """T3-4, and as matter for a person T2-1, T2-3 (clean-ups may set the counts of files anew) and S-11."""
    yield from _settled(year, now, before)
    for column in APPLICANTS:
        carried = now.applications.get(("carried", column.key))
        left = before.applications.get(("next", column.key))
        if carried is None or left is None or carried.where in now.doubted or left.where in before.doubted:
            continue
        if carried.blank or left.blank:
            continue
        name = f"“{column.name}”列：上年结转数，应等于 {year - 1} 年度报告的结转下年度数"
        comparison = compare("T3-4", name, [carried], [_of(left, year - 1)])
        if comparison is not None:
            yield comparison
    for row in ("rules", "norms"):
        known = [now.disclosed.get((row, key)) for key in ("valid", "ended", "made")]
        base = _known(before.disclosed.get((row, "valid")), year - 1)
        name = "现行有效件数与本年废止件数之和，应等于上年现行有效件数与本年制发件数之和"
        yield from _row("T2-1", name, known[:2], [base, known[2]])
    for row in ("licences", "services", "penalties", "coercion", "fees"):
        base = _known(before.disclosed.get((row, "before")), year - 1)
        change = _known(before.disclosed.get((row, "change")), year - 1)
        name = "上一年项目数量，应等于上年报告的项目数量与其增减之和"
        yield from _row("T2-3", name, [now.disclosed.get((row, "before"))], [base, change])


def _settled(year: int, now: ReadTables, before: ReadTables) -> Iterator[Comparison]:
    """S-11, where the words do not say what was carried over: at least what the year before left."""
    layout = next((each for each in GENERATIONS if each.format is before.format), None)
    came, done = (before.statistics.get((key, "")) for key in (layout.flow[:2] if layout else ()) or ("", ""))
    if now.settled or came is None or done is None or {came.where, done.where} & before.doubted:
        return
    named = f"{came.where} {number(came.value)} － {done.where} {number(done.value)}"
    where = f"{year - 1} 年度报告没有办结的（{named}）"
    left = Figure(max(came.value - done.value, Decimal(0)), where)
    yield from settled_relation(now.statistics, now.format, [left])


def _of(figure: Figure, year: int) -> Figure:
    return replace(figure, where=f"{year} 年度报告{figure.where}")


def _known(figure: Figure | None, year: int) -> Figure | None:
    return None if figure is None else _of(figure, year)


def _row(
    rule: str, name: str, left: Sequence[Figure | None], right: Sequence[Figure | None]
) -> Iterator[Comparison]:
    one = [each for each in left if each is not None and not each.blank]
    two = [each for each in right if each is not None and not each.blank]
    if len(one) != len(left) or len(two) != len(right):
        return
    comparison = compare(rule, f"{row_of(one[0])}：{name}", one, two)
    if comparison is not None:
        yield comparison
