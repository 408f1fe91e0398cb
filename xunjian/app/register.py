"""The register of units: who is audited, and where."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from storage.units import find_unit, list_groups, list_units, save_units
from xunjian.app.packs import open_pack, pack_texts
from xunjian.app.register_file import read_register
from xunjian.app.traits import asked_by_packs
from xunjian.errors import UsageError
from xunjian.model.unit import Unit

__all__ = ["find_unit", "import_register", "lint_register", "select_units", "show_unit"]


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import changed."""

    units: tuple[Unit, ...]
    added: int
    replaced: int


def lint_register(path: Path) -> tuple[Unit, ...]:
    """The units of a file, if nothing is wrong with it (ConfigError)."""
    return read_register(path, _types_of_packs, asked_by_packs)


def import_register(engine: Engine, path: Path) -> Imported:
    """Put the units of a file into the register, all or none; units that are not in the file stay."""
    units = lint_register(path)
    added, replaced = save_units(engine, units)
    return Imported(units, added, replaced)


def select_units(engine: Engine, group: str | None = None) -> tuple[Unit, ...]:
    """The units of the register or of a group. Raises UsageError where there are none."""
    units = list_units(engine, group)
    if units:
        return units
    if group is None:
        raise UsageError("登记表里还没有单位。", "先用 xunjian unit import 文件 登记。")
    groups = list_groups(engine)
    raise UsageError(
        f"登记表里没有分组“{group}”的单位。",
        f"现有分组：{'、'.join(groups)}。" if groups else "登记的单位都没有写分组。",
    )


def show_unit(engine: Engine, unit_id: str) -> Unit:
    """A registered unit. Raises UsageError where there is none."""
    unit = find_unit(engine, unit_id)
    if unit is None:
        raise UsageError(f"登记表里没有单位“{unit_id}”。", "用 xunjian unit list 查看全部单位。")
    return unit


def _types_of_packs() -> frozenset[str]:
    return frozenset(kind for name in pack_texts() for kind in open_pack(name).pack.unit_types)
