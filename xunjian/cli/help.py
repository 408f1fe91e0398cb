"""`--help`, in Chinese: usage, what a verb does, its arguments, options and commands.

The library's own frame is English and cuts what does not fit; here nothing is cut.
"""

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from typing import Protocol

import typer
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text
from typer.core import TyperCommand, TyperGroup

from xunjian.cli.options import LARGEST_NUMBER
from xunjian.wrapped import WIDEST, wrap

_INDENT = 2
_WIDEST_NAME = 24
"""Columns; the words of what is longer stand below it."""
_HELP = "--help"
Pair = tuple[str, str]
"""What is written, and what it means."""


class _Context(Protocol):
    """What is asked of the library's context."""

    @property
    def command_path(self) -> str: ...


class Command(TyperCommand):
    """A verb that explains itself in Chinese."""

    def format_help(self, ctx: _Context, formatter: object) -> None:
        _print_help(self, ctx)


class Group(TyperGroup):
    """A group of verbs that explains itself in Chinese."""

    def format_help(self, ctx: _Context, formatter: object) -> None:
        _print_help(self, ctx)


def speak_chinese(app: typer.Typer) -> None:
    """Have every command of an app, and of the groups below it, explain itself in Chinese."""
    app.info.cls = Group
    for command in app.registered_commands:
        command.cls = Command
    for group in app.registered_groups:
        if group.typer_instance is not None:
            speak_chinese(group.typer_instance)


def paragraphs(text: str) -> list[str]:
    """A docstring by paragraphs, their lines joined; a form feed ends what is shown."""
    blocks = text.split("\f")[0].strip().split("\n\n")
    return ["".join(line.strip() for line in block.splitlines()) for block in blocks]


def is_option(param: object) -> bool:
    return any(name.startswith("-") for name in getattr(param, "opts", ()))


def written(param: object) -> str:
    """How a parameter is written on the command line."""
    label = getattr(param, "metavar", None) or "数值"
    if not is_option(param):
        return label if getattr(param, "required", False) else f"[{label}]"
    names = ", ".join([*getattr(param, "opts", ()), *getattr(param, "secondary_opts", ())])
    if getattr(param, "is_flag", False):
        return names
    return f"{names} {'|'.join(choices(param)) or label}"


def choices(param: object) -> tuple[str, ...]:
    """The words that an option takes, where it takes no others."""
    kind = getattr(getattr(param, "type_descriptor", None), "annotation", None)
    if not isinstance(kind, type) or not issubclass(kind, Enum):
        return ()
    return tuple(str(each.value) for each in kind)


def default_of(param: object) -> str:
    """What holds where nothing is written; empty where that needs no words."""
    default = getattr(param, "default", None)
    if default is None or default is False or callable(default):
        return ""
    return str(default.value if isinstance(default, Enum) else default)


def meaning(param: object) -> str:
    """What a parameter means, what it may be, and what holds where it is left out."""
    if _HELP in getattr(param, "opts", ()):
        return "显示这段说明。"
    parts = [getattr(param, "help", None) or ""]
    if getattr(param, "required", False):
        parts.append("必须写。")
    parts.append(_limits(getattr(param, "min", None), getattr(param, "max", None)))
    if default := default_of(param):
        parts.append(f"默认 {default}。")
    if variable := getattr(param, "envvar", None):
        names = [variable] if isinstance(variable, str) else variable
        parts.append(f"也可用环境变量 {'、'.join(names)}。")
    return "".join(parts)


def _limits(least: float | None, most: float | None) -> str:
    if most is not None and most >= LARGEST_NUMBER:
        most = None
    if least is None and most is None:
        return ""
    if least is None or most is None:
        return f"不大于 {most:g}。" if least is None else f"不小于 {least:g}。"
    return f"从 {least:g} 到 {most:g}。"


def _print_help(command: TyperCommand | TyperGroup, ctx: _Context) -> None:
    console = Console(highlight=False)
    for line in _lines(command, ctx, min(WIDEST, console.width)):
        console.print(line, soft_wrap=True)


def _lines(command: TyperCommand | TyperGroup, ctx: _Context, width: int) -> Iterator[Text]:
    # The context's own type is private to the library.
    params: Sequence[object] = command.get_params(ctx)  # type: ignore[arg-type]
    arguments = [param for param in params if not is_option(param)]
    options = [param for param in params if is_option(param)]
    verbs = command.commands if isinstance(command, TyperGroup) else {}
    usage = [ctx.command_path, "[选项]", *map(written, arguments), *(["命令 …"] if verbs else [])]
    yield Text(f"用法：{' '.join(usage)}")
    for paragraph in paragraphs(command.help or ""):
        yield Text()
        yield from map(Text, wrap(paragraph, width))
    sections: Iterable[tuple[str, Iterable[Pair]]] = (
        ("参数", ((written(each).strip("[]"), meaning(each)) for each in arguments)),
        ("选项", ((written(each), meaning(each)) for each in options)),
        ("命令", ((name, paragraphs(each.help or "")[0]) for name, each in verbs.items() if not each.hidden)),
    )
    for title, pairs in sections:
        yield from _section(title, list(pairs), width)


def _section(title: str, pairs: Sequence[Pair], width: int) -> Iterator[Text]:
    """A title, and below it the names with their meanings beside them."""
    if not pairs:
        return
    yield Text()
    yield Text(title, style="bold")
    column = min(max(cell_len(name) for name, _ in pairs), _WIDEST_NAME)
    beside = _INDENT + column + _INDENT
    for name, text in pairs:
        lines = wrap(text, width - beside)
        head = Text(" " * _INDENT).append(name, style="cyan")
        if cell_len(name) <= column:
            head.append(" " * (beside - _INDENT - cell_len(name)) + lines.pop(0))
        yield head
        yield from (Text(" " * beside + line) for line in lines)
