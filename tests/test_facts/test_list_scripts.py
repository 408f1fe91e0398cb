"""Lists kept in arrays of a script, and pagers by form choice or by handlers of links without words."""

from datetime import date

import pytest

from tests.test_facts.page_parts import COLUMN, LIST, ROWS, TRAIL, page, read

EXPECTED = [(title, COLUMN + url, date.fromisoformat(day)) for title, url, day in ROWS]


def _arrays(quote: str = "'", count: str = "i++;") -> str:
    return "".join(
        f"urls[i]={quote}{u}{quote};headers[i]=\"{t}\";year[i]='{d[:4]}';month[i]='{d[5:7]}';day[i]='{d[8:]}';{count}"
        for t, u, d in ROWS
    )


@pytest.mark.parametrize("script", [_arrays(), _arrays(quote='"'), _arrays().replace("]=", "] = ")])
def test_arrays_side_by_side_are_a_list(script: str) -> None:
    writes = "for(var k=0;k<i;k++){document.write('<li><a href='+urls[k]+'>'+headers[k]+'</a></li>')}"
    reading = read(page(f"{TRAIL}<ul><script>var i=0;{script}{writes}</script></ul>"))
    assert [(item.title, item.url, item.date) for item in reading.items] == EXPECTED


def test_arrays_without_addresses_or_of_one_place_are_none() -> None:
    lone = "<script>urls[0]='/a.html';titles[0]='关于开展夏季防汛演练的通知';</script>"
    words = (
        "<script>"
        + "".join(f"titles[{n}]='{t}';colors[{n}]='red';" for n, (t, _, _) in enumerate(ROWS))
        + "</script>"
    )
    assert read(page(TRAIL + lone + words)).items == ()


CHOICE = "<select onchange='location.href=this.value'>{}</select>"
OPTIONS = (
    '<option value="index.html">第1页</option><option value="index_1.html">第2页</option>'
    '<option value="index_2.html">第3页</option>'
)


@pytest.mark.parametrize(
    ("options", "at", "expected"),
    [
        (OPTIONS, "index.html", "index_1.html"),
        (OPTIONS, "", "index_1.html"),
        (OPTIONS, "index_1.html", "index_2.html"),
        (OPTIONS.replace('"index_1.html"', '"index_1.html" selected'), "x.html", "index_2.html"),
        ("<option selected>转到</option>" + OPTIONS, "index.html", "index_1.html"),
        (OPTIONS, "index_2.html", None),
        (
            '<option value="?page=1" selected>1</option><option value="?page=2">2</option>',
            "list.asp",
            "list.asp?page=2",
        ),
        ('<option value="1" selected>1</option><option value="2">2</option>', "list.asp", None),
        ('<option value="/a/">县教育局</option><option value="/b/">县财政局</option>', "list.asp", None),
    ],
)
def test_next_page_of_a_choice(options: str, at: str, expected: str | None) -> None:
    reading = read(page(f"{TRAIL}{LIST}<div>{CHOICE.format(options)}</div>"), COLUMN + at)
    assert reading.next_page == (None if expected is None else COLUMN + expected)


def test_next_page_of_a_link_with_a_title_and_a_handler() -> None:
    link = """<a title="下一页" onclick="queryArticleByCondition(this,'/zwgk/tzgg/4b2c-2.shtml')"></a>"""
    assert read(page(f"{TRAIL}{LIST}<div>{link}</div>")).next_page == COLUMN + "4b2c-2.shtml"


def test_next_page_by_a_form_post_has_no_address() -> None:
    link = """<a href="javascript:__doPostBack('AspNetPager1','2')">下一页</a>"""
    assert read(page(f"{TRAIL}{LIST}<div>{link}</div>")).next_page is None


NUMBERS = '<a href="index_1.html">2</a><a href="index_2.html">3</a><a href="index_9.html">10</a>'


@pytest.mark.parametrize(
    ("pager", "at", "expected"),
    [
        (f"<span>1</span>{NUMBERS}", "", "index_1.html"),
        (f'<a href="index.html" class="active">1</a>{NUMBERS}', "x.html", "index_1.html"),
        (f'<a href="index.html">1</a>{NUMBERS}', "index_1.html", "index_2.html"),
        (f'<a href="index.html">1</a>{NUMBERS}', "index_9.html", None),
        (f'<a href="javascript:;" class="cur">1</a>{NUMBERS} 共10页', "", "index_1.html"),
        (
            f"<ul><li>1</li>{NUMBERS.replace('<a', '<li><a').replace('</a>', '</a></li>')}</ul>",
            "",
            "index_1.html",
        ),
        ('<a href="#">1</a><a href="#">2</a>', "", None),
        (
            '<b>1</b><a href="index_1.html">2</a><a class="p-next" href="index_1.html"></a>',
            "",
            "index_1.html",
        ),
        ('共5页<a class="next" href="index_1.html"></a>', "", "index_1.html"),
        ('<a class="next disabled" href="javascript:;"></a>', "", None),
    ],
)
def test_next_page_of_numbers_and_arrows(pager: str, at: str, expected: str | None) -> None:
    reading = read(page(f'{TRAIL}{LIST}<div class="pagination">{pager}</div>'), COLUMN + at)
    assert reading.next_page == (None if expected is None else COLUMN + expected)


def test_numbers_outside_a_pager_turn_no_pages() -> None:
    numbers = (
        '<div class="focus"><ul><li><a href="a.html">1</a></li><li><a href="b.html">2</a></li></ul></div>'
    )
    assert read(page(f'{TRAIL}{numbers}{LIST}<a class="next" href="c.html"></a>')).next_page is None


@pytest.mark.parametrize(
    "pager",
    [
        '<p>共3页 <b>1</b> <a href="index_1.html">2</a> <a href="index_2.html">3</a></p>',
        '<p><a href="index_1.html"><img src="/images/next.gif"></a></p>',
        '<link rel="next" href="index_1.html">',
    ],
)
def test_next_page_by_the_words_the_picture_or_the_relation(pager: str) -> None:
    assert read(page(f"{TRAIL}{LIST}{pager}")).next_page == COLUMN + "index_1.html"


def test_times_counted_in_thousandths_are_days_in_china() -> None:
    records = ",".join(f'{{"title":"{t}","url":"{u}","publishTime":1622822400000}}' for t, u, _ in ROWS)
    items = read(page(f'{TRAIL}<div id="l"></div><script>var l=[{records}];show(l)</script>')).items
    assert {item.date for item in items} == {date(2021, 6, 5)}
