"""column.required: the columns that the unit must have are there."""

from collections.abc import Iterator, Mapping, Sequence

from pydantic import Field

from checks._named import look_up, looked_through, search_gap, shown, site_of, where
from checks._seen import undecided
from checks._words import cited, names, quoted
from xunjian.model.finding import Finding
from xunjian.model.site import ColumnTree, Coverage, Home, UnitFacts
from xunjian.model.unit import UNIT_TYPE_NAMES
from xunjian.plugin import CheckParams, ColumnName, check, fail, not_applicable, ok, review, unknown

CLAUSE = "政府信息公开平台设置规范（国办公开办函〔2019〕61号）和政务公开工作要求"

_GOVERNING = ("city", "county", "department")


class Params(CheckParams):
    names: tuple[ColumnName, ...] = Field(
        default=(
            "政府信息公开指南",
            "政府信息公开制度",
            "法定主动公开内容",
            "政府信息公开年报",
            "依申请公开",
            "预决算",
            "双随机",
            "政策解读",
            "通知公告",
            "互动交流",
        ),
        min_length=1,
        description="必须设置的栏目名称；同义名称、繁简体、全半角、有无“专栏”“信息”“公开”都算",
    )
    any_of: bool = Field(
        default=False, description="各名称是否互为替代（是：有其中一个即可；否：每个都要有）"
    )
    only_for: Mapping[str, tuple[str, ...]] = Field(
        default={"双随机": _GOVERNING, "政策解读": _GOVERNING},
        description="只有部分单位类型应设的栏目：名称 → 单位类型；没有写到的名称各类单位都应设",
    )
    instead: Mapping[str, tuple[ColumnName, ...]] = Field(
        default={"university": ("信息公开指南", "信息公开制度", "信息公开年报", "依申请公开", "预决算")},
        description="另有自己清单的单位类型：单位类型 → 代替默认名称的栏目名称；自行指定了 names 的不代替",
    )
    allow_other_site: bool = Field(
        default=True, description="导航链接指向同一政府的其他网站是否算设置了栏目（是／否）"
    )

    def asked_of(self, unit_type: str) -> tuple[ColumnName, ...]:
        """The names for a unit type. Names that a pack gives are meant for whom it gives them to."""
        if "names" in self.model_fields_set and "instead" not in self.model_fields_set:
            return self.names
        return self.instead.get(unit_type, self.names)


@check("column.required", title="必设栏目", clause=CLAUSE)
def required_columns(
    columns: ColumnTree, coverage: Coverage, home: Home, unit: UnitFacts, params: Params
) -> Iterator[Finding]:
    """看必须设置的栏目在本单位的栏目和导航链接中是否都找得到，缺一个报一个问题。

    名称按同义词、繁简体、全半角、有无“专栏”“信息”“公开”比对；只是相像的，待人工确认。
    指向同一政府其他网站的导航链接按参数算数，指向不明网站的待人工确认。栏目是不是空白由 column.blank 判断。
    没有看全时找不到的，未能判定。双随机、政策解读只要求市县政府和部门；高校用自己的清单。
    """
    asked = params.asked_of(unit.type)
    owed = [name for name in asked if unit.type in params.only_for.get(name, (unit.type,))]
    spared = [name for name in asked if name not in owed]
    if spared:
        kind = UNIT_TYPE_NAMES.get(unit.type, unit.type)
        yield not_applicable(f"不适用：{kind}不要求设置{names(spared)}栏目。")
    groups: list[Sequence[str]] = [owed] if params.any_of and owed else [[name] for name in owed]
    for group in groups:
        yield _judge(group, columns, unit, params, search_gap(columns, coverage, home))


def _judge(group: Sequence[str], tree: ColumnTree, unit: UnitFacts, params: Params, gap: str) -> Finding:
    answer = look_up(tree, group, unit, other_site=params.allow_other_site)
    title = "、".join(group)
    if answer.sure:
        match = answer.sure[0]
        return ok(f"{quoted(title)}栏目已设置：{where(match)}（{match.url}）。", shown(match, tree))
    if answer.doubtful:
        match = answer.doubtful[0]
        doubt = "链接指向其他网站" if match.sure else "名称相近但不相同"
        return review(
            site_of(tree, title),
            cited(
                f"网站没有确切的{quoted(title)}栏目，{where(match)}（{match.url}）{doubt}，请人工确认是否就是",
                CLAUSE,
            ),
            shown(match, tree),
            expected=f"设置{quoted(title)}栏目",
            observed=f"只找到{where(match)}",
            signature=title,
            column=group[0],
        )
    if gap:
        return unknown(
            undecided([f"已看到的部分没有{quoted(title)}栏目，但没有看全：{gap}"]), site_of(tree, title)
        )
    return fail(
        site_of(tree, title),
        cited(f"网站没有设置{quoted(title)}栏目，首页导航和各级栏目中都没有这一名称或同义名称", CLAUSE),
        *looked_through(tree),
        expected=f"设置{quoted(title)}栏目",
        observed=f"看过 {len(tree.columns)} 个栏目、{len(tree.nav)} 个导航链接，没有找到",
        signature=title,
        column=group[0],
    )
