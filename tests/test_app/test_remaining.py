"""The time of a site is one for all phases: a browser that hangs page after page does not get it anew."""

from datetime import date

import pytest

from xunjian.app.remaining import Remaining
from xunjian.model.plan import CrawlPlan


@pytest.mark.parametrize(("left", "most"), [(40.0, 40.0), (-5.0, 10.0)], ids=["some left", "used up"])
def test_phases_share_what_is_left(left: float, most: float) -> None:
    plan = CrawlPlan(
        home_url="http://www.example.com/", hosts=("www.example.com",), as_of=date(2026, 11, 21), seed=0,
        user_agent="xunjian-test/1", deadline_seconds=100.0,
    )  # fmt: skip
    clock = Remaining(plan, left)
    first, second = clock.plan.deadline_seconds, clock.plan.deadline_seconds
    assert 1.0 <= second <= first <= most
    assert clock.plan.model_copy(update={"deadline_seconds": 100.0}) == plan
