"""Samples, posts and looks in the database; on SQLite and PostgreSQL."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Engine

from storage.availability import drop_samples, line_since, list_samples, save_samples
from storage.newmedia import list_accounts, save_posts
from storage.units import save_units
from storage.visits import save_visit, visit_before
from xunjian.model.availability import Sample
from xunjian.model.newmedia import Account, Post
from xunjian.model.observation import Outcome
from xunjian.model.unit import Unit

UNIT = Unit("a", "甲县", "county", "http://a.example/")
OTHER = Unit("b", "乙县", "county", "http://b.example/")
AT = datetime(2026, 11, 20, 4, tzinfo=UTC)
DAY = date(2026, 11, 20)


def test_samples_come_back_by_unit_in_order(engine: Engine) -> None:
    save_units(engine, [UNIT, OTHER])
    late = Sample(AT, Outcome.FAILED, "http_500", 500, 0.25)
    early = Sample(AT - timedelta(hours=1), Outcome.OK, "ok", 200, 0.5)
    save_samples(engine, [(UNIT, late), (UNIT, early), (OTHER, late)])
    save_samples(engine, [])
    assert list_samples(engine, UNIT, AT - timedelta(days=1)) == (early, late)
    assert list_samples(engine, UNIT, AT) == (late,)
    assert line_since(engine, AT - timedelta(days=1)) == (1, 0)
    save_samples(engine, [(OTHER, Sample(AT, Outcome.UNKNOWN, "line"))])
    assert line_since(engine, AT) == (0, 1)
    drop_samples(engine, AT)
    assert list_samples(engine, UNIT, AT - timedelta(days=1)) == (late,)


def test_posts_are_added_and_never_doubled(engine: Engine) -> None:
    save_units(engine, [UNIT])
    first = Account("微信", "甲县发布", DAY, (Post(DAY, "今天", "http://mp.example/1"),))
    assert save_posts(engine, [("a", first)]) == (1, 1)
    older = Account("微信", "甲县发布", DAY - timedelta(days=9), (Post(date(2026, 1, 1)), *first.posts))
    assert save_posts(engine, [("a", older)]) == (1, 2)
    (kept,) = list_accounts(engine, "a")
    assert kept == Account("微信", "甲县发布", DAY, (*first.posts, Post(date(2026, 1, 1))))
    (recent,) = list_accounts(engine, "a", since=DAY)
    assert recent.posts == first.posts
    (newest,) = list_accounts(engine, "a", since=DAY + timedelta(days=1))
    assert newest.posts == first.posts


def test_a_look_is_compared_with_an_earlier_day_only(engine: Engine) -> None:
    save_units(engine, [UNIT, OTHER])
    days = [DAY - timedelta(days=back) for back in (9, 3, 0)]
    for number, day in enumerate(days):
        save_visit(engine, "a", day, 5, b"%d" % number)
    assert visit_before(engine, "a", DAY) == b"1"
    assert visit_before(engine, "a", DAY + timedelta(days=1)) == b"2"
    assert visit_before(engine, "a", days[1]) is None, "forgotten: two days are kept"
    assert visit_before(engine, "b", DAY) is None


def test_of_two_looks_on_one_day_the_fuller_one_stays(engine: Engine) -> None:
    save_units(engine, [UNIT])
    for items, content in ((50, b"whole"), (7, b"cut short"), (60, b"more")):
        save_visit(engine, "a", DAY, items, content)
        expected = b"more" if items == 60 else b"whole"
        assert visit_before(engine, "a", DAY + timedelta(days=1)) == expected
