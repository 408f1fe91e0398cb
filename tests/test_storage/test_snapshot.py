"""The snapshot file: what is written comes back, and nothing that is not sealed and whole is believed."""

import gzip
import hashlib
import random
import sqlite3
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from storage.snapshot import FORMAT, SnapshotFile, SnapshotWriter, Waiting, close_snapshot, digest_path
from storage.snapshot_chunks import FETCHES_PER_CHUNK
from storage.snapshot_columns import pack_fetches
from xunjian.errors import StorageError
from xunjian.model.observation import Attempt, Fetch, Observation, Outcome, Role
from xunjian.model.plan import CrawlPlan

PLAN = CrawlPlan(
    home_url="http://a.example/",
    hosts=("a.example",),
    as_of=date(2026, 11, 21),
    user_agent="t",
    focus=("通知公告",),
)


def page(number: int, role: Role = Role.PAGE, **more: object) -> Fetch:
    return Fetch(f"http://a.example/{number}.html", role, Outcome.OK, "ok", status=200, **more)  # type: ignore[arg-type]


def body(number: int) -> bytes:
    template = "".join(f"<li><a href='/c{i}.html'>栏目{i}</a></li>" for i in range(80))
    return f"<html>{template}<h1>第{number}号</h1></html>".encode()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "snapshot.sqlite"
    with SnapshotWriter(path, PLAN) as writer:
        for number in range(30):
            writer.add(page(number), body(number), family="/")
        writer.observe(Observation("dns", "a.example", {"aaaa": [], "a": ["1.1.1.1"], "error": None}, "t"))
        writer.set_meta({"complete": "1", "finish_reason": "finished"})
    close_snapshot(path)
    return path


def test_fetch_comes_back_as_it_was_written(tmp_path: Path) -> None:
    whole = Fetch(
        "http://a.example/附件.pdf", Role.TARGET, Outcome.FAILED, "http_404", 404, "http://a.example/x",
        "text/html", 12345, True, None, "2026-11-21T08:00:00+00:00", 0.25, 3, "http://a.example/",
        'attachment; filename="甲.pdf"',
        (
            Attempt("HEAD", "2026-11-21", 0.1, 405, "http_405"),
            Attempt("GET", "t", 0.0, None, "reset", "body", "", 512),
            Attempt("GET", "t", 0.0, 404, "http_404", "", "http://a.example/%B8%BD.pdf", 9),
        ),
        'W/"1-2"', "Fri, 20 Nov 2026 08:00:00 GMT",
    )  # fmt: skip
    path = tmp_path / "s.sqlite"
    with SnapshotWriter(path, PLAN) as writer:
        writer.add(whole, b"\x00\xff raw \xb9\xab")
    close_snapshot(path)
    with SnapshotFile.open(path) as snapshot:
        (back,) = snapshot.fetches()
        assert back.sha256 == hashlib.sha256(b"\x00\xff raw \xb9\xab").hexdigest()
        assert snapshot.body(back) == b"\x00\xff raw \xb9\xab"
        assert Fetch(**{**_fields(back), "sha256": None}) == whole
        assert snapshot.plan == PLAN


def _fields(fetch: Fetch) -> dict[str, object]:
    return {name: getattr(fetch, name) for name in Fetch.__slots__}


@pytest.mark.parametrize("sealed", [False, True])
def test_bodies_come_back(tmp_path: Path, sealed: bool) -> None:
    path = tmp_path / "s.sqlite"
    noise = random.Random(1).randbytes(300_000)
    bodies = [*(body(number) for number in range(40)), b"", noise, noise.hex().encode(), b"last"]
    with SnapshotWriter(path, PLAN) as writer:
        for number, data in enumerate(bodies):
            writer.add(page(number), data, family="/" if number % 2 else "")
    if sealed:
        close_snapshot(path)
    with SnapshotFile.open(path, unclosed=True) as snapshot:
        fetches = list(snapshot.fetches(Role.PAGE))
        assert [snapshot.body(fetch) for fetch in fetches] == bodies
        assert [snapshot.body(fetch) for fetch in reversed(fetches)] == bodies[::-1]
        assert snapshot.body_of("0" * 64) is None


