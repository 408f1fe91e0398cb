"""YAML with line numbers: what the user wrote, and where, so that an error can point at it.

Text in, values out; no files are opened here.
"""

import difflib
import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeVar, get_args, get_origin

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from xunjian.errors import ConfigError

Plain = None | bool | int | float | str | list["Plain"] | dict[str, "Plain"]
Path = tuple[str | int, ...]
Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class YamlDocument:
    """A parsed file: plain data, and the line (from 1) of every key and entry."""

    name: str
    data: Plain
    lines: Mapping[Path, int]
    names: Mapping[Path, str] = field(default_factory=dict)
    """File of a value, where the document was put together out of several."""
    notes: Mapping[Path, str] = field(default_factory=dict)
    """What put a value there, where it was not its own file, such as “patch 第 2 条”."""

    def line(self, path: Sequence[str | int]) -> int:
        """Line of a value, or of the nearest thing above it that the file has."""
        return self.lines.get(self._nearest(path), 1)

    def where(self, path: Sequence[str | int]) -> str:
        """File, line and, where something put the value there, what did."""
        at = self._nearest(path)
        note = f"（{self.notes[at]}）" if self.notes.get(at) else ""
        return f"{self.names.get(at, self.name)} 第 {self.lines.get(at, 1)} 行{note}"

    def _nearest(self, path: Sequence[str | int]) -> Path:
        at = tuple(path)
        while at and at not in self.lines:
            at = at[:-1]
        return at

    def error(self, path: Sequence[str | int], message: str, hint: str = "") -> ConfigError:
        return ConfigError(f"{self.where(path)}：{message}", hint)

    def _place_of(self, error: ErrorDetails) -> list[str | int]:
        """Where a fault lies in the file: without the names of the models that were tried on the way."""
        location, absent = error["loc"], error["type"] in ("missing", "extra_forbidden")
        place: list[str | int] = []
        node = self.data
        for depth, part in enumerate(location, 1):
            if isinstance(node, dict) and part in node:
                node = node[str(part)]
            elif isinstance(node, list) and isinstance(part, int) and part < len(node):
                node = node[part]
            elif depth < len(location) or not (isinstance(node, dict) and absent):
                continue
            place.append(part)
        return place

    def owner(self, path: Sequence[str | int], key: str) -> str:
        """What the innermost entry around a place calls itself by a key; empty at the top of the file."""
        node, owner = self.data, ""
        for depth, part in enumerate(path):
            if isinstance(node, dict) and depth and isinstance(name := node.get(key), str):
                owner = name
            if isinstance(node, dict):
                node = node.get(str(part))
            elif isinstance(node, list) and isinstance(part, int) and part < len(node):
                node = node[part]
            else:
                return owner
        return name if isinstance(node, dict) and path and isinstance(name := node.get(key), str) else owner

    def validate(self, model: type[Model], *, named_by: str = "", owner: str = "") -> Model:
        """The data as a model. Raises ConfigError with file, line and what to write instead.

        `named_by`: the key by which an entry is known; the message then says in which entry the fault is.
        `owner`: the entry that the whole document belongs to.
        """
        try:
            return model.model_validate(self.data)
        except ValidationError as error:
            # A misspelt key explains a missing one, so it is told first.
            errors = sorted(error.errors(), key=lambda each: each["type"] != "extra_forbidden")
            first, location = errors[0], self._place_of(errors[0])
            for other in errors[1:]:
                # Of the forms that a value may have, the one that was meant is the one read furthest.
                place = self._place_of(other)
                if first["type"] in _WORDS and len(place) > len(location) == _shared(place, location):
                    first, location = other, place
            message, hint = _in_words(first, model, location, self.data)
            owner = " ".join((self.owner(location, named_by) if named_by else owner).split())
            if owner and f"“{owner}”" not in message:
                message = f"“{owner}”：{message}"
            raise self.error(location, message, hint) from None


def parse_yaml(text: str, name: str) -> YamlDocument:
    """Parse one document. Duplicate keys and anything but plain values are refused (ConfigError)."""
    try:
        node = _compose(text)
    except RecursionError:
        raise ConfigError(f"{name}：括号套得太深。", "检查是否漏了右括号。") from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"第 {mark.line + 1} 行第 {mark.column + 1} 列" if mark else "开头"
        raise ConfigError(
            f"{name} {where}：不是正确的 YAML。", "检查缩进（用空格不用制表符）、冒号后的空格和成对的引号。"
        ) from None
    except yaml.YAMLError:
        raise ConfigError(f"{name}：含有 YAML 不允许的字符。", "请另存为 UTF-8 文本。") from None
    lines: dict[Path, int] = {}
    if node is None:
        return YamlDocument(name, None, lines)
    loader = yaml.SafeLoader("")
    try:
        return YamlDocument(name, _plain(node, (), lines, name, loader), lines)
    finally:
        loader.dispose()


