"""Looking a name up among the columns and navigation links of a unit."""

from collections.abc import Sequence
from dataclasses import dataclass

from checks._seen import gap, home_gap
from checks._words import quoted
from xunjian.model.finding import Evidence, Subject
from xunjian.model.site import ColumnKind, ColumnTree, Coverage, Home, NameMatch, UnitFacts
from xunjian.model.unit import host_of
from xunjian.plugin import stored

# Sites that are run by public bodies by the rules of registration.
_PUBLIC = (".gov.cn", ".edu.cn")
_SECOND_LEVEL = frozenset({"gov", "edu", "com", "org", "net", "ac"})


@dataclass(frozen=True, slots=True)
class Answer:
    """What answers to a name: surely, and only perhaps."""

    sure: tuple[NameMatch, ...]
    doubtful: tuple[NameMatch, ...]


def look_up(tree: ColumnTree, asked: Sequence[str], unit: UnitFacts, *, other_site: bool) -> Answer:
    """Everything that answers to one of the names, best first.

    A link to another site counts for sure where `other_site` says so and that site is the same
    government's (same registered domain, or a government or education domain); else it is doubtful.
    """
    sure: list[NameMatch] = []
    doubtful: list[NameMatch] = []
    for name in asked:
        for match in tree.find(name):
            own = unit.scope.contains(match.url) or (other_site and same_government(unit.home_url, match.url))
            (sure if match.sure and own else doubtful).append(match)
    return Answer(_best(sure), _best(doubtful))


def _best(matches: list[NameMatch]) -> tuple[NameMatch, ...]:
    # Stable: among equals the order of the names asked for stays.
    return tuple(sorted(matches, key=lambda match: (-match.score, match.column is None)))


def same_government(home_url: str, url: str) -> bool:
    """Whether an address is plainly of the same government as the unit's home page."""
    host = host_of(url).split(":")[0]
    return host.endswith(_PUBLIC) or _registered(host) == _registered(host_of(home_url).split(":")[0])


def _registered(host: str) -> str:
    labels = host.split(".")
    if host.replace(".", "").isdigit():
        return host
    keep = 3 if len(labels) >= 3 and labels[-1] == "cn" and labels[-2] in _SECOND_LEVEL else 2
    return ".".join(labels[-keep:])


def search_gap(tree: ColumnTree, coverage: Coverage, home: Home) -> str:
    """Why a name that was not found may yet be there; empty where all was looked at."""
    reason = gap(coverage)
    if not reason and not tree.complete:
        reason = tree.incomplete_reason.rstrip("。") or "栏目没有看全"
    return reason or home_gap(home)


def shown(match: NameMatch, tree: ColumnTree) -> Evidence:
    """Proof of a match: the column's own page, else the home page that links to it."""
    quote = f"{match.found}（{match.url}）"
    if match.column is not None and match.column.page is not None:
        return stored(match.column.page.fetch, quote)
    if tree.home_fetch is not None:
        return stored(tree.home_fetch, quote)
    return Evidence("text", match.url, quote=quote)


def looked_through(tree: ColumnTree) -> tuple[Evidence, ...]:
    """Proof of an absence: the home page as stored, and the names that were found instead."""
    names = list(dict.fromkeys([column.name for column in tree.columns] + [link.name for link in tree.nav]))
    listed = f"看到 {len(names)} 个栏目和导航名称：{'、'.join(names[:60])}"
    text = Evidence("computation", tree.home_url, quote=listed)
    return (stored(tree.home_fetch), text) if tree.home_fetch is not None else (text,)


def site_of(tree: ColumnTree, title: str | None = None) -> Subject:
    """The unit's site as subject."""
    return Subject("site", tree.home_url, title=title)


def where(match: NameMatch) -> str:
    """`栏目“…”` or `导航链接“…”`."""
    column = match.column
    bare = column is None or column.kind is ColumnKind.UNREAD
    return f"{'导航链接' if bare else '栏目'}{quoted(match.found)}"
