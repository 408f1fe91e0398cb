"""footer.party_badge: every page's foot shows the badge of party and government bodies."""

from collections.abc import Iterator

from checks.footer._items import CLAUSE, Item, judge
from xunjian.model.finding import PAGE_CLASSES, Finding
from xunjian.model.site import Coverage, Pages
from xunjian.plugin import check

_ITEM = Item(
    "party_badge",
    "党政机关网站标识",
    "每个页面的页脚都有党政机关网站标识（conac 脚本、链接或图片）",
    lambda footer: footer.party_badge,
)


@check("footer.party_badge", title="党政机关网站标识", clause=CLAUSE, classes=PAGE_CLASSES)
def party_badge(pages: Pages, coverage: Coverage) -> Iterator[Finding]:
    """看每个普通页面的页脚有没有党政机关网站标识（conac 脚本、链接或图片，任一即可）。

    标识由第三方服务显示，脚本地址写在页面里就算有；该服务本身打不开不是单位的问题。
    同一模板缺失只报一个问题，列出全部页面。页脚由没有读到的脚本或框架生成的，未能判定。
    """
    yield from judge(_ITEM, pages, coverage)
