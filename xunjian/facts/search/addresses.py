"""Addresses that a script makes of what was typed: `location.href = '/so?q=' + encodeURIComponent(kw.value)`.

Read only where every part is a literal or the field itself, and where a handler goes to one address alone:
then it is as sure as a form. Whatever else a script may do is left to a browser.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

_GOES = re.compile(
    r"(?:\blocation(?:\.href)?\s*=(?!=)|\blocation\.(?:assign|replace)\s*\(|\bwindow\.open\s*\(|(?<![\w.$])open\s*\()"
)
_DOES_MORE = re.compile(
    r"\bajax\b|\bfetch\s*\(|\$\.(?:get|post)|axios|XMLHttp|\.submit\s*\(|\.action\s*=|\bhistory\b", re.I
)
_LITERAL = re.compile(r"""'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`[^`\\]*`""")
_WRAPS = re.compile(
    r"^(?P<how>encodeURIComponent|encodeURI|escape|\$\.trim|jQuery\.trim|String)\s*\((?P<inner>.*)\)$", re.S
)
_AFTER = re.compile(r"\.(?:trim|toString)\(\)$|\.replace\(/\^?\(?\\s[^)]*\)?,\s*(?:''|\"\")\)$")
_NAME = re.compile(r"^[A-Za-z_$][\w$]*$")
_BY_ID = re.compile(r"""^(?:document\.)?getElementById\(\s*['"](?P<id>[^'"]+)['"]\s*\)\.value$""")
_BY_CSS = re.compile(
    r"""^(?:document\.querySelector\(\s*['"](?P<a>[^'"]+)['"]\s*\)\.value|(?:\$|jQuery)\(\s*['"](?P<b>[^'"]+)['"]\s*\)\.val\(\))$"""
)
_BY_NAME = re.compile(
    r"""^document\.(?:getElementsByName\(\s*['"](?P<b>[\w$]+)['"]\s*\)\[0\]|(?:forms\[\d\]|[\w$]+)\.(?P<a>[\w$]+)|(?P<c>[\w$]+))\.value$"""
)
_CODED = {"encodeURIComponent": "component", "encodeURI": "uri", "escape": "escape"}
_MARK = "\0"
_LONGEST = 600
_DEEPEST = 3
_COPIES = re.compile(
    r"""(?:getElementById\(\s*['"](?P<id>[\w$-]+)['"]\s*\)\.value\s*=(?!=)"""
    r"""|(?:\$|jQuery)\(\s*['"](?P<css>[#.][\w$-]+)['"]\s*\)\.val\((?!\))"""
    r"""|document\.(?:forms\[\d\]|[\w$]+)\.(?P<name>[\w$]+)\.value\s*=(?!=))"""
)
_SUBMITS = re.compile(r"\.submit\s*\(\s*\)")
_TURNS = re.compile(r"\bajax\b|\bfetch\s*\(|\.action\s*=|attr\(\s*[\"']action", re.I)


@dataclass(frozen=True, slots=True)
class Made:
    """`before` the words, `after` them, and how they are written: through which functions of JavaScript, the
    innermost first."""

    before: str
    after: str
    coded: tuple[str, ...]

    def address(self, words: str, charset: str) -> str:
        """The address for these words; those that no function wrote are sent in the charset of the page."""
        for way in self.coded:
            words = _write(words, way)
        if not words.isascii() or " " in words:
            words = quote(words.encode(charset, "xmlcharrefreplace"), safe="%&=/+")
        return f"{self.before}{words}{self.after}"


