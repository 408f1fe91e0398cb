"""What a crawl learned of patterns, shields and cookies it still knows after it was killed."""

import random
from pathlib import Path

import pytest

from crawler.further import render_item, seed_item
from crawler.resume import read_frontier
from storage.snapshot import SnapshotWriter
from tests.test_crawler.killing import PLAN, Crawl, kill_after, left_in, wait_until
from tests.test_crawler.loopback import Reply, Seen, job, links, serving
from xunjian.model.observation import Role
from xunjian.model.plan import CrawlPlan
from xunjian.testing.hostile import answering, page
from xunjian.testing.hostile_endless import ENDLESS
from xunjian.testing.hostile_server import HostileSite, serving_hostile

SAME_EVERY_TIME = ("calendar-in-query", "calendar-in-path", "counting-on", "parameters-that-pile-up",
                   "relative-links-that-grow", "names-that-never-repeat")  # fmt: skip


def _endless() -> HostileSite:
    traps = tuple(trap for trap in ENDLESS if trap.name in SAME_EVERY_TIME)
    assert len(traps) == len(SAME_EVERY_TIME)
    return HostileSite("main", traps, home=answering(page(*(trap.path for trap in traps))))


@pytest.mark.parametrize("seed", range(4))
def test_t27_endless_patterns_do_not_begin_anew(tmp_path: Path, seed: int) -> None:
    """Three kills: with counters that begin anew a calendar would be walked up to four times as far."""
    site, dice = _endless(), random.Random(seed)
    path, peaceful = tmp_path / "s.sqlite", tmp_path / "peace.sqlite"
    with serving_hostile(site):
        Crawl(job(site.origin, peaceful, concurrency=1), tmp_path / "log").finish()
        whole = len(site.log)
        for number in range(3):
            crawl = Crawl(job(site.origin, path, concurrency=1, resume=number > 0), tmp_path / "log")
            kill_after(crawl, site.log, dice.randint(whole // 6, whole // 4), dice.uniform(0, 0.01))
        Crawl(job(site.origin, path, concurrency=1, resume=True), tmp_path / "log").finish()
    assert left_in(path) == left_in(peaceful)


SHIELD = "<html><script>var arg1='ABCD';function x(){document.cookie='acw_sc__v2='+arg1;}</script></html>"


def test_a_shield_that_was_met_is_left_alone(tmp_path: Path) -> None:
    """One host of the unit is behind a shield, the other is slow enough to be killed at."""
    slow = [f"/s{number}.html" for number in range(30)]
    with (
        serving({}, lambda seen: SHIELD if seen.path != "/robots.txt" else Reply("没有", 404)) as shut,
        serving({}, lambda seen: Reply("<html>正常</html>", seconds=0.05)) as sound,
    ):
        hidden = [f"{shut.url}/{number}.html" for number in range(30)]
        sound.routes["/"] = links(*slow, *hidden)
        order = job(sound.url, tmp_path / "s.sqlite", concurrency=2, hosts=[sound.host, shut.host])
        crawl = Crawl(order, tmp_path / "log")
        wait_until(lambda: len(sound.requests) > 15)
        crawl.kill()
        met = [seen.path for seen in shut.requests if seen.path != "/robots.txt"]
        assert met
        Crawl({**order, "resume": True}, tmp_path / "log").finish()
        assert [seen.path for seen in shut.requests if seen.path != "/robots.txt"] == met
    left = left_in(tmp_path / "s.sqlite")
    assert left.meta["finish_reason"] == "blocked"
    assert {left.fetches[url, "page"][1] for url in hidden} == {"shield"}  # type: ignore[index]
    assert [each for each in left.observations if "shield" in each]


def test_the_way_back_for_a_cookie_is_gone_after_a_kill(tmp_path: Path) -> None:
    """Killed between the cookie and the page that it opens: the page is read all the same (T50)."""

    def door(seen: Seen) -> Reply | str:
        if "pass=1" in seen.headers.get("Cookie", ""):
            return Reply("<html>甲</html>", seconds=0.0 if seen.count > 2 else 3.0)
        return Reply("", 302, {"Location": "/desk"})

    desk = Reply("", 302, {"Location": "/door.html", "Set-Cookie": "pass=1"})
    with serving({"/": links("/door.html"), "/door.html": door, "/desk": desk}) as site:
        order = job(site.url, tmp_path / "s.sqlite", concurrency=1)
        crawl = Crawl(order, tmp_path / "log")
        wait_until(lambda: site.counts["GET", "/door.html"] == 2)
        crawl.kill()
        Crawl({**order, "resume": True}, tmp_path / "log").finish()
        assert site.counts["GET", "/door.html"] == 3
        assert site.counts["GET", "/desk"] == 1
    left = left_in(tmp_path / "s.sqlite")
    assert left.fetches[f"{site.url}/door.html", Role.PAGE.value][:2] == ("ok", "ok")  # type: ignore[index]


def test_what_waits_for_the_browser_waits_until_its_turn(tmp_path: Path) -> None:
    """Killed while pages were rendered: the pages come first again, and take nothing from the browser."""
    path = tmp_path / "s.sqlite"
    with serving({"/": links("/a.html"), "/a.html": "<html>甲</html>"}) as site:
        order = job(site.url, path)
        Crawl(order, tmp_path / "log").finish()
        with SnapshotWriter(path, CrawlPlan.model_validate(order["plan"])) as writer:
            writer.find([render_item(f"{site.url}/a.html")])
            writer.set_meta({"finish_reason": "stopped", "complete": "0"})
        before = len(site.requests)
        Crawl({**order, "resume": True}, tmp_path / "log").finish()
        assert len(site.requests) == before
    left = left_in(path)
    assert left.meta["finish_reason"] == "finished"
    assert (f"{site.url}/a.html", "rendered", 0) in left.frontier
    assert (f"{site.url}/a.html", "rendered") not in left.fetches


def test_what_the_budget_left_is_not_asked_for_at_the_rendering(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    with SnapshotWriter(path, PLAN) as writer:
        writer.find([seed_item("http://a.example/1.html"), render_item("http://a.example/2.html")])
        assert [item.role for item, _ in read_frontier(writer, rendering=True)] == [Role.RENDERED]
        assert [item.role for item, _ in read_frontier(writer, rendering=False)] == [Role.PAGE]
