"""content.restricted: what is public can be seen by everybody."""

from collections.abc import Iterator

from checks._seen import gap, undecided
from checks._words import cited, cut
from xunjian.model.closed_pages import ClosedPage, ClosedPages
from xunjian.model.finding import Evidence, Finding, Subject
from xunjian.model.page import Closing
from xunjian.model.site import Coverage, Home
from xunjian.plugin import check, fail, ok, stored, unknown

CLAUSE = "《政府信息公开条例》第五条、第二十三条：以公开为常态，向社会公开的信息应当便于公众查询"

_TOLD = {
    Closing.RANGE: "只允许指定网络地址访问",
    Closing.LOGIN: "要求登录后才能查看",
    Closing.PERMISSION: "说没有访问权限",
}


@check("content.restricted", title="应公开而限制访问", clause=CLAUSE)
def restricted_pages(closed: ClosedPages, home: Home, coverage: Coverage) -> Iterator[Finding]:
    """看公开栏目里的页面能不能直接看到：要求登录、说没有权限、只许校内或指定地址访问的不通过。

    办事、咨询、个人中心、邮箱、内部办公等本来要登录的入口不报；页面上有登录框而内容照样看得到的不报；
    讲访问权限的文章不报。这样的页面只在本项报告，不再算空白页面、错链或假有效链接。
    """
    for each in closed.pages:
        yield _restricted(each)
    if closed.pages:
        return
    if reason := gap(coverage):
        yield unknown(undecided([f"已读的 {closed.looked_at} 个页面没有发现，但没有看全：{reason}"]))
    else:
        yield ok(f"{closed.looked_at} 个页面没有限制公众访问的。", stored(home.page.fetch))


def _restricted(each: ClosedPage) -> Finding:
    told = _TOLD[each.closing]
    place = f"“{each.column}”栏目的" if each.column else ""
    quote = cut(each.quote) or None
    return fail(
        Subject("page", each.url, title=each.title or None),
        cited(f"{place}页面“{cut(each.title) or each.url}”{told}，公众看不到内容", CLAUSE),
        stored(each.fetch, quote) if each.fetch is not None else Evidence("text", each.url, quote=quote),
        expected="公开栏目里的内容不用登录、不限地址就能查看",
        observed=f"页面{told}" + (f"：{quote}" if quote else ""),
        column=each.column or None,
    )
