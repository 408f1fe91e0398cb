# ruff: noqa: E501  HTML stands here as such systems write it: its lines stay whole
"""Article pages as makers of sites write them: trails, titles, field tables, links that are no columns."""

import pytest

from tests.test_facts.page_parts import ARTICLE, FOOT, NAV, TEXT, TRAIL, article, page, read
from xunjian.model.page import PageKind

TITLE = "关于开展夏季防汛演练的通知"
INFO = "<div>发布时间：2021-06-05　来源：县应急局</div>"


def _with_trail(trail: str) -> tuple[str, ...]:
    return read(page(f"{NAV}{trail}<h1>{TITLE}</h1>{INFO}<div>{TEXT}</div>"), ARTICLE).breadcrumb


@pytest.mark.parametrize(
    "trail",
    [
        '<table><tr><td><img src="dot.gif"></td><td>您现在的位置 : <a href="/">首页</a><img src="j.gif"> <a href="/zwgk/">政务公开</a><img src="j.gif"> <a href="/zwgk/tzgg/">通知公告</a></td></tr></table>',
        '<div class="col_path"><span>当前位置：</span><a href="/">首页</a><span class="possplit">&nbsp;&nbsp;</span><a href="/zwgk/">政务公开</a><span class="possplit">&nbsp;&nbsp;</span><a href="/zwgk/tzgg/">通知公告</a></div>',
        '<div class="x_dqwz"><ul><li><a href="/"><img src="h.png" alt="首页"></a></li><li>&gt;</li><li><a href="/zwgk/">政务公开</a></li><li>&gt;</li><li><a href="/zwgk/tzgg/">通知公告</a></li></ul></div>',
        '<div>当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a><img src="j.gif"><a href="/zwgk/tzgg/">通知公告</a></div>',
        '<p>您现在所在的位置是：<a href="/">首页</a>-<a href="/zwgk/">政务公开</a>-<a href="/zwgk/tzgg/">通知公告</a></p>',
        '<div>当前位置：<a href="/">首页</a> 》 <a href="/zwgk/">政务公开</a> 》 <a href="/zwgk/tzgg/">通知公告</a></div>',
        '<div>当前位置：<a href="/">首页</a> ▷ <a href="/zwgk/">政务公开</a> ▷ <a href="/zwgk/tzgg/">通知公告</a></div>',
        '<div>当前位置：<a href="/">首页</a> =&gt; <a href="/zwgk/">政务公开</a> =&gt; <a href="/zwgk/tzgg/">通知公告</a></div>',
        '<div>当前位置：<a href="/">首页</a> -- <a href="/zwgk/">政务公开</a> -- <a href="/zwgk/tzgg/">通知公告</a></div>',
        '<div>当前位置：<a href="/">首页</a> ∕ <a href="/zwgk/">政务公开</a> ∕ <a href="/zwgk/tzgg/">通知公告</a></div>',
        '<div class="weizhi"><img src="a.png"><a href="/">首页</a>：<a href="/zwgk/">政务公开</a>：<a href="/zwgk/tzgg/">通知公告</a></div>',
        '<div>当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; <a href="/zwgk/tzgg/">通知公告</a><span class="r">2021年6月5日</span></div>',
        '<div>当前位置：<a href="/">首页</a> &gt;&gt; <a href="/zwgk/">政务公开</a> &gt;&gt; <a href="/zwgk/tzgg/">通知公告</a> <span>【字号：大 中 小】</span></div>',
        '<div class="pos"><div>当前位置：</div><div><a href="/">首页</a></div><div>&gt;</div><div><a href="/zwgk/">政务公开</a></div><div>&gt;</div><div><a href="/zwgk/tzgg/">通知公告</a></div></div>',
    ],
    ids=[
        *("pictures between", "blanks between", "house in a list", "sign and picture"),
        *("dashes", "book marks", "triangles", "arrows", "two dashes", "slashes", "colons"),
        *("day behind", "tools behind", "a block each"),
    ],
)
def test_a_trail_is_parted_where_its_links_are(trail: str) -> None:
    assert _with_trail(trail) == ("首页", "政务公开", "通知公告")


@pytest.mark.parametrize(
    ("trail", "entries"),
    [
        ('当前位置：<a href="/">首页</a> &gt; <a href="/a/">通知 公告</a>', ("首页", "通知 公告")),
        ('当前位置：<a href="/">首页</a> &gt; <a href="/a/">公开</a> &gt; 公开目录 第二版', ("首页", "公开", "公开目录 第二版")),
    ],
    ids=["blank in a name", "blank in plain words"],
)  # fmt: skip
def test_a_blank_inside_an_entry_does_not_part_it(trail: str, entries: tuple[str, ...]) -> None:
    assert _with_trail(f"<div>{trail}</div>") == entries


