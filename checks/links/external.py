"""links.external: links of the other pages to other sites open."""

from collections.abc import Iterator

from checks._seen import gap
from checks.links._judge import CLAUSE, judge
from checks.links._owner import Owner, owner_of
from xunjian.model.finding import Finding
from xunjian.model.site import Coverage, Targets
from xunjian.plugin import check


@check("links.external", title="外部链接", clause=CLAUSE, classes={"other": "其他页面"})
def external_links(targets: Targets, coverage: Coverage) -> Iterator[Finding]:
    """看首页以外各页面上指向其他网站的链接和图片能不能打开。

    本单位范围以外的同主机地址也算其他网站。其他网站返回 401、403、405、429、5xx 或证书错误的，待人工确认；
    标识、备案等中央服务网站只认不试。首页上也有的目标归 links.home。没有看完全站又没有发现问题的，未能判定。
    """
    mine = [target for target in targets.targets if owner_of(target) is Owner.EXTERNAL]
    yield from judge(mine, "外部链接", "指向其他网站的链接都能打开", gap(coverage), "首页以外没有外部链接")
