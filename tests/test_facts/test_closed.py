"""Whether a page tells its visitor that he may not see it."""

import pytest

from xunjian.facts.page import read_page
from xunjian.model.page import Closing

TEXT = "各单位要认真组织实施，按时报送进展情况，对发现的问题及时整改，确保各项任务落到实处。"


def read(inner: str, title: str = "某县人民政府") -> tuple[Closing, str] | None:
    html = f"<html><head><title>{title}</title></head><body>{inner}</body></html>"
    return read_page(html.encode(), "http://www.example.gov.cn/a/1.html").closed


@pytest.mark.parametrize(
    ("notice", "closing"),
    [
        ("对不起，您的IP地址不在允许访问的范围内！", Closing.RANGE),
        ("当前IP地址：10.1.2.3 不在许可的范围", Closing.RANGE),
        ("您当前ip并非校内地址，该信息仅允许校内地址访问", Closing.RANGE),
        ("該內容僅限校內訪問", Closing.RANGE),
        ("本页面只允许内网用户浏览。", Closing.RANGE),
        ("校外用户无法访问本栏目", Closing.RANGE),
        ("Your IP address is not allowed", Closing.RANGE),
        ("请登录后查看", Closing.LOGIN),
        ("请先登录再继续访问", Closing.LOGIN),
        ("您尚未登录！", Closing.LOGIN),
        ("登录后可查看全文", Closing.LOGIN),
        ("抱歉，您没有访问权限。", Closing.PERMISSION),
        ("您无权访问此页面！", Closing.PERMISSION),
    ],
)
def test_notices(notice: str, closing: Closing) -> None:
    found = read(f"<div class=con><p>{notice}</p></div>")
    assert found is not None
    assert found[0] is closing
    head = "<h1>关于某事的通知</h1><p>发布时间：2026-05-06 来源：办公室</p>"
    found = read(f"{head}<div class=con><p>{notice}</p></div><div class=footer>主办：某县政府 电话 010</div>")
    assert found is not None
    assert found[0] is closing


@pytest.mark.parametrize(
    "inner",
    [
        f"<h1>关于电子资源的通知</h1><p>电子资源仅限校内访问，请登录后查看。</p><p>{TEXT * 4}</p>",
        f"<div class=header>欢迎您，请登录后查看办件</div><div class=con><p>{TEXT * 4}</p></div>",
        "<div class=footer>本站部分内容请登录后查看</div><p>简介</p>",
        "<ul><li><a href=1.html>仅限校内访问的数据库名单</a></li></ul>",
        "<p>您是第 1024 位访问者</p>",
        "<p>欢迎访问某县人民政府网站，请查看办事指南</p>",
        "<div style='display:none'>请登录后查看</div><p>正文</p>",
        "<script>var m='您没有访问权限'</script><p>正文</p>",
        "<ul><li>请登录后查看 2026-01-02<li><a href=a>关于甲的通知</a> 2026-01-02"
        "<li><a href=b>关于乙的通知</a> 2026-01-03<li><a href=c>关于丙的通知</a> 2026-01-04</ul>",
    ],
)
def test_pages_that_show_their_content(inner: str) -> None:
    assert read(inner) is None


def test_a_home_page_is_open() -> None:
    html = "<html><title>x</title><body><p>请登录后查看"
    assert read_page(html.encode(), "http://www.example.gov.cn/", is_home=True).closed is None
