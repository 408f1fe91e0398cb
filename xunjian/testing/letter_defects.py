"""Defects and decoys among the letters of the public."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from xunjian.testing.letters import PlainLetter, letter_html, sound_letter
from xunjian.testing.planting import Defect, Planted, Promise, change_column, change_story, story_of
from xunjian.testing.spec import Claim, Column, PortalSpec, Story

_LATE = timedelta(days=24)
_FIELDS = {"asked": "留言时间", "answered": "答复时间", "office": "答复单位", "answer": "答复内容"}


def _written(slug: str, number: int, change: Callable[[PlainLetter], PlainLetter], *claims: Claim) -> Defect:
    """One letter of a column, written anew."""

    def defect(spec: PortalSpec) -> Planted:
        def rewritten(story: Story) -> Story:
            assert story.day is not None
            letter = change(sound_letter(story.key, story.day, spec.as_of))
            return replace(story, paragraphs=(), blocks=(letter_html(letter),), claims=claims)

        subject = story_of(spec.column(slug).stories[number].key)
        promises = tuple(Promise(claim.check, claim.status, subject, claim.mentions) for claim in claims)
        return Planted(change_story(spec, slug, number, rewritten), promises)

    return defect


def late_reply(slug: str, number: int, layout: str = "table") -> Defect:
    """Answered 24 days after it was asked; the letter must be older than that."""

    def late(letter: PlainLetter) -> PlainLetter:
        return replace(letter, answered=f"{_day(letter.asked) + _LATE:%Y年%m月%d日}", layout=layout)

    return _written(
        slug, number, late, Claim("interaction.reply_time", mentions="超过 5 个工作日", about=layout)
    )


def lacking_field(slug: str, number: int, name: str, layout: str = "paragraphs") -> Defect:
    """An answered letter without one of its fields: asked, answered, office or answer."""

    def lacking(letter: PlainLetter) -> PlainLetter:
        changed = {
            "asked": replace(letter, asked=""),
            "answered": replace(letter, answered=""),
            "office": replace(letter, office=""),
            "answer": replace(letter, answer=""),
        }
        return replace(changed[name], layout=layout)

    claim = Claim("interaction.reply_fields", mentions=_FIELDS[name], about=f"{name} in {layout}")
    return _written(slug, number, lacking, claim)


def open_letter(slug: str, number: int, state: str = "处理中", layout: str = "blocks") -> Defect:
    """A letter still without an answer: late, and after three months unanswered as well."""

    def defect(spec: PortalSpec) -> Planted:
        day = spec.column(slug).stories[number].day
        assert day is not None
        waited = (spec.as_of - day).days
        late = (Claim("interaction.reply_time", mentions="仍未答复", about=state),) if waited > 20 else ()
        old = (Claim("interaction.unanswered", mentions="没有答复", about=state),) if waited > 95 else ()

        def opened(letter: PlainLetter) -> PlainLetter:
            return replace(letter, answered="", office="", answer="", state=state, layout=layout)

        return _written(slug, number, opened, *late, *old)(spec)

    return defect


def _day(words: str) -> date:
    return date.fromisoformat(words[:10])


def _added(slug: str, day: date, title: str, block: str, *claims: Claim) -> Defect:
    """One more letter in its place by date."""

    def defect(spec: PortalSpec) -> Planted:
        key = 9000 + sum(len(column.stories) for column in spec.walk())

        def longer(column: Column) -> Column:
            source = column.stories[0].source
            story = Story(key, title, day, source, blocks=(block,), claims=claims)
            rows = sorted((*column.stories, story), key=lambda each: each.day or day, reverse=True)
            return replace(column, stories=tuple(rows))

        promises = tuple(Promise(each.check, each.status, story_of(key), each.mentions) for each in claims)
        return Planted(change_column(spec, slug, longer), promises)

    return defect


def _plain(asked: str, answered: str, layout: str) -> str:
    letter = replace(
        sound_letter(9001, _day(asked), _day(asked)), asked=asked, answered=answered, layout=layout
    )
    return letter_html(letter)


def over_the_holiday(slug: str) -> Defect:
    """National Day 2026: the fifth working day after 28 September is Saturday 10 October, a make-up day."""

    def defect(spec: PortalSpec) -> Planted:
        day = date(2026, 9, 28)
        in_time = _added(slug, day, "咨询社保缴费基数如何核定", _plain("2026-09-28", "2026-10-10", "table"))
        late = _added(
            slug, day, "反映公交站牌字迹不清", _plain("2026-09-28", "2026-10-11", "definitions"),
            Claim("interaction.reply_time", mentions="2026-10-10", about="a day after the fifth working day"),
        )  # fmt: skip
        one = in_time(spec)
        two = late(one.spec)
        return Planted(two.spec, one.promises + two.promises)

    return defect


def harmless_letters(slug: str) -> Defect:
    """Letters and pages beside them that owe nothing or are in time."""
    fields = PlainLetter("2026-03-02", "", "", "该信件涉及个人隐私，不予公开", "", "已办结", "table")
    held = letter_html(fields)
    signed = (
        "<p>【来信】您好，请问公积金贷款额度怎样计算？</p><p>来信时间：2026-10-02 20:11（国庆假期）</p>"
        "<p>【答复】您好，额度按缴存年限和余额计算，详情可到窗口咨询。</p><p>联系电话：0999-1234567</p>"
        "<p>住房公积金管理中心</p><p>2026年10月12日</p>"
    )
    forwarded = _plain("2026-08-03", "2026-08-10", "paragraphs").replace(
        "回复内容：", "回复内容：已转办。您反映的问题不属于我单位职责，原文如下："
    )
    notice = "<p>来信须知：来信人应当如实填写，来信内容要求一事一信，我们将在5个工作日内答复。</p>"
    interview = (
        "<p>访谈时间：2026年3月5日</p><p>嘉宾：住房和城乡建设局负责人</p>"
        "<p>主持人：网友提问，老旧小区何时改造？</p><p>嘉宾：今年安排改造三十个小区。</p>"
    )

    def decoy(spec: PortalSpec) -> Planted:
        done = Planted(spec)
        for day, title, block in (
            (date(2026, 3, 2), "关于家庭矛盾纠纷的来信", held),
            (date(2026, 10, 2), "咨询公积金贷款额度", signed),
            (date(2026, 8, 3), "反映跨区道路施工扬尘", forwarded),
            (date(2026, 8, 4), "网上来信办理须知", notice),
            (date(2026, 3, 5), "在线访谈：老旧小区改造", interview),
        ):
            done = _added(slug, day, title, block)(done.spec)
        return done

    return decoy
