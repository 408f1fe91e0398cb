"""Prints the result of an audit on standard output, and what is to be said beside one on the other."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from xunjian.cli.options import OutputFormat

if TYPE_CHECKING:
    from xunjian.app.outputs import AuditResult


def show_result(result: "AuditResult", format: OutputFormat) -> None:
    """The score sheet for people, or audit.json for programs; why it is unfinished, on standard error."""
    from xunjian.model.audit import dump_audit
    from xunjian.reports.terminal import print_score_sheet

    with readers_may_leave():
        if format is OutputFormat.JSON:
            sys.stdout.write(dump_audit(result.audit))
        else:
            print_score_sheet(result.audit, result.paths.files)
    say_beside(*result.notes, result.audit.pack.warning)
    run = result.audit.run
    if not run.complete:
        say_beside(f"检查未完成：{run.incomplete_reason}。已采集的内容已保留。")


def say_beside(*notes: str | None) -> None:
    """What a result does not hold and must be known with it, on standard error; empty ones say nothing."""
    for note in filter(None, notes):
        print(f"巡检：{note}", file=sys.stderr)


@contextmanager
def readers_may_leave() -> Iterator[None]:
    """Write a result: that its reader has gone (`| head -1`) changes nothing of the exit status."""
    try:
        yield
        sys.stdout.flush()
    except (BrokenPipeError, SystemExit):  # rich makes the second of the first
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
