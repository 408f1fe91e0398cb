"""`--help` of every command: Chinese throughout, whole, and no wider than the terminal."""

import re
from collections.abc import Iterator

import pytest
import typer
from rich.cells import cell_len

from xunjian.cli.errors import guarded
from xunjian.cli.help import is_option, meaning, written
from xunjian.cli.verbs import app

_FRAME = re.compile(
    r"usage|options?\b|arguments?\b|commands?\b|show this|default|required|env var|error|<[a-z ]+>|…│|range",
    re.IGNORECASE,
)
_CHINESE = re.compile("[\u3000-\u9fff]")


def commands(command: object, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], object]]:
    """Every command, groups too, with the words that lead to it."""
    yield path, command
    for name, child in getattr(command, "commands", {}).items():
        yield from commands(child, (*path, name))


ALL = dict(commands(typer.main.get_command(app)))


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = guarded(lambda: app(list(arguments), standalone_mode=False, prog_name="xunjian"))
    return status, *capsys.readouterr()


def test_all_are_found() -> None:
    assert {(), ("audit",), ("pack", "coverage"), ("review", "cases"), ("db", "upgrade")} <= ALL.keys()


@pytest.mark.parametrize("width", [80, 60])
@pytest.mark.parametrize("path", ALL, ids=lambda path: " ".join(path) or "xunjian")
def test_the_help_of_every_command(
    path: tuple[str, ...], width: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    status, out, err = said(capsys, *path, "--help")
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert lines[0].startswith(f"用法：{' '.join(('xunjian', *path))} ")
    wide = [line for line in lines[1:] if cell_len(line) > width]
    assert not [line for line in wide if " " in line.strip()], "what can be broken is"
    ours = re.sub(r"--[\w-]+", "", out)
    assert not _FRAME.search(ours), _FRAME.search(ours)
    whole = re.sub(r"\s+", "", out)
    for param in getattr(ALL[path], "params", []):
        assert re.sub(r"\s+", "", written(param).strip("[]")) in whole
        assert re.sub(r"\s+", "", meaning(param)) in whole, "nothing is cut"
        assert _CHINESE.search(param.help or ""), written(param)
    for name, child in getattr(ALL[path], "commands", {}).items():
        assert name in out
        assert _CHINESE.search(child.help), name


@pytest.mark.parametrize("path", ALL, ids=lambda path: " ".join(path) or "xunjian")
def test_wrong_use_of_every_command(path: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    """An option that there is not; what must be written and is not."""
    status, out, err = said(capsys, *path, "--zzz")
    assert (status, out) == (2, "")
    usage = f"用 {' '.join(('xunjian', *path))} --help 查看用法。"
    assert err == f"巡检：不认识选项“--zzz”。{usage}\n"
    needed = [param for param in getattr(ALL[path], "params", []) if getattr(param, "required", False)]
    if needed:
        status, _, err = said(capsys, *path)
        first = needed[0]
        assert status == 2
        assert f"缺少参数 {first.opts[-1] if is_option(first) else first.metavar}。" in err
    elif path and hasattr(ALL[path], "commands"):
        status, _, err = said(capsys, *path)
        assert (status, "缺少命令。" in err) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("audti",), "没有命令“audti”。是否要写 audit？"),
        (("pack", "lst"), "没有命令“lst”。是否要写 list？"),
        (("--verbose",), "缺少命令。"),
        (("audit", "x", "--pakc", "core"), "不认识选项“--pakc”。是否要写 --pack？"),
        (("audit", "x", "y", "z"), "多余的参数：y z。"),
        (("audit", "x", "--no-browser=yes"), "选项“--no-browser”后面不写值。"),
        (("audit", "x", "--out"), "选项“--out”后面缺少值。"),
        (("audit", "x", "--format", "xml"), "--format 的值不对：可写 text、json。"),
        (("audit", "x", "--seed", "1.5"), "--seed 的值不对：应为整数。"),
        (("audit", "x", "--delay", "nan"), "--delay 的值不对：应不小于 0。"),
        (("audit", "x", "--concurrency", "99"), "--concurrency 的值不对：应不大于 64。"),
        (("newmedia", "import", "x", "--until", "明天"), "--until 的值不对：应写作 2026-11-21。"),
        (("review", "end", "9" * 30, "--by", "甲"), "标记号 的值不对：应不大于"),
    ],
)
def test_faults_of_use_are_told_in_chinese(
    arguments: tuple[str, ...], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = said(capsys, *arguments)
    assert (status, out) == (2, "")
    assert words in err
    assert err.count("\n") == 1


def test_limits_and_defaults_are_told() -> None:
    options = {written(param): meaning(param) for param in getattr(ALL["audit",], "params", [])}
    assert options["--concurrency 数值"].endswith("从 1 到 64。默认 4。")
    assert options["--max-pages 数值"].endswith("不小于 1。默认 5000。")
    assert options["--format text|json"].endswith("默认 text。")
    assert options["--database 地址"].endswith("也可用环境变量 XUNJIAN_DATABASE_URL。")
    assert options["目标"].endswith("必须写。")
