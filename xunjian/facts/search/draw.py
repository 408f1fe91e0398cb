"""What is searched for: titles of the site's own items, drawn by the seed, and a word of no meaning."""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from xunjian.facts.search.words import bare
from xunjian.html.text import squeeze
from xunjian.model.letters import Letters
from xunjian.model.page import Day, Item
from xunjian.model.site import ArticlePage, Articles, ColumnTree, FactValues, Home

_SHORTEST, _LONGEST = 10, 60
"""Characters of a title: a shorter one finds too much, a longer one is cut by many a box."""
BEGINNING = 12
"""Characters by which a title that is cut off is known."""
_LETTERS = re.compile(r"信箱|来信|信件|留言|咨询|投诉|建议|问答|访谈|热线|在线")
_SIGNS = re.compile(r"[^\w\s（）《》“”、,.:：·—-]")
"""Signs that a search may take for its own."""
_ALPHABET = "bcdfghjkmpqrstvwxz"


@dataclass(frozen=True, slots=True)
class Title:
    words: str
    url: str


def draw_titles(facts: FactValues, seed: int, as_of: date, *, count: int, days: int) -> tuple[Title, ...]:
    """Up to `count` titles of items that were read, are older than `days`, and are alone with their name.

    Only items that a list shows under the very title that stands on their page: others may have been read
    wrongly, or belong to no search. The draw does not depend on where the site is served: the same items and
    seed give the same titles.
    """
    articles = facts.get(Articles)
    if not isinstance(articles, Articles):
        return ()
    letters = facts.get(Letters)
    left_out = {letter.url for letter in letters.letters} if isinstance(letters, Letters) else set()
    items = _items(facts)
    listed = {(item.url, bare(item.title)) for item in items}
    able = [
        each
        for each in articles.articles
        if (each.page.fetch.url, bare(each.article.title)) in listed
        and each.page.fetch.url not in left_out
        and _is_able(each, as_of, days)
    ]
    able.sort(key=lambda each: (bare(each.article.title), each.page.fetch.url))
    random.Random(f"search {seed}").shuffle(able)
    able.sort(key=lambda each: _SIGNS.search(each.article.title) is not None)  # plain ones first; stable
    return tuple(_alone(able, _titles(articles, items, facts.get(ColumnTree)), count))


def draw_nonsense(seed: int) -> str:
    """Letters that stand on no page and mean nothing in any language."""
    return "".join(random.Random(f"nonsense {seed}").choices(_ALPHABET, k=14))


def _alone(able: Sequence[ArticlePage], known: Sequence[tuple[str, str]], count: int) -> Iterator[Title]:
    """Those whose name no other page bears, begins with or holds in its own."""
    found = 0
    for each in able:
        if found == count:
            return
        words, url = bare(each.article.title), each.page.fetch.url
        head = words[:BEGINNING]
        if not any(head in other and where != url for other, where in known):
            found += 1
            yield Title(squeeze(each.article.title), url)


def _is_able(each: ArticlePage, as_of: date, days: int) -> bool:
    article = each.article
    day = _day(article.published)
    if day is None or day >= as_of - timedelta(days=days):
        return False
    if each.column is None or _LETTERS.search(each.column) or each.page.reading.left_out:
        return False
    title = squeeze(article.title)
    return len(bare(title)) >= _SHORTEST and len(title) <= _LONGEST and not title.endswith(("…", "..."))


def _day(published: date | datetime | None) -> Day | None:
    return published.date() if isinstance(published, datetime) else published


def _items(facts: FactValues) -> list[Item]:
    """All rows of lists."""
    tree, home = facts.get(ColumnTree), facts.get(Home)
    items = [item for column in tree.columns for item in column.items] if isinstance(tree, ColumnTree) else []
    return [*items, *home.page.reading.items] if isinstance(home, Home) else items


def _titles(articles: Articles, items: Sequence[Item], tree: object) -> list[tuple[str, str]]:
    """Every title of the site, as compared, with its address."""
    known = {(bare(each.article.title), each.page.fetch.url) for each in articles.articles}
    known |= {(bare(item.title), item.url) for item in items}
    if isinstance(tree, ColumnTree):
        # What a menu is called stands on every page, whatever its address.
        known |= {(bare(column.name), "") for column in tree.columns}
        known |= {(bare(link.name), "") for link in tree.nav}
    return sorted(known)
