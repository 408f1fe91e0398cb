"""Lists that stand as data inside a page: JSON scripts and arrays in inline scripts."""

import json
import re
from collections.abc import Iterator
from datetime import date, datetime

from xunjian.facts.reading.parallel_arrays import parallel_records
from xunjian.facts.reading.source import Source
from xunjian.html.dates import date_in_url, first_date
from xunjian.html.kept import kept
from xunjian.html.text import squeeze, whole
from xunjian.model.moment import CHINA
from xunjian.model.page import Item

_ARRAY = re.compile(r"\[\s*\{")
_TITLE = (
    "title",
    "name",
    "bt",
    "subject",
    "doctitle",
    "articletitle",
    "topic",
    "headline",
    "infotitle",
    "biaoti",
    "text",
)
_ADDRESS = (
    "url",
    "link",
    "href",
    "docpuburl",
    "puburl",
    "linkurl",
    "path",
    "infourl",
    "articleurl",
    "pageurl",
    "docurl",
    "newsurl",
    "detailurl",
    "linkaddress",
)
_DATE = (
    "date",
    "time",
    "pubdate",
    "publishdate",
    "publishtime",
    "pubtime",
    "docreltime",
    "releasedate",
    "createtime",
    "create_time",
    "publish_time",
    "pub_date",
    "fbsj",
    "rq",
    "savedate",
    "deploytime",
    "showtime",
    "infodate",
    "docrelpubtime",
)
_PINNED = ("top", "istop", "pinned", "is_top", "sticky")
_BARE_KEY = re.compile(r"([{,]\s*)([A-Za-z_$][\w$]*)\s*:")
_BRACKET = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|[\[\]{}]", re.S)
_TAGS = re.compile(r"<[^>]*>")
_FIRST_YEAR = 1995
"""Before it no site told its news by counts: the digits are of something else."""
_LONGEST = 2_000_000
_MOST_ARRAYS = 20


def read_islands(source: Source) -> tuple[Item, ...]:
    """Records with a title and an address or date, of the longest such list."""
    best: list[Item] = []
    for script in source.scripts:
        if len(script) > _LONGEST:
            continue
        for records in (*(_records(script) if "{" in script else ()), parallel_records(script)):
            items = [item for record in records if (item := _item(record, source)) is not None]
            if len(items) > len(best) and any(item.date or item.url for item in items):
                best = items
    return tuple(best)


@kept
def _records(script: str) -> tuple[list[dict[str, object]], ...]:
    """Kept by script: a shared one stands behind every page. Not to be changed by who asks."""
    return tuple(records for data in _arrays(script) for records in _lists(data, 0))


def _arrays(script: str) -> Iterator[object]:
    stripped = script.strip()
    if stripped[:1] in "{[" and stripped[-1:] in "}]":
        try:
            yield json.loads(stripped)
        except (ValueError, RecursionError):
            pass
        else:
            return
    at = 0
    for _ in range(_MOST_ARRAYS):
        found = _ARRAY.search(script, at)
        if found is None:
            return
        end = _balanced(script, found.start())
        if end is None:
            return
        at = end
        data = _parse(script[found.start() : end])
        if data is not None:
            yield data


def _balanced(script: str, start: int) -> int | None:
    """The place behind the bracket that closes the one at `start`."""
    depth = 0
    for token in _BRACKET.finditer(script, start):
        sign = token.group()
        if sign in "[{":
            depth += 1
        elif sign in "]}":
            depth -= 1
            if depth == 0:
                return token.end()
    return None


def _parse(text: str) -> object | None:
    try:
        return _loads(text)
    except (ValueError, RecursionError):
        pass
    relaxed = re.sub(
        r"'((?:[^'\\]|\\.)*)'",
        lambda quoted: json.dumps(quoted[1].replace("\\'", "'"), ensure_ascii=False),
        text,
    )
    relaxed = _BARE_KEY.sub(r'\1"\2":', relaxed)
    relaxed = re.sub(r",\s*([}\]])", r"\1", relaxed)
    try:
        return _loads(relaxed)
    except (ValueError, RecursionError):
        return None


def _loads(text: str) -> object:
    data: object = json.loads(text, strict=False)
    return data


def _lists(data: object, depth: int) -> Iterator[list[dict[str, object]]]:
    if depth > 6:
        return
    if isinstance(data, list):
        records = [entry for entry in data if isinstance(entry, dict)]
        if records:
            yield records
        for entry in data[:200]:
            yield from _lists(entry, depth + 1)
    elif isinstance(data, dict):
        for value in data.values():
            if isinstance(value, (list, dict)):
                yield from _lists(value, depth + 1)


def _item(record: dict[str, object], source: Source) -> Item | None:
    lower = {key.lower(): value for key, value in record.items()}
    title = squeeze(_TAGS.sub("", _text(lower, _TITLE)))
    address, day = _text(lower, _ADDRESS), _text(lower, _DATE)
    if len(title) < 4 or not (address or day):
        return None
    url = source.address(address) if address else ""
    found = first_date(day)
    if found is None and day.isdigit() and len(day) == 8:
        found = first_date(f"{day[:4]}-{day[4:6]}-{day[6:]}")
    counted = _day_of_count(day) if found is None and day.isdigit() else None
    when = found.day if found else counted or (date_in_url(url) if day else None)
    pinned = str(next((lower[key] for key in _PINNED if key in lower), "")).lower() in {"1", "true", "yes"}
    return Item(title, url, when, pinned, "页面数据" if when else "")


def _day_of_count(count: str) -> date | None:
    """The day in China of a count of seconds, or thousandths, since 1970, as data tells times."""
    if len(count) not in {10, 13}:
        return None
    moment = datetime.fromtimestamp(int(count[:10]), CHINA)
    return moment.date() if moment.year >= _FIRST_YEAR else None


def _text(record: dict[str, object], keys: tuple[str, ...]) -> str:
    for key in keys:
        value = record.get(key)
        if isinstance(value, (str, int)) and not isinstance(value, bool) and str(value).strip():
            return whole(str(value)).strip()
    return ""
