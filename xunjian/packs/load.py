"""A pack out of its text, checked down to each check's own parameters. No files are opened here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from pydantic import ValidationError

from xunjian.packs.classes import class_flaws
from xunjian.packs.consistency import item_flaws
from xunjian.packs.extend import Find, assemble, find_nothing
from xunjian.packs.flaw import Flaw, Place, places
from xunjian.packs.limits import limit_flaws
from xunjian.packs.lint import warnings_of
from xunjian.packs.references import duplicate_ids, reference_flaws
from xunjian.packs.resolve import resolve
from xunjian.packs.rule import Veto
from xunjian.packs.schema import Pack
from xunjian.packs.sums import sum_flaws, weight_flaws
from xunjian.plugin import Check, CheckParams
from xunjian.yaml_document import Path, YamlDocument

_MOST = 100_000
"""Of a check's whole numbers (days, months, pieces): more is a slip, and no calendar reaches so far."""


@dataclass(frozen=True, slots=True)
class LoadedPack:
    """A valid pack: every check exists, every parameter and every class of fault is known to it."""

    pack: Pack
    """Resolved: each item says what it inherits."""
    params: Mapping[str, CheckParams]
    """Parameters by item id."""
    written: Pack
    """As it stands in the file, patches applied."""
    bases: tuple[str, ...] = ()
    """Packs that it extends, as id@version, nearest first."""
    warnings: tuple[str, ...] = ()
    """What is allowed and still odd: file, line and what to look at."""
    texts: tuple[tuple[str, str], ...] = ()
    """All that it was made from, itself first: id and text of each file."""
    file: str | None = None
    """Where it lies, if it was named by its file."""
    early: Mapping[str, CheckParams] = field(default_factory=dict)
    """Parameters with which the check of a veto warns, by item id (Q41)."""


def load_pack(text: str, name: str, checks: Mapping[str, Check], find: Find = find_nothing) -> LoadedPack:
    """Validate a pack. `find` gives the text of a pack that it extends.

    Raises ConfigError with file, line and what to write instead.
    """
    assembled = assemble(text, name, find)
    document = assembled.document
    pack = document.validate(Pack, named_by="id")
    for place, first in duplicate_ids(pack):
        earlier, later = (*first.path, "id"), (*place.path, "id")
        if earlier in document.notes and later not in document.notes:
            earlier, later = later, earlier  # what a patch added is the newcomer, wherever it stands
        where = document.where(earlier).removeprefix(f"{name} ")
        raise document.error(later, f"编号“{place.item.id}”重复，{where} 已用过。", "改用别的编号。")
    params = dict(_all_parameters(document, pack, checks))
    early = dict(_early_parameters(document, pack, checks))
    for flaw in chain(
        reference_flaws(pack),
        item_flaws(pack),
        class_flaws(pack, checks),
        weight_flaws(pack),
        _sums(pack),
        limit_flaws(pack),
    ):
        raise document.error(flaw.path, flaw.message, flaw.hint)
    odd = (_line(document, flaw) for flaw in warnings_of(pack, checks))
    texts = ((pack.id, text), *assembled.base_texts)
    return LoadedPack(resolve(pack), params, pack, assembled.bases, tuple(odd), texts, early=early)


def _sums(pack: Pack) -> Iterator[Flaw]:
    """Sums that differ are a fault unless the pack says why."""
    if pack.sum_exception is not None and not pack.sum_exception.strip():
        yield Flaw(("sum_exception",), "sum_exception 是空的。", "写明原文的分数为什么加不拢。")
    if not pack.sum_exception:
        yield from sum_flaws(pack)


def _line(document: YamlDocument, flaw: Flaw) -> str:
    return f"{document.where(flaw.path)}：{flaw.message}{flaw.hint}"


def _all_parameters(
    document: YamlDocument, pack: Pack, checks: Mapping[str, Check]
) -> Iterator[tuple[str, CheckParams]]:
    for place in places(pack):
        if place.item.check:
            yield place.item.id, _parameters(document, place, checks)


def _parameters(document: YamlDocument, place: Place, checks: Mapping[str, Check]) -> CheckParams:
    path, item = place.path, place.item
    check = checks.get(item.check or "")
    if check is None:
        raise document.error(
            (*path, "check"),
            f"“{item.id}”：没有检查“{item.check}”。",
            "用 xunjian pack show core 查看可用的检查编号。",
        )
    return _accepted(document, check, item.params, (*path, "params"), item.id)


def _early_parameters(
    document: YamlDocument, pack: Pack, checks: Mapping[str, Check]
) -> Iterator[tuple[str, CheckParams]]:
    for place in places(pack):
        rule, check = place.item.rule, checks.get(place.item.check or "")
        if isinstance(rule, Veto) and rule.warn_if and check is not None:
            values, below = {**place.item.params, **rule.warn_if}, (*place.path, "rule", "warn_if")
            yield place.item.id, _accepted(document, check, values, below, place.item.id)


def _accepted(
    document: YamlDocument, check: Check, values: Mapping[str, object], below: Path, owner: str
) -> CheckParams:
    """`below`: where in the document the values stand."""
    for name, value in values.items():
        field = check.params.model_fields.get(name)
        wanted = field.annotation if field is not None else None
        if isinstance(value, bool) and wanted in (int, float):
            raise document.error(
                (*below, name), f"“{owner}”：“{name}”应为数字，现在是“{str(value).lower()}”。", "写一个数。"
            )
        if isinstance(value, int) and abs(value) > _MOST:
            raise document.error(
                (*below, name), f"“{owner}”：“{name}”的值 {value} 太大。", f"应不大于 {_MOST}。"
            )
    try:
        return check.params.model_validate(values)
    except ValidationError:
        nested = YamlDocument(
            document.name,
            dict(values),  # type: ignore[arg-type]  # values come from YAML, hence plain
            *(
                {key[len(below) :]: each for key, each in table.items() if key[: len(below)] == below}
                for table in (document.lines, document.names, document.notes)
            ),  # type: ignore[arg-type]
        )
        nested.validate(check.params, owner=owner)
        raise
