"""A pack as people look at it: its tree with the way, the rule and the source of each item."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from xunjian.app.coverage import CoverageRow, coverage_of
from xunjian.app.packs import open_pack
from xunjian.catalog import load_catalog
from xunjian.errors import UsageError
from xunjian.packs.item import Item
from xunjian.packs.load import LoadedPack
from xunjian.packs.part import Confidence
from xunjian.packs.resolve import Unconfirmed, unconfirmed
from xunjian.packs.totals import full_points, owes, role_of
from xunjian.packs.validity import in_force
from xunjian.packs.way import WAY_WORDS, Way, way_of
from xunjian.packs.words import COMBINE_WORDS, CONFIDENCE_WORDS, plain, rule_words
from xunjian.plugin import Check


@dataclass(frozen=True, slots=True)
class Branch:
    """An item and what is below it."""

    item: Item
    way: Way | None
    """None for groups."""
    points: Decimal | None
    """Of a group as printed, or the sum of its items."""
    children: tuple["Branch", ...] = ()
    rule: str = ""
    """How points of a leaf come about, in words."""


@dataclass(frozen=True, slots=True)
class PackView:
    """A pack for one type of unit, or for all."""

    loaded: LoadedPack
    unit_type: str | None
    branches: tuple[Branch, ...]
    coverage: tuple[CoverageRow, ...]
    unconfirmed: tuple[Unconfirmed, ...]

    def as_dict(self) -> dict[str, object]:
        pack = self.loaded.pack
        return {
            "id": pack.id,
            "title": pack.title,
            "version": pack.version,
            "effective": pack.effective.isoformat() if pack.effective else None,
            "until": pack.until.isoformat() if pack.until else None,
            "source": pack.source.model_dump(mode="json"),
            "extends": list(self.loaded.bases),
            "unit_type": self.unit_type,
            "unit_types": list(pack.unit_types),
            "total": float(self.coverage[0].total) if len(self.coverage) == 1 else None,
            "coverage": [row.as_dict() for row in self.coverage],
            "unconfirmed": len(self.unconfirmed),
            "items": [_branch_dict(branch) for branch in self.branches],
        }


def view_pack(reference: str, unit_type: str | None = None) -> PackView:
    """A pack, items of one type of unit only where one is named. Raises UsageError, ConfigError."""
    loaded = open_pack(reference)
    pack = loaded.pack
    if unit_type is not None and unit_type not in pack.unit_types:
        raise UsageError(
            f"“{pack.title}”不适用于单位类型“{unit_type}”。", f"可写：{'、'.join(pack.unit_types)}。"
        )
    checks = load_catalog().checks
    rows = tuple(row for row in coverage_of(pack) if unit_type is None or row.variant in (None, unit_type))
    branches = tuple(_branches(pack.items, unit_type, loaded, checks))
    return PackView(loaded, unit_type, branches, rows, tuple(unconfirmed(pack, unit_type)))


def _branches(
    items: tuple[Item, ...], unit_type: str | None, loaded: LoadedPack, checks: Mapping[str, Check]
) -> Iterator[Branch]:
    pack = loaded.pack
    for item in items:
        if unit_type is not None and not owes(item, unit_type):
            continue
        points = item.points
        if (
            points is None
            and item.children
            and (unit_type or not any(leaf.unit_types for leaf in item.leaves()))
        ):
            points = full_points(item, unit_type or pack.unit_types[0], role_of(item)) or None
        way = None if item.children else way_of(item, checks, pack)
        rule = "" if item.children else rule_words(item, checks)
        yield Branch(item, way, points, tuple(_branches(item.children, unit_type, loaded, checks)), rule)


def summary(view: PackView) -> list[str]:
    """What stands above the tree: title, days, source, shares, unconfirmed values."""
    pack = view.loaded.pack
    lines = [f"{pack.title}（{pack.id} {pack.version} 版）"]
    source = "，".join(filter(None, (pack.source.issuer, f"《{pack.source.title}》", pack.source.number)))
    lines.append(f"依据：{source}（{CONFIDENCE_WORDS[pack.source.confidence]}）")
    if days := in_force(pack):
        lines.append(f"施行：{days}")
    if view.loaded.bases:
        lines.append(f"在 {'、'.join(view.loaded.bases)} 的基础上修改")
    for row in view.coverage:
        name = f"{row.variant}：" if row.variant else ""
        ways = [f"{WAY_WORDS[way]} {plain(points)}" for way, points in row.shares.items() if points]
        bonus = f"；另有加分 {plain(row.bonus_total)} 分" if row.bonus_total else ""
        lines.append(f"{name}{plain(row.total)} 分（{'，'.join(ways) or '没有计分项'}）{bonus}")
    if pack.sum_exception:
        lines.append(f"分数加不拢：{pack.sum_exception}")
    if view.unconfirmed:
        lines.append(
            f"注意：{len(view.unconfirmed)} 项的规则或分值没有与原件核对，得出的是测算分，非正式得分。"
        )
    return lines


def describe(branch: Branch, unit_type: str | None) -> str:
    """One line of the tree."""
    item = branch.item
    parts = [item.id, item.title]
    if branch.points is not None:
        parts.append(f"{plain(branch.points)} 分")
    if item.weight is not None:
        parts.append(f"占总分 {plain(item.weight)}%")
    if item.combine != "sum":
        parts.append(f"取最好的 {item.choose} 项" if item.choose else COMBINE_WORDS[item.combine])
    if branch.way is not None:
        parts += [f"[{WAY_WORDS[branch.way]}]", item.check or "", branch.rule]
    if unit_type is None and item.unit_types:
        parts.append(f"只用于 {'、'.join(item.unit_types)}")
    if branch.way is not None and item.responsible:
        parts.append(f"责任：{'、'.join(item.responsible)}")
    if branch.way is not None and (doubt := doubtful(item)):
        parts.append(f"※{doubt}")
    return "  ".join(filter(None, parts))


def doubtful(item: Item) -> str:
    """How sure a leaf of a resolved pack is, where it is not official."""
    confidences: list[Confidence] = []
    if item.cite is not None:
        confidences = [
            each for each in (item.cite.confidence, item.cite.points) if each and each != "official"
        ]
    return "、".join(dict.fromkeys(CONFIDENCE_WORDS[each] for each in confidences))


def _branch_dict(branch: Branch) -> dict[str, object]:
    item = branch.item
    shown = item.model_dump(mode="json", exclude={"children"}, exclude_defaults=True)
    if item.rule is not None:  # its kind is a default of each model, and what tells one from the other
        shown["rule"] = {"kind": item.rule.kind, **shown.get("rule", {})}
    shown["points"] = float(branch.points) if branch.points is not None else None
    if branch.way is not None:
        shown["way"], shown["rule_words"] = branch.way, branch.rule
    if branch.children:
        shown["children"] = [_branch_dict(child) for child in branch.children]
    return shown
