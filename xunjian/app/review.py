"""A finding's way back: marked as a false alarm or exempt, by a person, with a reason, until a day."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from storage.database import open_database
from storage.reviews import end_mark, find_findings, find_mark, list_marks, save_mark
from xunjian.app.runs import today
from xunjian.errors import UsageError
from xunjian.model.mark import LONGEST_DAYS, Mark, Verdict, latest_end


@dataclass(frozen=True, slots=True)
class MarkRequest:
    """`finding`: its id or the beginning of its fingerprint. `until`: none: as long as may be."""

    finding: str
    verdict: Verdict
    reason: str
    by: str
    until: date | None = None
    run: str | None = None
    database: str | None = None


_FEWEST = 6
"""Letters of a fingerprint that may name a finding."""


def mark_finding(request: MarkRequest) -> Mark:
    """Mark a finding from now on. Raises UsageError where it is not known, or the mark is not complete."""
    reason, by = request.reason.strip(), request.by.strip()
    if not reason:
        raise UsageError("标记要写明理由。", "用 --reason 写一句话：为什么是误报，或凭什么豁免。")
    if not by:
        raise UsageError("标记要写明由谁作出。", "用 --by 写姓名。")
    made = today()
    until = request.until or latest_end(made)
    if until < made:
        raise UsageError(f"有效期 {until} 已经过去。", "用 --until 写今天以后的日期。")
    if until > latest_end(made):
        raise UsageError(
            f"有效期最长 {LONGEST_DAYS} 天，最晚到 {latest_end(made)}。", "到期后仍有必要，请再看一次再标。"
        )
    engine = open_database(request.database)
    if len(request.finding.removeprefix("F-")) < _FEWEST:
        raise UsageError(f"问题编号“{request.finding}”太短。", "写报告里的编号，形如 F-0a1b2c3d4e5f。")
    found = find_findings(engine, request.finding, request.run)
    if not found:
        raise UsageError(
            f"数据库里没有问题“{request.finding}”。", "写报告或问题清单里的编号，形如 F-0a1b2c3d4e5f。"
        )
    if len(found) > 1:
        raise UsageError(f"编号“{request.finding}”对应 {len(found)} 个问题。", "请把编号写全。")
    now = datetime.now(UTC)
    number = save_mark(engine, found[0], request.verdict, reason, by, until, now)
    seen = found[0]
    return Mark(
        number, seen.unit_id, seen.fingerprint, seen.check, seen.subject_url, seen.message,
        request.verdict, reason, by, now, until,
    )  # fmt: skip


def marks_of(unit: str | None, database: str | None = None) -> tuple[Mark, ...]:
    return list_marks(open_database(database), unit)


def take_back(number: int, by: str, database: str | None = None) -> Mark:
    """End a mark; later runs report the finding again. Raises UsageError where there is none that stands."""
    if not by.strip():
        raise UsageError("撤销标记要写明由谁作出。", "用 --by 写姓名。")
    engine = open_database(database)
    found = find_mark(engine, number)
    if found is None:
        raise UsageError(f"没有第 {number} 号标记。", "用 xunjian review list 查看。")
    if not end_mark(engine, number, by.strip()):
        raise UsageError(f"第 {number} 号标记早已撤销。")
    return replace(found[0], ended_at=datetime.now(UTC), ended_by=by.strip())


def run_of_mark(number: int, database: str | None = None) -> tuple[Mark, str]:
    """A mark and the run that it was made on. Raises UsageError where there is none."""
    found = find_mark(open_database(database), number)
    if found is None:
        raise UsageError(f"没有第 {number} 号标记。", "用 xunjian review list 查看。")
    return found


def case_folder(root: Path, mark: Mark) -> Path:
    """Where the test case of a mark lies."""
    return root / f"{mark.check}-{mark.fingerprint[:12]}"
