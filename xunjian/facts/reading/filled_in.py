"""Whether a page is there to be filled in: an application, a survey, a letter to write."""

import re
from itertools import islice

from xunjian.facts.reading.items import ListReading
from xunjian.facts.reading.source import Source

_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|wps|et|ofd|zip|rar)(?:[?#]|$)", re.I)
_WRITTEN = frozenset({"", "text", "tel", "email", "number", "date", "search"})
_CHOSEN = frozenset({"radio", "checkbox"})
_MOST = 300
"""Fields of a form that are looked at."""
_LIST, _FIELDS, _QUESTIONS = 3, 2, 3
_NOTHING = 30
"""Characters of a line that says that a list is empty."""


def is_filled_in(source: Source, rows: ListReading) -> bool:
    """A page without a list that has a box for a text beside other fields, or several questions to choose."""
    if rows.dated or sum(_FILE.search(row.url) is None for row in rows.main) >= _LIST:
        return False
    boxes, fields, questions = 0, 0, set[str]()
    for el in islice(source.tree.iter("textarea", "input", "select"), _MOST):
        kind = (el.get("type") or "").lower()
        if el.tag == "textarea":
            boxes += "none" not in (el.get("style") or "")
        elif kind in _CHOSEN:
            questions.add(el.get("name") or "")
        elif el.tag == "select" or kind in _WRITTEN:
            fields += 1
    asked = (boxes and fields + len(questions) >= _FIELDS) or len(questions) >= _QUESTIONS
    return bool(asked) and not any(len(line.text) < _NOTHING for line in source.flow.holding("暂无"))
