"""A made-up search for the small portal of `portal`: answers what is asked of it, without a server."""

import hashlib
from collections.abc import Callable

from tests.test_facts.portal import AS_OF, NAV, facts, portal
from xunjian.app.lexicon import load_lexicon
from xunjian.facts.search.read import plan_asks, read_search
from xunjian.facts.search.ways import SearchWish
from xunjian.model.observation import Observation
from xunjian.model.search import OBSERVED, Ask, SiteSearch
from xunjian.testing.memory import MemorySnapshot

FORM = '<form action="/so"><input name="q"><input type="submit" value="搜索"></form>'
MENU = "".join(f'<li><a href="{url}">{name}</a></li>' for name, url in NAV)
Engine = Callable[[Ask], str | tuple[int, str]]
"""The page that an ask brings, or its status with it."""


def result(*rows: str, around: str = "") -> str:
    """A result page in the frame of the site."""
    listed = "".join(f"<li>{row}</li>" for row in rows) or "<p>没有找到相关信息</p>"
    return f"<html><body><ul class='nav'>{MENU}</ul>{around}<ul class='result'>{listed}</ul></body></html>"


def link(ask: Ask, words: str = "") -> str:
    """A hit: the very item that was searched for."""
    return f'<a href="{ask.target}">{words or ask.title}</a>'


def sound(ask: Ask) -> str:
    return result(link(ask)) if ask.title else result()


def site(main: str = FORM, **plan: object) -> MemorySnapshot:
    return portal(main, **plan)


def asks(snapshot: MemorySnapshot, count: int = 4) -> tuple[Ask, ...]:
    """What would be asked next."""
    return plan_asks(snapshot, facts(snapshot), load_lexicon(), SearchWish(count))


def searched(engine: Engine, main: str = FORM, **plan: object) -> SiteSearch:
    """The fact, once everything that was to be asked got its answer."""
    snapshot = site(main, **plan)
    while wanted := asks(snapshot):
        for ask in wanted:
            answer(snapshot, ask, engine(ask))
    found = read_search(snapshot, facts(snapshot), load_lexicon())
    assert isinstance(found, SiteSearch)
    return found


def answer(snapshot: MemorySnapshot, ask: Ask, came: str | tuple[int, str], **more: object) -> None:
    """Keep what came of an ask as the probe does."""
    status, text = came if isinstance(came, tuple) else (200, came)
    body = text.encode()
    sha256 = hashlib.sha256(body).hexdigest()
    snapshot.bodies[sha256] = body
    data: dict[str, object] = {
        "ask": ask.model_dump(mode="json", exclude_defaults=True),
        "url": ask.url,
        "code": "ok" if status < 400 else f"http_{status}",
        "outcome": "ok" if status < 400 else "failed",
        "status": status,
        "content_type": "text/html; charset=utf-8",
        "size": len(body),
        "sha256": sha256,
    }
    snapshot.seen.append(Observation(OBSERVED, ask.key, data | more, f"{AS_OF}T08:00:00+08:00"))
