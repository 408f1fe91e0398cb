"""T33: blank articles: title and date, and then nothing, or 「见附件」 without an attachment; a body may be a picture."""

import pytest

from tests.test_traps.pages import ARTICLE, TEXT, TITLE, Maker, each_maker, story, trs
from xunjian.facts.page import read_page
from xunjian.model.page import Article, PageKind


def _article(main: str, maker: Maker = trs) -> Article:
    reading = read_page(maker(main).encode(), ARTICLE)
    assert reading.kind is PageKind.ARTICLE
    assert reading.article is not None
    return reading.article


@pytest.mark.parametrize(
    "body",
    [
        "", "<p></p>", "<p>&nbsp;</p><p>　　</p>", "<p><br></p>" * 5, "<p>\u200b\ufeff</p>",
        "<!-- 正文 --><p>&nbsp;</p>", "<p style='display:none'>隐藏的正文不算正文，谁也看不见这些字。</p>",
        "<script>var a='这是脚本里的字，不是正文，不算数。';</script>", "<p><span><font><o:p></o:p></font></span></p>",
        "<p>见附件</p>", "<p>　　详见附件。</p>", "<p>...</p>",
    ],
)  # fmt: skip
@each_maker
def test_t33_nothing_below_the_title(maker: Maker, body: str) -> None:
    article = _article(story(body), maker)
    assert article.title == TITLE
    assert article.body_chars < 10
    assert (article.images, article.videos, article.attachments) == (0, 0, ())


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("<p><img src='/W020240312.jpg'></p>", "images"),
        ("<p align=center><a href='/big.jpg'><img src='/small.jpg' border=0></a></p>", "images"),
        (
            "<p><img data-src='/W020240312.png' src='data:image/gif;base64,R0lGODlhAQABAAAAACw='></p>",
            "images",
        ),
        ("<video src='/v.mp4' controls></video>", "videos"),
        ("<embed src='/v.flv' type='application/x-shockwave-flash'>", "videos"),
        ("<object><param name=movie value='/v.swf'><embed src='/v.swf'></object>", "videos"),
        ("<p>见附件</p><p><a href='/a.pdf'>附件</a></p>", "attachments"),
        ("<iframe src='/a.pdf' width=800 height=900></iframe>", "attachments"),
        ("<embed src='/a.pdf' type='application/pdf'>", "attachments"),
        ("<object data='/a.pdf' type='application/pdf'></object>", "attachments"),
        ("<p>同意。特此批复，请遵照执行。</p>", "body_chars"),
        (TEXT, "body_chars"),
    ],
)
def test_t33_a_body_of_another_kind_is_no_blank(body: str, what: str) -> None:
    article = _article(story(body))
    assert getattr(article, what)
    filled = article.body_chars >= 10 or article.images or article.videos or article.attachments
    assert filled


def test_t33_icons_of_the_frame_are_no_picture_of_the_body() -> None:
    main = (
        story("")
        + "<div class='share'><img src='/wx.png'><img src='/wb.png'></div><p><a href='javascript:window.close()'><img src='/close.gif'>关闭窗口</a></p>"
    )
    article = _article(main)
    assert article.body_chars < 10
    assert article.images == 0


def test_t33_text_around_a_blank_body_is_none_of_it() -> None:
    main = story("") + (
        "<div>上一篇：<a href='a.html'>岚溪县2024年义务教育招生工作公告</a></div><div>下一篇：没有了</div>"
        "<div>【打印】【关闭】</div><div class='xg'><h3>相关阅读</h3><ul><li><a href='b.html'>关于公布第三批老字号名单的公示</a></li></ul></div>"
    )
    assert _article(main).body_chars < 10
