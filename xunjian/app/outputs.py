"""What an audit leaves behind: files in a folder, a record in the database, an exit status."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from storage.runs import save_audit
from storage.snapshot import SnapshotFile
from xunjian.app.judge import Judged
from xunjian.app.record_coverage import pages_looked_at
from xunjian.app.run_pack import used_pack
from xunjian.errors import StorageError, system_fault
from xunjian.model.audit import Audit, load_audit
from xunjian.model.finding import Status

if TYPE_CHECKING:
    from xunjian.reports import ReportPaths


@dataclass(frozen=True, slots=True)
class AuditResult:
    """An audit with its files. `exit_code` as in the contract: 0, 1 or 3."""

    audit: Audit
    paths: "ReportPaths"
    snapshot: Path
    exit_code: int
    notes: tuple[str, ...] = ()
    """What is to be said beside it: of rules or a register that have changed since."""


class StoredBodies:
    """The snapshot as the reports want it: stored bytes by their hash."""

    def __init__(self, opened: SnapshotFile) -> None:
        self._opened = opened

    def body(self, sha256: str) -> bytes | None:
        return self._opened.body_of(sha256)


def exit_code(judged: Judged) -> int:
    """3 where the crawl or a check did not finish, 1 where something fails, else 0."""
    if not judged.audit.run.complete or judged.crashed:
        return 3
    return 1 if any(each.status is Status.FAIL for each in judged.audit.findings) else 0


def finish(
    judged: Judged, opened: SnapshotFile, snapshot: Path, out: Path, engine: Engine | None
) -> AuditResult:
    """Write the reports, record the run."""
    # These take a while to load: a crawl does not wait for them.
    from xunjian.app.advise import advise
    from xunjian.app.rescoring import prepare_scoring
    from xunjian.reports import write_reports
    from xunjian.reports.view import MOST_FIXES

    try:
        advice = advise(prepare_scoring(judged.audit, judged.loaded), MOST_FIXES)
        paths = write_reports(judged.audit, out, StoredBodies(opened), advice)
        audit = load_audit(paths.audit_json.read_text("utf-8"))  # with the paths of the kept evidence
    except OSError as error:
        raise StorageError(
            f"不能写入结果文件夹“{out}”：{system_fault(error)}。", "检查磁盘空间和权限。"
        ) from None
    if engine is not None:
        used = used_pack(judged.loaded)
        sha256, looked_at = audit.run.snapshot_sha256 or "", pages_looked_at(opened)
        save_audit(engine, audit, snapshot.resolve(), sha256, used, looked_at)
    return AuditResult(audit, paths, snapshot, exit_code(judged))
