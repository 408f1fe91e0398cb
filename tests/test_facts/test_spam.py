"""Foreign content put into a page, and what only looks like it."""

import pytest

from xunjian.app.lexicon import load_lexicon
from xunjian.facts.page import read_page
from xunjian.facts.page_lists import PageLists
from xunjian.model.page import HiddenSpam

LISTS = PageLists.of(load_lexicon())
BODY = "<h1>关于某事的通知</h1><p>各单位要认真组织实施，按时报送进展情况。</p>"


def read(inner: str, title: str = "某县人民政府", head: str = "") -> tuple[HiddenSpam, ...]:
    html = f"<html><head><title>{title}</title>{head}</head><body>{BODY}{inner}</body></html>"
    return read_page(html.encode(), "http://www.example.gov.cn/a/1.html", lists=LISTS).spam


def links(*texts: str) -> str:
    return "".join(f"<a href='http://www.site{n}.invalid/'>{text}</a>" for n, text in enumerate(texts))


@pytest.mark.parametrize(
    "style",
    [
        "display:none", "visibility: hidden", "position:absolute;left:-9999px", "position:fixed;top:-3000px",
        "text-indent:-999em", "font-size:0", "font-size:1px;", "height:0;overflow:hidden",
        "width:1px;height:1px;overflow:hidden", "opacity:0", "color:#fff;background:#FFF", "z-index:-9999",
    ],
)  # fmt: skip
def test_links_hidden_by_style(style: str) -> None:
    (spam,) = read(f"<div style='{style}'>{links('澳门新葡京官网')}</div>")
    assert (spam.kind, spam.words, spam.sure) == ("link", ("澳门新葡京",), True) or "新葡京" in spam.words
    assert spam.hosts == ("site0.invalid",)
    (spam,) = read(f"<div style='{style}'><p>{links('网站优化', '代写论文', '减肥药')}</p></div>")
    assert spam.sure
    assert len(spam.hosts) == 3


def test_other_ways_of_hiding() -> None:
    for inner in (
        f"<marquee height=0 width=3>{links('百家乐')}</marquee>",
        f"<div hidden>{links('百家乐')}</div>",
        f"<p style='display:none'><span>{links('百家乐')}</span></p>",
    ):
        assert [each.sure for each in read(inner)] == [True]


def test_links_hidden_by_a_sheet_or_a_script_of_the_page() -> None:
    sold = links("网站优化", "代写论文", "减肥药")
    for hiding in (
        f"<style>.k1{{position:absolute;left:-3000px}}</style><div class=k1>{sold}</div>",
        f"<style>p,#k2 {{display:none}}</style><div id=k2>{sold}</div>",
        f"<div id='k3'>{sold}</div><script>document.getElementById('k3').style.display='none'</script>",
    ):
        assert [each.sure for each in read(hiding)] == [True]
    menu = links("甲网", "乙网", "丙网", "丁网")
    assert read(f"<style>.sub{{display:none}}</style><ul class=sub>{menu}</ul>") == ()
    assert read(f"<style>.sub a{{display:none}}</style><ul class=sub>{sold}</ul>") == ()


def test_a_plain_link_to_a_casino_is_foreign_however_it_is_hidden() -> None:
    assert read(f"<div class=x1>{links('bet365体育')}</div>")[0].sure


def test_hidden_words() -> None:
    (spam,) = read("<div style='display:none'>时时彩 北京赛车 投注平台</div>")
    assert (spam.kind, spam.sure) == ("text", True)


def test_a_title_or_keywords_that_the_page_does_not_say() -> None:
    (spam,) = read("", title="百家乐_澳门赌场官网")
    assert spam.kind == "title"
    (spam,) = read("", head="<meta name=keywords content='时时彩'>")
    assert spam.kind == "title"


def test_junk_elements() -> None:
    junk = "".join(f'<{tag} id="h4sia"></{tag}>' for tag in ("legend", "samp", "th", "kbd"))
    (spam,) = read(junk)
    assert (spam.kind, spam.sure) == ("junk", True)


def test_a_few_hidden_links_that_sell_are_for_a_person() -> None:
    (found,) = read(f"<div style='display:none'>{links('传奇私服', '游戏外挂')}</div>")
    assert not found.sure
    assert read(f"<div style='display:none'>{links('微信扫码', '手机版')}</div>") == ()


def test_hidden_links_away_without_such_words_are_for_a_person() -> None:
    (spam,) = read(f"<div style='display:none'>{links('甲网', '乙网', '丙网')}</div>")
    assert not spam.sure


@pytest.mark.parametrize(
    "inner",
    [
        "<ul style='display:none'><li><a href='/yx/'>游戏</a><li><a href='/dk/'>贷款</a>"
        "<li><a href='/fp/'>发票</a></ul>",
        f"<div><div style='display:block'>{links('甲网')}</div><div style='display:none'>"
        f"{links('乙网', '丙网', '丁网')}</div></div>",
        "<select><option value='http://a.invalid/'>招商网<option value='http://b.invalid/'>贷款网</select>",
        "<div style='display:none'><script src='http://s11.cnzz.com/z.js'></script>"
        "<a href='http://www.cnzz.com/'>站长统计</a></div>",
        "<div style='display:none'><img src='http://tj.invalid/1.gif'></div>",
        "<span style='position:absolute;left:-9999px'>跳到主要内容，您已进入读屏模式</span>",
        "<template><a href='http://a.invalid/'>百家乐</a></template>",
        "<!-- <a href='http://a.invalid/'>百家乐</a> -->",
        "<div style='display:none'>公安机关提醒：远离百家乐、时时彩等网络赌博</div>",
        "<div style='display:none'><a href='/a/2.html'>某县破获一起百家乐赌博案</a></div>",
        "<p>警方提醒：所谓澳门赌场、时时彩都是骗局。</p>",
        "<p>福利彩票公益金使用情况公告</p>",
        f"<div class=friends>{links('人民网', '某某旅游网', '某某招聘网')}</div>",
        "<div style='display:none'><a href='http://www.a.gov.cn/'>甲</a><a href='http://b.gov.cn/'>乙</a>"
        "<a href='http://c.edu.cn/'>丙</a><a href='http://d.gov.cn/'>丁</a></div>",
        f"<div style='display:none'>{links('手机版')}</div>",
        '<table id="list1"></table><div id="list2"></div><div id="list3"></div>',
    ],
)
def test_what_is_no_spam(inner: str) -> None:
    assert read(inner) == ()


def test_titles_that_speak_of_crime() -> None:
    assert read("", title="某县警方打击百家乐网络赌博") == ()
    assert read("<p>老虎机</p>", title="老虎机") == ()


def test_without_lists_nothing_is_looked_for() -> None:
    html = f"<title>百家乐</title><div style='display:none'>{links('百家乐')}</div>"
    assert read_page(html.encode(), "http://www.example.gov.cn/a.html").spam == ()
