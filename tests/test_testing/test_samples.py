"""The made files are what their names say, in the eyes of the libraries that read them."""

import io
import zipfile

import pytest
from openpyxl import load_workbook

from xunjian.testing import samples


def test_a_sheet_opens() -> None:
    book = load_workbook(io.BytesIO(samples.xlsx("乡镇名单")))
    assert book.worksheets[0]["A1"].value == "乡镇名单"


@pytest.mark.parametrize("kind", ["docx", "xlsx", "ofd", "zip"])
def test_containers_are_whole(kind: str) -> None:
    with zipfile.ZipFile(io.BytesIO(samples.sample(kind))) as archive:
        assert archive.testzip() is None
        assert archive.namelist()


@pytest.mark.parametrize(
    ("kind", "magic"),
    [
        ("pdf", b"%PDF-"),
        ("doc", b"\xd0\xcf\x11\xe0"),
        ("wps", b"\xd0\xcf\x11\xe0"),
        ("rar", b"Rar!"),
        ("ofd", b"PK"),
    ],
)
def test_magic_bytes(kind: str, magic: bytes) -> None:
    assert samples.sample(kind).startswith(magic)


def test_the_old_container_is_well_formed() -> None:
    data = samples.ole()
    assert len(data) == 512 * 3
    assert "Root Entry".encode("utf-16-le") in data
