"""The crawl processes of a sweep: replaced by count and memory, ended when they hang."""

import asyncio
import shlex
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from storage.snapshot import SnapshotFile
from tests.test_app.sweeping import small_site
from tests.test_crawler.loopback import Reply, Seen, job, links, serving
from xunjian.app.crawl_process import SiteEnd, SiteJob
from xunjian.app.crawls import CrawlLimits, Crawls
from xunjian.app.early_crawler import CRAWLER
from xunjian.model.plan import CrawlPlan


def counting(folder: Path) -> tuple[str, ...]:
    """The crawl program; each start of it leaves a file."""
    return (
        "/bin/sh",
        "-c",
        f"mktemp {shlex.quote(str(folder))}/began.XXXXXX >/dev/null; exec {shlex.join(CRAWLER)}",
    )


def began(folder: Path) -> int:
    return len(list(folder.glob("began.*")))


def site_job(url: str, path: Path, **plan: Any) -> SiteJob:
    order: Mapping[str, Any] = job(url, path, **plan)
    return SiteJob(path.stem, CrawlPlan.model_validate(order["plan"]), path)


def crawl_all(
    folder: Path, jobs: list[SiteJob], limits: CrawlLimits, command: tuple[str, ...] | None = None
) -> list[SiteEnd | None]:
    async def run() -> list[SiteEnd | None]:
        async with Crawls(folder, limits, command or counting(folder)) as crawls:
            return list(await asyncio.gather(*(crawls.crawl(each) for each in jobs)))

    return asyncio.run(run())


def test_process_is_replaced_after_so_many_sites(tmp_path: Path) -> None:
    with serving(small_site(2)) as site:
        jobs = [site_job(site.url, tmp_path / f"{n}.sqlite") for n in range(5)]
        ends = crawl_all(tmp_path, jobs, CrawlLimits(processes=1, sites=2))
    assert ends == [SiteEnd("finished")] * 5
    assert began(tmp_path) == 3


def test_no_more_processes_than_allowed_and_none_without_need(tmp_path: Path) -> None:
    with serving(small_site(2)) as site:
        jobs = [site_job(site.url, tmp_path / f"{n}.sqlite") for n in range(6)]
        assert crawl_all(tmp_path, jobs, CrawlLimits(processes=2, widths=(2,))) == [SiteEnd("finished")] * 6
        assert began(tmp_path) == 2
        assert crawl_all(tmp_path, [site_job(site.url, tmp_path / "7.sqlite")], CrawlLimits(processes=2))
        assert began(tmp_path) == 3


def test_site_of_a_process_that_holds_too_much_goes_on_elsewhere(tmp_path: Path) -> None:
    def slow(seen: Seen) -> Reply:
        return Reply("没有", 404) if seen.path == "/robots.txt" else Reply("<p>页</p>", seconds=0.1)

    with serving({"/": links(*(f"/{n}.html" for n in range(40)))}, slow) as site:
        (end,) = crawl_all(
            tmp_path,
            [site_job(site.url, tmp_path / "a.sqlite", concurrency=1)],
            CrawlLimits(processes=1, memory=1),
        )
        pages = [path for path in site.paths() if path.endswith(".html")]
    assert end == SiteEnd("finished")
    moves = began(tmp_path) - 1
    assert 1 <= moves <= 3
    assert len(set(pages)) == 40 + 1  # with the one that is made up
    assert len(pages) <= 41 + moves
    with SnapshotFile.open(tmp_path / "a.sqlite", unclosed=True) as snapshot:
        assert snapshot.meta["pages_fetched"] == "41"


def test_process_that_says_nothing_is_ended_and_its_site_given_up(tmp_path: Path) -> None:
    deaf = (sys.executable, "-c", "import sys, time; sys.stdin.readline(); time.sleep(60)")
    limits = CrawlLimits(processes=1, quiet_seconds=0.3)
    with serving(small_site()) as site:
        (end,) = crawl_all(tmp_path, [site_job(site.url, tmp_path / "a.sqlite")], limits, deaf)
    assert end is not None
    assert "3 次意外结束" in end.fault
