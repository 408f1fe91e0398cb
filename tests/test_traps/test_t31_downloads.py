"""T31: files behind `download.jsp?file=…`, forms and scripts; servers that refuse HEAD or want a Referer.

A file is known by what the link says and by its address; it is fetched by GET with the page as Referer, and its bytes, not
its name, say what it is.
"""

from pathlib import Path

import pytest

from tests.test_crawler.loopback import Reply, Route, Seen, crawl, serving
from tests.test_facts.portal import HOST, LONG, article, portal, target
from tests.test_traps.pages import ARTICLE, SITE, TEXT, Maker, each_maker, files_of, inspect, story, trs
from xunjian.model.observation import Outcome
from xunjian.model.site import TargetState


@pytest.mark.parametrize(
    ("link", "title", "url"),
    [
        ("<a href='/download.jsp?file=a.doc'>护林员名册</a>", "护林员名册", "/download.jsp?file=a.doc"),
        (
            "<a href='/module/download/downfile.jsp?classid=0&filename=2403120930.docx'>护林员名册.docx</a>",
            "护林员名册.docx",
            "/module/download/downfile.jsp?classid=0&filename=2403120930.docx",
        ),
        (
            "<a href='/download.do?id=88'>附件1：护林员名册.xls</a>",
            "附件1：护林员名册.xls",
            "/download.do?id=88",
        ),
        (
            "<a href='/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner=1&wbfileid=7A2C'>护林员名册.pdf</a>",
            "护林员名册.pdf",
            "/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner=1&wbfileid=7A2C",
        ),
        ("<a href='/attach/getFile?fid=9'>护林员名册.wps</a>", "护林员名册.wps", "/attach/getFile?fid=9"),
        (
            '<a href="javascript:void(0)" onclick="window.open(\'/file/2024/a.doc\')">护林员名册</a>',
            "护林员名册",
            "/file/2024/a.doc",
        ),
        (
            "<a href=\"javascript:download('/file/2024/a.doc')\">护林员名册</a>",
            "护林员名册",
            "/file/2024/a.doc",
        ),
        ("<a href='/file/2024/A.DOC?v=3'>护林员名册</a>", "护林员名册", "/file/2024/A.DOC?v=3"),
        (
            "<a href='/down?path=/2024/a.doc&name=1'>护林员名册（点击下载）</a>",
            "护林员名册（点击下载）",
            "/down?path=/2024/a.doc&name=1",
        ),
        ("<a href='/a/b/c' download='护林员名册.doc'>护林员名册</a>", "护林员名册", "/a/b/c"),
    ],
)
@each_maker
def test_t31_download_addresses_are_attachments(maker: Maker, link: str, title: str, url: str) -> None:
    seen = inspect(maker(story(TEXT + f"<p>{link}</p>")), ARTICLE)
    assert files_of(seen) == [(title, SITE + url)]


@pytest.mark.parametrize(
    "link",
    [
        "<a href='/zlxz/'>资料下载</a>",
        "<a href='/download/index.html'>下载中心</a>",
        "<a href='http://www.example.com/reader.exe'>阅读器下载</a>",
        "<a href='202402/t20240226_10071.html'>关于名册.doc格式的说明</a>",
        "<a href='javascript:void(0)' onclick='downloadPage()'>下载本页</a>",
    ],
)
def test_t31_what_only_speaks_of_downloads_is_none(link: str) -> None:
    assert files_of(inspect(trs(story(TEXT + f"<p>{link}</p>")), ARTICLE)) == []


def test_t31_files_beside_the_body() -> None:
    main = (
        story()
        + "<div class='fujian'><b>附件下载：</b><ul><li><a href='/download.do?id=88'>护林员名册</a></li><li><a href='/download.do?id=89'>物资清单</a></li></ul></div>"
    )
    assert files_of(inspect(trs(main), ARTICLE)) == [
        ("护林员名册", SITE + "/download.do?id=88"),
        ("物资清单", SITE + "/download.do?id=89"),
    ]


PDF = b"%PDF-1.4\n" + b"x" * 2000 + b"\n%%EOF"


def test_t31_a_server_that_wants_get_and_a_referer(tmp_path: Path) -> None:
    def down(seen: Seen) -> Reply | str:
        if seen.method != "GET":
            return Reply("", 405 if seen.count % 2 else 501)
        if not seen.headers.get("Referer"):
            return Reply("盗链", 403)
        return Reply(PDF, headers={"Content-Type": "application/octet-stream"})

    routes: dict[str, Route] = {
        "/": "<a href='/download.jsp?file=a.pdf'>附件</a>",
        "/download.jsp?file=a.pdf": down,
    }
    with serving(routes) as site:
        snapshot = crawl(site.url, tmp_path / "s.sqlite")
        fetch = [each for each in snapshot.fetches() if "download" in each.url][-1]
        assert fetch.outcome is Outcome.OK
        assert (snapshot.body(fetch) or b"").startswith(b"%PDF")
        snapshot.close()


@pytest.mark.parametrize(
    ("body", "content_type", "state"),
    [
        (PDF, "application/pdf", TargetState.SOUND),
        (PDF, "text/html; charset=gbk", TargetState.SOUND),
        (
            b"<html><body><h1>" + "文件不存在".encode() + b"</h1></body></html>",
            "application/pdf",
            TargetState.BROKEN,
        ),
        (
            b"<script>alert('" + "文件已被删除".encode() + b"');history.back()</script>",
            "text/html; charset=utf-8",
            TargetState.BROKEN,
        ),
    ],
    ids=["sound", "wrong type", "error page", "alert"],
)
def test_t31_bytes_say_what_a_file_is(body: bytes, content_type: str, state: TargetState) -> None:
    snapshot = portal()
    url = f"{HOST}/download.jsp?file=a.pdf"
    snapshot.page(
        f"{HOST}/tzgg/t202611.html",
        article("关于印发名册的通知", LONG + f"<a href='{url}'>附件：名册.pdf</a>"),
    )
    snapshot.answer(url, body, content_type=content_type)
    assert target(snapshot, url).state is state
