"""What a check says: the five states, the subject, the evidence."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

SubjectKind = Literal["site", "page", "link", "column", "article", "attachment", "message"]
EvidenceKind = Literal["http", "snapshot", "text", "screenshot", "dns", "tls", "browser", "computation"]


class Status(StrEnum):
    PASS = "pass"
    FAIL = "fail"
    REVIEW = "review"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


STATUS_WORDS: Mapping[Status, str] = {
    Status.PASS: "✔ 通过",
    Status.FAIL: "✘ 不通过",
    Status.REVIEW: "◐ 待人工确认",
    Status.UNKNOWN: "? 未能判定",
    Status.NOT_APPLICABLE: "– 不适用",
}


PAGE_CLASSES: Mapping[str, str] = {"home": "首页", "other": "其他页面"}
"""Classes of what is found on pages (Q35): the home page, and every other."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing a person can look at. `sha256` names stored bytes of the snapshot."""

    kind: EvidenceKind
    url: str | None = None
    status: int | None = None
    fetched_at: str | None = None
    sha256: str | None = None
    quote: str | None = None
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """What the finding is about. Of a link `url` is its target; `found_on` lists the pages that hold it."""

    kind: SubjectKind
    url: str
    found_on: tuple[str, ...] = ()
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One statement of a check. A defect has a subject; a pass, unknown or not-applicable may lack one."""

    status: Status
    message: str
    """Chinese, one sentence: where, what is wrong, against which rule."""
    subject: Subject | None = None
    expected: str | None = None
    observed: str | None = None
    evidence: tuple[Evidence, ...] = ()
    signature: str = ""
    """What tells two defects of one check at one subject apart (footer item, missing label set …)."""
    kind: str = ""
    """Class that a pack may price differently, such as `home` and `other`; the check declares them."""
    column: str | None = None
    """Name of the column it lies in, for finding the responsible department."""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One check with its parameters, judged."""

    check: str
    status: Status
    parameters: Mapping[str, object]
    findings: tuple[Finding, ...] = ()
    reason: str = ""
    counts: Mapping[str, float] = field(default_factory=dict)
    crashed: bool = False
