"""What may be known of a unit at random, and how what is open may end."""

from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

from tests.test_properties.random_packs import KINDS, TRAITS, UNIT_TYPES
from xunjian.engine import ItemResult, fold
from xunjian.model.assessment import Assessment
from xunjian.model.finding import CheckResult, Finding, Status, Subject
from xunjian.model.score import IndicatorScore, Score
from xunjian.packs.item import Item
from xunjian.packs.rule import Veto
from xunjian.packs.schema import Pack
from xunjian.scoring.person import limits_of
from xunjian.scoring.tree import score_pack

_PLACES = tuple(f"http://a.example/{number}" for number in range(30))
_FEW = _PLACES[:4]


@dataclass(frozen=True)
class Known:
    """All that is known of one unit."""

    unit_type: str
    traits: tuple[str, ...]
    results: dict[str, CheckResult]
    words: dict[str, Assessment]
    places: dict[str, tuple[Decimal, Decimal]]

    def score(self, pack: Pack) -> Score:
        rows = [ItemResult(leaf.id, self.results.get(leaf.id)) for leaf in pack.leaves()]
        return score_pack(
            pack,
            rows,
            unit_type=self.unit_type,
            traits=self.traits,
            assessments=self.words.values(),
            places=self.places,
        )


def random_known(random: Random, pack: Pack) -> Known:
    unseen = random.choice((0.08, 0.08, 0.4))
    results = {
        leaf.id: _result(random, unseen) for leaf in pack.leaves() if leaf.check and random.random() < 0.97
    }
    known = Known(
        random.choice(UNIT_TYPES), tuple(t for t in TRAITS if random.random() < 0.3), results, {}, {}
    )
    for leaf in pack.leaves():
        if leaf.check is None and random.random() < 0.3:
            _ask(random, leaf, known, calm=False, fading=0.15)
    return known


def _finding(random: Random, status: Status) -> Finding:
    subject = (
        None if status is Status.UNKNOWN else Subject("column", random.choice(random.choice((_PLACES, _FEW))))
    )
    return Finding(status, "说明。", subject, kind=random.choice(KINDS))


def _result(random: Random, unseen: float) -> CheckResult:
    if random.random() < unseen:
        return CheckResult("demo.check", Status.UNKNOWN, {}, (), "没有浏览器。")
    if random.random() < 0.08:
        return fold("demo.check", {}, (Finding(Status.NOT_APPLICABLE, "不适用：没有。"),))
    usual = (Status.PASS, Status.FAIL, Status.REVIEW, Status.UNKNOWN)
    weights = random.choice(((5, 1, 1, 1), (1, 4, 1, 0), (2, 2, 0, 0), (1, 0, 0, 1), (1, 0, 4, 0)))
    states = random.choices(usual, weights, k=random.randint(1, 7))
    return fold("demo.check", {}, tuple(_finding(random, state) for state in states))


def complete(random: Random, pack: Pack, known: Known, score: Score, *, whole: bool, calm: bool) -> Known:
    """Decide what is open: all of it, or some. `calm`: nothing falls without limit."""
    later = Known(known.unit_type, known.traits, dict(known.results), dict(known.words), dict(known.places))
    fading = random.choice((0.15, 0.15, 0.6))  # how much of what is open does not apply
    speaking = random.choice((0.1, 0.1, 0.5))  # how often a person speaks of what a check left open
    now = {each.item_id: each for each in score.indicators}
    for leaf in pack.leaves():
        if not whole and random.random() < 0.5:
            continue
        if leaf.ranked:
            most = limits_of(leaf)[1]
            points = random.choice((Decimal(0), most, most / 2))
            later.places.setdefault(leaf.id, (points, points))
        elif leaf.check is None or leaf.confirm is not None:
            if leaf.id not in known.words:
                _ask(random, leaf, later, calm=calm, fading=fading)
        elif now[leaf.id].points.pending and leaf.id not in known.words and random.random() < speaking:
            _add_word(random, leaf, later, now[leaf.id], fading)
        elif _open(leaf, later, score):
            endless = leaf.id in score.open_downwards
            later.results[leaf.id] = _decided(
                random, later.results.get(leaf.id), calm=calm and endless, fading=fading
            )
    return _after_refusals(random, pack, later, fading) if whole else later


def _open(leaf: Item, known: Known, score: Score) -> bool:
    """Whether its check may still say more: what a person decided instead stays as it is."""
    if leaf.id in known.words:
        given = any(line.item_id == leaf.id and line.step == "given" for line in score.lines)
        if given or any(
            each.item_id == leaf.id and each.status == "not_applicable" for each in score.indicators
        ):
            return False
    result = known.results.get(leaf.id)
    return result is None or not _is_settled(result)


def _add_word(random: Random, leaf: Item, known: Known, now: IndicatorScore, fading: float) -> None:
    """A person's word on what a check left open; the program does not take every one."""
    if random.random() < fading:
        known.words[leaf.id] = Assessment(leaf.id, not_applicable_reason="没有这项工作")
    else:
        share = Decimal(random.randint(0, 4)) / 4
        known.words[leaf.id] = Assessment(leaf.id, now.points.awarded + now.points.pending * share)


def _after_refusals(random: Random, pack: Pack, known: Known, fading: float) -> Known:
    """What the program did not take from a person, its checks say: one by one, as one may free another."""
    for _ in known.words:
        score = known.score(pack)
        checked = (leaf for leaf in pack.leaves() if leaf.check and leaf.confirm is None)
        refused = (leaf for leaf in checked if leaf.id in known.words and _open(leaf, known, score))
        leaf = next(refused, None)
        if leaf is None:
            break
        known.results[leaf.id] = _decided(random, known.results.get(leaf.id), calm=True, fading=fading)
    return known


def _is_settled(result: CheckResult) -> bool:
    open_ = (Status.REVIEW, Status.UNKNOWN)
    return result.status not in open_ and all(each.status not in open_ for each in result.findings)


def _ask(random: Random, leaf: Item, known: Known, *, calm: bool, fading: float) -> None:
    """A person's word on an item."""
    if leaf.ranked:
        return
    if random.random() < fading:
        known.words[leaf.id] = Assessment(leaf.id, not_applicable_reason="没有这项工作")
    elif isinstance(leaf.rule, Veto):
        known.words[leaf.id] = Assessment(leaf.id, vetoed=random.random() < 0.3)
    else:
        least, most = limits_of(leaf)
        least = (Decimal(0) if calm else Decimal(-30)) if least is None else least
        points = least + (most - least) * random.randint(0, 4) / 4
        known.words[leaf.id] = Assessment(leaf.id, points)


def _decided(random: Random, result: CheckResult | None, *, calm: bool, fading: float) -> CheckResult:
    """The same check, when it can see all and a person has looked at every doubt."""
    findings = result.findings if result is not None else ()
    blind = result is None or not findings or any(each.status is Status.UNKNOWN for each in findings)
    only_blind = all(each.status is Status.UNKNOWN for each in findings)
    if only_blind and random.random() < fading:
        return fold("demo.check", {}, (Finding(Status.NOT_APPLICABLE, "不适用：没有。"),))
    known = [
        replace(
            each,
            status=random.choice((Status.FAIL, Status.PASS)) if each.status is Status.REVIEW else each.status,
        )
        for each in findings
        if each.status is not Status.UNKNOWN
    ]
    if blind:
        more = (Status.PASS,) if calm else (Status.PASS, Status.FAIL)
        known += [_finding(random, random.choice(more)) for _ in range(random.randint(0, 5))]
    return fold("demo.check", {}, tuple(known or [_finding(random, Status.PASS)]))
