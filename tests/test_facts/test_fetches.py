"""Where an address leads in the end."""

import pytest

from tests.test_facts.portal import HOME, HOST
from xunjian.facts.fetches import Ending, FetchIndex
from xunjian.model.observation import Role
from xunjian.testing.memory import MemorySnapshot


@pytest.fixture
def snapshot() -> MemorySnapshot:
    return MemorySnapshot.of(HOME)


def test_redirects_are_followed(snapshot: MemorySnapshot) -> None:
    snapshot.redirect(HOME, f"{HOST}/a/")
    snapshot.redirect(f"{HOST}/a/", f"{HOST}/b/")
    snapshot.page(f"{HOST}/b/", "<html></html>")
    chain = FetchIndex(snapshot).follow(HOME)
    assert chain.ending is Ending.ANSWER
    assert [fetch.url for fetch in chain.fetches] == [HOME, f"{HOST}/a/", f"{HOST}/b/"]


def test_loop(snapshot: MemorySnapshot) -> None:
    snapshot.redirect(HOME, f"{HOST}/a/")
    snapshot.redirect(f"{HOST}/a/", HOME)
    assert FetchIndex(snapshot).follow(HOME).ending is Ending.LOOP


@pytest.mark.parametrize(("hops", "ending"), [(10, Ending.ANSWER), (11, Ending.TOO_MANY)])
def test_at_most_ten_redirects(snapshot: MemorySnapshot, hops: int, ending: Ending) -> None:
    for hop in range(hops):
        snapshot.redirect(f"{HOST}/{hop}", f"{HOST}/{hop + 1}")
    snapshot.page(f"{HOST}/{hops}", "<html></html>")
    assert FetchIndex(snapshot).follow(f"{HOST}/0").ending is ending


@pytest.mark.parametrize(
    ("code", "ending"),
    [
        ("http_404", Ending.FAULT),
        ("dns", Ending.FAULT),
        ("timeout", Ending.FAULT),
        ("shield", Ending.BLOCKED),
        ("robots", Ending.UNKNOWN),
        ("not_fetched", Ending.UNKNOWN),
        ("too_large", Ending.ANSWER),
    ],
)
def test_how_a_fetch_ends(snapshot: MemorySnapshot, code: str, ending: Ending) -> None:
    snapshot.fail(HOME, code)
    assert FetchIndex(snapshot).follow(HOME).ending is ending


def test_never_asked_for(snapshot: MemorySnapshot) -> None:
    snapshot.redirect(HOME, f"{HOST}/a/")
    chain = FetchIndex(snapshot).follow(HOME)
    assert (chain.ending, chain.next_url) == (Ending.MISSING, f"{HOST}/a/")


def test_an_answer_counts_more_than_none(snapshot: MemorySnapshot) -> None:
    snapshot.fail(f"{HOST}/a", "not_fetched", role=Role.PAGE)
    snapshot.page(f"{HOST}/a", "<html></html>", role=Role.TARGET)
    assert FetchIndex(snapshot).follow(f"{HOST}/a").ending is Ending.ANSWER
