"""Pieces of invented pages for the tests of the reader."""

from collections.abc import Mapping

from xunjian.facts.page import read_page
from xunjian.model.page import PageReading

BASE = "http://www.yunxi.gov.cn/"
COLUMN = BASE + "zwgk/tzgg/"
ARTICLE = COLUMN + "202106/t20210605_1.html"

FOOT = """<div class="footer"><p>主办：云溪县人民政府办公室　承办：云溪县大数据中心</p>
<p>联系电话：0599-1234567　地址：云溪县中山路1号</p>
<p>政府网站标识码：3599990001 <a href="https://beian.miit.gov.cn/">闽ICP备12345678号-1</a>
<a href="http://www.beian.gov.cn/?recordcode=35999902000123">闽公网安备 35999902000123号</a></p>
<script>document.write(unescape("%3Cspan id='_ideConac' %3E%3C/span%3E"))</script>
<a href="https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=3599990001"><img src="/jc.png"></a></div>"""
NAV = (
    '<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/zwgk/">政务公开</a></li>'
    '<li><a href="/bsfw/">办事服务</a></li><li><a href="/hdjl/">互动交流</a></li></ul></div>'
)
TRAIL = (
    '<div class="pos">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; '
    '<a href="/zwgk/tzgg/">通知公告</a></div>'
)
ROWS = (
    ("关于开展夏季防汛演练的通知", "202106/t20210605_1.html", "2021-06-05"),
    ("云溪县人民政府关于印发粮食安全方案的通知", "202105/t20210511_2.html", "2021-05-11"),
    ("关于征集民生实事项目的公告", "202104/t20210401_3.html", "2021-04-01"),
)
LIST = "<ul>" + "".join(f'<li><a href="{u}">{t}</a><span>{d}</span></li>' for t, u, d in ROWS) + "</ul>"
TEXT = (
    "<p>　　为做好今年防汛工作，县应急局组织开展夏季防汛演练，请各乡镇认真组织实施，确保群众安全。</p>"
    + "<p>各单位要高度重视，加强领导，明确责任，按照职责分工抓好落实，演练情况于月底前报送。</p>" * 3
    + "<p>云溪县应急管理局</p><p>2021年6月4日</p>"
)


def page(body: str, *, head: str = "<title>云溪县人民政府</title>", foot: str = FOOT) -> str:
    """A whole page; its navigation stands in `body` where wanted."""
    return f'<!DOCTYPE html><html><head><meta charset="utf-8">{head}</head><body>{body}{foot}</body></html>'


def article(
    body: str, *, info: str = "发布时间：2021-06-05 09:30　来源：县应急局　浏览次数：<b>12</b>次"
) -> str:
    """An article page with a given body."""
    return page(
        f'{NAV}{TRAIL}<div class="article"><h1>关于开展夏季防汛演练的通知</h1><div class="info">{info}'
        f'【字体：大 中 小】</div><div class="content">{body}</div></div>'
        '<div class="share">分享到：微信 微博</div>'
        '<div>上一篇：<a href="a.html">关于另一件事情的通知公告</a></div>'
    )


def read(
    markup: str,
    url: str = COLUMN,
    *,
    encoding: str = "utf-8",
    is_home: bool = False,
    parts: Mapping[str, str] | None = None,
) -> PageReading:
    """Reads markup; `parts`: path of a script or frame → its text; others are known to be missing."""

    def resource(asked: str) -> bytes | None:
        assert parts is not None
        return parts.get(asked.removeprefix(BASE.rstrip("/")), "").encode()

    return read_page(
        markup.encode(encoding), url, is_home=is_home, resource=resource if parts is not None else None
    )
