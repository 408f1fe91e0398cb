"""Pages of sub-columns: which items are theirs, which their columns'."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from xunjian.model.site import Column, ColumnKind

_YEAR = re.compile(r"(?:19|20)\d\d")


def without_childrens_items(columns: Sequence[Column]) -> Iterator[Column]:
    """A page that shows some of its sub-columns' newest items is a hub: the items are theirs.

    One that shows them all is a list of its own, and so is one whose sub-columns are years.
    """
    below: dict[tuple[str, ...], list[Column]] = {}
    for column in columns:
        for depth in range(1, len(column.path) + 1):
            below.setdefault(column.path[:depth], []).append(column)
    for column in columns:
        children = below.get((*column.path, column.name), [])
        if column.kind is not ColumnKind.LIST or not column.items or not children:
            yield column
            continue
        theirs = {item.url for child in children for item in child.items}
        folders = tuple(
            folder_of(child.url) for child in children if folder_of(child.url) != folder_of(column.url)
        )
        own = [item for item in column.items if item.url not in theirs and not item.url.startswith(folders)]
        years = any(_YEAR.match(child.name) for child in children)
        if own or years or len(column.items) >= len(theirs) > 0:
            yield column
        else:
            yield replace(column, kind=ColumnKind.HUB, items=(), seen_whole=True)


def folder_of(url: str) -> str:
    """The address of the folder that an address lies in."""
    return url.partition("?")[0].rpartition("/")[0] + "/"
