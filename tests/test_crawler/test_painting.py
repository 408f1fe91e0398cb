"""What a browser sees of a home page, kept as observations and pictures; servers tell what it asked for."""

import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from crawler.probes.plain import is_plain
from storage.snapshot import SnapshotFile, close_snapshot
from tests.test_crawler.loopback import BROWSER, Reply, Site, crawl, serving

pytestmark = [pytest.mark.browser, pytest.mark.skipif(BROWSER is None, reason="没有找到浏览器")]

IDENTITY = "11010519491231002X"
"""An invented number whose check digit is right."""
FAULTY = f"""<!doctype html><html><head><title>某县人民政府</title>
<link rel=stylesheet href=/look.css><link rel=stylesheet href=/gone.css>
<link rel=stylesheet href=http://elsewhere.example/theirs.css>
<script src=/sound.js></script><script src=/gone.js></script><script src=/error-page.js></script>
<script src=http://elsewhere.example/library.js></script><script src=https://hm.baidu.com/hm.js></script></head>
<body><h1>某县人民政府</h1><a href="javascript:void(0)" onclick="document.body.className='large'">长者模式</a>
<img src=/red.png><p style="color:#bbb">浅色的字</p><p>证件号 {IDENTITY}</p>
<script>undefinedFunction()</script></body></html>"""
SOUND = """<!doctype html><html lang=zh-CN><head><title>某局</title></head><body><main><h1>某局</h1>
<a href=/elder.html target=_blank>无障碍</a><img src=/red.png alt=标志>
<img src=/lost.png alt=照片></main></body></html>"""
COVERED = """<!doctype html><html lang=zh-CN><head><title>某局</title></head><body>
<h1>某局</h1><p>看不到的文字</p>
<div style="position:fixed;inset:0;background:#fff;z-index:9"></div></body></html>"""


def png(width: int, height: int, *colours: tuple[int, int, int]) -> bytes:
    """A picture of stripes."""
    lines = b"".join(b"\0" + bytes(colours[y % len(colours)]) * width for y in range(height))
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(lines)),
        (b"IEND", b""),
    )
    chunks = (struct.pack(">I", len(d)) + k + d + struct.pack(">I", zlib.crc32(k + d)) for k, d in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def script(text: str) -> Reply:
    return Reply(text, headers={"Content-Type": "text/javascript"})


ROUTES: Mapping[str, Any] = {
    "/robots.txt": Reply("User-agent: *\nDisallow: /closed/\n", headers={"Content-Type": "text/plain"}),
    "/look.css": Reply(".large{font-size:3em}", headers={"Content-Type": "text/css"}),
    "/sound.js": script("var a=1"),
    "/error-page.js": "<html>找不到</html>",
    "/red.png": Reply(png(40, 40, (255, 0, 0)), headers={"Content-Type": "image/png"}),
    "/page.html": "<html><head><title>页</title></head><body><input name=q></body></html>",
    "/elder.html": "<html lang=zh-CN><head><title>长者版</title></head><body>大字</body></html>",
}


@dataclass(frozen=True)
class Painted:
    site: Site
    snapshot: SnapshotFile

    @property
    def home(self) -> Mapping[str, Any]:
        (seen,) = self.snapshot.observations("paint")
        return seen.data

    def rules(self, path: str = "/") -> dict[str, Mapping[str, Any]]:
        look = next(
            each for each in self.snapshot.observations("axe") if each.key == f"{self.site.url}{path}"
        )
        assert not look.data["error"], look.data
        rules: Any = look.data["rules"]
        return {rule["id"]: rule for rule in rules}


def paint(tmp: Path, home: str, site: Site, browser: str | None = BROWSER, **order: Any) -> SnapshotFile:
    path = tmp / "s.sqlite"
    site.routes["/"] = home
    crawl(site.url, path).close()
    order = {"home": f"{site.url}/", **order}
    crawl(site.url, path, phase="probe", painting=order, browser=browser, browser_sandbox=False).close()
    close_snapshot(path)
    return SnapshotFile.open(path)


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Painted]:
    with serving(ROUTES) as site:
        pages = [f"{site.url}/page.html", f"{site.url}/closed/page.html"]
        yield Painted(
            site, paint(tmp_path_factory.mktemp("faulty"), FAULTY, site, pages=pages, entry="长者模式")
        )


def test_what_the_page_lacks_is_kept_with_whose_it_is(faulty: Painted) -> None:
    missed = {each["url"].rpartition("/")[2]: each for each in faulty.home["missed"]}
    assert missed.keys() == {
        "gone.css",
        "gone.js",
        "library.js",
        "theirs.css",
    }  # counters of visitors are left aside
    gone, library = missed["gone.js"], missed["library.js"]
    assert (gone["code"], gone["own"], gone["confirmed"]) == ("http_404", True, True)
    assert (library["code"], library["own"]) == ("not_fetched", False)


