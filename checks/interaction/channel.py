"""interaction.channel: the public can consult and write."""

from collections.abc import Iterator

from pydantic import Field

from checks._named import look_up, looked_through, search_gap, shown, site_of, where
from checks._seen import undecided
from checks._words import cited
from xunjian.model.finding import Finding
from xunjian.model.site import ColumnTree, Coverage, Home, NameMatch, UnitFacts
from xunjian.plugin import CheckParams, ColumnName, check, fail, ok, review, unknown

CLAUSE = (
    "《政府网站与政府系统政务新媒体检查指标》（国办秘函〔2019〕19号）互动回应差：未提供网上有效咨询建言渠道"
)


class Params(CheckParams):
    names: tuple[ColumnName, ...] = Field(
        default=(
            "互动交流",
            "政民互动",
            "在线咨询",
            "网上咨询",
            "咨询投诉",
            "建言献策",
            "领导信箱",
            "书记信箱",
            "留言板",
            "网民留言",
            "我要写信",
            "我要咨询",
            "网络问政",
        ),
        min_length=1,
        description="咨询建言渠道的名称，有其中一个即可",
    )
    words: tuple[str, ...] = Field(
        default=("咨询", "諮詢", "信箱", "留言", "互动", "互動", "问政", "問政", "建言"),
        description="名称中含有其中一个词的栏目或导航链接也算",
    )
    except_words: tuple[str, ...] = Field(
        default=("信访", "信訪", "举报", "舉報", "纪检", "紀檢", "電話", "电话", "公司", "委员会"),
        description="名称中含有其中一个词的不算（网上信访、纪检举报等专门渠道除外）",
    )
    allow_other_site: bool = Field(
        default=True, description="渠道设在同一政府的其他网站（统一平台）是否算数（是／否）"
    )


@check("interaction.channel", title="咨询建言渠道", clause=CLAUSE)
def consulting_channel(
    columns: ColumnTree, coverage: Coverage, home: Home, unit: UnitFacts, params: Params
) -> Iterator[Finding]:
    """看网站有没有咨询、留言、信箱一类的互动渠道，有一个即通过。

    只有网上信访、纪检举报等专门渠道的不算。链接到同一政府统一平台的、打开后要求登录的，都算有渠道。
    名称只是相像的、指向不明网站的，待人工确认；没有看全时找不到的，未能判定。
    """
    answer = look_up(columns, params.names, unit, other_site=params.allow_other_site)
    named = _by_words(columns, unit, params)
    sure = [match for match in (*answer.sure, *named) if not _special(match, params)]
    doubtful = [match for match in answer.doubtful if not _special(match, params)]
    gap = search_gap(columns, coverage, home)
    if sure:
        yield ok(f"设有咨询建言渠道：{where(sure[0])}（{sure[0].url}）。", shown(sure[0], columns))
    elif doubtful:
        match = doubtful[0]
        yield review(
            site_of(columns, "咨询建言渠道"),
            cited(f"网站只有相近的{where(match)}（{match.url}），请人工确认能否咨询建言", CLAUSE),
            shown(match, columns),
            expected="设有咨询、留言或信箱渠道",
            observed=f"只找到{where(match)}",
            column="互动交流",
        )
    elif gap:
        yield unknown(undecided([f"已看到的部分没有咨询建言渠道，但没有看全：{gap}"]))
    else:
        yield fail(
            site_of(columns, "咨询建言渠道"),
            cited("网站没有咨询、留言或信箱渠道（网上信访、纪检举报等专门渠道除外）", CLAUSE),
            *looked_through(columns),
            expected="设有咨询、留言或信箱渠道",
            observed=f"看过 {len(columns.columns)} 个栏目、{len(columns.nav)} 个导航链接，没有找到",
            column="互动交流",
        )


def _special(match: NameMatch, params: Params) -> bool:
    return any(word in match.found for word in params.except_words)


def _by_words(tree: ColumnTree, unit: UnitFacts, params: Params) -> Iterator[NameMatch]:
    """Names that no list can foresee: 校长信箱, 局长留言, 业务咨询."""
    for column in tree.columns:
        if _speaks(column.name, params, column.url, unit):
            yield NameMatch(column.name, column.name, column.url, 100.0, column)
    for link in tree.nav:
        # Outside the navigation a name has to end so: 法律咨询服务中心 is an office, 县长信箱 a channel.
        if _speaks(link.name, params, link.url, unit) and (
            link.level < 3 or link.name.endswith(params.words)
        ):
            yield NameMatch(link.name, link.name, link.url, 100.0)


def _speaks(name: str, params: Params, url: str, unit: UnitFacts) -> bool:
    return unit.scope.contains(url) and any(word in name for word in params.words)
