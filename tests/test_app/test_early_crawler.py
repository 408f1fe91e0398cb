"""A crawl process started before its job is known is as good as one started for it."""

import fcntl
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from storage.snapshot import SnapshotFile
from tests.test_crawler.loopback import Reply, links, serving
from xunjian.app import collect, early_crawler
from xunjian.app.early_crawler import take_early
from xunjian.cli.verbs import app


def test_an_audit_uses_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[bool] = []

    def take(*given: object) -> object:
        process = take_early(*given)  # type: ignore[arg-type]
        taken.append(process is not None)
        return process

    monkeypatch.setattr(collect, "take_early", take)
    with serving({"/": Reply(links("/a.html")), "/a.html": Reply(links("/"))}) as site:
        options = ["--no-browser", "--allow-private", "--delay", "0", "--out", str(tmp_path / "out")]
        CliRunner().invoke(app, ["audit", site.url, *options], catch_exceptions=False)
    assert taken == [True]
    with SnapshotFile.open(tmp_path / "out" / "snapshot.sqlite") as opened:
        assert opened.meta["pages_fetched"] == "2"


def test_it_ends_with_the_block_that_has_no_use_for_it() -> None:
    with early_crawler.early_crawler():
        ((process, _),) = early_crawler._waiting
        assert process.poll() is None
    assert process.poll() is not None
    assert not early_crawler._waiting


def test_it_holds_the_lock_and_writes_the_log_it_is_given(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    with early_crawler.early_crawler(), (tmp_path / "log").open("a") as log, lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        process = take_early(log, held.fileno())
    assert process is not None
    assert process.stdin is not None
    with lock.open() as mine, pytest.raises(BlockingIOError):
        fcntl.flock(mine, fcntl.LOCK_EX | fcntl.LOCK_NB)
    process.stdin.write(json.dumps({"no": "job"}) + "\n")
    process.stdin.close()
    assert process.wait(20) == 2
    assert "plan" in (tmp_path / "log").read_text()
    with lock.open() as mine:
        fcntl.flock(mine, fcntl.LOCK_EX | fcntl.LOCK_NB)


def test_one_that_died_is_none(tmp_path: Path) -> None:
    with early_crawler.early_crawler(), (tmp_path / "log").open("a") as log:
        ((process, _),) = early_crawler._waiting
        process.kill()
        process.wait()
        assert take_early(log, None) is None
