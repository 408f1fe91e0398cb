"""What a submit sends: the successful controls of a form, and the charset they are sent in."""

import codecs
from collections.abc import Iterator

from lxml.html import HtmlElement

from xunjian.facts.reading.source import Source
from xunjian.html.purpose import searches
from xunjian.html.text import squeeze


def kind_of(el: HtmlElement) -> str:
    """The type of a control, as it is written."""
    return (el.get("type") or "").strip().lower()


def sent_pairs(
    controls: list[HtmlElement], field: HtmlElement, button: HtmlElement | None, typed: list[HtmlElement]
) -> Iterator[tuple[str, str]]:
    """Names and values, in order, as a submit by this button sends them."""
    pressed = button if button is not None and _submits(button) else None
    for each in controls:
        name, kind = each.get("name") or "", kind_of(each)
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
            if each is pressed:
                yield f"{name}.x" if name else "x", "5"
                yield f"{name}.y" if name else "y", "5"
        elif kind in ("submit", "button", "reset") or each.tag == "button":
            if pressed is not None and each is pressed:
                yield name, pressed.get("value") or ""
        elif each is not field and each in typed:
            # A hint that a script wipes when the field is clicked is typed by nobody.
            value = each.get("value") or ""
            yield name, "" if searches(value, posted=False) else value
        else:
            yield name, each.get("value") or ""


def charset_of(form: HtmlElement, source: Source) -> str:
    """A codec of Python's."""
    for name in (*(form.get("accept-charset") or "").replace(",", " ").split(), source.charset):
        try:
            codecs.lookup(name)
        except LookupError:
            continue
        if name.lower().startswith("utf-16"):
            break  # no form is ever sent in it
        return "gb18030" if name.lower() in ("gb2312", "gbk") else name
    return "utf-8"


def _submits(button: HtmlElement) -> bool:
    kind = kind_of(button)
    return kind in ("submit", "image") or (button.tag == "button" and kind in ("", "submit"))
