"""The interval is exactly what is possible: of every way that what is open may end, each one tried.

Packs of items for a person, whose lowest, highest and not applicable ends are all there are: sums, best and
worst in one another, every way to share out, weights, a full mark for the whole, bonus groups.
"""

from decimal import Decimal
from itertools import product
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.test_properties.random_packs import MODES, Node
from tests.test_scoring.sheets import ends, score
from xunjian.model.assessment import Assessment
from xunjian.packs.resolve import resolve
from xunjian.packs.schema import Pack

_OPEN = 3
_SLACK = Decimal("0.00001")  # quotients end at the sixth decimal
_SPARED = "没有这项工作"


class _Maker:
    def __init__(self, random: Random) -> None:
        self.random = random
        self.points: dict[str, int] = {}

    def leaf(self, points: int | None = None) -> Node:
        name = f"i{len(self.points)}"
        self.points[name] = self.random.randint(1, 12) if points is None else points
        return {"id": name, "title": "指标", "points": self.points[name], "manual": {"ask": "办了没有？"}}

    def group(self, name: str, depth: int, **more: object) -> Node:
        random = self.random
        combine = random.choice(("sum", "sum", "best", "worst"))
        alike = random.randint(1, 12) if combine == "worst" and random.random() < 0.5 else None
        size = random.randint(1, 3)
        children = [
            self.group(f"{name}.{number}", depth + 1)
            if alike is None and (combine == "worst" or (depth < 4 and random.random() < 0.5))
            else self.leaf(alike)
            for number in range(size)
        ]
        node: Node = {"id": name, "title": "组", "combine": combine, "children": children}
        if combine == "best":
            node["choose"] = random.randint(1, size)
        return node | {"not_applicable": random.choice(("drop", *MODES))} | more

    def pack(self) -> Pack:
        random = self.random
        weighted = random.random() < 0.5
        share = {"weight": 50} if weighted else {}
        items = [self.group(f"g{number}", 1, **share) for number in range(2 if weighted else 1)]
        if random.random() < 0.3:
            items.append(self.group("bonus", 1, role="bonus"))
        made: Node = {
            "schema": 1, "id": "p", "title": "体系", "version": "1", "unit_types": ("city",), "items": items,
            "source": {"title": "文件", "confidence": "official"}, "not_applicable": random.choice(MODES),
            "full": 100 if random.random() < 0.3 else None,
        }  # fmt: skip
        return resolve(Pack.model_validate(made))


def _ends_of(name: str, points: int) -> tuple[Assessment, ...]:
    """All that a person may say in the end, but for what lies between."""
    return (
        Assessment(name, Decimal(0)),
        Assessment(name, Decimal(points)),
        Assessment(name, not_applicable_reason=_SPARED),
    )


def _said(random: Random, name: str, points: int) -> Assessment:
    """What a person may say of an item."""
    if random.random() < 0.3:
        return Assessment(name, not_applicable_reason=_SPARED)
    return Assessment(name, Decimal(points * random.randint(0, 4)) / 4)


@settings(max_examples=150, deadline=None)
@given(st.integers(min_value=0, max_value=2**48))
def test_the_interval_is_what_is_possible(seed: int) -> None:
    examine(seed)


def examine(seed: int) -> None:
    random = Random(seed)
    maker = _Maker(random)
    pack = maker.pack()
    names = list(maker.points)
    random.shuffle(names)
    known = [_said(random, name, maker.points[name]) for name in names[_OPEN:]]
    low, high = ends(score(pack, words=known))
    possible = [
        ends(score(pack, words=(*known, *said)))
        for said in product(*(_ends_of(name, maker.points[name]) for name in names[:_OPEN]))
    ]
    assert all(least == most for least, most in possible)
    assert abs(min(least for least, _ in possible) - low) <= _SLACK
    assert abs(max(most for _, most in possible) - high) <= _SLACK
