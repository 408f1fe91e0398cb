"""newmedia.updated"""

from datetime import date, timedelta

import pytest

from checks.newmedia.updated import accounts_post
from test_checks.builders import AS_OF, only_fail, run, verdict
from xunjian.model.newmedia import Account, NewMedia, Post


def account(*days_ago: int, known: int = 0, platform: str = "微信", name: str = "某县发布") -> Account:
    posts = tuple(
        Post(AS_OF - timedelta(days=days), f"第{days}条", "http://mp.example/1") for days in sorted(days_ago)
    )
    return Account(platform, name, AS_OF - timedelta(days=known), posts)


def media(*accounts: Account, listed: tuple[str, ...] | None = None) -> NewMedia:
    return NewMedia(accounts, listed)


def test_fourteen_days_are_in_time() -> None:
    """A post of the first day of the window counts (both ends included)."""
    findings = run(accounts_post, media(account(14, 40)))
    assert verdict(findings) == "pass"
    assert findings[0].evidence[0].quote == f"{AS_OF - timedelta(days=14)} 第14条；导入数据截至 {AS_OF}"


def test_fifteen_days_are_not() -> None:
    finding = only_fail(run(accounts_post, media(account(15, 40), account(2, platform="微博"))))
    assert "账号“某县发布”（微信）" in finding.message
    assert "已 15 天未更新，超过 14 天" in finding.message
    assert finding.signature == "微信/某县发布"


def test_each_silent_account_is_a_finding_of_its_own() -> None:
    findings = run(accounts_post, media(account(30), account(40, platform="微博")))
    assert [finding.signature for finding in findings] == ["微信/某县发布", "微博/某县发布"]


def test_the_limit_is_a_parameter() -> None:
    assert verdict(run(accounts_post, media(account(15)), days=15)) == "pass"
    assert verdict(run(accounts_post, media(account(8)), days=7)) == "fail"


@pytest.mark.parametrize(
    ("known", "status"), [(0, "fail"), (1, "review"), (7, "review"), (8, "unknown")], ids=str
)
def test_silence_after_the_data_end_was_not_seen(known: int, status: str) -> None:
    """What the data do not tell of is no silence: the last word is a person's, or nobody's."""
    assert verdict(run(accounts_post, media(account(40, known=known)))) == status


def test_silence_within_the_data_is_not_long_enough() -> None:
    assert verdict(run(accounts_post, media(account(15, known=5)))) == "unknown"


def test_data_that_go_on_after_the_monitoring_day() -> None:
    later = Account("微信", "某县发布", AS_OF + timedelta(days=9), (Post(AS_OF + timedelta(days=3)),))
    assert verdict(run(accounts_post, media(later))) == "review"
    older = Account("微信", "某县发布", AS_OF + timedelta(days=9), (*later.posts, Post(date(2026, 10, 1))))
    only_fail(run(accounts_post, media(older)))


def test_an_account_without_any_post_is_for_a_person() -> None:
    assert verdict(run(accounts_post, media(account()))) == "review"


def test_without_data_nothing_is_known() -> None:
    assert verdict(run(accounts_post, media())) == "unknown"
    assert verdict(run(accounts_post, media(listed=("微信/某县发布",)))) == "unknown"


def test_an_account_of_the_register_that_nobody_imported() -> None:
    findings = run(accounts_post, media(account(1), listed=("微信/某县发布", "抖音/某县文旅")))
    assert verdict(findings) == "unknown"
    assert "抖音/某县文旅" in findings[-1].message


def test_the_register_and_the_data_may_write_a_platform_differently() -> None:
    written = media(account(1, platform="微信公众号"), listed=("微信/某县 发布",))
    assert verdict(run(accounts_post, written)) == "pass"


def test_a_unit_that_runs_no_account() -> None:
    assert verdict(run(accounts_post, media(listed=()))) == "not_applicable"
    assert verdict(run(accounts_post, media(account(40), listed=()))) == "fail"
