"""Exports: the right items, under the agreed headings, with nothing that a spreadsheet would run."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
import typer
from openpyxl import load_workbook

from storage.database import open_database
from storage.runs import save_audit
from tests.test_storage.audits import audit, finding
from xunjian.app.export import Export, ExportFormat, ExportRequest, run_export
from xunjian.cli.errors import guarded
from xunjian.cli.export import export
from xunjian.errors import StorageError, UsageError, XunjianError
from xunjian.model.audit import dump_audit

HEADINGS = [
    *("序号", "单位", "指标", "检查项", "问题描述", "问题页面", "发现页面", "依据", "证据"),
    *("责任部门", "整改期限", "整改情况"),
]
EVIL = '=HYPERLINK("http://evil.example")'


@pytest.fixture
def request_(tmp_path: Path) -> ExportRequest:
    """Two units; unit a was looked at twice, the newer run has the evil text, one has nobody responsible."""
    address = f"sqlite:///{tmp_path}/x.db"
    engine = open_database(address)
    older = audit("old", [finding("gone")])
    newer = audit("new", [finding("x", text=EVIL), finding("z", "review")], day=1)
    other = audit("other", [finding("y") | {"responsible": ["宣传科"]}], unit="b", complete=False)
    for number, each in enumerate((older, newer, other)):
        folder = tmp_path / each.run.id
        folder.mkdir()
        save_audit(engine, each, folder / "snapshot.sqlite", str(number))
    (tmp_path / "new" / "audit.json").write_text(dump_audit(newer), "utf-8")
    return ExportRequest(format=ExportFormat.JSON, database=address)


def items(made: Export) -> list[dict[str, object]]:
    listed = json.loads(made.content)
    assert made.count == len(listed)
    return list(listed)


def found(request: ExportRequest, tmp_path: Path) -> list[str]:
    return [str(item["url"]).rpartition("/")[2] for item in items(run_export(request, tmp_path))]


def test_the_newest_run_of_each_unit(request_: ExportRequest, tmp_path: Path) -> None:
    made = run_export(request_, tmp_path)
    assert [(item["unit_id"], item["run"], item["number"]) for item in items(made)] == [
        ("a", "new", 1),
        ("b", "other", 2),
    ]
    assert [each.run.id for each in made.incomplete] == ["other"]


def test_filters(request_: ExportRequest, tmp_path: Path) -> None:
    assert found(replace(request_, unit="a"), tmp_path) == ["x"]
    assert found(replace(request_, department="宣传科"), tmp_path) == ["y"]
    assert found(replace(request_, department="没有的科"), tmp_path) == []
    assert found(replace(request_, run="old"), tmp_path) == ["gone"]
    for name in ("1.1", "1", "可用性", "功能设计"):
        assert found(replace(request_, indicator=name, unit="a"), tmp_path) == ["x"]


@pytest.mark.parametrize("reference", ["new", "ne", "{}/new", "{}/new/audit.json"])
def test_a_run_by_id_beginning_folder_or_file(
    request_: ExportRequest, tmp_path: Path, reference: str
) -> None:
    assert found(replace(request_, run=reference.format(tmp_path)), tmp_path) == ["x"]


def test_csv_runs_nothing(request_: ExportRequest, tmp_path: Path) -> None:
    made = run_export(replace(request_, format=ExportFormat.CSV), tmp_path)
    assert made.content.startswith(b"\xef\xbb\xbf")
    head, first, second = csv.reader(io.StringIO(made.content.decode("utf-8-sig"), newline=""))
    assert head == HEADINGS
    assert first[4] == f"'{EVIL}"
    assert (first[0], first[9], second[9]) == ("1", "办公室", "宣传科")


@pytest.mark.parametrize("sign", list("=+-@\t\r＝＋－＠"))
def test_every_beginning_of_a_formula_is_guarded(tmp_path: Path, sign: str) -> None:
    engine = open_database(f"sqlite:///{tmp_path}/x.db")
    save_audit(engine, audit("r", [finding("x", text=f"{sign}1")]), tmp_path / "s", "1")
    made = run_export(ExportRequest(format=ExportFormat.CSV, database=f"sqlite:///{tmp_path}/x.db"), tmp_path)
    rows = list(csv.reader(io.StringIO(made.content.decode("utf-8-sig"), newline="")))
    assert rows[1][4] == f"'{sign}1"


def test_the_workbook_has_a_sheet_per_department(request_: ExportRequest, tmp_path: Path) -> None:
    made = run_export(replace(request_, format=ExportFormat.XLSX), tmp_path)
    book = load_workbook(io.BytesIO(made.content))
    assert book.sheetnames == ["全部问题", "办公室", "宣传科"]
    rows = list(book["全部问题"].iter_rows(values_only=True))
    assert list(rows[0]) == HEADINGS
    assert [row[0] for row in rows[1:]] == [1, 2]
    cell = book["全部问题"]["E2"]
    assert (cell.value, cell.data_type) == (EVIL, "s")
    one = run_export(replace(request_, format=ExportFormat.XLSX, department="办公室"), tmp_path)
    assert load_workbook(io.BytesIO(one.content)).sheetnames == ["全部问题"]


def test_html_is_one_safe_page(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path}/x.db")
    made = audit("r", [finding("x", text="<script>alert(1)</script>")])
    save_audit(engine, made, tmp_path / "s", "1")
    page = run_export(
        ExportRequest(format=ExportFormat.HTML, database=f"sqlite:///{tmp_path}/x.db"), tmp_path
    ).content.decode()
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert '<a href="http://a.example/x">' in page
    assert all(f'<th scope="col">{heading}</th>' in page for heading in HEADINGS)


def test_file_names_sort_and_are_safe(request_: ExportRequest, tmp_path: Path) -> None:
    def name(**changes: str) -> str:
        return run_export(replace(request_, **changes), tmp_path).file_name

    assert name() == "2026-11-22_全部单位_问题清单.json"
    assert name(unit="a", department="宣传/科") == "2026-11-22_a局_宣传科_问题清单.json"


@pytest.mark.parametrize(
    ("changes", "kind", "said"),
    [
        ({"unit": "none"}, UsageError, "还没有检查过"),
        ({"run": "none"}, StorageError, "没有运行"),
        ({"run": "new", "unit": "b"}, UsageError, "是单位 a 的"),
        ({"indicator": "9.9"}, UsageError, "没有指标"),
        ({"format": ExportFormat.DOCX}, UsageError, "还不能导出 docx"),
    ],
)
def test_wrong_use(
    request_: ExportRequest, tmp_path: Path, changes: dict[str, str], kind: type[XunjianError], said: str
) -> None:
    with pytest.raises(kind, match=said) as caught:
        run_export(replace(request_, **changes), tmp_path)
    assert caught.value.exit_code == 2


def test_an_empty_database_and_a_wrong_file(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path}/x.db"
    with pytest.raises(UsageError, match="还没有检查结果"):
        run_export(ExportRequest(database=address), tmp_path)
    (tmp_path / "audit.json").write_text("{}")
    with pytest.raises(UsageError, match="不是检查结果"):
        run_export(ExportRequest(run=str(tmp_path), database=address), tmp_path)


def call(*line: str) -> int:
    app = typer.Typer()
    app.command()(export)
    return guarded(lambda: app(list(line), standalone_mode=False))


def test_the_verb_writes_a_file_and_warns(
    request_: ExportRequest, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert call("--database", str(request_.database), "--out", str(out)) == 0
    printed = capsys.readouterr()
    assert (out / "2026-11-22_全部单位_问题清单.xlsx").is_file()
    assert printed.out.startswith("2 个问题：")
    assert "other 未完成（到了时间上限）" in printed.err


def test_the_verb_writes_to_standard_output(
    request_: ExportRequest, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    address = str(request_.database)
    assert call("--database", address, "--format", "json", "--out", "-") == 0
    assert len(json.loads(capfdbinary.readouterr().out)) == 2
    assert call("--database", address, "--out", "-") == 2
    assert call("--database", address, "--format", "docx") == 2
