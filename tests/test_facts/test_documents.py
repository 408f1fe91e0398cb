"""Attachments say the same whatever they are: words, tables, and why not where they cannot be read."""

import io
import zipfile

import pytest

from xunjian.facts.documents import read_document
from xunjian.facts.documents.limits import (
    BROKEN,
    EMPTY,
    PARTLY,
    SCANNED,
    TOO_LARGE,
    UNKNOWN_KIND,
)
from xunjian.testing import samples
from xunjian.testing.documents import doc_of, docx_of, ofd_of, ole_of, pdf_of, scan_of, xlsx_of, zip_of

ROWS = (("项目", "数量", "备注"), ("受理", "12", "含电话"), ("办结", "11", "含电话"))


def test_docx_gives_words_and_tables_in_order() -> None:
    read = read_document(docx_of(["一、总体情况", ROWS, "二、其他"]), "a.docx")
    assert (read.kind, read.unread) == ("docx", "")
    assert read.text.split("\n") == ["一、总体情况", *("\t".join(row) for row in ROWS), "二、其他"]
    assert read.tables[0].rows == ROWS


def test_a_merged_cell_stands_at_every_place_and_once_in_the_words() -> None:
    rows = (("甲", "乙", ""), ("", "1", "2"))
    read = read_document(docx_of([rows], merges=[(0, 0, 1, 0), (0, 1, 0, 2)]))
    assert read.tables[0].rows == (("甲", "乙", "乙"), ("甲", "1", "2"))
    assert read.tables[0].covered == {(0, 2), (1, 0)}
    assert read.text == "甲\t乙\n1\t2"
    sheet = read_document(xlsx_of(rows, merges=[(0, 0, 1, 0), (0, 1, 0, 2)]))
    assert sheet.tables == read.tables


def test_xlsx_shows_whole_numbers_without_a_point() -> None:
    read = read_document(xlsx_of(ROWS), "b.xlsx")
    assert (read.kind, read.tables[0].rows) == ("xlsx", ROWS)


def test_pdf_gives_the_lines_of_all_pages() -> None:
    read = read_document(pdf_of([["一、总体情况", "受理 12 件"], ["二、其他"]]), "c.pdf")
    assert read.kind == "pdf"
    assert read.unread == ""
    assert read.text.split("\n") == ["一、总体情况", "受理 12 件", "二、其他"]


def test_pdf_gives_characters_for_the_radicals_that_fonts_name() -> None:
    assert read_document(pdf_of([["⽔务局⽤⻋⾦额"]]), "c.pdf").text == "水务局用车金额"


def test_doc_gives_words_with_cells_apart() -> None:
    read = read_document(doc_of("一、总体情况\n受理\t12\t\n"), "d.doc")
    assert (read.kind, read.unread) == ("doc", "")
    assert read.text.rstrip("\n") == "一、总体情况\n受理\t12\t"


def test_a_long_doc_is_read_to_its_end() -> None:
    assert read_document(doc_of("字" * 40_000 + "末")).text.endswith("末")


def test_ofd_parts_cells_that_lie_apart() -> None:
    read = read_document(ofd_of([ROWS]), "e.ofd")
    assert (read.kind, read.unread) == ("ofd", "")
    assert read.text.split("\n") == ["\t".join(row) for row in ROWS]


def test_zip_gives_what_its_files_say_with_their_names() -> None:
    body = zip_of({"附件一.docx": docx_of(["甲"]), "附件二.xlsx": xlsx_of(ROWS)}, gbk=True)
    read = read_document(body, "f.zip")
    assert [part.document.kind for part in read.parts] == ["docx", "xlsx"]
    assert read.parts[0].name.startswith("附件一")
    assert read.text.startswith("甲\n项目")
    assert read.tables[0].rows == ROWS


def test_a_web_page_under_the_name_of_a_sheet_is_read_as_one() -> None:
    page = "<html><body><table><tr><td>甲</td><td>1</td></tr></table></body></html>"
    read = read_document(page.encode("gbk"), "g.xls")
    assert (read.kind, read.tables[0].rows) == ("html", (("甲", "1"),))


def test_plain_text_in_gbk() -> None:
    assert read_document("收到申请十二件".encode("gbk"), "h.txt").text == "收到申请十二件"


def _bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\0" * (48 * 1024 * 1024))
    return out.getvalue()


@pytest.mark.parametrize(
    ("body", "name", "why"),
    [
        (b"", "a.pdf", EMPTY),
        (scan_of(2), "a.pdf", SCANNED),
        (samples.png(), "a.png", SCANNED),
        (b"%PDF-1.4\nnothing follows", "a.pdf", BROKEN),
        (docx_of(["甲"])[:900], "a.docx", BROKEN),
        (zip_of({"word/document.xml": b"<w:document"}), "a.docx", BROKEN),
        (zip_of({"xl/workbook.xml": b"<workbook/>"}), "a.xlsx", BROKEN),
        (_bomb(), "a.docx", BROKEN),
        (ole_of({"WordDocument": b"\xec\xa5"}), "a.doc", BROKEN),
        (samples.ole(), "a.doc", UNKNOWN_KIND),
        (b"Rar!\x1a\x07\0", "a.rar", UNKNOWN_KIND),
        (docx_of([]), "a.docx", EMPTY),
        (b"\1" * (33 * 1024 * 1024), "a.bin", TOO_LARGE),
    ],
    ids=range(13),
)
def test_what_cannot_be_read_says_why(body: bytes, name: str, why: str) -> None:
    read = read_document(body, name)
    assert read.unread == why
    assert not read.readable


def test_the_beginning_of_a_file_is_not_taken_for_the_whole() -> None:
    assert read_document(docx_of(["甲"]), "a.docx", truncated=True).unread == PARTLY


def test_a_part_that_cannot_be_read_makes_the_archive_unread() -> None:
    read = read_document(zip_of({"a.docx": docx_of(["甲"]), "b.pdf": scan_of()}))
    assert read.text == "甲"
    assert "b.pdf" in read.unread


@pytest.mark.parametrize(
    "make", [docx_of([ROWS]), xlsx_of(ROWS), pdf_of([["甲乙"]]), doc_of("甲"), ofd_of([ROWS])]
)
def test_spoilt_bytes_never_raise(make: bytes) -> None:
    for step in range(1, 24):
        at = len(make) * step // 24
        read_document(make[: at - 8] + b"\xff\0\xfe\x7f\0\0\0\xff" + make[at:])
        read_document(make[:at])
