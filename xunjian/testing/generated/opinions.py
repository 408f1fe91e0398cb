"""Calls for opinions: answered in many ways, still open, or closed and silent."""

from dataclasses import replace
from datetime import date, timedelta

from xunjian.testing.generated.draw import Draw, silent
from xunjian.testing.spec import Claim, Story

CHECK = "disclosure.solicitation"
_MATTERS = (
    "电动自行车停放管理办法", "城市照明管理规定", "农贸市场升级改造方案", "学前教育布点规划",
    "公园绿地保护办法", "餐厨垃圾管理办法",
    "河道采砂规划", "历史建筑保护名录", "公共租赁住房管理办法", "校外托管管理规定", "节约用水实施细则",
    "文明养犬管理规定",
)  # fmt: skip
_PERIODS = (
    "征求意见时间：{start}至{end}。", "意见反馈截止时间为{end}。", "请于{end}前将书面意见反馈至我办。",
    "公示期自{start}起至{end}止。", "征集期限：{start}—{end}",
    "欢迎社会各界于{end}（星期五）前提出宝贵意见。",
)  # fmt: skip
_TITLES = (
    "关于公开征求《{matter}（征求意见稿）》意见的公告",
    "《{matter}（草案）》征求意见稿公开征求意见",
    "关于征集{matter}意见建议的通知",
)
_ANSWERS = (
    "征集期间共收到意见12条，采纳7条，部分采纳2条，未采纳3条，理由已书面告知。",
    "截至征集期满，共收到社会各界意见和建议5条，经研究全部采纳。",
    "征求意见期间，未收到任何意见建议。",
    "共收到反馈意见26条，其中采纳18条；不予采纳的8条，主要与上位法不一致。",
)


def _long(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def calls(draw: Draw, faulty: int, sound: int) -> None:
    """Silent calls, and such as were answered on their page or by another."""
    if not draw.has("yjzj") or draw.spec.unit_type not in ("city", "county"):
        return
    matters = draw.some(_MATTERS, faulty + sound)
    for turn, matter in enumerate(matters):
        start = draw.day(100, 150)
        end = start + timedelta(days=draw.pick((7, 15, 30)))
        period = draw.pick(_PERIODS).format(start=_long(start), end=_long(end))
        title = draw.pick(_TITLES).format(matter=matter)
        said = (
            f"为了提高{matter}的科学性，我们起草了征求意见稿，现向社会公开征求意见。",
            period,
            "提出意见的方式：来信请寄人民路1号，邮政编码999999；电子邮箱见首页。",
        )
        story = replace(draw.story("notice", title, paragraphs=0), day=start, paragraphs=said)
        if turn < faulty:
            claim = Claim(CHECK, about=f"silent: {period}")
            promise = ("我们将认真研究收到的意见，并及时公布采纳情况。",) if turn % 2 else ()
            draw.add("yjzj", replace(story, paragraphs=(*said, *promise), claims=(claim,)))
            continue
        _answered(draw, turn, matter, replace(story, claims=silent(CHECK, "answered call")), end)


def _answered(draw: Draw, turn: int, matter: str, story: Story, end: date) -> None:
    answer = draw.pick(_ANSWERS)
    if turn % 3 == 0:
        block = f"<h4>意见采纳情况</h4><p>{answer}</p>"
        draw.add("yjzj", replace(story, blocks=(block,)))
        return
    later = replace(
        draw.story("notice", paragraphs=0),
        day=min(draw.spec.as_of, end + timedelta(days=9)),
        title=f"关于《{matter}》公开征求意见采纳情况的反馈" if turn % 3 == 1 else f"{matter}征求意见情况说明",
        paragraphs=(answer,),
    )
    draw.add("yjzj", later)
    draw.add("yjzj", story)
