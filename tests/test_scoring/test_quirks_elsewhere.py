"""Quirks of indicator systems (standards §5) that are decided before points are counted, in the code that
decides them: Q21, Q23–Q33, Q36–Q38, Q42."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from checks._months import months_from
from checks.disclosure import double_publicity
from checks.interaction import reply_time
from checks.interpretation import timely
from checks.site.reachable import reachable
from checks.update.blank_month import blank_months
from checks.update.column import columns_are_updated
from tests.test_checks.builders import AS_OF, HOME, column, fetch, item, run, tree, verdict
from tests.test_facts.portal import facts
from tests.test_facts.searching import site
from tests.test_scoring.sheets import F, P, R, leaf, manual, of, pack, result, score
from xunjian.engine import ItemResult, fingerprint, fold
from xunjian.facts.search.draw import draw_titles
from xunjian.marks import apply_marks
from xunjian.model.assessment import Assessment
from xunjian.model.availability import Availability, HomeLook, Sample
from xunjian.model.finding import Finding, Status, Subject
from xunjian.model.mark import Mark, Verdict, latest_end
from xunjian.model.observation import Outcome
from xunjian.model.score import Score
from xunjian.model.site import Clock, Rhythm
from xunjian.model.workdays import WorkCalendar
from xunjian.packs.rule import Deduct, Ratio, Rule, Tiers, Veto
from xunjian.scoring.tree import score_pack

MONTHS = Clock(AS_OF).months(12)
BROKEN = Finding(Status.FAIL, "链接打不开。", Subject("link", f"{HOME}x"), signature="")


def marked(verdict: Verdict, *findings: Finding) -> tuple[ItemResult, ...]:
    """One item whose first finding a person marked."""
    mark = Mark(
        1, "a", fingerprint("a", "demo.check", findings[0]), "demo.check", HOME, findings[0].message, verdict,
        "已报备。", "甲某", datetime(2026, 11, 1, tzinfo=UTC), latest_end(date(2026, 11, 1)),
    )  # fmt: skip
    return apply_marks((ItemResult("a", fold("demo.check", {}, findings)),), [mark], "a", AS_OF).results


def test_q21_a_claim_never_counts_against_what_was_found() -> None:
    """What the unit claims stands beside what is found, and never counts."""
    word = [Assessment("a", self_points=Decimal(4))]
    whole = score(pack(leaf("a", 4, Deduct(each=2))), {"a": result(F)}, word)
    assert (of(whole, "a").points.awarded, of(whole, "a").self_points) == (2, 4)
    assert not score(pack(leaf("a", 4)), {"a": result(P)}, word).warnings


@pytest.mark.parametrize(
    ("claimed", "looked", "false", "said"),
    [
        (date(2026, 11, 1), date(2026, 11, 20), True, "属于虚报"),
        (date(2026, 11, 20), date(2026, 11, 20), False, "请重新检查"),
        (date(2026, 11, 21), date(2026, 11, 20), False, "请重新检查"),
        (None, date(2026, 11, 20), False, "请重新检查"),
        (date(2026, 11, 1), None, False, "请重新检查"),
    ],
)
def test_q21_a_claim_is_false_where_a_later_look_still_finds_the_fault(
    claimed: date | None, looked: date | None, false: bool, said: str
) -> None:
    """虚报整改结果: 虚报 where the fault is reproducible; a claim made since the look asks for another."""
    word = [Assessment("a", self_points=Decimal(4), day=claimed)]
    whole = score(pack(leaf("a", 4, Deduct(each=2))), {"a": result(F)}, word, day=looked)
    assert of(whole, "a").false_claim is false
    assert [warning for warning in whole.warnings if said in warning]
    assert not of(score(pack(leaf("a", 4)), {"a": result(P)}, word, day=looked), "a").false_claim


def test_q21_what_a_person_gave_less_for_is_no_false_claim() -> None:
    """Nor is what is still open, nor what a check only has leads on."""
    word = [Assessment("a", points=Decimal(1), self_points=Decimal(4), day=date(2026, 11, 1))]
    by_person = score(pack(manual("a", 4)), {}, word, day=AS_OF)
    assert not of(by_person, "a").false_claim
    assert any("请核对" in warning for warning in by_person.warnings)
    lead = pack(leaf("a", 4, confirm="是否属实？"))
    assert not of(score(lead, {"a": result(F)}, word, day=AS_OF), "a").false_claim
    for said in (result(R), result(F, R)):
        open_ = score(
            pack(leaf("a", 4, Deduct(each=1))), {"a": said}, [replace(word[0], points=None)], day=AS_OF
        )
        assert not of(open_, "a").false_claim


BARRED = {"outcome": {"bands": [{"name": "优秀", "at": 90}, {"name": "良好", "at": 80}, {"name": "一般"}]}}


def test_q21_false_material_bars_the_best_grade() -> None:
    """提供虚假材料的不得列入优秀: the points stay, the grade is the next one; open while nobody has said."""
    table = pack(leaf("a", 100), manual("v", rule=Veto(bars=("优秀",))), **BARRED)
    found = {"a": result(P)}

    def judged(vetoed: bool | None) -> Score:
        return score(table, found, [Assessment("v", vetoed=vetoed)])

    assert (judged(False).grade, judged(True).grade, judged(None).grade) == ("优秀", "良好", None)
    assert (judged(True).low, judged(True).vetoes) == (100, ())
    assert any("不得评为优秀" in warning for warning in judged(True).warnings)
    low = pack(leaf("a", 85), manual("v", rule=Veto(bars=("优秀",))), **BARRED)
    assert score(low, found).grade == "良好"  # whatever a person says: 优秀 is out of reach


def test_q23_a_month_without_anything_and_a_month_below_its_quota() -> None:
    """空白月 and 月度任务, by calendar month."""
    monthly = [item(date(year, month, 15), path=f"a/{year}{month}.html") for year, month in MONTHS]
    assert verdict(run(blank_months, tree(column(items=monthly)))) == "pass"
    assert verdict(run(blank_months, tree(column(items=monthly[1:])))) != "pass"
    assert verdict(run(blank_months, tree(column(items=monthly)), minimum=2)) == "fail"


def test_q24_columns_are_carried_to_the_current_year() -> None:
    december = column("人事信息", [item(date(AS_OF.year - 1, 12, 31))], rhythm=Rhythm.OTHER)
    assert verdict(run(columns_are_updated, tree(december))) == "pass"
    assert verdict(run(columns_are_updated, tree(december), this_year=True)) == "fail"


def test_q25_the_unit_of_a_limit_is_part_of_its_rule() -> None:
    """5 个工作日 and 7 个工作日, but 3 日 as written."""
    told = {
        module: module.Params.model_fields["days"].description or ""
        for module in (reply_time, double_publicity, timely)
    }
    assert [reply_time.Params().days, double_publicity.Params().days, timely.Params().days] == [5, 7, 3]
    assert "（工作日" in told[reply_time]
    assert "（工作日" in told[double_publicity]
    assert "自然日" in told[timely]
    friday = date(2026, 11, 20)
    assert WorkCalendar().deadline(friday, 3).day - friday == timedelta(days=5)


def test_q26_the_day_of_the_event_is_day_nought() -> None:
    """A letter of a Saturday is counted from the Monday; the days left out are kept as evidence."""
    calendar, saturday = WorkCalendar(), date(2026, 11, 14)
    deadline = calendar.deadline(saturday, 5)
    assert deadline.day == date(2026, 11, 20)
    assert deadline.skipped == (date(2026, 11, 15),)
    assert calendar.taken(saturday, date(2026, 11, 20)) == 5
    assert calendar.taken(saturday, date(2026, 11, 23)) == 6


def test_q27_holidays_make_up_days_and_local_changes() -> None:
    """An unknown year is marked estimated, never passed off as known."""
    calendar = WorkCalendar()
    assert not calendar.is_working(date(2026, 10, 1))
    assert any(calendar.is_working(date(2026, 1, 1) + timedelta(days=n)) and
               (date(2026, 1, 1) + timedelta(days=n)).weekday() > 4 for n in range(365))  # fmt: skip
    storm = date(2026, 11, 18)
    assert not replace(calendar, rests=frozenset({storm})).is_working(storm)
    assert calendar.deadline(date(2031, 3, 3), 2).estimated
    assert not calendar.deadline(storm, 2).estimated


def test_q28_a_random_sample_of_four_titles() -> None:
    assert len(draw_titles(facts(site()), 0, AS_OF, count=4, days=3)) == 4


def test_q29_the_same_seed_draws_the_same() -> None:
    first, again, other = (draw_titles(facts(site()), seed, AS_OF, count=4, days=3) for seed in (7, 7, 8))
    assert first == again
    assert first != other


def test_q30_all_windows_end_on_one_day() -> None:
    """Judged from an earlier monitoring point, a column is not stale that is stale now."""
    old = column("通知公告", [item(AS_OF - timedelta(days=200))])
    assert verdict(run(columns_are_updated, tree(old))) == "fail"
    assert verdict(run(columns_are_updated, tree(old), Clock(AS_OF - timedelta(days=100)))) == "pass"


def test_q31_two_windows_in_one_rule() -> None:
    """News 2 weeks, notices 6 months, in one count."""
    day = AS_OF - timedelta(days=15)
    news = column("动态要闻", [item(day)], rhythm=Rhythm.NEWS)
    notice = column("通知公告", [item(day, path="a/notice.html")], rhythm=Rhythm.NOTICE)
    findings = run(columns_are_updated, tree(news, notice))
    assert [each.column for each in findings if each.status is Status.FAIL] == ["动态要闻"]


@pytest.mark.parametrize(("failed", "status"), [(6, "pass"), (7, "fail")])
def test_q32_limits_are_inclusive(failed: int, status: str) -> None:
    """超过（含）5%: 7 of 140 is a fault."""
    noon = datetime(AS_OF.year, AS_OF.month, AS_OF.day, 4, tzinfo=UTC)
    samples = tuple(
        Sample(
            noon - timedelta(days=1 + number // 20) + timedelta(minutes=20 * (number % 20) - 200),
            Outcome.FAILED if number < failed else Outcome.OK,
            "timeout" if number < failed else "ok",
            None,
            15.0,
        )
        for number in range(140)
    )
    assert verdict(run(reachable, Availability(HomeLook("open", "", (fetch(HOME),)), samples))) == status


def test_q33_months_are_calendar_months() -> None:
    assert months_from(date(2026, 8, 31), -6) == date(2026, 2, 28)
    assert months_from(date(2026, 5, 20), -3) == date(2026, 2, 20)
    assert MONTHS[0] == (2025, 11)
    assert MONTHS[-1] == (2026, 10)


def test_q36_what_was_approved_is_exempt() -> None:
    """报备: the finding stays visible and takes no points; of two, the other still does."""
    other = replace(BROKEN, subject=Subject("link", f"{HOME}y"))
    table = pack(leaf("a", 4, Deduct(each=1)), leaf("b", 2))
    exempt = score_pack(table, marked(Verdict.EXEMPT, BROKEN, other))
    assert of(exempt, "a").points.lost == 1
    alone = score_pack(table, marked(Verdict.EXEMPT, BROKEN))
    assert of(alone, "a").status == "not_applicable"


def test_q37_a_note_may_excuse_a_blank_column() -> None:
    """备注说明: where the pack knows no such rule, a person accepts it, column by column, until a day."""
    blank = Finding(Status.FAIL, "栏目没有信息。", Subject("column", f"{HOME}c/"))
    other = replace(blank, subject=Subject("column", f"{HOME}d/"))
    table = pack(leaf("a", 4, Deduct(each=2)))
    assert of(score_pack(table, marked(Verdict.EXEMPT, blank, other)), "a").points.lost == 2


@pytest.mark.parametrize(
    "rule",
    [
        None,
        Deduct(each=2),
        Ratio(),
        Tiers.model_validate({"of": "faults", "tiers": [{"at_least": 1, "share": 0}]}),
    ],
)
def test_q37_a_pack_may_excuse_columns_whose_page_says_why(rule: Rule | None) -> None:
    """应在该栏目信息展示页面上备注说明: noted columns are no fault of the item, bare ones are."""
    noted, bare = (F, "noted", "c/"), (F, "bare", "d/")
    table = pack(leaf("a", 4, rule, excused=["noted"]))
    excused = score(table, {"a": result(noted)})
    assert (of(excused, "a").status, excused.low, excused.high) == ("pass", 4, 4)
    assert "按本项规定不算问题" in of(excused, "a").explanation
    assert score(table, {"a": result(noted, bare)}).low < 4
    assert score(pack(leaf("a", 4, rule)), {"a": result(noted)}).low < 4


def test_q37_an_excused_column_counts_towards_no_veto() -> None:
    """栏目不更新 3: of five blank columns one says why."""
    said = result(*((F, "bare", f"{number}/") for number in range(4)), (F, "noted", "n/"))
    strict, mild = (pack(leaf("v", rule=Veto(at_least=5), excused=each)) for each in ([], ["noted"]))
    assert (score(strict, {"v": said}).vetoes, score(mild, {"v": said}).vetoes) == (("v",), ())


def test_q38_a_false_alarm_costs_nothing() -> None:
    """误报 gets the points; 存疑 keeps them open."""
    table = pack(leaf("a", 4, Deduct(each=1)))
    assert of(score_pack(table, marked(Verdict.FALSE_ALARM, BROKEN)), "a").points.awarded == 4
    doubtful = replace(BROKEN, status=Status.REVIEW)
    open_ = score_pack(table, (ItemResult("a", fold("demo.check", {}, (doubtful,))),))
    assert of(open_, "a").points.pending == 1


def test_q42_a_fault_is_the_same_fault_in_the_next_quarter() -> None:
    """Whatever its words, its class or the indicator system: so it is found again and named."""
    again = replace(BROKEN, message="链接仍打不开。", observed="返回 500", kind="home")
    assert fingerprint("a", "links.home", BROKEN) == fingerprint("a", "links.home", again)
    assert fingerprint("b", "links.home", BROKEN) != fingerprint("a", "links.home", BROKEN)


def test_all_quirks_have_a_test() -> None:
    """Q1 to Q42 of the standards, each in a test named after it."""
    told = "".join(path.read_text("utf-8") for path in Path(__file__).parent.glob("test_quirks_*.py"))
    assert {int(number) for number in re.findall(r"def test_q(\d\d)_", told)} == set(range(1, 43))
