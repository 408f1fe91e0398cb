"""What is an attachment, and whether its bytes are what its name says.

Source: contract, links.attachment; standards.md T30–T32.
"""

import io
import re
import zipfile
from urllib.parse import parse_qsl, unquote_to_bytes, urlsplit

from xunjian.facts.sniff import looks_like_html
from xunjian.model.observation import Fetch

EXTENSIONS = frozenset(
    ("pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "wps", "et", "ofd", "zip", "rar", "7z", "csv", "txt")
)
_WRITTEN = frozenset(("htm", "html", "shtml", "xhtml"))
"""Pages that are files themselves and hand out none: viewer.html?file=x.pdf shows it."""
_PAGES = _WRITTEN | {"jhtml", "asp", "cgi"}
_BY_TYPE = {
    "application/pdf": "pdf",
    "application/msword": "doc",
    "application/vnd.ms-excel": "xls",
    "application/vnd.ms-powerpoint": "ppt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
    "application/vnd.ms-works": "wps",
    "application/ofd": "ofd",
    "application/zip": "zip",
    "application/x-zip-compressed": "zip",
    "application/x-rar-compressed": "rar",
    "application/vnd.rar": "rar",
    "application/x-7z-compressed": "7z",
    "text/csv": "csv",
}
_IN_TEXT = re.compile(r"\.([A-Za-z0-9]{2,4})\s*(?:[)）\]】》”\"]|[(（\[]|$)")
_FILE_NAME = re.compile(r"filename\*?\s*=\s*(?:[\w-]+''\s*)?\"?([^\";]+)", re.IGNORECASE)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_STARTS = {"ofd": _ZIP, "zip": _ZIP, "rar": (b"Rar!\x1a\x07",), "7z": (b"7z\xbc\xaf\x27\x1c",)}
_RTF = b"{\\rtf"
_OFFICE = frozenset(("doc", "docx", "xls", "xlsx", "ppt", "pptx", "wps", "et"))
_SAVED_BY_OFFICE = re.compile(
    rb"schemas-microsoft-com:office|urn:schemas-microsoft|content=[\"']?(?:word|excel)\.|mso-|progid=",
    re.IGNORECASE,
)
_HEAD = 65536


def extension_of(url: str) -> str:
    """The attachment extension of an address, also in its query (`download.jsp?file=x.pdf`); `""` if none."""
    parts = urlsplit(url)
    ext = _extension(unquote_to_bytes(parts.path).rpartition(b"/")[2])
    if ext in EXTENSIONS:
        return ext
    if ext in _WRITTEN:
        return ""
    for _, value in parse_qsl(parts.query, errors="replace"):
        ext = _extension(value.encode("utf-8", "replace"))
        if ext in EXTENSIONS:
            return ext
    return ""


def extension_of_answer(fetch: Fetch) -> str:
    """What the answer calls itself (Content-Disposition, else Content-Type); `""` if no attachment."""
    if match := _FILE_NAME.search(fetch.disposition):
        ext = _extension(match.group(1).strip().encode("utf-8", "replace"))
        if ext in EXTENSIONS:
            return ext
    return _BY_TYPE.get(_media_type(fetch), "")


def extension_in_text(text: str) -> str:
    """The extension that a link's words give: 附件：名单.xlsx"""
    match = _IN_TEXT.search(text)
    ext = match.group(1).lower() if match else ""
    return ext if ext in EXTENSIONS else ""


def is_page_address(url: str) -> bool:
    """Whether an address names a web page by its extension (jsp, php and the like may hand out files)."""
    return _extension(urlsplit(url).path.rpartition("/")[2].encode()) in _PAGES


_TELLING = 16
"""Bytes from which on a file shows what it is."""


def fault_of(fetch: Fetch, body: bytes | None, ext: str) -> str:
    """Why an attachment that answered is not sound, in Chinese; `""` where it is, or nothing can be said."""
    if not body:
        got = body is not None or (bool(fetch.attempts) and fetch.attempts[-1].method == "GET")
        if got and fetch.size == 0 and not fetch.truncated:
            return "文件为空（0 字节）"
        return "返回的是网页，不是文件" if _media_type(fetch) == "text/html" else ""
    if not body.strip(b"\0 \r\n\t"):
        # Only the head was read: what follows is unknown.
        return "" if fetch.truncated else "文件没有内容"
    if looks_like_html(body) or (_media_type(fetch) == "text/html" and body.lstrip().startswith(b"<")):
        if ext in _OFFICE and _SAVED_BY_OFFICE.search(body[:_HEAD]):
            return ""
        return "返回的是网页，不是文件"
    if _fits(body, ext):
        return "" if fetch.truncated or not _holds_nothing(body) else "压缩包内没有内容"
    if fetch.truncated and len(body) < _TELLING:
        return ""  # it broke off before it showed what it is
    return f"内容不是 {ext} 文件{_looks(body)}"


def _holds_nothing(body: bytes) -> bool:
    """Whether a zip (and so .docx, .ofd …) is whole and has no file in it, or only empty ones."""
    if not body.startswith(_ZIP):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return not any(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False


def _fits(body: bytes, ext: str) -> bool:
    head = body[:1024]
    if ext == "pdf":
        return b"%PDF-" in head
    if ext in _STARTS:
        return head.startswith(_STARTS[ext])
    if ext in _OFFICE:
        # Either container under either name opens (encrypted .docx is OLE, WPS saves OOXML as .doc).
        if head.startswith((_OLE, *_ZIP, _RTF)):
            return True
        text = head.lstrip(b"\xef\xbb\xbf \r\n\t")
        return text.startswith((b"<?xml", b"MIME-Version", b"<w:", b"<Workbook")) or head[:2] in _OLD_BIFF
    if ext in ("csv", "txt"):
        return _magic(body) == ""
    return True


_OLD_BIFF = frozenset({b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\xdb\xa5", b"\x31\xbe"})
_MAGIC = {
    b"%PDF-": "PDF",
    _OLE: "旧版 Office",
    b"PK\x03\x04": "zip 类",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7z",
    b"\x89PNG": "图片",
    b"\xff\xd8\xff": "图片",
    b"GIF8": "图片",
    b"MZ": "可执行程序",
    b"\x7fELF": "可执行程序",
    b"\x1f\x8b": "gzip",
}


def _magic(body: bytes) -> str:
    return next((name for magic, name in _MAGIC.items() if body.startswith(magic)), "")


def _looks(body: bytes) -> str:
    name = _magic(body)
    return f"，而像是 {name} 文件" if name and name != "图片" else f"，而是{name}" if name else ""


def _media_type(fetch: Fetch) -> str:
    return fetch.content_type.partition(";")[0].strip().lower()


def _extension(name: bytes) -> str:
    stem, dot, ext = name.strip().rpartition(b".")
    return ext.decode("ascii", "replace").lower() if dot and stem and 0 < len(ext) <= 5 else ""
