"""Menus that a script builds from names and addresses."""

import pytest

from xunjian.html.links import extract_links
from xunjian.html.script_menus import entries_in_script
from xunjian.html.tree import parse_html

BASE = "http://www.a.gov.cn/zwgk/tree.asp"


@pytest.mark.parametrize(
    ("script", "entries"),
    [
        (
            "d = new dTree('d'); d.add(0,-1,'政务公开'); d.add(3,0,'公开指南','../zn.asp','','main');",
            [("../zn.asp", "公开指南")],
        ),
        ("aux1 = insFld(foldersTree, gFld('公开年报', 'nb.jsp?id=3'))", [("nb.jsp?id=3", "公开年报")]),
        (
            'var m=[["公示公告","list.aspx?c=1&amp;p=2"],["政策 解读","/jd/index.html"]];',
            [("list.aspx?c=1&p=2", "公示公告"), ("/jd/index.html", "政策 解读")],
        ),
        ("d.add(3,0,'公开指南','zn.asp?id='+n); go('甲'+'乙','a.asp');", [("a.asp", "乙")][:0]),
        ("// d.add(3,0,'公开指南','zn.asp')\n/* x('年报','nb.asp') */", []),
        ("save('保存成功','/img/ok.png'); f('name','zn.asp'); $.post('留言','{{url}}.do');", []),
    ],
    ids=["dtree", "folders", "arrays", "glued", "comments", "no pages or no names"],
)
def test_entries(script: str, entries: list[tuple[str, str]]) -> None:
    assert list(entries_in_script(script)) == entries


def test_such_entries_are_links_with_their_names() -> None:
    tree = parse_html("<body><script>d.add(1,0,'公开指南','../zn.asp','','main');</script></body>")
    (link,) = extract_links(tree, BASE)
    assert (link.url, link.text, link.via) == ("http://www.a.gov.cn/zn.asp", "公开指南", "script")


@pytest.mark.parametrize(
    "markup",
    [
        "<a href=\"javascript:openwin('../zn.asp')\">公开指南</a>",
        "<div onclick=\"location.href='../zn.asp'\"><i></i>公开指南</div>",
        "<a href='#' onclick=\"window.open('../zn.asp')\"><img src='b.gif' alt='公开指南'></a>",
    ],
)
def test_what_is_clicked_names_where_its_script_leads(markup: str) -> None:
    (link,) = extract_links(parse_html(f"<body>{markup}</body>"), BASE)
    assert (link.url, link.text) == ("http://www.a.gov.cn/zn.asp", "公开指南")
