"""The site's own search, tried in an audit end to end."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from storage.database import open_database
from storage.units import save_units
from tests.test_app.sweeping import options, pack_of
from xunjian.app.audit import AuditRequest, run_audit
from xunjian.app.browser import SANDBOX, locate_browser
from xunjian.app.outputs import AuditResult
from xunjian.app.score import ScoreRequest, run_score
from xunjian.app.sweep import run_sweep
from xunjian.model.audit import AuditCheck, load_audit
from xunjian.model.unit import Unit
from xunjian.testing.portals.case import AS_OF, department
from xunjian.testing.server import Running, serve
from xunjian.testing.site import Route
from xunjian.testing.spec import PortalSpec, Search

CHECK = "search.first_page"


def small(how: Search = Search.SOUND, make: str = "trs") -> PortalSpec:
    spec = department(14, make)
    columns = tuple(column for column in spec.columns if column.slug in spec.panels)
    return replace(spec, columns=columns, search=how)


@pytest.fixture
def portal() -> Iterator[Running]:
    with serve(small()) as running:
        yield running


def audit(running: Running, out: Path, **changes: object) -> AuditResult:
    request = AuditRequest(
        target=running.home, unit_type="department", as_of=AS_OF, delay=0.0, resolve=running.resolve,
        browser=False, allow_private=True, record=False, out=out,
    )  # fmt: skip
    return run_audit(replace(request, **changes))  # type: ignore[arg-type]


def said(result: AuditResult) -> AuditCheck:
    return next(each for each in result.audit.checks if each.check == CHECK)


def asked(running: Running) -> list[str]:
    """The searches that came in."""
    place = next(iter(running.site.searches))
    return [hit.path for hit in running.log if hit.path.startswith(f"{place}?") or hit.method == "POST"]


@pytest.mark.parametrize(
    ("how", "make", "status", "requests"),
    [
        (Search.POST, "table", "pass", 5),
        (Search.ENTRY, "modern", "pass", 5),
        (Search.SILENT, "modern", "fail", 5),
        (Search.SCRIPT, "trs", "unknown", 0),
    ],
)
def test_searches_of_many_forms(how: Search, make: str, status: str, requests: int, tmp_path: Path) -> None:
    with serve(small(how, make)) as running:
        result = audit(running, tmp_path)
        assert said(result).status == status
        assert len(asked(running)) == requests
    assert result.audit.run.complete


def test_a_stored_search_is_judged_again_and_goes_on_without_a_request(
    portal: Running, tmp_path: Path
) -> None:
    first = audit(portal, tmp_path / "first")
    before = len(asked(portal))
    assert before == 5
    again = run_score(ScoreRequest(str(tmp_path / "first"), out=tmp_path / "again", record=False))
    resumed = audit(portal, tmp_path / "first", resume=True)
    assert len(asked(portal)) == before
    assert said(first) == said(again) == said(resumed)


def test_the_evidence_of_a_miss_is_written_down(tmp_path: Path) -> None:
    with serve(small(Search.MISSES)) as running:
        audit(running, tmp_path)
    written = load_audit((tmp_path / "audit.json").read_text("utf-8"))
    (finding,) = [each for each in written.findings if each.check == CHECK]
    assert finding.evidence[0].quote
    assert finding.evidence[0].quote.startswith("检索词：")
    assert finding.evidence[0].path
    assert "没有找到" in (tmp_path / finding.evidence[0].path).read_text("utf-8")


def test_what_robots_forbids_is_unknown(portal: Running, tmp_path: Path) -> None:
    own = portal.site.own
    assert isinstance(own, dict)
    place = next(iter(portal.site.searches))
    own["/robots.txt"] = Route(f"User-agent: *\nDisallow: {place}?\n".encode(), "text/plain")
    result = audit(portal, tmp_path)
    assert said(result).status == "unknown"
    assert "robots.txt" in said(result).reason
    assert asked(portal) == []


def test_a_pack_without_the_check_asks_nothing(portal: Running, tmp_path: Path) -> None:
    audit(portal, tmp_path / "out", pack=pack_of(tmp_path, "department", "footer.icp"))
    assert asked(portal) == []


def test_a_sweep_asks_too(portal: Running, tmp_path: Path) -> None:
    unit = Unit("czj", "枫林市财政局", "department", portal.home)
    save_units(open_database(f"sqlite:///{tmp_path}/x.db"), [unit])
    (outcome,) = run_sweep([unit], options(tmp_path, as_of=AS_OF), lambda ended: None)
    assert outcome.state == "finished", outcome.reason
    written = load_audit((outcome.folder / "audit.json").read_text("utf-8"))
    assert next(each.status for each in written.checks if each.check == CHECK) == "pass"
    assert len(asked(portal)) == 5


@pytest.mark.browser
@pytest.mark.skipif(locate_browser() is None, reason="没有找到浏览器")
def test_a_scripted_search_is_tried_in_a_browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if os.geteuid() == 0:  # Chromium's sandbox does not start for root
        monkeypatch.setenv(SANDBOX, "0")
    with serve(small(Search.SCRIPT)) as running:
        result = audit(running, tmp_path / "out", browser=True, pack=pack_of(tmp_path, "department", CHECK))
        found = said(result)
        assert found.status == "pass", found.reason
        assert len(asked(running)) == 5
    pictures = [each.sha256 for note in found.notes for each in note.evidence if each.kind == "screenshot"]
    assert pictures
