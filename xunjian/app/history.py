"""Copies into a snapshot what the database remembers, so that the snapshot alone repeats its verdicts."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from sqlalchemy import Engine

from storage.availability import line_since, list_samples
from storage.newmedia import list_accounts
from storage.snapshot import SnapshotWriter
from storage.visits import save_visit, visit_before
from xunjian.app.runs import SHANGHAI
from xunjian.facts.history import as_data as visit_as_data
from xunjian.facts.history import pack_visit, unpack_visit
from xunjian.facts.newmedia import as_data as posts_as_data
from xunjian.model.availability import as_data
from xunjian.model.history import History
from xunjian.model.observation import Observation
from xunjian.model.plan import CrawlPlan
from xunjian.model.site import Coverage, FactValues
from xunjian.model.unit import Unit

_SAMPLE_DAYS = 31
"""No window of samples is longer."""
_LINE = timedelta(minutes=90)
"""In which rounds tell whether the line of this machine is open."""
_POST_DAYS = 400
"""Of posts in new media."""


def copy_history(engine: Engine | None, unit: Unit, plan: CrawlPlan, snapshot: Path) -> None:
    """Write it into a snapshot that is not sealed yet; whoever calls holds its lock."""
    if engine is None:
        return
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    with SnapshotWriter(snapshot) as writer:
        for kind, data in _remembered(engine, unit, plan).items():
            writer.observe(Observation(kind, unit.id, data, at))


def _remembered(engine: Engine, unit: Unit, plan: CrawlPlan) -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = {}
    if not plan.resolve:  # rounds look at the site where its name leads, not where this audit was sent
        first = datetime.combine(plan.as_of - timedelta(days=_SAMPLE_DAYS), time(), SHANGHAI)
        samples = list_samples(engine, unit, first)
        if samples:
            found["availability"] = as_data(samples)
        well, down = line_since(engine, datetime.now(UTC) - _LINE)
        if down and not well:
            found["line"] = {"down": down}
    accounts = list_accounts(engine, unit.id, since=plan.as_of - timedelta(days=_POST_DAYS))
    if accounts:
        found["newmedia"] = posts_as_data(accounts)
    packed = visit_before(engine, unit.id, plan.as_of)
    visit = unpack_visit(packed) if packed is not None else None
    if packed is not None and visit is not None and visit.resolve == plan.resolve:
        found["visit"] = visit_as_data(packed)
    return found


def remember_visit(engine: Engine | None, unit: Unit, facts: FactValues, sha256: str) -> None:
    """Keep what this audit saw of the unit's lists and articles, for the next to compare with."""
    history = facts.get(History)
    if engine is None or not isinstance(history, History) or not history.now.seen:
        return
    coverage, earlier = facts.get(Coverage), history.earlier
    whole = isinstance(coverage, Coverage) and coverage.complete
    if not whole and earlier is not None and len(history.now.seen) * 2 < len(earlier.seen):
        return  # cut short: the look before tells more
    now = replace(history.now, snapshot=sha256)
    save_visit(engine, unit.id, now.as_of, len(now.seen), pack_visit(now))
