"""Letters of citizens: the day of the letter, not that of its reply; pages to be filled in are no lists."""

from datetime import date, datetime

import pytest

from tests.test_facts.page_parts import BASE, LIST, NAV, page, read
from xunjian.model.page import PageKind

TRAIL = (
    '<div class="pos">当前位置：<a href="/">首页</a> &gt; <a href="/hdjl/">互动交流</a> &gt; '
    '<a href="/hdjl/xx/">局长信箱</a></div>'
)
HEAD = '<title>信件查看</title><meta name="ColumnName" content="局长信箱">'
URL = BASE + "hdjl/view.jsp?lid=77"
REPLY = (
    "<tr><td>回复单位</td><td>县水利局</td><td>回复时间</td><td>2020-03-19 16:00</td></tr>"
    '<tr><td>回复内容</td><td colspan="3">您好，管网改造正在进行，预计四月底前完成，感谢您的关注。</td></tr>'
)


@pytest.mark.parametrize(
    "rows",
    [
        "<tr><td>信件标题</td><td>西街供水何时恢复</td><td>信件编号</td><td>A1</td></tr>"
        "<tr><td>来信人</td><td>周**</td><td>来信时间</td><td>2020-03-12</td></tr>",
        "<tr><td>标题：</td><td>西街供水何时恢复</td></tr><tr><td>提交日期：</td><td>2020-03-12</td></tr>",
        "<tr><td>主　　题</td><td>西街供水何时恢复</td></tr>"
        "<tr><td>留言时间：2020年3月12日　留言人：周**</td></tr>",
    ],
)
def test_a_letter_bears_its_own_day_and_title(rows: str) -> None:
    asked = "<tr><td>来信内容</td><td>西街停水三天了，请问什么时候恢复？</td></tr>"
    reading = read(page(f"{NAV}{TRAIL}<table>{rows}{asked}{REPLY}</table>", head=HEAD), URL)
    assert reading.kind is PageKind.ARTICLE
    assert reading.article is not None
    assert reading.article.title == "西街供水何时恢复"
    assert reading.article.published == date(2020, 3, 12)
    assert reading.article.written is None


def test_a_letter_that_tells_the_day_of_publication_bears_that() -> None:
    head = "<h2>西街供水何时恢复</h2><p>发布时间：2020-03-20 09:00</p><p>来信时间：2020-03-12</p>"
    asked = "<p>来信内容：西街停水三天了，请问什么时候恢复？</p>"
    reading = read(page(f"{NAV}{TRAIL}{head}{asked}<table>{REPLY}</table>", head=HEAD), URL)
    assert reading.article is not None
    assert reading.article.published == datetime(2020, 3, 20, 9, 0)


def test_several_letters_with_their_days_are_a_list() -> None:
    rows = "".join(
        f'<li><a href="v.jsp?id={n}">反映第{n}号路灯不亮的问题</a><p>来信时间：2020-03-1{n} '
        f"回复时间：2020-03-2{n}</p></li>"
        for n in (1, 2, 3)
    )
    reading = read(page(f"{NAV}{TRAIL}<ul>{rows}</ul>", head=HEAD), BASE + "hdjl/xx/")
    assert reading.kind is PageKind.COLUMN
    assert [item.title for item in reading.items] == [f"反映第{n}号路灯不亮的问题" for n in (1, 2, 3)]
    assert [item.date for item in reading.items] == [date(2020, 3, 10 + n) for n in (1, 2, 3)]


def test_a_table_of_letters_bears_the_days_of_the_letters() -> None:
    rows = "".join(
        f'<tr><td><a href="v.jsp?id={n}">反映第{n}号路灯不亮的问题</a></td>'
        f"<td>2020-03-1{n}</td><td>2020-03-2{n}</td></tr>"
        for n in (1, 2, 3)
    )
    head = "<tr><th>标题</th><th>来信时间</th><th>回复时间</th></tr>"
    reading = read(page(f"{NAV}{TRAIL}<table>{head}{rows}</table>", head=HEAD), BASE + "hdjl/xx/")
    assert [item.date for item in reading.items] == [date(2020, 3, 10 + n) for n in (1, 2, 3)]


QUESTIONS = "".join(
    f'<dt>{n}、您对服务是否满意？</dt><dd><input type="radio" name="q{n}">满意'
    f'<input type="radio" name="q{n}">不满意</dd>'
    for n in (1, 2, 3)
)
APPLICATION = (
    '<table><tr><td>姓名</td><td><input name="a"></td><td>电话</td><td><input name="b"></td></tr>'
    '<tr><td>所需信息</td><td><textarea name="c"></textarea></td></tr></table>'
    '<p><a href="/f/1.doc">公民申请表下载地址</a> <a href="/f/2.doc">法人申请表下载地址</a></p>'
)


@pytest.mark.parametrize("fields", [f"<dl>{QUESTIONS}</dl>", APPLICATION])
def test_a_page_to_fill_in_lists_nothing(fields: str) -> None:
    reading = read(page(f"{NAV}{TRAIL}<form>{fields}</form>", head=HEAD), BASE + "hdjl/apply.jsp")
    assert reading.kind is PageKind.OTHER
    assert reading.items == ()
    assert not reading.is_login


def test_a_list_beside_a_form_stays_a_list() -> None:
    assert read(page(f"{NAV}{TRAIL}{LIST}<form>{APPLICATION}</form>", head=HEAD)).kind is PageKind.COLUMN


@pytest.mark.parametrize(
    "form",
    ['<form><input name="q"><select name="y"></select></form>', f"<form>{APPLICATION}</form><p>暂无信息</p>"],
)
def test_a_blank_list_with_a_form_stays_a_list(form: str) -> None:
    assert read(page(f"{NAV}{TRAIL}{form}", head=HEAD), BASE + "hdjl/xx/").kind is PageKind.COLUMN
