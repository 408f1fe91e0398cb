"""Numbers, times and intervals as a reader sees them."""

import pytest

from xunjian.model.audit import AuditScore
from xunjian.reports.words import (
    clean_text,
    without_verdict,
    write_interval,
    write_moment,
    write_number,
    write_percent,
)


@pytest.mark.parametrize(
    ("value", "shown"),
    [(5, "5"), (5.0, "5"), (0.1 + 0.2, "0.3"), (78.254, "78.25"), (100, "100"), (-0.001, "0")],
)
def test_numbers_have_at_most_two_decimals(value: float, shown: str) -> None:
    assert write_number(value) == shown


@pytest.mark.parametrize(
    ("awarded", "pending", "shown"),
    [(78.5, 12.5, "78.5–91.0 分"), (80, 0, "80 分"), (0, 100, "0–100 分"), (70.25, 0.5, "70.25–70.75 分")],
)
def test_an_open_score_is_an_interval(awarded: float, pending: float, shown: str) -> None:
    score = AuditScore(
        awarded=awarded, lost=100 - awarded - pending, pending=pending, maximum=100, bonus=0, vetoes=()
    )
    assert write_interval(score) == shown


@pytest.mark.parametrize(("share", "shown"), [(0.999, "99%"), (1.0, "100%"), (0.29, "29%"), (0, "0%")])
def test_a_share_is_never_rounded_up_to_the_whole(share: float, shown: str) -> None:
    assert write_percent(share) == shown


def test_times_are_those_of_china() -> None:
    assert write_moment("2026-11-21T16:31:07Z") == "2026-11-22 00:31"
    assert write_moment("昨天") == "昨天"
    assert write_moment(None) == ""


def test_control_characters_go_and_lines_stay() -> None:
    assert clean_text("甲\x00乙\x1b\ud800丙\n丁") == "甲乙丙\n丁"


def test_a_reason_does_not_repeat_its_state() -> None:
    assert without_verdict("未能判定：没有浏览器。") == "没有浏览器。"
    assert without_verdict("没有浏览器。") == "没有浏览器。"
    several = "未能判定：没有甲。 未能判定：没有乙。 共有 9 项原因。"
    assert without_verdict(several) == "没有甲。没有乙。共有 9 项原因。"
