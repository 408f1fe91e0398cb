"""The ladder by itself: which rungs an address takes, and what its last answer comes to."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import quote

import pytest

from crawler import ladder as ladder_module
from crawler.hosts import Host
from crawler.ladder import Ladder, is_retried
from crawler.net.answer import Answer, Fault, Limits
from crawler.net.names import Names
from crawler.shield import Shields
from storage.snapshot import Waiting
from xunjian.model.observation import Attempt, Fetch, Outcome, Role
from xunjian.model.plan import CrawlPlan
from xunjian.paths import config_dir

SITE, OTHER = "http://www.example.gov.cn", "http://other.example.com"
PLAN = CrawlPlan(
    home_url=f"{SITE}/", hosts=("www.example.gov.cn",), as_of=date(2026, 11, 20), user_agent="xunjian-test/1"
)
PAGE = "<html><p>正文</p></html>".encode()
SHIELDS = Shields((config_dir() / "lexicon" / "shield.yaml").read_text(encoding="utf-8"))
UTF8, GBK = f"{SITE}/{quote('通知')}", f"{SITE}/{quote('通知'.encode('gb18030'))}"

Turn = Answer | Fault


def says(status: int = 200, body: bytes = PAGE, stage: str = "", **headers: str) -> Answer:
    """An answer; names of headers are written with `_`."""
    named = {name.replace("_", "-"): value.encode() for name, value in headers.items()}
    return Answer(
        "", status, {"content-type": b"text/html", **named}, body, stage=stage.removeprefix("late "),
        late=stage.startswith("late "),
    )  # fmt: skip


OK, MISSING, REFUSED, ERROR = says(), says(404), says(403), says(500)
SILENT, RESET = Fault("timeout"), Fault("reset")
SHIELD = says(412, b"<script>$_ts=window['$_ts'];</script>")
LOGIN = says(body="<form>密码<input type='password'><button>登录</button></form>".encode())
AROUND = says(302, b"", location="/a.html", set_cookie="sid=7; path=/")
LATER, MUCH_LATER = says(503, retry_after="1"), says(503, retry_after="86400")
FLAWED = replace(OK, certificate="expired")
HALF, QUARTER = says(body=PAGE[:20], stage="body"), says(body=PAGE[:10], stage="body")
FILE = says(body=b"%PDF-1.4", content_type="application/pdf")


@dataclass
class Server:
    """Answers in turn whatever is asked, by either client."""

    turns: list[Turn]
    url: str
    """Any other address is written down with what was asked."""
    asked: list[str] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)
    pauses: int = 0

    def stand_in(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """For the second client, and for the clock."""
        monkeypatch.setattr(ladder_module, "request_plainly", self.request_plainly)
        monkeypatch.setattr(ladder_module, "take_turn", self.take_turn)

    async def take_turn(self, host: Host) -> None:
        self.pauses += 1

    def check_pauses(self) -> None:
        """All was asked, and the host had its pause before each request but the first (the walk's matter)."""
        assert not self.turns, f"not asked so often: {self.asked}"
        assert self.pauses == max(0, len(self.asked) - 1)

    async def request(self, method: str, url: str, headers: Mapping[str, str], limits: Limits) -> Answer:
        self.asked.append(method if url == self.url else f"{method} {url.removeprefix(SITE)}")
        return self._answer(url, headers)

    async def request_plainly(
        self, names: Names, method: str, url: str, headers: Mapping[str, str], limits: Limits
    ) -> Answer:
        self.asked.append("plain")
        return self._answer(url, headers)

    def _answer(self, url: str, headers: Mapping[str, str]) -> Answer:
        self.headers.append(headers)
        turn = self.turns.pop(0)
        if isinstance(turn, Fault):
            raise turn
        return replace(turn, url=url)


@dataclass
class Climbed:
    fetch: Fetch
    body: bytes
    asked: str
    server: Server
    host: Host


def climb(
    monkeypatch: pytest.MonkeyPatch, turns: Sequence[Turn], url: str = f"{SITE}/a.html",
    role: Role = Role.PAGE, depth: int = 1, *, again: bool = False, host: Host | None = None,
    permitted: bool = True,
) -> Climbed:  # fmt: skip
    server = Server([*turns], url)
    server.stand_in(monkeypatch)
    ladder = Ladder(PLAN, server, Names({}, allow_private=True), SHIELDS)
    ladder.permits = lambda url: permitted
    host = host or Host("www.example.gov.cn", 4, 0.0)
    item = Waiting(url, role, depth, referer=f"{SITE}/")
    fetch, answer = asyncio.run(ladder.climb(item, host, again=again))
    server.check_pauses()
    return Climbed(fetch, answer.body if answer is not None else b"", " ".join(server.asked), server, host)


@pytest.mark.parametrize(
    ("turns", "asked", "came"),
    [
        ([OK], "GET", "ok ok"),
        ([says(204, b"")], "GET", "ok ok"),
        ([MISSING], "GET", "failed http_404"),
        ([says(410)], "GET", "failed http_410"),
        ([says(401)], "GET", "failed http_401"),
        ([says(405)], "GET", "failed http_405"),
        ([says(407)], "GET", "failed http_407"),
        ([says(429)], "GET", "failed http_429"),
        ([ERROR, ERROR], "GET plain", "failed http_500"),
        ([ERROR, OK], "GET plain", "ok ok"),
        ([REFUSED, REFUSED], "GET plain", "failed http_403"),
        ([RESET, RESET], "GET plain", "failed reset"),
        ([RESET, OK], "GET plain", "ok ok"),
        ([SILENT, SILENT], "GET plain", "failed timeout"),
        ([SILENT, Fault("refused", certain=False)], "GET plain", "unknown refused"),
        ([Fault("dns")], "GET", "failed dns"),
        ([Fault("dns", certain=False)], "GET", "unknown dns"),
        ([Fault("private_address")], "GET", "unknown private_address"),
        ([SHIELD], "GET", "blocked shield"),
        ([ERROR, SHIELD], "GET plain", "blocked shield"),
        ([LOGIN], "GET", "blocked login"),
        ([says(401, www_authenticate="Basic")], "GET", "blocked login"),
        ([says(302, b"", location="/b.html")], "GET", "ok redirect"),
        ([says(302, b"")], "GET", "failed bad_redirect"),
        ([says(304, b""), says(304, b"")], "GET plain", "unknown protocol"),
        ([LATER], "GET", "failed http_503"),
        ([MUCH_LATER], "GET", "unknown http_503"),
        ([FLAWED], "GET", "ok ok"),
        # A body that broke off, or cannot be unpacked, is asked for once more.
        ([HALF, OK], "GET plain", "ok ok"),
        ([HALF, RESET], "GET plain", "ok ok"),
        ([says(body=b"", stage="body"), RESET], "GET plain", "unknown reset"),
        ([says(body=b"", stage="late body")], "GET", "unknown timeout"),
        ([says(body=b"", stage="decode"), RESET], "GET plain", "unknown protocol"),
        ([says(500, b"", stage="body"), ERROR], "GET plain", "failed http_500"),
        # What a cookie opens.
        ([AROUND, OK], "GET GET", "ok ok"),
        ([AROUND, AROUND], "GET GET", "ok redirect"),
        ([says(403, set_cookie="sid=7"), OK], "GET GET", "ok ok"),
        ([says(403, set_cookie="sid=7"), REFUSED, REFUSED], "GET GET plain", "failed http_403"),
        ([says(500, set_cookie="sid=7"), OK], "GET plain", "ok ok"),
    ],
)
def test_rungs_of_a_page(monkeypatch: pytest.MonkeyPatch, turns: list[Turn], asked: str, came: str) -> None:
    seen = climb(monkeypatch, turns)
    assert (seen.asked, f"{seen.fetch.outcome} {seen.fetch.code}") == (asked, came)
    assert len(seen.fetch.attempts) == len(turns)
    assert not [each for each in seen.fetch.attempts if each.code.endswith("_self")]
    assert all(0 <= each.seconds < 60 for each in seen.fetch.attempts)


@pytest.mark.parametrize(
    ("url", "turns", "asked", "came"),
    [
        (f"{OTHER}/x", [OK], "HEAD", "ok ok"),
        (f"{OTHER}/x", [says(302, b"", location="/y")], "HEAD", "ok redirect"),
        (f"{OTHER}/x", [Fault("dns")], "HEAD", "failed dns"),
        (f"{OTHER}/x", [Fault("private_address")], "HEAD", "unknown private_address"),
        (f"{OTHER}/x", [MISSING, OK], "HEAD GET", "ok ok"),
        (f"{OTHER}/x", [MISSING, MISSING], "HEAD GET", "failed http_404"),
        (f"{OTHER}/x", [ERROR, ERROR, OK], "HEAD GET plain", "ok ok"),
        (f"{OTHER}/x", [RESET, RESET, RESET], "HEAD GET plain", "failed reset"),
        (f"{OTHER}/x", [says(302, b""), OK], "HEAD GET", "ok ok"),
        (f"{OTHER}/x", [SHIELD, SHIELD], "HEAD GET", "blocked shield"),
        (f"{OTHER}/x", [SHIELD, OK], "HEAD GET", "ok ok"),
        (f"{OTHER}/x", [LATER], "HEAD", "failed http_503"),
        # Nobody reads the pages of others: a login is an answer, a flaw of the certificate a warning.
        (f"{OTHER}/x", [says(401, www_authenticate="x"), says(401)], "HEAD GET", "failed http_401"),
        (f"{OTHER}/x", [FLAWED], "HEAD", "failed tls"),
        (f"{SITE}/x.png", [FLAWED], "HEAD", "ok ok"),
        (f"{SITE}/x.pdf", [FILE], "GET", "ok ok"),
        (f"{SITE}/x.pdf", [MISSING], "GET", "failed http_404"),
        (f"{SITE}/x.pdf", [says(body=b"%PDF", stage="body"), FILE], "GET plain", "ok ok"),
        (f"{SITE}/x.pdf", [says(body=b"%PDF" * 512, stage="body")], "GET", "ok ok"),
        (f"{SITE}/x.pdf", [says(body=b"", stage="body"), RESET], "GET plain", "ok ok"),
    ],
)
def test_rungs_of_a_target(
    monkeypatch: pytest.MonkeyPatch, url: str, turns: list[Turn], asked: str, came: str
) -> None:
    seen = climb(monkeypatch, turns, url, Role.TARGET)
    assert (seen.asked, f"{seen.fetch.outcome} {seen.fetch.code}") == (asked, came)


@pytest.mark.parametrize(
    ("url", "role", "turns", "asked", "came"),
    [
        (f"{SITE}/a.html", Role.PAGE, [ERROR], "GET", "failed http_500"),
        (f"{SITE}/a.html", Role.PAGE, [LATER], "GET", "unknown http_503"),
        (f"{SITE}/a.html", Role.PAGE, [says(429)], "GET", "unknown http_429"),
        (f"{OTHER}/x", Role.TARGET, [says(429)], "GET", "failed http_429"),
        (f"{OTHER}/x", Role.TARGET, [MISSING], "GET", "failed http_404"),
    ],
)
def test_the_last_try_of_a_run_is_one_rung(
    monkeypatch: pytest.MonkeyPatch, url: str, role: Role, turns: list[Turn], asked: str, came: str
) -> None:
    seen = climb(monkeypatch, turns, url, role, again=True)
    assert (seen.asked, f"{seen.fetch.outcome} {seen.fetch.code}") == (asked, came)


def test_home_page_that_refuses_or_stays_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    refused = climb(monkeypatch, [REFUSED, REFUSED], f"{SITE}/", depth=0)
    assert (refused.asked, refused.fetch.outcome) == ("GET plain", Outcome.BLOCKED)
    silent = climb(monkeypatch, [SILENT], f"{SITE}/", depth=0)
    assert (silent.asked, silent.fetch.outcome, silent.host.timeouts) == ("GET", Outcome.FAILED, 1)
    host = Host("www.example.gov.cn", 4, 0.0, timeouts=1)
    assert climb(monkeypatch, [RESET, OK], f"{SITE}/", depth=0, host=host).asked == "GET plain"
    for timeouts, turns, asked, came in (
        (1, [SILENT], "plain", "failed timeout"),
        (1, [OK], "plain", "ok ok"),
        (1, [ERROR, ERROR], "plain GET", "failed http_500"),
        (0, [RESET], "GET", "failed reset"),
    ):
        host = Host("www.example.gov.cn", 4, 0.0, timeouts=timeouts)
        again = climb(monkeypatch, turns, f"{SITE}/", depth=0, again=True, host=host)
        assert (again.asked, f"{again.fetch.outcome} {again.fetch.code}") == (asked, came)


def test_a_host_that_asks_for_patience_is_asked_less_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert climb(monkeypatch, [LATER]).host.cap == 2
    assert climb(monkeypatch, [says(503), says(503)]).host.cap == 4


@pytest.mark.parametrize(
    ("timeouts", "answered", "asked"),
    [(2, False, "GET plain"), (3, False, "GET"), (9, True, "GET plain")],
)
def test_a_dead_host_is_not_waited_for_twice(
    monkeypatch: pytest.MonkeyPatch, timeouts: int, answered: bool, asked: str
) -> None:
    host = Host("www.example.gov.cn", 4, 0.0, timeouts=timeouts, answered=answered)
    assert climb(monkeypatch, [SILENT] * len(asked.split()), host=host).asked == asked


def test_a_host_with_a_shield_is_asked_without_head_and_then_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    host = Host("www.example.gov.cn", 4, 0.0)
    host.meets_shield("x")
    assert climb(monkeypatch, [SHIELD], f"{SITE}/x.png", Role.TARGET, host=host).asked == "GET"
    climb(monkeypatch, [SHIELD], host=host)
    assert (host.blocked, host.shielded) == ("shield", 3)
    left = climb(monkeypatch, [], host=host)
    assert (left.asked, left.fetch.outcome, left.fetch.code) == ("", Outcome.BLOCKED, "shield")


@pytest.mark.parametrize(
    ("url", "role", "turns", "asked", "came"),
    [
        (UTF8, Role.PAGE, [MISSING, OK], f"GET GET {GBK}", "ok ok"),
        (UTF8, Role.PAGE, [MISSING, MISSING], f"GET GET {GBK}", "failed http_404"),
        (UTF8, Role.PAGE, [ERROR, ERROR, ERROR], f"GET GET {GBK} plain", "failed http_500"),
        (UTF8, Role.PAGE, [RESET, RESET], "GET plain", "failed reset"),
        (f"{UTF8}.pdf", Role.TARGET, [OK, FILE], f"GET GET {GBK}.pdf", "ok ok"),
        (f"{UTF8}.pdf", Role.TARGET, [OK, OK], f"GET GET {GBK}.pdf", "ok ok"),
        (f"{UTF8}.pdf", Role.TARGET, [says(302, b"", location="/"), FILE], f"GET GET {GBK}.pdf", "ok ok"),
        (f"{UTF8}.pdf", Role.TARGET, [FILE], "GET", "ok ok"),
        (UTF8, Role.PAGE, [OK], "GET", "ok ok"),
    ],
)
def test_rungs_of_an_address_in_two_encodings(
    monkeypatch: pytest.MonkeyPatch, url: str, role: Role, turns: list[Turn], asked: str, came: str
) -> None:
    seen = climb(monkeypatch, turns, url, role)
    assert seen.asked == asked.replace(SITE, "")
    assert f"{seen.fetch.outcome} {seen.fetch.code}" == came
    # The better answer is the last; the attempt says which address was asked.
    if FILE in turns:
        assert seen.fetch.content_type == "application/pdf"
    if GBK in asked and "plain" not in asked:
        taken = seen.fetch.attempts[-1].url
        assert taken == ("" if turns == [OK, OK] else url.replace(UTF8, GBK))


@pytest.mark.parametrize(
    ("turns", "size", "truncated"),
    [
        ([HALF, OK], len(PAGE), False),
        ([HALF, RESET], 20, True),
        ([HALF, ERROR], 20, True),
        ([HALF, QUARTER], 20, True),
        ([QUARTER, HALF], 20, True),
    ],
)
def test_the_better_of_two_bodies_is_kept(
    monkeypatch: pytest.MonkeyPatch, turns: list[Turn], size: int, truncated: bool
) -> None:
    seen = climb(monkeypatch, turns)
    assert (len(seen.body), seen.fetch.truncated, seen.fetch.code) == (size, truncated, "ok")


def test_cookies_are_sent_once_they_are_known_to_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    led = climb(monkeypatch, [says(302, b"", location="/b.html", set_cookie="theme=1")])
    assert led.host.cookies == {"theme": "1"}  # on the way to something they always do
    first = climb(monkeypatch, [says(set_cookie="theme=1")])
    assert (first.host.cookies, first.host.offered) == ({}, {"theme": "1"})
    refused = climb(monkeypatch, [REFUSED, OK], host=first.host)
    assert ["Cookie" in headers for headers in refused.server.headers] == [False, True]
    assert refused.server.headers[1]["Cookie"] == "theme=1"
    known = climb(monkeypatch, [REFUSED, REFUSED], host=first.host)  # what is sent already opens nothing more
    assert known.asked == "GET plain"
    assert known.server.headers[0]["Referer"] == f"{SITE}/"


def test_a_session_id_in_the_address_is_taken_where_the_rules_allow_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = says(302, b"", location="/a.html;jsessionid=0123456789ABCDEF")
    seen = climb(monkeypatch, [told, OK])
    assert seen.asked == "GET GET /a.html;jsessionid=0123456789ABCDEF"
    assert seen.fetch.attempts[-1].url == f"{SITE}/a.html;jsessionid=0123456789ABCDEF"
    assert climb(monkeypatch, [told, ERROR], permitted=False).asked == "GET plain"
    both = replace(told, headers=told.headers | {"set-cookie": b"sid=7"})
    assert climb(monkeypatch, [both, OK]).asked == "GET GET"  # a cookie will do


def _ended(outcome: Outcome, code: str, status: int | None = None) -> Fetch:
    tried = Attempt("GET", "", 0.0, status, code)
    return Fetch(f"{SITE}/a.html", Role.PAGE, outcome, code, status, attempts=(tried,))


@pytest.mark.parametrize(
    ("fetch", "retried"),
    [
        (_ended(Outcome.OK, "ok", 200), False),
        (_ended(Outcome.BLOCKED, "shield", 412), False),
        *((_ended(Outcome.UNKNOWN, code), True) for code in ("dns", "timeout", "reset", "protocol")),
        *((_ended(Outcome.UNKNOWN, code), False) for code in ("robots", "private_address", "not_fetched")),
        (_ended(Outcome.FAILED, "http_500", 500), True),
        (_ended(Outcome.FAILED, "dns"), True),
        (_ended(Outcome.FAILED, "http_404", 404), False),
        (_ended(Outcome.FAILED, "http_410", 410), False),
        (_ended(Outcome.FAILED, "tls"), True),
        (_ended(Outcome.FAILED, "tls", 200), False),
    ],
)
def test_what_gets_a_last_try(fetch: Fetch, retried: bool) -> None:
    assert is_retried(fetch) is retried
