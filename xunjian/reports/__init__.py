"""What people read: the score sheet, the HTML report, the sheets. Made of an audit, nothing else."""

from xunjian.reports.evidence import EvidenceStore
from xunjian.reports.rows import FailingRow, failing_rows, review_rows
from xunjian.reports.terminal import print_score_sheet
from xunjian.reports.write import ReportPaths, write_reports

__all__ = [
    "EvidenceStore",
    "FailingRow",
    "ReportPaths",
    "failing_rows",
    "print_score_sheet",
    "review_rows",
    "write_reports",
]
