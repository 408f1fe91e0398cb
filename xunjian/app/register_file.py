"""The register as people write it: YAML, or a sheet (.csv .xlsx .xls) with Chinese headings.

Both end in the same model, so that a fault is named with file and line whatever the form.
"""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from xunjian.app.register_sheet import FIELD_HEADINGS, read_sheet
from xunjian.app.traits import choices_of_traits, unknown_trait
from xunjian.errors import ConfigError, UsageError
from xunjian.model.unit import UNIT_TYPE_NAMES, Unit
from xunjian.yaml_document import YamlDocument, parse_yaml

_ID = re.compile(r"\w[\w.-]{0,79}")
_SITE_CODE = re.compile(r"[0-9]{10}|[A-Za-z]{2}[0-9]{8}")
_HOST = re.compile(r"[\w-]+(\.[\w-]+)*(:\d{1,5})?|\[[0-9a-f:]+\](:\d{1,5})?")
_TYPES_BY_NAME = {name: kind for kind, name in UNIT_TYPE_NAMES.items()}


def _id(value: str) -> str:
    if not _ID.fullmatch(value):
        raise ValueError(f"编号“{value}”不对，只可用文字、数字、“-”“_”“.”，以文字或数字开头，最多 80 个字。")
    return value


def _address(value: str) -> str:
    parts = urlsplit(value)
    try:
        host, _ = parts.hostname, parts.port
    except ValueError:
        host = None
    if parts.scheme not in ("http", "https") or not host:
        raise ValueError(
            f"网址“{value}”不对，应以 http:// 或 https:// 开头，形如 https://www.example.gov.cn/。"
        )
    return value if parts.path else f"{value}/"


def _type(value: str) -> str:
    kind = _TYPES_BY_NAME.get(value, value)
    if not re.fullmatch(r"[a-z][a-z0-9_]*", kind):
        choices = "、".join(f"{each}（{name}）" for each, name in UNIT_TYPE_NAMES.items())
        raise ValueError(f"单位类型“{value}”不对，应为其中之一：{choices}。")
    return kind


def _host(value: str) -> str:
    host = value.lower()
    if not _HOST.fullmatch(host):
        raise ValueError(
            f"主机“{value}”不对，只写主机名，形如 file.example.gov.cn 或 file.example.gov.cn:8080。"
        )
    return host


def _prefix(value: str) -> str:
    if not value.startswith("/"):
        raise ValueError(f"路径“{value}”不对，应以 / 开头，形如 /bmjz/czj/。")
    return value


def _digits(value: object) -> object:
    """YAML reads an unquoted code as a number."""
    return str(value) if type(value) is int else value


def _site_code(value: str) -> str:
    if not _SITE_CODE.fullmatch(value):
        raise ValueError(f"标识码“{value}”不对，应为 10 位数字，或 2 个字母加 8 位数字。")
    return value


def _accounts(value: object) -> object:
    """`无` says that there are none; saying nothing says nothing."""
    if isinstance(value, str):
        value = re.split(r"[;；\n]+", value)
    if not isinstance(value, list):
        return value
    said = [str(each).strip() for each in value]
    return [] if said == ["无"] else [_account(each) for each in said if each]


def _account(text: str) -> str:
    found = re.fullmatch(r"([^:：/]+?)\s*[:：/]\s*(\S.*)", text)
    if found is None:
        raise ValueError(f"新媒体账号“{text}”不对，应写作 平台：账号，形如 微信：某县发布；没有账号的写 无。")
    return f"{found[1]}/{found[2]}"


def _traits(value: object) -> object:
    """One by one, or in one cell; `无` is none."""
    if isinstance(value, str):
        value = re.split(r"[;；、,，\n]+", value)
    if not isinstance(value, list):
        return value
    said = dict.fromkeys(str(each).strip() for each in value)
    return [each for each in said if each not in ("", "无")]


Address = Annotated[str, AfterValidator(_address)]


