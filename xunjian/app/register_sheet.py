"""A register kept in a sheet: rows under Chinese headings, one unit a row."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from xunjian.app.sheet_rows import read_sheets
from xunjian.errors import ConfigError
from xunjian.yaml_document import Plain, YamlDocument

_HEADINGS = {
    "id": ("编号", "单位编号"),
    "name": ("名称", "单位名称", "单位"),
    "type": ("类型", "单位类型"),
    "home_url": ("首页", "首页网址", "网址", "网站地址"),
    "group": ("分组", "组别"),
    "site_code": ("标识码", "网站标识码", "政府网站标识码"),
    "departments": ("责任部门",),
    "hosts": ("其他主机", "主机"),
    "prefixes": ("路径", "路径前缀"),
    "columns": ("栏目",),
    "newmedia": ("新媒体账号", "新媒体", "政务新媒体"),
    "traits": ("特征", "单位特征"),
}
FIELD_HEADINGS = {field: names[0] for field, names in _HEADINGS.items()}
_FIELDS = {name: field for field, names in _HEADINGS.items() for name in names}
_REQUIRED = ("id", "name", "type", "home_url")


def read_sheet(path: Path, body: bytes) -> YamlDocument:
    """The rows of a sheet in the shape of a register file, each with its row number."""
    return _to_document(str(path), read_rows(path, body))


def read_rows(path: Path, body: bytes) -> list[list[str]]:
    """The cells of the first sheet as text, row by row. Raises ConfigError or UsageError."""
    return read_sheets(path, body)[0].rows


def _to_document(name: str, rows: Sequence[Sequence[str]]) -> YamlDocument:
    start = next((index for index, row in enumerate(rows) if _is_head(row)), None)
    if start is None:
        raise ConfigError(
            f"{name}：没有找到表头。",
            f"第一行应写：{'、'.join(FIELD_HEADINGS[field] for field in _FIELD_ORDER)}。",
        )
    fields = _fields(name, start + 1, rows[start])
    units: list[Plain] = []
    lines: dict[tuple[str | int, ...], int] = {("units",): start + 1}
    for number, row in enumerate(rows[start + 1 :], start + 2):
        values = {field: text for field, text in zip(fields, row, strict=False) if field and text}
        if not values:
            continue
        lines[("units", len(units))] = number
        units.append({field: _value(name, number, field, text) for field, text in values.items()})
    if not units:
        raise ConfigError(f"{name}：表头下面没有单位。")
    return YamlDocument(name, {"units": units}, lines)


_FIELD_ORDER = tuple(_HEADINGS)


def _is_head(row: Iterable[str]) -> bool:
    known = {_FIELDS.get(_fold(cell)) for cell in row}
    return {"id", "home_url"} <= known or len(known - {None}) >= 3


def _fold(heading: str) -> str:
    return re.sub(r"[\s*＊:：]|[(（].*?[)）]", "", heading)


def _fields(name: str, line: int, head: Sequence[str]) -> list[str | None]:
    fields: list[str | None] = []
    for heading in head:
        field = _FIELDS.get(_fold(heading))
        if field is None and heading and _fold(heading) not in ("序号", "备注"):
            raise ConfigError(
                f"{name} 第 {line} 行：不认识表头“{heading}”。",
                f"可写：{'、'.join([*FIELD_HEADINGS.values(), '序号', '备注'])}。",
            )
        if field is not None and field in fields:
            raise ConfigError(f"{name} 第 {line} 行：表头“{heading}”重复。", "删去其中一列。")
        fields.append(field)
    missing = [FIELD_HEADINGS[field] for field in _REQUIRED if field not in fields]
    if missing:
        raise ConfigError(f"{name} 第 {line} 行：缺少表头“{missing[0]}”。", "补上这一列。")
    return fields


def _value(name: str, line: int, field: str, text: str) -> Plain:
    if field in ("hosts", "prefixes"):
        return list(filter(None, re.split(r"[\s,，、;；]+", text)))
    if field == "departments" and "=" not in text:
        return {"*": text}
    if field in ("departments", "columns"):
        return _pairs(name, line, field, text)
    return text


def _pairs(name: str, line: int, field: str, text: str) -> Plain:
    """`预决算=预算处;*=办公室`."""
    pairs: dict[str, Plain] = {}
    for part in filter(None, re.split(r"[;；\n]+", text)):
        key, equals, value = (piece.strip() for piece in part.partition("="))
        if not equals or not key or not value:
            raise ConfigError(
                f"{name} 第 {line} 行：“{FIELD_HEADINGS[field]}”的“{part.strip()}”不对。",
                "应写作 名称=内容，多个之间用分号隔开。",
            )
        pairs[key] = value
    return pairs
