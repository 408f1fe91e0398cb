"""The tables. Pages are not among them: they lie in the snapshot files, which these rows name.

Times are UTC and aware, points are double precision, lists and mappings are JSON (JSONB on PostgreSQL).
A change here needs a migration; tests/test_storage/test_migrations.py compares the two.
"""

from datetime import date, datetime
from enum import StrEnum

from pydantic import JsonValue
from sqlalchemy import Date, Double, ForeignKey, Index, LargeBinary, MetaData, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from storage.column_types import CleanText, Json, UtcTime

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {  # noqa: RUF012  # the name and form that SQLAlchemy asks for
        str: CleanText(),
        datetime: UtcTime(),
        date: Date(),
        float: Double(),
        bytes: LargeBinary(),
        list[str]: Json(),
        list[JsonValue]: Json(),
        dict[str, str]: Json(),
        dict[str, float]: Json(),
        dict[str, JsonValue]: Json(),
    }


class UnitRow(Base):
    """An assessed unit. `registered` is false for one that was audited by its address alone."""

    __tablename__ = "units"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    type: Mapped[str]
    home_url: Mapped[str]
    group_name: Mapped[str] = mapped_column(index=True)
    site_code: Mapped[str | None]
    hosts: Mapped[list[str]]
    prefixes: Mapped[list[str]]
    columns: Mapped[dict[str, str]]
    departments: Mapped[dict[str, str]]
    newmedia: Mapped[list[str] | None]
    """Accounts that it runs; empty: none; null: the register does not say."""
    traits: Mapped[list[str]] = mapped_column(server_default="[]")
    """What exempts it from items of packs."""
    registered: Mapped[bool]
    updated_at: Mapped[datetime]


class SnapshotRow(Base):
    """A closed crawl: where its file lies, and the hash that proves it is still the same."""

    __tablename__ = "snapshots"

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(unique=True)
    path: Mapped[str]
    pages: Mapped[int]
    taken_at: Mapped[datetime]
    """When the crawl began; a later judgement of the same file does not move it."""


class PackRow(Base):
    """An indicator pack as it was when runs were judged by it: its text and those of the packs it extends.
    Named by the hash of its content, so that a thousand runs share one."""

    __tablename__ = "packs"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[bytes]
    """JSON, zstd-compressed: id and text of each, nearest first."""


