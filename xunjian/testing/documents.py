"""Files that can be read, made in code: tables and Chinese words in every kind that offices attach."""

import io
import struct
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

import docx
import xlsxwriter

Rows = Sequence[Sequence[str]]
Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column."""
Block = str | Rows
"""A paragraph, or a table without merged cells."""


def docx_of(blocks: Sequence[Block], merges: Sequence[Merge] = ()) -> bytes:
    """Paragraphs and tables in order; `merges` hold for the last table."""
    document = docx.Document()
    table = None
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(len(block), max(len(row) for row in block))
        for line, row in zip(table.rows, block, strict=True):  # table.cell() lists all cells each time
            for cell, words in zip(line.cells, row, strict=False):
                cell.text = words
    for top, left, bottom, right in merges:
        assert table is not None
        first, last = table.rows[top].cells[left], table.rows[bottom].cells[right]
        words = first.text
        first.merge(last).text = words
    out = io.BytesIO()
    document.save(out)
    with zipfile.ZipFile(out) as archive:  # packed anew: the library writes the time of day into it
        return zip_of({name: archive.read(name) for name in archive.namelist()})


def xlsx_of(rows: Rows, merges: Sequence[Merge] = ()) -> bytes:
    """One sheet; numbers are written as numbers."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write(number, column, float(cell) if cell.isdigit() else cell)
        for top, left, bottom, right in merges:
            sheet.merge_range(top, left, bottom, right, rows[top][left])
    return out.getvalue()


def pdf_of(pages: Sequence[Sequence[str]]) -> bytes:
    """Pages of lines in a font without a program; what its codes mean stands in its ToUnicode table."""
    letters = sorted({letter for page in pages for line in page for letter in line})
    codes = {letter: number for number, letter in enumerate(letters, 1)}
    mapping = "".join(f"<{code:04x}> <{ord(letter):04x}>\n" for letter, code in codes.items())
    unicode = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{mapping}endbfchar endcmap end end"
    ).encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>"
        % (b" ".join(b"%d 0 R" % (6 + 2 * n) for n in range(len(pages))), len(pages)),
        b"<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/Identity-H"
        b"/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Song/CIDSystemInfo"
        b"<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(unicode), unicode),
    ]
    for number, page in enumerate(pages):
        lines = [
            f"1 0 0 1 40 {800 - 14 * row} Tm <{''.join(f'{codes[letter]:04x}' for letter in line)}> Tj"
            for row, line in enumerate(page)
        ]
        stream = "\n".join(("BT /F1 10 Tf", *lines, "ET")).encode()
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R" % (7 + 2 * number)
            + b"/Resources<</Font<</F1 3 0 R>>>>>>"
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
    return _pdf(objects)


def scan_of(pages: int = 1) -> bytes:
    """Pages that show nothing but a picture."""
    kids = b" ".join(b"%d 0 R" % (5 + n) for n in range(pages))
    picture = (
        b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"
    )
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</I 3 0 R>>>>>>"
    )
    return _pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, pages),
            picture + b"stream\n\x80\nendstream",
            b"<</Length 17>>stream\nq 595 0 0 842 /I Do Q\nendstream",
            *([page] * pages),
        ]
    )


