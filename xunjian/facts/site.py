"""From page readings to facts of the whole site."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from xunjian.facts.articles import read_articles
from xunjian.facts.columns import ColumnReader
from xunjian.facts.coverage import read_coverage
from xunjian.facts.error_words import ErrorWords
from xunjian.facts.fetches import FetchIndex
from xunjian.facts.home import FoundHome, find_home, read_home
from xunjian.facts.items import ItemDates
from xunjian.facts.lexicon import Lexicon
from xunjian.facts.pages import as_page, make_book
from xunjian.facts.reads import Reader, ReadPage, pages_of
from xunjian.facts.soft404 import SoftErrors
from xunjian.facts.targets import Surroundings, read_targets
from xunjian.facts.transport import read_transport
from xunjian.model.observation import Snapshot
from xunjian.model.site import (
    Articles,
    Clock,
    ColumnTree,
    Coverage,
    Fact,
    FactValues,
    Home,
    Pages,
    Targets,
    Transport,
    Unavailable,
    UnitFacts,
)
from xunjian.model.unit import Scope, Unit
from xunjian.model.workdays import WorkCalendar


def read_site(snapshot: Snapshot, unit: Unit, lexicon: Lexicon) -> FactValues:
    """All facts of a unit out of a snapshot. Pure: same snapshot, unit and lexicon, same facts."""
    return combine(snapshot, unit, lexicon, read_part(snapshot, unit, lexicon))


def read_part(
    snapshot: Snapshot, unit: Unit, lexicon: Lexicon, part: int = 0, parts: int = 1
) -> Iterator[ReadPage]:
    """Reads every `parts`-th page of the unit, from number `part` on; the home page is left to `combine`.

    Nearly all of the time of `read_site` goes here, and the parts know nothing of each other: they may be
    read in processes, each with the snapshot opened for itself, and handed to `combine` in any order.
    """
    index = FetchIndex(snapshot)
    scope = scope_of(snapshot, unit)
    reader = Reader(snapshot, index, ErrorWords(lexicon.soft404))
    for fetch in islice(pages_of(index, scope), part, None, parts):
        page = reader.read(fetch)
        if page is not None:
            yield page


def combine(snapshot: Snapshot, unit: Unit, lexicon: Lexicon, parts: Iterable[ReadPage]) -> FactValues:
    """Facts of the site from pages that are read already, wherever and in whatever order that was done."""
    index = FetchIndex(snapshot)
    scope = scope_of(snapshot, unit)
    reader = Reader(snapshot, index, ErrorWords(lexicon.soft404))
    home = find_home(index, reader, unit.home_url)
    skipped = home.page.fetch.url if isinstance(home, FoundHome) else ""
    # Not in the order of their coming: two looks at the same site are to say the same.
    pages = sorted(
        (page for page in parts if page.fetch.url != skipped),
        key=lambda page: (page.fetch.depth, page.fetch.url),
    )
    coverage = read_coverage(snapshot, index, scope, len(pages) + isinstance(home, FoundHome))
    facts: dict[type[Fact], Fact | Unavailable] = {
        Clock: Clock(snapshot.plan.as_of),
        WorkCalendar: WorkCalendar(frozenset(lexicon.calendar.works), frozenset(lexicon.calendar.rests)),
        UnitFacts: UnitFacts(unit.id, unit.name, unit.type, unit.home_url, scope, unit.site_code),
        Coverage: coverage,
        Transport: read_transport(snapshot, unit.home_url),
    }
    if isinstance(home, Unavailable):
        return facts | dict.fromkeys((Home, Pages, ColumnTree, Articles, Targets), home)
    errors = SoftErrors(snapshot, index, home.page, pages, lexicon.soft404)
    book = make_book(home.page, home.doors, pages, index, errors)
    dates = ItemDates(book, lexicon.utility, snapshot.plan.as_of)
    front = as_page(home.page)
    front = replace(front, reading=replace(front.reading, items=dates.complete(front.reading.items)))
    tree = ColumnReader(book, snapshot, unit, scope, lexicon, coverage).tree()
    ordinary = tuple(
        front if page is book.home else as_page(page) for page in book.pages if book.is_ordinary(page)
    )
    facts[Home] = read_home(home, front)
    facts[Pages] = Pages(ordinary, front.fetch.url)
    facts[ColumnTree] = tree
    facts[Articles] = read_articles(book, tree.columns, snapshot)
    facts[Targets] = read_targets(
        book, Surroundings(snapshot, index, reader, errors, lexicon.services, scope)
    )
    return facts


def scope_of(snapshot: Snapshot, unit: Unit) -> Scope:
    """The unit's part of the site; what the crawl was told to leave out is left out here too."""
    own = unit.scope
    plan = snapshot.plan.scope
    if unit.home_url != snapshot.plan.home_url:
        return own
    return Scope(own.hosts | plan.hosts, own.prefixes, plan.exclude)
