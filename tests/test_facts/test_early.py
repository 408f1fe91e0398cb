"""A page read while the crawl goes on says what it says when all is there, or is read again."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from tests.test_facts.portal import HOME, HOST, LONG, article, portal, unit
from xunjian.app.lexicon import load_lexicon
from xunjian.facts.early import EarlyReader
from xunjian.facts.lexicon import Lexicon
from xunjian.facts.made import Made
from xunjian.facts.site import SiteReader, read_site
from xunjian.model.observation import Fetch, Role
from xunjian.testing.memory import MemorySnapshot

PAGE = f"{HOST}/tzgg/with-foot.html"
SCRIPT = f"{HOST}/js/foot.js"
FOOT = "document.write('<p>粤公网安备 44990002000001号</p>');"
WITH_SCRIPT = article("关于某某工作的通知说明", LONG + "<script src='/js/foot.js'></script>")


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


@dataclass
class Growing(MemorySnapshot):
    """A snapshot in memory that is still written."""

    waiting: set[str] = field(default_factory=set)
    told: int = 0

    def new_fetches(self) -> Iterator[Fetch]:
        fresh, self.told = self.rows[self.told :], len(self.rows)
        return iter(fresh)

    def is_waiting(self, url: str) -> bool:
        return url in self.waiting


@pytest.fixture
def snapshot() -> Growing:
    whole = portal(f"<a href='{PAGE}'>关于某某工作的通知说明</a>")
    return Growing(whole.plan, whole.rows, whole.bodies, whole.seen, whole.meta)


def read_now(reader: EarlyReader) -> dict[str, Made]:
    reader.look()
    found: dict[str, Made] = {}
    while (made := reader.read()) is not None:
        found[made.url] = made
    return found


def overtaken(snapshot: Growing, made: dict[str, Made], lexicon: Lexicon) -> set[str]:
    """Pages whose early reading does not hold; of the others it is what a late one gives."""
    site = SiteReader(snapshot, unit(), lexicon)
    lost = set()
    for fetch in site.fetches():
        if fetch.url not in made or not site.reader.holds(fetch, made[fetch.url]):
            lost.add(fetch.url)
        else:
            assert site.reader.page(fetch, made[fetch.url]) == site.reader.read(fetch)
    return lost


def test_readings_of_pages_that_stay_hold(snapshot: Growing, lexicon: Lexicon) -> None:
    made = read_now(EarlyReader(snapshot, unit(), lexicon))
    assert HOME in made
    assert overtaken(snapshot, made, lexicon) == set()


def test_a_page_waits_for_a_script_that_is_to_come(snapshot: Growing, lexicon: Lexicon) -> None:
    snapshot.page(PAGE, WITH_SCRIPT)
    snapshot.waiting.add(SCRIPT)
    reader = EarlyReader(snapshot, unit(), lexicon)
    made = read_now(reader)
    assert PAGE not in made
    snapshot.waiting.clear()
    snapshot.answer(SCRIPT, FOOT.encode(), role=Role.RESOURCE, content_type="text/javascript")
    made |= read_now(reader)
    assert made[PAGE].reading.footer.police is not None
    assert overtaken(snapshot, made, lexicon) == set()


def test_a_script_that_comes_unforeseen_makes_the_page_be_read_again(
    snapshot: Growing, lexicon: Lexicon
) -> None:
    snapshot.page(PAGE, WITH_SCRIPT)
    made = read_now(EarlyReader(snapshot, unit(), lexicon))
    assert made[PAGE].reading.footer.police is None
    snapshot.answer(SCRIPT, FOOT.encode(), role=Role.RESOURCE, content_type="text/javascript")
    assert overtaken(snapshot, made, lexicon) == {PAGE}


@pytest.mark.parametrize("change", ["other bytes", "failed", "rendered", "type"])
def test_a_page_fetched_again_is_read_again(snapshot: Growing, lexicon: Lexicon, change: str) -> None:
    snapshot.page(PAGE, WITH_SCRIPT)
    made = read_now(EarlyReader(snapshot, unit(), lexicon))
    if change != "rendered":
        snapshot.rows = [row for row in snapshot.rows if row.url != PAGE]  # the later replaces the earlier
    if change == "other bytes":
        snapshot.page(PAGE, article("关于另一项工作的通知说明", LONG))
    elif change == "failed":
        snapshot.fail(PAGE, "http_500", role=Role.PAGE)
    elif change == "type":
        snapshot.page(PAGE, WITH_SCRIPT, content_type="text/html; charset=gbk")
    else:
        snapshot.page(PAGE, article("浏览器中看到的通知说明", LONG), role=Role.RENDERED)
    assert overtaken(snapshot, made, lexicon) == {PAGE}


def test_a_script_fetched_again_makes_its_pages_be_read_again(snapshot: Growing, lexicon: Lexicon) -> None:
    snapshot.answer(SCRIPT, FOOT.encode(), role=Role.RESOURCE, content_type="text/javascript")
    snapshot.page(PAGE, WITH_SCRIPT)
    made = read_now(EarlyReader(snapshot, unit(), lexicon))
    snapshot.rows = [row for row in snapshot.rows if row.url != SCRIPT]
    snapshot.answer(SCRIPT, b"var nothing = 1;", role=Role.RESOURCE, content_type="text/javascript")
    assert overtaken(snapshot, made, lexicon) == {PAGE}


def test_parts_share_the_pages(snapshot: Growing, lexicon: Lexicon) -> None:
    parts = []
    for part in range(3):
        snapshot.told = 0
        parts.append(read_now(EarlyReader(snapshot, unit(), lexicon, part, 3)))
    assert sum(map(len, parts)) == len({url for made in parts for url in made})
    together = {url: made for each in parts for url, made in each.items()}
    assert overtaken(snapshot, together, lexicon) == set()
    site = SiteReader(snapshot, unit(), lexicon)
    pages = [site.reader.page(fetch, together[fetch.url]) for fetch in site.fetches()]
    found, whole = site.facts(pages), read_site(snapshot, unit(), lexicon)
    assert {k: v for k, v in found.items() if k.__name__ != "Texts"} == {
        k: v for k, v in whole.items() if k.__name__ != "Texts"
    }
