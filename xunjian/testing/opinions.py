"""Calls for opinions with what came of them, and calls that nobody answers."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from xunjian.testing.planting import Defect, Planted, Promise, change_column, story_of
from xunjian.testing.spec import Claim, Column, PortalSpec, Story

CHECK = "disclosure.solicitation"
_MATTERS = ("老旧小区加装电梯补贴办法", "停车泊位管理规定", "养老服务设施布局规划", "户外广告设置管理办法")
_OPEN = 30
"""Days that each call stands open."""


def solicitations(keys: Callable[[], int], as_of: date, office: str) -> tuple[Story, ...]:
    """A call that is open, one answered on its page, one answered by an item, one by a linked page, and
    a call for works, which asks for no opinion. Newest first."""

    def call(matter: str, age: int, more: str = "", blocks: tuple[str, ...] = ()) -> Story:
        day = as_of - timedelta(days=age)
        end = day + timedelta(days=_OPEN)
        period = f"征集时间：{_long(day)}至{_long(end)}"
        lines = (
            f"为提高决策质量，现将《{matter}（草案）》全文公布，向社会公开征求意见。",
            period,
            "意见反馈方式：可以通过信函、电子邮件提出。我们收到意见后将认真研究。",
        )
        title = f"关于《{matter}（草案）》公开征求意见的公告"
        return Story(keys(), title, day, office, (*lines, more) if more else lines, blocks=blocks)

    def answer(matter: str, age: int) -> Story:
        text = "征求意见期间，共收到意见建议6条，采纳4条，其余2条与上位法不一致，未予采纳，已向提出人说明。"
        title = f"《{matter}》征求意见采纳情况的说明"
        return Story(keys(), title, as_of - timedelta(days=age), office, (text,))

    linked = answer(_MATTERS[3], 215)
    return (
        call(_MATTERS[0], 25),
        call(_MATTERS[1], 140, "结果反馈：征集期间共收到意见9条，采纳5条，已在修改稿中体现。"),
        answer(_MATTERS[2], 165),
        call(_MATTERS[2], 210),
        replace(linked, title="关于户外广告草案意见处理情况的公告"),
        call(_MATTERS[3], 262, blocks=(f"<p>{{story:{linked.key}|查看征集结果}}</p>",)),
        Story(
            keys(), "关于公开征集城市形象标识设计作品的公告", as_of - timedelta(days=270), office,
            ("应征作品应当为原创，主题鲜明，便于识别和使用，一经采用即支付酬金，版权归征集单位所有。",
             f"现面向社会公开征集设计作品，截止日期：{_long(as_of - timedelta(days=240))}。",),
        ),
    )  # fmt: skip


def statuses(spec: PortalSpec, *, in_doubt: bool) -> frozenset[str]:
    """What is right where no call is silent. `in_doubt`: parts of the portal cannot be seen."""
    if not any(column.slug == "yjzj" and column.stories for column in spec.walk()):
        return frozenset({"not_applicable", "unknown"})
    return frozenset({"pass", "unknown"} if in_doubt else {"pass"})


def _long(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def silent_call(matter: int, period: str = "", promise: str = "") -> Defect:
    """The answer to a call is gone. `matter`: 1 to 3; `period`: how its time is written, with {start} and
    {end}; `promise`: words that look like an answer and are none."""

    def defect(spec: PortalSpec) -> Planted:
        name = _MATTERS[matter]
        claim = Claim(CHECK, about="closed call without an answer")
        call = next(s for s in spec.column("yjzj").stories if name in s.title and "公告" in s.title)

        def silence(story: Story) -> Story:
            day = story.day or spec.as_of
            lines = story.paragraphs[:3]
            if period:
                told = period.format(start=_long(day), end=_long(day + timedelta(days=_OPEN)))
                lines = (lines[0], told, lines[2])
            lines = (*lines, promise) if promise else lines
            return replace(story, paragraphs=lines, blocks=(), claims=(*story.claims, claim))

        def change(column: Column) -> Column:
            rows = (
                silence(story) if story.key == call.key else story
                for story in column.stories
                if story.key == call.key or not _answers(story, name)
            )
            return replace(column, stories=tuple(rows))

        promised = Promise(CHECK, subject=story_of(call.key))
        return Planted(change_column(spec, "yjzj", change), (promised,))

    return defect


def _answers(story: Story, name: str) -> bool:
    return story.title.startswith(f"《{name}》") or (name[:4] in story.title and "处理情况" in story.title)
