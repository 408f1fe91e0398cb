# ruff: noqa: E501  HTML stands here as sites write it: its lines stay whole
"""Letters of the public: read from many layouts, from lists, and told from what lies beside them."""

from datetime import date

import pytest

from tests.test_facts.portal import HOST, article, column, fact, portal, rows
from xunjian.facts.letters.columns import is_letters
from xunjian.model.letters import Letter, Letters, Reply
from xunjian.testing.memory import MemorySnapshot

ASKED, ANSWERED = date(2026, 9, 8), date(2026, 9, 11)
BOX = "县长信箱"
NAV = (("首页", "/"), ("通知公告", "/tzgg/"), ("政务动态", "/zwdt/"), (BOX, "/xx/"))
TITLE = "咨询西街供水何时恢复"
QUESTION, ANSWER = "我家住在西街，已经停水三天，请问何时恢复？", "您好，管网已经抢修完毕，供水已恢复。"


def site(body: str, *, name: str = BOX, main: str = "") -> MemorySnapshot:
    """A portal with one mailbox column and one letter in it."""
    nav = tuple((name, at) if text == BOX else (text, at) for text, at in NAV)
    snapshot = portal(nav=nav)
    listed = main or rows((TITLE, "/xx/1.html", "2026-09-08"))
    snapshot.page(f"{HOST}/xx/", column(name, listed, nav=nav))
    if body:
        snapshot.page(f"{HOST}/xx/1.html", article(TITLE, body, "2026-09-08", (name,)))
    return snapshot


def letters(body: str, **more: str) -> Letters:
    return fact(site(body, **more), Letters)


def only(body: str, **more: str) -> Letter:
    (letter,) = letters(body, **more).letters
    return letter


