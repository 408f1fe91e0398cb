"""Addresses without end: calendars, sessions, parameters, trees that link to themselves (T26, T27)."""

import hashlib
import re
from itertools import combinations

from xunjian.testing.hostile import Asked, Expected, Play, Trap, Wire, page


def _fresh(asked: Asked, number: int = 0) -> str:
    """A session id that no page ever had."""
    return hashlib.sha256(f"{asked.target}{asked.count}{number}{asked.at}".encode()).hexdigest()[:32]


def _numbers(text: str) -> list[int]:
    return [int(each) for each in re.findall(r"\d+", text)]


async def _calendar_query(asked: Asked, wire: Wire) -> None:
    year, month = (_numbers(asked.query) or [2026, 11])[:2]
    after, before = divmod(year * 12 + month, 12), divmod(year * 12 + month - 2, 12)
    turns = (f"/cal/?year={y}&month={m + 1}" for y, m in (after, before))
    days = (f"/cal/?year={year}&month={month}&day={day}" for day in range(1, 29))
    await wire.reply(asked, page(*turns, *days, text=f"{year} 年 {month} 月没有活动"))


async def _calendar_path(asked: Asked, wire: Wire) -> None:
    year, month = (_numbers(asked.path) or [2026, 11])[:2]
    after, before = divmod(year * 12 + month, 12), divmod(year * 12 + month - 2, 12)
    turns = (f"/huodong/{y}/{m + 1:02}/" for y, m in (after, before))
    await wire.reply(asked, page(*turns, text=f"{year} 年 {month} 月没有活动"))


async def _session_in_path(asked: Asked, wire: Wire) -> None:
    """Ever new ids as a step of the path, as some frameworks write them."""
    links = [f"/sess/{_fresh(asked, number)}/{name}.html" for number, name in enumerate(("a", "b", "c"))]
    await wire.reply(asked, page(*links, text="同样的内容"))


async def _session_in_query(asked: Asked, wire: Wire) -> None:
    links = [f"/ticket/?ticket={_fresh(asked, number)}" for number in range(3)]
    await wire.reply(asked, page(*links, text="同样的内容"))


async def _jsession(asked: Asked, wire: Wire) -> None:
    """The session id after `;`, which every spelling of the address carries anew."""
    links = [f"/java/{name}.html;jsessionid={_fresh(asked)}" for name in ("index", "one", "two")]
    await wire.reply(asked, page(*links, f"/java/index.html?phpsessid={_fresh(asked)}", text="同样的内容"))


async def _parameters_that_pile_up(asked: Asked, wire: Wire) -> None:
    """Every page adds one more parameter to its own address."""
    count = asked.query.count("=")
    await wire.reply(asked, page(f"{asked.target}{'&' if count else '?'}f{count}=1", text=f"第 {count} 层"))


_FACETS = ("sort", "view", "font", "lang", "print", "from", "skin", "tab")


async def _every_mix_of_parameters(asked: Asked, wire: Wire) -> None:
    """One list under every mix of eight parameters."""
    links = [
        "/facet/?" + "&".join(f"{name}=1" for name in names)
        for size in range(1, len(_FACETS) + 1)
        for names in combinations(_FACETS, size)
    ]
    await wire.reply(asked, page(*links, text=f"同一份目录 {_fresh(asked)}"))


async def _counting_on(asked: Asked, wire: Wire) -> None:
    number = (_numbers(asked.query) or [0])[0]
    await wire.reply(asked, page(f"/next/?n={number + 1}", text=f"第 {number} 页"))


async def _one_step_again(asked: Asked, wire: Wire) -> None:
    """/a/a/a/…: the page links to a folder of its own name."""
    await wire.reply(asked, page("a/", text=f"第 {asked.path.count('/a')} 层"))


async def _relative_links_that_grow(asked: Asked, wire: Wire) -> None:
    """The page of an unknown address carries the home page's relative links."""
    names = ("zwgk", "hdjl", "bsfw", "zjwm", "dwdt", "tzgg")
    await wire.reply(asked, page(*(f"{name}/index.html" for name in names), text="欢迎访问"))


async def _names_that_never_repeat(asked: Asked, wire: Wire) -> None:
    """A tree whose every folder has a new name."""
    words = [hashlib.sha256(f"{asked.path}{n}".encode()).hexdigest()[:6].translate(_LETTERS) for n in (1, 2)]
    await wire.reply(asked, page(*(f"{word}/" for word in words), text="欢迎访问"))


_LETTERS = str.maketrans("0123456789", "ghijklmnop")


async def _redirects_that_count(asked: Asked, wire: Wire) -> None:
    number = (_numbers(asked.query) or [0])[0]
    await wire.reply(asked, b"", "302 Found", Location=f"/hop/?n={number + 1}")


def _endless(name: str, path: str, play: Play, most: int, cut: str = "pattern") -> Trap:
    owns = re.match(r"/[a-z]+/", path)
    assert owns is not None
    return Trap(name, path, play, Expected(most=most, cut=cut), owns=(owns[0],))


ENDLESS: tuple[Trap, ...] = (
    _endless("calendar-in-query", "/cal/?year=2026&month=11", _calendar_query, 65),
    _endless("calendar-in-path", "/huodong/2026/11/", _calendar_path, 65),
    _endless("session-in-path", "/sess/start.html", _session_in_path, 60),
    _endless("session-in-query", "/ticket/?ticket=0123456789abcdef0123", _session_in_query, 40),
    _endless("session-after-semicolon", "/java/index.html", _jsession, 4, cut=""),
    _endless("parameters-that-pile-up", "/pile/", _parameters_that_pile_up, 40),
    _endless("every-mix-of-parameters", "/facet/", _every_mix_of_parameters, 50),
    _endless("counting-on", "/next/?n=0", _counting_on, 65),
    _endless("one-step-again", "/a/", _one_step_again, 8),
    _endless("relative-links-that-grow", "/grow/", _relative_links_that_grow, 60),
    _endless("names-that-never-repeat", "/tree/", _names_that_never_repeat, 60),
    Trap("redirects-that-count", "/hop/?n=0", _redirects_that_count,
         Expected("ok", "redirect", most=13), owns=("/hop/",)),
)  # fmt: skip
