"""`xunjian inspect`: what the auditor reads off one page."""

import json
import sys
from typing import Annotated

import typer

from xunjian.cli.options import AllowPrivateOption

TargetArgument = Annotated[
    str, typer.Argument(metavar="文件或网址", help="网页文件，或以 http:// 或 https:// 开头的网址。")
]
BaseUrlOption = Annotated[
    str | None, typer.Option("--base-url", metavar="网址", help="文件原来的网址，用来补全页面里的相对地址。")
]
ExplainOption = Annotated[bool, typer.Option("--explain", help="同时说明每个值是从哪里读到的。")]


def inspect(
    target: TargetArgument,
    base_url: BaseUrlOption = None,
    explain: ExplainOption = False,
    allow_private: AllowPrivateOption = False,
) -> None:
    """读一个网页，把读到的内容以 JSON 输出：类型、标题、日期、条目、导航、页脚、标签、链接。"""
    from xunjian.app.inspect import inspect_page

    result = inspect_page(target, base_url, allow_private=allow_private, explain=explain)
    # As bytes: a terminal of another encoding must not end in an error.
    text = json.dumps(result, ensure_ascii=False, indent=2) + "\n"
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.flush()
