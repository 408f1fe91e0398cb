"""One audit, end to end, over a real server on loopback; and what comes of hosts that do not answer."""

import hashlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.test_app.home import at_home
from tests.test_crawler.killing import wait_until
from xunjian.app.audit import AuditRequest, run_audit
from xunjian.app.outputs import AuditResult
from xunjian.app.score import ScoreRequest, run_score
from xunjian.errors import StorageError, UsageError
from xunjian.model.audit import load_audit
from xunjian.testing.portals.demo import demo_case
from xunjian.testing.server import Running, serve

AS_OF = date(2026, 11, 20)


@pytest.fixture(scope="module")
def portal() -> Iterator[Running]:
    with serve(demo_case(AS_OF).spec) as running:
        yield running


def audit(target: str, out: Path, **changes: object) -> AuditResult:
    request = AuditRequest(target=target, as_of=AS_OF, delay=0.0, allow_private=True, browser=False, out=out)
    for name, value in changes.items():
        object.__setattr__(request, name, value)
    return run_audit(request)


@pytest.fixture(scope="module")
def first(portal: Running, tmp_path_factory: pytest.TempPathFactory) -> tuple[AuditResult, Path]:
    """One audit for all that only read it, and the user's folder and the output after it."""
    folder = tmp_path_factory.mktemp("first")
    with at_home(folder / "home"):
        return audit(portal.home, folder / "out"), folder


@pytest.fixture
def out(first: tuple[AuditResult, Path], tmp_path: Path) -> Path:
    """A copy of its output, to be changed."""
    return shutil.copytree(first[1] / "out", tmp_path / "out")


def verdict(folder: Path) -> dict[str, object]:
    """audit.json without what tells one run from another."""
    tree: dict[str, object] = json.loads((folder / "audit.json").read_text("utf-8"))
    run = tree["run"]
    assert isinstance(run, dict)
    for name in ("id", "started_at", "finished_at"):
        run.pop(name)
    return tree


def test_a_stored_snapshot_gives_the_same_verdict_again_without_its_site(
    portal: Running, first: tuple[AuditResult, Path], tmp_path: Path
) -> None:
    result, folder = first
    assert result.exit_code == 1
    asked = len(portal.log)
    shutil.copytree(folder / "home", tmp_path / "home")
    again = run_score(ScoreRequest(result.audit.run.id, out=tmp_path / "again"))
    assert again.exit_code == 1
    assert verdict(folder / "out") == verdict(tmp_path / "again")
    from_folder = run_score(ScoreRequest(str(folder / "out"), out=tmp_path / "third", record=False))
    assert verdict(folder / "out") == verdict(tmp_path / "third")
    assert from_folder.audit.run.id != result.audit.run.id
    assert len(portal.log) == asked


def test_another_day_gives_another_verdict_on_the_same_pages(
    first: tuple[AuditResult, Path], tmp_path: Path
) -> None:
    result, folder = first
    later = run_score(
        ScoreRequest(str(folder / "out"), as_of=date(2028, 1, 1), out=tmp_path / "later", record=False)
    )
    stale = {f.subject.url for f in later.audit.findings if f.check == "update.column"}
    assert stale > {f.subject.url for f in result.audit.findings if f.check == "update.column"}
    assert later.audit.run.as_of == date(2028, 1, 1)


def test_evidence_is_stored_under_its_hash_and_named_in_the_audit(out: Path) -> None:
    written = load_audit((out / "audit.json").read_text("utf-8"))
    kept = [e for f in written.findings for e in f.evidence if e.path]
    assert kept
    for evidence in kept:
        assert evidence.path is not None
        content = (out / evidence.path).read_bytes()
        assert hashlib.sha256(content).hexdigest() == evidence.sha256


def test_what_lies_in_the_output_folder_is_never_overwritten(
    portal: Running, out: Path, tmp_path: Path
) -> None:
    before = {each: each.read_bytes() for each in out.rglob("*") if each.is_file()}
    with pytest.raises(UsageError):
        audit(portal.home, out, record=False)
    with pytest.raises(UsageError):
        audit(portal.home, tmp_path / "none", resume=True)
    with pytest.raises(UsageError, match="不能接着检查"):
        audit("http://127.0.0.1:9/", out, resume=True)
    with pytest.raises(UsageError, match="village"):
        run_score(ScoreRequest(str(out), unit_type="village", out=out / "x", record=False))
    assert {each: each.read_bytes() for each in before} == before


