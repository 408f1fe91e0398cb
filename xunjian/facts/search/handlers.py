"""What scripts do to a search form before it is sent: nothing, a look at what was typed, or more."""

import re
from collections.abc import Iterable

_STOPS = re.compile(r"^\s*(?:javascript:)?\s*return\s+false\s*;?\s*$", re.I)
_CALLED = re.compile(r"([A-Za-z_$][\w$]*)\s*\(")
_CHANGES = re.compile(
    r"location|window\.open|\.action\s*=|attr\(\s*[\"']action|\.value\s*=\s*(?!=)|\.val\(\s*[^)\s]|\.submit\s*\(|encodeURI|escape\("
    r"|ajax|fetch\(|\.post\(|\.get\("
)
_HANDLES = re.compile(
    r"\bforms?\s*\[|document\.forms|\$\(\s*[\"']form|getElementsByTagName\(\s*[\"'](?:form|input)"
)
_LONGEST = 4000


class Handlers:
    """The functions of a page's scripts, by name."""

    def __init__(self, scripts: Iterable[str]) -> None:
        self._scripts = tuple(scripts)

    def stops(self, handler: str) -> bool:
        """Whether the form is never sent by itself."""
        return _STOPS.match(handler) is not None

    def changes(self, handler: str) -> bool:
        """Whether a handler may do more than look at what was typed; one that cannot be read may."""
        if _CHANGES.search(handler):
            return True
        for name in _CALLED.findall(handler):
            if name in ("if", "alert", "confirm", "return", "trim"):
                continue
            body = self._body(name)
            if body is None or _CHANGES.search(body):
                return True
        return False

    def mention(self, tokens: Iterable[str]) -> bool:
        """Whether a script speaks of an element by one of these names, or of forms at large."""
        names = [token for token in tokens if len(token) > 1]
        return any(
            _HANDLES.search(script) or any(name in script for name in names) for script in self._scripts
        )

    def _body(self, name: str) -> str | None:
        """The body of a function; None where it stands nowhere that was read."""
        found = re.compile(
            rf"function\s+{re.escape(name)}\s*\(|\b{re.escape(name)}\s*=\s*(?:async\s+)?(?:function\b|\()"
        )
        for script in self._scripts:
            start = found.search(script)
            if start is None:
                continue
            begin = script.find("{", start.end())
            depth = 0
            for at in range(begin, min(len(script), begin + _LONGEST)):
                depth += (script[at] == "{") - (script[at] == "}")
                if not depth:
                    return script[begin : at + 1]
            return None
        return None
