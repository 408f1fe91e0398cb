"""Monstrous pages: what is no words is dropped first; past a budget only head and foot are read.

Nobody publishes such pages on purpose (a table of a million cells, a database in a script), but a single
one must not hold up an audit. What was left out is counted: it was not seen, and is never judged absent.
"""

import re
from dataclasses import dataclass

from xunjian.html.tree import EMBEDDED

SMALL = 400_000
"""Characters up to which a page is read as it is, however many tags it has."""
BUDGET = 1_600_000
"""What a page may cost to be read, in characters; about a second of a slow processor."""
_TAG = 40
"""Characters that a tag costs as much as."""
_SCRIPT = 1500
"""And a script, which is read by itself."""
_TAIL = 100_000
_STEP = 20_000
_LARGEST_SCRIPT = 1_000_000
_LARGEST_STYLE = 20_000
_LARGEST_VALUE = 100_000
_VALUE = re.compile(rf"""=\s?(?:"[^"]{{{_LARGEST_VALUE},}}"|'[^']{{{_LARGEST_VALUE},}}')""")
CROWDED = 60_000
"""Characters from which on tags with thousands of attributes are looked for: no parser reads them in time."""
_MOST_ATTRIBUTES = 1000
_LONG_TAG = re.compile(r"<([a-zA-Z][\w:-]*+)[^<>]{8000,}+>?")
_QUOTED_TAG = re.compile(r"""<([a-zA-Z][\w:-]*+)(?:[^<>"']++|"[^"]*+"|'[^']*+'){1000,}+>?""")
_APART = re.compile(r"<!--|<(?P<name>script|style)\b", re.I)

_CLOSING = {
    "": re.compile("-->"),
    "script": re.compile("</script", re.I),
    "style": re.compile("</style", re.I),
}


@dataclass(frozen=True, slots=True)
class Bounded:
    """`left_out`: characters that may have held words, links or data and were not kept."""

    text: str
    left_out: int = 0


def bound(text: str, budget: int = BUDGET) -> Bounded:
    """The markup as far as it can be read in time; nearly every page whole."""
    size = len(text)
    if size > CROWDED:
        text = _without_crowds(text)
    crowds = size - len(text)
    if len(text) <= SMALL:
        return Bounded(text, crowds)
    if ";base64," in text:
        text = EMBEDDED.sub("data:,", text)
    text, scripts = _without_stuff(text)
    slim = _VALUE.sub('=""', text)
    values = len(text) - len(slim)
    text, middle = _head_and_foot(slim, budget)
    return Bounded(text, crowds + scripts + values + middle)


def _without_crowds(text: str) -> str:
    """Without the attributes of tags that have thousands."""
    if len(text) > SMALL or any(len(piece) > 8000 for piece in text.split("<")):
        text = _LONG_TAG.sub(_bare, text)
    if text.count("=") > 8 * text.count("<") + _MOST_ATTRIBUTES:
        text = _QUOTED_TAG.sub(_bare, text)
    return text


def _bare(tag: re.Match[str]) -> str:
    if len(tag[0].split(None, _MOST_ATTRIBUTES)) <= _MOST_ATTRIBUTES and tag[0].count("=") < _MOST_ATTRIBUTES:
        return tag[0]
    return f"<{tag[1]}>" if tag[0].endswith(">") else f"<{tag[1]} "


def _without_stuff(text: str) -> tuple[str, int]:
    """Without comments and large styles, which nobody reads; without enormous scripts, which are counted."""
    kept: list[str] = []
    last = left_out = 0
    endless: set[str] = set()
    found = _APART.search(text)
    while found is not None:
        name = (found["name"] or "").lower()
        begin = found.end()
        closing = None if name in endless else _CLOSING[name].search(text, begin)
        if closing is None:
            endless.add(name)
            found = _APART.search(text, begin)
            continue
        end = closing.start()
        if not name:
            kept.append(text[last : found.start()])
            last = end = closing.end()
        elif end - begin > (_LARGEST_SCRIPT if name == "script" else _LARGEST_STYLE):
            inside = text.find(">", begin, end) + 1 or begin
            kept.append(text[last:inside])
            left_out += (end - inside) * (name == "script")
            last = end
        found = _APART.search(text, end)
    kept.append(text[last:])
    return "".join(kept), left_out


def _head_and_foot(text: str, budget: int) -> tuple[str, int]:
    """The page, of one that costs more its beginning and its end; with how much stands between them."""
    costs = [
        min(_STEP, len(text) - at)
        + _TAG * text.count("<", at, at + _STEP)
        + _SCRIPT * text.count("<script", at, at + _STEP)
        for at in range(0, len(text), _STEP)
    ]
    if sum(costs) <= budget or len(text) <= 2 * _TAIL:
        return text, 0
    budget -= sum(costs[-(_TAIL // _STEP) :])
    end = 0
    for cost in costs:
        if budget < cost:
            break
        budget -= cost
        end += _STEP
    end = min(end, len(text) - _TAIL)
    return f"{text[:end]}\n{text[-_TAIL:]}", len(text) - _TAIL - end
