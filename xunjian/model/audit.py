"""`audit.json`: the result of one audit of one unit, as other programs read it.

The field names, states and required keys are those of the contract `xunjian.audit/1`. Fields marked *added*
are ours; they only add to it and may be absent. Keys that are not known here survive a round trip.
"""

import json
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, TypeVar

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    JsonValue,
    PlainSerializer,
    SerializerFunctionWrapHandler,
    model_serializer,
)
from pydantic.json_schema import SkipJsonSchema

from xunjian.model.finding import EvidenceKind, Status, SubjectKind
from xunjian.model.mark import Verdict
from xunjian.model.score import Account, Step, Way

SCHEMA_ID = "xunjian.audit/1"

T = TypeVar("T")


def clean_number(value: float) -> int | float:
    """A number as a person would write it: 0.30000000000000004 is 0.3, 5.0 is 5."""
    rounded = round(value, 6)
    return int(rounded) if rounded == int(rounded) else rounded


def _sort_keys(mapping: dict[str, T]) -> dict[str, T]:
    return dict(sorted(mapping.items()))


def _round(value: float) -> float:
    return round(value, 6)


def _clean_counts(counts: dict[str, float]) -> dict[str, int | float]:
    return {name: clean_number(value) for name, value in sorted(counts.items())}


Number = Annotated[float, Field(allow_inf_nan=False), AfterValidator(_round), PlainSerializer(clean_number)]
FindingStatus = Literal[Status.FAIL, Status.REVIEW]
_Absent = SkipJsonSchema[None]
"""`None` that is never written: the key is left out."""


class IndicatorStatus(StrEnum):
    """The five states of a check, and `partial`: some of the points."""

    PASS = "pass"
    FAIL = "fail"
    PARTIAL = "partial"
    REVIEW = "review"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="allow", from_attributes=True)


class AuditUnit(_Record):
    id: str
    name: str
    type: str = Field(
        description="unit type as the pack names it, e.g. city, county, department, township, university"
    )
    home_url: str = Field(json_schema_extra={"format": "uri"})
    site_code: str | None = Field(None, description="added: 政府网站标识码 as registered")
    traits: tuple[str, ...] = Field((), description="added: what exempts it from items")


class AuditCut(_Record):
    """Addresses that were left out on purpose or for want of budget."""

    reason: str = Field(description="Chinese, why they were left out")
    count: int = Field(ge=0)
    examples: tuple[str, ...] = ()


class AuditUnseen(_Record):
    """One address in scope that was found and not read."""

    url: str
    reason: str = Field(description="Chinese, why it was not read")


class AuditReason(_Record):
    """Why a number of addresses in scope were not read."""

    reason: str = Field(description="Chinese")
    count: int = Field(ge=0)


class AuditShield(_Record):
    """A host that answers us with a protection page or refuses us, and was left alone."""

    host: str
    name: str = Field(description="Chinese, the kind of shield as far as it can be told")
    count: int = Field(ge=0, description="its answers in this run")


class AuditCoverage(_Record):
    """How much of the unit's part of the site was seen. read + blocked + failed + unknown = planned."""

    planned: int = Field(ge=0, description="addresses in scope that were found")
    read: int = Field(ge=0)
    blocked: int = Field(0, ge=0, description="a shield page, a login, or refused to this program")
    failed: int = Field(0, ge=0, description="failed after the whole ladder of tries")
    unknown: int = Field(0, ge=0, description="not asked for (robots.txt, budget, stop) or unsure")
    targets: int = Field(0, ge=0, description="link targets tried")
    rendered: int = Field(0, ge=0, description="pages read again in a browser")
    unrendered: int = Field(0, ge=0, description="added: pages that the browser was to read and did not open")
    browser_failed: bool = Field(False, description="added: the browser opened nothing at all")
    browser: str | None = Field(None, description="browser used; null: none, pages read as served")
    cut: tuple[AuditCut, ...] = ()
    unseen: tuple[AuditUnseen, ...] = Field((), description="examples, not all")
    reasons: tuple[AuditReason, ...] = Field((), description="added: of all that were not read, most first")
    mostly_unseen: str | None = Field(None, description="added: Chinese, why most pages found were not read")
    next_step: str | None = Field(None, description="added: Chinese, what to do to see the rest")
    shields: tuple[AuditShield, ...] = Field((), description="added: hosts that must let us in to be judged")
    user_agent: str | None = Field(None, description="added: what we call ourselves, for allow lists")


