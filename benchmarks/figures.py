"""Writes what a benchmark found into docs/benchmarks.md, between the markers of its name."""

import os
import platform
import re
from datetime import date
from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"


def machine() -> str:
    """What the figures were taken on, in one line."""
    today = date.today().isoformat()
    system, python = f"{platform.system()} {platform.machine()}", platform.python_version()
    return f"{today}，{os.cpu_count()} 核，{system}，Python {python}"


def record(name: str, text: str, page: Path = PAGE) -> None:
    """Replaces the text between `<!-- name:begin -->` and its end. Exits where there are none."""
    begin, end = f"<!-- {name}:begin -->", f"<!-- {name}:end -->"
    old = page.read_text("utf-8")
    new, count = re.subn(
        f"{re.escape(begin)}.*?{re.escape(end)}",
        lambda _: f"{begin}\n{text.strip()}\n{end}",
        old,
        flags=re.DOTALL,
    )
    if count != 1:
        raise SystemExit(f"{page.name} 中缺少标记 {begin}。")
    page.write_text(new, "utf-8")
