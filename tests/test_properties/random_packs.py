"""Packs at random, with every rule, role, share and outcome that there is."""

from decimal import Decimal
from random import Random

from xunjian.packs.resolve import resolve
from xunjian.packs.schema import Pack

KINDS = ("", "home", "other")
TRAITS = ("无对外服务职能", "没有下属单位")
UNIT_TYPES = ("city", "county", "department")
MODES = ("drop", "full", "scale", "even", "pro_rata")
Node = dict[str, object]


def random_pack(random: Random) -> Pack:
    """A pack that the loader would take, resolved."""
    return resolve(_Maker(random).pack())


class _Maker:
    def __init__(self, random: Random) -> None:
        self.random = random
        self.number = 0
        self.leaves: list[str] = []
        # Where groups that choose stand in groups that choose, most surprises were.
        self.dense = random.random() < 0.4
        # Items of one label wait for each other.
        self.labelled = random.random() < 0.25

    def pack(self) -> Pack:
        random = self.random
        weighted = random.random() < 0.15
        items = [self.top(weighted) for _ in range(random.randint(1, 4))]
        if weighted:
            for item, weight in zip(items, self.split(100, len(items)), strict=True):
                item["weight"] = weight
        if random.random() < 0.4:
            items.append(self.group(2) | {"id": "bonus", "title": "加分", "role": "bonus"})
        if random.random() < 0.4:
            items += [self.veto() for _ in range(random.randint(1, 2))]
        return Pack.model_validate(
            {
                "schema": 1,
                "id": "random",
                "title": "体系",
                "version": "1",
                "source": {"title": "文件", "confidence": random.choice(("official", "memory"))},
                "unit_types": UNIT_TYPES,
                "graded_only": ("department",) if random.random() < 0.1 else (),
                "full": random.choice((100, 60)) if random.random() < 0.25 else None,
                "not_applicable": random.choice(MODES),
                "bonus": self.bonus(),
                "outcome": self.outcome(),
                "items": items,
            }
        )

    def split(self, whole: int, parts: int) -> list[int]:
        cuts = sorted(self.random.sample(range(1, whole), parts - 1))
        return [end - start for start, end in zip([0, *cuts], [*cuts, whole], strict=True)]

    def points(self, most: int = 12) -> Decimal:
        return Decimal(self.random.randint(1, most * 4)) / 4

    def named(self) -> Node:
        self.number += 1
        return {"id": f"i{self.number}", "title": f"指标{self.number}"}

    def top(self, weighted: bool) -> Node:
        return self.group(1) if weighted or self.random.random() < 0.8 else self.leaf()

    def group(self, depth: int) -> Node:
        random = self.random
        node = self.named()
        combine = random.choice(("sum",) * (2 if self.dense else 6) + ("best", "worst"))
        size = random.randint(1, 3 if self.dense else 4)
        nested = 0.0 if depth > 3 else 0.5 if self.dense else 0.2
        if combine != "worst":
            children = [
                self.group(depth + 1) if random.random() < nested else self.leaf() for _ in range(size)
            ]
        elif random.random() < nested:
            children = [self.group(depth + 1) for _ in range(size)]
        else:
            points = self.points()
            children = [self.leaf(points) for _ in range(size)]
        node |= {"children": children, "combine": combine}
        if combine == "best" and random.random() < 0.5:
            node["choose"] = random.randint(1, size)
        if combine == "sum" and random.random() < 0.4:
            node["not_applicable"] = random.choice(("drop", *MODES))
        return node

    def veto(self) -> Node:
        most = self.random.randint(1, 4)
        rule: Node = {"kind": "veto", "at_least": most}
        if self.random.random() < 0.4:
            rule["warn_at"] = self.random.randint(1, most)
        if self.random.random() < 0.3:
            rule["bars"] = ("优秀",)
        node = self.named() | {"rule": rule}
        return self.excusing(node | self.way(Decimal(0)))

    def excusing(self, node: Node) -> Node:
        """A leaf that may excuse a class of fault."""
        if "check" in node and self.random.random() < 0.15:
            node["excused"] = ("home",)
        return node

    def way(self, points: Decimal) -> Node:
        """Who decides a leaf that any of them may decide."""
        chance = self.random.random()
        if chance < 0.2:
            return {"manual": {"ask": "办了没有？", "evidence": self.random.random() < 0.5}}
        if chance < 0.4:
            return {"check": "demo.check", "confirm": "属实吗？"}
        return {"check": "demo.check"}

    def leaf(self, points: Decimal | None = None) -> Node:
        random = self.random
        node = self.named()
        points = self.points() if points is None else points
        rule, way = self.rule(points)
        if rule["kind"] in ("balance", "given") and random.random() < 0.4:
            points = Decimal(0)
        node |= {"points": points, "rule": rule} | way
        if random.random() < 0.1:
            node["unless"] = (random.choice(TRAITS),)
        if random.random() < 0.1:
            node["unit_types"] = random.sample(UNIT_TYPES, random.randint(1, 2))
        if rule["kind"] == "deduct" and "check" in node and random.random() < (0.9 if self.labelled else 0.5):
            node["charge_once"] = random.choice(("blank", "blank", "stale"))
        if self.leaves and random.random() < 0.1:
            node["zero_if"] = (random.choice(self.leaves),)
        self.leaves.append(str(node["id"]))
        return self.excusing(node)

    def rule(self, points: Decimal) -> tuple[Node, Node]:
        """A rule for an item of so many points, and who decides it."""
        random = self.random
        often = ("deduct",) * (12 if self.labelled else 2)
        kind = random.choice(
            (*often, "all_or_nothing", "deduct", "balance", "tiers", "reach", "ratio", "parts",
             "rank", "given", "given")
        )  # fmt: skip
        if kind == "given":
            least = random.choice((0, 0, -5, 0 if self.dense else None))
            rule: Node = {"kind": kind, "least": least}
            if random.random() < 0.3:
                rule["most"] = random.randint(0, 12)
            way = {"manual": {"ask": "办了没有？"}} if random.random() < 0.6 else {
                "check": "demo.check", "confirm": "属实吗？"
            }  # fmt: skip
            return rule, way
        if kind == "rank":
            steps = sorted({points, points / 2}, reverse=True)
            places = [{"to": (at + 1) * 3, "points": step} for at, step in enumerate(steps)]
            return {"kind": kind, "places": places}, {}
        made = getattr(self, f"_{kind}")(points)
        return {"kind": kind} | made, self.way(points)

    def _all_or_nothing(self, points: Decimal) -> Node:
        return {}

    def _deduct(self, points: Decimal) -> Node:
        random = self.random
        each: object = self.points(2)
        if random.random() < 0.4:
            each = {"home": self.points(2), "other": Decimal("0.1")}
        rule: Node = {"each": each, "floor": self.dense or random.random() < 0.8}
        if random.random() < 0.3:
            rule["cap"] = min(self.points(), points) if rule["floor"] else self.points()
        if random.random() < 0.2:
            rule["zero_on"] = ("home",)
        return rule

    def _balance(self, points: Decimal) -> Node:
        random = self.random
        rule: Node = {"gain": self.points(3), "loss": random.choice((0, 1, 10))}
        if random.random() < 0.7:
            rule["gain_cap"] = max(self.points(), points)
        if self.dense or random.random() < 0.6:
            rule["loss_cap"] = random.randint(1, 10)
        return rule

    def _tiers(self, points: Decimal) -> Node:
        of = self.random.choice(("good", "faults"))
        shares = sorted(self.random.sample(range(0, 101, 5), 2), reverse=of == "faults")
        return {
            "of": of,
            "tiers": [{"at_least": at, "share": share} for at, share in zip((1, 3), shares, strict=True)],
        }

    def _reach(self, points: Decimal) -> Node:
        return {"at_least": self.random.randint(1, 4)}

    def _ratio(self, points: Decimal) -> Node:
        return {"from_percent": self.random.choice((0, 0, 50, 80))}

    def _parts(self, points: Decimal) -> Node:
        return {"shares": dict(zip(KINDS[1:], self.split(100, 2), strict=True))}

    def bonus(self) -> Node:
        rule: Node = {}
        if self.random.random() < 0.5:
            rule["cap"] = self.random.randint(1, 20)
        chance = self.random.random()
        if chance < 0.6:
            rule["above" if chance < 0.3 else "at_least"] = self.random.randint(1, 60)
        return rule

    def outcome(self) -> Node:
        random = self.random
        rule: Node = {}
        if random.random() < 0.4:
            rule["vetoed_score"] = random.choice((0, 59, 10))
        if random.random() < 0.5:
            rule["pass_at"] = random.choice((60, 10, {"city": 20, "county": 30}))
        if random.random() < 0.5:
            rule["bands"] = [{"name": "优秀", "at": 30}, {"name": "良好", "above": 10}, {"name": "一般"}]
        return rule
