"""column.mismatch"""

from collections.abc import Sequence
from dataclasses import replace

from checks.column.mismatch import mismatched_columns
from test_checks.builders import AS_OF, CUT, column, fetch, item, only_fail, page, run, tree, url, verdict
from xunjian.model.finding import Finding, Status
from xunjian.model.page import Item, PageKind
from xunjian.model.site import Column, ColumnKind, Page

SITE = "某县人民政府"


def shown(
    address: str, *, heading: str = "", crumbs: Sequence[str] = (), label: str = "", title: str = SITE
) -> Page:
    at = page(address, PageKind.COLUMN, labels={"ColumnName": label} if label else {})
    reading = replace(at.reading, heading=heading, breadcrumb=tuple(crumbs), document_title=title)
    return replace(at, reading=reading)


def sound(name: str, items: Sequence[Item] = ()) -> Column:
    address = url(f"c/{name}/")
    rows = items or [item(AS_OF, f"{name}一")]
    crumbs = ("首页", name)
    return column(
        name, rows, at=shown(address, heading=name, crumbs=crumbs, label=name, title=f"{name}-{SITE}")
    )


OTHER = sound("通知公告")
PLAIN = sound("政策文件")


def spoilt(
    heading: str = "", crumbs: Sequence[str] = (), label: str = "", title: str = SITE, *, same: bool = False
) -> Column:
    address = url("c/rs/")
    rows = OTHER.items if same else [item(AS_OF, "任免")]
    at = shown(address, heading=heading, crumbs=crumbs, label=label, title=title)
    return column("人事任免", rows, at=at, address=address)


def judged(*columns: Column) -> list[Finding]:
    return run(mismatched_columns, tree(OTHER, PLAIN, *columns))


def test_columns_that_say_their_own_names() -> None:
    assert verdict(judged(sound("人事任免"))) == "pass"


def test_heading_and_trail_name_another_column() -> None:
    finding = only_fail(judged(spoilt("通知公告", ("首页", "通知公告"))))
    assert finding.subject is not None
    assert (finding.subject.kind, finding.subject.url) == ("column", url("c/rs/"))
    assert "“通知公告”" in finding.message


def test_two_other_signs_with_the_same_list() -> None:
    finding = only_fail(judged(spoilt(label="通知公告", title=f"通知公告-{SITE}", same=True)))
    assert "列出的信息也与该栏目相同" in (finding.observed or "")


def test_less_than_that_is_for_a_person() -> None:
    for one in (
        spoilt(label="通知公告"),
        spoilt("通知公告"),
        spoilt("通知公告", same=True),
        spoilt(label="通知公告", title=f"通知公告-{SITE}"),
    ):
        (finding,) = judged(one)
        assert finding.status is Status.REVIEW


def test_one_sign_of_its_own_name_is_enough() -> None:
    assert verdict(judged(spoilt("通知公告", ("首页", "通知公告"), "人事任免"))) == "pass"
    assert verdict(judged(spoilt("通知公告", ("首页", "人事任免", "通知公告"), same=True))) == "pass"
    assert verdict(judged(spoilt("人事", ("首页", "通知公告"), "通知公告"))) == "pass"  # shortened
    assert verdict(judged(spoilt("类似人事任免", ("首页", "通知公告"), "通知公告"))) == "pass"


def test_the_name_of_a_column_above_or_below() -> None:
    below = replace(OTHER, path=("人事任免",))
    one = spoilt("通知公告", ("首页", "通知公告"), "通知公告")
    assert verdict(run(mismatched_columns, tree(below, PLAIN, one))) == "pass"
    above = replace(one, path=("通知公告",))
    assert verdict(judged(above)) == "pass"


def test_a_name_that_no_other_column_has() -> None:
    assert verdict(judged(spoilt("公示栏", ("首页", "公示栏"), "公示栏"))) == "pass"


def test_two_other_columns_named_at_once_tell_nothing() -> None:
    assert verdict(judged(spoilt("通知公告", ("首页", "政策文件")))) == "pass"


def test_the_template_s_own_words() -> None:
    left = [
        column(name, [item(AS_OF, name)], at=shown(url(f"c/{name}/"), label="通知公告"))
        for name in ("规划计划", "财政预算", "人事任免")
    ]
    assert verdict(judged(*left)) == "pass"


def test_entries_that_lead_to_an_article_or_away() -> None:
    at = shown(url("c/jg/"), heading="通知公告", crumbs=("首页", "通知公告"))
    for kind in (ColumnKind.ARTICLE, ColumnKind.HUB, ColumnKind.EXTERNAL):
        assert verdict(judged(column("机构职能", kind=kind, at=at, address=url("c/jg/")))) == "pass"


def test_one_page_under_two_names_is_no_copy() -> None:
    one = spoilt("通知公告", ("首页", "通知公告"))
    assert OTHER.page is not None
    assert one.page is not None
    together = replace(one, page=replace(one.page, fetch=fetch(OTHER.url)))
    assert verdict(judged(together)) == "pass"


def test_what_was_not_read_whole_is_unknown() -> None:
    one = spoilt("通知公告", ("首页", "通知公告"))
    assert one.page is not None
    assert verdict(judged(replace(one, unrendered=True))) == "unknown"
    cut = replace(one, page=replace(one.page, reading=replace(one.page.reading, left_out=5)))
    assert verdict(judged(cut)) == "unknown"
    assert verdict(judged(column("人事任免", kind=ColumnKind.UNREAD))) == "unknown"
    assert verdict(run(mismatched_columns, tree(OTHER), CUT)) == "unknown"
    assert verdict(run(mismatched_columns, tree())) == "unknown"