class RunRow(Base):
    """One judgement of one snapshot by one pack."""

    __tablename__ = "runs"
    __table_args__ = (Index("ix_runs_unit_id_started_at", "unit_id", "started_at"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    unit_id: Mapped[str] = mapped_column(ForeignKey("units.id"))
    snapshot_id: Mapped[int] = mapped_column(ForeignKey("snapshots.id"), index=True)
    pack_id: Mapped[str]
    pack_version: Mapped[str]
    as_of: Mapped[date]
    seed: Mapped[int]
    started_at: Mapped[datetime] = mapped_column(index=True)
    finished_at: Mapped[datetime]
    complete: Mapped[bool]
    incomplete_reason: Mapped[str | None]
    pages_fetched: Mapped[int]
    requests_failed: Mapped[int]
    awarded: Mapped[float]
    lost: Mapped[float]
    pending: Mapped[float]
    maximum: Mapped[float]
    bonus: Mapped[float]
    grade: Mapped[str | None]
    vetoes: Mapped[list[str]]
    failing: Mapped[int]
    """Number of failing findings."""
    pack_sha256: Mapped[str | None] = mapped_column(ForeignKey("packs.sha256"))
    """None: judged before packs were kept."""
    pack_file: Mapped[str | None]
    """Where the pack lay, if it was named by its file."""


class RunDocumentRow(Base):
    """audit.json of a run, byte for byte, zstd-compressed; apart from `runs` so that lists stay light."""

    __tablename__ = "run_documents"

    run_id: Mapped[str] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True)
    schema_id: Mapped[str]
    content: Mapped[bytes]


class ResultRow(Base):
    """One check with its parameters in one run."""

    __tablename__ = "results"
    __table_args__ = (
        UniqueConstraint("run_id", "position"),
        Index("ix_results_check_status", "check", "status"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[str] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"))
    position: Mapped[int]
    check: Mapped[str]
    parameters: Mapped[dict[str, JsonValue]]
    status: Mapped[str]
    reason: Mapped[str]
    counts: Mapped[dict[str, float]]


class IndicatorRow(Base):
    """One indicator of the pack in one run. `awarded` is null while pending."""

    __tablename__ = "indicators"
    __table_args__ = (UniqueConstraint("run_id", "position"), Index("ix_indicators_indicator", "indicator"))

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[str] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"))
    position: Mapped[int]
    indicator: Mapped[str]
    path: Mapped[list[str]]
    name: Mapped[str]
    points: Mapped[float]
    awarded: Mapped[float | None]
    status: Mapped[str]
    responsible: Mapped[list[str]]
    explanation: Mapped[str]
    finding_ids: Mapped[list[str]]


class FindingRow(Base):
    """One defect as one run saw it."""

    __tablename__ = "findings"
    __table_args__ = (UniqueConstraint("run_id", "position"), Index("ix_findings_check", "check"))

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[str] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"))
    position: Mapped[int]
    finding: Mapped[str]
    fingerprint: Mapped[str] = mapped_column(index=True)
    check: Mapped[str]
    status: Mapped[str]
    subject_kind: Mapped[str]
    subject_url: Mapped[str]
    subject_title: Mapped[str | None]
    found_on: Mapped[list[str]]
    message: Mapped[str]
    expected: Mapped[str | None]
    observed: Mapped[str | None]
    responsible: Mapped[list[str]]
    evidence: Mapped[list[JsonValue]]


class IssueState(StrEnum):
    """Where a defect stands. Not being seen closes nothing: a person or a verification does."""

    OPEN = "open"
    NOT_SEEN = "not_seen"
    CLOSED = "closed"


class IssueRow(Base):
    """One defect of one unit over all its runs: the same fingerprint is the same issue."""

    __tablename__ = "issues"
    __table_args__ = (
        UniqueConstraint("unit_id", "fingerprint"),
        Index("ix_issues_unit_id_state", "unit_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[str] = mapped_column(ForeignKey("units.id"))
    fingerprint: Mapped[str]
    check: Mapped[str]
    subject_kind: Mapped[str]
    subject_url: Mapped[str]
    message: Mapped[str]
    responsible: Mapped[list[str]]
    state: Mapped[str]
    first_run: Mapped[str] = mapped_column(ForeignKey("runs.id"))
    last_run: Mapped[str] = mapped_column(ForeignKey("runs.id"))
    """The newest run that saw it."""
    first_seen_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    not_seen_run: Mapped[str | None] = mapped_column(ForeignKey("runs.id"))
    """The run that looked where it was and found it no longer; empty while it is there."""


class ReviewRow(Base):
    """A person's word on one finding, for all later runs that see it. Ended ones stay, for the record."""

    __tablename__ = "reviews"
    __table_args__ = (Index("ix_reviews_unit_id_fingerprint", "unit_id", "fingerprint"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[str] = mapped_column(ForeignKey("units.id"))
    fingerprint: Mapped[str]
    run_id: Mapped[str] = mapped_column(ForeignKey("runs.id"))
    """The run whose finding was looked at."""
    check: Mapped[str]
    subject_url: Mapped[str]
    message: Mapped[str]
    verdict: Mapped[str]
    reason: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime]
    until: Mapped[date]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str]


class AssessmentRow(Base):
    """What a person gave one item of a pack for one unit. The newest of an item stands; older ones stay, for
    the record."""

    __tablename__ = "assessments"
    __table_args__ = (Index("ix_assessments_unit_id_pack_id", "unit_id", "pack_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[str] = mapped_column(ForeignKey("units.id"))
    pack_id: Mapped[str]
    pack_version: Mapped[str]
    item: Mapped[str]
    run_id: Mapped[str] = mapped_column(ForeignKey("runs.id"))
    """The run whose form was filled in."""
    as_of: Mapped[date]
    until: Mapped[date]
    points: Mapped[float | None]
    vetoed: Mapped[bool | None]
    not_applicable: Mapped[str | None]
    self_points: Mapped[float | None]
    note: Mapped[str]
    link: Mapped[str]
    person: Mapped[str]
    day: Mapped[date | None]
    at: Mapped[datetime]
    by: Mapped[str]
    withdrawn: Mapped[bool]


class SampleRow(Base):
    """One look at a unit's home page by an availability round."""

    __tablename__ = "availability_samples"
    __table_args__ = (Index("ix_availability_samples_unit_id_at", "unit_id", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[str] = mapped_column(ForeignKey("units.id"))
    home_url: Mapped[str]
    """As the register had it then."""
    at: Mapped[datetime] = mapped_column(index=True)
    outcome: Mapped[str]
    code: Mapped[str]
    status: Mapped[int | None]
    seconds: Mapped[float]


class AccountRow(Base):
    """An account of a unit in a new medium, as imported."""

    __tablename__ = "newmedia_accounts"
    __table_args__ = (UniqueConstraint("unit_id", "platform", "account"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[str] = mapped_column(ForeignKey("units.id"))
    platform: Mapped[str]
    account: Mapped[str]
    known_until: Mapped[date]
    """The last day of which the imported data tell."""
    imported_at: Mapped[datetime]


class PostRow(Base):
    """One post of an account."""

    __tablename__ = "newmedia_posts"
    __table_args__ = (UniqueConstraint("account_id", "posted_on", "title", "url"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("newmedia_accounts.id", ondelete="CASCADE"))
    posted_on: Mapped[date]
    title: Mapped[str]
    url: Mapped[str]


class VisitRow(Base):
    """What the lists of a unit showed at one monitoring day, for later audits to compare with."""

    __tablename__ = "visits"

    unit_id: Mapped[str] = mapped_column(ForeignKey("units.id"), primary_key=True)
    as_of: Mapped[date] = mapped_column(primary_key=True)
    items: Mapped[int]
    content: Mapped[bytes]
    """JSON, zstd-compressed: `xunjian.model.history`."""


class SlotRow(Base):
    """One firing of one scheduled job. The key makes two schedulers fire once."""

    __tablename__ = "schedule_slots"
    __table_args__ = (UniqueConstraint("job", "slot_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    job: Mapped[str]
    slot_at: Mapped[datetime]
    """When the job was due, not when it was fired."""
    state: Mapped[str]
    fired_at: Mapped[datetime]
    command: Mapped[list[str]]
    pid: Mapped[int | None]
    ended_at: Mapped[datetime | None]
    exit_code: Mapped[int | None]
