"""A host that lets some requests pass and refuses all further ones: what it refuses is not called broken."""

import asyncio
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from crawler.hosts import Host
from crawler.request_log import RequestLog
from crawler.turned import Turned
from storage.snapshot import SnapshotFile, SnapshotWriter, Waiting
from tests.test_crawler.loopback import Reply, Seen, Site, crawl, links, serving
from xunjian.facts.coverage import read_coverage
from xunjian.facts.fetches import FetchIndex
from xunjian.model.observation import Attempt, Fetch, Outcome, Role
from xunjian.model.plan import CrawlPlan

if TYPE_CHECKING:
    from crawler.ladder import Ladder

_PAGES = [f"/p{number}.html" for number in range(6)]
_PASS = 4


def _turned(refusal: Reply) -> Callable[[Site], Callable[[Seen], Reply | str]]:
    """Everything is answered until so many requests came; then all gets the refusal, the home page too."""

    def make(site: Site) -> Callable[[Seen], Reply | str]:
        return lambda seen: refusal if len(site.requests) > _PASS else links(*_PAGES)

    return make


def _seen_of(tmp_path: Path, refusal: Reply) -> SnapshotFile:
    with serving({}) as site:
        site.fallback = _turned(refusal)(site)
        return crawl(site.url, tmp_path / "s.sqlite", concurrency=1)


def _reason(snapshot: SnapshotFile) -> str:
    return read_coverage(snapshot, FetchIndex(snapshot), snapshot.plan.scope, 1).reason


@pytest.mark.parametrize(
    ("refusal", "outcome", "end", "words"),
    [
        (Reply("403 Forbidden", 403), Outcome.BLOCKED, "blocked", "采集中途起站点拒绝本程序访问（403）"),
        (Reply("维护", 500), Outcome.UNKNOWN, "unreachable", "采集中途起站点不再应答或一律报错"),
        (Reply(reset=True), Outcome.UNKNOWN, "unreachable", "采集中途起站点不再应答或一律报错"),
        (Reply("", 503, {"Retry-After": "3600"}), Outcome.UNKNOWN, "unreachable", "站点要求放慢或稍后再来"),
    ],
    ids=["forbidden", "errors", "silence", "come-later"],
)
def test_refused_under_way_is_not_broken(
    tmp_path: Path, refusal: Reply, outcome: Outcome, end: str, words: str
) -> None:
    snapshot = _seen_of(tmp_path, refusal)
    pages = [each for each in snapshot.fetches(Role.PAGE) if each.url.endswith(".html")]
    outcomes = Counter(each.outcome for each in pages)
    assert len(pages) == len(_PAGES)
    assert outcomes[Outcome.FAILED] == 0
    assert outcomes[outcome] >= 3
    assert (snapshot.meta["finish_reason"], snapshot.meta["complete"]) == (end, "0")
    assert words in _reason(snapshot)
    if end == "blocked":
        assert [each.data["name"] for each in snapshot.observations("shield")] == [
            "中途起一律拒绝访问（403）"
        ]


def test_pages_that_are_refused_by_themselves_are_broken(tmp_path: Path) -> None:
    """As many in a row, and the home page is there as before."""
    routes = {"/": links(*_PAGES)} | dict.fromkeys(_PAGES, Reply("403 Forbidden", 403))
    with serving(routes) as site:
        snapshot = crawl(site.url, tmp_path / "s.sqlite")
    codes = Counter(each.code for each in snapshot.fetches(Role.PAGE) if each.outcome is Outcome.FAILED)
    assert codes == {"http_403": len(_PAGES)}
    assert snapshot.meta["complete"] == "1"


def test_what_was_not_seen_for_trouble_is_asked_again_by_whoever_goes_on(tmp_path: Path) -> None:
    with serving({}) as site:
        site.fallback = _turned(Reply("维护", 500))(site)
        assert crawl(site.url, tmp_path / "s.sqlite", concurrency=1).meta["complete"] == "0"
        site.fallback = lambda seen: links(*_PAGES)
        snapshot = crawl(site.url, tmp_path / "s.sqlite", resume=True)
    pages = [each for each in snapshot.fetches(Role.PAGE) if each.url.endswith(".html")]
    assert {each.outcome for each in pages} == {Outcome.OK}
    assert snapshot.meta["complete"] == "1"


class _Dead:
    """A ladder that nothing answers any more."""

    def __init__(self, status: int | None, code: str) -> None:
        self.log = RequestLog()
        self._last = Attempt("GET", "2026-11-22T00:00:09+00:00", 0.1, status, code)

    async def climb(self, item: Waiting, host: Host) -> tuple[Fetch, None]:
        return Fetch(item.url, item.role, Outcome.FAILED, self._last.code, attempts=(self._last,)), None


@pytest.mark.parametrize(
    ("status", "code", "rests"), [(None, "reset", 3), (502, "http_502", 3), (403, "http_403", 0)]
)
def test_a_host_in_trouble_is_left_alone_a_few_times_before_it_is_given_up(
    tmp_path: Path, status: int | None, code: str, rests: int
) -> None:
    """Time for a restart; whoever refuses us gets none."""
    read = Attempt("GET", "2026-11-22T00:00:00+00:00", 0.1, 200, "ok")
    plan = CrawlPlan(
        home_url="http://a.gov.cn/", hosts=("a.gov.cn",), as_of=date(2026, 11, 22), user_agent="x"
    )
    with SnapshotWriter(tmp_path / "s.sqlite", plan) as writer:
        writer.add(Fetch("http://a.gov.cn/", Role.PAGE, Outcome.OK, "ok", attempts=(read,)))
        turned, host = Turned(writer, cast("Ladder", _Dead(status, code))), Host("a.gov.cn", 4, 0.1)
        rested = 0
        while not host.blocked:
            before = host.next_at
            asyncio.run(turned.look(host))
            rested += host.next_at > before
    assert rested == rests


def test_who_turned_us_away_is_asked_nothing_more() -> None:
    """Not even what was to be tried once more at the end."""
    host = Host("a.gov.cn", 4, 0.1)
    host.meets_wall("中途起一律拒绝访问（403）")
    host.judge(Fetch("http://a.gov.cn/1", Role.PAGE, Outcome.FAILED, "http_403", status=403))
    assert (host.blocked, bool(host.shields)) == ("shield", True)
