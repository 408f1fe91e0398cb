"""content.picture_only"""

from dataclasses import replace

import pytest

from checks.content.picture_only import picture_only
from test_checks.builders import CUT, article, articles, column, item, page, run, tree, url, verdict
from xunjian.model.finding import Finding, Status
from xunjian.model.page import Article, Link, PageKind
from xunjian.model.site import ArticlePage, ColumnKind

SOUND = article("a/0.html")


def picture(
    title: str = "关于公布办事窗口调整的公告",
    place: str = "通知公告",
    path: str = "a/1.html",
    chars: int = 0,
    quote: str = "",
    attachments: tuple[str, ...] = (),
    videos: int = 0,
    shell: bool = False,
    links: tuple[Link, ...] = (),
) -> ArticlePage:
    made = article(
        path, chars=chars, images=1, attachments=attachments, videos=videos, shell=shell, links=links
    )
    return replace(made, article=replace(made.article, title=title, body_quote=quote), column=place)


def judged(*some: ArticlePage) -> list[Finding]:
    return run(picture_only, articles(SOUND, *some))


def test_a_notice_that_is_a_picture_is_for_a_person() -> None:
    findings = judged(picture())
    assert [finding.status for finding in findings] == [Status.REVIEW]
    finding = findings[0]
    assert finding.subject is not None
    assert (finding.subject.kind, finding.subject.url) == ("article", url("a/1.html"))
    assert finding.column == "通知公告"


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("2026年部门预算公开", "预决算公开"),
        ("城区供水价格调整", "政策文件"),
        ("拟录用人员公示", "工作动态"),
        ("服务范围", "政府信息公开指南"),
    ],
)
def test_disclosures_by_title_or_column(title: str, place: str) -> None:
    assert verdict(judged(picture(title, place))) == "review"


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("一图读懂：养老服务补贴怎么领", "通知公告"),
        ("图解：关于促进就业的若干意见", "政策文件"),
        ("关于促进就业的若干意见", "图解政策"),
        ("关于促进就业的若干意见", "政策解读"),
        ("春到山城", "图片新闻"),
        ("全县春耕有序展开", "政务动态"),
        ("行政区划图", "法定主动公开内容"),
        ("办事流程图", "办事公开"),
        ("防溺水宣传海报", "通知公告"),
        ("某某同志", "领导之窗"),
        ("内设机构", "机构职能"),
    ],
)
def test_what_is_meant_to_be_a_picture(title: str, place: str) -> None:
    assert verdict(judged(picture(title, place))) == "pass"


def test_text_attachments_and_videos_speak_besides_the_picture() -> None:
    assert verdict(judged(picture(chars=11))) == "pass"
    assert verdict(judged(picture(attachments=("f.pdf",)))) == "pass"
    assert verdict(judged(picture(videos=1))) == "pass"
    framed = Link(url("viewer.html?file=a.pdf"), "", "frame")
    assert verdict(judged(picture(links=(framed,)))) == "pass"
    assert verdict(judged(article("a/1.html", chars=0, images=0))) == "pass"  # blank_page's


def test_a_caption_or_the_title_once_more_is_no_text() -> None:
    assert verdict(judged(picture(chars=8, quote="点击图片查看大图"))) == "review"
    title = "关于公布办事窗口调整的公告"
    assert verdict(judged(picture(chars=len(title), quote=title))) == "review"
    assert verdict(run(picture_only, articles(picture(chars=8)), max_chars=7)) == "pass"


def test_the_columns_above_make_it_a_disclosure() -> None:
    each = picture("窗口安排", "其他")
    own = column("其他", [item(None, "窗口安排", "a/1.html")], path=["政府信息公开"])
    assert verdict(run(picture_only, articles(SOUND, each), tree(own))) == "review"
    own = column("其他", [item(None, "窗口安排", "a/1.html")], path=["走进本县"])
    assert verdict(run(picture_only, articles(SOUND, each), tree(own))) == "pass"


def test_a_column_that_is_one_picture() -> None:
    read = Article("政府信息公开指南", images=1)
    guide = page(url("c/1/"), PageKind.COLUMN, article=read)
    at = column("政府信息公开指南", kind=ColumnKind.ARTICLE, at=guide)
    assert verdict(run(picture_only, articles(SOUND), tree(at))) == "review"


def test_what_was_not_seen_is_unknown() -> None:
    assert verdict(judged(picture(shell=True))) == "unknown"
    assert verdict(run(picture_only, articles(SOUND), CUT)) == "unknown"
    assert verdict(run(picture_only, articles())) == "unknown"
    assert verdict(run(picture_only, articles(picture()), CUT)) == "review"
