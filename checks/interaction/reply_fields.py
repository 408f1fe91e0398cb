"""interaction.reply_fields: an answered letter tells when it came, and when and by whom it was answered."""

from collections.abc import Iterator

from checks._words import cited
from checks.interaction._letters import (
    name,
    proof,
    public,
    shortfall,
    signature,
    subject,
)
from xunjian.model.finding import Finding
from xunjian.model.letters import Letter, Letters, Reply
from xunjian.model.site import Coverage
from xunjian.plugin import check, fail, ok

CLAUSE = (
    "《政府网站与政府系统政务新媒体检查指标》（国办秘函〔2019〕19号）互动交流·留言公开："
    "留言时间、答复时间、答复单位、答复内容"
)


@check("interaction.reply_fields", title="留言公开要素", clause=CLAUSE)
def letters_are_whole(letters: Letters, coverage: Coverage) -> Iterator[Finding]:
    """看已经答复的公开留言有没有写明留言时间、答复时间、答复单位和答复内容，缺一项即不通过。

    名称不限：来信、写信、咨询、提问、诉求的时间或日期，回复、答复、办理、办结的时间、单位、部门、内容、意见，
    都认；答复末尾落款的单位和日期也算。还没有答复的留言、不公开内容的留言、在线访谈、意见征集、网上信访和
    举报不看。页面有附件、图片或者没有读全的，未能判定；答复的质量不在这里判。
    """
    judged = faults = 0
    unsure: list[str] = []
    for letter in public(letters):
        if letter.reply is not Reply.GIVEN:
            continue
        lacks = _lacks(letter)
        if letter.listed_only or (lacks and letter.hidden):
            why = "、".join(letter.hidden) or "只在列表中看到"
            unsure.append(f"{name(letter)}没有看到{'、'.join(lacks) or '全部要素'}，但{why}")
            continue
        judged += 1
        if lacks:
            faults += 1
            yield fail(
                subject(letter),
                cited(f"{name(letter)}没有公开{'、'.join(lacks)}", CLAUSE),
                proof(letter, letter.asked, letter.answered, letter.office, letter.answer),
                expected="公开留言时间、答复时间、答复单位和答复内容",
                observed=f"缺少{'、'.join(lacks)}",
                signature=signature(letter),
                column=letter.column,
            )
    seen = f"已看到的 {judged} 件留言要素齐全，但没有看全：" if judged and not faults else ""
    short = shortfall(letters, coverage, unsure, seen=seen, judged=judged, what="已经答复的公开留言")
    if short is not None:
        yield short
    elif not faults:
        whole = next(each for each in public(letters) if each.reply is Reply.GIVEN)
        yield ok(
            f"{judged} 件已答复的公开留言都写明了留言时间、答复时间、答复单位和答复内容。",
            proof(whole, whole.asked, whole.answered, whole.office, whole.answer),
        )


def _lacks(letter: Letter) -> list[str]:
    fields = {
        "留言时间": letter.asked,
        "答复时间": letter.answered,
        "答复单位": letter.office,
        "答复内容": letter.answer,
    }
    return [words for words, told in fields.items() if told is None]
