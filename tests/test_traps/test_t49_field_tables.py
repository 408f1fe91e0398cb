"""T49: the table of an open-government file (索引号, 分类, 发布机构, 成文日期, 名称, 文号, 发布日期, 主题词), however it is built.

Labels and values are told by their words, not by one site's markup. 发布日期 is the day of publication, 成文日期 the
day it was written; both are kept.
"""

from datetime import date

import pytest

from tests.test_traps.pages import ARTICLE, TEXT, TITLE, Maker, each_maker, inspect, story, tables, trs
from xunjian.facts.page import read_page

FIELDS = {
    "索引号": "11330799002345678A/2024-00031",
    "主题分类": "农业、林业、水利",
    "发布机构": "岚溪县林业局",
    "成文日期": "2024-03-11",
    "名称": TITLE,
    "文号": "岚林发〔2024〕5号",
    "发布日期": "2024-03-12",
    "主题词": "森林 防火 通知",
}


def _pairs(pair: str, between: str = "") -> str:
    return between.join(pair.format(label=label, value=value) for label, value in FIELDS.items())


def _two_in_a_row(cell: str) -> str:
    entries = list(FIELDS.items())
    return "".join(
        "<tr>"
        + "".join(cell.format(label=label, value=value) for label, value in entries[at : at + 2])
        + "</tr>"
        for at in range(0, 8, 2)
    )


BUILDS = {
    "cells": "<table>" + _pairs("<tr><td>{label}</td><td>{value}</td></tr>") + "</table>",
    "cells with colons": "<table>" + _two_in_a_row("<td>{label}：</td><td>{value}</td>") + "</table>",
    "heads": "<table>" + _two_in_a_row("<th scope=row>{label}</th><td>{value}</td>") + "</table>",
    "one cell": "<table>" + _two_in_a_row("<td>{label}：{value}</td>") + "</table>",
    "bold in one cell": "<table>" + _two_in_a_row("<td><b>{label}：</b>{value}</td>") + "</table>",
    "list": "<ul>" + _pairs("<li><span>{label}：</span><span>{value}</span></li>") + "</ul>",
    "list of strong": "<ul>" + _pairs("<li><strong>{label}</strong>{value}</li>") + "</ul>",
    "definitions": "<dl>" + _pairs("<dt>{label}</dt><dd>{value}</dd>") + "</dl>",
    "boxes": _pairs("<div class='r'><div class='l'>{label}:</div><div class='v'>{value}</div></div>"),
    "paragraphs": _pairs("<p><b>{label}：</b>{value}</p>"),
    "brackets": "<table>" + _two_in_a_row("<td>【{label}】</td><td>{value}</td>") + "</table>",
    "fonts": "<TABLE>"
    + _two_in_a_row("<TD><FONT color=#666>{label}：</FONT></TD><TD><FONT>{value}</FONT></TD>")
    + "</TABLE>",
    "line ends": "<div>" + _pairs("{label}：{value}", "<br>") + "</div>",
    "head over values": "<table><tr>"
    + "".join(f"<th>{label}</th>" for label in FIELDS)
    + "</tr><tr>"
    + "".join(f"<td>{value}</td>" for value in FIELDS.values())
    + "</tr></table>",
}


@each_maker
@pytest.mark.parametrize("build", BUILDS, ids=list(BUILDS))
@pytest.mark.parametrize(
    "head",
    ["", "<title>岚溪县人民政府</title>", f"<title>{TITLE}_岚溪县人民政府</title>"],
    ids=["untitled", "site", "titled"],
)
@pytest.mark.parametrize(
    "heading",
    ["<h1>{}</h1>", "<div class='bt'>{}</div>", "<p align=center><font size=5><b>{}</b></font></p>"],
    ids=["h1", "class", "font"],
)
def test_t49_table_of_eight_fields(maker: Maker, build: str, head: str, heading: str) -> None:
    page = maker(
        f"<div class='xxgk'>{BUILDS[build]}</div>{heading.format(TITLE)}<div class='content'>{TEXT}</div>",
        head=head,
    )
    article = read_page(page.encode(), ARTICLE).article
    assert article is not None
    assert article.title == TITLE
    assert str(article.published)[:10] == "2024-03-12"
    assert article.written == date(2024, 3, 11)
    kept = {
        label: article.fields.get(label)
        for label in ("索引号", "文号", "发布机构", "主题分类", "主题词", "名称")
    }
    assert kept == {label: FIELDS[label] for label in kept}


