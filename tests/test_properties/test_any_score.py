"""Whatever the pack and whatever is known: sums add up, intervals only narrow, nothing crashes.

`make scores` looks at 10,000 packs; here are as many as a quick run bears.
"""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.test_properties.score_laws import examine


@settings(max_examples=500, deadline=None)
@given(st.integers(min_value=0, max_value=2**48))
def test_any_score(seed: int) -> None:
    examine(seed)