_MERGE = "tag:yaml.org,2002:merge"
_DEEPEST, _MOST_PLACES = 60, 400_000
"""No file of ours comes near; a few lines that refer to themselves, or to each other, do."""


_NESTED = re.compile(r"(?:[\[{][^\[\]{}]*){200}|(?:[-?:] ){200}")
"""Brackets in brackets without end: libyaml overruns its stack on them, and takes the process along."""


def _compose(text: str) -> yaml.Node | None:
    """The tree of a document: by libyaml where PyYAML has it, which takes a tenth of the time."""
    if yaml.__with_libyaml__ and not _NESTED.search(text):
        try:
            return yaml.compose(text, Loader=yaml.CSafeLoader)
        except yaml.YAMLError:
            pass  # the other one says at which place
    return yaml.compose(text, Loader=yaml.SafeLoader)


def _plain(node: yaml.Node, path: Path, lines: dict[Path, int], name: str, loader: yaml.SafeLoader) -> Plain:
    lines.setdefault(path, node.start_mark.line + 1)
    if len(path) > _DEEPEST or len(lines) > _MOST_PLACES:
        line = node.start_mark.line + 1
        raise ConfigError(f"{name} 第 {line} 行：层次太深，或用 * 引用了自己。", "把引用的内容直接写出来。")
    if isinstance(node, yaml.MappingNode):
        result: dict[str, Plain] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if key_node.tag == _MERGE:
                raise ConfigError(f"{name} 第 {line} 行：不支持合并键 <<。", "把要合并的内容直接写出来。")
            key = str(loader.construct_object(key_node)) if isinstance(key_node, yaml.ScalarNode) else None
            if key is None:
                raise ConfigError(f"{name} 第 {line} 行：键必须是文字。")
            if key in result:
                raise ConfigError(
                    f"{name} 第 {line} 行：“{key}”重复出现（第一次在第 {lines[(*path, key)]} 行）。",
                    "删去其中一个。",
                )
            lines[(*path, key)] = line
            result[key] = _plain(value_node, (*path, key), lines, name, loader)
        return result
    if isinstance(node, yaml.SequenceNode):
        return [_plain(child, (*path, i), lines, name, loader) for i, child in enumerate(node.value)]
    try:
        value: Hashable = loader.construct_object(node)
    except (yaml.YAMLError, ValueError):
        line = node.start_mark.line + 1
        told = f"“{_short(node.value)}”" if isinstance(node, yaml.ScalarNode) else ""
        raise ConfigError(
            f"{name} 第 {line} 行：这里的值{told}读不出来。", "日期要有这一天；文字请加引号。"
        ) from None
    if value is None or isinstance(value, bool | int | float | str):
        return value
    return str(value)  # a date: the models parse it again, from ISO text


def _shared(first: Sequence[str | int], second: Sequence[str | int]) -> int:
    """How far two places are the same."""
    pairs = list(zip(first, second, strict=False))
    return next((at for at, (one, other) in enumerate(pairs) if one != other), len(pairs))


_WORDS = {
    "string_type": "应为文字",
    "int_type": "应为整数",
    "int_parsing": "应为整数",
    "int_from_float": "应为整数",
    "float_type": "应为数字",
    "float_parsing": "应为数字",
    "decimal_type": "应为数字",
    "decimal_parsing": "应为数字",
    "finite_number": "应为数字",
    "bool_type": "应为 true 或 false",
    "bool_parsing": "应为 true 或 false",
    "list_type": "应为列表",
    "tuple_type": "应为列表",
    "dict_type": "应为“键: 值”的一组",
    "model_type": "应为“键: 值”的一组",
    "model_attributes_type": "应为“键: 值”的一组",
    "date_from_datetime_parsing": "应为日期，形如 2026-11-21",
    "date_parsing": "应为日期，形如 2026-11-21",
    "date_from_datetime_inexact": "应为日期，形如 2026-11-21",
    "date_type": "应为日期，形如 2026-11-21",
    "bool_given": "不应是 true 或 false",
}


