"""footer.contact: every page's foot shows a contact telephone."""

from collections.abc import Iterator

from checks.footer._items import CLAUSE, Item, judge
from xunjian.model.finding import PAGE_CLASSES, Finding
from xunjian.model.site import Coverage, Pages
from xunjian.plugin import check

_ITEM = Item(
    "contact",
    "联系电话",
    "每个页面的页脚都有联系电话",
    lambda footer: footer.contact,
)


@check("footer.contact", title="联系电话", clause=CLAUSE, classes=PAGE_CLASSES)
def contact(pages: Pages, coverage: Coverage) -> Iterator[Finding]:
    """看每个普通页面的页脚有没有联系电话。

    页脚文字、框架、脚本写出的内容、图片的 alt 或 title 中有，都算有。同一模板缺失只报一个问题，列出全部页面。
    页脚由没有读到的脚本或框架生成的，未能判定。
    """
    yield from judge(_ITEM, pages, coverage)
