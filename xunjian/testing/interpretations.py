"""Interpretations (政策解读) of the portals' own policies: texts, links, and what is true of them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from xunjian.testing.planting import (
    Defect,
    Planted,
    Promise,
    add_stories,
    change_column,
    change_story,
    story_of,
)
from xunjian.testing.spec import Claim, PortalSpec, Story

CHECKS = tuple(f"interpretation.{name}" for name in ("linked", "timely", "forms", "copied"))
_LIMIT = 3
_TEXT = (
    "一、出台背景。近年来群众对{core}所涉事项关注度高，原有做法分散在多个部门，标准不一，亟需统一口径，回应各方关切。",
    "二、起草过程。牵头单位先后走访十二个基层站所，书面征询各方看法，共收到建议四十余条，逐条研究后采纳了其中的大部分。",
    "三、主要亮点。与以往相比，此次突出简化环节、压缩时限、公开结果三个方面，普通家庭最关心的补助条件首次列成清单。",
    "四、名词解释。文中所称主管单位，是指按照职责分工承担日常事务的机构；所称对象，包括长期居住在本地的常住人口。",
    "五、实施时间。自公布之日起第三十日施行，过渡期内已经受理的事项按照从旧兼从优的办法办理，咨询可拨打服务热线。",
)


def explained(policy: Story, key: int, day: date, turn: int) -> Story:
    """A sound interpretation of a policy: words first, then with a picture, a film, both."""
    core = core_of(policy.title)
    forms = (f"《{core}》政策解读", f"一图读懂：{core}", f"视频解读｜《{core}》", f"{core}政策问答")
    return Story(
        key,
        forms[turn % 4],
        day,
        policy.source,
        tuple(line.format(core=core) for line in _TEXT),
        pictures=int(turn % 4 in (1, 3)),
        video=turn % 4 in (2, 3),
        explains=policy.key,
    )


def core_of(title: str) -> str:
    """What a policy's title puts in force, else its title from 关于 on."""
    hit = re.search(r"关于印发(.+)的通知$", title)
    return hit[1].strip("《》") if hit else title[max(0, title.find("关于")) :]


# -- what is true


def expected(spec: PortalSpec, seen: Callable[[Story], bool]) -> Iterator[tuple[str, str, Story | None, str]]:
    """Check, status, subject (none: the home page) and reason of every finding that must be there."""
    policies = {story.key: story for column in spec.walk() for story in column.stories}
    judged: set[int] = set()
    for reading, policy in _pairs(spec, seen):
        if reading.leads == "none":
            yield "interpretation.linked", "fail", reading, "interpretation without link"
        if policy.leads == "none" and policy.key not in judged:
            judged.add(policy.key)
            yield "interpretation.linked", "fail", policies[policy.key], "policy without link"
        if reading.day and policy.day and (reading.day - policy.day).days > _LIMIT:
            yield "interpretation.timely", "fail", reading, f"{(reading.day - policy.day).days} days late"
    shown, claimed, count = _forms(spec, seen)
    if count and len(shown) < 3:
        status = "review" if count < 3 or len(shown | claimed) >= 3 else "fail"
        yield "interpretation.forms", status, None, f"{sorted(shown)} of {count}"


def statuses(check: str, spec: PortalSpec, seen: Callable[[Story], bool]) -> frozenset[str]:
    """What is right where nothing is found: without a sample nobody knows."""
    if check == "interpretation.forms":
        return frozenset({"pass"} if len(_forms(spec, seen)[0]) >= 3 else {"unknown"})
    pairs = list(_pairs(spec, seen))
    if check == "interpretation.copied":
        pairs = [each for each in pairs if not each[0].pictures and not each[0].video]
        pairs = [each for each in pairs if all(sum(map(len, one.paragraphs)) >= 200 for one in each)]
    return frozenset({"pass"} if pairs else {"unknown"})


