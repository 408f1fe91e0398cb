"""T51: the same words in full width and in half width: `：` and `:`, `（）` and `()`, `２０２４` and `2024`, U+3000 and blanks.

Rule words and page words are folded before they are compared; either spelling reads alike.
"""

import unicodedata

import pytest

from tests.test_traps.pages import (
    ARTICLE,
    COLUMN,
    FOOT,
    FOOTER,
    ITEMS,
    ROWS,
    TEXT,
    TITLE,
    Maker,
    each_maker,
    inspect,
    listing,
    rows_of,
    story,
    trs,
)  # fmt: skip


def _wide(text: str) -> str:
    """ASCII letters, digits and marks as full-width forms."""
    return "".join(
        chr(ord(each) + 0xFEE0) if "!" <= each <= "~" else "\u3000" if each == " " else each for each in text
    )


def _fold(text: object) -> str:
    return unicodedata.normalize("NFKC", str(text)).replace(" ", "")


@each_maker
def test_t51_page_folded_to_half_width(maker: Maker) -> None:
    page = unicodedata.normalize("NFKC", maker(story()))
    seen = inspect(page, ARTICLE)
    assert (seen["kind"], seen["title"]) == ("article", TITLE)
    assert (seen["published"], seen["source"]) == ("2024-03-12T10:20", "岚溪县林业局")
    assert seen["footer"] == FOOTER
    assert seen["breadcrumb"] == ["首页", "政务公开", "通知公告"]


@each_maker
@pytest.mark.parametrize(
    "info",
    [
        "发布时间：２０２４－０３－１２　１０：２０　来源：岚溪县林业局",
        "发布时间：２０２４年３月１２日　１０：２０　来源：岚溪县林业局　浏览次数：３６",
        "发布时间:2024-03-12 10:20 来源:岚溪县林业局",
        "发布时间︰2024/03/12 10:20　来源﹕岚溪县林业局",
        "发布时间: 2024．03．12 10：20 来源 : 岚溪县林业局",
        "（发布时间：2024年03月12日10时20分　来源：岚溪县林业局）",
        "(发布时间:2024年03月12日10:20 来源:岚溪县林业局)",
        "【发布时间：2024-03-12 10:20】　【来源：岚溪县林业局】　【字号：大　中　小】",
        "[发布时间:2024-03-12 10:20] [来源:岚溪县林业局] [字号:大 中 小]",
    ],
)
def test_t51_line_of_facts_in_either_width(maker: Maker, info: str) -> None:
    seen = inspect(maker(story(info=info)), ARTICLE)
    assert (seen["published"], seen["source"]) == ("2024-03-12T10:20", "岚溪县林业局")


@each_maker
@pytest.mark.parametrize(
    "foot",
    [
        "主办单位：岚溪县人民政府办公室　联系电话：０５７９－８８１１２２３３<br>网站标识码：３３０７９９０００２　浙ＩＣＰ备１１２２３３４４号－１　浙公网安备３３０７９９０２００００１７号",
        "主办单位:岚溪县人民政府办公室 联系电话:0579-88112233<br>网站标识码:3307990002 浙ICP备11223344号-1 浙公网安备33079902000017号",
        "主办单位﹕岚溪县人民政府办公室；联系电话﹕0579—88112233；<br>网站标识码﹕3307990002；备案号﹕浙ICP备11223344号－1；浙公网安备 33079902000017号",
        "【主办单位】岚溪县人民政府办公室　【联系电话】0579-88112233　【网站标识码】3307990002　【备案序号】浙ICP备11223344号-1　【公安备案】浙公网安备33079902000017号",
        "主 办 单 位 ： 岚溪县人民政府办公室 | 联 系 电 话 ： 0579-88112233 | 网 站 标 识 码 ： 3307990002 | 浙ICP备11223344号-1 | 浙公网安备 33079902000017号",
    ],
    ids=["full", "half", "small", "brackets", "spaced"],
)
def test_t51_footer_in_either_width(maker: Maker, foot: str) -> None:
    seen = inspect(maker(listing(), foot=f"<p>{foot}</p>"))["footer"]
    for field in ("icp", "police", "site_code", "sponsor", "contact"):
        assert _fold(seen[field]).replace("—", "-") == FOOTER[field], field


