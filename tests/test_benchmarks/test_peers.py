import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from benchmarks.linkchecker import peer_dead
from benchmarks.peer_links import link_targets, read_dead
from benchmarks.peers import linkinator_dead, paths_of

ROOT = Path(__file__).resolve().parents[2]
CSV = """\
# created by LinkChecker
urlname;parentname;base;result;warningstring;infostring;valid;url;line;column;name
gone.html;http://127.0.0.1:8/a/;;404 Not Found;;;False;http://127.0.0.1:8/a/gone.html;1;1;x
../to;http://127.0.0.1:8/a/b.html;;404 Not Found;;;False;http://127.0.0.1:8/ended;1;1;x
none.html;http://127.0.0.1:8/d/o.html;http://127.0.0.1:8/q/;404;;;False;http://127.0.0.1:8/q/none.html;1;1;x
odd.html;http://127.0.0.1:8/a/;;200 OK;a warning;;True;http://127.0.0.1:8/a/odd.html;1;1;x
http://other.test/x;http://127.0.0.1:8/a/;;Error;;;False;http://other.test/x;1;1;x
# Stopped checking
"""


@pytest.fixture
def home(site: Path) -> Iterator[str]:
    """The site on a server of the standard library."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            return

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def test_linkchecker_names_what_was_linked_and_where_it_ended(tmp_path: Path) -> None:
    report = tmp_path / "peer.csv"
    report.write_text(CSV)
    assert peer_dead(report, "127.0.0.1:8") == {"/a/gone.html", "/to", "/ended", "/q/none.html"}


def test_linkinator_names_what_is_broken(tmp_path: Path) -> None:
    links = [{"url": "http://h/%E4%B8%AD", "state": "BROKEN"}, {"url": "http://h/b", "state": "OK"}]
    report = tmp_path / "linkinator.log"
    report.write_text("a warning of node\n" + json.dumps({"links": links, "passed": False}))
    assert linkinator_dead(report) == {"http://h/%E4%B8%AD"}


def test_paths_are_of_the_site_and_written_alike() -> None:
    urls = {"http://h:1/中", "http://h:1/a%2Eb?c", "http://other/x"}
    assert paths_of(urls, "http://h:1/") == {"/%E4%B8%AD", "/a.b"}


def test_targets_follow_the_base_and_leave_what_is_no_address() -> None:
    body = (
        '<base href="/d/"><a href="a.html#x">1</a><a href="a.html">2</a><img src=" b.png ">'
        '<a href="#top">3</a>'
        '<a href="mailto:x@y">4</a><script src="/s.js"></script><link href="c.css"><a href="http://[bad">5</a>'
    )
    expected = {f"http://h/{path}" for path in ("d/a.html", "d/b.png", "s.js", "d/c.css")}
    assert link_targets(body.encode(), "utf-8", "http://h/p/") == expected
    assert link_targets(b"", "utf-8", "http://h/") == set()


@pytest.mark.parametrize("module", ["peer_spider", "peer_floor"])
def test_the_peers_written_here_read_the_whole_site(
    home: str, site: Path, tmp_path: Path, module: str
) -> None:
    result = tmp_path / "found.json"
    start = f"{home}sitemap.html"
    command = [sys.executable, "-m", f"benchmarks.{module}", str(result), home, start]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert paths_of(read_dead(result), home) == {"/none.gif"}
    assert json.loads(result.read_text())["pages"] == len(list(site.rglob("*.html")))
