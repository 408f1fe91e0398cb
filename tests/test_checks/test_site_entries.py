"""site.error_report, site.accessibility_entry"""

from dataclasses import replace

import pytest

from checks.site.accessibility_entry import accessibility_entry
from checks.site.error_report import error_report_entry
from test_checks.builders import FOOTER, HOME, home, only_fail, page, run, url, verdict
from xunjian.model.page import Reading
from xunjian.plugin import Check

WITHOUT = page(footer=replace(FOOTER, error_report=None))
WITH = page(accessibility=Reading("长者模式", "链接"))
both = pytest.mark.parametrize("check", [error_report_entry, accessibility_entry])


@both
def test_shown(check: Check) -> None:
    findings = run(check, home(at=WITH))
    assert verdict(findings) == "pass"
    assert findings[0].evidence


@both
def test_absent(check: Check) -> None:
    finding = only_fail(run(check, home(at=WITHOUT)))
    assert finding.subject is not None
    assert (finding.subject.kind, finding.subject.url) == ("site", HOME)


@both
def test_an_unread_script_or_frame_may_hold_it(check: Check) -> None:
    assert verdict(run(check, home(at=WITHOUT, unread=[url("foot.js")]))) == "unknown"
    framed = page(footer=replace(FOOTER, error_report=None, unread=(url("foot.html"),)))
    assert verdict(run(check, home(at=framed))) == "unknown"


@both
def test_a_shell_that_no_browser_opened(check: Check) -> None:
    shell = page(footer=replace(FOOTER, error_report=None), shell=True)
    assert verdict(run(check, home(at=shell))) == "unknown"


@both
def test_a_shown_entry_beside_an_unread_script(check: Check) -> None:
    assert verdict(run(check, home(at=WITH, unread=[url("count.js")]))) == "pass"
