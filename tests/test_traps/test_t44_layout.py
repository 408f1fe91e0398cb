"""T44: layouts of old: tables in tables, `font`, missing `</td>`, lists by `<br>`; padding by blanks nobody sees."""

import pytest

from tests.test_traps.pages import (
    ARTICLE,
    FOOTER,
    ITEMS,
    MENU,
    ROWS,
    SITE,
    TEXT,
    TITLE,
    Maker,
    columns_of,
    inspect,
    listing,
    modern,
    rows_of,
    story,
    tables,
    trs,
)  # fmt: skip


def _lines(row: str, between: str = "") -> str:
    return between.join(
        row.format(url=url, title=title, day=day, month_day=day[5:]) for title, url, day in ROWS
    )


@pytest.mark.parametrize(
    "markup",
    [
        _lines("·<a href='{url}'>{title}</a> ({day})<br>"),
        _lines("<a href='{url}'>{title}</a>&nbsp;&nbsp;&nbsp;&nbsp;{day}", "<br/><br/>"),
        _lines(
            "<img src='/dot.gif'> <a href={url} target=_blank><font color=#333333>{title}</font></a> <font color=gray>[{day}]</font><br>"
        ),
        "<p>" + _lines("{day}　<a href='{url}'>{title}</a><br>") + "</p>",
        "<font size=2>"
        + _lines("◆ <a href='{url}'>{title}</a><font color=red>　{day}</font><br>")
        + "</font>",
        "<table>" + _lines("<tr><td>·<td><a href='{url}'>{title}</a><td>{day}") + "</table>",
        "<table><tr><td><table>"
        + _lines(
            "<tr><td width=20><img src=/d.gif></td><td><a href='{url}'>{title}</a></td><td align=right>{day}</td></tr><tr><td colspan=3 background=/line.gif height=1></td></tr>"
        )
        + "</table></td></tr></table>",
        _lines("<table width=100%><tr><td><a href='{url}'>{title}</a></td><td>{day}</td></tr></table>"),
        "<TABLE><TBODY>"
        + _lines(
            "<TR><TD><A href='{url}'><SPAN style='FONT-SIZE: 12px'>{title}</SPAN></A></TD><TD><FONT face=Arial>{day}</FONT></TD>"
        )
        + "</TBODY></TABLE>",
        "<ul>" + _lines("<li><a href='{url}'>{title}</a><span>{day}</span>") + "</ul>",
        "<dl>" + _lines("<dt><a href='{url}'>{title}</a><dd>{day}") + "</dl>",
        "<center>" + _lines("<div align=left><a href='{url}'>{title}</a>……{day}</div>") + "</center>",
        "<td>" + _lines("<tr><td><a href='{url}'>{title}</a></td><td>{day}</td></tr>") + "</td>",
        "<table border=0><tr><td>" + _lines("<p><a href='{url}'>{title}</a>　{day}") + "</table>",
    ],
)
@pytest.mark.parametrize("maker", [trs, tables], ids=["boxes", "tables"])
def test_t44_lists_in_the_layouts_of_old(maker: Maker, markup: str) -> None:
    seen = inspect(maker(markup))
    assert seen["kind"] == "column"
    assert rows_of(seen) == ITEMS
    assert columns_of(seen) == [(name, SITE + url) for name, url in MENU]


@pytest.mark.parametrize(
    "title",
    [
        "&nbsp;&nbsp;关于做好春季森林防火工作的通知&nbsp;",
        "　　关于做好春季森林防火工作的通知　",
        "\u200b关于做好春季\u200b森林防火工作的通知\ufeff",
        "关于做好春季&#8203;森林防火工作的&#xFEFF;通知",
        "<font color=red><b>关于做好春季森林防火</b></font>工作的通知",
        "<span>关于做好</span><span>春季森林防火工作的通知</span>",
        "\u00ad关于做好春季森林防火\u2060工作的通知\u200e",
        "<o:p></o:p>关于做好春季森林防火工作的通知<o:p>&nbsp;</o:p>",
    ],
)
def test_t44_padding_of_titles(title: str) -> None:
    rows = [
        (title, url, day) if place == 0 else (name, url, day) for place, (name, url, day) in enumerate(ROWS)
    ]
    assert rows_of(inspect(trs(listing(rows)))) == ITEMS
    assert inspect(modern(story(title=title)), ARTICLE)["title"] == TITLE


