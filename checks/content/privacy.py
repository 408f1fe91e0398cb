"""content.privacy: no citizen's number stands on a page unmasked."""

from collections import Counter
from collections.abc import Iterator

from pydantic import Field

from checks._seen import partly_read
from checks._words import cited, cut
from checks.content._pages import closing, title_of
from xunjian.model.finding import Evidence, Finding, Subject
from xunjian.model.page import PrivateValue
from xunjian.model.site import Coverage, Page, Pages
from xunjian.plugin import CheckParams, check, fail

CLAUSE = "《个人信息保护法》第二十五条；《政府信息公开条例》第十五条"

_NAMES = {"identity": "公民身份号码", "bank_card": "银行卡号", "mobile": "手机号码"}
_SHOWN = 3


class Params(CheckParams):
    mobiles: bool = Field(default=True, description="公示名单里姓名旁边的手机号码算不算")


@check("content.privacy", title="个人信息泄露", clause=CLAUSE)
def private_values(pages: Pages, coverage: Coverage, params: Params) -> Iterator[Finding]:
    """看页面上有没有没遮盖的公民身份号码、银行卡号，以及公示名单里姓名旁边的手机号码。

    身份号码要地区、出生日期、校验位都对，银行卡号要发卡机构和校验位都对，才算。
    办公电话、值班和联系人的电话、统一社会信用代码、索引号、已经打星号的号码不报。
    报告、导出和日志里只出现遮盖后的号码。
    """
    found = 0
    unread: list[Page] = []
    for page in pages.pages:
        values = [each for each in page.reading.private if params.mobiles or each.kind != "mobile"]
        if values:
            found += 1
            yield _leak(page, values)
        elif partly_read(page):
            unread.append(page)
    clean = "未遮盖的公民身份号码、银行卡号和名单手机号"
    yield from closing(pages, coverage, unread, found=bool(found), clean=clean)


def _leak(page: Page, values: list[PrivateValue]) -> Finding:
    kinds = Counter(each.kind for each in values)
    told = "、".join(f"{count} 个{_NAMES[kind]}" for kind, count in sorted(kinds.items()))
    masked = "、".join(each.masked for each in values[:_SHOWN])
    reading = page.reading
    title = title_of(page)
    return fail(
        Subject("page", reading.url, title=title or None),
        cited(f"页面“{cut(title) or reading.url}”公开了未遮盖的{told}（如 {masked}）", CLAUSE),
        # Not the stored bytes: they hold the numbers themselves.
        *(Evidence("text", reading.url, quote=each.quote) for each in values[:_SHOWN]),
        expected="公开前删除或遮盖个人号码",
        observed=f"{told}（如 {masked}）",
    )
