"""T1: the declared charset lies: bytes of another charset than header or meta say are read right all the same."""

import pytest

from tests.test_traps.pages import COLUMN, dated, foot_of, inspect, listing, trs

GB2312 = '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'
NAME = "陶喆镕"
ROWS = (
    ("关于开展夏季防汛检查的通知", "a1.html", "2023-05-06"),
    (f"{NAME}同志任职前公示", "a2.html", "2023-04-28"),
    ("关于公布县级非遗名录的公告", "a3.html", "2023-04-11"),
)
FOOT = "<p>主办：岚溪县人民政府办公室　网站标识码：3307990002</p>"
GBK, UTF8 = {"gbk", "gb18030"}, {"utf-8"}


def page(declared: str, name: str = NAME) -> str:
    text = trs(listing(ROWS), foot=FOOT).replace('<meta charset="utf-8">', "").replace(NAME, name)
    return text.replace("<meta charset='utf-8'>", declared)


def meta(charset: str) -> str:
    return f"<meta charset={charset}>"


@pytest.mark.parametrize(
    ("body", "header", "charsets"),
    [
        pytest.param(page(GB2312).encode("gbk"), "", GBK, id="gbk-said-gb2312"),
        pytest.param(page(GB2312).encode(), "", UTF8, id="utf8-said-gb2312"),
        pytest.param(page(meta("utf-8")).encode("gbk"), "", GBK, id="gbk-said-utf8"),
        pytest.param(page("").encode("gbk"), "", GBK, id="gbk-unsaid"),
        pytest.param(page("").encode("gbk"), "text/html; charset=ISO-8859-1", GBK, id="gbk-header-latin1"),
        pytest.param(page("").encode(), "text/html;charset=iso-8859-1", UTF8, id="utf8-header-latin1"),
        pytest.param(page(GB2312).encode("gbk"), "text/html; charset=UTF-8", GBK, id="gbk-header-utf8"),
        pytest.param(page(meta("utf-8")).encode(), "text/html; charset=GBK", UTF8, id="utf8-header-gbk"),
        pytest.param(b"\xef\xbb\xbf" + page(GB2312).encode(), "", UTF8, id="utf8-bom-said-gb2312"),
        pytest.param(page(meta("utf-16")).encode(), "", UTF8, id="utf8-said-utf16"),
        pytest.param(page(meta("gb_2312-80x")).encode("gbk"), "", GBK, id="gbk-said-unknown"),
        pytest.param(page(meta("big5")).encode("gbk"), "", GBK, id="gbk-said-big5"),
        pytest.param(page(meta("utf-8")).encode("utf-16"), "", {"utf-16-le", "utf-16"}, id="utf16-bom"),
        pytest.param(
            ("\ufeff" + page(GB2312)).encode("utf-16-be"), "", {"utf-16-be", "utf-16"}, id="utf16-big-endian"
        ),
    ],
)
def test_t01_every_value_is_read_right(body: bytes, header: str, charsets: set[str]) -> None:
    seen = inspect(body, COLUMN, content_type=header)
    assert dated(seen) == [(title, day) for title, _, day in ROWS]
    assert foot_of(seen)["sponsor"] == "岚溪县人民政府办公室"
    assert seen["breadcrumb"] == ["首页", "政务公开", "通知公告"]
    assert seen["charset"] in charsets


def test_t01_characters_beyond_gbk() -> None:
    seen = inspect(page(GB2312, "王䶮㛃").encode("gb18030"))
    assert dated(seen)[1] == ("王䶮㛃同志任职前公示", "2023-04-28")
    assert seen["charset"] == "gb18030"


@pytest.mark.parametrize(
    ("body", "charsets"),
    [
        pytest.param(page(GB2312).encode("gbk") + "<!-- 云".encode("gbk")[:-1], GBK, id="gbk-cut"),
        pytest.param(page(meta("utf-8")).encode() + "云".encode()[:-1], UTF8, id="utf8-cut"),
        pytest.param(page(meta("utf-8")).encode() + "访问量".encode("gbk"), UTF8, id="utf8-with-gbk-part"),
        pytest.param(page(GB2312).encode("gbk") + "您是第访问者".encode(), GBK, id="gbk-with-utf8-part"),
        pytest.param(page(GB2312).encode("gbk").replace(b"<ul", b"\xff<ul"), GBK, id="gbk-stray-byte"),
        pytest.param(page(meta("utf-8")).encode().replace(b"<ul", b"\xa0<ul"), UTF8, id="utf8-stray-byte"),
        pytest.param(page(GB2312).encode("gbk").replace(b"<ul", b"\x00<ul"), GBK, id="gbk-nul"),
    ],
)
def test_t01_a_damaged_spot_spoils_nothing_else(body: bytes, charsets: set[str]) -> None:
    seen = inspect(body)
    assert dated(seen) == [(title, day) for title, _, day in ROWS]
    assert seen["charset"] in charsets


@pytest.mark.parametrize("charset", ["big5", "gbk", "utf-8"])
def test_t01_traditional_characters_said_big5(charset: str) -> None:
    text = (
        "<html><head><meta http-equiv=Content-Type content='text/html; charset=big5'><title>關於防汛的公告</title>"
        "</head><body><h1>關於發布夏季防汛通知的公告</h1><p>發布時間：2023-05-06　來源：嵐溪縣水利局</p><div><p>"
        "各鄉鎮人民政府，縣直各單位：為做好今年夏季防汛工作，現將有關事項通知如下，請認真貫徹執行。</p></div></body></html>"
    )
    seen = inspect(text.encode(charset), f"{COLUMN}t20230506_1.html")
    assert (seen["title"], seen["published"]) == ("關於發布夏季防汛通知的公告", "2023-05-06")
    assert seen["source"] == "嵐溪縣水利局"


@pytest.mark.parametrize("charset", ["gbk", "utf-8"])
@pytest.mark.parametrize("text", ["联通", "岚溪县", "通知公告"])
def test_t01_a_handful_of_characters(text: str, charset: str) -> None:
    links = inspect(f"<title>{text}</title><a href=a.html>{text}</a>".encode(charset))["links"]
    assert isinstance(links, list)
    assert [link["text"] for link in links] == [text]
