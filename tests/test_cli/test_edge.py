"""The edge: every fault is one clear Chinese line on standard error, with the right exit status."""

import pytest
import typer
from typer.exceptions import Exit

from xunjian.cli.errors import guarded
from xunjian.cli.verbs import app
from xunjian.errors import CollectError, UsageError


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = guarded(lambda: app(list(arguments), standalone_mode=False))
    out, err = capsys.readouterr()
    return status, out, err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("audit", "--pakc", "core", "x"), "--pack"),
        (("audit",), "目标"),
        (("audti", "x"), "audti"),
        (("audit", "example.gov.cn", "--seed", "一"), "整数"),
        (("audit", "example.gov.cn", "--delay", "快"), "数字"),
        (("audit", "example.gov.cn", "--max-pages", "0"), "不小于"),
        (("audit", "example.gov.cn", "--pack"), "--pack"),
        (("audit", "example.gov.cn", "--pack", "nope"), "core"),
        (("audit", "example.gov.cn", "--as-of", "昨天"), "2026-11-21"),
        (("audit", "example.gov.cn", "--resolve", "x"), "--resolve"),
        (("audit", "example.gov.cn", "--resolve", "example.gov.cn:http=203.0.113.5"), "--resolve"),
        (("audit", "example.gov.cn", "--resolve", "example.gov.cn=203.0.113.5:99999"), "--resolve"),
        (("audit", "http://a b/"), "网址"),
        (("audit", "example.gov.cn", "--unit-type", "village"), "department"),
        (("audit", "http://127.0.0.1:9/"), "--allow-private"),
        (("audit", "qx-gvo"), "unit list"),
        (("audit", "a.cn", "b.cn"), "b.cn"),
        (("score", "no-such-run"), "no-such-run"),
        (("pack", "show", "nope"), "nope"),
        (("audit", "example.gov.cn", "--format", "xml"), "json"),
    ],
)
def test_wrong_use_is_one_line_and_two(
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    words: str,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("XUNJIAN_HOME", str(tmp_path_factory.mktemp("home")))
    monkeypatch.chdir(tmp_path_factory.mktemp("cwd"))
    status, out, err = run(capsys, *arguments)
    assert status == 2
    assert out == ""
    assert err.count("\n") == 1
    assert words in err
    assert err.startswith("巡检：")


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (UsageError("不对。"), 2),
        (CollectError("没采完。"), 3),
        (KeyboardInterrupt(), 3),
        (Exit(1), 1),
        (ZeroDivisionError(), 3),
    ],
)
def test_each_kind_of_end_has_its_status(
    capsys: pytest.CaptureFixture[str], error: BaseException, status: int
) -> None:
    def fail() -> int:
        raise error

    assert guarded(fail) == status
    assert "Traceback" not in capsys.readouterr().err


def test_help_and_version_are_no_errors(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "--version")[0] == 0
    status, out, _ = run(capsys, "audit", "--help")
    assert status == 0
    assert "--allow-private" in out


def test_a_verb_that_is_interrupted_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    """Typer gives back 130 of its own accord, without a word."""
    interrupted = typer.Typer()

    @interrupted.command()
    def verb() -> None:
        raise KeyboardInterrupt

    assert guarded(lambda: interrupted([], standalone_mode=False)) == 3
    assert capsys.readouterr().err == "巡检：已中断。\n"
