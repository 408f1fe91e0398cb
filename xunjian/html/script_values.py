"""The values of expressions in a script, as far as they stand there literally: no script is run."""

import re
from urllib.parse import unquote

from xunjian.html.script_strings import CUTS, cut
from xunjian.html.script_tokens import Token, literal_of
from xunjian.html.text import whole

_PERCENT_U = re.compile(r"%u([0-9a-fA-F]{4})")
_PLACE = re.compile(r"\$\{\s{0,20}+([\w$.]{1,80}+)?[^}]{0,500}+\}")
_DECODERS = {"unescape", "decodeURIComponent", "decodeURI"}
LONGEST = 400_000
_DEEPEST = 50
_LONGEST_CUT = 2_000
"""Characters of words that a method cuts; longer ones are markup, not a day or a name."""
_COMPARES = frozenset({"==", "===", "!=", "!==", "<", ">", "&&", "||"})
UNKNOWN = "\ufffc"
"""Stands, while reading, for what a script computes."""


def unescape(text: str) -> str:
    """What JavaScript's unescape makes of %3C and %u4E2D."""
    text = whole(_PERCENT_U.sub(lambda code: chr(int(code[1], 16)), text))
    words = unquote(text, errors="replace")
    return unquote(text, encoding="latin-1") if "\ufffd" in words else words


class Number(str):
    """A number in a script: `current + 1` adds, where `"index_" + 1` joins."""

    __slots__ = ()


class Several(str):
    """The words of a list, joined: what would cut a string takes entries of it."""

    __slots__ = ()


def joined(left: str, sign: str, right: str) -> str:
    """What a sign makes of two values; of all but sums of whole numbers and joined words nothing is known."""
    whole_numbers = isinstance(left, Number) and isinstance(right, Number) and (left + right).isdecimal()
    if whole_numbers and sign in {"+", "-"}:
        return Number(str(int(left[:15]) + (1 if sign == "+" else -1) * int(right[:15])))
    return left + right if sign == "+" else UNKNOWN


def capped(words: str) -> str:
    """Joined words, of a flood nothing: what doubles and doubles is no page."""
    return words if len(words) <= LONGEST else UNKNOWN


