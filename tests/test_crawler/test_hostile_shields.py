"""Shields are recognised, never solved; a shielded host is left alone, the report says how to let us in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.snapshot import SnapshotWriter, Waiting
from tests.test_crawler.hostile_crawl import Crawled, crawl_sites, problems
from tests.test_crawler.loopback import crawl, job
from xunjian.app.audit import AuditRequest, run_audit
from xunjian.model.audit import Audit, load_audit
from xunjian.model.observation import Outcome, Role
from xunjian.model.plan import CrawlPlan
from xunjian.plan import user_agent
from xunjian.testing.hostile import Trap, answering, page
from xunjian.testing.hostile_server import HostileServer, HostileSite, serving_hostile
from xunjian.testing.hostile_shields import LINKS, MOST, SHIELDS, refuses_programs
from xunjian.testing.hostile_site import MAIN, shielded_unit

CONTACT = "https://www.example.gov.cn/inspection/"
Seen = tuple[HostileServer, Crawled]


@pytest.fixture(scope="module")
def shielded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seen]:
    path: Path = tmp_path_factory.mktemp("shields") / "snapshot.sqlite"
    with crawl_sites(shielded_unit(), (MAIN, *SHIELDS), path, concurrency=8) as seen:
        yield seen


@pytest.mark.parametrize("name", SHIELDS)
def test_t19_t20_every_shield_is_blocked_and_left_alone(shielded: Seen, name: str) -> None:
    server, crawled = shielded
    site = server[name]
    assert len(site.traps) == LINKS
    assert [problems(site, trap, crawled.snapshot) for trap in site.traps] == [[]] * LINKS
    assert len(site.log) <= MOST
    assert {each.method for each in site.log} == {"GET"}


def test_shields_are_named_and_counted(shielded: Seen) -> None:
    server, crawled = shielded
    named = {each.key: each.data for each in crawled.snapshot.observations("shield")}
    assert set(named) == {server[name].host for name in SHIELDS}
    assert all(data["name"] and data["count"] for data in named.values())


def test_crawl_says_that_it_was_blocked(shielded: Seen) -> None:
    _, crawled = shielded
    assert (crawled.snapshot.meta["finish_reason"], crawled.snapshot.meta["complete"]) == ("blocked", "0")
    failed = [fetch for fetch in crawled.snapshot.fetches() if fetch.outcome is Outcome.FAILED]
    assert {fetch.role for fetch in failed} <= {Role.PROBE}


@pytest.fixture(scope="module")
def audited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[HostileSite, Audit, str]]:
    """An audit of a site of which a shield lets only the home page through."""
    out = tmp_path_factory.mktemp("audit")
    hidden = tuple(Trap("hidden", f"/{number}.html", SHIELDS["ruishu-412"]) for number in range(20))
    home = answering(page(*(trap.path for trap in hidden), title="某市人民政府"))
    with (
        serving_hostile(HostileSite(MAIN, hidden, home=home)) as server,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setenv("XUNJIAN_CONTACT", CONTACT)
        site = server[MAIN]
        run_audit(
            AuditRequest(f"{site.origin}/", allow_private=True, browser=False, out=out, record=False, delay=0)
        )
        audit = load_audit((out / "audit.json").read_text("utf-8"))
        yield site, audit, (out / "report.html").read_text("utf-8")


def test_verdicts_behind_a_shield_are_unknown(audited: tuple[HostileSite, Audit, str]) -> None:
    site, audit, _ = audited
    assert not audit.run.complete
    assert "白名单" in (audit.run.incomplete_reason or "")
    status = {each.check: each.status.value for each in audit.checks}
    assert (status["links.home"], status["links.inner"], status["column.required"]) == ("unknown",) * 3
    assert not [each for each in audit.findings if each.check.startswith(("links.", "column.", "update."))]
    assert len(site.log) <= 10  # robots.txt, home and a few answers of the shield


def test_report_says_how_to_let_us_in(audited: tuple[HostileSite, Audit, str]) -> None:
    site, audit, report = audited
    coverage = audit.run.coverage
    assert coverage is not None
    assert [(each.host, each.name) for each in coverage.shields] == [(site.host, "瑞数")]
    assert coverage.blocked == 20
    section = report.partition('id="allow-list"')[2].partition("</ol>")[0]
    assert "放行" in section
    assert site.host in section
    assert user_agent(CONTACT) in section.replace("&#39;", "'")
    assert {each.headers["user-agent"] for each in site.log} == {user_agent(CONTACT)}


def test_door_that_refuses_programs_is_blocked_not_unreachable(tmp_path: Path) -> None:
    with serving_hostile(HostileSite(MAIN, home=refuses_programs)) as server:
        snapshot = crawl(server[MAIN].origin, tmp_path / "s.sqlite")
    assert (snapshot.meta["finish_reason"], snapshot.meta["finish_detail"]) == ("blocked", "http_403")
    (home,) = snapshot.fetches(Role.PAGE)
    assert (home.outcome, home.code) == (Outcome.BLOCKED, "http_403")


def test_p1_of_three_forbidden_start_addresses_none_is_fetched(tmp_path: Path) -> None:
    """A crawl that starts with three addresses at once; the server's log is the witness."""
    path = tmp_path / "s.sqlite"
    rules = answering("User-agent: *\nDisallow: /private/\n", Content_Type="text/plain")
    traps = tuple(
        Trap("start", f"/private/{number}.html", answering(page("/private/more.html"))) for number in range(3)
    )
    with serving_hostile(HostileSite(MAIN, traps, robots=rules)) as server:
        site = server[MAIN]
        starts = [site.origin + trap.path for trap in traps]
        order = job(starts[0], path, concurrency=8)
        with SnapshotWriter(path, CrawlPlan.model_validate(order["plan"])) as writer:
            writer.find([Waiting(url, Role.PAGE, 0) for url in starts])
        snapshot = crawl(starts[0], path, resume=True, concurrency=8)
        assert [each.target for each in site.log] == ["/robots.txt"]
    assert {(fetch.url, fetch.outcome, fetch.code) for fetch in snapshot.fetches()} == {
        (url, Outcome.UNKNOWN, "robots") for url in starts
    }
    assert (snapshot.meta["finish_reason"], snapshot.meta["finish_detail"]) == ("blocked", "robots")
