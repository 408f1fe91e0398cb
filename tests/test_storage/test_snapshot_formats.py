"""Snapshots that earlier versions of the program sealed are read, and any sealed one can be gone on with."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from storage.snapshot import FORMAT, SnapshotFile, SnapshotWriter, close_snapshot, digest_path
from storage.snapshot_seal import content_digest
from tests.test_storage.test_snapshot import PLAN, body, page
from xunjian.errors import StorageError
from xunjian.model.observation import Observation


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "snapshot.sqlite"
    with SnapshotWriter(path, PLAN) as writer:
        for number in range(30):
            writer.add(page(number), body(number), family="/")
        writer.observe(Observation("dns", "a.example", {"a": ["1.1.1.1"]}, "t"))
        writer.set_meta({"complete": "1", "finish_reason": "finished"})
    close_snapshot(path)
    return path


def make_earlier_format(path: Path, version: int) -> None:
    """Turn a sealed file into what an earlier version of the program sealed: rows, not chunks."""
    with SnapshotWriter(path) as writer:
        writer.set_meta({"format": str(version), "closed_at": "2026-11-21T08:00:00+00:00"})
    db = sqlite3.connect(path, isolation_level=None)
    if version == 1:
        for column in ("etag", "modified"):
            db.execute(f"ALTER TABLE fetch DROP COLUMN {column}")
    db.execute(f"PRAGMA user_version={version}")
    db.execute("INSERT INTO meta VALUES ('content_sha256', ?)", (content_digest(db),))
    db.execute("PRAGMA journal_mode=DELETE")
    db.close()
    digest_path(path).unlink(missing_ok=True)
    close_snapshot(path)


@pytest.mark.parametrize("version", [1, 2])
def test_a_file_of_an_earlier_format_is_still_read(path: Path, version: int) -> None:
    make_earlier_format(path, version)
    with SnapshotFile.open(path) as snapshot:
        assert snapshot.meta["format"] == str(version)
        fetches = list(snapshot.fetches())
        assert len(fetches) == 30
        assert {(each.etag, each.modified) for each in fetches} == {("", "")}
        assert snapshot.body(fetches[7]) == body(7)
        assert snapshot.fetch(fetches[7].url) == fetches[7]
        assert snapshot.common_etags(3) == frozenset()
    digest_path(path).unlink()  # travelled alone: its own digest over the rows still holds
    SnapshotFile.open(path).close()
    db = sqlite3.connect(path)
    db.execute("UPDATE fetch SET status=404 WHERE id=3")
    db.commit()
    db.close()
    with pytest.raises(StorageError, match="不一致"):
        SnapshotFile.open(path)


@pytest.mark.parametrize("version", [1, 2, FORMAT])
def test_a_sealed_file_of_any_format_is_gone_on_with(path: Path, version: int) -> None:
    if version < FORMAT:
        make_earlier_format(path, version)
    with SnapshotWriter(path, PLAN) as writer:
        assert writer.count_pages() == 30
        writer.add(replace(page(30), etag='"e"'), body(30))
    with pytest.raises(StorageError, match="没有正常封存"):
        SnapshotFile.open(path)
    close_snapshot(path)
    with SnapshotFile.open(path) as snapshot:
        fetches = list(snapshot.fetches())
        assert [each.etag for each in fetches] == [""] * 30 + ['"e"']
        assert [snapshot.body(each) for each in fetches] == [body(number) for number in range(31)]
        assert [seen.key for seen in snapshot.observations("dns")] == ["a.example"]
        assert snapshot.meta["format"] == str(FORMAT)