@dataclass(frozen=True, slots=True)
class Field:
    """What a script may call the field by."""

    id: str
    name: str
    classes: tuple[str, ...]

    def is_meant(self, expression: str) -> bool:
        """Whether an expression is the words typed into it."""
        if found := _BY_ID.match(expression):
            return found["id"] in (self.id, self.name)
        if found := _BY_CSS.match(expression):
            return self._matches(found["a"] or found["b"])
        if found := _BY_NAME.match(expression):
            return (found["a"] or found["b"] or found["c"]) in (self.name, self.id)
        return False

    def _matches(self, css: str) -> bool:
        last = re.split(r"[\s>]+", css.strip())[-1]
        if found := re.search(r"\[name=['\"]?([\w$-]+)", last):
            return found[1] == self.name
        if found := re.search(r"#([\w$-]+)", last):
            return found[1] == self.id
        return any(each in self.classes for each in re.findall(r"\.([\w-]+)", last))


def read_address(
    handlers: Iterable[str], field: Field, scripts: Iterable[str], *, own: str = ""
) -> Made | None:
    """The one address that all these handlers go to; None where they may do anything else.

    `own`: a handler of the field itself, in which `this.value` is what was typed.
    """
    bodies = [*handlers, *([own] if own else [])]
    found = set()
    for body in bodies:
        if _DOES_MORE.search(body):
            return None
        for hit in _GOES.finditer(body):
            made = _made(
                _expression(body[hit.end() : hit.end() + _LONGEST]), body, field, tuple(scripts), body is own
            )
            if made is None:
                return None
            found.add(made)
    return found.pop() if len(found) == 1 else None


def typed_into(body: str, field: Field) -> list[tuple[str, str]]:
    """Where a handler copies what was typed: (how the other field is named, its name)."""
    found = []
    for hit in _COPIES.finditer(body):
        value = _expression(body[hit.end() : hit.end() + _LONGEST])
        if _typed(value, body, field, own=False) == ():
            kind = next(name for name in ("id", "css", "name") if hit[name])
            found.append((kind, hit[kind]))
    return found


def submits_alone(body: str) -> bool:
    """Whether all that a handler does in the end is to send a form as it stands."""
    return _SUBMITS.search(body) is not None and not _GOES.search(body) and not _TURNS.search(body)


def _made(expression: str, body: str, field: Field, scripts: tuple[str, ...], own: bool) -> Made | None:
    text, coded = "", None
    for term in _spread(_terms(expression), body, field, own):
        if (literal := _literal(term, body, scripts)) is not None:
            text += literal
            continue
        ways = _typed(term, body, field, own)
        if ways is None or coded is not None:
            return None
        text, coded = text + _MARK, ways
    before, mark, after = text.partition(_MARK)
    if coded is None or not mark or "?" not in before:
        return None
    return Made(before, after, coded)


def _spread(terms: list[str], body: str, field: Field, own: bool, depth: int = 0) -> list[str]:
    """The parts of a sum, names that stand for sums themselves taken apart."""
    spread = []
    for term in terms:
        taken = _NAME.match(term) and depth < _DEEPEST and not _grows(term, body)
        given = _assigned(term, body) if taken else []
        inner = _terms(given[0]) if len(given) == 1 else []
        if inner and _typed(term, body, field, own) is None:
            spread += _spread(inner, body, field, own, depth + 1)
        else:
            spread.append(term)
    return spread


def _typed(term: str, body: str, field: Field, own: bool, depth: int = 0) -> tuple[str, ...] | None:
    """Through which functions the words of the field come into an expression; None where they do not."""
    term = term.strip()
    while term.startswith("(") and term.endswith(")"):
        term = term[1:-1].strip()
    while (cut := _AFTER.sub("", term)) != term:
        term = cut
    if found := _WRAPS.match(term):
        inner = _typed(found["inner"], body, field, own, depth)
        if inner is None:
            return None
        return (*inner, _CODED[found["how"]]) if found["how"] in _CODED else inner
    if field.is_meant(term) or (own and term == "this.value"):
        return ()
    if depth > _DEEPEST or not _NAME.match(term) or _grows(term, body):
        return None
    given = _assigned(term, body)
    ways: tuple[str, ...] = ()
    reached = False
    for expression in given:
        # `k = encodeURI(k)` after `k = field.value`: one after the other.
        again = re.sub(rf"(?<![\w$.#'\"]){re.escape(term)}(?![\w$'\"])", _MARK, expression)
        if again != expression:
            more = _wrapped(again)
            if more is None or not reached:
                return None
            ways = (*ways, *more)
            continue
        first = _typed(expression, body, field, own, depth + 1)
        if first is None or reached:
            return None
        ways, reached = first, True
    return ways if reached else None


