"""interaction.reply_time: public letters are answered within five working days."""

from collections.abc import Iterator
from datetime import date

from pydantic import Field

from checks._months import months_from
from checks._words import cited
from checks.interaction._letters import (
    answered_day,
    asked_day,
    name,
    proof,
    public,
    shortfall,
    signature,
    subject,
)
from xunjian.model.finding import Evidence, Finding
from xunjian.model.letters import Letter, Letters, Reply
from xunjian.model.site import Clock, Coverage
from xunjian.model.workdays import Deadline, WorkCalendar
from xunjian.plugin import CheckParams, check, fail, ok, review

CLAUSE = "《政府网站与政府系统政务新媒体检查指标》（国办秘函〔2019〕19号）互动交流·办理答复：5个工作日内答复"
_SKIPPED_SHOWN = 12


class Params(CheckParams):
    days: int = Field(default=5, ge=1, le=60, description="应在多少个工作日内答复（工作日，含当天）")
    months: int = Field(default=12, ge=1, le=60, description="看监测时间点前多少个月内提出的留言（月）")


@check(
    "interaction.reply_time",
    title="留言答复时限",
    clause=CLAUSE,
    classes={"late": "答复超时", "open": "超时仍未答复", "odd": "时间有误"},
)
def answered_in_time(
    letters: Letters, calendar: WorkCalendar, coverage: Coverage, clock: Clock, params: Params
) -> Iterator[Finding]:
    """看信箱、咨询、留言类栏目公开的留言，从提出到答复是否超过 5 个工作日（按参数）。

    提出当天为第 0 天，其后第一个工作日为第 1 天，第 5 个工作日当天答复仍算按时；法定节假日和调休按国务院
    办公厅公布的安排计算，没有官方安排的年份按周一至周五估算，超时的待人工确认。至监测时间点仍未答复、
    已超过时限的也算超时。没有写明提出时间或答复时间的不在这里判；答复早于提出的待人工确认；
    不公开内容的留言、在线访谈、意见征集、网上信访和举报不看。
    """
    judged = faults = 0
    unsure: list[str] = []
    for letter in public(letters):
        asked, answered = asked_day(letter), answered_day(letter)
        if asked is None or (answered is None and letter.reply is Reply.GIVEN):
            continue
        if letter.reply is Reply.UNSURE:
            unsure.append(f"{name(letter)}没有看到答复，但{'、'.join(letter.hidden)}")
            continue
        judged += 1
        if asked < months_from(clock.as_of, -params.months):
            continue
        finding = _odd(letter, asked, answered, clock.as_of) or _late(
            letter, asked, answered or clock.as_of, calendar.deadline(asked, params.days), params.days
        )
        if finding is not None:
            faults += 1
            yield finding
    seen = f"已看到的 {judged} 件留言没有发现超时，但没有看全：" if judged and not faults else ""
    short = shortfall(
        letters, coverage, unsure, seen=seen, judged=judged, what="写明提出和答复时间的公开留言"
    )
    if short is not None:
        yield short
    elif not faults:
        told = (
            f"公开的留言中有 {judged} 件可以核对时间，近 {params.months} 个月内提出的"
            f"都在 {params.days} 个工作日内答复。"
        )
        yield ok(told, *(proof(each, each.asked, each.answered) for each in public(letters)[:1]))


def _odd(letter: Letter, asked: date, answered: date | None, as_of: date) -> Finding | None:
    """Days that cannot be right: a person should look at what was meant."""
    if asked <= as_of and (answered is None or answered >= asked):
        return None
    said = f"提出时间 {asked}" + (f"，答复时间 {answered}" if answered is not None else "")
    why = "晚于监测时间点" if asked > as_of else "答复早于提出"
    return review(
        subject(letter),
        cited(f"{name(letter)}的时间有误（{said}，{why}），请人工核对", CLAUSE),
        proof(letter, letter.asked, letter.answered),
        expected="答复时间不早于提出时间",
        observed=said,
        signature=signature(letter),
        kind="odd",
        column=letter.column,
    )


def _late(letter: Letter, asked: date, until: date, deadline: Deadline, days: int) -> Finding | None:
    if until <= deadline.day:
        return None
    done = f"{until} 答复" if letter.reply is not Reply.OPEN else f"至 {until} 仍未答复"
    said = f"{name(letter)}于 {asked} 提出，{done}，超过 {days} 个工作日（应在 {deadline.day} 前，含当天）"
    if deadline.estimated:
        said += "；其间有年份没有官方放假安排，工作日按周一至周五估算，请人工核对"
    skipped = "、".join(f"{day:%m-%d}" for day in deadline.skipped[:_SKIPPED_SHOWN]) or "无"
    counted = Evidence(
        "computation",
        letter.url,
        quote=f"{asked} 起第 {days} 个工作日为 {deadline.day}，其间休息日：{skipped}",
    )
    make = review if deadline.estimated else fail
    return make(
        subject(letter),
        cited(said, CLAUSE),
        proof(letter, letter.asked, letter.answered),
        counted,
        expected=f"{deadline.day} 前（含当天）答复",
        observed=done,
        signature=signature(letter),
        kind="open" if letter.reply is Reply.OPEN else "late",
        column=letter.column,
    )
