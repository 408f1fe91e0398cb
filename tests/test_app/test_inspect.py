"""`inspect`: the JSON of the contract, from a file or an address; expected faults in one line."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from tests.test_facts.page_parts import FOOT, LIST, NAV, TEXT, TRAIL, article, page
from xunjian.app.accuracy_pages import measure_pages
from xunjian.app.inspect import inspect_page
from xunjian.cli.inspect import inspect
from xunjian.errors import CollectError, ConfigError, UsageError

KEYS = [
    "url", "charset", "kind", "title", "published", "source", "attachments", "items", "next_page", "columns",
    "breadcrumb", "footer", "labels", "links",
]  # fmt: skip
BASE = "http://www.yunxi.gov.cn/zwgk/tzgg/"


class _Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        flat = FOOT.replace("\n", "").replace("'", "\\'").replace("</script>", "<\\/script>")
        answers = {
            "/": (
                200,
                "text/html",
                page(NAV + TRAIL + LIST, foot="<script src='/foot.js'></script>").encode("gbk"),
            ),
            "/foot.js": (200, "text/javascript", f"document.write('{flat}')".encode("gbk")),
            "/picture": (200, "image/png", b"\x89PNG"),
        }
        if self.path == "/round":
            self.send_response(302)
            self.send_header("Location", "/round")
            self.end_headers()
            return
        status, media, body = answers.get(self.path, (404, "text/html", b"gone"))
        self.send_response(status)
        self.send_header("Content-Type", media)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def _file(tmp_path: Path, markup: str, encoding: str = "utf-8") -> str:
    path = tmp_path / "通知.html"
    path.write_bytes(markup.encode(encoding))
    return str(path)


def test_an_article_from_a_file(tmp_path: Path) -> None:
    target = _file(tmp_path, article(TEXT + '<p><a href="P1.docx">方案</a></p>'), "gbk")
    result = inspect_page(target, BASE + "202106/t20210605_1.html")
    assert list(result) == KEYS
    assert result["kind"] == "article"
    assert result["charset"] == "gb18030"
    assert result["published"] == "2021-06-05T09:30"
    assert result["attachments"] == [{"title": "方案", "url": BASE + "202106/P1.docx"}]
    assert result["breadcrumb"] == ["首页", "政务公开", "通知公告"]
    assert result["items"] == []
    assert result["next_page"] is None


def test_a_list_from_a_file(tmp_path: Path) -> None:
    result = inspect_page(
        _file(tmp_path, page(NAV + TRAIL + LIST + "<a href='index_1.html'>下一页</a>")), BASE
    )
    assert result["kind"] == "column"
    assert result["title"] is None
    assert result["published"] is None
    items = result["items"]
    assert isinstance(items, list)
    assert items[0] == {
        "title": "关于开展夏季防汛演练的通知",
        "url": BASE + "202106/t20210605_1.html",
        "date": "2021-06-05",
    }
    assert result["next_page"] == BASE + "index_1.html"
    assert result["footer"] == {
        "icp": "闽ICP备12345678号-1",
        "police": "闽公网安备 35999902000123号",
        "site_code": "3599990001",
        "sponsor": "云溪县人民政府办公室",
        "contact": "0599-1234567",
        "party_badge": True,
        "error_report": True,
    }


def test_without_its_address_a_file_keeps_relative_addresses(tmp_path: Path) -> None:
    result = inspect_page(_file(tmp_path, page(NAV + TRAIL + LIST)))
    items = result["items"]
    assert isinstance(items, list)
    assert items[0]["url"] == "202106/t20210605_1.html"
    assert str(result["url"]).endswith("通知.html")
    assert "page.invalid" not in json.dumps(result)


def test_an_absent_foot_is_null_and_false(tmp_path: Path) -> None:
    result = inspect_page(_file(tmp_path, page("<p>x</p>", foot="")))
    assert result["footer"] == {
        "icp": None, "police": None, "site_code": None, "sponsor": None, "contact": None,
        "party_badge": False, "error_report": False,
    }  # fmt: skip


def test_an_address_with_the_script_that_writes_its_foot(site: str) -> None:
    result = inspect_page(f"{site}/", allow_private=True, explain=True)
    footer, notes = result["footer"], result["explain"]
    assert isinstance(footer, dict)
    assert isinstance(notes, dict)
    assert footer["site_code"] == "3599990001"
    assert notes["footer.site_code"].startswith("页脚脚本")
    assert result["charset"] == "gb18030"
    assert result["url"] == f"{site}/"


@pytest.mark.parametrize("path", ["/picture", "/none", "/round"])
def test_addresses_that_give_no_page(site: str, path: str) -> None:
    with pytest.raises(CollectError, match=path):
        inspect_page(site + path, allow_private=True)


def test_private_addresses_are_refused(site: str) -> None:
    with pytest.raises(UsageError, match="默认不访问"):
        inspect_page(f"{site}/")


def test_a_closed_port_is_said_in_one_line() -> None:
    with pytest.raises(CollectError, match="拒绝连接"):
        inspect_page("http://127.0.0.1:9/", allow_private=True)


@pytest.mark.parametrize("target", ["没有这个文件.html", ".", "http://", "a\0b"])
def test_wrong_targets(target: str) -> None:
    with pytest.raises(UsageError):
        inspect_page(target)


def test_a_wrong_base_url(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--base-url"):
        inspect_page(_file(tmp_path, "x"), "abc")


def test_the_command_prints_one_json_object(tmp_path: Path) -> None:
    app = typer.Typer()
    app.command()(inspect)
    target = _file(tmp_path, article(TEXT).replace("县应急局", "县\ud800应急局".replace("\ud800", "")))
    done = CliRunner().invoke(app, [target, "--base-url", BASE, "--explain"])
    assert done.exit_code == 0
    result = json.loads(done.stdout)
    assert list(result) == [*KEYS, "explain"]


def _labelled(folder: Path, labels: object) -> Path:
    (folder / "a.html").write_text(article(TEXT), encoding="utf-8")
    record = {"id": "P1", "file": "a.html", "base_url": BASE + "1.html", "labels": labels}
    (folder / "labels.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    return folder


def test_measured_fields_right_wrong_and_missed(tmp_path: Path) -> None:
    labels = {
        "article": {
            "title": "关于开展夏季防汛演练的通知",
            "publish_date": "2021-06-05 09:30",
            "source": "另一个局",
            "attachments": [],
        },
        "footer": {
            "icp": None,
            "gongan": "闽公网安备35999902000123号",
            "conac_badge": True,
            "phone": "0599-1234567",
        },
        "meta": {"SiteName": "云溪县"},
    }
    measured = measure_pages(_labelled(tmp_path, labels))
    scores = {score.name: (score.right, score.wrong, score.missed) for score in measured.fields}
    assert measured.pages == 1
    assert scores["article.title"] == (1, 0, 0)
    assert scores["article.publish_date"] == (1, 0, 0)
    assert scores["article.source"] == (0, 1, 1)
    assert scores["article.attachments"] == (0, 0, 0)
    assert scores["footer.icp"] == (0, 1, 0)
    assert scores["footer.gongan"] == (1, 0, 0)
    assert scores["meta"] == (0, 0, 1)
    assert measured.total.precision == pytest.approx(5 / 7)
    assert measured.total.recall == pytest.approx(5 / 7)


def test_a_folder_without_labels_is_said(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"labels\.jsonl"):
        measure_pages(tmp_path)
    (tmp_path / "labels.jsonl").write_text('{"file": "none.html"}\n', encoding="utf-8")
    with pytest.raises(ConfigError, match="第 1 行"):
        measure_pages(tmp_path)
