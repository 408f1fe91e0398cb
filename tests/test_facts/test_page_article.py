"""Articles: title, dates, source, body."""

from datetime import date, datetime

import pytest

from tests.test_facts.page_parts import ARTICLE, BASE, COLUMN, NAV, TEXT, TRAIL, article, page, read
from xunjian.model.page import Article, Attachment


def _article(markup: str, url: str = ARTICLE) -> Article:
    found = read(markup, url).article
    assert found is not None
    return found


def test_a_plain_article() -> None:
    found = _article(article(TEXT))
    assert found.title == "关于开展夏季防汛演练的通知"
    assert found.published == datetime(2021, 6, 5, 9, 30)
    assert found.source == "县应急局"
    assert 150 < found.body_chars < 250
    assert found.body_quote.startswith("为做好今年防汛工作")
    assert (found.images, found.videos, found.attachments) == (0, 0, ())


@pytest.mark.parametrize(
    ("info", "published", "source"),
    [
        ("来源：县应急局 2021-06-05", date(2021, 6, 5), "县应急局"),
        ("2021年06月05日 09:30　来源： 县应急局", datetime(2021, 6, 5, 9, 30), "县应急局"),
        (
            "<span>時間發布：２０２１年６月５日</span><span>信息來源：縣應急局</span>",
            date(2021, 6, 5),
            "縣應急局",
        ),
        ("日期：2021/06/05 作者：张三 来源：", date(2021, 6, 5), None),
        ("[2021-06-05]", date(2021, 6, 5), None),
        ("<table><tr><td>发布日期</td><td>2021-06-05</td></tr></table>", date(2021, 6, 5), None),
        (
            "来源：<script>var s='县应急局';document.write(s)</script> 发布时间：2021-06-05",
            date(2021, 6, 5),
            "县应急局",
        ),
    ],
)
def test_date_and_source(info: str, published: date, source: str | None) -> None:
    found = _article(article(TEXT, info=info))
    assert found.published == published
    assert found.source == source


def test_t11_written_and_published_are_kept_apart() -> None:
    head = (
        "<table><tr><td>索引号：</td><td>11350000/2021-00223</td><td>主题分类：</td><td>应急管理</td></tr>"
        "<tr><td>发文机关：</td><td>云溪县应急管理局</td><td>成文日期：</td><td>2021年06月04日</td></tr>"
        "<tr><td>文号：</td><td>云应急〔2021〕5号</td><td>发布日期：</td><td>2021年06月05日</td></tr></table>"
    )
    found = _article(
        page(f"{NAV}{TRAIL}<div>{head}<h1>关于开展夏季防汛演练的通知</h1><div id='zoom'>{TEXT}</div></div>")
    )
    assert found.written == date(2021, 6, 4)
    assert found.published == date(2021, 6, 5)
    assert found.fields["文号"] == "云应急〔2021〕5号"
    assert found.fields["索引号"] == "11350000/2021-00223"


def test_a_date_in_the_text_is_no_day_of_publication() -> None:
    found = _article(article(TEXT, info="来源：县应急局"), COLUMN + "1.html")
    assert found.published is None


def test_the_label_gives_the_date_where_the_page_shows_none() -> None:
    head = '<title>x</title><meta name="pubdate" content="2021-06-07 08:00">'
    head += '<META content="关于开展夏季防汛演练的通知" NAME="ArticleTitle">'
    found = _article(
        article(TEXT, info="来源：县应急局").replace("<title>云溪县人民政府</title>", head), COLUMN + "1.html"
    )
    assert found.published == datetime(2021, 6, 7, 8, 0)
    assert found.published_where == "meta PubDate"


@pytest.mark.parametrize(
    "body", ["", "<p>&nbsp;</p><p>　</p>", "<!-- 正文 -->", "<script>var a=1</script>", "<p><br></p>"]
)
def test_t33_a_blank_body_is_blank(body: str) -> None:
    found = _article(article(body))
    assert (found.body_chars, found.images, found.videos, found.attachments) == (0, 0, 0, ())