def _in_words(
    error: ErrorDetails, model: type[BaseModel], location: Sequence[str | int], data: Plain
) -> tuple[str, str]:
    last = str(location[-1]) if location else ""
    if location and isinstance(location[-1], int):  # an entry of a list, counted from 1 as people do
        named = f"{location[-2]} " if len(location) > 1 else ""
        last = f"{named}第 {location[-1] + 1} 项"
    kind = error["type"]
    if kind == "missing":
        return f"缺少“{last}”。", f"补上一行“{last}: …”。"
    if kind == "extra_forbidden":
        names = _fields_at(model, location[:-1], data)
        near = difflib.get_close_matches(last, names, 1)
        hint = f"是否要写“{near[0]}”?" if near else (f"这里可写：{'、'.join(names)}。" if names else "")
        return f"不认识“{last}”。", hint
    if kind == "union_tag_not_found":
        return f"“{last}”缺少“kind”。", "写明是哪一种规则。"
    if kind == "union_tag_invalid":
        limit = error.get("ctx") or {}
        return (
            f"“{last}”的 kind“{limit.get('tag')}”不对。",
            f"可写：{_listed(str(limit.get('expected_tags', '')))}。",
        )
    if kind in ("literal_error", "enum"):
        known = str((error.get("ctx") or {}).get("expected", ""))
        if known == error["input"]:
            return f"“{last}”的值“{_short(error['input'])}”是文字。", "不加引号。"
        return f"“{last}”的值“{_short(error['input'])}”不对。", f"可写：{_listed(known)}。"
    if kind == "value_error":
        cause = (error.get("ctx") or {}).get("error")
        return str(cause or error["msg"]), ""
    if kind in _WORDS:
        number = isinstance(error["input"], int | float)
        hint = "数字当文字用时加引号。" if kind == "string_type" and number else ""
        return f"“{last or '整个文件'}”{_WORDS[kind]}，现在是“{_short(error['input'])}”。", hint
    limit = error.get("ctx") or {}
    if kind == "string_pattern_mismatch" and limit.get("pattern") in _PATTERNS:
        return f"“{last}”的值“{_short(error['input'])}”不对。", _PATTERNS[str(limit["pattern"])]
    bounds = "、".join(f"{_BOUNDS[key]} {limit[key]}" for key in _BOUNDS if key in limit)
    return f"“{last}”的值“{_short(error['input'])}”不对。", f"应{bounds}。" if bounds else error["msg"]


_BOUNDS = {
    "ge": "不小于",
    "gt": "大于",
    "le": "不大于",
    "lt": "小于",
    "min_length": "长度不小于",
    "max_length": "长度不大于",
    "decimal_places": "小数位数不大于",
}


_PATTERNS = {
    r"^\S+$": "不能是空的，也不能有空格。",
    r"^\d\d-\d\d$": "应写作月-日，如 09-30，并加引号。",
    r"^[a-z0-9][a-z0-9.-]*$": "只用小写字母、数字、点和连字符。",
    r"^[a-z0-9][a-z0-9.-]*(@\S+)?$": "写编号，或“编号@版本”。",
}


def _listed(expected: str) -> str:
    """What pydantic expects, as a Chinese list."""
    return "、".join(re.findall(r"'([^']*)'", expected)) or expected


def _short(value: object) -> str:
    known = {None: "空", True: "true", False: "false"}
    text = known[value] if value is None or isinstance(value, bool) else " ".join(str(value).split())
    return text if len(text) <= 40 else text[:40] + "…"


def _fields_at(model: type[BaseModel], path: Iterable[str | int], data: Plain) -> list[str]:
    """Names of the fields that may stand at a place, as far as the model tells."""
    current: type[BaseModel] | None = model
    node = data
    for part in path:
        if isinstance(part, int):
            node = node[part] if isinstance(node, list) and part < len(node) else None
            continue
        node = node.get(part) if isinstance(node, dict) else None
        found = current.model_fields.get(part) if current else None
        current = _chosen(list(_models_in(found.annotation)), node) if found else None
    if current is None:
        return []
    return [each.alias or name for name, each in current.model_fields.items()]


def _chosen(models: Sequence[type[BaseModel]], node: Plain) -> type[BaseModel] | None:
    """Of models that may stand at a place, the one whose literal keys, such as kind, say that it is meant."""
    for model in models:
        for name, each in model.model_fields.items():
            known = get_args(each.annotation) if get_origin(each.annotation) is Literal else ()
            if isinstance(node, dict) and node.get(name) in known:
                return model
    return models[0] if models else None


def _models_in(annotation: object) -> Iterable[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in getattr(annotation, "__args__", ()):
        yield from _models_in(inner)
