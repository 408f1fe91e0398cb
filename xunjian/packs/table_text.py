"""Indicator tables out of documents: points whose bracket was lost, heads repeated on every page (T45, T51).

Pure steps for whoever types or imports an indicator system. What they give is a draft: sums are verified when
the pack is loaded, and a person approves it (T46).
"""

import re
from collections.abc import Sequence
from decimal import Decimal

from xunjian.html.text import compact, fold, normalise

_POINTS = re.compile(r"(?P<open>\()?\s?(?P<number>\d+(?:\.\d+)?)\s?分(?P<close>\s?\))?")
_APART = " :,、/"
_PIECES = re.compile(r"\s*[/\n\r]\s*")
Row = tuple[str, ...]


def split_points(cell: str) -> tuple[str, Decimal | None]:
    """Name and points of a cell: 政府透明度（46分）, 政府透明度46分) and 政府/透明度/46分) say the same.

    None where no points of the whole stand at its end: (每项2分) and 每处扣2分 are rules, not its points.
    """
    text = normalise(join_pieces(cell)).strip()
    match = next((each for each in _POINTS.finditer(text) if each.end() == len(text)), None)
    if match is None:
        return text, None
    before = text[: match.start()]
    if match["open"]:
        sure = bool(match["close"]) or _lost(text, match.start("open"))
    elif match["close"]:
        sure = _lost(text, match.end() - 1)
    else:
        sure = not before or before[-1] in _APART
    return (before.rstrip(_APART), Decimal(match["number"])) if sure else (text, None)


def repair_points(text: str) -> str:
    """The text with both brackets round 「N分」 wherever one was lost; 「N分」 without any stays as it is."""
    text = normalise(text)

    def mend(match: re.Match[str]) -> str:
        if bool(match["open"]) == bool(match["close"]):
            return match.group()
        at = match.start("open") if match["open"] else match.end() - 1
        return f"({match['number']}分)" if _lost(text, at) else match.group()

    return _POINTS.sub(mend, text)


def _lost(text: str, at: int) -> bool:
    """Whether the bracket at a place has no partner in the text."""
    open_at: list[int] = []
    for place, each in enumerate(text):
        if each == "(":
            open_at.append(place)
        elif each == ")":
            if not open_at and place == at:
                return True
            if open_at:
                open_at.pop()
    return at in open_at


def join_pieces(cell: str) -> str:
    """A cell that a page break cut in pieces (政府/透明度/46分)) in one; Latin words keep the slash."""
    pieces = [piece for piece in _PIECES.split(cell.strip()) if piece]
    whole = pieces[0] if pieces else ""
    for piece in pieces[1:]:
        latin = whole[-1:].isascii() and piece[:1].isascii() and whole[-1:].isalnum() and piece[:1].isalpha()
        whole += f"/{piece}" if latin else piece
    return whole


def merge_pages(rows: Sequence[Sequence[str]]) -> tuple[Row, tuple[Row, ...]]:
    """Head and rows of one table that was printed over several pages.

    The head repeated on each page goes; a row that begins with empty cells, or with cells that repeat the
    group above in pieces, belongs to that group and gets its names.
    """
    if not rows:
        return (), ()
    head = tuple(join_pieces(cell) for cell in rows[0])
    key = tuple(_key(cell) for cell in head)
    merged: list[Row] = []
    for row in rows[1:]:
        cells = tuple(join_pieces(cell) for cell in row)
        if tuple(_key(cell) for cell in cells) == key or not any(cells):
            continue
        merged.append(_continued(cells, merged[-1]) if merged else cells)
    return head, tuple(merged)


def _continued(cells: Row, above: Row) -> Row:
    """A row with the leading cells that it leaves empty, or repeats, as the row above has them."""
    full = list(cells)
    for place, cell in enumerate(cells[: len(above)]):
        if cell and _key(cell) != _key(above[place]):
            break
        if place < len(cells) - 1:
            full[place] = above[place]
    return tuple(full)


def _key(cell: str) -> str:
    """What makes two prints of a cell the same: no blanks, no brackets, one width."""
    return compact(fold(cell)).replace("(", "").replace(")", "")