@pytest.mark.parametrize(
    ("body", "images", "videos", "attachments"),
    [
        ('<p><img src="W020210605.jpg"></p>', 1, 0, 0),
        ('<video src="a.mp4"></video>', 0, 1, 0),
        ('<iframe src="https://v.example.com/player?id=1"></iframe>', 0, 1, 0),
        ('<p>附件：<a href="P0201.docx">1.演练方案.docx</a></p>', 0, 0, 1),
        ('<p><img src="/icons/icon_doc.gif"><a href="/down.jsp?id=3">演练方案.pdf</a></p>', 0, 0, 1),
        ("<script>document.write('<a href=\"P0201.pdf\">演练方案</a>')</script>", 0, 0, 1),
    ],
)
def test_t33_a_picture_film_or_file_is_no_blank_body(
    body: str, images: int, videos: int, attachments: int
) -> None:
    found = _article(article(body))
    assert found.body_chars < 10
    assert (found.images, found.videos, len(found.attachments)) == (images, videos, attachments)


def test_attachments_with_their_names() -> None:
    files = '<p>附件：1.<a href="./P0201.docx">演练方案</a></p><p>2.<a href="P0202.xls">报名表</a></p>'
    found = _article(article(TEXT + files))
    folder = ARTICLE.rpartition("/")[0]
    assert found.attachments == (
        Attachment("演练方案", f"{folder}/P0201.docx"),
        Attachment("报名表", f"{folder}/P0202.xls"),
    )


def test_t44_font_layout_without_any_class() -> None:
    markup = page(
        f"<div>当前位置：首页 &gt; 通知公告</div>"
        "<table><tr><td><font size=5>关于开展夏季防汛演练的通知</font></td></tr>"
        f"<tr><td>发布时间：2021-06-05 来源：县应急局</td></tr><tr><td>{TEXT}</td></tr></table>",
        head="<title>关于开展夏季防汛演练的通知-云溪县人民政府</title>",
    )
    found = _article(markup)
    assert found.title == "关于开展夏季防汛演练的通知"
    assert found.body_chars > 150


def test_side_lists_and_foot_are_no_body() -> None:
    side = (
        "<div><h3>相关新闻</h3><ul>"
        + "<li><a href='/x.html'>另一篇文章的标题很长很长</a></li>" * 5
        + "</ul></div>"
    )
    found = _article(article("").replace('<div class="share">', side + '<div class="share">'))
    assert found.body_chars == 0


def test_t25_pinned_title_is_printed_without_inner_tags() -> None:
    markup = article(TEXT).replace(
        "关于开展夏季防汛演练的通知</h1>", "关于开展<br><b>夏季防汛</b>演练的通知</h1>"
    )
    head = '<title>x</title><meta name="ArticleTitle" content="关于开展夏季防汛演练的通知">'
    assert (
        _article(markup.replace("<title>云溪县人民政府</title>", head)).title == "关于开展夏季防汛演练的通知"
    )


_BADGE_FOOT = (
    '<div class="b"><a href="https://bszs.conac.cn/x"><img src="/i/dzjg.jpg"></a><img src="/i/big.jpg"></div>'
    "<p>主办单位：云溪县人民政府办公室　联系电话：0599-1234567</p><p>闽ICP备12345678号</p>"
)


@pytest.mark.parametrize(
    "foot",
    [
        "<div id='f'></div><script>document.getElementById('f').innerHTML='" + _BADGE_FOOT + "';</script>",
        "<div id='f'></div><script>$('#f').html('" + _BADGE_FOOT + "');</script>",
        "<script>document.write('" + _BADGE_FOOT + "');</script>",
        "<script>document.body.insertAdjacentHTML('beforeend','" + _BADGE_FOOT + "');</script>",
        "<div class='wrap'>" + _BADGE_FOOT + "</div>",
    ],
    ids=["innerHTML", "jquery", "write", "insertAdjacentHTML", "markup"],
)
def test_badges_before_the_words_of_a_foot_are_no_pictures_of_the_article(foot: str) -> None:
    markup = page(
        f"{NAV}{TRAIL}<div class='box'><h1>关于开展夏季防汛演练的通知</h1>"
        "<p>发布时间：2021-06-05　来源：县应急局</p><div class='content'></div></div>",
        foot=foot,
    )
    reading = read(markup, ARTICLE)
    assert reading.article is not None
    assert (reading.article.body_chars, reading.article.images) == (0, 0)


