"""update.future_date"""

from datetime import date, datetime

from checks.update.future_date import future_dates
from test_checks.builders import (
    AS_OF,
    CUT,
    article,
    articles,
    column,
    item,
    only_fail,
    run,
    tree,
    url,
    verdict,
)


def test_tomorrow_itself_is_in_time() -> None:
    read = articles(article(published=AS_OF), article("a/2.html", datetime(2026, 11, 21, 23, 59)))
    assert verdict(run(future_dates, read)) == "pass"


def test_later_than_tomorrow_fails() -> None:
    finding = only_fail(run(future_dates, articles(article(published=date(2026, 11, 22)))))
    assert finding.subject is not None
    assert (finding.subject.kind, finding.subject.url) == ("article", url("a/1.html"))
    assert "2026-11-22" in finding.message
    assert finding.column == "通知公告"


def test_a_date_that_only_the_list_shows_is_for_a_person() -> None:
    shown = tree(column(items=[item(date(2027, 1, 1), path="a/9.html")]))
    assert verdict(run(future_dates, shown)) == "review"


def test_the_article_outweighs_its_list() -> None:
    shown = tree(column(items=[item(date(2027, 1, 1), path="a/1.html")]))
    assert verdict(run(future_dates, shown, articles(article("a/1.html", AS_OF)))) == "pass"


def test_a_date_that_the_list_does_not_show_whole_accuses_nobody() -> None:
    shown = tree(column(items=[item(date(2026, 12, 15), path="a/9.html", where="列表，年份取自网址")]))
    assert verdict(run(future_dates, shown, articles(article()))) == "pass"


def test_not_seen_whole_or_nothing_dated() -> None:
    assert verdict(run(future_dates, articles(article()), CUT)) == "unknown"
    assert verdict(run(future_dates, articles(article(published=None)))) == "unknown"
