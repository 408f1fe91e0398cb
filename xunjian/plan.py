"""What to collect, from pack and unit; and, once pages were read, what to look at again. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import get_args

from xunjian import __version__
from xunjian.errors import ConfigError
from xunjian.model.page import Item
from xunjian.model.plan import CrawlPlan
from xunjian.model.site import (
    Clock,
    Column,
    ColumnTree,
    Coverage,
    FactValues,
    Home,
    Pages,
    Targets,
    TargetState,
    UnitFacts,
)
from xunjian.model.unit import Unit
from xunjian.packs.load import LoadedPack
from xunjian.plugin import CheckParams, ColumnName

_CONTACT = re.compile(
    r"(?=[\x21-\x7e]{3,120}\Z)(?:https?://[^\s()<>\\\";,]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)", re.ASCII
)


def user_agent(contact: str = "") -> str:
    """What the crawl calls itself. `contact`: a web or mail address under which its owner is found.

    Raises ConfigError where the contact is neither, or could not stand in a header.
    """
    if contact and not _CONTACT.fullmatch(contact):
        raise ConfigError(
            f"联系方式“{contact[:60]}”不能写进请求头，"
            "应是网址或邮箱，只用英文字母、数字和常用符号，不超过 120 个字符。"
        )
    words = [f"compatible; Xunjian/{__version__}; government website inspection"]
    words += [f"+{contact}"] if contact else []
    return f"Mozilla/5.0 ({'; '.join(words)})"


USER_AGENT = user_agent()


@dataclass(frozen=True, slots=True)
class CrawlOptions:
    """What the caller may set of a crawl; the defaults are those of the contract."""

    as_of: date
    seed: int = 0
    max_pages: int = 5000
    hours: str = ""
    concurrency: int = 4
    delay: float = 0.1
    resolve: Mapping[str, str] = field(default_factory=dict)
    allow_private: bool = False
    browser: str | None = None
    browser_sandbox: bool = True
    second_browser: str | None = None
    user_agent: str = USER_AGENT


def make_plan(unit: Unit, loaded: LoadedPack, options: CrawlOptions) -> CrawlPlan:
    """The crawl of one unit's part of a site."""
    scope = unit.scope
    return CrawlPlan(
        home_url=unit.home_url,
        hosts=tuple(sorted(scope.hosts)),
        prefixes=scope.prefixes,
        exclude=scope.exclude,
        as_of=options.as_of,
        seed=options.seed,
        max_pages=options.max_pages,
        hours=options.hours,
        concurrency=options.concurrency,
        delay=options.delay,
        user_agent=options.user_agent,
        allow_private=options.allow_private,
        resolve=dict(options.resolve),
        focus=focus_columns(loaded),
        browser=options.browser,
        browser_sandbox=options.browser_sandbox,
        second_browser=options.second_browser,
        units=(unit,),
    )


def focus_columns(loaded: LoadedPack) -> tuple[str, ...]:
    """Names of columns that checks ask for; the crawl walks them first."""
    names: dict[str, None] = {}
    for params in loaded.params.values():
        for name in type(params).model_fields:
            names.update(dict.fromkeys(_column_names(params, name)))
    return tuple(names)


def _column_names(params: CheckParams, field_name: str) -> tuple[str, ...]:
    annotated = type(params).__annotations__.get(field_name)
    if annotated != ColumnName and ColumnName not in get_args(annotated):
        return ()
    value = getattr(params, field_name)
    return (value,) if isinstance(value, str) else tuple(value)


_FRESH_DAYS = 14
"""No check asks for newer items than this by default; an older list may be charged."""


def _is_old(items: Sequence[Item], fresh: date) -> bool:
    return not any(item.date is not None and item.date >= fresh for item in items)


class _Unseen:
    """Tells rows that stand only in a script's data: the crawl did not see where they lead."""

    def __init__(self, facts: FactValues, unit: UnitFacts) -> None:
        pages, targets = facts.get(Pages), facts.get(Targets)
        self._scope = unit.scope
        self._known = {
            each.url
            for each in (targets.targets if isinstance(targets, Targets) else ())
            if each.state is not TargetState.UNKNOWN
        }
        for page in pages.pages if isinstance(pages, Pages) else ():
            self._known |= {page.fetch.url, page.reading.url}
        coverage = facts.get(Coverage)
        self._complete = isinstance(coverage, Coverage) and coverage.complete
        if isinstance(coverage, Coverage):
            self._known |= set(coverage.undecided)

    def among(self, column: Column) -> bool:
        if not self._complete or column.page is None or column.page.rendered:
            return False
        return any(
            item.url and item.url not in self._known and self._scope.contains(item.url)
            for item in column.items
        )


def render_targets(facts: FactValues, limit: int, tried: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Pages that a browser has to build before they can be judged: shells, and lists found empty. `tried`:
    those that it was given already; they count against the limit."""
    targets: dict[str, None] = {}
    clock = facts.get(Clock)
    fresh = clock.earliest(_FRESH_DAYS) if isinstance(clock, Clock) else date.min
    home = facts.get(Home)
    if isinstance(home, Home) and not home.page.rendered:
        changes = home.may_change and _is_old(home.page.reading.items, fresh)
        if home.page.reading.is_shell or changes:
            targets[home.page.fetch.url] = None
    tree = facts.get(ColumnTree)
    unit = facts.get(UnitFacts)
    if isinstance(tree, ColumnTree) and isinstance(unit, UnitFacts):
        unseen = _Unseen(facts, unit)
        for column in tree.columns:
            if column.page is not None and (column.unrendered or unseen.among(column)):
                targets[column.page.fetch.url] = None
    pages = facts.get(Pages)
    if isinstance(pages, Pages):
        for page in pages.pages:
            if page.reading.is_shell and not page.rendered:
                targets[page.fetch.url] = None
    # Last, for they show something: lists that a script may yet make newer.
    for column in tree.columns if isinstance(tree, ColumnTree) else ():
        if column.page is not None and column.may_change and _is_old(column.items, fresh):
            targets[column.page.fetch.url] = None
    return tuple(url for url in targets if url not in tried)[: max(0, limit - len(tried))]
