"""footer.police: every page's foot shows the police number."""

from collections.abc import Iterator

from checks.footer._items import CLAUSE, Item, judge
from xunjian.model.finding import PAGE_CLASSES, Finding
from xunjian.model.site import Coverage, Pages
from xunjian.plugin import check

_ITEM = Item(
    "police",
    "公安备案编号",
    "每个页面的页脚都有公安备案编号（×公网安备＋11 至 14 位数字＋号）",
    lambda footer: footer.police,
)


@check("footer.police", title="公安备案编号", clause=CLAUSE, classes=PAGE_CLASSES)
def police_number(pages: Pages, coverage: Coverage) -> Iterator[Finding]:
    """看每个普通页面的页脚有没有公安备案编号（×公网安备＋11 至 14 位数字＋号）。

    页脚文字、框架、脚本写出的内容、图片的 alt 或 title 中有，都算有。同一模板缺失只报一个问题，列出全部页面。
    页脚由没有读到的脚本或框架生成的，未能判定。
    """
    yield from judge(_ITEM, pages, coverage)
