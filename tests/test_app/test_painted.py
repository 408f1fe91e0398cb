"""A portal looked at in a browser: what that decides has its screenshot, and stands without it later."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from xunjian.app.audit import AuditRequest, run_audit
from xunjian.app.browser import SANDBOX, locate_browser
from xunjian.app.score import ScoreRequest, run_score
from xunjian.model.audit import Audit, AuditFinding
from xunjian.model.finding import Status
from xunjian.testing.portals.cases import case
from xunjian.testing.server import serve

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(locate_browser() is None, reason="没有找到浏览器"),
]
BY_BROWSER = ("site.render", "site.accessibility", "site.accessibility_entry")


@dataclass(frozen=True)
class Looked:
    audit: Audit
    out: Path

    @property
    def findings(self) -> list[AuditFinding]:
        return [each for each in self.audit.findings if each.check in BY_BROWSER]


@pytest.fixture(scope="module")
def looked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Looked]:
    spec = case("painted-faulty").spec
    out = tmp_path_factory.mktemp("looked") / "out"
    with pytest.MonkeyPatch.context() as patch, serve(spec) as running:
        if os.geteuid() == 0:  # Chromium's sandbox does not start for root
            patch.setenv(SANDBOX, "0")
        request = AuditRequest(
            target=running.home, unit_type=spec.unit_type, name=spec.name, as_of=spec.as_of, delay=0,
            concurrency=8, allow_private=True, out=out, record=False,
        )  # fmt: skip
        yield Looked(run_audit(request).audit, out)


def test_every_finding_that_the_browser_decided_has_its_screenshot(looked: Looked) -> None:
    assert {each.check for each in looked.findings} == set(BY_BROWSER)
    for finding in looked.findings:
        paths = [each.path for each in finding.evidence if each.kind == "screenshot"]
        assert paths, finding.message
        assert all(path and (looked.out / path).read_bytes().startswith(b"\x89PNG") for path in paths)


def test_the_snapshot_alone_gives_the_same_verdicts(looked: Looked, tmp_path: Path) -> None:
    again = run_score(ScoreRequest(str(looked.out / "snapshot.sqlite"), out=tmp_path / "again", record=False))
    assert again.audit.checks == looked.audit.checks
    assert again.audit.findings == looked.audit.findings


def test_audit_json_says_what_the_browser_decided(looked: Looked) -> None:
    text = (looked.out / "audit.json").read_text(encoding="utf-8")
    statuses = {each["check"]: each["status"] for each in json.loads(text)["checks"]}
    assert [statuses[check] for check in BY_BROWSER] == [Status.FAIL, Status.FAIL, Status.REVIEW]
