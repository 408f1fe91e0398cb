"""Planted defects: each changes a spec and names the verdicts that it must cause."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from xunjian.testing.expected import SILENT
from xunjian.testing.planting import (
    Defect,
    Planted,
    Promise,
    change_column,
    change_story,
    claim_of_home,
    column_of,
    home_of,
    own,
    place,
    story_of,
)
from xunjian.testing.site import Site
from xunjian.testing.spec import (
    Answer,
    Claim,
    Column,
    ColumnKind,
    File,
    FileFault,
    Footer,
    Placed,
    PortalSpec,
    State,
)

# -- footers


def drop_footer_item(item: str, how: str = "none") -> Defect:
    """The template forgets one item. `how`: none, or comment: it stands in an HTML comment."""

    def defect(spec: PortalSpec) -> Planted:
        footer = replace(spec.footer, how={**spec.footer.how, item: how})
        return Planted(replace(spec, footer=footer), (Promise(f"footer.{item}", subject=home_of),))

    return defect


def drop_footer_on(item: str, *where: str) -> Defect:
    """One item is missing on some pages: `articles`, `columns`, `home` or the slug of a column."""

    def defect(spec: PortalSpec) -> Planted:
        missing = {**spec.footer.missing_on, item: (*spec.footer.missing_on.get(item, ()), *where)}
        footer: Footer = replace(spec.footer, missing_on=missing)
        return Planted(replace(spec, footer=footer), (Promise(f"footer.{item}"),))

    return defect


# -- links


def break_home_link(to: str = "/zt/2023yshj/", text: str = "优化营商环境", form: str = "href") -> Defect:
    """A link on the home page whose target is gone. `to` may be `other:/…` or `closed:/…`."""

    def defect(spec: PortalSpec) -> Planted:
        def subject(site: Site) -> str:
            for name, base in (("other:", site.hosts.other), ("closed:", site.hosts.closed)):
                if to.startswith(name):
                    return base + to.removeprefix(name)
            return site.hosts.own + to

        return Planted(place(spec, Placed("home", text, to, form)), (Promise("links.home", subject=subject),))

    return defect


def break_inner_links(slug: str, *numbers: int, state: State = State.GONE) -> Defect:
    """Articles of a column that are still listed and do not answer. Not those that the home page shows."""

    def defect(spec: PortalSpec) -> Planted:
        column = spec.column(slug)
        for number in numbers:
            spec = change_story(spec, slug, number, lambda story: replace(story, state=state))
        soft = state is State.SOFT_404 or (state is State.GONE and spec.not_found != 404)
        check = "links.soft_404" if soft else "links.inner"
        return Planted(spec, tuple(Promise(check, subject=story_of(column.stories[n].key)) for n in numbers))

    return defect


def break_inner_link(where: str, to: str, text: str = "相关文件", form: str = "href") -> Defect:
    """A link on one inner page whose target is gone."""

    def defect(spec: PortalSpec) -> Planted:
        return Planted(place(spec, Placed(where, text, to, form)), (Promise("links.inner", subject=own(to)),))

    return defect


def break_image(where: str, to: str) -> Defect:
    """A picture that is gone."""

    def defect(spec: PortalSpec) -> Planted:
        check = "links.home" if where == "home" else "links.inner"
        placed = place(spec, Placed(where, "宣传图", to, "img"))
        return Planted(placed, (Promise(check, subject=own(to)),))

    return defect


def soft_404(where: str, to: str, text: str = "原文链接") -> Defect:
    """A link to an error page that answers 200."""

    def defect(spec: PortalSpec) -> Planted:
        spec = place(spec, Placed(where, text, to))
        spec = replace(spec, answers=(*spec.answers, Answer(to, State.SOFT_404)))
        return Planted(spec, (Promise("links.soft_404", subject=own(to)),))

    return defect


def redirect(where: str, to: str, state: State = State.LOOP, text: str = "旧版专栏") -> Defect:
    """A link that redirects for ever (LOOP) or to what is not there (TO_GONE)."""

    def defect(spec: PortalSpec) -> Planted:
        spec = place(spec, Placed(where, text, to))
        spec = replace(spec, answers=(*spec.answers, Answer(to, state)))
        return Planted(spec, (Promise("links.home" if where == "home" else "links.inner", subject=own(to)),))

    return defect


def forbid_other_site(to: str = "/member/") -> Defect:
    """The home page links to another site that answers 403: for a person to judge."""

    def defect(spec: PortalSpec) -> Planted:
        spec = place(spec, Placed("home", "会员单位平台", f"other:{to}"))
        spec = replace(spec, answers=(*spec.answers, Answer(to, State.FORBIDDEN, "other", "会员单位平台")))
        return Planted(spec, (Promise("links.home", "review", lambda site: site.hosts.other + to),))

    return defect


def break_attachment(
    slug: str, number: int, fault: FileFault, ext: str = "pdf", title: str = "附件"
) -> Defect:
    """An attachment of one article that cannot be used."""

    def defect(spec: PortalSpec) -> Planted:
        key = spec.column(slug).stories[number].key
        at = len(spec.column(slug).stories[number].files) + 1
        file = File(title, ext, fault)
        spec = change_story(spec, slug, number, lambda story: replace(story, files=(*story.files, file)))

        def subject(site: Site) -> str:
            page = site.story_urls[key]
            targets = [p.target for p in site.placings if p.page == page and p.kind == "attachment"]
            return targets[at - 1]

        return Planted(spec, (Promise("links.attachment", subject=subject),))

    return defect


# -- columns


SITE_DUTIES: Mapping[str, str] = {
    "gkzn": "disclosure.guide",
    "ysqgk": "disclosure.on_request",
    "zcjd": "interpretation.column",
    "hdjl": "interaction.channel",
    "gknb": "disclosure.annual_report",
    "ssj": "disclosure.random_inspection",
    "yjs": "disclosure.budget",
}
"""Column -> the check that reports of the home page that it is not there."""


def drop_column(slug: str, name: str) -> Defect:
    """A column that must be there is not. `name`: as the pack asks for it."""

    def defect(spec: PortalSpec) -> Planted:
        promises = [Promise("column.required", subject=home_of, mentions=name)]
        gone = (column.slug for column in spec.column(slug).walk())
        duties = (SITE_DUTIES[each] for each in gone if each in SITE_DUTIES)
        promises += [Promise(duty, subject=home_of) for duty in duties]
        return Planted(change_column(spec, slug, lambda column: None), tuple(promises))

    return defect


def blank_column(slug: str) -> Defect:
    """The column's page lists nothing."""

    def defect(spec: PortalSpec) -> Planted:
        spec = change_column(spec, slug, lambda column: replace(column, stories=()))
        promises = [Promise("column.blank", subject=column_of(slug))]
        if slug == "zcjd":
            promises.append(Promise("interpretation.column"))
        if slug == "yjs":
            promises.append(Promise("disclosure.budget", subject=home_of))
        return Planted(spec, tuple(promises))

    return defect


