"""Serves a built portal on loopback: its own host, another site, and an address that refuses.

Only the standard library, one thread a connection, HTTP/1.1 with keep-alive.
"""

import gzip
import hashlib
import re
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from xunjian.testing.certificates import tls_context
from xunjian.testing.portal import build
from xunjian.testing.search import names_of
from xunjian.testing.search_boxes import REGION
from xunjian.testing.site import Hosts, Route, Site
from xunjian.testing.spec import PortalSpec, Search

_SESSION = re.compile(r";jsessionid=\w+", re.IGNORECASE)
_GONE = Route(b"<html><body><h1>404 Not Found</h1></body></html>", "text/html", 404)


@dataclass(frozen=True, slots=True)
class Hit:
    """One request as it came in."""

    method: str
    path: str
    at: float
    """Seconds of the monotonic clock."""


@dataclass(slots=True)
class Running:
    """A portal that is being served."""

    spec: PortalSpec
    site: Site
    log: list[Hit] = field(default_factory=list)
    """Requests to the portal's own host, in order."""
    resolve: dict[str, str] = field(default_factory=dict)
    """What `--resolve` must be told where the portal has a name."""
    sent: Callable[[], int] = lambda: 0
    """Bytes of bodies that the portal's own host has sent."""
    show: Callable[[PortalSpec], None] = lambda spec: None
    """Serve another state of the portal at the same addresses."""

    @property
    def home(self) -> str:
        return self.site.home


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64
    answer: Callable[[str, str], Route]
    """By path and query, and what was posted."""
    log: list[Hit]
    compressed = False
    etags = False
    sent = 0
    """Bytes of bodies."""

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is no fault of the portal."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server
    timeout = 30
    wbufsize = -1  # headers and body in one packet
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        self._answer(body=True)

    def do_HEAD(self) -> None:
        self._answer(body=False)

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        self._answer(
            body=True,
            posted=self.rfile.read(int(length)).decode("latin-1") if length.isdigit() else "",
        )

    def _answer(self, *, body: bool, posted: str = "") -> None:
        self.server.log.append(Hit(self.command, self.path, time.monotonic()))
        route = self.server.answer(self.path, posted)
        if route.delay:
            time.sleep(route.delay)
        if route.reset:
            linger = struct.pack("ii", 1, 0)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            self.close_connection = True
            self.connection.close()
            return
        status = route.head if route.head and not body else route.status
        data = route.body
        tag = f'"{hashlib.sha256(data).hexdigest()[:16]}"' if self.server.etags and status == 200 else ""
        if tag and self.headers.get("If-None-Match") == tag:
            status, data = 304, b""
        span = self.headers.get("Range", "")
        if body and status == 200 and span.startswith("bytes=0-") and span[8:].isdigit() and data:
            status, whole = 206, len(data)
            data = data[: int(span[8:]) + 1]
        packed = (
            self.server.compressed and "gzip" in self.headers.get("Accept-Encoding", "") and status == 200
        )
        if packed and route.content_type.startswith("text/"):
            data = gzip.compress(data, 1, mtime=0)
        else:
            packed = False
        self.send_response(status)
        if packed:
            self.send_header("Content-Encoding", "gzip")
        if status != 304:
            self.send_header("Content-Length", str(len(data)))
        if tag:
            self.send_header("ETag", tag)
        if route.location:
            self.send_header("Location", route.location)
        if route.content_type:
            self.send_header("Content-Type", route.content_type)
        if status == 206:
            self.send_header("Content-Range", f"bytes 0-{len(data) - 1}/{whole}")
        self.end_headers()
        if body:
            self.server.sent += len(data)
            self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Kept in `log`, not printed."""


def _finder(
    routes: Mapping[str, Route], missing: Route, searches: Mapping[str, Callable[[str, str], Route]]
) -> Callable[[str, str], Route]:
    open_ = {path: route for path, route in routes.items() if route.any_query}

    def find(asked: str, posted: str) -> Route:
        path = _SESSION.sub("", _folded(asked))
        place, _, query = path.partition("?")
        if (query or posted) and place in searches:
            return searches[place](query, posted)
        return routes.get(path) or open_.get(path.partition("?")[0]) or missing

    return find


def _folded(path: str) -> str:
    """Percent-escapes in upper case; nothing is decoded, so that GBK and UTF-8 names stay apart."""
    head, *rest = path.split("%")
    return head + "".join(f"%{part[:2].upper()}{part[2:]}" for part in rest)


def _start(server: _Server) -> threading.Thread:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    return thread


@contextmanager
def serve(spec: PortalSpec, *, etags: bool = False) -> Iterator[Running]:
    """Build the portal and serve it on free loopback ports until the block ends. May raise OSError.

    `etags`: its own host gives each body an ETag, and answers 304 to who has it.
    """
    with ExitStack() as stack:
        own = stack.enter_context(_Server(("127.0.0.1", 0), _Handler))
        other = stack.enter_context(_Server(("127.0.0.2", 0), _Handler))
        shut = stack.enter_context(_closed())
        address = f"127.0.0.1:{own.server_address[1]}"
        hosts = Hosts(f"http://{spec.host or address}", f"http://127.0.0.2:{other.server_address[1]}", shut)
        running = Running(spec, build(spec, hosts))
        own.answer, own.log = (
            _finder(running.site.own, running.site.missing, running.site.searches),
            running.log,
        )
        own.compressed, own.etags = spec.compressed, etags
        running.sent = lambda: own.sent

        def show(state: PortalSpec) -> None:
            running.spec, running.site = state, build(state, hosts)
            own.answer = _finder(running.site.own, running.site.missing, running.site.searches)

        running.show = show
        other.answer, other.log = _finder(running.site.other, _GONE, {}), []
        servers = [own, other]
        if spec.search is Search.REGION:
            running.resolve[f"{REGION}:80"] = f"127.0.0.2:{other.server_address[1]}"
        if spec.host:
            secure = shut.removeprefix("http://")
            if spec.tls:
                guarded = stack.enter_context(_Server(("127.0.0.1", 0), _Handler))
                context = tls_context(spec.host, expired=spec.tls == "expired")
                guarded.socket = context.wrap_socket(guarded.socket, server_side=True)
                guarded.answer, guarded.log = own.answer, running.log
                servers.append(guarded)
                secure = f"127.0.0.1:{guarded.server_address[1]}"
            running.resolve.update({f"{spec.host}:80": address, f"{spec.host}:443": secure})
            running.resolve.update({f"{name}:80": address for name in names_of(spec)})
        threads = [_start(server) for server in servers]
        try:
            yield running
        finally:
            for server in servers:
                server.shutdown()
            for thread in threads:
                thread.join(5)


@contextmanager
def _closed() -> Iterator[str]:
    """An address that stays bound and never listens, so that it refuses for as long as it is needed."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.3", 0))
        yield f"http://127.0.0.3:{bound.getsockname()[1]}"
