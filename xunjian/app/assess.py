"""Items that a person decides: printed as a form, taken in again, kept, and carried over to later runs."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from pydantic import ValidationError
from sqlalchemy import Engine

from storage.assessments import list_assessments, save_assessments, standing_assessments
from storage.database import open_database
from storage.runs import find_exact, find_run, load_audit
from xunjian.app.assess_answers import Answer, Form, read_answers, read_form
from xunjian.app.assess_form import form_head, form_lines
from xunjian.app.packs import open_pack
from xunjian.app.run_pack import RunPack, pack_of_run
from xunjian.app.runs import today
from xunjian.errors import StorageError, UsageError, system_fault
from xunjian.model.assessment import AssessmentEntry
from xunjian.model.audit import Audit
from xunjian.model.audit import load_audit as parse_audit
from xunjian.reports.assessment_form import PACK, RUN, UNIT, render_form

USUAL_DAYS, LONGEST_DAYS = 180, 366
"""For how long an assessment holds, counted from the day it is taken in."""


@dataclass(frozen=True, slots=True)
class AssessRequest:
    """`run`: a run id or its beginning, a result folder, or an audit.json. `pack`: another file of the pack
    than the one kept with the run."""

    run: str
    pack: str | None = None
    by: str = ""
    until: date | None = None
    database: str | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of taking a form in."""

    run_id: str
    settled: int
    """Items decided now."""
    self_only: int
    """Items with a self-score alone: still pending."""
    withdrawn: int
    unchanged: int
    until: date
    note: str = ""
    """What is to be said of the pack; see `RunPack`."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A form as it was written."""

    items: int
    note: str = ""


def print_form(request: AssessRequest, out: Path, *, every: bool = False) -> Printed:
    """Write the form of a run. `every`: with the items that a check decides by itself, for the unit's own
    score. Raises UsageError, ConfigError or StorageError."""
    engine = open_database(request.database)
    audit, used = _of_run(request, engine)
    loaded = used.loaded
    standing = standing_assessments(engine, audit.unit.id, audit.pack.id)
    lines = tuple(form_lines(audit, loaded, standing, every=every))
    if not lines:
        raise UsageError(f"指标体系“{loaded.pack.title}”没有要人评的项，不需要评分表。")
    try:
        out.write_bytes(render_form(form_head(audit), lines))
    except OSError as error:
        raise UsageError(f"写不了文件“{out}”：{system_fault(error)}。", "换一个 --out。") from None
    return Printed(len(lines), used.note)


def take_form(request: AssessRequest, path: Path) -> Taken:
    """Take a filled-in form in: all of it, or nothing. Raises UsageError, ConfigError or StorageError."""
    engine = open_database(request.database)
    audit, used = _of_run(request, engine)
    loaded = used.loaded
    if find_exact(engine, audit.run.id) is None:
        raise StorageError(
            f"运行 {audit.run.id} 不在数据库里，评分无处可记。", "用 --database 指定记有它的数据库。"
        )
    made = today()
    until = request.until or made + timedelta(days=USUAL_DAYS)
    if not max(made, audit.run.as_of) <= until <= made + timedelta(days=LONGEST_DAYS):
        raise UsageError(
            f"有效期 {until} 不对，应从今天起、最长 {LONGEST_DAYS} 天。", "用 --until 写有效的最后一天。"
        )
    form = read_form(path)
    _refuse_other_form(form, audit)
    answers = read_answers(form, tuple(loaded.pack.leaves()), request.by.strip(), made)
    standing = standing_assessments(engine, audit.unit.id, audit.pack.id)
    fresh = [each for each in answers if _is_new(each, standing.get(each.said.item_id), audit.run.as_of)]
    now = datetime.now(UTC)
    save_assessments(
        engine,
        [
            AssessmentEntry(
                answer.said, audit.unit.id, audit.pack.id, audit.pack.version, audit.run.id, audit.run.as_of,
                until, now, request.by.strip() or answer.said.person, answer.withdrawn,
            )
            for answer in fresh
        ],
    )  # fmt: skip
    kept = [each for each in fresh if not each.withdrawn]
    settled = sum(each.said.settled for each in kept)
    withdrawn, unchanged = len(fresh) - len(kept), len(answers) - len(fresh)
    return Taken(audit.run.id, settled, len(kept) - settled, withdrawn, unchanged, until, used.note)


def assessment_history(request: AssessRequest) -> tuple[AssessmentEntry, ...]:
    """All that was ever said of the items of a run's pack for its unit, in the order it was taken in."""
    engine = open_database(request.database)
    audit, _ = _of_run(request, engine)
    return list_assessments(engine, audit.unit.id, audit.pack.id)


def _is_new(answer: Answer, before: AssessmentEntry | None, as_of: date) -> bool:
    """Whether a line says something new: what was printed with the form comes back unchanged."""
    if before is None:
        return not answer.withdrawn
    if before.withdrawn or answer.withdrawn:
        return before.withdrawn != answer.withdrawn
    return not before.holds(as_of) or replace(answer.said, day=before.said.day) != before.said


def _refuse_other_form(form: Form, audit: Audit) -> None:
    """Refuse a form of another unit or another pack; one of another run of both is as good."""
    pack = f"{audit.pack.id}@{audit.pack.version}"
    for label, wanted in ((UNIT, audit.unit.id), (PACK, pack)):
        found = form.told.get(label, "")
        if found != wanted:
            raise UsageError(
                f"“{form.name}”的{label}是“{found or '空'}”，运行 {audit.run.id} 的是“{wanted}”。",
                f"这张表是为运行“{form.told.get(RUN) or '（没有写）'}”打印的，请核对。",
            )


def _of_run(request: AssessRequest, engine: Engine) -> tuple[Audit, RunPack]:
    audit = _audit(request.run, engine)
    if request.pack is None:
        used = pack_of_run(engine, audit.run.id, audit.pack.id)
    else:
        used = RunPack(open_pack(request.pack))
    loaded = used.loaded
    if (loaded.pack.id, loaded.pack.version) != (audit.pack.id, audit.pack.version):
        raise UsageError(
            f"这次运行按“{audit.pack.id}@{audit.pack.version}”评判，"
            f"现有的是“{loaded.pack.id}@{loaded.pack.version}”。",
            f"先用 xunjian score {audit.run.id} --pack {request.pack or audit.pack.id} 重新评判，再评分。",
        )
    return audit, used


def _audit(reference: str, engine: Engine) -> Audit:
    path = Path(reference)
    file = path / "audit.json" if path.is_dir() else path
    if not file.is_file():
        return load_audit(engine, find_run(engine, reference).id)
    try:
        return parse_audit(file.read_text("utf-8"))
    except (ValidationError, UnicodeDecodeError):
        raise UsageError(f"“{file}”不是本程序的检查结果。", "写运行编号、结果文件夹或 audit.json。") from None
