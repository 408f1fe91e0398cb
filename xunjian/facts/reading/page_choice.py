"""A choice of pages as a form shows it: 第1页, 第2页 … whose values are addresses."""

import re

from lxml.html import HtmlElement

from xunjian.facts.reading.source import Source, folded
from xunjian.html.text import squeeze
from xunjian.html.urls import resolve

_PAGE = re.compile(r"(?:第\s?)?\d{1,4}\s?(?:页|/\s?\d{1,4}\s?页?)?")
_ADDRESS = re.compile(r"[./?=]")


def next_by_choice(source: Source) -> str | None:
    """The page behind the one chosen; the first page counts as chosen where none is marked."""
    for select in source.tree.iter("select"):
        pages = [option for option in select.iter("option") if _is_page(option)]
        if len(pages) < 2:
            continue
        urls = [resolve(source.base, option.get("value") or "") for option in pages]
        chosen = next((at for at, option in enumerate(pages) if option.get("selected") is not None), None)
        if chosen is None:
            chosen = urls.index(source.url) if source.url in urls else 0
        following = urls[chosen + 1] if chosen + 1 < len(urls) else None
        if following is not None and following != source.url:
            source.notes["next_page"] = "选择页码的下拉框"
            return following
    return None


def _is_page(option: HtmlElement) -> bool:
    value = (option.get("value") or "").strip()
    return (
        _ADDRESS.search(value) is not None
        and _PAGE.fullmatch(folded(squeeze(option.text_content()))) is not None
    )
