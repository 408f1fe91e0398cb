"""What is made of each answer to the question for robots.txt, and what is written down of it."""

import asyncio
from dataclasses import replace

import pytest

from crawler import robots as robots_module
from crawler.hosts import Host
from crawler.net.answer import Fault
from crawler.net.names import Names
from crawler.request_log import RequestLog, Why
from crawler.robots import Robots
from tests.test_crawler.test_ladder import (
    MISSING,
    OK,
    RESET,
    SHIELD,
    SHIELDS,
    SILENT,
    SITE,
    Server,
    Turn,
    says,
)
from xunjian.model.observation import Attempt

ASKED = "User-agent: *\nDisallow: /no\n"
RULES = says(body=ASKED.encode())
MOVED = says(302, b"", location="/robots.txt")
BUSY_SHIELD = says(503, "<html>浏览器安全检查中…还剩 5 秒</html>".encode())


class Log(RequestLog):
    """Takes what is noted."""

    def __init__(self) -> None:
        super().__init__()
        self.noted: list[str] = []

    def note(self, why: Why, url: str, attempt: Attempt) -> None:
        self.noted.append(attempt.code)


@pytest.mark.parametrize(
    ("turns", "allowed", "noted"),
    [
        ([RULES], "/yes", "ok"),
        ([says(body=b"\xef\xbb\xbf" + ASKED.encode())], "/yes", "ok"),
        ([says(body=ASKED.encode("utf-16"))], "/yes", "ok"),
        ([says(body=ASKED.replace("*", "Xunjian").encode())], "/yes", "ok"),
        ([says(body=ASKED.replace("*", "Mozilla").encode())], "/yes /no", "ok"),
        ([MISSING], "/yes /no", "http_404"),
        ([says(400)], "/yes /no", "http_400"),
        ([says(403, ASKED.encode())], "/yes /no", "http_403"),
        ([says(429)], "", "http_429"),
        ([says(500)], "", "http_500"),
        ([says(503, ASKED.encode())], "", "http_503"),
        ([SHIELD], "/yes /no", "http_412"),
        ([BUSY_SHIELD], "", "http_503"),
        ([OK], "/yes /no", "ok"),
        ([says(body=b"\r\n <html>\n" + ASKED.encode())], "/yes /no", "ok"),
        ([MOVED, RULES], "/yes", "redirect ok"),
        ([MOVED] * 5, "/yes /no", " ".join(["redirect"] * 5)),
        ([says(302, ASKED.encode())], "/yes /no", "redirect"),
        # Only what may be the strictness of one client is asked for by the other.
        ([SILENT], "/yes /no", "timeout"),
        ([Fault("refused")], "/yes /no", "refused"),
        ([RESET, RULES], "/yes", "reset ok"),
        ([Fault("protocol"), RESET], "/yes /no", "protocol reset"),
        ([replace(RULES, stage="body"), says(body=b"User-agent: *\nDisallow: /yes\n")], "/no", "ok ok"),
        ([replace(RULES, stage="body", late=True)], "/yes", "ok"),
        # Half a line may say more than the whole.
        ([says(body=ASKED.encode() + b"Disallow: /")], "", "ok"),
        ([replace(RULES, body=ASKED.encode() + b"Disallow: /", truncated=True)], "/yes", "ok"),
        ([replace(RULES, body=ASKED.encode() + b"Disallow: /", stage="body", late=True)], "/yes", "ok"),
    ],
)
def test_what_robots_allow(
    monkeypatch: pytest.MonkeyPatch, turns: list[Turn], allowed: str, noted: str
) -> None:
    server = Server([*turns], f"{SITE}/robots.txt")
    monkeypatch.setattr(robots_module, "request_plainly", server.request_plainly)
    robots = Robots(server, "xunjian-test/1", names=Names({}, allow_private=True), shields=SHIELDS)
    robots.log = log = Log()
    host = Host("www.example.gov.cn", 4, 0.0)

    async def ask() -> list[str]:
        return [path for path in ("/yes", "/no") if await robots.allows(SITE + path, host)]

    assert not robots.permits(f"{SITE}/yes")  # before it was asked nothing is known
    assert " ".join(asyncio.run(ask())) == allowed
    assert not server.turns
    assert " ".join(log.noted) == noted
    assert host.blocked == ("shield" if BUSY_SHIELD in turns else "")
    assert host.shields == (SHIELD in turns or BUSY_SHIELD in turns)


@pytest.mark.parametrize(
    ("rules", "delay", "cap"),
    [
        ("", 0.0, 4),
        ("Crawl-delay: 2", 2.0, 1),
        ("Crawl-delay: 900", 60.0, 1),
        ("Request-rate: 1/8s", 8.0, 1),
        ("Crawl-delay: 2\nRequest-rate: 1/1s", 2.0, 1),
        ("Crawl-delay: nan", 0.0, 4),
    ],
)
def test_pause_is_kept_from_the_first_address_on(rules: str, delay: float, cap: int) -> None:
    server = Server([says(body=f"User-agent: *\n{rules}\n".encode())], f"{SITE}/robots.txt")
    robots, host = Robots(server, "xunjian-test/1"), Host("www.example.gov.cn", 4, 0.0)

    async def ask() -> float:
        asked_at = asyncio.get_running_loop().time()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(robots_module, "take_turn", server.take_turn)
            assert await robots.allows(f"{SITE}/a", host)
        return max(0.0, host.next_at - asked_at)

    assert asyncio.run(ask()) >= delay
    assert (host.delay, host.cap, server.pauses) == (delay, cap, 1)
