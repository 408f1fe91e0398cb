"""Whatever comes, a tree comes out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xunjian.html.tree import parse_html

MARKUP = st.lists(
    st.sampled_from(
        [
            "<div>",
            "</div>",
            "<p",
            ">",
            "<a href=",
            '"x"',
            "<table><tr><td>",
            "</td>",
            "<!--",
            "-->",
            "<script>",
            "</script>",
            "<![CDATA[",
            "]]>",
            "<?xml version='1.0' encoding='gbk'?>",
            "<%",
            "%>",
            "文字",
            "\x00",
            "&#0;",
            "&nbsp;",
            "<base>",
        ]
    ),
    max_size=60,
).map("".join)


@pytest.mark.parametrize(
    "text", ["", " ", "<", "\x00", "<?xml version='1.0' encoding='gb2312'?>", "<!---->", "<frameset>"]
)
def test_nothing_makes_an_empty_tree(text: str) -> None:
    assert parse_html(text).tag == "html"


def test_xml_declaration_of_another_encoding_is_no_obstacle() -> None:
    tree = parse_html("<?xml version='1.0' encoding='gb2312'?><html><body><p>云溪</p></body></html>")
    assert tree.text_content() == "云溪"


def test_comments_and_template_code_are_no_text() -> None:
    tree = parse_html("<%@ page language='java' %><body><%-- 主办:甲 --%><!-- 主办:乙 --><p>丙</p></body>")
    assert tree.text_content().strip() == "丙"


def test_invisible_characters_are_dropped() -> None:
    assert parse_html("<p>通\u200b知&#8203;公\ufeff告</p>").text_content() == "通知公告"


@pytest.mark.parametrize("depth", [300, 2_000, 6_000, 20_000])
def test_deep_nesting_keeps_the_words(depth: int) -> None:
    text = "<html><body>" + "<div>" * depth + "正文" + "</div>" * depth + "<p>页脚</p></body></html>"
    content = parse_html(text).text_content()
    assert "正文" in content
    assert "页脚" in content


def test_unclosed_nesting_keeps_the_words() -> None:
    assert "正文" in parse_html("<font><b>" * 10_000 + "正文").text_content()


@settings(max_examples=150, deadline=None)
@given(MARKUP)
def test_never_raises(text: str) -> None:
    assert parse_html(text).tag == "html"
