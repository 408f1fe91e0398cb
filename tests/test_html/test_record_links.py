"""Lists as data inside a page: their addresses are ways out of it, configuration is none."""

from xunjian.html.links import extract_links
from xunjian.html.tree import parse_html

BASE = "http://www.example.invalid/channel/tzgg"


def links(script: str) -> list[str]:
    tree = parse_html(f"<html><body><h1>通知公告</h1>{script}</body></html>")
    return [link.url.removeprefix("http://www.example.invalid") for link in extract_links(tree, BASE)]


def test_rows_of_a_json_island_are_links() -> None:
    page = (
        '<script type="application/json" id="d">{"data":{"total":2,"list":['
        '{"id":"4f2a","title":"关于\\"双随机\\"抽查的公告","url":"/article/4f2a","publishDate":"2026-10-11"},'
        '{"id":"4f2b","title":"公示","url":"./article/4f2b","publishDate":null}]}}</script>'
    )
    assert links(page) == ["/article/4f2a", "/channel/article/4f2b"]


def test_rows_of_a_state_object_are_links() -> None:
    page = "<script>window.__STATE__={list:[{docTitle:'通知',docPubUrl:'/c/2026/a1',top:0}]};</script>"
    assert links(page) == ["/c/2026/a1"]


def test_configuration_is_no_list() -> None:
    page = (
        '<script>$.ajax({url:"/api/list",type:"post",data:{id:3}});'
        'var conf={api:{url:"/api/v1"},title:"x"};var t={"title":"{{title}}","url":"{{url}}"};</script>'
    )
    assert links(page) == []