def age_column(slug: str, days: int) -> Defect:
    """The newest item of a column becomes `days` days old, the others older accordingly."""

    def defect(spec: PortalSpec) -> Planted:
        newest = max(story.day for story in spec.column(slug).stories if story.day)
        back = newest - (spec.as_of - timedelta(days=days))

        def aged(column: Column) -> Column:
            rows = tuple(
                replace(story, day=story.day - back if story.day else None) for story in column.stories
            )
            return replace(column, stories=rows)

        limit = spec.column(slug).limit
        late = limit is not None and days > limit
        promises = (Promise("update.column", subject=column_of(slug)),) if late else ()
        return Planted(change_column(spec, slug, aged), promises)

    return defect


def blank_month(back: int) -> Defect:
    """Nothing at all was published in the calendar month `back` months before that of as_of."""

    def defect(spec: PortalSpec) -> Planted:
        count = spec.as_of.year * 12 + spec.as_of.month - 1 - back
        year, month = divmod(count, 12)

        def thinned(column: Column) -> Column:
            rows = column.stories
            if column.kind is ColumnKind.LIST:
                rows = tuple(s for s in rows if not s.day or (s.day.year, s.day.month) != (year, month + 1))
            return replace(column, stories=rows, children=tuple(map(thinned, column.children)))

        name = f"{year}-{month + 1:02d}"
        spec = replace(spec, columns=tuple(map(thinned, spec.columns)))
        return Planted(spec, (Promise("update.blank_month", subject=home_of, mentions=name),))

    return defect


