"""Monstrous pages are shortened where nobody reads, then in their middle; what may be missed is counted."""

from xunjian.facts.page import explain_page, read_page
from xunjian.html.bounds import BUDGET, SMALL, bound

HEAD = "<html><body><h1>关于做好工作的通知</h1>"
FOOT = "<div class='footer'>主办单位：某市人民政府办公室 京ICP备12345678号</div></body></html>"
URL = "http://www.example.cn/tz/1.html"


def test_an_ordinary_page_is_left_as_it_is() -> None:
    text = HEAD + "<p>字</p>" * 10_000 + FOOT
    assert len(text) < SMALL
    assert bound(text).text == text


def test_comments_styles_and_inlined_pictures_are_no_loss() -> None:
    picture = "<img src='data:image/png;base64," + "A" * 300_000 + "'>"
    text = HEAD + "<!-- " + "x" * 400_000 + " -->" + "<style>" + "a{}" * 50_000 + "</STYLE>" + picture + FOOT
    bounded = bound(text)
    assert bounded.left_out == 0
    assert len(bounded.text) < 2_000
    assert "主办单位" in bounded.text


def test_a_database_in_a_script_is_left_out_and_counted() -> None:
    text = HEAD + "<script type='text/javascript'>" + "var a=1;" * 200_000 + "</script>" + FOOT
    bounded = bound(text)
    assert bounded.left_out == 1_600_000
    assert bounded.text == HEAD + "<script type='text/javascript'></script>" + FOOT


def test_an_enormous_attribute_is_left_out_and_counted() -> None:
    bounded = bound(HEAD + '<a href="' + "x" * 500_000 + '">通知</a>' + FOOT)
    assert bounded.text == HEAD + '<a href="">通知</a>' + FOOT
    assert bounded.left_out > 499_000


def test_of_too_many_tags_head_and_foot_are_read() -> None:
    text = HEAD + "<b>字</b>" * 200_000 + FOOT
    bounded = bound(text)
    assert bounded.text.startswith(HEAD)
    assert bounded.text.endswith(FOOT)
    assert bounded.left_out + len(bounded.text) == len(text) + 1
    assert BUDGET * 0.7 < len(bounded.text) + 40 * bounded.text.count("<") < BUDGET * 1.1


def test_comments_without_an_end_are_looked_for_once() -> None:
    text = HEAD + "<!--" * 20_000 + "字" * SMALL + FOOT
    assert bound(text).text == text


def test_a_page_that_was_cut_says_so_and_lacks_nothing_for_sure() -> None:
    body = (HEAD + "<b>字</b>" * 200_000 + FOOT).encode()
    explained = explain_page(body, URL)
    assert explained.reading.left_out > 0
    assert f"{explained.reading.left_out} 个字符没有读" in explained.notes["left_out"]
    assert explained.reading.footer.icp is not None
    assert URL in explained.reading.footer.unread


def test_a_page_read_whole_is_not_in_doubt() -> None:
    reading = read_page((HEAD + FOOT).encode(), URL)
    assert reading.left_out == 0
    assert reading.footer.unread == ()


def test_frames_past_what_is_read_of_them_are_named_as_unread() -> None:
    frames = "".join(f"<iframe src='/f{number}.html'></iframe>" for number in range(12))
    body = (HEAD + frames + "</body></html>").encode()
    reading = read_page(body, URL, resource=lambda _: b"<p>" + b"x" * 100_000)
    assert [url.rpartition("/")[2] for url in reading.footer.unread] == ["f9.html", "f10.html", "f11.html"]
