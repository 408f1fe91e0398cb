"""A list that a script fetches: unknown without a browser, judged with one."""

import os
from datetime import date
from pathlib import Path

import pytest

from tests.test_app.sweeping import pack_of
from xunjian.app.audit import AuditRequest, run_audit
from xunjian.app.browser import SANDBOX, locate_browser
from xunjian.app.outputs import AuditResult
from xunjian.model.finding import Status
from xunjian.testing.portals.cases import case
from xunjian.testing.server import serve

AS_OF = date(2026, 11, 20)


def _audit(home: str, unit_type: str, out: Path, pack: str, *, browser: bool) -> AuditResult:
    request = AuditRequest(
        target=home,
        unit_type=unit_type,
        pack=pack,
        as_of=AS_OF,
        delay=0,
        concurrency=8,
        allow_private=True,
        browser=browser,
        out=out,
        record=False,
    )
    return run_audit(request)


def _status(result: AuditResult, check: str) -> Status:
    return next(each.status for each in result.audit.checks if each.check == check)


@pytest.mark.browser
@pytest.mark.skipif(locate_browser() is None, reason="没有找到浏览器")
def test_what_is_unknown_without_a_browser_is_judged_with_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if os.geteuid() == 0:  # Chromium's sandbox does not start for root
        monkeypatch.setenv(SANDBOX, "0")
    spec = case("scripted").planted.spec
    pack = pack_of(tmp_path, spec.unit_type, "column.blank", "interpretation.column")
    with serve(spec) as running:
        alone = _audit(running.home, spec.unit_type, tmp_path / "alone", pack, browser=False)
        drawn = _audit(running.home, spec.unit_type, tmp_path / "drawn", pack, browser=True)
    assert _status(alone, "column.blank") is Status.UNKNOWN
    assert _status(drawn, "column.blank") is Status.PASS
    assert _status(drawn, "interpretation.column") is Status.PASS
    assert drawn.audit.run.coverage is not None
    assert drawn.audit.run.coverage.rendered >= 2
    assert drawn.audit.run.pages_fetched > alone.audit.run.pages_fetched
