"""Text that breaks as Chinese does: between characters, never within a number, an address or a code word,
and no mark that closes at the beginning of a line."""

import re
from collections.abc import Iterable, Iterator

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.text import Text

WIDEST = 100
"""Columns that a line takes at most, however wide the terminal."""
_PIECE = re.compile(r"\[|[!-~±–−…·]+(?: [分项处个页])?|\s+|.", re.DOTALL)
_CLOSING = frozenset("，。、；：？！）》〉】〕」』”’％]")
_OPENING = frozenset("（《〈【〔「『“‘[")


class Wrapped:
    """A cell of a table, or a line. Narrower than its longest piece it is not made, if there is room."""

    def __init__(self, text: str, style: str = "") -> None:
        self._text = text
        self._style = style

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield Text("\n".join(wrap(self._text, options.max_width)), style=self._style, overflow="fold")

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        lines = self._text.splitlines() or [""]
        longest = max((cell_len(piece) for line in lines for piece in _pieces(line)), default=0)
        return Measurement(longest, max(map(cell_len, lines))).with_maximum(options.max_width)


def wrap(text: str, width: int, hang: int = 0) -> list[str]:
    """Lines no wider than so many columns, the later ones `hang` columns in; what has no break in it may be
    wider."""
    return [line for part in text.splitlines() or [""] for line in _fill(part, width, hang)]


def print_lines(lines: Iterable[str], console: Console | None = None) -> None:
    """Wrapped on a terminal, as they are elsewhere. The later lines of one stand below its first word."""
    console = console or Console(highlight=False)
    width = min(WIDEST, console.width) if console.is_terminal else None
    for line in lines:
        for part in [line] if width is None else wrap(line, width, _hang(line)):
            console.print(Text(part), soft_wrap=True)


def _hang(line: str) -> int:
    """The indent of a line, and its number or dash."""
    found = re.match(r" *(\d+\. |- )?", line)
    return len(found[0]) if found else 0


def _fill(text: str, width: int, hang: int) -> Iterator[str]:
    line, used = "", 0
    for piece in _pieces(text):
        size = cell_len(piece)
        if used + cell_len(piece.rstrip()) > width and line.strip():
            yield line.rstrip()
            line, used = " " * hang, hang
            if piece.isspace():
                continue
        line, used = line + piece, used + size
    yield line.rstrip()


def _pieces(text: str) -> Iterator[str]:
    """What stays on one line: words with the marks that lean on them."""
    held = ""
    for piece in _PIECE.findall(text):
        if not held or (piece not in _CLOSING and held[-1] not in _OPENING):
            if held:
                yield held
            held = piece
        else:
            held += piece
    if held:
        yield held