class Values:
    """Reads expressions among tokens, remembering what variables hold. What is computed is UNKNOWN."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._at = 0
        self._held: dict[str, str] = {}
        self._depth = 0

    def _look(self, ahead: int = 0) -> str:
        at = self._at + ahead
        if not 0 <= at < len(self._tokens):
            return ""
        token = self._tokens[at]
        return token.text if token.kind not in {"string", "template"} else ""

    def _is_name(self) -> bool:
        return self._tokens[self._at].kind == "name"

    def _arguments(self) -> str:
        """The joined arguments of a call whose opening bracket was just passed."""
        words = self._expression()
        while self._look() == ",":
            self._at += 1
            words = capped(words + self._expression())
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
            return UNKNOWN
        self._depth += 1
        try:
            return self._sum()
        finally:
            self._depth -= 1

    def _sum(self) -> str:
        words = self._term()
        flooded = False
        while (sign := self._look()) in {"+", "-", "*", "/", "%"}:
            self._at += 1
            other = self._term()
            flooded = flooded or len(words) + len(other) > LONGEST
            words = UNKNOWN if flooded else capped(joined(words, sign, other))
        truth: bool | None = None
        while (sign := self._look()) in _COMPARES:
            self._at += 1
            other = self._term()
            truth = self._compared(words, sign, other)
            words = other if sign == "||" and other else UNKNOWN
        if self._look() == "?":
            self._at += 1
            first = self._expression()
            other = ""
            if self._look() == ":":
                self._at += 1
                other = self._expression()
            if truth is None:
                truth = first.strip(UNKNOWN + " ") != ""
            return first if truth else other
        return words

    def _compared(self, words: str, sign: str, other: str) -> bool | None:
        """Whether known words are, or are not, the string just passed; None where that is not asked."""
        if sign not in {"==", "===", "!=", "!=="} or self._tokens[self._at - 1].kind != "string":
            return None
        if isinstance(words, Number | Several) or UNKNOWN in words:
            return None
        return (words == other) == sign.startswith("=")

    def _term(self) -> str:
        if self._at >= len(self._tokens):
            return ""
        token = self._tokens[self._at]
        if token.kind == "string":
            self._at += 1
            return self._tail(literal_of(token.text))
        if token.kind == "template":
            self._at += 1
            return self._filled(literal_of(token.text))
        if token.kind == "number":
            self._at += 1
            return Number(token.text)
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
            return self._tail(self._named(token.text))
        return ""

    def _named(self, name: str) -> str:
        """What a name holds: a variable, a field of an object, what a function returns."""
        follows = self._look()
        if follows == "." and self._look(2) != "(" and (field := f"{name}.{self._look(1)}") in self._held:
            self._at += 2
            return self._held[field]
        if name == "String" and self._look(1) == "fromCharCode" and self._look(2) == "(":
            self._at += 3
            return self._characters()
        if follows == "(" and f"{name}()" in self._held:
            self._at += 1
            self._skip_to(")")
            return self._held[f"{name}()"]
        return self._held.get(name, UNKNOWN) if follows != "(" else UNKNOWN

    def _characters(self) -> str:
        """The characters whose numbers stand up to the closing bracket."""
        made = []
        while self._at < len(self._tokens) and self._look() != ")":
            token = self._tokens[self._at]
            if token.kind == "number" and token.text.isdecimal() and int(token.text[:7]) <= 0xFFFF:
                made.append(chr(int(token.text)))
            self._at += 1
        self._at += 1
        return whole("".join(made))

    def _filled(self, template: str) -> str:
        """A template with what its places hold, as far as that is no flood."""
        room = LONGEST

        def put(place: re.Match[str]) -> str:
            nonlocal room
            words = self._held.get(place[1] or "", UNKNOWN)
            room -= len(words)
            return words if room >= 0 else UNKNOWN

        return _PLACE.sub(put, template)

    def _list(self) -> str:
        words = self._expression()
        while self._look() == ",":
            self._at += 1
            words = capped(words + self._expression())
        self._skip_to("]")
        return Several(words)

    def _tail(self, words: str) -> str:
        """Passes over what follows a value: .join(''), .length, (…); a join keeps it, the rest is unknown."""
        while self._look() in {".", "(", "["}:
            if self._look() == "." and self._look(1) == "concat" and self._look(2) == "(":
                self._at += 3
                words = capped(words + self._arguments())
            elif self._look() == "." and (made := self._cut(words)) is not None:
                words = made
            elif self._look() == ".":
                keeps = self._look(1) in {"join", "toString", "trim"}
                self._at += 2
                words = words if keeps else UNKNOWN
            else:
                closing = ")" if self._look() == "(" else "]"
                self._at += 1
                self._skip_to(closing)
                if closing == "]":
                    words = UNKNOWN
        return words

    def _cut(self, words: str) -> str | None:
        """What a string method called here makes of words: substring(0, 10), split(' ')[0]; else None."""
        method = self._look(1)
        if method not in CUTS or self._look(2) != "(" or isinstance(words, Several):
            return None
        if len(words) > _LONGEST_CUT or UNKNOWN in words:
            return None
        arguments: list[str | int] = []
        at, minus = self._at + 3, False
        for at in range(self._at + 3, min(self._at + 9, len(self._tokens))):
            token = self._tokens[at]
            if token.kind == "string":
                arguments.append(literal_of(token.text))
            elif token.kind == "number" and token.text.isdecimal() and len(token.text) < 7:
                arguments.append(-int(token.text) if minus else int(token.text))
            elif token.text not in {",", "-"}:
                break
            minus = token.text == "-"
        if at >= len(self._tokens) or self._tokens[at].text != ")":
            return None
        if method == "split":
            place = self._tokens[at + 1 : at + 4]
            if [token.text for token in place[::2]] != ["[", "]"] or not place[1].text.isdecimal():
                return None
            arguments.append(int(place[1].text[:6]))
            at += 3
        made = cut(method, words, arguments)
        if made is not None:
            self._at = at + 1
        return made
