"""Prints the result of an audit on standard output."""

import sys
from typing import TYPE_CHECKING

from xunjian.cli.options import OutputFormat

if TYPE_CHECKING:
    from xunjian.app.outputs import AuditResult


def show_result(result: "AuditResult", format: OutputFormat) -> None:
    """The score sheet for people, or audit.json for programs."""
    from xunjian.model.audit import dump_audit
    from xunjian.reports.terminal import print_score_sheet

    if format is OutputFormat.JSON:
        sys.stdout.write(dump_audit(result.audit))
    else:
        print_score_sheet(result.audit, result.paths.files)
