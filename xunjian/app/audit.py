"""One audit, end to end: plan, crawl, judge, write, record."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryFile

from sqlalchemy import Engine

from storage.database import open_database
from storage.reviews import list_marks
from storage.snapshot import SnapshotFile, close_snapshot, snapshot_lock
from xunjian.app.browser import find_browser, find_second, wants_sandbox, why_no_browser
from xunjian.app.carried_over import assessments_for
from xunjian.app.collect import CrawlEnd, run_crawl
from xunjian.app.contact import own_user_agent
from xunjian.app.facts import Readings
from xunjian.app.history import copy_history, remember_visit
from xunjian.app.hurry import in_a_hurry
from xunjian.app.judge import RunStamp, judge_snapshot
from xunjian.app.kept_readings import KeptReadings
from xunjian.app.outputs import AuditResult, finish
from xunjian.app.packs import open_pack
from xunjian.app.progress import ProgressSink, Silent
from xunjian.app.register import find_unit
from xunjian.app.remaining import Remaining
from xunjian.app.resuming import DONE, begun_for, folder_to_resume, is_done, refuse_other_site
from xunjian.app.runs import new_run_id, today
from xunjian.app.since import check_since, find_since
from xunjian.app.target import home_beside, refuse_other_type, refuse_private, resolve_target
from xunjian.app.traits import with_traits
from xunjian.errors import CollectError, UsageError, system_fault
from xunjian.model.observation import Role
from xunjian.model.plan import CrawlPlan
from xunjian.model.site import FactValues
from xunjian.model.unit import Unit
from xunjian.packs.load import LoadedPack
from xunjian.plan import CrawlOptions, make_plan, render_targets

_MOST_TURNS = 4
"""Of the browser."""
_SEEN = ("finished", "max_pages")
"""How a crawl ends that saw what it was to see."""


@dataclass(frozen=True, slots=True)
class AuditRequest:
    """What the caller asks for; the defaults are those of the contract."""

    target: str
    pack: str = "core"
    unit_type: str | None = None
    name: str | None = None
    site_code: str | None = None
    traits: tuple[str, ...] = ()
    """What exempts the unit from items of the pack, besides what the register says."""
    as_of: date | None = None
    seed: int = 0
    max_pages: int = 5000
    hours: str = ""
    """Hours of the day that the crawl keeps to, as `22:00-06:00`; empty: any."""
    concurrency: int = 4
    delay: float = 0.1
    resolve: Mapping[str, str] = field(default_factory=dict)
    browser: bool = True
    allow_private: bool = False
    resume: bool = False
    since: Path | None = None
    """An earlier snapshot; none: the newest of the unit that the database knows."""
    use_earlier: bool = True
    """Whether an earlier snapshot is used at all."""
    out: Path | None = None
    database: str | None = None
    record: bool = True
    """Whether the run goes into the database."""


@dataclass(frozen=True, slots=True)
class Ready:
    """An audit before its first request: all that was decided."""

    run_id: str
    unit: Unit
    loaded: LoadedPack
    engine: Engine | None
    plan: CrawlPlan
    snapshot: Path
    out: Path


@dataclass(frozen=True, slots=True)
class Crawled:
    """A crawl that a sweep ran for an audit. `interrupted_at`: as in CrawlEnd."""

    finish_reason: str
    started: datetime
    interrupted_at: float | None = None
    left: float | None = None
    """Seconds of the site's time that it did not use; none: all that the plan has."""


def run_audit(request: AuditRequest, sink: ProgressSink | None = None) -> AuditResult:
    """Audit one unit now. Raises XunjianError for wrong use; what the network does is in the result."""
    started = datetime.now(UTC)
    ready, sink = prepare_audit(request), sink or Silent()
    done = request.resume and is_done(ready.snapshot)
    with snapshot_lock(ready.snapshot) as lock, _readings(ready) as readings:
        try:
            end = run_crawl(
                ready.plan, ready.snapshot, readings.watch(sink), resume=request.resume, lock=lock
            )
        finally:
            readings.settle()
        copy_history(ready.engine, ready.unit, ready.plan, ready.snapshot)
        left = ready.plan.deadline_seconds - (datetime.now(UTC) - started).total_seconds()
        result = _judge(ready, readings, _look(ready, readings, end, sink, lock, left), started)
    notes = (DONE if done else "", home_beside(ready.unit, request.resolve), _no_browser(request))
    return replace(result, notes=(*result.notes, *filter(None, notes)))


