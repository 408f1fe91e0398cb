"""Whether a page offers a search of its site."""

import re

from xunjian.facts.reading.source import Source

_SEARCH = re.compile(
    r"search|sousuo|jiansuo|keyword|searchword|搜索|检索|关键[词字]|^q$|^kw$|^wd$|^qt$", re.I
)


def has_site_search(source: Source) -> bool:
    """A search form, or a text field that its name, hint or neighbour button calls a search."""
    for form in source.tree.iter("form"):
        if any(_SEARCH.search(form.get(name) or "") for name in ("action", "id", "name", "class")):
            return True
    for field in source.tree.iter("input"):
        kind = (field.get("type") or "text").lower()
        if kind in {"text", "search"} and any(
            _SEARCH.search(field.get(name) or "")
            for name in ("name", "id", "placeholder", "value", "title", "class")
        ):
            return True
    return False
