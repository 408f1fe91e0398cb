"""The one error handler: expected faults become one clear line, the rest a report, never a traceback."""

import contextlib
import logging
import platform
import re
import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path

from typer.exceptions import Abort, Exit, TyperException

from xunjian import __version__
from xunjian.errors import XunjianError

_log = logging.getLogger(__name__)

UNEXPECTED = 3
INTERRUPTED = 3
_TYPER_INTERRUPTED = 130
"""What typer gives back after a KeyboardInterrupt; no verb of ours ends with it."""


def guarded(run: Callable[[], int | None]) -> int:
    """Run the command line and give its exit status."""
    try:
        status = run() or 0
        return _interrupted() if status == _TYPER_INTERRUPTED else status
    except XunjianError as error:
        _say(error.message, error.hint)
        return error.exit_code
    except Exit as error:
        return error.exit_code
    except SystemExit:  # typer's and rich's word for a reader that has gone
        return 0
    except TyperException as error:
        _say(*_in_words(error))
        return 2
    except (KeyboardInterrupt, Abort):
        return _interrupted()
    except BrokenPipeError:
        with contextlib.suppress(OSError):
            sys.stdout.close()
        return 0
    except Exception as error:  # noqa: BLE001 - the edge: nothing ends in a traceback
        _say(
            f"程序出错：{type(error).__name__}。这是程序的问题，不是网站的问题。",
            f"详情写在 {_write_report(error)}，反馈时请附上。",
        )
        return UNEXPECTED


def _interrupted() -> int:
    _say("已中断。")
    return INTERRUPTED


def _say(message: str, hint: str = "") -> None:
    line = " ".join(f"{message}{hint}".split())
    print(f"巡检：{line}", file=sys.stderr)


def _in_words(error: TyperException) -> tuple[str, str]:
    """Typer's own faults, in Chinese. Told apart by name: their classes are private to typer."""
    kind = type(error).__name__
    help_hint = "用 --help 查看用法。"
    if kind == "NoSuchOption":
        near = getattr(error, "possibilities", None) or ()
        hint = f"是否要写 {'、'.join(sorted(near))}?" if near else help_hint
        return f"不认识选项“{getattr(error, 'option_name', '')}”。", hint
    param = getattr(error, "param", None)
    shown = _shown(param)
    if kind == "MissingParameter":
        return f"缺少参数 {shown}。", help_hint
    if kind == "BadParameter":
        return f"{shown} 的值不对：{_bad_value(str(getattr(error, 'message', '')))}。", help_hint
    if kind == "BadOptionUsage":
        return f"选项“{getattr(error, 'option_name', '')}”后面缺少值。", help_hint
    if kind == "NoArgsIsHelpError":
        return "缺少命令。", help_hint
    message = str(getattr(error, "message", error))
    unknown = re.search(r"No such command '([^']*)'", message)
    if unknown:
        return f"没有命令“{unknown[1]}”。", help_hint
    extra = re.search(r"unexpected extra arguments? \((.*)\)", message)
    if extra:
        return f"多余的参数：{extra[1]}。", help_hint
    return f"命令写得不对：{message}。", help_hint


_VALUES = (
    (r"greater than or equal to ([\d.]+)", "应不小于 {}"),
    (r"less than or equal to ([\d.]+)", "应不大于 {}"),
    (r"x>=([\d.]+)", "应不小于 {}"),
    (r"([\d.]+)<=x<=([\d.]+)", "应在 {} 到 {} 之间"),
    (r"valid integer", "应为整数"),
    (r"valid (?:number|float)", "应为数字"),
    (r"is not one of (.*)", "可写 {}"),
)


def _bad_value(message: str) -> str:
    for pattern, words in _VALUES:
        found = re.search(pattern, message)
        if found:
            return words.format(*found.groups()).rstrip(".")
    return message.rstrip(".")


def _shown(param: object) -> str:
    names = [name for name in getattr(param, "opts", []) if isinstance(name, str)]
    label = getattr(param, "metavar", None)
    return names[-1] if names and names[-1].startswith("-") else str(label or (names[-1] if names else ""))


def _write_report(error: Exception) -> Path:
    text = "".join(traceback.format_exception(error))
    head = f"xunjian {__version__} · Python {platform.python_version()} · {platform.platform()}\n\n"
    with tempfile.NamedTemporaryFile(
        "w", prefix="xunjian-error-", suffix=".txt", delete=False, encoding="utf-8"
    ) as report:
        report.write(head + text)
    return Path(report.name)
