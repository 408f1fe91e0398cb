"""Which element of a page is one row of a list: told from how many links each element holds."""

from collections import Counter
from itertools import islice

from lxml.html import HtmlElement

from xunjian.html.dates import find_dates
from xunjian.html.lines import Anchor
from xunjian.html.text import fold, squeeze
from xunjian.html.tree import first_words
from xunjian.html.urls import leads_nowhere

_ROW_TAGS = {"li", "tr", "dt", "dd"}
_BOX_TAGS = {
    "div",
    "p",
    "section",
    "article",
    "td",
    "dl",
    "span",
    "table",
    "ul",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
}
_MOST_IN_ROW = 5
_MOST_CELLS = 16


class Counts(dict[HtmlElement, int]):
    """How many links elements hold, and what else is asked of the same element for each of its links."""

    def __init__(self) -> None:
        super().__init__()
        self.broken: dict[HtmlElement, bool] = {}
        self.holding: dict[HtmlElement, bool] = {}
        self.likes: dict[HtmlElement, Counter[tuple[str, str]]] = {}


def count_links(anchors: list[Anchor]) -> Counts:
    """How many links (the same address twice counts once in a run) each element holds."""
    counts = Counts()
    level: Counter[HtmlElement] = Counter()
    previous = ""
    for anchor in anchors:
        href = anchor.href
        if href == previous and not leads_nowhere(href):
            continue
        previous = href
        el = anchor.el.getparent()
        if el is not None:
            level[el] += 1
    while level:  # up by one level at a time, so that what stands together climbs as one
        above: Counter[HtmlElement] = Counter()
        for el, held in level.items():
            counts[el] = counts.get(el, 0) + held
            parent = el.getparent()
            if parent is not None:
                above[parent] += held
        level = above
    return counts


def find_row(anchor: Anchor, counts: Counts) -> HtmlElement | None:
    """The element that is one row of a list with this link; None where rows are only lines."""
    el = anchor.el.getparent()
    alone: HtmlElement | None = None
    steps = 0
    while el is not None and el.tag not in {"body", "html"} and steps < 8:
        many = counts.get(el, 0)
        if el.tag == "td" and many == 1 and _has_more(el.getparent(), counts) and words_of_pair(el):
            return el
        if el.tag in _ROW_TAGS:
            if many > 1 and _is_broken(anchor.el, counts):
                return None
            return _around_table(el, counts) if many <= _MOST_IN_ROW else alone
        if many > 1 and _holds_rows(el, counts):
            return alone  # a panel with a list of its own, not a row
        if many > 1 and el is anchor.el.getparent() and _is_broken(anchor.el, counts):
            return None
        if many <= _MOST_IN_ROW and el.tag in _BOX_TAGS and _has_like_sibling(el, counts):
            # A box that repeats; a row element further out would hold it whole.
            outer = _outer_row(el, counts)
            return el if outer is None else outer
        if many == 1:
            alone = el
        elif alone is not None and many > _MOST_IN_ROW:
            return alone if alone.tag in _BOX_TAGS and _has_like_sibling(alone, counts) else None
        el = el.getparent()
        steps += 1
    return None


def _around_table(row: HtmlElement, counts: Counts) -> HtmlElement:
    """The row that repeats, where each row of an old layout holds a table of its own for a single link."""
    if row.tag == "li":
        return _around_cells(row, counts)
    if row.tag != "tr":
        return row
    table = next(row.iterancestors("table"), None)
    outer = next(table.iterancestors("tr"), None) if table is not None else None
    if outer is None or counts.get(outer, 0) != counts.get(row, 0):
        return table if table is not None and _is_table_of_one(table, counts) else row
    return outer if _has_like_sibling(outer, counts) else row


def _around_cells(cell: HtmlElement, counts: Counts) -> HtmlElement:
    """The list or box that repeats, where each row is a list of its own: number, title, day as entries."""
    held = cell.getparent()
    if held is None or held.tag not in {"ul", "ol"} or counts.get(held, 0) != counts.get(cell, 0):
        return cell
    if not 2 <= len(list(islice(held.iterchildren("li"), _MOST_CELLS))) < _MOST_CELLS:
        return cell
    if _has_like_sibling(held, counts):
        return held
    box = held.getparent()
    alone = box is not None and counts.get(box, 0) == counts.get(cell, 0)
    return box if box is not None and alone and _has_like_sibling(box, counts) else cell


