"""T3: paging by a data interface: rows stand in `<recordset><record><![CDATA[…]]>` inside a script of the page."""

import pytest

from tests.test_traps.pages import COLUMN, SITE, dated, inspect, trs

DAYS = [(f"岚溪县关于第{n}批项目的公示", f"2022-11-0{n}") for n in range(1, 7)]
ADDRESSES = [f"/art/2022/11/{n}/art_11_{700 + n}.html" for n in range(1, 7)]
NEXT = '<nextgroup><![CDATA[<a href="/module/web/jpage/dataproxy.jsp?page=1&webid=5&unitid=31"></a>]]></nextgroup>'
ROW = "<li><a href='{url}' target=_blank title='{title}'>{title}</a><span>{day}</span></li>"
CELLS = (
    "<tr><td width=20><img src='/i.gif'></td><td><a style='font-size:9pt' href='{url}'>{title}</a></td>"
    "<td class='dt'>[{day}]</td></tr>"
)
SHORT = "<li><b>{short}</b><a href='{url}'>{title}</a></li>"


def rows(form: str) -> list[str]:
    return [
        form.format(title=title, day=day, short=day[5:], url=url)
        for (title, day), url in zip(DAYS, ADDRESSES, strict=True)
    ]


def records(form: str = ROW) -> str:
    return "".join(f"<record><![CDATA[{row}]]></record>" for row in rows(form))


def island(data: str, before: str = NEXT) -> str:
    return (
        f'<div id="31"><script type="text/xml"><datastore>\n{before}<recordset>{data}</recordset></datastore></script>'
        "</div><script src='/script/jpage.js'></script><script>$('#31').jpage({perPage:15,totalRecord:90})</script>"
    )


@pytest.mark.parametrize(
    "markup",
    [
        island(records()),
        island(records(CELLS)),
        island(records(SHORT)),
        island(records().replace("<record>", "\n  <record>\n ")),
        island(records(), ""),
        island(f"<record><![CDATA[{''.join(rows(ROW))}]]></record>"),
        island(records()).replace('type="text/xml"', "type='text/XML' language=javascript"),
        f"<div id=31 style='display:none'><datastore><recordset>{records()}</recordset></datastore></div>",
        "<script>var xml='<datastore><recordset>"
        + records().replace("'", '"')
        + "</recordset></datastore>';</script>",
    ],
    ids=[
        "list",
        "table",
        "no-year",
        "spaced",
        "no-next",
        "one-record",
        "upper-case",
        "bare-xml",
        "in-a-string",
    ],
)
@pytest.mark.parametrize("charset", ["utf-8", "gbk"])
def test_t03_rows_of_the_island(markup: str, charset: str) -> None:
    seen = inspect(trs(markup).encode(charset))
    assert dated(seen) == DAYS
    assert seen["kind"] == "column"
    links, items = seen["links"], seen["items"]
    assert isinstance(links, list)
    assert isinstance(items, list)
    assert [item["url"] for item in items] == [SITE + url for url in ADDRESSES]
    found = {link["url"]: link["text"] for link in links}
    assert [found[SITE + url] for url in ADDRESSES] == [title for title, _ in DAYS]


def test_t03_what_the_interface_itself_answers() -> None:
    data = f"<?xml version='1.0' encoding='UTF-8'?><datastore>{NEXT}<recordset>{records()}</recordset></datastore>"
    assert dated(inspect(data, f"{SITE}/module/web/jpage/dataproxy.jsp")) == DAYS


@pytest.mark.parametrize(
    "markup", [island(""), f"<!--{island(records())}-->"], ids=["no-records", "commented-out"]
)
def test_t03_no_rows(markup: str) -> None:
    assert inspect(trs(markup))["items"] == []


def test_t03_a_menu_in_an_island_of_its_own_is_no_list() -> None:
    menu = "".join(
        f"<record><![CDATA[<li><a href='/col/{n}/'>{name}</a></li>]]></record>"
        for n, name in enumerate(("机构职能", "领导信息"))
    )
    page = trs(island(records()) + f"<div class=side>{island(menu, '')}</div>")
    assert dated(inspect(page, COLUMN)) == DAYS
