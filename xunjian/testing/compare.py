"""Holds an audit against the truth: hits, false alarms and misses of every check."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xunjian.testing.expected import Expected, Truth
from xunjian.testing.truth import CHECKS


@dataclass(frozen=True, slots=True)
class Said:
    """One finding of an audit, as far as it is compared."""

    check: str
    status: str
    subject: str
    words: str
    """Message, title, expected and observed."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One check on one portal."""

    check: str
    hits: tuple[Expected, ...]
    missed: tuple[Expected, ...]
    false: tuple[Said, ...]
    status: str
    right: bool
    """Whether the status of the check is one of those that are right."""
    status_expected: frozenset[str]
    decoys: tuple[Expected, ...] = ()
    """What looks like a fault of this check and is none."""
    taken: tuple[Expected, ...] = ()
    """Decoys that were reported all the same; each such report is a false one too."""


def compare(statuses: Mapping[str, str], said: Sequence[Said], truth: Truth) -> tuple[Outcome, ...]:
    """Every check that the truth claims. A finding fits once: same check and status, subject and words."""
    return tuple(_one(check, statuses.get(check, "absent"), said, truth) for check in CHECKS)


def _one(check: str, status: str, said: Sequence[Said], truth: Truth) -> Outcome:
    left = [each for each in said if each.check == check]
    hits, missed = [], []
    for wanted in truth.of(check):
        found = next((each for each in left if _fits(each, wanted)), None)
        if found is None:
            missed.append(wanted)
        else:
            left.remove(found)
            hits.append(wanted)
    right = truth.statuses[check]
    decoys = tuple(each for each in truth.decoys if each.check == check)
    taken = tuple(each for each in decoys if any(_names(said, each) for said in left))
    return Outcome(
        check, tuple(hits), tuple(missed), tuple(left), status, status in right, right, decoys, taken
    )


def _fits(said: Said, wanted: Expected) -> bool:
    return said.status == wanted.status and _names(said, wanted)


def _names(said: Said, wanted: Expected) -> bool:
    return said.subject in wanted.subjects and wanted.mentions in said.words
