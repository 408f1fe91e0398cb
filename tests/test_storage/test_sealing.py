"""What is said of a sealed file is sealed with the rest, and what could not be sealed is not called so."""

import sqlite3
from pathlib import Path

import pytest

from storage import snapshot_seal
from storage.snapshot import SnapshotFile, SnapshotWriter, close_snapshot, digest_path
from tests.test_crawler.killing import PLAN
from xunjian.errors import StorageError
from xunjian.model.observation import Fetch, Outcome, Role


@pytest.fixture
def written(tmp_path: Path) -> Path:
    path = tmp_path / "s.sqlite"
    with SnapshotWriter(path, PLAN) as writer:
        writer.add(Fetch("http://a.example/", Role.PAGE, Outcome.OK, "ok", 200), b"<html>")
    return path


def test_what_is_said_of_a_sealed_file_is_sealed_with_the_rest(written: Path) -> None:
    first = close_snapshot(written)
    second = close_snapshot(written, meta={"checked": "yes"})
    assert first != second == close_snapshot(written)
    for with_digest in (True, False):
        if not with_digest:
            digest_path(written).unlink()
        with SnapshotFile.open(written) as snapshot:
            assert snapshot.meta["checked"] == "yes"
            (fetch,) = snapshot.fetches()
            assert snapshot.body(fetch) == b"<html>"


@pytest.mark.parametrize("sealed", [False, True])
def test_what_could_not_be_sealed_is_not_called_so(
    written: Path, monkeypatch: pytest.MonkeyPatch, sealed: bool
) -> None:
    if sealed:
        close_snapshot(written)

    def full(db: sqlite3.Connection) -> str:
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(snapshot_seal, "content_digest", full)
        with pytest.raises(StorageError, match="无法封存"):
            close_snapshot(written, meta={"checked": "yes"})
    assert not digest_path(written).exists()
    close_snapshot(written)
    SnapshotFile.open(written).close()
