"""A pack out of its text, checked down to each check's own parameters. No files are opened here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from pydantic import ValidationError

from xunjian.packs.item import Item
from xunjian.packs.schema import Pack
from xunjian.plugin import Check, CheckParams
from xunjian.yaml_document import YamlDocument, parse_yaml

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class LoadedPack:
    """A valid pack: every check exists and every parameter is accepted."""

    pack: Pack
    params: Mapping[str, CheckParams]
    """Parameters by item id."""


def load_pack(text: str, name: str, checks: Mapping[str, Check]) -> LoadedPack:
    """Validate a pack. Raises ConfigError with file, line and what to write instead."""
    document = parse_yaml(text, name)
    pack = document.validate(Pack)
    seen: dict[str, Path] = {}
    params: dict[str, CheckParams] = {}
    for path, item in _walk(pack.items, ("items",)):
        if item.id in seen:
            raise document.error(
                (*path, "id"), f"编号“{item.id}”重复，第 {document.line((*seen[item.id], 'id'))} 行已用过。"
            )
        seen[item.id] = path
        unknown = [kind for kind in item.unit_types if kind not in pack.unit_types]
        if unknown:
            raise document.error(
                (*path, "unit_types"),
                f"单位类型“{unknown[0]}”不在本指标体系内。",
                f"可写：{'、'.join(pack.unit_types)}。",
            )
        if item.check:
            params[item.id] = _parameters(document, path, item, checks)
    _check_sums(document, pack)
    return LoadedPack(pack, params)


def _walk(items: tuple[Item, ...], path: Path) -> Iterator[tuple[Path, Item]]:
    for index, item in enumerate(items):
        yield (*path, index), item
        yield from _walk(item.children, (*path, index, "children"))


def _parameters(document: YamlDocument, path: Path, item: Item, checks: Mapping[str, Check]) -> CheckParams:
    check = checks.get(item.check or "")
    if check is None:
        raise document.error(
            (*path, "check"), f"没有检查“{item.check}”。", "用 xunjian pack show core 查看可用的检查编号。"
        )
    try:
        return check.params.model_validate(item.params)
    except ValidationError:
        nested = YamlDocument(
            document.name,
            dict(item.params),  # type: ignore[arg-type]  # values come from YAML, hence plain
            {
                key[len(path) + 1 :]: line
                for key, line in document.lines.items()
                if key[: len(path) + 1] == (*path, "params")
            },
        )
        nested.validate(check.params)
        raise


def _check_sums(document: YamlDocument, pack: Pack) -> None:
    for path, item in _walk(pack.items, ("items",)):
        if item.children and item.points is not None and not pack.sum_exception:
            total = sum((leaf.points or 0 for leaf in item.leaves()), start=item.points * 0)
            if total != item.points:
                raise document.error(
                    (*path, "points"),
                    f"“{item.id}”写 {item.points} 分，下级合计 {total} 分。",
                    "改正分值；原文如此的，在 sum_exception 写明理由。",
                )
    if isinstance(pack.total, Decimal) and pack.total != pack.maximum and not pack.sum_exception:
        raise document.error(
            ("total",),
            f"total 写 {pack.total} 分，各项合计 {pack.maximum} 分。",
            "改正分值；原文如此的，在 sum_exception 写明理由。",
        )