WHOLE = {
    "a table": f"""<table><tr><th>来信标题</th><td colspan="3">{TITLE}</td></tr>
        <tr><th>来信人</th><td>周**</td><th>来信时间</th><td>2026-09-08 10:21</td></tr>
        <tr><th>回复单位</th><td>县水利局</td><th>回复时间</th><td>2026-09-11 16:00</td></tr>
        <tr><th>来信内容</th><td colspan="3">{QUESTION}</td></tr>
        <tr><th>回复内容</th><td colspan="3">{ANSWER}</td></tr></table>""",
    "a table with its head above": f"""<table><tr><th>编号</th><th>写信时间</th><th>办理状态</th><th>办理部门</th>
        <th>办结时间</th></tr><tr><td>A1</td><td>2026-09-08</td><td>已办结</td><td>县水利局</td><td>2026-09-11</td>
        </tr></table><p>信件内容：{QUESTION}</p><p>办理结果：{ANSWER}</p>""",
    "a definition list": f"""<dl><dt>提问时间</dt><dd>2026年9月8日</dd><dt>提问内容</dt><dd>{QUESTION}</dd>
        <dt>答复部门</dt><dd>县水利局</dd><dt>答复日期</dt><dd>2026年9月11日</dd><dt>答复内容</dt><dd>{ANSWER}</dd></dl>""",
    "fields on one line": f"""<p>留言人：周** 留言时间：2026-09-08 10:21 状态：已回复</p><p>留言内容：{QUESTION}</p>
        <p>回复单位：县水利局 回复时间：2026-09-11</p><p>回复内容：{ANSWER}</p>""",
    "traditional characters": f"""<p>諮詢時間：2026-09-08</p><p>諮詢內容：{QUESTION}</p>
        <p>答覆單位：縣水利局</p><p>答覆時間：2026-09-11</p><p>答覆內容：{ANSWER}</p>""",
    "full width, drawn apart": f"""<p>【信件内容】</p><p>{QUESTION}</p><p>来信时　间：２０２６－０９－０８</p>
        <p>【处理结果】</p><p>{ANSWER}</p><p>【处理单　位】县水利局</p><p>【处理时　间】２０２６－０９－１１</p>""",
    "headings and words": f"""<h3>来信内容</h3><p>{QUESTION}</p><p>来信日期 2026-09-08</p><h3>官方回复</h3><p>{ANSWER}</p>
        <p>联系电话：0999-1234567</p><p>县水利局</p><p>2026年9月11日</p>""",
    "the office before its answer": f"""<p>问：{QUESTION}</p><p>咨询日期：2026/9/8</p>
        <p>县水利局于2026年9月11日答复：{ANSWER}</p>""",
    "the day behind the word": f"""<p>诉求内容：{QUESTION}</p><p>诉求时间：2026.09.08</p><p>承办单位：县水利局</p>
        <p>回复（2026-09-11）：{ANSWER}</p>""",
    "time alone, twice": f"""<p>留言：{QUESTION}</p><p>网友：周** 时间：2026-09-08</p><p>回复：{ANSWER}</p>
        <p>回复人：县水利局 时间：2026-09-11</p>""",
    "an answer of the office in charge": f"""<p>来信时间：2026-09-08</p><p>来信事由：停水</p><p>来信正文：{QUESTION}</p>
        <p>承办单位答复意见：{ANSWER}</p><p>责任部门：县水利局</p><p>办复日期：2026-09-11</p>""",
    "beside other letters": f"""<p>来信时间：2026-09-08 来信主题：{TITLE}</p><p>来信内容：{QUESTION}</p>
        <p>【县水利局】2026-09-11 回复：</p><p>{ANSWER}</p><h4>相关信件</h4>
        <p>主题：反映东街积水</p><p>主题：咨询社保缴费</p>""",
    "day and office between the heading and its words": f"""<h3>网友提问</h3><p>提问时间：2026-09-08</p><p>{QUESTION}</p>
        <h3>官方回复</h3><p>回复单位：县水利局　回复时间：2026-09-11</p><p>{ANSWER}</p>""",
    "a state before the answer": f"""<table><tr><td>来信日期</td><td>2026-09-08</td></tr><tr><td>信件内容</td><td>{QUESTION}</td></tr>
        <tr><td>办理情况</td><td>已答复</td></tr><tr><td>答复单位</td><td>县水利局</td></tr>
        <tr><td>答复日期</td><td>2026-09-11</td></tr><tr><td>答复意见</td><td>{ANSWER}</td></tr></table>""",
    "labels without signs": f"""<ul><li><label>信件编号</label>2026001</li><li><label>来信时间</label>2026-09-08</li>
        <li><label>信件状态</label>已办结</li></ul><div>{QUESTION}</div><div>回复内容</div><div>{ANSWER}</div>
        <ul><li><label>答复单位</label>县水利局</li><li><label>答复时间</label>2026-09-11</li></ul>""",
    "two blocks and no labels": f"""<div class="q"><i>问</i><p>{QUESTION}</p><span>2026-09-08</span></div>
        <div class="a"><i>答</i><p>{ANSWER}</p><span>县水利局 2026-09-11</span></div>""",
    "days in brackets": f"""<p>来信（2026-09-08）：{QUESTION}</p><p>县水利局回复（2026-09-11）：{ANSWER}</p>""",
    "taken in on another day": f"""<p>信件标题：{TITLE} 信件类别：求助 来信时间：2026-09-08 08:00:00.0</p><p>信件内容</p>
        <p>{QUESTION}</p><p>办理情况</p><p>受理单位：县水利局 受理时间：2026-09-09 办结时间：2026-09-11</p>
        <p>办理结果：{ANSWER}</p>""",
    "day and office in brackets behind the words": f"""<p>问：{QUESTION}<span>（2026-09-08　周先生）</span></p>
        <p>答：{ANSWER}<span>（县水利局　2026-09-11）</span></p>""",
    "the steps of its way": f"""<ul><li><b>提交</b><span>2026-09-08 11:20</span></li><li><b>转办</b><span>县水利局</span></li>
        <li><b>办结时间</b><span>2026-09-11</span></li></ul><p>来信内容：{QUESTION}</p><p>来信时间：2026-09-08</p><p>答复内容：{ANSWER}</p>""",
    "short lines without labels": f"""<p>网友周** 2026-09-08 提问</p><p>留言内容：{QUESTION}</p>
        <p>县水利局 2026-09-11 回复</p><p>答复意见：{ANSWER}</p><p>答复机构：县水利局</p>""",
}


