"""What a snapshot says of the home page's reachability, and of samples and posts copied into it."""

from dataclasses import replace
from datetime import date

import pytest

from tests.test_facts.portal import HOME, HOST, facts, html, portal, unit
from xunjian.model.availability import Availability
from xunjian.model.newmedia import NewMedia, Post
from xunjian.model.observation import Attempt, Fetch, Outcome, Role
from xunjian.testing.memory import MemorySnapshot

DOOR = f"<html><head><meta http-equiv='refresh' content='0;url={HOST}/web/'></head></html>"


def availability(snapshot: MemorySnapshot) -> Availability:
    value = facts(snapshot)[Availability]
    assert isinstance(value, Availability)
    return value


def failed(code: str, stage: str = "connect", outcome: Outcome = Outcome.FAILED) -> MemorySnapshot:
    snapshot = MemorySnapshot.of(HOME)
    attempt = Attempt("GET", "", 15.0, None, code, stage)
    snapshot.rows.append(Fetch(HOME, Role.PAGE, outcome, code, attempts=(attempt,)))
    return snapshot


def test_a_home_page_that_was_read() -> None:
    seen = availability(portal())
    assert (seen.look.state, seen.samples) == ("open", ())
    assert [fetch.url for fetch in seen.look.fetches] == [HOME]


@pytest.mark.parametrize("code", ["http_404", "refused", "reset", "dns", "timeout"])
def test_a_home_page_that_failed_after_all_tries(code: str) -> None:
    look = availability(failed(code)).look
    assert look.state == "failed"
    assert look.words


def test_a_home_page_that_redirects_for_ever() -> None:
    snapshot = MemorySnapshot.of(HOME)
    snapshot.redirect(HOME, f"{HOST}/a")
    snapshot.redirect(f"{HOST}/a", HOME)
    look = availability(snapshot).look
    assert (look.state, look.words) == ("failed", "重定向循环")


def test_what_was_not_seen_is_no_fault() -> None:
    shielded, cut = MemorySnapshot.of(HOME), MemorySnapshot.of(HOME)
    shielded.fail(HOME, "shield", role=Role.PAGE)
    cut.fail(HOME, "not_fetched", role=Role.PAGE)
    nothing = MemorySnapshot.of(HOME)
    ours = failed("dns", outcome=Outcome.UNKNOWN)
    for snapshot in (shielded, cut, nothing, ours):
        assert availability(snapshot).look.state == "unknown"


def test_silence_while_no_name_server_answers_may_be_our_own() -> None:
    data = {"aaaa": [], "a": [], "error": "no_resolver"}
    silent, refused = failed("timeout"), failed("refused")
    for snapshot in (silent, refused):
        snapshot.observe("dns", "www.yx.gov.cn", data)
    assert availability(silent).look.state == "unknown"
    assert "本机网络" in availability(silent).look.words
    assert availability(refused).look.state == "failed", "somebody answered"


def test_where_the_rounds_found_nobody_well_the_line_may_be_cut() -> None:
    refused, answered = failed("refused"), failed("http_500")
    answered.rows[0] = replace(answered.rows[0], status=500)
    for snapshot in (refused, answered):
        snapshot.observe("line", "yx", {"down": 12})
    assert availability(refused).look.state == "unknown"
    assert availability(answered).look.state == "failed", "it answered itself"


def test_an_empty_home_page_is_none_and_a_picture_is_no_page() -> None:
    empty, picture = MemorySnapshot.of(HOME), MemorySnapshot.of(HOME)
    empty.page(HOME, "")
    picture.answer(HOME, b"\x89PNG\r\n\x1a\n" + bytes(64), role=Role.PAGE, content_type="image/png")
    assert availability(empty).look.state == "failed"
    assert availability(picture).look.state == "unknown"


def test_a_door_that_leads_nowhere() -> None:
    broken, unasked, whole = (MemorySnapshot.of(HOME) for _ in range(3))
    for snapshot in (broken, unasked, whole):
        snapshot.page(HOME, DOOR)
    broken.fail(f"{HOST}/web/", "http_404", role=Role.PAGE)
    whole.page(f"{HOST}/web/", html("某某县人民政府", "<p>正文</p>" * 40))
    assert availability(broken).look.state == "failed"
    assert "返回 404" in availability(broken).look.words
    assert availability(unasked).look.state == "unknown"
    assert availability(whole).look.state == "open"


def test_samples_come_in_order_and_nonsense_is_passed_over() -> None:
    snapshot = portal()
    rows: list[object] = [
        ["2026-11-20T05:00:00+00:00", "failed", "http_500", 500, 0.3],
        ["2026-11-20T04:00:00+00:00", "ok", "ok", 200, 1],
        ["2026-11-20T04:00:00", "ok", "ok", 200, 1.0],
        ["yesterday", "ok", "ok", 200, 1.0],
        ["2026-11-20T04:00:00+00:00", "fine", "ok", 200, 1.0],
        ["2026-11-20T04:00:00+00:00", "ok"],
        "x",
    ]
    snapshot.observe("availability", "yx", {"samples": rows})
    snapshot.observe("availability", "another", {"samples": rows})
    snapshot.observe("availability", "third", {"samples": "x"})
    assert [(each.code, each.status, each.minute) for each in availability(snapshot).samples] == [
        ("ok", 200, "11-20 12:00"),
        ("http_500", 500, "11-20 13:00"),
    ]


def test_posts_that_were_copied() -> None:
    snapshot = portal()
    account = {
        "platform": "微信",
        "name": "某县发布",
        "known_until": "2026-11-20",
        "posts": [["2026-11-01", "旧", ""], ["2026-11-19", "新", "http://mp.example/1"], ["x", "", ""], 3],
    }
    wrong: list[object] = [{"platform": "微博"}, {"known_until": "x", "posts": []}, 7]
    snapshot.observe("newmedia", "yx", {"accounts": [account, *wrong]})
    media = facts(snapshot, unit())[NewMedia]
    assert isinstance(media, NewMedia)
    (read,) = media.accounts
    assert read.posts == (
        Post(date(2026, 11, 19), "新", "http://mp.example/1"),
        Post(date(2026, 11, 1), "旧"),
    )
    assert (read.key, read.known_until, media.listed) == ("微信/某县发布", date(2026, 11, 20), None)
