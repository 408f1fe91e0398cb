"""column.required"""

import pytest

from checks.column.required import Params, required_columns
from test_checks.builders import CUT, HOME, column, home, only_fail, run, tree, unit, url, verdict
from xunjian.model.finding import Status
from xunjian.model.site import ColumnKind

NAMES = Params().names


def all_of(*left_out: str) -> list[tuple[str, str]]:
    return [(name, url(f"n/{name}/")) for name in NAMES if name not in left_out]


def test_all_found_as_columns_or_navigation_links() -> None:
    findings = run(required_columns, tree(column("通知公告"), nav=all_of("通知公告")))
    assert verdict(findings) == "pass"
    assert len(findings) == len(NAMES)
    assert all(finding.evidence for finding in findings)


@pytest.mark.parametrize("name", NAMES)
def test_each_missing_name_is_a_finding_of_its_own(name: str) -> None:
    finding = only_fail(run(required_columns, tree(nav=all_of(name))))
    assert f"“{name}”" in finding.message
    assert finding.subject is not None
    assert (finding.subject.kind, finding.subject.url) == ("site", HOME)
    assert finding.signature == name
    assert finding.column == name


def test_alike_is_for_a_person() -> None:
    findings = run(required_columns, tree(column("类似依申请公开"), nav=all_of("依申请公开")))
    assert verdict(findings) == "review"


@pytest.mark.parametrize(
    "facts",
    [(tree(nav=all_of("双随机"), complete=False),), (tree(nav=all_of("双随机")), CUT)],
    ids=["tree", "coverage"],
)
def test_not_found_while_not_all_was_seen_is_unknown(facts: tuple[object, ...]) -> None:
    assert verdict(run(required_columns, *facts)) == "unknown"  # type: ignore[arg-type]


def test_a_script_that_may_write_the_navigation_makes_it_unknown() -> None:
    findings = run(required_columns, tree(nav=all_of("双随机")), home(unread=[url("nav.js")]))
    assert verdict(findings) == "unknown"


@pytest.mark.parametrize("kind", [ColumnKind.LOGIN, ColumnKind.ARTICLE, ColumnKind.UNREAD, ColumnKind.HUB])
def test_whatever_kind_of_column_answers_counts(kind: ColumnKind) -> None:
    shown = tree(column("依申请公开", kind=kind), nav=all_of("依申请公开"))
    assert verdict(run(required_columns, shown)) == "pass"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("http://xxgk.example.gov.cn/a/", "pass"),
        ("https://zwfw.province.gov.cn/", "pass"),
        ("http://www.example.com/", "review"),
    ],
)
def test_a_link_to_another_site_of_the_same_government(address: str, status: str) -> None:
    nav = [*all_of("依申请公开"), ("依申请公开", address)]
    assert verdict(run(required_columns, tree(nav=nav))) == status
    strict = run(required_columns, tree(nav=nav), allow_other_site=False)
    assert verdict(strict) == "review"


def test_townships_do_not_owe_what_governments_and_departments_do() -> None:
    nav = all_of("双随机", "政策解读")
    assert verdict(run(required_columns, tree(nav=nav), unit("township"))) == "pass"
    assert verdict(run(required_columns, tree(nav=nav), unit("department"))) == "fail"
    assert verdict(run(required_columns, tree(nav=all_of("预决算")), unit("township"))) == "fail"


def test_a_unit_that_owes_none_of_the_names() -> None:
    findings = run(required_columns, tree(), unit("township"), names=("双随机",))
    assert verdict(findings) == "not_applicable"


def test_universities_have_their_own_list() -> None:
    own = Params().instead["university"]
    nav = [(name, url(f"n/{name}/")) for name in own]
    assert verdict(run(required_columns, tree(nav=nav), unit("university"))) == "pass"
    missing = run(required_columns, tree(nav=nav[1:]), unit("university"))
    assert [finding.signature for finding in missing if finding.status is Status.FAIL] == [own[0]]


def test_names_that_a_pack_gives_are_asked_of_universities_too() -> None:
    shown = tree(nav=[("招生信息", url("n/1/"))])
    assert verdict(run(required_columns, shown, unit("university"), names=("招生信息",))) == "pass"


def test_alternatives() -> None:
    shown = tree(nav=[("民意征集", url("n/1/"))])
    names = ("意见征集", "民意征集")
    assert verdict(run(required_columns, shown, names=names, any_of=True)) == "pass"
    assert verdict(run(required_columns, shown, names=names)) == "fail"
    assert (
        only_fail(run(required_columns, tree(), names=names, any_of=True)).signature == "意见征集、民意征集"
    )
