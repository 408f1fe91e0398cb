"""The one turn back: what facts ask for once the pages were read, and the snapshot still lacks.

A probe plans by facts what it wants to see, a short crawl process looks, and the facts that rest on it are
read anew. Nothing to look at, no process.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from storage.snapshot import SnapshotFile
from xunjian.app.collect import run_crawl
from xunjian.app.lexicon import load_lexicon
from xunjian.app.progress import ProgressSink
from xunjian.app.remaining import Remaining
from xunjian.catalog import load_catalog
from xunjian.facts.browser import plan_painting, read_browser
from xunjian.facts.search.read import plan_asks, read_search
from xunjian.facts.search.ways import SearchWish
from xunjian.model.browser import Accessibility, EntryClick, Painted
from xunjian.model.search import SiteSearch
from xunjian.model.site import Fact, FactValues
from xunjian.packs.load import LoadedPack

Orders = Mapping[str, object]
"""What a probe is to look at, as `crawler.job.Job` names it; empty: nothing."""

_MOST_TURNS = 4
"""A search page, the search box on it, the same box in a browser, another box."""
_SEARCH = "search.first_page"


@dataclass(frozen=True, slots=True)
class Probed:
    """The facts with what the probes added. `interrupted_at`: as in CrawlEnd."""

    facts: FactValues
    interrupted_at: float | None = None


def probe(
    clock: Remaining, snapshot: Path, loaded: LoadedPack, facts: FactValues, sink: ProgressSink, lock: int
) -> Probed:
    """Look at what the checks of the pack still want to see. Raises CollectError where the process dies."""
    for _ in range(_MOST_TURNS):
        with SnapshotFile.open(snapshot, unclosed=True) as opened:
            orders = _orders(opened, loaded, facts)
        if not orders:
            break
        end = run_crawl(clock.plan, snapshot, sink, phase="probe", orders=orders, lock=lock)
        if end.interrupted_at is not None:
            return Probed(facts, end.interrupted_at)
    with SnapshotFile.open(snapshot, unclosed=True) as opened:
        found = read_search(opened, facts, load_lexicon())
        return Probed({**facts, SiteSearch: found, **read_browser(opened, facts)})


def _orders(opened: SnapshotFile, loaded: LoadedPack, facts: FactValues) -> Orders:
    wish = search_wish(loaded)
    asks = plan_asks(opened, facts, load_lexicon(), wish) if wish is not None else ()
    orders: dict[str, object] = {}
    if asks:
        orders["searches"] = [ask.model_dump(mode="json", exclude_defaults=True) for ask in asks]
    if asks_for(loaded, Painted, Accessibility, EntryClick) and (painting := plan_painting(opened, facts)):
        orders["painting"] = painting
    return orders


def asks_for(loaded: LoadedPack, *facts: type[Fact]) -> bool:
    """Whether a check of the pack reads one of these facts."""
    checks = load_catalog().checks
    named = (checks[leaf.check] for leaf in loaded.pack.leaves() if leaf.check is not None)
    return any(fact in check.facts.values() for check in named for fact in facts)


def search_wish(loaded: LoadedPack) -> SearchWish | None:
    """What the pack's check of the search wants to know; None where no item of it rests on that check."""
    for leaf in loaded.pack.leaves():
        if leaf.check == _SEARCH:
            params = loaded.params[leaf.id].model_dump()
            return SearchWish(int(params["titles"]), int(params["days"]))
    return None
