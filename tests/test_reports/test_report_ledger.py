"""The ledger in the reports adds up as printed; what must be said beside a score is said everywhere."""

import io
import re
from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest
from lxml import html
from openpyxl import load_workbook
from rich.cells import cell_len
from rich.console import Console

from tests.test_properties.random_packs import random_pack
from tests.test_properties.random_unit import random_known
from tests.test_reports.report_sample import sample_audit
from tests.test_scoring.sheets import F, N, P, R, group, leaf, manual, pack, result, score
from xunjian.app.record_results import indicator_record
from xunjian.app.record_score import score_record
from xunjian.model.audit import Audit
from xunjian.model.unit import Unit
from xunjian.packs.rule import Deduct, Veto
from xunjian.reports.html import render_html
from xunjian.reports.ledger import view_ledger, waiting
from xunjian.reports.losses import _add_up_as_printed, all_losses, whole_losses
from xunjian.reports.rows import departments_of
from xunjian.reports.terminal import plain_lines, print_score_sheet
from xunjian.reports.tree import Branch, build_tree
from xunjian.reports.words import write_number
from xunjian.reports.xlsx import render_xlsx

UNIT = Unit("u", "某县", "county", "http://www.example.gov.cn/")


def audit(**changes: object) -> Audit:
    """Thirds by sharing out, a deduction at its cap, alternatives, a bonus that waits, an open veto."""
    table = pack(
        leaf("v", rule=Veto(at_least=5, warn_at=2)),
        group("一", leaf("a", 6, Deduct(each=2)), leaf("b", 3), leaf("c", 2), not_applicable="scale"),
        group("二", leaf("d", 2), leaf("e", 2), combine="best"),
        manual("m", 10, manual={"ask": "有没有制度？", "evidence": True}),
        manual("x", 5, role="bonus"),
        source={"title": "文", "confidence": "memory"},
        outcome={"pass_at": 10},
        **changes,
    )
    found = {
        "v": result(F, F, R, R, R),
        "a": result(F, F, F, F, F),
        "b": result(P),
        "c": result(N),
        "d": result(F),
        "e": result(P),
    }
    whole = score(table, found, unit_type="county")
    return sample_audit().model_copy(
        update={
            "score": score_record(whole, UNIT),
            "indicators": tuple(indicator_record(each, {}, {}) for each in whole.indicators),
        }
    )


def number(text: str) -> Decimal:
    return Decimal(text.replace("−", "-").replace("+", ""))


def cells(table: html.HtmlElement, column: int) -> list[str]:
    return [row.findall("td")[column].text_content().strip() for row in table.find("tbody").findall("tr")]


def test_the_table_of_deductions_adds_up_as_printed() -> None:
    page = html.fromstring(render_html(audit()))
    deductions, bonus, every = page.get_element_by_id("ledger").findall(".//table")
    lost = sum(map(number, cells(deductions, 1)))
    foot = deductions.find("tfoot").text_content()
    assert number(re.findall("[+−][0-9.]+", foot)[0]) == lost == -Decimal(str(audit().score.lost))
    assert sum(map(number, cells(bonus, 2))) == 5
    low, open_ = (sum(map(number, cells(every, column))) for column in (1, 2))
    told = audit().score
    assert (float(low), float(low + open_)) == (told.final_low, told.final_high)
    assert "最多扣 6 分，扣完为止" in deductions.text_content()


def test_the_equations_are_true_to_the_last_digit() -> None:
    equations = view_ledger(audit()).equations
    assert len(equations) == 3
    for line in equations:
        left, right = line.split("=")
        terms = re.findall(r"([−+]?) *[^−+0-9]*([0-9.]+)", left)
        total = sum(Decimal(value) * (-1 if sign == "−" else 1) for sign, value in terms)
        assert total == Decimal(re.findall("[0-9.]+", right)[0]), line


@pytest.mark.parametrize("what", ["html", "terminal", "xlsx"])
def test_no_output_shows_a_score_without_its_warning(what: str) -> None:
    whole = audit()
    said = {
        "html": lambda: html.fromstring(render_html(whole)).text_content(),
        "terminal": lambda: "\n".join(plain_lines(whole)),
        "xlsx": lambda: " ".join(str(c.value) for row in _sheet(whole, "汇总").iter_rows() for c in row),
    }[what]()
    assert f"测算分，非正式得分：有 {whole.score.unconfirmed} 处" in said
    assert "预警：" in said
    assert "待定" in said
    assert "待报送材料" in said
    official = whole.model_copy(update={"score": whole.score.model_copy(update={"unconfirmed": 0})})
    assert "测算分" not in "\n".join(plain_lines(official))


