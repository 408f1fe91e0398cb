# ruff: noqa: E501  HTML stands here as sites write it: its lines stay whole
"""Which interpretations belong to which policies, and whether their pages lead to each other."""

from dataclasses import replace

import pytest

from tests.test_facts.portal import HOST, LONG, article, column, fact, portal, rows, unit
from xunjian.facts.interpretation.titles import (
    explained_by,
    is_foreign,
    is_interpretation,
    names_of,
    regions_of,
)
from xunjian.model.interpretation import Interpretations, Pair, Tie

UNIT = "云江县人民政府"
POLICY = "云江县人民政府办公室关于印发《云江县农村公路养护实施方案（试行）》的通知"
TITLE = "《云江县农村公路养护实施方案》政策解读"
NAV = (
    ("首页", "/"),
    ("通知公告", "/tzgg/"),
    ("政务动态", "/zwdt/"),
    ("政策文件", "/zcwj/"),
    ("政策解读", "/zcjd/"),
)


def read(
    there: str = "",
    back: str = "",
    *,
    title: str = TITLE,
    policy: str = POLICY,
    body: str = "",
    days: tuple[str, str] = ("2026-08-01", "2026-08-02"),
    more: tuple[tuple[str, str, str], ...] = (),
) -> Interpretations:
    """What is read of a portal with one policy and one interpretation. `there`, `back`: HTML of their pages."""
    snapshot = portal(nav=NAV)
    policies = (
        ("关于开展春季植树造林活动的通知", "/zcwj/9.html", "2026-07-01"),
        (policy, "/zcwj/1.html", days[0]),
        *more,
    )
    snapshot.page(f"{HOST}/zcwj/", column("政策文件", rows(*policies), nav=NAV))
    readings = (("专家谈夏季饮水卫生", "/zcjd/9.html", "2026-06-01"), (title, "/zcjd/1.html", days[1]))
    snapshot.page(f"{HOST}/zcjd/", column("政策解读", rows(*readings), nav=NAV))
    for name, at, day in (policies[0], *more):
        snapshot.page(HOST + at, article(name, LONG, day, ("政策文件",)))
    snapshot.page(f"{HOST}/zcjd/9.html", article(readings[0][0], LONG, "2026-06-01", ("政策解读",)))
    snapshot.page(f"{HOST}/zcwj/1.html", article(policy, LONG + back, days[0], ("政策文件",)))
    snapshot.page(f"{HOST}/zcjd/1.html", article(title, (body or LONG) + there, days[1], ("政策解读",)))
    return fact(snapshot, Interpretations, replace(unit(), name=UNIT))


def only(there: str = "", back: str = "", **more: str) -> Pair:
    (pair,) = read(there, back, **more).pairs  # type: ignore[arg-type]
    return pair


TO_POLICY = {
    "in the text": f"<p>为落实<a href='/zcwj/1.html'>《实施方案》</a>。</p><p>{LONG}</p>",
    "a box": f"<div class='xg'><h3>相关文件</h3><ul><li><a href='../zcwj/1.html'>{POLICY}</a></li></ul></div>",
    "a label and its value": f"<table><tr><td>政策原文</td><td><a href='/zcwj/1.html'>{POLICY}</a></td></tr></table>",
    "a picture": "<p><a href='/zcwj/1.html'><img src='/i/yw.png' alt='政策原文'></a></p>",
    "a script": "<p><a href='javascript:void(0)' onclick=\"window.open('/zcwj/1.html')\">查看原文</a></p>",
    "with a mark behind it": "<p>相关链接：<a href='/zcwj/1.html#top'>原文</a></p>",
    "its text as a file": "<p>附件：<a href='/zcjd/a.pdf'>云江县农村公路养护实施方案.pdf</a></p>",
}


@pytest.mark.parametrize("html", TO_POLICY.values(), ids=list(TO_POLICY))
def test_an_interpretation_leads_to_its_policy(html: str) -> None:
    pair = only(html)
    assert (pair.to_policy, pair.to_interpretation) == (Tie.LINKED, Tie.ABSENT)


