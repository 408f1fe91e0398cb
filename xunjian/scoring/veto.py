"""Items that decide the whole: fired, open, or clear; with a warning before they fire (Q3, Q41)."""

from dataclasses import dataclass
from typing import Literal

from xunjian.model.assessment import Assessment
from xunjian.model.finding import CheckResult
from xunjian.packs.item import Item
from xunjian.packs.rule import Veto
from xunjian.packs.words import veto_words
from xunjian.scoring.person import who_said
from xunjian.scoring.tally import Tally, count

VetoState = Literal["fired", "open", "clear"]


@dataclass(frozen=True, slots=True)
class VetoWord:
    state: VetoState
    explanation: str
    warning: str = ""


def judge_veto(
    item: Item,
    tally: Tally | None,
    result: CheckResult | None,
    word: Assessment | None,
    early: CheckResult | None = None,
) -> VetoWord:
    """`tally`: none where no check speaks for it. `early`: the check with the parameters of `warn_if`."""
    rule = item.rule if isinstance(item.rule, Veto) else Veto()
    warning = _warning(item, rule, tally, early)
    by_person = tally is None or item.confirm is not None
    if by_person:
        return _by_person(item, rule, tally, word, warning)
    assert tally is not None
    found, possible = len(tally.faults), len(tally.faults) + len(tally.doubts)
    if found >= rule.at_least:
        return VetoWord("fired", f"发现 {found} 处，达到{veto_words(rule)}的条件（{rule.at_least} 处）。")
    if tally.blind or possible >= rule.at_least:
        if word is not None and word.vetoed is not None:
            return _by_person(item, rule, tally, word, warning)
        reason = f"{result.reason.rstrip('。')}。" if result is not None and result.reason else ""
        return VetoWord("open", f"{reason}是否{veto_words(rule)}待定。", warning)
    return VetoWord("clear", f"未触发{veto_words(rule)}。{warning}", warning)


def _warning(item: Item, rule: Veto, tally: Tally | None, early: CheckResult | None) -> str:
    """What is said in time (Q41): there are nearly too many, or soon it will be too long."""
    found = len(tally.faults) if tally is not None else 0
    if rule.warn_at is not None and found >= rule.warn_at:
        return f"预警：“{item.title}”已有 {found} 处，达到 {rule.at_least} 处即{veto_words(rule)}。"
    near = count(early, item.excused).faults if early is not None else ()
    if len(near) < rule.at_least:
        return ""
    return f"预警：“{item.title}”接近{veto_words(rule)}的界限：{near[0].message.rstrip('。')}。"


def _by_person(
    item: Item, rule: Veto, tally: Tally | None, word: Assessment | None, warning: str
) -> VetoWord:
    if word is not None and word.vetoed is not None:
        told = f"人工认定{'' if word.vetoed else '未'}触发{veto_words(rule)}{who_said(word)}"
        told += f"：{word.note.rstrip('。')}。" if word.note else "。"
        return VetoWord("fired" if word.vetoed else "clear", told, "" if word.vetoed else warning)
    ask = item.confirm or (item.manual.ask if item.manual else "")
    places = len(tally.faults) + len(tally.doubts) if tally is not None else 0
    found = f"程序找到 {places} 处线索；" if places else ""
    return VetoWord("open", f"待人工确认：{found}{ask}（是否{veto_words(rule)}待定）", warning)
