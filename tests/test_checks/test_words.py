"""Sentences that all families share: names in quotes, reasons in one line."""

import pytest

from checks._seen import undecided
from checks._words import names, quoted


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("通知公告", "“通知公告”"),
        ("“双随机、一公开”", "“双随机、一公开”"),
        ("“双随机”监管", "“‘双随机’监管”"),
        ("“放管服”和“互联网+”", "“‘放管服’和‘互联网+’”"),
    ],
)
def test_a_name_is_quoted_once(name: str, said: str) -> None:
    assert quoted(name) == said
    assert names([name]) == said


def test_many_reasons_are_three_and_their_number() -> None:
    assert undecided(["甲", "乙", "甲", "丙"]) == "未能判定：甲；乙；丙。"
    assert undecided(["甲", "乙", "丙", "丁", "戊", "戊"]) == "未能判定：甲；乙；丙等，共 5 处。"