class UnitEntry(BaseModel):
    """One unit of the register."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    id: Annotated[str, AfterValidator(_id)]
    name: str = Field(min_length=1, max_length=200)
    type: Annotated[str, AfterValidator(_type)]
    home_url: Address
    group: str = Field("", max_length=100)
    hosts: tuple[Annotated[str, AfterValidator(_host)], ...] = ()
    prefixes: tuple[Annotated[str, AfterValidator(_prefix)], ...] = ()
    site_code: Annotated[str, BeforeValidator(_digits), AfterValidator(_site_code)] | None = None
    columns: dict[str, Address] = {}
    departments: dict[str, str] = {}
    newmedia: Annotated[tuple[str, ...] | None, BeforeValidator(_accounts)] = None
    traits: Annotated[tuple[str, ...], BeforeValidator(_traits)] = ()

    def unit(self) -> Unit:
        return Unit(**self.model_dump())


class RegisterFile(BaseModel):
    """A register file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    units: tuple[UnitEntry, ...] = Field(min_length=1)


def read_register(
    path: Path,
    more_types: Callable[[], frozenset[str]] = frozenset,
    known_traits: Callable[[], frozenset[str]] = frozenset,
) -> tuple[Unit, ...]:
    """The units of a file. Raises ConfigError with file, line and what to write instead.

    `more_types` gives the unit types that packs know besides ours, `known_traits` the traits that packs ask
    for; both are asked only when needed.
    """
    more_types, known_traits = cache(more_types), cache(known_traits)  # each reads every pack
    document = _parse(path)
    try:
        entries = document.validate(RegisterFile).units
    except ConfigError as error:
        raise _in_headings(error) if path.suffix.lower() not in _YAML else error from None
    _check_types(document, entries, more_types)
    _check_ids(document, entries)
    _check_traits(document, entries, known_traits)
    return tuple(entry.unit() for entry in entries)


_YAML = (".yaml", ".yml")


def _parse(path: Path) -> YamlDocument:
    try:
        body = path.read_bytes()
    except OSError as error:
        raise UsageError(f"读不了登记表 {path}：{_reason(error)}。") from None
    if path.suffix.lower() not in _YAML:
        return read_sheet(path, body)
    try:
        return parse_yaml(body.decode("utf-8-sig"), str(path))
    except UnicodeDecodeError:
        raise ConfigError(f"{path}：不是 UTF-8 文本。", "请另存为 UTF-8。") from None


def _reason(error: OSError) -> str:
    words = {
        FileNotFoundError: "没有这个文件",
        IsADirectoryError: "这是一个文件夹",
        PermissionError: "没有读取权限",
    }
    return next((said for kind, said in words.items() if isinstance(error, kind)), "读取出错")


def _in_headings(error: ConfigError) -> ConfigError:
    """A sheet has headings where YAML has keys."""
    message, hint = error.message, error.hint
    for field, heading in FIELD_HEADINGS.items():
        message = message.replace(f"“{field}”", f"“{heading}”")
    if message.endswith("。") and "缺少" in message:
        hint = "请在这一行填上。"
    return ConfigError(message, hint)


def _check_types(
    document: YamlDocument, entries: tuple[UnitEntry, ...], more_types: Callable[[], frozenset[str]]
) -> None:
    for index, entry in enumerate(entries):
        if entry.type not in UNIT_TYPE_NAMES and entry.type not in more_types():
            choices = "、".join([*UNIT_TYPE_NAMES, *sorted(more_types() - UNIT_TYPE_NAMES.keys())])
            raise document.error(
                ("units", index, "type"), f"没有单位类型“{entry.type}”。", f"可写：{choices}。"
            )


def _check_ids(document: YamlDocument, entries: tuple[UnitEntry, ...]) -> None:
    seen: dict[str, int] = {}
    for index, entry in enumerate(entries):
        if entry.id in seen:
            first = document.line(("units", seen[entry.id], "id"))
            raise document.error(
                ("units", index, "id"),
                f"编号“{entry.id}”重复，第 {first} 行已用过。",
                "每个单位的编号应不同。",
            )
        seen[entry.id] = index


def _check_traits(
    document: YamlDocument, entries: tuple[UnitEntry, ...], known_traits: Callable[[], frozenset[str]]
) -> None:
    """A trait that no pack asks for exempts from nothing: it is mistyped."""
    for index, entry in enumerate(entries):
        strange = [trait for trait in entry.traits if trait not in known_traits()]
        if strange:
            raise document.error(
                ("units", index, "traits"), unknown_trait(strange[0]), choices_of_traits(known_traits())
            )
