"""Half an address, glued together by a script, is no link: it would look like a broken one."""

import pytest

from xunjian.html.script_links import addresses_in_script


@pytest.mark.parametrize(
    "script",
    [
        r"""document.write("<a href=\"index."+"html\">首页</a>");""",
        r"""document.write("<a href=\"list_" + page + ".html\">下一页</a>");""",
    ],
)
def test_half_an_address_is_no_link(script: str) -> None:
    assert addresses_in_script(script) == ()


def test_a_whole_address_followed_by_glued_words_is_a_link() -> None:
    script = r"""document.write("<a href=\"list/index.html\">" + name + "</a>");"""
    assert set(addresses_in_script(script)) == {"list/index.html"}


@pytest.mark.parametrize(
    "script",
    [
        "var file='text/help.html'; location.replace(lang + '/' + file + '?a=b');",
        "switch (m) { case 'a': {file='a/main.html';break;} default: {file='b/main.html';} } go(base+file);",
        "var names = {first: 'one.html'}; open(root + first)",
        "var name = 'list.html'; location.href = name + page;",
        "var a = 'x', b = 'list.html'; go(a + b);",
    ],
)
def test_a_name_that_is_glued_to_something_holds_half_an_address(script: str) -> None:
    assert addresses_in_script(script) == ()


@pytest.mark.parametrize(
    "script",
    [
        "var url = 'list/index.html'; location.href = url;",
        "var url = 'list/index.html'; location.href = url + '?t=' + Math.random();",
        "var url = 'list/index.html'; document.write('<a href=\"' + url + '\">通知</a>');",
        "var url = 'list/index.html', at = n + 1; open(url);",
        "var url = 'list/index.html'; for (;;) { url++; }",
    ],
)
def test_a_name_that_holds_a_whole_address_is_a_link(script: str) -> None:
    assert set(addresses_in_script(script)) == {"list/index.html"}
