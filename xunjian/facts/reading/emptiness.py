"""A list that stands in its page as data and holds nothing: what a script draws of it is nothing.

Only what the page itself carries proves that. A list that is fetched later, and the first state of one that
is (`data: {list: [], total: 0}` of a component), prove nothing.
"""

import json
import re
from collections.abc import Iterator

from xunjian.facts.reading.source import Source

_EMPTY = re.compile(r"\[\s*\]")
_RECORDS = re.compile(r"<recordset\b[^>]*>(?P<held>.*?)</recordset>", re.S | re.I)
_NO_RECORDS = re.compile(r"<recordset\s*/>", re.I)
_RECORD = re.compile(r"<record\b", re.I)
_TOTAL_RECORDS = re.compile(r"<?total_?records?\s*[>:=]\s*['\"]?(\d{1,9})", re.I)
_FETCHES = re.compile(
    r"XMLHttpRequest|\$\s*\.\s*(?:ajax|get|post|getJSON|getScript)\b|\bfetch\s*\(|\baxios\b|new\s+Vue\b"
    r"|createApp\s*\(|ReactDOM|EventSource|WebSocket|\.load\s*\(\s*['\"]|(?:proxy|data|ajax)_?url\s*[:=]|dataproxy",
    re.I,
)
_ASSIGNED = re.compile(r"(?:^|[^=!<>])=\s*(?=[\[{])")
_EMPTY_NAME = re.compile(
    r"(?<![^;\s,{(])(?P<name>[A-Za-z_$][\w$]*+)\s*+=\s*+\[\s*+\](?=[^\S\n]*+(?:[;,\n]|$))"
)
_WRITES = re.compile(r"innerHTML|insertAdjacentHTML|document\s*\.\s*write|\.(?:append|html|appendChild)\s*\(")
_TOTALS = frozenset(
    {
        "total",
        "totalcount",
        "totalnum",
        "count",
        "totalrecords",
        "totalrecord",
        "recordcount",
        "totalelements",
    }
)
_WAITS = frozenset({"loading", "isloading", "pending", "fetching"})
_LONGEST = 400_000
_DEEPEST = 6


def list_is_empty(source: Source) -> bool:
    """Whether the page says by its own data that its list holds nothing. Asked only where no row was read."""
    scripts = [el.text for el in source.tree.iter("script") if el.text and len(el.text) <= _LONGEST]
    if any(_has_no_record(script) for script in scripts):
        return True
    if not any(_EMPTY.search(script) for script in scripts):
        return False
    fetches = any(_FETCHES.search(script) for script in scripts)
    data = _served(source) if fetches else (*_served(source), *_assigned(scripts))
    found = list(data)
    if found:
        return all(_says_empty(each) for each in found)
    return not fetches and _draws_nothing("\n".join(scripts))


def _has_no_record(script: str) -> bool:
    """An XML data island (`<recordset>`) without a record, and no word of records elsewhere."""
    # Behind the last end an opening would look in vain for its own.
    found = _RECORDS.search(script, 0, script.lower().rfind("/recordset>") + 11) or _NO_RECORDS.search(script)
    if found is None or _RECORD.search(script):
        return False
    total = _TOTAL_RECORDS.search(script)
    return int(total[1]) == 0 if total else not _FETCHES.search(script)


def _served(source: Source) -> Iterator[object]:
    """What scripts of the kind application/json hold, as far as it has an empty list."""
    for el in source.tree.iter("script"):
        if "json" in (el.get("type") or "").lower() and "ld" not in (el.get("type") or ""):
            text = el.text or ""
            if _EMPTY.search(text) and len(text) <= _LONGEST:
                try:
                    yield json.loads(text)
                except (ValueError, RecursionError):
                    continue


def _assigned(scripts: list[str]) -> Iterator[object]:
    """Objects that scripts assign, written as JSON, as far as they have an empty list."""
    decoder = json.JSONDecoder(strict=False)
    for script in scripts:
        if not _EMPTY.search(script):
            continue
        for place in _ASSIGNED.finditer(script):
            try:
                value, _ = decoder.raw_decode(script, place.end())
            except (ValueError, RecursionError):
                continue
            if isinstance(value, dict) and _EMPTY.search(script):
                yield value


def _says_empty(data: object) -> bool:
    """Data whose lists hold nothing, and whose count, where it gives one, is nought."""
    if data == []:
        return True
    totals: list[object] = []
    lists: list[object] = []
    waits = _collect(data, totals, lists, 0)
    if waits or not lists or any(lists):
        return False
    return bool(totals) and all(total in (0, "0") for total in totals)


def _collect(data: object, totals: list[object], lists: list[object], depth: int) -> bool:
    """Gathers counts and lists; says whether the data is still waited for."""
    if depth > _DEEPEST or not isinstance(data, dict):
        return False
    waits = False
    for key, value in data.items():
        name = str(key).lower()
        if name in _TOTALS:
            totals.append(value)
        elif name in _WAITS:
            waits = waits or value is True
        if isinstance(value, list):
            lists.append([each for each in value if isinstance(each, dict)])
        elif isinstance(value, dict):
            waits = _collect(value, totals, lists, depth + 1) or waits
    return waits


def _draws_nothing(script: str) -> bool:
    """A script that goes through an empty array of its own, never filled, and writes what it finds."""
    if not _WRITES.search(script):
        return False
    for found in _EMPTY_NAME.finditer(script):
        name = re.escape(found["name"])
        goes = re.search(
            rf"\b{name}\s*\.\s*(?:length|map|forEach)\b|\bin\s+{name}\b|\bof\s+{name}\b|each\s*\(\s*{name}\b",
            script,
        )
        grows = re.search(rf"\b{name}\s*(?:\.\s*(?:push|unshift|concat|splice)\b|\[[^\]]*\]\s*=[^=])", script)
        again = len(re.findall(rf"(?<![\w$.]){name}\s*=(?!=)", script)) > 1
        if goes and not grows and not again:
            return True
    return False
