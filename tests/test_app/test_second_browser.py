"""A portal whose home page one browser shows and the other does not: found with both screenshots, and judged
again without a browser."""

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from xunjian.app.audit import AuditRequest, run_audit
from xunjian.app.browser import SANDBOX, SECOND, locate_browser
from xunjian.app.score import ScoreRequest, run_score
from xunjian.testing import browser_defects
from xunjian.testing.planting import plant
from xunjian.testing.portals.case import department
from xunjian.testing.server import serve

PACK = """schema: 1
id: shown
title: 首页显示
version: "1"
source: {title: 测试}
unit_types: [department]
items:
  - {id: a, title: 首页显示, points: 1, check: site.render, cite: {clause: 测试}}
"""
FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")


@pytest.mark.browser
@pytest.mark.skipif(locate_browser() is None, reason="没有找到浏览器")
@pytest.mark.skipif(FIREFOX is None, reason="没有找到 Firefox")
def test_a_page_that_only_chromium_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert FIREFOX is not None
    monkeypatch.setenv(SECOND, FIREFOX)
    if os.geteuid() == 0:  # Chromium's sandbox does not start for root
        monkeypatch.setenv(SANDBOX, "0")
    bare = replace(department(55, "modern"), prefix="/")
    spec = plant(bare, browser_defects.show_in_one_browser()).spec
    out, pack = tmp_path / "out", tmp_path / "shown.yaml"
    pack.write_text(PACK, encoding="utf-8")
    with serve(spec) as running:
        request = AuditRequest(
            target=running.home, unit_type=spec.unit_type, name=spec.name, as_of=spec.as_of, delay=0,
            concurrency=8, allow_private=True, out=out, record=False, max_pages=1,
            pack=str(pack),
        )  # fmt: skip
        audit = run_audit(request).audit
    (finding,) = audit.findings
    (claim,) = spec.claims
    assert (finding.status, claim.mentions in finding.message) == (claim.status, True)
    assert "在 Firefox" in finding.message
    pictures = [each.path for each in finding.evidence if each.kind == "screenshot"]
    assert len(pictures) == 2
    assert all(path and (out / path).read_bytes().startswith(b"\x89PNG") for path in pictures)
    judged = ScoreRequest(str(out / "snapshot.sqlite"), str(pack), out=tmp_path / "again", record=False)
    assert run_score(judged).audit.findings == audit.findings
