"""What a page says of its own: its text without what other pages of the site show as well."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from xunjian.facts.lexicon import fold_text
from xunjian.html.bounds import bound
from xunjian.html.decode import decode_html
from xunjian.html.tree import parse_html

_SKIPPED = frozenset({"script", "style", "noscript", "head", "template", "select", "title"})
_FIELDS = frozenset({"textarea", "iframe", "frame", "video", "audio", "object", "embed", "canvas", "svg"})
_TYPED = frozenset({"", "text", "password", "email", "tel", "file", "date", "number"})
_VARYING = re.compile(r"[a-z0-9_.~%=&?:-]*/[a-z0-9_.~%=&?:/-]*|\d+")
_FILLS = re.compile(
    r"XMLHttpRequest|\$\.(?:ajax|get|post|getJSON|getScript)\s*\(|\bfetch\s*\(|\baxios\b|dataproxy|\bjpage\b"
    r"|new\s+Vue\s*\(|createApp\s*\(|ReactDOM|\blayui\.|EventSource|WebSocket|v-for\s*="
)
WRITES = re.compile(r"innerHTML|insertAdjacentHTML|appendChild|document\.write|\.(?:html|append)\s*\(")
"""A script that puts something into its page."""
"""A script that puts something into its page."""
_REPEATS = re.compile(r"\.(?:map|forEach|each)\s*\(|\bfor\s*\(")
_HOLDS = re.compile(r"[=:]\s*\[\s*[\[{\"']")
"""A list with something in it; a script that counts up the pages of a list has none."""
_HOLDS_ROWS = re.compile(r"[=:]\s*\[\s*[\[{]")
"""A list of lists or of records: a script elsewhere may write them into an empty place of the page."""
_VALUES = re.compile(r"'[^'\n]*'|\"[^\"\n]*\"|\d+")
"""What a template fills in for each column: names, addresses, numbers."""
_CALLED = re.compile(r"(?<![\w$.])([A-Za-z_$][\w$]*)(?:\s*\.\s*[\w$]+)*\s*\(")
_DECLARED = re.compile(r"\b(?:var|let|const|function)\s+([\w$]+)")
_KNOWN = frozenset(
    (
        *("if", "for", "while", "switch", "catch", "function", "return", "typeof", "document", "console"),
        *("Math", "JSON", "Date", "String", "Number", "Array", "Object", "parseInt", "parseFloat", "isNaN"),
    )
)
_LEADS_ON = re.compile(r"\blocation\b")
_ASKS = re.compile(rb"XMLHttpRequest|\.(?:ajax|get|post|getJSON)\s*\(|\bfetch\s*\(|\baxios\b")
_ROWS = frozenset({"li", "tr", "a"})
_BOUND = frozenset({"v-for", "ng-repeat", "ng-app", "data-bind", "data-ajax", "data-url"})


@dataclass(frozen=True, slots=True)
class Blocks:
    """The visible text of a page in pieces, folded; pieces inside links apart."""

    title: str
    texts: tuple[str, ...]
    link_texts: tuple[str, ...]
    fields: int
    """Places where something is entered or played: text fields, frames, videos."""

    def own(self, template: frozenset[str]) -> str:
        """Text outside links that the template does not have."""
        return "".join(text for text in self.texts if text not in template)

    def all(self) -> Iterator[str]:
        yield from self.texts
        yield from self.link_texts


@dataclass(frozen=True, slots=True)
class Fillers:
    """What may put a list into a page once a browser shows it."""

    fetches: frozenset[str]
    """Scripts in the page itself that fetch something, or hold what is written row after row."""
    mounts: frozenset[str]
    """Where a script may put a list: addresses of scripts, and empty places with a name."""
    scripts: frozenset[str]
    """Scripts of which the page does not tell what they do: addresses, and calls of what is written elsewhere
    (or to another place), without what differs from column to column."""


def read_blocks(body: bytes, content_type: str = "") -> Blocks:
    """The pieces of a page. Costs one parse; only for pages in doubt."""
    tree = _tree(body, content_type)
    texts: list[str] = []
    links: list[str] = []
    fields = 0
    stack: list[tuple[HtmlElement, bool]] = [(tree, False)]
    while stack:
        element, in_link = stack.pop()
        tag = element.tag
        if not isinstance(tag, str) or tag in _SKIPPED or _is_hidden(element):
            continue
        if tag in _FIELDS or (tag == "input" and (element.get("type") or "").lower() in _TYPED):
            fields += 1
        in_link = in_link or tag == "a"
        pieces = links if in_link else texts
        _add(element.text, pieces)
        children = list(element)
        for child in children:
            _add(child.tail, pieces)
        stack += [(child, in_link) for child in reversed(children)]
    title = fold_text(tree.findtext(".//title") or "")
    return Blocks(title, tuple(texts), tuple(links), fields)


def asks(body: bytes) -> bool:
    """Whether a script in a page asks for anything."""
    return _ASKS.search(body) is not None


def read_fillers(body: bytes, content_type: str = "") -> Fillers:
    """What may fill a page. Costs a parse of its own: asked of the few that show nothing."""
    tree = _tree(body, content_type)
    fetches: set[str] = set()
    mounts: set[str] = set()
    held: set[str] = set()
    scripts: set[str] = set()
    writes = False
    for element in tree.iter("script", "div", "ul", "ol", "li", "dl", "table", "tbody", "tr", "section", "a"):
        if element.tag == "script":
            text = element.text or ""
            if src := element.get("src"):
                mounts.add(src.strip())
                scripts.add(src.strip().partition("?")[0])
            elif _FILLS.search(text):
                fetches.add(text.strip())
            elif _HOLDS.search(text):
                held.add(text.strip())
            if not src and _is_run(element.get("type")) and _reaches_out(calls := _VALUES.sub("", text)):
                scripts.add("".join(calls.split()))
            writes = writes or (WRITES.search(text) is not None and _REPEATS.search(text) is not None)
        elif element.tag not in _ROWS and not len(element) and not (element.text or "").strip():
            mounts.update(f"{name}={value}" for name, value in element.items() if _is_name(name))
        fetches.update(f"{name}={value}" for name, value in element.items() if name in _BOUND)
    if not writes:
        held = {text for text in held if mounts and _HOLDS_ROWS.search(text)}
    return Fillers(frozenset(fetches | held), frozenset(mounts), frozenset(scripts))


def _reaches_out(script: str) -> bool:
    """Whether a script, bare of its strings, calls what it does not hold itself, or leads elsewhere."""
    called = set(_CALLED.findall(script)) - _KNOWN
    return bool(called.difference(_DECLARED.findall(script))) or _LEADS_ON.search(script) is not None


def _is_run(kind: str | None) -> bool:
    """Whether a browser runs a script of this type: data (JSON) and templates are only kept."""
    return not kind or "script" in kind.lower() or kind.lower() == "module"


def _tree(body: bytes, content_type: str) -> HtmlElement:
    return parse_html(bound(decode_html(body, content_type).text).text)


def _is_name(attribute: str) -> bool:
    return attribute == "id" or attribute.startswith("data-")


def template_of(home: Blocks, samples: Sequence[Blocks]) -> frozenset[str]:
    """The pieces that belong to the site: on its home page, or on two of the samples (or the only one)."""
    counted = Counter(text for sample in samples for text in set(sample.all()))
    least = min(2, len(samples))
    return frozenset(home.all()) | {text for text, count in counted.items() if count >= least}


def steady(text: str) -> str:
    """Folded text without numbers and addresses, which an error page takes from what was asked for."""
    return _VARYING.sub("", text)


def _is_hidden(element: HtmlElement) -> bool:
    style = element.get("style")
    return style is not None and "display:none" in style.replace(" ", "").lower()


def _add(text: str | None, to: list[str]) -> None:
    if text and not text.isspace() and (folded := fold_text(text)):
        to.append(folded)
