"""An entry that the home page must show."""

from collections.abc import Iterator

from checks._seen import home_gap, undecided
from checks._words import cited, cut
from xunjian.model.finding import Finding, Subject
from xunjian.model.page import Reading
from xunjian.model.site import Home
from xunjian.plugin import fail, ok, stored, unknown


def judge_entry(home: Home, reading: Reading | None, entry: str, clause: str) -> Iterator[Finding]:
    """Pass: it is there. Unknown: a script or frame that we could not read may write it. Else fail."""
    page = home.page
    if reading is not None:
        said = f"首页有{entry}：{cut(reading.value)}（{reading.where}）。"
        yield ok(said, stored(page.fetch, reading.quote or reading.value))
    elif doubt := home_gap(home):
        yield unknown(undecided([f"首页已读到的部分没有{entry}，但{doubt}"]), None, stored(page.fetch))
    else:
        yield fail(
            Subject("site", page.reading.url, title=entry),
            cited(f"首页没有{entry}", clause),
            stored(page.fetch),
            expected=f"首页有{entry}",
            observed="首页的文字、链接、图片、脚本和框架中都没有",
        )
