"""In which ways a search can be asked, and what to ask next. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from xunjian.facts.search.draw import draw_nonsense, draw_titles
from xunjian.facts.search.forms import SearchBox
from xunjian.facts.search.places import Places
from xunjian.facts.search.verdict import judge_way
from xunjian.model.search import Answered, Ask, Shown, is_of_same_government

_MOST_WAYS = 3


@dataclass(frozen=True, slots=True)
class SearchWish:
    """What a check wants to know of the search. `count`: titles to draw; `days`: they are older than that."""

    count: int = 4
    days: int = 3


@dataclass(frozen=True, slots=True)
class Way:
    """A box, asked by our own client or in a browser."""

    box: SearchBox
    by_browser: bool = False


def ways_of(places: Places) -> tuple[Way, ...]:
    """Ways that may be gone, in the order in which they are tried: until one shows all titles."""
    hosts, browser = places.snapshot.plan.hosts, places.snapshot.plan.browser is not None
    able = [box for box in places.boxes if may_be_asked(box, hosts)]
    if not places.boxes and places.opener is not None:
        able = [places.opener]
    ways = []
    for box in able:
        if not box.scripted:
            ways.append(Way(box))
        if browser:
            ways.append(Way(box, by_browser=True))
    return tuple(ways[:_MOST_WAYS])


def may_be_asked(box: SearchBox, hosts: Iterable[str]) -> bool:
    """Whether anything may be typed into a box: no captcha, and not the platform of another government."""
    return not box.captcha and (box.scripted or is_of_same_government(box.action, hosts))


def next_asks(places: Places, wish: SearchWish) -> tuple[Ask, ...]:
    """What to ask of the site now; nothing where all is known that can be."""
    if not places.boxes and (unseen := places.unseen_entries):
        return tuple(
            Ask(key=f"page-{number}", url=url, page=places.home.page.fetch.url)
            for number, url in enumerate(unseen)
        )
    known = {each.ask.key for each in places.answers}
    for number, way in enumerate(ways_of(places)):
        if wanted := tuple(ask for ask in _asks(places, way, number, wish) if ask.key not in known):
            return wanted
        answers = answers_of(places.answers, number)
        if all(
            trial.shown is Shown.FOUND for trial in judge_way(way.box, answers, places.snapshot.body).trials
        ):
            return ()
    return ()


def answers_of(answers: tuple[Answered, ...], way: int) -> tuple[Answered, ...]:
    """Those to the queries of one way."""
    return tuple(each for each in answers if each.ask.query and each.ask.way == way)


def _asks(places: Places, way: Way, number: int, wish: SearchWish) -> tuple[Ask, ...]:
    plan = places.snapshot.plan
    titles = _titles(places, wish)
    if not titles:
        return ()
    asks = [_ask(places, way, number, place, *title) for place, title in enumerate(titles, 1)]
    return (*asks, _ask(places, way, number, 0, "", "", draw_nonsense(plan.seed)))


def _titles(places: Places, wish: SearchWish) -> list[tuple[str, str]]:
    """Those that were asked for already, in whatever way, then further ones as they are drawn."""
    plan = places.snapshot.plan
    known = {each.ask.title: each.ask.target for each in places.answers if each.ask.title}
    if len(known) < wish.count:
        drawn = draw_titles(places.facts, plan.seed, plan.as_of, count=wish.count, days=wish.days)
        known |= {each.words: each.url for each in drawn if each.words not in known}
    return list(known.items())[: wish.count]


def _ask(
    places: Places, way: Way, number: int, place: int, title: str, target: str, nonsense: str = ""
) -> Ask:
    key = f"{number}-{place}"
    box = way.box
    query = nonsense or (title[: box.longest] if box.longest else title)
    if way.by_browser:
        return Ask(
            key=key, query=query, title=title, target=target, way=number, url=box.page, page=box.page,
            field=box.css, button=box.button, opener=box.opener, hosts=places.named_hosts(),
        )  # fmt: skip
    url, body = box.request(query)
    return Ask(
        key=key, query=query, title=title, target=target, way=number, method=box.method, url=url, body=body,
        multipart=box.multipart, page=box.page,
    )  # fmt: skip