def _pairs(spec: PortalSpec, seen: Callable[[Story], bool]) -> Iterator[tuple[Story, Story]]:
    stories = {story.key: story for column in spec.walk() for story in column.stories if seen(story)}
    for story in stories.values():
        if story.explains in stories:
            yield story, stories[story.explains]


def _forms(spec: PortalSpec, seen: Callable[[Story], bool]) -> tuple[set[str], set[str], int]:
    begin = spec.as_of - timedelta(days=365)
    rows = [story for column in spec.walk() if column.slug == "zcjd" for story in column.stories]
    rows = [story for story in rows if story.day and begin <= story.day <= spec.as_of and seen(story)]
    shown: set[str] = set()
    claimed: set[str] = set()
    for story in rows:
        shown |= {"text"} if sum(map(len, story.paragraphs)) >= 100 else set()
        shown |= {"picture"} if story.pictures else set()
        shown |= {"video"} if story.video else set()
        claimed |= {"picture"} if re.search("一图|图解", story.title) else set()
        claimed |= {"video"} if re.search("视频|短片", story.title) else set()
    return shown, claimed, len(rows)


# -- defects


def _reading(spec: PortalSpec, number: int) -> Story:
    return spec.column("zcjd").stories[number]


def _slug_of(spec: PortalSpec, key: int | None) -> tuple[str, int]:
    for column in spec.walk():
        for number, story in enumerate(column.stories):
            if story.key == key:
                return column.slug, number
    raise LookupError(key)


def unlink_reading(number: int) -> Defect:
    """An interpretation that does not lead to its policy; it leads to the list of policies only."""

    def defect(spec: PortalSpec) -> Planted:
        subject = story_of(_reading(spec, number).key)
        changed = change_story(spec, "zcjd", number, lambda story: replace(story, leads="none"))
        return Planted(changed, (Promise("interpretation.linked", subject=subject),))

    return defect


def unlink_policy(number: int, only_column: bool = False) -> Defect:
    """The policy of an interpretation does not lead to it. `only_column`: to the column it stands in."""

    def defect(spec: PortalSpec) -> Planted:
        slug, place = _slug_of(spec, _reading(spec, number).explains)
        block = ("<p>政策解读：{column:zcjd|点击查看政策解读}</p>",) if only_column else ()

        def change(story: Story) -> Story:
            return replace(story, leads="none", blocks=(*story.blocks, *block))

        subject = story_of(spec.column(slug).stories[place].key)
        changed = change_story(spec, slug, place, change)
        return Planted(changed, (Promise("interpretation.linked", subject=subject),))

    return defect


def late_reading(number: int, days: int) -> Defect:
    """An interpretation published so many days after its policy."""

    def defect(spec: PortalSpec) -> Planted:
        reading = _reading(spec, number)
        slug, place = _slug_of(spec, reading.explains)
        day = spec.column(slug).stories[place].day
        assert day is not None
        late = day + timedelta(days=days)
        changed = change_story(spec, "zcjd", number, lambda story: replace(story, day=late))
        promises = (Promise("interpretation.timely", subject=story_of(reading.key)),) if days > _LIMIT else ()
        return Planted(changed, promises)

    return defect


def copied_reading(number: int) -> Defect:
    """An interpretation whose text is its policy's, a sentence before it."""

    def defect(spec: PortalSpec) -> Planted:
        slug, place = _slug_of(spec, _reading(spec, number).explains)
        text = (
            "为进一步做好此项工作，明确各方责任，结合本地实际，制定本文件，请相关机构认真执行。",
            "第一条 主管机构每季度公布一次进展，列明项目名称、所在位置、完成数量和下一步打算，接受社会监督。",
            "第二条 申请人提交的材料齐全的，受理窗口应当场登记并出具回执；不齐全的，一次告知要补充什么。",
            "第三条 所需经费列入年度安排，专款专用，任何单位不得截留挪用，审计机关按年度开展专项核查。",
            "第四条 对工作中成效突出的集体给予通报表扬，对推诿拖延造成不良后果的，依照规定追究责任。",
        )
        changed = change_story(spec, slug, place, lambda story: replace(story, paragraphs=text))

        def copy(story: Story) -> Story:
            claim = Claim("interpretation.copied", "review", about="repeats its policy")
            return replace(
                story,
                paragraphs=("现将有关内容摘要如下。", *text[1:]),
                pictures=0,
                video=False,
                claims=(*story.claims, claim),
            )

        subject = story_of(_reading(spec, number).key)
        changed = change_story(changed, "zcjd", number, copy)
        return Planted(changed, (Promise("interpretation.copied", "review", subject),))

    return defect


