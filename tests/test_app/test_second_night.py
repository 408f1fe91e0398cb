"""Night two: cheaper than night one, and the same verdict as if everything had been fetched again."""

import csv
import io
import json
import shutil
import sys
from collections.abc import Iterator, MutableMapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import cast

import pytest

from storage.snapshot import SnapshotFile, SnapshotWriter, close_snapshot
from tests.test_app.home import at_home
from xunjian.app.audit import AuditRequest, run_audit
from xunjian.app.outputs import AuditResult
from xunjian.app.requests import RequestList, list_requests
from xunjian.app.score import ScoreRequest, run_score
from xunjian.cli.verbs import app
from xunjian.errors import UsageError
from xunjian.model.finding import Status
from xunjian.testing.portals.demo import demo_case
from xunjian.testing.server import Hit, Running, serve
from xunjian.testing.site import Route

AS_OF = date(2026, 11, 20)


@pytest.fixture(scope="module")
def portal() -> Iterator[Running]:
    with serve(demo_case(AS_OF).spec, etags=True) as running:
        yield running


@dataclass(frozen=True)
class Night:
    """The first night: what came of it, what was asked and sent, and the user's folder after it."""

    result: AuditResult
    asked: Sequence[Hit]
    sent: int
    home: Path


@pytest.fixture(scope="module")
def night(portal: Running, tmp_path_factory: pytest.TempPathFactory) -> Night:
    folder = tmp_path_factory.mktemp("night")
    with at_home(folder / "home"):
        before = portal.sent()
        result = audit(portal, folder / "1")
    return Night(result, tuple(portal.log), portal.sent() - before, folder / "home")


@pytest.fixture
def first(night: Night, tmp_path: Path) -> AuditResult:
    """The first night, in this test's own office."""
    shutil.copytree(night.home, tmp_path / "home")
    return night.result


def audit(portal: Running, out: Path, **changes: object) -> AuditResult:
    request = AuditRequest(portal.home, as_of=AS_OF, delay=0.0, allow_private=True, browser=False, out=out)
    for name, value in changes.items():
        object.__setattr__(request, name, value)
    portal.log.clear()
    return run_audit(replace(request, resolve=portal.resolve))


def verdict(result: AuditResult) -> dict[str, object]:
    """audit.json without what tells one run from another."""
    tree: dict[str, object] = json.loads((result.snapshot.parent / "audit.json").read_text("utf-8"))
    run = tree["run"]
    assert isinstance(run, dict)
    for name in ("id", "started_at", "finished_at", "snapshot_sha256"):
        run.pop(name)
    return cast("dict[str, object]", without_times(tree))


def without_times(value: object) -> object:
    if isinstance(value, dict):
        return {key: without_times(each) for key, each in value.items() if key not in ("at", "fetched_at")}
    return [without_times(each) for each in value] if isinstance(value, list) else value


def unchanged(result: AuditResult) -> int:
    return sum(each.code == "unchanged" for each in list_requests(str(result.snapshot)).requests)


def mend_and_change(portal: Running, first: AuditResult) -> None:
    """Every twentieth page changes, one goes, one comes, and what was broken is mended."""
    routes = cast("MutableMapping[str, Route]", portal.site.own)
    pages = [
        path
        for path, route in routes.items()
        if route.status == 200 and b"</body>" in route.body and path != "/"
    ]
    assert len(pages) >= 40
    for path in pages[::20]:
        body = routes[path].body.replace(b"</body>", b'<p>x</p><a href="/brand-new.html">new</a></body>')
        routes[path] = replace(routes[path], body=body)
    routes["/brand-new.html"] = routes[pages[1]]
    del routes[pages[7]]
    broken = next(
        each.subject.url
        for each in first.audit.findings
        if each.check.startswith("links.")
        and each.status is Status.FAIL
        and portal.home in (each.subject.url or "")
    )
    assert broken is not None
    path = "/" + broken.removeprefix(portal.home).lstrip("/")
    assert path not in routes or routes[path].status != 200
    routes[path] = Route(b"<html><title>ok</title><body><p>mended</p></body></html>")


