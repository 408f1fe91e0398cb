"""The record of assessments in words: who gave what, when, until when it holds."""

from collections.abc import Sequence

from xunjian.model.assessment import AssessmentEntry
from xunjian.packs.words import plain


def history_lines(entries: Sequence[AssessmentEntry]) -> list[str]:
    """The record in words, a line each."""
    return [_words(entry) for entry in entries]


def _words(entry: AssessmentEntry) -> str:
    said = entry.said
    if entry.withdrawn:
        what = "撤回以前的评分"
    elif said.vetoed is not None:
        what = "触发否决" if said.vetoed else "未触发否决"
    elif said.not_applicable_reason is not None:
        what = f"不适用：{said.not_applicable_reason}"
    else:
        what = "未评" if said.points is None else f"考核评分 {plain(said.points)} 分"
    own = "" if said.self_points is None else f"，自评分 {plain(said.self_points)} 分"
    more = "".join(f"，{label}：{text}" for label, text in (("佐证", said.link), ("说明", said.note)) if text)
    day = said.day.isoformat() if said.day else ""
    return (
        f"{said.item_id}  {what}{own}（{said.person}，{day}，有效期至 {entry.until}，{entry.by}读入）{more}"
    )
