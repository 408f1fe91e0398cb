"""Words that one script of a page holds in a variable and a later one writes: `var menu = '<ul>…'`."""

import re
from collections.abc import Sequence

from xunjian.html.kept import kept
from xunjian.html.scripts import may_write

_WRITTEN = re.compile(
    r"(?:\bwrite(?:ln)?\s*\(|\b(?:inner|outer)(?:HTML|Text)\s*\+?=|\btextContent\s*\+?="
    r"|\.(?:html|text|append|prepend|before|after)\s*\()([^;\n]{1,400})"
)
_NAME = re.compile(r"(?<![\w$.\"'])[A-Za-z_$][\w$]*")
_HELD = re.compile(r"(?<![\w$.])([A-Za-z_$][\w$]*)\s*=\s*[\"'`{]")
_NO_VARIABLES = {"document", "window", "this", "jQuery", "$", "unescape", "function", "new", "var"}
_LARGEST = 20_000
_MOST = 20
"""Scripts before this one that are looked at; the words to write stand near by."""


def with_earlier(script: str, earlier: Sequence[str]) -> str:
    """The script, behind the scripts that hold the words of the variables which it writes."""
    if not earlier or len(script) > _LARGEST or not may_write(script):
        return script
    names = _asked_by(script)
    if not names:
        return script
    held = [
        text
        for text in earlier[-_MOST:]
        if len(text) <= _LARGEST
        and any(name in text for name in names)
        and not names.isdisjoint(_held_by(text))
        and not may_write(text)
    ]
    return "\n;".join([*held, script]) if held else script


@kept
def _asked_by(script: str) -> frozenset[str]:
    """The variables that a script writes and does not set."""
    names = {name for written in _WRITTEN.findall(script) for name in _NAME.findall(written)}
    return frozenset(names - _NO_VARIABLES - _held_by(script))


@kept
def _held_by(script: str) -> frozenset[str]:
    return frozenset(_HELD.findall(script))
