# ruff: noqa: E501  HTML stands here as such systems write it: its lines stay whole
"""Articles in the make of many systems: tags glued to titles and days, files behind scripts, letters, guides."""

from datetime import date, datetime

import pytest

from tests.test_facts.page_parts import ARTICLE, NAV, TEXT, TRAIL, page, read
from xunjian.model.page import Article, PageKind

TITLE = "关于开展夏季防汛演练的通知"
ADDRESS = "http://www.yunxi.gov.cn"


def _article(
    info: str, *, title: str = TITLE, document: str = TITLE, more: str = "", above: str = ""
) -> Article:
    markup = f'{NAV}{TRAIL}<div class="box">{above}<h1>{title}</h1><div class="info">{info}</div><div class="con">{TEXT}{more}</div></div>'
    found = read(page(markup, head=f"<title>{document}</title>"), ARTICLE).article
    assert found is not None
    return found


@pytest.mark.parametrize(
    "info",
    [
        "<span>浏览量：</span><em>3</em><span>2021-06-05</span>",
        "来源：<span>县应急局</span>浏览量：<span>37</span><span>2021-06-05</span>",
        "<span>2021年6月5日</span><span>12</span>",
    ],
)
def test_a_number_and_a_day_in_elements_of_their_own_are_two(info: str) -> None:
    assert _article(info).published == date(2021, 6, 5)


def test_a_day_and_its_time_in_elements_of_their_own_are_one() -> None:
    found = _article("<span>2021-06-05</span><span>10:20</span><span>来源：县应急局</span>")
    assert found.published == datetime(2021, 6, 5, 10, 20)


def test_a_number_that_tags_split_stays_whole() -> None:
    foot = '<div class="footer">主办：云溪县人民政府　闽ICP备<span>2021</span><span>0055</span>号</div>'
    icp = read(page(NAV + TRAIL + TEXT, foot=foot)).footer.icp
    assert icp is not None
    assert icp.value == "闽ICP备20210055号"


@pytest.mark.parametrize("sign", ["丨", "｜", "|"])
def test_a_bar_behind_the_word_source_stands_for_a_colon(sign: str) -> None:
    found = _article(f"<span>来源{sign}县应急局</span><span>时间{sign}2021-06-05</span>")
    assert (found.source, found.published) == ("县应急局", date(2021, 6, 5))


@pytest.mark.parametrize(
    "title",
    [
        f"[通知公告]{TITLE}",
        f"【通知公告】 {TITLE}",
        f"<i>NEW</i>{TITLE}",
        f"{TITLE}<sup>new!</sup>",
        f"{TITLE} ★★★★★",
    ],
)
@pytest.mark.parametrize("document", [TITLE, "云溪县人民政府"])
def test_what_templates_set_beside_a_title_is_none_of_it(title: str, document: str) -> None:
    assert _article("2021-06-05 来源：县应急局", title=title, document=document).title == TITLE


def test_brackets_that_are_words_of_the_title_stay() -> None:
    title = "【防汛提示】强降雨天气出行注意事项"
    assert _article("2021-06-05 来源：县应急局", title=title, document="云溪县人民政府").title == title


@pytest.mark.parametrize(
    ("more", "name", "url"),
    [
        ('<p><a href="/getfile.do?fileId=12">点击下载</a></p>', "点击下载", "/getfile.do?fileId=12"),
        (
            '<p><a href="/index.php?m=content&amp;c=down&amp;k=1">下载附件</a></p>',
            "下载附件",
            "/index.php?m=content&c=down&k=1",
        ),
        (
            '<div class="fj"><a href="/sys/download.jsp?id=7">防汛物资清单</a></div>',
            "防汛物资清单",
            "/sys/download.jsp?id=7",
        ),
        (
            '<table><tr><th>序号</th><th>名称</th><th>材料下载</th></tr><tr><td>1</td><td>登记表</td><td><a href="/file/download.do?f=9">登记表</a></td></tr></table>',
            "登记表",
            "/file/download.do?f=9",
        ),
        ('<p>附件：<a href="/u/a.jpg">演练现场.jpg</a></p>', "演练现场.jpg", "/u/a.jpg"),
    ],
)
def test_files_that_a_script_hands_out_are_attachments(more: str, name: str, url: str) -> None:
    found = _article("发布时间：2021-06-05 来源：县应急局", more=more).attachments
    assert [(each.title, each.url) for each in found] == [(name, ADDRESS + url)]


def test_a_reader_to_download_and_a_link_to_a_page_are_no_attachments() -> None:
    more = '<p><a href="/download/client.do?id=1">客户端下载</a> <a href="/download/index.html">下载</a></p>'
    assert _article("发布时间：2021-06-05 来源：县应急局", more=more).attachments == ()


def test_a_field_ends_at_a_label_that_is_not_known() -> None:
    above = "<ul><li>索引号：001/2021-1 信息类别：通知 发布机构：县应急局</li><li>生成日期：2021-06-01 所属栏目：通知公告</li></ul>"
    fields = _article("2021-06-05 来源：县应急局", above=above).fields
    assert fields == {"索引号": "001/2021-1", "发布机构": "县应急局", "生成日期": "2021-06-01"}


def test_an_empty_field_takes_no_tools_for_its_value() -> None:
    above = "<div><p>索引号：001/2021-1</p><p>主题词：</p></div><div>字号：默认 大 超大</div>"
    assert _article("2021-06-05 来源：县应急局", above=above).fields == {"索引号": "001/2021-1"}


def test_the_day_beside_the_end_of_another_field_is_told() -> None:
    assert _article("状态：正在办理 发布时间：2021-06-05").published == date(2021, 6, 5)


