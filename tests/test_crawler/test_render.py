"""Pages as a browser builds them, stored beside the page as served."""

from pathlib import Path

import pytest

from storage.snapshot import SnapshotFile, close_snapshot
from tests.test_crawler.loopback import BROWSER, Reply, crawl, serving
from xunjian.model.observation import Outcome, Role

LATE = (
    "<html><head><meta charset='gb2312'><title>列表</title></head><body><ul id='list'></ul>"
    "<script>alert('你好');setTimeout(function(){var a=document.createElement('a');"
    "a.href='/art_'+(6*7)+'.html';a.textContent='迟到的条目';"
    "document.getElementById('list').appendChild(a)},200)</script></body></html>"
)


@pytest.mark.browser
@pytest.mark.skipif(BROWSER is None, reason="没有找到浏览器")
def test_scripted_list_is_rendered_and_its_links_are_walked(tmp_path: Path) -> None:
    pytest.importorskip("scrapy_playwright")
    path = tmp_path / "s.sqlite"
    routes = {
        "/": Reply(LATE.encode("gb18030"), headers={"Content-Type": "text/html"}),
        "/art_42.html": "<html>正文</html>",
    }
    with serving(routes) as site:
        crawl(site.url, path).close()
        crawl(
            site.url, path, phase="render", targets=[f"{site.url}/"], browser=BROWSER, browser_sandbox=False
        ).close()
        close_snapshot(path)
        snapshot = SnapshotFile.open(path)
        rendered = snapshot.fetch(f"{site.url}/", Role.RENDERED)
        served = snapshot.fetch(f"{site.url}/")
        article = snapshot.fetch(f"{site.url}/art_42.html")
    assert rendered is not None
    assert served is not None
    assert article is not None
    assert (rendered.outcome, served.role, article.code) == (Outcome.OK, Role.PAGE, "ok")
    body = snapshot.body(rendered)
    assert body is not None
    assert "迟到的条目</a>" in body.decode("utf-8")
    assert snapshot.meta["finish_reason"] == "finished"


def test_browser_that_does_not_start_is_no_fault_of_the_page(tmp_path: Path) -> None:
    pytest.importorskip("scrapy_playwright")
    path = tmp_path / "s.sqlite"
    with serving({"/": "<html>首页</html>"}) as site:
        crawl(site.url, path).close()
        snapshot = crawl(
            site.url, path, phase="render", targets=[f"{site.url}/"], browser=str(tmp_path / "no-browser")
        )
        rendered = snapshot.fetch(f"{site.url}/", Role.RENDERED)
    assert rendered is not None
    assert rendered.outcome is Outcome.UNKNOWN
    assert snapshot.meta["finish_reason"] == "finished"
