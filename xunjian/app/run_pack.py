"""The pack that a run was judged by, as it was then: whatever has become of its file since."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Engine

from storage.packs import PackUsed, find_pack, pack_digests
from xunjian.app.packs import finder, open_pack, pack_texts, read_text
from xunjian.catalog import load_catalog
from xunjian.errors import ConfigError, PluginError, UsageError
from xunjian.model.audit import Audit
from xunjian.packs.extend import PackText
from xunjian.packs.load import LoadedPack, load_pack


@dataclass(frozen=True, slots=True)
class RunPack:
    """`note`: what is to be said where the pack of today is another; else empty."""

    loaded: LoadedPack
    note: str = ""


def used_pack(loaded: LoadedPack) -> PackUsed:
    """What is to be kept of a pack with a run."""
    return PackUsed(loaded.texts, loaded.file)


def pack_of_run(engine: Engine | None, run_id: str | None, pack_id: str) -> RunPack:
    """The pack kept with a run; today's of that id where none was kept.

    Raises UsageError where there is neither, ConfigError where it cannot be read.
    """
    kept = find_pack(engine, run_id) if engine is not None and run_id is not None else None
    if kept is None:
        return RunPack(_named(pack_id))
    reference = kept.file or pack_id
    try:
        loaded = _open(kept, f"运行 {run_id} 存下的指标体系“{pack_id}”")
    except ConfigError as error:  # kept by an older version of this program
        try:
            today = open_pack(reference)
        except (UsageError, ConfigError, PluginError):
            raise error from None
        return RunPack(today, f"这次运行存下的指标体系“{pack_id}”本程序已不能读，改用现有的。")
    return RunPack(loaded, _difference(kept, loaded, reference))


def pack_of_runs(engine: Engine, audits: Sequence[Audit]) -> RunPack:
    """The one pack of several runs. Raises UsageError where some were judged by another text that changes
    more than words."""
    first = audits[0]
    used = pack_of_run(engine, first.run.id, first.pack.id)
    digests = pack_digests(engine, (audit.run.id for audit in audits))
    own = digests.get(first.run.id)
    others = {digest: run_id for run_id, digest in digests.items() if digest != own}
    for run_id in others.values():
        other = pack_of_run(engine, run_id, first.pack.id).loaded.pack
        if (other.id, other.version) == (used.loaded.pack.id, used.loaded.pack.version) and (
            other.items != used.loaded.pack.items or other.outcome != used.loaded.pack.outcome
        ):
            raise UsageError(
                f"“{other.id}”{other.version} 版在这些检查之间改过，不能一起比较。",
                f"先用 xunjian score 加 --pack 按同一个重新评判，例如运行 {run_id}。",
            )
    return used


def _named(pack_id: str) -> LoadedPack:
    try:
        return open_pack(pack_id)
    except UsageError as error:
        raise UsageError(
            error.message, f"这次运行没有存下指标体系，请用 --pack 写明它的文件。{error.hint}"
        ) from None


def _open(kept: PackUsed, name: str) -> LoadedPack:
    find = finder({each: (f"{name}所修改的“{each}”", text) for each, text in kept.texts[1:]})
    _, text = kept.texts[0]
    return replace(load_pack(text, name, load_catalog().checks, find), file=kept.file)


def _difference(kept: PackUsed, loaded: LoadedPack, reference: str) -> str:
    """What to say where the pack of today has another text; where there is none today, nothing."""
    own = _own_text(kept, reference)
    if own is None:
        return ""
    find = finder(pack_texts(), Path(kept.file).parent if kept.file else None)
    bases = ((text, find(name)) for name, text in kept.texts[1:])
    if own.text == kept.texts[0][1] and all(today and today.text == text for text, today in bases):
        return ""
    shown = f"{loaded.pack.title}（{loaded.pack.id} {loaded.pack.version} 版）"
    return (
        f"{shown}在这次运行之后改过，仍按运行时存下的；要按现在的，用 xunjian score 加 --pack {reference}。"
    )


def _own_text(kept: PackUsed, reference: str) -> PackText | None:
    """The text of the pack itself as it is today."""
    if not kept.file:
        return finder(pack_texts())(reference)
    path = Path(kept.file)
    try:
        return PackText(kept.file, read_text(path)) if path.is_file() else None
    except ConfigError:
        return PackText(kept.file, "")
