"""T25: hacked and copied pages: junk elements, pinyin put behind characters, foreign words around the text.

Elements without text and with made-up ids are nothing; pinyin in brackets is taken out before anything is matched; the
foreign title of a cloaked page is not the article's.
"""

import pytest

from tests.test_traps.pages import (
    ARTICLE,
    COLUMN,
    FOOTER,
    ITEMS,
    TEXT,
    TITLE,
    Maker,
    each_maker,
    inspect,
    listing,
    rows_of,
    story,
    trs,
)  # fmt: skip

JUNK = "<legend id='q7xka'></legend><samp id='q7xka'></samp><acronym id='q7xka'><small id='q7xka'></small></acronym>"
OPEN_JUNK = "<samp id='q7xka'><legend id='q7xka'><bdo id='q7xka'></bdo></legend></samp>"


@each_maker
@pytest.mark.parametrize("place", ["before", "in body", "in rows"])
def test_t25_junk_elements_are_nothing(maker: Maker, place: str) -> None:
    page = maker(listing())
    if place == "before":
        page = JUNK + OPEN_JUNK + page
    elif place == "in body":
        page = page.replace("<body>", "<body>" + JUNK * 20, 1).replace("<BODY>", "<BODY>" + JUNK * 20, 1)
    else:
        page = page.replace("<li>", "<li>" + JUNK)
    seen = inspect(page)
    assert seen["kind"] == "column"
    assert rows_of(seen) == ITEMS
    assert seen["footer"] == FOOTER
    assert seen["breadcrumb"] == ["首页", "政务公开", "通知公告"]


def test_t25_junk_elements_around_an_article() -> None:
    page = JUNK * 30 + trs(story(TEXT.replace("<p>", "<p>" + JUNK)))
    seen = inspect(page, ARTICLE)
    assert (seen["kind"], seen["title"]) == ("article", TITLE)
    assert (seen["published"], seen["source"]) == ("2024-03-12T10:20", "岚溪县林业局")


@pytest.mark.parametrize(
    "title",
    [
        "关(guan)于(yu)做(zuo)好(hao)春(chun)季(ji)森(sen)林(lin)防火工作的通知",
        "关于做好春季森林（lin）防火工作的通（tong）知",
        "关于做好春季森林防火工(gong)作(zuo)的通知",
    ],
)
def test_t25_pinyin_put_behind_characters(title: str) -> None:
    info = "发(fa)布时间：2024-03-12 10:20　来(lai)源：岚溪县林(lin)业局"
    seen = inspect(trs(story(title=title, info=info)), ARTICLE)
    assert seen["title"] == TITLE
    assert (seen["published"], seen["source"]) == ("2024-03-12T10:20", "岚溪县林业局")


def test_t25_pinyin_in_a_footer() -> None:
    foot = "<p>主办单(dan)位：岚溪县人民政(zheng)府(fu)办公室　联系电话(hua)：0579-88112233</p><p>网站标识(shi)码：3307990002　浙ICP备(bei)11223344号-1</p>"
    seen = inspect(trs(listing(), foot=foot))["footer"]
    assert seen["sponsor"] == "岚溪县人民政府办公室"
    assert seen["contact"] == "0579-88112233"
    assert seen["site_code"] == "3307990002"
    assert seen["icp"] == "浙ICP备11223344号-1"


@pytest.mark.parametrize(
    "title",
    [
        "岚溪县CT(电子计算机断层扫描)设备采购公告",
        "岚溪县政务服务平台(app)上线公告",
        "岚溪县2024年教育事业统计表(xls)公示",
        "关于推广应用国产操作系统(linux)的通知",
        "岚溪县行政审批文书格式(word版)公告",
        "关于农产品电商(online)培训的通知",
        "亳(bó)水河与睢(suī)水河河道治理公告",
        "关于更换插针(pin)接口设备的公告",
    ],
)
def test_t25_other_words_in_brackets_stay(title: str) -> None:
    assert inspect(trs(story(title=title)), ARTICLE)["title"] == title


@pytest.mark.parametrize(
    "head",
    [
        "<title>某某娱乐注册-某某平台官网下载</title><meta name='keywords' content='娱乐,注册,下载'>",
        "<title>彩票网上购买平台</title><meta name='description' content='彩票'>",
    ],
)
def test_t25_foreign_title_of_a_cloaked_page(head: str) -> None:
    seen = inspect(trs(story(), head=head), ARTICLE)
    assert (seen["kind"], seen["title"]) == ("article", TITLE)
    assert inspect(trs(listing(), head=head), COLUMN)["kind"] == "column"


def test_t25_hidden_block_of_foreign_links_is_no_list() -> None:
    foreign = "".join(f"<a href='http://q{n}.example.com/'>某某娱乐平台注册{n}</a>" for n in range(30))
    hidden = f"<div style='position:absolute;left:-9999px'>{foreign}</div>"
    seen = inspect(trs(listing()).replace("<body>", f"<body>{hidden}"))
    assert rows_of(seen) == ITEMS
    assert [each["name"] for each in seen["columns"]] == ["首页", "政务公开", "办事服务", "互动交流"]


def test_t25_elements_with_text_stay() -> None:
    samp = f"<samp id='q7xka'>{story()}</samp>"
    assert inspect(trs(samp), ARTICLE)["title"] == TITLE
