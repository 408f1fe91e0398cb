"""What `measure_pages` compares: the kind of a page and the order of a list's rows, and when it does not."""

import json
from pathlib import Path

import pytest

from xunjian.app.accuracy_pages import FieldScore, measure_pages

BASE = "http://www.qinghe.gov.cn/zwgk/tzgg/index.html"
ROWS = [
    {"title": f"关于{subject}工作安排的通知", "date": f"2023-0{month}-11", "href": f"./t{month}.html"}
    for month, subject in ((6, "夏季防汛"), (5, "春季植树"), (4, "道路养护"))
]
LIST = "".join(
    f'<li><a href="{row["href"]}">{row["title"]}</a><span>{row["date"]}</span></li>' for row in ROWS
)
PAGE = f"<html><head><title>通知公告</title></head><body><h2>通知公告</h2><ul>{LIST}</ul></body></html>"


def _scores(folder: Path, **record: object) -> dict[str, FieldScore]:
    (folder / "a.html").write_text(PAGE, encoding="utf-8")
    line = {"id": "P1", "file": "a.html", "base_url": BASE, **record}
    (folder / "labels.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    return {score.name: score for score in measure_pages(folder).fields}


def _marks(score: FieldScore) -> tuple[int, int, int]:
    return score.right, score.wrong, score.missed


@pytest.mark.parametrize(
    ("kind", "marks"),
    [
        ("column", (1, 0, 0)),
        ("list", (1, 0, 0)),
        ("list+footer", (1, 0, 0)),
        ("article+footer", (0, 1, 1)),
        ("home", (0, 1, 1)),
    ],
)
def test_the_kind_is_the_word_before_the_plus(tmp_path: Path, kind: str, marks: tuple[int, int, int]) -> None:
    assert _marks(_scores(tmp_path, kind=kind, labels={"meta": {}})["kind"]) == marks


def test_another_kind_may_be_as_right(tmp_path: Path) -> None:
    record = {"kind": "other", "labels": {"meta": {}}}
    assert _marks(_scores(tmp_path, **record, either={"kind": ["other", "list"]})["kind"]) == (1, 0, 0)
    assert _marks(_scores(tmp_path, **record, either={"kind": ["other", "home"]})["kind"]) == (0, 1, 1)


@pytest.mark.parametrize(
    "record",
    [
        {"kind": "annual-report", "labels": {"meta": {}}},
        {"labels": {"meta": {}}},
        {"kind": "list", "labels": {"footer": {"icp": None}}},
    ],
    ids=["another word", "no word", "footer only"],
)
def test_no_kind_is_judged(tmp_path: Path, record: dict[str, object]) -> None:
    assert "kind" not in _scores(tmp_path, **record)


def test_rows_in_page_order(tmp_path: Path) -> None:
    scores = _scores(tmp_path, kind="list", labels={"list": {"items": ROWS}})
    assert _marks(scores["list.items"]) == (3, 0, 0)
    assert _marks(scores["list.order"]) == (1, 0, 0)


def test_rows_in_another_order(tmp_path: Path) -> None:
    scores = _scores(tmp_path, kind="list", labels={"list": {"items": ROWS[::-1]}})
    assert _marks(scores["list.items"]) == (3, 0, 0)
    assert _marks(scores["list.order"]) == (0, 1, 1)


def test_order_is_of_the_rows_read_right(tmp_path: Path) -> None:
    unread = {"title": "没有的一条", "date": "2023-05-12", "href": "./t9.html"}
    scores = _scores(tmp_path, kind="list", labels={"list": {"items": [ROWS[0], unread, *ROWS[1:]]}})
    assert _marks(scores["list.items"]) == (3, 0, 1)
    assert _marks(scores["list.order"]) == (1, 0, 0)


def test_one_row_has_no_order(tmp_path: Path) -> None:
    unread = {"title": "没有的一条", "date": "2023-05-12", "href": "./t9.html"}
    assert "list.order" not in _scores(tmp_path, kind="list", labels={"list": {"items": [ROWS[0], unread]}})


def test_who_operates_the_site_is_not_compared(tmp_path: Path) -> None:
    labels = {"footer": {"icp": None, "operator_chengban": "清河县大数据中心"}}
    assert list(_scores(tmp_path, kind="list", labels=labels)) == ["footer.icp"]


def test_every_label_of_the_page_that_a_record_names_is_compared(tmp_path: Path) -> None:
    (tmp_path / "b.html").write_text(
        '<meta name="SiteName" content="清河网"><meta name="ColumnDescription" content="">', encoding="utf-8"
    )
    labels = {"meta": {"SiteName": "清河网", "ColumnDescription": "", "ColumnKeywords": "公告"}}
    record = {"id": "P2", "file": "b.html", "base_url": BASE, "labels": labels}
    (tmp_path / "labels.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    scores = {score.name: score for score in measure_pages(tmp_path).fields}
    assert _marks(scores["meta"]) == (2, 0, 1)


ENTRY = "<li><a href='/{n}/'>栏目{name}</a><ul><li><a href='/{n}/a/'>分栏{name}</a></li></ul></li>"
NAV = "<ul class='nav'><li><a href='/'>首页</a></li>{}</ul>".format(
    "".join(ENTRY.format(n=n, name=name) for n, name in enumerate("甲乙丙"))
)
MAIN = [{"name": "首页", "href": "/"}, *({"name": f"栏目{'甲乙丙'[n]}", "href": f"/{n}/"} for n in range(3))]
BELOW = [{"name": f"分栏{'甲乙丙'[n]}", "href": f"/{n}/a/"} for n in range(3)]


@pytest.mark.parametrize(
    ("nav", "marks"),
    [(MAIN, (4, 0, 0)), (MAIN + BELOW, (7, 0, 0)), (MAIN[:-1], (3, 1, 0)), ([*MAIN, BELOW[0]], (4, 0, 1))],
    ids=["main level", "both levels", "one too few", "one of the other level"],
)
def test_a_navigation_is_compared_with_the_level_that_was_labelled(
    tmp_path: Path, nav: list[dict[str, str]], marks: tuple[int, int, int]
) -> None:
    (tmp_path / "n.html").write_text(
        f"<html><head><meta charset='utf-8'></head><body>{NAV}</body></html>", "utf-8"
    )
    record = {"id": "P3", "file": "n.html", "base_url": BASE, "labels": {"nav": nav}}
    (tmp_path / "labels.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    scores = {score.name: score for score in measure_pages(tmp_path).fields}
    assert _marks(scores["nav"]) == marks
