"""T30: attachments with Chinese names: percent-encoded from GBK, as raw GBK bytes, in `filename*=GB2312''…`.

The name is shown readable whatever its charset; the address is asked for as it stands first, and a 404 is no fault before
the other encoding was tried too.
"""

from pathlib import Path
from urllib.parse import quote

import pytest

from tests.test_crawler.loopback import Reply, Route, crawl, serving
from tests.test_traps.pages import ARTICLE, SITE, TEXT, files_of, inspect, modern, story, tables, trs
from xunjian.model.observation import Outcome

NAME = "护林员名册"
FOLDER = ARTICLE.rsplit("/", 1)[0] + "/"
GBK, UTF8 = quote(NAME.encode("gbk")), quote(NAME)


def _with(link: str) -> str:
    return story(TEXT + f"<p>附件：{link}</p>")


@pytest.mark.parametrize(
    ("href", "url"),
    [
        (f"{GBK}.doc", f"{FOLDER}{GBK}.doc"),
        (f"{GBK.lower()}.doc", f"{FOLDER}{GBK}.doc"),
        (f"{UTF8}.doc", f"{FOLDER}{UTF8}.doc"),
        (f"{NAME}.doc", f"{FOLDER}{UTF8}.doc"),
        (f"files/{NAME} (1).doc", f"{FOLDER}files/{UTF8}%20(1).doc"),
        (f"/upload/{GBK}/1.xls", f"{SITE}/upload/{GBK}/1.xls"),
    ],
    ids=["gbk", "gbk lower case", "utf-8", "characters", "blank", "folder"],
)
def test_t30_address_of_a_named_file(href: str, url: str) -> None:
    got = files_of(inspect(trs(_with(f"<a href='{href}'>护林员名册</a>")), ARTICLE))
    assert [(title, address.upper()) for title, address in got] == [("护林员名册", url.upper())]


@pytest.mark.parametrize("charset", ["gb2312", "gbk", "gb18030", "utf-8"])
def test_t30_raw_bytes_in_an_address(charset: str) -> None:
    """In a path a browser sends UTF-8 whatever the page's charset; in a query the page's own charset."""
    page = tables(
        _with(f"<a href='{NAME}.doc'>名册</a> <a href='/down.jsp?file={NAME}.xls'>表</a>"),
        head=f"<meta charset={charset}>",
    )
    got = [address for _, address in files_of(inspect(page.encode(charset), ARTICLE))]
    assert got[0] == f"{FOLDER}{UTF8}.doc"
    assert got[1].upper() == f"{SITE}/down.jsp?file={UTF8 if charset == 'utf-8' else GBK}.xls".upper()


@pytest.mark.parametrize(
    ("link", "title"),
    [
        (f"<a href='{GBK}.doc'><img src='/doc.gif'></a>", f"{NAME}.doc"),
        (f"<a href='{UTF8}.doc'><img src='/doc.gif'></a>", f"{NAME}.doc"),
        (f"<a href='/down.jsp?file={GBK}.doc'></a>", f"{NAME}.doc"),
        (f"<a href='{GBK}.doc'><img src='/doc.gif' alt=''></a>", f"{NAME}.doc"),
    ],
    ids=["gbk", "utf-8", "query", "empty alt"],
)
def test_t30_a_file_without_words_is_called_by_its_name(link: str, title: str) -> None:
    assert files_of(inspect(modern(_with(link)), ARTICLE))[0][0] == title


def test_t30_the_other_encoding_is_tried_before_a_file_is_called_broken(tmp_path: Path) -> None:
    doc = Reply(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), headers={"Content-Type": "application/msword"}
    )
    page = (
        "<html><body>"
        + "".join(
            f'<a href="/{folder}/{name}.doc">附件</a>'
            for folder, name in (("a", GBK), ("b", UTF8), ("c", UTF8))
        )
        + "</body></html>"
    )
    routes: dict[str, Route] = {"/": page, f"/a/{UTF8}.doc": doc, f"/b/{GBK}.doc": doc}
    with serving(routes) as site:
        snapshot = crawl(site.url, tmp_path / "s.sqlite")
        ends = {}
        for fetch in snapshot.fetches():
            ends[fetch.url.removeprefix(site.url)[:2]] = fetch.outcome
        snapshot.close()
    assert (ends["/a"], ends["/b"]) == (Outcome.OK, Outcome.OK)
    assert ends["/c"] is Outcome.FAILED


@pytest.mark.parametrize(("page", "name"), [("utf-8", "gbk"), ("gbk", "utf-8")])
def test_t30_a_name_in_the_bytes_of_the_other_charset(page: str, name: str) -> None:
    markup = trs(_with("<a href='@.doc'>名册</a>")).encode(page).replace(b"@", NAME.encode(name))
    seen = inspect(markup, ARTICLE)
    assert files_of(seen) == [("名册", f"{FOLDER}{UTF8}.doc")]
    assert "\ufffd" not in str(seen)
