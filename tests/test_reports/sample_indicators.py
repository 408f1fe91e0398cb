"""An invented indicator tree over the invented findings: every state, a bonus, a veto."""

from tests.test_reports.sample_findings import REGULATION
from xunjian.model.audit import AuditFinding, AuditIndicator, IndicatorStatus


def _indicator(
    id: str,
    path: tuple[str, ...],
    name: str,
    points: float,
    awarded: float | None,
    status: IndicatorStatus,
    explanation: str,
    **more: object,
) -> AuditIndicator:
    base: dict[str, object] = {
        "id": id,
        "path": path,
        "name": name,
        "points": points,
        "awarded": awarded,
        "status": status,
        "explanation": explanation,
    }
    return AuditIndicator.model_validate(base | more)


def sample_indicators(findings: list[AuditFinding]) -> tuple[AuditIndicator, ...]:
    def of(check: str) -> tuple[str, ...]:
        return tuple(finding.id for finding in findings if finding.check == check)

    health = ("一、网站健康", "链接可用性")
    update = ("一、网站健康", "内容更新")
    foot = ("一、网站健康", "页脚要素")
    public = ("二、政务公开", "公开栏目")
    talk = ("三、互动交流",)
    state = IndicatorStatus
    return (
        _indicator(
            "v1",
            ("〇、单项否决",),
            "首页不能访问",
            0,
            0,
            state.PASS,
            "首页在 15 秒内打开。",
            veto=True,
            checks=("site.tls",),
        ),
        _indicator(
            "v2",
            ("〇、单项否决",),
            "空白栏目超过 5 个",
            0,
            None,
            state.UNKNOWN,
            "未能判定：有 7 个栏目没有读到。",
            veto=True,
        ),
        _indicator(
            "a1",
            health,
            "首页链接",
            5,
            4,
            state.PARTIAL,
            "每个失效链接扣 1 分；发现 1 个，扣 1 分（依据：指标第 2 项）。",
            finding_ids=of("links.home"),
            responsible=("县大数据中心",),
        ),
        _indicator(
            "a2",
            health,
            "其他页面链接",
            10,
            7.8,
            state.PARTIAL,
            "每个失效链接扣 0.1 分；发现 22 个，扣 2.2 分（依据：指标第 2 项）。",
            finding_ids=of("links.inner"),
            clause=REGULATION + "第 2 项",
        ),
        _indicator(
            "a3",
            health,
            "外部链接",
            2,
            None,
            state.REVIEW,
            "2 处需人工打开确认。",
            finding_ids=of("links.external"),
        ),
        _indicator(
            "b1",
            update,
            "栏目更新",
            15,
            9,
            state.PARTIAL,
            "每个超期未更新的栏目扣 2 分；发现 3 个，扣 6 分。",
            finding_ids=of("update.column"),
            clause=REGULATION + "第 4 项",
        ),
        _indicator(
            "b2",
            update,
            "首页更新",
            10,
            10,
            state.PASS,
            "首页最近一条信息发布于 2026-11-20，在 14 天以内。",
            checks=("update.home",),
        ),
        _indicator(
            "b3",
            update,
            "空白栏目",
            5,
            0,
            state.FAIL,
            "有 1 个空白栏目，该项不得分。",
            finding_ids=of("column.blank"),
            responsible=("县市场监督管理局",),
        ),
        _indicator(
            "c1",
            foot,
            "公安备案标识",
            3,
            0,
            state.FAIL,
            "页脚没有公安机关备案标识，扣 3 分。",
            finding_ids=of("footer.police"),
        ),
        _indicator("c2", foot, "ICP 备案号", 3, 3, state.PASS, "全部 412 个页面的页脚都有 ICP 备案号。"),
        _indicator("d1", public, "政府信息公开指南", 10, 10, state.PASS, "找到“政府信息公开指南”栏目。"),
        _indicator(
            "d2", public, "预决算公开", 12, None, state.REVIEW, "附件为扫描件，请人工确认三公经费说明。"
        ),
        _indicator(
            "d3",
            public,
            "双公示",
            5,
            None,
            state.UNKNOWN,
            "未能判定：站点返回验证页面，请将本程序加入白名单后复查。",
        ),
        _indicator("e1", talk, "咨询渠道", 10, 10, state.PASS, "首页有“县长信箱”入口。"),
        _indicator(
            "e2", talk, "学校信息公开", 5, None, state.NOT_APPLICABLE, "不适用：县级政府没有这项义务。"
        ),
        _indicator("e3", talk, "创新做法", 2, 1, state.PASS, "加 1 分。", bonus=True),
    )