def test_a_trail_may_begin_with_the_name_of_the_site() -> None:
    trail = '<div class="x-loc"><a href="/">云溪县人民政府</a> &gt; <a href="/zwgk/">政务公开</a></div>'
    assert _with_trail(trail) == ("云溪县人民政府", "政务公开")


def test_a_book_title_in_a_trail_is_not_parted() -> None:
    trail = '<div>当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">《某规划》解读</a> &gt; 正文</div>'
    assert _with_trail(trail) == ("首页", "《某规划》解读", "正文")


@pytest.mark.parametrize("label", [TITLE + "...", TITLE[:9] + "…", "云溪县人民政府"])
def test_a_cut_or_wrong_title_label_does_not_hide_the_title(label: str) -> None:
    head = f'<meta name="SiteName" content="云溪县人民政府"><meta name="ArticleTitle" content="{label}"><title>云溪县</title>'
    body = f'{NAV}{TRAIL}<div class="title">{TITLE}</div>{INFO}<div>{TEXT}</div>'
    reading = read(page(body, head=head), ARTICLE)
    assert reading.article is not None
    assert reading.article.title == TITLE


def test_the_class_of_the_whole_page_names_no_part_of_it() -> None:
    short = f'<h1>{TITLE}</h1><p><span>发布者：某人</span><span>发布时间：2021-06-05</span></p><div class="entry"><p>各乡镇：演练定于六月十二日举行。</p></div>'
    markup = page(NAV + TRAIL + short).replace("<html>", '<html class="own-page"><!-- -->')
    reading = read(markup.replace("<body>", '<body class="article-page">'), ARTICLE)
    assert (reading.kind, reading.article and reading.article.title) == (PageKind.ARTICLE, TITLE)
    assert reading.breadcrumb == ("首页", "政务公开", "通知公告")


def test_a_part_called_page_with_a_heading_is_no_pager() -> None:
    markup = page(
        f'{NAV}{TRAIL}<div class="page"><h1>{TITLE}</h1>{INFO}<p>各乡镇：演练定于六月十二日举行。</p></div>'
    )
    reading = read(markup, ARTICLE)
    assert reading.article is not None
    assert reading.article.title == TITLE


def test_a_title_broken_inside_its_bold_words_is_read_whole() -> None:
    markup = page(
        f"{NAV}{TRAIL}<table><tr><td align=center><FONT size=4><B>城东灌区<BR>节水渠道改造工程开工</B></FONT></td></tr>"
        f"<tr><td>稿件来源：水管站　[2008-3-9 9:05:00]</td></tr><tr><td>{TEXT}</td></tr></table>",
        head="<title>欢迎光临</title>",
    )
    reading = read(markup, ARTICLE)
    assert reading.article is not None
    assert reading.article.title == "城东灌区节水渠道改造工程开工"


def _fields(rows: str) -> dict[str, str]:
    markup = page(f"{NAV}{TRAIL}<table>{rows}</table><h1>{TITLE}</h1>{INFO}<div>{TEXT}</div>")
    reading = read(markup, ARTICLE)
    assert reading.article is not None
    return dict(reading.article.fields)


def test_an_empty_cell_beside_a_label_stays_empty() -> None:
    fields = _fields(
        "<tr><td>索引号:</td><td>0001/2021-00002</td></tr><tr><td>主题词:</td><td colspan=3></td></tr>"
    )
    assert fields["索引号"] == "0001/2021-00002"
    assert "主题词" not in fields


def test_labels_of_document_kind_and_office_end_the_value_before_them() -> None:
    fields = _fields(
        "<tr><td>索引号：</td><td>0001</td></tr><tr><th>所属机构：</th><td>综合股</td>"
        "<th>主题分类：</th><td>公共安全</td><th>公文种类：</th><td>通知</td></tr>"
    )
    assert (fields["所属机构"], fields["主题分类"], fields["公文种类"]) == ("综合股", "公共安全", "通知")


TOOLS = (
    '<div>字号：<a>[大]</a> <a class="on">[中]</a> <a>[小]</a></div><ul><li><a href="/plus/stow?a=3">收藏</a></li>'
    '<li><a href="/plus/err?a=3">挑错</a></li><li><a href="/send?a=3">发送给好友</a></li>'
    '<li>【<a href="javascript:print()">打印此文</a>】</li><li>【<a href="javascript:close()">关闭窗口</a>】</li></ul>'
)
LATEST = (
    '<dl><dt>最新文章</dt><dd><ul><li><a href="/zwgk/tzgg/202105/t20210521_7.html">水库例行检查</a></li>'
    '<li><a href="/zwgk/tzgg/202105/t20210502_8.html">渠道清淤完工</a></li></ul></dd></dl>'
)
BESIDE = '<ul><li><a href="/zwgk/tzgg/">通知公告</a></li><li><a href="/zwgk/ghjh/">规划计划</a></li></ul>'