def test_what_is_alike_takes_little_room(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    referer, at = "http://a.example/list.html", "2026-11-21T08:00:00.000+00:00"
    with SnapshotWriter(path, PLAN) as writer:
        for number in range(600):
            tries = (Attempt("GET", at, 0.0123, 200, "ok", size=len(body(number))),)
            fetch = page(number, fetched_at=at, seconds=0.0123, referer=referer, attempts=tries)
            writer.find([Waiting(fetch.url, Role.PAGE, 1, referer=referer)])
            writer.add(fetch, body(number), family="/")
            writer.done(fetch.url, Role.PAGE)
        writer.set_meta({"complete": "1"})
    close_snapshot(path)
    zipped = sum(len(gzip.compress(body(number), 6)) for number in range(600))
    assert path.stat().st_size < zipped / 5


def test_times_of_any_form_come_back(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    times = (
        "2026-11-21T08:00:00.001+00:00",
        "",
        "2026-11-21T16:00:00+08:00",
        "t",
        "2026-11-21T07:59:59.999+00:00",
    )
    with SnapshotWriter(path, PLAN) as writer:
        for number, at in enumerate(times):
            tries = tuple(Attempt("GET", each, 1.5, 200, "ok") for each in times[number:])
            writer.add(page(number, fetched_at=at, seconds=2.25, attempts=tries))
        before = list(writer.fetches(Role.PAGE))
    close_snapshot(path)
    with SnapshotFile.open(path) as snapshot:
        assert list(snapshot.fetches()) == before
        assert [fetch.fetched_at for fetch in before] == list(times)


def test_more_fetches_than_a_chunk_holds_are_found_by_address(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    with SnapshotWriter(path, PLAN) as writer:
        for number in range(FETCHES_PER_CHUNK + 50):
            writer.add(page(number, Role.TARGET if number % 3 else Role.PAGE))
            if number % 100 == 0:
                writer.add(page(number, Role.RESOURCE))
    close_snapshot(path)
    with SnapshotFile.open(path) as snapshot:
        fetches = list(snapshot.fetches())
        assert len(fetches) == FETCHES_PER_CHUNK + 50 + 11
        assert all(snapshot.fetch(fetch.url, fetch.role) == fetch for fetch in fetches)
        assert snapshot.fetch("http://a.example/none.html") is None


def test_same_bytes_are_kept_once(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    with SnapshotWriter(path, PLAN) as writer:
        for number in range(5):
            writer.add(page(number), b"<html>same</html>", family="/")
        writer.add(page(9), b"")
    close_snapshot(path)
    with SnapshotFile.open(path) as snapshot:
        assert len({fetch.sha256 for fetch in snapshot.fetches()}) == 2
        assert (
            snapshot.body(page(0, sha256=hashlib.sha256(b"<html>same</html>").hexdigest()))
            == b"<html>same</html>"
        )
        empty = snapshot.fetch("http://a.example/9.html")
        assert empty is not None
        assert snapshot.body(empty) == b""


def test_roles_of_one_address_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    with SnapshotWriter(path, PLAN) as writer:
        for role in (Role.RENDERED, Role.PROBE, Role.TARGET, Role.PAGE):
            writer.add(page(1, role), role.value.encode())
    close_snapshot(path)
    with SnapshotFile.open(path) as snapshot:
        first = snapshot.fetch("http://a.example/1.html")
        assert first is not None
        assert first.role is Role.PAGE
        rendered = snapshot.fetch("http://a.example/1.html", Role.RENDERED)
        assert rendered is not None
        assert snapshot.body(rendered) == b"rendered"
        assert snapshot.fetch("http://a.example/1.html", Role.RESOURCE) is None
        assert [fetch.role for fetch in snapshot.fetches()] == [
            Role.RENDERED,
            Role.PROBE,
            Role.TARGET,
            Role.PAGE,
        ]


def test_later_fetch_replaces_the_earlier_in_place(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    with SnapshotWriter(path, PLAN) as writer:
        writer.add(Fetch("http://a.example/1.html", Role.PAGE, Outcome.FAILED, "reset"))
        writer.add(page(2))
        writer.add(page(1), b"now")
    close_snapshot(path)
    with SnapshotFile.open(path) as snapshot:
        assert [(fetch.url[-6:], fetch.code) for fetch in snapshot.fetches()] == [
            ("1.html", "ok"),
            ("2.html", "ok"),
        ]


def test_observations_and_meta(path: Path) -> None:
    with SnapshotFile.open(path) as snapshot:
        (seen,) = snapshot.observations("dns")
        assert (seen.key, seen.data["a"]) == ("a.example", ["1.1.1.1"])
        assert list(snapshot.observations("tls")) == []
        assert snapshot.meta["format"] == str(FORMAT)
        assert "closed_at" in snapshot.meta


def test_sealed_file_stands_alone_and_names_its_hash(path: Path) -> None:
    assert sorted(each.name for each in path.parent.iterdir()) == [
        "snapshot.sqlite",
        "snapshot.sqlite.sha256",
    ]
    said = digest_path(path).read_text(encoding="utf-8").split()[0]
    assert said == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (
        subprocess.run(["sha256sum", "-c", digest_path(path).name], cwd=path.parent, check=False).returncode
        == 0
    )


def test_closing_twice_changes_nothing(path: Path) -> None:
    before = path.read_bytes()
    assert close_snapshot(path) == hashlib.sha256(before).hexdigest()
    assert path.read_bytes() == before


def test_changed_byte_is_noticed(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    with pytest.raises(StorageError, match="不一致"):
        SnapshotFile.open(path)


def test_changed_row_is_noticed_without_the_hash_file(path: Path) -> None:
    digest_path(path).unlink()
    SnapshotFile.open(path).close()
    db = sqlite3.connect(path)
    db.execute("UPDATE chunk SET data=? WHERE kind='fetch'", (pack_fetches([page(1)], {}),))
    db.commit()
    db.close()
    with pytest.raises(StorageError, match="不一致"):
        SnapshotFile.open(path)


def test_changed_body_is_noticed_when_read(path: Path) -> None:
    digest_path(path).unlink()
    db = sqlite3.connect(path)
    (blob,) = db.execute("SELECT data FROM chunk WHERE kind='body'").fetchone()
    db.execute("UPDATE chunk SET data=? WHERE kind='body'", (blob[:-3] + bytes(3),))
    db.commit()
    db.close()
    with SnapshotFile.open(path) as snapshot:
        fetch = snapshot.fetch("http://a.example/29.html")
        assert fetch is not None
        with pytest.raises(StorageError, match="损坏"):
            snapshot.body(fetch)


def test_cut_off_file_is_refused(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:2500])
    digest_path(path).unlink()
    with pytest.raises(StorageError, match=r"损坏|不一致"):
        SnapshotFile.open(path)


def test_missing_file_and_foreign_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="找不到"):
        SnapshotFile.open(tmp_path / "none.sqlite")
    text = tmp_path / "a.txt"
    text.write_text("hello", encoding="utf-8")
    with pytest.raises(StorageError, match="不是快照"):
        SnapshotFile.open(text)
    other = tmp_path / "other.sqlite"
    db = sqlite3.connect(other)
    db.execute("CREATE TABLE t (x)")
    db.commit()
    db.close()
    with pytest.raises(StorageError, match="不是快照"):
        SnapshotFile.open(other)
    with pytest.raises(StorageError, match="不是快照"):
        SnapshotWriter(other, PLAN)


def test_other_format_is_refused(path: Path) -> None:
    db = sqlite3.connect(path)
    db.execute("PRAGMA user_version=9")
    db.close()
    digest_path(path).unlink()
    with pytest.raises(StorageError, match="版本"):
        SnapshotFile.open(path)


def test_unclosed_crawl_is_read_only_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    with SnapshotWriter(path, PLAN) as writer:
        writer.add(page(1), b"x")
    with pytest.raises(StorageError, match="没有正常封存"):
        SnapshotFile.open(path)
    with SnapshotFile.open(path, unclosed=True) as snapshot:
        assert [fetch.url for fetch in snapshot.fetches()] == ["http://a.example/1.html"]


def test_frontier_survives_and_the_file_can_be_gone_on_with(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    items = [
        Waiting(f"http://a.example/{n}.html", Role.PAGE, n, rank=n, referer="r", hops=1, chain=2)
        for n in range(3)
    ]
    with SnapshotWriter(path, PLAN) as writer:
        writer.find(items)
        writer.add(page(0), b"x")
        writer.done("http://a.example/0.html", Role.PAGE)
        writer.add(Fetch("http://a.example/1.html", Role.PAGE, Outcome.UNKNOWN, "not_fetched"))
        writer.set_meta({"complete": "0"})
        writer.remember("a.example", "{}")
    close_snapshot(path)
    with SnapshotFile.open(path) as snapshot:
        assert snapshot.meta["complete"] == "0"
    with SnapshotWriter(path, PLAN) as writer:
        assert list(writer.waiting()) == items[1:]
        assert list(writer.finds()) == []  # they came by redirects
        assert list(writer.remembered()) == [("a.example", "{}")]
        writer.drop_unfetched()
        assert set(writer.known()) == {(item.url, Role.PAGE) for item in items}
    with pytest.raises(StorageError, match="没有正常封存"):
        SnapshotFile.open(path)
    with SnapshotFile.open(path, unclosed=True) as snapshot:
        assert [fetch.url for fetch in snapshot.fetches()] == ["http://a.example/0.html"]


def test_new_file_needs_a_plan(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="找不到"):
        SnapshotWriter(tmp_path / "s.sqlite")


def test_etags_that_many_bodies_share_tell_nothing_apart(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    with SnapshotWriter(path, PLAN) as writer:
        for number in range(8):
            etag = '"same"' if number < 4 else f'"{number // 2}"'
            writer.add(replace(page(number), etag=etag), body(number))
    close_snapshot(path)
    with SnapshotFile.open(path) as snapshot:
        assert snapshot.common_etags(3) == {'"same"'}
