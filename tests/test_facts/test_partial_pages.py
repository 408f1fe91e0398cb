"""What a crawl got only in part, or found behind a login, is judged by nothing that it lacks."""

from dataclasses import replace

from tests.test_facts.portal import FOOT, HOST, NAV, column_at, fact, html, portal, target
from xunjian.model.observation import Fetch, Outcome
from xunjian.model.site import Column, ColumnKind, Page, Pages, TargetState
from xunjian.testing.memory import MemorySnapshot

CUT = f"{HOST}/zwdt/cut.html"
LOGIN = f"{HOST}/hdjl/"


def _edit(snapshot: MemorySnapshot, fetch: Fetch, **changes: object) -> None:
    """Say something else of a fetch that is in the snapshot."""
    snapshot.rows[snapshot.rows.index(fetch)] = replace(fetch, **changes)  # type: ignore[arg-type]


def _cut_page(*, truncated: bool) -> Page:
    snapshot = portal(f"<a href='{CUT}'>一篇没有传完的报道</a>")
    whole = html("一篇没有传完的报道", "<h1>一篇没有传完的报道</h1>" + "<p>正文正文正文正文</p>" * 30)
    _edit(snapshot, snapshot.page(CUT, whole.partition(FOOT)[0]), truncated=truncated)
    return next(each for each in fact(snapshot, Pages).pages if each.fetch.url == CUT)


def test_foot_of_a_page_that_broke_off_is_in_doubt() -> None:
    page = _cut_page(truncated=True)
    assert page.reading.left_out > 0
    assert page.reading.footer.unread == (CUT,)


def test_foot_of_a_page_that_came_whole_is_missing() -> None:
    page = _cut_page(truncated=False)
    assert page.reading.left_out == 0
    assert page.reading.footer.unread == ()


def _behind_a_login(status: int) -> tuple[Column, TargetState, bool]:
    snapshot = portal(nav=(*NAV, ("互动交流", "/hdjl/")))
    form = "<html><body><form>用户名<input name=u>密码<input type=password></form></body></html>"
    _edit(snapshot, snapshot.page(LOGIN, form), outcome=Outcome.BLOCKED, code="login", status=status)
    ordinary = LOGIN in [each.fetch.url for each in fact(snapshot, Pages).pages]
    return column_at(snapshot, LOGIN), target(snapshot, LOGIN).state, ordinary


def test_t38_login_page_is_a_login_column_and_no_ordinary_page() -> None:
    column, state, ordinary = _behind_a_login(200)
    assert (column.kind, state, ordinary) == (ColumnKind.LOGIN, TargetState.SOUND, False)


def test_t38_login_asked_for_by_status_leaves_the_target_undecided() -> None:
    column, state, ordinary = _behind_a_login(401)
    assert (column.kind, state, ordinary) == (ColumnKind.UNREAD, TargetState.UNKNOWN, False)
