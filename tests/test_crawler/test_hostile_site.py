"""The crawl of the hostile site ends by itself, with the right outcome for every trap, within its budgets."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from storage.snapshot import SnapshotFile
from tests.test_crawler.hostile_crawl import Crawled, crawl_sites, problems, targets_in
from xunjian.app.record_coverage import coverage_record
from xunjian.model.observation import Outcome, Role
from xunjian.testing.hostile import Trap
from xunjian.testing.hostile_robots import ROBOTS, RobotsCase
from xunjian.testing.hostile_server import HostileServer
from xunjian.testing.hostile_site import MAIN, TRAPS, hostile_sites
from xunjian.testing.hostile_status import BUSY

MOST_PAGES = 1500
MOST_MEGABYTES = 450
"""Of the whole crawl process; a body of 100 MB, three packed ones of as much and endless ones come by."""


@dataclass(frozen=True)
class Night:
    server: HostileServer
    crawled: Crawled

    @property
    def snapshot(self) -> SnapshotFile:
        return self.crawled.snapshot


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Night]:
    path: Path = tmp_path_factory.mktemp("hostile") / "snapshot.sqlite"
    with crawl_sites(
        hostile_sites(), (MAIN, "busy"), path,
        concurrency=8, max_pages=MOST_PAGES, first_byte_seconds=2, body_seconds=3,
    ) as (server, crawled):  # fmt: skip
        yield Night(server, crawled)


def test_crawl_ends_by_itself_and_is_complete(night: Night) -> None:
    assert (night.snapshot.meta["finish_reason"], night.snapshot.meta["complete"]) == ("finished", "1")


def test_memory_is_bounded(night: Night) -> None:
    assert night.crawled.peak_megabytes < MOST_MEGABYTES


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.name)
def test_outcome_of_every_trap(night: Night, trap: Trap) -> None:
    assert problems(night.server[MAIN], trap, night.snapshot) == []


@pytest.mark.parametrize("trap", BUSY, ids=lambda trap: trap.name)
def test_busy_host_is_given_time(night: Night, trap: Trap) -> None:
    assert problems(night.server["busy"], trap, night.snapshot) == []


@pytest.mark.parametrize("name", ["self-signed", "expired", "other-name", "old-tls"])
def test_t21_content_behind_bad_tls_is_sound(night: Night, name: str) -> None:
    site = night.server.sites.get(name)
    if site is None:
        pytest.skip("the local OpenSSL has no TLS 1.0 any more")
    assert problems(site, site.traps[0], night.snapshot) == []


@pytest.mark.parametrize("case", ROBOTS, ids=lambda case: case.name)
def test_robots_of_every_kind(night: Night, case: RobotsCase) -> None:
    site = night.server[case.name]
    opened, closed, _ = site.traps
    assert problems(site, opened, night.snapshot) == []
    assert problems(site, closed, night.snapshot) == []
    asked = [each.target for each in site.log]
    assert asked[0] == "/robots.txt"


def test_nothing_is_asked_that_is_not_linked(night: Night) -> None:
    """Besides traps, home, robots.txt and a handful of made-up addresses the server saw nothing."""
    site = night.server[MAIN]
    strange = [
        each.target
        for each in site.log
        if each.target not in ("/", "/robots.txt") and not any(trap.plays(each.target) for trap in TRAPS)
    ]
    assert len(strange) == len(set(strange))
    assert all("xunjian-" in target for target in strange)
    assert len(strange) <= 16


def test_every_request_stands_in_the_snapshot(night: Night) -> None:
    """What the server of the main site saw, and what the crawl says it asked, are the same number."""
    host = night.server[MAIN].host
    told = sum(
        max(1, len(fetch.attempts)) for fetch in night.snapshot.fetches()
        if fetch.url.startswith(f"http://{host}/") and fetch.attempts
    )  # fmt: skip
    seen = sum(each.target != "/robots.txt" for each in night.server[MAIN].log)
    assert seen <= told


def test_what_budgets_cut_off_is_listed(night: Night) -> None:
    cuts = {cut.key: cut.data for cut in night.snapshot.observations("cut")}
    assert set(cuts) == {"pattern", "body"}
    for trap in TRAPS:
        if trap.expected.cut:
            examples = cuts[trap.expected.cut]["examples"]
            assert targets_in(examples, night.server[MAIN], trap), trap.name


def test_audit_json_lists_the_cuts_too(night: Night) -> None:
    record = coverage_record(night.snapshot)
    reasons = [cut.reason for cut in record.cut]
    assert any("日历" in reason for reason in reasons)
    assert any("只读了一部分" in reason for reason in reasons)
    assert all(cut.count >= len(cut.examples) > 0 for cut in record.cut)


def test_no_odd_answer_is_called_failed(night: Night) -> None:
    expected = {
        night.server[MAIN].origin + trap.path for trap in TRAPS if trap.expected.outcome == "failed"
    } | {night.server["busy"].origin + trap.path for trap in BUSY if trap.expected.outcome == "failed"}
    failed = {
        fetch.url
        for fetch in night.snapshot.fetches()
        if fetch.outcome is Outcome.FAILED and fetch.role is not Role.PROBE
    }
    assert failed == expected
