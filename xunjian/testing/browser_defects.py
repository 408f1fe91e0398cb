"""Defects and decoys that only a browser tells: a page that shows nothing, scripts that fail, rules of
accessibility that are broken, an entry that does nothing."""

from dataclasses import replace

from xunjian.testing.planting import Defect, Planted, claim_of_home, place
from xunjian.testing.spec import Answer, Claim, Placed, PortalSpec, State


def put_markup(where: str, markup: str, *claims: Claim) -> Defect:
    """Some HTML on the home page or on all."""

    def defect(spec: PortalSpec) -> Planted:
        return claim_of_home(place(spec, Placed(where, markup, "", "markup")), *claims)

    return defect


def _breaks(rule: str, words: str) -> Claim:
    return Claim("site.accessibility", on="home", mentions=words, about=rule)


def cover_home() -> Defect:
    """An empty sheet over everything, as a curtain whose script never lifts it."""
    curtain = '<div id="mask" style="position:fixed;inset:0;background:#fff;z-index:9999"></div>'
    return put_markup("home", curtain, Claim("site.render", on="home", mentions="一片空白"))


def show_in_one_browser() -> Defect:
    """A page that a script uncovers by a call that Chromium knows and Firefox does not."""
    markup = (
        "<style>body{visibility:hidden}</style><script>addEventListener('load',function(){"
        "document.body.scrollIntoViewIfNeeded();document.body.style.visibility='visible'})</script>"
    )
    return put_markup("home", markup, Claim("site.render", on="home", mentions="在 Chromium 中能显示内容"))


def lose_script(path: str) -> Defect:
    """A script of the site that is not there."""
    tag = f'<script src="{path}"></script>'
    return put_markup("home", tag, Claim("site.render", on="home", mentions=path))


def replace_script(path: str) -> Defect:
    """An error page that answers 200 where a script should be."""

    def defect(spec: PortalSpec) -> Planted:
        spec = replace(spec, answers=(*spec.answers, Answer(path, State.SOUND, title="页面走丢了")))
        tag = f'<script src="{path}"></script>'
        return put_markup("home", tag, Claim("site.render", on="home", mentions=path))(spec)

    return defect


def break_rules() -> Defect:
    """Four things that keep people out, each on its own."""
    picture = '<p><img src="{0}images/pic0.png"><a href="{0}"><img src="{0}images/pic1.png" alt=""></a></p>'

    def defect(spec: PortalSpec) -> Planted:
        markup = (
            picture.format(spec.prefix)
            + '<p style="color:#c8c8c8;background:#ffffff">颜色很浅的一段说明文字</p>'
            + '<button type="button" style="width:30px;height:30px"></button>'
        )
        return put_markup(
            "home",
            markup,
            _breaks("image-alt", "图像必须有替代文本"),
            _breaks("link-name", "链接必须有可辨识的文本"),
            _breaks("color-contrast", "最小颜色对比度"),
            _breaks("button-name", "按钮必须有可辨识的文本"),
        )(spec)

    return defect


def claim_rules(*rules: tuple[str, str]) -> Defect:
    """What the pages of an old make break as they are: rule and words of it."""
    return lambda spec: claim_of_home(spec, *(_breaks(rule, words) for rule, words in rules))


def dead_entry() -> Defect:
    """The accessibility entry is there, and nothing comes of it."""
    claim = Claim("site.accessibility_entry", "review", on="home", mentions="点击后页面没有变化")
    return lambda spec: claim_of_home(replace(spec, accessibility="elder"), claim)


def working_entry(spec: PortalSpec) -> Planted:
    """An entry that enlarges what the page says."""
    return Planted(replace(spec, accessibility="toggle"))


def harmless_in_a_browser(spec: PortalSpec) -> Planted:
    """What looks like trouble and is none: scripts of others and counters that do not come, a script that
    throws once the page stands (in every browser, or in Firefox alone), a page that is uncovered late, a
    style sheet that is gone, pictures for decoration, hidden pale words."""
    markup = (
        '<script src="https://cdn.elsewhere.invalid/lib.js"></script>'
        '<script src="https://hm.baidu.com/hm.js?0f1e"></script>'
        "<script>window.addEventListener('load',function(){undefinedCounter.start()})</script>"
        "<script>window.addEventListener('load',function(){document.body.scrollIntoViewIfNeeded()})</script>"
        '<style class="late">body{visibility:hidden}</style>'
        "<script>window.addEventListener('load',function(){setTimeout(function(){"
        "document.querySelector('style.late').remove()},1500)})</script>"
        '<link rel="stylesheet" href="/no/such.css">'
        f'<img src="{spec.prefix}images/pic2.png" alt="" role="presentation">'
        '<p style="display:none;color:#eee">不显示的浅色文字</p>'
    )
    return put_markup("home", markup)(spec)
