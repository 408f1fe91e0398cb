"""The forms of a page that search its site, and what a browser would send for a query."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote_plus

from lxml.html import HtmlElement

from xunjian.facts.reading.source import Source, folded
from xunjian.facts.search.handlers import Handlers
from xunjian.html.text import squeeze
from xunjian.html.urls import leads_nowhere, resolve

SEARCHES = re.compile(
    r"search|sousuo|jiansuo|keyword|(?:^|[^a-z])(?:so|q|qt|kw|wd|key|keys|huopro)(?:$|[^a-z])|搜|检索|查找|关键[词字]",
    re.I,
)
"""What forms, fields and buttons of a search are called."""
_SITE_WIDE = re.compile(
    r"站内|全站|全文|本站|本网|网站搜索|searchword|sitesearch|full_?text|/so/s|jsearch|was5/web", re.I
)
_OTHER_ENDS = re.compile(
    r"登[录陆]|注册|密码|邮箱|查询[码号]|(?:受理|信件|办件|编)号|身份证|手机号|订阅|投票|天气|列车|航班|公交|快递|预约|姓名"
)
"""Words of forms that look for one's own matter, log in, or look at something else than the site."""
_CAPTCHA = re.compile(
    r"验证码|驗證碼|captcha|verify_?code|check_?code|valid(?:ate)?_?code|rand_?code|yzm", re.I
)
_TYPED = {"", "text", "search", "tel", "url"}
_MOST_FIELDS = 3
_NAMES = ("name", "id", "class", "placeholder", "title", "value", "aria-label", "alt")


@dataclass(frozen=True, slots=True)
class SearchBox:
    """A place to type a query. `action`: empty where only a script knows where it leads."""

    page: str
    """Address of the page on which it stands."""
    action: str = ""
    method: str = "GET"
    charset: str = "utf-8"
    fields: tuple[tuple[str, str], ...] = ()
    """What is sent, in order; the query stands in place of the value of `name`."""
    name: str = ""
    longest: int = 0
    """Characters that the box takes; 0: any number."""
    css: str = ""
    """Selector of the field."""
    button: str = ""
    """Selector of its button."""
    plain: bool = True
    """What a submit sends is surely what stands here: no script changes it on the way."""
    captcha: bool = False
    site_wide: bool = False

    @property
    def scripted(self) -> bool:
        return not self.action

    def request(self, query: str) -> tuple[str, str]:
        """Address and body of a query, percent-encoded in the charset of the form."""
        pairs = (
            f"{self._code(name)}={self._code(query if name == self.name else value)}"
            for name, value in self.fields
        )
        sent = "&".join(pairs)
        if self.method == "POST":
            return self.action, sent
        return f"{self.action.partition('?')[0]}?{sent}", ""

    def _code(self, text: str) -> str:
        return quote_plus(text.encode(self.charset, "xmlcharrefreplace"))


def read_forms(source: Source) -> list[SearchBox]:
    """The boxes of a page, the best first: those that say they search the whole site, then in page order."""
    handlers = Handlers(source.scripts)
    boxes = [
        box for form in source.tree.iter("form") if (box := _of_form(form, source, handlers)) is not None
    ]
    boxes += [box for field in source.tree.iter("input") if (box := _alone(field, source)) is not None]
    return sorted(boxes, key=lambda box: (box.scripted, not box.site_wide))


def _of_form(form: HtmlElement, source: Source, handlers: Handlers) -> SearchBox | None:
    controls = list(form.iter("input", "select", "button", "textarea"))
    typed = [each for each in controls if _is_typed(each)]
    asked = [each for each in typed if not _is_captcha(each)]
    if not asked or len(asked) > _MOST_FIELDS or any(each.tag == "textarea" for each in controls):
        return None
    if any(_kind(each) in ("password", "file") for each in controls):
        return None
    field = next((each for each in asked if SEARCHES.search(_called(each))), asked[0])
    buttons = [each for each in controls if _is_button(each)]
    own = " ".join(form.get(name) or "" for name in ("action", "id", "name", "class", "role", "title"))
    said = " ".join(
        (own, *(_called(each) for each in (*asked, *buttons)), squeeze(form.text_content())[:200])
    )
    if not SEARCHES.search(said) or (_OTHER_ENDS.search(folded(said)) and not _SITE_WIDE.search(said)):
        return None
    action = _action(form, source)
    css = selector(field)
    submits = [form.get("onsubmit") or "", *(each.get("onclick") or "" for each in buttons)]
    usable = bool(field.get("name")) and not handlers.stops(form.get("onsubmit") or "")
    plain = not any(handlers.changes(each) for each in submits if each)
    if leads_nowhere(form.get("action") or ""):
        # It would send the visitor to the page itself, unless a script sees to it.
        tokens = {each.get(name) or "" for each in (form, field, *buttons) for name in ("id", "name")}
        classes = {part for each in (form, field, *buttons) for part in (each.get("class") or "").split()}
        usable = usable and plain and not any(submits) and not handlers.mention(tokens | classes)
    multipart = "multipart" in (form.get("enctype") or "").lower()
    usable = usable and not multipart and action.startswith("http")
    return SearchBox(
        page=source.url,
        action=action if usable else "",
        method="POST" if (form.get("method") or "").strip().lower() == "post" else "GET",
        charset=_charset(form, source),
        fields=tuple(_sent(controls, field, buttons)),
        name=field.get("name") or "",
        longest=_longest(field),
        css=css,
        button=selector(buttons[0]) if buttons else "",
        plain=plain,
        captcha=len(asked) < len(typed),
        site_wide=_SITE_WIDE.search(said) is not None,
    )


