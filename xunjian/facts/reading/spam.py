"""Foreign content that was put into a page: hidden links and words, spam in its title, junk elements."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from lxml.html import HtmlElement

from xunjian.facts.error_words import by_piece
from xunjian.facts.lexicon import SpamWords
from xunjian.facts.reading.source import Source, folded, host_of
from xunjian.html.lines import Anchor, Line
from xunjian.html.regions import Region
from xunjian.model.page import HiddenSpam

_TRICK = re.compile(
    r"(?:text-indent|left|top|right|margin(?:-left|-top)?)\s*:\s*-\s*\d{3,}|font-size\s*:\s*[01](?:px|pt|em|%)?\s*(?:;|$)"
    r"|(?<![-\w])(?:height|width)\s*:\s*[01](?:px)?\s*(?:;|$)|opacity\s*:\s*0(?:\.0\d*)?\s*(?:;|$)|z-index\s*:\s*-\d{3,}"
    r"|clip\s*:\s*rect\(\s*[01]",
    re.I,
)
_NO_SHOW = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_COLOUR = re.compile(r"(?<![-\w])color\s*:\s*([^;]+)", re.I)
_GROUND = re.compile(r"background(?:-color)?\s*:\s*(#\w+|\w+)", re.I)
_WHITE = frozenset({"#fff", "#ffffff", "white", "transparent"})
_JUNK = re.compile(r'id="(\w{4,10})"></(\w+)>\s*<(\w+) id="\1"></\3>\s*<(\w+) id="\1"></\4>')
"""Three empty elements with one random id, one after the other."""
_AWAY = re.compile(r"\s*(?:https?:)?//([^/?#\s]+)", re.I)
_MOST_SITES = 4096
_SECOND_LEVEL = frozenset({"gov", "edu", "com", "org", "net", "ac"})
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SIMPLE = re.compile(r"[.#][\w-]+")
_BY_SCRIPT = re.compile(
    r"getElementById\(\s*[\"']([\w-]+)[\"']\s*\)\.style\.(?:display|visibility)\s*=\s*[\"'](?:none|hidden)",
    re.I,
)
_LEAST_SITES = 3
_LEAST_SALE = 2
_QUOTE = 80


class Spam:
    """Finds it. Most pages are done with after a look for words and for links away."""

    def __init__(self, words: SpamWords) -> None:
        self._words = words
        self._pieces = tuple(by_piece(word for word in words.strong if not word.isascii()).items())
        self._sites: dict[str, str] = {}
        self._latin = tuple(word for word in words.strong if word.isascii())

    def find(self, source: Source, text: str) -> tuple[HiddenSpam, ...]:
        """`text`: the page as served, decoded."""
        found = [*self._in_title(source)]
        strong = self._strong(source.flow.folded.lower())
        away = self._away(source)
        if away:
            names = _hidden_names(source, text) if self._sells(away) else frozenset()
            found += self._links(away, strong, names)
        if strong:
            found += self._hidden_words(source, strong)
        if '"></' in text and (junk := _JUNK.search(text)):
            found.append(HiddenSpam("junk", (junk[1],), junk[0][:_QUOTE]))
        return tuple(found)

    def _strong(self, text: str) -> tuple[str, ...]:
        held = [word for piece, words in self._pieces if piece in text for word in words if word in text]
        return (*held, *(word for word in self._latin if word in text))

    def _speaks_of_it(self, text: str) -> bool:
        return any(word in text for word in self._words.context)

    def _in_title(self, source: Source) -> Iterator[HiddenSpam]:
        parts = (
            source.document_title,
            source.labels.get("Keywords", ""),
            source.labels.get("Description", ""),
        )
        for part in parts:
            text = folded(part).lower() if part else ""
            held = self._strong(text)
            if not held or self._speaks_of_it(text):
                continue
            shown = source.flow.folded.lower()
            if len(held) > 1 or not any(word in shown for word in held):
                yield HiddenSpam("title", held[:3], part[:_QUOTE])
                return

    # -- links

    def _away(self, source: Source) -> list[tuple[Anchor, str]]:
        """Links to sites that are none of public bodies, with the site."""
        own = site_of(host_of(source.url))
        found = []
        for anchor in source.flow.anchors:
            if (address := _AWAY.match(anchor.href)) is not None:
                site = self._site(address[1])
                if site and site != own:
                    found.append((anchor, site))
        return found

    def _site(self, authority: str) -> str:
        """The site of an address; empty where it is a public body's. Kept: few stand on all pages."""
        site = self._sites.get(authority)
        if site is None:
            host = authority.rpartition("@")[2].partition(":")[0].lower()
            site = "" if f".{host}".endswith(self._words.own) else site_of(host)
            if len(self._sites) < _MOST_SITES:
                self._sites[authority] = site
        return site

    def _sells(self, away: list[tuple[Anchor, str]]) -> bool:
        """Whether so much is offered that the sheets of the page are worth a look."""
        if len({site for _, site in away}) < _LEAST_SITES:
            return False
        joined = " ".join(_words_of(anchor) for anchor, _ in away)
        return sum(word in joined for word in self._words.sale) >= _LEAST_SALE

    def _links(
        self, away: list[tuple[Anchor, str]], strong: tuple[str, ...], names: frozenset[str]
    ) -> Iterator[HiddenSpam]:
        blocks: dict[HtmlElement | None, list[tuple[Anchor, str]]] = {}
        memo: dict[HtmlElement, HtmlElement | None] = {}
        for anchor, site in away:
            text = _words_of(anchor)
            held = [word for word in strong if word in text]
            hiding = _hiding(anchor.el, memo, names)
            if hiding is not None:
                blocks.setdefault(hiding, []).append((anchor, site))
            elif held and not self._speaks_of_it(text):
                yield HiddenSpam("link", tuple(held), anchor.text[:_QUOTE], (site,))
        for hiding, links in blocks.items():
            assert hiding is not None
            yield from self._block(hiding, links)

    def _block(self, hiding: HtmlElement, links: list[tuple[Anchor, str]]) -> Iterator[HiddenSpam]:
        texts = [_words_of(anchor) for anchor, _ in links]
        joined = " ".join(texts)
        sites = tuple(dict.fromkeys(site for _, site in links))
        strong = [word for word in self._strong(joined) if not self._speaks_of_it(joined)]
        sale = [word for word in self._words.sale if word in joined]
        quote = " ".join(anchor.text for anchor, _ in links)[:_QUOTE]
        if strong:
            yield HiddenSpam("link", tuple(strong[:3]), quote, sites)
        elif _is_part_of_many(hiding) or (not _hides(hiding) and len(sale) < _LEAST_SALE):
            return  # what a sheet or script hides is mostly a menu
        elif len(sites) >= _LEAST_SITES:
            yield HiddenSpam("link", tuple(sale[:3]), quote, sites, sure=len(sale) >= _LEAST_SALE)
        elif (sale and _TRICK.search(hiding.get("style") or "")) or (
            len(sale) >= _LEAST_SALE and _hides(hiding)
        ):
            yield HiddenSpam("link", tuple(sale[:3]), quote, sites, sure=False)

    # -- words

    def _hidden_words(self, source: Source, strong: tuple[str, ...]) -> Iterator[HiddenSpam]:
        """Hidden lines with such words that are no links: those of links are told by where they lead."""
        memo: dict[HtmlElement, HtmlElement | None] = {}
        held: Counter[str] = Counter()
        quote = ""
        for line in source.flow.holding(*strong):
            text = line.folded.lower()
            if self._speaks_of_it(text) or self._is_linked(line):
                continue
            if line.region & Region.HIDDEN or _hiding(line.el, memo) is not None:
                held.update(word for word in strong if word in text)
                quote = quote or line.text[:_QUOTE]
        if held:
            yield HiddenSpam("text", tuple(held)[:3], quote)

    def _is_linked(self, line: Line) -> bool:
        return bool(line.anchors) and line.plain * 2 < len(line.text)


