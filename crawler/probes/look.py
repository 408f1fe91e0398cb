"""A page as a visitor has it, in whichever browser: what it may ask for, and how much there is to see."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from crawler.errand import Errand
from crawler.net.answer import Answer
from crawler.probes.plain import is_plain
from crawler.probes.scripts import script
from xunjian.html.private import mask_text

_LATER = 3.0
"""Seconds after which a page that showed nothing is looked at again."""
_SCREENS = 5
_MOST_REQUESTS = 400
_MOST_MOVES = 40
_AT_ONCE = 8
"""Requests under way; the hosts' own limits are lower."""
_MOST_MESSAGES = 50
_LONGEST_MESSAGE = 300
HEARD = "() => window[Symbol.for('xunjian.heard')] || []"
"""What scripts of a page threw, once `within` ran in it."""


@dataclass(frozen=True, slots=True)
class ScriptError:
    """`name` as JavaScript names the kind; `url`: of the script, empty where it was not said; `unread`: the
    script is none, so that nothing of it ran."""

    name: str
    message: str
    url: str
    unread: bool = False


class Frame(Protocol):
    """A page or a frame in it."""

    async def evaluate(self, expression: str, arg: object = None) -> Any:
        """What a script comes to; Any, as Playwright has it: only the script knows its shape."""
        ...


class View(Protocol):
    """An open page, settled, and what was heard of it so far."""

    @property
    def served(self) -> Answer: ...
    @property
    def errand(self) -> Errand: ...
    @property
    def console(self) -> list[str]: ...
    @property
    def url(self) -> str:
        """Where it is now."""
        ...

    @property
    def status(self) -> int:
        """What that address answered."""
        ...

    async def frames(self) -> Sequence[Frame]:
        """The page itself first."""
        ...

    async def settle(self) -> None: ...
    async def errors(self) -> tuple[ScriptError, ...]:
        """What scripts of the page threw and nobody caught."""
        ...

    async def picture(self) -> bytes | None: ...


def visiting() -> Errand:
    """The errand of such a page. No place is held for it: each of its requests takes one."""
    return Errand(
        "", turn=asyncio.Semaphore(_AT_ONCE), painted=True, most_requests=_MOST_REQUESTS,
        most_moves=_MOST_MOVES,
    )  # fmt: skip


async def measure(view: View) -> dict[str, object]:
    """`chars`, `media`, `plain`, `blank`, `loaded` and `picture` of a page; one that shows nothing is looked
    at again a little later."""
    seen = await _measure(view)
    if seen["blank"]:
        await asyncio.sleep(_LATER)
        await view.settle()
        seen = await _measure(view)
    return seen


def note_error(console: list[str], text: str) -> None:
    """Keep what the console told of an error, as far as there is room."""
    if len(console) < _MOST_MESSAGES:
        console.append(text[:_LONGEST_MESSAGE])


def read_errors(heard: Sequence[object]) -> tuple[ScriptError, ...]:
    """What `HEARD` gave."""
    return tuple(_error(each) for each in heard if isinstance(each, list) and len(each) == 4)


def _error(heard: list[object]) -> ScriptError:
    name, message, url = (str(part)[:_LONGEST_MESSAGE] for part in heard[:3])
    return ScriptError(name, message, url, unread=heard[3] is True)


async def mask(frames: Sequence[Frame]) -> None:
    """Mask the numbers of citizens in what a page shows."""
    for frame in frames:
        texts = await frame.evaluate(script("numbered"))
        masked = [mask_text(text) for text in texts]
        if masked != texts:
            await frame.evaluate(script("rewrite"), masked)


async def _measure(view: View) -> dict[str, object]:
    frames = await view.frames()
    seen = [await frame.evaluate(script("measure")) for frame in frames]
    chars, media = (sum(int(each[name]) for each in seen) for name in ("chars", "media"))
    picture = await view.picture()
    plain = picture is not None and is_plain(picture)
    for screen in range(1, _SCREENS):  # what lies below the first one counts too
        if not plain or not await frames[0].evaluate(script("scroll"), screen):
            break
        below = await view.picture()
        plain = below is not None and is_plain(below)
    if plain:
        await frames[0].evaluate(script("scroll"), 0)
    return {
        "chars": chars, "media": media, "plain": plain, "blank": plain or not (chars or media),
        "loaded": seen[0]["loaded"], "picture": picture,
    }  # fmt: skip
