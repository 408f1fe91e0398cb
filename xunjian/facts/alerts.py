"""What a page that shows nothing says in a box: `<script>alert("没有找到此信息");history.back()</script>`.

Only a script that begins with the box counts: what stands further in may be said under a condition.
"""

import re

from xunjian.html.bounds import bound
from xunjian.html.decode import decode_html
from xunjian.html.tree import parse_html

_BOX = re.compile(
    r"""(?:<!--|//[^\n]*\n|/\*.*?\*/|\s|;)*(?:window\s*\.\s*)?alert\s*\(\s*(?P<mark>["'])(?P<said>.*?)(?P=mark)\s*\)""",
    re.DOTALL,
)
_LONGEST = 4000
"""Characters; what greets with a box and goes away again is short."""


def read_alert(body: bytes, content_type: str = "") -> str:
    """The words of the first such box; empty where there is none."""
    for script in parse_html(bound(decode_html(body, content_type).text).text).iter("script"):
        text = (script.text or "")[:_LONGEST]
        if found := _BOX.match(text):
            return found["said"]
    return ""
