"""How much of a site was seen, and in plain words why not all of it."""

from collections import Counter

from xunjian.facts.fetches import Chain, Ending, FetchIndex, is_redirect
from xunjian.model.observation import Fetch, Outcome, Role, Snapshot
from xunjian.model.site import Coverage
from xunjian.model.unit import Scope

ALLOW_LIST = "站点返回验证页面，请将本程序加入白名单后复查"
_CUTS = {
    "max_pages": "达到页数上限",
    "deadline": "达到时间上限",
    "hours": "不在规定的检查时段内，其余留待下次",
    "max_requests": "达到请求数上限",
    "stopped": "中途停止",
    "depth": "达到层数上限",
    "unreachable": "站点无法访问",
    "gone": "采集中途起站点不再应答或一律报错",
    "busy": "站点要求放慢或稍后再来，没有等到",
}
_SAMPLED = {
    "pattern": "无限延伸的网址（日历、会话编号等）只取样",
    "body": "内容过大、传得太慢或中途断开的网页只读了一部分",
}
_WHOLE = frozenset(_SAMPLED)
"""What was cut on purpose: an endless calendar leaves a crawl complete (contract)."""
_FINISH = _CUTS | {"blocked": ALLOW_LIST}
_HOME_FAULTS = {
    "redirect_loop": "首页不停重定向",
    "empty": "首页没有内容",
    "not_html": "首页返回的不是网页",
    "not_fetched": "首页没有抓取到",
}
"""Details of `unreachable` that no single fetch has as its code."""
_FAULTS = {
    "dns": "域名无法解析",
    "refused": "拒绝连接",
    "reset": "连接被重置",
    "timeout": "15 秒内无响应",
    "tls": "证书或加密连接错误",
    "protocol": "返回的不是网页协议内容",
    "bad_redirect": "重定向地址错误",
}
_REASONS = {
    "dns": "本机的域名服务器不能确认该域名是否存在",
    "refused": "本机网络到不了该地址",
    "robots": "robots.txt 不允许抓取",
    "private_address": "指向内网地址，本次未获准访问",
    "not_fetched": "本次没有抓取（达到上限或中途停止）",
    "too_large": "内容过大，没有读完",
    "shield": ALLOW_LIST,
    "login": "需要登录才能查看",
    "timeout": "开始应答后没有传来内容，或本机当时过忙",
    "reset": "开始应答后连接断开，没有传来内容",
    "protocol": "内容的压缩格式无法解开",
    "turned_away": "采集中途起站点不再应答或一律报错，连首页也打不开，无从判断",
    "http_403": "站点拒绝本程序访问（403），请将本程序加入白名单后复查",
    "http_429": "对方要求放慢，本次没有等到",
    "http_503": "对方说明暂停服务、稍后再来，本次没有等到",
}


def read_coverage(snapshot: Snapshot, index: FetchIndex, scope: Scope, pages: int) -> Coverage:
    """Completeness as the crawl says it, with the addresses in scope that were not read."""
    meta = snapshot.meta
    complete = meta.get("complete", "").lower() in ("1", "true", "yes")
    reason = ""
    if not complete:
        cuts = [each.key for each in snapshot.observations("cut") if each.key not in _WHOLE]
        words = [cut_in_words(key) for key in cuts]
        finish = _end_in_words(snapshot)
        words = [word for word in words if not finish.startswith(word)]
        reason = "、".join(dict.fromkeys(word for word in (*words, finish) if word)) or "采集没有完成"
    undecided = tuple(
        fetch.url
        for fetch in index.pages
        if fetch.outcome is not Outcome.OK and not is_redirect(fetch) and scope.contains(fetch.url)
    )
    return Coverage(complete, reason, pages, undecided, _mostly_unseen(index, scope))


