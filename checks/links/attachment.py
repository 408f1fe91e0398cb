"""links.attachment: every attachment can be downloaded and is what it says."""

from collections.abc import Iterator

from checks._seen import gap
from checks.links._judge import CLAUSE, judge
from checks.links._owner import Owner, owner_of
from xunjian.model.finding import PAGE_CLASSES, Finding
from xunjian.model.site import Coverage, Targets
from xunjian.plugin import check


@check("links.attachment", title="附件", clause=CLAUSE, classes=PAGE_CLASSES)
def attachments(targets: Targets, coverage: Coverage) -> Iterator[Finding]:
    """看每个附件（pdf、doc、docx、xls、xlsx、ppt、pptx、wps、et、ofd、zip、rar、7z、csv、txt）能不能下载。

    打不开、0 字节、实际是网页（如出错页面）、内容与扩展名不符的，不通过；同一附件只报一次，列出它出现的页面。
    没有看完全站又没有发现问题的，未能判定；全站没有附件的，不适用。
    """
    mine = [target for target in targets.targets if owner_of(target) is Owner.ATTACHMENT]
    yield from judge(mine, "附件", "附件能够下载，不是空文件，内容与类型相符", gap(coverage))
