"""Searches that do not work, that work in an unusual way, and that nobody can judge without a browser."""

from dataclasses import replace

from xunjian.testing.expected import SILENT
from xunjian.testing.planting import Defect, Planted, claim_of_home
from xunjian.testing.spec import Box, Claim, PortalSpec, Search

CHECK = "search.first_page"
_WORDS = {
    Search.NONE: "没有站内检索",
    Search.EVERYTHING: "与检索词无关",
    Search.RECOMMENDS: "仍列出信息",
}
_FOR_A_PERSON = (Search.EVERYTHING, Search.RECOMMENDS)


def broken_search(how: Search, box: Box = Box.OWN) -> Defect:
    """No search, one that leads nowhere, finds nothing or not all; or lists the same whatever is asked."""
    status = "review" if how in _FOR_A_PERSON else "fail"
    mentions = _WORDS.get(how, "检索结果第一页没有")

    def defect(spec: PortalSpec) -> Planted:
        claim = Claim(CHECK, status, "home", mentions, f"search: {how}, box: {box}")
        return claim_of_home(replace(spec, search=how, box=box), claim)

    return defect


def other_search(how: Search = Search.SOUND, box: Box = Box.OWN) -> Defect:
    """A decoy: a sound search in another form, by POST in GBK, on a host of its own, behind a link."""

    def decoy(spec: PortalSpec) -> Planted:
        claim = Claim(CHECK, SILENT, "home", about=f"sound search: {how}, box: {box}")
        return claim_of_home(replace(spec, search=how, box=box), claim)

    return decoy


def undecided_search(how: Search) -> Defect:
    """A search that asks for a captcha, belongs to others, or needs a browser: nothing may be said of it."""

    def decoy(spec: PortalSpec) -> Planted:
        return Planted(replace(spec, search=how, statuses={**spec.statuses, CHECK: ("unknown",)}))

    return decoy
