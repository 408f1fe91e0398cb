"""Feet, labels and entries of a whole portal."""

from dataclasses import replace

from xunjian.testing import defects
from xunjian.testing.generated.draw import Draw, silent
from xunjian.testing.spec import ITEMS, PortalSpec

_WAYS = {
    "icp": ("split", "alt", "plain"),
    "police": ("split", "alt", "plain"),
    "site_code": ("split", "plain"),
    "party_badge": ("link", "plain"),
    "sponsor": ("split",),
    "contact": ("split",),
}
_LABELS = {
    "home": ("SiteName", "SiteDomain", "SiteIDCode"),
    "column": ("ColumnName", "ColumnType"),
    "article": ("ArticleTitle", "PubDate", "ContentSource"),
}


def lacking_items(draw: Draw, *items: str) -> None:
    """Items that the template forgets, keeps in a comment, or that some pages lack."""
    for item in items:
        how = draw.pick(("none", "comment", "articles", "columns", "home", "one"))
        if how in ("none", "comment"):
            draw.plant(defects.drop_footer_item(item, how))
        else:
            where = draw.pick(draw.lists()) if how == "one" else how
            draw.plant(defects.drop_footer_on(item, where))


def items_in_other_ways(draw: Draw) -> None:
    """Decoys: numbers in the words of a picture, in pieces, written by a script or in a frame."""
    by = draw.pick(("page", "script", "iframe"))
    how = dict(draw.spec.footer.how)
    missing = {item for item, way in how.items() if way in ("none", "comment")} | set(
        draw.spec.footer.missing_on
    )
    if draw.spec.footer.missing_on:
        by = "page"
    for item in ITEMS:
        if item in missing:
            continue
        how[item] = draw.pick(_WAYS[item])
        draw.say(*silent(f"footer.{item}", f"{how[item]} in the {by}", on="home"))
    draw.spec = replace(draw.spec, footer=replace(draw.spec.footer, by=by, how=how))


def labels(draw: Draw, *kinds: str) -> None:
    """Labels of kinds of pages that are missing or empty."""
    for kind in kinds:
        names = draw.some(_LABELS[kind], draw.number(1, len(_LABELS[kind])))
        ordered = [name for name in _LABELS[kind] if name in names]
        draw.plant(defects.drop_labels(kind, *ordered, empty=bool(draw.number(0, 1))))


def entries(draw: Draw, error_report: str = "", accessibility: str = "") -> None:
    """The two entries: none or a comment is a fault, any other way is a decoy."""
    for check, now, plant in (
        ("site.error_report", error_report, defects.drop_error_report),
        ("site.accessibility_entry", accessibility, defects.drop_accessibility_entry),
    ):
        if now in ("none", "comment"):
            draw.plant(plant(now))
        elif now:
            draw.spec = _with_entry(draw.spec, check, now)
            draw.say(*silent(check, f"entry as {now}", on="home"))


def _with_entry(spec: PortalSpec, check: str, how: str) -> PortalSpec:
    return (
        replace(spec, error_report=how) if check == "site.error_report" else replace(spec, accessibility=how)
    )
