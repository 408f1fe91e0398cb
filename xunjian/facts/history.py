"""This look at a unit's lists and articles, and the earlier one that was copied into the snapshot."""

import base64
import binascii
import hashlib
import json
import zlib
from collections.abc import Mapping
from datetime import date, datetime

from xunjian.html.text import fold
from xunjian.model.history import History, ListPage, Seen, Visit
from xunjian.model.moment import day_in_china
from xunjian.model.observation import Snapshot
from xunjian.model.page import Article
from xunjian.model.site import Articles, ColumnKind, ColumnTree
from xunjian.model.unit import Unit

_MOST = 20_000
"""Addresses of one look that are remembered."""
_MOST_BYTES = 32 * 1024 * 1024
_FORM = 1


def read_history(snapshot: Snapshot, unit: Unit, tree: ColumnTree, articles: Articles) -> History:
    """The fact."""
    earlier = next(
        (_copied(each.data) for each in snapshot.observations("visit") if each.key == unit.id), None
    )
    return History(_visit(snapshot, tree, articles, earlier), earlier)


def pack_visit(visit: Visit) -> bytes:
    """A look as it is remembered."""
    rows = [
        [url, each.title, _text(each.listed), _text(each.published), each.words, _text(each.first_seen),
         each.place]
        for url, each in visit.seen.items()
    ]  # fmt: skip
    tree = {
        "form": _FORM,
        "as_of": visit.as_of.isoformat(),
        "days": sorted(day.isoformat() for day in visit.days),
        "snapshot": visit.snapshot,
        "resolve": dict(visit.resolve),
        "lists": [[each.name, each.url, each.sha256, each.fetched_at, each.status] for each in visit.lists],
        "seen": rows,
    }
    return zlib.compress(json.dumps(tree, ensure_ascii=False, separators=(",", ":")).encode(), 9)


def unpack_visit(packed: bytes) -> Visit | None:
    """What was packed; None where it is not understood."""
    try:
        tree = json.loads(zlib.decompressobj().decompress(packed, _MOST_BYTES))
        if tree["form"] != _FORM:
            return None
        seen = {
            str(url): Seen(str(title), _day(listed), _day(published), str(words), _day(first), int(place))
            for url, title, listed, published, words, first, place in tree["seen"]
        }
        lists = tuple(ListPage(str(a), str(b), str(c), str(d), e) for a, b, c, d, e in tree["lists"])
        days = frozenset(date.fromisoformat(each) for each in tree["days"])
        resolve = {str(host): str(place) for host, place in tree["resolve"].items()}
        return Visit(date.fromisoformat(tree["as_of"]), days, seen, lists, str(tree["snapshot"]), resolve)
    except (zlib.error, ValueError, KeyError, TypeError, AttributeError):
        return None


def as_data(packed: bytes) -> dict[str, object]:
    """A packed look as an observation keeps it."""
    return {"zlib": base64.b64encode(packed).decode("ascii")}


def _copied(data: Mapping[str, object]) -> Visit | None:
    try:
        return unpack_visit(base64.b64decode(str(data.get("zlib", "")), validate=True))
    except binascii.Error:
        return None


def _visit(snapshot: Snapshot, tree: ColumnTree, articles: Articles, earlier: Visit | None) -> Visit:
    as_of = snapshot.plan.as_of
    pages = {each.page.fetch.url: each.article for each in articles.articles}
    lists: list[ListPage] = []
    seen: dict[str, Seen] = {}

    def note(url: str, title: str, listed: date | None, place: int) -> None:
        article = pages.get(url)
        known = earlier.seen.get(url) if earlier is not None else None
        first = known.first_seen if known is not None else None
        seen[url] = Seen(title, listed, *_told(article), first or as_of, place)

    for column in tree.columns:
        if column.kind is not ColumnKind.LIST or column.page is None:
            continue
        fetch = column.page.fetch
        lists.append(ListPage(column.name, fetch.url, fetch.sha256 or "", fetch.fetched_at, fetch.status))
        for item in column.items:
            if item.url and item.url not in seen and len(seen) < _MOST:
                listed = item.date if item.date_where.startswith("列表") else None
                note(item.url, item.title, listed, len(lists) - 1)
    for each in articles.articles:
        url = each.page.fetch.url
        if url not in seen and len(seen) < _MOST:
            note(url, each.article.title, None, -1)
    return Visit(as_of, _days(snapshot), seen, tuple(lists), resolve=snapshot.plan.resolve)


def _told(article: Article | None) -> tuple[date | None, str]:
    if article is None:
        return None, ""
    when = article.published
    day = when.date() if isinstance(when, datetime) else when
    return day, words_of(article)


def words_of(article: Article) -> str:
    """What tells its text from another; empty where there is none."""
    if not article.body_chars:
        return ""
    start = "".join(fold(article.body_quote).split())
    return f"{article.body_chars}:{hashlib.sha256(start.encode('utf-8', 'replace')).hexdigest()[:12]}"


def _days(snapshot: Snapshot) -> frozenset[date]:
    looked = (day_in_china(snapshot.meta.get(key, "")) for key in ("started_at", "finished_at"))
    return frozenset((snapshot.plan.as_of, *(day for day in looked if day is not None)))


def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day(value: object) -> date | None:
    return None if value is None else date.fromisoformat(str(value))
