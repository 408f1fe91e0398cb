"""Footer item 党政机关网站标识 (standards.md 2.2): script, link, box or picture declare it; comments do not."""

import pytest

from tests.test_traps.feet import each_hidden, each_layout, item, written

SCRIPT = "<script src='https://dcs.conac.cn/js/12/000/0000/40001234/CA120000000400012340001.js'></script>"
DECLARED = {
    "script": SCRIPT,
    "script-without-scheme": SCRIPT.replace("https:", ""),
    "box": "<span id='_ideConac'></span>",
    "link": "<a href='http://bszs.conac.cn/sitename?method=show&id=0A1B2C3D4E5F60718293A4B5C6D7E8F9'><img src=r.png></a>",
    "picture": "<img src='https://dcs.conac.cn/image/red.png'>",
    "public-institution": "<img id='imgConac' src='/images/blue.png'>",
}


@pytest.mark.parametrize("markup", DECLARED.values(), ids=DECLARED)
@each_layout
def test_footer_badge_is_declared(markup: str, layout: str) -> None:
    assert item("party_badge", markup, layout) is True


@pytest.mark.parametrize("markup", DECLARED.values(), ids=DECLARED)
@each_hidden
def test_footer_badge_hidden_is_not_declared(markup: str, hidden: str) -> None:
    if hidden.startswith("<script"):
        hidden = "<!--{}-->"  # the end of the script inside would end the template
    assert item("party_badge", hidden.format(markup)) is False


@pytest.mark.parametrize("charset", ["utf-8", "gbk"])
def test_footer_badge_written_by_a_script(charset: str) -> None:
    assert item("party_badge", written(SCRIPT), charset=charset) is True


@pytest.mark.parametrize(
    "markup",
    [
        "",
        "党政机关网站应当加挂标识",
        "<a href='http://www.conac.cn'>conac</a>",
        "<img src='/images/red.png'>",
    ],
)
@each_layout
def test_footer_badge_is_not_declared(markup: str, layout: str) -> None:
    assert item("party_badge", markup, layout) is False