def test_a_picture_above_the_foot_stays_the_articles() -> None:
    markup = page(
        f"{NAV}{TRAIL}<div class='wrap'><h1>关于开展夏季防汛演练的通知</h1>"
        "<p>发布时间：2021-06-05　来源：县应急局</p><div class='content'><p><img src='/u/1.jpg'></p></div>"
        "<div class='x'><img src='/i/dzjg.jpg'><p>主办单位：云溪县人民政府办公室</p></div></div>",
        foot="",
    )
    reading = read(markup, ARTICLE)
    assert reading.article is not None
    assert reading.article.images == 1


@pytest.mark.parametrize(
    ("body", "images"),
    [
        ("<p><img src='/i/h2.png'>附件：<a href='/u/a.xls'>预算表.xls</a></p>", 0),
        ("<p><img src='/u/1.jpg'></p><p>附件：<a href='/u/a.xls'>预算表.xls</a></p>", 1),
    ],
)
def test_the_sign_before_a_file_is_no_picture(body: str, images: int) -> None:
    markup = page(
        f"{NAV}{TRAIL}<div class='wrap'><h1>关于公开2026年预算的通知</h1>"
        f"<p>发布时间：2021-06-05　来源：县财政局</p><div class='content'><p>现予公开。</p>{body}</div></div>"
    )
    reading = read(markup, ARTICLE)
    assert reading.article is not None
    assert reading.article.images == images


def test_a_source_printed_below_the_text_does_not_end_the_head() -> None:
    reading = read(
        page(
            "<div class='pos'>当前位置：<a href='/'>首页</a> &gt; <a href='/xw/'>学习专栏</a></div>"
            "<h2 class='title'>清河中学阅读节开幕</h2>"
            "<div class='info'>文章来源： 发布时间：2024年05月20日</div>"
            "<div class='txt'><p>各位老师，同学们：</p>"
            "<p>十年来，我们坚持办好阅读节，读好书成为校园风气。</p>"
            "<p>今年的阅读节从五月办到六月，每个班级都有自己的书架。</p><p>（来源：清河日报）</p></div>"
        ),
        ARTICLE,
    )
    assert reading.article is not None
    assert reading.article.body_chars > 40
    assert reading.article.source == "清河日报"


def test_a_document_that_bears_its_column_s_name_is_titled_by_its_heading() -> None:
    reading = read(
        page(
            "<div class='top'><h3>公告通知</h3></div><div class='detail'><p class='tit'>"
            "<a href='javascript:void(0);'>关于春季园区绿化养护安排的通知</a></p><div><span>日期：</span>"
            "<span>2020-03-18</span><span>来源：</span><span>建设管理局</span></div>"
            "<div class='view'><p>园区各单位：</p>"
            "<p>为做好春季园区绿化养护，现将有关安排通知如下，请遵照办理。</p></div></div>",
            head="<title>公告通知</title><meta name='ColumnName' content='公告通知'>",
        ),
        ARTICLE,
    )
    assert reading.article is not None
    assert reading.article.title == "关于春季园区绿化养护安排的通知"


@pytest.mark.parametrize(
    "text",
    [
        "现面向社会公开征集设计作品，截止日期：2026年2月22日。",
        "会议定于2026年3月1日召开。",
        "自2026-03-01起施行；",
    ],
)
def test_one_sentence_that_names_a_day_is_a_body(text: str) -> None:
    meta = "<div class='meta'><span>2026-01-23 14:32</span><span>来源: 某办</span></div>"
    body = f"<h1>关于公开征集设计作品的公告</h1>{meta}<div class='content'><p>{text}</p></div>"
    html = f"{NAV}<article>{body}</article>"
    reading = read(page(html), BASE + "tzgg/1.html")
    assert reading.article is not None
    assert reading.article.body_chars > 8
