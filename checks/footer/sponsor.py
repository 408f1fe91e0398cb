"""footer.sponsor: every page's foot names who runs the site."""

from collections.abc import Iterator

from pydantic import Field

from checks.footer._items import CLAUSE, Item, judge
from xunjian.model.finding import PAGE_CLASSES, Finding
from xunjian.model.page import Footer, Reading
from xunjian.model.site import Coverage, Pages
from xunjian.plugin import CheckParams, check


class Params(CheckParams):
    copyright_counts: bool = Field(
        default=True,
        description="“版权所有＋机构名”是否算写明了主办单位（是／否）；否：只认主办、主办单位、主管主办",
    )


@check("footer.sponsor", title="主办单位", clause=CLAUSE, classes=PAGE_CLASSES)
def sponsor(pages: Pages, coverage: Coverage, params: Params) -> Iterator[Finding]:
    """看每个普通页面的页脚有没有写明主办单位：主办、主办单位、主管主办，以及（按参数）版权所有＋机构名。

    页脚文字、框架、脚本写出的内容、图片的 alt 或 title 中有，都算有。同一模板缺失只报一个问题，列出全部页面。
    页脚由没有读到的脚本或框架生成的，未能判定。
    """

    def read(footer: Footer) -> Reading | None:
        return footer.sponsor or (footer.copyright_holder if params.copyright_counts else None)

    yield from judge(Item("sponsor", "主办单位", "每个页面的页脚都写明主办单位", read), pages, coverage)
