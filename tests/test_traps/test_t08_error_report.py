"""T8: the entry 我为政府网站找错: script calls, old addresses, pictures; a site's own form and comments are none."""

import pytest

from tests.test_traps.pages import COLUMN, foot_of, inspect, listing, trs
from xunjian.facts.page import read_page

CODE = "3307990002"
URL = f"https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code={CODE}&url=http%3A%2F%2Fwww.lanxi.gov.cn%2F"
WORDS = "<p>主办：岚溪县人民政府办公室</p>"
LINK = (
    "<script>function Link(site_code){var u='http://121.43.68.40/exposure/jiucuo.html?site_code='+site_code+"
    "'&url='+encodeURIComponent(location.href);window.open(u);}</script>"
)


def page(markup: str) -> str:
    return trs(listing(), foot=f"{WORDS}{markup}")


@pytest.mark.parametrize(
    "markup",
    [
        pytest.param(f"<a href='{URL}'><img src='/images/jiucuo.png'></a>", id="link"),
        pytest.param(
            f"<a href='//zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code={CODE}'><img src=a.gif></a>",
            id="no-scheme",
        ),
        pytest.param(
            f"<a href='http://121.43.68.40/exposure/jiucuo.html?site_code={CODE}'>找错</a>", id="old-address"
        ),
        pytest.param(
            f"<a href='http://121.40.115.217:9080/exposure/jiucuo.html?site_code={CODE}'>找错</a>",
            id="older-address",
        ),
        pytest.param(
            f"{LINK}<a href='javascript:void(0)' onclick=\"Link('{CODE}')\"><img src='/i/a.png'></a>",
            id="call-of-link",
        ),
        pytest.param(
            f"<span id='_span_jiucuo'><img onclick=\"Link('{CODE}')\" src='/jc.png'></span>",
            id="call-on-a-picture",
        ),
        pytest.param(f"<a href='#' onclick=\"OpenUrl('{URL}')\">政府网站找错</a>", id="call-of-open-url"),
        pytest.param(f"<img src='a.png' onclick=\"window.open('{URL}')\">", id="window-open"),
        pytest.param(
            f"<script id='_jiucuo_' sitecode='{CODE}' src='https://zfwzgl.www.gov.cn/exposure/jiucuo.js'></script>",
            id="script",
        ),
        pytest.param(
            f"<script>(function(){{var s=document.createElement('script');s.setAttribute('sitecode','{CODE}');"
            "s.src='https://zfwzgl.www.gov.cn/exposure/jiucuo.js';document.body.appendChild(s);})()</script>",
            id="script-by-script",
        ),
        pytest.param(
            f'<script>document.writeln("<a href=\\"{URL}\\"><img src=\\"b.png\\"><\\/a>");</script>',
            id="writeln",
        ),
        pytest.param(
            f"<div id=jc></div><script>$('#jc').html('<a href=\"{URL}\">找错</a>');</script>", id="jquery"
        ),
        pytest.param(
            '<script>document.write("<a href=\'http://zfwz"+"gl.www.gov.cn/expo"+"sure/jiucuo.html?site_code="+"'
            f'{CODE}"+"\'>找错</a>")</script>',
            id="glued",
        ),
        pytest.param(
            f"<img usemap='#m' src=f.jpg><map name=m><area coords='0,0,9,9' href='{URL}'></map>", id="area"
        ),
        pytest.param("<a href='http://www.lanxi.gov.cn/jc/'>我为政府网站找错</a>", id="words"),
        pytest.param(
            "<a href='/jc/'><img src='/x1.png' alt='我为政府网站找错监督举报平台入口'></a>",
            id="words-of-a-picture",
        ),
    ],
)
@pytest.mark.parametrize("charset", ["utf-8", "gbk"])
def test_t08_the_entry_is_there(markup: str, charset: str) -> None:
    assert foot_of(inspect(page(markup).encode(charset)))["error_report"] is True


@pytest.mark.parametrize(
    "markup",
    [
        pytest.param("", id="nothing"),
        pytest.param("<a href='/jiucuo/'>网站纠错</a>", id="own-form"),
        pytest.param("<a href='javascript:jc()'>【我要纠错】</a>", id="own-button"),
        pytest.param(f"<!-- <a href='{URL}'>我为政府网站找错</a> -->", id="in-a-comment"),
        pytest.param(f"<%-- <a href='{URL}'>我为政府网站找错</a> --%>", id="in-a-server-comment"),
        pytest.param(
            f"<script>//document.write(\"<a href='{URL}'>找错</a>\");\n</script>", id="line-commented"
        ),
        pytest.param(f"<script>/* var s='{URL}'; */</script>", id="block-commented"),
        pytest.param("<a href='http://www.gov.cn/'>中国政府网</a>", id="another-entry"),
        pytest.param(
            "<ul><li><a href='/n/1.html'>我县开展“我为政府网站找错”留言办理工作</a></li></ul>",
            id="news-of-it",
        ),
        pytest.param("<p>我县认真办理“我为政府网站找错”平台的网民留言。</p>", id="words-about-it"),
    ],
)
def test_t08_the_entry_is_not_there(markup: str) -> None:
    assert foot_of(inspect(page(markup)))["error_report"] is False


def test_t08_the_code_and_host_in_it_are_kept_for_comparison() -> None:
    found = read_page(
        page(f"<a href='{URL}'><img src='/images/a.png'></a>").encode(), COLUMN
    ).footer.error_report
    assert found is not None
    assert f"site_code={CODE}" in found.quote
    assert "www.lanxi.gov.cn" in found.quote
