"""links.soft_404: no target answers 200 and yet is an error page."""

from collections.abc import Iterator

from checks._seen import gap
from checks.links._judge import CLAUSE, judge
from xunjian.model.finding import PAGE_CLASSES, Finding
from xunjian.model.site import Coverage, Target, TargetKind, Targets, TargetState
from xunjian.plugin import check

# Broken and doubtful targets answered something else than 200: they are no soft 404, and not this check's.
_CONCERNED = (TargetState.SOUND, TargetState.SOFT_404, TargetState.UNKNOWN)


@check("links.soft_404", title="假有效链接", clause=CLAUSE, classes=PAGE_CLASSES)
def soft_404(targets: Targets, coverage: Coverage) -> Iterator[Finding]:
    """看有没有链接返回 200，打开却是“页面不存在、已删除、出错”一类的页面。

    既看页面上的用语，也与本站对一个编造地址的答复相比较；正文谈到“404”的文章不算。
    同一目标只报一次，不再算作 links.home、links.inner 或 links.external 的问题；附件归 links.attachment。
    """
    mine = [target for target in targets.targets if _concerns(target)]
    yield from judge(mine, "页面链接", "链接打开的是真实内容", gap(coverage))


def _concerns(target: Target) -> bool:
    return target.kind is not TargetKind.ATTACHMENT and target.state in _CONCERNED
