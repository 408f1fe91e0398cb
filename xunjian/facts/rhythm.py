"""How often a column owes something new, told from its name."""

import re
from collections.abc import Sequence

from xunjian.facts.lexicon import RhythmWords, fold_name
from xunjian.model.site import Rhythm

_OF_A_YEAR = re.compile(r"^(20\d\d)(?:年|(?!\d))|(?<!\d)(20\d\d)年?度?$")
"""2023年乡村振兴, 党史学习教育(2021年); not the years from one to another (2025—2026学年)."""


def rhythm_of(name: str, words: RhythmWords, year: int, path: Sequence[str] = (), label: str = "") -> Rhythm:
    """By the column's name; then, where that says nothing, by its label ColumnType and the columns above it.

    `year` is the year under way: a column named after an earlier one is an archive. What lies below 专题 or
    领导之窗 owes no more than they do.
    """
    folded = fold_name(name)
    if match := re.match(words.year, folded):
        return Rhythm.STATIC if int(match.group()[:4]) < year else Rhythm.OTHER
    if (of_year := _OF_A_YEAR.search(folded)) and int(of_year[1] or of_year[2]) < year:
        return Rhythm.STATIC
    own = _group(folded, words)
    if own not in (None, Rhythm.OTHER):
        return own
    if any(word in fold_name(above) for above in path for word in words.below):
        return Rhythm.STATIC
    return own or _group(fold_name(label), words) or Rhythm.OTHER


def _group(folded: str, words: RhythmWords) -> Rhythm | None:
    """The group that a name or label speaks of; None where it says nothing."""
    for group, rhythm in (
        (words.static, Rhythm.STATIC),
        (words.news, Rhythm.NEWS),
        (words.notice, Rhythm.NOTICE),
        (words.other, Rhythm.OTHER),
    ):
        if group.hits(folded):
            return rhythm
    return None
