"""Patterns of addresses without an end are cut, long lists of documents are not (T27)."""

import os
import re
from pathlib import Path

import pytest

from tests.test_crawler.loopback import Reply, Seen, crawl, links, serving
from xunjian.model.observation import Role


def _calendar(seen: Seen) -> Reply | str:
    match = re.fullmatch(r"/cal\?year=(\d+)&month=(\d+)", seen.path)
    if match is None:
        return Reply("没有", 404)
    year, month = int(match[1]), int(match[2])
    after = (year + 1, 1) if month == 12 else (year, month + 1)
    before = (year - 1, 12) if month == 1 else (year, month - 1)
    return links(*(f"/cal?year={y}&month={m}" for y, m in (after, before)), "/")


def _days(seen: Seen) -> Reply | str:
    """A calendar whose days and months have addresses of their own, and lead to one another."""
    match = re.fullmatch(r"/rili\.html\?year=(\d+)&month=(\d+)(?:&day=\d+)?", seen.path)
    if match is None:
        return Reply("没有", 404)
    year, month = int(match[1]), int(match[2])
    after = (year + 1, 1) if month == 12 else (year, month + 1)
    days = (f"/rili.html?year={year}&month={month}&day={day}" for day in range(1, 29))
    return links(*days, f"/rili.html?year={after[0]}&month={after[1]}", "/")


def _sessions(seen: Seen) -> Reply | str:
    if not seen.path.startswith("/list.do"):
        return Reply("没有", 404)
    token = f"{seen.count:04d}{os.urandom(8).hex()}"
    return links(*(f"/list.do?ticket={token}{number}" for number in range(3)))


def _nesting(seen: Seen) -> Reply | str:
    return links("list/", "more/list/") if seen.path.endswith("/") else Reply("没有", 404)


def _forward(seen: Seen) -> Reply | str:
    number = int((re.findall(r"\d+", seen.path) or ["0"])[0])
    return links(f"/next?n={number + 1}")


def _adding(seen: Seen) -> Reply | str:
    return links(*(f"{seen.path}&{name}={int.from_bytes(os.urandom(2))}" for name in "bcdef"))


@pytest.mark.parametrize(
    ("first", "answer", "most"),
    [
        ("/cal?year=2026&month=11", _calendar, 60),
        ("/rili.html?year=2026&month=11", _days, 70),
        ("/list.do?ticket=0000aaaabbbbcccc1111", _sessions, 60),
        ("/list/", _nesting, 60),
        ("/next?n=1", _forward, 100),
        ("/more?a=1", _adding, 100),
    ],
    ids=["calendar", "days", "session", "nesting", "forward", "adding"],
)
def test_t27_endless_patterns_end_by_themselves(
    tmp_path: Path, first: str, answer: object, most: int
) -> None:
    with serving({"/": links(first, "/a.html"), "/a.html": "<html>甲</html>"}, answer) as site:  # type: ignore[arg-type]
        snapshot = crawl(site.url, tmp_path / "s.sqlite", concurrency=8, max_pages=2000)
        assert len(site.requests) < most
    assert (snapshot.meta["finish_reason"], snapshot.meta["complete"]) == ("finished", "1")
    assert [cut.key for cut in snapshot.observations("cut")] == ["pattern"]


FOLDERS = ("zwgk", "tzgg", "bsfw", "zcjd", "hdjl")
PLACES = ("/", *(f"/{folder}/" for folder in FOLDERS), *(f"/{f}/{n}.html" for f in FOLDERS for n in range(9)))


def _new_id_on_every_page(seen: Seen) -> Reply | str:
    path = seen.path.partition("?")[0]
    if path not in PLACES:
        return Reply("没有", 404)
    below = [place for place in PLACES if place.count("/") == 2 and place.startswith(path)]
    around = dict.fromkeys((*PLACES[: len(FOLDERS) + 1], *below))
    page = links(*(f"{place}?zid={os.urandom(6).hex()}0" for place in around))
    return page.replace("</body>", f"<p>这里是{'甲乙丙丁戊己庚辛壬癸'[len(path) % 10]}</p></body>")


def test_t26_an_unknown_name_of_a_session_id_is_told_by_what_it_brings(tmp_path: Path) -> None:
    with serving({}, _new_id_on_every_page) as site:
        snapshot = crawl(site.url, tmp_path / "s.sqlite", max_pages=2000)
        asked = [seen.path.partition("?")[0] for seen in site.requests if seen.method == "GET"]
    assert set(PLACES) <= set(asked)
    assert len(asked) < 2 * len(PLACES)
    assert (snapshot.meta["finish_reason"], snapshot.meta["complete"]) == ("finished", "1")
    assert [cut.key for cut in snapshot.observations("cut")] == ["pattern"]


def test_long_list_of_documents_is_no_endless_pattern(tmp_path: Path) -> None:
    """Three hundred documents of one pattern, six to a list page that only names the next one, are read."""

    def answer(seen: Seen) -> Reply | str:
        if match := re.fullmatch(r"/list\.jsp\?page=(\d+)", seen.path):
            page = int(match[1])
            documents = [f"/info.jsp?id={page * 6 + number}" for number in range(6)]
            return links(*documents, *([f"/list.jsp?page={page + 1}"] if page < 49 else []))
        return "<html>文件</html>" if seen.path.startswith("/info.jsp") else Reply("没有", 404)

    with serving({"/": links("/list.jsp?page=0")}, answer) as site:
        snapshot = crawl(site.url, tmp_path / "s.sqlite", concurrency=8)
    read = [
        fetch.url for fetch in snapshot.fetches(Role.PAGE) if fetch.code == "ok" and "info.jsp" in fetch.url
    ]
    assert len(read) == 300


def test_tree_without_end_keeps_nothing_else_waiting(tmp_path: Path) -> None:
    """Every page of it is new and leads to four more; what lies deep elsewhere is read all the same."""

    def answer(seen: Seen) -> Reply | str:
        if seen.path.startswith("/deep/"):
            return links(f"{seen.path}on/") if seen.path.count("/") < 5 else "<html>到底了</html>"
        if not seen.path.startswith("/any/"):
            return Reply("没有", 404)
        more = links(*(f"/any/{int.from_bytes(os.urandom(4))}.html" for _ in range(4)))
        return more.replace("</body>", f"<p>{os.urandom(9).hex()}</p></body>")

    with serving({"/": links("/any/1.html", "/deep/")}, answer) as site:
        snapshot = crawl(site.url, tmp_path / "s.sqlite", concurrency=4, max_pages=120)
        assert "/deep/on/on/on/" in site.paths()
    assert (snapshot.meta["finish_reason"], snapshot.meta["complete"]) == ("max_pages", "0")
