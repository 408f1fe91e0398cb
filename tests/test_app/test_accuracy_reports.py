"""`xunjian accuracy --reports`: every report of every file, and no fault that is not there."""

import subprocess
import sys
from pathlib import Path

import pytest

from xunjian.app.accuracy_reports import measure_reports, report_faults
from xunjian.testing.annual_reports import Report, blocks, change, html_report, make_report, text_lines
from xunjian.testing.documents import docx_of, pdf_of

NOW = make_report(2025, 3)
ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT.parent / "shared" / "seeds"


def page(report: Report) -> bytes:
    title = f"<h1>云江县{report.year}年政府信息公开工作年度报告</h1>"
    return f"<html><body>{title}{html_report(report)}</body></html>".encode()


def test_files_of_all_kinds_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(page(NOW))
    (tmp_path / "b.docx").write_bytes(docx_of(blocks(change(NOW, 2, 0, 4))))
    (tmp_path / "c.pdf").write_bytes(pdf_of([text_lines(NOW)]))
    (tmp_path / "d.txt").write_bytes("与年度报告无关的文字。".encode())
    found = measure_reports(tmp_path)
    assert [(each.file, len(each.faults)) for each in found] == [("a.html", 0), ("b.docx", 2), ("c.pdf", 0)]
    assert all("左边" in line and "右边" in line for line in report_faults(found))


def test_several_reports_in_one_text(tmp_path: Path) -> None:
    texts = ("云江县2018年政府信息公开工作年度报告。", "受理申请80件，比2017年的100件下降了25%。",
             "清溪縣2020年政府信息公開工作年度報告", "受理申請80件，比2019年的100件下降了20%。")  # fmt: skip
    (tmp_path / "several.txt").write_bytes("\n".join(texts).encode())
    found = measure_reports(tmp_path)
    assert [(each.year, len(each.read.comparisons), len(each.faults)) for each in found] == [
        (2018, 1, 1),
        (2020, 1, 0),
    ]


def _run(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "xunjian", "accuracy", "--reports", str(folder)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, cwd=ROOT)


def test_the_command_says_both_sides_and_how_many(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(page(change(NOW, 2, 0, 4)))
    done = _run(tmp_path)
    assert done.returncode == 0
    assert f"“（一）予以公开”行“自然人”列 {NOW.applications[2][0] + 4}" in done.stdout
    assert "共 1 份报告，2 处不符" in done.stdout


def test_a_folder_that_is_not_there_is_said_in_one_line(tmp_path: Path) -> None:
    done = _run(tmp_path / "没有")
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the folder of seeds is not beside this checkout")
def test_known_reports_give_the_known_faults_and_no_other() -> None:
    found = {each.title[:3] + str(each.year): each for each in measure_reports(SEEDS)}
    faults = {
        name: sorted(fault.rule for fault in each.faults) for name, each in found.items() if each.faults
    }
    assert sorted(faults.values()) == [["分类合计", "前后一致"], ["占比"], ["增减幅度"]]
    assert max(each.read.figures for each in found.values()) == 161 + 15 + 22


@pytest.mark.parametrize("broken", [b"", b"%PDF-1.4", b"PK\x03\x04"])
def test_files_that_cannot_be_read_are_no_reports(tmp_path: Path, broken: bytes) -> None:
    (tmp_path / "x.pdf").write_bytes(broken)
    assert measure_reports(tmp_path) == []
