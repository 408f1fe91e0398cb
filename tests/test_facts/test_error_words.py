"""The quick look for words of error pages says the same as looking for every phrase in both charsets."""

import pytest

from xunjian.app.lexicon import load_lexicon
from xunjian.facts.error_words import ErrorWords

_WORDS = load_lexicon().soft404
_PHRASES = [word for word in _WORDS.texts if not word.isascii()]
_PAGE = "<html><p>市政府办公室 2024-05-06 发布通知，请各单位遵照执行。</p><a href='/a.html'>更多</a>{}</html>"


def _plainly(body: bytes) -> bool:
    phrases = (word.encode(charset) for word in _PHRASES for charset in ("utf-8", "gb18030"))
    english = (b"not found", b"requested url")
    return any(phrase in body for phrase in phrases) or any(word in body.lower() for word in english)


@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_every_phrase_is_found_and_no_half_of_one(charset: str) -> None:
    words = ErrorWords(_WORDS)
    assert not words.within(_PAGE.format("").encode(charset))
    for phrase in _PHRASES:
        assert words.within(_PAGE.format(phrase).encode(charset)), phrase
        for part in (phrase[:-1], phrase[1:], f"{phrase[:1]}<b>{phrase[1:]}</b>"):
            body = _PAGE.format(part).encode(charset)
            assert words.within(body) == _plainly(body), part


def test_bytes_of_the_other_charset_are_found() -> None:
    words = ErrorWords(_WORDS)
    page = _PAGE.format("").encode()
    for phrase in _PHRASES:
        assert words.within(page + phrase.encode("gb18030")), phrase
        assert words.within(_PAGE.format("").encode("gb18030") + phrase.encode()), phrase


def test_english_is_found_in_any_case() -> None:
    words = ErrorWords(_WORDS)
    assert words.within(b"<h1>Not Found</h1>")
    assert words.within("<p>页面</p>The REQUESTED URL was".encode())
    assert not words.within(b"<p>found not</p>")