def test_an_unchanged_portal_is_judged_alike_for_less(
    portal: Running, night: Night, first: AuditResult, tmp_path: Path
) -> None:
    before = portal.sent()
    second = audit(portal, tmp_path / "2")  # finds the first by itself
    again = portal.sent() - before
    full = audit(portal, tmp_path / "3", use_earlier=False)
    assert unchanged(first) == unchanged(full) == 0
    assert unchanged(second) > 40
    assert again < night.sent / 3
    assert verdict(first) == verdict(second) == verdict(full)
    away = first.snapshot.parent.rename(tmp_path / "away")
    try:
        rescored = run_score(ScoreRequest(str(tmp_path / "2"), out=tmp_path / "4", record=False))
    finally:
        away.rename(first.snapshot.parent)
    assert verdict(full)["findings"] == verdict(rescored_in(rescored, tmp_path / "4"))["findings"]


def rescored_in(result: AuditResult, folder: Path) -> AuditResult:
    return replace(result, snapshot=folder / "snapshot.sqlite")


def test_a_changed_portal_is_judged_as_by_a_full_crawl(
    portal: Running, first: AuditResult, tmp_path: Path
) -> None:
    routes = cast("MutableMapping[str, Route]", portal.site.own)
    before = dict(routes)
    try:
        mend_and_change(portal, first)
        second = audit(portal, tmp_path / "2", since=first.snapshot.parent)
        full = audit(portal, tmp_path / "3", use_earlier=False)
    finally:
        routes.clear()
        routes.update(before)
    assert unchanged(second) > 40
    assert verdict(second) == verdict(full)
    assert verdict(second)["findings"] != verdict(first)["findings"]


def test_a_snapshot_of_another_site_will_not_do(first: AuditResult, tmp_path: Path) -> None:
    assert AuditRequest("http://a.example/").use_earlier
    with serve(demo_case(AS_OF).spec) as other, pytest.raises(UsageError, match="不是对"):
        audit(other, tmp_path / "2", since=first.snapshot)


def test_a_snapshot_that_is_not_whole_gives_way_to_one_that_is(
    portal: Running, first: AuditResult, tmp_path: Path
) -> None:
    audit(portal, tmp_path / "2", max_pages=5, use_earlier=False)
    third = audit(portal, tmp_path / "3")
    with SnapshotFile.open(third.snapshot) as opened:
        assert opened.plan.since == str(first.snapshot.resolve())


@pytest.fixture
def seen(first: AuditResult) -> RequestList:
    return list_requests(first.audit.run.id)


def test_every_request_that_came_is_listed(portal: Running, night: Night, seen: RequestList) -> None:
    own = sorted(
        (each.method, "/" + each.url.removeprefix(portal.home).lstrip("/"))
        for each in seen.requests
        if each.url.startswith(portal.home) and each.why != "certificate"
    )
    assert own == sorted((hit.method, hit.path) for hit in night.asked)
    assert {"page", "link", "probe", "robots"} <= {each.why for each in seen.requests}
    assert [each.at for each in seen.requests] == sorted(each.at for each in seen.requests)
    assert sum(each.size or 0 for each in seen.requests) > 0
    assert seen.not_listed


def test_the_list_is_printed_in_three_forms(
    first: AuditResult, seen: RequestList, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()

    def printed(form: str) -> str:
        app(["requests", str(first.snapshot.parent), "--format", form], standalone_mode=False)
        sys.stdout.flush()
        return capsys.readouterr().out

    tree = json.loads(printed("json"))
    assert len(tree["requests"]) == len(seen.requests)
    assert tree["not_listed"] == list(seen.not_listed)
    rows = list(csv.reader(io.StringIO(printed("csv").removeprefix("\ufeff"))))
    assert rows[0][:3] == ["时间（北京）", "方法", "状态"]
    assert len(rows) == len(seen.requests) + 1
    text = printed("text").splitlines()
    assert text[0].split("\t") == rows[0]
    assert any("没有列入" in line for line in text)


def test_an_unsealed_snapshot_is_listed_too(first: AuditResult, seen: RequestList, tmp_path: Path) -> None:
    snapshot = Path(shutil.copy(first.snapshot, tmp_path / "snapshot.sqlite"))
    with SnapshotWriter(snapshot):
        pass  # opened to be gone on with: no longer sealed
    assert len(list_requests(str(snapshot)).requests) == len(seen.requests)
    close_snapshot(snapshot)
