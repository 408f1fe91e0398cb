"""Which pages are only ever seen within the frame of another page: they are no pages of their own."""

from collections.abc import Collection

from xunjian.facts.pages import PageBook
from xunjian.facts.pagination import page_key
from xunjian.facts.reads import ReadPage


def find_framed(book: PageBook) -> frozenset[str]:
    """Addresses that pages show in a frame, with their further pages, and that no page outside links to.

    What can also be reached by itself is a page of its own, wherever else it is shown.
    """
    own = {page.fetch.url: page for page in book.pages if page is not book.home}
    shows = {page.fetch.url: urls for page in book.pages if (urls := _shown_by(page, book) & own.keys())}
    if not shows:
        return frozenset()
    shown = frozenset[str]().union(*shows.values())
    keys = {page_key(url) for url in shown}
    # The second page of a framed list stands in the frame as well: nobody outside is led to what it links to.
    within = {url for url in own if url in shown or page_key(url) in keys}
    wanted = within | {url for url, real in book.aliases.items() if real in within}
    reached: set[str] = set()
    for page in book.pages:
        url = page.fetch.url
        if url not in within and (led := _led_to(page, wanted)):
            # Reading a page, its frames were read into it: their links are not its own.
            reached |= led.difference(*(_led_to(own[each], wanted) for each in shows.get(url, ())))
    reached |= {book.aliases.get(url, url) for url in reached}
    framed = shown - reached
    keys = {page_key(url) for url in framed}
    return framed | {url for url in within - reached if page_key(url) in keys}


def _shown_by(page: ReadPage, book: PageBook) -> set[str]:
    return {book.aliases.get(link.url, link.url) for link in page.reading.links if link.via == "frame"}


def _led_to(page: ReadPage, wanted: Collection[str]) -> set[str]:
    return {link.url for link in page.reading.all_links if link.url in wanted and link.via != "frame"}
