"""An invented audit with a bit of everything, for looking at and for testing the reports."""

import hashlib
from datetime import date, datetime, timedelta, timezone

from xunjian.model.audit import (
    Audit,
    AuditCheck,
    AuditCoverage,
    AuditCut,
    AuditEvidence,
    AuditFinding,
    AuditIndicator,
    AuditNote,
    AuditPack,
    AuditRun,
    AuditScore,
    AuditSubject,
    AuditUnit,
    AuditUnseen,
    IndicatorStatus,
)
from xunjian.model.finding import Status

HOME = "http://127.0.0.1:8080/"
_ZONE = timezone(timedelta(hours=8))
_START = datetime(2026, 11, 21, 8, 30, tzinfo=_ZONE)
_REGULATION = "《政府网站与政务新媒体检查指标》扣分指标"


def page_bytes(name: str) -> bytes:
    return f"<!DOCTYPE html><title>{name}</title><p>{name}的页面。</p><script>alert(1)</script>".encode()


def hash_of(name: str) -> str:
    return hashlib.sha256(page_bytes(name)).hexdigest()


class SampleStore:
    """Stored bytes by hash, as a snapshot would give them."""

    def __init__(self, *names: str) -> None:
        self.bodies = {hash_of(name): page_bytes(name) for name in names}

    def body(self, sha256: str) -> bytes | None:
        return self.bodies.get(sha256)


def seen(url: str, name: str, *, status: int = 200, quote: str | None = None) -> AuditEvidence:
    return AuditEvidence(
        kind="http" if status != 200 else "snapshot",
        url=url,
        status=status,
        fetched_at="2026-11-21T08:31:07+08:00",
        sha256=hash_of(name),
        quote=quote,
    )


def _dead_links() -> list[AuditFinding]:
    faults = ["返回 404"] * 18 + ["域名无法解析"] * 3 + ["15 秒内无响应"]
    found = []
    for number, fault in enumerate(faults, 1):
        url = f"{HOME}zwgk/tzgg/2025{number % 12 + 1:02}/t2025{number:04}_38{number:04}.html"
        found.append(
            AuditFinding(
                id=f"links.inner-{number}",
                fingerprint=f"li{number}",
                check="links.inner",
                status=Status.FAIL,
                subject=AuditSubject(
                    kind="link",
                    url=url,
                    title=f"关于做好第 {number} 批惠企政策申报工作的通知",
                    found_on=tuple(f"{HOME}zwgk/tzgg/index_{page}.html" for page in range(number % 6 + 1)),
                ),
                message=f"“通知公告”栏目第 {number} 条信息的链接打不开（{fault}），多次尝试结果相同。",
                expected="链接能够打开",
                observed=fault,
                evidence=(seen(url, f"dead{number}", status=404),),
                column="通知公告",
                responsible=("县政府办公室",),
                due=date(2026, 12, 5),
            )
        )
    return found


def _stale_columns() -> list[AuditFinding]:
    columns = [
        ("通知公告", "tzgg", "2026-04-02", 233, 183, "县政府办公室"),
        ("江北要闻", "jbyw", "2026-10-28", 24, 14, "县融媒体中心"),
        ("政策解读", "zcjd", "2025-08-11", 467, 365, "县司法局"),
    ]
    return [
        AuditFinding(
            id=f"update.column-{path}",
            fingerprint=f"uc{path}",
            check="update.column",
            status=Status.FAIL,
            subject=AuditSubject(kind="column", url=f"{HOME}zwgk/{path}/", title=name),
            message=f"“{name}”栏目最近一条信息发布于 {day}，已 {late} 天未更新，"
            f"超过 {limit} 天（依据：{_REGULATION}第 4 项）。",
            expected=f"{limit} 天内有更新",
            observed=f"最近一条发布于 {day}",
            evidence=(seen(f"{HOME}zwgk/{path}/", path, quote=f"{name}\n{day} 关于开展年度检查的通知"),),
            column=name,
            responsible=(department,),
            due=date(2026, 12, 5),
        )
        for name, path, day, late, limit, department in columns
    ]


def _others() -> list[AuditFinding]:
    hostile = "<script>alert('坏')</script>"
    return [
        AuditFinding(
            id="column.blank-1",
            fingerprint="cb1",
            check="column.blank",
            status=Status.FAIL,
            subject=AuditSubject(kind="column", url=f"{HOME}zwgk/ssj/", title="双随机、一公开"),
            message="“双随机、一公开”栏目没有任何内容（依据：" + _REGULATION + "第 3 项）。",
            expected="栏目有内容",
            observed="列表为空",
            evidence=(seen(f"{HOME}zwgk/ssj/", "blank", quote=f"当前位置：首页 > 双随机\n{hostile}"),),
            responsible=("县市场监督管理局", "县政府办公室"),
        ),
        AuditFinding(
            id="footer.police-1",
            fingerprint="fp1",
            check="footer.police",
            status=Status.FAIL,
            subject=AuditSubject(
                kind="page",
                url=HOME,
                title="云州市江北县人民政府",
                found_on=tuple(f"{HOME}zwgk/{n}.html" for n in range(412)),
            ),
            message="全站 412 个页面的页脚没有公安机关备案标识（依据：国办发〔2017〕47 号）。",
            expected="页脚列明公安机关备案号，形如“X公网安备 00000000000000号”",
            observed="页脚文字、图片说明和脚本里都没有",
            evidence=(
                seen(HOME, "home", quote="主办单位：云州市江北县人民政府办公室 技术支持：县大数据中心"),
            ),
        ),
        AuditFinding(
            id="links.home-1",
            fingerprint="lh1",
            check="links.home",
            status=Status.FAIL,
            subject=AuditSubject(
                kind="link",
                url="http://127.0.0.1:8081/"
                + "very-long-folder-name-without-any-break/" * 5
                + "index.jsp?id=0123456789&token=abcdefghijklmnopqrstuvwxyz",
                title='=HYPERLINK("http://127.0.0.1/","点我")',
                found_on=(HOME,),
            ),
            message="首页“网上办事”链接打不开（返回 502）。",
            expected="链接能够打开",
            observed="返回 502",
            evidence=(seen("http://127.0.0.1:8081/index.jsp", "gone", status=502),),
        ),
        *[
            AuditFinding(
                id=f"links.external-{number}",
                fingerprint=f"le{number}",
                check="links.external",
                status=Status.REVIEW,
                subject=AuditSubject(
                    kind="link", url=f"http://127.0.0.2/{number}", title="友情链接", found_on=(HOME,)
                ),
                message=f"友情链接 {number} 返回 403，可能只是拒绝程序访问，请人工打开确认。",
                expected="链接能够打开",
                observed="返回 403",
                evidence=(seen(f"http://127.0.0.2/{number}", "forbidden", status=403),),
            )
            for number in (1, 2)
        ],
    ]


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


