"""Where a correct decoding exists no character is lost: any of our encodings, cut at any byte."""

import opencc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.test_properties.texts import CODE, CODECS, ICP, TITLE, URL, article, listing, texts_of
from xunjian.facts.page import read_page
from xunjian.html.decode import decode_html
from xunjian.html.text import fold


def _in(codec: str, page: str) -> str:
    """The page in the characters of the encoding: Big5 has only traditional ones."""
    return opencc.OpenCC("s2tw").convert(page) if codec == "big5" else page


@pytest.mark.parametrize("codec", CODECS)
def test_a_whole_page_reads_the_same_in_any_encoding(codec: str) -> None:
    reading = read_page(_in(codec, article()).encode(codec), URL)
    assert reading.article is not None
    assert fold(reading.article.title) == TITLE
    footer = reading.footer
    assert footer.icp is not None
    assert footer.site_code is not None
    assert (fold(footer.icp.value), footer.site_code.value) == (ICP, CODE)
    assert not any("\ufffd" in text for text in texts_of(reading))


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(CODECS), st.integers(600, 3000), st.booleans())
def test_a_page_cut_at_any_byte_holds_no_replacement_character(
    codec: str, length: int, declared: bool
) -> None:
    page = f'<meta charset="{codec}">{_in(codec, article())}' if declared else _in(codec, article())
    body = page.encode(codec)[:length]
    decoded = decode_html(body)
    assert "\ufffd" not in decoded.text
    assert page.encode(codec).decode(codec).startswith(decoded.text.lstrip("\ufeff"))
    assert not any("\ufffd" in text for text in texts_of(read_page(body, URL)))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(CODECS), st.sampled_from(CODECS))
def test_a_wrong_declaration_harms_nothing(codec: str, claimed: str) -> None:
    body = f'<meta charset="{claimed}">{_in(codec, article())}'.encode(codec)
    reading = read_page(body, URL, f"text/html; charset={claimed}")
    assert not any("\ufffd" in text for text in texts_of(reading))
    assert reading.article is not None
    assert fold(reading.article.title) == TITLE


@pytest.mark.parametrize("codec", CODECS)
def test_a_list_in_each_encoding(codec: str) -> None:
    assert len(read_page(_in(codec, listing()).encode(codec), URL).items) == 12
