"""A crawl ends with its budget of requests and with its hours; the rest is listed and may be taken up."""

from datetime import datetime, timedelta, timezone
from pathlib import Path

from tests.test_crawler.loopback import crawl, links, serving
from xunjian.app.record_coverage import coverage_record
from xunjian.facts.coverage import cut_in_words
from xunjian.model.observation import Outcome, Role

SHANGHAI = timezone(timedelta(hours=8))


def hours(begin: timedelta, end: timedelta) -> str:
    now = datetime.now(SHANGHAI)
    return f"{now + begin:%H:%M:%S}-{now + end:%H:%M:%S}"


def test_every_kind_of_request_counts(tmp_path: Path) -> None:
    pages, pictures = [f"/p{number}.html" for number in range(10)], [f"/{number}.png" for number in range(60)]
    routes = {"/": links(*pages) + "".join(f"<img src='{each}'>" for each in pictures)}
    path = tmp_path / "s.sqlite"
    with serving(routes, lambda _: "<html>在</html>") as site:
        with crawl(site.url, path, max_requests=30, concurrency=1) as snapshot:
            assert 29 <= len(site.requests) <= 32
            assert (snapshot.meta["finish_reason"], snapshot.meta["complete"]) == ("max_requests", "0")
            unseen = [fetch for fetch in snapshot.fetches() if fetch.code == "not_fetched"]
            assert {fetch.outcome for fetch in unseen} == {Outcome.UNKNOWN}
            (cut,) = coverage_record(snapshot).cut
        assert (cut.reason, cut.count) == (cut_in_words("max_requests"), len(unseen))
        # Taken up again, what was asked before counts too.
        before = len(site.requests)
        crawl(site.url, path, max_requests=40, concurrency=1, resume=True).close()
        assert len(site.requests) - before <= 12
        snapshot = crawl(site.url, path, concurrency=1, resume=True)
        assert snapshot.meta["finish_reason"] == "finished"
        assert len(list(snapshot.fetches(Role.TARGET))) == len(pictures)


def test_outside_its_hours_nothing_is_asked(tmp_path: Path) -> None:
    closed = hours(timedelta(hours=2), timedelta(hours=3))
    with (
        serving({"/": "<html>首页</html>"}) as site,
        crawl(site.url, tmp_path / "s", hours=closed) as snapshot,
    ):
        assert site.requests == []
        assert (snapshot.meta["finish_reason"], snapshot.meta["complete"]) == ("hours", "0")


def test_crawl_ends_with_its_hours_and_goes_on_in_the_next(tmp_path: Path) -> None:
    path, names = tmp_path / "s.sqlite", [f"/p{number}.html" for number in range(60)]
    with serving({"/": links(*names)}, lambda _: "<html>在</html>") as site:
        closing = hours(-timedelta(hours=1), timedelta(seconds=5))
        with crawl(site.url, path, hours=closing, delay=0.2, concurrency=1) as snapshot:
            assert snapshot.meta["finish_reason"] == "hours"
        assert 0 < len(site.requests) < len(names)
        open_now = hours(-timedelta(hours=1), timedelta(hours=1))
        snapshot = crawl(site.url, path, hours=open_now, resume=True)
        assert snapshot.meta["finish_reason"] == "finished"
        assert {seen.path for seen in site.requests} >= set(names)
        assert not [name for name in names if site.counts["GET", name] > 1]
