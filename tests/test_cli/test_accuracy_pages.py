"""`xunjian accuracy --pages` without the labelled pages: one clear line, status 2, nothing written."""

import subprocess
import sys
from pathlib import Path


def _run(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "xunjian", "accuracy", "--pages", str(folder)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, cwd=Path(__file__).parents[2])


def test_a_folder_that_is_not_there_is_said_in_one_line(tmp_path: Path) -> None:
    done = _run(tmp_path / "没有")
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert f"没有找到标注网页的文件夹：{tmp_path / '没有'}。" in done.stderr


def test_a_folder_without_labels_is_said_in_one_line(tmp_path: Path) -> None:
    done = _run(tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "labels.jsonl" in done.stderr
