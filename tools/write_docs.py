"""Writes what is generated in docs/: command reference, keys of packs, the pages of checks and of packs;
and the schema of packs in config/.

.venv/bin/python tools/write_docs.py [FOLDER]
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import typer

from xunjian.cli.help import default_of, is_option, paragraphs, written

ROOT = Path(__file__).resolve().parent.parent
HEAD = """# 命令参考

本页由 `make docs` 从程序生成，请勿手工修改。先看 [开始](start.md)；退出状态和输出格式的约定见文末。

"""
FOOT = """## 通用约定

- 标准输出只放结果（`--format text|json`），进度和日志写到标准错误；在终端上是进度条，其他场合是普通的行。
- 用法或配置不对时退出状态为 2，标准错误上有一行说明，不会出现程序的调用栈。
- `audit`、`score`：0 全部符合，1 有不符合项，2 用法或配置不对，3 没有做完（不可访问、被中断、被拦截），
  已看到的内容保留。
- `sweep`：0 全部单位做完，3 有单位没有做完，2 同上。
- 环境变量：`XUNJIAN_DATABASE_URL` 数据库地址，`XUNJIAN_HOME` 数据文件夹，`XUNJIAN_BROWSER` 浏览器路径，
  `XUNJIAN_FIREFOX` 第二种浏览器（Firefox）的路径，`0` 表示不用，
  `XUNJIAN_CONTACT` 写进请求头的联系方式（网址或邮箱）。
"""


def commands() -> Iterator[tuple[str, object]]:
    """Every verb with its full name, groups opened."""
    from xunjian.cli.verbs import app

    yield from walk("xunjian", typer.main.get_command(app))


def walk(name: str, command: object) -> Iterator[tuple[str, object]]:
    below = getattr(command, "commands", None)
    if below is None:
        yield name, command
        return
    for part, child in below.items():
        yield from walk(f"{name} {part}", child)


def parameters(command: object) -> list[object]:
    return [param for param in getattr(command, "params", []) if "--help" not in param.opts]


def reference() -> str:
    """The whole page."""
    return HEAD + "\n".join(section(name, command) for name, command in commands()) + "\n" + FOOT


def section(name: str, command: object) -> str:
    """One verb: usage, what it does, its arguments and options."""
    params = parameters(command)
    usage = " ".join([name, *(written(param) for param in params if not is_option(param))])
    lines = [f"## `{usage}`", "", "\n\n".join(paragraphs(getattr(command, "help", "") or "")), ""]
    if params:
        lines += ["| 参数 | 含义 | 默认 |", "|---|---|---|", *(row(param) for param in params), ""]
    return "\n".join(lines)


def row(param: object) -> str:
    """One line of the table."""
    cells = (f"`{written(param)}`", getattr(param, "help", "") or "", default_of(param))
    return "| " + " | ".join(cell.replace("|", "\\|").replace("<", "&lt;") for cell in cells) + " |"


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs"
    (folder / "cli.md").write_text(reference(), "utf-8")
    from xunjian.app.pack_keys import with_tables
    from xunjian.packs.form import schema_text

    if len(sys.argv) == 1:
        (ROOT / "config/pack.schema.json").write_text(schema_text(), "utf-8")
    page = (ROOT / "docs/write-a-pack.md").read_text("utf-8")
    (folder / "write-a-pack.md").write_text(with_tables(page), "utf-8")
    from xunjian.app.check_docs import own_checks, write_pages

    write_pages(own_checks(), folder / "checks")
    from xunjian.app.pack_docs import write_pages as write_pack_pages

    write_pack_pages(folder / "packs", ROOT / "docs/packs/notes")


if __name__ == "__main__":
    main()