class AuditRun(_Record):
    id: str
    started_at: AwareDatetime
    finished_at: AwareDatetime
    as_of: date = Field(description="the day that every time window counts back from")
    seed: int = Field(
        description="seed of every random sample; the same snapshot, seed and pack give the same result byte "
        "for byte, run.id and times aside"
    )
    complete: bool = Field(
        description="of the crawl: false where time, page budget or a stop cut it off, or the site was "
        "unreachable or shielded; a run without a browser and a pruned endless pattern are complete"
    )
    incomplete_reason: str | None = None
    pages_fetched: int = Field(ge=0)
    requests_failed: int = Field(ge=0)
    coverage: AuditCoverage | None = Field(None, description="added: what was and was not seen")
    tool_version: str | None = Field(None, description="added: version of this program")
    snapshot_sha256: str | None = Field(None, description="added: of the closed snapshot file")
    options: Annotated[dict[str, JsonValue], PlainSerializer(_sort_keys)] = Field(
        {}, description="added: options of the run that bear on its result"
    )
    estimated_years: tuple[int, ...] = Field(
        (), description="added: years whose official calendar of working days is not out yet"
    )


class AuditPack(_Record):
    id: str
    version: str
    title: str | None = Field(None, description="added: name of the indicator system")
    sources: tuple[str, ...] = Field((), description="added: the documents it rests on")
    warning: str | None = Field(None, description="added: why it was not in force on the day of the audit")


class AuditLine(_Record):
    """One line of the ledger of points (扣分明细). All lines add up: their amounts to `final_low`, amounts
    and pending to `final_high`; those of step `full` to `maximum`, of account `bonus` to `bonus`."""

    item: str = Field(description="id of the indicator or group; empty: the whole")
    title: str
    account: Account
    step: Step
    amount: Number = Field(description="counts now")
    pending: Number = Field(0, description="may still come on top; below zero where a line takes such back")
    text: str = Field(description="Chinese, why")
    clause: str = ""
    confidence: str = Field("", description="of the points: official copied inferred memory own")
    finding_ids: tuple[str, ...] = ()
    path: tuple[str, ...] = Field((), description="of a group's line: names of the levels down to it")


class AuditScore(_Record):
    """awarded + lost + pending = maximum. pending = points that only a person or submitted material can
    decide, or whose check came back unknown. Nothing pending is ever counted as awarded."""

    awarded: Number
    lost: Number
    pending: Number
    maximum: Number
    bonus: Number
    grade: str | None = None
    vetoes: tuple[str, ...] = Field(description="ids of indicators whose veto fired")
    final_low: Number | None = Field(None, description="added: lowest final score, bonus included")
    final_high: Number | None = Field(None, description="added: highest final score, bonus included")
    bonus_pending: Number = Field(0, description="added: bonus points that may still come")
    open_vetoes: tuple[str, ...] = Field((), description="added: ids of indicators that may yet veto")
    open_downwards: tuple[str, ...] = Field(
        (), description="added: ids of open indicators that may fall without limit, below final_low"
    )
    unconfirmed: int = Field(0, ge=0, description="added: values in use not compared with the original")
    official: bool = Field(False, description="added: every value in use is confirmed")
    graded: bool = Field(False, description="added: the indicator system gives grades")
    graded_only: bool = Field(False, description="added: the unit gets a grade and no number")
    places: int = Field(2, description="added: decimals for print")
    warnings: tuple[str, ...] = Field((), description="added: Chinese, what must be said beside the score")
    ledger: tuple[AuditLine, ...] = Field((), description="added: all that every number here is the sum of")

    @property
    def lowest(self) -> float:
        """The final score if nothing pending were awarded."""
        return self.awarded if self.final_low is None else self.final_low

    @property
    def highest(self) -> float:
        """The final score if everything pending were awarded."""
        return self.awarded + self.pending if self.final_high is None else self.final_high

    @property
    def assessed(self) -> float:
        """Share of the points that is decided, 0 to 1; 0 where there are no points."""
        return (self.awarded + self.lost) / self.maximum if self.maximum else 0.0


class AuditIndicator(_Record):
    id: str
    path: tuple[str, ...] = Field(description="names of the levels above, outermost first")
    name: str
    points: Number
    awarded: Number | None = Field(description="null while pending")
    status: IndicatorStatus
    responsible: tuple[str, ...] = Field((), description="departments that answer for it")
    finding_ids: tuple[str, ...] = ()
    explanation: str = Field("", description="how the points came about, in words a clerk reads, rule cited")
    checks: tuple[str, ...] = Field((), description="added: ids of the checks it rests on")
    clause: str | None = Field(None, description="added: the rule it comes from")
    lost: Number | None = Field(None, description="added: points lost for certain")
    pending: Number | None = Field(None, description="added: points not decided yet")
    way: Way | None = Field(None, description="added: who or what decides the pending points")
    self_points: Number | None = Field(None, description="added: what the unit gave itself, never counted")
    shared_with: tuple[str, ...] = Field((), description="added: departments that see it as well")
    confidence: str = Field("", description="added: how sure its points are")
    note: str = Field("", description="added: oddities of the original text")
    bonus: bool = Field(False, description="added: its points come on top of the maximum")
    veto: bool = Field(False, description="added: it takes no points but may veto the whole")


