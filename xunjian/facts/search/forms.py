"""The boxes of a page that search its site, and what a browser would send for a query."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import quote_plus, urljoin

from lxml.html import HtmlElement

from xunjian.facts.reading.source import Source
from xunjian.facts.search.addresses import Field, Made, read_address, submits_alone, typed_into
from xunjian.facts.search.handlers import Handlers
from xunjian.facts.search.sent import charset_of, kind_of, sent_pairs
from xunjian.html.purpose import (
    MOST_FIELDS,
    SITE_WIDE,
    called,
    is_captcha,
    label_of,
    limits,
    plainly,
    searches,
    serves_else,
)
from xunjian.html.text import squeeze
from xunjian.html.urls import leads_nowhere, resolve

_NOT_TYPED = frozenset((
    "button", "checkbox", "color", "date", "datetime-local", "file", "hidden", "image", "month", "number",
    "password", "radio", "range", "reset", "submit", "time", "week",
))  # fmt: skip
"""Of any other type, known or not, an input takes words."""
_WHOLE_PAGE = "__VIEWSTATE"
"""A hidden field of systems that wrap all of a page into one form; the button tells what is wanted."""
_SHORT = 200
"""Characters of a form's words, or of those around a field, that may call it a search."""
_OWN_ATTRIBUTES = ("action", "id", "name", "class", "role", "title")


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
    multipart: bool = False
    """What is posted goes as multipart/form-data."""
    made: Made | None = field(default=None, compare=False)
    """The address that a script makes of the query, in place of a form."""
    longest: int = 0
    """Characters that the box takes; 0: any number."""
    css: str = ""
    """Selector of the field."""
    button: str = ""
    """Selector of its button."""
    opener: str = ""
    """Selector of what has to be clicked before the field is seen; of a page on which no field was read."""
    plain: bool = True
    """What a submit sends is surely what stands here: no script changes it on the way."""
    captcha: bool = False
    site_wide: bool = False

    @property
    def scripted(self) -> bool:
        return not self.action

    def request(self, query: str) -> tuple[str, str]:
        """Address and body of a query, percent-encoded in the charset of the form."""
        if self.made is not None:
            return self.made.address(query, self.charset), ""
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
    boxes += [
        box for each in source.tree.iter("input") if (box := _alone(each, source, handlers)) is not None
    ]
    return sorted(boxes, key=lambda box: (box.scripted, not box.site_wide))


def _of_form(form: HtmlElement, source: Source, handlers: Handlers) -> SearchBox | None:
    controls = _controls(form)
    typed = [each for each in controls if _is_typed(each)]
    asked = [each for each in typed if not is_captcha(called(each))]
    whole_page = any(each.get("name") == _WHOLE_PAGE for each in controls)
    if any(kind_of(each) in ("password", "file") or each.tag == "textarea" for each in controls):
        return None
    if not asked or (len(asked) > MOST_FIELDS and not whole_page):
        return None
    post = (form.get("method") or "").strip().lower() == "post"
    field = _field_of(asked)
    if field is None:
        return None
    button = _button_of(controls, field, form)
    said = _said(form, field, button, [] if whole_page else asked)
    words = "" if whole_page else plainly(squeeze(" ".join(_words(form))))[:_SHORT]
    if not searches(f"{said} {words}", posted=post) or serves_else(said):
        return None
    if len(asked) < len(typed) and whole_page:
        asked = typed
    box = SearchBox(
        page=source.url,
        action=_action(form, source),
        method="POST" if post else "GET",
        charset=charset_of(form, source),
        fields=tuple(sent_pairs(controls, field, button, typed)),
        name=field.get("name") or "",
        multipart=post and "multipart" in (form.get("enctype") or "").lower(),
        longest=_longest(field),
        css=selector(field),
        button=selector(button) if button is not None else "",
        captcha=len(asked) < len(typed),
        site_wide=SITE_WIDE.search(f"{said} {words}") is not None,
    )
    return _as_scripts_leave_it(box, form, field, button, source, handlers)