def _wrapped(expression: str) -> tuple[str, ...] | None:
    expression = expression.strip()
    while (cut := _AFTER.sub("", expression)) != expression:
        expression = cut
    if expression == _MARK:
        return ()
    found = _WRAPS.match(expression)
    inner = _wrapped(found["inner"]) if found else None
    if found is None or inner is None:
        return None
    return (*inner, _CODED[found["how"]]) if found["how"] in _CODED else inner


def _literal(term: str, body: str, scripts: tuple[str, ...]) -> str | None:
    """The text of a literal, or of a name that is one literal wherever it is given a value."""
    term = term.strip()
    if _LITERAL.fullmatch(term):
        return re.sub(r"\\(.)", r"\1", term[1:-1])
    if not _NAME.match(term):
        return None
    values = {value.strip() for text in {body, *scripts} for value in _assigned(term, text)}
    if len(values) != 1 or not _LITERAL.fullmatch(value := values.pop()):
        return None
    return re.sub(r"\\(.)", r"\1", value[1:-1])


def _assigned(name: str, text: str) -> list[str]:
    pattern = re.compile(rf"(?<![\w$.]){re.escape(name)}\s*=(?![=>])")
    return [_expression(text[hit.end() : hit.end() + _LONGEST]) for hit in pattern.finditer(text)]


def _grows(name: str, body: str) -> bool:
    return re.search(rf"(?<![\w$.]){re.escape(name)}\s*\+=", body) is not None


def _expression(text: str) -> str:
    """What stands up to the end of the statement, the next comma or the closing bracket."""
    depth, at = 0, 0
    while at < len(text):
        if found := _LITERAL.match(text, at):
            at = found.end()
            continue
        sign = text[at]
        if sign in "([{":
            depth += 1
        elif sign in ")]}":
            if not depth:
                break
            depth -= 1
        elif not depth and (sign in ";," or (sign == "\n" and not _goes_on(text, at))):
            break
        at += 1
    return text[:at].strip()


def _goes_on(text: str, at: int) -> bool:
    return text[:at].rstrip().endswith(("+", "=", "(")) or text[at:].lstrip().startswith(("+", "."))


def _terms(expression: str) -> list[str]:
    """The parts of a sum of strings; those of a template literal as well."""
    terms, depth, begin, at = [], 0, 0, 0
    while at < len(expression):
        if found := _LITERAL.match(expression, at):
            at = found.end()
            continue
        sign = expression[at]
        depth += (sign in "([{") - (sign in ")]}")
        if sign == "+" and not depth:
            terms.append(expression[begin:at])
            begin = at + 1
        at += 1
    terms.append(expression[begin:])
    return [part for term in terms for part in _of_template(term.strip())]


def _of_template(term: str) -> list[str]:
    if not (len(term) > 1 and term[0] == term[-1] == "`"):
        return [term]
    pieces = re.split(r"\$\{([^{}]*)\}", term[1:-1])
    return [f'"{piece}"' if number % 2 == 0 else piece for number, piece in enumerate(pieces) if piece]


def _write(words: str, way: str) -> str:
    """As a function of JavaScript writes words."""
    if way == "escape":
        kept = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789@*_+-./"
        units = words.encode("utf-16-be")
        codes = (int.from_bytes(units[at : at + 2], "big") for at in range(0, len(units), 2))
        return "".join(
            chr(code) if chr(code) in kept else f"%{code:02X}" if code < 256 else f"%u{code:04X}"
            for code in codes
        )
    safe = "!*'()~" if way == "component" else ";/?:@&=+$,#!*'()~"
    return quote(words, safe=safe)
