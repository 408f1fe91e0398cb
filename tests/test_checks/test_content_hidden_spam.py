"""content.hidden_spam"""

from dataclasses import replace

from checks.content.hidden_spam import hidden_spam
from test_checks.builders import CUT, HOME, only_fail, page, pages, run, url, verdict
from xunjian.model.page import HiddenSpam, PageKind
from xunjian.model.site import Page

LINKS = HiddenSpam("link", ("百家乐",), "百家乐官网", ("a.invalid", "b.invalid"))
DOUBT = HiddenSpam("link", (), "甲网 乙网 丙网", ("a.invalid", "b.invalid", "c.invalid"), sure=False)


def holding(*spam: HiddenSpam, path: str = "a/1.html", shell: bool = False) -> Page:
    each = page(url(path), PageKind.ARTICLE, shell=shell)
    return replace(each, reading=replace(each.reading, spam=spam))


def test_clean_pages() -> None:
    assert verdict(run(hidden_spam, pages(page(), holding()))) == "pass"


def test_a_hidden_link_with_its_words_and_sites() -> None:
    finding = only_fail(run(hidden_spam, pages(page(), holding(LINKS))))
    assert finding.subject is not None
    assert (finding.subject.kind, finding.subject.url) == ("page", url("a/1.html"))
    assert "百家乐" in finding.message
    assert "a.invalid" in finding.message


def test_each_kind_is_told_in_words() -> None:
    for kind, word in {"text": "隐藏着", "title": "标题", "junk": "空标记"}.items():
        spam = HiddenSpam(kind, ("百家乐",), "百家乐")
        assert word in only_fail(run(hidden_spam, pages(page(), holding(spam)))).message


def test_links_without_words_are_for_a_person() -> None:
    assert verdict(run(hidden_spam, pages(page(), holding(DOUBT)))) == "review"
    assert verdict(run(hidden_spam, pages(page(), holding(DOUBT, LINKS)))) == "fail"


def test_the_same_on_all_pages_is_one_finding() -> None:
    home = page()
    home = replace(home, reading=replace(home.reading, spam=(LINKS,)))
    finding = only_fail(run(hidden_spam, pages(holding(LINKS), home, holding(LINKS, path="a/2.html"))))
    assert finding.subject is not None
    assert finding.subject.url == HOME
    assert len(finding.subject.found_on) == 3


def test_what_was_not_seen_is_unknown_and_hides_no_spam() -> None:
    assert verdict(run(hidden_spam, pages(page()), CUT)) == "unknown"
    assert verdict(run(hidden_spam, pages(page(), holding(shell=True)))) == "unknown"
    assert verdict(run(hidden_spam, pages(page(), holding(LINKS)), CUT)) == "fail"
