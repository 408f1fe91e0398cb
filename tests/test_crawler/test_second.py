"""A real Firefox looks at one page that tries every way out, and is gone afterwards."""

import asyncio
import os
import shutil
import socket
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from crawler.bidi import BidiError
from crawler.errand import Errand
from crawler.firefox import open_firefox
from crawler.job import Painting
from crawler.net.answer import Answer
from crawler.probes.look import measure
from crawler.probes.painting import paint
from crawler.probes.plain import is_plain
from crawler.probes.second import SecondView
from crawler.probes.window import Window
from crawler.site import Site
from crawler.supply import Given, Supplier
from storage.snapshot import SnapshotWriter
from tests.test_crawler.killing import wait_until
from tests.test_crawler.test_guard import is_there
from xunjian.app.processes import descendants

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
needs_firefox = pytest.mark.skipif(FIREFOX is None, reason="没有找到 Firefox")

HOME = "http://www.example.gov.cn/"
AWAY = "http://elsewhere.example.com/"
IDENTITY = "11010519491231002X"
"""An invented number whose check digit is right."""
ENGINE = "() => [navigator.userAgent, navigator.language, new Date(0).getHours(), innerWidth]"
PAGE = f"""<!doctype html><html><head><title>某局</title><link rel=stylesheet href=/look.css>
<link rel=dns-prefetch href=//names.example.com><link rel=preconnect href=https://early.example.com>
<script src=https://scripts.example.com/a.js></script></head>
<body><h1>某局</h1><p>证件号 {IDENTITY}</p><p id=list></p><iframe src=/frame.html></iframe>
<iframe src=http://frames.example.com/></iframe><img src=http://pictures.example.com/a.png>
<script>
fetch('/list', {{method: 'POST', body: 'page=1'}}).then(r => r.text()).then(t => list.textContent = t);
navigator.sendBeacon('http://beacons.example.com/', 'x');
new WebSocket('ws://sockets.example.com/');
const peer = new RTCPeerConnection({{iceServers: [{{urls: 'stun:127.0.0.1:STUN'}}]}});
peer.createDataChannel('x'); peer.createOffer().then(offer => peer.setLocalDescription(offer));
open('http://windows.example.com/');
addEventListener('load', () => setTimeout(() => {{ location.href = '{AWAY}' }}, 1500));
console.error('出错了'); missing.call();
</script></body></html>"""
GIVEN = {
    f"{HOME}look.css": ("text/css", "h1{color:#c00}"),
    f"{HOME}frame.html": ("text/html", "<p>框架里的文字</p>"),
    f"{HOME}list": ("text/plain", "列表来了"),
}


@dataclass
class Giver:
    """Gives what there is, and writes down what was asked for: kind, body, whether the page moves."""

    page: str
    asked: dict[str, tuple[str, bytes | None, bool]] = field(default_factory=dict)

    async def give(
        self, errand: Errand, url: str, kind: str, method: str, headers: object, body: bytes | None, *,
        moves: bool,
    ) -> Given | None:  # fmt: skip
        self.asked[url] = kind, body, moves
        errand.ready.pop(url, None)
        mime, text = ("text/html", self.page) if url == HOME else GIVEN.get(url, ("", ""))
        return Given(200, {"content-type": f"{mime}; charset=utf-8"}, text.encode()) if text else None


@contextmanager
def listening(kind: socket.SocketKind) -> Iterator[tuple[int, list[bytes]]]:
    """A door at which nobody is to knock: its port, and what came."""
    came: list[bytes] = []
    with socket.socket(socket.AF_INET, kind) as door:
        door.bind(("127.0.0.1", 0))

        def wait() -> None:
            while True:
                try:
                    if kind is socket.SOCK_DGRAM:
                        came.append(door.recv(300))
                        continue
                    caller, _ = door.accept()
                    with caller:
                        came.append(caller.recv(300))
                except OSError:
                    return

        if kind is socket.SOCK_STREAM:
            door.listen()
        threading.Thread(target=wait, daemon=True).start()
        yield door.getsockname()[1], came


