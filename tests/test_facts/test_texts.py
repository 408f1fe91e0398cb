"""The words of single pages and attachments."""

import io

import docx
import pytest

from tests.test_facts.portal import HOST, article, fact, portal
from xunjian.facts.page_text import read_text
from xunjian.model.texts import Texts

PAGE = """<html><head><title>关于某事的指南</title></head><body>
<div class="nav"><a href="/">首页</a><a href="/a/">要闻</a></div>
<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/zn/">指南</a></div>
<h1>关于某事的指南</h1><div class="info">发布日期：2026-10-08 来源：某办</div>
<div class="article-content"><p>第一条，受理机构为某办公室，地址在人民路一号。</p>
<table><tr><th>事项</th><th>电话</th></tr><tr><td rowspan="2">申请</td><td>0000-1</td></tr>
<tr><td>0000-2</td></tr></table>
<p>见<a href="/f/form.docx">申请表</a>。</p></div>
<div class="foot">主办：某办 版权所有</div></body></html>"""


def test_the_body_is_told_from_what_stands_around_it() -> None:
    text = read_text(PAGE.encode(), "http://a.example/zn/t1.html")
    assert "受理机构为某办公室" in text.text
    for foreign in ("主办", "要闻", "当前位置"):
        assert foreign not in "\n".join(text.lines)
    assert [(link.url, link.text) for link in text.links] == [("http://a.example/f/form.docx", "申请表")]
    (table,) = text.tables
    assert table.rows == (("事项", "电话"), ("申请", "0000-1"), ("申请", "0000-2"))


@pytest.mark.parametrize("body", [b"", b"\x00\xff\xfe", b"<", b"<table><tr><td>" * 5000])
def test_it_never_raises(body: bytes) -> None:
    read_text(body, "http://a.example/")


def test_pages_and_attachments_of_a_site_are_had_by_their_address() -> None:
    snapshot = portal()
    word = docx.Document()
    word.add_paragraph("申请表第一行")
    file = io.BytesIO()
    word.save(file)
    snapshot.page(f"{HOST}/tzgg/zn.html", article("申请指南", "<p>受理机构：某办公室。</p>"))
    snapshot.answer(f"{HOST}/f/form.docx", file.getvalue(), content_type="application/msword")
    texts = fact(snapshot, Texts)
    page = texts.page(f"{HOST}/tzgg/zn.html")
    assert page is not None
    assert page.text == "受理机构：某办公室。"
    assert texts.page(f"{HOST}/tzgg/zn.html") is page  # read once
    assert texts.page(f"{HOST}/never-seen.html") is None
    document = texts.document(f"{HOST}/f/form.docx")
    assert document is not None
    assert document.text.strip() == "申请表第一行"
    assert texts.document(f"{HOST}/f/other.docx") is None
