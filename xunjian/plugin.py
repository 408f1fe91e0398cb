"""How a check is written: a function whose signature says which facts it reads.

    class Params(CheckParams):
        max_days: int = 14

    @check("update.home", title="首页更新")
    def home_is_updated(home: Home, clock: Clock, params: Params) -> Iterator[Finding]:
        '''What it looks at and when it fails.'''

Facts come by type; from them the engine knows what must be collected. A check says what it saw: nothing
said is `unknown`, never a pass.
"""

import functools
import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated, get_type_hints

from pydantic import BaseModel, ConfigDict

from xunjian.errors import PluginError
from xunjian.model.finding import Evidence, Finding, Status, Subject
from xunjian.model.observation import Fetch
from xunjian.model.site import Fact, Need

_ID = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+")

ColumnName = Annotated[str, "column name"]
"""A column's name as parameter: the crawl walks such columns first."""


class CheckParams(BaseModel):
    """Parameters of a check: frozen, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


Run = Callable[..., Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Check:
    """A declared check. Nothing is registered by declaring it; the catalogue finds it."""

    id: str
    title: str
    doc: str
    facts: Mapping[str, type[Fact]]
    params: type[CheckParams]
    takes_params: bool
    unit_types: frozenset[str] | None
    """Unit types that owe it; none: everybody."""
    clause: str
    """Where the duty is written, for the reader of a finding."""
    run: Run
    classes: Mapping[str, str] = field(default_factory=dict)
    """Classes of fault that a pack may price apart, each with its name in Chinese. The set is closed: a
    fault of a check that has classes is of one of them."""
    notes: str = ""
    """More for its page in docs/checks, in Markdown."""

    @property
    def needs(self) -> frozenset[Need]:
        return frozenset(fact.need for fact in self.facts.values())


def check(
    id: str,
    *,
    title: str,
    clause: str = "",
    unit_types: frozenset[str] | None = None,
    classes: Mapping[str, str] | None = None,
    notes: str = "",
) -> Callable[[Run], Check]:
    """Declare a check. Raises PluginError where the declaration is not complete, and when the check runs and
    finds a fault of a class that it has not declared: no pack could have priced it.
    """

    def declare(run: Run) -> Check:
        if not _ID.fullmatch(id):
            raise PluginError(f"检查编号“{id}”不合规则，应形如 family.name。")
        if not inspect.getdoc(run):
            raise PluginError(f"检查“{id}”没有说明文字。")
        facts: dict[str, type[Fact]] = {}
        params: type[CheckParams] = CheckParams
        hints = get_type_hints(run)
        names = list(inspect.signature(run).parameters)
        for name in names:
            kind = hints.get(name)
            if isinstance(kind, type) and issubclass(kind, CheckParams):
                params = kind
            elif isinstance(kind, type) and issubclass(kind, Fact):
                facts[name] = kind
            else:
                raise PluginError(f"检查“{id}”的参数“{name}”既不是事实，也不是 CheckParams。")
        doc, known = inspect.getdoc(run) or "", dict(classes or {})
        held = _of_classes(id, known, run)
        return Check(id, title, doc, facts, params, "params" in names, unit_types, clause, held, known, notes)

    return declare


def _of_classes(id: str, classes: Mapping[str, str], run: Run) -> Run:
    """The same check, held to the classes that it declares."""

    @functools.wraps(run)
    def held(**values: object) -> Iterator[Finding]:
        for finding in run(**values):
            fault = finding.status in (Status.FAIL, Status.REVIEW)
            if finding.kind not in classes and (finding.kind or (classes and fault)):
                raise PluginError(f"检查“{id}”给出的问题类别“{finding.kind}”没有在 classes 里声明。")
            yield finding

    return held


def ok(message: str, *evidence: Evidence, subject: Subject | None = None, kind: str = "") -> Finding:
    """A pass, said with what proves it."""
    return Finding(Status.PASS, message, subject, evidence=evidence, kind=kind)


def fail(
    subject: Subject,
    message: str,
    *evidence: Evidence,
    expected: str | None = None,
    observed: str | None = None,
    signature: str = "",
    kind: str = "",
    column: str | None = None,
) -> Finding:
    """A confirmed defect."""
    return Finding(Status.FAIL, message, subject, expected, observed, evidence, signature, kind, column)


def review(
    subject: Subject,
    message: str,
    *evidence: Evidence,
    expected: str | None = None,
    observed: str | None = None,
    signature: str = "",
    kind: str = "",
    column: str | None = None,
) -> Finding:
    """Something only a person can judge."""
    return Finding(Status.REVIEW, message, subject, expected, observed, evidence, signature, kind, column)


def unknown(reason: str, subject: Subject | None = None, *evidence: Evidence) -> Finding:
    """Could not be determined; the reason says why."""
    return Finding(Status.UNKNOWN, reason, subject, evidence=evidence)


def not_applicable(reason: str, subject: Subject | None = None) -> Finding:
    """Does not concern this unit; the reason says why."""
    return Finding(Status.NOT_APPLICABLE, reason, subject)


def stored(fetch: Fetch, quote: str | None = None) -> Evidence:
    """Evidence of a stored page: its address, status, time and the SHA-256 of its bytes."""
    return Evidence("snapshot", fetch.url, fetch.status, fetch.fetched_at or None, fetch.sha256, quote)


def answered(fetch: Fetch, quote: str | None = None) -> Evidence:
    """Evidence of how an address answered."""
    return Evidence("http", fetch.url, fetch.status, fetch.fetched_at or None, fetch.sha256, quote)
