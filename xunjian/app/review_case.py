"""A marked finding as a test case: the pages that it rests on, cut out of the snapshot into a small one.

The case is judged like any snapshot. While the finding still comes out of it, the program is still wrong.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from storage.database import open_database
from storage.runs import load_audit
from storage.snapshot import SnapshotFile, SnapshotWriter, close_snapshot
from xunjian.app.facts import read_facts
from xunjian.app.judge import RunStamp, judge_snapshot
from xunjian.app.locate import locate_snapshot
from xunjian.app.packs import open_pack
from xunjian.app.review import case_folder, run_of_mark
from xunjian.app.run_pack import pack_of_run
from xunjian.errors import StorageError, UsageError
from xunjian.model.audit import AuditFinding
from xunjian.model.mark import Mark
from xunjian.model.observation import Fetch, Role
from xunjian.model.site import FactValues

_OBSERVED = ("robots", "shield", "tls", "dns", "render", "cut", "search", "paint", "axe")
_SNAPSHOT, _CASE = "snapshot.sqlite", "case.json"
_MOST_FOUND_ON = 20
_MOST_HOPS = 10


@dataclass(frozen=True, slots=True)
class Case:
    """One test case. `fires`: whether the marked finding still comes out of its pages."""

    folder: Path
    check: str
    fingerprint: str
    fires: bool


def write_case(number: int, root: Path, database: str | None = None) -> Case:
    """Make a test case of a mark. Raises UsageError or StorageError where its snapshot is gone."""
    mark, run_id = run_of_mark(number, database)
    engine = open_database(database)
    audit = load_audit(engine, run_id)
    finding = next((each for each in audit.findings if each.fingerprint == mark.fingerprint), None)
    if finding is None:
        raise StorageError(f"运行 {run_id} 的结果里没有这个问题。")
    located = locate_snapshot(run_id, engine)
    path, pack = located.snapshot, pack_of_run(engine, run_id, located.pack_id or "core").loaded
    folder = case_folder(root, mark)
    if (folder / _CASE).exists():
        raise UsageError(f"“{folder}”里已有这个测试页面。", "删去它，或换一个 --out。")
    folder.mkdir(parents=True, exist_ok=True)
    with SnapshotFile.open(path) as opened:
        _cut_out(opened, finding, folder / _SNAPSHOT)
    (folder / _CASE).write_text(_describe(mark, pack.file or pack.pack.id), "utf-8")
    case = judge_case(folder)
    if not case.fires:
        # Some findings rest on the whole site; a part of it then proves nothing either way.
        with SnapshotFile.open(path) as opened:
            (folder / _SNAPSHOT).unlink()
            _copy(opened, opened.fetches(), folder / _SNAPSHOT)
        case = judge_case(folder)
    return case


def judge_case(folder: Path) -> Case:
    """Judge a case anew. Raises UsageError where the folder holds none."""
    try:
        told = json.loads((folder / _CASE).read_text("utf-8"))
        check, fingerprint, pack = told["check"], told["fingerprint"], told["pack"]
    except (OSError, ValueError, KeyError, TypeError):
        raise UsageError(f"“{folder}”里没有测试页面。") from None
    path = folder / _SNAPSHOT
    with SnapshotFile.open(path) as opened:
        unit = opened.plan.units[0]
        facts: FactValues = read_facts(opened, path, unit)
        now = datetime.now(UTC)
        judged = judge_snapshot(opened, unit, open_pack(pack), RunStamp("case", now, now), facts)
    fires = any(each.fingerprint == fingerprint for each in judged.audit.findings)
    return Case(folder, check, fingerprint, fires)


def list_cases(root: Path) -> tuple[Path, ...]:
    """The folders of cases below a folder."""
    return tuple(sorted(each.parent for each in root.glob(f"*/{_CASE}")))


def _describe(mark: Mark, pack: str) -> str:
    told = {
        "check": mark.check,
        "fingerprint": mark.fingerprint,
        "pack": pack,
        "subject": mark.subject_url,
        "message": mark.message,
        "verdict": mark.verdict.value,
        "reason": mark.reason,
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _cut_out(opened: SnapshotFile, finding: AuditFinding, path: Path) -> None:
    urls = [opened.plan.home_url, finding.subject.url, *finding.subject.found_on[:_MOST_FOUND_ON]]
    urls += [each.url for each in finding.evidence if each.url]
    _copy(opened, _with_what_they_need(opened, urls), path)


def _with_what_they_need(opened: SnapshotFile, urls: list[str]) -> Iterator[Fetch]:
    """These addresses with where they lead, scripts and frames of the site, and its made-up pages."""
    known: set[tuple[str, Role]] = set()
    for url in urls:
        for role in Role:
            fetch = opened.fetch(url, role)
            for _ in range(_MOST_HOPS):
                if fetch is None or (fetch.url, fetch.role) in known:
                    break
                known.add((fetch.url, fetch.role))
                yield fetch
                fetch = (
                    (opened.fetch(fetch.location, role) or opened.fetch(fetch.location))
                    if fetch.location
                    else None
                )
    for role in (Role.RESOURCE, Role.PROBE):
        for fetch in opened.fetches(role):
            if (fetch.url, fetch.role) not in known:
                known.add((fetch.url, fetch.role))
                yield fetch


def _copy(opened: SnapshotFile, fetches: Iterator[Fetch], path: Path) -> None:
    with SnapshotWriter(path, opened.plan.model_copy(update={"since": None})) as writer:
        writer.set_meta({key: opened.meta[key] for key in opened.meta if key not in _OWN})
        for fetch in fetches:
            writer.add(fetch, opened.body(fetch), family="case" if fetch.role is Role.PAGE else "")
        for kind in _OBSERVED:
            for observation in opened.observations(kind):
                writer.observe(observation)
                for digest in _digests(observation.data):
                    if (body := opened.body_of(digest)) is not None:
                        writer.keep_body(body)
        writer.set_meta({"pages_fetched": str(writer.count_pages())})
    close_snapshot(path)


def _digests(value: object) -> Iterator[str]:
    """The stored bytes that an observation names: result pages, screenshots."""
    if isinstance(value, Mapping):
        for each in value.values():
            yield from _digests(each)
    elif isinstance(value, list):
        for each in value:
            yield from _digests(each)
    elif isinstance(value, str) and _DIGEST.fullmatch(value):
        yield value


_DIGEST = re.compile("[0-9a-f]{64}")
_OWN = frozenset(("format", "plan", "closed_at", "content_sha256", "pages_fetched"))
"""What a snapshot says of itself as a file."""
