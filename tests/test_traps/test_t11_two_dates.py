"""T11: day of writing and day of publication stand side by side, the table often twice: both kept apart."""

from datetime import date

import pytest

from tests.test_traps.pages import SITE, TEXT, inspect, trs
from xunjian.facts.page import read_page

TITLE = "岚溪县人民政府关于印发节水规划的通知"
URL = f"{SITE}/zwgk/content_5512.html"
FIELDS = [
    [("索 引 号：", "11330799000000000X/2021-00012"), ("分　　类：", "农业、林业、水利")],
    [("发文机关：", "岚溪县人民政府"), ("成文日期：", "2021年12月14日")],
    [("标　　题：", TITLE), ("发布日期：", "2021年12月15日")],
    [("发文字号：", "岚政发〔2021〕5号"), ("主 题 词：", "")],
]
PAIRS = [pair for row in FIELDS for pair in row]
H1 = f"<h1>{TITLE}</h1>"


def table(rows: list[list[tuple[str, str]]], head: str = "td") -> str:
    cells = ("".join(f"<{head}>{name}</{head}><td>{value}</td>" for name, value in row) for row in rows)
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


def bare(name: str) -> str:
    return "".join(name.rstrip("：").split())


TWO = {
    "table": table(FIELDS) + H1,
    "table-twice": table(FIELDS) + H1 + table(FIELDS),
    "cells-swapped": table([row[::-1] for row in FIELDS]) + H1,
    "no-colons": table([[(bare(name), value) for name, value in row] for row in FIELDS]) + H1,
    "head-cells": table(FIELDS, "th") + H1,
    "list": "<ul>"
    + "".join(f"<li><b>{name}</b><span>{value}</span></li>" for name, value in PAIRS)
    + f"</ul>{H1}",
    "definitions": "<dl>"
    + "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in PAIRS)
    + f"</dl>{H1}",
    "one-line": f"{H1}<p>成文日期：2021-12-14　发布日期：2021-12-15　来源：岚溪县水利局</p>",
    "head-row": "<table><tr><th>索引号</th><th>成文日期</th><th>发布日期</th></tr>"
    f"<tr><td>1/2</td><td>2021-12-14</td><td>2021-12-15</td></tr></table>{H1}",
    "other-days": table(
        [
            [("印发日期", "2021-12-14"), ("实施日期", "2022-01-01")],
            [("公开日期", "2021-12-15"), ("失效日期", "2026-12-31")],
        ]
    )
    + H1,
}


@pytest.mark.parametrize("top", TWO.values(), ids=TWO)
def test_t11_both_days(top: str) -> None:
    page = trs(f"<div class=main>{top}<div class=content>{TEXT}</div></div>")
    seen, article = inspect(page, URL), read_page(page.encode(), URL).article
    assert (seen["kind"], seen["title"], seen["published"]) == ("article", TITLE, "2021-12-15")
    assert article is not None
    assert article.written == date(2021, 12, 14)


SIGNED = "<p style='text-align:right'>岚溪县人民政府<br>2021年12月14日</p>"


@pytest.mark.parametrize(
    ("main", "head", "published", "written"),
    [
        (table([[("索引号", "1/2"), ("成文日期", "2021-12-14")]]) + H1 + TEXT, "", None, date(2021, 12, 14)),
        (f"{H1}<p>发布时间：2021-12-15 09:20</p>{TEXT}{SIGNED}", "", "2021-12-15T09:20", None),
        (H1 + TEXT * 2 + SIGNED, "", None, None),
        (
            f"{H1}<p>发布日期：2021-12-15</p>{TEXT}<p>县政府办公室　2021年12月14日印发</p>",
            "",
            "2021-12-15",
            None,
        ),
        (
            table([[("成文日期", "2021-12-14")]]) + H1 + TEXT,
            f"<meta name=ArticleTitle content='{TITLE}'><meta name=PubDate content='2021-12-15 10:11'>",
            "2021-12-15T10:11",
            date(2021, 12, 14),
        ),
        (
            f"{H1}<p>发布时间：2021-12-15</p>{TEXT}",
            "<meta name=PubDate content='2021-12-16 10:11'>",
            "2021-12-15",
            None,
        ),
    ],
    ids=["written-only", "signed", "signed-only", "printed-at-the-end", "label-and-written", "label-differs"],
)
def test_t11_one_day_never_stands_for_the_other(
    main: str, head: str, published: str | None, written: date | None
) -> None:
    page = trs(f"<div class=main>{main}</div>", head=head)
    article = read_page(page.encode(), URL).article
    assert article is not None
    assert inspect(page, URL)["published"] == published
    assert article.written == written
