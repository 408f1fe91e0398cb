"""What is an attachment, and which bytes are sound."""

import pytest

from xunjian.facts.attachments import (
    extension_in_text,
    extension_of,
    extension_of_answer,
    fault_of,
    is_page_address,
)
from xunjian.model.observation import Fetch, Outcome, Role

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100
ZIP = b"PK\x03\x04" + b"\0" * 100
PAGE = "<!DOCTYPE html><html><head><title>出错</title></head><body>文件不存在</body></html>".encode()
WORD_PAGE = (
    b'<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=ProgId content=Word.Document>'
)


def answer(body: bytes, content_type: str = "", **more: object) -> Fetch:
    values: dict[str, object] = {"size": len(body), "content_type": content_type} | more
    return Fetch("http://h/a", Role.TARGET, Outcome.OK, "ok", 200, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("url", "ext"),
    [
        ("http://h/a/b.pdf", "pdf"),
        ("http://h/a/b.PDF", "pdf"),
        ("http://h/%B8%BD%BC%FE.doc", "doc"),
        ("http://h/download.jsp?file=x.xlsx", "xlsx"),
        ("http://h/pdfjs/web/viewer.html?file=/attach/x.pdf", ""),
        ("http://h/down?name=%E5%90%8D%E5%8D%95.xls&id=3", "xls"),
        ("http://h/a.wps", "wps"),
        ("http://h/a.tar.7z", "7z"),
        ("http://h/a.html", ""),
        ("http://h/a.pdf/view", ""),
        ("http://h/pdf", ""),
        ("http://h/.zip", ""),
        ("http://h.zip/", ""),
        ("http://h/list?next=b.html", ""),
    ],
)
def test_extension_of(url: str, ext: str) -> None:
    assert extension_of(url) == ext


def test_extension_of_answer() -> None:
    assert extension_of_answer(answer(b"x", "application/pdf")) == "pdf"
    assert extension_of_answer(answer(b"x", disposition='attachment; filename="a.docx"')) == "docx"
    assert (
        extension_of_answer(answer(b"x", disposition="attachment; filename*=UTF-8''%E9%99%84.xls")) == "xls"
    )
    assert extension_of_answer(answer(b"x", "text/html; charset=utf-8")) == ""
    assert extension_of_answer(answer(b"x", "image/png", disposition="inline; filename=a.png")) == ""


def test_extension_in_text() -> None:
    assert extension_in_text("附件1：名单.xlsx") == "xlsx"
    assert extension_in_text("公示表.doc（30KB）") == "doc"
    assert extension_in_text("关于 v2.0 的说明") == ""
    assert extension_in_text("www.gov.cn") == ""


def test_is_page_address() -> None:
    assert is_page_address("http://h/art/1.html")
    assert not is_page_address("http://h/download.jsp?id=3")
    assert not is_page_address("http://h/download/3")


@pytest.mark.parametrize(
    ("ext", "body"),
    [
        ("pdf", b"%PDF-1.4 ..."),
        ("pdf", b"\xef\xbb\xbf\r\n%PDF-1.4 ..."),
        ("docx", ZIP),
        ("docx", OLE),
        ("doc", OLE),
        ("doc", ZIP),
        ("doc", b"{\\rtf1\\ansi ..."),
        ("doc", WORD_PAGE),
        ("xls", b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook>'),
        ("xls", WORD_PAGE.replace(b"Word.Document", b"Excel.Sheet")),
        ("wps", OLE),
        ("et", ZIP),
        ("ofd", ZIP),
        ("zip", ZIP),
        ("rar", b"Rar!\x1a\x07\x01\x00..."),
        ("rar", b"Rar!\x1a\x07\x00..."),
        ("7z", b"7z\xbc\xaf\x27\x1c\x00\x04"),
        ("csv", "序号,姓名\n1,甲\n".encode("gbk")),
        ("txt", "说明".encode()),
    ],
)
def test_sound(ext: str, body: bytes) -> None:
    assert fault_of(answer(body), body, ext) == ""


@pytest.mark.parametrize(
    ("ext", "body"),
    [
        ("pdf", PAGE),
        ("doc", PAGE),
        ("docx", b"  \r\n" + PAGE),
        ("txt", PAGE),
        ("csv", PAGE),
        ("zip", PAGE),
        ("pdf", ZIP),
        ("doc", b"%PDF-1.4"),
        ("docx", "就是一段文字".encode()),
        ("xlsx", b"\x89PNG\r\n\x1a\n"),
        ("rar", ZIP),
        ("zip", b"Rar!\x1a\x07\x00"),
        ("7z", ZIP),
        ("ofd", b"%PDF-1.4"),
        ("txt", OLE),
        ("pdf", b"\0" * 64),
        ("pdf", b""),
    ],
)
def test_faulty(ext: str, body: bytes) -> None:
    assert fault_of(answer(body), body, ext) != ""


def test_only_the_head_was_read() -> None:
    """Nothing is said of what was not seen."""
    assert fault_of(answer(b"", "application/pdf"), None, "pdf") == ""
    assert fault_of(answer(b"", truncated=True, size=0), None, "pdf") == ""
    assert fault_of(answer(b"\0" * 16, truncated=True), b"\0" * 16, "pdf") == ""
    assert fault_of(answer(b"", "text/html", truncated=True, size=900), None, "pdf") != ""
    assert fault_of(answer(b"%P", truncated=True), b"%P", "pdf") == ""
    assert fault_of(answer(b"no file"), b"no file", "pdf") != ""
    assert fault_of(answer(b"no file at all, " * 9, truncated=True), b"no file at all, " * 9, "pdf") != ""
