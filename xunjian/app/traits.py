"""Traits of a unit: what exempts it from items of packs. The register says them, a command may."""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import Engine

from storage.units import find_unit
from xunjian.app.packs import open_packs
from xunjian.errors import UsageError
from xunjian.model.unit import Unit
from xunjian.packs.schema import Pack

NONE = "无"
"""Said on the command line: those of the register do not count."""


def asked_by(pack: Pack) -> frozenset[str]:
    """The traits that a pack asks for."""
    return frozenset(trait for leaf in pack.leaves() for trait in leaf.unless)


def asked_by_packs() -> frozenset[str]:
    """The traits that any pack that can be named asks for."""
    packs, _ = open_packs()
    return frozenset(trait for pack in packs for trait in asked_by(pack))


def with_traits(unit: Unit, said: Iterable[str], pack: Pack) -> Unit:
    """The unit with what the command line says added; after `无`, with that alone.

    Raises UsageError for a trait that neither this pack nor any that can be named asks for.
    """
    traits = list(unit.traits)
    for trait in said:
        if trait == NONE:
            traits = []
        elif trait not in asked_by(pack) and trait not in (known := asked_by_packs()):
            choices = choices_of_traits(known | asked_by(pack))
            raise UsageError(f"--trait：{unknown_trait(trait)}", choices)
        else:
            traits.append(trait)
    return replace(unit, traits=tuple(dict.fromkeys(traits)))


def traits_of_today(engine: Engine | None, unit: Unit) -> tuple[Unit, str]:
    """A unit of a snapshot with the traits that the register says today; and what to say where it said
    others then. One that is not registered keeps its own."""
    today = find_unit(engine, unit.id) if engine is not None else None
    if today is None or today.traits == unit.traits:
        return unit, ""
    then, now = ("、".join(traits) or NONE for traits in (unit.traits, today.traits))
    note = f"登记表里{today.name}的特征与检查时不同（检查时：{then}；现在：{now}），按现在的评判。"
    return replace(unit, traits=today.traits), note


def unknown_trait(trait: str) -> str:
    return f"没有指标体系按特征“{trait}”除外任何一项。"


def choices_of_traits(known: Iterable[str]) -> str:
    return f"可写：{'、'.join(sorted(known)) or '（现有的指标体系都不问特征）'}。"
