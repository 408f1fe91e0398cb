"""A page that waits for what is asked once more is not yet there, in either browser."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import cast

import pytest
from playwright.async_api import Page

from crawler.bidi import Bidi
from crawler.errand import Errand
from crawler.net.answer import Answer
from crawler.probes.second import SecondView
from crawler.probes.window import Window
from crawler.settle import settle
from crawler.supply import Supplier

HOME = "http://www.example.gov.cn/"
_COMES, _DRAWN = 4, 5
"""Looks at which the answer has come, and at which the page shows it."""


class Waiting:
    """Stands still until its answer has come, and a moment longer.

    Cast in the place of a page in a browser, of which settling asks no more than is here."""

    url = HOME

    def __init__(self) -> None:
        self.errand = Errand("", waiting=1)
        self.looks = 0

    async def wait_for_load_state(self, state: str, timeout: float) -> None:
        pass

    async def evaluate(self, *said: object) -> list[object]:
        self.looks += 1
        if self.looks == _COMES:
            self.errand.waiting = 0
        return ["complete", HOME, 3, 12 if self.looks >= _DRAWN else 0]


async def in_chromium(page: Waiting) -> None:
    await settle(cast(Page, page), page.errand)


async def in_firefox(page: Waiting) -> None:
    window = Window(cast(Supplier, None), page.errand)  # nothing is supplied: a cast
    await SecondView(cast(Bidi, page), window, Answer(HOME, 200, {})).settle()


@pytest.mark.parametrize("wait", [in_chromium, in_firefox])
def test_what_is_asked_once_more_is_waited_for_until_it_is_shown(
    wait: Callable[[Waiting], Coroutine[object, object, None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("crawler.settle", "crawler.probes.second"):
        monkeypatch.setattr(f"{name}._QUIET_SECONDS", 0)
    page = Waiting()
    asyncio.run(wait(page))
    assert page.looks == _DRAWN + 1