def readings_in(*forms: str) -> Defect:
    """Words, and of pictures and films only those named; nothing says that it has another."""
    titles = {"picture": "^(?:一图读懂：|图解[：｜])", "video": "^(?:视频解读｜|短片[：｜])"}
    lost = [pattern for form, pattern in titles.items() if form not in forms]

    def change(story: Story) -> Story:
        title = re.sub("|".join(lost), "政策解读：", story.title)
        story = replace(story, title=title, video=story.video and "video" in forms)
        if "picture" in forms:
            return story
        return replace(story, pictures=0, leads="box" if story.leads == "picture" else story.leads)

    def defect(spec: PortalSpec) -> Planted:
        changed = change_column(
            spec, "zcjd", lambda column: replace(column, stories=tuple(map(change, column.stories)))
        )
        status = "review" if len(spec.column("zcjd").stories) < 3 else "fail"
        return Planted(changed, (Promise("interpretation.forms", status),))

    return defect


# -- decoys


def foreign_readings(spec: PortalSpec) -> Planted:
    """Interpretations of what others published, without any link; one document is here as a copy."""

    def story(key: int, title: str, age: int, source: str) -> Story:
        text = tuple(line.format(core="该文件") for line in _TEXT)
        return Story(key, title, spec.as_of - timedelta(days=age), source, text)

    province = "云江省人民政府关于促进现代物流发展的意见"
    readings = (
        story(990801, "《国务院关于优化办税流程的意见》解读", 50, "中国政府网"),
        story(990802, "《关于促进现代物流发展的意见》政策解读", 36, "云江省人民政府网"),
        story(990803, "专家谈夏季饮水卫生", 90, ""),
    )
    policy_column = next(slug for slug in ("zfwj", "bmwj") if slug in {each.slug for each in spec.walk()})
    copy = story(990804, province, 80, "云江省人民政府")
    return Planted(add_stories(add_stories(spec, "zcjd", *readings), policy_column, copy))


def readings_follow(spec: PortalSpec) -> Planted:
    """Interpretations come out with their policies, wherever those were moved to."""
    for number, reading in enumerate(spec.column("zcjd").stories):
        slug, place = _slug_of(spec, reading.explains)
        day = spec.column(slug).stories[place].day
        assert day is not None
        when = day + timedelta(days=number % (_LIMIT + 1))

        def moved(story: Story, when: date = when) -> Story:
            return replace(story, day=when)

        spec = change_story(spec, "zcjd", number, moved)
    return Planted(spec)


def links_in_other_ways(spec: PortalSpec) -> Planted:
    """A picture leads to the interpretation, a script to the policy; its name in traditional characters."""
    slug, place = _slug_of(spec, _reading(spec, 0).explains)
    core = core_of(spec.column(slug).stories[place].title)
    changed = change_story(spec, slug, place, lambda story: replace(story, leads="picture"))
    spaced = f"《{core[:4]} {core[4:]}》政策解讀"
    changed = change_story(changed, "zcjd", 0, lambda story: replace(story, leads="script", title=spaced))
    return Planted(changed)


def published_again(spec: PortalSpec) -> Planted:
    """A policy that stands among the notices once more, later and without any link."""
    slug, place = _slug_of(spec, _reading(spec, 0).explains)
    policy = spec.column(slug).stories[place]
    assert policy.day is not None
    again = replace(policy, key=policy.key + 500_000, day=policy.day + timedelta(days=9), leads="none")
    return Planted(add_stories(spec, "tzgg", again))