def _mostly_unseen(index: FetchIndex, scope: Scope) -> str:
    """Why most of the pages were not read, whose fault it is not; empty where most were. Of those that
    nobody wanted to read (endless calendars) no account is taken."""
    shut: Counter[str] = Counter()
    read = 0
    for fetch in index.pages:
        if is_redirect(fetch) or not scope.contains(fetch.url):
            continue
        read += fetch.outcome is Outcome.OK
        if fetch.outcome in (Outcome.BLOCKED, Outcome.UNKNOWN) and fetch.code != "not_fetched":
            shut[reason_in_words(fetch)] += 1
    if shut.total() <= read:
        return ""
    return f"找到的页面有 {shut.total()} 个没有看到（{shut.most_common(1)[0][0]}），只读到 {read} 个"


def _end_in_words(snapshot: Snapshot) -> str:
    """Why the crawl ended before its time; of a home page that could not be read, what it met."""
    reason, detail = (snapshot.meta.get(key, "") for key in ("finish_reason", "finish_detail"))
    words = _FINISH.get(reason, "")
    if reason == "blocked" and detail in ("login", "http_403"):
        return _REASONS[detail]
    if reason == "blocked" and detail == "refused":
        return f"采集中途起{_REASONS['http_403']}"
    if reason == "blocked" and detail == "robots":
        robots = [each.data for each in snapshot.observations("robots")]
        broken = next((each.get("status") for each in robots if each.get("rule") == "forbidden"), None)
        return f"robots.txt 返回 {broken}，按规定本次不抓取" if broken else _REASONS["robots"]
    if reason != "unreachable":
        return words
    if detail in ("gone", "busy"):
        return _CUTS[detail]
    if _asks_to_wait(snapshot, detail):
        return f"首页没有看到：{_REASONS[detail]}"
    why = (_REASONS | _FAULTS | _HOME_FAULTS).get(detail, "")
    if detail.startswith("http_"):
        why = f"首页返回 {detail.removeprefix('http_')}"
    return f"{words}：{why}" if why else words


def _asks_to_wait(snapshot: Snapshot, detail: str) -> bool:
    """Whether the home page was not shown because its server asked us to come later."""
    if detail not in ("http_429", "http_503"):
        return False
    return any(
        fetch.code == detail and fetch.outcome is Outcome.UNKNOWN and not fetch.depth
        for fetch in snapshot.fetches(Role.PAGE)
    )


def cut_in_words(key: str) -> str:
    """Why addresses were left out, by the key of a `cut` observation."""
    return _SAMPLED.get(key) or _CUTS.get(key, key)


def fault_in_words(fetch: Fetch) -> str:
    """What is wrong with an answer: 返回 404, 域名无法解析, …"""
    if fetch.code.startswith("http_"):
        return f"返回 {fetch.code.removeprefix('http_')}"
    return _FAULTS.get(fetch.code) or (f"返回 {fetch.status}" if fetch.status else "无法打开")


def code_in_words(code: str) -> str:
    """What a code of a fetch means, whoever is at fault."""
    if code.startswith("http_"):
        return f"返回 {code.removeprefix('http_')}"
    return _REASONS.get(code) or _FAULTS.get(code) or "没有得到确定的答复"


def reason_in_words(fetch: Fetch) -> str:
    """Why nothing could be said of an address."""
    if fetch.outcome is Outcome.BLOCKED:
        return _REASONS.get(fetch.code, ALLOW_LIST)
    return _REASONS.get(fetch.code, "本次没有得到确定的答复")


def chain_in_words(chain: Chain) -> str:
    """How a chain ends that does not end well, fault or reason; `""` where it does."""
    if chain.ending is Ending.ANSWER:
        return ""
    if chain.ending is Ending.LOOP:
        return "重定向循环"
    if chain.ending is Ending.TOO_MANY:
        return "重定向超过 10 次"
    if chain.ending is Ending.MISSING:
        return f"跳转到 {chain.next_url}，本次没有抓取" if chain.fetches else "本次没有抓取"
    last = chain.fetches[-1]
    if is_redirect(last):
        return "重定向地址错误"
    words = fault_in_words(last) if chain.ending is Ending.FAULT else reason_in_words(last)
    return f"跳转到 {last.url} 后{words}" if len(chain.fetches) > 1 else words