def _no_browser(request: AuditRequest) -> str:
    """What is to be said where a browser was wanted and there is none to use."""
    why = why_no_browser() if request.browser else ""
    return (
        f"没有使用浏览器：{why}。需要浏览器才能判定的记为未能判定；怎样补上见 xunjian doctor。" if why else ""
    )


def judge_crawl(request: AuditRequest, crawled: Crawled) -> AuditResult:
    """What `run_audit` does once the crawl is over, for one that a sweep ran; `request` is that of the audit.

    Raises XunjianError.
    """
    ready = prepare_audit(replace(request, resume=True, use_earlier=False))
    with SnapshotFile.open(ready.snapshot, unclosed=True) as opened:
        ready = replace(ready, plan=opened.plan)
    end = CrawlEnd(crawled.finish_reason, crawled.interrupted_at)
    with snapshot_lock(ready.snapshot) as lock, _readings(ready) as readings:
        copy_history(ready.engine, ready.unit, ready.plan, ready.snapshot)
        left = ready.plan.deadline_seconds if crawled.left is None else crawled.left
        seen = _look(ready, readings, end, Silent(), lock, left)
        return _judge(ready, readings, seen, crawled.started)


def prepare_audit(request: AuditRequest) -> Ready:
    """Decide what is to be crawled and where it goes. Raises XunjianError for wrong use."""
    loaded = open_pack(request.pack)
    engine = open_database(request.database) if request.record else None
    before = begun_for(request.out) if request.resume and request.out is not None else None
    unit = resolve_target(
        request.target,
        loaded.pack,
        unit_type=request.unit_type or (before.type if before else None),
        name=request.name or (before.name if before else None),
        site_code=request.site_code or (before.site_code if before else None),
        find_unit=lambda target: find_unit(engine, target) if engine is not None else None,
    )
    unit = with_traits(unit, request.traits, loaded.pack)
    refuse_other_type(unit, loaded.pack)
    refuse_private(unit, request.resolve, allowed=request.allow_private)
    run_id = new_run_id()
    out = request.out or Path("xunjian-out") / unit.id / run_id
    if request.resume:
        out = folder_to_resume(request.out, unit)
    snapshot = _prepare(out, unit, resume=request.resume)
    since = _since(request, engine, unit, snapshot)
    plan = _plan(unit, loaded, request).model_copy(update={"since": str(since) if since else None})
    return Ready(run_id, unit, loaded, engine, plan, snapshot, out)


def _judge(ready: Ready, readings: Readings, seen: "_Collected", started: datetime) -> AuditResult:
    """Seal the snapshot, judge it, write the reports, record the run."""
    unit, engine = ready.unit, ready.engine
    try:
        with in_a_hurry(seen.interrupted_at):
            digest = close_snapshot(ready.snapshot)
            with SnapshotFile.open(ready.snapshot) as opened:
                stamp = RunStamp(ready.run_id, started, datetime.now(UTC), digest)
                facts = seen.facts or readings.facts(opened)
                marks = list_marks(engine, unit.id) if engine is not None else ()
                said = assessments_for(engine, unit.id, ready.loaded, opened.plan.as_of)
                judged = judge_snapshot(opened, unit, ready.loaded, stamp, facts, marks, said)
                result = finish(judged, opened, ready.snapshot, ready.out, engine)
            remember_visit(engine, unit, facts, digest)
            readings.keep(KeptReadings(unit.home_url), whole=judged.audit.run.complete)
            return result
    except KeyboardInterrupt:
        raise CollectError(
            f"已中断，还没有评判完；采集的内容保留在 {ready.snapshot}。",
            "加 --resume 接着做，或用 xunjian score 评判。",
        ) from None