def _is_table_of_one(table: HtmlElement, counts: Counts) -> bool:
    """Whether a table of several rows holds one link, and its like stand below it: the day is in it too."""
    if counts.get(table, 0) != 1 or len(list(islice(table.iter("tr"), 2))) < 2:
        return False
    return _has_like_sibling(table, counts)


def _has_more(row: HtmlElement | None, counts: Counts) -> bool:
    """Whether a table's row holds another link."""
    return row is not None and counts.get(row, 0) > 1


def words_of_pair(cell: HtmlElement) -> str:
    """The words of a cell and its day, where a table sets several rows of a list side by side; "" else.

    Each cell with a link holds a single one, and its day stands in it or in the cell behind it.
    """
    row = cell.getparent()
    if row is None or row.tag != "tr" or row[0].getnext() is None:  # len() counts them all
        return ""
    cells = list(islice(row.iterchildren("td"), _MOST_CELLS + 1))
    if len(cells) > _MOST_CELLS:
        return ""
    said = ""
    pairs = 0
    for at, held in enumerate(cells):
        links = len({link.get("href") for link in islice(held.iter("a"), _MOST_IN_ROW)})
        if links == 0:
            continue
        words = first_words(held, 200)
        behind = cells[at + 1] if at + 1 < len(cells) else None
        if behind is not None and next(behind.iter("a"), None) is None:
            words = f"{words} {first_words(behind, 40)}"
        if links > 1 or not find_dates(fold(squeeze(words))):
            return ""
        pairs += 1
        said = squeeze(words) if held is cell else said
    return said if pairs > 1 else ""


def term_of(el: HtmlElement) -> HtmlElement | None:
    """The dt before a dd that holds a row, where it holds no row itself: its date may stand there."""
    before = el.getprevious()
    if before is None or before.tag != "dt" or next(before.iter("a"), None) is not None:
        return None
    return before


def _is_broken(link: HtmlElement, counts: Counts) -> bool:
    """Whether a link stands among others that line breaks part: then each line is a row."""
    held = link.getparent()
    if held is None:
        return False
    if held not in counts.broken:
        counts.broken[held] = _breaks_rows(held)
    return counts.broken[held]


def _breaks_rows(held: HtmlElement) -> bool:
    first: str | None = None
    broken = False
    for el in held.iterchildren("a", "br"):
        if el.tag == "br":
            broken = first is not None
        elif first is None:
            first = el.get("href") or ""
        elif broken and el.get("href") != first:
            return True
    return False


def _holds_rows(el: HtmlElement, counts: Counts) -> bool:
    if el not in counts.holding:
        rows = (row for row in el.iter("li", "tr", "dt") if counts.get(row))
        counts.holding[el] = len(list(islice(rows, 2))) == 2
    return counts.holding[el]


def _outer_row(el: HtmlElement, counts: Counts) -> HtmlElement | None:
    above = el.getparent()
    for _ in range(4):
        if above is None or counts.get(above, 0) > _MOST_IN_ROW:
            return None
        if above.tag in _ROW_TAGS:
            # A row alone in its table or list is the frame of rows, not one of them.
            return above if counts[above] == 1 or _has_like_sibling(above, counts) else None
        above = above.getparent()
    return None


def _has_like_sibling(el: HtmlElement, counts: Counts) -> bool:
    parent = el.getparent()
    if parent is None:
        return False
    likes = counts.likes.get(parent)
    if likes is None:
        likes = Counter(_make(child) for child in parent if counts.get(child))
        counts.likes[parent] = likes
    return likes[_make(el)] > bool(counts.get(el))


def _make(el: HtmlElement) -> tuple[str, str]:
    """Tag and first class: what elements of one make have in common."""
    return el.tag, (el.get("class") or "").split(" ")[0]
