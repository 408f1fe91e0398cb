"""What a page's scripts write into it, read without running them.

Only what stands literally in the script is told: strings, joined with `+`, held in variables, unescaped.
Anything computed is left out; comments do not count.
"""

import re
from dataclasses import dataclass
from html import escape

from xunjian.html.kept import kept
from xunjian.html.script_conditions import holds, quoted
from xunjian.html.script_tokens import Token, literal_of, tokens_of
from xunjian.html.script_values import LONGEST, UNKNOWN, Number, Several, Values, joined

_WRITES = re.compile(
    r"document\s*\.\s*write|innerHTML|outerHTML|insertAdjacentHTML|createTextNode"
    r"|\.(?:html|append|prepend|after|before|replaceWith|appendTo|prependTo|insertAfter|insertBefore)\s*\("
)
_SETS_TEXT = ("innerText", "textContent", ".text(")
_OF_A_FOOT = re.compile(r"ICP\s?备|网安备|公安备案|标识码|识别码|(?:主|承)\s?办(?:单位)?\s?[:：]|版权所有")
"""Plain text set by a script counts only where it has words of a foot: other such texts are messages, shown
on demand."""
_MOST_WRITTEN = 1_000_000
"""Characters that a script may write; what it repeats without end is no page."""
_FAR, _AHEAD = 400, 200_000
"""Tokens looked ahead for the `else` of one condition, and of a whole script."""
_PUTS = frozenset({"html", "append", "prepend", "after", "before", "insertAdjacentHTML", "replaceWith"})
_PUT_BY = frozenset({"appendTo", "prependTo", "insertAfter", "insertBefore", "replaceAll"})
COMPUTED_MARK = "data-xunjian-computed"
"""On elements whose address a script computes."""
_WORDS = re.compile(rf"[^{UNKNOWN} \n]")
_COMPUTED = re.compile(
    rf"""\s(?:href|src|action|onclick|content)\s*=\s*"""
    rf"""(?:"[^"{UNKNOWN}]*{UNKNOWN}[^"]*"|'[^'{UNKNOWN}]*{UNKNOWN}[^']*'"""
    rf"""|[^\s"'>{UNKNOWN}]*{UNKNOWN}[^\s"'>]*)"""
)


@kept
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


@kept
def written_by(script: str) -> Written:
    """The markup that a script writes into its page, as far as it stands there literally."""
    if len(script) > LONGEST or not may_write(script):
        return Written()
    return _Reader(list(tokens_of(script))).read()


@kept
def strings_of(script: str) -> tuple[str, ...]:
    """Every string literal of a script, comments left out."""
    if len(script) > LONGEST:
        return ()
    return tuple(
        literal_of(token.text) for token in tokens_of(script) if token.kind in {"string", "template"}
    )


def _settle(markup: str) -> str:
    """Drops computed addresses whole: half an address leads nowhere. Of computed words the rest is kept."""
    if UNKNOWN not in markup:
        return markup
    return _COMPUTED.sub(f" {COMPUTED_MARK}", markup).replace(UNKNOWN, "")


