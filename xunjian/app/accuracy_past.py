"""Lives through what came before the audit that is measured: rounds, imports, an earlier audit."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from storage.availability import save_samples
from storage.database import open_database
from storage.newmedia import save_posts
from storage.units import save_units
from xunjian.app.audit import AuditRequest, run_audit
from xunjian.model.availability import Sample
from xunjian.model.newmedia import Account, Post
from xunjian.model.observation import Outcome
from xunjian.model.unit import Unit
from xunjian.testing.server import Running
from xunjian.testing.spec import Past

_UNIT = "measured"
_PER_DAY = 20


def live_through(running: Running, request: AuditRequest, folder: Path) -> AuditRequest:
    """The request for the audit itself, with a database that remembers the portal's past, if it has one."""
    spec = running.spec
    past = spec.past
    if past == Past():
        return request
    address = f"sqlite:///{folder}/past.db"
    engine = open_database(address)
    unit = Unit(_UNIT, spec.name, spec.unit_type, running.home, newmedia=past.accounts)
    save_units(engine, [unit])
    if past.down is not None:
        start = datetime.combine(spec.as_of, time(4), UTC)
        save_samples(engine, [(unit, each) for each in _samples(start, past.down)])
    accounts = [
        (unit.id, Account(platform, name, spec.as_of, (Post(spec.as_of - timedelta(days=days), "一条"),)))
        for platform, name, days in past.posts
    ]
    save_posts(engine, accounts)
    request = replace(request, target=_UNIT, database=address, record=True, use_earlier=False)
    if past.earlier is not None:
        running.show(past.earlier)
        run_audit(replace(request, as_of=past.earlier.as_of, out=folder / "earlier"))
        running.show(spec)
    return request


def _samples(end: datetime, down: int) -> list[Sample]:
    """Seven full days before the monitoring day, `down` of them failures."""
    samples = []
    for number in range(7 * _PER_DAY):
        at = end - timedelta(days=1 + number % 7, minutes=20 * (number // 7))
        failed = number < down
        samples.append(
            Sample(at, Outcome.FAILED if failed else Outcome.OK, "timeout" if failed else "ok", None, 1.0)
        )
    return samples
