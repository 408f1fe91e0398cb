"""Of a tree of contents that a shared script writes into every page only the links count."""

from xunjian.facts.page import read_page
from xunjian.model.page import Link

ROWS = "".join(
    f"<li><a href='/zn/{number}.html'>办事指南目录第{number}项说明文字</a></li>" for number in range(900)
)
SCRIPT = f'document.getElementById("contents").innerHTML = "<ul>{ROWS}</ul>";'.encode()
PAGE = """<html><head><title>清溪区概况</title></head><body><div id="contents"></div>
<h1>清溪区概况</h1><p>清溪区位于云州市东部，面积一百平方公里，下辖六个街道。</p>
<script src="/js/contents.js"></script></body></html>""".encode()


def test_the_links_of_a_large_written_menu_are_links_and_not_items() -> None:
    reading = read_page(PAGE, "http://www.example.gov.cn/gk/", resource=lambda url: SCRIPT)
    written = [link for link in reading.all_links if link.via == "script"]
    assert len(written) == 900
    assert written[7].url == "http://www.example.gov.cn/zn/7.html"
    assert written[7].text == "办事指南目录第7项说明文字"
    assert reading.items == ()
    assert not reading.footer.unread


def test_a_menu_is_one_value_on_all_its_pages_and_repeats_no_link_of_theirs() -> None:
    def read(body: bytes) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
        reading = read_page(body, "http://www.example.gov.cn/gk/", resource=lambda url: SCRIPT)
        return reading.all_links, reading.menu

    every, menu = read(PAGE)
    assert read(PAGE.replace("清溪区".encode(), "北溪区".encode()))[1] is menu
    every, menu = read(PAGE.replace(b"</body>", b"<a href='/zn/7.html'>7</a></body>"))
    assert [link.via for link in every if link.url.endswith("/zn/7.html")] == ["href"]
    assert len(menu) == 899
