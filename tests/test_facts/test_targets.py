"""How each link target is judged: one target, one outcome."""

import pytest

from tests.test_facts.portal import HOME, HOST, LONG, OTHER, article, column, fact, html, portal, rows, target
from xunjian.model.observation import Role
from xunjian.model.site import TargetKind, Targets, TargetState

PDF = b"%PDF-1.4 ..."


def link(url: str, text: str = "某某专题") -> str:
    return f"<p><a href='{url}'>{text}</a></p>"


@pytest.mark.parametrize(
    "code", ["http_404", "http_410", "http_403", "http_500", "dns", "refused", "reset", "timeout", "tls"]
)
def test_own_faults_are_broken(code: str) -> None:
    snapshot = portal(link("/gone.html"))
    snapshot.fail(f"{HOST}/gone.html", code, role=Role.PAGE)
    found = target(snapshot, f"{HOST}/gone.html")
    assert found.state is TargetState.BROKEN
    assert found.fault
    assert found.same_site
    assert found.on_home
    assert found.text == "某某专题"


@pytest.mark.parametrize(
    ("code", "state"),
    [
        ("http_404", TargetState.BROKEN),
        ("http_410", TargetState.BROKEN),
        ("http_418", TargetState.BROKEN),
        ("dns", TargetState.BROKEN),
        ("refused", TargetState.BROKEN),
        ("timeout", TargetState.BROKEN),
        ("http_401", TargetState.DOUBTFUL),
        ("http_403", TargetState.DOUBTFUL),
        ("http_405", TargetState.DOUBTFUL),
        ("http_429", TargetState.DOUBTFUL),
        ("http_500", TargetState.DOUBTFUL),
        ("http_503", TargetState.DOUBTFUL),
        ("tls", TargetState.DOUBTFUL),
        ("shield", TargetState.UNKNOWN),
        ("robots", TargetState.UNKNOWN),
        ("not_fetched", TargetState.UNKNOWN),
        ("private_address", TargetState.UNKNOWN),
    ],
)
def test_other_sites(code: str, state: TargetState) -> None:
    snapshot = portal(link(f"{OTHER}/x"))
    snapshot.fail(f"{OTHER}/x", code)
    found = target(snapshot, f"{OTHER}/x")
    assert found.state is state
    assert not found.same_site
    assert bool(found.reason) is (state is TargetState.UNKNOWN)
    assert bool(found.fault) is (state in (TargetState.BROKEN, TargetState.DOUBTFUL))


def test_a_shield_says_what_to_do() -> None:
    snapshot = portal(link("/x.html"))
    snapshot.fail(f"{HOST}/x.html", "shield", role=Role.PAGE)
    assert "加入白名单" in target(snapshot, f"{HOST}/x.html").reason


def test_never_fetched_is_unknown() -> None:
    found = target(portal(link("/never.html")), f"{HOST}/never.html")
    assert found.state is TargetState.UNKNOWN
    assert found.chain == ()


@pytest.mark.parametrize(
    "url",
    [
        "https://bszs.conac.cn/sitename?method=show&id=1",
        "http://www.beian.gov.cn/portal/registerSystemInfo?recordcode=1",
        "https://beian.miit.gov.cn/",
        "https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=1",
    ],
)
def test_central_services_are_recognised(url: str) -> None:
    assert target(portal(link(url)), url).state is TargetState.RECOGNISED


def test_a_name_that_only_looks_like_a_service_is_tried() -> None:
    snapshot = portal(link("http://www.notconac.cn/"))
    snapshot.fail("http://www.notconac.cn/", "dns")
    assert target(snapshot, "http://www.notconac.cn/").state is TargetState.BROKEN


