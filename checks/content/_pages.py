"""What the checks that look through every page share."""

from collections.abc import Iterator, Sequence

from checks._seen import gap, undecided
from xunjian.model.finding import Finding
from xunjian.model.site import Coverage, Page, Pages
from xunjian.plugin import ok, stored, unknown


def title_of(page: Page) -> str:
    """What a person would call the page."""
    reading = page.reading
    return reading.article.title if reading.article else reading.heading or reading.document_title


def closing(
    pages: Pages, coverage: Coverage, unread: Sequence[Page], *, found: bool, clean: str
) -> Iterator[Finding]:
    """What is to be said after the faults that were found, if any: what was not read, else that all is well.

    `clean`: what the pages do not have, for the sentence of a pass.
    """
    if unread:
        yield unknown(undecided([f"{len(unread)} 个页面没有读全（如 {unread[0].reading.url}）"]))
    if found or unread:
        return
    if reason := gap(coverage):
        yield unknown(undecided([f"已读的 {len(pages.pages)} 个页面没有发现，但没有看全：{reason}"]))
    elif not pages.pages:
        yield unknown(undecided(["没有读到页面"]))
    else:
        yield ok(f"{len(pages.pages)} 个页面没有{clean}。", stored(pages.pages[0].fetch))
