"""Takes up an interrupted crawl: everything that its walk knew is read back from the snapshot.

Addresses come from the frontier, hosts from what was remembered of them, and the patterns are counted again
from the pages and what they led to, so that an endless pattern does not begin anew (T27).
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from crawler.discover import Discoverer
from crawler.ladder import is_retried
from crawler.net.answer import is_html_type
from crawler.patterns import Patterns
from crawler.shelf import Cut
from storage.snapshot import SnapshotWriter, Waiting
from xunjian.html.bounds import CROWDED, bound
from xunjian.html.decode import decode_html
from xunjian.model.observation import Fetch, Outcome, Role

_HEAD_BYTES = 1024


def read_frontier(writer: SnapshotWriter, *, rendering: bool) -> Iterator[tuple[Waiting, Fetch | None]]:
    """The addresses that wait, with what came of them before; those for the browser only where it is its
    turn, and then no others.

    Nothing before: never asked for. A redirect: to be asked for once more now that its cookie came. A
    failure: to be asked for once more at the end.
    """
    for item in writer.waiting():
        if (item.role is Role.RENDERED) is not rendering:
            continue
        fetch = writer.fetch(item.url, item.role)
        if fetch is None or not fetch.attempts:
            yield item, None
        elif fetch.code == "redirect":
            yield replace(item, hops=0), fetch
        else:
            yield item, _before_the_cut(fetch)


def _before_the_cut(fetch: Fetch) -> Fetch:
    """What came of an address before its last try was cut off by the end of the crawl."""
    if is_retried(fetch):
        return fetch
    return replace(fetch, outcome=Outcome.FAILED, code=fetch.attempts[-1].code)


def read_pages(writer: SnapshotWriter, partly: Cut) -> int:
    """How many pages were kept; adds those of which only a part came or was read."""
    pages = 0
    for fetch in writer.fetches(Role.PAGE):
        if fetch.code == "ok" and _is_page(writer, fetch):
            pages += 1
            if fetch.truncated or (fetch.size > CROWDED and _left_out(writer, fetch)):
                partly.add(fetch.url)
    return pages


def follow_scripts(discoverer: Discoverer, writer: SnapshotWriter) -> None:
    """Know again where scripts were redirected to."""
    for fetch in writer.fetches(Role.RESOURCE):
        if fetch.location:
            discoverer.leads_on(fetch.url, fetch.location)


def _left_out(writer: SnapshotWriter, fetch: Fetch) -> int:
    """Characters of a large page that are not read."""
    return bound(decode_html(writer.body(fetch) or b"", fetch.content_type).text).left_out


def _is_page(writer: SnapshotWriter, fetch: Fetch) -> bool:
    if fetch.depth and "html" in fetch.content_type.lower():
        return True  # surely; of the home page, on which all depends, one look at the bytes decides
    return is_html_type(fetch.content_type.encode(), (writer.body(fetch) or b"")[:_HEAD_BYTES])


def count_again(patterns: Patterns, writer: SnapshotWriter) -> None:
    """Bring the patterns to where they were: by the same calls, in the order in which pages came."""
    counted = set()
    for parent, group in groupby(writer.finds(), key=lambda item: item.referer or ""):
        finds = list(group)
        if parent not in counted:
            counted.add(parent)
            _count_page(patterns, writer, parent, finds)
        for find in finds:
            patterns.prune(find.url, find.chain)
    for fetch in writer.fetches(Role.PAGE):
        if "?" in fetch.url and fetch.code == "ok" and fetch.url not in counted:
            patterns.note(fetch.url, writer.body(fetch) or b"")


def _count_page(patterns: Patterns, writer: SnapshotWriter, url: str, finds: list[Waiting]) -> None:
    grows = any(patterns.grows(url, find.url) for find in finds)
    if not grows and "?" not in url:
        return
    fetch = writer.fetch(url, Role.PAGE)
    body = writer.body(fetch) if fetch is not None else None
    if body:
        patterns.note(url, body)
        if grows:
            patterns.echoes(body)


def count_requests(writer: SnapshotWriter) -> int:
    """Requests that the fetches of an interrupted crawl took."""
    return sum(len(fetch.attempts) for role in Role for fetch in writer.fetches(role))