def test_redirects() -> None:
    snapshot = portal(link("/a") + link("/loop") + link("/out") + link("/long"))
    snapshot.redirect(f"{HOST}/a", f"{HOST}/tzgg/")
    snapshot.redirect(f"{HOST}/loop", f"{HOST}/loop2")
    snapshot.redirect(f"{HOST}/loop2", f"{HOST}/loop")
    snapshot.redirect(f"{HOST}/out", f"{OTHER}/closed")
    snapshot.fail(f"{OTHER}/closed", "http_503")
    for hop in range(12):
        snapshot.redirect(f"{HOST}/long" + f"/{hop}" * bool(hop), f"{HOST}/long/{hop + 1}")
    assert target(snapshot, f"{HOST}/a").state is TargetState.SOUND
    assert len(target(snapshot, f"{HOST}/a").chain) == 2
    assert target(snapshot, f"{HOST}/loop").fault == "重定向循环"
    assert target(snapshot, f"{HOST}/out").state is TargetState.DOUBTFUL
    assert target(snapshot, f"{HOST}/long").state is TargetState.BROKEN


def test_redirect_to_a_missing_page_is_broken() -> None:
    snapshot = portal(link("/old.html"))
    snapshot.redirect(f"{HOST}/old.html", f"{HOST}/new.html")
    snapshot.fail(f"{HOST}/new.html", "http_404", role=Role.PAGE)
    found = target(snapshot, f"{HOST}/old.html")
    assert found.state is TargetState.BROKEN
    assert "404" in found.fault


def test_what_is_no_link_never_appears() -> None:
    no_links = "".join(
        link(url) for url in ("mailto:a@b.cn", "tel:0999-1234567", "javascript:void(0)", "#top", "")
    )
    snapshot = portal(
        no_links + "<form action='/search.jsp'><input name='q'></form><!-- <a href='/c.html'>注</a> -->"
    )
    urls = {each.url for each in fact(snapshot, Targets).targets}
    assert all(url.startswith(HOST) for url in urls)
    assert not urls & {f"{HOST}/search.jsp", f"{HOST}/c.html"}


def test_mirrors_in_traditional_characters_are_nobodys() -> None:
    snapshot = portal(link(f"{HOST}/gate/big5/www.yx.gov.cn/", "繁體"))
    assert all("big5" not in each.url for each in fact(snapshot, Targets).targets)


def test_found_on_lists_all_pages_home_first() -> None:
    snapshot = portal(link("/gone.html"))
    snapshot.fail(f"{HOST}/gone.html", "http_404", role=Role.PAGE)
    snapshot.page(
        f"{HOST}/a.html", article("关于某某工作的通知说明", LONG + link("/gone.html") + link("/only.html"))
    )
    snapshot.fail(f"{HOST}/only.html", "http_404", role=Role.PAGE)
    assert target(snapshot, f"{HOST}/gone.html").found_on == (HOME, f"{HOST}/a.html")
    only = target(snapshot, f"{HOST}/only.html")
    assert only.found_on == (f"{HOST}/a.html",)
    assert not only.on_home


def test_what_a_frame_of_the_home_page_shows_is_on_the_home_page() -> None:
    snapshot = portal("<iframe src='/inc/links.html'></iframe>")
    snapshot.page(f"{HOST}/inc/links.html", "<ul><li><a href='/gone.html'>旧专题</a></li></ul>")
    snapshot.fail(f"{HOST}/gone.html", "http_404", role=Role.PAGE)
    found = target(snapshot, f"{HOST}/gone.html")
    assert found.on_home
    assert found.found_on[0] == HOME


def test_images_are_targets() -> None:
    snapshot = portal("<img src='/i/a.jpg' alt='县城全景'>")
    snapshot.fail(f"{HOST}/i/a.jpg", "http_404")
    found = target(snapshot, f"{HOST}/i/a.jpg")
    assert (found.kind, found.state, found.text) == (TargetKind.IMAGE, TargetState.BROKEN, "县城全景")


def test_scripts_and_style_sheets_are_none() -> None:
    snapshot = portal("<script src='/js/a.js'></script><link rel='stylesheet' href='/c.css'>")
    assert not [each for each in fact(snapshot, Targets).targets if each.url.endswith((".js", ".css"))]


