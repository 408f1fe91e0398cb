"""T24: pages in traditional characters (converted, or of a traditional site) read as simplified ones do.

Words are matched after folding; what is shown stays as written. Characters that fold apart (發/髮, 後/后, 復/複)
must not keep a word from being known.
"""

import unicodedata

import pytest

from tests.test_traps.pages import (
    ARTICLE,
    COLUMN,
    SITE,
    Maker,
    each_maker,
    files_of,
    inspect,
    rows_of,
    tables,
    trs,
)

FOOT = (
    "<p>主辦單位：嵐溪縣人民政府辦公室　聯繫電話：0579-88112233</p>"
    "<p>政府網站標識碼：3307990002　浙ICP備11223344號-1　浙公網安備33079902000017號</p>"
    "<a href='http://bszs.conac.cn/sitename?method=show&id=0123456789ABCDEF0123456789ABCDEF'><img src='/blue.png'></a>"
    "<a href='https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=3307990002'>我為政府網站找錯</a>"
)
TRAIL = (("首頁", "/"), ("政務公開", "/zwgk/"), ("通知公告", "/zwgk/tzgg/"))
BODY = (
    "<p>　　當前氣候乾燥，風力較大，森林防火進入緊要期。各鄉鎮要落實責任，加強野外火源管理，嚴禁違規用火。</p>"
    "<p>　　各護林隊要堅持每日巡護，遇有火情立即上報並組織撲救，確保人員安全。</p>"
)
TITLE = "關於做好春季森林防火工作的通知"


@each_maker
def test_t24_footer_in_traditional_characters(maker: Maker) -> None:
    seen = inspect(maker(f"<h1>{TITLE}</h1>{BODY}", trail=TRAIL, foot=FOOT))
    assert seen["footer"] == {
        "icp": "浙ICP備11223344號-1",
        "police": "浙公網安備33079902000017號",
        "site_code": "3307990002",
        "sponsor": "嵐溪縣人民政府辦公室",
        "contact": "0579-88112233",
        "party_badge": True,
        "error_report": True,
    }


@pytest.mark.parametrize(
    ("foot", "field", "value"),
    [
        ("<p>主辦：嵐溪縣人民政府　承辦：嵐溪縣大數據中心</p>", "sponsor", "嵐溪縣人民政府"),
        ("<p>主辦單位︰嵐溪縣財政局　技術支持：某某公司</p>", "sponsor", "嵐溪縣財政局"),
        ("<p>網站主辦單位:嵐溪縣發展和改革局</p>", "sponsor", "嵐溪縣發展和改革局"),
        ("<p>聯絡電話：（0579）88112233</p>", "contact", "（0579）88112233"),
        ("<p>電話：0579－88112233　傳真：0579－88112244</p>", "contact", "0579－88112233"),
        ("<p>網站標識碼:bm12340001</p>", "site_code", "bm12340001"),
        ("<p>備案號：浙ICP備11223344號</p>", "icp", "浙ICP備11223344號"),
        ("<p>浙公網安備 33079902000017 號</p>", "police", "浙公網安備 33079902000017 號"),
        ("<p>公安機關備案號：33079902000017</p>", "police", "33079902000017"),
        ("<p>蘇ICP備11223344號</p>", "icp", "蘇ICP備11223344號"),
        ("<p>瓊公網安備46010002000017號</p>", "police", "瓊公網安備46010002000017號"),
        ("<p>版權所有：嵐溪縣人民政府　維護：嵐溪縣大數據中心</p>", "sponsor", None),
    ],
)
def test_t24_footer_spellings(foot: str, field: str, value: str | None) -> None:
    seen = inspect(trs(f"<h1>{TITLE}</h1>{BODY}", trail=TRAIL, foot=foot))["footer"][field]
    assert unicodedata.normalize("NFKC", seen or "").replace(" ", "") == unicodedata.normalize(
        "NFKC", value or ""
    ).replace(" ", "")


