"""The whole sheet out of a pack and what is known of its leaves: all numbers are sums of the ledger."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from decimal import Decimal

from xunjian.engine import ItemResult
from xunjian.model.assessment import Assessment
from xunjian.model.score import Account, IndicatorScore, Points, Score
from xunjian.packs.item import Item, NotApplicable
from xunjian.packs.schema import Pack
from xunjian.packs.totals import points_of
from xunjian.scoring.bonus import settle_bonus
from xunjian.scoring.claims import excess_claims
from xunjian.scoring.leaf import Leaf
from xunjian.scoring.leaves import Case, Places, owes, score_leaves
from xunjian.scoring.ledger import Ledger, confidence_of, span
from xunjian.scoring.outcome import grade, settle_vetoes
from xunjian.scoring.sharing import WORDS, share_out, weigh
from xunjian.scoring.warnings import unconfirmed, warnings_of
from xunjian.scoring.worth import Worth, combine

_ENDLESS = Decimal("-Infinity")
_WHOLE = Decimal(100)
Worths = dict[Account, list[Worth]]


def score_pack(
    pack: Pack,
    results: Iterable[ItemResult],
    *,
    unit_type: str | None = None,
    traits: Iterable[str] = (),
    assessments: Iterable[Assessment] = (),
    places: Places | None = None,
    day: date | None = None,
) -> Score:
    """Score one unit by a resolved pack. `places`: points by rank, where the group pass knows them. `day`: of
    the look at the site, against which claims are held (Q21)."""
    case = Case.of(unit_type or pack.unit_types[0], results, assessments, traits, places, day)
    leaves = score_leaves(pack, case)
    sheet = _Sheet(pack, case, leaves)
    sheet.enter_all()
    return _conclude(sheet)


class _Sheet:
    """Enters leaves and groups into the ledger, from the outermost level down."""

    def __init__(self, pack: Pack, case: Case, leaves: dict[str, Leaf]) -> None:
        self.pack, self.case, self.leaves = pack, case, leaves
        self.ledger = Ledger()

    def enter_all(self) -> None:
        pack, top = self.pack, list[Worth]()
        for item in pack.items:
            since = len(self.ledger.lines)
            mine = self._enter(item, pack.not_applicable, ()).get("score", [])
            if item.weight is not None and mine:
                mine = [weigh(mine[0], item.weight, pack.full or _WHOLE)]
                told = f"占总分的 {item.weight.normalize():f}%，折算为 {mine[0].nominal.normalize():f} 分"
                self._settle(since, "score", mine[0], told, item, (item.title,))
            top += mine
        if not top:
            return
        whole = share_out(top, pack.not_applicable)
        told = f"有不适用的项，{WORDS[pack.not_applicable]}"
        if pack.full is not None and whole.full:
            told = f"按满分 {pack.full.normalize():f} 分折算"
            whole = whole.scaled(pack.full)
        self._settle(0, "score", whole, told)

    def _enter(self, item: Item, mode: NotApplicable, above: tuple[str, ...]) -> Worths:
        """`mode` and `above`: of the group that it stands in."""
        if not item.children:
            return self._enter_leaf(item)
        mode = item.not_applicable or mode
        since, path = len(self.ledger.lines), (*above, item.title)
        below: Worths = {}
        for child in item.children:
            for account, worths in self._enter(child, mode, path).items():
                below.setdefault(account, []).extend(worths)
        own = _account(item)
        if below.get(own):
            below[own] = [self._group(item, own, below[own], since, mode, path)]
        return below

    def _enter_leaf(self, item: Item) -> Worths:
        leaf = self.leaves[item.id]
        if item.role == "veto" or not owes(item, self.case):
            return {}
        account = _account(item)
        full = item.points or Decimal(0)
        if not leaf.applies:
            leaf.draft.note(leaf.draft.explanation)
            self.ledger.enter(item, leaf.draft, account)
            return {account: [Worth.nothing(full)]}
        self.ledger.enter(item, leaf.draft, account)
        low, high = leaf.draft.low, leaf.draft.high
        if account == "score":
            low, high = min(low, full), min(high, full)
        counts = account == "bonus" or full > 0
        return {account: [Worth.of(full, low, high, counts=counts, fades=leaf.avoidable)]}

    def _group(
        self,
        item: Item,
        account: Account,
        mine: list[Worth],
        since: int,
        mode: NotApplicable,
        path: tuple[str, ...],
    ) -> Worth:
        chosen = combine(item, mine)
        if chosen is not None:
            number = item.choose or 1
            told = f"{len(mine)} 项中只计最好的 {number} 项" if item.combine == "best" else "以最差的一项计"
            self._settle(since, account, chosen, told, item, path)
            return chosen
        mode = mode if account == "score" else "drop"
        worth = share_out(mine, mode)
        self._settle(since, account, worth, f"有不适用的项，{WORDS[mode]}", item, path)
        return worth

    def _settle(
        self,
        since: int,
        account: Account,
        worth: Worth,
        text: str,
        item: Item | None = None,
        path: tuple[str, ...] = (),
    ) -> None:
        chosen = item is not None and item.combine != "sum"
        self.ledger.settle(
            since, account, "group" if chosen else "share", text,
            item=item, full=worth.full, path=path, low=worth.lowest, high=worth.highest,
        )  # fmt: skip


def _account(item: Item) -> Account:
    return "bonus" if item.role == "bonus" else "score"


def _conclude(sheet: _Sheet) -> Score:
    pack, case, ledger = sheet.pack, sheet.case, sheet.ledger
    used = [leaf for leaf in sheet.leaves.values() if leaf.applies]
    vetoes = tuple(leaf.item.id for leaf in used if leaf.veto == "fired" and not leaf.bars)
    open_vetoes = tuple(leaf.item.id for leaf in used if leaf.veto == "open" and not leaf.bars)
    barred = tuple(dict.fromkeys(name for leaf in used if leaf.veto == "fired" for name in leaf.bars))
    perhaps = tuple(dict.fromkeys(name for leaf in used if leaf.veto == "open" for name in leaf.bars))
    written = bool(vetoes) and pack.outcome.vetoed_score is not None  # whatever else is open counts no more
    downwards = () if written else tuple(leaf.item.id for leaf in used if leaf.draft.endless)
    claims = tuple(excess_claims(case.words, sheet.leaves, case.day))
    base = span(ledger.lines, "score")
    least = _ENDLESS if downwards else base[0]
    settle_bonus(ledger, pack.bonus, (least, base[1]))
    bonus = span(ledger.lines, "bonus")
    settle_vetoes(ledger, pack.outcome, fired=bool(vetoes), open_=bool(open_vetoes))
    final = (_ENDLESS if downwards else base[0] + bonus[0], base[1] + bonus[1])
    return Score(
        lines=tuple(ledger.lines),
        indicators=tuple(_indicators(sheet, {each.item_id for each in claims if each.false})),
        vetoes=vetoes,
        grade=grade(
            pack.outcome,
            case.unit_type,
            (least, base[1]),
            final,
            fired=bool(vetoes),
            open_=bool(open_vetoes),
            scored=points_of(pack.items, case.unit_type) > 0,
            barred=barred,
            perhaps=perhaps,
        ),
        open_vetoes=open_vetoes,
        open_downwards=downwards,
        unconfirmed=unconfirmed(pack, used),
        warnings=tuple(warnings_of(pack, case, sheet.leaves, downwards, claims)),
        places=pack.rounding.places,
        graded=bool(pack.outcome.model_fields_set or vetoes or open_vetoes),
        graded_only=case.unit_type in pack.graded_only,
        barred=barred,
        perhaps_barred=tuple(name for name in perhaps if name not in barred),
    )


def _indicators(sheet: _Sheet, false_claims: Collection[str]) -> Iterator[IndicatorScore]:
    own: dict[str, list[int]] = {}
    for number, line in enumerate(sheet.ledger.lines):
        own.setdefault(line.item_id, []).append(number)

    def walk(items: tuple[Item, ...], path: tuple[str, ...]) -> Iterator[IndicatorScore]:
        for item in items:
            if item.children:
                yield from walk(item.children, (*path, item.title))
                continue
            leaf = sheet.leaves[item.id]
            lines = (sheet.ledger.lines[number] for number in own.get(item.id, ()))
            word = sheet.case.words.get(item.id)
            yield IndicatorScore(
                item_id=item.id,
                title=item.title,
                path=path,
                role=item.role or "score",
                check=item.check,
                full=item.points or Decimal(0),
                points=Points.of(lines),
                status=leaf.status,
                explanation=leaf.draft.explanation,
                responsible=item.responsible,
                shared_with=item.shared_with,
                vetoed=leaf.veto == "fired" and not leaf.bars,
                way=leaf.draft.way,
                self_points=word.self_points if word is not None else None,
                clause=item.cite.clause if item.cite else "",
                confidence=confidence_of(item),
                note=item.note,
                false_claim=item.id in false_claims,
            )

    yield from walk(sheet.pack.items, ())
