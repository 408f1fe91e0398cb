"""From page readings to facts of the whole site."""

from collections.abc import Iterable
from dataclasses import replace

from xunjian.facts.annual_report.find import read_annual_reports
from xunjian.facts.articles import read_articles
from xunjian.facts.availability import read_availability
from xunjian.facts.browser import read_browser
from xunjian.facts.closed_pages import read_closed_pages
from xunjian.facts.columns import ColumnReader
from xunjian.facts.coverage import read_coverage
from xunjian.facts.framed import find_framed
from xunjian.facts.framesets import with_feet_around
from xunjian.facts.history import read_history
from xunjian.facts.home import FoundHome, find_home, read_home
from xunjian.facts.interpretation.find import read_interpretations
from xunjian.facts.items import ItemDates
from xunjian.facts.letters.find import read_letters
from xunjian.facts.lexicon import Lexicon
from xunjian.facts.newmedia import read_newmedia
from xunjian.facts.pages import as_page, make_book
from xunjian.facts.private_files import read_private_files
from xunjian.facts.reads import ReadPage
from xunjian.facts.search.read import read_search
from xunjian.facts.site_pages import SitePages
from xunjian.facts.soft404 import SoftErrors
from xunjian.facts.targets import Surroundings, read_targets
from xunjian.facts.texts import SnapshotTexts
from xunjian.facts.transport import read_transport
from xunjian.model.annual_report import AnnualReports
from xunjian.model.availability import Availability
from xunjian.model.closed_pages import ClosedPages
from xunjian.model.history import History
from xunjian.model.interpretation import Interpretations
from xunjian.model.letters import Letters
from xunjian.model.newmedia import NewMedia
from xunjian.model.observation import Snapshot
from xunjian.model.private_files import PrivateFiles
from xunjian.model.search import SiteSearch
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
from xunjian.model.texts import Texts
from xunjian.model.unit import Unit
from xunjian.model.workdays import WorkCalendar


def read_site(snapshot: Snapshot, unit: Unit, lexicon: Lexicon) -> FactValues:
    """All facts of a unit out of a snapshot. Pure: same snapshot, unit and lexicon, same facts."""
    site = SiteReader(snapshot, unit, lexicon)
    return site.facts(page for fetch in site.fetches() if (page := site.reader.read(fetch)) is not None)


class SiteReader(SitePages):
    """Makes facts of a unit's pages."""

    def facts(self, pages: Iterable[ReadPage]) -> FactValues:
        """Facts of the site from its pages, wherever and in whatever order they were read.

        The home page is read anew, as such.
        """
        snapshot, unit, lexicon = self._snapshot, self._unit, self._lexicon
        index, scope = self._index, self._scope
        home = find_home(index, self.reader, unit.home_url)
        skipped = home.page.fetch.url if isinstance(home, FoundHome) else ""
        # Not in the order of their coming: two looks at the same site are to say the same.
        ordered = sorted(
            (page for page in pages if page.fetch.url != skipped),
            key=lambda page: (page.fetch.depth, page.fetch.url),
        )
        coverage = read_coverage(snapshot, index, scope, len(ordered) + isinstance(home, FoundHome))
        texts = Texts(SnapshotTexts(snapshot, lexicon))
        facts: dict[type[Fact], Fact | Unavailable] = {
            Clock: Clock(snapshot.plan.as_of),
            WorkCalendar: WorkCalendar(frozenset(lexicon.calendar.works), frozenset(lexicon.calendar.rests)),
            UnitFacts: UnitFacts(unit.id, unit.name, unit.type, unit.home_url, scope, unit.site_code),
            Coverage: coverage,
            Transport: read_transport(snapshot, unit.home_url),
            Availability: read_availability(snapshot, index, unit, home),
            NewMedia: read_newmedia(snapshot, unit),
            Texts: texts,
        }
        if isinstance(home, Unavailable):
            missing = (
                *(Home, Pages, ColumnTree, Articles, Targets),
                *(AnnualReports, History, Letters, Interpretations, ClosedPages, PrivateFiles, SiteSearch),
            )
            facts |= dict.fromkeys(missing, home)
            return facts | read_browser(snapshot, facts)
        errors = SoftErrors(snapshot, index, home.page, ordered, lexicon.soft404)
        book = make_book(home.page, home.doors, ordered, index, errors)
        book = replace(book, framed=find_framed(book))
        dates = ItemDates(book, lexicon.utility, snapshot.plan.as_of)
        front = as_page(home.page)
        front = replace(front, reading=replace(front.reading, items=dates.complete(front.reading.items)))
        tree = ColumnReader(book, snapshot, unit, scope, lexicon, coverage).tree()
        ordinary = (
            front if page is book.home else as_page(page) for page in book.pages if book.is_ordinary(page)
        )
        facts[Home] = read_home(home, front, snapshot.body(front.fetch) or b"")
        facts[Pages] = own = Pages(with_feet_around(ordinary, book, snapshot), front.fetch.url)
        facts[ColumnTree] = tree
        articles = read_articles(book, tree.columns, snapshot)
        facts[Articles] = articles
        facts[History] = read_history(snapshot, unit, tree, articles)
        facts[AnnualReports] = read_annual_reports(articles, tree, texts, unit.name)
        facts[Letters] = read_letters(tree, own, texts, snapshot.plan.as_of)
        facts[Interpretations] = read_interpretations(articles, tree, texts, unit.name, self._ends_at)
        facts[ClosedPages] = read_closed_pages(book, tree, lexicon, snapshot, scope)
        facts[PrivateFiles] = read_private_files(articles, tree, texts, scope)
        facts[Targets] = read_targets(
            book, Surroundings(snapshot, index, self.reader, errors, lexicon.services, scope)
        )
        facts[SiteSearch] = read_search(snapshot, facts, lexicon)
        return facts | read_browser(snapshot, facts)

    def _ends_at(self, url: str) -> str:
        """Where an address leads, redirects followed; itself where that is not known."""
        answer = self._index.follow(url).answer
        return answer.url if answer is not None else url
