"""disclosure.on_request, interaction.channel"""

from dataclasses import replace

import pytest

from checks.disclosure.on_request import on_request_channel
from checks.interaction.channel import consulting_channel
from test_checks.builders import CUT, HOME, column, home, only_fail, run, tree, url, verdict
from xunjian.model.page import NavLink
from xunjian.model.site import ColumnKind
from xunjian.plugin import Check

both = pytest.mark.parametrize(
    ("check", "name"), [(on_request_channel, "依申请公开"), (consulting_channel, "互动交流")]
)


@both
def test_found_as_column_or_link(check: Check, name: str) -> None:
    assert verdict(run(check, tree(column(name)))) == "pass"
    assert verdict(run(check, tree(column(name, kind=ColumnKind.LOGIN)))) == "pass"
    findings = run(check, tree(nav=[(name, url("n/"))]))
    assert verdict(findings) == "pass"
    assert findings[0].evidence


@both
def test_absent(check: Check, name: str) -> None:
    finding = only_fail(run(check, tree(column("通知公告"))))
    assert finding.subject is not None
    assert (finding.subject.kind, finding.subject.url) == ("site", HOME)


@both
def test_alike_is_for_a_person(check: Check, name: str) -> None:
    shown = tree(nav=[(f"类似{name}", "http://x.example.com/")])
    assert verdict(run(check, shown)) == "review"


@both
def test_absent_from_what_was_seen_is_unknown(check: Check, name: str) -> None:
    assert verdict(run(check, tree(), CUT)) == "unknown"
    assert verdict(run(check, tree(complete=False))) == "unknown"
    assert verdict(run(check, tree(), home(unread=[url("nav.js")]))) == "unknown"


@both
@pytest.mark.parametrize(
    ("address", "status"), [("https://zwfw.province.gov.cn/", "pass"), ("http://x.example.com/", "review")]
)
def test_a_shared_platform(check: Check, name: str, address: str, status: str) -> None:
    assert verdict(run(check, tree(nav=[(name, address)]))) == status


@pytest.mark.parametrize("name", ["校长信箱", "业务咨询", "局长留言", "互動交流"])
def test_names_that_no_list_foresees(name: str) -> None:
    assert verdict(run(consulting_channel, tree(nav=[(name, url("n/"))]))) == "pass"


@pytest.mark.parametrize("name", ["网上信访", "纪检监察举报", "信访信箱", "举报信箱", "咨询电话"])
def test_special_channels_do_not_count(name: str) -> None:
    assert verdict(run(consulting_channel, tree(nav=[(name, url("n/"))]))) == "fail"


@pytest.mark.parametrize(("name", "status"), [("县长信箱", "pass"), ("法律咨询服务中心", "fail")])
def test_a_link_outside_the_navigation_has_to_end_like_a_channel(name: str, status: str) -> None:
    shown = replace(tree(), nav=(NavLink(name, url("n/"), 3),))
    assert verdict(run(consulting_channel, shown)) == status
