"""Items that decide the whole: fired, open, or clear; with a warning before they fire (Q3, Q41)."""

from dataclasses import dataclass
from typing import Literal

from xunjian.model.assessment import Assessment
from xunjian.model.finding import CheckResult
from xunjian.packs.item import Item
from xunjian.packs.rule import Veto
from xunjian.scoring.person import who_said
from xunjian.scoring.tally import Tally

VetoState = Literal["fired", "open", "clear"]


@dataclass(frozen=True, slots=True)
class VetoWord:
    state: VetoState
    explanation: str
    warning: str = ""


def judge_veto(
    item: Item, tally: Tally | None, result: CheckResult | None, word: Assessment | None
) -> VetoWord:
    """`tally`: none where no check speaks for it."""
    rule = item.rule if isinstance(item.rule, Veto) else Veto()
    by_person = tally is None or item.confirm is not None
    if by_person:
        return _by_person(item, tally, word)
    assert tally is not None
    found, possible = len(tally.faults), len(tally.faults) + len(tally.doubts)
    if found >= rule.at_least:
        return VetoWord("fired", f"发现 {found} 处，达到否决条件（{rule.at_least} 处）。")
    warning = ""
    if rule.warn_at is not None and found >= rule.warn_at:
        warning = f"预警：“{item.title}”已有 {found} 处，达到 {rule.at_least} 处即否决。"
    if tally.blind or possible >= rule.at_least:
        if word is not None and word.vetoed is not None:
            return _by_person(item, tally, word)
        reason = f"{result.reason.rstrip('。')}。" if result is not None and result.reason else ""
        return VetoWord("open", f"{reason}是否否决待定。", warning)
    return VetoWord("clear", "未触发否决。" + warning, warning)


def _by_person(item: Item, tally: Tally | None, word: Assessment | None) -> VetoWord:
    if word is not None and word.vetoed is not None:
        told = ("人工认定触发否决" if word.vetoed else "人工认定未触发否决") + who_said(word)
        told += f"：{word.note.rstrip('。')}。" if word.note else "。"
        return VetoWord("fired" if word.vetoed else "clear", told)
    ask = item.confirm or (item.manual.ask if item.manual else "")
    places = len(tally.faults) + len(tally.doubts) if tally is not None else 0
    found = f"程序找到 {places} 处线索；" if places else ""
    return VetoWord("open", f"待人工确认：{found}{ask}（是否否决待定）")
