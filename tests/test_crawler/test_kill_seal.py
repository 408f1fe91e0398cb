"""A snapshot whose process is killed while it is made, gone on with or sealed can be gone on with."""

from pathlib import Path

import pytest

from storage.snapshot import SnapshotFile, SnapshotWriter, close_snapshot, digest_path, holds_nothing
from tests.test_crawler.killing import PLAN, killed_at, open_to_write, seal
from xunjian.model.observation import Fetch, Outcome, Role


def _write(path: Path) -> None:
    with SnapshotWriter(path, PLAN) as writer:
        for number in range(50):
            url = f"http://a.example/{number}.html"
            writer.add(Fetch(url, Role.PAGE, Outcome.OK, "ok", status=200), f"<html>{number}".encode())
        writer.set_meta({"complete": "1", "finish_reason": "finished"})


def _is_whole(path: Path) -> None:
    """It opens as it is, can be gone on with, and is sealed in the end."""
    with SnapshotFile.open(path, unclosed=True) as snapshot:
        assert snapshot.plan == PLAN
        assert len(list(snapshot.fetches(Role.PAGE))) == 50
    with SnapshotWriter(path, PLAN) as writer:
        assert writer.count_pages() == 50
    close_snapshot(path)
    with SnapshotFile.open(path) as snapshot:
        assert snapshot.body(next(snapshot.fetches())) == b"<html>0"
    assert sorted(each.name for each in path.parent.iterdir()) == [path.name, digest_path(path).name]


@pytest.mark.parametrize("sealed", [False, True], ids=["open before", "sealed before"])
@pytest.mark.parametrize(
    "place",
    [
        "storage.snapshot_seal.content_digest",
        "storage.snapshot_seal.file_digest",
        "storage.snapshot_seal.write_digest",
    ],
)
def test_killed_while_it_is_sealed(tmp_path: Path, place: str, sealed: bool) -> None:
    path = tmp_path / "snapshot.sqlite"
    _write(path)
    if sealed:
        close_snapshot(path)
    killed_at(place, seal, path)
    _is_whole(path)


@pytest.mark.parametrize("name", ["check_format", "upgrade", "BodyStore", "BodyLoader"])
def test_killed_while_a_sealed_one_is_opened_for_writing(tmp_path: Path, name: str) -> None:
    path = tmp_path / "snapshot.sqlite"
    _write(path)
    close_snapshot(path)
    killed_at(f"storage.snapshot_writer.{name}", open_to_write, path)
    _is_whole(path)


@pytest.mark.parametrize("name", ["create_tables", "check_format", "upgrade", "BodyStore"])
def test_killed_while_it_is_made(tmp_path: Path, name: str) -> None:
    path = tmp_path / "snapshot.sqlite"
    killed_at(f"storage.snapshot_writer.{name}", open_to_write, path)
    if not holds_nothing(path):
        with SnapshotFile.open(path, unclosed=True) as snapshot:
            assert snapshot.plan == PLAN
    _write(path)
    _is_whole(path)
