"""Facts read on several cores, or while the crawl goes on, are the facts read on one core at the end."""

import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from storage.snapshot import SnapshotFile, SnapshotWriter, close_snapshot
from xunjian.app import facts as facts_module
from xunjian.app.audit import AuditRequest, run_audit
from xunjian.app.facts import Readings, read_facts
from xunjian.app.reading_process import ReadingProcess
from xunjian.model.observation import Role
from xunjian.model.site import FactValues
from xunjian.model.texts import Texts
from xunjian.model.unit import Unit
from xunjian.testing.portals.demo import demo_case
from xunjian.testing.server import serve


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("audit")
    with serve(demo_case(date(2026, 11, 20)).spec) as running:
        request = AuditRequest(
            target=running.home,
            as_of=date(2026, 11, 20),
            delay=0,
            allow_private=True,
            browser=False,
            out=out,
            record=False,
            max_pages=40,
        )
        return run_audit(request).snapshot


@pytest.fixture
def cores(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Has even small sites read by as many processes as there are said to be cores."""
    monkeypatch.setattr(facts_module, "_MANY", 1)
    monkeypatch.setattr(facts_module, "_SOME", 1)

    def use(number: int) -> None:
        monkeypatch.setattr("os.cpu_count", lambda: number)

    return use


def comparable(facts: FactValues) -> dict[str, object]:
    """Without what reads on demand out of an open file."""
    return {kind.__name__: value for kind, value in facts.items() if kind is not Texts}


def test_several_processes_read_what_one_reads(snapshot: Path, cores: Callable[[int], None]) -> None:
    with SnapshotFile.open(snapshot) as opened:
        unit = opened.plan.units[0]
        alone = read_facts(opened, snapshot, unit)
        cores(3)
        together = read_facts(opened, snapshot, unit)
    assert comparable(alone) == comparable(together)


def test_a_process_that_dies_costs_time_and_no_page(
    snapshot: Path, tmp_path: Path, cores: Callable[[int], None]
) -> None:
    with SnapshotFile.open(snapshot) as opened:
        unit = opened.plan.units[0]
        alone = read_facts(opened, snapshot, unit)
        cores(2)
        together = read_facts(opened, tmp_path / "not-there.sqlite", unit)
    assert comparable(alone) == comparable(together)


class Crawl:
    """Writes a snapshot over again in steps, as a crawl does: pages first, their scripts last."""

    def __init__(self, source: SnapshotFile, path: Path) -> None:
        self._source = source
        self._rows = sorted(source.fetches(), key=lambda fetch: fetch.role is Role.RESOURCE)
        self.path = path
        self.writer = SnapshotWriter(path, source.plan)

    def write(self, begin: float, end: float) -> None:
        """A part of the rows, each page first with what was once another answer."""
        count = len(self._rows)
        for fetch in self._rows[int(count * begin) : int(count * end)]:
            self.writer.add(fetch, self._source.body(fetch))
        self.writer.commit()

    def spoil(self, every: int) -> None:
        """Some pages so far had another answer before: the right one comes once more later."""
        pages = [fetch for fetch in self._rows if fetch.role is Role.PAGE and fetch.sha256 is not None]
        for fetch in pages[::every]:
            self.writer.add(fetch, "<html><title>正在维护</title><p>请稍后再来</p></html>".encode())
        self.writer.commit()

    def close(self) -> None:
        for kind in ("dns", "tls", "robots", "cut", "shield"):
            for each in self._source.observations(kind):
                self.writer.observe(each)
        self.writer.set_meta({key: self._source.meta[key] for key in ("complete", "finish_reason")})
        self.writer.close()


def has_read(process: ReadingProcess) -> bool:
    """Waits until a process has sent its first page."""
    until = time.monotonic() + 60
    while not process.made and time.monotonic() < until:
        time.sleep(0.02)
    return bool(process.made)


@pytest.mark.parametrize("kill", ["nobody", "beside the crawl", "after it"])
def test_reading_along_gives_what_reading_afterwards_gives(
    snapshot: Path, tmp_path: Path, cores: Callable[[int], None], kill: str
) -> None:
    path = tmp_path / "snapshot.sqlite"
    cores(3)
    with SnapshotFile.open(snapshot) as source:
        unit: Unit = source.plan.units[0]
        crawl = Crawl(source, path)
        crawl.spoil(every=3)
        crawl.write(0.2, 0.4)
        with Readings(path, unit) as readings:
            readings.begin()
            for process in readings.processes:
                assert has_read(process)
            if kill == "beside the crawl":
                readings.processes[0].kill()
            crawl.write(0.4, 0.7)
            crawl.write(0.0, 0.4)  # the right answers replace the others
            crawl.write(0.7, 1.0)
            crawl.close()
            readings.settle()
            assert len(readings.processes) == (1 if kill == "beside the crawl" else 2)
            if kill == "after it":
                readings.processes[0].kill()
            close_snapshot(path)  # nobody else has the file open, or this fails
            with SnapshotFile.open(path) as opened:
                along = readings.facts(opened)
        with SnapshotFile.open(path) as opened:
            afterwards = read_facts(opened, path, unit)
    assert comparable(along) == comparable(afterwards)
