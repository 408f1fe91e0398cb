"""The first rung of an address that an earlier crawl read: what an answer to a condition is worth."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from crawler.before import Before
from crawler.hosts import Host
from crawler.ladder import Ladder
from crawler.net.answer import Answer, Fault, Limits
from crawler.net.names import Names
from storage.snapshot import SnapshotFile, SnapshotWriter, Waiting, close_snapshot
from tests.test_crawler.test_ladder import (
    ERROR,
    MISSING,
    OK,
    PAGE,
    PLAN,
    RESET,
    SHIELD,
    SHIELDS,
    SILENT,
    SITE,
    Server,
    Turn,
    says,
)
from xunjian.model.observation import Attempt, Fetch, Outcome, Role

URL = f"{SITE}/a.html"
UNCHANGED = says(304, b"")
CHANGED = says(body=PAGE + b"<p>new</p>")
GATE = says(body=b"<script>var arg1='12';document.cookie='acw_sc__v2=x'</script>")
"""A shield that says 200."""


class Conditional(Server):
    """Writes down whether it was asked on condition (`?`), or on one that nothing meets (`~`)."""

    async def request(self, method: str, url: str, headers: Mapping[str, str], limits: Limits) -> Answer:
        tag = headers.get("If-None-Match", "")
        self.asked.append(method + ("" if not tag else "~" if "made-up" in tag else "?"))
        return self._answer(url, headers)


@pytest.fixture(scope="module")
def earlier(tmp_path_factory: pytest.TempPathFactory) -> SnapshotFile:
    path: Path = tmp_path_factory.mktemp("earlier") / "s.sqlite"
    tried = (Attempt("GET", "", 0.0, 200, "ok"),)
    with SnapshotWriter(path, PLAN) as writer:
        for url in (URL, f"{SITE}/b.html"):
            fetch = Fetch(
                url, Role.PAGE, Outcome.OK, "ok", 200, content_type="text/html", size=len(PAGE), depth=1,
                attempts=tried, etag='"a"',
            )  # fmt: skip
            writer.add(fetch, PAGE)
    close_snapshot(path)
    return SnapshotFile.open(path)


@dataclass
class Came:
    asked: str
    fetch: Fetch
    body: bytes
    host: Host
    before: Before
    noted: int


def climb(
    monkeypatch: pytest.MonkeyPatch, earlier: SnapshotFile, turns: Sequence[Turn], *, checked: int = 0,
    refused: int = 0, shields: int = 0,
) -> Came:  # fmt: skip
    """`checked`: how often the host was checked before; after two its folder is known too."""
    server = Conditional([*turns], URL)
    server.stand_in(monkeypatch)
    ladder = Ladder(PLAN, server, Names({}, allow_private=True), SHIELDS)
    ladder.before = Before(earlier)
    item, host = Waiting(URL, Role.PAGE, 1), Host("www.example.gov.cn", 4, 0.0, shields=shields)
    known = ladder.before.known(item)
    assert known is not None
    known.trust.checked, known.trust.refused = checked, refused
    if checked > 1:
        assert not known.trust.believes(f"{SITE}/b.html")
    fetch, answer = asyncio.run(ladder.climb(item, host))
    server.check_pauses()
    return Came(
        " ".join(server.asked), fetch, answer.body if answer else b"", host, ladder.before, ladder.log.count
    )


@pytest.mark.parametrize(
    ("turns", "checked", "asked", "statuses", "distrusted"),
    [
        ([UNCHANGED, OK], 0, "GET? GET", [304, 200], False),
        ([UNCHANGED, CHANGED], 0, "GET? GET", [304, 200], True),
        ([UNCHANGED, MISSING], 0, "GET? GET", [304, 404], True),
        ([UNCHANGED, OK], 1, "GET? GET~", [304, 200], False),
        ([UNCHANGED, CHANGED], 1, "GET? GET~", [304, 200], True),
        ([UNCHANGED, UNCHANGED, OK], 1, "GET? GET~ GET", [304, 304, 200], True),
        ([UNCHANGED, ERROR, OK], 1, "GET? GET~ GET", [304, 200], False),
        ([UNCHANGED, SILENT, OK], 0, "GET? GET plain", [304, None, 200], False),
        ([UNCHANGED], 2, "GET?", [304], False),
        ([CHANGED], 0, "GET?", [200], False),
        ([says(304, b"", etag='"b"'), OK], 2, "GET? GET", [200], True),
        ([says(body=b""), OK], 2, "GET? GET", [200], True),
        ([says(412), OK], 2, "GET? GET", [200], True),
        ([RESET, OK], 2, "GET? GET", [200], True),
        ([SILENT, OK], 2, "GET? plain", [None, 200], False),
        ([Fault("tls"), OK], 2, "GET? plain", [None, 200], False),
        ([MISSING, OK], 2, "GET? GET", [200], True),
        ([MISSING, MISSING], 2, "GET? GET", [404], False),
        ([MISSING, SILENT, OK], 2, "GET? GET plain", [None, 200], False),
        ([SHIELD, OK], 2, "GET? GET", [200], True),
        ([GATE, OK], 2, "GET? GET", [200], True),
        ([says(503, retry_after="1")], 2, "GET?", [503], False),
    ],
)
def test_what_an_answer_to_a_condition_is_worth(
    monkeypatch: pytest.MonkeyPatch, earlier: SnapshotFile, turns: list[Turn], checked: int, asked: str,
    statuses: list[int | None], distrusted: bool,
) -> None:  # fmt: skip
    seen = climb(monkeypatch, earlier, turns, checked=checked)
    assert (seen.asked, [each.status for each in seen.fetch.attempts]) == (asked, statuses)
    assert seen.before.distrusted == ({"www.example.gov.cn"} if distrusted else set())
    # What no attempt tells of is listed apart, so that every request can be told.
    assert len(turns) == len(statuses) + seen.noted
    assert seen.host.shields == 0
    last = turns[-1]
    assert isinstance(last, Answer)
    assert seen.body == (PAGE if last is UNCHANGED else last.body)


def test_a_page_taken_over_is_as_it_was(monkeypatch: pytest.MonkeyPatch, earlier: SnapshotFile) -> None:
    fetch = climb(monkeypatch, earlier, [UNCHANGED], checked=2).fetch
    assert (fetch.outcome, fetch.code, fetch.status, fetch.size, fetch.etag) == (
        Outcome.OK, "ok", 200, len(PAGE), '"a"',
    )  # fmt: skip
    assert fetch.attempts[-1].unchanged


def test_refusals_that_no_condition_brought_are_believed_after_two(
    monkeypatch: pytest.MonkeyPatch, earlier: SnapshotFile
) -> None:
    assert climb(monkeypatch, earlier, [MISSING, MISSING], checked=2, refused=1).asked == "GET? GET"
    taken = climb(monkeypatch, earlier, [MISSING], checked=2, refused=2)
    assert (taken.asked, taken.fetch.code) == ("GET?", "http_404")
    shield = climb(monkeypatch, earlier, [GATE], checked=2, refused=2)
    assert (shield.asked, shield.fetch.outcome, shield.host.shields) == ("GET?", Outcome.BLOCKED, 1)


def test_a_shield_counts_once(monkeypatch: pytest.MonkeyPatch, earlier: SnapshotFile) -> None:
    seen = climb(monkeypatch, earlier, [SHIELD, SHIELD], checked=2)
    assert (seen.asked, seen.fetch.outcome, seen.host.shields) == ("GET? GET", Outcome.BLOCKED, 1)
    assert climb(monkeypatch, earlier, [OK], checked=2, shields=1).asked == "GET"
