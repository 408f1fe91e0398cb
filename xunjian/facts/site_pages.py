"""The pages of a unit in a snapshot, to be read.

Nearly all of the time of an audit goes into the pages, and they know nothing of each other: they may be read
in processes, each with the snapshot opened for itself, and while the crawl still goes on.
"""

from collections.abc import Iterator

from xunjian.facts.error_words import ErrorWords
from xunjian.facts.fetches import FetchIndex
from xunjian.facts.lexicon import Lexicon
from xunjian.facts.page_lists import PageLists
from xunjian.facts.reads import Reader, pages_of
from xunjian.model.observation import Fetch, Snapshot
from xunjian.model.unit import Scope, Unit


class SitePages:
    """`reader` reads them."""

    def __init__(self, snapshot: Snapshot, unit: Unit, lexicon: Lexicon) -> None:
        self._snapshot = snapshot
        self._unit = unit
        self._lexicon = lexicon
        self._index = FetchIndex(snapshot)
        self._scope = scope_of(snapshot, unit)
        self.reader = Reader(snapshot, self._index, ErrorWords(lexicon.soft404), PageLists.of(lexicon))

    def fetches(self) -> Iterator[Fetch]:
        """Of the unit's pages, each address once, in the order of the crawl."""
        return pages_of(self._index, self._scope)


def scope_of(snapshot: Snapshot, unit: Unit) -> Scope:
    """The unit's part of the site; what the crawl was told to leave out is left out here too."""
    own = unit.scope
    plan = snapshot.plan.scope
    if unit.home_url != snapshot.plan.home_url:
        return own
    return Scope(own.hosts | plan.hosts, own.prefixes, plan.exclude)
