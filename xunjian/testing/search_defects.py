"""Searches that do not work, that work in an unusual way, and that nobody can judge without a browser."""

from dataclasses import replace

from xunjian.testing.planting import Defect, Planted, Promise, home_of
from xunjian.testing.spec import Claim, PortalSpec, Search

CHECK = "search.first_page"
_WORDS = {Search.NONE: "没有站内检索", Search.EVERYTHING: "与检索词无关"}


def broken_search(how: Search) -> Defect:
    """No search, one that leads nowhere, finds nothing or not all; or lists the same whatever is asked."""
    status = "review" if how is Search.EVERYTHING else "fail"
    mentions = _WORDS.get(how, "检索结果第一页没有")

    def defect(spec: PortalSpec) -> Planted:
        claim = Claim(CHECK, status, "home", mentions, f"search: {how}")
        changed = replace(spec, search=how, claims=(*spec.claims, claim))
        return Planted(changed, (Promise(CHECK, status, home_of, mentions),))

    return defect


def other_search(how: Search) -> Defect:
    """A sound search in another form: by POST in GBK, on a host of its own, behind a link."""
    return lambda spec: Planted(replace(spec, search=how))


def undecided_search(how: Search) -> Defect:
    """A search that asks for a captcha, belongs to others, or needs a browser: nothing may be said of it."""

    def decoy(spec: PortalSpec) -> Planted:
        return Planted(replace(spec, search=how, statuses={**spec.statuses, CHECK: ("unknown",)}))

    return decoy
