"""The title of an article: where it stands, and its words."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from lxml.html import HtmlElement

from xunjian.facts.reading.field_pairs import begins_with_label, is_bare_label, pairs_at
from xunjian.facts.reading.source import Source, folded
from xunjian.facts.reading.title_days import day_in_title
from xunjian.facts.reading.zones import Zones
from xunjian.html.lines import Line
from xunjian.html.regions import Region
from xunjian.html.text import compact, squeeze
from xunjian.html.urls import leads_nowhere

_HEADING_TAGS = {"h1", "h2", "h3", "h4"}
TITLE_NAME = re.compile(
    r"(?:^|[\s_-])(?:\w*title|\w*tit|\w*biaoti|bt|headline|\w*subject)(?:$|[\s_\d-])", re.I
)
_TITLE_LABELS = {"名称", "信息名称", "文件名称", "标题"}
_SHORTEST = 6
_NEAR = 6
_HALF = 60
_INLINE = frozenset({"b", "strong", "font", "span", "big"})
_BYLINE = re.compile(r"(?:信息|文章|稿件|新闻)?来\s?源\s?[::]|(?:作\s?者|编\s?辑|供\s?稿|字\s?[体号])\s?[::]")
_SUBTITLE = re.compile(r"[—–―-]{2}|[—–―]")
"""What begins the second title, under the first."""
_SITE_TAIL = re.compile(r"\s*[-_|—–·>]+\s*")
_MARK = re.compile(r"\s*(?:[\[【][^\[\]【】]{2,10}[\]】]|new\s*!?)\s*", re.I)
_IN_BRACKETS = re.compile(r"[\[【［](?P<name>[^\[\]【】［］]{2,10})[\]】］]\s*(?=\S{4})")
_NEW = re.compile(
    r"^(?:new|hot)\s*[!!]?\s*(?=[\u4e00-\u9fff《“])|(?<=[\u4e00-\u9fff》”)）])\s*(?:new|hot)\s*[!!]?$", re.I
)
_STARS = re.compile(r"[\s★☆]+$")
_MARKS = frozenset("NnHhWwTt!!★☆")
_ENOUGH = 12
"""Letters of a title behind brackets that tell it again elsewhere."""
_LONGEST_TITLE = 200
_MOST_TRIED = 300
"""Lines that begin like the title; more are no page of a person."""


@dataclass(frozen=True, slots=True)
class Headline:
    """`lines`: first and last line of the visible title, None where it is only in labels."""

    text: str
    lines: tuple[int, int] | None = None
    el: HtmlElement | None = None
    where: str = ""
    by_label: bool = False


def find_headline(source: Source, zones: Zones, meta_line: int | None) -> Headline:
    """The visible title that label or document title confirm, else the heading above date and source."""
    found = _find(source, zones, meta_line)
    bare = _unmarked(found.text, source)
    if found.el is not None and (day := day_in_title(source, found.el, bare)):
        bare = bare[: -len(day)].rstrip() or bare
    return found if bare == found.text else replace(found, text=bare)


def _unmarked(text: str, source: Source) -> str:
    """A title without what templates set beside it: NEW, stars, its column in brackets."""
    bare = _STARS.sub("", _NEW.sub("", text)) if text[-1:] in _MARKS or text[:1] in _MARKS else text
    if (named := _IN_BRACKETS.match(bare)) is not None:
        rest, name = bare[named.end() :], named["name"].strip()
        known = (source.labels.get("ArticleTitle", ""), source.document_title)
        if any(each and _key(each).startswith(_key(rest)[:_ENOUGH]) for each in known) or any(
            squeeze(anchor.text) == name for anchor in source.flow.anchors if anchor.region & Region.CRUMB
        ):
            bare = rest
    return bare if len(bare) >= 4 else text


def _find(source: Source, zones: Zones, meta_line: int | None) -> Headline:
    label = source.labels.get("ArticleTitle", "").rstrip(". …")
    if label and compact(label) == compact(source.labels.get("SiteName", "")):
        label = ""  # a template that sets the site's name there
    if label and (found := _match(source, zones, label, meta_line)):
        text = found.text if len(compact(found.text)) >= len(compact(label)) - 1 else label
        return Headline(text, found.lines, found.el, f"{found.where}，与 ArticleTitle 相符", True)
    document = source.document_title
    if document and (found := _match(source, zones, document, meta_line)):
        return _nearer(source, zones, found, meta_line) or found
    if not label and (named := _named(source)) and (found := _match(source, zones, named, meta_line)):
        return found
    if meta_line is not None and (above := _above(source, zones, meta_line)):
        return Headline(label, above.lines, above.el, "meta ArticleTitle", True) if label else above
    if label:
        return Headline(label, None, None, "meta ArticleTitle", True)
    return _heading(source, zones) or Headline(_without_site(document), None, None, "文档标题")


def _nearer(source: Source, zones: Zones, found: Headline, meta_line: int | None) -> Headline | None:
    """A heading right above date and source, where the document bears but the name in the page's head."""
    if meta_line is None or found.lines is None:
        return None
    # A document that bears its column's name says nothing of its own title.
    of_column = _key(found.text) == _key(source.labels.get("ColumnName", ""))
    below = source.flow.lines[found.lines[1] + 1 : meta_line]
    if not of_column and not any(line.region & Region.CRUMB for line in below[-2 * _NEAR :]):
        if found.lines[1] >= meta_line - _NEAR:
            return None
        if found.el is not None and found.el.tag in _HEADING_TAGS:
            return None
    above = _above(source, zones, meta_line)
    if above is None or above.el is None:
        return None
    return above if of_column or above.el.tag in {"h1", "h2"} else None


