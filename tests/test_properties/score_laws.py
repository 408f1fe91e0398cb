"""What holds of every score, whatever the pack and whatever is known."""

from decimal import Decimal
from random import Random

from tests.test_properties.random_packs import random_pack
from tests.test_properties.random_unit import complete, random_known
from xunjian.model.score import Score

_ZERO = Decimal(0)


def examine(seed: int) -> dict[str, int]:
    """One pack, one unit, some completions. Returns what was met; raises AssertionError."""
    random = Random(seed)
    pack = random_pack(random)
    known = random_known(random, pack)
    before = known.score(pack)
    adds_up(before)
    met = {"open": int(before.total.pending > 0), "vetoed": int(bool(before.vetoes)), "completions": 0}
    met["endless"] = int(bool(before.open_downwards))
    for _ in range(3):
        calm = random.random() < 0.5
        middle = complete(random, pack, known, before, whole=False, calm=calm)
        halfway = middle.score(pack)
        adds_up(halfway)
        lies_within(halfway, before, calm=calm)
        end = complete(random, pack, middle, halfway, whole=True, calm=calm).score(pack)
        adds_up(end)
        is_settled(end)
        lies_within(end, halfway, calm=calm)
        lies_within(end, before, calm=calm)
        met["completions"] += 2
    assert known.score(pack) == before  # the same again
    return met


def adds_up(score: Score) -> None:
    """Every number is the sum of its lines."""
    total = score.total
    assert total.awarded + total.lost + total.pending == total.maximum
    assert total.maximum == sum(
        (line.amount for line in score.lines if line.step == "full" and line.account == "score"), _ZERO
    )
    assert total.awarded == sum((line.amount for line in score.lines if line.account == "score"), _ZERO)
    assert score.bonus == sum((line.amount for line in score.lines if line.account == "bonus"), _ZERO)
    assert score.low == total.awarded + score.bonus
    assert score.high - score.low == sum((line.pending for line in score.lines), _ZERO)
    assert total.pending >= 0
    assert score.high - score.low >= total.pending
    for line in score.lines:
        assert line.text
        assert line.amount == round(line.amount, 6)
    for each in score.indicators:
        assert each.points.pending >= 0
        assert each.explanation
        assert not each.points.pending or each.way, each
        assert not (each.status == "pass" and each.points.pending), each


def lies_within(later: Score, earlier: Score, *, calm: bool) -> None:
    """The interval only narrows, however what was open ends."""
    slack = Decimal("0.000005")  # quotients end at the sixth decimal
    assert later.total.awarded + later.total.pending <= earlier.total.awarded + earlier.total.pending + slack
    assert later.high <= earlier.high + slack
    if not earlier.open_downwards or calm:
        assert later.total.awarded >= earlier.total.awarded - slack
        assert later.low >= earlier.low - slack
    for now, then in zip(later.indicators, earlier.indicators, strict=True):
        assert now.points.awarded + now.points.pending <= then.points.awarded + then.points.pending
        limited = not earlier.vetoes and then.item_id not in earlier.open_downwards
        assert now.points.awarded >= then.points.awarded or not limited
    if earlier.grade is not None:
        assert later.grade == earlier.grade
    assert set(earlier.vetoes) <= set(later.vetoes)
    assert set(later.vetoes) <= {*earlier.vetoes, *earlier.open_vetoes}


def is_settled(score: Score) -> None:
    assert score.total.pending == 0
    assert score.low == score.high
    assert not score.open_downwards
    assert not score.open_vetoes
