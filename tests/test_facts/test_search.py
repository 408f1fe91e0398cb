"""What is asked of the search, and what the result pages are taken for."""

import pytest

from tests.test_facts.portal import AS_OF, HOST, facts
from tests.test_facts.searching import FORM, answer, asks, link, result, searched, site, sound
from xunjian.app.lexicon import load_lexicon
from xunjian.facts.search.draw import draw_titles
from xunjian.facts.search.read import read_search
from xunjian.model.search import Ask, Shown, SiteSearch
from xunjian.testing.memory import MemorySnapshot


def shown(search: SiteSearch) -> set[Shown]:
    return {trial.shown for trial in search.trials}


# -- what is asked


def test_four_titles_and_a_word_of_no_meaning_are_asked() -> None:
    wanted = asks(site())
    assert len(wanted) == 5
    assert len({ask.title for ask in wanted}) == 5
    assert [ask.title for ask in wanted].count("") == 1
    assert all(ask.url.startswith(f"{HOST}/so?q=") for ask in wanted)
    assert asks(site(seed=1)) != wanted
    assert asks(site()) == wanted


def test_only_settled_titles_that_stand_alone_are_drawn() -> None:
    drawn = draw_titles(facts(site()), 0, AS_OF, count=99, days=3)
    assert {title.words for title in drawn} == {
        f"{head}第{n}{tail}"
        for head, tail in (("关于开展", "次安全生产检查的通知"), ("县长调研", "号重点项目建设工作"))
        for n in (9, 10, 11)
    }
    young = draw_titles(facts(site()), 0, AS_OF, count=99, days=6)
    assert "县长调研第11号重点项目建设工作" not in {title.words for title in young}


def test_a_box_that_takes_little_gets_the_beginning() -> None:
    ask = asks(site(FORM.replace('name="q"', 'name="q" maxlength="9"')))[0]
    assert ask.query == ask.title[:9]


def test_what_a_stop_cut_short_is_asked_on() -> None:
    snapshot = site()
    first = asks(snapshot)
    for ask in first[:2]:
        answer(snapshot, ask, sound(ask))
    assert asks(snapshot) == first[2:]


# -- what is found


def quoted(ask: Ask) -> str:
    marked = f"[新闻]<em>{ask.title[:4]}</em>{ask.title[4:]}"
    return result(f'<a href="/x.html">{marked}</a>')


def cut(ask: Ask) -> str:
    return result(f'<a href="/x.html">{ask.title[:13]}…</a>')


def traditional(ask: Ask) -> str:
    return result(f'<a href="/x.html">{ask.title.replace("关于", "關於").replace("县长", "縣長")}</a>')


def counted(ask: Ask) -> str:
    return result(f'<a href="/link?u=http%3A%2F%2F{ask.target[7:].replace("/", "%2F")}">查看</a>')


def clicked(ask: Ask) -> str:
    return result(f"<div onclick='show({ask.target[-7:-5]})'>{ask.title}</div>", around=f"检索“{ask.title}”")


@pytest.mark.parametrize("engine", [sound, quoted, cut, traditional, counted, clicked])
def test_a_title_is_known_however_it_is_written(engine: object) -> None:
    def ask(each: Ask) -> str:
        assert callable(engine)
        nothing = result(around=f"检索“{each.query}”" if engine is clicked else "")
        return str(engine(each)) if each.title else nothing

    assert shown(searched(ask)) == {Shown.FOUND}


def test_a_title_that_is_not_listed_is_missing() -> None:
    search = searched(lambda ask: sound(ask) if "11" not in ask.title else result())
    missing = {trial.title for trial in search.trials if trial.shown is Shown.MISSING}
    assert missing == {trial.title for trial in search.trials if "11" in trial.title}
    assert missing
    assert shown(searched(lambda ask: (404, "<html>没有这个页面</html>"))) == {Shown.MISSING}


def test_the_words_of_the_query_are_no_result() -> None:
    def echo(ask: Ask) -> str:
        again = f'<a href="/so?q={ask.query}&tab=2">{ask.query}</a>'
        return result(around=f"<h1>“{ask.query}”的检索结果</h1>{again}")

    assert shown(searched(echo)) == {Shown.MISSING}


def test_another_item_is_no_result() -> None:
    assert shown(searched(lambda ask: result('<a href="/x.html">关于别的事情的通知</a>'))) == {Shown.MISSING}


def test_what_stands_there_whatever_is_asked_proves_nothing() -> None:
    everything = [link(each) for each in asks(site()) if each.title]
    search = searched(lambda ask: result(*everything))
    assert shown(search) == {Shown.ANYWAY}
    # In a sidebar the same titles do no harm.
    assert shown(searched(lambda ask: sound(ask) + result(*everything))) == {Shown.FOUND}


