"""The pace that a clerk is told of: honest where a site is slow, and nothing foretold too early."""

import pytest

from xunjian.app.progress import Progress
from xunjian.cli.progress import pace_in_words


@pytest.mark.parametrize(
    ("fetched", "queued", "seconds", "words"),
    [
        (0, 1, 0.0, "0 个/秒"),
        (300, 900, 10.0, "30 个/秒"),
        (4, 5000, 120.0, "30 秒一个，已发现的照此还要约 41.7 小时"),
        (100, 90, 300.0, "3 秒一个，已发现的照此还要约 4 分钟"),
        (100, 4, 300.0, "3 秒一个"),
        (0, 7, 90.0, "0 个/秒"),
        (1, 20, 0.0, "0 个/秒"),
    ],
)
def test_pace(fetched: int, queued: int, seconds: float, words: str) -> None:
    assert pace_in_words(Progress("pages", fetched, queued), seconds) == words