def test_t44_two_line_title() -> None:
    seen = inspect(trs(story(title="岚溪县林业局<br>关于做好春季森林防火工作的通知")), ARTICLE)
    assert str(seen["title"]).replace(" ", "") == "岚溪县林业局关于做好春季森林防火工作的通知"


@pytest.mark.parametrize(
    "main",
    [
        f"<table width=100%><tr><td align=center><font size=5><b>{TITLE}</b></font><tr><td align=center>发布时间：2024-03-12&nbsp;10:20&nbsp;&nbsp;&nbsp;来源：岚溪县林业局<tr><td>{TEXT}</table>",
        f"<center><FONT face=黑体 size=6>{TITLE}</FONT></center><hr><center>来源：岚溪县林业局　2024年3月12日 10:20</center><br>{TEXT}",
        f"<table><tr><td class='title'>{TITLE}</td></tr><tr><td><table><tr><td>日期：2024-03-12 10:20</td><td>来源：岚溪县林业局</td><td>点击：12</td></tr></table></td></tr><tr><td>{TEXT}</td></tr></table>",
        f"<div class=bt>{TITLE}</div><div>发布&nbsp;时间：\u200b2024-03-12\u00a010:20　来&nbsp;&nbsp;源：岚溪县林业局\u200b</div>{TEXT}",
    ],
)
def test_t44_articles_in_the_layouts_of_old(main: str) -> None:
    seen = inspect(tables(main), ARTICLE)
    assert (seen["kind"], seen["title"]) == ("article", TITLE)
    assert (seen["published"], seen["source"]) == ("2024-03-12T10:20", "岚溪县林业局")


def test_t44_footer_padded_and_broken() -> None:
    foot = (
        "<TABLE><TR><TD>主&nbsp;办：岚溪县人民政府办公室&nbsp;&nbsp;&nbsp;&nbsp;联系电话：0579-\u200b88112233<BR>"
        "网站标识码：<font>33079</font><font>90002</font>　浙ICP备\u00a011223344号-1<TR><TD>浙公网安备\u3000"
        "<a href='http://www.beian.gov.cn/'>33079902000017</a>号"
        "<a href=\"javascript:Link('3307990002')\">我为政府网站<br>找错</a>"
        "<a href='http://bszs.conac.cn/sitename?method=show&id=0123456789ABCDEF0123456789ABCDEF'>标识</a></TABLE>"
    )
    seen = inspect(tables(story(), foot=foot), ARTICLE)["footer"]
    assert {
        key: value.replace(" ", "") if isinstance(value, str) else value for key, value in seen.items()
    } == FOOTER


def test_t44_nested_ten_tables_deep() -> None:
    markup = listing()
    for _ in range(10):
        markup = f"<table><tr><td>{markup}</td></tr></table>"
    assert rows_of(inspect(tables(markup))) == ITEMS


def test_t44_three_cells_side_by_side_are_three_lists() -> None:
    cells = "".join(
        f"<td valign=top><b>{name}</b><br>"
        + "".join(
            f"·<a href='/{name}/{n}.html'>{name}第{n}号文件的通知</a> 2024-03-0{n}<br>" for n in (3, 2, 1)
        )
        for name in ("林业", "水利")
    )
    seen = rows_of(inspect(tables(f"<table><tr>{cells}</table>")))
    assert [title for title, _, _ in seen] == [
        f"{name}第{n}号文件的通知" for name in ("林业", "水利") for n in (3, 2, 1)
    ]
    assert [day for _, _, day in seen] == [f"2024-03-0{n}" for n in (3, 2, 1)] * 2


def test_t44_a_table_for_each_row_with_the_day_below_the_title() -> None:
    lines = "".join(
        f"<table><tr><td><img src=d.gif><a href='{url}'>{title}</a></td></tr><tr><td align=right>{day}</td></tr></table><hr>"
        for title, url, day in ROWS
    )
    assert rows_of(inspect(tables(lines))) == ITEMS
    assert rows_of(inspect(trs(lines))) == ITEMS
