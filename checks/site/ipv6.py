"""site.ipv6: the host has an IPv6 address."""

from collections.abc import Iterator, Sequence

from checks._seen import undecided
from checks._words import cited
from xunjian.model.finding import Evidence, Finding, Subject
from xunjian.model.site import Transport, UnitFacts
from xunjian.plugin import check, fail, not_applicable, ok, unknown

CLAUSE = "《政府网站与政府系统政务新媒体检查指标》（国办秘函〔2019〕19号）IPv6改造指标"


@check("site.ipv6", title="IPv6 支持", clause=CLAUSE)
def has_ipv6(transport: Transport, unit: UnitFacts) -> Iterator[Finding]:
    """看网站域名有没有 IPv6 地址记录（AAAA），没有的不通过。

    地址是 IP 的不适用。没有域名服务器答复的、域名服务器不认识这个域名的（如尚未上线、指定了地址），未能判定。
    """
    if transport.is_ip:
        yield not_applicable("不适用：网站地址是 IP 地址，没有域名记录。")
        return
    seen = transport.dns
    if seen is None:
        yield unknown(undecided(["本次没有查询网站的域名记录"]))
        return
    aaaa, a, error = _listed(seen.data.get("aaaa")), _listed(seen.data.get("a")), seen.data.get("error")
    told = f"AAAA：{'、'.join(aaaa) or '无'}；A：{'、'.join(a) or '无'}"
    proof = Evidence("dns", unit.home_url, fetched_at=seen.at or None, quote=told)
    if aaaa:
        yield ok(f"域名 {transport.host} 有 IPv6 地址：{'、'.join(aaaa)}。", proof)
    elif error == "nxdomain":
        yield unknown(undecided([f"域名服务器不认识域名 {transport.host}，无从得知其 IPv6 地址"]))
    elif error is not None:
        yield unknown(undecided(["没有域名服务器答复"]))
    else:
        yield fail(
            Subject("site", unit.home_url, title=unit.name),
            cited(f"域名 {transport.host} 没有 IPv6 地址记录（AAAA）", CLAUSE),
            proof,
            expected="域名有 AAAA 记录",
            observed=told,
        )


def _listed(value: object) -> Sequence[str]:
    return [str(each) for each in value] if isinstance(value, (list, tuple)) else []