def site_of(host: str) -> str:
    """The part of a host name that somebody registered."""
    labels = host.split(".")
    if host.replace(".", "").isdigit():
        return host
    second = (
        len(labels) >= 3 and len(labels[-1]) == 2 and (labels[-2] in _SECOND_LEVEL or len(labels[-2]) == 2)
    )
    keep = 3 if second else 2
    return ".".join(labels[-keep:])


def _words_of(anchor: Anchor) -> str:
    return folded(f"{anchor.text} {anchor.title}").lower()


def _hiding(
    el: HtmlElement, memo: dict[HtmlElement, HtmlElement | None], names: frozenset[str] = frozenset()
) -> HtmlElement | None:
    """The outermost element that hides this one from everybody; None where it shows."""
    path: list[HtmlElement] = []
    at: HtmlElement | None = el
    found: HtmlElement | None = None
    while at is not None:
        if at in memo:
            found = memo[at]
            break
        path.append(at)
        at = at.getparent()
    for each in reversed(path):
        if found is None and (_hides(each) or (names and _is_named(each, names))):
            found = each
        memo[each] = found
    return found


def _hides(el: HtmlElement) -> bool:
    style = el.get("style")
    if style and (_NO_SHOW.search(style) or _TRICK.search(style) or _as_its_ground(style)):
        return True
    if el.tag == "marquee":
        sizes = [(el.get(name) or "").removesuffix("px") for name in ("height", "width")]
        return any(size in ("0", "1", "2") for size in sizes)
    return el.get("hidden") is not None or (el.tag == "font" and el.get("size") == "0")


def _hidden_names(source: Source, text: str) -> frozenset[str]:
    """Ids (#x) and classes (.x) that the page's own sheets or scripts hide."""
    names: set[str] = set()
    for sheet in source.tree.iter("style"):
        for selectors, rule in _RULE.findall(sheet.text or ""):
            if _NO_SHOW.search(rule) or _TRICK.search(rule):
                names.update(each for part in selectors.split(",") if _SIMPLE.fullmatch(each := part.strip()))
    if "getElementById" in text:
        names.update(f"#{name}" for name in _BY_SCRIPT.findall(text))
    return frozenset(names)


def _is_named(el: HtmlElement, names: frozenset[str]) -> bool:
    id_, class_ = el.get("id"), el.get("class")
    return (id_ is not None and f"#{id_}" in names) or (
        class_ is not None and any(f".{each}" in names for each in class_.split())
    )


def _as_its_ground(style: str) -> bool:
    """Words in the colour of the ground that the same style gives."""
    colour, ground = _COLOUR.search(style), _GROUND.search(style)
    if colour is None or ground is None:
        return False
    pair = colour[1].strip().lower(), ground[1].strip().lower()
    return pair[0] == pair[1] or set(pair) <= _WHITE


def _is_part_of_many(hiding: HtmlElement) -> bool:
    """One of several tabs, or a menu of an entry that shows: its sisters hold links that are seen."""
    if _TRICK.search(hiding.get("style") or "") and not _NO_SHOW.search(hiding.get("style") or ""):
        return False
    parent = hiding.getparent()
    sisters: Iterable[HtmlElement] = parent if parent is not None else ()
    return any(
        each is not hiding and each.tag == hiding.tag and not _hides(each) and _leads_away(each)
        for each in sisters
        if isinstance(each.tag, str)
    )


def _leads_away(el: HtmlElement) -> bool:
    return any((a.get("href") or "").lstrip().lower().startswith(("http", "//")) for a in el.iter("a"))