def _alone(field: HtmlElement, source: Source) -> SearchBox | None:
    """A field outside any form that searches: what its button does only a script knows."""
    if (
        not _is_typed(field)
        or _is_captcha(field)
        or any(each.tag == "form" for each in field.iterancestors())
    ):
        return None
    around = field.getparent()
    near = (
        ""
        if around is None
        else " ".join(
            (around.get("class") or "", around.get("id") or "", squeeze(around.text_content())[:60])
        )
    )
    called = _called(field)
    handled = " ".join(field.get(name) or "" for name in ("onkeydown", "onkeypress", "onkeyup"))
    if not SEARCHES.search(f"{called} {handled} {near}") or _OTHER_ENDS.search(folded(f"{called} {near}")):
        return None
    button = _neighbour(field)
    return SearchBox(
        page=source.url, longest=_longest(field), css=selector(field),
        button="" if button is None else selector(button),
        site_wide=_SITE_WIDE.search(f"{called} {near}") is not None,
    )  # fmt: skip


def _neighbour(field: HtmlElement) -> HtmlElement | None:
    """The thing beside a field that is clicked to search."""
    around = field.getparent()
    for _ in range(2):
        if around is None:
            return None
        for each in around.iter():
            if each is field or not isinstance(each.tag, str):
                continue
            clicked = each.get("onclick") or _is_button(each) or each.tag == "a"
            if clicked and (SEARCHES.search(_called(each)) or each.get("onclick")):
                return each
        around = around.getparent()
    return None


def selector(el: HtmlElement) -> str:
    """A CSS selector by which a browser finds the element: its id, its name, else its place in the page."""
    if name := el.get("id"):
        return f'[id="{_quoted(name)}"]'
    if name := el.get("name"):
        return f'{el.tag}[name="{_quoted(name)}"]'
    steps = []
    node: HtmlElement | None = el
    while node is not None and node.tag not in ("body", "html"):
        if name := node.get("id"):
            steps.append(f'[id="{_quoted(name)}"]')
            break
        steps.append(
            f"{node.tag}:nth-of-type({1 + sum(1 for _ in node.itersiblings(node.tag, preceding=True))})"
        )
        node = node.getparent()
    return " > ".join(reversed(steps))


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _action(form: HtmlElement, source: Source) -> str:
    raw = (form.get("action") or "").strip()
    if leads_nowhere(raw):
        return source.url.partition("#")[0] if not raw.lower().startswith("javascript") else ""
    return resolve(source.base, raw) or ""


def _charset(form: HtmlElement, source: Source) -> str:
    for name in (*(form.get("accept-charset") or "").replace(",", " ").split(), source.charset):
        try:
            codecs.lookup(name)
        except LookupError:
            continue
        if name.lower().startswith("utf-16"):
            break  # no form is ever sent in it
        return "gb18030" if name.lower() in ("gb2312", "gbk") else name
    return "utf-8"


def _sent(
    controls: list[HtmlElement], field: HtmlElement, buttons: list[HtmlElement]
) -> Iterator[tuple[str, str]]:
    """The successful controls, as a submit by the first button sends them."""
    pressed = next(
        (each for each in buttons if _kind(each) in ("submit", "image") or each.tag == "button"), None
    )
    for each in controls:
        name, kind = each.get("name") or "", _kind(each)
        if each.get("disabled") is not None or (not name and kind != "image"):
            continue
        if each.tag == "select":
            options = list(each.iter("option"))
            if options:
                chosen = next((one for one in options if one.get("selected") is not None), options[0])
                value = chosen.get("value")
                yield name, squeeze(chosen.text) if value is None else value
        elif kind in ("checkbox", "radio"):
            if each.get("checked") is not None:
                yield name, each.get("value") or "on"
        elif kind == "image":
            if pressed is not None and each is pressed:
                yield f"{name}.x" if name else "x", "5"
                yield f"{name}.y" if name else "y", "5"
        elif kind in ("submit", "button", "reset") or each.tag == "button":
            if pressed is not None and each is pressed:
                yield name, pressed.get("value") or ""
        elif each is not field and _is_typed(each):
            # A hint that a script wipes when the field is clicked is typed by nobody.
            yield name, "" if SEARCHES.search(each.get("value") or "") else each.get("value") or ""
        else:
            yield name, each.get("value") or ""


def _kind(el: HtmlElement) -> str:
    return (el.get("type") or "").strip().lower()


def _is_typed(el: HtmlElement) -> bool:
    return el.tag == "input" and _kind(el) in _TYPED and el.get("disabled") is None


def _is_captcha(el: HtmlElement) -> bool:
    return _CAPTCHA.search(_called(el)) is not None


def _is_button(el: HtmlElement) -> bool:
    return el.tag == "button" or (el.tag == "input" and _kind(el) in ("submit", "image", "button"))


def _called(el: HtmlElement) -> str:
    """All that an element is called by."""
    words = [el.get(name) or "" for name in _NAMES]
    if el.tag != "input":
        words.append(squeeze(el.text_content())[:20])
        words += [image.get("alt") or "" for image in el.iter("img")]
    return " ".join(word for word in words if word)


def _longest(field: HtmlElement) -> int:
    value = field.get("maxlength") or ""
    return int(value) if value.isdigit() and len(value) < 6 else 0