@pytest.mark.parametrize("body", WHOLE.values(), ids=WHOLE)
def test_every_field_is_read(body: str) -> None:
    letter = only(body)
    assert letter.title == TITLE
    assert letter.url == f"{HOST}/xx/1.html"
    assert letter.asked is not None
    assert letter.asked.day == ASKED
    assert letter.answered is not None
    assert letter.answered.day == ANSWERED
    assert letter.office is not None
    assert "水利局" in letter.office.words
    assert letter.answer is not None
    assert "供水已恢复" in letter.answer.words
    assert (letter.reply, letter.withheld, letter.hidden) == (Reply.GIVEN, False, ())


HEAD = f"<p>来信时间：2026-09-08</p><p>来信内容：{QUESTION}</p>"


@pytest.mark.parametrize(
    "rest",
    [
        "<p>状态：待办理</p>",
        "<p>处理状态：處理中</p><p>受理单位：县水利局</p>",
        "<p>回复单位：</p><p>回复时间：</p><p>回复内容：</p>",
        "<p>办理状态：已受理</p><p>回复内容：暂无回复</p>",
        "<table><tr><th>答复单位</th><td></td><th>答复时间</th><td></td></tr><tr><th>答复内容</th><td></td></tr></table>",
        "<p>【回复】</p><p>尚未回复，请耐心等待</p>",
        "<p>管理员回复：（尚未回复）</p><form>姓名<input name='n'>内容<textarea name='c'></textarea></form>",
        "<p>回复内容：</p><p>上一篇：回复更新较慢</p><p>满意度评价：</p>",
        "<p>办理结果：已转交县水利局办理</p>",
        "<p>回复内容：</p><p>您好，您的来信已转至县水利局处理。</p>",
    ],
)
def test_no_answer_is_an_open_letter(rest: str) -> None:
    letter = only(HEAD + rest)
    assert letter.reply is Reply.OPEN
    assert letter.asked is not None
    assert (letter.asked.day, letter.answer, letter.answered) == (ASKED, None, None)


@pytest.mark.parametrize(
    "answer",
    [
        "已转办。",
        "已受理</p><p>经核实，路灯已于当日修复。",
        "已转县水利局办理，请等待其答复。",
        "相关部门已经处理完毕，感谢关注。",
        "您反映的问题正在处理中，我们将尽快安排专业人员到现场核实情况。",
    ],
)
def test_the_worth_of_an_answer_is_not_judged(answer: str) -> None:
    letter = only(f"{HEAD}<p>回复时间：2026-09-11</p><p>回复内容：</p><p>{answer}</p>")
    assert letter.reply is Reply.GIVEN
    assert letter.answer is not None


def test_an_answered_letter_without_an_answer_lacks_it() -> None:
    letter = only(f"{HEAD}<p>状态：已回复</p><p>回复单位：县水利局</p><p>回复内容：</p>")
    assert (letter.reply, letter.answer, letter.answered) == (Reply.GIVEN, None, None)


@pytest.mark.parametrize(
    "body",
    [
        "<p>来信时间：2026-03-02</p><p>来信内容：该信件涉及个人隐私，不予公开</p><p>状态：已办结</p>",
        "<p>来信时间：2026-03-02</p><p>是否公开：否</p><p>状态：处理中</p>",
        "<p>写信时间：2026-03-02</p><p>信件状态：已办结</p><p>来信人选择内容不公开</p>",
    ],
)
def test_a_withheld_letter_is_known(body: str) -> None:
    assert only(body).withheld


@pytest.mark.parametrize(
    "body",
    [
        "<p>来信须知：来信内容应当真实，我们将在5个工作日内答复。</p>",
        "<p>访谈时间：2026年3月5日</p><p>主持人：网友提问，旧区何时改造？</p><p>嘉宾：今年改造。</p>",
        "<form><p>来信标题：<input></p><p>来信内容：<textarea></textarea></p><p>验证码：<input></p></form>",
        "<p>问：居住证怎样办理？</p><p>答：到派出所办理。</p>",
        "<p>本月共收到来信 20 件，办结 18 件，办结率 90%。</p>",
    ],
)
def test_other_pages_are_no_letters(body: str) -> None:
    assert letters(body).letters == ()