TO_INTERPRETATION = {
    "a box": f"<div><h4>相关解读：</h4><a href='/zcjd/1.html'>{TITLE}</a></div>",
    "a row of the index": "<table><tr><th>解读链接</th><td><a href='/zcjd/1.html'>点击查看</a></td></tr></table>",
    "a picture": "<a href='/zcjd/1.html'><img src='/i/jd.png'></a>",
    "in other words": "<p>【图解】<a href='/zcjd/1.html'>一张图看懂养护方案</a></p>",
}


@pytest.mark.parametrize("html", TO_INTERPRETATION.values(), ids=list(TO_INTERPRETATION))
def test_a_policy_leads_to_its_interpretation(html: str) -> None:
    pair = only("", html)
    assert (pair.to_policy, pair.to_interpretation) == (Tie.ABSENT, Tie.LINKED)


@pytest.mark.parametrize(
    "html",
    [
        "",
        f"<p>相关解读：{TITLE}</p>",
        "<p>相关解读：<a href='/zcjd/'>政策解读</a></p>",
        f"<p>相关解读：<a href='/zcjd/'>{TITLE}</a></p>",
        "<p>相关解读：<a href='/zcjd/9.html'>专家谈夏季饮水卫生</a></p>",
        "<p>相关解读：</p>",
    ],
)
def test_what_is_no_link_to_it(html: str) -> None:
    assert only("", html).to_interpretation is Tie.ABSENT


@pytest.mark.parametrize(
    "html",
    [
        "<p>相关解读：<a href='/zcjd/unread.html'>政策解读</a></p>",
        "<p><a href='javascript:;' onclick='openDoc(key())'>政策解读</a></p>",
    ],
)
def test_what_may_be_a_link_to_it(html: str) -> None:
    pair = only("", html)
    assert pair.to_interpretation is Tie.UNSEEN
    assert pair.why_unseen


@pytest.mark.parametrize(
    "title",
    [
        "一图读懂：农村公路养护实施方案",
        "图解《农村公路养护实施方案（试行）》",
        "【视频解读】云江县农村公路养护实施方案",
        "《云江縣 農村公路 養護實施方案》政策解讀",
        "县交通运输局负责人就《云江县农村公路养护实施方案》答记者问",
        "《关于印发〈云江县农村公路养护实施方案（试行）〉的通知》解读之二",
        "农村公路养护实施方案政策问答",
        f"{POLICY}解读",
    ],
)
def test_titles_tell_the_pair(title: str) -> None:
    assert only(title=title).by == "标题"


def test_numbers_tell_the_pair() -> None:
    policy = "云江县人民政府关于促进消费的若干措施（云政发〔2026〕5号）"
    assert only(title="《云政发[2026]5号》文件解读", policy=policy).by == "标题"
    body = f"<p>近日，县政府印发云政发〔2026〕5号文件。{LONG}</p>"
    assert only(title="县商务局局长谈促消费", policy=policy, body=body).by == "文号"


def test_links_and_quotes_in_the_text_tell_the_pair() -> None:
    assert only(TO_POLICY["a box"], title="县交通运输局局长谈公路养护").by == "链接"
    body = f"<p>近日，我县出台《云江县农村公路养护实施方案》。{LONG}</p>"
    assert "书名号" in only(title="农村公路谁来养", body=body).by
    assert only("", TO_INTERPRETATION["a box"], title="农村公路谁来养").by == "链接"


def test_far_away_in_time_a_quote_is_a_ground() -> None:
    body = f"<p>根据《云江县农村公路养护实施方案》，制定本规定。{LONG}</p>"
    assert read(title="桥梁检查谁来管", body=body, days=("2024-01-05", "2026-08-02")).pairs == ()


@pytest.mark.parametrize(
    ("title", "policy"),
    [
        ("《云江省农村公路养护实施方案》政策解读", POLICY),
        ("省《农村公路养护实施方案》政策解读", POLICY),
        ("《国务院关于农村公路养护的意见》解读", POLICY),
        (TITLE, "云江省人民政府关于印发《农村公路养护实施方案》的通知"),
        (TITLE, "云江县人民政府办公室转发省交通运输厅关于印发《农村公路养护实施方案》的通知"),
        (TITLE, "白云县人民政府关于印发《云江县农村公路养护实施方案》的通知"),
        (TITLE, "关于《云江县农村公路养护实施方案（征求意见稿）》公开征求意见的公告"),
        ("《云江县农村公路养护实施方案（征求意见稿）》起草说明", POLICY),
        (TITLE, "关于印发城乡供水一体化实施方案的通知"),
    ],
)
def test_no_pair(title: str, policy: str) -> None:
    assert read(title=title, policy=policy).pairs == ()


