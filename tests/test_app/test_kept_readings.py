"""Readings of an earlier night: the same verdict with and without; nothing of a strange file is believed."""

import json
import os
import pickle
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.test_app.home import at_home
from xunjian.app import kept_readings
from xunjian.app.audit import AuditRequest, run_audit
from xunjian.app.kept_readings import KeptReadings
from xunjian.app.outputs import AuditResult
from xunjian.facts.made import Made
from xunjian.facts.reads import Reader
from xunjian.model.observation import Fetch
from xunjian.testing.portals.demo import demo_case
from xunjian.testing.server import Running, serve

AS_OF = date(2026, 11, 20)


@pytest.fixture(scope="module")
def portal() -> Iterator[Running]:
    with serve(demo_case(AS_OF).spec, etags=True) as running:
        yield running


def audit(portal: Running, out: Path, since: Path | None = None, max_pages: int = 5000) -> AuditResult:
    request = AuditRequest(
        portal.home, as_of=AS_OF, delay=0.0, allow_private=True, browser=False, record=False
    )
    return run_audit(replace(request, out=out, since=since, max_pages=max_pages, resolve=portal.resolve))


def verdict(result: AuditResult) -> str:
    """audit.json without what tells one run from another."""
    tree = json.loads((result.snapshot.parent / "audit.json").read_text("utf-8"))
    for name in ("id", "started_at", "finished_at", "snapshot_sha256"):
        del tree["run"][name]
    return json.dumps(without_times(tree), sort_keys=True)


def without_times(value: object) -> object:
    if isinstance(value, dict):
        return {key: without_times(each) for key, each in value.items() if key not in ("at", "fetched_at")}
    return [without_times(each) for each in value] if isinstance(value, list) else value


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that are read, as they are."""
    urls: list[str] = []
    make = Reader.make

    def counted(self: Reader, fetch: Fetch, *, is_home: bool = False) -> Made | None:
        if not is_home:
            urls.append(fetch.url)
        return make(self, fetch, is_home=is_home)

    monkeypatch.setattr(Reader, "make", counted)
    return urls


@pytest.fixture(scope="module")
def night(portal: Running, tmp_path_factory: pytest.TempPathFactory) -> tuple[AuditResult, Path]:
    """The first night, and the user's folder after it."""
    folder = tmp_path_factory.mktemp("night")
    with at_home(folder / "home"):
        return audit(portal, folder / "first"), folder / "home"


@pytest.fixture
def first(night: tuple[AuditResult, Path], tmp_path: Path) -> AuditResult:
    """The first night, and what it left behind in this test's own folder."""
    shutil.copytree(night[1], tmp_path / "home")
    return night[0]


def place(portal: Running) -> KeptReadings:
    return KeptReadings(portal.home)


def file_of(tmp_path: Path) -> Path:
    (file,) = (tmp_path / "home" / "cache" / "readings").glob("*.readings")
    return file


def test_second_night_reads_no_page_again_and_says_the_same(
    portal: Running, tmp_path: Path, first: AuditResult, made: list[str]
) -> None:
    second = audit(portal, tmp_path / "second", first.snapshot)
    assert len(made) < first.audit.run.pages_fetched / 10
    kept = file_of(tmp_path)
    assert len(place(portal).load()) > 80
    kept.unlink()
    again = audit(portal, tmp_path / "again", first.snapshot)
    assert len(made) > first.audit.run.pages_fetched / 2
    assert verdict(second) == verdict(again)


def test_a_page_that_changed_is_read_anew(
    portal: Running, tmp_path: Path, first: AuditResult, made: list[str]
) -> None:
    routes = portal.site.own
    path = next(path for path, route in routes.items() if route.status == 200 and "t2026" in path)
    before = routes[path]
    assert isinstance(routes, dict)
    routes[path] = replace(before, body=before.body.replace(b"</body>", b"<p>20261119</p></body>"))
    try:
        second = audit(portal, tmp_path / "second", first.snapshot)
        assert any(url.endswith(path) for url in made)
        assert len(made) < first.audit.run.pages_fetched / 10
        file_of(tmp_path).unlink()
        assert verdict(second) == verdict(audit(portal, tmp_path / "again", first.snapshot))
    finally:
        routes[path] = before


