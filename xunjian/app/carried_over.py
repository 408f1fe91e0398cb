"""What persons gave items before, for a run of today: while it holds, and saying that it is carried over."""

from dataclasses import replace
from datetime import date

from sqlalchemy import Engine

from storage.assessments import standing_assessments
from xunjian.model.assessment import Assessment, AssessmentEntry
from xunjian.packs.load import LoadedPack


def assessments_for(
    engine: Engine | None, unit_id: str, loaded: LoadedPack, as_of: date
) -> tuple[Assessment, ...]:
    """What was said and still holds on a day; what was said of another run says so in its note."""
    if engine is None:
        return ()
    standing = standing_assessments(engine, unit_id, loaded.pack.id)
    return tuple(
        _carried(standing[leaf.id], loaded.pack.version, as_of)
        for leaf in loaded.pack.leaves()
        if leaf.id in standing and standing[leaf.id].holds(as_of)
    )


def _carried(entry: AssessmentEntry, version: str, as_of: date) -> Assessment:
    said = entry.said
    if entry.as_of == as_of and entry.pack_version == version:
        return said
    edition = "" if entry.pack_version == version else f"按 {entry.pack_version} 版评，"
    words = f"沿用监测时间点 {entry.as_of} 的评分，{edition}有效期至 {entry.until}"
    reason = said.not_applicable_reason
    return replace(
        said,
        note="；".join(filter(None, (said.note.rstrip("。"), words))),
        not_applicable_reason=f"{reason.rstrip('。')}（{words}）" if reason else reason,
    )
