"""A page that is a directory: its content is the names of columns, and it need list nothing itself.

法定主动公开内容 and 互动交流 are often such pages. The columns they name mostly stand in the navigation of
every page too, so that only the second naming tells; a menu that the named columns show too is no content.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence

from xunjian.facts.lexicon import fold_text
from xunjian.facts.residue import Blocks
from xunjian.model.page import PageReading

_LEAST = 2
"""Columns that a directory names, where they do not lie below it."""
_LOOKED_AT = 8
_INDEX = re.compile(r"(?:index|default|list|main|node)[\w-]*\.\w+$", re.I)


def is_directory(
    reading: PageReading,
    blocks: Blocks,
    samples: Iterable[Blocks],
    blocks_at: Callable[[str], Blocks | None],
    names: Iterable[str],
) -> bool:
    """Whether a page without a list names columns of the site in its content.

    `samples`: list pages of the site; `blocks_at`: the pieces of a column's page by its address, None
    where it is none or was not read; `names`: what the page itself is called.
    """
    counts = [Counter(sample.link_texts) for sample in samples]
    if not counts:
        return False
    trail = {fold_text(name) for name in (*names, *reading.breadcrumb, reading.heading)}
    here = Counter(blocks.link_texts)
    more = {text for text in here if text not in trail and _stands_out(text, here, counts)}
    addresses: dict[str, str] = {}
    for link in reading.all_links:
        text = fold_text(link.text)
        if link.via == "href" and text in more and link.url != reading.url:
            addresses.setdefault(text, link.url)
    targets = {text: found for text, url in addresses.items() if (found := blocks_at(url)) is not None}
    folder = _folder(reading.url)
    if folder.count("/") > 3 and any(
        addresses[text].startswith(folder) and "/" not in addresses[text][len(folder) :].rstrip("/")
        for text in targets
    ):
        return True
    if len(targets) < _LEAST:
        return False
    looked = list(targets.values())[:_LOOKED_AT]
    return not any(_shows(target, targets, counts) for target in looked)


def _stands_out(text: str, here: Counter[str], counts: Sequence[Counter[str]]) -> bool:
    """Whether a page names something more often than lists do; a list itself names its own column twice."""
    return 2 * sum(here[text] > count[text] for count in counts) >= len(counts)


def _folder(url: str) -> str:
    """What the addresses below a page begin with; the page of another name in one folder is no parent."""
    path = url.partition("?")[0]
    folder, _, name = path.rpartition("/")
    return f"{folder}/" if not name or _INDEX.match(name) else f"{path}/"


def _shows(target: Blocks, names: Collection[str], counts: Sequence[Counter[str]]) -> bool:
    """Whether a page names most of the same columns as often: then they stand in a shared menu."""
    there = Counter(target.link_texts)
    return 2 * sum(_stands_out(text, there, counts) for text in names) > len(names)
