"""What scripts write, read without running them (standards.md T5, T6)."""

import pytest

from xunjian.html.flow import read_flow
from xunjian.html.graft import graft
from xunjian.html.scripts import COMPUTED_MARK, written_by
from xunjian.html.tree import parse_html


@pytest.mark.parametrize(
    ("script", "written"),
    [
        ("document.write('<b>主办</b>')", "<b>主办</b>"),
        ('document.writeln("a\\"b" + \'c\');', 'a"bc'),
        (
            "document.write(unescape(\"%3Cspan id='_ideConac' %3E%3C/span%3E\"))",
            "<span id='_ideConac' ></span>",
        ),
        ('document.write(unescape("%u4E3B%u529E"))', "主办"),
        ("var s='主办:'; s+='甲局'; document.write(s);", "主办:甲局"),
        ("var s=['<i>','乙','</i>'].join('');document.write(s)", "<i>乙</i>"),
        ("document.write(`<b>${'x'}</b>`)", "<b></b>"),
        ("// document.write('甲')\n/* document.write('乙') */", ""),
        ("var a='甲局'; if(a){document.write(a)}else{document.write('乙局')}", "甲局"),
        ("var a=''; if(a){document.write(a)}else{document.write('乙局')}", "乙局"),
        ("document.write('\\u4e3b\\x41')", "主A"),
    ],
)
def test_t5_written_here(script: str, written: str) -> None:
    assert written_by(script).here == written


def test_written_elsewhere_is_told_apart() -> None:
    written = written_by("document.getElementById('f').innerHTML='<p>主办:甲</p>'; $('#g').html('<p>乙</p>')")
    assert written.here == ""
    assert written.elsewhere == "<p>主办:甲</p><p>乙</p>"


def test_a_computed_address_is_dropped_whole() -> None:
    markup = written_by('document.write("<a href=\'index_"+(n+1)+".html\'>下一页"+n+"</a>")').here
    assert "index_" not in markup
    assert COMPUTED_MARK in markup
    assert "下一页" in markup


@pytest.mark.parametrize(
    "script", ["document.write(", "document.write('a' + ", "x = ((((", "}}})))", "var a = a + a;" * 50, "`${"]
)
def test_broken_scripts_do_no_harm(script: str) -> None:
    written_by(script)


def test_what_is_written_stands_at_its_place() -> None:
    tree = parse_html("<p>甲</p><script>document.write('<p>乙</p>')</script><p>丙</p>")
    graft(tree, "http://a.cn/")
    assert [line.text for line in read_flow(tree).lines] == ["甲", "乙", "丙"]


def test_t9_frames_are_read_as_part_of_the_page() -> None:
    tree = parse_html("<p>甲</p><iframe src='/x/foot.html'></iframe><p>丙</p>")
    asked: list[str] = []

    def resource(url: str) -> bytes | None:
        asked.append(url)
        return "<body><p>乙 <a href='y.html'>链接</a></p></body>".encode("gbk")

    grafted = graft(tree, "http://a.cn/b/c.html", resource)
    flow = read_flow(tree)
    assert asked == ["http://a.cn/x/foot.html"]
    assert [line.text for line in flow.lines] == ["甲", "乙 链接", "丙"]
    assert flow.anchors[0].href == "http://a.cn/x/y.html"
    assert grafted.unread == ()


def test_the_frames_of_a_frameset_are_its_body() -> None:
    tree = parse_html(
        "<html><head><title>甲</title></head><frameset><frame src='top.htm'><frame src='main.asp'>"
        "<noframes><body>不支持框架</body></noframes></frameset></html>"
    )
    shown = {
        "http://a.cn/top.htm": "<p>标题</p>",
        "http://a.cn/main.asp": "<body><p>正文</p><p>页脚</p></body>",
    }
    graft(tree, "http://a.cn/", lambda url: shown[url].encode())
    assert [line.text for line in read_flow(tree).lines] == ["标题", "正文", "页脚"]


def test_frames_that_hold_each_other_end() -> None:
    tree = parse_html("<iframe src='/a.html'></iframe>")
    graft(tree, "http://a.cn/", lambda url: b"<p>x</p><iframe src='/a.html'></iframe>")
    assert len(read_flow(tree).lines) < 10


def test_libraries_are_not_asked_for_and_missing_ones_are_named() -> None:
    tree = parse_html("<script src='/js/jquery-3.5.1.min.js'></script><script src='/js/foot.js'></script>")
    asked: list[str] = []
    grafted = graft(tree, "http://a.cn/", lambda url: asked.append(url))
    assert asked == ["http://a.cn/js/foot.js"]
    assert [el.get("src") for el in grafted.unread] == ["/js/foot.js"]


def test_a_branch_whose_condition_holds_is_the_one_shown() -> None:
    known = 'var ly = "镇文化站"; if (ly == "") { document.write("本站"); } else { document.write(ly); }'
    assert written_by(known).here == "镇文化站"
    empty = 'var ly = ""; if (ly == "") { document.write("本站"); } else { document.write("来自" + ly); }'
    assert written_by(empty).here == "本站"
    silent = 'var ly = ""; if (ly.length == 0) { ly = "县站"; } else { ly = "旧站"; } document.write(ly);'
    assert written_by(silent).here == "县站"
    assert written_by('var a = "甲"; document.write(a == "" ? "无" : a);').here == "甲"
    assert (
        written_by('function f(ly) { if (ly == "") { document.write("甲"); } } var ly = "乙";').here == "甲"
    )


def test_string_methods_of_literal_words_are_told() -> None:
    day = "var t = '2022-03-04 05:06:07'; document.write(t.%s);"
    assert written_by(day % "substring(0, 10)").here == "2022-03-04"
    assert written_by(day % "substr(0,16)").here == "2022-03-04 05:06"
    assert written_by(day % "slice(0,-3)").here == "2022-03-04 05:06"
    assert written_by(day % "split(' ')[0]").here == "2022-03-04"
    assert written_by(day % "replace(' ', 'T')").here == "2022-03-04T05:06:07"
    assert written_by(day % "substring(0, n)").here == ""
    assert written_by("document.write(['甲', '乙'].slice(0, 1));").here == ""