def _sheet(whole: Audit, name: str):  # type: ignore[no-untyped-def]
    return load_workbook(io.BytesIO(render_xlsx(whole)))[name]


def test_the_sheet_adds_up_by_its_own_formulas() -> None:
    whole = audit()
    rows = [[cell.value for cell in row] for row in _sheet(whole, "计分明细").iter_rows(min_row=2)]
    lines = [row for row in rows if isinstance(row[0], int)]
    low = sum(Decimal(str(row[3])) for row in lines)
    assert float(low) == whole.score.final_low
    assert float(low + sum(Decimal(str(row[4])) for row in lines)) == whole.score.final_high
    formulas = {row[2]: row[3] for row in rows if row[2] in ("最低得分", "最高得分")}
    last = len(lines) + 1
    assert formulas == {"最低得分": f"=ROUND(SUM(D2:D{last}),6)", "最高得分": f"=ROUND(SUM(D2:E{last}),6)"}


def test_groups_of_the_tree_add_up_to_the_whole() -> None:
    """Shared and chosen points stand with the group that they belong to."""
    whole = audit()
    tree = build_tree(whole)
    groups = {each.name: each for each in tree.children if isinstance(each, Branch)}
    shared, best = groups["组一"], groups["组二"]
    assert (shared.points, best.points, best.awarded, best.lost) == (11, 2, 2, 0)
    assert round(shared.awarded + shared.lost + shared.pending, 6) == 11
    assert best.remarks == ("2 项中只计最好的 1 项",)
    assert "其余各项按比例放大" in shared.remarks[0]
    single = whole.score.maximum - shared.points - best.points
    assert single == 10


def test_who_decides_what_is_open() -> None:
    assert [(one.way, one.count, one.points) for one in waiting(audit())] == [
        ("待人工确认", 1, 0),
        ("待人工评分", 1, 5),
        ("待报送材料", 1, 10),
    ]


def test_a_unit_that_only_gets_a_grade_shows_no_number() -> None:
    whole = audit(graded_only=("county",))
    page = html.fromstring(render_html(whole))
    assert not page.xpath("//*[@id='ledger']")
    assert page.find_class("score")[0].find("strong").text_content() == "待定"
    assert "计分明细" not in load_workbook(io.BytesIO(render_xlsx(whole))).sheetnames
    first = next(line for line in plain_lines(whole) if line.startswith("等次"))
    assert "只评等次" in first
    assert not any(line.startswith("得分") for line in plain_lines(whole))


def test_the_terminal_stays_narrow() -> None:
    stream = io.StringIO()
    print_score_sheet(audit(), (), Console(file=stream, force_terminal=True, width=80, color_system=None))
    assert "等次 待定" in stream.getvalue()


@pytest.mark.parametrize(("value", "text"), [(0.125, "0.13"), (2.675, "2.68"), (-0.001, "0"), (100.0, "100")])
def test_half_up_for_print(value: float, text: str) -> None:
    assert write_number(value) == text


def test_a_shared_item_is_shown_to_all_who_share_it() -> None:
    """The lead department answers, the others see it (Q14)."""
    whole = sample_audit()
    finding = whole.findings[0].model_copy(update={"responsible": ("县府办",)})
    entry = whole.indicators[0].model_copy(update={"shared_with": ("审计局", "编办", "县府办")})
    assert departments_of(finding, [entry]) == ("县府办", "审计局", "编办")
    nobody = whole.findings[0].model_copy(update={"responsible": ()})
    assert departments_of(nobody, [entry.model_copy(update={"responsible": ()})])[0] == "待分派"


def test_a_unit_that_only_vetoes_concern_shows_its_grade() -> None:
    table = pack(
        leaf("v", rule=Veto()),
        leaf("a", 100, unit_types=("city",)),
        source={"title": "文", "confidence": "memory"},
        outcome={"pass_at": 60},
    )
    whole = score(table, {"v": result(F)}, unit_type="department")
    told = audit().model_copy(
        update={
            "score": score_record(whole, UNIT),
            "indicators": tuple(indicator_record(each, {}, {}) for each in whole.indicators),
        }
    )
    page = html.fromstring(render_html(told)).get_element_by_id("summary").text_content()
    assert "等次：不合格；这类单位不计分" in page
    assert "测算分，非正式得分" in page
    assert "等次 不合格（这类单位不计分）" in list(plain_lines(told))
    assert "不合格" in {cell.value for row in _sheet(told, "汇总").iter_rows() for cell in row}


