"""Names of columns, however a template dresses them."""

import pytest

from tests.test_facts.page_parts import BASE, LIST, TRAIL, page, read

_NAMES = (("首页", "/"), ("政务公开", "/zwgk/"), ("办事服务", "/bsfw/"), ("互动交流", "/hdjl/"))


def _nav(pattern: str) -> str:
    return "".join(pattern.format(name=name, url=url) for name, url in _NAMES)


IMAGES = {
    "alt": "<div class='menu'>" + _nav("<a href='{url}'><img src='/i/1.gif' alt='{name}'></a>") + "</div>",
    "title": "<table><tr>"
    + _nav("<td><a href='{url}' title='{name}'><img src='/i/1.gif'></a></td>")
    + "</tr></table>",
    "title_of_the_picture": "<div id='nav'>"
    + _nav("<a href='{url}'><img src='/i/1.gif' title='{name}'></a>")
    + "</div>",
    "map": "<img src='/i/nav.jpg' usemap='#m'><map name='m'>"
    + _nav("<area shape='rect' coords='0,0,9,9' href='{url}' alt='{name}'>")
    + "</map>",
    "swapped": "<ul class='dh'>"
    + _nav(
        "<li><a href='{url}' onmouseover='f(1)'><img name='n' src='/i/a.jpg' alt='{name}' border=0></a></li>"
    )
    + "</ul>",
}


@pytest.mark.parametrize("nav", IMAGES.values(), ids=IMAGES.keys())
def test_navigation_of_pictures(nav: str) -> None:
    columns = read(page(nav + LIST), BASE, is_home=True).columns
    found = {(each.name, each.url) for each in columns}
    assert {(name, BASE + url[1:]) for name, url in _NAMES[1:]} <= found


@pytest.mark.parametrize(
    "dressed",
    [
        "&gt;&gt; {}",
        "·{}",
        "» {}",
        "【{}】",
        "[{}]",
        "&gt; {} 更多&gt;&gt;",
        "{} more",
        "■{}",
        "| {} |",
        "◆ {}：",
    ],
)
def test_marks_are_no_part_of_a_name(dressed: str) -> None:
    entries = "".join(f"<li><a href='{url}'>{dressed.format(name)}</a></li>" for name, url in _NAMES)
    columns = read(page(f"<div class='nav'><ul>{entries}</ul></div>" + TRAIL + LIST)).columns
    assert {name for name, _ in _NAMES[1:]} <= {each.name for each in columns}
    assert not any(set(each.name) & set("·»【】[]>■|◆：") for each in columns)


@pytest.mark.parametrize("name", ["双随机、一公开", "12345热线", "“一件事”一次办", "解读（回应）", "G2"])
def test_marks_inside_a_name_stay(name: str) -> None:
    entries = "".join(f"<li><a href='/{n}/'>{each}</a></li>" for n, each in enumerate(("首页", "公开", name)))
    nav = f"<div class='nav'><ul>{entries}</ul></div>"
    assert name in {each.name for each in read(page(nav + TRAIL + LIST)).columns}
