"""What to do where a crawl did not see everything: one sentence for whoever reads the result."""

from xunjian.model.observation import Snapshot

_GO_ON = "用同一个 --out 加 --resume 接着看，已经看过的不再看"
_SLOW_SECONDS = 2.0
"""A pause from which on it is worth a word."""
_STEPS = {
    "stopped": f"{_GO_ON}。",
    "deadline": f"{_GO_ON}；网站大、要求间隔长的，要分几次看完。",
    "hours": f"到下一个时段，{_GO_ON}。",
    "max_pages": f"加大 --max-pages，{_GO_ON}。",
    "max_requests": "一次检查的请求数有上限，免得给网站添麻烦；在登记表里用“路径”缩小范围，再重新检查。",
    "blocked": "请网站运维单位放行本程序（要发给他们的内容在报告“怎样放行本程序”一节），再重新检查。",
    "unreachable": "先在本机用浏览器打开首页核实：打得开的，查本机的网络和域名解析（xunjian doctor），"
    "并请网站运维单位看防护是否挡住了本机；打不开的，等网站恢复后重新检查。",
    "gone": f"过一段时间，{_GO_ON}；总是这样的，请网站运维单位看防护是否挡住了本机。",
    "busy": f"过一段时间，{_GO_ON}；仍然这样的，加大 --delay。",
    "come_later": "网站说明了暂停服务或请求太多，过一段时间重新检查。",
    "login": "核对首页网址；公众不登录确实看不到的，由人到网站上核实。",
    "robots": "请网站在 robots.txt 里写明“User-agent: Xunjian”“Allow: /”，或去掉对所有程序的禁止，"
    "再重新检查。",
    "robots_broken": "请网站让 robots.txt 能正常打开（没有这个文件的应返回 404），再重新检查。",
}


def next_step(snapshot: Snapshot, *, shut: bool = False) -> str:
    """Empty where the crawl came to its end, and robots.txt did not forbid much (`shut`)."""
    meta = snapshot.meta
    if meta.get("complete", "").lower() in ("1", "true", "yes"):
        return _STEPS["robots"] if shut else ""
    reason, detail = meta.get("finish_reason", ""), meta.get("finish_detail", "")
    if reason == "blocked" and detail == "robots":
        rules = [str(each.data.get("rule")) for each in snapshot.observations("robots")]
        return _STEPS["robots_broken" if "forbidden" in rules else "robots"]
    if reason == "unreachable" and detail in ("http_429", "http_503"):
        return _STEPS["come_later"]
    step = _STEPS.get(detail if detail in _STEPS else reason, _STEPS["stopped"])
    return step + _pace_in_words(snapshot) if _GO_ON in step else step


def _pace_in_words(snapshot: Snapshot) -> str:
    """What slows the crawl down, where the site's own robots.txt does."""
    pauses = [
        pause
        for each in snapshot.observations("robots")
        if each.key in snapshot.plan.hosts and isinstance(pause := each.data.get("pause"), int | float)
    ]
    longest = max(pauses, default=0.0)
    if longest < _SLOW_SECONDS:
        return ""
    return (
        f"网站的 robots.txt 要求两次请求间隔 {longest:g} 秒，一小时最多看 {3600 / longest:.0f} 个地址；"
        "嫌慢的，请网站为“User-agent: Xunjian”另写短一些的 Crawl-delay。"
    )