async def look(giver: Giver, proxy: int) -> tuple[SecondView, dict[str, Any], set[int]]:
    """The page, what is seen of it (Any: texts, numbers, a picture), and the processes of the browser."""
    assert FIREFOX is not None
    others = set(descendants(os.getpid()))  # of other tests
    served = Answer(HOME, 200, {"content-type": b"text/html"}, giver.page.encode())
    # A cast, for it only gives: a whole supplier needs a whole crawl.
    window = Window(cast(Supplier, giver), Errand("", painted=True, opening=False))
    async with open_firefox(FIREFOX, "a test", window.hear, proxy_port=proxy) as bidi:
        await window.open(bidi)
        view = SecondView(bidi, window, served)
        await view.open()
        seen = await measure(view)
        seen["errors"] = [each.message for each in await view.errors()]
        seen["engine"] = await bidi.evaluate(window.context, ENGINE)
        async with asyncio.timeout(20):
            while AWAY not in giver.asked:
                await asyncio.sleep(0.05)
        seen["stays"] = await bidi.evaluate(window.context, "() => location.href")
        started = set(descendants(os.getpid())) - others
        seen["sandboxed"] = sum(map(_is_sandboxed, started))
        await window.close()
    return view, seen, started


def _is_sandboxed(pid: int) -> bool:
    try:
        return "Seccomp:\t2" in Path(f"/proc/{pid}/status").read_text("utf-8", "replace").splitlines()
    except OSError:
        return False


@pytest.mark.browser
@needs_firefox
def test_a_page_is_shown_and_finds_no_way_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with listening(socket.SOCK_STREAM) as (proxy, proxied), listening(socket.SOCK_DGRAM) as (stun, called):
        giver = Giver(PAGE.replace("STUN", str(stun)))
        view, seen, started = asyncio.run(look(giver, proxy))
        assert (proxied, called) == ([], [])

    # As Chromium shows it, with what was brought.
    assert seen["chars"] == len("某局证件号110*************2X列表来了框架里的文字")
    assert (seen["blank"], is_plain(seen["picture"])) == (False, False)
    assert seen["loaded"] is not None
    assert seen["engine"] == ["a test", "zh-CN", 8, 1366]
    assert any("missing is not defined" in each for each in seen["errors"])
    assert "出错了" in view.console
    assert view.window.version

    # What it asked for was asked of us, by kind; what it was not given did not move it.
    hosts = ("scripts", "frames", "pictures", "beacons", "sockets", "elsewhere")
    kinds = {name: next(each for url, each in giver.asked.items() if f"//{name}." in url) for name in hosts}
    assert [kinds[name][0] for name in hosts] == ["script", "document", "image", "other", "other", "document"]
    assert giver.asked[f"{HOME}list"] == ("fetch", b"page=1", False)
    assert giver.asked[AWAY] == ("document", None, True)
    assert seen["stays"] == HOME
    assert not any("windows." in url for url in giver.asked)

    # Its pages were in the sandbox, and nothing of it is left.
    assert seen["sandboxed"] >= 1
    wait_until(lambda: not any(map(is_there, started)))
    assert list(tmp_path.iterdir()) == []


def test_a_firefox_that_does_not_start_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    async def start() -> None:
        async with open_firefox("/bin/true", "a test", lambda event, said: None):
            pass

    with pytest.raises(BidiError):
        asyncio.run(start())
    assert list(tmp_path.iterdir()) == []


def test_what_the_first_browser_saw_is_kept_though_the_second_is_cut_off(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen = {"error": "", "status": 200, "blank": False}
    kept: list[tuple[str, str, dict[str, object]]] = []

    async def home(painter: object) -> dict[str, object]:
        return dict(seen)

    async def second(painter: object, first: dict[str, object]) -> dict[str, object]:
        raise asyncio.CancelledError

    monkeypatch.setattr("crawler.probes.painting._Painter.home", home)
    monkeypatch.setattr("crawler.probes.painting._Painter.second", second)
    monkeypatch.setattr("crawler.probes.painting._Painter.keep", lambda painter, *what: kept.append(what))
    job = SimpleNamespace(
        painting=Painting(home=HOME), plan=SimpleNamespace(second_browser="/usr/bin/firefox")
    )
    # Casts, for nothing else is asked of either before the second look.
    site = cast(Site, SimpleNamespace(job=job, renderer=object()))
    with pytest.raises(asyncio.CancelledError):
        asyncio.run(paint(site, cast(SnapshotWriter, None)))
    assert kept == [("paint", HOME, seen)]
