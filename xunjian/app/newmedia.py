"""Posts in new media, imported from a sheet that a person kept or exported from a platform's back office."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import Engine

from storage.newmedia import save_posts
from storage.units import list_units
from xunjian.app.register_sheet import read_rows
from xunjian.app.runs import today
from xunjian.errors import ConfigError, UsageError, system_fault
from xunjian.model.newmedia import Account, Post

_HEADINGS = {
    "unit": ("单位", "单位编号", "编号", "单位名称", "名称"),
    "platform": ("平台", "平台名称", "类型", "渠道"),
    "account": ("账号", "账号名称", "帐号", "公众号", "名称账号"),
    "day": ("日期", "发布日期", "发布时间", "时间", "推送时间"),
    "title": ("标题", "内容标题", "内容", "文章标题"),
    "url": ("网址", "链接", "内容链接", "文章链接", "地址"),
}
_FIELDS = {name: field for field, names in _HEADINGS.items() for name in names}
_REQUIRED = ("unit", "platform", "account", "day")
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)")


@dataclass(frozen=True, slots=True)
class ImportedPosts:
    """What an import brought."""

    accounts: int
    posts: int
    new: int


def import_posts(engine: Engine, path: Path, until: date | None = None) -> ImportedPosts:
    """Put the posts of a sheet into the database, all or none. `until`: the last day that it tells of
    (none: today). Raises UsageError or ConfigError with file and line."""
    known = until or today()
    if known > today():
        raise UsageError(f"--until 的日期 {known} 还没有到。", "写数据截止的那一天，不写即今天。")
    try:
        rows = read_rows(path, path.read_bytes())
    except OSError as error:
        raise UsageError(f"读不了 {path}：{system_fault(error)}。") from None
    by_name = {unit.name: unit.id for unit in list_units(engine)}
    units = by_name | {id: id for id in by_name.values()}
    posts: dict[tuple[str, str, str], list[Post]] = defaultdict(list)
    for number, row in _rows(path, rows):
        unit = units.get(row["unit"])
        if unit is None:
            raise ConfigError(
                f"{path} 第 {number} 行：登记表里没有单位“{row['unit']}”。", "写登记的编号或名称。"
            )
        of_account = posts[unit, row["platform"], row["account"]]
        if row["day"]:  # a line without a day says that the account was looked at
            day = _day(path, number, row["day"], known)
            of_account.append(Post(day, row.get("title", ""), row.get("url", "")))
    accounts = [(key[0], Account(key[1], key[2], known, tuple(each))) for key, each in posts.items()]
    new, given = save_posts(engine, accounts)
    return ImportedPosts(len(accounts), given, new)


def _rows(path: Path, rows: Sequence[Sequence[str]]) -> list[tuple[int, Mapping[str, str]]]:
    """The rows under the headings, each with its number."""
    heads = [[_FIELDS.get(re.sub(r"[\s*＊:：]|[(（].*?[)）]", "", cell), "") for cell in row] for row in rows]
    start = next((at for at, head in enumerate(heads) if {"platform", "account"} <= set(head)), None)
    if start is None:
        raise ConfigError(f"{path}：没有找到表头。", "第一行应写：单位、平台、账号、日期、标题、网址。")
    fields = heads[start]
    missing = [_HEADINGS[field][0] for field in _REQUIRED if field not in fields]
    if missing:
        raise ConfigError(f"{path} 第 {start + 1} 行：缺少表头“{missing[0]}”。", "补上这一列。")
    found: list[tuple[int, Mapping[str, str]]] = []
    for number, row in enumerate(rows[start + 1 :], start + 2):
        values = {field: cell for field, cell in zip(fields, row, strict=False) if field}
        if not any(values.values()):
            continue
        for field in ("unit", "platform", "account"):
            if not values.get(field):
                raise ConfigError(f"{path} 第 {number} 行：缺少“{_HEADINGS[field][0]}”。", "请在这一行填上。")
        found.append((number, {"day": "", **values}))
    if not found:
        raise ConfigError(f"{path}：表头下面没有内容。")
    return found


def _day(path: Path, number: int, text: str, until: date) -> date:
    found = _DAY.search(text)
    try:
        day = date(*map(int, found.groups())) if found else None
    except ValueError:
        day = None
    if day is None:
        raise ConfigError(f"{path} 第 {number} 行：日期“{text}”不对。", "应写作 2026-11-20。")
    if day > until:
        raise ConfigError(f"{path} 第 {number} 行：日期 {day} 晚于数据截止日 {until}。", "请核对这一行。")
    return day