def test_questions_with_their_answers_below_each_other() -> None:
    """Each closes with its day in brackets; the page is no letter of its own."""
    said = (
        ("水表坏了找谁换？", "2026-10-20", "2026-10-22"),
        ("河边违建有人管吗？", "2026-09-01", "2026-09-30"),
    )
    body = "".join(f"<p>问：{q}（{a}）</p><p>答：已经安排查处。（河湖科　{r}）</p>" for q, a, r in said)
    found = letters("", main=body).letters
    assert [
        (str(each.asked.day), str(each.answered.day)) for each in found if each.asked and each.answered
    ] == [(a, r) for _, a, r in said]


def test_several_letters_on_one_page() -> None:
    one = "<p>问：{}</p><p>留言时间：2026-09-0{}</p><p>回复单位：县水利局</p><p>回复时间：2026-09-11</p><p>答：好。</p>"
    lacking = (
        "<p>问：第二件事怎样办理？</p><p>留言时间：2026-09-02</p><p>回复单位：县水利局</p><p>答：可以。</p>"
    )
    found = letters(
        one.format("第一件事怎样办理？", 1) + lacking + one.format("第三件事怎样办理？", 3)
    ).letters
    assert [letter.asked.day.day for letter in found if letter.asked and letter.asked.day] == [1, 2, 3]
    assert [letter.answered is None for letter in found] == [False, True, False]
    assert all(letter.shared for letter in found)


def test_silence_about_a_reply_is_no_answer_only_beside_letters_that_show_theirs() -> None:
    alone = only(HEAD)
    assert (alone.reply, alone.hidden) == (Reply.UNSURE, ("页面没有写明是否答复",))
    other = "咨询东街积水怎样处理"
    snapshot = site(HEAD, main=rows((TITLE, "/xx/1.html", "2026-09-08"), (other, "/xx/2.html", "2026-09-07")))
    snapshot.page(f"{HOST}/xx/2.html", article(other, WHOLE["a table"], "2026-09-07", (BOX,)))
    replies = {letter.title: letter.reply for letter in fact(snapshot, Letters).letters}
    assert replies == {TITLE: Reply.OPEN, other: Reply.GIVEN}


LIST = (
    "<table><tr><th>来信标题</th><th>状态</th><th>来信时间</th><th>回复单位</th></tr>"
    "<tr><td>{}</td><td>{}</td><td>2026-09-08</td><td>县水利局</td></tr></table>"
)


def test_the_row_of_the_list_completes_the_page() -> None:
    link = f"<a href='/xx/1.html'>{TITLE}</a>"
    body = f"<p>来信内容：{QUESTION}</p><p>回复时间：2026-09-11</p><p>回复内容：{ANSWER}</p>"
    letter = only(body, main=LIST.format(link, "已回复"))
    assert letter.asked is not None
    assert letter.asked.day == ASKED
    assert letter.office is not None


@pytest.mark.parametrize(
    ("row", "reply"),
    [
        ("<li><i>[已回复]</i><a href='/xx/1.html'>{}</a><span>2026-09-08</span></li>", Reply.GIVEN),
        ("<li><a href='/xx/1.html'>{}</a><em>处理中</em><span>2026-09-08</span></li>", Reply.OPEN),
    ],
)
def test_a_row_tells_the_state_that_the_page_leaves_out(row: str, reply: Reply) -> None:
    title = "反映西街供水问题一直未处理"
    other = "<li><a href='/xx/2.html'>咨询东街积水怎样处理</a><span>2026-09-08</span></li>"
    body = f"<p>来信时间：2026-09-08</p><p>来信内容：{QUESTION}</p><p>回复内容：</p>"
    snapshot = site(body, main=f"<ul>{row.format(title)}{other}</ul>")
    snapshot.page(f"{HOST}/xx/1.html", article(title, body, "2026-09-08", (BOX,)))
    (letter,) = fact(snapshot, Letters).letters
    assert letter.reply is reply


