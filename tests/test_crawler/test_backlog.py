"""A queue of which only the next entries lie in memory is the same queue; what was cut off is counted."""

import heapq
import random
from pathlib import Path

from crawler.backlog import Backlog
from crawler.seen import Seen
from crawler.shelf import Cut
from storage.overflow import Entry, Overflow
from storage.snapshot import SnapshotWriter, Waiting
from tests.test_crawler.killing import PLAN
from xunjian.model.observation import Fetch, Outcome, Role


def entry(chance: random.Random, number: int) -> Entry:
    depth, rank = chance.randrange(4), chance.randrange(6)
    item = Waiting(f"http://a.example/{number}.html", Role.PAGE, depth, rank, "http://a.example/", 1, number)
    return depth, rank, number, item


def test_order_is_that_of_one_queue_and_queues_do_not_mix() -> None:
    """Filled beyond what memory holds, emptied and filled again, two queues in one file."""
    chance, overflow = random.Random(1), Overflow()
    queues = [Backlog(1, overflow), Backlog(2, overflow)]
    plain: list[list[Entry]] = [[], []]
    for number in range(16_000):
        which = chance.randrange(2)
        if chance.random() < (0.85 if number % 8_000 < 5_000 else 0.2):
            new = entry(chance, number)
            queues[which].push(new)
            heapq.heappush(plain[which], new)
        elif plain[which]:
            assert queues[which].pop() == heapq.heappop(plain[which])
        assert len(queues[which]) == len(plain[which])
    for queue, heap in zip(queues, plain, strict=True):
        assert len(heap) > 1_000  # more than was ever held in memory
        assert [queue.pop() for _ in range(len(heap))] == sorted(heap)
        assert not queue
    overflow.close()


def test_addresses_are_seen_once_in_each_role() -> None:
    seen = Seen()
    urls = [f"http://a.example/{number}" for number in range(5_000)]
    assert all(seen.add(url, Role.PAGE) for url in urls)
    assert not any(seen.add(url, Role.PAGE) for url in urls)
    assert (urls[0], Role.PAGE) in seen
    assert (urls[0], Role.TARGET) not in seen
    assert seen.add(urls[0], Role.TARGET)


def test_a_cut_names_a_few_of_many_and_one_of_every_folder() -> None:
    cut = Cut()
    for number in range(1_000):
        cut.add(f"http://a.example/calendar/{number}.html")
    cut.add("http://a.example/news/1.html")
    said = cut.observation("pattern", "2026-11-22T00:00:00+00:00")
    assert said.data["count"] == 1_001
    examples = said.data["examples"]
    assert isinstance(examples, list)
    assert examples[:2] == ["http://a.example/calendar/0.html", "http://a.example/news/1.html"]
    assert len(examples) == 20


def test_what_was_never_asked_for_is_said_in_the_order_of_the_queue(tmp_path: Path) -> None:
    """Fetched, done or for the browser: those are others."""
    found = [
        Waiting("http://a.example/late", Role.PAGE, 2, 3),
        Waiting("http://a.example/rendered", Role.RENDERED, 0),
        Waiting("http://a.example/soon", Role.TARGET, 1, 4, "http://a.example/"),
        Waiting("http://a.example/failed", Role.PAGE, 1, 1),
        Waiting("http://a.example/done", Role.PAGE, 0),
    ]
    with SnapshotWriter(tmp_path / "s.sqlite", PLAN) as writer:
        writer.find(found)
        writer.add(Fetch("http://a.example/failed", Role.PAGE, Outcome.FAILED, "reset"))
        writer.add(Fetch("http://a.example/done", Role.PAGE, Outcome.OK, "ok"))
        writer.done("http://a.example/done", Role.PAGE)
        left = list(writer.leave_unasked(rendering=False))
        assert left == ["http://a.example/soon", "http://a.example/late"]
        assert list(writer.leave_unasked(rendering=False)) == []
        said = writer.fetch("http://a.example/soon", Role.TARGET)
        assert said == Fetch(
            "http://a.example/soon",
            Role.TARGET,
            Outcome.UNKNOWN,
            "not_fetched",
            depth=1,
            referer="http://a.example/",
        )
        assert list(writer.leave_unasked(rendering=True)) == ["http://a.example/rendered"]
