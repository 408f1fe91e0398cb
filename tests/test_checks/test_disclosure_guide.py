"""disclosure.guide"""

import pytest

from checks.disclosure.guide import guide
from test_checks.builders import (
    CUT,
    HOME,
    Matcher,
    column,
    home,
    item,
    only_fail,
    page,
    run,
    tree,
    url,
    verdict,
)
from xunjian.model.document import Document
from xunjian.model.finding import Finding
from xunjian.model.page import Article, Attachment, Link, PageKind
from xunjian.model.site import Column, ColumnKind
from xunjian.model.texts import PageText, Texts

NAME = "政府信息公开指南"
WHOLE = (
    "本机关的政府信息公开工作机构为县政府办公室，负责受理申请。",
    "办公地址：人民路1号。联系电话：0999-6123456。",
    "办公时间：工作日8:30至17:30。",
    "申请人可以当面提交申请，也可以通过邮寄提交。",
)
PARTS = {
    "受理机构": "本指南由有关方面编制，请认真阅读以下各项内容，了解如何获取信息，谢谢配合与支持。",
    "办公地址": WHOLE[0] + WHOLE[2] + WHOLE[3] + "电话：6123456。",
    "联系电话": WHOLE[0] + "办公地址：人民路1号。" + WHOLE[2] + WHOLE[3],
    "办公时间": WHOLE[0] + WHOLE[1] + WHOLE[3],
    "申请方式": WHOLE[0] + WHOLE[1] + WHOLE[2],
}


class Words:
    def __init__(self, pages: dict[str, str], files: dict[str, Document] | None = None, *links: Link) -> None:
        self.pages, self.files, self.links = pages, files or {}, links

    def page(self, address: str) -> PageText | None:
        text = self.pages.get(address)
        lines = tuple((text or "").split("\n"))
        return None if text is None else PageText(address, lines, lines, links=self.links)

    def document(self, address: str) -> Document | None:
        return self.files.get(address)


def single(*files: str, shell: bool = False) -> Column:
    attachments = tuple(Attachment(NAME, url(each)) for each in files)
    at = page(url("c/zn/"), PageKind.ARTICLE, article=Article(NAME, attachments=attachments), shell=shell)
    return column(NAME, kind=ColumnKind.ARTICLE, at=at, address=url("c/zn/"))


def judged(
    text: str, *files: str, shell: bool = False, documents: dict[str, Document] | None = None
) -> list[Finding]:
    words = Words({url("c/zn/"): text}, {url(name): each for name, each in (documents or {}).items()})
    return run(guide, tree(single(*files, shell=shell)), Texts(words))


def test_a_whole_guide() -> None:
    assert verdict(judged("\n".join(WHOLE))) == "pass"
    wide = str.maketrans("0123456789-", "０１２３４５６７８９－")
    assert verdict(judged("\n".join(WHOLE).translate(wide))) == "pass"


@pytest.mark.parametrize("missing", ["办公地址", "联系电话", "办公时间", "申请方式"])
def test_a_guide_that_lacks_a_part(missing: str) -> None:
    finding = only_fail(judged(PARTS[missing]))
    assert finding.observed == f"没有找到{missing}"
    assert finding.subject is not None
    assert (finding.subject.kind, finding.subject.url) == ("site", HOME)


def test_a_guide_that_says_nothing_of_it() -> None:
    finding = only_fail(judged(PARTS["受理机构"] * 2))
    assert "受理机构、办公地址、联系电话、办公时间、申请方式" in (finding.observed or "")


def test_who_put_the_page_up_takes_no_applications_in() -> None:
    source = "信息来源：县人民政府办公室 发布日期：2026年5月1日"
    said = PARTS["受理机构"]
    rest = "\n".join((source, said, *WHOLE[1:]))
    assert only_fail(judged(rest)).observed == "没有找到受理机构"


def test_a_pack_may_ask_for_less() -> None:
    words = Words({url("c/zn/"): PARTS["联系电话"]})
    assert verdict(run(guide, tree(single()), Texts(words), elements=["办公地址"])) == "pass"


def test_the_guide_may_lie_in_an_attachment() -> None:
    file = {"f.docx": Document("docx", "\n".join(WHOLE))}
    assert verdict(judged("详见附件。", "f.docx", documents=file)) == "pass"
    scan = {"f.pdf": Document("pdf", "", unread="扫描件")}
    assert verdict(judged("详见附件。", "f.pdf", documents=scan)) == "unknown"
    assert verdict(judged("详见附件。", "f.pdf")) == "unknown"


def test_the_guide_may_lie_in_a_file_that_a_column_page_links_to() -> None:
    at = page(url("c/zn/"), PageKind.COLUMN)
    own = column(NAME, kind=ColumnKind.ARTICLE, at=at, address=url("c/zn/"))
    link = Link(url("f/zn.docx"), "请下载查看：政府信息公开指南.docx")
    for words, status in (("\n".join(WHOLE), "pass"), (PARTS["办公时间"], "fail")):
        texts = Words({url("c/zn/"): link.text}, {link.url: Document("docx", words)}, link)
        assert verdict(run(guide, tree(own), Texts(texts))) == status


def test_one_whole_guide_among_several_is_enough() -> None:
    listed = column(NAME, [item(None, "旧指南", "a/old.html"), item(None, "新指南", "a/new.html")])
    words = Words({url("a/old.html"): PARTS["申请方式"], url("a/new.html"): "\n".join(WHOLE)})
    assert verdict(run(guide, tree(listed), Texts(words))) == "pass"


def test_what_was_not_read_is_unknown() -> None:
    assert verdict(judged("", shell=True)) == "unknown"
    assert verdict(judged("本页为图片。")) == "unknown"
    assert verdict(run(guide, tree(single()), Texts(Words({})))) == "unknown"
    assert verdict(run(guide, tree(), CUT, Texts(Words({})))) == "unknown"
    assert verdict(run(guide, tree(), home(unread=[url("nav.js")]), Texts(Words({})))) == "unknown"
    assert (
        verdict(run(guide, tree(nav=[(NAME, "https://gk.province.gov.cn/")]), Texts(Words({})))) == "unknown"
    )


def test_no_guide_at_all() -> None:
    finding = only_fail(run(guide, tree(column("通知公告")), Texts(Words({}))))
    assert finding.signature == "missing"
    assert Matcher().score(NAME, "通知公告") == 0


def test_elements_that_only_some_offices_ask_for() -> None:
    asked = {"elements": ("网站", "微博微信", "客户端", "查阅点")}
    told = "登录 www.example.gov.cn，关注微信公众号“江北发布”，下载“江北”客户端，到档案馆查阅点查阅。"
    words = Words({url("c/zn/"): "\n".join((*WHOLE, told))})
    assert verdict(run(guide, tree(single()), Texts(words), **asked)) == "pass"
    words = Words({url("c/zn/"): "\n".join((*WHOLE, "关注微信公众号“江北发布”。"))})
    finding = only_fail(run(guide, tree(single()), Texts(words), **asked))
    assert finding.observed == "没有找到网站、客户端、查阅点"
