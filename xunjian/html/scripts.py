"""What a page's scripts write into it, read without running them.

Only what stands literally in the script is told: strings, joined with `+`, held in variables, unescaped.
Anything computed is left out; comments do not count.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from urllib.parse import unquote

from xunjian.html.script_conditions import holds
from xunjian.html.text import whole

_WRITES = re.compile(
    r"document\s*\.\s*write|innerHTML|outerHTML|insertAdjacentHTML|\.(?:html|append|prepend|after|before)\s*\("
)
_SETS_TEXT = ("innerText", "textContent", ".text(")
_OF_A_FOOT = re.compile(r"ICP\s?备|网安备|公安备案|标识码|识别码|(?:主|承)\s?办(?:单位)?\s?[:：]|版权所有")
"""Plain text set by a script counts only where it has words of a foot: other such texts are messages, shown
on demand."""
_TOKEN = re.compile(
    r"""(?P<comment>/\*.*?(?:\*/|\Z)|(?<![:\\"'])//[^\n]*)
    |(?P<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
    |(?P<template>`(?:[^`\\]|\\.)*`)
    |(?P<name>[A-Za-z_$][\w$]*)
    |(?P<number>\d+(?:\.\d+)?)
    |(?P<sign>\+=|==+|!=+|&&|\|\||[-+=.,;:?(){}\[\]!<>*/%&|^~])""",
    re.X | re.S,
)
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|\n|.)", re.S)
_PERCENT_U = re.compile(r"%u([0-9a-fA-F]{4})")
_PLACE = re.compile(r"\$\{\s{0,20}+([\w$]{1,80}+)?[^}]{0,500}+\}")
_DECODERS = {"unescape", "decodeURIComponent", "decodeURI"}
_LONGEST = 400_000
_MOST_WRITTEN = 1_000_000
"""Characters that a script may write; what it repeats without end is no page."""
_DEEPEST = 50
COMPUTED_MARK = "data-xunjian-computed"
"""On elements whose address a script computes."""
_UNKNOWN = "\ufffc"
"""Stands, while reading, for what a script computes."""
_WORDS = re.compile(rf"[^{_UNKNOWN} \n]")
_COMPUTED = re.compile(
    rf"""\s(?:href|src|action|onclick|content)\s*=\s*"""
    rf"""(?:"[^"{_UNKNOWN}]*{_UNKNOWN}[^"]*"|'[^'{_UNKNOWN}]*{_UNKNOWN}[^']*'"""
    rf"""|[^\s"'>{_UNKNOWN}]*{_UNKNOWN}[^\s"'>]*)"""
)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str


@lru_cache(maxsize=512)
def may_write(script: str) -> bool:
    """A cheap first look."""
    if _WRITES.search(script) is not None:
        return True
    return any(word in script for word in _SETS_TEXT) and _OF_A_FOOT.search(script) is not None


def is_run(kind: str) -> bool:
    """Whether a browser runs a script of a type: templates (text/template, text/html) are only data."""
    return not kind or "script" in kind.lower() or kind.strip().lower() == "module"


@dataclass(frozen=True, slots=True)
class Written:
    """Markup that a script writes: `here` at its own place, `elsewhere` into some element of the page."""

    here: str = ""
    elsewhere: str = ""


@lru_cache(maxsize=512)
def written_by(script: str) -> Written:
    """The markup that a script writes into its page, as far as it stands there literally."""
    if len(script) > _LONGEST or not may_write(script):
        return Written()
    return _Reader(list(_tokens(script))).read()


@lru_cache(maxsize=512)
def strings_of(script: str) -> tuple[str, ...]:
    """Every string literal of a script, comments left out."""
    if len(script) > _LONGEST:
        return ()
    return tuple(_literal(token.text) for token in _tokens(script) if token.kind in {"string", "template"})


def _settle(markup: str) -> str:
    """Drops computed addresses whole: half an address leads nowhere. Of computed words the rest is kept."""
    if _UNKNOWN not in markup:
        return markup
    return _COMPUTED.sub(f" {COMPUTED_MARK}", markup).replace(_UNKNOWN, "")


def unescape(text: str) -> str:
    """What JavaScript's unescape makes of %3C and %u4E2D."""
    text = whole(_PERCENT_U.sub(lambda code: chr(int(code[1], 16)), text))
    words = unquote(text, errors="replace")
    return unquote(text, encoding="latin-1") if "\ufffd" in words else words


def _tokens(script: str) -> Iterator[_Token]:
    for match in _TOKEN.finditer(script):
        kind = match.lastgroup or ""
        if kind != "comment":
            yield _Token(kind, match.group())


def _literal(quoted: str) -> str:
    def plain(escape: re.Match[str]) -> str:
        code = escape[1]
        if len(code) > 1:
            return chr(int(code[1:], 16))
        return {"n": "\n", "t": "\t", "r": "", "\n": ""}.get(code, code)

    return whole(_ESCAPE.sub(plain, quoted[1:-1]))


class _Number(str):
    """A number in a script: `current + 1` adds, where `"index_" + 1` joins."""

    __slots__ = ()


def _joined(left: str, sign: str, right: str) -> str:
    """What a sign makes of two values; of all but sums of whole numbers and joined words nothing is known."""
    whole_numbers = isinstance(left, _Number) and isinstance(right, _Number) and (left + right).isdecimal()
    if whole_numbers and sign in {"+", "-"}:
        return _Number(str(int(left[:15]) + (1 if sign == "+" else -1) * int(right[:15])))
    return left + right if sign == "+" else _UNKNOWN


def _capped(words: str) -> str:
    """Joined words, of a flood nothing: what doubles and doubles is no page."""
    return words if len(words) <= _LONGEST else _UNKNOWN


class _Reader:
    """Goes through the tokens once, remembering strings held in variables."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        self._at = 0
        self._held: dict[str, str] = {}
        self._written: list[str] = []
        self._elsewhere: list[str] = []
        self._said = False
        self._size = 0
        self._depth = 0

    def read(self) -> Written:
        while self._at < len(self._tokens) and self._size <= _MOST_WRITTEN:
            self._step()
        return Written(_settle("".join(self._written)), _settle("".join(self._elsewhere)))

    def _put(self, where: list[str], words: str) -> None:
        self._size += len(words)
        if self._size <= _MOST_WRITTEN:
            where.append(words)
            self._said = self._said or (where is self._written and _WORDS.search(words) is not None)

    def _look(self, ahead: int = 0) -> str:
        at = self._at + ahead
        if not 0 <= at < len(self._tokens):
            return ""
        token = self._tokens[at]
        return token.text if token.kind not in {"string", "template"} else ""

    def _step(self) -> None:
        text = self._look()
        if text in {"write", "writeln"} and self._look(-1) == "." and self._look(1) == "(":
            self._at += 2
            self._put(self._written, self._arguments())
        elif (
            text in {"html", "append", "prepend", "after", "before", "insertAdjacentHTML"}
            and self._look(1) == "("
        ):
            self._at += 2
            words = self._arguments()
            if "<" in words or len(words) > 4:
                self._put(self._elsewhere, words)
        elif text in {"innerHTML", "outerHTML"} and self._look(1) in {"=", "+="}:
            self._at += 2
            self._put(self._elsewhere, self._expression())
        elif text in {"innerText", "textContent"} and self._look(1) in {"=", "+="}:
            self._at += 2
            self._set_text(self._expression())
        elif text == "text" and self._look(-1) == "." and self._look(1) == "(":
            self._at += 2
            self._set_text(self._arguments())
        elif text == "if":
            self._said = False
            self._at += 1
            self._only_if()
        elif text == "else":
            self._otherwise()
        elif self._is_name() and self._look(1) in {"=", "+="} and self._look(-1) != ".":
            grows = self._look(1) == "+="
            self._at += 2
            value = self._expression()
            if grows:
                value = _joined(self._held.get(text, ""), "+", value)
            self._held[text] = value if len(value) <= _LONGEST else _UNKNOWN
        elif self._is_name() and self._look(1) == self._look(2) and self._look(1) in {"+", "-"}:
            self._held[text] = _UNKNOWN  # counts up or down in a loop
            self._at += 3
        else:
            self._at += 1

    def _set_text(self, words: str) -> None:
        if _OF_A_FOOT.search(words) is not None:
            lines = escape(words, quote=False).strip().replace("\n", "<br>")
            self._put(self._elsewhere, f"<div>{lines}</div>")

    def _only_if(self) -> None:
        """Passes over what is written only under a condition of numbers that does not hold."""
        if self._look() != "(":
            return
        words: list[str] = []
        depth = 0
        for at in range(self._at, min(self._at + 60, len(self._tokens))):
            token = self._tokens[at]
            words.append(self._held.get(token.text, "") if token.kind == "name" else token.text)
            depth += (token.text == "(") - (token.text == ")")
            if depth == 0:
                break
        if depth == 0 and holds(words) is False:
            self._at += len(words)
            self._skip_branch()

    def _otherwise(self) -> None:
        """Of two branches only one is shown: the first that writes words."""
        self._at += 1
        if self._said:
            self._skip_branch()

    def _skip_branch(self) -> None:
        """Passes over a block in braces, one statement, or an `if` with all its branches."""
        conditions = 0
        while True:
            while self._look() == "if" and self._look(1) == "(":
                self._at += 2
                self._skip_to(")")
                conditions += 1
            block = self._look() == "{"
            self._at += block
            self._skip_to("}" if block else ";")
            while conditions and self._look() != "else":
                conditions -= 1
            if not conditions:
                return
            conditions -= 1
            self._at += 1

    def _is_name(self) -> bool:
        return self._tokens[self._at].kind == "name"

    def _arguments(self) -> str:
        """The joined arguments of a call whose opening bracket was just passed."""
        words = self._expression()
        while self._look() == ",":
            self._at += 1
            words = _capped(words + self._expression())
        self._skip_to(")")
        return words

    def _skip_to(self, closing: str) -> None:
        depth = 0
        while self._at < len(self._tokens):
            text = self._look()
            self._at += 1
            if text in {"(", "[", "{"}:
                depth += 1
            elif text in {")", "]", "}"}:
                if depth == 0:
                    return
                depth -= 1
            elif text == ";" and depth == 0 and closing != "}":
                return

    def _expression(self) -> str:
        if self._depth > _DEEPEST:
            self._at += 1
            return _UNKNOWN
        self._depth += 1
        try:
            return self._sum()
        finally:
            self._depth -= 1

    def _sum(self) -> str:
        words = self._term()
        while (sign := self._look()) in {"+", "-", "*", "/", "%"}:
            self._at += 1
            words = _capped(_joined(words, sign, self._term()))
        if self._look() == "?":
            self._at += 1
            first = self._expression()
            other = ""
            if self._look() == ":":
                self._at += 1
                other = self._expression()
            return first if first.strip(_UNKNOWN + " ") else other
        return words

    def _term(self) -> str:
        if self._at >= len(self._tokens):
            return ""
        token = self._tokens[self._at]
        if token.kind == "string":
            self._at += 1
            return self._tail(_literal(token.text))
        if token.kind == "template":
            self._at += 1
            return self._filled(_literal(token.text))
        if token.kind == "number":
            self._at += 1
            return _Number(token.text)
        if token.text == "(":
            self._at += 1
            words = self._arguments()
            return self._tail(words)
        if token.text == "[":
            self._at += 1
            words = self._list()
            return self._tail(words)
        if token.kind == "name" and token.text != "function":
            self._at += 1
            if token.text in _DECODERS and self._look() == "(":
                self._at += 1
                return unescape(self._arguments())
            return self._tail(self._held.get(token.text, _UNKNOWN) if self._look() != "(" else _UNKNOWN)
        return ""

    def _filled(self, template: str) -> str:
        """A template with what its places hold, as far as that is no flood."""
        room = _LONGEST

        def put(place: re.Match[str]) -> str:
            nonlocal room
            words = self._held.get(place[1] or "", _UNKNOWN)
            room -= len(words)
            return words if room >= 0 else _UNKNOWN

        return _PLACE.sub(put, template)

    def _list(self) -> str:
        words = self._expression()
        while self._look() == ",":
            self._at += 1
            words = _capped(words + self._expression())
        self._skip_to("]")
        return words

    def _tail(self, words: str) -> str:
        """Passes over what follows a value: .join(''), .length, (…); a join keeps it, the rest is unknown."""
        while self._look() in {".", "(", "["}:
            if self._look() == ".":
                keeps = self._look(1) in {"join", "toString", "trim", "concat"}
                self._at += 2
                words = words if keeps else _UNKNOWN
            else:
                closing = ")" if self._look() == "(" else "]"
                self._at += 1
                self._skip_to(closing)
                if closing == "]":
                    words = _UNKNOWN
        return words
