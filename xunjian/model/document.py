"""What a file says: its words in reading order, and its tables."""

from dataclasses import dataclass

Row = tuple[str, ...]
Place = tuple[int, int]
"""Row and column, from 0."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table as a grid: every row has as many cells; a merged cell stands at each place it covers."""

    rows: tuple[Row, ...]
    covered: frozenset[Place] = frozenset()
    """Places that a merged cell covers, its first place (top left) not counted."""

    @property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0

    def own(self, row: int) -> Row:
        """The cells that begin in a row: what is merged from above or from the left is left out."""
        return tuple(cell for column, cell in enumerate(self.rows[row]) if (row, column) not in self.covered)

    def turned(self) -> "Table":
        """Rows as columns."""
        rows = tuple(zip(*self.rows, strict=True))
        return Table(rows, frozenset((column, row) for row, column in self.covered))


@dataclass(frozen=True, slots=True)
class Document:
    """One file, read. Nothing is guessed: what could not be read is said in `unread`."""

    kind: str
    """pdf, docx, doc, xlsx, xls, ofd, zip, html, text; empty: no kind known here."""
    text: str = ""
    """Paragraphs and rows of tables, each on a line; cells are parted by tabs."""
    tables: tuple[Table, ...] = ()
    unread: str = ""
    """Chinese, why nothing or not all of it could be read (扫描件, 加密, 损坏 …); empty: all was read."""
    parts: tuple["Part", ...] = ()
    """Of an archive: the files in it. Their words and tables are in `text` and `tables` too."""

    @property
    def readable(self) -> bool:
        """Whether there are words to be judged, and no more than them."""
        return bool(self.text.strip()) and not self.unread


@dataclass(frozen=True, slots=True)
class Part:
    """A file in an archive."""

    name: str
    document: Document
