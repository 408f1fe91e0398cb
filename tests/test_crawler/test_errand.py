"""What a page may ask for: as one that is only built, and as one that a visitor looks at."""

import pytest

from crawler.errand import Errand, Missed, Wanted, wanted
from crawler.net.answer import Answer, Fault

URL = "http://www.example.gov.cn/x"
FORM = {"content-type": "application/x-www-form-urlencoded"}


def kind_of(kind: str, method: str = "GET", headers: dict[str, str] | None = None, **manner: bool) -> str:
    return wanted(URL, kind, method, headers or {}, b"a=1", moves=False, **manner).kind


@pytest.mark.parametrize("kind", ["image", "font"])
def test_pictures_and_fonts_are_for_visitors_only(kind: str) -> None:
    assert kind_of(kind, painted=True) == kind
    with pytest.raises(Fault):
        kind_of(kind)


@pytest.mark.parametrize("kind", ["media", "websocket", "ping", "other"])
def test_films_sockets_and_beacons_are_for_nobody(kind: str) -> None:
    with pytest.raises(Fault):
        kind_of(kind, painted=True, sends=True)


def test_a_form_is_sent_only_where_that_is_allowed() -> None:
    assert kind_of("document", "POST", FORM, sends=True) == "document"
    with pytest.raises(Fault):
        kind_of("document", "POST", FORM, painted=True)
    with pytest.raises(Fault):
        kind_of("document", "POST", {"content-type": "multipart/form-data; boundary=x"}, sends=True)


def test_a_visit_has_bounds_of_its_own() -> None:
    errand = Errand("", most_requests=2, most_moves=1)
    errand.count()
    errand.count()
    with pytest.raises(Fault):
        errand.count()
    errand.move(URL)
    with pytest.raises(Fault):
        errand.move(URL)


@pytest.mark.parametrize(
    ("addresses", "restless"),
    [
        ([URL, URL], False),  # it set a cookie
        ([URL, f"{URL}/1", f"{URL}/2"], False),
        ([URL, URL, URL], True),
        ([URL, f"{URL}?t=1", f"{URL}?t=2"], True),
    ],
)
def test_a_page_that_opens_itself_again_and_again_is_known(addresses: list[str], restless: bool) -> None:
    errand = Errand("")
    for each in addresses[:-1]:
        errand.move(each)
    errand.turn_to(addresses[-1])
    assert errand.restless is restless


def test_counters_and_identity_services_are_not_missed() -> None:
    errand = Errand("")
    for address in ("https://hm.baidu.com/hm.js", "https://dcs.conac.cn/js/CA.js", f"{URL}.js"):
        errand.miss(address, "script", "not_fetched")
    assert errand.missed == [Missed(f"{URL}.js", "script", "not_fetched")]
    assert errand.partly == "not_fetched"


def test_what_one_look_was_told_is_kept_for_another_as_far_as_there_is_room(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("crawler.errand._MOST_KEPT_BYTES", 10)
    first = Errand("", painted=True)
    asked = [Wanted(f"http://a/{n}", "image", "GET", False, {}) for n in range(3)]
    told: tuple[Answer | Fault, ...] = (
        Answer("http://a/0", 200, {}, b"12345678"),
        Answer("http://a/1", 200, {}, b"123"),
        Fault("robots"),
    )
    for each, answer in zip(asked, told, strict=True):
        first.keep(each, answer)
    assert first.brought == {asked[0].key: told[0], asked[2].key: told[2]}
    unpainted = Errand("")
    unpainted.keep(asked[2], told[2])
    assert unpainted.brought == {}
    posted = Wanted("http://a/0", "xhr", "POST", False, {}, b"page=2")
    assert posted.key not in first.brought
