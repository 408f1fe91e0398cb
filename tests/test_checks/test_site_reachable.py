"""site.reachable"""

from datetime import UTC, datetime, timedelta

import pytest

from checks.site.reachable import reachable
from test_checks.builders import AS_OF, HOME, fetch, only_fail, run, verdict
from xunjian.model.availability import Availability, HomeLook, LookState, Sample
from xunjian.model.observation import Outcome

NOON = datetime(AS_OF.year, AS_OF.month, AS_OF.day, 4, tzinfo=UTC)


def seen(state: LookState = "open", words: str = "", samples: list[Sample] | None = None) -> Availability:
    return Availability(HomeLook(state, words, (fetch(HOME),)), tuple(samples or ()))


def week(down: int = 0, *, days: int = 7, per_day: int = 20, other: Outcome | None = None) -> list[Sample]:
    """Full days before the monitoring day, `down` of all samples failed; `other` fills a day up."""
    samples = []
    for number in range(days * per_day):
        at = NOON - timedelta(days=1 + number // per_day) + timedelta(minutes=20 * (number % per_day) - 200)
        failed = number < down
        outcome = Outcome.FAILED if failed else Outcome.OK
        samples.append(Sample(at, outcome, "timeout" if failed else "ok", None, 15.0 if failed else 0.4))
        if other is not None:
            samples.append(Sample(at, other, "shield"))
    return samples


def test_a_home_page_that_opens() -> None:
    findings = run(reachable, seen())
    assert verdict(findings) == "pass"
    assert "没有可用性采样，只看了本次" in findings[0].message
    assert findings[0].evidence[0].url == HOME


def test_a_home_page_that_does_not() -> None:
    finding = only_fail(run(reachable, seen("failed", "15 秒内无响应")))
    assert "15 秒内无响应" in finding.message
    assert finding.signature == "home"


def test_a_home_page_that_was_kept_from_us() -> None:
    assert verdict(run(reachable, seen("unknown", "首页没有看到（返回验证页面）"))) == "unknown"


def test_five_percent_is_too_much() -> None:
    """7 of 140: the limit itself is a fault (Q32), one fewer is not."""
    finding = only_fail(run(reachable, seen(samples=week(7))))
    assert "140 次采样中打不开 7 次，占 5.0%" in finding.message
    assert finding.signature == "samples"
    assert finding.evidence[0].kind == "computation"
    assert "15 秒内没有打开" in (finding.evidence[0].quote or "")
    assert "等 7 次" not in (finding.evidence[0].quote or "")
    many = only_fail(run(reachable, seen(samples=week(9))))
    assert (many.evidence[0].quote or "").endswith("；等 9 次")
    below = run(reachable, seen(samples=week(6)))
    assert verdict(below) == "pass"
    assert "采样 140 次，打不开 6 次" in below[0].message


def test_one_failure_is_a_sample_and_no_verdict() -> None:
    assert verdict(run(reachable, seen(samples=week(1)))) == "pass"


@pytest.mark.parametrize("days", [1, 6])
def test_less_than_a_week_is_for_a_person(days: int) -> None:
    assert verdict(run(reachable, seen(samples=week(2 * days, days=days)))) == "review"
    assert verdict(run(reachable, seen(samples=week(0, days=days)))) == "pass"


def test_a_week_of_too_few_samples_is_no_week() -> None:
    findings = run(reachable, seen(samples=week(70, per_day=19)))
    assert verdict(findings) == "pass"
    assert "不足以据此判断" in findings[0].message


@pytest.mark.parametrize("other", [Outcome.UNKNOWN, Outcome.BLOCKED])
def test_what_says_nothing_of_the_site_is_not_counted(other: Outcome) -> None:
    """Neither does it fill a day up, nor does it water failures down."""
    only_fail(run(reachable, seen(samples=week(7, other=other))))
    assert verdict(run(reachable, seen(samples=week(0, per_day=19, other=other)))) == "pass"
    silent = [Sample(NOON - timedelta(hours=n), other, "line") for n in range(170)]
    assert verdict(run(reachable, seen(samples=silent))) == "pass"


def test_samples_outside_the_window_are_past() -> None:
    old = [Sample(each.at - timedelta(days=8), each.outcome, each.code) for each in week(140)]
    assert verdict(run(reachable, seen(samples=[*old, *week(0)]))) == "pass"
    later = [Sample(each.at + timedelta(days=9), each.outcome, each.code) for each in week(140)]
    assert verdict(run(reachable, seen(samples=[*week(0), *later]))) == "pass"


def test_parameters_change_the_limits() -> None:
    assert verdict(run(reachable, seen(samples=week(6)), percent=4)) == "fail"
    assert verdict(run(reachable, seen(samples=week(7, days=3)), days=3)) == "fail"
    assert verdict(run(reachable, seen(samples=week(7, per_day=19)), per_day=19)) == "fail"


def test_samples_do_not_make_up_for_this_time() -> None:
    assert verdict(run(reachable, seen("failed", "拒绝连接", week(0)))) == "fail"
    assert verdict(run(reachable, seen("unknown", "首页要求登录", week(0)))) == "unknown"


def test_a_pack_may_insist_on_a_week_of_samples() -> None:
    assert verdict(run(reachable, seen(), samples_required=True)) == "unknown"
    assert verdict(run(reachable, seen(samples=week(0, days=6)), samples_required=True)) == "unknown"
    assert verdict(run(reachable, seen(samples=week(0)), samples_required=True)) == "pass"
    for state in ("failed", "unknown"):
        (finding,) = run(reachable, seen(state, "拒绝连接"), samples_required=True)  # nothing else is said
        assert verdict([finding]) == state.removesuffix("ed")