class _Reader(Values):
    """Goes through the tokens once, remembering strings held in variables."""

    def __init__(self, tokens: list[Token]) -> None:
        super().__init__(tokens)
        self._written: list[str] = []
        self._elsewhere: list[str] = []
        self._said = False
        self._size = 0
        self._function = ""
        self._params: frozenset[str] = frozenset()
        self._writers: set[str] = set()
        self._never: set[int] = set()
        self._ahead = _AHEAD

    def read(self) -> Written:
        while self._at < len(self._tokens) and self._size <= _MOST_WRITTEN:
            self._step()
        return Written(_settle("".join(self._written)), _settle("".join(self._elsewhere)))

    def _put(self, where: list[str], words: str) -> None:
        self._size += len(words)
        if self._size <= _MOST_WRITTEN:
            where.append(words)
            self._said = self._said or (where is self._written and _WORDS.search(words) is not None)

    def _step(self) -> None:
        text = self._look()
        if text in {"write", "writeln"} and self._look(-1) == "." and self._look(1) == "(":
            self._at += 2
            if self._function and self._look() in self._params:
                self._writers.add(self._function)
            self._put(self._written, self._arguments())
        elif text in self._writers and self._look(1) == "(":
            self._at += 2
            self._put(self._written, self._arguments())
        elif text in _PUTS and self._look(1) == "(":
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
        elif text in {"text", "createTextNode"} and self._look(-1) == "." and self._look(1) == "(":
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
            self._hold_fields(text)
            self._hold(text, self._expression(), grows)
        elif self._is_name() and self._look(1) == self._look(2) and self._look(1) in {"+", "-"}:
            self._held[text] = UNKNOWN  # counts up or down in a loop
            self._at += 3
        elif text in {"$", "jQuery"} and self._look(1) == "(":
            self._made()
        elif text == "function":
            self._begin_function()
        elif text == "return" and self._function:
            self._at += 1
            self._hold(f"{self._function}()", self._expression())
        elif self._is_name() and self._look(-1) != "." and self._grows_list(text):
            pass
        else:
            self._at += 1

    def _hold(self, name: str, value: str, grows: bool = False) -> None:
        if grows:
            value = joined(self._held.get(name, ""), "+", value)
        self._held[name] = value if len(value) <= LONGEST else UNKNOWN

    def _hold_fields(self, name: str) -> None:
        """Remembers the plain fields of an object that is assigned here: c = {icp: '…'}. Moves nowhere."""
        at = 1
        while self._look() == "{" and self._at + at + 2 < len(self._tokens):
            key, colon, value = self._tokens[self._at + at : self._at + at + 3]
            if key.kind not in {"name", "string"} or colon.text != ":" or value.kind != "string":
                return
            field = literal_of(key.text) if key.kind == "string" else key.text
            self._hold(f"{name}.{field}", literal_of(value.text))
            at += 4
            if self._look(at - 1) != ",":
                return

    def _grows_list(self, name: str) -> bool:
        """Whether a list or an object gets a part here: a.push('…'), a[1] = '…', c.icp = '…'."""
        if self._look(1) == "." and self._look(2) == "push" and self._look(3) == "(":
            self._at += 4
            self._hold(name, self._arguments(), True)
        elif self._look(1) == "[" and self._look(3) == "]" and self._look(4) == "=":
            self._at += 5
            self._held[name] = self._held.get(name, "").replace(UNKNOWN, "")
            self._hold(name, self._expression(), True)
        elif (
            self._look(1) == "."
            and self._look(3) == "="
            and not self._look(2).startswith(("inner", "outer", "textC"))
        ):
            field = f"{name}.{self._look(2)}"
            self._at += 4
            self._hold(field, self._expression())
        else:
            return False
        return True

    def _made(self) -> None:
        """Markup that jQuery makes and puts somewhere: $('<p>…</p>').appendTo('body')."""
        first = self._tokens[self._at + 2] if self._at + 2 < len(self._tokens) else None
        self._at += 2
        if first is None or first.kind == "sign" or "<" not in first.text[:3]:
            return
        words = self._arguments()
        if self._look() == "." and self._look(1) in _PUT_BY:
            self._put(self._elsewhere, words)

    def _begin_function(self) -> None:
        """Remembers the name of a function and its parameters, to know what it returns or writes."""
        named = self._look(2) == "("
        self._function = self._look(1) if named else ""
        self._at += 3 if named else 1
        names = [token.text for token in self._tokens[self._at : self._at + 8]]
        self._params = frozenset(names[: names.index(")")] if named and ")" in names else ())

    def _set_text(self, words: str) -> None:
        if _OF_A_FOOT.search(words) is not None:
            lines = escape(words, quote=False).strip().replace("\n", "<br>")
            self._put(self._elsewhere, f"<div>{lines}</div>")

    def _only_if(self) -> None:
        """Passes over what is written only under a condition that does not hold, or beside one that does."""
        if self._look() != "(":
            return
        words: list[str] = []
        depth = 0
        for at in range(self._at, min(self._at + 60, len(self._tokens))):
            token = self._tokens[at]
            words.append(self._in_condition(token))
            depth += (token.text == "(") - (token.text == ")")
            if depth == 0:
                break
        truth = holds(words) if depth == 0 else None
        if truth is None:
            return
        self._at += len(words)
        if truth:
            self._forget_other()
        else:
            self._skip_branch()

    def _in_condition(self, token: Token) -> str:
        """A token of a condition: of a name what it holds, "" where that is not known."""
        if token.kind == "string":
            return quoted(literal_of(token.text))
        if token.kind != "name" or token.text in {"length", "trim"}:
            return token.text
        held = self._held.get(token.text, UNKNOWN)
        if UNKNOWN in held or isinstance(held, Several) or token.text in self._params:
            return ""
        return held if isinstance(held, Number) else quoted(held)

    def _forget_other(self) -> None:
        """Notes the `else` of the block that begins here: it is not shown. Looks ahead a bounded way."""
        if self._look() != "{" or self._ahead <= 0:
            return
        depth = 0
        for at in range(self._at, min(self._at + _FAR, len(self._tokens))):
            self._ahead -= 1
            text = self._tokens[at].text
            depth += (text == "{") - (text == "}")
            if depth == 0:
                if at + 1 < len(self._tokens) and self._tokens[at + 1].text == "else":
                    self._never.add(at + 1)
                return

    def _otherwise(self) -> None:
        """Of two branches only one is shown: the one whose condition holds, else the first with words."""
        never = self._at in self._never
        self._at += 1
        if never or self._said:
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
