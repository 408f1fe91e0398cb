"""The engine: missing facts, silence and crashes are unknown; who owes nothing is left alone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Protocol

import pytest

from xunjian.engine import fingerprint, fold, judge, run_check
from xunjian.errors import PluginError
from xunjian.model.finding import Finding, Status, Subject
from xunjian.model.site import Clock, Coverage, Fact, Unavailable
from xunjian.model.unit import Unit
from xunjian.packs.load import load_pack
from xunjian.plugin import CheckParams, check, fail, not_applicable, ok, review, unknown

UNIT = Unit("u1", "清溪区", "county", "http://www.example.gov.cn/")
CLOCK: dict[type[Fact], Fact | Unavailable] = {Clock: Clock(date(2026, 11, 21))}
SUBJECT = Subject("site", UNIT.home_url)


@check("t.pass", title="通过")
def passes(clock: Clock) -> Iterator[Finding]:
    """Passes."""
    yield ok(str(clock.as_of))


@check("t.silent", title="无结论")
def silent(clock: Clock) -> Iterator[Finding]:
    """Says nothing."""
    yield from ()


@check("t.crash", title="出错")
def crashes(clock: Clock) -> Iterator[Finding]:
    """Crashes after its first word."""
    yield ok("先说一句")
    raise ValueError(clock)


@check("t.owed", title="部门义务", unit_types=frozenset({"department"}))
def owed(clock: Clock) -> Iterator[Finding]:
    """Only departments owe it."""
    yield ok(str(clock))


@check("t.mixed", title="混合")
def mixed(clock: Clock) -> Iterator[Finding]:
    """Every state at once."""
    yield ok("好")
    yield unknown("未能判定：没有看到。")
    yield review(SUBJECT, "请看。", signature="b")
    yield fail(SUBJECT, "不对。", signature="a")
    yield not_applicable("不涉及。")


@check("t.vague", title="多因")
def vague(clock: Clock) -> Iterator[Finding]:
    """Many things that were not seen, one of them said twice."""
    for reason in "甲乙丙丁戊戊":
        yield unknown(f"未能判定：{reason}。")


def test_many_reasons_are_three_and_their_number() -> None:
    result = run_check(vague, CheckParams(), CLOCK, UNIT)
    assert result.reason == "未能判定：甲。 未能判定：乙。 未能判定：丙。 共有 5 项原因。"
    assert not result.crashed
    said = (ok("好"), unknown("未能判定：没有看到。"), not_applicable("不涉及。"))
    assert fold("t.some", {}, said).reason == "未能判定：没有看到。"


def test_a_fact_that_was_not_had_makes_the_check_unknown_with_its_reason() -> None:
    facts: dict[type[Fact], Fact | Unavailable] = {Clock: Unavailable("未能判定：没有时间。")}
    result = run_check(passes, CheckParams(), facts, UNIT)
    assert (result.status, result.reason) == (Status.UNKNOWN, "未能判定：没有时间。")
    assert run_check(passes, CheckParams(), {}, UNIT).status is Status.UNKNOWN


def test_silence_is_unknown_never_a_pass() -> None:
    assert run_check(silent, CheckParams(), CLOCK, UNIT).status is Status.UNKNOWN


def test_a_crash_is_unknown_and_known_as_a_crash(caplog: pytest.LogCaptureFixture) -> None:
    result = run_check(crashes, CheckParams(), CLOCK, UNIT)
    assert (result.status, result.crashed, result.findings) == (Status.UNKNOWN, True, ())
    assert "t.crash" in caplog.text


def test_who_does_not_owe_it_is_left_alone() -> None:
    result = run_check(owed, CheckParams(), CLOCK, UNIT)
    assert result.status is Status.NOT_APPLICABLE
    assert "县级政府" in result.reason
    assert run_check(owed, CheckParams(), CLOCK, replace(UNIT, type="department")).status is Status.PASS


def test_the_worst_state_wins_and_findings_are_in_a_fixed_order() -> None:
    result = run_check(mixed, CheckParams(), CLOCK, UNIT)
    assert result.status is Status.FAIL
    assert [f.status for f in result.findings] == [
        Status.FAIL,
        Status.REVIEW,
        Status.UNKNOWN,
        Status.PASS,
        Status.NOT_APPLICABLE,
    ]
    assert result.counts == {"pass": 1, "fail": 1, "review": 1, "unknown": 1, "not_applicable": 1}


def test_a_check_named_twice_with_equal_parameters_is_run_once() -> None:
    text = """
schema: 1
id: twice
title: 两次
version: "1"
source: {title: 文}
unit_types: [county]
items:
  - {id: a, title: 甲, points: 1, check: t.pass}
  - {id: b, title: 乙, points: 1, check: t.pass}
  - {id: c, title: 丙, points: 1, manual: {ask: 看}}
"""
    loaded = load_pack(text, "twice.yaml", {passes.id: passes})
    first, second, third = judge(loaded, {passes.id: passes}, CLOCK, UNIT)
    assert first.result is second.result
    assert third.result is None


def test_the_fingerprint_knows_unit_check_subject_and_signature_only() -> None:
    one = fail(SUBJECT, "今天已 20 天未更新。", signature="x")
    later = fail(SUBJECT, "今天已 21 天未更新。", signature="x")
    assert fingerprint("u", "c.d", one) == fingerprint("u", "c.d", later)
    others = {
        fingerprint("v", "c.d", one),
        fingerprint("u", "c.e", one),
        fingerprint("u", "c.d", fail(SUBJECT, "", signature="y")),
        fingerprint("u", "c.d", fail(Subject("site", "http://other/"), "", signature="x")),
    }
    assert fingerprint("u", "c.d", ok("好")) == fingerprint("u", "c.d", ok("很好"))
    assert fingerprint("u", "c.d", one) not in others
    assert len(others) == 4


class _Declare(Protocol):
    def __call__(self) -> object: ...


def _no_doc() -> object:
    @check("t.nodoc", title="无说明")
    def nodoc(clock: Clock) -> Iterator[Finding]:
        yield ok(str(clock))

    return nodoc


def _odd_parameter() -> object:
    @check("t.odd", title="怪参数")
    def odd(clock: Clock, other: str) -> Iterator[Finding]:
        """Asks for something that is no fact."""
        yield ok(other + str(clock))

    return odd


def _bad_id() -> object:
    @check("Odd", title="怪编号")
    def bad(coverage: Coverage) -> Iterator[Finding]:
        """Has no family."""
        yield ok(coverage.reason)

    return bad


@pytest.mark.parametrize("declare", [_no_doc, _odd_parameter, _bad_id])
def test_an_incomplete_declaration_is_refused(declare: _Declare) -> None:
    with pytest.raises(PluginError):
        declare()
