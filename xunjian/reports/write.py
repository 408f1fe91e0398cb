"""Writes what an audit leaves behind: audit.json, report.html, failing-items.xlsx and the evidence."""

from dataclasses import dataclass
from pathlib import Path

from xunjian.model.audit import Audit, dump_audit
from xunjian.reports.advice import Advice
from xunjian.reports.evidence import FOLDER, EvidenceStore, keep_evidence
from xunjian.reports.html import render_html
from xunjian.reports.xlsx import render_xlsx


@dataclass(frozen=True, slots=True)
class ReportPaths:
    """Where the files of one audit lie."""

    audit_json: Path
    report_html: Path
    failing_items: Path
    evidence: Path
    """Folder of stored bytes; absent where no finding rests on any."""

    @property
    def files(self) -> tuple[Path, ...]:
        """In the order in which a person wants them."""
        return self.report_html, self.failing_items, self.audit_json


def write_reports(
    audit: Audit, out: Path, evidence: EvidenceStore, advice: Advice | None = None
) -> ReportPaths:
    """Write all files of an audit into `out`, replacing older ones whole. Raises OSError.

    `advice`: what to mend first; without it the report does not say.

    The audit.json written has the paths of the kept evidence in it.
    """
    out.mkdir(parents=True, exist_ok=True)
    audit = keep_evidence(audit, out, evidence)
    paths = ReportPaths(out / "audit.json", out / "report.html", out / "failing-items.xlsx", out / FOLDER)
    _replace(paths.report_html, render_html(audit, advice).encode("utf-8"))
    _replace(paths.failing_items, render_xlsx(audit))
    _replace(paths.audit_json, dump_audit(audit).encode("utf-8"))
    return paths


def _replace(path: Path, content: bytes) -> None:
    """Whole or not at all, so that a full disk never leaves half a file under the name."""
    part = path.with_name(path.name + ".part")
    part.write_bytes(content)
    part.replace(path)
