"""What `--resume` goes on with: the folder it needs, the unit it was begun for, whether anything is left."""

from pathlib import Path

from storage.snapshot import SnapshotFile, holds_nothing, lock_path
from xunjian.errors import StorageError, UsageError
from xunjian.model.audit import AuditUnit, load_audit
from xunjian.model.unit import Unit

DONE = "这次检查早已做完：没有再访问网站，只是重新评判了一遍。要重新检查的，换一个 --out，不加 --resume。"


def folder_to_resume(out: Path | None, unit: Unit) -> Path:
    """Raises UsageError where none is named: a new one holds nothing to go on with."""
    if out is not None:
        return out
    earlier = sorted((Path("xunjian-out") / unit.id).glob("*/snapshot.sqlite"))
    example = earlier[-1].parent if earlier else Path("xunjian-out") / unit.id / "运行编号"
    raise UsageError(
        "--resume 要和 --out 一起用，写上次检查的结果文件夹。",
        f"{'最近一次的是' if earlier else '形如'} --out {example}。",
    )


def refuse_other_site(snapshot: Path, unit: Unit) -> None:
    """Refuse to go on with what is not there, or with the crawl of another home page."""
    if holds_nothing(snapshot):
        if lock_path(snapshot).exists() or snapshot.exists():
            return  # begun, and ended before anything was seen: it begins anew
        raise UsageError(
            f"“{snapshot.parent}”里没有未完成的检查，无法接着做。", "去掉 --resume，或检查 --out。"
        )
    with SnapshotFile.open(snapshot, unclosed=True) as opened:
        before = opened.plan.home_url
    if before != unit.home_url:
        raise UsageError(
            f"“{snapshot.parent}”里是对 {before} 的检查，不能接着检查 {unit.home_url}。", "换一个 --out。"
        )


def begun_for(out: Path) -> AuditUnit | None:
    """The unit as the interrupted audit in a folder called it; None where it came to no result."""
    try:
        return load_audit((out / "audit.json").read_text("utf-8")).unit
    except (OSError, ValueError):
        return None


def is_done(snapshot: Path) -> bool:
    """Whether a crawl saw all it was to see: there is nothing to go on with."""
    if holds_nothing(snapshot):
        return False
    try:
        with SnapshotFile.open(snapshot, unclosed=True) as opened:
            return opened.meta.get("complete") == "1"
    except StorageError:
        return False
