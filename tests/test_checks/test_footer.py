"""The six footer checks: present, missing as a template, not readable, and what must not be reported."""

from dataclasses import replace

import pytest

from checks.footer.contact import contact
from checks.footer.icp import icp_number
from checks.footer.party_badge import party_badge
from checks.footer.police import police_number
from checks.footer.site_code import site_code
from checks.footer.sponsor import sponsor
from test_checks.builders import CUT, FOOTER, HOME, only_fail, page, pages, run, url, verdict
from xunjian.model.page import PageKind, Reading
from xunjian.plugin import Check

EACH = [
    (icp_number, "icp"),
    (police_number, "police"),
    (site_code, "site_code"),
    (party_badge, "party_badge"),
    (sponsor, "sponsor"),
    (contact, "contact"),
]
each_item = pytest.mark.parametrize(("check", "item"), EACH, ids=[item for _, item in EACH])


@each_item
def test_shown_on_every_page(check: Check, item: str) -> None:
    findings = run(check, pages(page(), page(url("c/"), PageKind.COLUMN)))
    assert verdict(findings) == "pass"
    assert findings[0].evidence


@each_item
def test_one_template_fault_is_one_finding(check: Check, item: str) -> None:
    without = replace(FOOTER, **{item: None})
    lacking = [page(url(f"a/{n}.html"), PageKind.ARTICLE, footer=without) for n in (3, 1, 2)]
    finding = only_fail(run(check, pages(page(), *lacking)))
    assert finding.subject is not None
    assert finding.subject.kind == "page"
    assert finding.subject.url == url("a/1.html")
    assert finding.subject.found_on == (url("a/1.html"), url("a/2.html"), url("a/3.html"))
    assert finding.signature == item
    assert finding.kind == "other"


@each_item
def test_the_home_page_is_the_subject_where_it_lacks_it(check: Check, item: str) -> None:
    without = replace(FOOTER, **{item: None})
    finding = only_fail(
        run(check, pages(page(url("a/1.html"), PageKind.ARTICLE, footer=without), page(footer=without)))
    )
    assert finding.subject is not None
    assert finding.subject.url == HOME
    assert finding.subject.found_on[0] == HOME
    assert finding.kind == "home"


@each_item
def test_what_an_unread_script_may_write_is_unknown(check: Check, item: str) -> None:
    unread = replace(FOOTER, **{item: None}, unread=(url("foot.js"),))
    assert verdict(run(check, pages(page(footer=unread)))) == "unknown"


@each_item
def test_a_shell_that_no_browser_opened_is_unknown(check: Check, item: str) -> None:
    without = replace(FOOTER, **{item: None})
    assert verdict(run(check, pages(page(footer=without, shell=True)))) == "unknown"
    assert verdict(run(check, pages(page(footer=without, shell=True, rendered=True)))) == "fail"


@each_item
def test_a_site_not_seen_whole_is_no_pass(check: Check, item: str) -> None:
    assert verdict(run(check, pages(page()), CUT)) == "unknown"
    without = replace(FOOTER, **{item: None})
    assert verdict(run(check, pages(page(footer=without)), CUT)) == "fail"


@each_item
def test_an_unread_script_beside_a_shown_item_does_no_harm(check: Check, item: str) -> None:
    shown = replace(FOOTER, unread=(url("count.js"),))
    assert verdict(run(check, pages(page(footer=shown)))) == "pass"


def test_copyright_names_the_sponsor_only_where_the_parameter_says_so() -> None:
    holder = Reading("某县人民政府", "页脚文字", "版权所有：某县人民政府")
    by_copyright = replace(FOOTER, sponsor=None, copyright_holder=holder)
    assert verdict(run(sponsor, pages(page(footer=by_copyright)))) == "pass"
    assert verdict(run(sponsor, pages(page(footer=by_copyright)), copyright_counts=False)) == "fail"
    both = replace(FOOTER, copyright_holder=holder)
    assert verdict(run(sponsor, pages(page(footer=both)), copyright_counts=False)) == "pass"
