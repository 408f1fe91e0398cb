"""Facts made by hand: what a check is shown, without a crawl. Every maker has the sound case as default."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from xunjian.model.browser import EntryClick
from xunjian.model.document import Document
from xunjian.model.finding import Finding, Status
from xunjian.model.observation import Attempt, Fetch, Observation, Outcome, Role
from xunjian.model.page import (
    Article,
    Attachment,
    Footer,
    Image,
    Item,
    Link,
    NavLink,
    PageKind,
    PageReading,
    Reading,
)
from xunjian.model.private_files import PrivateFiles
from xunjian.model.site import (
    ArticlePage,
    Articles,
    Clock,
    Column,
    ColumnKind,
    ColumnTree,
    Coverage,
    Fact,
    Home,
    Page,
    Pages,
    Rhythm,
    Target,
    TargetKind,
    Targets,
    TargetState,
    Transport,
    UnitFacts,
)
from xunjian.model.texts import PageText, Texts
from xunjian.model.unit import Scope
from xunjian.plugin import Check

HOME = "http://www.example.gov.cn/"
AS_OF = date(2026, 11, 20)


def url(path: str) -> str:
    return HOME + path


def fetch(address: str, status: int = 200, attempts: int = 1, location: str | None = None) -> Fetch:
    tries = tuple(Attempt("GET", "2026-11-20T08:00:00+08:00", 0.1, status, "ok") for _ in range(attempts))
    sound = status < 400
    return Fetch(
        address,
        Role.PAGE,
        Outcome.OK if sound else Outcome.FAILED,
        "ok" if sound else f"http_{status}",
        status,
        location,
        sha256="0" * 64,
        fetched_at="2026-11-20T08:00:00+08:00",
        attempts=tries,
    )


FOOTER = Footer(
    icp=Reading("京ICP备12345678号-1", "页脚文字"),
    police=Reading("京公网安备11010102000001号", "页脚文字"),
    site_code=Reading("1100000001", "页脚文字"),
    sponsor=Reading("某县人民政府", "页脚文字", "主办单位：某县人民政府"),
    contact=Reading("010-12345678", "页脚文字"),
    party_badge=Reading("conac", "页脚脚本"),
    error_report=Reading("我为政府网站找错", "图片 alt"),
)

LABELS = {
    PageKind.HOME: {"SiteName": "某县", "SiteDomain": "www.example.gov.cn", "SiteIDCode": "1100000001"},
    PageKind.COLUMN: {"ColumnName": "通知公告", "ColumnType": "政务动态"},
    PageKind.ARTICLE: {"ArticleTitle": "题", "PubDate": "2026-11-19 08:00", "ContentSource": "某局"},
}


def page(
    address: str = HOME,
    kind: PageKind = PageKind.HOME,
    *,
    footer: Footer = FOOTER,
    labels: dict[str, str] | None = None,
    items: Sequence[Item] = (),
    links: Sequence[Link] = (),
    next_page: str | None = None,
    article: Article | None = None,
    shell: bool = False,
    rendered: bool = False,
    text_chars: int = 900,
    accessibility: Reading | None = None,
) -> Page:
    reading = PageReading(
        address,
        kind,
        "utf-8",
        document_title="某县人民政府",
        article=article,
        items=tuple(items),
        next_page=next_page,
        footer=footer,
        labels=LABELS.get(kind, {}) if labels is None else labels,
        links=tuple(links),
        images=(Image(url("logo.png"), "标志"),),
        is_shell=shell,
        text_chars=text_chars,
        accessibility_entry=accessibility,
    )
    return Page(reading, fetch(address), rendered)


def pages(*some: Page) -> Pages:
    return Pages(some or (page(),), HOME)


def home(*items: Item, unread: Sequence[str] = (), at: Page | None = None) -> Home:
    return Home(at or page(items=items), tuple(unread))


def item(
    when: date | None, name: str = "一条信息", path: str = "", *, pinned: bool = False, where: str = "列表"
) -> Item:
    return Item(name, url(path or f"a/{name}-{when}.html"), when, pinned, where)


def article(
    path: str = "a/1.html",
    published: date | datetime | None = AS_OF,
    *,
    chars: int = 200,
    images: int = 0,
    videos: int = 0,
    attachments: Sequence[str] = (),
    links: Sequence[Link] = (),
    shell: bool = False,
    rendered: bool = False,
    text_chars: int = 900,
) -> ArticlePage:
    read = Article(
        "关于某事的通知",
        published,
        "meta PubDate",
        body_chars=chars,
        images=images,
        videos=videos,
        attachments=tuple(Attachment("附件", url(each)) for each in attachments),
    )
    at = page(
        url(path),
        PageKind.ARTICLE,
        article=read,
        links=links,
        shell=shell,
        rendered=rendered,
        text_chars=text_chars,
    )
    return ArticlePage(read, at, "通知公告")


def articles(*some: ArticlePage) -> Articles:
    return Articles(some)


def column(
    name: str = "通知公告",
    items: Iterable[Item] = (),
    *,
    kind: ColumnKind = ColumnKind.LIST,
    rhythm: Rhythm = Rhythm.NOTICE,
    path: Sequence[str] = (),
    seen_whole: bool = True,
    unrendered: bool = False,
    at: Page | None = None,
    address: str | None = None,
    reason: str = "",
) -> Column:
    where = address or url(f"c/{name}/")
    own = None if kind is ColumnKind.UNREAD else at or page(where, PageKind.COLUMN)
    return Column(
        name, where, kind, rhythm, tuple(items), own, tuple(path), seen_whole, unrendered, reason, "首页导航"
    )


class Matcher:
    """Equal is 100, a shared half is alike, all else is nothing: enough to steer a check by hand."""

    def score(self, asked: str, found: str) -> float:
        if asked == found:
            return 100.0
        return 80.0 if found == f"类似{asked}" else 0.0


def tree(*columns: Column, nav: Sequence[tuple[str, str]] = (), complete: bool = True) -> ColumnTree:
    links = tuple(NavLink(name, address) for name, address in nav)
    reason = "" if complete else "有栏目页没有读到"
    return ColumnTree(columns, links, HOME, Matcher(), complete, reason, fetch(HOME))


def target(
    path: str = "a/1.html",
    state: TargetState = TargetState.SOUND,
    *,
    kind: TargetKind = TargetKind.PAGE,
    on_home: bool = False,
    same_site: bool = True,
    status: int = 200,
    fault: str = "",
    reason: str = "",
    found_on: Sequence[str] = (),
) -> Target:
    address = path if "://" in path else url(path)
    return Target(
        address,
        kind,
        state,
        on_home,
        same_site,
        tuple(found_on) or ((HOME,) if on_home else (url("c/"),)),
        "链接文字",
        fault,
        reason,
        (fetch(address, status, attempts=3),),
    )


def targets(*some: Target, home_read: bool = True) -> Targets:
    return Targets(some, home_read, 9)


WHOLE = Coverage(True, "", 9)
CUT = Coverage(False, "达到页数上限", 9, (url("a/unread.html"),))
CLOCK = Clock(AS_OF)


def unit(type: str = "county") -> UnitFacts:
    return UnitFacts("example", "某县", type, HOME, Scope(frozenset({"www.example.gov.cn"})))


def transport(
    *,
    tls: dict[str, object] | None = None,
    dns: dict[str, object] | None = None,
    is_ip: bool = False,
    standard_port: bool = True,
) -> Transport:
    host = "www.example.gov.cn"
    return Transport(
        host,
        is_ip,
        standard_port,
        Observation("tls", host, tls) if tls is not None else None,
        Observation("dns", host, dns) if dns is not None else None,
    )


class NoTexts:
    """No page and no file can be read."""

    def page(self, url: str) -> PageText | None:
        return None

    def document(self, url: str) -> Document | None:
        return None


SEEN: set[tuple[str, str]] = set()
"""Checks with the statuses that they had, and the classes of fault that they found, in the test under way."""


def run(check: Check, *facts: Fact, **changed: object) -> list[Finding]:
    """Run a check on facts (the sound ones where none is given) with changed parameters."""
    known: dict[type[Fact], Fact] = {
        Clock: CLOCK,
        Coverage: WHOLE,
        UnitFacts: unit(),
        Home: home(),
        Pages: pages(),
        ColumnTree: tree(),
        Articles: articles(),
        Targets: targets(),
        Transport: transport(),
        PrivateFiles: PrivateFiles(),
        EntryClick: EntryClick(),
        Texts: Texts(NoTexts()),
    }
    known.update({type(fact): fact for fact in facts})
    values: dict[str, object] = {name: known[kind] for name, kind in check.facts.items()}
    if check.takes_params:
        values["params"] = check.params(**changed)
    findings = list(check.run(**values))
    for finding in findings:
        _holds_together(finding)
    SEEN.add((check.id, verdict(findings)))
    SEEN.update((check.id, f"class {finding.kind}") for finding in findings if finding.kind)
    return findings


def _holds_together(finding: Finding) -> None:
    """What is true of every finding, whatever the check."""
    assert finding.message.endswith("。")
    if finding.status in (Status.FAIL, Status.REVIEW):
        assert finding.subject is not None
        assert finding.evidence
        assert finding.expected
        assert finding.observed
        assert "依据：" in finding.message
    if finding.status is Status.UNKNOWN:
        assert finding.message.startswith("未能判定：")
    if finding.status is Status.NOT_APPLICABLE:
        assert finding.message.startswith("不适用：")


_WORST_FIRST = (Status.FAIL, Status.REVIEW, Status.UNKNOWN, Status.PASS, Status.NOT_APPLICABLE)


def verdict(findings: list[Finding]) -> str:
    """The status that the engine folds them into."""
    present = {finding.status for finding in findings}
    return next((status.value for status in _WORST_FIRST if status in present), "silent")


def only_fail(findings: list[Finding]) -> Finding:
    fails = [finding for finding in findings if finding.status is Status.FAIL]
    assert len(fails) == 1, fails
    return fails[0]