class AuditNote(_Record):
    """A statement with its evidence that is no defect: why a check passed or could not be decided."""

    message: str = Field(description="Chinese, one sentence")
    evidence: tuple["AuditEvidence", ...] = ()


class AuditCheck(_Record):
    check: str = Field(description="id in checks.md")
    parameters: Annotated[dict[str, JsonValue], PlainSerializer(_sort_keys)] = {}
    status: Status
    reason: str = Field("", description="needed for unknown and not_applicable")
    counts: Annotated[dict[str, Number], PlainSerializer(_clean_counts)] = {}
    title: str | None = Field(None, description="added: its Chinese name")
    clause: str | None = Field(None, description="added: the rule it comes from")
    notes: tuple[AuditNote, ...] = Field((), description="added: what speaks for a pass or an unknown")


class AuditSubject(_Record):
    kind: SubjectKind
    url: str = Field(description="absolute; of a link: its target")
    found_on: tuple[str, ...] = Field((), description="of a link: the pages that hold it")
    title: str | None = None


class AuditEvidence(_Record):
    kind: EvidenceKind
    url: str | _Absent = None
    status: int | None = None
    fetched_at: str | _Absent = None
    sha256: str | _Absent = Field(None, description="of the stored bytes")
    quote: str | _Absent = None
    path: str | _Absent = Field(None, description="relative to the output folder")
    text_path: str | _Absent = Field(
        None, description="added: copy in UTF-8 of a stored page in another charset, for reading only"
    )
    masked: bool | _Absent = Field(
        None, description="added: true where the file is a copy with citizens' numbers masked"
    )

    @model_serializer(mode="wrap")
    def _leave_out_what_is_absent(self, write: SerializerFunctionWrapHandler) -> dict[str, JsonValue]:
        return {key: value for key, value in write(self).items() if value is not None}


class AuditFinding(_Record):
    id: str
    fingerprint: str = Field(description="the same defect has the same fingerprint in every run")
    check: str
    status: FindingStatus
    subject: AuditSubject
    message: str = Field(description="Chinese, one sentence, what is wrong and where")
    expected: str | None = None
    observed: str | None = None
    responsible: tuple[str, ...] = ()
    evidence: tuple[AuditEvidence, ...] = Field(min_length=1)
    kind: str = Field("", description="added: class of the fault within its check")
    column: str | None = Field(None, description="added: the column it lies in")
    clause: str | None = Field(None, description="added: the rule it breaks")
    due: date | None = Field(None, description="added: day by which it is to be mended")


def _name_the_schema(schema: dict[str, JsonValue]) -> None:
    """`schema` has a value of its own in Python, but the written file always carries it."""
    required = schema["required"]
    assert isinstance(required, list)
    required.insert(0, "schema")


class AuditMark(_Record):
    """A finding that a person marked: it is listed here, and no longer among the findings."""

    fingerprint: str
    check: str
    verdict: Verdict
    reason: str
    by: str
    until: date
    subject_url: str
    message: str = Field(description="what the finding said when it was marked")


class AuditAssessment(_Record):
    """What a person said of an item, as it was counted."""

    item_id: str
    points: Number | None = None
    not_applicable_reason: str | None = None
    vetoed: bool | None = None
    self_points: Number | None = None
    note: str = ""
    link: str = Field("", description="address or name of the material that proves it")
    person: str = ""
    day: date | None = None


class Audit(_Record):
    """Result of one audit of one unit (audit.json)."""

    model_config = ConfigDict(
        frozen=True, extra="allow", from_attributes=True, json_schema_extra=_name_the_schema
    )

    schema_id: Literal["xunjian.audit/1"] = Field("xunjian.audit/1", alias="schema")
    unit: AuditUnit
    run: AuditRun
    pack: AuditPack
    score: AuditScore
    indicators: tuple[AuditIndicator, ...]
    checks: tuple[AuditCheck, ...]
    findings: tuple[AuditFinding, ...]
    marked: tuple[AuditMark, ...] = Field((), description="added: findings that a person marked")
    assessed: tuple[AuditAssessment, ...] = Field((), description="added: items that a person assessed")


def dump_audit(audit: Audit) -> str:
    """The text of audit.json; equal audits give equal bytes."""
    tree = audit.model_dump(mode="json", by_alias=True)
    return json.dumps(tree, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def load_audit(text: str) -> Audit:
    """Read audit.json. Raises `pydantic.ValidationError` (a `ValueError`) where it is not one."""
    return Audit.model_validate_json(text)


def audit_schema() -> dict[str, JsonValue]:
    """JSON Schema of audit.json, made from the models above."""
    schema: dict[str, JsonValue] = Audit.model_json_schema(by_alias=True, mode="validation")
    head: dict[str, JsonValue] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
    }
    return head | schema


def dump_schema() -> str:
    """The text of config/audit.schema.json."""
    return json.dumps(audit_schema(), ensure_ascii=False, indent=2) + "\n"
