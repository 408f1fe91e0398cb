"""Shields: what WAFs and anti-bot checks put before a site (T19, T20, T38). Nothing here is real text."""

from xunjian.testing.hostile import HTML, Asked, Expected, Play, Trap, Wire, answering, page, sending
from xunjian.testing.hostile_server import HostileSite

LINKS = 6
"""Addresses of each shielded site that others link to."""
MOST = 5
"""Requests that a shielded site sees before it is left alone: robots.txt, and a few tries."""


def _script(text: str) -> str:
    return f"<!DOCTYPE html><html><head><script>{text}</script></head><body></body></html>"


_RUISHU = (
    '<!DOCTYPE html><html><head><meta charset="UTF-8"><meta content="qWeRtY" r="m">'
    "<script>$_ts=window['$_ts'];if(!$_ts)$_ts={};$_ts.nsd=51234;$_ts.cd='" + "x" * 4000 + "';</script>"
    '<script src="/Ab3dEfGh/1a2b3c4.js" r="m"></script></head><body></body></html>'
)
_RUISHU_202 = _script("window['$_ts']=window['$_ts']||{};$_ts.cp='1';document.cookie='FSSBBIl1UgzbN7N80T=x'")
_ACW = _script(
    "var arg1='0123456789ABCDEF0123456789ABCDEF01234567';function setCookie(n,v){document.cookie=n+'='+v;}"
    "function reload(x){setCookie('acw_sc__v2',x);document.location.reload();}reload(arg1);"
)
_JSL = _script("document.cookie=('_')+('_')+('jsl_clearance_s')+'='+'1|x';location.href=location.pathname")
_FIVE = page(text="浏览器安全检查中，还剩 5 秒，请稍候", title="安全检查")
_CAPTCHA = (
    "<html><head><title>访问验证</title></head><body><h1>访问过于频繁</h1><p>请输入验证码继续访问</p>"
    "<form><input name='captcha'><img src='/captcha.png'></form></body></html>"
)
_SAFEDOG = (
    "<html><head><title>网站防火墙</title></head><body><div>您的请求带有不合法参数，已被网站管理员设置拦截！</div>"
    "<a href='http://www.safedog.cn/'>安全狗</a></body></html>"
)
_WAF = (
    "<html><body><h1>405</h1><p>很抱歉，由于您访问的URL有可能对网站造成安全威胁，您的访问被阻断。</p>"
    "<p>您的请求ID是：0a1b2c3d</p></body></html>"
)
_BLOCKED_WORDS = (
    "<html><title>请求被拦截</title><body>您的请求疑似攻击行为，已被 Web应用防火墙 拦截</body></html>"
)


async def _not_for_programs(asked: Asked, wire: Wire) -> None:
    """403 for a program that names itself, the page for others."""
    if "xunjian" in asked.headers.get("user-agent", "").lower():
        await wire.reply(asked, "<html><body><h1>403 Forbidden</h1></body></html>", "403 Forbidden")
    else:
        await wire.reply(asked, page(text="欢迎"))


async def _challenge_by_header(asked: Asked, wire: Wire) -> None:
    await wire.reply(
        asked,
        _script("window._cf_chl_opt={};"),
        "403 Forbidden",
        Server="cloudflare",
        cf_mitigated="challenge",
    )


async def _jsl_521(asked: Asked, wire: Wire) -> None:
    await wire.reply(asked, _JSL, "521 x", Set_Cookie="__jsluid_s=abc; path=/")


SHIELDS: dict[str, Play] = {
    "ruishu-412": answering(_RUISHU, "412 Precondition Failed"),
    "ruishu-202": answering(_RUISHU_202, "202 Accepted"),
    "acw": answering(_ACW),
    "jiasule": _jsl_521,
    "five-seconds": answering(_FIVE, "503 Service Unavailable"),
    "five-seconds-200": answering(_FIVE),
    "captcha": answering(_CAPTCHA),
    "safedog": answering(_SAFEDOG.encode("gbk"), "403 Forbidden", Content_Type="text/html; charset=gbk"),
    "waf-405": answering(_WAF, "405 Not Allowed"),
    "waf-words": answering(_BLOCKED_WORDS, "403 Forbidden"),
    "waf-short": sending(b"HTTP/1.1 200 OK\r\nContent-Type: " + HTML.encode() + b"\r\n\r\n" + _WAF.encode()),
    "challenge": _challenge_by_header,
}


def shielded_sites() -> tuple[HostileSite, ...]:
    """One site for every shield; robots.txt too is answered by the shield."""
    return tuple(
        HostileSite(
            name,
            tuple(
                Trap(name, f"/{number}.html", play, Expected("blocked", "shield")) for number in range(LINKS)
            ),
            robots=play,
        )
        for name, play in SHIELDS.items()
    )


_LOGIN = (
    "<html><head><title>统一身份认证平台</title></head><body><form method='post' action='/cas/login'>"
    "<p>用户名 <input name='username'></p><p>密码 <input type='password' name='password'></p>"
    "<button>登录</button></form></body></html>"
)


async def _sends_to_login(asked: Asked, wire: Wire) -> None:
    if asked.path.startswith("/cas/"):
        await wire.reply(asked, _LOGIN)
    else:
        await wire.reply(asked, b"", "302 Found", Location=f"/cas/login?service={asked.path[1:]}")


LOGINS: tuple[Trap, ...] = (
    Trap("login-wall", "/inner/files.html", _sends_to_login, Expected("ok", "redirect", most=1)),
    Trap("login-page", "/cas/login?service=inner/files.html", _sends_to_login,
         Expected("blocked", "login", most=1), linked=False),
    Trap("login-in-place", "/members.html", answering(_LOGIN), Expected("blocked", "login", most=1)),
    Trap("login-by-status", "/basic.html",
         answering("请登录", "401 Unauthorized", WWW_Authenticate='Basic realm="x"'),
         Expected("blocked", "login", most=1)),
)  # fmt: skip
refuses_programs = _not_for_programs
