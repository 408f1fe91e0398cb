"""The tokens of a script, and what its string literals say."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from xunjian.html.text import whole

_TOKEN = re.compile(
    r"""(?P<comment>/\*.*?(?:\*/|\Z)|(?<![:\\"'])//[^\n]*)
    |(?P<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
    |(?P<template>`(?:[^`\\]|\\.)*`)
    |(?P<name>[A-Za-z_$][\w$]*)
    |(?P<number>\d+(?:\.\d+)?)
    |(?P<sign>\+=|==+|!=+|&&|\|\||[-+=.,;:?(){}\[\]!<>*/%&|^~])""",
    re.X | re.S,
)
_ESCAPE = re.compile(r"\\(u\{[0-9a-fA-F]{1,6}\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[0-7]{1,3}|\n|.)", re.S)


@dataclass(frozen=True, slots=True)
class Token:
    """`kind`: string, template, name, number or sign."""

    kind: str
    text: str


def tokens_of(script: str) -> Iterator[Token]:
    """The tokens of a script in order, comments left out."""
    for match in _TOKEN.finditer(script):
        kind = match.lastgroup or ""
        if kind != "comment":
            yield Token(kind, match.group())


def literal_of(quoted: str) -> str:
    """What a string says, quotes taken off and escapes resolved."""

    def plain(escape: re.Match[str]) -> str:
        code = escape[1]
        if code[0] in "01234567":
            return chr(int(code, 8))
        if len(code) > 1:
            point = int(code[1:].strip("{}"), 16)
            return chr(point) if point <= 0x10FFFF else "\ufffd"
        return {"n": "\n", "t": "\t", "r": "", "\n": ""}.get(code, code)

    return whole(_ESCAPE.sub(plain, quoted[1:-1]))
