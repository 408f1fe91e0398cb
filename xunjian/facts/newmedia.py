"""Accounts in new media with their posts, as they were copied into the snapshot."""

from datetime import date

from xunjian.model.newmedia import Account, NewMedia, Post
from xunjian.model.observation import Snapshot
from xunjian.model.unit import Unit


def read_newmedia(snapshot: Snapshot, unit: Unit) -> NewMedia:
    """The fact; what is not understood is passed over."""
    accounts: list[Account] = []
    for observation in snapshot.observations("newmedia"):
        rows = observation.data.get("accounts")
        if observation.key == unit.id and isinstance(rows, list):
            accounts += (account for row in rows if (account := _account(row)) is not None)
    return NewMedia(tuple(accounts), unit.newmedia)


def as_data(accounts: tuple[Account, ...]) -> dict[str, object]:
    """Accounts as an observation keeps them."""
    rows = [
        {
            "platform": each.platform,
            "name": each.name,
            "known_until": each.known_until.isoformat(),
            "posts": [[post.day.isoformat(), post.title, post.url] for post in each.posts],
        }
        for each in accounts
    ]
    return {"accounts": rows}


def _account(row: object) -> Account | None:
    if not isinstance(row, dict):
        return None
    known, posts = _day(row.get("known_until")), row.get("posts")
    if known is None or not isinstance(posts, list):
        return None
    found = [post for each in posts if (post := _post(each)) is not None]
    found.sort(key=lambda post: post.day, reverse=True)
    return Account(str(row.get("platform", "")), str(row.get("name", "")), known, tuple(found))


def _post(row: object) -> Post | None:
    if not isinstance(row, list) or len(row) != 3:
        return None
    day = _day(row[0])
    return None if day is None else Post(day, str(row[1]), str(row[2]))


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None
