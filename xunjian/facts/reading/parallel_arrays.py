"""Lists that scripts keep in arrays side by side: urls[i]='…';headers[i]='…';year[i]='2022'; …"""

import re
from collections.abc import Iterator

from xunjian.html.kept import kept

_SET = re.compile(
    r"""\b(\w{1,30})\[\s*(?:\w{1,10}|\w{1,10}\s?\+\+)\s*\]\s*=\s*("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')"""
)
_ESCAPED = re.compile(r"\\([/'\"])")
_TITLES = frozenset({"header", "headline", "title", "subject", "name", "bt"})
_ADDRESSES = frozenset({"url", "href", "link", "linkurl"})
_DAYS = frozenset({"date", "time", "pubdate", "publishdate", "pubtime"})
_LONGEST = 500_000


@kept
def parallel_records(script: str) -> tuple[dict[str, object], ...]:
    """Records with title, address and, where told, date; two at least, else none. Not to be changed."""
    if len(script) > _LONGEST or ("]=" not in script and "] =" not in script):
        return ()
    records = [record for held in _held(script) if (record := _record(held)) is not None]
    return tuple(records) if len(records) >= 2 else ()


def _held(script: str) -> Iterator[dict[str, str]]:
    """What the arrays are given for one place: a name that comes again begins the next."""
    held: dict[str, str] = {}
    for found in _SET.finditer(script):
        name = found[1].lower().removesuffix("s")
        if name in held:
            yield held
            held = {}
        held[name] = _ESCAPED.sub(r"\1", found[2][1:-1])
    if held:
        yield held


def _record(held: dict[str, str]) -> dict[str, object] | None:
    title = next((held[name] for name in _TITLES if held.get(name)), "")
    address = next((held[name] for name in _ADDRESSES if held.get(name)), "")
    if not title or not address:
        return None
    day = next((held[name] for name in _DAYS if held.get(name)), "")
    if not day and held.get("year") and held.get("month") and held.get("day"):
        day = f"{held['year']}-{held['month']}-{held['day']}"
    return {"title": title, "url": address, "date": day}