def _pdf(objects: Sequence[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def ofd_of(pages: Sequence[Rows]) -> bytes:
    """Pages of rows; each cell is a run of its own, 10 mm beside the last."""
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    members = {
        "OFD.xml": f"<ofd:OFD {space}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
        "</ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {space}/>",
    }
    for number, page in enumerate(pages):
        runs = ""
        for row, cells in enumerate(page):
            along = 20.0
            for cell in cells:
                runs += (
                    f'<ofd:TextObject Boundary="{along} {20 + 6 * row} {4 * len(cell)} 5" Size="3.5">'
                    f'<ofd:TextCode X="0" Y="4">{escape(cell)}</ofd:TextCode></ofd:TextObject>'
                )
                along += 4 * len(cell) + 10
        members[f"Doc_0/Pages/Page_{number}/Content.xml"] = (
            f"<ofd:Page {space}><ofd:Content><ofd:Layer>{runs}</ofd:Layer></ofd:Content></ofd:Page>"
        )
    return zip_of({name: text.encode() for name, text in members.items()})


def zip_of(files: dict[str, bytes], *, gbk: bool = False) -> bytes:
    """An archive. `gbk`: its names are written in GBK without saying so, as on Chinese Windows."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 8, 0, 0)), body)
    data = out.getvalue()
    if gbk:
        for name in files:
            wide, short = name.encode(), name.encode("gbk").ljust(len(name.encode()), b"_")
            data = data.replace(wide, short)
        data = data.replace(b"\x14\0\0\x08", b"\x14\0\0\0")  # the mark that names are UTF-8
    return data


def doc_of(text: str) -> bytes:
    """A Word 97 document of one piece; in the text, \\t is the end of a cell and \\n that of a paragraph."""
    words = text.replace("\t", "\x07").replace("\n", "\r").encode("utf-16-le")
    begin, count = 0x400, len(words) // 2
    main = bytearray(b"\xec\xa5\xc1\0".ljust(begin, b"\0")) + words
    clx = b"\x02" + struct.pack("<IIIHIH", 16, 0, count, 0, begin, 0)
    struct.pack_into("<H", main, 10, 0x0200)
    struct.pack_into("<II", main, 0x01A2, 0, len(clx))
    return ole_of({"WordDocument": bytes(main), "1Table": clx})


def ole_of(streams: dict[str, bytes]) -> bytes:
    """An OLE2 container. Streams are padded to 4096 bytes, below which they would lie in another place."""
    free, end, fat_mark = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    sectors: list[bytes] = []
    chain: list[int] = []
    entries = []
    for name, body in streams.items():
        body = body.ljust(4096, b"\0")
        pieces = [body[at : at + 512].ljust(512, b"\0") for at in range(0, len(body), 512)]
        entries.append((name, 2, len(sectors), len(body)))
        chain += [*range(len(sectors) + 1, len(sectors) + len(pieces)), end]
        sectors += pieces
    directory = len(sectors)
    links = [free, *[free] * (len(entries) - 1)]
    rows = [_entry("Root Entry", 5, end, 0, free, free, 1)]
    for number, (name, kind, start, size) in enumerate(entries):
        right = number + 2 if number + 1 < len(entries) else free
        rows.append(_entry(name, kind, start, size, links[number], right, free))
    table = b"".join(rows).ljust(-(-len(rows) // 4) * 512, b"\0")
    steps = len(table) // 512
    sectors += [table[at : at + 512] for at in range(0, len(table), 512)]
    chain += [*range(directory + 1, directory + steps), end]
    fats = 1
    while (len(chain) + fats) > fats * 128:
        fats += 1
    first_fat = len(sectors)
    chain += [fat_mark] * fats
    chain += [free] * (fats * 128 - len(chain))
    sectors += [struct.pack("<128I", *chain[at : at + 128]) for at in range(0, len(chain), 128)]
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    head += struct.pack("<HHHHH6s", 0x3E, 3, 0xFFFE, 9, 6, b"\0" * 6)
    head += struct.pack("<IIIIIIIII", 0, fats, directory, 0, 4096, end, 0, end, 0)
    places = [*range(first_fat, first_fat + fats), *[free] * (109 - fats)]
    return head + struct.pack("<109I", *places) + b"".join(sectors)


def _entry(name: str, kind: int, start: int, size: int, left: int, right: int, child: int) -> bytes:
    wide = name.encode("utf-16-le")
    entry = wide.ljust(64, b"\0") + struct.pack("<HBBIII", len(wide) + 2, kind, 1, left, right, child)
    return entry + b"\0" * 36 + struct.pack("<IQ", start, size)
