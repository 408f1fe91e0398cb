"""A main navigation that stands in the page as data and is drawn by a script."""

import pytest

from tests.test_facts.page_parts import BASE, LIST, NAV, page, read

_NAMES = ("首页", "走进云溪", "政务公开", "办事服务", "互动交流")
_PATHS = ("", "zjyx/", "zwgk/", "bsfw/", "hdjl/")
_EXPECTED = [(name, BASE + path) for name, path in zip(_NAMES, _PATHS, strict=True)]
_PAIRS = ",".join(f'["{name}","/{path}"]' for name, path in zip(_NAMES, _PATHS, strict=True))
_RECORDS = ",".join(
    f'{{"id":"{number}","name":"{name}","url":"/{path}","target":"_blank"}}'
    for number, (name, path) in enumerate(zip(_NAMES, _PATHS, strict=True))
)
_LOOP = "for(var i=0;i<m.length;i++){s+='<li><a href='+m[i][1]+'>'+m[i][0]+'</a></li>';}show(s);"


def _columns(menu: str) -> list[tuple[str, str]]:
    return [(column.name, column.url) for column in read(page(menu + LIST), BASE).columns]


@pytest.mark.parametrize(
    "script",
    [
        f"var s='';var m=[{_PAIRS}];{_LOOP}",
        f"window.menus=[{_RECORDS}];draw(window.menus);",
        f"var m=[{_PAIRS.replace(chr(34), chr(39))}];draw(m);",
    ],
)
def test_a_menu_kept_as_data_is_the_navigation(script: str) -> None:
    assert _columns(f'<div id="menu"></div><script>{script}</script>') == _EXPECTED


def test_a_menu_that_stands_there_goes_before_data() -> None:
    data = f"<script>var m=[{_PAIRS}];draw(m);</script>"
    assert _columns(NAV + data) == _columns(NAV)


def test_names_without_addresses_are_no_menu() -> None:
    words = ",".join(f'"{name}"' for name in _NAMES)
    assert _columns(f"<script>var tips=[{words}];</script>") == []


def test_a_long_row_of_entries_takes_no_time() -> None:
    many = ",".join(['"首页","/"'] * 20_000)
    assert len(_columns(f"<script>var m=[{many}];</script>")) == 1
