"""interpretation.linked, .timely, .forms, .copied"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from checks.interpretation._pairs import subject_of
from checks.interpretation.copied import interpretations_say_more
from checks.interpretation.forms import interpretations_have_forms
from checks.interpretation.linked import interpretations_are_linked
from checks.interpretation.timely import interpretations_are_timely
from test_checks.builders import AS_OF, CUT, article, column, only_fail, run, tree, url, verdict
from xunjian.model.document import Document as File
from xunjian.model.finding import Status
from xunjian.model.interpretation import Document, Interpretations, Pair, Tie
from xunjian.model.site import ColumnKind
from xunjian.model.texts import PageText, Texts
from xunjian.model.unit import DEPARTMENTS, GOVERNMENTS
from xunjian.plugin import Check

ALL = (
    interpretations_are_linked,
    interpretations_are_timely,
    interpretations_have_forms,
    interpretations_say_more,
)
DAY = AS_OF - timedelta(days=40)


def document(
    name: str,
    *days: date | None,
    title: str = "",
    chars: int = 500,
    images: int = 0,
    videos: int = 0,
    written: date | None = None,
    files: Sequence[str] = (),
) -> Document:
    copies = []
    for number, day in enumerate(days):
        page = article(f"a/{name}{number or ''}.html", day, chars=chars, images=images, videos=videos)
        page = replace(page, article=replace(page.article, title=title or f"某办法{name}"))
        copies.append(page)
    if files:
        whole = article("x", attachments=files).article.attachments
        copies = [replace(one, article=replace(one.article, attachments=whole)) for one in copies]
    return Document(tuple(copies), days, written)


def pair(
    interpretation: Document,
    policy: Document,
    there: Tie = Tie.LINKED,
    back: Tie = Tie.LINKED,
) -> Pair:
    return Pair(interpretation, policy, "标题", there, back, "页面过大，没有读完")


def found(*pairs: Pair, more: Sequence[Document] = ()) -> Interpretations:
    return Interpretations((*(each.interpretation for each in pairs), *more), pairs)


SOUND = pair(document("解读", DAY), document("政策", DAY))
COLUMNS = tree(column("政策解读"))


class Words:
    """Texts by address."""

    def __init__(self, pages: dict[str, str], files: dict[str, str]) -> None:
        self.pages, self.files = pages, files

    def page(self, address: str) -> PageText | None:
        text = self.pages.get(address)
        return None if text is None else PageText(address, (text,), (text,))

    def document(self, address: str) -> File | None:
        text = self.files.get(address)
        return None if text is None else File("docx", text)


def words(interpretation: str, policy: str, **files: str) -> Texts:
    pages = {url("a/解读.html"): interpretation, url("a/政策.html"): policy}
    return Texts(Words(pages, {url(f"{name}.docx"): text for name, text in files.items()}))


NUMBERS = "".join(chr(0x4E00 + number) for number in range(900))
"""A text without two equal parts."""


@pytest.mark.parametrize("check", ALL, ids=lambda check: check.id)
def test_who_owes_it(check: Check) -> None:
    assert check.unit_types == GOVERNMENTS | DEPARTMENTS


@pytest.mark.parametrize("check", ALL, ids=lambda check: check.id)
def test_without_a_sample_nothing_is_known(check: Check) -> None:
    texts = words("", "")
    assert verdict(run(check, found(), COLUMNS, texts)) == "unknown"
    assert verdict(run(check, found(), tree(), texts)) == "unknown"
    unread = column("政策解读", kind=ColumnKind.UNREAD, reason="页面打不开")
    assert "页面打不开" in run(check, found(), tree(unread), texts)[0].message


@pytest.mark.parametrize(
    "columns",
    [
        tree(column("政策解读", unrendered=True)),
        tree(column("政策解读", seen_whole=False)),
        tree(column("政策解读", kind=ColumnKind.EXTERNAL)),
    ],
)
def test_no_pass_where_the_column_was_not_seen_whole(columns: object) -> None:
    texts = words(NUMBERS[:300], NUMBERS[300:])
    for check in ALL:
        assert verdict(run(check, found(SOUND), columns, texts)) == "unknown"  # type: ignore[arg-type]
        assert verdict(run(check, found(SOUND), COLUMNS, CUT, texts)) == "unknown"


# -- linked


def test_linked_both_ways() -> None:
    assert verdict(run(interpretations_are_linked, found(SOUND), COLUMNS)) == "pass"


def test_each_direction_is_a_fault_of_its_page() -> None:
    bare = pair(SOUND.interpretation, SOUND.policy, there=Tie.ABSENT)
    finding = only_fail(run(interpretations_are_linked, found(bare), COLUMNS))
    assert finding.subject == subject_of(SOUND.interpretation)
    bare = pair(SOUND.interpretation, SOUND.policy, back=Tie.ABSENT)
    finding = only_fail(run(interpretations_are_linked, found(bare), COLUMNS))
    assert finding.subject == subject_of(SOUND.policy)
    both = pair(SOUND.interpretation, SOUND.policy, Tie.ABSENT, Tie.ABSENT)
    assert len(run(interpretations_are_linked, found(both), COLUMNS)) == 2


def test_a_policy_without_links_is_one_fault_however_many_explain_it() -> None:
    pairs = [pair(document(f"解读{n}", DAY), SOUND.policy, back=Tie.ABSENT) for n in range(3)]
    only_fail(run(interpretations_are_linked, found(*pairs), COLUMNS))


def test_what_was_not_read_is_no_fault() -> None:
    hidden = pair(SOUND.interpretation, SOUND.policy, back=Tie.UNSEEN)
    findings = run(interpretations_are_linked, found(hidden), COLUMNS)
    assert verdict(findings) == "unknown"
    assert "页面过大" in findings[0].message


def test_a_fault_is_said_although_the_crawl_was_cut() -> None:
    bare = pair(SOUND.interpretation, SOUND.policy, there=Tie.ABSENT)
    assert verdict(run(interpretations_are_linked, found(bare), COLUMNS, CUT)) == "fail"


# -- timely


@pytest.mark.parametrize(("days", "status"), [(-20, "pass"), (0, "pass"), (3, "pass"), (4, "fail")])
def test_three_calendar_days(days: int, status: str) -> None:
    one = pair(document("解读", DAY + timedelta(days=days)), document("政策", DAY))
    assert verdict(run(interpretations_are_timely, found(one), COLUMNS)) == status


def test_the_limit_is_a_parameter() -> None:
    one = pair(document("解读", DAY + timedelta(days=5)), document("政策", DAY))
    assert verdict(run(interpretations_are_timely, found(one), COLUMNS, days=5)) == "pass"
    finding = only_fail(run(interpretations_are_timely, found(one), COLUMNS, days=0))
    assert "相隔 5 天" in finding.message


def test_only_the_day_of_signing_is_known() -> None:
    late = document("解读", DAY + timedelta(days=9))
    signed = pair(late, document("政策", None, written=DAY))
    assert verdict(run(interpretations_are_timely, found(signed), COLUMNS)) == "review"
    near = pair(document("解读", DAY + timedelta(days=2)), document("政策", None, written=DAY))
    assert verdict(run(interpretations_are_timely, found(near), COLUMNS)) == "pass"
    assert (
        verdict(run(interpretations_are_timely, found(pair(late, document("政策", None))), COLUMNS))
        == "unknown"
    )
    undated = pair(document("解读", None), document("政策", DAY))
    assert verdict(run(interpretations_are_timely, found(undated), COLUMNS)) == "unknown"


def test_a_policy_published_again() -> None:
    policy = document("政策", DAY, DAY + timedelta(days=30))
    for days in (1, 31):
        one = pair(document("解读", DAY + timedelta(days=days)), policy)
        assert verdict(run(interpretations_are_timely, found(one), COLUMNS)) == "pass"


def test_a_second_interpretation_later_on_is_for_a_person() -> None:
    second = pair(document("又一解读", DAY + timedelta(days=20)), SOUND.policy)
    findings = run(interpretations_are_timely, found(SOUND, second), COLUMNS)
    assert verdict(findings) == "review"


def test_a_year_apart_they_may_be_two_editions() -> None:
    one = pair(document("解读", DAY), document("政策", DAY - timedelta(days=400)))
    assert verdict(run(interpretations_are_timely, found(one), COLUMNS)) == "review"


# -- forms

TEXT = document("文字", DAY)
PICTURE = document("图片", DAY, images=1, chars=0)
FILM = document("视频", DAY, videos=1, chars=0)


def test_three_forms() -> None:
    assert verdict(run(interpretations_have_forms, found(more=[TEXT, PICTURE, FILM]), COLUMNS)) == "pass"
    rich = document("全", DAY, images=1, videos=1)
    assert verdict(run(interpretations_have_forms, found(more=[rich]), COLUMNS)) == "pass"


def test_a_short_text_without_pictures_is_a_text() -> None:
    short = document("短", AS_OF, chars=60)
    assert verdict(run(interpretations_have_forms, found(more=[short, PICTURE, FILM]), COLUMNS)) == "pass"
    for other in (document("句", AS_OF, chars=12), document("图", AS_OF, chars=60, images=1)):
        assert verdict(run(interpretations_have_forms, found(more=[other, PICTURE, FILM]), COLUMNS)) == "fail"


def test_two_forms() -> None:
    finding = only_fail(run(interpretations_have_forms, found(more=[TEXT, TEXT, PICTURE]), COLUMNS))
    assert "文字、图片" in finding.message
    assert (
        verdict(run(interpretations_have_forms, found(more=[TEXT, TEXT, PICTURE]), COLUMNS, minimum=2))
        == "pass"
    )


def test_few_interpretations_are_for_a_person() -> None:
    assert verdict(run(interpretations_have_forms, found(more=[TEXT, PICTURE]), COLUMNS)) == "review"


def test_a_title_that_promises_a_form_is_for_a_person() -> None:
    promised = document("图解", DAY, title="一图读懂某办法")
    shown = run(interpretations_have_forms, found(more=[TEXT, promised, FILM]), COLUMNS)
    assert verdict(shown) == "review"
    attached = document("图解", DAY, title="一图读懂某办法", files=["a/图.pdf"])
    assert verdict(run(interpretations_have_forms, found(more=[TEXT, attached, FILM]), COLUMNS)) == "pass"


def test_the_window() -> None:
    first = date(AS_OF.year - 1, AS_OF.month, AS_OF.day)
    on_it = document("视频", first, videos=1)
    assert verdict(run(interpretations_have_forms, found(more=[TEXT, PICTURE, on_it]), COLUMNS)) == "pass"
    before = document("视频", first - timedelta(days=1), videos=1)
    rows = [TEXT, TEXT, PICTURE, before]
    assert verdict(run(interpretations_have_forms, found(more=rows), COLUMNS)) == "fail"
    assert verdict(run(interpretations_have_forms, found(more=[before]), COLUMNS)) == "unknown"


def test_unread_interpretations_may_have_any_form() -> None:
    shell = article("a/shell.html", DAY, shell=True)
    rows = [TEXT, TEXT, TEXT, Document((shell,), (DAY,))]
    assert verdict(run(interpretations_have_forms, found(more=rows), COLUMNS)) == "unknown"
    assert (
        verdict(run(interpretations_have_forms, found(more=[*rows[:3], document("无", None)]), COLUMNS))
        == "unknown"
    )


# -- copied


def test_a_text_of_its_own() -> None:
    texts = words(NUMBERS[:400], NUMBERS[400:])
    assert verdict(run(interpretations_say_more, found(SOUND), COLUMNS, texts)) == "pass"


def test_a_copy_is_for_a_person() -> None:
    texts = words("现将要点摘录如下：" + NUMBERS[100:400], NUMBERS)
    findings = run(interpretations_say_more, found(SOUND), COLUMNS, texts)
    assert [finding.status for finding in findings] == [Status.REVIEW]
    assert "相同" in findings[0].message
    assert verdict(run(interpretations_say_more, found(SOUND), COLUMNS, texts, limit=1.0)) == "pass"


def test_half_a_copy_is_none() -> None:
    texts = words(NUMBERS[200:500], NUMBERS[:350])
    assert verdict(run(interpretations_say_more, found(SOUND), COLUMNS, texts)) == "pass"


def test_the_policy_stands_in_its_attachment() -> None:
    policy = document("政策", DAY, files=["file.docx"])
    one = pair(SOUND.interpretation, policy)
    texts = words(NUMBERS[100:400], "现予印发。", file=NUMBERS)
    assert verdict(run(interpretations_say_more, found(one), COLUMNS, texts)) == "review"


def test_pictures_and_short_texts_are_not_compared() -> None:
    texts = words(NUMBERS[:300], NUMBERS)
    drawn = pair(document("解读", DAY, images=1), SOUND.policy)
    assert verdict(run(interpretations_say_more, found(drawn), COLUMNS, texts)) == "unknown"
    short = words(NUMBERS[:60], NUMBERS)
    assert verdict(run(interpretations_say_more, found(SOUND), COLUMNS, short)) == "unknown"


def test_so_many_are_compared() -> None:
    texts = words(NUMBERS[:300], NUMBERS)
    own = pair(document("别的", DAY), SOUND.policy)
    findings = run(interpretations_say_more, found(own, SOUND), COLUMNS, texts, most=1)
    assert verdict(findings) == "unknown"
