"""Which pages that stand in public are closed, and that nothing else is said of them."""

from dataclasses import replace

import pytest

from tests.test_facts.portal import HOST, LONG, NAV, article, column_at, fact, html, portal, rows, target
from xunjian.model.closed_pages import ClosedPage, ClosedPages
from xunjian.model.observation import Outcome
from xunjian.model.page import Closing
from xunjian.model.site import Articles, ColumnKind, Pages, TargetState
from xunjian.testing.memory import MemorySnapshot

NOTICE = f"{HOST}/tzgg/t202611.html"
RANGE = "<p>对不起，您的IP地址不在允许访问的范围内。</p>"
LOGIN = html("用户登录", "<form>用户名<input> 密码<input type='password'></form>")


def closed(snapshot: MemorySnapshot) -> tuple[ClosedPage, ...]:
    return fact(snapshot, ClosedPages).pages


def instead(snapshot: MemorySnapshot, url: str, body: str) -> MemorySnapshot:
    """The snapshot with another page at an address."""
    snapshot.rows = [row for row in snapshot.rows if row.url != url]
    snapshot.page(url, body)
    return snapshot


def test_an_open_site() -> None:
    found = fact(portal(), ClosedPages)
    assert (found.pages, found.looked_at) == ((), 9)


@pytest.mark.parametrize(
    ("body", "closing"),
    [
        (RANGE, Closing.RANGE),
        (article("关于开展第11次安全生产检查的通知", RANGE), Closing.RANGE),
        (html("提示", "<p>请登录后查看</p>"), Closing.LOGIN),
        (article("关于开展第11次安全生产检查的通知", "<p>您没有访问权限！</p>"), Closing.PERMISSION),
        (LOGIN, Closing.LOGIN),
        (
            "<script>alert('您无权查看，请先登录！');location.href='/admin/login.asp';</script>",
            Closing.PERMISSION,
        ),
    ],
)
def test_an_article_that_a_public_column_lists(body: str, closing: Closing) -> None:
    snapshot = instead(portal(), NOTICE, body)
    (page,) = closed(snapshot)
    assert (page.url, page.closing, page.column) == (NOTICE, closing, "通知公告")
    # And nothing else is said of it.
    assert NOTICE not in {each.fetch.url for each in fact(snapshot, Pages).pages}
    assert NOTICE not in {each.page.fetch.url for each in fact(snapshot, Articles).articles}
    assert target(snapshot, NOTICE).state is TargetState.SOUND


def test_articles_that_send_their_reader_to_a_login() -> None:
    snapshot = portal()
    snapshot.rows = [row for row in snapshot.rows if row.url != NOTICE]
    snapshot.redirect(NOTICE, "http://sso.yx.gov.cn/cas/login?service=1")
    (page,) = closed(snapshot)
    assert (page.url, page.closing) == (NOTICE, Closing.LOGIN)


def test_an_answer_403_that_names_the_range_is_no_broken_link() -> None:
    snapshot = portal()
    snapshot.rows = [row for row in snapshot.rows if row.url != NOTICE]
    fetch = snapshot.page(NOTICE, html("提示", RANGE))
    snapshot.rows[-1] = replace(fetch, outcome=Outcome.FAILED, code="http_403", status=403)
    (page,) = closed(snapshot)
    assert (page.url, page.closing) == (NOTICE, Closing.RANGE)
    assert target(snapshot, NOTICE).state is TargetState.SOUND
    plain = snapshot.page(NOTICE, html("403 Forbidden", "<p>拒绝访问</p>"))
    snapshot.rows[-2:] = [replace(plain, outcome=Outcome.FAILED, code="http_403", status=403)]
    assert closed(snapshot) == ()
    assert target(snapshot, NOTICE).state is TargetState.BROKEN


@pytest.mark.parametrize("body", [RANGE, html("提示", "<p>请登录后查看</p>"), LOGIN])
def test_a_public_column_is_closed_and_not_blank(body: str) -> None:
    snapshot = portal(nav=(*NAV, ("政策文件", "/zcwj/")))
    snapshot.page(f"{HOST}/zcwj/", body)
    (page,) = closed(snapshot)
    assert (page.url, page.column) == (f"{HOST}/zcwj/", "政策文件")
    assert column_at(snapshot, f"{HOST}/zcwj/").kind is ColumnKind.LOGIN


@pytest.mark.parametrize(
    "name", ["网上办事", "个人中心", "统一身份认证", "办公系统", "内部邮箱", "依申请公开", "校内数据库"]
)
@pytest.mark.parametrize("body", [RANGE, html("提示", "<p>请登录后查看</p>"), LOGIN])
def test_what_belongs_behind_a_login(name: str, body: str) -> None:
    snapshot = portal(nav=(*NAV, (name, "/inner/")))
    snapshot.page(f"{HOST}/inner/", body)
    assert closed(snapshot) == ()


@pytest.mark.parametrize("name", ["公共资源交易", "建议提案办理", "行政管理公开"])
def test_public_matters_with_the_words_of_services(name: str) -> None:
    snapshot = portal(nav=(*NAV, (name, "/inner/")))
    snapshot.page(f"{HOST}/inner/", RANGE)
    assert [page.column for page in closed(snapshot)] == [name]


@pytest.mark.parametrize(
    "said",
    ["您的访问来源不在授权范围内。", "仅限政务内网访问。", "此内容只对注册用户开放。"],
)
def test_other_words_for_the_same(said: str) -> None:
    assert closed(instead(portal(), NOTICE, html("提示", f"<p>{said}</p>")))


def test_a_text_about_access_and_a_login_box_beside_content() -> None:
    snapshot = portal()
    instead(snapshot, NOTICE, article("关于电子资源的通知", f"<p>资源仅限校内访问，请登录后查看。</p>{LONG}"))
    box = "<form>用户名<input> 密码<input type='password'>登录后可查看办件</form>"
    news = rows(
        *(
            (f"县长调研第{n}号重点项目建设工作", f"/zwdt/t2026{n:02d}.html", f"2026-{n:02d}-15")
            for n in (9, 10)
        )
    )
    instead(snapshot, f"{HOST}/zwdt/", html("政务动态", box + news))
    assert closed(snapshot) == ()