def test_labelled_fields_behind_a_title_in_the_list_belong_to_it() -> None:
    other = "<li><h4><a href='/xx/2.html'>咨询东街积水怎样处理</a></h4><p>留言时间：2026-09-20 答复单位：县城管局</p></li>"
    main = f"<ul><li><h4><a href='/xx/1.html'>{TITLE}</a></h4><p>留言时间：2026-09-08 答复单位：县水利局</p></li>{other}</ul>"
    letter = only(f"<p>{QUESTION}</p><p>回复内容：{ANSWER}</p><p>回复时间：2026-09-11</p>", main=main)
    assert letter.asked is not None
    assert letter.asked.day == ASKED
    assert letter.office is not None
    assert letter.office.words == "县水利局"


def test_a_row_alone_says_nothing_of_what_its_page_lacks() -> None:
    link = f"<a href='/xx/1.html'>{TITLE}</a>"
    letter = only(f"<p>{QUESTION}</p>", main=LIST.format(link, "已回复"))
    assert letter.listed_only
    assert letter.reply is Reply.GIVEN


def test_a_list_may_hold_the_letters_themselves() -> None:
    more = "<tr><td>反映东街积水的问题</td><td>已回复</td><td>2026-09-09</td><td>县城管局</td></tr></table>"
    main = LIST.format(TITLE, "未回复").replace("</table>", more)
    found = {letter.title: letter for letter in letters("", main=main).letters}
    assert found[TITLE].reply is Reply.OPEN
    assert found["反映东街积水的问题"].reply is Reply.GIVEN
    assert all(letter.listed_only for letter in found.values())


def test_a_list_without_a_state_does_not_say_that_nothing_was_answered() -> None:
    main = (
        "<table><tr><th>来信标题</th><th>来信时间</th><th>受理单位</th></tr>"
        f"<tr><td>{TITLE}</td><td>2026-09-08</td><td>县水利局</td></tr></table>"
    )
    assert only("", main=main).reply is Reply.UNSURE


def test_a_letter_whose_page_was_not_read_is_said() -> None:
    found = letters("")
    assert found.letters == ()
    assert any(TITLE in reason for reason in found.unread)


def test_pictures_and_files_may_hold_what_was_not_found() -> None:
    letter = only(HEAD + '<p><img src="/i/answer.png"></p>')
    assert letter.reply is Reply.UNSURE
    assert letter.hidden


@pytest.mark.parametrize(
    "name",
    [BOX, "局长邮箱", "咨询投诉", "网民留言", "政民互动", "我要写信", "网络问政", "來信選登", "咨询解答"],
)
def test_names_of_mailbox_columns(name: str) -> None:
    assert is_letters(name)
    assert only(WHOLE["a table"], name=name).reply is Reply.GIVEN


@pytest.mark.parametrize(
    "name",
    ["在线访谈", "意见征集", "网上调查", "网上信访", "纪检举报", "信箱回复统计", "写信须知", "常见问题解答", "人大建议答复", "通知公告"],
)  # fmt: skip
def test_names_of_other_columns(name: str) -> None:
    assert not is_letters(name)


def test_a_page_of_chosen_letters_may_be_the_whole_column() -> None:
    one = "<p>问：{}</p><p>留言时间：2026-09-0{}</p><p>回复单位：县水利局</p><p>回复时间：2026-09-11</p><p>答：好。</p>"
    nav = (*NAV[:3], ("来信选登", "/xd/"))
    snapshot = portal(nav=nav)
    body = one.format("第一件事怎样办理？", 1) + one.format("第二件事怎样办理？", 2)
    snapshot.page(f"{HOST}/xd/", article("来信选登", body, "2026-09-12", ("来信选登",)))
    assert len(fact(snapshot, Letters).letters) == 2


def test_the_day_of_another_label_is_not_the_answers() -> None:
    letter = only(
        f"""<table><tr><th>提交时间</th><td>2026-09-08</td><th>答复部门</th><td>县水利局</td></tr>
        <tr><th>诉求内容</th><td colspan="3">{QUESTION}</td></tr>
        <tr><th>答复内容</th><td colspan="3">{ANSWER}</td></tr></table>"""
    )
    assert letter.asked is not None
    assert letter.answered is None
