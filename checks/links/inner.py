"""links.inner: links of the other pages to this site open."""

from collections.abc import Iterator

from checks._columns import unseen_lists
from checks._seen import gap
from checks.links._judge import CLAUSE, judge
from checks.links._owner import Owner, owner_of
from xunjian.model.finding import Finding
from xunjian.model.site import ColumnTree, Coverage, Targets
from xunjian.plugin import check


@check("links.inner", title="内页链接", clause=CLAUSE, classes={"other": "其他页面"})
def inner_links(targets: Targets, columns: ColumnTree, coverage: Coverage) -> Iterator[Finding]:
    """看首页以外各页面上指向本站的链接和图片能不能打开，规则与 links.home 相同。

    同一目标只报一次，列出它出现的页面；首页上也有的目标归 links.home。
    没有看完全站、有栏目的列表没有看到，又没有发现问题的，未能判定。
    """
    mine = [target for target in targets.targets if owner_of(target) is Owner.INNER]
    yield from judge(mine, "内页链接", "内页上的链接都能打开", gap(coverage) or unseen_lists(columns))