@each_maker
@pytest.mark.parametrize(
    "day", ["{y}－{m}－{d}", "［{y}－{m}－{d}］", "（{y}／{m}／{d}）", "{y}年{m}月{d}日", "{y}．{m}．{d}"]
)
def test_t51_days_of_rows_in_full_width(maker: Maker, day: str) -> None:
    rows = []
    for title, url, iso in ROWS:
        y, m, d = (_wide(part) for part in iso.split("-"))
        rows.append((title, url, day.format(y=y, m=m, d=d)))
    assert rows_of(inspect(maker(listing(rows)))) == ITEMS


@pytest.mark.parametrize(
    "number",
    [
        "〔2024〕5号",
        "[2024]5号",
        "（2024）5号",
        "(2024)5号",
        "［２０２４］５号",
        "【2024】5号",
        "〔2024〕3-12号",
        "〔２０２４〕１２号",
    ],
)
def test_t51_a_document_number_is_no_day_in_any_width(number: str) -> None:
    title = f"岚溪县人民政府关于印发方案的通知（岚政发{number}）"
    rows = [(title, "/zwgk/tzgg/a.html", ""), ("岚溪县2024年义务教育招生公告", "/zwgk/tzgg/b.html", "")]
    assert [day for _, _, day in rows_of(inspect(trs(listing(rows))))] == [None, None]
    seen = inspect(
        trs(f"<h1>{title}</h1><div>岚政发{number}</div><div class='content'>{TEXT}</div>"), COLUMN + "a.html"
    )
    assert seen["published"] is None


@pytest.mark.parametrize(
    "pager",
    [
        "<div>共３页　当前第１页　<a href='index_1.html'>下一页</a></div>",
        "<div><a href='index.html'>１</a> <a href='index_1.html'>２</a> <a href='index_2.html'>３</a> <a href='index_1.html'>＞</a></div>",
        "<div>[<a href='index_1.html'>下页</a>] [<a href='index_2.html'>尾页</a>]</div>",
        "<div>［首页］［上一页］［<a href='index_1.html'>下一页</a>］［<a href='index_2.html'>末页</a>］</div>",
        "<div><a href='index_1.html'>下一页＞＞</a></div>",
    ],
)
def test_t51_pagers(pager: str) -> None:
    assert inspect(trs(listing() + pager), COLUMN)["next_page"] == COLUMN + "index_1.html"


@pytest.mark.parametrize("mark", [">", "＞", "›", "»", "→", "/", "／", "|", "｜", "-&gt;", ">>", "·", "—"])
def test_t51_steps_of_a_breadcrumb(mark: str) -> None:
    steps = f" {mark} ".join(
        f"<a href='{url}'>{name}</a>"
        for name, url in (("首页", "/"), ("政务公开", "/zwgk/"), ("通知公告", "/zwgk/tzgg/"))
    )
    for label in ("当前位置：", "当前位置:", "您所在的位置：", "您的位置 :", "【当前位置】"):
        assert inspect(trs(f"<div>{label}{steps}</div>" + listing(), trail=()))["breadcrumb"] == [
            "首页",
            "政务公开",
            "通知公告",
        ]


def test_t51_title_keeps_its_own_width() -> None:
    title = "关于开展“平安岚溪”（2024）活动的通知：ＡＢＣ"
    assert _fold(inspect(trs(story(title=title)), ARTICLE)["title"]) == _fold(title)


def test_t51_foot_of_the_frame_is_whole() -> None:
    assert inspect(trs(listing(), foot=FOOT))["footer"] == FOOTER


@pytest.mark.parametrize(
    ("foot", "field", "shown"),
    [
        ("浙公网安备：33079902000017号", "police", "浙公网安备：33079902000017号"),
        ("浙ＩＣＰ备１１２２３３４４号－１", "icp", "浙ICP备11223344号－1"),
        ("联系电话：（０５７９）８８１１２２３３", "contact", "（0579）88112233"),
        ("网站标识码：３３０７９９０００２", "site_code", "3307990002"),
    ],
)
def test_t51_footer_numbers_are_shown_as_written_but_for_wide_digits_and_letters(
    foot: str, field: str, shown: str
) -> None:
    assert inspect(trs(listing(), foot=f"<p>{foot}</p>"))["footer"][field] == shown
