"""The five link checks: one target one owner, faults, doubts, and what was not tried."""

from dataclasses import replace
from typing import Any

import pytest

from checks.links._owner import Owner, owner_of
from checks.links.attachment import attachments
from checks.links.external import external_links
from checks.links.home import home_links
from checks.links.inner import inner_links
from checks.links.soft_404 import soft_404
from test_checks.builders import (
    CUT,
    HOME,
    column,
    fetch,
    home,
    only_fail,
    page,
    run,
    target,
    targets,
    tree,
    url,
    verdict,
)
from xunjian.model.observation import Attempt
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
    (finding,) = run(
        check, targets(one, mine(check, TargetState.SOUND, path="sound"))
    )  # and no pass beside it
    assert verdict([finding]) == "fail"
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
    (nameless,) = run(check, targets(mine(check, UNKNOWN)))
    assert "没有得到确定的答复" in nameless.message


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


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ({"unrendered": True}, "unknown"),
        ({"seen_whole": False, "at": replace(page(url("c/")), rendered=True)}, "unknown"),
        ({"at": replace(page(url("c/")), rendered=True)}, "pass"),  # blank, and seen to be
        ({"seen_whole": False}, "pass"),  # what pages of it there are the crawl knows
    ],
)
def test_lists_that_were_not_seen_may_hold_more_links(at: dict[str, Any], expected: str) -> None:
    sound = targets(mine(inner_links, TargetState.SOUND))
    assert verdict(run(inner_links, sound, tree(column(**at)))) == expected
    assert verdict(run(inner_links, targets(mine(inner_links, BROKEN)), tree(column(**at)))) == "fail"


def test_the_home_page_alone_decides_of_its_links() -> None:
    sound = mine(home_links, TargetState.SOUND)
    assert verdict(run(home_links, targets(sound), CUT)) == "pass"
    assert verdict(run(home_links, targets(sound, home_read=False))) == "unknown"
    assert verdict(run(home_links, targets(sound), home(at=page(shell=True)))) == "unknown"
    half = replace(page(), reading=replace(page().reading, left_out=9))
    assert verdict(run(home_links, targets(sound), home(at=half))) == "unknown"


def test_a_soft_404_names_the_page_and_keeps_its_words() -> None:
    one = replace(mine(soft_404, SOFT, fault="返回 200，内容是出错页面"), quote="页面不存在")
    finding = only_fail(run(soft_404, targets(one)))
    assert finding.subject is not None
    assert finding.subject.kind == "link"
    assert [each.quote for each in finding.evidence][-1] == "页面不存在"


IMAGE = TargetKind.IMAGE
C, D = url("c/"), url("d/")


PLACE = url("a/1.html")


@pytest.mark.parametrize(
    ("check", "one", "said"),
    [
        (
            inner_links,
            target(state=BROKEN, fault="返回 404"),
            f"上的链接“链接文字”（{PLACE}）打不开：返回 404",
        ),
        (inner_links, target("p.png", BROKEN, kind=IMAGE), f"页面 {C} 上的图片“链接文字”"),
        (inner_links, target(state=BROKEN, found_on=(C, D)), f"页面 {C} 等 2 个页面上的链接"),
        (inner_links, replace(target(state=BROKEN), found_on=()), "本站上的链接"),
        (inner_links, replace(target(state=BROKEN), text=" "), f"上的链接（{PLACE}）打不开"),
        (home_links, target(state=BROKEN, on_home=True), "首页上的链接"),
        (home_links, target(state=BROKEN, on_home=True, found_on=(HOME, C)), "首页等 2 个页面上的链接"),
        (attachments, target("f.pdf", BROKEN, kind=FILE), f"（{url('f.pdf')}）不能正常下载"),
        (attachments, target("f.pdf", SOFT, kind=FILE), "不能正常下载"),
        (soft_404, target(state=SOFT), "打开的是出错页面"),
        (
            external_links,
            target(OUT, DOUBTFUL, same_site=False, fault="返回 403"),
            "指向其他网站，返回 403，",
        ),
    ],
)
def test_words_of_a_fault(check: Check, one: Target, said: str) -> None:
    (finding,) = run(check, targets(one))
    assert said in finding.message


def test_proof_of_a_fault_tells_every_try_and_every_step() -> None:
    tries = (
        Attempt("HEAD", "", 0.1, 405, "http_405"),
        Attempt("GET", "", 0.1, None, "reset"),
        Attempt("GET", "", 0.1, None, "odd"),
    )
    last = replace(fetch(url("b.html"), 404), attempts=tries)
    one = replace(target(state=BROKEN), chain=(fetch(url("a.html"), 302, location=url("b.html")), last))
    finding = only_fail(run(inner_links, targets(one)))
    first, second = (each.quote or "" for each in finding.evidence)
    assert f"转到 {url('b.html')}" in first
    assert second == "第 1 次 HEAD 返回 405；第 2 次 GET 连接被重置；第 3 次 GET 没有正常答复"
    assert (finding.observed or "").endswith("（试了 3 次）")
    once = replace(target(state=BROKEN), chain=(replace(last, attempts=tries[:1]),))
    assert "试了" not in (only_fail(run(inner_links, targets(once))).observed or "")


def test_a_target_without_an_answer_is_proven_by_its_words() -> None:
    for one, quote in (
        (replace(target(state=BROKEN, fault="不是网址"), chain=()), "不是网址"),
        (replace(target(state=BROKEN), chain=()), "链接文字"),
    ):
        (proof,) = only_fail(run(inner_links, targets(one))).evidence
        assert (proof.kind, proof.quote) == ("text", quote)
