"""Crawl processes forked off one that has loaded the crawler already: loading takes longer than a small one.

What is started is what `python -m crawler` starts, in a session of its own. Tests about the start itself, or
about signals to it, start the real one: `tests.test_crawler.loopback.start`.
"""

import io
import json
import multiprocessing
import os
import sys
from collections.abc import Mapping
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(
    [
        "tests.test_crawler.forked",
        "crawler.process",
        "crawler.spider",
        "crawler.settings",
        "scrapy.crawler",
        "twisted.internet.asyncioreactor",
        "xunjian.app.audit",
    ]
)


def fork_crawl(order: Mapping[str, Any], out: Path, err: Path) -> ForkServerProcess:
    """Start a crawl; what it says is added to the two files, which may be one."""
    process = FORKS.Process(
        target=_crawl, args=(json.dumps(order), out, err, dict(os.environ), Path.cwd()), daemon=True
    )
    process.start()
    return process


def _crawl(order: str, out: Path, err: Path, environment: Mapping[str, str], folder: Path) -> None:
    os.setsid()
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    from crawler.process import main
    from crawler.wish import Wish

    sys.stdin = io.StringIO(order + "\n")
    for path, descriptor in ((out, 1), (err, 2)):
        os.dup2(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_APPEND), descriptor)
    wish = Wish()
    wish.listen()
    code = main(wish)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
