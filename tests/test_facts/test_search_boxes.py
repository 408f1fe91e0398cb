"""Boxes of every make are found and sent as a browser would; nothing but a search is ever asked."""

import pytest

from tests.test_facts.search_pages import BOXES, DECOYS, LINKS, SCRIPTED
from xunjian.facts.opened import open_page
from xunjian.facts.search.forms import SearchBox, read_forms
from xunjian.facts.search.ways import may_be_asked

HOME = "http://www.a.gov.cn/"


def able(html: str, charset: str = "utf-8") -> list[SearchBox]:
    """The boxes that may be asked."""
    page = f"<html><head><meta charset={charset}></head><body>{html}</body></html>"
    boxes = read_forms(open_page(page.encode(charset), HOME, "", {}.get).source)
    return [box for box in boxes if may_be_asked(box, ("www.a.gov.cn",))]


def only(html: str, charset: str = "utf-8") -> SearchBox:
    (box,) = able(html, charset)
    return box


@pytest.mark.parametrize("html", BOXES.values(), ids=BOXES)
def test_a_box_that_our_own_client_can_send(html: str) -> None:
    box = only(html)
    url, body = box.request("XQX")
    assert box.plain
    assert url.startswith(HOME)
    assert (url + body).count("XQX") == 1
    # In the middle of a page with everything that looks alike it is still the only one.
    assert [each.request("XQX") for each in able("".join(DECOYS.values()) + html)] == [(url, body)]


@pytest.mark.parametrize(("html", "address"), LINKS.values(), ids=LINKS)
def test_an_address_that_a_script_makes(html: str, address: str) -> None:
    box = only(html)
    assert box.plain
    assert box.request("abc") == (f"{HOME[:-1]}{address.format('abc')}", "")
    assert box.request("公告")[0] == f"{HOME[:-1]}{address.format('%E5%85%AC%E5%91%8A')}"


@pytest.mark.parametrize("html", SCRIPTED.values(), ids=SCRIPTED)
def test_a_box_that_only_a_browser_can_use(html: str) -> None:
    assert only(html).scripted


@pytest.mark.parametrize("html", DECOYS.values(), ids=DECOYS)
def test_a_form_of_another_purpose_is_never_asked(html: str) -> None:
    assert able(html) == []


@pytest.mark.parametrize(
    ("expression", "sent"),
    [
        ("encodeURIComponent(v)", "%E5%85%AC%20a"),
        ("encodeURI(encodeURI(v))", "%25E5%2585%25AC%2520a"),
        ("escape(v)", "%u516C%20a"),
        ("v", "%B9%AB%20a"),
        ("$.trim(v)", "%B9%AB%20a"),
    ],
)
def test_words_are_written_as_the_script_writes_them(expression: str, sent: str) -> None:
    html = (
        '<input id="kw" class="search"><a onclick="go()">搜索</a>'
        f'<script>function go(){{var v=kw.value; v=$("#kw").val();location="/s?q="+{expression}}}</script>'
    )
    html = html.replace("var v=kw.value; v=", "var v=")
    assert only(html, "gb18030").request("公 a")[0] == f"{HOME}s?q={sent}"


def test_the_button_beside_the_field_is_the_one_that_is_pressed() -> None:
    html = (
        '<form method="post" action="/d.aspx"><input type="hidden" name="__VIEWSTATE" value="x">'
        '<input name="mail"><input type="submit" name="send" value="订阅">'
        '<input name="txtSearch"><input type="submit" name="go" value="搜索"></form>'
    )
    assert (
        only(html).request("公告")[1]
        == "__VIEWSTATE=x&mail=&txtSearch=%E5%85%AC%E5%91%8A&go=%E6%90%9C%E7%B4%A2"
    )


def test_a_listener_that_sends_otherwise_leaves_doubt() -> None:
    form = (
        '<form id="sf" action="/so"><input name="q" placeholder="搜索"><button id="go">搜索</button></form>'
    )
    assert only(form + "<script>$('#other').click(function(){location='/x'})</script>").plain
    other = "<script>$('#go').click(function(){$('#sf').attr('action', base + '/x').submit()})</script>"
    assert not only(form + other).plain
