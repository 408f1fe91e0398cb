"""content.restricted"""

from checks.content.restricted import restricted_pages
from test_checks.builders import CUT, fetch, only_fail, run, url, verdict
from xunjian.model.closed_pages import ClosedPage, ClosedPages
from xunjian.model.page import Closing

OPEN = ClosedPages((), 9)


def closed(closing: Closing, column: str = "通知公告") -> ClosedPages:
    at = url("a/1.html")
    return ClosedPages((ClosedPage(at, closing, "某通知", fetch(at), "您没有访问权限", column),), 9)


def test_nothing_is_closed() -> None:
    assert verdict(run(restricted_pages, OPEN)) == "pass"


def test_each_way_of_closing_is_told_in_words() -> None:
    words = {Closing.RANGE: "网络地址", Closing.LOGIN: "登录", Closing.PERMISSION: "没有访问权限"}
    for closing, word in words.items():
        finding = only_fail(run(restricted_pages, closed(closing)))
        assert finding.subject is not None
        assert (finding.subject.kind, finding.subject.url) == ("page", url("a/1.html"))
        assert word in finding.message
        assert finding.column == "通知公告"


def test_a_page_that_only_leads_to_a_login_elsewhere_has_its_address_as_proof() -> None:
    page = ClosedPage(
        url("a/2.html"), Closing.LOGIN, "某通知", None, "跳转到 https://sso.invalid/", "政策文件"
    )
    finding = only_fail(run(restricted_pages, ClosedPages((page,), 9)))
    assert finding.evidence[0].url == url("a/2.html")


def test_what_was_not_seen_is_unknown_and_hides_no_fault() -> None:
    assert verdict(run(restricted_pages, OPEN, CUT)) == "unknown"
    assert verdict(run(restricted_pages, closed(Closing.RANGE), CUT)) == "fail"
