"""The crawl process once it is awake: reads its first job, then crawls whatever it is told to."""

import asyncio
import logging
import sys
from contextlib import ExitStack

from pydantic import ValidationError

from crawler.fleet import Fleet
from crawler.job import Job
from crawler.lodging import lodging
from crawler.shield import Shields
from crawler.site import Means
from crawler.wish import Wish
from xunjian.paths import config_dir


def main(wish: Wish) -> int:
    """Run the jobs. 0: each snapshot holds what was seen (the reason of the end too); 2: a job could not be
    carried out, and why was said."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setLevel(logging.WARNING)
    logging.basicConfig(handlers=[handler], format="%(levelname)s %(name)s: %(message)s")
    try:
        with wish.at_once():
            line = sys.stdin.readline()
        first = Job.model_validate_json(line)
        shields = Shields((config_dir() / "lexicon" / "shield.yaml").read_text(encoding="utf-8"))
    except (ValidationError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    if first.phase == "probe" and first.plan.browser is None:
        return _probe(first, shields, wish)
    return _crawl(first, shields, wish)


def _probe(first: Job, shields: Shields, wish: Wish) -> int:
    """A handful of requests: Scrapy, which only a browser needs, would take longer to load than they do."""

    async def run() -> Fleet:
        fleet = Fleet(first, Means(None, shields), wish)
        await fleet.run()
        return fleet

    return 2 if asyncio.run(run()).refused else 0


def _crawl(first: Job, shields: Shields, wish: Wish) -> int:
    from scrapy.crawler import AsyncCrawlerProcess
    from scrapy.settings import Settings

    from crawler.settings import crawl_settings
    from crawler.spider import PortalSpider

    settings = crawl_settings()
    renderer, missing = None, ""
    with ExitStack() as around:
        if first.phase in ("render", "probe"):  # a process of one: the browser is told of one plan
            try:
                from crawler.render import Renderer, render_settings

                around.enter_context(lodging())
            except (ImportError, OSError) as error:
                missing = str(error)
            else:
                renderer = Renderer
                settings |= render_settings(first.plan, pictures=first.phase == "probe")
        process = AsyncCrawlerProcess(Settings(settings))
        logging.getLogger("scrapy").setLevel(logging.WARNING)  # Scrapy sets its own level when it is made
        crawler = process.create_crawler(PortalSpider)
        process.crawl(crawler, first=first, shields=shields, wish=wish, renderer=renderer, missing=missing)
        process.start(install_signal_handlers=False)
    spider = crawler.spider
    return 0 if isinstance(spider, PortalSpider) and not spider.fleet.refused else 2
