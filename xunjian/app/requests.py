"""Every request of a crawl, listed from its snapshot."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from storage.database import open_database
from storage.snapshot import SnapshotFile
from xunjian.app.locate import locate_snapshot
from xunjian.model.observation import Attempt, Fetch, Observation, Role, Snapshot

_WHY = {
    Role.PAGE: "page",
    Role.TARGET: "link",
    Role.RESOURCE: "resource",
    Role.PROBE: "probe",
    Role.RENDERED: "browser",
}
_NOT_SENT = frozenset(("shield", "private_address"))
_ROBOTS_SINCE = 2
"""The format of snapshots that first wrote requests for robots.txt down."""


@dataclass(frozen=True, slots=True)
class Request:
    """One request. `status`: of its answer, none where none came; `code`: as of a fetch, `unchanged` for a
    304 that took over an earlier body; `size`: bytes of the body as they came, none where unknown."""

    at: str
    method: str
    url: str
    status: int | None
    code: str
    seconds: float | None
    size: int | None
    why: str
    """`page link resource probe browser search robots alive condition certificate dns`."""


@dataclass(frozen=True, slots=True)
class RequestList:
    """The requests in the order of time, and in words what is not among them."""

    snapshot: Path
    requests: tuple[Request, ...]
    not_listed: tuple[str, ...]


def list_requests(reference: str, database: str | None = None) -> RequestList:
    """The requests of a run id, a result folder, an audit.json or a snapshot, sealed or not.

    Raises UsageError or StorageError where there is none.
    """
    engine = None if Path(reference).exists() else open_database(database)
    path = locate_snapshot(reference, engine).snapshot
    with SnapshotFile.open(path, unclosed=True) as opened:
        fetches = list(opened.fetches())
        found = [_of_note(each) for each in opened.observations("request")]
        noted = any(each.why == _WHY[Role.RENDERED] for each in found)
        for fetch in fetches:
            if fetch.role is not Role.RENDERED or not noted:
                found += _of_fetch(fetch)
        found += [_of_certificate(each) for each in opened.observations("tls")]
        found += [_of_dns(each) for each in opened.observations("dns")]
        notes = tuple(_not_listed(opened, fetches, browser_noted=noted))
    return RequestList(path, tuple(sorted(found, key=lambda each: each.at)), notes)


def _of_fetch(fetch: Fetch) -> Iterator[Request]:
    why = _WHY[fetch.role]
    if fetch.role is Role.RENDERED and fetch.fetched_at and not fetch.attempts and fetch.status is not None:
        yield Request(fetch.fetched_at, "GET", fetch.url, fetch.status, fetch.code, fetch.seconds, None, why)
    for attempt in fetch.attempts:
        if _was_sent(attempt):
            yield Request(
                attempt.at, attempt.method, attempt.url or fetch.url, attempt.status,
                "unchanged" if attempt.unchanged else attempt.code, attempt.seconds,
                None if attempt.status is None else attempt.size, why,
            )  # fmt: skip


def _was_sent(attempt: Attempt) -> bool:
    """A try that was given up before anything was asked is no request."""
    return attempt.status is not None or attempt.code not in _NOT_SENT


def _of_note(seen: Observation) -> Request:
    data = seen.data
    status, seconds, size = data.get("status"), data.get("seconds"), data.get("size")
    answered = isinstance(status, int)
    return Request(
        seen.at, str(data.get("method", "")), str(data.get("url", "")),
        status if isinstance(status, int) else None, str(data.get("code", "")),
        float(seconds) if isinstance(seconds, int | float) else None,
        size if isinstance(size, int) and answered else None, str(data.get("why", "")),
    )  # fmt: skip


def _of_certificate(seen: Observation) -> Request:
    code = str(seen.data.get("error") or "ok")
    return Request(seen.at, "TLS", f"https://{seen.key}/", None, code, None, None, "certificate")


def _of_dns(seen: Observation) -> Request:
    code = str(seen.data.get("error") or "ok")
    return Request(seen.at, "DNS", seen.key, None, code, None, None, "dns")


def _not_listed(opened: Snapshot, fetches: list[Fetch], *, browser_noted: bool) -> Iterator[str]:
    """What was not asked, and what was asked and is not known one by one."""
    silent = Counter(each.code for each in fetches if not any(map(_was_sent, each.attempts)))
    rendered = sum(each.role is Role.RENDERED for each in fetches)
    skipped = sum(count for code, count in silent.items()) - sum(
        each.role is Role.RENDERED and not each.attempts for each in fetches
    )
    if skipped > 0:
        yield f"{skipped} 个地址没有发出请求（robots.txt 不允许、超出预算、被剪掉、已停止访问或地址被拒绝）。"
    if rendered and not browser_noted:
        yield f"浏览器重看了 {rendered} 页，每页只列一次；浏览器为显示页面另取的脚本和接口数据没有记录。"
    if any(True for _ in opened.observations("tls")):
        yield "查看证书时握手一至两次，只列一次。"
    yield "查询域名由本机解析器进行：只列首页域名的专门查询，其余查询和建立连接的次数没有记录。"
    yield "采集程序被强行终止时尚未写盘的请求（最多约一秒）不在内。"
    if int(opened.meta.get("format", "1")) < _ROBOTS_SINCE:
        yield "这个快照由旧版程序生成：没有记下 robots.txt 的请求、每次请求的字节数和换用编码后的地址。"