@pytest.mark.parametrize(
    ("labels", "published", "written"),
    [
        ({"生成日期": "2024-03-11"}, None, date(2024, 3, 11)),
        ({"发文日期": "2024-03-11", "发布日期": "2024-03-12"}, "2024-03-12", date(2024, 3, 11)),
        ({"成文时间": "2024年3月11日", "发布时间": "2024年3月12日"}, "2024-03-12", date(2024, 3, 11)),
        (
            {"成 文 日 期": "2024-03-11", "发 布 日 期": "2024-03-12 09:00"},
            "2024-03-12T09:00",
            date(2024, 3, 11),
        ),
        ({"成文日期": "", "发布日期": "2024-03-12"}, "2024-03-12", None),
        ({"公开日期": "2024-03-12", "有效期": "2029-03-31"}, "2024-03-12", None),
        ({"发布日期": "2024-03-12", "废止日期": "2026-01-01", "有效性": "有效"}, "2024-03-12", None),
    ],
)
def test_t49_days_of_a_field_table(
    labels: dict[str, str], published: str | None, written: date | None
) -> None:
    rows = "".join(
        f"<tr><td>{label}：</td><td>{value}</td></tr>"
        for label, value in ({"索引号": FIELDS["索引号"]} | labels).items()
    )
    page = trs(f"<table>{rows}</table><h1>{TITLE}</h1><div class='content'>{TEXT}</div>")
    assert inspect(page, ARTICLE)["published"] == published
    article = read_page(page.encode(), ARTICLE).article
    assert article is not None
    assert article.written == written


@pytest.mark.parametrize(
    ("label", "value", "standard"),
    [
        ("索 引 号", "330799-01-02-2024-00031", "索引号"),
        ("索引号", "JA001-0303-2024-0005", "索引号"),
        ("信息索引号", "11330799002345678A/2024-00031", "索引号"),
        ("文　　号", "岚政办发〔2024〕12号", "文号"),
        ("发文字号", "岚政办发[2024]12号", "文号"),
        ("文 件 编 号", "岚政办发（2024）12号", "文号"),
    ],
)
def test_t49_spellings_of_labels(label: str, value: str, standard: str) -> None:
    rows = f"<tr><td>{label}</td><td>{value}</td><td>发布日期</td><td>2024-03-12</td></tr>"
    article = read_page(tables(f"<table>{rows}</table><h1>{TITLE}</h1>{TEXT}").encode(), ARTICLE).article
    assert article is not None
    assert value in article.fields.values()
    assert article.fields.get(standard) == value


def test_t49_the_table_twice_is_one() -> None:
    """D4: the table stands once open and once folded away."""
    page = trs(
        f"<div style='display:none'>{BUILDS['cells']}</div>{BUILDS['cells']}<h1>{TITLE}</h1><div>{TEXT}</div>"
    )
    seen = inspect(page, ARTICLE)
    assert (seen["title"], seen["published"]) == (TITLE, "2024-03-12")


def test_t49_a_table_of_the_body_is_no_field_table() -> None:
    body = (
        TEXT
        + "<table><tr><td>名称</td><td>单位</td><td>成文日期</td></tr><tr><td>灭火器</td><td>个</td><td>2019-01-02</td></tr></table>"
    )
    seen = inspect(trs(story(body)), ARTICLE)
    assert (seen["title"], seen["published"], seen["source"]) == (TITLE, "2024-03-12T10:20", "岚溪县林业局")
    article = read_page(trs(story(body)).encode(), ARTICLE).article
    assert article is not None
    assert article.written is None


def test_t49_an_organ_code_is_no_phone_and_no_date() -> None:
    page = trs(BUILDS["cells"] + f"<h1>{TITLE}</h1>{TEXT}", foot="<p>主办：岚溪县人民政府办公室</p>")
    assert inspect(page, ARTICLE)["footer"]["contact"] is None


@pytest.mark.parametrize(
    "heads",
    [
        "<tr><th>序号</th><th>索引号</th><th>信息名称</th><th>发布日期</th></tr>",
        "<tr><td>编号</td><td>索引号</td><td>标题</td><td>生成日期</td></tr>",
    ],
)
def test_t49_a_directory_of_such_files_is_a_list(heads: str) -> None:
    rows = "".join(
        f"<tr><td>{n}</td><td>330799-2024-0000{n}</td><td><a href='/a/{n}.html'>关于第{n}号工程的通知</a></td><td>2024-03-0{n}</td></tr>"
        for n in (3, 2, 1)
    )
    seen = inspect(trs(f"<table>{heads}{rows}</table>"))
    assert seen["kind"] == "column"
    assert [(item["title"], item["date"]) for item in seen["items"]] == [
        (f"关于第{n}号工程的通知", f"2024-03-0{n}") for n in (3, 2, 1)
    ]
