"""A crawl that is killed at any moment and resumed ends like one that was left in peace."""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from tests.test_crawler.killing import Crawl, Left, asked, kill_after, left_in
from tests.test_crawler.loopback import job
from xunjian.testing.portals.demo import demo_case
from xunjian.testing.server import Running, serve

RUNS = 20
CONCURRENCY = 4


@dataclass(frozen=True)
class Peace:
    """The portal, and what a crawl of it comes to that nobody disturbs."""

    portal: Running
    left: Left
    asked: Counter[tuple[str, str]]


@pytest.fixture(scope="module")
def peace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Peace]:
    path = tmp_path_factory.mktemp("peace") / "s.sqlite"
    with serve(demo_case(date(2026, 11, 20)).spec) as portal:
        Crawl(_job(portal, path), path.with_suffix(".log")).finish()
        yield Peace(portal, left_in(path), asked(portal.log))


def _job(portal: Running, path: Path, **more: object) -> dict[str, object]:
    return job(portal.home, path, concurrency=CONCURRENCY, **more)


@pytest.mark.parametrize("seed", range(RUNS))
def test_killed_crawl_ends_like_an_undisturbed_one(peace: Peace, tmp_path: Path, seed: int) -> None:
    path, log = tmp_path / "s.sqlite", peace.portal.log
    dice = random.Random(seed)
    before = len(log)
    kills = 1 + (seed % 3 == 0)
    for number in range(kills):
        crawl = Crawl(_job(peace.portal, path, resume=number > 0), tmp_path / "log")
        moment = dice.randint(0, peace.asked.total() // kills)
        kill_after(crawl, log, moment, dice.uniform(0, 0.02))
    Crawl(_job(peace.portal, path, resume=True), tmp_path / "log").finish()
    assert left_in(path) == peace.left
    now = asked(log[before:])
    assert not peace.asked - now
    twice = {address for _, address in now - peace.asked}
    assert len(twice) <= CONCURRENCY * kills
    assert sorted(each.name for each in tmp_path.iterdir()) == ["log", "s.sqlite"]