def _as_scripts_leave_it(
    box: SearchBox,
    form: HtmlElement,
    field: HtmlElement,
    button: HtmlElement | None,
    source: Source,
    handlers: Handlers,
) -> SearchBox:
    """The box with what its scripts make of it: another address, an unknown one, or a doubt."""
    parts = [each for each in (form, field, button) if each is not None]
    submits = [handler for each in parts for name in _HANDLERS if (handler := each.get(name))]
    listened = handlers.listeners(_own_tokens(parts))
    plain = not any(map(handlers.changes, submits)) and not any(map(handlers.changes, listened))
    stopped = handlers.stops(form.get("onsubmit") or "")
    usable = box.action.startswith("http") and bool(box.name) and not stopped
    usable = usable and "text/plain" not in (form.get("enctype") or "").lower()
    if leads_nowhere(form.get("action") or ""):
        # It would send the visitor to the page itself, unless a script sees to it.
        tokens = _tokens(parts)
        usable = usable and plain and not submits and not handlers.mention(tokens)
    if not usable or not plain:
        made = _made(field, [*submits, *listened], source, handlers)
        if made is not None:
            return replace(box, action=made.before.partition("?")[0], method="GET", made=made)
    return replace(box, action=box.action if usable else "", plain=plain)


_HANDLERS = ("onsubmit", "onclick", "onkeydown", "onkeypress", "onkeyup")


def _alone(field: HtmlElement, source: Source, handlers: Handlers) -> SearchBox | None:
    """A field outside any form that searches: what its button does only a script knows."""
    if not _is_typed(field) or is_captcha(called(field)) or _form_of(field) is not None:
        return None
    around = field.getparent()
    near = ""
    if around is not None:
        words = squeeze(around.text_content())[:60]
        near = plainly(" ".join((around.get("class") or "", around.get("id") or "", words)))
    own = f"{called(field)} {label_of(field)}"
    handled = " ".join(field.get(name) or "" for name in _HANDLERS)
    said = f"{own} {near}"
    if not searches(f"{said} {handled}", posted=False) or serves_else(said) or limits(own):
        return None
    if around is not None and any(kind_of(each) == "password" for each in around.iter("input")):
        return None
    button = _neighbour(field)
    box = SearchBox(
        page=source.url, longest=_longest(field), css=selector(field), charset=charset_of(field, source),
        button="" if button is None else selector(button), site_wide=SITE_WIDE.search(said) is not None,
    )  # fmt: skip
    parts = [field] if button is None else [field, button]
    clicked = [
        handler for name in ("onclick", "href") if button is not None and (handler := button.get(name))
    ]
    typed = handlers.listeners(_own_tokens(parts))
    bodies = [body for handler in (*clicked, *typed) for body in handlers.bodies(handler)]
    made = _made(field, [*clicked, *typed], source, handlers)
    if made is not None:
        return replace(box, action=made.before.partition("?")[0], made=made)
    carrier = _carrier(field, bodies)
    if carrier is None:
        return box
    form, into = carrier
    return replace(
        box,
        action=_action(form, source) if form.get("action") else "",
        method="POST" if (form.get("method") or "").strip().lower() == "post" else "GET",
        charset=charset_of(form, source),
        fields=tuple(sent_pairs(_controls(form), into, None, [])),
        name=into.get("name") or "",
    )


def _carrier(field: HtmlElement, bodies: list[str]) -> tuple[HtmlElement, HtmlElement] | None:
    """A form whose hidden field takes what was typed elsewhere, and which a handler then sends."""
    copies = {copy for body in bodies for copy in typed_into(body, _known(field))}
    if len(copies) != 1 or not submits_alone(" ".join(bodies)):
        return None
    ((kind, name),) = copies
    attribute = {"id": "id", "css": "id" if name.startswith("#") else "class", "name": "name"}[kind]
    into = [each for each in field.getroottree().iter("input") if each.get(attribute) == name.lstrip("#.")]
    form = _form_of(into[0]) if len(into) == 1 else None
    if form is None or not into[0].get("name") or kind_of(into[0]) != "hidden":
        return None
    hidden = all(kind_of(each) in ("hidden", "submit", "button") for each in _controls(form))
    return (form, into[0]) if hidden else None


def _made(field: HtmlElement, submits: list[str], source: Source, handlers: Handlers) -> Made | None:
    """The address that the scripts of a box go to, made whole."""
    bodies = [body for handler in submits for body in handlers.bodies(handler)]
    own = " ".join(field.get(name) or "" for name in _HANDLERS[2:])
    made = read_address(dict.fromkeys(bodies), _known(field), handlers.scripts, own=own)
    if made is None:
        return None
    whole = urljoin(source.base, made.before)
    return replace(made, before=whole) if whole.startswith("http") else None


def _known(field: HtmlElement) -> Field:
    return Field(field.get("id") or "", field.get("name") or "", tuple((field.get("class") or "").split()))