def future_date(slug: str, number: int = 0, ahead: int = 40) -> Defect:
    """An article dated later than tomorrow."""

    def defect(spec: PortalSpec) -> Planted:
        key = spec.column(slug).stories[number].key
        day = spec.as_of + timedelta(days=ahead)
        spec = change_story(spec, slug, number, lambda story: replace(story, day=day))
        promises = (Promise("update.future_date", subject=story_of(key)),) if ahead > 1 else ()
        return Planted(spec, promises)

    return defect


def stale_home(days: int = 21) -> Defect:
    """The home page was not built again for some time: it shows nothing newer."""

    def defect(spec: PortalSpec) -> Planted:
        spec = replace(spec, panels_until=spec.as_of - timedelta(days=days))
        return Planted(spec, (Promise("update.home", subject=home_of),))

    return defect


def late_home(spec: PortalSpec) -> Planted:
    """A decoy: the home page was not built again for some days, as many as are allowed at most."""
    stories = [story for slug in spec.panels for story in spec.column(slug).stories]
    first = spec.as_of - timedelta(days=14)
    days = [story.day for story in stories if story.day and first <= story.day <= spec.as_of]
    if not days:
        return Planted(spec)
    claim = Claim("update.home", SILENT, "home", about=f"home page of {min(days)}")
    return claim_of_home(replace(spec, panels_until=min(days)), claim)


# -- labels, entries, contents


def drop_labels(kind: str, *labels: str, empty: bool = False) -> Defect:
    """Page labels of one kind of page (home, column, article) are missing, or there without a value."""

    def defect(spec: PortalSpec) -> Planted:
        if empty:
            spec = replace(spec, labels_empty={**spec.labels_empty, kind: labels})
        else:
            spec = replace(spec, labels_missing={**spec.labels_missing, kind: labels})
        return Planted(spec, (Promise("site.page_labels", mentions=labels[0]),))

    return defect


def drop_error_report(how: str = "none") -> Defect:
    def defect(spec: PortalSpec) -> Planted:
        return Planted(replace(spec, error_report=how), (Promise("site.error_report", subject=home_of),))

    return defect


def spoil_certificate(tls: str, host: str = "www.yunjiang.invalid") -> Defect:
    """The portal has a name; its certificate is self_signed or expired, or (empty) https is not offered."""

    def defect(spec: PortalSpec) -> Planted:
        return Planted(replace(spec, host=host, tls=tls), (Promise("site.tls", subject=home_of),))

    return defect


def drop_accessibility_entry(how: str = "none") -> Defect:
    def defect(spec: PortalSpec) -> Planted:
        return Planted(
            replace(spec, accessibility=how), (Promise("site.accessibility_entry", subject=home_of),)
        )

    return defect


def blank_article(slug: str, number: int) -> Defect:
    """Title and date, and nothing else."""

    def defect(spec: PortalSpec) -> Planted:
        key = spec.column(slug).stories[number].key
        spec = change_story(
            spec,
            slug,
            number,
            lambda story: replace(story, paragraphs=(), pictures=0, video=False, files=(), blocks=()),
        )
        return Planted(spec, (Promise("content.blank_page", subject=story_of(key)),))

    return defect


# -- what must be unknown, never a fault


def challenge_column(slug: str) -> Defect:
    """One column stands behind a protection page."""

    def defect(spec: PortalSpec) -> Planted:
        return Planted(
            change_column(spec, slug, lambda column: replace(column, state=State.SHIELD)),
            (Promise("update.column", "unknown"),),
        )

    return defect


def forbid_by_robots(slug: str) -> Defect:
    """robots.txt forbids one column."""

    def defect(spec: PortalSpec) -> Planted:
        return Planted(
            change_column(spec, slug, lambda column: replace(column, robots=True)),
            (Promise("update.column", "unknown"),),
        )

    return defect


def scripted_column(slug: str) -> Defect:
    """A column whose list only a browser can see."""

    def defect(spec: PortalSpec) -> Planted:
        return Planted(
            change_column(spec, slug, lambda column: replace(column, kind=ColumnKind.XHR)),
            (Promise("column.blank", "unknown"),),
        )

    return defect


def challenge_page(spec: PortalSpec) -> Planted:
    """The whole portal stands behind a protection page."""
    return Planted(replace(spec, shielded=True), (Promise("site.error_report", "unknown"),))
