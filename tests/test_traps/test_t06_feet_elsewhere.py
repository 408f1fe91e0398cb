"""T6: the foot is written by a script, of the page or of the same site, or stands in a frame or fetched part."""

import json
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.test_traps.pages import FOOTER, SITE, foot_of, inspect, listing, trs, with_files
from xunjian.app.inspect import inspect_page
from xunjian.facts.page import read_page

FOOT = (
    '<div class="footer">主办单位：岚溪县人民政府办公室 网站标识码：3307990002 <a href="https://beian.miit.gov.cn/">'
    "浙ICP备11223344号-1</a> 浙公网安备33079902000017号 联系电话：0579-88112233</div>"
)
WANTED = {name: FOOTER[name] for name in ("icp", "police", "site_code", "sponsor", "contact")}
NONE = dict.fromkeys(WANTED)
CLOSED = FOOT.replace("</", "<\\/")
QUOTED = CLOSED.replace('"', '\\"')
PIECES = [FOOT[at : at + 9].replace("</", "<\\/") for at in range(0, len(FOOT), 9)]
CODED = "".join(f"%u{ord(each):04X}" for each in FOOT)

SCRIPTS = {
    "write": f'document.write("{QUOTED}");',
    "writeln": "\n".join(f'document.writeln("{part}");' for part in QUOTED.split(" ")),
    "unescape": f"document.write(unescape('{CODED}'));",
    "decode-uri": f"document.write(decodeURIComponent('{quote(FOOT)}'));",
    "glued": "document.write(" + " +\n".join(f"'{piece}'" for piece in PIECES) + ");",
    "grown": "var f='';\n" + "".join(f"f+='{piece}';\n" for piece in PIECES) + "document.write(f);",
    "joined": "document.write([" + ",".join(f"'{piece}'" for piece in PIECES) + "].join(''));",
    "continued": 'document.write("' + QUOTED.replace(" ", "\\\n") + '");',
    "template": f"document.write(`{CLOSED}`)",
    "template-with-variables": "const icp='浙ICP备11223344号-1', tel=\"0579-88112233\";\n"
    "document.body.insertAdjacentHTML('beforeend',`<div class='footer'><p>主办单位：岚溪县人民政府办公室</p>"
    "<p>网站标识码：3307990002</p><p>${icp}</p><p>浙公网安备33079902000017号</p><p>联系电话：${tel}</p></div>`)",
    "inner-html": f"document.getElementById('ft').innerHTML='{CLOSED}';",
    "outer-html": f"document.getElementById('ft').outerHTML='{CLOSED}';",
    "variable": f"var html='{CLOSED}';document.getElementById('ft').innerHTML=html;",
    "jquery-html": f"$(function(){{$('#ft').html('{CLOSED}');}});",
    "jquery-append": f'jQuery("body").append("{QUOTED}");',
    "escapes": "document.write(" + json.dumps(FOOT).replace("</", "<\\/") + ");",
    "hidden-from-old-browsers": f'<!--\ndocument.write("{QUOTED}");\n//-->',
    "function": f'function foot(){{document.write("{QUOTED}");}} foot();',
    "handed-to-a-function": f"function w(s){{document.write(s)}} w('{CLOSED}');",
    "returned": f"function foot(){{return '{CLOSED}';}} document.write(foot());",
    "pushed": f"var a=[];a.push('<div>');a.push('{CLOSED}');document.write(a.join(''));",
    "numbered": f"var a=new Array();a[0]='<div>';a[1]='{CLOSED}';document.write(a.join(''));",
    "fields": f"var c={{top:'<div>',foot:'{CLOSED}'}};document.write(c.top+c.foot);",
    "fields-in-a-template": f"const c={{foot:'{CLOSED}'}};ft.innerHTML=`<div>${{c.foot}}</div>`;",
    "character-numbers": f"document.write(String.fromCharCode({','.join(str(ord(each)) for each in FOOT)}));",
    "concat": f"document.write('<div>'.concat('{CLOSED}','</div>'));",
    "either": f"document.write(location.protocol=='https:'?'{CLOSED}':'{CLOSED}');",
    "jquery-append-to": f"$('{CLOSED}').appendTo('body');",
    "jquery-replace": f"$('#ft').replaceWith('{CLOSED}');",
}
UNUSED = {
    "line-comment": f'//document.write("{QUOTED}")',
    "block-comment": f'/* document.write("{QUOTED}") */',
    "writes-a-comment": f'document.write("<!--{QUOTED}-->")',
    "never-written": f'var old="{QUOTED}";',
    "under-a-false-number": f"var shown = 0;\nif (shown == 1) {{ document.write('{CLOSED}'); }}",
}
each_script = pytest.mark.parametrize("script", SCRIPTS.values(), ids=SCRIPTS)


def numbers(seen: dict[str, object]) -> dict[str, object]:
    return {name: foot_of(seen)[name] for name in WANTED}


def page(foot: str) -> str:
    return trs(listing(), foot=f"<div id=ft></div>{foot}")


