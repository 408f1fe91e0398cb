"""The demonstration: an invented portal served on loopback and audited, without network or settings."""

from datetime import date
from pathlib import Path

from xunjian.app.audit import AuditRequest, run_audit
from xunjian.app.outputs import AuditResult
from xunjian.app.progress import ProgressSink
from xunjian.testing.portals.demo import demo_case
from xunjian.testing.server import serve


def run_demo(out: Path, as_of: date, sink: ProgressSink | None = None) -> AuditResult:
    """Audit the demonstration portal into `out`. Raises UsageError where `out` cannot be written."""
    spec = demo_case(as_of).spec
    with serve(spec) as running:
        request = AuditRequest(
            target=running.home,
            unit_type=spec.unit_type,
            name=spec.name,
            site_code=spec.footer.values["site_code"],
            as_of=as_of,
            delay=0.0,
            allow_private=True,
            out=out,
            record=False,  # an invented unit has no place in the user's database
        )
        return run_audit(request, sink)
