"""Footer item 我为政府网站找错 (standards.md 2.2): link, script, picture or words lead there; comments do not."""

import pytest

from tests.test_traps.feet import each_hidden, each_layout, item, written

URL = "https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=3307990002"
ENTRIES = {
    "link": f"<a href='{URL}'><img src='/images/a.png'></a>",
    "call": "<img src='/images/a.png' onclick=\"Link('3307990002')\">",
    "central-call": "<img src='/images/a.png' onclick=\"Link('bm99000001')\">",
    "picture": "<a href='#'><img src='/images/jiucuo.png'></a>",
    "words": "<a href='#' onclick='jc()'>我为政府网站找错</a>",
    "traditional": "<a href='#'>我為政府網站找錯</a>",
}


@pytest.mark.parametrize("markup", ENTRIES.values(), ids=ENTRIES)
@each_layout
def test_footer_error_report_is_there(markup: str, layout: str) -> None:
    assert item("error_report", markup, layout) is True


@pytest.mark.parametrize("markup", ENTRIES.values(), ids=ENTRIES)
@each_hidden
def test_footer_error_report_hidden_is_not_there(markup: str, hidden: str) -> None:
    assert item("error_report", hidden.format(markup)) is False


@pytest.mark.parametrize("charset", ["utf-8", "gbk"])
def test_footer_error_report_written_by_a_script(charset: str) -> None:
    assert item("error_report", written(ENTRIES["link"]), charset=charset) is True


@pytest.mark.parametrize(
    "markup", ["", "<a href='/jc/'>网站纠错</a>", "<a href='/jc/'>我要找错</a>", "【纠错】"]
)
@each_layout
def test_footer_error_report_is_not_there(markup: str, layout: str) -> None:
    assert item("error_report", markup, layout) is False