def _readings(ready: Ready) -> Readings:
    """Those of the night before are looked at where its snapshot is: else everything is done anew."""
    kept = KeptReadings(ready.unit.home_url) if ready.plan.since else None
    return Readings(ready.snapshot, ready.unit, kept)


def _since(request: AuditRequest, engine: Engine | None, unit: Unit, own: Path) -> Path | None:
    """The earlier snapshot to lean on. Raises UsageError or StorageError where the one named will not do."""
    if not request.use_earlier:
        return None
    if request.since is not None:
        return check_since(request.since, unit, request.resolve, own)
    return find_since(engine, unit, request.resolve, own)


def _plan(unit: Unit, loaded: LoadedPack, request: AuditRequest) -> CrawlPlan:
    return make_plan(
        unit,
        loaded,
        CrawlOptions(
            as_of=request.as_of or today(),
            seed=request.seed,
            max_pages=request.max_pages,
            hours=request.hours,
            concurrency=request.concurrency,
            delay=request.delay,
            resolve=request.resolve,
            allow_private=request.allow_private,
            browser=find_browser() if request.browser else None,
            browser_sandbox=wants_sandbox(),
            second_browser=find_second() if request.browser else None,
            user_agent=own_user_agent(),
        ),
    )


def _prepare(out: Path, unit: Unit, *, resume: bool) -> Path:
    """The snapshot's path in the output folder, made if need be."""
    snapshot = out / "snapshot.sqlite"
    try:
        out.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=out):
            pass  # the folder may be there and yet not take files
    except OSError as error:
        raise UsageError(
            f"不能写入输出文件夹“{out}”：{system_fault(error)}。", "用 --out 指定可写的文件夹。"
        ) from None
    if not resume and snapshot.exists():
        raise UsageError(f"“{out}”里已有一次检查的结果。", "换一个 --out，或加 --resume 接着未完成的检查。")
    if resume:
        refuse_other_site(snapshot, unit)
    return snapshot


@dataclass(frozen=True, slots=True)
class _Collected:
    """What the crawl gave besides its snapshot."""

    facts: FactValues | None = None
    """Where they still hold for the whole snapshot."""
    interrupted_at: float | None = None


def _look(
    ready: Ready, readings: Readings, end: CrawlEnd, sink: ProgressSink, lock: int, left: float
) -> _Collected:
    """What the pages themselves ask for: a browser, and a look at what facts name.

    `left`: seconds of the site's time that the crawl left to all of it.
    """
    from xunjian.app.probing import probe  # takes a while to load: the crawl does not wait for it

    clock = Remaining(ready.plan, left)
    seen = _render(ready, readings, end, sink, lock, clock)
    if seen.interrupted_at is not None or end.finish_reason not in _SEEN:
        return seen
    with SnapshotFile.open(ready.snapshot, unclosed=True) as opened:
        facts = seen.facts or readings.facts(opened)
    probed = probe(clock, ready.snapshot, ready.loaded, facts, sink, lock)
    if probed.interrupted_at is not None:
        return _Collected(None, probed.interrupted_at)
    return _Collected(probed.facts)


def _render(
    ready: Ready, readings: Readings, end: CrawlEnd, sink: ProgressSink, lock: int, clock: Remaining
) -> _Collected:
    """Render what facts say must be rendered, and what comes to light by that: a portal may be shells all the
    way down."""
    plan = ready.plan
    if plan.browser is None or end.interrupted_at is not None or end.finish_reason == "unreachable":
        return _Collected(None, end.interrupted_at)
    targets: tuple[str, ...] = ()
    for _ in range(_MOST_TURNS):
        with SnapshotFile.open(ready.snapshot, unclosed=True) as opened:
            facts = readings.facts(opened)
            tried = frozenset(fetch.url for fetch in opened.fetches(Role.RENDERED) if fetch.fetched_at)
        before, targets = targets, render_targets(facts, plan.max_rendered, tried)
        if not targets or targets == before:
            return _Collected(facts)
        end = run_crawl(clock.plan, ready.snapshot, sink, phase="render", targets=targets, lock=lock)
        if end.interrupted_at is not None:
            break
    return _Collected(None, end.interrupted_at)