def test_without_an_earlier_night_everything_is_read_anew(
    portal: Running, tmp_path: Path, first: AuditResult, made: list[str]
) -> None:
    audit(portal, tmp_path / "second")
    assert len(made) > first.audit.run.pages_fetched / 2


@pytest.mark.parametrize("at", [3, 5000, -3])
def test_a_damaged_file_is_none(portal: Running, tmp_path: Path, first: AuditResult, at: int) -> None:
    file = file_of(tmp_path)
    data = bytearray(file.read_bytes())
    data[at] ^= 1
    file.write_bytes(data)
    assert place(portal).load() == {}


def test_a_file_cut_short_is_none(portal: Running, tmp_path: Path, first: AuditResult) -> None:
    file = file_of(tmp_path)
    for size in (0, 10, 4000):
        file.write_bytes(file.read_bytes()[:size])
        assert place(portal).load() == {}


def test_another_program_or_user_keeps_its_own(
    portal: Running, tmp_path: Path, first: AuditResult, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert place(portal).load()
    with monkeypatch.context() as patch:
        patch.setattr(kept_readings, "rules", lambda: "of another version")
        assert place(portal).load() == {}
    (file_of(tmp_path).parent / "secret").write_bytes(b"of somebody else")
    assert place(portal).load() == {}


def test_a_folder_open_to_others_is_not_used(portal: Running, tmp_path: Path, first: AuditResult) -> None:
    folder = file_of(tmp_path).parent
    assert folder.stat().st_mode & 0o077 == 0
    folder.chmod(0o777)
    assert place(portal).load() == {}
    kept = file_of(tmp_path).read_bytes()
    place(portal).keep([])
    assert file_of(tmp_path).read_bytes() == kept


class Harmful:
    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, ("harm",)


def test_nothing_in_a_file_is_run(
    portal: Running, tmp_path: Path, first: AuditResult, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even under the right seal."""
    monkeypatch.chdir(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(pickle, "HIGHEST_PROTOCOL", 2)
        place(portal).keep([Harmful()])  # type: ignore[list-item]
    assert place(portal).load() == {}
    assert not Path("harm").exists()


def test_sites_not_looked_at_for_long_are_forgotten(
    portal: Running, tmp_path: Path, first: AuditResult
) -> None:
    readings = list(place(portal).load().values())
    old = file_of(tmp_path)
    os.utime(old, (0, 0))
    KeptReadings("http://another.example/").keep(readings)
    assert not old.exists()
    assert len(KeptReadings("http://another.example/").load()) == len(readings)


def test_too_much_of_one_site_is_not_kept(
    portal: Running, tmp_path: Path, first: AuditResult, monkeypatch: pytest.MonkeyPatch
) -> None:
    readings = list(place(portal).load().values())
    monkeypatch.setattr(kept_readings, "_MOST_BYTES", 2000)
    place(portal).keep(readings)
    assert not list((tmp_path / "home" / "cache" / "readings").glob("*.readings"))


def test_a_folder_that_cannot_be_made_is_no_matter(portal: Running, tmp_path: Path) -> None:
    (tmp_path / "home").write_text("")
    assert audit(portal, tmp_path / "first").audit.run.complete


def test_a_night_that_saw_little_leaves_what_is_kept(
    portal: Running, tmp_path: Path, first: AuditResult
) -> None:
    before = place(portal).load()
    assert not audit(portal, tmp_path / "second", first.snapshot, max_pages=5).audit.run.complete
    assert len(place(portal).load()) == len(before)