def test_a_script_that_is_none_is_told_from_one_that_throws(faulty: Painted) -> None:
    thrown = {name: (url.rpartition("/")[2], unread) for name, _, url, unread in faulty.home["errors"]}
    assert thrown == {"SyntaxError": ("error-page.js", True), "ReferenceError": ("", False)}


def test_the_page_is_painted_with_its_pictures(faulty: Painted) -> None:
    assert (faulty.home["blank"], faulty.home["status"]) == (False, 200)
    assert faulty.home["chars"] > 20
    picture = faulty.snapshot.body_of(faulty.home["screenshot"])
    assert picture is not None
    assert not is_plain(picture)
    assert faulty.site.counts["GET", "/red.png"] == 1


def test_rules_of_accessibility_are_named_in_chinese_with_places_and_a_picture(faulty: Painted) -> None:
    rules = faulty.rules()
    assert {"image-alt", "color-contrast", "html-has-lang"} <= rules.keys()
    image = rules["image-alt"]
    assert (image["impact"], image["nodes"], image["help"]) == ("critical", 1, "图像必须有替代文本")
    assert "red.png" in image["examples"][0]["html"]
    assert (faulty.snapshot.body_of(image["screenshot"]) or b"").startswith(b"\x89PNG")
    assert rules["color-contrast"]["examples"][0]["html"].endswith("浅色的字</p>")
    assert "label" in faulty.rules("/page.html")


def test_only_style_sheets_that_a_visitor_gets_are_lacking(faulty: Painted) -> None:
    look = next(each for each in faulty.snapshot.observations("axe") if each.key == f"{faulty.site.url}/")
    assert look.data["unstyled"] == ["http://elsewhere.example/theirs.css"]


def test_numbers_of_citizens_are_masked_before_a_picture_is_taken(faulty: Painted) -> None:
    told = [str(each.data) for kind in ("paint", "axe") for each in faulty.snapshot.observations(kind)]
    assert not any(IDENTITY in each for each in told)
    assert any("110*************2X" in each for each in told)


def test_a_click_on_the_entry_is_seen_to_change_the_page(faulty: Painted) -> None:
    entry = faulty.home["entry"]
    assert (entry["effect"], "样式" in entry["seen"]) == (True, True)
    assert faulty.snapshot.body_of(entry["screenshot"])


def test_robots_txt_holds_for_the_pages_looked_at(faulty: Painted) -> None:
    closed = next(each for each in faulty.snapshot.observations("axe") if "/closed/" in each.key)
    assert closed.data["error"] == "robots"
    assert "/closed/page.html" not in faulty.site.paths()


def test_the_browser_keeps_to_the_manners_of_the_crawl(faulty: Painted) -> None:
    assert faulty.site.most_at_once <= 4  # the plan's `concurrency`


def test_every_request_of_the_browser_is_written_down(faulty: Painted) -> None:
    notes = [each.data for each in faulty.snapshot.observations("request")]
    asked = {str(each["url"]) for each in notes if each["why"] == "browser"}
    assert {f"{faulty.site.url}{path}" for path in ("/", "/look.css", "/red.png", "/gone.js")} <= asked


def test_a_sound_page_whose_entry_opens_another_window(tmp_path: Path) -> None:
    with serving(ROUTES) as site:
        painted = Painted(site, paint(tmp_path, SOUND, site, entry="无障碍"))
    assert painted.home["entry"]["effect"] is True
    assert painted.home["entry"]["seen"].endswith("/elder.html")
    assert [(each["kind"], each["own"]) for each in painted.home["missed"]] == [("image", True)]
    assert not [rule for rule in painted.rules().values() if rule["impact"] in ("serious", "critical")]
    assert painted.home["media"] >= 1


def test_a_page_hidden_under_an_empty_cover_is_blank(tmp_path: Path) -> None:
    with serving(ROUTES) as site:
        painted = Painted(site, paint(tmp_path, COVERED, site, entry="无障碍"))
    assert (painted.home["blank"], painted.home["plain"]) == (True, True)
    assert painted.home["chars"] > 0
    assert painted.home["entry"]["effect"] is None  # there is none


def test_a_browser_that_does_not_start_is_no_fault_of_the_page(tmp_path: Path) -> None:
    with serving(ROUTES) as site:
        snapshot = paint(tmp_path, SOUND, site, browser=str(tmp_path / "no-browser"))
    (seen,) = snapshot.observations("paint")
    assert seen.data["error"]
    assert "blank" not in seen.data
    assert snapshot.meta["finish_reason"] == "finished"


@pytest.mark.parametrize("colours", [[(255, 255, 255)], [(12, 200, 7)]])
def test_one_colour_is_plain(colours: list[tuple[int, int, int]]) -> None:
    assert is_plain(png(30, 20, *colours))
    assert not is_plain(png(30, 20, *colours, (0, 0, 0)))
