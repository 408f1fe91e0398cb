"""content.blank_page"""

from checks.content.blank_page import blank_pages
from test_checks.builders import CUT, article, articles, column, only_fail, page, run, tree, url, verdict
from xunjian.model.page import Article, Link, PageKind
from xunjian.model.site import ColumnKind

SOUND = article("a/0.html")


def test_articles_with_something() -> None:
    some = articles(
        SOUND,
        article("a/1.html", chars=4),
        article("a/2.html", chars=0, images=1),
        article("a/3.html", chars=0, videos=1),
        article("a/4.html", chars=0, attachments=["f.pdf"]),
    )
    assert verdict(run(blank_pages, some)) == "pass"


def test_an_article_with_nothing() -> None:
    finding = only_fail(run(blank_pages, articles(SOUND, article("a/1.html", chars=0))))
    assert finding.subject is not None
    assert (finding.subject.kind, finding.subject.url) == ("article", url("a/1.html"))
    assert finding.column == "通知公告"


def test_a_pack_may_ask_for_more_words() -> None:
    assert verdict(run(blank_pages, articles(article(chars=9)), max_chars=9)) == "fail"
    assert verdict(run(blank_pages, articles(article(chars=10)), max_chars=9)) == "pass"


def test_a_shell_is_unknown_until_a_browser_opened_it() -> None:
    assert verdict(run(blank_pages, articles(article(chars=0, shell=True)))) == "unknown"
    assert verdict(run(blank_pages, articles(article(chars=0, shell=True, rendered=True)))) == "fail"


def test_a_page_that_leads_on_is_not_blank() -> None:
    refresh = article("a/1.html", chars=0, links=[Link(url("b.html"), "", "meta")])
    script = article("a/2.html", chars=0, links=[Link(url("c.html"), "", "script")], text_chars=12)
    assert verdict(run(blank_pages, articles(SOUND, refresh, script))) == "pass"
    full = article("a/2.html", chars=0, links=[Link(url("c.html"), "", "script")])
    assert verdict(run(blank_pages, articles(SOUND, full))) == "fail"


def test_a_frame_of_its_own_holds_content_one_of_the_template_does_not() -> None:
    own = article("a/1.html", chars=0, links=[Link(url("doc.html"), "", "frame")])
    assert verdict(run(blank_pages, articles(SOUND, own))) == "pass"
    head = Link(url("head.html"), "", "frame")
    framed = [article(f"a/{n}.html", chars=200 * (n > 1), links=[head]) for n in (1, 2, 3)]
    assert only_fail(run(blank_pages, articles(*framed)))


def test_a_script_of_the_menu_sends_nobody_on() -> None:
    menu = Link(url("col/1/"), "", "script")
    some = [article(f"a/{n}.html", chars=200 * (n > 1), links=[menu], text_chars=60) for n in (1, 2, 3)]
    assert only_fail(run(blank_pages, articles(*some)))
    assert verdict(run(blank_pages, articles(*some[:2]))) == "pass", "two may both lead to one page"


def test_a_column_that_is_one_article_is_judged_too() -> None:
    read = Article("机构职能", body_chars=0)
    blank = column("机构职能", kind=ColumnKind.ARTICLE, at=page(url("c/1/"), PageKind.COLUMN, article=read))
    finding = only_fail(run(blank_pages, articles(SOUND), tree(blank)))
    assert finding.column == "机构职能"


def test_not_seen_whole_or_nothing_read() -> None:
    assert verdict(run(blank_pages, articles(SOUND), CUT)) == "unknown"
    assert verdict(run(blank_pages, articles())) == "unknown"
