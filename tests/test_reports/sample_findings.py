"""Invented findings, and the stored bytes that they rest on."""

import hashlib
from datetime import date

from xunjian.model.audit import AuditEvidence, AuditFinding, AuditSubject
from xunjian.model.finding import Status

HOME = "http://127.0.0.1:8080/"
REGULATION = "《政府网站与政务新媒体检查指标》扣分指标"


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
    faults = ["返回 404"] * 17 + ["返回 404（试了 2 次）"] + ["域名无法解析"] * 3 + ["15 秒内无响应"]
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
            f"超过 {limit} 天（依据：{REGULATION}第 4 项）。",
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
            message="“双随机、一公开”栏目没有任何内容（依据：" + REGULATION + "第 3 项）。",
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


def sample_findings() -> list[AuditFinding]:
    return [*_stale_columns(), *_dead_links(), *_others()]
