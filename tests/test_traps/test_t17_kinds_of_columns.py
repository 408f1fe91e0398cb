"""T17: entries of the navigation that are no lists: one article, a file, another site, a login, WeChat."""

import pytest

from checks.column.blank import blank_columns
from checks.update.column import columns_are_updated
from tests.test_facts.portal import HOST, LONG, OTHER, column, fact, html, portal, rows, target
from tests.test_traps.sites import judged
from xunjian.model.finding import Status
from xunjian.model.observation import Role
from xunjian.model.site import ColumnKind, ColumnTree, TargetState
from xunjian.testing.memory import MemorySnapshot

URL = f"{HOST}/mm/"
WECHAT = "https://mp.weixin.qq.com/s/abc"
RELAY = "<html><head>{}</head><body>{}</body></html>"


def entry(address: str, page: str = "") -> MemorySnapshot:
    """A portal with one more entry in its navigation, and what stands there."""
    snapshot = portal(
        nav=(("首页", "/"), ("通知公告", "/tzgg/"), ("政务动态", "/zwdt/"), ("某某栏目", address))
    )
    if page:
        snapshot.page(URL, page)
    return snapshot


def kind(snapshot: MemorySnapshot) -> ColumnKind:
    return next(each.kind for each in fact(snapshot, ColumnTree).columns if each.name == "某某栏目")


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (column("某某栏目", rows(("关于开展检查的通知", "/mm/1.html", "2020-11-01"))), ColumnKind.LIST),
        (html("某某栏目", f"<h1>机构职能</h1>{LONG}", crumbs=("首页", "某某栏目")), ColumnKind.ARTICLE),
        (html("统一身份认证", "<form>账号<input name=u>密码<input type=password></form>"), ColumnKind.LOGIN),
        (
            column(
                "某某栏目",
                rows(
                    ("关于甲的通知", "/mm/1.html", "2020-11-01"), ("关于乙的通知", "/mm/2.html", "2020-10-01")
                )
                + "<form>用户名<input name=u>密码<input type=password></form>",
            ),
            ColumnKind.LIST,
        ),
        (RELAY.format(f"<meta http-equiv='refresh' content='0;url={WECHAT}'>", ""), ColumnKind.WECHAT),
        (
            RELAY.format("", f"<script>window.location.href='{OTHER}/bs/';</script>正在跳转"),
            ColumnKind.EXTERNAL,
        ),
        (RELAY.format("", "<script>location.replace('/zwdt/list.html')</script>"), ColumnKind.UNREAD),
    ],
    ids=[
        "list",
        "article",
        "login",
        "list-beside-a-login",
        "relay-to-wechat",
        "relay-to-a-site",
        "relay-within",
    ],
)
def test_t17_kinds_by_the_page(page: str, expected: ColumnKind) -> None:
    assert kind(entry("/mm/", page)) is expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (WECHAT, ColumnKind.WECHAT),
        ("https://mp.weixin.qq.com/mp/homepage?__biz=1", ColumnKind.WECHAT),
        (f"{OTHER}/bs/", ColumnKind.EXTERNAL),
        (f"{OTHER}/cas/login?service=x", ColumnKind.LOGIN),
    ],
)
def test_t17_kinds_by_the_address(address: str, expected: ColumnKind) -> None:
    assert kind(entry(address)) is expected


def test_t17_a_file_is_one_document() -> None:
    snapshot = entry("/files/zn.pdf")
    snapshot.answer(f"{HOST}/files/zn.pdf", b"%PDF-1.4 x", role=Role.TARGET, content_type="application/pdf")
    assert kind(snapshot) is ColumnKind.ARTICLE


@pytest.mark.parametrize(
    "snapshot",
    [
        entry("/mm/", html("某某栏目", f"<h1>机构职能</h1>{LONG}", crumbs=("首页", "某某栏目"))),
        entry(WECHAT),
        entry("/mm/", RELAY.format(f"<meta http-equiv='refresh' content='0;url={WECHAT}'>", "")),
    ],
    ids=["article", "wechat", "relay"],
)
def test_t17_only_lists_are_stale_or_blank(snapshot: MemorySnapshot) -> None:
    assert Status.FAIL not in judged(columns_are_updated, snapshot)
    assert Status.FAIL not in judged(blank_columns, snapshot)


def test_t17_a_stale_list_is_still_stale() -> None:
    snapshot = entry("/mm/", column("某某栏目", rows(("关于开展检查的通知", "/mm/1.html", "2020-11-01"))))
    assert Status.FAIL in judged(columns_are_updated, snapshot)


GONE = "<html><body><div class='weui-msg'><h2 class='weui-msg__title'>{}</h2></div></body></html>"


@pytest.mark.parametrize(
    "words", ["该内容已被发布者删除", "此内容因违规无法查看", "此帐号已被屏蔽, 内容无法查看"]
)
def test_t17_articles_that_wechat_no_longer_shows(words: str) -> None:
    snapshot = portal(f"<p><a href='{WECHAT}'>某某县发布微信文章</a></p>")
    snapshot.page(WECHAT, GONE.format(words), role=Role.TARGET)
    found = target(snapshot, WECHAT)
    assert found.state is TargetState.SOFT_404
    assert found.quote in words


@pytest.mark.parametrize(
    "page",
    [
        "<html><body><h1>县里的新闻</h1><div id='js_content'>文中说到“该内容已被发布者删除”的提示。</div></body></html>",
        f"<html><body><h1>县里的新闻</h1>{LONG}</body></html>",
    ],
)
def test_t17_articles_that_wechat_shows(page: str) -> None:
    snapshot = portal(f"<p><a href='{WECHAT}'>某某县发布微信文章</a></p>")
    snapshot.page(WECHAT, page, role=Role.TARGET)
    assert target(snapshot, WECHAT).state is TargetState.SOUND
