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
