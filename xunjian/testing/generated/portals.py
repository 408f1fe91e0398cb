"""The generated portals: a sound one and a seed give a portal full of planted faults and decoys."""

from collections.abc import Callable

from xunjian.testing.generated import (
    columns,
    decisions,
    guides,
    letters,
    links,
    opinions,
    pages,
    private,
    readings,
    reports,
)
from xunjian.testing.generated.draw import Draw
from xunjian.testing.planting import Planted
from xunjian.testing.spec import PortalSpec


def dense(base: PortalSpec, seed: int, *drops: str) -> Planted:
    """Many faults of every kind, and decoys beside them. `drops`: required columns that are not there."""
    draw = Draw(base, seed)
    hub = "zwgk" if draw.has("zwgk") else "xxgk"
    more = columns.more_columns(draw, hub, 12)
    columns.drop(draw, *drops)
    columns.blank_months(draw, *draw.some((3, 5, 8, 10), draw.number(1, 2)))
    draw.random.shuffle(more)
    take = iter(more)
    columns.blank(draw, next(take), next(take))
    columns.swap(draw, next(take), next(take))
    columns.age(draw, next(take), next(take), next(take))
    columns.on_the_limit(draw, next(take), next(take))
    for family, count in _FAMILIES:
        family(draw, count)
    return draw.planted()


_FAMILIES: tuple[tuple[Callable[[Draw, int], None], int], ...] = (
    (links.home_links, 4),
    (links.other_sites_in_doubt, 1),
    (lambda draw, count: links.inner_links(draw, count, count), 3),
    (links.soft_404s, 3),
    (links.attachments, 5),
    (links.column_redirects, 1),
    (links.sound_targets, 4),
    (links.sound_files, 4),
    (links.talk_of_errors, 2),
    (columns.future, 3),
    (columns.tomorrow, 2),
    (pages.blank, 4),
    (pages.little_content, 4),
    (pages.only_pictures, 3),
    (pages.right_pictures, 3),
    (pages.closed, 3),
    (pages.talk_of_access, 2),
    (pages.wrong_words, 4),
    (pages.right_words, 3),
    (pages.spam, 4),
    (pages.harmless_hidden, 4),
    (private.leaks, 5),
    (private.leaks_in_files, 2),
    (private.harmless, 4),
    (letters.late, 3),
    (letters.without, 4),
    (letters.unanswered, 3),
    (letters.in_time, 3),
    (letters.no_letters, 2),
    (guides.guides, 4),
    (decisions.decisions, 3),
    (decisions.on_the_last_day, 1),
    (opinions.calls, 3),
    (readings.pairs, 8),
    (readings.of_others, 2),
    (reports.wrong_figures, 4),
)
