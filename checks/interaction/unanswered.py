"""interaction.unanswered: no public letter lies unanswered for more than three months."""

from collections.abc import Iterator

from pydantic import Field

from checks._months import months_from
from checks._words import cited
from checks.interaction._letters import (
    asked_day,
    name,
    proof,
    public,
    shortfall,
    signature,
    subject,
)
from xunjian.model.finding import Finding
from xunjian.model.letters import Letters, Reply
from xunjian.model.site import Clock, Coverage
from xunjian.plugin import CheckParams, check, fail, ok

CLAUSE = "《政府网站与政府系统政务新媒体检查指标》（国办秘函〔2019〕19号）互动回应差：超过3个月未回应有效留言"


class Params(CheckParams):
    months: int = Field(
        default=3, ge=1, le=24, description="多少个月没有答复算长期未回应（月，按自然月，满月当天不算）"
    )
    window: int = Field(default=12, ge=1, le=60, description="看监测时间点前多少个月内提出的留言（月）")


@check("interaction.unanswered", title="长期未回应留言", clause=CLAUSE)
def nothing_left_unanswered(
    letters: Letters, coverage: Coverage, clock: Clock, params: Params
) -> Iterator[Finding]:
    """看监测时间点前 1 年内提出的公开留言，有没有超过 3 个月（按参数，自然月）仍未答复的。

    写着未回复、待办理、处理中、已受理的，或者答复处是空的，算未答复；已经答复的不管写得怎样都不报。
    正好满 3 个月的当天不算超过。不公开内容的留言、在线访谈、意见征集、网上信访和举报不看；
    没有看到答复而页面有图片、附件，或者没有读到的，未能判定。
    """
    own = public(letters)
    unsure: list[str] = []
    faults = 0
    for letter in own:
        asked = asked_day(letter)
        if letter.reply is Reply.GIVEN or (asked and asked < months_from(clock.as_of, -params.window)):
            continue
        if asked is None:
            unsure.append(f"{name(letter)}没有看到答复，也没有写明提出时间")
        elif months_from(asked, params.months) >= clock.as_of:
            continue
        elif letter.reply is Reply.UNSURE:
            unsure.append(f"{name(letter)}没有看到答复，但{'、'.join(letter.hidden)}")
        else:
            faults += 1
            waited = (clock.as_of - asked).days
            yield fail(
                subject(letter),
                cited(
                    f"{name(letter)}于 {asked} 提出，至 {clock.as_of} 已 {waited} 天没有答复，"
                    f"超过 {params.months} 个月",
                    CLAUSE,
                ),
                proof(letter, letter.asked),
                expected=f"{params.months} 个月内答复",
                observed=f"{waited} 天没有答复",
                signature=signature(letter),
                column=letter.column,
            )
    seen = f"已看到的 {len(own)} 件留言没有长期未回应的，但没有看全：" if own and not faults else ""
    short = shortfall(letters, coverage, unsure, seen=seen, judged=len(own), what="公开的留言")
    if short is not None:
        yield short
    elif not faults:
        yield ok(
            f"公开的 {len(own)} 件留言中，近 {params.window} 个月内提出的"
            f"没有超过 {params.months} 个月未答复的。",
            proof(own[0], own[0].asked, own[0].answered),
        )
