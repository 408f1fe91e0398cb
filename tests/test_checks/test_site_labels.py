"""site.page_labels"""

from dataclasses import replace

import pytest

from checks.site.page_labels import page_labels
from test_checks.builders import (
    AS_OF,
    CUT,
    HOME,
    LABELS,
    article,
    column,
    item,
    only_fail,
    page,
    pages,
    run,
    tree,
    url,
    verdict,
)
from xunjian.model.finding import Status
from xunjian.model.page import PageKind
from xunjian.model.site import ColumnKind

COLUMN = page(url("c/1/"), PageKind.COLUMN)
ARTICLE = page(url("a/1.html"), PageKind.ARTICLE)


def test_each_kind_has_its_labels() -> None:
    assert verdict(run(page_labels, pages(page(), COLUMN, ARTICLE))) == "pass"


@pytest.mark.parametrize(
    ("kind", "name"), [(kind, name) for kind, labels in LABELS.items() for name in labels]
)
@pytest.mark.parametrize("empty", [False, True])
def test_a_missing_or_empty_label_fails(kind: PageKind, name: str, empty: bool) -> None:
    labels = {key: value for key, value in LABELS[kind].items() if key != name}
    if empty:
        labels[name] = " "
    address = HOME if kind is PageKind.HOME else url("x/")
    finding = only_fail(run(page_labels, pages(page(address, kind, labels=labels))))
    assert finding.signature == f"{kind.value}:{name}"
    assert name in finding.message
    assert finding.subject is not None
    assert finding.subject.found_on == (address,)


def test_one_finding_per_kind_and_missing_set() -> None:
    bare = [page(url(f"a/{n}.html"), PageKind.ARTICLE, labels={}) for n in (2, 1)]
    half = page(url("a/3.html"), PageKind.ARTICLE, labels={"ArticleTitle": "题", "PubDate": "2026-11-01"})
    findings = run(page_labels, pages(page(labels={}), *bare, half))
    fails = {f.signature: f.subject for f in findings if f.status is Status.FAIL}
    assert set(fails) == {
        "home:SiteName,SiteDomain,SiteIDCode",
        "article:ArticleTitle,PubDate,ContentSource",
        "article:ContentSource",
    }
    many = fails["article:ArticleTitle,PubDate,ContentSource"]
    assert many is not None
    assert many.url == url("a/1.html")
    assert many.found_on == (url("a/1.html"), url("a/2.html"))


def test_names_are_compared_without_regard_to_case() -> None:
    labels = {name.lower(): value for name, value in LABELS[PageKind.HOME].items()}
    assert verdict(run(page_labels, pages(page(labels=labels)))) == "pass"


def test_other_pages_and_pagination_are_not_judged() -> None:
    other = page(url("map.html"), PageKind.OTHER, labels={})
    first = page(url("c/1/"), PageKind.COLUMN, next_page=url("c/1/index_1.html"))
    second = page(url("c/1/index_1.html"), PageKind.COLUMN, labels={})
    own = tree(column("甲", address=url("c/1/")))
    assert verdict(run(page_labels, pages(page(), other, first, second), own)) == "pass"


def test_a_calendar_and_a_first_page_shown_again_are_not_judged() -> None:
    rows = [item(AS_OF, "一条信息", "a/1.html")]
    first = page(url("list.asp?id=1"), PageKind.COLUMN, items=rows)
    again = page(url("list.asp?id=1&page=1"), PageKind.COLUMN, labels={}, items=rows)
    month = page(url("rl.asp?y=2026&m=1"), PageKind.COLUMN, labels={})
    known = tree(
        column("通知公告", rows, at=first, address=first.reading.url),
        column("信息日历", kind=ColumnKind.CALENDAR, at=month, address=month.reading.url),
    )
    assert verdict(run(page_labels, known, pages(page(), first, again, month))) == "pass"
    other = page(url("list.asp?id=2"), PageKind.COLUMN, labels={}, items=[item(AS_OF, "另一条", "a/2.html")])
    found = only_fail(run(page_labels, known, pages(page(), first, again, month, other)))
    assert found.subject is not None
    assert found.subject.found_on == (other.reading.url,)


def test_a_first_page_is_judged_even_if_a_pager_leads_back_to_it() -> None:
    first = page(url("c/1/"), PageKind.COLUMN, labels={}, next_page=url("c/1/"))
    own = tree(column("甲", address=url("c/1/")))
    assert verdict(run(page_labels, pages(page(), first), own)) == "fail"


def test_what_was_not_seen_is_unknown() -> None:
    assert verdict(run(page_labels, pages(page(labels={}, shell=True)))) == "unknown"
    assert verdict(run(page_labels, pages(page()), CUT)) == "unknown"
    assert verdict(run(page_labels, pages(page(url("map.html"), PageKind.OTHER)))) == "unknown"


def test_a_column_that_is_one_text_may_carry_the_labels_of_a_column() -> None:
    guide = page(url("zn/"), PageKind.ARTICLE, labels=LABELS[PageKind.COLUMN])
    own = tree(column("公开指南", address=url("zn/")))
    assert verdict(run(page_labels, pages(page(), guide), own)) == "pass"
    bare = page(url("zn/"), PageKind.ARTICLE, labels={})
    assert only_fail(run(page_labels, pages(page(), bare), own)).signature == "column:ColumnName,ColumnType"
    text = page(url("zn/"), PageKind.ARTICLE, labels={"ArticleTitle": "公开指南", "PubDate": "2026-11-01"})
    assert only_fail(run(page_labels, pages(page(), text), own)).signature == "article:ContentSource"
    assert only_fail(run(page_labels, pages(page(), guide))).signature is not None


def test_a_text_without_a_day_under_the_name_of_a_column_is_judged_as_one() -> None:
    guide = article("zn.html", None)
    dated = article("a/5.html")
    labels = LABELS[PageKind.COLUMN]
    found = {}
    for each in (guide, dated):
        reading = replace(each.page.reading, labels=labels, article=each.article, kind=PageKind.ARTICLE)
        found[reading.url] = verdict(run(page_labels, pages(page(), replace(each.page, reading=reading))))
    assert list(found.values()) == ["pass", "fail"]


def test_a_dated_text_of_a_folder_that_navigation_leads_to_is_judged_as_a_column() -> None:
    guide = article("zn/index.html")
    reading = replace(
        guide.page.reading, labels=LABELS[PageKind.COLUMN], article=guide.article, kind=PageKind.ARTICLE
    )
    known = pages(page(), replace(guide.page, reading=reading))
    assert verdict(run(page_labels, known, tree(nav=[("公开指南", url("zn/index.html"))]))) == "pass"
    assert verdict(run(page_labels, known, tree(nav=[("公开指南", url("other/"))]))) == "fail"
