"""Where each value of a reading was read, told to people: `inspect --explain`."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from xunjian.facts.reading.article import ArticleReading
from xunjian.facts.reading.kind import Judgement
from xunjian.model.page import Article, Footer, Item, NavLink, PageKind, PageReading, Reading

_KINDS = {
    PageKind.HOME: "首页",
    PageKind.COLUMN: "栏目页",
    PageKind.ARTICLE: "文章页",
    PageKind.SEARCH: "搜索页",
    PageKind.OTHER: "其他页面",
}
_FOOT = ("icp", "police", "site_code", "sponsor", "contact", "party_badge", "error_report")
_SHOWN = 8
"""Names that a note lists before it only counts."""
_QUOTE = 80
_WRITTEN = ("成文", "生成", "制发", "印发", "发文")


@dataclass(frozen=True, slots=True)
class Trace:
    """What the readers knew of one page besides its values. `declared`: the charset it claims, or ""."""

    article: ArticleReading
    judged: Judgement
    declared: str
    notes: Mapping[str, str]


def explain(reading: PageReading, trace: Trace) -> dict[str, str]:
    """A sentence for each value that was read, and for each footer item that was not found."""
    notes = {
        "charset": f"字节实为 {reading.charset}，页面声明为 {trace.declared or '（没有声明）'}",
        "kind": f"{_KINDS[reading.kind]}：{trace.judged.reason}",
    }
    if reading.left_out:
        notes["left_out"] = f"页面过大，其中 {reading.left_out} 个字符没有读；没有读到的不作没有处理"
    if reading.article is not None:
        notes |= _of_article(reading.article, trace)
    else:
        notes["title"] = f"不是文章页，不取标题；文档标题为“{reading.document_title[:_QUOTE]}”"
    notes |= _of_list(reading, trace)
    notes["columns"] = _of_columns(reading.columns)
    notes["breadcrumb"] = trace.notes.get("breadcrumb", "") or ("路径文字" if reading.breadcrumb else "")
    notes["heading"] = f"“{reading.heading}”" if reading.heading else ""
    notes |= dict(_of_footer(reading.footer))
    notes |= {f"labels.{name}": _of_label(name, value) for name, value in reading.labels.items()}
    routes = Counter(link.via for link in reading.all_links)
    notes["links"] = "、".join(f"{via} {count} 个" for via, count in routes.most_common())
    if reading.accessibility_entry is not None:
        notes["accessibility_entry"] = _seen(reading.accessibility_entry)
    return {name: note for name, note in notes.items() if note}


def _of_article(article: Article, trace: Trace) -> dict[str, str]:
    said = trace.article.dateline.source_said
    notes = {
        "title": trace.article.headline.where,
        "published": article.published_where or "没有找到发布日期",
        "source": "页面“来源”文字" if said else "meta ContentSource" if article.source else "没有找到来源",
        "attachments": _counted(
            [each.title for each in article.attachments], "标题和正文所在区域里的文件链接"
        ),
        "body_chars": f"正文 {article.body_chars} 字，图片 {article.images} 张，音视频 {article.videos} 个",
        "fields": "；".join(f"{name}：{value}" for name, value in article.fields.items()),
    }
    if article.body_quote:
        notes["body_chars"] += f"，开头是“{article.body_quote[:40]}”"
    if article.written is not None:
        named = next((name for name in article.fields if name.startswith(_WRITTEN)), "")
        where = f"字段表“{named}”" if named else "页面文字"
        notes["written"] = f"成文日期 {article.written.isoformat()}，取自{where}，不作发布日期"
    return notes


def _of_list(reading: PageReading, trace: Trace) -> dict[str, str]:
    items = reading.items
    if not items:
        return {"list_is_empty": "页面自带的数据说明列表为空" if reading.list_is_empty else ""}
    places: dict[str, list[int]] = {}
    for number, item in enumerate(items, start=1):
        places.setdefault(_place(item), []).append(number)
    dates = "；".join(f"{place}（{_numbers(numbers)}）" for place, numbers in places.items())
    pinned = [number for number, item in enumerate(items, start=1) if item.pinned]
    return {
        "items": f"{len(items)} 条；日期：{dates}",
        "pinned": f"置顶：{_numbers(pinned)}" if pinned else "",
        "next_page": trace.notes.get("next_page", "") if reading.next_page else "没有找到下一页",
    }


def _place(item: Item) -> str:
    if item.date is not None:
        return item.date_where.replace(",", "，") or "列表"
    if item.month_day is not None:
        return f"只有月日，缺年份（如 {item.month_day[0]}-{item.month_day[1]}）"
    return "没有日期"


def _numbers(numbers: list[int]) -> str:
    """第 1–3、5 条."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return f"第 {'、'.join(str(a) if a == b else f'{a}–{b}' for a, b in runs)} 条"


def _of_columns(columns: tuple[NavLink, ...]) -> str:
    main = [column.name for column in columns if column.level == 1]
    below = [column.name for column in columns if column.level != 1]
    parts = (_counted(main, "主导航"), _counted(below, "下级菜单、侧栏"))
    return "；".join(part for part in parts if part)


def _counted(names: list[str], where: str) -> str:
    more = "等" if len(names) > _SHOWN else ""
    return f"{where} {len(names)} 个：{'、'.join(names[:_SHOWN])}{more}" if names else ""


def _of_footer(footer: Footer) -> Iterator[tuple[str, str]]:
    doubt = "，可能在没有读到的脚本、框架或网页部分里" if footer.unread else ""
    for name in _FOOT:
        value: Reading | None = getattr(footer, name)
        yield f"footer.{name}", _seen(value) if value is not None else f"没有找到{doubt}"
    if footer.copyright_holder is not None:
        yield "footer.copyright_holder", f"版权所有 {_seen(footer.copyright_holder)}"
    if footer.unread:
        yield "footer.unread", f"没有读到：{' '.join(footer.unread)}"


def _seen(value: Reading) -> str:
    return f"{value.where}：“{value.quote[:_QUOTE]}”"


def _of_label(name: str, value: str) -> str:
    return f'<meta name="{name}">' if value else f'<meta name="{name}">，内容为空'
