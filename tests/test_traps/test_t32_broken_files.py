"""T32: empty and broken attachments: 0 bytes, a zip of nothing, a page named .doc; `.ceb`, `.wps`, `.ofd` are known kinds."""

import io
import zipfile

import pytest

from tests.test_facts.portal import HOST, LONG, article, portal, target
from tests.test_traps.pages import ARTICLE, SITE, TEXT, files_of, inspect, story, trs
from xunjian.model.site import TargetKind, TargetState

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3000)


def _zip(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return buffer.getvalue()


@pytest.mark.parametrize(
    "suffix",
    [
        "doc",
        "docx",
        "xls",
        "xlsx",
        "ppt",
        "pptx",
        "pdf",
        "wps",
        "et",
        "dps",
        "ofd",
        "ceb",
        "zip",
        "rar",
        "7z",
        "csv",
        "txt",
        "rtf",
        "gd",
        "sep",
        "DOC",
    ],
)
def test_t32_known_kinds_of_files(suffix: str) -> None:
    seen = inspect(trs(story(TEXT + f"<p>附件：<a href='/files/a.{suffix}'>护林员名册</a></p>")), ARTICLE)
    assert files_of(seen) == [("护林员名册", f"{SITE}/files/a.{suffix}")]


@pytest.mark.parametrize(
    ("name", "body", "state"),
    [
        ("a.doc", b"", TargetState.BROKEN),
        ("a.pdf", b"", TargetState.BROKEN),
        ("a.docx", _zip(), TargetState.BROKEN),
        ("a.docx", _zip("[Content_Types].xml", "word/document.xml"), TargetState.SOUND),
        ("a.zip", _zip(), TargetState.BROKEN),
        ("a.zip", _zip("名册.txt"), TargetState.SOUND),
        ("a.doc", b"<!DOCTYPE html><html><body>404 Not Found</body></html>", TargetState.BROKEN),
        ("a.xls", b"<html><body>" + "您访问的文件不存在".encode() + b"</body></html>", TargetState.BROKEN),
        ("a.doc", OLE, TargetState.SOUND),
        ("a.wps", OLE, TargetState.SOUND),
        ("a.et", OLE, TargetState.SOUND),
        ("a.wps", _zip("[Content_Types].xml", "word/document.xml"), TargetState.SOUND),
        ("a.doc", b"{\\rtf1\\ansi " + b"x" * 300 + b"}", TargetState.SOUND),
        ("a.ofd", _zip("OFD.xml", "Doc_0/Document.xml"), TargetState.SOUND),
        ("a.ofd", b"<html><body>x</body></html>", TargetState.BROKEN),
        ("a.ceb", b"Founder CEB 3.0 Binary\r\n" + bytes(300), TargetState.SOUND),
        ("a.pdf", b"%PDF-1.4\n1 0 obj\n" + bytes(600), TargetState.SOUND),
        ("a.pdf", b"\xef\xbb\xbf\r\n%PDF-1.4\n1 0 obj\n" + bytes(600), TargetState.SOUND),
        ("a.pdf", b"%PDF-1.4\n1 0 obj <</Subtype /Image>> stream" + bytes(900), TargetState.SOUND),
        ("a.rar", b"Rar!\x1a\x07\x00" + bytes(300), TargetState.SOUND),
        ("a.7z", b"7z\xbc\xaf\x27\x1c" + bytes(300), TargetState.SOUND),
        (
            "a.xls",
            "<html xmlns:x='urn:schemas-microsoft-com:office:excel'><table><tr><td>姓名</td><td>年龄</td></tr></table></html>".encode(),
            TargetState.SOUND,
        ),
        ("a.txt", "护林员名册".encode("gbk"), TargetState.SOUND),
        ("a.csv", "姓名,年龄\r\n".encode("gbk"), TargetState.SOUND),
    ],
)
def test_t32_state_of_a_file(name: str, body: bytes, state: TargetState) -> None:
    snapshot = portal()
    url = f"{HOST}/files/{name}"
    snapshot.page(
        f"{HOST}/tzgg/t202611.html",
        article("关于印发名册的通知", LONG + f"<p><a href='{url}'>附件：名册</a></p>"),
    )
    snapshot.answer(url, body, content_type="application/octet-stream")
    found = target(snapshot, url)
    assert (found.kind, found.state) == (TargetKind.ATTACHMENT, state)
