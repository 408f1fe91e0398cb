"""Looks as they are remembered, samples and posts as a snapshot holds them."""

import base64
import json
import zlib
from datetime import UTC, date, datetime

import pytest

from xunjian.facts.history import as_data, pack_visit, unpack_visit, words_of
from xunjian.model.availability import Sample
from xunjian.model.availability import as_data as samples_as_data
from xunjian.model.history import ListPage, Seen, Visit
from xunjian.model.observation import Outcome
from xunjian.model.page import Article

DAY = date(2026, 11, 20)
VISIT = Visit(
    DAY,
    frozenset({DAY, date(2026, 11, 21)}),
    {
        "http://a.example/1.html": Seen("消息", DAY, None, "", DAY, 0),
        "http://a.example/2.html": Seen("文章", None, date(2025, 1, 2), "300:0123456789ab", date(2026, 1, 1)),
    },
    (ListPage("要闻", "http://a.example/yw/", "a" * 64, "2026-11-20T00:00:00+00:00", 200),),
    "b" * 64,
    {"a.example": "127.0.0.1:80"},
)


def test_a_look_comes_back_as_it_was() -> None:
    packed = pack_visit(VISIT)
    assert unpack_visit(packed) == VISIT
    assert base64.b64decode(str(as_data(packed)["zlib"])) == packed
    assert VISIT.list_of(VISIT.seen["http://a.example/1.html"]) == VISIT.lists[0]
    assert VISIT.list_of(VISIT.seen["http://a.example/2.html"]) is None


@pytest.mark.parametrize(
    "packed",
    [
        b"",
        b"no zlib",
        zlib.compress(b"no json"),
        zlib.compress(b"[]"),
        zlib.compress(b'{"form": 99}'),
        zlib.compress(json.dumps({"form": 1, "as_of": "x", "days": [], "lists": [], "seen": []}).encode()),
        pack_visit(VISIT)[:40],
    ],
)
def test_what_is_no_look_is_none(packed: bytes) -> None:
    assert unpack_visit(packed) is None


def test_words_tell_texts_apart() -> None:
    one = Article("题", body_chars=300, body_quote="县里 在山上种树")
    assert words_of(one) == words_of(Article("别的题", body_chars=300, body_quote="县里在山上种树"))
    assert words_of(one) != words_of(Article("题", body_chars=301, body_quote="县里 在山上种树"))
    assert words_of(one) != words_of(Article("题", body_chars=300, body_quote="县里在河边种树"))
    assert words_of(Article("题", body_chars=0)) == ""


def test_samples_are_kept_to_the_second() -> None:
    sample = Sample(datetime(2026, 11, 20, 4, 5, 6, 789, tzinfo=UTC), Outcome.FAILED, "http_500", 500, 1.2345)
    assert samples_as_data([sample]) == {
        "samples": [["2026-11-20T04:05:06+00:00", "failed", "http_500", 500, 1.23]]
    }
