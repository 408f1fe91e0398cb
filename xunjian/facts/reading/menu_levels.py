"""Which links of the main navigation are entries of it, and which stand in the menus under them."""

from lxml.html import HtmlElement

from xunjian.html.lines import Anchor

_LEAST = 3
_MOST = 300
"""Links of a menu that a person would use; more are no menu."""


def below_entries(main: list[Anchor]) -> set[Anchor]:
    """Links of the menus that unfold under entries: behind the first link of an entry, and set otherwise."""
    if not _LEAST < len(main) <= _MOST:
        return set()
    block = _common(main[0].el, main[-1].el)
    entries: dict[HtmlElement, list[tuple[Anchor, tuple[str, ...]]]] = {}
    for anchor in main:
        path: list[str] = []
        el = anchor.el
        while (above := el.getparent()) is not None and above is not block:
            path.append(above.tag)
            el = above
        entries.setdefault(el, []).append((anchor, tuple(path)))
    if len(entries) < _LEAST:
        return set()
    return {anchor for held in entries.values() for anchor, path in held[1:] if path != held[0][1]}


def _common(first: HtmlElement, last: HtmlElement) -> HtmlElement | None:
    """The smallest element that holds both links."""
    around = set(last.iterancestors())
    return next((above for above in first.iterancestors() if above in around), None)


def in_menu(anchor: Anchor) -> bool:
    """Whether a link stands in a list inside a list entry, or in a definition list's dd."""
    lists = sum(1 for above in anchor.el.iterancestors("ul", "dl", "ol"))
    return lists > 1 and any(
        above.tag in {"li", "dd", "dt"} for above in list(anchor.el.iterancestors("li", "dd", "dt"))[1:2]
    )
