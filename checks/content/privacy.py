"""content.privacy: no citizen's number stands on a page unmasked."""

from collections import Counter
from collections.abc import Iterator

from pydantic import Field

from checks._seen import partly_read
from checks._words import cited, cut, names
from checks.content._pages import closing, title_of
from xunjian.model.finding import Evidence, Finding, Subject
from xunjian.model.page import PrivateValue
from xunjian.model.private_files import PrivateFile, PrivateFiles
from xunjian.model.site import Coverage, Page, Pages
from xunjian.plugin import CheckParams, check, fail

CLAUSE = "《个人信息保护法》第二十五条；《政府信息公开条例》第十五条"

_NAMES = {"identity": "公民身份号码", "bank_card": "银行卡号", "mobile": "手机号码"}
_SHOWN = 3


class Params(CheckParams):
    mobiles: bool = Field(default=True, description="公示名单里姓名旁边的手机号码算不算")


@check("content.privacy", title="个人信息泄露", clause=CLAUSE)
def private_values(
    pages: Pages, files: PrivateFiles, coverage: Coverage, params: Params
) -> Iterator[Finding]:
    """看页面和附件里有没有没遮盖的公民身份号码、银行卡号，以及公示名单里姓名旁边的手机号码。

    附件看标题或所在页面像是名单、公示、明细、决定书的，最新的 150 个；读不出文字的没有看，会写明。
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
    for file in files.files:
        values = [each for each in file.values if params.mobiles or each.kind != "mobile"]
        if values:
            found += 1
            yield _leak_in_file(file, values)
    clean = f"未遮盖的公民身份号码、银行卡号和名单手机号；看过 {files.looked_at} 个附件"
    if files.unread:
        clean += f"，另有{names([f'“{cut(title)}”' for title in files.unread])}读不出文字，没有看"
    yield from closing(pages, coverage, unread, found=bool(found), clean=clean)


def _told(values: list[PrivateValue]) -> str:
    """How many of each kind, and some of them masked."""
    kinds = Counter(each.kind for each in values)
    told = "、".join(f"{count} 个{_NAMES[kind]}" for kind, count in sorted(kinds.items()))
    return f"{told}（如 {'、'.join(each.masked for each in values[:_SHOWN])}）"


def _leak_in_file(file: PrivateFile, values: list[PrivateValue]) -> Finding:
    told = _told(values)
    return fail(
        Subject("attachment", file.url, (file.found_on,), file.title or None),
        cited(f"附件“{cut(file.title) or file.url}”公开了未遮盖的 {told}", CLAUSE),
        *(Evidence("text", file.url, quote=each.quote) for each in values[:_SHOWN]),
        expected="公开前删除或遮盖个人号码",
        observed=told,
    )


def _leak(page: Page, values: list[PrivateValue]) -> Finding:
    told = _told(values)
    reading = page.reading
    title = title_of(page)
    return fail(
        Subject("page", reading.url, title=title or None),
        cited(f"页面“{cut(title) or reading.url}”公开了未遮盖的 {told}", CLAUSE),
        # Not the stored bytes: they hold the numbers themselves.
        *(Evidence("text", reading.url, quote=each.quote) for each in values[:_SHOWN]),
        expected="公开前删除或遮盖个人号码",
        observed=told,
    )
