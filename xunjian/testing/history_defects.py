"""Defects and decoys that only time tells: dates that follow inspections, old texts again, failing samples,
silent accounts. They change the portal and its past; plant them last."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from xunjian.testing.planting import (
    Defect,
    Planted,
    Promise,
    add_stories,
    change_column,
    change_story,
    claim_of_home,
    column_of,
    rewrite,
)
from xunjian.testing.spec import Claim, Column, PortalSpec, Story

CHECKS = ("site.reachable", "newmedia.updated", "update.forged_date", "content.recycled")


def statuses(check: str, spec: PortalSpec) -> frozenset[str] | None:
    """The statuses that are right where no claim decides; None: as for any other check."""
    past = spec.past
    if check == "update.forged_date":
        return frozenset({"pass"} if past.earlier is not None else {"unknown"})
    if check == "newmedia.updated":
        known = {"not_applicable"} if past.accounts == () else {"unknown"}
        return frozenset({"pass"} if past.posts else known)
    return None


def _both(spec: PortalSpec, change: Callable[[PortalSpec, date], PortalSpec]) -> PortalSpec:
    """The spec and its earlier state, each changed for the day on which it is looked at."""
    past = spec.past
    before = past.earlier or replace(spec, as_of=spec.as_of - timedelta(days=past.days))
    now = change(replace(spec, past=type(past)()), spec.as_of)
    return replace(now, past=replace(past, earlier=change(before, before.as_of)))


def looked_at_before(spec: PortalSpec) -> Planted:
    """A decoy: the same portal three days ago, whose dates stay as they are."""
    return Planted(_both(spec, lambda state, day: state))


def dates_of_the_visit(slug: str, count: int) -> Defect:
    """The newest articles of a column always bear the day of the inspection (T12)."""
    claim = Claim("update.forged_date", "review", on="column", mentions="伪造发稿日期")

    def dated(column: Column, day: date, *claims: Claim) -> Column:
        rows = tuple(replace(story, day=day) for story in column.stories[:count])
        return replace(column, stories=rows + column.stories[count:], claims=column.claims + claims)

    def defect(spec: PortalSpec) -> Planted:
        changed = _both(
            spec,
            lambda state, day: change_column(
                state, slug, lambda column: dated(column, day, *((claim,) if day == spec.as_of else ()))
            ),
        )
        return Planted(changed, (Promise(claim.check, claim.status, column_of(slug), claim.mentions),))

    return defect


def corrected_date(slug: str, number: int) -> Defect:
    """A decoy: a date that was a year off is corrected."""
    silent = Claim("update.forged_date", "silent", about="a wrong year, corrected")

    def defect(spec: PortalSpec) -> Planted:
        def change(state: PortalSpec, day: date) -> PortalSpec:
            if day == spec.as_of:
                return change_story(
                    state, slug, number, lambda story: replace(story, claims=(*story.claims, silent))
                )
            year = timedelta(days=365)
            return change_story(
                state, slug, number, lambda story: replace(story, day=(story.day or day) - year)
            )

        return Planted(_both(spec, change))

    return defect


_LINES = tuple(
    f"{who}把{what}作为近期的重点工作，{how}，力求在年底以前见到实实在在的成效，让沿线群众早日受益。"
    for who, what, how in (
        ("各乡镇", "河道清淤疏浚", "抽调精干力量分片包干逐段推进"),
        ("水利部门", "堤岸加固绿化", "对险工险段逐一登记造册限期销号"),
        ("交通部门", "沿河道路硬化", "优先安排偏远村组与学校门口的路段"),
        ("环保部门", "排污口整治", "挨家挨户上门讲解政策并签下承诺"),
        ("志愿服务队", "垃圾清运", "每逢周末都带着工具到岸边义务劳动"),
        ("沿线企业", "绿地认养", "主动出资购买树苗并派出专人照看"),
    )
)


def recycled_story(slug: str, number: int, years: int = 2, title: str = "全县上下齐心治理母亲河") -> Defect:
    """A news item whose text the same column published years ago (T13)."""
    claim = Claim("content.recycled", "review", mentions="旧文新发")

    def write(story: Story) -> Story:
        return replace(story, title=title, paragraphs=_LINES)

    def defect(spec: PortalSpec) -> Planted:
        planted = rewrite(slug, number, write, claim)(spec)
        story = planted.spec.column(slug).stories[number]
        day = (story.day or spec.as_of) - timedelta(days=365 * years)
        old = replace(story, key=_free_key(spec), day=day, claims=(), files=(), explains=None)
        return Planted(add_stories(planted.spec, slug, old), planted.promises)

    return defect


def republished_story(slug: str, number: int) -> Defect:
    """A decoy: the same text again, saying that it is."""

    def defect(spec: PortalSpec) -> Planted:
        planted = recycled_story(slug, number, title="河道治理工作取得进展（更正后重新发布）")(spec)
        silent = Claim("content.recycled", "silent", about="said to be published again")

        def hush(story: Story) -> Story:
            kept = tuple(claim for claim in story.claims if claim.check != silent.check)
            return replace(story, claims=(*kept, silent))

        return Planted(change_story(planted.spec, slug, number, hush))

    return defect


def _free_key(spec: PortalSpec) -> int:
    return max(story.key for column in spec.walk() for story in column.stories) + 1


def failing_samples(down: int) -> Defect:
    """So many of the week's 140 samples failed; from 7 on it is a fault."""

    def defect(spec: PortalSpec) -> Planted:
        spec = replace(spec, past=replace(spec.past, down=down))
        if down * 20 < 140:
            return Planted(spec)
        claim = Claim("site.reachable", on="home", mentions=f"打不开 {down} 次")
        return claim_of_home(spec, claim)

    return defect


def accounts_in_new_media(*days_ago: int) -> Defect:
    """Accounts that posted so many days ago; beyond 14 it is a fault. None at all: the register says so."""
    names = ("微信", "微博", "抖音")

    def defect(spec: PortalSpec) -> Planted:
        posts = tuple((names[n], f"{spec.short}发布", days) for n, days in enumerate(days_ago))
        accounts = tuple(f"{platform}/{name}" for platform, name, _ in posts)
        spec = replace(spec, past=replace(spec.past, posts=posts, accounts=accounts))
        claims = (
            Claim("newmedia.updated", on="home", mentions=f"（{platform}）最近一条", about=f"{days} days ago")
            for platform, _, days in posts
            if days > 14
        )
        return claim_of_home(spec, *claims)

    return defect
