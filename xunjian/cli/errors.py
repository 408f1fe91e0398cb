"""The one error handler: expected faults become one clear line, the rest a report, never a traceback."""

import contextlib
import logging
import platform
import re
import sys
import tempfile
import traceback
from collections.abc import Callable, Sequence
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
    """Typer's own faults in Chinese, and what helps. Told apart by name: their classes are private to it."""
    usage = f"用 {getattr(getattr(error, 'ctx', None), 'command_path', '')} --help 查看用法。".replace(
        "  ", " "
    )
    message = str(getattr(error, "message", error))
    option = getattr(error, "option_name", "")
    shown = _shown(getattr(error, "param", None))
    match type(error).__name__:
        case "NoSuchOption":
            return f"不认识选项“{option}”。", _nearest(getattr(error, "possibilities", None) or ()) or usage
        case "MissingParameter":
            return f"缺少参数 {shown}。", usage
        case "BadParameter":
            return f"{shown} 的值不对{_bad_value(message)}。", usage
        case "BadOptionUsage" if "does not take a value" in message:
            return f"选项“{option}”后面不写值。", usage
        case "BadOptionUsage":
            return f"选项“{option}”后面缺少值。", usage
        case "NoArgsIsHelpError":
            return "缺少命令。", usage
    if "Missing command" in message:
        return "缺少命令。", usage
    unknown = re.search(r"No such command '([^']*)'", message)
    if unknown:
        return f"没有命令“{unknown[1]}”。", _nearest(
            re.findall(r"'([^']*)'", message[unknown.end() :])
        ) or usage
    extra = re.search(r"unexpected extra arguments?(?:\(s\))? \((.*)\)", message)
    if extra:
        return f"多余的参数：{extra[1]}。", usage
    _log.info("%s: %s", type(error).__name__, message)
    return "命令写得不对。", usage


def _nearest(words: Sequence[str]) -> str:
    return f"是否要写 {'、'.join(sorted(words))}？" if words else ""


_VALUES = (
    (r"greater than or equal to ([\d.]+)", "应不小于 {}"),
    (r"less than or equal to ([\d.]+)", "应不大于 {}"),
    (r"x>=([\d.]+)", "应不小于 {}"),
    (r"([\d.]+)<=x<=([\d.]+)", "应在 {} 到 {} 之间"),
    (r"valid integer|whole number", "应为整数"),
    (r"valid (?:number|float)|finite number", "应为数字"),
    (r"does not match the formats?.*%Y-%m-%d", "应写作 2026-11-21"),
    (r"is not one of (.*)", "可写 {}"),
)


def _bad_value(message: str) -> str:
    """What it should be, after a colon; nothing where that is not known."""
    for pattern, words in _VALUES:
        found = re.search(pattern, message)
        if found:
            said = (part.rstrip(".").replace("', '", "、").strip("'") for part in found.groups())
            return f"：{words.format(*said)}"
    _log.info("bad value: %s", message)
    return ""


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