def test_tools_and_other_articles_beside_an_article_are_no_columns() -> None:
    reading = read(article(TEXT).replace(FOOT, TOOLS + LATEST + BESIDE + FOOT), ARTICLE)
    assert [column.name for column in reading.columns] == [
        *("首页", "政务公开", "办事服务", "互动交流"),
        *("通知公告", "规划计划"),
    ]


@pytest.mark.parametrize(
    ("info", "source"),
    [
        ("来源：云溪发布　时间：2021-06-05", "云溪发布"),
        ("来源：云溪发布　2021-06-05", "云溪发布"),
        ("来源：县应急局微信公众号 发布时间：2021-06-05", "县应急局微信公众号"),
        ("来源：县全民阅读办 日期：2021-06-05 阅读：12", "县全民阅读办"),
        ("来源：县政务公开办 公开日期：2021-06-05", "县政务公开办"),
        ("来源：云溪日报记者 某人 2021-06-05", "云溪日报"),
        ("来源：县应急局发布人：某人 2021-06-05", "县应急局"),
        ("来源:本站原创 添加时间:2021-06-05 点击数:3", "本站原创"),
        ("上传时间：2021-06-05 信息来源：县应急局 上传者：某人", "县应急局"),
        ("<span>2021-06-05 来源：县应急局</span><span>阅读12</span><a>打印</a>", "县应急局"),
        ("发布：2021-06-05 来自：县应急局", "县应急局"),
        ("日期：2021-06-05 出处：县应急局", "县应急局"),
        ("转载自：县日报 2021-06-05", "县日报"),
        ("(2021-06-05 09:30) 来源于：县应急局", "县应急局"),
        (
            "<table><tr><td>来源</td><td>县应急局</td><td>发布时间</td><td>2021-06-05</td></tr></table>",
            "县应急局",
        ),
        ("发文时间：2021-06-05 文章来源：县应急局 点击率：23", "县应急局"),
        ("时间：2021-06-05　来源：　浏览：3", None),
    ],
)
def test_sources_in_the_words_of_many_makers(info: str, source: str | None) -> None:
    reading = read(article(TEXT, info=info), ARTICLE)
    assert reading.article is not None
    assert reading.article.source == source
    assert str(reading.article.published)[:10] == "2021-06-05"


def test_the_day_of_sending_in_a_field_table_is_not_the_day_of_publication() -> None:
    markup = page(
        f"{NAV}{TRAIL}<table><tr><td>索引号：0001</td><td>发文日期：2021-06-01</td></tr></table>"
        f"<h1>{TITLE}</h1><div>来源：县应急局　发布时间：2021-06-05</div><div>{TEXT}</div>"
    )
    reading = read(markup, ARTICLE)
    assert reading.article is not None
    assert (str(reading.article.published), str(reading.article.written)) == ("2021-06-05", "2021-06-01")


def _files(markup: str) -> list[tuple[str, str]]:
    reading = read(markup, ARTICLE)
    assert reading.article is not None
    return [(file.title, file.url.removeprefix("http://www.yunxi.gov.cn")) for file in reading.article.attachments]  # fmt: skip


@pytest.mark.parametrize(
    ("links", "files"),
    [
        ('<a href="/u/a.doc"><img src="i.gif"></a><a href="/u/a.doc">报名表</a>', [("报名表", "/u/a.doc")]),
        (
            '<a href="/u/a.doc"><font>报名表</font></a><a href="/u/a.doc">（样式）</a>',
            [("报名表（样式）", "/u/a.doc")],
        ),
        (
            '<a href="/u/a.doc">报名表</a>、<a href="/u/a.doc">下载</a>、<a href="/u/b.doc">地图</a>',
            [("报名表", "/u/a.doc"), ("地图", "/u/b.doc")],
        ),
    ],
    ids=["icon and words", "words in two links", "offered twice"],
)
def test_a_file_whose_link_is_split_is_named_by_all_of_it(links: str, files: list[tuple[str, str]]) -> None:
    assert _files(article(f"{TEXT}<p>{links}</p>")) == files


@pytest.mark.parametrize(
    ("box", "files"),
    [
        ('<h3>相关附件</h3><p><a href="/u/a.pdf">方案</a></p>', [("方案", "/u/a.pdf")]),
        ('<span>附件：</span><ul><li><a href="/u/a.pdf">方案</a></li></ul>', [("方案", "/u/a.pdf")]),
        (
            '<h3>附件下载</h3><a href="/u/a.pdf">方案</a><h3>相关文章</h3><a href="/u/b.pdf">另一份方案</a>',
            [("方案", "/u/a.pdf")],
        ),
        ('<h3>下载专区</h3><p><a href="/u/a.pdf">往年方案</a></p>', []),
    ],
    ids=["heading", "words", "something else behind", "no box of attachments"],
)
def test_a_box_of_attachments_behind_the_article(box: str, files: list[tuple[str, str]]) -> None:
    share = '<div class="share">'
    assert _files(article(TEXT).replace(share, f'<div class="fj">{box}</div>{share}')) == files
