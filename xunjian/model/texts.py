"""The words of single pages and files, asked for one at a time.

Most checks live on what was read off every page once. A few must read a text itself (an annual report, a
guide, a letter): they ask for the few pages that their subject is on, and no more.
"""

from dataclasses import dataclass, field
from typing import ClassVar, Protocol

from xunjian.model.document import Document, Table
from xunjian.model.page import Link
from xunjian.model.site import Fact, Need


@dataclass(frozen=True, slots=True)
class PageText:
    """What one page says, in reading order; lines without blanks at their ends, none empty."""

    url: str
    """Where it was read, redirects followed."""
    body: tuple[str, ...]
    """The lines of the article; of a page that is none, the same as `lines`."""
    lines: tuple[str, ...]
    """All lines but navigation, trail and foot."""
    tables: tuple[Table, ...] = ()
    """All data tables of the page, navigation included."""
    links: tuple[Link, ...] = ()
    """Of the body, in order."""
    related: tuple[Link, ...] = ()
    """Of boxes and rows that name them as belonging to it: 相关文件, 相关解读, 政策原文."""
    dark_links: tuple[str, ...] = ()
    """The words of links outside navigation whose address only a script knows."""
    left_out: int = 0
    """Characters of a monstrous page that were not read: what may stand there is never judged absent."""

    @property
    def words(self) -> str:
        """The lines of the body, then every cell of the tables: where a word may stand."""
        cells = (cell for table in self.tables for row in table.rows for cell in row)
        return "\n".join((*self.body, *cells))

    @property
    def text(self) -> str:
        return "\n".join(self.body)


class TextSource(Protocol):
    def page(self, url: str) -> PageText | None: ...

    def document(self, url: str) -> Document | None: ...


@dataclass(frozen=True, slots=True)
class Texts(Fact):
    """Pages and attachments of the site by their address."""

    need: ClassVar[Need] = Need.PAGES
    source: TextSource = field(compare=False)

    def page(self, url: str) -> PageText | None:
        """The words of a page; None where it was not read (blocked, broken, over budget, not HTML)."""
        return self.source.page(url)

    def document(self, url: str) -> Document | None:
        """What an attachment says; None where its bytes were not kept. Ask `Document.readable`."""
        return self.source.document(url)
