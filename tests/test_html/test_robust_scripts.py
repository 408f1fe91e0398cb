"""Scripts that flood, nest or hold half characters: what they write keeps within bounds and is whole text."""

from xunjian.facts.page import read_page
from xunjian.html.script_links import addresses_in_script
from xunjian.html.script_values import unescape
from xunjian.html.scripts import strings_of, written_by
from xunjian.html.urls import resolve

URL = "http://www.example.cn/tz/index.html"


def test_halves_of_a_character_are_joined_and_a_lone_half_is_dropped() -> None:
    assert strings_of(r'var a="\ud83d\ude00 x \ud800";') == ("😀 x ",)
    assert unescape("%uD83D%uDE00%u4E2D%uD800") == "😀中"


def test_what_is_doubled_without_end_is_not_written() -> None:
    script = "var s='" + "字" * 9000 + "';" + "s=s+s;" * 60 + "document.write(s);document.write('<p>尾</p>');"
    assert written_by(script).here == "<p>尾</p>"


def test_what_is_written_over_and_over_stops() -> None:
    script = "var s='" + "字" * 9000 + "';" + "document.write(s);" * 5000
    assert 100_000 < len(written_by(script).here) <= 1_000_000


def test_conditions_without_end_are_passed_over_as_one() -> None:
    script = (
        "if(a){document.write('<p>一</p>')}"
        + " else if(a) if(b)" * 20_000
        + " x; document.write('<p>二</p>');"
    )
    assert written_by(script).here == "<p>一</p><p>二</p>"


def test_a_comment_without_an_end_hides_the_rest() -> None:
    assert written_by("document.write('<p>一</p>'); /* document.write('<p>二</p>');").here == "<p>一</p>"


def test_an_old_hidden_script_is_read() -> None:
    assert "a.html" in list(addresses_in_script("<!--\nlocation.href='a.html';\n//-->"))


def test_addresses_that_no_library_takes_lead_nowhere() -> None:
    markup = (
        '<script src="http://[x"></script><iframe src="http://[y"></iframe><a href="http://[z">通知公告</a>'
    )
    assert read_page(markup.encode(), URL).links == ()
    assert resolve(URL, "/a\ud800.html") == "http://www.example.cn/a%EF%BF%BD.html"


def test_digits_that_are_no_numbers() -> None:
    text = (
        "<p>"
        + "正文内容" * 60
        + '<img src="a.jpg" width="²"><img src="b.jpg" width="'
        + "7" * 6000
        + '"></p>'
    )
    page = (
        f"<h1>关于做好工作的通知</h1><p>发布时间：2021-12-15 来源：某局</p><div class='content'>{text}</div>"
    )
    script = '<script>Pager({size:"²",current:"²",prefix:"index",suffix:"html"});</script>'
    article = read_page((page + script).encode(), URL.replace("index", "1")).article
    assert article is not None
    assert article.images == 2
