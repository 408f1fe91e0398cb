"""Policies with their interpretations: linked or not, in time or late, copied or not."""

from dataclasses import replace
from datetime import timedelta

from xunjian.testing.generated.draw import Draw, silent
from xunjian.testing.interpretations import explained
from xunjian.testing.planting import Promise, story_of
from xunjian.testing.spec import Claim, Story

_MATTERS = (
    "中小学课后服务", "基本医疗保险门诊统筹", "城镇老旧小区改造", "农村宅基地管理", "残疾人就业扶持",
    "新能源汽车推广",
    "社区养老服务", "河湖长制", "青年人才引进", "小微企业贷款贴息", "耕地保护激励", "公共体育设施开放",
)  # fmt: skip
_TITLES = (
    "关于印发{matter}实施方案的通知",
    "关于加强{matter}工作的意见",
    "{short}人民政府关于{matter}的实施意见",
)
_TEXT = (
    "为进一步推进{matter}工作，明确各方职责，结合本地实际，制定本文件，请各有关单位认真贯彻执行。",
    "第一条 主管单位每季度公布一次工作进展，列明项目名称、所在位置、完成数量和下一步打算，接受社会监督。",
    "第二条 申请人提交的材料齐全的，受理窗口应当场登记并出具回执；不齐全的，应当一次告知需要补充的内容。",
    "第三条 所需经费列入年度财政安排，专款专用，任何单位不得截留挪用，审计机关按年度开展专项核查。",
    "第四条 对工作中成效突出的集体给予通报表扬，对推诿拖延造成不良后果的，依照规定追究相关人员责任。",
)
_CHECKS = ("interpretation.linked", "interpretation.timely", "interpretation.copied")


def pairs(draw: Draw, faulty: int, sound: int) -> None:
    """Pairs with a fault each, in turn, and sound ones at the limits."""
    policies = next((slug for slug in ("zfwj", "bmwj") if draw.has(slug)), "")
    if not policies or not draw.has("zcjd"):
        return
    matters = draw.some(_MATTERS, faulty + sound)
    for turn, matter in enumerate(matters):
        title = draw.pick(_TITLES).format(matter=matter, short=draw.spec.short)
        text = tuple(line.format(matter=matter) for line in _TEXT)
        policy = replace(draw.story("policy", title, low=30, high=150, paragraphs=0), paragraphs=text)
        assert policy.day is not None
        fault = ("reading", "policy", "late", "copied")[turn % 4] if turn < faulty else ""
        wait = draw.pick((4, 5, 9, 20)) if fault == "late" else draw.pick((0, 1, 2, 3))
        day = policy.day + timedelta(days=wait)
        reading = explained(policy, draw.key(), day, 0 if fault == "copied" else draw.number(0, 3))
        _plant(draw, policies, policy, reading, fault)


def _plant(draw: Draw, slug: str, policy: Story, reading: Story, fault: str) -> None:
    if fault == "reading":
        reading = replace(reading, leads="none")
        draw.promises.append(Promise("interpretation.linked", subject=story_of(reading.key)))
    elif fault == "policy":
        policy = replace(policy, leads="none")
        draw.promises.append(Promise("interpretation.linked", subject=story_of(policy.key)))
    elif fault == "late":
        draw.promises.append(Promise("interpretation.timely", subject=story_of(reading.key)))
    elif fault == "copied":
        claim = Claim("interpretation.copied", "review", about="repeats its policy")
        paragraphs = ("现将有关内容解读如下。", *policy.paragraphs[1:])
        reading = replace(reading, paragraphs=paragraphs, pictures=0, video=False, claims=(claim,))
    else:
        way = draw.pick(("picture", "script", "box", "row", "line"))
        policy = replace(policy, leads=way)
        reading = replace(reading, leads=way, claims=silent(_CHECKS, f"sound pair, linked by {way}"))
    draw.add(slug, policy)
    draw.add("zcjd", reading)


def of_others(draw: Draw, count: int) -> None:
    """Decoys: interpretations of what others published, and pages that are none."""
    if not draw.has("zcjd"):
        return
    titles = (
        ("《国务院关于推动设备更新的若干意见》解读", "中国政府网"),
        ("专家解读：怎样看待粮食安全", "经济日报"),
        ("省政府《关于促进夜间消费的意见》政策解读", "省人民政府网站"),
        ("《行政复议法》有哪些新变化", "司法部"),
    )  # fmt: skip
    for title, source in draw.some(titles, count):
        story = replace(draw.story("plain", title, paragraphs=4), source=source)
        draw.add("zcjd", replace(story, claims=silent(_CHECKS, "of another's policy")))
