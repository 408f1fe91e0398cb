"""What was committed outlives the process; what is said of a sealed file is sealed with the rest, and what
could not be sealed is not called so."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from storage import snapshot_seal
from storage.snapshot import SnapshotFile, SnapshotWriter, Waiting, close_snapshot, digest_path
from tests.test_crawler.killing import PLAN
from xunjian.errors import StorageError
from xunjian.model.observation import Fetch, Observation, Outcome, Role

ITEM = Waiting("http://a.example/", Role.PAGE, 0)
FETCH = Fetch(ITEM.url, Role.PAGE, Outcome.OK, "ok", 200)


@pytest.mark.parametrize(
    ("change", "query"),
    [
        (lambda writer: writer.find([ITEM]), "SELECT count(*) FROM frontier WHERE url='http://a.example/'"),
        (lambda writer: writer.done("http://b.example/", Role.PAGE), "SELECT state FROM frontier WHERE id=1"),
        (
            lambda writer: writer.reopen("http://c.example/", Role.PAGE),
            "SELECT 1-state FROM frontier WHERE id=2",
        ),
        (lambda writer: writer.add(FETCH, b"<html>"), "SELECT body FROM fetch"),
        (lambda writer: writer.keep_body(b"png"), "SELECT count(*) FROM body"),
        (lambda writer: writer.observe(Observation("dns", "a", {}, "t")), "SELECT count(*) FROM observation"),
        (lambda writer: writer.set_meta({"note": "1"}), "SELECT count(*) FROM meta WHERE key='note'"),
        (lambda writer: writer.remember("a.example", "{}"), "SELECT count(*) FROM host"),
        (lambda writer: list(writer.leave_unasked(rendering=False)), "SELECT count(*) FROM fetch"),
    ],
)
def test_every_change_is_committed(
    tmp_path: Path, change: Callable[[SnapshotWriter], object], query: str
) -> None:
    path = tmp_path / "s.sqlite"
    with SnapshotWriter(path, PLAN) as writer:
        writer.find(Waiting(f"http://{name}.example/", Role.PAGE, 0) for name in "bc")
        writer.done("http://c.example/", Role.PAGE)
        writer.commit()
        change(writer)
        writer.commit()
        other = sqlite3.connect(path)  # as whoever goes on after a kill would see it
        assert other.execute(query).fetchone() == (1,)
        other.close()


def test_what_is_gathered_counts_before_it_is_written(tmp_path: Path) -> None:
    others = [Waiting(f"http://{name}.example/", Role.PAGE, 0) for name in "bcd"]
    shown = Waiting(ITEM.url, Role.RENDERED, 0)
    with SnapshotWriter(tmp_path / "s.sqlite", PLAN) as writer:
        writer.find([ITEM, *others, shown])
        writer.add(FETCH)
        writer.done(others[0].url, Role.PAGE)
        assert list(writer.leave_unasked(rendering=False)) == [others[1].url, others[2].url]
        assert list(writer.leave_unasked(rendering=True)) == [shown.url]
        writer.drop_unfetched()
        assert [each.url for each in writer.fetches(Role.PAGE)] == [ITEM.url]
        writer.add(Fetch(others[1].url, Role.PAGE, Outcome.UNKNOWN, "not_fetched"))
        writer.drop_unfetched()
        assert writer.fetch(others[1].url, Role.PAGE) is None
        assert (writer.count_pages(), writer.page_body(ITEM.url)) == (1, b"")
        writer.add(FETCH, b"<html>")
        assert writer.page_body(ITEM.url) == b"<html>"


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