def test_what_an_alternative_gave_back_is_no_loss() -> None:
    """Mending the worse of two alternatives wins nothing: it is neither a loss nor to be mended first."""
    sheet = audit()
    lost = {loss.indicator.id: loss.points for loss in all_losses(sheet)}
    assert lost["d"] == 0
    assert lost["a"] == 7.33  # 6 of 9 points, shared out over 11, as printed
    assert write_number(sheet.score.lost) == "7.33"


def test_losses_add_up_as_printed_and_stand_beside_the_item_s_own_points() -> None:
    """Three of nine points weigh 33.33 of a hundred."""
    table = pack(group("一", *(leaf(name, 1) for name in "abc"), manual("m", 6), weight=100))
    whole = score(table, {name: result(F) for name in "abc"}, unit_type="county")
    sheet = sample_audit().model_copy(
        update={
            "score": score_record(whole, UNIT),
            "indicators": tuple(indicator_record(each, {}, {}) for each in whole.indicators),
        }
    )
    printed = [Decimal(write_number(loss.points)) for loss in all_losses(sheet)]
    assert sum(printed) == Decimal(write_number(sheet.score.lost))
    assert printed == [Decimal("11.11"), Decimal("11.11"), Decimal("11.11")]
    assert "✘ 不通过 指标a：得分 0，失分 1，折合总分 11.11" in "\n".join(plain_lines(sheet))
    tree = html.fromstring(render_html(sheet)).get_element_by_id("tree").text_content()
    assert tree.count("本项失 1 分，折合总分 11.11 分。") == 3
    for width, heading in ((100, "折合总分"), (60, "折合")):
        stream = io.StringIO()
        console = Console(file=stream, force_terminal=True, width=width, color_system=None)
        print_score_sheet(sheet, (), console)
        assert heading in stream.getvalue()
        assert max(map(cell_len, stream.getvalue().splitlines())) <= width
    assert _add_up_as_printed({"a": 1 / 3, "b": 1 / 3, "c": 1 / 3}) == {"a": 0.34, "b": 0.33, "c": 0.33}


@pytest.mark.parametrize("seed", range(40))
def test_losses_of_any_pack_add_up(seed: int) -> None:
    """Whatever weighs, chooses, shares out or scales; a veto's loss is nobody's."""
    random = Random(seed)
    table = random_pack(random)
    known = random_known(random, table)
    whole = known.score(table)
    record = score_record(whole, replace(UNIT, type=known.unit_type))
    indicators = tuple(indicator_record(each, {}, {}) for each in whole.indicators)
    sheet = sample_audit().model_copy(update={"score": record, "indicators": indicators})
    of_veto = [line for line in record.ledger if line.step == "veto" and line.account == "score"]
    vetoed = sum(line.amount + line.pending for line in of_veto)
    printed = sum(whole_losses(sheet).values())
    assert printed == pytest.approx(max(record.lost + vetoed, 0), abs=0.0051)


def test_two_alternatives_lose_no_more_than_their_group() -> None:
    table = pack(group("一", leaf("d", 2), leaf("e", 3), combine="best"), manual("m", 5))
    whole = score(table, {"d": result(F), "e": result(F)}, unit_type="county")
    record = score_record(whole, UNIT)
    indicators = tuple(indicator_record(each, {}, {}) for each in whole.indicators)
    sheet = sample_audit().model_copy(update={"score": record, "indicators": indicators})
    assert sum(loss.points for loss in all_losses(sheet)) == record.lost == 3


def test_an_open_item_says_whom_it_waits_for() -> None:
    """As the head of the sheet counts them: 1 项待报送材料 is not 待人工确认 further down."""
    sheet = audit()
    lines = list(plain_lines(sheet))
    assert any("1 项待报送材料" in line for line in lines)
    assert any(line.startswith("◐ 待报送材料 ") for line in lines)
    assert "◐ 待报送材料" in html.fromstring(render_html(sheet)).get_element_by_id("tree").text_content()