def _indicators(findings: list[AuditFinding]) -> tuple[AuditIndicator, ...]:
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
            clause=_REGULATION + "第 2 项",
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
            clause=_REGULATION + "第 4 项",
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


def sample_audit() -> Audit:
    """Points: 53.8 awarded, 17.2 lost, 19 pending of 90, and one veto."""
    findings = [*_stale_columns(), *_dead_links(), *_others()]
    indicators = _indicators(findings)
    counted = [entry for entry in indicators if not entry.bonus and entry.status != "not_applicable"]
    maximum = sum(entry.points for entry in counted)
    awarded = sum(entry.awarded or 0 for entry in counted)
    pending = sum(entry.points for entry in counted if entry.awarded is None)
    return Audit(
        unit=AuditUnit(
            id="jiangbei", name="云州市江北县人民政府", type="county", home_url=HOME, site_code="0000000000"
        ),
        run=AuditRun(
            id="20261121-083000-jiangbei",
            started_at=_START,
            finished_at=_START + timedelta(minutes=7, seconds=12),
            as_of=date(2026, 11, 21),
            seed=0,
            complete=False,
            incomplete_reason="看到第 5000 页时用完了页数限额。",
            pages_fetched=5000,
            requests_failed=31,
            coverage=AuditCoverage(
                planned=5230,
                read=5000,
                blocked=12,
                failed=31,
                unknown=187,
                targets=8120,
                rendered=14,
                browser="Chromium 156",
                cut=(
                    AuditCut(reason="超过页数限额", count=187, examples=(f"{HOME}zwgk/old/1.html",)),
                    AuditCut(reason="日历翻页没有尽头，只看前几页", count=40, examples=(f"{HOME}cal?m=1",)),
                ),
                unseen=(
                    AuditUnseen(url=f"{HOME}sgs/", reason="站点返回验证页面"),
                    AuditUnseen(url=f"{HOME}admin/", reason="robots.txt 不允许"),
                ),
            ),
            tool_version="0.1.0",
            snapshot_sha256=hash_of("snapshot"),
            options={"页数限额": 5000, "同时请求数": 4},
            estimated_years=(2027,),
        ),
        pack=AuditPack(
            id="core", version="1.0", title="巡检基础指标", sources=("国办发〔2017〕47 号", _REGULATION)
        ),
        score=AuditScore(
            awarded=awarded,
            lost=maximum - awarded - pending,
            pending=pending,
            maximum=maximum,
            bonus=1,
            vetoes=("b3",),
        ),
        indicators=indicators,
        checks=_checks(),
        findings=tuple(findings),
    )


def _checks() -> tuple[AuditCheck, ...]:
    named = (
        ("links.home", "首页链接可用", Status.FAIL, ""),
        ("links.inner", "其他页面链接可用", Status.FAIL, ""),
        ("links.external", "外部链接可用", Status.REVIEW, ""),
        ("update.column", "栏目按期更新", Status.FAIL, ""),
        ("column.blank", "空白栏目", Status.FAIL, ""),
        ("footer.police", "页脚公安备案号", Status.FAIL, ""),
        (
            "disclosure.double_publicity",
            "双公示",
            Status.UNKNOWN,
            "站点返回验证页面，请将本程序加入白名单后复查。",
        ),
        ("site.ipv6", "支持 IPv6", Status.NOT_APPLICABLE, "主机是 IP 地址，没有域名可查。"),
    )
    passed = AuditCheck(
        check="update.home",
        title="首页更新",
        status=Status.PASS,
        parameters={"max_days": 14},
        counts={"items": 38},
        notes=(AuditNote(message="首页最近一条信息发布于 2026-11-20。", evidence=(seen(HOME, "home"),)),),
    )
    return (
        passed,
        *(
            AuditCheck(check=check, title=title, status=status, reason=reason, clause=_REGULATION)
            for check, title, status, reason in named
        ),
    )


def sample_store() -> SampleStore:
    return SampleStore(
        "tzgg", "jbyw", "zcjd", "blank", "home", "forbidden", *(f"dead{n}" for n in range(1, 9))
    )