def _named(source: Source) -> str:
    """What the field table of a published document calls it."""
    lines = source.flow.lines
    for line in source.flow.holding("名称", "标题", "名 称", "标 题"):
        for name, value in pairs_at(line, lines[line.index + 1] if line.index + 1 < len(lines) else None):
            if name in _TITLE_LABELS and len(value) >= _SHORTEST:
                return value
    return ""


def _usable(line: Line, zones: Zones) -> bool:
    return (
        bool(line.text)
        and line.index not in zones.foot
        and not line.region & (Region.NAV | Region.CRUMB | Region.PAGER)
    )


def _match(source: Source, zones: Zones, known: str, meta_line: int | None) -> Headline | None:
    """Lines whose words begin the known title, as much of it as possible; nearest above the date line."""
    wanted = _key(known)[:_LONGEST_TITLE]
    if len(wanted) < 4:
        return None
    lines = source.flow.lines
    best: tuple[tuple[int, int, int, int], Headline] | None = None
    first = wanted[0]
    own = _key(_without_site(known))
    tried = 0
    for line in source.flow.holding(first) if first.lower() == first.upper() or first.isascii() else lines:
        key = _key(line.folded)
        if line.folded[:1] in "[【Nn" and not wanted.startswith(key[:2]) and not begins_with_label(line):
            key = _key(_MARK.sub("", line.folded))
        if len(key) < 4 or not _usable(line, zones) or not (wanted.startswith(key) or key.startswith(wanted)):
            continue
        if len(key) > len(wanted) + 40:
            continue
        tried += 1
        if tried > _MOST_TRIED:
            break
        last, whole = line.index, key
        while last + 1 < len(lines) and len(whole) < len(wanted):
            following = _key(lines[last + 1].folded)
            if not following or not wanted.startswith(whole + following):
                break
            whole += following
            last += 1
        heading = heading_of(line)
        if len(whole) < 6 and len(whole) < len(wanted) and (heading is None or whole != own):
            continue
        near = -abs(meta_line - last) if meta_line is not None else 0
        linked = bool(line.anchors) and line.plain == 0
        rank = (min(len(whole), len(wanted)), int(heading is not None) - int(linked), near, -line.index)
        if best is None or rank > best[0]:
            text = (
                "".join(lines[index].text for index in range(line.index, last + 1))
                if last > line.index
                else line.text
            )
            best = (
                rank,
                Headline(text, (line.index, last), heading if heading is not None else line.el, "页面标题"),
            )
    return best[1] if best else None


def _above(source: Source, zones: Zones, meta_line: int) -> Headline | None:
    """The heading right above the line of date and source."""
    lines = source.flow.lines
    candidates: list[tuple[int, Line]] = []
    for line in reversed(lines[max(0, meta_line - 6) : meta_line]):
        if not _usable(line, zones):
            break
        if begins_with_label(line) or (line.index and is_bare_label(lines[line.index - 1])):
            continue  # 文号 over 发布日期: a field of the same table
        if _BYLINE.match(line.folded) or _SUBTITLE.match(line.folded):
            continue
        leads = any(not leads_nowhere(anchor.href) for anchor in line.anchors)
        if 4 <= len(line.text) <= 150 and not (leads and line.plain == 0):
            own = heading_of(line)
            rank = 2 + (own.tag == "h1") if own is not None else int(len(line.text) >= 6)
            candidates.append((rank, line))
    if not candidates:
        return None
    line = max(candidates, key=lambda pair: pair[0])[1]
    heading = heading_of(line)
    text = (
        squeeze(heading.text_content())
        if heading is not None and len(squeeze(heading.text_content())) <= 160
        else line.text
    )
    first = line.index
    if heading is None:
        while _goes_on(lines, first, zones):
            first -= 1
        text = "".join(each.text for each in lines[first : line.index + 1])
    return Headline(text, (first, line.index), heading if heading is not None else line.el, "日期行上方标题")


def _goes_on(lines: list[Line], index: int, zones: Zones) -> bool:
    """Whether the line above is the first half of a title broken by `<br>`: the same bold or large words."""
    line, above = lines[index], lines[index - 1] if index else None
    return (
        above is not None
        and above.el is line.el
        and line.el.tag in _INLINE
        and not above.anchors
        and len(above.text) <= _HALF
        and _usable(above, zones)
        and not begins_with_label(above)
    )


def _heading(source: Source, zones: Zones) -> Headline | None:
    for line in source.flow.lines:
        if _usable(line, zones) and len(line.text) >= 4 and not line.anchors and line.el.tag in _HEADING_TAGS:
            return Headline(line.text, (line.index, line.index), line.el, "页面标题")
    return None


def heading_of(line: Line) -> HtmlElement | None:
    """The heading that a line stands in, told from tag, class or id."""
    el: HtmlElement | None = line.el
    for _ in range(3):
        if el is None:
            return None
        if el.tag in _HEADING_TAGS or (
            el.tag not in {"body", "html", "td", "table"}
            and _is_title_name(el.get("class") or el.get("id") or "")
        ):
            return el
        el = el.getparent()
    return None


@lru_cache(maxsize=4096)
def _is_title_name(name: str) -> bool:
    return TITLE_NAME.search(name) is not None


@lru_cache(maxsize=4096)
def _key(text: str) -> str:
    return compact(folded(text)).strip("·•>-_|.:").casefold()


def _without_site(document: str) -> str:
    return _SITE_TAIL.split(document)[0].strip()
