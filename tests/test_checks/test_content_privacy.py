"""content.privacy"""

from dataclasses import replace

from checks.content.privacy import private_values
from test_checks.builders import CUT, only_fail, page, pages, run, url, verdict
from xunjian.model.page import PageKind, PrivateValue
from xunjian.model.private_files import PrivateFile, PrivateFiles
from xunjian.model.site import Page

IDENTITY = PrivateValue("identity", "110*************34", "甲某 110*************34 符合")
MOBILE = PrivateValue("mobile", "138******01", "王小一 138******01")


def holding(*values: PrivateValue, path: str = "a/1.html") -> Page:
    made = page(url(path), PageKind.ARTICLE)
    return replace(made, reading=replace(made.reading, private=values))


def test_clean_pages_pass() -> None:
    assert verdict(run(private_values, pages(page(), holding()))) == "pass"


def test_a_leak_is_told_masked_with_its_words_and_without_the_stored_page() -> None:
    finding = only_fail(run(private_values, pages(page(), holding(IDENTITY, IDENTITY, MOBILE))))
    assert finding.subject is not None
    assert finding.subject.url == url("a/1.html")
    assert "2 个公民身份号码、1 个手机号码" in finding.message
    assert all(each.sha256 is None for each in finding.evidence)
    assert finding.evidence[0].quote == IDENTITY.quote


def test_a_leak_in_a_file_is_the_files_found_on_its_page() -> None:
    file = PrivateFile(url("f/1.docx"), "人员名单", url("a/1.html"), (IDENTITY,))
    finding = only_fail(run(private_values, PrivateFiles((file,), 1)))
    assert finding.subject is not None
    assert (finding.subject.kind, finding.subject.url) == ("attachment", url("f/1.docx"))
    assert finding.subject.found_on == (url("a/1.html"),)
    assert "附件“人员名单”公开了未遮盖的 1 个公民身份号码" in finding.message
    mobiles = PrivateFile(url("f/2.docx"), "名单", url("a/1.html"), (MOBILE,))
    assert verdict(run(private_values, PrivateFiles((mobiles,), 1), mobiles=False)) == "pass"


def test_files_without_readable_words_are_named() -> None:
    (passed,) = run(private_values, PrivateFiles((), 3, ("拟录用名单",)))
    assert passed.status == "pass"
    assert "“拟录用名单”读不出文字，没有看" in passed.message


def test_a_pack_may_leave_mobile_numbers_out() -> None:
    assert verdict(run(private_values, pages(holding(MOBILE)), mobiles=False)) == "pass"
    assert verdict(run(private_values, pages(holding(MOBILE)))) == "fail"


def test_what_was_not_read_is_unknown_and_hides_no_leak() -> None:
    shell = page(url("s.html"), PageKind.COLUMN, shell=True)
    assert verdict(run(private_values, pages(page(), shell))) == "unknown"
    assert verdict(run(private_values, pages(holding(IDENTITY), shell))) == "fail"
    assert verdict(run(private_values, pages(page()), CUT)) == "unknown"
