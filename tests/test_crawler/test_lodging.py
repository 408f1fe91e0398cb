"""Temporary files of a browser: none is left, however the crawl ends that started it."""

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from scrapy.crawler import Crawler
from scrapy.utils.test import get_crawler

from crawler.render import RenderingHandler
from tests.test_crawler.killing import wait_until
from tests.test_crawler.loopback import Seen, crawl, serving

HOLDER = """
import sys, tempfile
from crawler.lodging import lodging
with lodging() as folder:
    (folder / "profile").mkdir()
    print(folder, flush=True)
    sys.stdin.read(1)
"""


@pytest.mark.parametrize("end", [None, signal.SIGTERM, signal.SIGKILL], ids=["by itself", "ended", "killed"])
def test_folder_goes_with_its_process(tmp_path: Path, end: signal.Signals | None) -> None:
    holder = subprocess.Popen(
        (sys.executable, "-c", HOLDER), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "TMPDIR": str(tmp_path)},
    )  # fmt: skip
    assert holder.stdout is not None
    folder = Path(holder.stdout.readline().strip())
    assert (folder.parent, (folder / "profile").is_dir()) == (tmp_path, True)
    if end is not None:
        holder.send_signal(end)
    holder.communicate("x")
    wait_until(lambda: not any(tmp_path.iterdir()))


@pytest.mark.browser
def test_a_browser_that_does_not_start_is_not_asked_for_long(tmp_path: Path) -> None:
    """Nor is its site, for pages that nobody would show."""
    program = tmp_path / "browser"
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    pages = [f"/{number}.html" for number in range(9)]
    with serving({"/": "<a href=/0.html>一</a>"}) as site:

        def shell(_: Seen) -> str:
            return "<html><body><div id=app></div></body></html>"

        site.fallback = shell
        crawl(site.url, tmp_path / "s.sqlite").close()
        before = len(site.requests)
        crawl(
            site.url, tmp_path / "s.sqlite", phase="render", targets=[site.url + page for page in pages],
            browser=str(program), browser_sandbox=False,
        ).close()  # fmt: skip
    asked = [seen.path for seen in site.requests[before:] if seen.path in pages]
    assert 0 < len(asked) < len(pages)


def test_a_browser_that_hangs_at_the_end_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is left of it is killed with the process that had it."""

    class Hanging:
        config = SimpleNamespace()

        def __init__(self, crawler: Crawler) -> None:
            self.crawler = crawler

        async def close(self) -> None:
            await asyncio.Event().wait()

    monkeypatch.setattr("crawler.render.ScrapyPlaywrightDownloadHandler", Hanging)
    monkeypatch.setattr("crawler.render._LONGEST_FAREWELL", 0.01)

    async def close() -> None:
        async with asyncio.timeout(20):
            await RenderingHandler(get_crawler()).close()

    asyncio.run(close())
