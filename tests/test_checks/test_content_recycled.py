"""content.recycled"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest

from checks.content.recycled import nothing_is_recycled
from test_checks.builders import AS_OF, CUT, article, articles, column, fetch, run, tree, url, verdict
from xunjian.model.document import Document
from xunjian.model.finding import Finding
from xunjian.model.history import History, ListPage, Seen, Visit
from xunjian.model.site import ArticlePage, Fact, Rhythm
from xunjian.model.texts import PageText, Texts

NEW = AS_OF - timedelta(days=2)
OLD = date(2024, 5, 6)
TEXT = tuple(
    f"县里在第{word}片山坡上种下了树苗，参加的人有一百二十多名，大家一起干到傍晚才收工，周围的群众也来帮忙。"
    for word in "甲乙丙丁戊己庚"
)
LONG = tuple("".join(chr(0x4E00 + 97 * line + place) for place in range(40)) for line in range(12))
TITLE = "全县干部群众上山植树"
WORDS = "350:0123456789ab"


@dataclass(frozen=True, slots=True)
class Pages:
    """Pages by address."""

    lines: Mapping[str, tuple[str, ...]]

    def page(self, address: str) -> PageText | None:
        lines = self.lines.get(address)
        return None if lines is None else PageText(address, lines, lines)

    def document(self, address: str) -> Document | None:
        return None


@dataclass(frozen=True, slots=True)
class Told:
    """One article with its text."""

    path: str
    day: date
    lines: tuple[str, ...] = TEXT
    title: str = TITLE
    column: str = "要闻"
    fields: tuple[tuple[str, str], ...] = ()
    words: str = WORDS

    @property
    def page(self) -> ArticlePage:
        made = article(self.path, self.day, chars=sum(map(len, self.lines)))
        read = replace(made.article, title=self.title, fields=dict(self.fields))
        return ArticlePage(read, made.page, self.column)


def judged(*told: Told, earlier: Visit | None = None, facts: tuple[Fact, ...] = ()) -> list[Finding]:
    now = Visit(
        AS_OF,
        frozenset({AS_OF}),
        {url(each.path): Seen(each.title, None, each.day, each.words) for each in told},
    )
    texts = Texts(Pages({url(each.path): each.lines for each in told}))
    shown = tree(column("要闻", rhythm=Rhythm.NEWS), column("法规库", rhythm=Rhythm.STATIC))
    return run(
        nothing_is_recycled,
        articles(*(each.page for each in told)),
        shown,
        History(now, earlier),
        texts,
        *facts,
    )


def test_an_old_text_under_a_new_date() -> None:
    """T13"""
    other = Told("a/2.html", NEW, LONG, title="别的事", words="480:b")
    findings = judged(Told("a/1.html", NEW), Told("a/0.html", OLD), other)
    assert verdict(findings) == "review"
    (finding,) = findings
    assert finding.subject is not None
    assert finding.subject.url == url("a/1.html")
    assert f"发布于 {NEW}，与本站 {OLD} 发布的“{TITLE}”文字相同" in finding.message
    assert [each.url for each in finding.evidence[:2]] == [url("a/1.html"), url("a/0.html")]


def test_another_title_does_not_hide_it() -> None:
    assert verdict(judged(Told("a/1.html", NEW, title="绿化家园"), Told("a/0.html", OLD))) == "review"


def test_a_word_or_two_changed_do_not_hide_it() -> None:
    lines = (*LONG[:-1], LONG[-1][:30] + "天黑" + LONG[-1][32:])
    told = Told("a/1.html", NEW, lines, words="480:aaaaaaaaaaaa")
    assert verdict(judged(told, Told("a/0.html", OLD, LONG))) == "review"
    assert verdict(judged(told, Told("a/0.html", OLD, LONG[:10]))) == "pass"


def visit(day: date, words: str = WORDS) -> Visit:
    page = ListPage("要闻", url("c/"), "a" * 64, "2026-11-10T00:30:00+00:00", 200)
    seen = {url("old/9.html"): Seen(TITLE, day, day, words, date(2026, 11, 10), 0)}
    return Visit(date(2026, 11, 10), frozenset({date(2026, 11, 10)}), seen, (page,), "b" * 64)


def test_an_old_text_that_was_taken_down_meanwhile() -> None:
    findings = judged(Told("a/1.html", NEW), earlier=visit(OLD))
    assert verdict(findings) == "review"
    proofs = findings[0].evidence
    assert proofs[0].sha256 == fetch(url("a/1.html")).sha256
    assert proofs[1].sha256 == "a" * 64
    assert f"2026-11-10 的快照（SHA-256 {'b' * 64}）" in (proofs[1].quote or "")


def test_a_wrong_year_that_was_corrected_under_another_address() -> None:
    """Many systems have the day in the address."""
    corrected = Told("a/20261101.html", date(2026, 11, 1))
    assert verdict(judged(corrected, earlier=visit(date(2025, 11, 1)))) == "pass"


def test_another_text_was_taken_down() -> None:
    findings = judged(Told("a/1.html", NEW), earlier=visit(OLD, "351:0123456789ab"))
    assert verdict(findings) == "pass"
    assert "并与 2026-11-10 的检查比较" in findings[0].message


@pytest.mark.parametrize(
    "other",
    [
        Told("a/0.html", NEW - timedelta(days=182)),
        Told("a/0.html", OLD, tuple(line.replace("一百", "5") for line in TEXT)),
        Told("a/0.html", OLD, LONG),
        Told("a/0.html", OLD, TEXT[:2], words="80:bbbbbbbbbbbb"),
    ],
    ids=["not long enough ago", "other figures", "another text", "a part of it"],
)
def test_articles_that_only_look_alike(other: Told) -> None:
    assert verdict(judged(Told("a/1.html", NEW, words="1:c"), other)) == "pass"


@pytest.mark.parametrize(
    "title",
    [
        "关于国庆节放假安排的通知", "2026年10月财政收支月报", "县政府总值班室值班表", "天气预报",
        "工作简报第3期", "全县干部群众上山植树（重发）", "关于更正有关数据的公告", "某县古树名木保护办法",
        "某县概况", "办事指南", "城乡低保对象名单", "供水停水通知：停水两天",
    ],
)  # fmt: skip
def test_what_rightly_comes_again(title: str) -> None:
    told = (Told("a/1.html", NEW, title=title), Told("a/0.html", OLD, title=title))
    assert verdict(judged(*told)) == "pass"


def test_a_text_that_says_that_it_comes_again() -> None:
    lines = (*TEXT, "编者按：本文为往期稿件重新发布。")
    assert verdict(judged(Told("a/1.html", NEW, lines), Told("a/0.html", OLD))) == "pass"


def test_a_document_in_several_columns() -> None:
    number = (("文号", "某政发〔2024〕5号"),)
    told = (Told("a/1.html", NEW, fields=number), Told("a/0.html", OLD, fields=number))
    assert verdict(judged(*told)) == "pass"


def test_a_column_that_owes_nothing_new() -> None:
    assert verdict(judged(Told("a/1.html", NEW, column="法规库"), Told("a/0.html", OLD))) == "pass"


def test_a_new_system_accuses_nobody() -> None:
    """All addresses are new and all articles bear the day of the move."""
    told = [
        Told(f"n/{n}.html", NEW, title=f"{TITLE}之{word}") for n, word in enumerate("一二三四五六七八九十")
    ]
    seen = {url(f"o/{n}.html"): Seen(each.title, OLD, OLD, WORDS, OLD, 0) for n, each in enumerate(told)}
    before = replace(visit(OLD), seen=seen)
    findings = judged(*told, earlier=before)
    assert verdict(findings) == "unknown"
    assert "更换系统" in findings[0].message
    same_dates = [replace(each, day=OLD) for each in told]
    assert verdict(judged(*same_dates, earlier=before)) == "pass"


def test_what_was_not_seen_or_read_is_no_pass() -> None:
    assert verdict(judged(Told("a/1.html", NEW), facts=(CUT,))) == "unknown"
    assert verdict(judged()) == "unknown"
