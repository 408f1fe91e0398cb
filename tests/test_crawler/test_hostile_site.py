"""The crawl of the hostile site ends by itself, with the right outcome for every trap, within its budgets."""

from dataclasses import dataclass
from pathlib import Path

from storage.snapshot import SnapshotFile
from tests.test_crawler.hostile_crawl import Crawled, crawl_sites, problems, targets_in
from xunjian.app.record_coverage import coverage_record
from xunjian.model.observation import Outcome, Role
from xunjian.testing.hostile_server import HostileServer
from xunjian.testing.hostile_site import MAIN, TRAPS, hostile_sites

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


def test_crawl_of_the_hostile_site(tmp_path: Path) -> None:
    """One test, because one crawl: what each trap did wrong is told by its name."""
    with crawl_sites(
        hostile_sites(), (MAIN, "busy"), tmp_path / "snapshot.sqlite",
        concurrency=8, max_pages=MOST_PAGES, first_byte_seconds=3, body_seconds=3,
    ) as (server, crawled):  # fmt: skip
        night = Night(server, crawled)
        assert _wrong(night) == {}
        meta = crawled.snapshot.meta
        assert (meta["finish_reason"], meta["complete"]) == ("finished", "1")
        assert crawled.peak_megabytes < MOST_MEGABYTES
        _check_failures(night)
        _check_requests(night)
        _check_cuts(night)


def _wrong(night: Night) -> dict[str, list[str]]:
    """Problems by site and trap, of every trap that is linked or led to."""
    found = {
        f"{site.name}: {trap.name} {trap.path}": problems(site, trap, night.snapshot)
        for site in night.server.sites.values()
        for trap in site.traps
        if trap.path != "/robots/real.txt"
    }
    return {name: each for name, each in found.items() if each}


def _check_failures(night: Night) -> None:
    """No odd answer is called failed: just those are, of which that was expected."""
    expected = {
        site.origin + trap.path
        for site in night.server.sites.values()
        for trap in site.traps
        if trap.expected.outcome == "failed"
    }
    failed = [fetch for fetch in night.snapshot.fetches() if fetch.outcome is Outcome.FAILED]
    assert {fetch.url for fetch in failed if fetch.role is not Role.PROBE} == expected


def _check_requests(night: Night) -> None:
    """Robots first; nothing that is not linked; nothing that the snapshot does not tell of."""
    for site in night.server.sites.values():
        assert site.log == [] or site.log[0].target == "/robots.txt"
    main = night.server[MAIN]
    asked = [each.target for each in main.log if each.target not in ("/", "/robots.txt")]
    strange = [target for target in asked if not any(trap.plays(target) for trap in TRAPS)]
    assert all("xunjian-" in target for target in strange)
    assert len(strange) == len(set(strange)) <= 16
    own = [fetch for fetch in night.snapshot.fetches() if fetch.url.startswith(f"{main.origin}/")]
    noted = [str(each.data["url"]) for each in night.snapshot.observations("request")]
    told = sum(len(fetch.attempts) for fetch in own)
    told += sum(url.startswith(f"{main.origin}/") and not url.endswith("/robots.txt") for url in noted)
    assert sum(each.target != "/robots.txt" for each in main.log) <= told


def _check_cuts(night: Night) -> None:
    """What budgets cut off is listed in the snapshot, and in words in audit.json."""
    cuts = {cut.key: cut.data for cut in night.snapshot.observations("cut")}
    assert set(cuts) == {"pattern", "body"}
    unnamed = [
        trap.name
        for trap in TRAPS
        if trap.expected.cut and not targets_in(cuts[trap.expected.cut]["examples"], night.server[MAIN], trap)
    ]
    assert unnamed == []
    record = coverage_record(night.snapshot)
    reasons = [cut.reason for cut in record.cut]
    assert any("日历" in reason for reason in reasons)
    assert any("只读了一部分" in reason for reason in reasons)
    assert all(cut.count >= len(cut.examples) > 0 for cut in record.cut)
