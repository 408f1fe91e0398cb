"""The ledger of issues: the same defect of the same unit through all its runs.

Only what a look at the site proved moves it. A defect that is seen again is open again. One that is not found
is marked as not seen only by a later, complete look whose same check, with the same parameters, passed, and
that read the pages where it was, if it left out any; never by a check that did not run, came back unknown or
still fails elsewhere. Nothing is closed here.
"""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from pydantic import JsonValue
from sqlalchemy import Connection, Engine, Row, insert, select, update

from storage.tables import FindingRow, IssueRow, IssueState, ResultRow, RunRow, SnapshotRow
from xunjian.model.audit import Audit, AuditFinding
from xunjian.model.finding import Status


@dataclass(frozen=True, slots=True)
class Issue:
    """One defect of one unit over time."""

    unit_id: str
    fingerprint: str
    check: str
    subject_url: str
    message: str
    responsible: tuple[str, ...]
    state: IssueState
    first_run: str
    last_run: str
    first_seen_at: datetime
    last_seen_at: datetime
    not_seen_run: str | None


def list_issues(engine: Engine, unit_id: str, state: IssueState | None = None) -> tuple[Issue, ...]:
    """The issues of a unit, in the order they were first seen."""
    query = select(*IssueRow.__table__.columns).where(IssueRow.unit_id == unit_id)
    if state is not None:
        query = query.where(IssueRow.state == state)
    with engine.connect() as connection:
        return tuple(_issue(row) for row in connection.execute(query.order_by(IssueRow.id)))


def record(
    connection: Connection, audit: Audit, seen_at: datetime, looked_at: Collection[str] | None = None
) -> None:
    """Enter the findings of a run; `seen_at` is when its snapshot was taken, not when it was judged;
    `looked_at`: pages that it read or found gone, None where it left out none: behind those that it could
    not read there may be others that it never found."""
    rows = connection.execute(select(*IssueRow.__table__.columns).where(IssueRow.unit_id == audit.unit.id))
    known = {row.fingerprint: row for row in rows}
    failing = {item.fingerprint: item for item in audit.findings if item.status is Status.FAIL}
    fresh = [item for print_, item in failing.items() if print_ not in known]
    if fresh:
        connection.execute(insert(IssueRow), [_new(audit, item, seen_at) for item in fresh])
    for fingerprint, item in failing.items():
        row = known.get(fingerprint)
        if row is not None:
            _see_again(connection, row, audit, item, seen_at)
    if audit.run.complete:
        # A marked one was seen: that it does not count proves no mending.
        found = {item.fingerprint for item in audit.findings} | {mark.fingerprint for mark in audit.marked}
        gone = [
            row
            for row in known.values()
            if row.state == IssueState.OPEN and row.fingerprint not in found and row.last_seen_at < seen_at
        ]
        _mark_not_seen(connection, audit, gone, looked_at)


def _new(audit: Audit, item: AuditFinding, seen_at: datetime) -> dict[str, object]:
    return {
        "unit_id": audit.unit.id,
        "fingerprint": item.fingerprint,
        "check": item.check,
        "subject_kind": item.subject.kind,
        "subject_url": item.subject.url,
        "message": item.message,
        "responsible": list(item.responsible),
        "state": IssueState.OPEN,
        "first_run": audit.run.id,
        "last_run": audit.run.id,
        "first_seen_at": seen_at,
        "last_seen_at": seen_at,
    }


def _see_again(
    connection: Connection, row: Row[tuple[object, ...]], audit: Audit, item: AuditFinding, seen_at: datetime
) -> None:
    """Judging an old snapshot again tells when it was first seen, and nothing about today."""
    values: dict[str, object] = {}
    if seen_at < row.first_seen_at:
        values |= {"first_run": audit.run.id, "first_seen_at": seen_at}
    if seen_at >= row.last_seen_at:
        values |= {
            "last_run": audit.run.id,
            "last_seen_at": seen_at,
            "message": item.message,
            "responsible": list(item.responsible),
        }
        if not _looked_later(connection, row, seen_at):
            values |= {"state": IssueState.OPEN, "not_seen_run": None}
    if values:
        connection.execute(update(IssueRow).where(IssueRow.id == row.id).values(values))


def _looked_later(connection: Connection, row: Row[tuple[object, ...]], seen_at: datetime) -> bool:
    """Whether a look after `seen_at` has found the defect gone."""
    if row.not_seen_run is None:
        return False
    taken = (
        select(SnapshotRow.taken_at)
        .join(RunRow, RunRow.snapshot_id == SnapshotRow.id)
        .where(RunRow.id == row.not_seen_run)
    )
    return connection.execute(taken).scalar_one() > seen_at


def _mark_not_seen(
    connection: Connection,
    audit: Audit,
    gone: Iterable[Row[tuple[object, ...]]],
    looked_at: Collection[str] | None,
) -> None:
    passed: dict[str, set[str]] = {}
    unproven = {result.check for result in audit.checks if result.status is not Status.PASS}
    for result in audit.checks:
        if result.check not in unproven:
            passed.setdefault(result.check, set()).add(_key(result.parameters))
    for row in gone:
        now = passed.get(row.check)
        if not now or not _parameters_of(connection, row.last_run, row.check) <= now:
            continue
        if looked_at is None or _places_of(connection, row.last_run, row.fingerprint) <= set(looked_at):
            connection.execute(
                update(IssueRow)
                .where(IssueRow.id == row.id)
                .values(state=IssueState.NOT_SEEN, not_seen_run=audit.run.id)
            )


def _places_of(connection: Connection, run_id: str, fingerprint: str) -> set[str]:
    """The pages where a run saw a defect: of a link those that have it."""
    query = select(FindingRow.subject_kind, FindingRow.subject_url, FindingRow.found_on).where(
        FindingRow.run_id == run_id, FindingRow.fingerprint == fingerprint
    )
    places: set[str] = set()
    for kind, subject_url, found_on in connection.execute(query):
        is_target = kind in ("link", "attachment") and found_on
        places |= set(found_on) if is_target else {subject_url}
    return places


def _parameters_of(connection: Connection, run_id: str, check: str) -> set[str]:
    """With which parameters a check was run: a laxer one that passes proves nothing."""
    query = select(ResultRow.parameters).where(ResultRow.run_id == run_id, ResultRow.check == check)
    return {_key(parameters) for parameters in connection.scalars(query)}


def _key(parameters: dict[str, JsonValue]) -> str:
    return json.dumps(parameters, sort_keys=True, ensure_ascii=False)


def _issue(row: Row[tuple[object, ...]]) -> Issue:
    return Issue(
        unit_id=row.unit_id,
        fingerprint=row.fingerprint,
        check=row.check,
        subject_url=row.subject_url,
        message=row.message,
        responsible=tuple(row.responsible),
        state=IssueState(row.state),
        first_run=row.first_run,
        last_run=row.last_run,
        first_seen_at=row.first_seen_at,
        last_seen_at=row.last_seen_at,
        not_seen_run=row.not_seen_run,
    )
