"""What must agree inside the tables (standards.md §3.3–3.7), and how two sides are compared."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from xunjian.facts.annual_report.applications import Figures
from xunjian.facts.annual_report.layouts import (
    APPLICANTS,
    APPLICATION_ROWS,
    DISPUTE_ENDS,
    DISPUTE_KINDS,
    ONLY_2021,
    ORGANISATIONS,
    OUTCOMES,
)
from xunjian.facts.annual_report.statistics import GENERATIONS
from xunjian.model.annual_report import Comparison, Figure, ReportFormat

_SHOWN = 9
_CENT = Decimal("0.01")


def compare(
    rule: str, name: str, left: Sequence[Figure], right: Sequence[Figure], sign: str = "="
) -> Comparison | None:
    """The sum of one side against that of the other; None where a doubtful figure decides.

    An empty cell counts as 0; but an empty total, or a figure with a remark of what it leaves out, proves
    no fault. Rounded figures (8.2万) agree within what was printed.
    """
    left_sum, right_sum = _sum(left), _sum(right)
    difference = left_sum - right_sum
    slack = sum((each.step for each in (*left, *right)), Decimal(0)) / 2
    holds = {"=": abs(difference) <= slack, "<=": difference <= slack, ">=": difference >= -slack}[sign]
    alone = [side[0] for side in (left, right) if len(side) == 1]
    if not holds and (any(each.blank for each in alone) or any(each.noted for each in (*left, *right))):
        return None
    cells = frozenset(each.where for each in (*left, *right))
    return Comparison(rule, name, shown(left), shown(right), holds, difference=difference, cells=cells)


def shown(figures: Sequence[Figure]) -> str:
    """A side of a relation: its cells with their numbers, and what they make."""
    written = [each for each in figures if each.value] or list(figures[:1])
    listed = " ＋ ".join(f"{each.where} {number(each.value)}" for each in written[:_SHOWN])
    if len(written) > _SHOWN:
        listed += f" ＋ 另外 {len(written) - _SHOWN} 项 {number(_sum(written[_SHOWN:]))}"
    zeros = "，其余为 0" if len(written) < len(figures) else ""
    return listed if len(figures) == 1 else f"{listed}{zeros}，合计 {number(_sum(figures))}"


def row_of(figure: Figure) -> str:
    """The row of a figure: “行政许可”行."""
    return figure.where.partition("”行")[0] + "”行"


def number(value: Decimal) -> str:
    """Without needless zeros: 5, 27042.62."""
    text = format(value.normalize(), "f")
    return text if text != "-0" else "0"


def _sum(figures: Sequence[Figure]) -> Decimal:
    return sum((each.value for each in figures), Decimal(0))


def application_relations(figures: Figures) -> Iterator[Comparison]:
    """T3-1, T3-2, T3-3, and that counts are whole and not negative (T3-5)."""
    rows = {row for row, _ in figures}
    outcomes = [key for key in OUTCOMES if key in rows]
    # Of the lines that only the later format has, none or both must have been read.
    whole = not set(OUTCOMES) - rows - ONLY_2021 and len(rows & ONLY_2021) != 1
    for column in APPLICANTS:
        if {"new", "carried", "done", "next"} <= rows:
            yield from _given(
                compare(
                    "T3-1",
                    f"“{column.name}”列：第一项与第二项之和，应等于第三项总计与第四项之和",
                    [figures["new", column.key], figures["carried", column.key]],
                    [figures["done", column.key], figures["next", column.key]],
                )
            )
        if whole and "done" in rows:
            yield from _given(
                compare(
                    "T3-2",
                    f"“{column.name}”列：本年度办理结果各项之和，应等于第三项总计",
                    [figures[key, column.key] for key in outcomes],
                    [figures["done", column.key]],
                )
            )
    for line in APPLICATION_ROWS:
        if line.key in rows:
            yield from _given(
                compare(
                    "T3-3",
                    f"“{line.name}”行：自然人与各类法人或其他组织之和，应等于总计",
                    [figures[line.key, key] for key in ("person", *ORGANISATIONS)],
                    [figures[line.key, "total"]],
                )
            )
    yield from _counts("T3-5", figures)


def dispute_relations(figures: Figures) -> Iterator[Comparison]:
    """T4-1 to T4-3."""
    if not figures:
        return
    for order, kind in enumerate(DISPUTE_KINDS, 1):
        parts = [figures[kind.key, end.key] for end in DISPUTE_ENDS[:-1]]
        yield from _given(
            compare(
                f"T4-{order}",
                f"{kind.name}：结果维持、结果纠正、其他结果、尚未审结之和，应等于总计",
                parts,
                [figures[kind.key, "total"]],
            )
        )
    yield from _counts("T4-5", figures)


def disclosed_relations(figures: Figures, format: ReportFormat) -> Iterator[Comparison]:
    """T2-2; T2-4: what was newly disclosed is part of all that is disclosed; T2-4b: few may make rules."""
    yield from _counts("T2-2", {key: each for key, each in figures.items() if key[1] != "change"})
    if rules := [each for (row, _), each in figures.items() if row == "rules"]:
        made = [each for each in rules if each.value]
        yield Comparison(
            "T2-4b",
            "县级以下政府和部门不制定规章，“规章”行应为 0",
            shown(rules),
            "应为 0",
            holds=not made,
            difference=_sum(rules),
            cells=frozenset(each.where for each in rules),
        )
    if format is not ReportFormat.F2019:
        return
    for row in ("rules", "norms"):
        new, public = figures.get((row, "new")), figures.get((row, "public"))
        if new is not None and public is not None and not public.blank:
            name = f"{row_of(new)}：本年新公开数量，应不大于对外公开总数量"
            yield from _given(compare("T2-4", name, [new], [public], "<="))


def statistics_relations(figures: Figures, format: ReportFormat) -> Iterator[Comparison]:
    """S-1 to S-10, and the hints S-11b and S-12."""
    layout = next((each for each in GENERATIONS if each.format is format), None)
    if layout is None:
        return
    for each in layout.sums:
        whole = figures.get((each.whole, ""))
        parts = [figure for key in each.parts if (figure := figures.get((key, ""))) is not None]
        if whole is None or len(parts) < len(each.parts):
            continue
        if each.sign == "within":
            for part in parts:
                yield from _given(
                    compare(each.rule, f"{whole.where}应不小于{part.where}", [whole], [part], ">=")
                )
            yield from _given(
                compare(each.rule, f"{whole.where}应不大于各渠道公开数之和", [whole], parts, "<=")
            )
        else:
            name = f"{whole.where}应{'不小于' if each.sign == '>=' else '等于'}各分项之和"
            yield from _given(compare(each.rule, name, [whole], parts, each.sign))
    done, answered = (figures.get((key, "")) for key in layout.flow[1:] or ("", ""))
    if done is not None and answered is not None:
        yield from _given(compare("S-11b", f"{answered.where}一般等于{done.where}", [answered], [done]))
    for key in layout.money:
        paid = figures.get((key, ""))
        if paid is not None and paid.value % _CENT:
            yield _wrong("S-12", "金额应保留两位小数", f"{paid.where} {paid.raw}", [paid])


def settled_relation(
    figures: Figures, format: ReportFormat, carried: Sequence[Figure]
) -> Iterator[Comparison]:
    """S-11: no more was settled than came in and was carried over; without `carried` only that it holds."""
    layout = next((each for each in GENERATIONS if each.format is format), None)
    came, done = (figures.get((key, "")) for key in (layout.flow[:2] if layout else ()) or ("", ""))
    if came is not None and done is not None and (carried or done.value <= came.value):
        name = f"{done.where}应不大于{came.where}与上年结转数之和"
        yield from _given(compare("S-11", name, [done], [came, *carried], "<="))


def blank_cells(*tables: Figures) -> Iterator[Comparison]:
    """Cells in which a 0 should stand and nothing does, or a dash: one hint for all."""
    blank = [figure for figures in tables for figure in figures.values() if figure.blank]
    if blank:
        listed = "、".join(each.where for each in blank[:_SHOWN])
        yield _wrong("空格", "没有数据的单元格应填“0”", f"{listed}等 {len(blank)} 格没有填数", blank)


def _counts(rule: str, figures: Figures) -> Iterator[Comparison]:
    """Every count is a whole number, not negative; all that are not are one fault of the table.

    Money may have decimals; a figure that was printed in round numbers (0.5万) is left alone.
    """
    wrong = [
        figure
        for (_, key), figure in figures.items()
        if figure.value < 0 or (figure.value % 1 and key != "money" and not figure.step)
    ]
    if wrong:
        listed = "、".join(f"{figure.where} {figure.raw}" for figure in wrong[:_SHOWN])
        more = f"等 {len(wrong)} 处" if len(wrong) > _SHOWN else ""
        yield _wrong(rule, "各项数量应为非负整数", listed + more, wrong)


def _wrong(rule: str, name: str, left: str, figures: Sequence[Figure]) -> Comparison:
    """Figures that are not written as they should be. `name`: 某某应…, which is the other side."""
    cells = frozenset(figure.where for figure in figures)
    right = name[name.index("应") :]
    return Comparison(rule, name, left, right, holds=False, difference=figures[0].value, cells=cells)


def _given(comparison: Comparison | None) -> Iterator[Comparison]:
    if comparison is not None:
        yield comparison
