"""Nesting of any elements, to 20,000 deep, ends with values and leaves the foot of the page readable."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.hostile import DEEP, Hostile, hostile_pages
from tests.test_properties.texts import CODE, ICP, URL, article, is_sound, tags
from xunjian.facts.page import read_page
from xunjian.model.page import Footer

SMALL = 3_000
"""Bytes of the pages that the benchmark makes of ten million."""


def _values(footer: Footer) -> tuple[str | None, ...]:
    parts = (footer.icp, footer.site_code, footer.sponsor, footer.contact)
    return tuple(part.value if part is not None else None for part in parts)


@settings(max_examples=25, deadline=None)
@given(st.lists(tags, min_size=1, max_size=4), st.sampled_from((10, 300, 3000, DEEP)), st.booleans())
def test_any_elements_nested_to_any_depth(names: list[str], depth: int, closed: bool) -> None:
    turns = depth // len(names)
    opening = "".join(f"<{name}>" for name in names) * turns
    closing = "".join(f"</{name}>" for name in reversed(names)) * turns if closed else ""
    assert is_sound(read_page(f"{opening}通知{closing}{article()}".encode(), URL))


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(("div", "section", "center", "font", "span", "main")), st.integers(0, 2000))
def test_a_page_wrapped_into_more_depth_has_the_same_foot(name: str, depth: int) -> None:
    plain = article()
    before, _, rest = plain.partition("<body>")
    inside = rest.removesuffix("</body></html>")
    deep = f"{before}<body>{f'<{name}>' * depth}{inside}{f'</{name}>' * depth}</body></html>"
    assert _values(read_page(deep.encode(), URL).footer) == _values(read_page(plain.encode(), URL).footer)


@pytest.mark.parametrize("page", list(hostile_pages()), ids=lambda page: page.name)
def test_hostile_pages_end_with_values(page: Hostile) -> None:
    reading = read_page(page.body(SMALL), URL)
    assert is_sound(reading)
    if page.closed:
        assert reading.footer.icp is not None
        assert reading.footer.site_code is not None
        assert (reading.footer.icp.value, reading.footer.site_code.value) == (ICP, CODE)
