"""`inspect --explain`: where every value came from, and what was read that has no place in the object."""

import json
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from tests.test_facts.page_parts import FOOT, LIST, NAV, TEXT, TRAIL, article, page
from xunjian.app.inspect import inspect_page
from xunjian.cli.inspect import inspect

BASE = "http://www.yunxi.gov.cn/zwgk/tzgg/"
FIELDS = (
    "<table><tr><td>索引号：</td><td>FJ00101-0200-2021-00012</td><td>文号：</td><td>云政〔2021〕5号</td></tr>"
    "<tr><td>成文日期：</td><td>2021-06-01</td><td>主题分类：</td><td>应急管理</td></tr></table>"
)
PINNED = '<ul><li><a href="a.html">[置顶]关于防汛值班的通知</a><span>2020-01-02</span></li>'
FILE = '<p><a href="P1.docx">演练方案.docx</a></p>'


def _notes(result: dict[str, object]) -> dict[str, str]:
    notes = result["explain"]
    assert isinstance(notes, dict)
    assert all(isinstance(note, str) and note for note in notes.values())
    return notes


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An article and a list, as saved from a site, with the script that writes their foot."""
    flat = FOOT.replace("\n", "").replace("'", "\\'").replace("</script>", "<\\/script>")
    (tmp_path / "foot.js").write_text(f"document.write('{flat}')", "utf-8")
    script = "<script src='foot.js'></script>"
    notice = article(TEXT + FILE).replace(FOOT, script).replace("<h1>", f"{FIELDS}<h1>", 1)
    (tmp_path / "t20210605_1.html").write_text(notice, "utf-8")
    column = page(
        NAV + TRAIL + LIST.replace("<ul>", PINNED, 1) + "<a href='index_1.html'>下一页</a>", foot=script
    )
    (tmp_path / "index.html").write_bytes(column.encode("gbk"))
    return tmp_path


@pytest.fixture
def site(folder: Path) -> Iterator[str]:
    class Files(SimpleHTTPRequestHandler):
        def __init__(self, *args: object, **more: object) -> None:
            super().__init__(*args, directory=str(folder), **more)  # type: ignore[arg-type]

        def translate_path(self, path: str) -> str:
            return super().translate_path(path.removeprefix("/zwgk/tzgg"))

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Files)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/zwgk/tzgg/"
    server.shutdown()
    thread.join()
    server.server_close()


def _of_article(result: dict[str, object]) -> None:
    notes = _notes(result)
    assert notes["kind"].startswith("文章页：")
    assert notes["published"].startswith("第 ")
    assert notes["source"] == "页面“来源”文字"
    assert notes["written"] == "成文日期 2021-06-01，取自字段表“成文日期”，不作发布日期"
    assert "索引号：FJ00101-0200-2021-00012" in notes["fields"]
    assert "文号：云政〔2021〕5号" in notes["fields"]
    assert "1 个：演练方案.docx" in notes["attachments"]
    assert notes["body_chars"].startswith("正文 ")
    assert "当前位置" in notes["breadcrumb"]
    for name in ("icp", "police", "site_code", "sponsor", "contact"):
        assert notes[f"footer.{name}"].startswith("页脚脚本：“"), name
    assert "footer.unread" not in notes


def _of_list(result: dict[str, object]) -> None:
    items, notes = result["items"], _notes(result)
    assert isinstance(items, list)
    assert notes["charset"].startswith("字节实为 gb18030，页面声明为 ")
    assert notes["kind"].startswith("栏目页：")
    assert notes["items"] == f"{len(items)} 条；日期：列表（第 1–{len(items)} 条）"
    assert notes["pinned"] == "置顶：第 1 条"
    assert notes["next_page"] == "“下一页”链接"
    assert notes["heading"]
    assert "主导航" in notes["columns"]
    assert "href" in notes["links"]
    assert notes["title"].startswith("不是文章页")


def test_an_article_and_a_list_from_files(folder: Path) -> None:
    _of_article(inspect_page(str(folder / "t20210605_1.html"), BASE + "t20210605_1.html", explain=True))
    _of_list(inspect_page(str(folder / "index.html"), BASE, explain=True))


def test_an_article_and_a_list_from_an_address(site: str) -> None:
    _of_article(inspect_page(site + "t20210605_1.html", allow_private=True, explain=True))
    _of_list(inspect_page(site + "index.html", allow_private=True, explain=True))


def test_what_was_not_found_and_what_was_not_read_is_said(tmp_path: Path) -> None:
    target = tmp_path / "a.html"
    target.write_text(page("<p>x</p><script src='/gone.js'></script>", foot=""), "utf-8")
    notes = _notes(inspect_page(str(target), explain=True))
    assert notes["footer.icp"] == "没有找到，可能在没有读到的脚本、框架或网页部分里"
    assert notes["footer.unread"] == "没有读到：gone.js"
    target.write_text(page("<p>x</p>", foot=""), "utf-8")
    assert _notes(inspect_page(str(target), explain=True))["footer.icp"] == "没有找到"


def test_labels_are_told_one_by_one(tmp_path: Path) -> None:
    target = tmp_path / "a.html"
    target.write_text('<meta name="sitename" content="某县"><meta name="PubDate" content=""><p>x', "utf-8")
    notes = _notes(inspect_page(str(target), explain=True))
    assert notes["labels.SiteName"] == '<meta name="SiteName">'
    assert notes["labels.PubDate"] == '<meta name="PubDate">，内容为空'


def test_a_page_too_large_says_how_much_was_left_out(tmp_path: Path) -> None:
    target = tmp_path / "a.html"
    target.write_text(page("<b>字</b>" * 200_000), "utf-8")
    assert "个字符没有读" in _notes(inspect_page(str(target), explain=True))["left_out"]


def test_the_command_explains_only_when_asked(folder: Path) -> None:
    app = typer.Typer()
    app.command()(inspect)
    target = str(folder / "index.html")
    plain = json.loads(CliRunner().invoke(app, [target]).stdout)
    told = json.loads(CliRunner().invoke(app, [target, "--explain"]).stdout)
    assert "explain" not in plain
    assert told.pop("explain")["footer.icp"].startswith("页脚脚本")
    assert told == plain
