"""How far apart a host is asked, by a clock that the test turns: what a server sees of it depends on the
machine, so the tests with a server only ask whether there was a pause at all."""

import asyncio
from collections.abc import Coroutine
from selectors import SelectorKey, SelectSelector
from typing import TypeVar

import pytest

from crawler.hosts import Schedule, take_turn
from storage.snapshot import Waiting
from xunjian.model.observation import Role

HOST = "www.example.gov.cn"
T = TypeVar("T")


class _Sleeper(SelectSelector):
    """Passes the time instead of waiting for it."""

    now = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[SelectorKey, int]]:
        self.now += timeout or 0.0
        return super().select(0)


class _Loop(asyncio.SelectorEventLoop):
    """Its clock starts at nought, and waiting costs no time."""

    def __init__(self) -> None:
        self._sleeper = _Sleeper()
        super().__init__(self._sleeper)

    def time(self) -> float:
        return self._sleeper.now


def run(told: Coroutine[object, object, T]) -> T:
    loop = _Loop()
    try:
        return loop.run_until_complete(told)
    finally:
        loop.close()


def queued(number: int, delay: float) -> Schedule:
    schedule = Schedule(4, delay)
    for each in range(number):
        schedule.push(HOST, Waiting(f"http://{HOST}/{each}", Role.PAGE, 1))
    return schedule


def popped(schedule: Schedule, now: float = 0.0) -> list[float]:
    """When each is asked by one who looks again whenever the schedule says so."""
    times = []
    while schedule.queued:
        taken = schedule.pop(now)
        if taken is None:
            pause = schedule.pause(now)
            assert pause is not None
            now += pause
            continue
        times.append(now)
        schedule.release(taken[0])
    return times


@pytest.mark.parametrize(("delay", "times"), [(0.0, [0.0, 0.0, 0.0]), (0.5, [0.0, 0.5, 1.0])])
def test_a_host_is_asked_a_delay_apart(delay: float, times: list[float]) -> None:
    assert popped(queued(3, delay)) == times


def test_another_host_need_not_wait_for_it() -> None:
    schedule = queued(2, 0.5)
    schedule.push("other.example.gov.cn", Waiting("http://other.example.gov.cn/", Role.PAGE, 1))
    assert popped(schedule) == [0.0, 0.0, 0.5]


def test_a_crawl_delay_makes_it_one_at_a_time_and_never_shortens_the_pause() -> None:
    schedule = queued(3, 0.5)
    host = schedule.host(HOST)
    host.obey(2.0)
    assert (popped(schedule), host.cap) == ([0.0, 2.0, 4.0], 1)
    host.obey(1.0)
    assert host.delay == 2.0


def test_a_further_request_waits_for_its_turn_among_the_others() -> None:
    """A probe asks more than once from the one place it has; the walk's next request keeps clear of it."""

    async def turns() -> list[float]:
        loop, times = asyncio.get_running_loop(), []
        schedule = queued(1, 0.5)
        host = schedule.host(HOST)
        for _ in range(3):
            await take_turn(host)
            times.append(loop.time())
        return times + popped(schedule, loop.time())

    assert run(turns()) == [0.0, 0.5, 1.0, 1.5]


def test_two_that_ask_at_once_get_turns_of_their_own() -> None:
    async def turns() -> list[float]:
        host = queued(0, 0.5).host(HOST)

        async def one() -> float:
            await take_turn(host)
            return asyncio.get_running_loop().time()

        return await asyncio.gather(*(one() for _ in range(4)))

    assert run(turns()) == [0.0, 0.5, 1.0, 1.5]
