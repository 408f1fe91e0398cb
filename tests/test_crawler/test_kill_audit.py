"""An audit that is killed, wherever it stands, is finished by `--resume` with the same `--out`."""

import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from storage.snapshot import digest_path, lock_path
from tests.test_crawler.killing import asked, audit_in, audit_to, killed_at, wait_until
from tests.test_crawler.loopback import job, start
from xunjian.app.audit import run_audit
from xunjian.app.outputs import AuditResult
from xunjian.testing.portals.demo import demo_case
from xunjian.testing.server import Running, serve

DAY = date(2026, 11, 20)


@dataclass(frozen=True)
class Whole:
    """The portal, and the audit of it that nobody disturbed."""

    portal: Running
    verdict: object
    asked: Counter[tuple[str, str]]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Whole]:
    with serve(demo_case(DAY).spec) as portal:
        verdict = _verdict(run_audit(audit_to(portal.home, tmp_path_factory.mktemp("whole"))))
        yield Whole(portal, verdict, asked(portal.log))


def _verdict(result: AuditResult) -> object:
    audit = result.audit
    checks = {each.check: each.status for each in audit.checks}
    findings = {each.fingerprint for each in audit.findings}
    return result.exit_code, audit.run.pages_fetched, audit.run.complete, checks, findings, audit.score


def _resume(whole: Whole, out: Path) -> None:
    """It is finished, comes to the same, and leaves nothing unfinished behind."""
    assert _verdict(run_audit(audit_to(whole.portal.home, out, resume=True))) == whole.verdict
    snapshot = out / "snapshot.sqlite"
    assert digest_path(snapshot).is_file()
    assert not [each.name for each in out.iterdir() if each.name.endswith((".lock", ".part", "-wal"))]


@pytest.mark.parametrize(
    ("place", "requests_again"),
    [
        ("xunjian.app.audit.run_crawl", None),
        ("storage.snapshot_seal.file_digest", 0),
        ("xunjian.app.audit.judge_snapshot", 0),
    ],
    ids=["before the crawl", "after the seal", "at the judging"],
)
def test_audit_killed_at_a_place_is_finished(
    whole: Whole, tmp_path: Path, place: str, requests_again: int | None
) -> None:
    killed_at(place, partial(audit_in, whole.portal.home), tmp_path)
    assert lock_path(tmp_path / "snapshot.sqlite").exists()  # of a dead process: it blocks nobody
    before = len(whole.portal.log)
    _resume(whole, tmp_path)
    again = asked(whole.portal.log[before:]).total()
    assert again == (whole.asked.total() if requests_again is None else requests_again)


def _command(whole: Whole, out: Path, *more: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [
            *(sys.executable, "-P", "-m", "xunjian", "audit", whole.portal.home, "--allow-private"),
            *("--no-browser", "--as-of", DAY.isoformat(), "--out", str(out), *more),
        ],
        env=os.environ | {"XUNJIAN_HOME": str(out.parent)},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip


def test_killed_audit_is_resumed_at_once_and_a_second_one_is_refused(whole: Whole, tmp_path: Path) -> None:
    """The crawl of a killed audit lives on for a moment: `--resume` waits for it, then goes on."""
    out, log = tmp_path / "out", whole.portal.log
    before = len(log)
    first = _command(whole, out, "--delay", "0.08", "--concurrency", "2")
    wait_until(lambda: len(log) >= before + 10)
    second = _command(whole, out, "--resume")
    _, err = second.communicate(timeout=60)
    assert second.returncode == 2
    assert err.startswith("巡检：")
    assert "正由另一个检查进程写入" in err
    assert len(err.splitlines()) == 1
    os.killpg(first.pid, signal.SIGKILL)
    first.communicate(timeout=60)
    _resume(whole, out)
    assert len({address for _, address in asked(log[before:]) - whole.asked}) <= 2


def test_second_crawl_of_a_snapshot_is_refused(whole: Whole, tmp_path: Path) -> None:
    path, before = tmp_path / "s.sqlite", len(whole.portal.log)
    first = start(job(whole.portal.home, path, delay=0.2))
    wait_until(lambda: len(whole.portal.log) > before + 2)
    second = start(job(whole.portal.home, path, resume=True))
    _, err = second.communicate(timeout=60)
    assert second.returncode == 2
    assert "正由另一个检查进程写入" in err
    first.send_signal(signal.SIGTERM)
    first.communicate(timeout=60)
    assert first.returncode == 0
    assert not lock_path(path).exists()
