"""Prints the result of an audit on standard output."""

import sys

from xunjian.app.outputs import AuditResult
from xunjian.cli.options import OutputFormat
from xunjian.model.audit import dump_audit
from xunjian.reports.terminal import print_score_sheet


def show_result(result: AuditResult, format: OutputFormat) -> None:
    """The score sheet for people, or audit.json for programs."""
    if format is OutputFormat.JSON:
        sys.stdout.write(dump_audit(result.audit))
    else:
        print_score_sheet(result.audit, result.paths.files)
