"""The hostile server: HTTP by hand on loopback, so that it can break the protocol wherever a trap says so."""

import asyncio
import contextlib
import socket
import ssl
import threading
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from xunjian.testing.hostile import Asked, Play, Trap, Wire, answering, page

_LONGEST_REQUEST = 64 * 1024
_missing = answering(page(text="页面不存在", title="404"), "404 Not Found")


@dataclass(slots=True)
class HostileSite:
    """One origin of the server: its traps, and what was asked of it."""

    name: str
    traps: tuple[Trap, ...] = ()
    robots: Play | None = None
    home: Play | None = None
    tls: ssl.SSLContext | None = None
    port: int = 0
    log: list[Asked] = field(default_factory=list)
    most_at_once: int = 0
    _now: int = 0
    _counts: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def origin(self) -> str:
        return f"{'https' if self.tls else 'http'}://{self.host}"

    def asked_for(self, trap: Trap) -> list[Asked]:
        return [each for each in self.log if trap.plays(each.target)]

    def play_of(self, target: str) -> Play:
        if target == "/" and self.home is not None:
            return self.home
        if target == "/robots.txt" and self.robots is not None:
            return self.robots
        exact = next((trap for trap in self.traps if trap.path == target), None)
        trap = exact or next((trap for trap in self.traps if trap.plays(target)), None)
        return trap.play if trap else _missing

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, until the client or a trap ends it."""
        wire = Wire(writer)
        with contextlib.suppress(OSError, ssl.SSLError, asyncio.IncompleteReadError):
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                asked = self._note(head)
                wire.keep = False
                self._now += 1
                self.most_at_once = max(self.most_at_once, self._now)
                try:
                    await self.play_of(asked.target)(asked, wire)
                finally:
                    self._now -= 1
                if not wire.keep or asked.headers.get("connection", "").lower() == "close":
                    break
        writer.close()

    def _note(self, head: bytes) -> Asked:
        first, *lines = head.decode("latin-1").split("\r\n")
        method, _, rest = first.partition(" ")
        target = rest.rpartition(" ")[0]
        pairs = (line.partition(":") for line in lines if line)
        headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
        self._counts[method, target] += 1
        asked = Asked(self.name, method, target, headers, self._counts[method, target], time.monotonic())
        self.log.append(asked)
        return asked


class HostileServer:
    """Serves sites from a thread of its own until closed."""

    def __init__(self, sites: Iterable[HostileSite]) -> None:
        self.sites: Mapping[str, HostileSite] = {site.name: site for site in sites}
        self._loop = asyncio.new_event_loop()
        self._servers: list[asyncio.Server] = []
        self._connections: set[asyncio.Task[None]] = set()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._open(), self._loop).result(10)

    def __getitem__(self, name: str) -> HostileSite:
        return self.sites[name]

    async def _open(self) -> None:
        for site in self.sites.values():
            server = await asyncio.start_server(
                self._tracked(site), "127.0.0.1", 0, ssl=site.tls, limit=_LONGEST_REQUEST, backlog=128
            )
            self._servers.append(server)
            site.port = server.sockets[0].getsockname()[1]

    def _tracked(
        self, site: HostileSite
    ) -> Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]:
        async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            task = asyncio.ensure_future(site.serve(reader, writer))
            self._connections.add(task)
            task.add_done_callback(self._connections.discard)
            raw: socket.socket | None = writer.get_extra_info("socket")
            if raw is not None:
                raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with contextlib.suppress(asyncio.CancelledError):
                await task

        return handle

    async def _close(self) -> None:
        for server in self._servers:
            server.close()
        for task in list(self._connections):
            task.cancel()
        if self._connections:
            await asyncio.wait(self._connections, timeout=2)

    def close(self) -> None:
        """End every connection, whatever drips through it."""
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)


@contextlib.contextmanager
def serving_hostile(*sites: HostileSite) -> Iterator[HostileServer]:
    """Serve the sites on free loopback ports until the block ends."""
    server = HostileServer(sites)
    try:
        yield server
    finally:
        server.close()
