"""disclosure.budget: the budget and the final accounts of the year, with 三公经费 and tables."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pydantic import Field, field_validator

from checks._columns import ELSEWHERE, unread_gap
from checks._named import Answer, look_up, looked_through, search_gap, site_of
from checks._published import Published, pages_by_url, published_items
from checks._seen import undecided
from checks._words import cited, cut, quoted
from checks.disclosure._account_texts import read_held
from checks.disclosure._accounts import (
    BUDGET,
    FINAL,
    accounts_of,
    is_of_others,
    may_be_account,
    names_three_public,
    year_in,
)
from checks.disclosure._deadlines import is_month_day
from xunjian.model.finding import Evidence, Finding
from xunjian.model.site import Articles, Clock, Column, ColumnKind, ColumnTree, Coverage, Home, UnitFacts
from xunjian.model.texts import Texts
from xunjian.plugin import CheckParams, ColumnName, check, fail, ok, stored, unknown

CLAUSE = (
    "《中华人民共和国预算法》第十四条；《政府信息公开条例》（国务院令第711号）第二十条：财政预算、决算信息"
)

EXPLAINED, TABLES = "“三公”经费说明", "预决算表格"
_ALL = frozenset({"city", "county"})
"""Governments publish the accounts of their departments with their own."""
_MOST = 40
"""Documents that are read for what they hold."""


class Params(CheckParams):
    names: tuple[ColumnName, ...] = Field(
        default=("预决算", "财政预决算", "部门预决算", "预决算公开"),
        min_length=1,
        description="预决算栏目的名称，有其中一个即可",
    )
    budget_due: str = Field(default="04-30", description="当年预算最迟公开的日期（月-日）")
    final_due: str = Field(default="10-31", description="上一年决算最迟公开的日期（月-日）")

    @field_validator("budget_due", "final_due")
    @classmethod
    def _is_day(cls, value: str) -> str:
        if not is_month_day(value):
            raise ValueError(f"{value} 不是“月-日”")
        return value


@dataclass(frozen=True, slots=True)
class _Paper:
    """A budget or final accounts. `year`: none where nobody tells it."""

    kind: str
    year: int | None
    item: Published


@check("disclosure.budget", title="预决算公开", clause=CLAUSE)
def budget(
    columns: ColumnTree,
    articles: Articles,
    texts: Texts,
    coverage: Coverage,
    home: Home,
    unit: UnitFacts,
    clock: Clock,
    params: Params,
) -> Iterator[Finding]:
    """看网站有没有公开应公开年度的预算、决算，有没有“三公”经费或其说明，有没有预决算表格，缺一项报一项。

    当年预算过了 4 月 30 日、上一年决算过了 10 月 31 日（按参数）还没有的才算缺，此前看上一年度的。
    “三公”经费可以单独公开，也可以写在预决算正文或附件里；表格可以在网页上，也可以是附件。部门等单位只看本单位的，
    标题写明是别的单位的不算。设在财政预决算公开平台等别的网站、附件读不出文字、没有看全的，未能判定。
    """
    answer = look_up(columns, params.names, unit, other_site=True)
    own = _own(answer, columns)
    due = {
        BUDGET: clock.as_of.year - (f"{clock.as_of:%m-%d}" <= params.budget_due),
        FINAL: clock.as_of.year - 1 - (f"{clock.as_of:%m-%d}" <= params.final_due),
    }
    shown = list(_shown(own, columns, articles, texts))
    if unit.type not in _ALL:
        shown = [each for each in shown if not is_of_others(each.title, unit.name)]
    names = _telling(own)
    papers = [
        _Paper(told.kind, told.year, each)
        for each in shown
        for told in accounts_of(each.title, each.day, names.get(each.column or "", ""))
    ]
    current = [each for each in papers if each.year is not None and each.year >= due[each.kind]]
    found: dict[str, str] = {}
    for kind in (BUDGET, FINAL):
        newest = max((each for each in current if each.kind == kind), key=lambda p: p.year or 0, default=None)
        if newest is not None:
            found[kind] = newest.item.title
    doubts: dict[str, list[str]] = {BUDGET: [], FINAL: [], EXPLAINED: [], TABLES: []}
    for paper in papers:
        if paper.year is None:
            doubts[paper.kind].append(f"{quoted(cut(paper.item.title))}没有写明年度和日期")
    for each in shown:
        if each.column in names and may_be_account(each.title):
            for kind in (BUDGET, FINAL):
                if (year_in(each.title) or 0) >= due[kind]:
                    doubts[kind].append(f"{quoted(cut(each.title))}没有写明是预算还是决算")
    _look_inside(current, shown, min(due.values()), texts, articles, found, doubts)
    everywhere = _gaps(answer, own, unit, columns, coverage, home)
    missing = [name for name in doubts if name not in found]
    unsure: list[str] = []
    labels = {name: name for name in doubts} | {
        BUDGET: f" {due[BUDGET]} 年预算",
        FINAL: f" {due[FINAL]} 年决算",
    }
    for name in missing:
        if reasons := [*doubts[name], *everywhere]:
            unsure += [f"没有看到{labels[name]}，但{reason}" for reason in reasons]
            continue
        proof = [stored(column.page.fetch) for column in own if column.page is not None]
        yield fail(
            site_of(columns, "预决算"),
            cited(f"网站没有公开{labels[name]}，{_seen(name, papers, current)}", CLAUSE),
            *(proof[:3] or looked_through(columns)),
            Evidence("computation", columns.home_url, quote=_seen(name, papers, current)),
            expected=f"公开{labels[name]}",
            observed=f"没有找到{labels[name]}",
            signature=f"missing:{name}",
            column="预决算",
        )
    if unsure:
        yield unknown(undecided(unsure))
    if not missing:
        proof = [stored(p.item.fetch, p.item.title) for p in current if p.item.fetch is not None]
        listed = "、".join(quoted(cut(found[kind])) for kind in (BUDGET, FINAL))
        yield ok(f"网站公开了{listed}，有“三公”经费说明和预决算表格。", *proof[:3])


def _own(answer: Answer, tree: ColumnTree) -> list[Column]:
    """The columns of budgets with those below them."""
    named = [match.column for match in (*answer.sure, *answer.doubtful) if match.column is not None]
    names = {column.name for column in named}
    below = [column for column in tree.columns if names & set(column.path)]
    return list({column.url: column for column in (*named, *below)}.values())


def _telling(own: list[Column]) -> dict[str, str]:
    """Name of a column -> the name, its own or one above it, that says which accounts it holds."""
    told: dict[str, str] = {}
    for column in own:
        name = next((each for each in (column.name, *reversed(column.path)) if "算" in each), column.name)
        # Two columns 2026年 may hold different things: an item tells only the name of its column.
        told[column.name] = name if told.get(column.name, name) == name else column.name
    return told


def _shown(own: list[Column], tree: ColumnTree, articles: Articles, texts: Texts) -> Iterator[Published]:
    """All items of the site, with the attachments and links of what is about budgets."""
    about = {column.name for column in own}
    items = published_items(tree, articles)
    yield from items
    fetched = {each.page.reading.url: each for each in articles.articles}
    for item in items:
        each = fetched.get(item.url)
        if each is None or not (item.column in about or "算" in item.title):
            continue
        for file in each.article.attachments:
            # A file named 附件1 is no document of its own: its page stands for it.
            if year_in(file.title) is not None:
                yield Published(file.title, file.url, item.day, None, item.fetch)
    for column in own:
        text = texts.page(column.url) if column.kind is ColumnKind.ARTICLE else None
        fetch = column.page.fetch if column.page is not None else None
        for link in text.links if text is not None else ():
            if year_in(link.text) is not None:
                yield Published(link.text, link.url, None, None, fetch)


def _look_inside(
    current: list[_Paper],
    shown: list[Published],
    oldest: int,
    texts: Texts,
    articles: Articles,
    found: dict[str, str],
    doubts: dict[str, list[str]],
) -> None:
    """Whether 三公经费 and tables are there: as items of their own, or in the documents."""
    for each in shown:
        year = year_in(each.title) or (each.day.year - 1 if each.day is not None else None)
        if names_three_public(each.title) and (year is None or year >= oldest):
            found.setdefault(EXPLAINED, each.title)
            current = [*current, _Paper(FINAL, year, each)]
    by_url = pages_by_url(articles)
    order = sorted(current, key=lambda paper: (paper.item.day or date.min, paper.item.url), reverse=True)
    urls = {paper.item.url: paper.item for paper in order}
    for url, item in list(urls.items())[:_MOST]:
        if EXPLAINED in found and TABLES in found:
            return
        held = read_held(url, texts, by_url)
        if held.explained:
            found.setdefault(EXPLAINED, item.title)
        if held.tables:
            found.setdefault(TABLES, item.title)
        if held.doubt:
            for name in (EXPLAINED, TABLES):
                doubts[name].append(f"{quoted(cut(item.title))}（{url}）{held.doubt}")
    if len(urls) > _MOST:
        for name in (EXPLAINED, TABLES):
            doubts[name].append(f"预决算有 {len(urls)} 份，只读了最新的 {_MOST} 份")


def _gaps(
    answer: Answer, own: list[Column], unit: UnitFacts, columns: ColumnTree, coverage: Coverage, home: Home
) -> list[str]:
    """Why anything may be there that was not seen."""
    reasons = [
        f"{quoted(match.found)}设在 {match.url}，没有读到其中的信息"
        for match in (*answer.sure, *answer.doubtful)
        if (match.column is None and not unit.scope.contains(match.url))
        or (match.column is not None and match.column.kind in ELSEWHERE)
    ]
    reasons += [reason for column in own if (reason := unread_gap(column))]
    if reason := search_gap(columns, coverage, home):
        reasons.append(f"没有看全：{reason}")
    return reasons


def _seen(name: str, papers: list[_Paper], current: list[_Paper]) -> str:
    """What was found instead."""
    if name in (BUDGET, FINAL):
        years = sorted({each.year for each in papers if each.kind == name and each.year is not None})
        return f"看到的{name}最近是 {years[-1]} 年的" if years else f"一份{name}也没有看到"
    titles = list(dict.fromkeys(quoted(cut(each.item.title)) for each in current))[:3]
    return f"看过{'、'.join(titles)}，其中没有" if titles else "没有应公开年度的预决算可看"
