"""What holds for every test: one browser looks, unless a test is about two; where a test audits in its own
process, crawls and judges are forked off one that has loaded what they need."""

import os
from collections.abc import Iterator, Sequence

import pytest

from tests.test_crawler.forked import ForkedCrawler, ForkedJudge
from xunjian.app import collect, judges
from xunjian.app.browser import SECOND

os.environ.setdefault(SECOND, "0")


@pytest.fixture(scope="session", autouse=True)
def _processes_are_forked() -> Iterator[None]:
    start = judges.start_worker

    async def forked(command: Sequence[str]) -> object:
        if command is not judges.WORKER:
            return await start(command)
        judge = ForkedJudge()
        await judge.start()
        return judge

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(collect, "start_crawler", ForkedCrawler)
        patch.setattr(judges, "start_worker", forked)
        yield
