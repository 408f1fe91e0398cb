"""What is faulty on a generated portal as a whole, by its number: its search, its home page, its rounds of
samples, the forms of its interpretations; and decoys of the same."""

from collections.abc import Sequence

from xunjian.testing import defects, history_defects, interpretations, search_defects
from xunjian.testing.planting import Defect
from xunjian.testing.spec import Box, Search

_SEARCHES: Sequence[tuple[Search, Box]] = (
    (Search.SILENT, Box.MULTIPART),
    (Search.OLD, Box.OWN),
    (Search.COLUMN, Box.LINK),
    (Search.BEHIND, Box.WHOLE_PAGE),
    (Search.MISSES, Box.OVERLAY),
    (Search.GONE, Box.OUTSIDE),
    (Search.NONE, Box.OWN),
    (Search.SHORT, Box.AMONG_OTHERS),
    (Search.RECOMMENDS, Box.OWN),
    (Search.EVERYTHING, Box.CARRIED),
    (Search.ECHO, Box.OWN),
    (Search.DATA, Box.MULTIPART),
)
_SOUND_SEARCHES: Sequence[tuple[Search, Box]] = (
    (Search.SOUND, Box.WHOLE_PAGE),
    (Search.DATA, Box.LINK),
)
_STALE = {0: 15, 2: 40, 4: 16, 5: 28, 6: 60, 7: 21, 8: 15, 9: 90, 11: 33}
"""Days since the home page was built; it is a fault beyond 14."""
_DOWN = {0: 7, 1: 8, 2: 140, 3: 70, 4: 10, 5: 7, 6: 12, 7: 20, 8: 9, 9: 31, 10: 7, 11: 15}
"""Failures among the week's 140 samples; from 7 on they are a fault."""


def site_faults(turn: int, *, named: bool) -> list[Defect]:
    """Those of a portal full of faults. `named`: it has a name that leads to loopback for the audit alone, so
    that rounds of samples say nothing of it."""
    search, box = _SEARCHES[turn % len(_SEARCHES)]
    sound = search is Search.DATA
    planted = [(search_defects.other_search if sound else search_defects.broken_search)(search, box)]
    if turn in _STALE:
        planted.append(defects.stale_home(_STALE[turn]))
    else:
        planted.append(defects.late_home)
    if not named:
        planted.append(history_defects.failing_samples(_DOWN[turn]))
    return planted


def few_forms(turn: int) -> Defect:
    """Interpretations in words and one more form at most."""
    forms = (("text",), ("text", "picture"), ("text", "video"))
    return interpretations.readings_in(*forms[turn % len(forms)])


def site_decoys(seed: int) -> list[Defect]:
    """Those of a portal without faults: another box, a home page of two weeks ago, few failed samples."""
    search, box = _SOUND_SEARCHES[seed % 2]
    return [
        search_defects.other_search(search, box),
        defects.late_home,
        history_defects.failing_samples(6 if seed % 2 else 1),
    ]
