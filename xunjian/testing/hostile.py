"""A trap: an address that a hostile or broken server answers, and what a sound crawl must make of it.

What must come of it lies beside the trap as data, so that a test needs no knowledge of any trap.
"""

import asyncio
import socket
import struct
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as the server saw it."""

    site: str
    method: str
    target: str
    """Path and query as they came; bytes above ASCII as latin-1."""
    headers: Mapping[str, str]
    """Names in lower case."""
    count: int
    """How often this method and target came, this one included."""
    at: float
    """Seconds of the server's clock."""

    @property
    def path(self) -> str:
        return self.target.partition("?")[0]

    @property
    def query(self) -> str:
        return self.target.partition("?")[2]


class Wire:
    """The server's end of a connection; a trap writes what it likes."""

    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self._writer = writer
        self.keep = False
        """Whether the connection may carry another request."""

    async def send(self, data: bytes) -> None:
        """Raises OSError once the other end has gone."""
        self._writer.write(data)
        await self._writer.drain()

    async def drip(self, data: bytes, seconds: float) -> None:
        """A byte at a time, `seconds` apart."""
        for byte in data:
            await self.send(bytes((byte,)))
            await asyncio.sleep(seconds)

    def reset(self) -> None:
        """Cut the connection with a reset, whatever is under way."""
        raw = self._writer.get_extra_info("socket")
        if raw is not None:
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._writer.transport.abort()

    async def reply(
        self, asked: Asked, body: bytes | str = b"", status: str = "200 OK", **headers: str | bytes | None
    ) -> None:
        """A sound answer; `_` in a header's name stands for `-`, None leaves a header out."""
        data = body.encode() if isinstance(body, str) else body
        every: dict[str, str | bytes | None] = {"Content_Type": HTML, "Content_Length": str(len(data))}
        lines = [f"HTTP/1.1 {status}".encode()]
        for name, value in (every | headers).items():
            if value is not None:
                raw = value.encode("latin-1") if isinstance(value, str) else value
                lines.append(name.replace("_", "-").encode() + b": " + raw)
        self.keep = True
        await self.send(b"\r\n".join(lines) + b"\r\n\r\n" + (b"" if asked.method == "HEAD" else data))


Play = Callable[[Asked, Wire], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Expected:
    """What a sound crawl makes of a trap's own address."""

    outcome: str = "ok"
    code: str = "ok"
    truncated: bool = False
    stage: str = ""
    """Where the last try ended short; empty where a whole answer came."""
    most: int = 1
    """Requests at most to all addresses of the trap in one crawl, every method and try."""
    cut: str = ""
    """Key of the `cut` observation that must name an address of this trap."""
    holds: str = ""
    """Words that must stand in the stored body."""
    role: str = "page"


@dataclass(frozen=True, slots=True)
class Trap:
    """One trap of a site."""

    name: str
    path: str
    """The address that is linked; path and query."""
    play: Play
    expected: Expected = field(default_factory=Expected)
    owns: tuple[str, ...] = ()
    """Starts of further paths that belong to the trap."""
    linked: bool = True
    """Whether the home page of its site links to it."""

    def plays(self, target: str) -> bool:
        return target == self.path or target.startswith(self.owns)


def page(*links: str, text: str = "正文", title: str = "页面") -> str:
    """A whole page with links; the end tag says that nothing is missing."""
    anchors = "".join(f'<p><a href="{link}">链接{number}</a></p>' for number, link in enumerate(links))
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}</title></head>"
        f"<body><h1>{title}</h1><p>{text}</p>{anchors}</body></html>"
    )


def answering(body: bytes | str, status: str = "200 OK", **headers: str | bytes | None) -> Play:
    """A play that always gives one sound answer."""

    async def play(asked: Asked, wire: Wire) -> None:
        await wire.reply(asked, body, status, **headers)

    return play


def sending(*pieces: bytes, seconds: float = 0.0) -> Play:
    """A play that sends raw bytes, pausing between the pieces, and closes."""

    async def play(asked: Asked, wire: Wire) -> None:
        for piece in pieces:
            await wire.send(piece)
            await asyncio.sleep(seconds)

    return play
