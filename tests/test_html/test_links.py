"""Every way out of a page, and nothing that is none (T4, T28, issue 3 §1)."""

import pytest

from xunjian.html.links import extract_all, extract_links
from xunjian.html.tree import parse_html
from xunjian.model.page import Link

URL = "http://a.gov.cn/zwgk/index.html"


def links(body: str, head: str = "") -> list[Link]:
    return list(extract_links(parse_html(f"<html><head>{head}</head><body>{body}</body></html>"), URL))


def routes(body: str, head: str = "") -> list[tuple[str, str]]:
    return [(link.via, link.url.removeprefix("http://a.gov.cn")) for link in links(body, head)]


def test_href_with_its_text() -> None:
    assert links("<a href='a.html'> 甲\n<b>乙</b> </a>") == [
        Link("http://a.gov.cn/zwgk/a.html", "甲 乙", "href")
    ]


def test_picture_link_is_named_by_its_alt_or_title() -> None:
    found = links(
        "<a href='a.html'><img src='x.png' alt='政策解读'></a><a href='b.html' title='通知公告'></a>"
    )
    assert [link.text for link in found] == ["政策解读", "通知公告"]


def test_address_counts_once_with_the_first_text_that_is_one() -> None:
    found = links("<a href='a.html'><img src=x></a><a href='a.html'>栏目</a><a href='./a.html'>更多</a>")
    assert found == [Link("http://a.gov.cn/zwgk/a.html", "栏目", "href")]


def test_links_that_stand_in_the_frame_itself() -> None:
    held = "<iframe srcdoc='&lt;a href=&quot;/a.html&quot;&gt;x&lt;/a&gt;'></iframe>"
    assert routes(held) == [("href", "/a.html")]
    assert routes(held.replace("srcdoc", "src=/f.html srcdoc")) == [("frame", "/f.html")]


def test_base_href_is_honoured() -> None:
    assert routes("<a href='a.html'>x</a>", "<base href='/b/'>") == [("href", "/b/a.html")]


def test_frames_areas_forms_and_refresh() -> None:
    found = routes(
        "<iframe src='f.html'></iframe><iframe src='about:blank'></iframe><map><area href='m.html'></map>"
        "<form action='/s.jsp'><input></form><form action='/post.jsp' method='POST'></form>",
        "<meta http-equiv='Refresh' content=\"0; url='new/index.html'\">",
    )
    assert found == [
        ("meta", "/zwgk/new/index.html"), ("frame", "/zwgk/f.html"),
        ("area", "/zwgk/m.html"), ("form", "/s.jsp"),
    ]  # fmt: skip


def test_t28_options_that_are_addresses() -> None:
    found = links(
        "<select><option value=''>请选择</option><option value='1'>一</option>"
        "<option value='../../yqlj/'>友情链接</option>"
        "<option value='http://b.gov.cn'>乙</option><option value='2023-01'>月</option></select>"
    )
    assert [(link.via, link.url) for link in found] == [
        ("option", "http://a.gov.cn/yqlj/"), ("option", "http://b.gov.cn/"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "markup",
    [
        "<a href='#' onclick=\"location.href='x.html'\">x</a>",
        '<div onclick=\'window.open("x.html","_blank")\'>x</div>',
        "<a href=\"javascript:window.open('x.html')\">x</a>",
        "<a href='javascript:void(0)' onclick=\"window.location = 'x.html';return false\">x</a>",
        "<tr ondblclick=\"openUrl('x.html')\"></tr>",
        "<script>self.location.replace('x.html')</script>",
        "<script>document.write('<a href=\"x.html\">x</a>')</script>",
        '<script>var list=[{"title":"甲","url":"x.html"}]</script>',
        "<script type='text/xml'><recordset><record><![CDATA[<a href='x.html'>x</a>]]></record></recordset>"
        "</script>",
    ],
)
def test_t28_script_links(markup: str) -> None:
    assert ("script", "/zwgk/x.html") in routes(f"<table>{markup}</table>" if "<tr" in markup else markup)


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ('createPageHTML(4, 0, "index", "html");', ["index_1.html", "index_2.html", "index_3.html"]),
        ("createPageHTML('2','0','list','shtml')", ["list_1.shtml"]),
        ("Pager({size:3, current:0, prefix:'index', suffix:'shtml'});", ["index_1.shtml", "index_2.shtml"]),
        ('createPageHTML(1, 0, "index", "html");', []),
    ],
)
def test_t4_paging_scripts_are_counted_up(script: str, expected: list[str]) -> None:
    assert routes(f"<script>{script}</script>") == [("script", f"/zwgk/{name}") for name in expected]


@pytest.mark.parametrize(
    "markup",
    [
        "<!-- <a href='x.html'>x</a> -->",
        "<script>$.ajax({type:'POST', url:'list.do', data:{}})</script>",
        "<script>if (location.href != 'x.html') {}</script>",
        "<meta http-equiv='refresh' content='600'>",
        "<select><option value='http://b.gov.cn/^9'>x</option></select>",
        "<template><a href='x.html'>x</a></template>",
        "<script>/* location.href='x.html' */</script>",
        "<script>var a = 1; // window.open('x.html')\n</script>",
        "<script>var url = 'info_' + id + '.html';</script>",
        "<script>location.href = '/list/' + id;</script>",
        "<script>if (location.href == 'http://a.gov.cn/x') {}</script>",
        "<script>document.write('<a href=\"/x/' + id + '.html\">x</a>')</script>",
        "<script type='text/template'><a href='{{url}}.html'>x</a></script>",
        "<script>var t = '<a href=\"${item.url}\">x</a>';</script>",
        "<a href='javascript:void(0)'>x</a><a href='#'>x</a><a>x</a><a name='x.html'>x</a>",
        "<a href='mailto:x@a.gov.cn'>x</a>",
        "<script>var name = 'index'; var version = '1.2.3'; css('.html');</script>",
    ],
)
def test_no_link_is_invented(markup: str) -> None:
    assert routes(markup) == []


def test_images_and_scripts() -> None:
    tree = parse_html(
        "<html><body><img src='a.png' alt='图'><img src='data:image/png;base64,AA'><img src='./a.png'>"
        "<img src='data:image/gif;base64,AA' data-src='late.png'>"
        "<input type='image' src='b.gif'><script src='/js/x.js'></script><script src='/js/x.js'></script>"
        "<script src='//cdn.example/y.js'></script><template><img src='no.png'></template></body></html>"
    )
    assert [(image.url, image.alt) for image in extract_all(tree, URL).images] == [
        ("http://a.gov.cn/zwgk/a.png", "图"), ("http://a.gov.cn/zwgk/late.png", ""),
        ("http://a.gov.cn/zwgk/b.gif", ""),
    ]  # fmt: skip
    assert extract_all(tree, URL).scripts == ("http://a.gov.cn/js/x.js", "http://cdn.example/y.js")
