"""Which checks there are: found through entry points, on first use, without side effects."""

import functools
import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from types import ModuleType

from xunjian.errors import PluginError
from xunjian.plugin import Check

GROUP = "xunjian.checks"
OWN = "xunjian"


@dataclass(frozen=True, slots=True)
class Catalog:
    """All checks by id, and the plugins that could not be loaded (name -> why)."""

    checks: Mapping[str, Check]
    broken: Mapping[str, str]


@functools.cache
def load_catalog() -> Catalog:
    """Checks of this distribution and of others. A clash of ids is a PluginError that names both."""
    found: dict[str, tuple[Check, str]] = {}
    broken: dict[str, str] = {}
    for entry in sorted(entry_points(group=GROUP), key=lambda each: (each.name != OWN, each.name)):
        owner = f"{entry.dist.name if entry.dist else '?'}:{entry.name}"
        try:
            checks = tuple(_checks_of(entry))
        except Exception as error:
            if entry.name == OWN:
                raise
            broken[owner] = f"{type(error).__name__}: {error}"
            continue
        for check in checks:
            if entry.name != OWN and not check.id.startswith(f"{entry.name}."):
                raise PluginError(f"插件 {owner} 的检查“{check.id}”必须以“{entry.name}.”开头。")
            if check.id in found:
                raise PluginError(
                    f"检查“{check.id}”有两个来源：{found[check.id][1]} 和 {owner}。", "卸载其中一个。"
                )
            found[check.id] = (check, owner)
    return Catalog({id: found[id][0] for id in sorted(found)}, broken)


def _checks_of(entry: EntryPoint) -> Iterator[Check]:
    seen: set[str] = set()
    for module in _modules(importlib.import_module(entry.module)):
        for value in vars(module).values():
            if isinstance(value, Check) and value.id not in seen:
                seen.add(value.id)
                yield value


def _modules(root: ModuleType) -> Iterator[ModuleType]:
    yield root
    for info in pkgutil.walk_packages(getattr(root, "__path__", []), root.__name__ + "."):
        yield importlib.import_module(info.name)
