"""T48: departments whose "site" is a part of the parent portal: told by path, column label and publishing office."""

from datetime import date

import pytest

from tests.test_facts.portal import AS_OF, HOST, LONG, article, column, fact, facts, html, portal, rows, unit
from xunjian.model.site import Articles, ColumnTree, Home, Pages, Targets
from xunjian.model.unit import Scope, Unit
from xunjian.testing.memory import MemorySnapshot

FOLDER = f"{HOST}/bmjz/lyj_97738/"


def _bureau(**more: object) -> tuple[MemorySnapshot, Unit]:
    snapshot = portal()
    snapshot.plan = snapshot.plan.model_copy(update={"home_url": FOLDER, "prefixes": ("/bmjz/lyj_97738/",)})
    nav = (("首页", "/"), ("机构职能", "/bmjz/lyj_97738/jgzn/"), ("林业动态", "/bmjz/lyj_97738/lydt/"))
    news = [
        (f"第{n}号护林工作会议召开", f"/bmjz/lyj_97738/lydt/t2026{n}.html", f"2026-{n}-05") for n in (10, 11)
    ]
    snapshot.page(FOLDER, html("某某县林业局", rows(*news), nav=nav))
    snapshot.page(FOLDER + "lydt/", column("林业动态", rows(*news), ("部门街镇", "县林业局"), nav=nav))
    for title, url, day in news:
        snapshot.page(HOST + url, article(title, LONG, day, ("林业动态",)))
    return snapshot, unit(FOLDER, **more)  # type: ignore[arg-type]


def test_t48_only_the_part_of_the_unit_speaks_for_it() -> None:
    snapshot, bureau = _bureau()
    pages = {page.reading.url for page in fact(snapshot, Pages, bureau).pages}
    assert pages == {FOLDER, FOLDER + "lydt/", FOLDER + "lydt/t202610.html", FOLDER + "lydt/t202611.html"}
    assert {each.page.reading.url for each in fact(snapshot, Articles, bureau).articles} == {
        FOLDER + "lydt/t202610.html",
        FOLDER + "lydt/t202611.html",
    }
    assert fact(snapshot, Home, bureau).page.reading.url == FOLDER


def test_t48_columns_of_the_portal_are_none_of_the_bureau() -> None:
    snapshot, bureau = _bureau()
    tree = fact(snapshot, ColumnTree, bureau)
    assert "林业动态" in {each.name for each in tree.columns}
    assert not {"通知公告", "政务动态"} & {each.name for each in tree.columns if each.page is not None}


def test_t48_what_lies_outside_is_another_site() -> None:
    snapshot, bureau = _bureau()
    outside = [each for each in fact(snapshot, Targets, bureau).targets if each.url == f"{HOST}/"]
    assert [each.same_site for each in outside] == [False]


def test_t48_a_second_folder_given_by_the_register() -> None:
    snapshot, bureau = _bureau(prefixes=("/bmjz/lyj_97738/", "/zwgk/lyj/"))
    snapshot.plan = snapshot.plan.model_copy(update={"prefixes": bureau.prefixes})
    snapshot.page(f"{HOST}/zwgk/lyj/t1.html", article("林业局年度报告", LONG, "2026-09-09", ("年报",)))
    assert f"{HOST}/zwgk/lyj/t1.html" in {page.reading.url for page in fact(snapshot, Pages, bureau).pages}


def test_t48_the_whole_portal_keeps_its_bureaus() -> None:
    snapshot, _ = _bureau()
    snapshot.plan = snapshot.plan.model_copy(update={"home_url": f"{HOST}/", "prefixes": ("/",)})
    assert FOLDER + "lydt/" in {page.reading.url for page in fact(snapshot, Pages).pages}


@pytest.mark.parametrize(
    ("url", "inside"),
    [
        ("http://www.yx.gov.cn/bmjz/lyj_97738/", True),
        ("http://www.yx.gov.cn/bmjz/lyj_97738", True),
        ("http://www.yx.gov.cn/bmjz/lyj_97738/zwgk/t20230130_1.html", True),
        ("http://yx.gov.cn/bmjz/lyj_97738/a.html", True),
        ("https://www.yx.gov.cn/bmjz/lyj_97738/a.html", True),
        ("http://www.yx.gov.cn/bmjz/lyj_977380/a.html", False),
        ("http://www.yx.gov.cn/bmjz/", False),
        ("http://www.yx.gov.cn/", False),
        ("http://lyj.yx.gov.cn/bmjz/lyj_97738/", False),
    ],
)
def test_t48_scope_of_a_folder(url: str, inside: bool) -> None:
    assert Scope.of_home(FOLDER).contains(url) is inside
    assert date(2026, 11, 21) == AS_OF


def test_t48_nothing_read_of_the_part_is_unknown_not_blank() -> None:
    snapshot = portal()
    snapshot.plan = snapshot.plan.model_copy(update={"home_url": FOLDER, "prefixes": ("/bmjz/lyj_97738/",)})
    values = facts(snapshot, unit(FOLDER))
    assert not isinstance(values[Home], Home)
