"""The five link checks: one target one owner, faults, doubts, and what was not tried."""

import pytest

from checks.links._owner import Owner, owner_of
from checks.links.attachment import attachments
from checks.links.external import external_links
from checks.links.home import home_links
from checks.links.inner import inner_links
from checks.links.soft_404 import soft_404
from test_checks.builders import CUT, HOME, home, only_fail, page, run, target, targets, url, verdict
from xunjian.model.site import Target, TargetKind, TargetState
from xunjian.plugin import Check

BROKEN, SOFT, UNKNOWN = TargetState.BROKEN, TargetState.SOFT_404, TargetState.UNKNOWN
DOUBTFUL, KNOWN = TargetState.DOUBTFUL, TargetState.RECOGNISED
FILE = TargetKind.ATTACHMENT
OUT = "http://other.example.com/x"

ALL = (home_links, inner_links, external_links, attachments, soft_404)


def mine(check: Check, state: TargetState, **more: object) -> Target:
    """A target in a state that belongs to a check."""
    kinds: dict[str, dict[str, object]] = {
        "links.home": {"on_home": True},
        "links.inner": {},
        "links.external": {"path": OUT, "same_site": False},
        "links.attachment": {"path": "f.pdf", "kind": FILE},
        "links.soft_404": {},
    }
    return target(**{"state": state, **kinds[check.id], **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "owner"),
    [
        (target("f.pdf", BROKEN, kind=FILE, on_home=True), Owner.ATTACHMENT),
        (target("f.pdf", SOFT, kind=FILE), Owner.ATTACHMENT),
        (target("a.html", SOFT, on_home=True), Owner.SOFT_404),
        (target(OUT, BROKEN, on_home=True, same_site=False), Owner.HOME),
        (target("a.html", BROKEN), Owner.INNER),
        (target("a.png", BROKEN, kind=TargetKind.IMAGE), Owner.INNER),
        (target(OUT, BROKEN, same_site=False), Owner.EXTERNAL),
    ],
)
def test_one_target_one_owner(one: Target, owner: Owner) -> None:
    assert owner_of(one) is owner
    failing = [check.id for check in ALL if verdict(run(check, targets(one))) == "fail"]
    assert failing == [owner.value]


def test_no_external_link_is_said_of_the_other_pages_only() -> None:
    (finding,) = run(external_links, targets())
    assert finding.message == "不适用：首页以外没有外部链接。"
    assert verdict([finding]) == "not_applicable"


@pytest.mark.parametrize("check", [home_links, inner_links, external_links, attachments])
def test_a_broken_target_is_one_finding_with_its_pages(check: Check) -> None:
    found_on = (HOME, url("c/"))
    one = mine(check, BROKEN, status=404, fault="返回 404", found_on=found_on)
    finding = only_fail(run(check, targets(one, mine(check, TargetState.SOUND, path="sound"))))
    assert finding.subject is not None
    assert finding.subject.kind == ("attachment" if check is attachments else "link")
    assert finding.subject.url == one.url
    assert finding.subject.found_on == found_on
    assert finding.subject.title == "链接文字"
    assert "返回 404" in finding.message
    assert finding.evidence[0].status == 404
    assert "第 3 次" in (finding.evidence[0].quote or "")
    assert finding.kind == ("home" if check is home_links else "other")


@pytest.mark.parametrize("check", ALL)
def test_all_sound_is_a_pass_with_evidence(check: Check) -> None:
    findings = run(check, targets(mine(check, TargetState.SOUND)))
    assert verdict(findings) == "pass"
    assert findings[0].evidence


@pytest.mark.parametrize("check", ALL)
def test_what_was_not_tried_is_unknown_with_one_statement_per_reason(check: Check) -> None:
    forbidden = [mine(check, UNKNOWN, path=f"{n}.x", reason="robots.txt 不许抓取") for n in range(20)]
    shielded = mine(check, UNKNOWN, path="s.x", reason="站点返回验证页面")
    findings = run(check, targets(*forbidden, shielded, mine(check, TargetState.SOUND, path="ok.x")))
    assert verdict(findings) == "unknown"
    assert len(findings) == 2
    assert "20 个" in findings[0].message


@pytest.mark.parametrize("check", [home_links, external_links, attachments])
def test_a_doubtful_answer_of_another_site_is_for_a_person(check: Check) -> None:
    one = mine(check, DOUBTFUL, path=OUT, same_site=False, status=403, fault="返回 403")
    assert verdict(run(check, targets(one))) == "review"
    assert verdict(run(soft_404, targets(one))) == "not_applicable"


@pytest.mark.parametrize("check", ALL)
def test_central_services_are_recognised_and_never_charged(check: Check) -> None:
    findings = run(check, targets(mine(check, KNOWN)))
    assert verdict(findings) == "not_applicable"


@pytest.mark.parametrize("check", [inner_links, external_links, attachments, soft_404])
def test_no_target_at_all(check: Check) -> None:
    assert verdict(run(check, targets())) == "not_applicable"
    assert verdict(run(check, targets(), CUT)) == "unknown"


@pytest.mark.parametrize("check", [inner_links, external_links, attachments, soft_404])
def test_a_site_not_seen_whole_is_no_pass(check: Check) -> None:
    assert verdict(run(check, targets(mine(check, TargetState.SOUND)), CUT)) == "unknown"


def test_the_home_page_alone_decides_of_its_links() -> None:
    sound = mine(home_links, TargetState.SOUND)
    assert verdict(run(home_links, targets(sound), CUT)) == "pass"
    assert verdict(run(home_links, targets(sound, home_read=False))) == "unknown"
    assert verdict(run(home_links, targets(sound), home(at=page(shell=True)))) == "unknown"


def test_a_soft_404_names_the_page_and_keeps_its_words() -> None:
    finding = only_fail(run(soft_404, targets(mine(soft_404, SOFT, fault="返回 200，内容是出错页面"))))
    assert "出错页面" in finding.message
    assert finding.subject is not None
    assert finding.subject.kind == "link"


def test_a_broken_image_is_called_an_image() -> None:
    one = target("p.png", BROKEN, kind=TargetKind.IMAGE, status=404, fault="返回 404")
    assert "图片" in only_fail(run(inner_links, targets(one))).message
