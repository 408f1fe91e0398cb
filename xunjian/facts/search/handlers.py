"""What scripts do to a search form before it is sent: nothing, a look at what was typed, or more."""

import re
from collections.abc import Collection, Iterable, Iterator

_STOPS = re.compile(r"^\s*(?:javascript:)?\s*return\s+false\s*;?\s*$", re.I)
_CALLED = re.compile(r"(?<![.\w$])([A-Za-z_$][\w$]*)\s*\(")
_HARMLESS = ("if", "alert", "confirm", "return", "trim", "function", "encodeURIComponent", "encodeURI")
_CHANGES = re.compile(
    r"location|window\.open|\.action\s*=|attr\(\s*[\"']action|\.value\s*=\s*(?!=)|\.val\(\s*[^)\s]|encodeURI|escape\("
    r"|ajax|fetch\(|\.post\(|\.get\("
)
_HANDLES = re.compile(
    r"\bforms?\s*\[|document\.forms|\$\(\s*[\"']form|getElementsByTagName\(\s*[\"'](?:form|input)"
)
_EVENT = r"(?:submit|click|keydown|keyup|keypress)"
_LISTENS = re.compile(
    rf"^[\w\s\"'\]\)\[#.=>-]{{0,40}}?\.\s*(?:on{_EVENT}\s*=|{_EVENT}\s*\(|(?:on|bind|addEventListener)\s*\(\s*[\"']{_EVENT}[^,]{{0,30}},)"
)
_LONGEST = 4000


class Handlers:
    """The functions of a page's scripts, by name."""

    def __init__(self, scripts: Iterable[str]) -> None:
        self.scripts = tuple(scripts)

    def stops(self, handler: str) -> bool:
        """Whether the form is never sent by itself."""
        return _STOPS.match(handler) is not None

    def changes(self, handler: str) -> bool:
        """Whether a handler may do more than look at what was typed; one that cannot be read may."""
        return any(body is None or _CHANGES.search(body) for body in self._steps(handler))

    def bodies(self, handler: str) -> list[str]:
        """A handler and the functions that it calls, as far as they can be read."""
        return [body for body in self._steps(handler) if body is not None]

    def _steps(self, handler: str) -> Iterator[str | None]:
        yield handler
        for name in dict.fromkeys(_CALLED.findall(handler)):
            if name not in _HARMLESS:
                yield self._body(name)

    def listeners(self, tokens: Collection[str]) -> list[str]:
        """What scripts do when an element called by one of these names is clicked, typed into or sent."""
        found = []
        for token in {each for each in tokens if len(each) > 1}:
            named = re.compile(rf"[\"'#.\s]{re.escape(token)}(?![\w-])")
            for script in self.scripts:
                for hit in named.finditer(script):
                    listens = _LISTENS.match(script[hit.end() : hit.end() + 120])
                    if listens is not None:
                        found.append(_handler(script, hit.end() + listens.end()))
        return list(dict.fromkeys((*found, *self.delegated(tokens))))

    def delegated(self, tokens: Collection[str]) -> list[str]:
        """What scripts do for them by way of the document: `$(document).on("click", "#go", function…)`."""
        found = []
        for token in {each for each in tokens if len(each) > 1}:
            named = re.compile(
                rf"\.on\(\s*[\"']{_EVENT}[\"']\s*,\s*[\"'][^\"']*[#.]{re.escape(token)}[\"']\s*,"
            )
            found += [
                _handler(script, hit.end()) for script in self.scripts for hit in named.finditer(script)
            ]
        return found

    def mention(self, tokens: Iterable[str]) -> bool:
        """Whether a script speaks of an element by one of these names, or of forms at large."""
        names = [token for token in tokens if len(token) > 1]
        return any(
            _HANDLES.search(script) or any(name in script for name in names) for script in self.scripts
        )

    def _body(self, name: str) -> str | None:
        """The body of a function; None where it stands nowhere that was read."""
        found = re.compile(
            rf"function\s+{re.escape(name)}\s*\(|\b{re.escape(name)}\s*=\s*(?:async\s+)?(?:function\b|\()"
        )
        for script in self.scripts:
            start = found.search(script)
            if start is None:
                continue
            return _braces(script, script.find("{", start.end()))
        return None


def _handler(script: str, at: int) -> str:
    """A function that is given on the spot, or the name of one as a call."""
    rest = script[at : at + 80].lstrip()
    if named := re.match(r"([A-Za-z_$][\w$]*)\s*[);]", rest):
        return f"{named[1]}()"
    return _braces(script, script.find("{", at)) or ""


def _braces(script: str, begin: int) -> str | None:
    depth = 0
    for at in range(max(begin, 0), min(len(script), begin + _LONGEST)):
        depth += (script[at] == "{") - (script[at] == "}")
        if not depth:
            return script[begin : at + 1]
    return None
