"""What holds for every test: one browser looks, unless a test is about two; and the crawl of an audit that a
test runs in its own process is forked off one that has loaded the crawler."""

import os
from collections.abc import Iterator

import pytest

from tests.test_crawler.forked import ForkedCrawler
from xunjian.app import collect
from xunjian.app.browser import SECOND

os.environ.setdefault(SECOND, "0")


@pytest.fixture(scope="session", autouse=True)
def _crawls_are_forked() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(collect, "start_crawler", ForkedCrawler)
        yield
