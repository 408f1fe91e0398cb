"""disclosure.on_request: there is a channel to apply for information."""

from collections.abc import Iterator

from pydantic import Field

from checks._named import look_up, looked_through, search_gap, shown, site_of, where
from checks._seen import undecided
from checks._words import cited, names
from xunjian.model.finding import Finding
from xunjian.model.site import ColumnTree, Coverage, Home, UnitFacts
from xunjian.plugin import CheckParams, ColumnName, check, fail, ok, review, unknown

CLAUSE = "《中华人民共和国政府信息公开条例》（国务院令第711号）关于依申请公开的规定"


class Params(CheckParams):
    names: tuple[ColumnName, ...] = Field(
        default=("依申请公开", "申请公开", "政府信息公开申请", "信息公开申请"),
        min_length=1,
        description="渠道的名称，有其中一个即可",
    )
    allow_other_site: bool = Field(
        default=True, description="渠道设在同一政府的其他网站（统一平台）是否算数（是／否）"
    )


@check("disclosure.on_request", title="依申请公开渠道", clause=CLAUSE)
def on_request_channel(
    columns: ColumnTree, coverage: Coverage, home: Home, unit: UnitFacts, params: Params
) -> Iterator[Finding]:
    """看网站有没有依申请公开的渠道：以“依申请公开”等为名的栏目或链接，有一个即通过。

    打开后要求登录的、链接到同一政府统一平台的，都算有渠道。名称只是相像的、指向不明网站的，待人工确认；
    没有看全时找不到的，未能判定。
    """
    answer = look_up(columns, params.names, unit, other_site=params.allow_other_site)
    gap = search_gap(columns, coverage, home)
    if answer.sure:
        match = answer.sure[0]
        yield ok(f"设有依申请公开渠道：{where(match)}（{match.url}）。", shown(match, columns))
    elif answer.doubtful:
        match = answer.doubtful[0]
        yield review(
            site_of(columns, "依申请公开"),
            cited(f"网站只有相近的{where(match)}（{match.url}），请人工确认是不是依申请公开渠道", CLAUSE),
            shown(match, columns),
            expected="设有依申请公开渠道",
            observed=f"只找到{where(match)}",
            column="依申请公开",
        )
    elif gap:
        yield unknown(undecided([f"已看到的部分没有依申请公开渠道，但没有看全：{gap}"]))
    else:
        yield fail(
            site_of(columns, "依申请公开"),
            cited("网站没有依申请公开渠道，导航和各级栏目中都没有这一名称或同义名称", CLAUSE),
            *looked_through(columns),
            expected=f"设有以{names(params.names)}为名的栏目或链接之一",
            observed=f"看过 {len(columns.columns)} 个栏目、{len(columns.nav)} 个导航链接，没有找到",
            column="依申请公开",
        )
