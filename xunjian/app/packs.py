"""Finds pack files: shipped ones, those of plugins, and a file named by its path."""

from collections.abc import Mapping
from dataclasses import replace
from importlib.metadata import entry_points
from importlib.resources import files
from pathlib import Path

from xunjian.catalog import load_catalog
from xunjian.errors import ConfigError, PluginError, UsageError, system_fault
from xunjian.packs.extend import Find, PackText
from xunjian.packs.load import LoadedPack, load_pack
from xunjian.packs.schema import Pack
from xunjian.paths import config_dir, data_dir

GROUP = "xunjian.packs"


def pack_texts() -> Mapping[str, tuple[str, str]]:
    """Every pack that can be named: id -> (file name, text). Two owners of one id are an error."""
    found: dict[str, tuple[str, str]] = {}
    for folder in (config_dir() / "packs", data_dir() / "packs"):
        for path in sorted(folder.glob("*.yaml")) if folder.is_dir() else ():
            _add(found, path.stem, str(path), read_text(path))
    for entry in sorted(entry_points(group=GROUP), key=lambda each: each.name):
        for resource in files(entry.value).iterdir():
            if resource.name.endswith(".yaml"):
                name = resource.name.removesuffix(".yaml")
                _add(found, name, f"{entry.name}:{resource.name}", resource.read_text("utf-8"))
    return found


def _add(found: dict[str, tuple[str, str]], pack_id: str, name: str, text: str) -> None:
    if pack_id in found:
        raise PluginError(f"指标体系“{pack_id}”有两个来源：{found[pack_id][0]} 和 {name}。", "删去其中一个。")
    found[pack_id] = (name, text)


def open_pack(reference: str) -> LoadedPack:
    """A pack by its id, or by the path of a YAML file. Raises UsageError or ConfigError."""
    if is_file(reference):
        path = Path(reference)
        if not path.is_file():
            raise UsageError(
                f"没有指标体系文件“{reference}”。", "检查路径，或用 xunjian pack list 查看可用的编号。"
            )
        find = finder(pack_texts(), path.parent)
        loaded = load_pack(read_text(path), reference, load_catalog().checks, find)
        return replace(loaded, file=str(path.absolute()))
    packs = pack_texts()
    if reference not in packs:
        raise UsageError(
            f"没有指标体系“{reference}”。",
            f"可用：{'、'.join(packs)}。自己的文件写路径，如 ./{reference}.yaml，"
            f"或放进 {data_dir() / 'packs'}，以后只写编号。",
        )
    name, text = packs[reference]
    loaded = load_pack(text, name, load_catalog().checks, finder(packs))
    if loaded.pack.id != reference:
        raise ConfigError(
            f"{name}：文件名与其中的 id“{loaded.pack.id}”不一致。", f"把 id 改为“{reference}”。"
        )
    return loaded


def is_file(reference: str) -> bool:
    """Whether a pack is named by its file."""
    return reference.endswith((".yaml", ".yml")) or "/" in reference


def open_packs() -> tuple[tuple[Pack, ...], tuple[str, ...]]:
    """Every pack that can be named and used; and of the others, what is wrong with them."""
    packs: list[Pack] = []
    faults: list[str] = []
    for name in pack_texts():
        try:
            packs.append(open_pack(name).pack)
        except ConfigError as error:
            faults.append(f"{error.message}{error.hint}")
    return tuple(packs), tuple(faults)


def finder(packs: Mapping[str, tuple[str, str]], beside: Path | None = None) -> Find:
    """Where an extending pack finds the other: among those that can be named, or as a file beside it."""

    def find(pack_id: str) -> PackText | None:
        if pack_id in packs:
            return PackText(*packs[pack_id])
        path = beside / f"{pack_id}.yaml" if beside is not None else None
        return PackText(str(path), read_text(path)) if path is not None and path.is_file() else None

    return find


def read_text(path: Path) -> str:
    """A UTF-8 text file. Raises ConfigError where it cannot be read."""
    try:
        return path.read_text("utf-8")
    except OSError as error:
        raise ConfigError(f"读不到文件“{path}”：{system_fault(error)}。") from None
    except UnicodeDecodeError:
        raise ConfigError(f"文件“{path}”不是 UTF-8 文本。", "请另存为 UTF-8。") from None
