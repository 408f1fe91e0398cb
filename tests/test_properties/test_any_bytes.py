"""Whatever bytes come, reading ends with values; the same bytes always with the same."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.test_properties.texts import CODECS, URL, article, is_sound, listing, pages
from xunjian.facts.page import explain_page, read_page

PAGES = tuple(page.encode(codec, "replace") for page in (article(), listing()) for codec in CODECS)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=3000))
def test_random_bytes(body: bytes) -> None:
    assert is_sound(read_page(body, URL))


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(PAGES), st.data())
def test_a_page_cut_anywhere(page: bytes, data: st.DataObject) -> None:
    begin = data.draw(st.integers(0, len(page)))
    assert is_sound(read_page(page[begin : data.draw(st.integers(begin, len(page)))], URL))


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(PAGES), st.lists(st.tuples(st.integers(0, 2000), st.binary(max_size=8)), max_size=12))
def test_a_page_with_bytes_struck_into_it(page: bytes, strikes: list[tuple[int, bytes]]) -> None:
    for at, bytes_ in strikes:
        page = page[:at] + bytes_ + page[at + len(bytes_) :]
    assert is_sound(read_page(page, URL, "text/html; charset=gbk"))


@settings(max_examples=300, deadline=None)
@given(pages, st.sampled_from(CODECS))
def test_any_markup_in_any_encoding(markup: str, codec: str) -> None:
    body = markup.encode(codec, "xmlcharrefreplace" if codec in {"gbk", "big5"} else "replace")
    assert is_sound(read_page(body, URL))


@settings(max_examples=60, deadline=None)
@given(pages)
def test_the_same_bytes_read_the_same(markup: str) -> None:
    body = markup.encode("utf-8", "replace")
    assert explain_page(body, URL) == explain_page(body, URL)


@settings(max_examples=60, deadline=None)
@given(pages, st.binary(max_size=400))
def test_any_script_and_frame_beside_it(markup: str, resource: bytes) -> None:
    body = f"<script src='a.js'></script><iframe src='b.html'></iframe>{markup}".encode("utf-8", "replace")
    assert is_sound(read_page(body, URL, resource=lambda _: resource))