def test_a_changed_snapshot_is_not_judged(out: Path) -> None:
    snapshot = out / "snapshot.sqlite"
    content = bytearray(snapshot.read_bytes())
    content[len(content) // 2] ^= 0xFF
    snapshot.write_bytes(content)
    with pytest.raises(StorageError):
        run_score(ScoreRequest(str(out), record=False))


# ---- hosts that are no portals


@dataclass(frozen=True, slots=True)
class Reply:
    status: int = 200
    type: str = "text/html"
    body: bytes = b""
    location: str = ""


@contextmanager
def one_answer(reply: Reply) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self.send_response(reply.status)
            if reply.location:
                self.send_header("Location", reply.location)
            self.send_header("Content-Type", reply.type)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body)

        do_HEAD = do_GET  # noqa: N815 - the name is http.server's

        def log_message(self, format: str, *args: object) -> None:
            return None

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()


def nothing_passes(result: AuditResult) -> None:
    assert result.exit_code == 3
    assert not result.audit.run.complete
    assert result.audit.run.incomplete_reason
    assert not [each.check for each in result.audit.checks if each.status.value == "pass"]
    failing = [each.check for each in result.audit.checks if each.status.value == "fail"]
    assert failing in ([], ["site.reachable"])
    assert result.audit.score.awarded == 0
    assert result.audit.score.lost == len(failing)
    assert (result.paths.report_html).is_file()


@pytest.mark.parametrize(
    "reply",
    [
        Reply(type="image/png", body=b"\x89PNG\r\n\x1a\n" + bytes(64)),
        Reply(302, location="/"),
        Reply(404, body=b"<html><title>404</title></html>"),
        Reply(500, body=b"oops"),
        Reply(200, body=b""),
    ],
    ids=["picture", "redirects for ever", "missing", "broken", "nothing"],
)
def test_a_home_that_is_no_page_is_not_finished_and_passes_nothing(reply: Reply, tmp_path: Path) -> None:
    with one_answer(reply) as home:
        nothing_passes(audit(home, tmp_path, record=False))


def test_a_host_that_refuses_or_has_no_name(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    nothing_passes(audit(f"http://127.0.0.1:{port}/", tmp_path / "refuses", record=False))
    nothing_passes(audit("http://no-such-host.invalid/", tmp_path / "nameless", record=False))


def test_a_private_address_is_refused_before_anything_is_sent(portal: Running, tmp_path: Path) -> None:
    before = len(portal.log)
    with pytest.raises(UsageError):
        audit(portal.home, tmp_path, allow_private=False)
    assert len(portal.log) == before


# ---- interruption


def _command(target: str, out: Path, *more: str) -> list[str]:
    return [
        *(sys.executable, "-m", "xunjian", "audit", target, "--allow-private", "--no-browser"),
        *("--as-of", AS_OF.isoformat(), "--out", str(out), *more),
    ]


def test_ctrl_c_ends_politely_and_resume_finishes_what_was_begun(
    portal: Running, first: tuple[AuditResult, Path], tmp_path: Path
) -> None:
    whole, _ = first
    environment = {**os.environ, "XUNJIAN_HOME": str(tmp_path / "home")}
    process = subprocess.Popen(
        _command(portal.home, tmp_path / "out", "--delay", "0.3", "--concurrency", "1"),
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    before = len(portal.log)
    wait_until(lambda: len(portal.log) >= before + 8)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 3, err
    assert "Traceback" not in err
    unfinished = load_audit((tmp_path / "out" / "audit.json").read_text("utf-8"))
    assert not unfinished.run.complete
    assert unfinished.run.pages_fetched > 0
    assert not [
        c.check for c in unfinished.checks if c.check.startswith("footer.") and c.status.value == "pass"
    ]

    resumed = subprocess.run(
        _command(portal.home, tmp_path / "out", "--delay", "0", "--resume"),
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert resumed.returncode == 1, resumed.stderr
    finished = load_audit((tmp_path / "out" / "audit.json").read_text("utf-8"))
    assert {f.fingerprint for f in finished.findings} == {f.fingerprint for f in whole.audit.findings}
    assert finished.run.pages_fetched == whole.audit.run.pages_fetched