def _controls(form: HtmlElement) -> list[HtmlElement]:
    """Those inside of it, and those elsewhere on the page that name it as theirs."""
    kinds = ("input", "select", "button", "textarea")
    controls = [each for each in form.iter(*kinds) if _form_of(each) is form]
    if name := form.get("id"):
        root = form.getroottree()
        known = set(controls)
        controls += [each for each in root.iter(*kinds) if each.get("form") == name and each not in known]
    return controls


def _form_of(control: HtmlElement) -> HtmlElement | None:
    """The form that a control belongs to."""
    if name := control.get("form"):
        forms = (each for each in control.getroottree().iter("form") if each.get("id") == name)
        return next(forms, None)
    return next((each for each in control.iterancestors("form")), None)


def _field_of(asked: list[HtmlElement]) -> HtmlElement | None:
    """The field that the words are typed into: not a day, not a number of a page."""
    able = [each for each in asked if not limits(f"{called(each)} {label_of(each)}")]
    surely = [each for each in able if searches(called(each), posted=True)]
    perhaps = [each for each in able if searches(called(each), posted=False)]
    return next(iter((*surely, *perhaps, *able)), None)


def _button_of(controls: list[HtmlElement], field: HtmlElement, form: HtmlElement) -> HtmlElement | None:
    """What is clicked: called a search, else the first after the field, else any."""
    order = {
        each: number for number, each in enumerate(form.getroottree().iter()) if isinstance(each.tag, str)
    }
    clicked = [
        each for each in form.iter("a", "img", "span", "i", "div") if each.get("onclick") or _runs(each)
    ]
    buttons = [each for each in controls if _is_button(each)]
    at = order[field]
    able = sorted([*buttons, *clicked], key=lambda each: (order[each] < at, order[each]))
    told = [each for each in able if searches(called(each), posted=True) and order[each] > at]
    return next(iter((*told, *(each for each in able if each in buttons), *able)), None)


def _runs(el: HtmlElement) -> bool:
    return (el.get("href") or "").lower().startswith("javascript:") and "(" in (el.get("href") or "")


def _said(form: HtmlElement, field: HtmlElement, button: HtmlElement | None, asked: list[HtmlElement]) -> str:
    """What a form says of its purpose: its names, and hints, labels and names of its fields and button."""
    parts = [plainly(" ".join(form.get(name) or "" for name in _OWN_ATTRIBUTES))]
    for each in dict.fromkeys((field, *asked)):
        if not limits(called(each)):
            parts += [called(each), label_of(each)]
    if button is not None:
        parts.append(called(button))
    return " ".join(parts)


def _words(form: HtmlElement) -> Iterator[str]:
    """Its words but for those of links that lead elsewhere, of choices and scripts."""
    for el in form.iter():
        if not isinstance(el.tag, str):
            continue
        skipped = el.tag in ("script", "style", "option", "textarea")
        leads = el.tag == "a" and not leads_nowhere(el.get("href") or "")
        if el.text and not skipped and not leads:
            yield el.text
        if el.tail and el is not form:
            yield el.tail


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
            named = clicked or (each.tag in ("span", "i", "img", "em", "div") and not len(each))
            if named and (searches(called(each), posted=False) or each.get("onclick")):
                return each
        around = around.getparent()
    return None


def _tokens(parts: list[HtmlElement]) -> set[str]:
    """What scripts may call elements by."""
    names = {each.get(name) or "" for each in parts for name in ("id", "name")}
    return (names | {part for each in parts for part in (each.get("class") or "").split()}) - {""}


def _own_tokens(parts: list[HtmlElement]) -> set[str]:
    """Those of them that no other element of the page bears."""
    borne = Counter(
        token for el in parts[0].getroottree().iter() if isinstance(el.tag, str) for token in _tokens([el])
    )
    here = Counter(token for each in parts for token in _tokens([each]))
    return {token for token, count in here.items() if borne[token] == count}


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


def _is_typed(el: HtmlElement) -> bool:
    return el.tag == "input" and kind_of(el) not in _NOT_TYPED and el.get("disabled") is None


def _is_button(el: HtmlElement) -> bool:
    return el.tag == "button" or (el.tag == "input" and kind_of(el) in ("submit", "image", "button"))


def _longest(field: HtmlElement) -> int:
    value = field.get("maxlength") or ""
    return int(value) if value.isdigit() and len(value) < 6 else 0
