"""Real, tiny files of every kind that portals offer, made in code."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable


def pdf(text: str = "notice") -> bytes:
    """One page with one line of text."""
    stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode("latin-1")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj%s endobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


def _zip(members: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 8, 0, 0)), text)
    return out.getvalue()


_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_DEFAULT_TYPE = (
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
)


def _relations(kind: str, target: str) -> str:
    return (
        f'<Relationships xmlns="{_RELATIONS}">'
        f'<Relationship Id="r1" Type="{kind}" Target="{target}"/></Relationships>'
    )


def docx(text: str = "附件") -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    paragraph = f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
    return _zip(
        {
            "[Content_Types].xml": f'<Types xmlns="{_TYPES}">{_DEFAULT_TYPE}'
            f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
            "_rels/.rels": _relations(_OFFICE, "word/document.xml"),
            "word/document.xml": f'<w:document xmlns:w="{space}"><w:body>{paragraph}</w:body></w:document>',
        }
    )


def xlsx(text: str = "附件") -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    cell = f'<row r="1"><c r="A1" t="inlineStr"><is><t>{text}</t></is></c></row>'
    return _zip(
        {
            "[Content_Types].xml": f'<Types xmlns="{_TYPES}">{_DEFAULT_TYPE}'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
            f'<Override PartName="/xl/sheet1.xml" ContentType="{kind}.worksheet+xml"/></Types>',
            "_rels/.rels": _relations(f"{office}/officeDocument", "xl/workbook.xml"),
            "xl/workbook.xml": f'<workbook xmlns="{space}" xmlns:r="{office}"><sheets>'
            '<sheet name="Sheet1" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": _relations(f"{office}/worksheet", "sheet1.xml"),
            "xl/sheet1.xml": f'<worksheet xmlns="{space}"><sheetData>{cell}</sheetData></worksheet>',
        }
    )


def ofd() -> bytes:
    space = "http://www.ofdspec.org/2016"
    document = "<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
    root = f'<ofd:OFD xmlns:ofd="{space}" Version="1.0">{document}</ofd:OFD>'
    return _zip({"OFD.xml": root, "Doc_0/Document.xml": f'<ofd:Document xmlns:ofd="{space}"/>'})


def archive() -> bytes:
    return _zip({"附件.txt": "附件内容"})


def ole() -> bytes:
    """An OLE2 container with an empty root: what doc, xls, ppt and old wps files begin with."""
    free, end, fat = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    head += struct.pack("<HHHHH6s", 0x3E, 3, 0xFFFE, 9, 6, b"\0" * 6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0)
    head += struct.pack("<109I", 0, *([free] * 108))
    table = struct.pack("<128I", fat, end, *([free] * 126))
    name = "Root Entry".encode("utf-16-le")
    entry = name.ljust(64, b"\0") + struct.pack("<HBBIII", len(name) + 2, 5, 1, free, free, free)
    entry += b"\0" * 36 + struct.pack("<IQ", end, 0)
    return head + table + entry.ljust(128, b"\0") + b"\0" * 384


def png(width: int = 4, height: int = 3, shade: int = 160) -> bytes:
    """A grey picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + bytes([shade] * width)) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


GIF = b"GIF89a\x01\0\x01\0\x80\0\0\xff\xff\xff\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;"

CONTENT_TYPES = {
    "pdf": "application/pdf",
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "ppt": "application/vnd.ms-powerpoint",
    "wps": "application/octet-stream",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ofd": "application/octet-stream",
    "zip": "application/zip",
    "rar": "application/octet-stream",
    "csv": "text/csv",
    "txt": "text/plain",
}


def sample(ext: str) -> bytes:
    """Bytes of a sound file of this kind. Raises LookupError for a kind that is not known here."""
    makers: dict[str, Callable[[], bytes]] = {
        "pdf": pdf,
        "docx": docx,
        "xlsx": xlsx,
        "ofd": ofd,
        "zip": archive,
        "doc": ole,
        "xls": ole,
        "ppt": ole,
        "wps": ole,
        "csv": lambda: "序号,事项\r\n1,年度抽查\r\n".encode(),
        "txt": lambda: "附件内容\r\n".encode(),
        "rar": lambda: (
            b"Rar!\x1a\x07\x01\x00" + b"\x33\x92\xb5\xe5\x0a\x01\x05\x06\x00\x05\x01\x01\x80\x80\x00"
        ),
    }
    return makers[ext]()
