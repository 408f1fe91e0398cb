"""The crawl process once it is awake: reads its job, crawls, and says how it ended."""

import logging
import sys
from contextlib import ExitStack
from datetime import UTC, datetime

from pydantic import ValidationError
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

import xunjian
from crawler.job import Job
from crawler.progress import Progress
from crawler.settings import crawl_settings
from crawler.shield import Shields
from crawler.spider import PortalSpider
from crawler.wish import Wish
from storage.snapshot import SnapshotWriter, snapshot_lock
from xunjian.errors import XunjianError
from xunjian.model.observation import Observation
from xunjian.paths import config_dir


def main(wish: Wish) -> int:
    """Run the job. 0: the snapshot holds what was seen (the reason of the end too); 2: wrong use."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setLevel(logging.WARNING)
    logging.basicConfig(handlers=[handler], format="%(levelname)s %(name)s: %(message)s")
    locks = ExitStack()
    try:
        with wish.at_once():
            line = sys.stdin.readline()
        job = Job.model_validate_json(line)
        if not job.locked:
            locks.enter_context(snapshot_lock(job.snapshot))
        writer = _open(job)
        shields = Shields((config_dir() / "lexicon" / "shield.yaml").read_text(encoding="utf-8"))
    except (ValidationError, XunjianError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    progress = Progress()
    with locks, writer:
        before = writer.meta().get("finish_reason", "finished")
        writer.set_meta({"finish_reason": "stopped", "complete": "0"})
        writer.commit()
        result = _crawl(job, writer, shields, progress, wish)
        if job.phase == "render" and before != "finished":
            result["finish_reason"] = before  # what cut the pages off still holds
        writer.set_meta(_meta(writer, result))
    progress.done(result["finish_reason"], result.get("finish_detail", ""))
    return 0


def _open(job: Job) -> SnapshotWriter:
    goes_on = job.resume or job.phase == "render"
    if not goes_on:
        for suffix in ("", "-wal", "-shm", "-journal"):
            job.snapshot.with_name(job.snapshot.name + suffix).unlink(missing_ok=True)
    writer = SnapshotWriter(job.snapshot, job.plan)
    if "started_at" not in writer.meta():
        writer.set_meta({"started_at": _now(), "tool": f"xunjian {xunjian.__version__}"})
    return writer


def _crawl(
    job: Job, writer: SnapshotWriter, shields: Shields, progress: Progress, wish: Wish
) -> dict[str, str]:
    settings = crawl_settings()
    renderer = None
    if job.phase == "render":
        try:
            from crawler.render import Renderer, render_settings
        except ImportError as error:
            writer.observe(
                Observation("render", "browser", {"error": "no_playwright", "detail": str(error)}, _now())
            )
        else:
            renderer = Renderer
            settings |= render_settings(job.plan)
    process = AsyncCrawlerProcess(Settings(settings))
    logging.getLogger("scrapy").setLevel(logging.WARNING)  # Scrapy sets its own level when it is made
    crawler = process.create_crawler(PortalSpider)
    process.crawl(
        crawler, job=job, writer=writer, shields=shields, progress=progress, wish=wish, renderer=renderer
    )
    process.start(install_signal_handlers=False)
    spider = crawler.spider
    return spider.result if isinstance(spider, PortalSpider) else {"finish_reason": "stopped"}


def _meta(writer: SnapshotWriter, result: dict[str, str]) -> dict[str, str]:
    return {
        "finish_detail": "",
        **result,
        "finished_at": _now(),
        "complete": "1" if result["finish_reason"] == "finished" else "0",
        "pages_fetched": str(writer.count_pages()),
        "requests_failed": str(writer.count_failed()),
    }


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
