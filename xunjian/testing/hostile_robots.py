"""robots.txt as sites serve it: behind a mark, broken, endless, or something else altogether."""

import asyncio
import gzip
from dataclasses import dataclass

from xunjian.testing.hostile import Asked, Expected, Play, Trap, Wire, answering, page, sending
from xunjian.testing.hostile_server import HostileSite

_RULES = "User-agent: *\r\nDisallow: /closed\r\n"
_OPEN, _CLOSED = "/open.html", "/closed.html"


@dataclass(frozen=True, slots=True)
class RobotsCase:
    """How robots.txt is answered, and which of the two pages may be asked for."""

    name: str
    play: Play
    open: bool = True
    closed: bool = False
    most: int = 1
    """Requests for robots.txt at most."""


def _text(body: str | bytes, status: str = "200 OK", **headers: str) -> Play:
    return answering(body, status, **({"Content_Type": "text/plain"} | headers))


async def _elsewhere(asked: Asked, wire: Wire) -> None:
    if asked.path == "/robots.txt":
        await wire.reply(asked, b"", "301 Moved Permanently", Location="/robots/real.txt")
    else:
        await wire.reply(asked, _RULES, Content_Type="text/plain")


async def _round_and_round(asked: Asked, wire: Wire) -> None:
    await wire.reply(asked, b"", "302 Found", Location="/robots.txt")


async def _resets(asked: Asked, wire: Wire) -> None:
    wire.reset()


async def _drips(asked: Asked, wire: Wire) -> None:
    await wire.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n" + _RULES.encode())
    while True:
        await wire.drip(b"# x\n", 0.5)


async def _pours(asked: Asked, wire: Wire) -> None:
    await wire.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n" + _RULES.encode())
    while True:
        await wire.send(b"Disallow: /closed/of/old\r\n" * 1000)
        await asyncio.sleep(0)


def _longer_than_read() -> str:
    """Rules whose last line, cut where reading stops, would forbid everything."""
    head = _RULES
    line = "Disallow: /closed/%06d.html\r\n"
    rows = [line % number for number in range(22_000)]
    return head + "".join(rows)


def _cut_at(limit: int) -> str:
    """The limit falls right behind the slash of `Disallow: /`."""
    last = "Disallow: /closed/more\r\n"
    fill = limit - len(_RULES) - len("Disallow: /")
    return _RULES + "#" + "x" * (fill - 3) + "\r\n" + last + "# rest\r\n" * 50


ROBOTS: tuple[RobotsCase, ...] = (
    RobotsCase("plain", _text(_RULES)),
    RobotsCase("byte-order-mark", _text("\ufeff" + _RULES)),
    RobotsCase("utf-16", _text(_RULES.encode("utf-16"))),
    RobotsCase("old-mac-lines", _text("User-agent: *\rDisallow: /closed\r")),
    RobotsCase("gbk-comment", _text(b"# " + "不许抓取".encode("gbk") + b"\r\n" + _RULES.encode())),
    RobotsCase("type-html", _text(_RULES, Content_Type="text/html")),
    RobotsCase("unpacked-wrong", _text(_RULES, Content_Encoding="gzip")),
    RobotsCase("packed", _text(gzip.compress(_RULES.encode(), mtime=0), Content_Encoding="gzip")),
    RobotsCase("our-own-group",
               _text("User-agent: xunjian\nDisallow: /closed\n\nUser-agent: *\nDisallow: /\n")),
    RobotsCase("groups-of-others",
               _text("User-agent: Xunjian\nDisallow: /closed\n\n"
                     + "".join(f"User-agent: {name}\nDisallow: /\n\n"
                               for name in ("Mozilla", "compatible", "government", "xunjian-images")))),
    RobotsCase("longest-rule-wins",
               _text("User-agent: *\nDisallow: /\nAllow: /op\nAllow: /closed\nDisallow: /closed.html$\n")),
    RobotsCase("everything", _text("User-agent: *\nDisallow: /\n"), open=False),
    RobotsCase("nothing", _text("User-agent: *\nDisallow:\n"), closed=True),
    RobotsCase("error-503", _text("忙", "503 Service Unavailable"), open=False),
    RobotsCase("error-500", _text("错", "500 Internal Server Error"), open=False),
    RobotsCase("error-429", _text("忙", "429 Too Many Requests"), open=False),
    RobotsCase("error-404", _text("没有", "404 Not Found"), closed=True),
    RobotsCase("error-403", _text("不许", "403 Forbidden"), closed=True),
    RobotsCase("a-page", answering(page(text="页面不存在")), closed=True),
    RobotsCase("empty", _text(""), closed=True),
    RobotsCase("elsewhere", _elsewhere, most=2),
    RobotsCase("round-and-round", _round_and_round, closed=True, most=6),
    RobotsCase("resets", _resets, closed=True, most=2),
    RobotsCase("no-answer", sending(), closed=True, most=2),
    RobotsCase("drips", _drips),
    RobotsCase("pours", _pours),
    RobotsCase("long", _text(_longer_than_read())),
    RobotsCase("cut-in-a-line", _text(_cut_at(512 * 1024))),
    RobotsCase("delay", _text(_RULES + "Crawl-delay: 0.5\r\n")),
    RobotsCase("rate", _text(_RULES + "Request-rate: 2/1s\r\n")),
    RobotsCase("delay-nan", _text(_RULES + "Crawl-delay: nan\r\n")),
    RobotsCase("delay-negative", _text(_RULES + "Crawl-delay: -3\r\n")),
    RobotsCase("blank-before-colon", sending(b"HTTP/1.1 200 OK\r\nContent-Type : text/plain\r\n\r\n"
                                             + _RULES.encode()), most=2),
    RobotsCase("binary", _text(bytes(range(256)) * 40), closed=True),
)  # fmt: skip


def robots_sites() -> tuple[HostileSite, ...]:
    """A site for every case, with a page that its rules allow and one that they forbid."""
    return tuple(HostileSite(case.name, _pages(case), robots=case.play) for case in ROBOTS)


def _pages(case: RobotsCase) -> tuple[Trap, ...]:
    allowed, forbidden = Expected(role="target"), Expected("unknown", "robots", most=0, role="target")
    play = answering(page(text="看得到"))
    return (
        Trap(case.name, _OPEN, play, allowed if case.open else forbidden),
        Trap(case.name, _CLOSED, play, allowed if case.closed else forbidden),
        Trap(case.name, "/robots/real.txt", case.play, linked=False),
    )
