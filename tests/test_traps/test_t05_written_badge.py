"""T5: the party and government badge is only written by `document.write(unescape(…dcs.conac.cn…))`."""

import pytest

from tests.test_traps.pages import foot_of, inspect, listing, trs

SCRIPT = "https://dcs.conac.cn/js/11/000/0000/60001234/CA110000000600012340001.js"
TAIL = "dcs.conac.cn/js/11/000/0000/60001234/CA110000000600012340001.js"
WORDS = "<p>主办：岚溪县人民政府办公室</p>"


def badge(markup: str, charset: str = "utf-8") -> object:
    page = trs(listing(), foot=f"{WORDS}{markup}").replace("utf-8", charset)
    return foot_of(inspect(page.encode(charset)))["party_badge"]


@pytest.mark.parametrize(
    "markup",
    [
        pytest.param(f"<script src='{SCRIPT}'></script>", id="script"),
        pytest.param(
            "<script>document.write(unescape(\"%3Cspan id='_ideConac' %3E%3C/span%3E%3Cscript src='"
            f"https://{TAIL}' type='text/javascript'%3E%3C/script%3E\"));</script>",
            id="unescape",
        ),
        pytest.param(
            '<script>var protocol=(("https:"==document.location.protocol)?"https://":"http://");document.write('
            "unescape(\"%3Cspan id='_ideConac' %3E%3C/span%3E%3Cscript src='\" + protocol + "
            f"\"{TAIL}' type='text/javascript'%3E%3C/script%3E\"));</script>",
            id="protocol-in-a-variable",
        ),
        pytest.param(
            "<script>document.write(decodeURIComponent('"
            + f"<script src={SCRIPT}></script>".replace("<", "%3C").replace(">", "%3E").replace("/", "%2F")
            + "'))</script>",
            id="decode-uri",
        ),
        pytest.param(
            f"<script>document.write('<scr'+'ipt src=\"https://dcs.con'+'{TAIL[7:]}\"></scr'+'ipt>')</script>",
            id="glued",
        ),
        pytest.param(
            f"<script>const u='{SCRIPT}';document.write(`<script src=\"${{u}}\"><\\/script>`)</script>",
            id="template",
        ),
        pytest.param(
            f"<script>var s=document.createElement('script');s.src='{SCRIPT}';document.body.appendChild(s)</script>",
            id="create-element",
        ),
        pytest.param(
            f'<script>document.write("\\x3cscript src=\\x27{SCRIPT}\\x27\\x3e\\x3c/script\\x3e")</script>',
            id="hex-escapes",
        ),
        pytest.param(
            "<a href='http://bszs.conac.cn/sitename?method=show&amp;id=0A1B2C3D4E5F60718293A4B5C6D7E8F9'>"
            "<img src='/images/red.png'></a>",
            id="link",
        ),
        pytest.param("<img src='//dcs.conac.cn/image/blue.png'>", id="picture"),
    ],
)
@pytest.mark.parametrize("charset", ["utf-8", "gbk"])
def test_t05_the_badge_is_there(markup: str, charset: str) -> None:
    assert badge(markup, charset) is True


@pytest.mark.parametrize(
    "markup",
    [
        pytest.param("", id="nothing"),
        pytest.param(f"<!-- <script src='{SCRIPT}'></script> -->", id="in-a-comment"),
        pytest.param(f"<%-- <script src='{SCRIPT}'></script> --%>", id="in-a-server-comment"),
        pytest.param(
            f"<script>//document.write(\"<script src='{SCRIPT}'>\")\n</script>", id="line-commented"
        ),
        pytest.param(f"<script>/* document.write('<a href=\"{SCRIPT}\">') */</script>", id="block-commented"),
        pytest.param(f"<!--[if IE]><script src='{SCRIPT}'></script><![endif]-->", id="for-old-browsers-only"),
        pytest.param("<a href='http://www.conac.cn/'>政务和公益域名注册中心</a>", id="friendly-link"),
        pytest.param("<p>网站应当加挂党政机关网站标识。</p>", id="words-about-it"),
    ],
)
def test_t05_the_badge_is_not_there(markup: str) -> None:
    assert badge(markup) is False


def test_t05_a_badge_behind_every_other_item() -> None:
    page = trs(listing()).replace(
        "<script src='https://dcs.conac.cn", "<script data-old='https://dcs.conac.cn"
    )
    seen = foot_of(inspect(page))
    assert seen["party_badge"] is False
    assert seen["icp"] is not None
