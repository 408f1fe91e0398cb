"""What bytes are, whatever the page says of itself (standards.md T1, stack.md P3)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xunjian.html.decode import decode_html

TEXT = (
    "<html><head><meta charset='{}'><title>云溪县人民政府</title></head><body>"
    "<p>关于开展夏季防汛演练工作的通知,请各乡镇人民政府认真组织实施。</p></body></html>"
)


@pytest.mark.parametrize("declared", ["utf-8", "gb2312", "gbk", "iso-8859-1", "big5", "unicode", "nonsense"])
@pytest.mark.parametrize(("codec", "charset"), [("utf-8", "utf-8"), ("gb18030", "gb18030")])
def test_t1_what_the_page_declares_is_only_a_hint(declared: str, codec: str, charset: str) -> None:
    text = TEXT.format(declared)
    decoded = decode_html(text.encode(codec), f"text/html; charset={declared}")
    assert decoded.text == text
    assert decoded.charset == charset
    assert decoded.declared == declared


def test_big5_is_told_from_gb18030() -> None:
    text = "<p>雲溪縣人民政府關於開展夏季防汛演練的通知,請各鄉鎮認真組織實施,確保人民群眾安全。</p>"
    decoded = decode_html(text.encode("big5"))
    assert decoded.text == text
    assert decoded.charset == "big5"


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("mark", [True, False])
def test_utf16_with_and_without_mark(codec: str, mark: bool) -> None:
    text = TEXT.format("utf-8")
    body = text.encode(codec)
    if mark:
        body = "\ufeff".encode(codec) + body
    assert decode_html(body).text == text
    assert decode_html(body).charset == codec


def test_utf8_mark_is_no_text() -> None:
    assert decode_html(b"\xef\xbb\xbf<p>a</p>").text == "<p>a</p>"


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_a_page_cut_inside_a_character_has_no_replacement_character(codec: str) -> None:
    body = TEXT.format("gb2312").encode(codec)
    whole = body.index("实施".encode(codec))
    for cut in range(whole, whole + 6):
        assert "\ufffd" not in decode_html(body[:cut]).text


def test_one_broken_byte_does_not_change_the_charset() -> None:
    body = TEXT.format("gb2312").encode("gb18030")
    at = body.index("通知".encode("gb18030"))
    decoded = decode_html(body[:at] + b"\xff" + body[at:])
    assert decoded.charset == "gb18030"
    assert "夏季防汛演练" in decoded.text
    body = TEXT.format("utf-8").encode()
    decoded = decode_html(body + b"\xff")
    assert decoded.charset == "utf-8"
    assert "夏季防汛演练" in decoded.text


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.text(max_size=40))
def test_never_raises(body: bytes, header: str) -> None:
    assert isinstance(decode_html(body, header).text, str)


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="云溪县人民政府关于开展夏季防汛演练的通知公告abc <>12", min_size=20, max_size=200))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    assert decode_html(text.encode()).text == text


def test_a_mark_left_before_text_of_another_encoding() -> None:
    decoded = decode_html("\ufeff".encode() + "关于公布信息公开工作的通知".encode("gbk"))
    assert (decoded.text, decoded.charset) == ("关于公布信息公开工作的通知", "gb18030")


def test_utf16_cut_inside_a_character() -> None:
    assert decode_html("关于通知".encode("utf-16")[:-1]).text == "关于通"