@pytest.mark.parametrize(
    ("info", "published", "source"),
    [
        ("發布時間：2024-03-12 10:20　來源：嵐溪縣林業局", "2024-03-12T10:20", "嵐溪縣林業局"),
        ("發佈日期：2024年3月12日　信息來源：嵐溪縣林業局　瀏覽次數：12", "2024-03-12", "嵐溪縣林業局"),
        ("來源：嵐溪縣林業局　發佈時間︰2024/03/12　字體：［大 中 小］", "2024-03-12", "嵐溪縣林業局"),
        ("發表時間：2024-03-12　訊息來源：嵐溪縣林業局　點擊數：36", "2024-03-12", "嵐溪縣林業局"),
        ("日期：二○二四年三月十二日　稿件來源：嵐溪縣林業局", "2024-03-12", "嵐溪縣林業局"),
        ("文章來源：嵐溪縣林業局　更新時間：2024-03-12　責任編輯：某某", "2024-03-12", "嵐溪縣林業局"),
    ],
)
def test_t24_line_of_facts(info: str, published: str, source: str) -> None:
    main = f"<h1>{TITLE}</h1><div class='info'>{info}</div><div class='content'>{BODY}</div>"
    seen = inspect(trs(main, trail=TRAIL, foot=FOOT), ARTICLE)
    assert (seen["kind"], seen["title"]) == ("article", TITLE)
    assert (seen["published"], seen["source"]) == (published, source)
    assert seen["breadcrumb"] == ["首頁", "政務公開", "通知公告"]


def test_t24_column_with_pager_and_columns() -> None:
    rows = [
        (TITLE, "/zwgk/tzgg/202403/t20240312_1.html", "2024-03-12"),
        ("嵐溪縣2024年義務教育招生公告", "/zwgk/tzgg/202402/t20240226_2.html", "2024-02-26"),
        ("關於複審後恢復髮型行業協會登記的公示", "/zwgk/tzgg/202401/t20240109_3.html", "2024-01-09"),
    ]
    lines = "".join(f"<li><a href='{url}'>{title}</a><span>[{day}]</span></li>" for title, url, day in rows)
    pager = "<div class='page'>共3頁　<a href='index.html'>首頁</a> <a href='index_1.html'>下一頁</a> <a href='index_2.html'>尾頁</a></div>"
    seen = inspect(trs(f"<h2>通知公告</h2><ul>{lines}</ul>{pager}", trail=TRAIL, foot=FOOT))
    assert seen["kind"] == "column"
    assert rows_of(seen) == [(title, SITE + url, day) for title, url, day in rows]
    assert seen["next_page"] == COLUMN + "index_1.html"


@pytest.mark.parametrize(
    "link",
    ["附件：嵐溪縣護林員名冊.doc", "點擊下載：嵐溪縣護林員名冊.doc", "附件1.嵐溪縣護林員名冊"],
)
def test_t24_attachment_in_traditional_characters(link: str) -> None:
    body = f"{BODY}<p><a href='P020240312.doc'>{link}</a></p>"
    main = f"<h1>{TITLE}</h1><div>發布時間：2024-03-12</div><div class='content'>{body}</div>"
    seen = inspect(tables(main, trail=TRAIL), ARTICLE)
    assert [url for _, url in files_of(seen)] == [ARTICLE.rsplit("/", 1)[0] + "/P020240312.doc"]


@pytest.mark.parametrize("charset", ["utf-8", "gb18030", "big5hkscs"])
def test_t24_in_any_charset(charset: str) -> None:
    main = (
        f"<h1>{TITLE}</h1><div class='info'>發布時間：2024-03-12　來源：嵐溪縣林業局</div><div>{BODY}</div>"
    )
    declared = {"big5hkscs": "big5", "gb18030": "gbk"}.get(charset, charset)
    page = trs(main, trail=TRAIL, foot=FOOT).replace("charset='utf-8'", f"charset='{declared}'")
    seen = inspect(page.encode(charset, "xmlcharrefreplace"), ARTICLE)
    assert seen["title"] == TITLE
    assert seen["footer"]["sponsor"] == "嵐溪縣人民政府辦公室"


def test_t24_a_page_that_does_not_exist_says_so_in_traditional_characters_too() -> None:
    seen = inspect(trs("<h1>您訪問的頁面不存在或已刪除</h1><p>5秒後返回首頁</p>", trail=()), ARTICLE)
    assert seen["kind"] == "other"