@each_script
def test_t06_written_by_a_script_of_the_page(script: str) -> None:
    assert numbers(inspect(page(f"<script>{script}</script>"))) == WANTED


@each_script
@pytest.mark.parametrize("charset", ["utf-8", "gbk"])
def test_t06_written_by_a_script_of_the_site(script: str, charset: str) -> None:
    files = {"/common/footer.js": script.encode(charset)}
    assert numbers(with_files(page("<script src='/common/footer.js'></script>"), files)) == WANTED


@pytest.mark.parametrize("script", UNUSED.values(), ids=UNUSED)
def test_t06_what_a_script_never_writes(script: str) -> None:
    assert numbers(inspect(page(f"<script>{script}</script>"))) == NONE
    files = {"/common/footer.js": script}
    assert numbers(with_files(page("<script src='/common/footer.js'></script>"), files)) == NONE


HOLDERS = {
    "iframe": "<iframe src='/inc/foot.html' frameborder=0></iframe>",
    "lazy-iframe": "<iframe data-src='/inc/foot.html'></iframe>",
    "written-iframe": "<script>document.write(\"<iframe src='/inc/foot.html'></iframe>\")</script>",
    "object": "<object data='/inc/foot.html' type='text/html'></object>",
    "jquery-load": "<script>$('#ft').load('/inc/foot.html #foot');</script>",
    "jquery-get": "<script>$.get('/inc/foot.html',function(d){$('#ft').html(d)})</script>",
    "ajax": "<script>$.ajax({type:'get',url:'/inc/foot.html',success:function(d){$('#ft').html(d)}})</script>",
    "fetch": "<script>fetch('/inc/foot.html').then(r=>r.text()).then(t=>{ft.innerHTML=t})</script>",
    "script-by-script": "<script>document.write('<script src=\"/inc/foot.js\"><\\/script>')</script>",
}


@pytest.mark.parametrize("holder", HOLDERS.values(), ids=HOLDERS)
@pytest.mark.parametrize("charset", ["utf-8", "gbk"])
def test_t06_in_a_frame_or_fetched_part(holder: str, charset: str) -> None:
    files = {
        "/inc/foot.html": f"<html><body>{FOOT}</body></html>".encode(charset),
        "/inc/foot.js": SCRIPTS["write"].encode(charset),
    }
    assert numbers(with_files(page(holder), files)) == WANTED
    assert numbers(with_files(page(f"<!-- {holder} -->"), files)) == NONE


@pytest.mark.parametrize(
    "holder", [HOLDERS["iframe"], HOLDERS["jquery-load"], "<script src='/common/footer.js'></script>"]
)
def test_t06_what_was_not_to_be_had_is_said(holder: str) -> None:
    footer = read_page(page(holder).encode(), f"{SITE}/", resource=lambda url: None).footer
    assert footer.icp is None
    assert footer.unread


def test_t06_a_frame_whose_script_writes_the_foot() -> None:
    files = {
        "/inc/foot.html": "<html><body><script src='foot.js'></script></body></html>",
        "/inc/foot.js": SCRIPTS["write"],
    }
    assert numbers(with_files(page(HOLDERS["iframe"]), files)) == WANTED


@pytest.mark.parametrize("base", [None, f"{SITE}/zwgk/tzgg/list.html", f"{SITE}/a/"])
def test_t06_files_saved_beside_the_page(tmp_path: Path, base: str | None) -> None:
    folder = tmp_path / "zwgk" / "tzgg"
    folder.mkdir(parents=True)
    (folder / "foot.js").write_text(SCRIPTS["write"], "utf-8")
    (folder / "list.html").write_text(page("<script src='foot.js'></script>"), "utf-8")
    assert numbers(inspect_page(str(folder / "list.html"), base)) == WANTED


def test_t06_files_saved_under_the_root_of_the_site(tmp_path: Path) -> None:
    folder = tmp_path / "zwgk" / "tzgg"
    folder.mkdir(parents=True)
    (tmp_path / "inc").mkdir()
    (tmp_path / "inc" / "foot.html").write_bytes(FOOT.encode("gbk"))
    (folder / "list.html").write_text(page(HOLDERS["iframe"]), "utf-8")
    assert numbers(inspect_page(str(folder / "list.html"), f"{SITE}/zwgk/tzgg/list.html")) == WANTED
    assert numbers(inspect_page(str(folder / "list.html"), f"{SITE}/other/list.html")) == NONE


def test_t06_nothing_outside_the_folder_of_the_page(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    (tmp_path / "foot.js").write_text(SCRIPTS["write"], "utf-8")
    (folder / "link.js").symlink_to(tmp_path / "foot.js")
    markup = "<script src='../foot.js'></script><script src='%2e%2e/foot.js'></script><script src='link.js'></script>"
    (folder / "list.html").write_text(page(markup), "utf-8")
    assert numbers(inspect_page(str(folder / "list.html"), f"{SITE}/a/list.html")) == NONE
