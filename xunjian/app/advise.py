"""What to mend first: points won for each thing mended, by scoring again without the fault, never guessed.

Greedy: the best step, then the best after it, so that caps, tiers, gates and vetoes are seen as they are.
What brings nothing alone, because its item is at its cap, is tried together with the item's other faults.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from xunjian.app.rescoring import Scoring
from xunjian.app.root_causes import find_causes
from xunjian.model.score import Score
from xunjian.packs.item import Item
from xunjian.packs.rule import Veto
from xunjian.packs.schema import Pack
from xunjian.packs.totals import role_of
from xunjian.reports.advice import Advice, Cause, Step

_BONUS = "+"
"""The region of all bonus items: they share a cap."""
_WHOLE = ""
"""The one region of a pack in which any item may bear on any other."""
Bundle = tuple[Cause, ...]


@dataclass(frozen=True, slots=True)
class _Trial:
    """What mending a bundle brings on top of what is mended already."""

    bundle: Bundle
    ids: tuple[str, ...]
    regions: frozenset[str]
    gain: Decimal
    sure: Decimal
    lifted: tuple[str, ...]
    needed: int

    @property
    def useful(self) -> bool:
        return self.gain > 0 or bool(self.lifted) or self.sure > 0

    @property
    def worth(self) -> tuple[bool, Decimal, Decimal]:
        """Vetoes first, then points for each repair."""
        return bool(self.lifted), self.gain / self.needed, self.sure / self.needed


def advise(scoring: Scoring, most: int = 15) -> Advice:
    """Steps in the order in which to take them."""
    return _Adviser(scoring).advise(most)


class _Adviser:
    """Takes step after step. What was tried is remembered until something that may bear on it is mended:
    scoring takes milliseconds, and there are many things to try."""

    def __init__(self, scoring: Scoring) -> None:
        self._scoring = scoring
        self._score = scoring.score()
        self._mended: frozenset[str] = frozenset()
        self._trials: dict[frozenset[str], _Trial] = {}
        regions = dict(_regions(scoring.loaded.pack))
        self._regions: defaultdict[str, set[str]] = defaultdict(set)
        for indicator in scoring.audit.indicators:
            for name in indicator.finding_ids:
                self._regions[name].add(regions.get(indicator.id, _WHOLE))

    def advise(self, most: int) -> Advice:
        before, steps = self._score, list[Step]()
        left = list(find_causes(self._scoring.audit))
        while left:
            if len(steps) == most:
                return Advice(before, tuple(steps), (), len(left))
            tried = [self._tried(bundle) for bundle in _bundles(self._scoring, left)]
            useful = [trial for trial in tried if trial.useful]
            if not useful:
                break
            best = max(useful, key=lambda trial: trial.worth)
            steps.append(self._take(best))
            left = [cause for cause in left if cause not in best.bundle]
        return Advice(before, tuple(steps), tuple(left))

    def _tried(self, bundle: Bundle) -> _Trial:
        ids = tuple(finding.id for cause in bundle for finding in cause.findings)
        key = frozenset(ids)
        if key not in self._trials:
            self._trials[key] = self._try(bundle, ids)
        return self._trials[key]

    def _try(self, bundle: Bundle, ids: tuple[str, ...]) -> _Trial:
        after = self._scoring.score(self._mended.union(ids))
        gain, sure = after.high - self._score.high, after.low - self._score.low
        lifted = tuple(name for name in self._score.vetoes if name not in after.vetoes)
        repairs = sum(cause.repairs for cause in bundle)
        regions = frozenset(region for name in ids for region in self._regions[name])
        trial = _Trial(bundle, ids, regions, gain, sure, lifted, repairs)
        if trial.useful and repairs == len(ids) > 1:
            return replace(trial, needed=self._fewest(ids, after))
        return trial

    def _fewest(self, ids: Sequence[str], after: Score) -> int:
        """How many of equal repairs already bring all of it: fewer never bring more."""
        least, most = 1, len(ids)
        while least < most:
            half = (least + most) // 2
            part = self._scoring.score(self._mended.union(ids[:half]))
            if (part.high, part.low, part.vetoes) == (after.high, after.low, after.vetoes):
                most = half
            else:
                least = half + 1
        return least

    def _take(self, trial: _Trial) -> Step:
        self._mended = self._mended.union(trial.ids)
        self._score = self._scoring.score(self._mended)
        self._trials = {
            key: other for key, other in self._trials.items() if not other.regions & trial.regions
        }
        indicators = self._scoring.audit.indicators
        touched = [each for each in indicators if set(each.finding_ids) & set(trial.ids)]
        names = {each.id: each.name for each in indicators}
        return Step(
            causes=trial.bundle,
            needed=trial.needed,
            gain=trial.gain,
            sure=trial.sure,
            lifted=tuple(names.get(each, each) for each in trial.lifted),
            indicators=tuple(dict.fromkeys(each.name for each in touched)),
            responsible=tuple(dict.fromkeys(who for each in touched for who in each.responsible)),
            after=self._score,
        )


def _bundles(scoring: Scoring, left: Sequence[Cause]) -> Iterator[Bundle]:
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


def _regions(pack: Pack) -> Iterator[tuple[str, str]]:
    """Of each leaf the part of the pack within which items bear on one another's points."""
    leaves = tuple(pack.leaves())
    if pack.bonus.above is not None or pack.bonus.at_least is not None or any(map(_reaches_far, leaves)):
        yield from ((leaf.id, _WHOLE) for leaf in leaves)
        return
    for item in pack.items:
        yield from _regions_within(item)


def _reaches_far(leaf: Item) -> bool:
    return bool(leaf.zero_if or leaf.charge_once) or isinstance(leaf.rule, Veto)


def _regions_within(item: Item) -> Iterator[tuple[str, str]]:
    """Where the best or the worst of a group counts, the group is one region; where they add up, each is."""
    if item.combine == "sum" and item.children:
        for child in item.children:
            yield from _regions_within(child)
        return
    for leaf in item.leaves():
        yield leaf.id, _BONUS if role_of(leaf) == "bonus" else item.id
