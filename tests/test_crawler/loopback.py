"""A small site on loopback that can misbehave, and the crawl process run against it."""

import json
import shutil
import socket
import struct
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from storage.snapshot import SnapshotFile
from tests.test_crawler.forked import fork_crawl

ROOT = Path(__file__).resolve().parents[2]
BROWSER = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("microsoft-edge")


@dataclass
class Reply:
    """What the site answers. `body` text is sent as UTF-8."""

    body: str | bytes = ""
    status: int = 200
    headers: Mapping[str, str | bytes] = field(default_factory=dict)
    seconds: float = 0.0
    reset: bool = False
    raw: bytes | None = None


Route = Reply | str | Callable[["Seen"], Reply | str]


@dataclass
class Seen:
    """One request as the site saw it."""

    method: str
    path: str
    headers: Mapping[str, str]
    count: int
    """How often this method and path came, this one included."""


class Site:
    """Routes by path (with query); what is not routed is 404."""

    def __init__(
        self, routes: Mapping[str, Route], fallback: Callable[[Seen], Reply | str] | None = None
    ) -> None:
        self.routes = dict(routes)
        self.fallback = fallback
        self.requests: list[Seen] = []
        self.counts: Counter[tuple[str, str]] = Counter()
        self.most_at_once = 0
        self.times: list[float] = []
        self._now = 0
        self._lock = threading.Lock()
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_any(self) -> None:
                site.answer(self)

            do_GET = do_HEAD = do_POST = handle_any  # noqa: N815

            def log_message(self, *args: object) -> None:
                pass

        class Server(ThreadingHTTPServer):
            request_queue_size = 128
            daemon_threads = True

            def handle_error(self, request: object, client_address: object) -> None:
                pass

        self.server = Server(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        self.host = f"127.0.0.1:{self.port}"
        self.url = f"http://{self.host}"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        with self._lock:
            self._now += 1
            self.most_at_once = max(self.most_at_once, self._now)
            self.times.append(time.monotonic())
            key = (handler.command, handler.path)
            self.counts[key] += 1
            seen = Seen(handler.command, handler.path, dict(handler.headers), self.counts[key])
            self.requests.append(seen)
        try:
            reply = self.made(seen)
            time.sleep(reply.seconds)
        finally:
            # Before a byte is sent: who has the answer may ask again before this thread goes on.
            with self._lock:
                self._now -= 1
        self.send(handler, seen, reply)

    def made(self, seen: Seen) -> Reply:
        route = self.routes.get(seen.path)
        if route is None:
            route = self.fallback or Reply("没有", 404)
        made = route(seen) if callable(route) else route
        return made if isinstance(made, Reply) else Reply(made)

    def send(self, handler: BaseHTTPRequestHandler, seen: Seen, reply: Reply) -> None:
        if reply.reset:
            handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            handler.connection.close()
            handler.close_connection = True
            return
        if reply.raw is not None:
            handler.connection.sendall(reply.raw)
            handler.close_connection = True
            return
        body = reply.body.encode() if isinstance(reply.body, str) else reply.body
        lines = [f"HTTP/1.1 {reply.status} x".encode()]
        headers = {
            "Content-Type": "text/html; charset=utf-8",
            "Content-Length": str(len(body)),
            **reply.headers,
        }
        for name, value in headers.items():
            lines.append(name.encode() + b": " + (value.encode() if isinstance(value, str) else value))
        handler.connection.sendall(
            b"\r\n".join(lines) + b"\r\n\r\n" + (b"" if seen.method == "HEAD" else body)
        )

    def paths(self, method: str | None = None) -> list[str]:
        return [seen.path for seen in self.requests if method in (None, seen.method)]

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


@contextmanager
def serving(
    routes: Mapping[str, Route], fallback: Callable[[Seen], Reply | str] | None = None
) -> Iterator[Site]:
    site = Site(routes, fallback)
    try:
        yield site
    finally:
        site.close()


def job(site_url: str, snapshot: Path, **plan: Any) -> dict[str, Any]:
    outer = {
        key: plan.pop(key) for key in ("phase", "targets", "resume", "painting", "searches") if key in plan
    }
    host = site_url.split("/")[2]
    whole = {
        "home_url": site_url if site_url.count("/") > 2 else site_url + "/",
        "hosts": [host],
        "as_of": "2026-11-21",
        "user_agent": "xunjian-test/1",
        "allow_private": True,
        "delay": 0,
        **plan,
    }
    return {"plan": whole, "snapshot": str(snapshot), **outer}


def start(order: Mapping[str, Any]) -> "subprocess.Popen[str]":
    process = subprocess.Popen(
        [sys.executable, "-m", "crawler"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    process.stdin.write(json.dumps(order) + "\n")
    process.stdin.flush()
    return process


def crawl(site_url: str, snapshot: Path, **plan: Any) -> SnapshotFile:
    """Crawl and open what came of it (not yet sealed)."""
    out, err = snapshot.with_suffix(".said"), snapshot.with_suffix(".err")
    out.unlink(missing_ok=True)
    err.unlink(missing_ok=True)
    process = fork_crawl(job(site_url, snapshot, **plan), out, err)
    process.join(60)
    complaints = err.read_text("utf-8")
    assert process.exitcode == 0, complaints
    last = json.loads(out.read_text("utf-8").splitlines()[-1])
    assert last["event"] == "done"
    assert "Traceback" not in complaints, complaints
    return SnapshotFile.open(snapshot, unclosed=True)


def links(*addresses: str) -> str:
    """A page that links to the addresses."""
    return (
        "<html><body>"
        + "".join(f'<a href="{each}">链接{n}</a>' for n, each in enumerate(addresses))
        + "</body></html>"
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
