"""links.home: everything that the home page links to opens."""

from collections.abc import Iterator

from checks._seen import too_large, unrendered
from checks.links._judge import CLAUSE, judge
from checks.links._owner import Owner, owner_of
from xunjian.model.finding import Finding
from xunjian.model.site import Home, Targets
from xunjian.plugin import check


@check("links.home", title="首页链接", clause=CLAUSE, classes={"home": "首页"})
def home_links(targets: Targets, home: Home) -> Iterator[Finding]:
    """看首页上的每个链接和图片能不能打开，不论指向哪个网站。

    反复尝试后仍然返回 400 及以上、域名不解析、拒绝连接、15 秒内无首字节、重定向过多或循环的，不通过；
    同一目标只报一次。
    邮件、电话、脚本和页内链接不算链接；其他网站返回 401、403、405、429、5xx 或证书错误的，待人工确认；
    robots.txt 不许抓取的、被拦截的，未能判定。附件归 links.attachment，假有效链接归 links.soft_404。
    """
    gap = "" if targets.home_read else "首页没有读到"
    if unrendered(home.page):
        gap = "首页内容由脚本生成，本次没有用浏览器打开"
    elif too_large(home.page):
        gap = "首页过大，没有读完"
    mine = [target for target in targets.targets if owner_of(target) is Owner.HOME]
    yield from judge(mine, "首页链接", "首页上的链接都能打开", gap)
