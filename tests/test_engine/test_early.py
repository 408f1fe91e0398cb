"""A veto that warns (Q41): its check is looked at twice, once with the parameters of `warn_if`."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from xunjian.engine import crashed, fingerprint, judge
from xunjian.marks import apply_marks
from xunjian.model.finding import Finding, Subject
from xunjian.model.mark import Mark, Verdict, latest_end
from xunjian.model.site import Clock
from xunjian.model.unit import Unit
from xunjian.packs.load import load_pack
from xunjian.plugin import CheckParams, check, fail, ok
from xunjian.scoring.tree import score_pack

DAY = date(2026, 11, 21)
UNIT = Unit("u1", "清溪区", "county", "http://www.example.gov.cn/")
STALE = fail(Subject("site", UNIT.home_url), "首页 11 天没有更新。")


class Params(CheckParams):
    max_days: int = 14


@check("t.stale", title="更新")
def stale(clock: Clock, params: Params) -> Iterator[Finding]:
    """Eleven days without anything new."""
    if params.max_days < 3:
        raise ValueError(clock)
    yield STALE if params.max_days < 11 else ok("按时更新。")


def pack(warn_if: str = "{max_days: 10}") -> str:
    return f"""
schema: 1
id: warns
title: 体系
version: "1"
source: {{title: 文}}
unit_types: [county, department]
items:
  - {{id: v, title: 更新, check: t.stale, rule: {{kind: veto, warn_if: {warn_if}}}, unit_types: [county]}}
  - {{id: a, title: 一, points: 5, check: t.stale}}
"""


def test_the_warning_is_said_and_costs_nothing() -> None:
    loaded = load_pack(pack(), "warns.yaml", {stale.id: stale})
    results = judge(loaded, {stale.id: stale}, {Clock: Clock(DAY)}, UNIT)
    assert [each.early is not None for each in results] == [True, False]
    score = score_pack(loaded.pack, results)
    assert not score.vetoes
    assert score.low == 5
    assert [each for each in score.warnings if "预警" in each and "11 天没有更新" in each]


def test_a_false_alarm_warns_no_more() -> None:
    loaded = load_pack(pack(), "warns.yaml", {stale.id: stale})
    results = judge(loaded, {stale.id: stale}, {Clock: Clock(DAY)}, UNIT)
    mark = Mark(
        1, UNIT.id, fingerprint(UNIT.id, stale.id, STALE), stale.id, UNIT.home_url, STALE.message,
        Verdict.FALSE_ALARM, "有更新。", "甲某", datetime(2026, 11, 20, tzinfo=UTC), latest_end(DAY),
    )  # fmt: skip
    marked = apply_marks(results, [mark], UNIT.id, DAY)
    assert not any("预警" in each for each in score_pack(loaded.pack, marked.results).warnings)


@pytest.mark.parametrize(("kind", "early"), [("county", True), ("department", False)])
def test_whom_the_veto_does_not_concern_is_not_warned(kind: str, early: bool) -> None:
    loaded = load_pack(pack(), "warns.yaml", {stale.id: stale})
    unit = Unit("u1", "某单位", kind, UNIT.home_url)
    first, _ = judge(loaded, {stale.id: stale}, {Clock: Clock(DAY)}, unit)
    assert (first.early is not None) is early


def test_a_crash_of_the_second_look_is_a_crash() -> None:
    loaded = load_pack(pack("{max_days: 1}"), "warns.yaml", {stale.id: stale})
    assert crashed(judge(loaded, {stale.id: stale}, {Clock: Clock(DAY)}, UNIT))
