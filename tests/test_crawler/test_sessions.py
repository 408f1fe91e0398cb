"""Session ids under unknown names are told by pages that come again; what means something stays (T26)."""

from collections.abc import Callable

import pytest

from crawler.sessions import Sessions

HOST = "http://www.lanxi.gov.cn"
PLACES = ["/", "/zwgk/", "/tzgg/", "/bsfw/list.jsp?page=2"]


def say(words: str, link: str = "/") -> bytes:
    return f"<html><body><a href='{link}'>首页</a><p>{words}</p></body></html>".encode()


def query(path: str, value: str) -> str:
    return f"{HOST}{path}{'&' if '?' in path else '?'}zid={value}"


def behind(path: str, value: str) -> str:
    base, mark, rest = path.partition("?")
    return f"{HOST}{base};zwxx={value}{mark}{rest}"


def folder(path: str, value: str) -> str:
    return f"{HOST}/s-{value}{path}"


def aspnet(path: str, value: str) -> str:
    return f"{HOST}/(X(1)S({value})){path}"


@pytest.mark.parametrize("make", [query, behind, folder, aspnet])
def test_what_changes_nothing_is_a_session_id(make: Callable[[str, str], str]) -> None:
    sessions = Sessions()
    for value in ("8f3a0c1d2e4b5a69", "17c0ffee99aa00bb"):
        for path in PLACES:
            sessions.note(
                make(path, value), say(f"这里是{path[1:5]}栏目，访问 {len(value)} 次", make("/", value[::-1]))
            )
    assert sessions.repeats(make("/zwgk/", "0123456789abcdef"))
    assert not sessions.repeats(make("/zcjd/", "0123456789abcdef"))
    assert not sessions.repeats(make("/zcjd/", "0123456789abcdef"))
    assert sessions.repeats(make("/zcjd/", "fedcba9876543210"))
    assert not sessions.repeats(f"{HOST}/zcjd/")


def test_a_page_first_seen_without_it() -> None:
    sessions = Sessions()
    for path in PLACES:
        sessions.note(f"{HOST}{path}", say(path))
    for path in PLACES:
        sessions.note(query(path, "8f3a0c1d2e4b5a69"), say(path))
    assert sessions.repeats(query("/zwgk/", "17c0ffee99aa00bb"))


def test_ids_of_documents_mean_something() -> None:
    sessions = Sessions()
    for path in ("/show.jsp", "/list.jsp", "/view.jsp", "/file.jsp"):
        for number in range(8):
            value = f"20261122{number:08}"
            sessions.note(query(path, value), say(f"关于{'一二三四五六七八'[number]}号文件的通知"))
    assert not sessions.repeats(query("/show.jsp", "2026112299999999"))
    assert not sessions.repeats(query("/show.jsp", "2026112299999998"))


def test_one_path_proves_nothing() -> None:
    """An error page for every id: the next id may be of a document."""
    sessions = Sessions()
    for number in range(30):
        sessions.note(query("/show.jsp", f"20261122{number:08}"), say("信息不存在"))
    assert not sessions.repeats(query("/show.jsp", "2026112299999999"))
    assert not sessions.repeats(query("/show.jsp", "2026112299999998"))


PATHS = ["/a.html", "/b.html", "/c.html", "/d.html", "/e.html", "/f.html"]


def test_a_part_of_the_query_that_never_changes_a_page_is_left_away() -> None:
    sessions = Sessions()
    for path in PATHS:
        sessions.note(f"{HOST}{path}", say(path))
    for path in PATHS[:5]:
        assert not sessions.repeats(f"{HOST}/f.html?from=menu")
        sessions.note(f"{HOST}{path}?from=menu", say(path))
    assert sessions.repeats(f"{HOST}/f.html?from=menu")
    assert not sessions.repeats(f"{HOST}/f.html?from=foot")
    assert not sessions.repeats(f"{HOST}/z.html?from=menu")  # the page without it has not been met


def test_a_page_that_differs_by_a_number_is_another_page() -> None:
    sessions = Sessions()
    for number, path in enumerate(PATHS):
        sessions.note(f"{HOST}{path}", say("全年 100 件"))
        sessions.note(f"{HOST}{path}?year=2020", say(f"全年 {number}00 件"))
    assert not sessions.repeats(f"{HOST}/a.html?year=2020")


def test_the_first_page_of_a_list_stands_for_no_second() -> None:
    sessions = Sessions()
    for path in PATHS:
        sessions.note(f"{HOST}{path}", say(path))
        sessions.note(f"{HOST}{path}?page=1", say(path))
    assert sessions.repeats(f"{HOST}/a.html?page=1")
    assert not sessions.repeats(f"{HOST}/a.html?page=2")
