"""What all link checks do with the targets that are theirs."""

from collections.abc import Iterator, Sequence

from checks._seen import undecided
from checks._words import cited, cut, quoted
from xunjian.model.finding import Evidence, Finding, Subject, SubjectKind
from xunjian.model.observation import Attempt, Fetch
from xunjian.model.site import Target, TargetKind, TargetState
from xunjian.plugin import answered, fail, not_applicable, ok, review, unknown

CLAUSE = "《政府网站与政府系统政务新媒体检查指标》（国办秘函〔2019〕19号）可用性指标"

_FAULTY = (TargetState.BROKEN, TargetState.SOFT_404)
_SHOWN = 3
_NOUNS = {TargetKind.PAGE: "链接", TargetKind.IMAGE: "图片", TargetKind.ATTACHMENT: "附件"}


def judge(targets: Sequence[Target], what: str, expected: str, gap: str, none: str = "") -> Iterator[Finding]:
    """One finding per faulty target, one unknown per reason, a pass only where every target was proven.

    `what` names the targets in sentences; `gap` says why there may be more of them, empty if all are known;
    `none` what to say where there are no such targets at all.
    """
    tried = [target for target in targets if target.state is not TargetState.RECOGNISED]
    undetermined = [target for target in tried if target.state is TargetState.UNKNOWN]
    flawed = False
    for target in sorted(tried, key=lambda each: each.url):
        if target.state in _FAULTY:
            flawed = True
            yield _broken(target, expected)
        elif target.state is TargetState.DOUBTFUL:
            flawed = True
            yield _doubtful(target, expected)
    yield from _not_tried(undetermined, what)
    if flawed or undetermined:
        return
    if gap:
        yield unknown(undecided([f"已检查的 {len(tried)} 个{what}没有问题，但没有看全：{gap}"]))
    elif not tried:
        yield not_applicable(f"不适用：{none or f'没有发现{what}'}。")
    else:
        samples = [target.chain[-1] for target in tried if target.chain][:_SHOWN]
        yield ok(f"{len(tried)} 个{what}都能正常打开。", *(answered(fetch) for fetch in samples))


def _broken(target: Target, expected: str) -> Finding:
    fault = target.fault or "没有正常返回"
    verb = "打不开"
    if target.kind is TargetKind.ATTACHMENT:
        verb = "不能正常下载"
    elif target.state is TargetState.SOFT_404:
        verb = "打开的是出错页面"
    return fail(
        _subject(target),
        cited(f"{_place(target)}{verb}：{fault}", CLAUSE),
        *_evidence(target),
        expected=expected,
        observed=fault + _tries(target),
        kind="home" if target.on_home else "other",
    )


def _doubtful(target: Target, expected: str) -> Finding:
    fault = target.fault or "没有正常返回"
    return review(
        _subject(target),
        cited(f"{_place(target)}指向其他网站，{fault}，可能只是拒绝本程序访问，请人工打开确认", CLAUSE),
        *_evidence(target),
        expected=expected,
        observed=fault + _tries(target),
        kind="home" if target.on_home else "other",
    )


def _not_tried(targets: Sequence[Target], what: str) -> Iterator[Finding]:
    # One statement per reason: a hundred targets behind one robots.txt are one thing that we could not see.
    groups: dict[str, list[str]] = {}
    for target in targets:
        groups.setdefault(target.reason.rstrip("。") or "没有得到确定的答复", []).append(target.url)
    for reason, urls in sorted(groups.items()):
        yield unknown(undecided([f"{len(urls)} 个{what}没有结论（如 {min(urls)}）：{reason}"]))


def _subject(target: Target) -> Subject:
    kind: SubjectKind = "attachment" if target.kind is TargetKind.ATTACHMENT else "link"
    return Subject(kind, target.url, target.found_on, cut(target.text) or None)


def _place(target: Target) -> str:
    noun = _NOUNS[target.kind]
    text = quoted(cut(target.text)) if target.text.strip() else ""
    pages = len(target.found_on)
    if target.on_home:
        where = "首页" if pages <= 1 else f"首页等 {pages} 个页面"
    elif not pages:
        where = "本站"
    else:
        where = (
            f"页面 {target.found_on[0]} " if pages == 1 else f"页面 {target.found_on[0]} 等 {pages} 个页面"
        )
    return f"{where}上的{noun}{text}（{target.url}）"


def _evidence(target: Target) -> tuple[Evidence, ...]:
    if not target.chain:
        return (
            Evidence("text", target.url, quote=target.quote or target.fault or target.text or target.url),
        )
    steps = [answered(fetch, _told(fetch)) for fetch in target.chain]
    if target.quote:
        steps.append(answered(target.chain[-1], target.quote))
    return tuple(steps)


def _told(fetch: Fetch) -> str | None:
    """How the tries went; of a redirect, where it led."""
    if fetch.location:
        return f"返回 {fetch.status}，转到 {fetch.location}"
    tries = [f"第 {n} 次 {each.method} {_ended(each)}" for n, each in enumerate(fetch.answers, 1)]
    return "；".join(tries) or None


_CODES = {
    "ok": "正常",
    "dns": "域名无法解析",
    "refused": "拒绝连接",
    "reset": "连接被重置",
    "timeout": "超时",
    "tls": "证书或加密错误",
    "protocol": "答复不是 HTTP",
    "bad_redirect": "重定向错误",
}


def _ended(attempt: Attempt) -> str:
    if attempt.status is not None:
        return f"返回 {attempt.status}"
    return _CODES.get(attempt.code, "没有正常答复")


def _tries(target: Target) -> str:
    count = len(target.chain[-1].answers) if target.chain else 0
    return f"（试了 {count} 次）" if count > 1 else ""
