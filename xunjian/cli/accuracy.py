"""`xunjian accuracy`: precision and recall of every check, and of every field read on labelled pages."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

PagesOption = Annotated[
    Path | None,
    typer.Option(
        "--pages", metavar="文件夹", help="带人工标注的网页（labels.jsonl）所在的文件夹，另测读页的准确率。"
    ),
]
ReportsOption = Annotated[
    Path | None,
    typer.Option(
        "--reports",
        metavar="文件夹",
        help="只核对这个文件夹里的年度报告文件（txt、html、docx、pdf 等），列出数字不符之处，不测网站。",
    ),
]


def accuracy(pages: PagesOption = None, reports: ReportsOption = None) -> None:
    """用随程序附带的虚构网站测每项检查的查准率和查全率；在源码目录中运行时写入 docs/accuracy.md。"""
    from xunjian.app.accuracy import CaseResult, figures, measure
    from xunjian.app.accuracy_pages import measure_pages
    from xunjian.app.accuracy_record import checkout_docs
    from xunjian.app.accuracy_report import write_report
    from xunjian.app.accuracy_rows import CHECK_HEAD, PAGE_HEAD, check_rows, page_rows, shortfalls
    from xunjian.errors import ConfigError
    from xunjian.testing.portals.cases import NAMES

    if reports is not None:
        _reports(reports)
        return
    if pages is not None and not pages.is_dir():
        raise ConfigError(
            f"没有找到标注网页的文件夹：{pages}。", "不带 --pages 也可以运行，只测各项检查，不测读页。"
        )
    read = measure_pages(pages) if pages is not None else None
    done: list[str] = []

    def tell(result: CaseResult) -> None:
        done.append(result.case)
        sys.stderr.write(f"[{len(done)}/{len(NAMES)}] {result.case}：{result.pages} 页\n")

    results = measure(NAMES, tell)
    console = Console(width=100, soft_wrap=False)
    _print(console, CHECK_HEAD, check_rows(figures(results), intervals=False))
    wrong = list(shortfalls(results))
    for line in wrong:
        console.print(line, markup=False, highlight=False, soft_wrap=True)
    if read is not None:
        _print(console, PAGE_HEAD, page_rows(read, intervals=False))
    docs = checkout_docs()
    if docs is not None:
        console.print(
            f"已写入 {write_report(docs, results, read)}", markup=False, highlight=False, soft_wrap=True
        )


def _reports(folder: Path) -> None:
    """What the annual reports of a folder say, and where they contradict themselves."""
    from xunjian.app.accuracy_reports import REPORT_HEAD, measure_reports, report_faults, report_rows
    from xunjian.errors import ConfigError

    if not folder.is_dir():
        raise ConfigError(f"没有找到年度报告所在的文件夹：{folder}。", "请给出存放报告文件的文件夹。")
    found = measure_reports(folder)
    console = Console(width=100, soft_wrap=False)
    _print(console, REPORT_HEAD, report_rows(found))
    for line in report_faults(found):
        console.print(line, markup=False, highlight=False, soft_wrap=True)
    faults = sum(len(each.faults) for each in found)
    console.print(f"共 {len(found)} 份报告，{faults} 处不符。", highlight=False)


def _print(console: Console, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    table = Table(box=SIMPLE_HEAD)
    for number, name in enumerate(head):
        table.add_column(name, justify="left" if number == 0 else "right", no_wrap=True)
    for row in rows:
        table.add_row(*row)
    console.print(table)