@pytest.mark.parametrize(
    ("body", "content_type", "state"),
    [
        (PDF, "application/pdf", TargetState.SOUND),
        (b"", "application/pdf", TargetState.BROKEN),
        ("<html><body>文件不存在</body></html>".encode(), "text/html", TargetState.BROKEN),
        (b"PK\x03\x04....", "application/pdf", TargetState.BROKEN),
    ],
)
def test_attachments(body: bytes, content_type: str, state: TargetState) -> None:
    snapshot = portal(link("/f/a.pdf", "附件"))
    snapshot.answer(f"{HOST}/f/a.pdf", body, content_type=content_type)
    found = target(snapshot, f"{HOST}/f/a.pdf")
    assert (found.kind, found.state) == (TargetKind.ATTACHMENT, state)


def test_download_addresses_are_attachments() -> None:
    snapshot = portal(
        link("/down.jsp?file=a.xlsx") + link("/down?id=7", "名单") + link("/down?id=8", "附件：名单.xlsx")
    )
    snapshot.fail(f"{HOST}/down.jsp?file=a.xlsx", "http_404", role=Role.PAGE)
    snapshot.answer(f"{HOST}/down?id=7", PDF, role=Role.PAGE, content_type="application/pdf")
    snapshot.fail(f"{HOST}/down?id=8", "http_404", role=Role.PAGE)
    kinds = {each.url.partition("?")[2]: (each.kind, each.state) for each in fact(snapshot, Targets).targets}
    assert kinds["file=a.xlsx"] == (TargetKind.ATTACHMENT, TargetState.BROKEN)
    assert kinds["id=7"] == (TargetKind.ATTACHMENT, TargetState.SOUND)
    assert kinds["id=8"] == (TargetKind.ATTACHMENT, TargetState.BROKEN)


def test_a_page_titled_like_a_file_is_a_page() -> None:
    snapshot = portal(
        link("/tzgg/t202609.html", "关于开展检查的通知.pdf") + link("/gone.html", "某某通知.doc")
    )
    snapshot.fail(f"{HOST}/gone.html", "http_404", role=Role.PAGE)
    assert target(snapshot, f"{HOST}/tzgg/t202609.html").kind is TargetKind.PAGE
    assert target(snapshot, f"{HOST}/gone.html").kind is TargetKind.PAGE


def test_links_that_a_browser_added_count() -> None:
    snapshot = portal()
    url = f"{HOST}/zl/"
    snapshot.page(url, column("专栏", "<div id='app'></div>"))
    snapshot.page(
        url, column("专栏", rows(("关于开展检查的通知", "/gone.html", "2026-11-01"))), role=Role.RENDERED
    )
    snapshot.fail(f"{HOST}/gone.html", "http_404", role=Role.PAGE)
    assert target(snapshot, f"{HOST}/gone.html").found_on == (url,)


def test_every_page_counts_once() -> None:
    snapshot = portal()
    assert fact(snapshot, Targets).pages_read == 9
    snapshot.page(f"{HOST}/x.html", html("某某专题", "<p>说明</p>"))
    assert fact(snapshot, Targets).pages_read == 10


def test_a_file_in_whose_place_an_error_page_comes_is_a_broken_attachment() -> None:
    """That a page comes is no fault of its own: 在线预览 shows a file as one."""
    snapshot = portal(link("/download.jsp?id=7", "收费一览表.pdf") + link("/download.jsp?id=8", "名单.pdf"))
    gone = "<script>alert('文件不存在或已删除');history.back();</script>"
    snapshot.page(f"{HOST}/download.jsp?id=7", gone)
    snapshot.page(f"{HOST}/download.jsp?id=8", html("名单", "<p>" + "名单如下，请各单位核对。" * 9 + "</p>"))
    found = target(snapshot, f"{HOST}/download.jsp?id=7")
    assert (found.kind, found.state) == (TargetKind.ATTACHMENT, TargetState.BROKEN)
    assert target(snapshot, f"{HOST}/download.jsp?id=8").state is TargetState.SOUND