def test_its_own_explanation_comes_before_what_it_links_to() -> None:
    found = read("", "<p>相关解读：<a href='/zcjd/9.html'>专家谈夏季饮水卫生</a></p>")
    assert [pair.interpretation.title for pair in found.pairs] == [TITLE]


def test_copies_are_one_policy_and_editions_are_two() -> None:
    again = (POLICY, "/tzgg/77.html", "2026-08-20")
    (pair,) = read(more=(again,)).pairs
    assert len(pair.policy.copies) == 2
    older = (POLICY, "/zcwj/5.html", "2023-08-20")
    (pair,) = read(more=(older,)).pairs
    assert [copy.page.fetch.url for copy in pair.policy.copies] == [f"{HOST}/zcwj/1.html"]


def test_one_interpretation_of_two_policies() -> None:
    other = "云江县桥梁检查办法"
    title = f"《云江县农村公路养护实施方案》和《{other}》解读"
    assert len(read(title=title, more=((other, "/zcwj/6.html", "2026-08-03"),)).pairs) == 2
    (pair,) = read(title=title, more=((other, "/zcwj/6.html", "2025-02-03"),)).pairs
    assert pair.policy.title == POLICY


def test_what_stands_in_their_column_are_interpretations() -> None:
    found = read()
    assert {document.title for document in found.documents} == {TITLE, "专家谈夏季饮水卫生"}
    assert found.documents[0].title == TITLE


@pytest.mark.parametrize(
    ("title", "answer"),
    [
        ("动漫说政策：《某县电商奖励办法》", True),
        ("视频｜《某县电商奖励办法》", True),
        ("视频 | 三分钟了解《某县电商奖励办法》", True),
        ("某县人民政府关于印发《某县电商奖励办法》的通知", False),
        ("关于公布：《某县电商奖励办法》", False),
        ("《某县电商奖励办法》", False),
    ],
)
def test_titles_in_a_column_of_interpretations(title: str, answer: bool) -> None:
    assert is_interpretation(title, listed=True) is answer


@pytest.mark.parametrize(
    ("title", "answer"),
    [
        ("关于加强校园食品安全工作的意见解读", True),
        ("《关于加强校园食品安全工作的意见》解读", True),
        ("全县召开政策解读培训会", False),
        ("关于加强政策解读工作的通知", False),
        ("政策解读工作制度", False),
        ("县政府关于加强养老服务的意见", False),
    ],
)
def test_titles_of_interpretations(title: str, answer: bool) -> None:
    assert is_interpretation(title, listed=False) is answer


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("国务院办公厅关于做好工作的通知", True),
        ("教育部等十部门关于印发", True),
        ("省教育厅关于做好工作的通知", True),
        ("白云市人民政府关于加强管理的意见", True),
        ("新华社", True),
        ("云江县教育局关于做好工作的通知", False),
        ("县委宣传部", False),
        ("老旧小区改造管理办法", False),
        ("省道养护管理办法", False),
    ],
)
def test_what_others_published(words: str, answer: bool) -> None:
    assert is_foreign(words, UNIT) is answer


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("云江市人民政府关于加强管理的意见", True),
        ("云江市白云区人民政府关于加强管理的意见", False),
        ("白云区交通局关于加强管理的意见", False),
        ("国家税务总局白云区税务局", False),
        ("云江市城市管理办法", False),
    ],
)
def test_what_lies_above_a_district(words: str, answer: bool) -> None:
    assert is_foreign(words, "云江市白云区人民政府") is answer


def test_of_an_unnamed_unit_nothing_is_foreign_but_what_is_above() -> None:
    assert not is_foreign("云江市人民政府关于加强管理的意见", "")
    assert is_foreign("国务院关于加强管理的意见", "")


def test_regions() -> None:
    assert regions_of("云江市白云区教育局") == ("云江市白云区", "云江市", "白云区")
    assert regions_of("教育局") == ()


def test_short_and_general_names_tell_nothing() -> None:
    assert names_of("实施方案") == frozenset()
    assert explained_by("政策解读") == frozenset()
