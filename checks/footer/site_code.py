"""footer.site_code: every page's foot shows the site code."""

from collections.abc import Iterator

from checks.footer._items import CLAUSE, Item, judge
from xunjian.model.finding import PAGE_CLASSES, Finding
from xunjian.model.site import Coverage, Pages
from xunjian.plugin import check

_ITEM = Item(
    "site_code",
    "政府网站标识码",
    "每个页面的页脚都有政府网站标识码（10 位：全数字，或两个字母加 8 位数字）",
    lambda footer: footer.site_code,
)


@check("footer.site_code", title="政府网站标识码", clause=CLAUSE, classes=PAGE_CLASSES)
def site_code(pages: Pages, coverage: Coverage) -> Iterator[Finding]:
    """看每个普通页面的页脚有没有政府网站标识码（10 位：全数字，或两个字母加 8 位数字，如 bm 开头）。

    页脚文字、框架、脚本写出的内容、图片的 alt 或 title 中有，都算有。同一模板缺失只报一个问题，列出全部页面。
    页脚由没有读到的脚本或框架生成的，未能判定。
    """
    yield from judge(_ITEM, pages, coverage)
