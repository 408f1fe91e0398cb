"""The portals keep what their defects promise; sound ones promise nothing and hold nothing."""

from dataclasses import dataclass

import pytest

from xunjian.testing.expected import SILENT, Truth
from xunjian.testing.portal import build
from xunjian.testing.portals.case import Case
from xunjian.testing.portals.cases import NAMES, case
from xunjian.testing.portals.generated import FAULTY
from xunjian.testing.site import Hosts, Site
from xunjian.testing.truth import CHECKS, truth

HOSTS = Hosts("http://127.0.0.1:8001", "http://127.0.0.2:8002", "http://127.0.0.3:8003")


@dataclass(frozen=True)
class Built:
    """A portal as it is served, and what is true of it."""

    case: Case
    site: Site
    truth: Truth


@pytest.fixture(scope="module", params=NAMES)
def built(request: pytest.FixtureRequest) -> Built:
    """Each portal in its turn, built once for all that is asked of it."""
    made = case(request.param)
    site = build(made.spec, HOSTS)
    return Built(made, site, truth(made.spec, site, painted=made.painted))


def test_every_promise_is_in_the_truth(built: Built) -> None:
    planted, site, told = built.case.planted, built.site, built.truth
    broken = []
    for promise in planted.promises:
        if promise.status == "unknown":
            assert "unknown" in told.statuses[promise.check], promise
            continue
        subject = promise.subject(site) if promise.subject else None
        pool = told.decoys if promise.status == SILENT else told.findings
        kept = [
            each
            for each in pool
            if each.check == promise.check
            and each.status == promise.status
            and (subject is None or subject in each.subjects)
            and promise.mentions in each.mentions
        ]
        if not kept:
            broken.append((promise.check, subject))
    # Where seeds plant hundreds of faults one may undo another, as an article in a blank month does.
    assert len(broken) <= (built.case.id in FAULTY), broken


def test_truth_claims_nothing_that_nobody_planted(built: Built) -> None:
    planted, told = built.case.planted, built.truth
    promised = {promise.check for promise in planted.promises if promise.status != SILENT}
    if "content.hidden_spam" in promised:
        promised.add("links.external")  # hidden links lead to addresses that nobody has
    measured = set(built.case.only or CHECKS)
    assert {each.check for each in told.findings} & measured <= promised
    assert set(told.statuses) == set(CHECKS)


def test_what_only_a_browser_tells_is_unknown_without_one() -> None:
    spec = case("painted-faulty").spec
    told = truth(spec, build(spec, HOSTS))
    browser = ("site.render", "site.accessibility", "site.accessibility_entry")
    assert not [each for each in told.findings if each.check in browser]
    assert [told.statuses[check] for check in browser] == [{"unknown"}, {"unknown"}, {"pass"}]


def test_building_twice_gives_the_same_bytes() -> None:
    spec = case("table-columns").spec
    assert build(spec, HOSTS).own == build(case("table-columns").spec, HOSTS).own


@pytest.mark.parametrize("name", ["sound-trs", "sound-table", "sound-modern", "sound-department"])
def test_every_own_link_of_a_sound_portal_answers(name: str) -> None:
    site = build(case(name).spec, HOSTS)
    own = [each.target.removeprefix(HOSTS.own) for each in site.placings if each.target.startswith(HOSTS.own)]
    open_ = {path for path, route in site.own.items() if route.any_query}
    lost = {path for path in own if path not in site.own and path.partition("?")[0] not in open_}
    assert own
    assert not lost


def test_the_table_make_writes_gbk_and_says_gb2312() -> None:
    site = build(case("sound-table").spec, HOSTS)
    home = site.own["/"].body
    assert b"charset=gb2312" in home
    assert "清溪县人民政府" in home.decode("gb18030")
    with pytest.raises(UnicodeDecodeError):
        home.decode("utf-8")
