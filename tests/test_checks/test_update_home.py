"""update.home"""

from dataclasses import replace
from datetime import date, datetime

from checks.update.home import home_is_updated
from test_checks.builders import (
    AS_OF,
    CUT,
    HOME,
    WHOLE,
    article,
    articles,
    column,
    home,
    item,
    only_fail,
    page,
    run,
    target,
    targets,
    tree,
    url,
    verdict,
)
from xunjian.model.site import Coverage, TargetState

LAST_DAY, DAY_AFTER = date(2026, 11, 6), date(2026, 11, 5)
OLD = item(date(2026, 3, 1))


def test_the_last_day_itself_is_in_time() -> None:
    assert verdict(run(home_is_updated, home(OLD, item(LAST_DAY)))) == "pass"


def test_a_day_later_is_late() -> None:
    finding = only_fail(run(home_is_updated, home(OLD, item(DAY_AFTER))))
    assert finding.subject is not None
    assert (finding.subject.kind, finding.subject.url) == ("site", HOME)
    assert "发布于 2026-11-05，已 15 天未更新，超过 14 天（依据：" in finding.message


def test_the_pack_may_set_another_limit() -> None:
    assert verdict(run(home_is_updated, home(item(DAY_AFTER)), max_days=15)) == "pass"


def test_the_day_of_the_visit_beside_a_title_is_not_its_day() -> None:
    shown = item(AS_OF, path="a/1.html")
    read = articles(article("a/1.html", date(2026, 5, 6)))
    assert "发布于 2026-05-06" in only_fail(run(home_is_updated, home(shown), read)).message
    listed = tree(column(items=[item(date(2026, 5, 6), path="a/1.html")]))
    assert "发布于 2026-05-06" in only_fail(run(home_is_updated, home(shown), listed)).message
    today = articles(article("a/1.html", AS_OF))
    assert verdict(run(home_is_updated, home(shown), today)) == "pass"
    # Another day than that of the visit is what the unit wrote.
    assert verdict(run(home_is_updated, home(item(LAST_DAY, path="a/1.html")), read)) == "pass"


def test_undated_items_do_not_count() -> None:
    assert verdict(run(home_is_updated, home(OLD, item(None, path="a/1.html")))) == "fail"
    read = articles(article("a/1.html", None))
    assert verdict(run(home_is_updated, home(item(None, path="a/1.html")), read)) == "fail"


def test_an_undated_item_takes_the_date_of_its_article() -> None:
    read = articles(article("a/1.html", datetime(2026, 11, 19, 8, 30)))
    assert verdict(run(home_is_updated, home(OLD, item(None, path="a/1.html")), read)) == "pass"
    listed = tree(column(items=[item(AS_OF, path="a/1.html")]))
    assert verdict(run(home_is_updated, home(OLD, item(None, path="a/1.html")), listed)) == "pass"


def test_an_undated_item_whose_article_was_not_read_may_be_new() -> None:
    shown = home(OLD, item(None, path="a/unread.html"))
    assert verdict(run(home_is_updated, shown, Coverage(True, "", 9, (url("a/unread.html"),)))) == "unknown"
    assert verdict(run(home_is_updated, shown, CUT)) == "unknown"
    broken = targets(target("a/unread.html", TargetState.BROKEN))
    assert verdict(run(home_is_updated, shown, CUT, broken)) == "fail"


def test_future_dates_do_not_make_a_site_fresh() -> None:
    assert verdict(run(home_is_updated, home(OLD, item(date(2027, 5, 1))))) == "fail"
    assert verdict(run(home_is_updated, home(OLD, item(date(2026, 11, 21))))) == "pass"


def test_a_pinned_old_item_does_not_hide_newer_ones() -> None:
    assert verdict(run(home_is_updated, home(item(date(2020, 1, 1), pinned=True), item(AS_OF)))) == "pass"


def test_an_unread_script_may_write_newer_items() -> None:
    assert verdict(run(home_is_updated, home(OLD, unread=[url("news.js")]))) == "unknown"
    assert verdict(run(home_is_updated, home(at=page(items=[OLD], shell=True)))) == "unknown"
    assert verdict(run(home_is_updated, replace(home(OLD), may_change=True))) == "unknown"


def test_a_home_page_of_navigation_only_is_judged_by_its_columns() -> None:
    assert verdict(run(home_is_updated, home(), tree(column(items=[item(LAST_DAY)])))) == "pass"
    assert verdict(run(home_is_updated, home(), tree(column(items=[item(DAY_AFTER)])))) == "fail"
    assert verdict(run(home_is_updated, home(), tree(column(items=[item(DAY_AFTER)])), CUT)) == "unknown"
    half = home(unread=[url("news.js")])
    assert verdict(run(home_is_updated, half, tree(column(items=[item(LAST_DAY)])))) == "unknown"


def test_nothing_dated_was_seen_at_all() -> None:
    assert verdict(run(home_is_updated, home(), WHOLE)) == "unknown"