LETTER = """<h2>关于河边步道路灯不亮的问题</h2><table>
<tr><th>编号</th><td>20210601</td><th>来信时间</th><td>2021-06-01</td></tr>
<tr><th>信件内容</th><td colspan="3">河边步道路灯不亮，晚上散步不方便，请尽快修复。</td></tr>
<tr><th>答复单位</th><td>县城管局</td><th>答复时间</th><td>2021-06-03</td></tr>
<tr><th>答复内容</th><td colspan="3">您好，路灯已于6月2日修复。附件：<a href="/u/1.jpg">修复照片.jpg</a></td></tr></table>"""
GUIDE = """<h1>道路养护许可 ★★★</h1><table>
<tr><td>事项名称</td><td>道路养护许可</td></tr><tr><td>实施主体</td><td>县交通局</td></tr>
<tr><td>承诺办结时限</td><td>5个工作日</td></tr><tr><td>咨询电话</td><td>0599-1234568</td></tr>
<tr><td>办理地点</td><td>政务大厅二楼</td></tr></table>"""


def test_a_letter_with_its_reply_is_an_article() -> None:
    head = '<title>来信详情</title><meta name="ColumnName" content="来信选登">'
    reading = read(page(NAV + TRAIL + LETTER, head=head), ADDRESS + "/hdjl/127.html")
    assert reading.kind is PageKind.ARTICLE
    assert reading.article is not None
    assert reading.article.title == "关于河边步道路灯不亮的问题"
    assert [each.title for each in reading.article.attachments] == ["修复照片.jpg"]


def test_a_guide_to_a_service_is_an_article() -> None:
    head = '<title>办事指南</title><meta name="ColumnName" content="办事指南">'
    reading = read(page(NAV + TRAIL + GUIDE, head=head), ADDRESS + "/guide.do?id=1")
    assert reading.kind is PageKind.ARTICLE
    assert reading.article is not None
    assert reading.article.title == "道路养护许可"


def test_a_list_of_letters_is_a_column() -> None:
    rows = "".join(
        f'<tr><td><a href="{n}.html">关于第{n}小区供水的问题</a></td><td>2021-06-0{n}</td><td>已办结</td></tr>'
        for n in range(1, 5)
    )
    table = f"<table><tr><th>信件内容</th><th>来信时间</th><th>办理情况</th></tr>{rows}</table>"
    assert read(page(NAV + TRAIL + table), ADDRESS + "/hdjl/").kind is PageKind.COLUMN


def test_a_body_beside_title_and_date_in_parts_of_their_own_is_read() -> None:
    parts = f'<div class="bt"><h1>{TITLE}</h1></div><div class="ly"><ul><li>发布时间：2021-06-05</li><li>来源：县应急局</li><li>作者：</li><li>字号：小 中 大</li></ul></div>'
    shown = '<div class="zw"><p><img src="w0601.jpg"></p><p><img src="w0602.jpg"></p></div><div class="xg"><h4>相关信息</h4></div>'
    for body, pictures in ((shown, 2), (f'<div class="zw">{TEXT}</div>', 0)):
        found = read(page(f'{NAV}<div class="main">{TRAIL}{parts}{body}</div>'), ARTICLE).article
        assert found is not None
        assert (found.images, found.body_chars > 100) == (pictures, pictures == 0)


HEAD = f'<h1>{TITLE}</h1><div class="info">发布时间：2021-06-05 来源：县应急局</div>'
FILE = '<a href="/u/a.doc">防汛物资表.doc</a>'
SHARE = '<div class="share">分享到：<a href="#">微信</a><a href="#">微博</a></div>'


@pytest.mark.parametrize(
    "parts",
    [
        f'<div class="m">{HEAD}<div class="txt">{TEXT}</div></div>{SHARE}<div class="fj">附件：{FILE}</div>',
        f'<div class="t">{HEAD}</div><div class="txt">{TEXT}</div><div>附件：{FILE}</div>',
        f'<div class="t">{HEAD}</div><div class="txt">{TEXT}</div>{SHARE}<div class="dl"><p>文件下载：</p>{FILE}</div>',
        f"<table><tr><td>{HEAD}</td></tr></table><table><tr><td>{TEXT}附件：{FILE}</td></tr></table>",
    ],
    ids=["files behind the bar", "title and date apart", "both", "a table each"],
)
def test_body_and_files_that_stand_beside_the_title_are_read(parts: str) -> None:
    found = read(page(f"{NAV}{TRAIL}{parts}"), ARTICLE).article
    assert found is not None
    assert found.body_chars > 100
    assert [each.title for each in found.attachments] == ["防汛物资表.doc"]


def test_a_blank_article_beside_other_news_stays_blank() -> None:
    beside = "".join(f'<li><a href="/xw/{n}.html">关于第{n}件事情的工作动态</a></li>' for n in range(5))
    markup = f'{NAV}{TRAIL}<div class="t">{HEAD}</div><div class="txt"></div><div class="right"><h3>热点信息</h3><ul>{beside}</ul></div>'
    found = read(page(markup), ARTICLE).article
    assert found is not None
    assert found.body_chars == 0


@pytest.mark.parametrize(
    "parts",
    [
        f'<h1 class="logo">云溪县人民政府</h1>{NAV}{TRAIL}<div><h2 class="tt">{TITLE}</h2>',
        f"{NAV}{TRAIL}<div><h3>防汛进行时</h3><h1>{TITLE}</h1><h3>——全县防汛纪实</h3>",
    ],
    ids=["the site's name on top", "a title over and one under it"],
)
def test_the_title_is_the_main_heading_over_the_date(parts: str) -> None:
    found = read(page(f"{parts}<p>发布时间：2021-06-05 来源：县应急局</p>{TEXT}</div>"), ARTICLE).article
    assert found is not None
    assert found.title == TITLE
