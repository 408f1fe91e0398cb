"""An invented audit with a bit of everything, for looking at and for testing the reports."""

from datetime import date, datetime, timedelta, timezone

from tests.test_reports.sample_findings import HOME, REGULATION, SampleStore, hash_of, sample_findings, seen
from tests.test_reports.sample_indicators import sample_indicators
from xunjian.model.audit import (
    Audit,
    AuditCheck,
    AuditCoverage,
    AuditCut,
    AuditNote,
    AuditPack,
    AuditReason,
    AuditRun,
    AuditScore,
    AuditUnit,
    AuditUnseen,
)
from xunjian.model.finding import Status

_START = datetime(2026, 11, 21, 8, 30, tzinfo=timezone(timedelta(hours=8)))

__all__ = ["HOME", "SampleStore", "hash_of", "sample_audit", "sample_store", "seen"]


def sample_audit() -> Audit:
    """Points: 53.8 awarded, 17.2 lost, 19 pending of 90, and one veto."""
    findings = sample_findings()
    indicators = sample_indicators(findings)
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
                reasons=(
                    AuditReason(reason="达到页数上限", count=187),
                    AuditReason(reason="站点返回验证页面", count=12),
                ),
                next_step="加大 --max-pages 再看。",
                unseen=(
                    AuditUnseen(url=f"{HOME}sgs/", reason="站点返回验证页面"),
                    AuditUnseen(url=f"{HOME}admin/", reason="robots.txt 不允许"),
                ),
            ),
            tool_version="0.1.0",
            snapshot_sha256=hash_of("snapshot"),
            options={"max_pages": 5000, "concurrency": 4, "delay": 0.1, "resolve": {}, "browser": True},
            estimated_years=(2027,),
        ),
        pack=AuditPack(
            id="core", version="1.0", title="巡检基础指标", sources=("国办发〔2017〕47 号", REGULATION)
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
            AuditCheck(check=check, title=title, status=status, reason=reason, clause=REGULATION)
            for check, title, status, reason in named
        ),
    )


def sample_store() -> SampleStore:
    return SampleStore(
        "tzgg", "jbyw", "zcjd", "blank", "home", "forbidden", *(f"dead{n}" for n in range(1, 9))
    )