@pytest.mark.parametrize(
    ("page", "why"),
    [
        ((500, "<html>error</html>"), "返回 500"),
        ((403, "<html>forbidden</html>"), "返回 403"),
        (result(around="<script>$.ajax({url:'/api'})</script>").replace("没有找到", "正在"), "脚本载入"),
        (result(around="<div v-for='x in list'>{{x.title}}</div>"), "脚本载入"),
        (result(around='<script src="/so/list.js"></script>').replace("没有找到", "正在"), "脚本载入"),
        ("<html><body>请输入验证码 <input name=code></body></html>", "验证码"),
        ("<html><body>您的检索过于频繁，请稍后再试</body></html>", "频繁"),
    ],
)
def test_pages_that_say_nothing_of_the_result(page: str | tuple[int, str], why: str) -> None:
    search = searched(lambda ask: page)
    assert shown(search) == {Shown.UNKNOWN}
    assert all(why in trial.reason for trial in search.trials)


def test_a_form_that_a_script_handles_is_believed_only_where_it_finds() -> None:
    form = FORM.replace("<form", '<form onsubmit="return prepare()"')
    assert shown(searched(sound, form)) == {Shown.FOUND}
    assert shown(searched(lambda ask: result(), form)) == {Shown.UNKNOWN}
    assert shown(searched(lambda ask: result(), form, browser="/usr/bin/browser")) == {Shown.MISSING}


# -- where it is looked for


def test_without_any_search() -> None:
    assert searched(sound, "<p>本站没有</p>").absent


@pytest.mark.parametrize(
    ("main", "why"),
    [
        (FORM.replace("/so", "http://search.province.gov.cn/s"), "其他机关"),
        ('<a href="http://search.province.gov.cn/s">站内搜索</a>', "其他机关"),
        (FORM.replace("</form>", "<input name=yzm placeholder=验证码></form>"), "验证码"),
        ('<div class="search"><input placeholder="搜索"><i onclick="go()"></i></div>', "脚本"),
        ('<a href="javascript:;" onclick="open1()">搜索</a>', "脚本"),
    ],
)
def test_searches_that_are_not_asked(main: str, why: str) -> None:
    search = searched(sound, main)
    assert not search.trials
    assert why in search.reason


def test_the_box_may_stand_on_a_page_of_its_own() -> None:
    def engine(ask: Ask) -> str:
        return sound(ask) if ask.query else f"<html><body>{FORM}</body></html>"

    search = searched(engine, '<a href="/search.html">站内检索</a>')
    assert shown(search) == {Shown.FOUND}
    assert f"{HOST}/search.html" in search.where
    gone = searched(lambda ask: (404, ""), '<a href="/search.html">站内检索</a>')
    assert gone.absent


def test_a_second_box_is_asked_where_the_first_fails() -> None:
    two = FORM + FORM.replace("/so", "/zwgk/so")
    search = searched(lambda ask: sound(ask) if "/zwgk/" in ask.url else result(), two)
    assert shown(search) == {Shown.FOUND}
    assert "/zwgk/so" in search.where


def test_a_scripted_box_is_asked_in_a_browser() -> None:
    main = '<div class="search"><input id="kw" placeholder="搜索"><a id="go" onclick="so()">搜索</a></div>'
    wanted = asks(site(main, browser="/usr/bin/browser"))
    assert {(ask.field, ask.button) for ask in wanted} == {('[id="kw"]', '[id="go"]')}
    search = searched(sound, main, browser="/usr/bin/browser")
    assert shown(search) == {Shown.FOUND}


def test_in_a_browser_a_page_is_as_it_is() -> None:
    """What a script would still bring has been brought; a page that came only in part is in doubt."""
    main = '<div class="search"><input id="kw" placeholder="搜索"></div>'
    page = result(around="<script>$.ajax({url:'/api'})</script>")

    def snapshot(**more: object) -> MemorySnapshot:
        made = site(main, browser="/usr/bin/browser")
        for ask in asks(made):
            answer(made, ask, page, **more)
        return made

    def read(made: MemorySnapshot) -> SiteSearch:
        found = read_search(made, facts(made), load_lexicon())
        assert isinstance(found, SiteSearch)
        return found

    assert shown(read(snapshot())) == {Shown.MISSING}
    assert shown(read(snapshot(truncated=True))) == {Shown.UNKNOWN}
    assert read(snapshot(picture="ab" * 32)).trials[0].picture == "ab" * 32


def test_a_field_that_was_not_understood_is_no_proof_that_there_is_none() -> None:
    odd = '<form action="/bj"><input name="keyword" placeholder="受理号或密码"><button>查办件</button></form>'
    search = searched(sound, odd)
    assert not search.absent
    assert "没有读懂" in search.reason
