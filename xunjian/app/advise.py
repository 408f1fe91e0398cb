"""What to mend first: points won for each thing mended, by scoring again without the fault, never guessed.

Greedy: the best step, then the best after it, so that caps, tiers, gates and vetoes are seen as they are.
What brings nothing alone, because its item is at its cap, is tried together with the item's other faults.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xunjian.app.rescoring import Scoring
from xunjian.app.root_causes import Cause, find_causes
from xunjian.model.score import Score
from xunjian.packs.item import Item

_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do. `gain` is what the highest score rises by: the loss that is taken back; `sure`, what
    the lowest rises by. The difference still waits for somebody's word."""

    causes: tuple[Cause, ...]
    needed: int
    """Repairs that bring all of it; fewer than there are where a limit is met before."""
    gain: Decimal
    sure: Decimal
    lifted: tuple[str, ...]
    """Names of vetoes that no longer fire."""
    indicators: tuple[str, ...]
    responsible: tuple[str, ...]
    after: Score

    @property
    def repairs(self) -> int:
        return sum(cause.repairs for cause in self.causes)

    @property
    def worth(self) -> tuple[bool, Decimal, Decimal]:
        """Vetoes first, then points for each repair."""
        return bool(self.lifted), self.gain / self.needed, self.sure / self.needed


@dataclass(frozen=True, slots=True)
class Advice:
    before: Score
    steps: tuple[Step, ...]
    without_points: tuple[Cause, ...]
    """Faults that cost nothing by this system."""
    unlisted: int = 0
    """Root causes that were not looked at any more: there were steps enough."""


def advise(scoring: Scoring, most: int = 15) -> Advice:
    """Steps in the order in which to take them."""
    before = scoring.score()
    score, mended, left = before, frozenset[str](), list(find_causes(scoring.audit))
    steps: list[Step] = []
    while left:
        if len(steps) == most:
            return Advice(before, tuple(steps), (), len(left))
        tried = (_try(scoring, score, mended, bundle) for bundle in _bundles(scoring, left))
        useful = [step for step in tried if step is not None]
        if not useful:
            break
        step = max(useful, key=lambda step: step.worth)
        steps.append(step)
        score, mended = step.after, mended.union(*(cause.ids for cause in step.causes))
        left = [cause for cause in left if cause not in step.causes]
    return Advice(before, tuple(steps), tuple(left))


def _bundles(scoring: Scoring, left: Sequence[Cause]) -> Iterator[tuple[Cause, ...]]:
    """Each cause alone; then all that one indicator suffers from, or a group whose worst item counts."""
    yield from ((cause,) for cause in left)
    seen: set[frozenset[str]] = set()
    findings = {each.id: frozenset(each.finding_ids) for each in scoring.audit.indicators}
    together = [[name] for name in findings] + list(_worst_groups(scoring.loaded.pack.items))
    for items in together:
        ids = frozenset().union(*(findings.get(item, frozenset()) for item in items))
        mine = tuple(cause for cause in left if cause.ids & ids)
        names = frozenset().union(*(cause.ids for cause in mine))
        if len(mine) > 1 and names not in seen:
            seen.add(names)
            yield mine


def _worst_groups(items: Sequence[Item]) -> Iterator[list[str]]:
    """Leaves of each group whose worst item counts: mending one alone brings nothing."""
    for item in items:
        if item.combine == "worst":
            yield [leaf.id for leaf in item.leaves()]
        yield from _worst_groups(item.children)


def _try(scoring: Scoring, score: Score, mended: frozenset[str], bundle: tuple[Cause, ...]) -> Step | None:
    """The step, if it brings anything."""
    ids = [finding.id for cause in bundle for finding in cause.findings]
    after = scoring.score(mended.union(ids))
    gain, sure = after.high - score.high, after.low - score.low
    lifted = tuple(name for name in score.vetoes if name not in after.vetoes)
    if gain <= 0 and not lifted and sure <= 0:
        return None
    repairs = sum(cause.repairs for cause in bundle)
    needed = _fewest(scoring, mended, ids, after) if repairs == len(ids) > 1 else repairs
    touched = [each for each in scoring.audit.indicators if set(each.finding_ids) & set(ids)]
    names = {each.id: each.name for each in scoring.audit.indicators}
    return Step(
        causes=bundle,
        needed=needed,
        gain=gain,
        sure=sure,
        lifted=tuple(names.get(each, each) for each in lifted),
        indicators=tuple(dict.fromkeys(each.name for each in touched)),
        responsible=tuple(dict.fromkeys(who for each in touched for who in each.responsible)),
        after=after,
    )


def _fewest(scoring: Scoring, mended: frozenset[str], ids: Sequence[str], after: Score) -> int:
    """How many of equal repairs already bring all of it: fewer never bring more."""
    least, most = 1, len(ids)
    while least < most:
        half = (least + most) // 2
        part = scoring.score(mended.union(ids[:half]))
        if (part.high, part.low, part.vetoes) == (after.high, after.low, after.vetoes):
            most = half
        else:
            least = half + 1
    return least
