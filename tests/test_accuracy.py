"""No figure of docs/accuracy.md may fall: what each portal's audit misses or reports wrongly is bounded.

`tests/portals/floors.json` holds, by portal and check, the shortfalls known today as
`[missed, false, wrong status]`; what does not stand there must be nothing.
"""

import json
import os
from pathlib import Path

import pytest

from xunjian.app.accuracy import CaseResult, Figure, figures, measure_case
from xunjian.app.accuracy_rows import check_rows, shortfalls
from xunjian.app.browser import SANDBOX
from xunjian.testing.compare import Outcome, Said, compare
from xunjian.testing.expected import Expected, Truth
from xunjian.testing.portals.cases import NAMES, case
from xunjian.testing.portals.generated import CLEAN, FAULTY
from xunjian.testing.portals.small import SMALL
from xunjian.testing.server import serve
from xunjian.testing.truth import CHECKS, truth
from xunjian.testing.wilson import wilson

FLOORS: dict[str, dict[str, list[int]]] = json.loads(
    (Path(__file__).parent / "portals" / "floors.json").read_text(encoding="utf-8")
)


@pytest.fixture(autouse=True)
def _let_root_have_a_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    if os.geteuid() == 0:  # Chromium's sandbox does not start for root
        monkeypatch.setenv(SANDBOX, "0")


SLOW = {*FAULTY[1:], "painted-blank", "painted-old", *list(SMALL)[1:]}
"""Portals that are left out of the default suite for their time."""


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.slow) if name in SLOW else name for name in NAMES]
)
def test_no_figure_falls(name: str) -> None:
    result = measure_case(case(name))
    allowed = FLOORS.get(name, {})
    worse = []
    for outcome in result.outcomes:
        now = [len(outcome.missed), len(outcome.false), int(not outcome.right)]
        known = allowed.get(outcome.check, [0, 0, 0])
        if any(have > may for have, may in zip(now, known, strict=True)):
            worse.append(outcome.check)
    told = [line for line in shortfalls([result]) if any(check in line for check in worse)]
    assert not worse, "\n".join(told)


def test_floors_name_only_what_exists() -> None:
    assert set(FLOORS) <= set(NAMES)
    assert {check for known in FLOORS.values() for check in known} <= set(CHECKS)


def _truth(*expected: Expected, status: str = "fail") -> Truth:
    return Truth(expected, {check: frozenset({status}) for check in CHECKS})


def test_a_finding_counts_once_and_only_at_its_subject() -> None:
    wanted = Expected("links.inner", "fail", frozenset({"http://a/1", "http://a/2"}))
    said = [Said("links.inner", "fail", url, "") for url in ("http://a/1", "http://a/2", "http://a/3")]
    outcome = next(
        o for o in compare({"links.inner": "fail"}, said, _truth(wanted)) if o.check == "links.inner"
    )
    assert (len(outcome.hits), len(outcome.missed), len(outcome.false)) == (1, 0, 2)
    assert outcome.right


def test_a_review_is_no_fail_and_an_absent_check_is_wrong() -> None:
    wanted = Expected("links.home", "fail", frozenset({"http://a/1"}))
    said = [Said("links.home", "review", "http://a/1", "")]
    outcome = next(o for o in compare({}, said, _truth(wanted)) if o.check == "links.home")
    assert outcome.missed == (wanted,)
    assert outcome.false == tuple(said)
    assert not outcome.right


def test_a_decoy_that_is_reported_is_told_apart() -> None:
    decoy = Expected("links.home", "silent", frozenset({"http://a/9"}), about="slow")
    told = Truth((), {check: frozenset({"pass"}) for check in CHECKS}, (decoy,))
    alarm = Said("links.home", "fail", "http://a/9", "")
    outcome = next(o for o in compare({}, [alarm], told) if o.check == "links.home")
    assert (outcome.decoys, outcome.taken, outcome.false) == ((decoy,), (decoy,), (alarm,))
    quiet = next(o for o in compare({}, [], told) if o.check == "links.home")
    assert (quiet.decoys, quiet.taken) == ((decoy,), ())


@pytest.mark.parametrize("name", CLEAN)
def test_nothing_is_planted_on_the_clean_portals_but_decoys(name: str) -> None:
    with serve(case(name).spec) as running:
        told = truth(running.spec, running.site)
    assert told.findings == ()
    assert len(told.decoys) > 150


def test_figures_fall_with_misses_and_false_alarms() -> None:
    wanted = Expected("links.home", "fail", frozenset({"http://a/1"}))
    alarm = Said("links.home", "fail", "http://a/9", "")
    outcome = Outcome(
        "links.home", (wanted, wanted, wanted), (wanted,), (alarm,), "fail", True, frozenset({"fail"})
    )
    figure = next(f for f in figures([CaseResult("x", (outcome,), 3, True)]) if f.check == "links.home")
    assert figure == Figure("links.home", 3, 1, 1, 1, 1, statuses=(("fail", 1),))
    assert (figure.precision, figure.recall) == (0.75, 0.75)
    row = next(row for row in check_rows([figure]))
    assert row[:5] == ("links.home", "4", "3", "1", "1")


def test_wilson_gives_the_published_interval() -> None:
    low, high = wilson(8, 10)
    assert round(low, 3) == 0.490
    assert round(high, 3) == 0.943
    assert wilson(5, 5)[1] == 1.0
    with pytest.raises(ValueError, match="no tries"):
        wilson(0, 0)
