"""From what a page leads to, to what is to be fetched: how deep it lies, and what belongs to no end."""

from collections.abc import Sequence

from crawler.discover import RANK_IMAGE, RANK_PAGE, Found
from crawler.patterns import Patterns, pattern_of
from storage.snapshot import Waiting
from xunjian.model.observation import Role


def seed_item(url: str) -> Waiting:
    """The home page as first address of a crawl."""
    return Waiting(url, Role.PAGE, 0, RANK_PAGE)


def render_item(url: str) -> Waiting:
    """A page to be rendered."""
    return Waiting(url, Role.RENDERED, 0)


def waiting_of(
    item: Waiting, fresh: Sequence[Found], body: bytes, patterns: Patterns, max_depth: int
) -> tuple[list[Waiting], set[str]]:
    """What a page with this body led to and nobody had seen, and those of its pages that are to be pruned."""
    own = pattern_of(item.url)
    productive = any(pattern_of(find.url) != own for find in fresh if find.rank < RANK_IMAGE)
    growing = [f.url for f in fresh if f.role is Role.PAGE and patterns.grows(item.url, f.url)]
    echoed = set(growing) if growing and body and patterns.echoes(body) else frozenset()
    items, pruned = [], set()
    for find in fresh:
        chain = 0
        if find.role is Role.PAGE:
            chain = patterns.chain(item.url, find.url, item.chain, productive=productive)
        depth = item.depth + 1
        if chain and item.chain:
            # Page after page of one kind: later each time, so that no other waits for their end; but a list
            # lies no deeper for being long, and what its last page names is read like the rest.
            depth = min(depth, max(item.depth, max_depth - 1))
        if find.role is Role.RESOURCE:
            depth = max(1, item.depth)  # a part of the page itself, which is read with it: soon
        items.append(Waiting(find.url, find.role, depth, find.rank, item.url, 0, chain))
        # Every page is counted, whatever else speaks against it: so it can be counted again (resume).
        if find.role is Role.PAGE and (
            patterns.prune(find.url, chain) or find.url in echoed or depth > max_depth
        ):
            pruned.add(find.url)
    return items, pruned
