"""site.tls: https is offered with a sound certificate."""

from collections.abc import Iterator

from pydantic import Field

from checks._seen import undecided
from checks._words import cited
from xunjian.model.finding import Evidence, Finding, Subject
from xunjian.model.observation import Observation
from xunjian.model.site import Transport, UnitFacts
from xunjian.plugin import CheckParams, check, fail, not_applicable, ok, review, unknown

CLAUSE = "《政府网站发展指引》（国办发〔2017〕47号）关于网站安全防护的规定"

_FAULTS = {
    "expired": "证书已经过期",
    "self_signed": "证书是自签名的，浏览器不信任",
    "wrong_host": "证书的域名与网站不符",
}
_UNSURE = {
    "handshake": "加密连接没有谈成",
    "not_yet_valid": "证书的生效日期还没有到",
    "timeout": "没有按时应答",
    "unreachable": "连接不上",
}


class Params(CheckParams):
    min_days_left: int = Field(
        default=30, ge=0, description="证书剩余有效期至少要多于多少天（天）；不多于此数的不通过"
    )


@check("site.tls", title="安全证书", clause=CLAUSE)
def certificate(transport: Transport, unit: UnitFacts, params: Params) -> Iterator[Finding]:
    """看网站是否提供 https、证书是否有效：过期、自签名、域名不符、剩余 30 天（按参数）以内的不通过，
    不提供 https 的也不通过。

    地址是 IP 或端口不是 80、443 的不适用；签发机构不被信任的待人工确认；没有观测到的未能判定。
    """
    if transport.is_ip:
        yield not_applicable("不适用：网站地址是 IP 地址，没有域名证书。")
        return
    if not transport.standard_port:
        yield not_applicable("不适用：网站不在 80 或 443 端口上。")
        return
    seen = transport.tls
    if seen is None:
        yield unknown(undecided(["本次没有观测网站的证书"]))
        return
    proof = _proof(transport.host, seen)
    subject = Subject("site", unit.home_url, title=unit.name)
    error, left = seen.data.get("error"), seen.data.get("days_left")
    until = seen.data.get("not_after")
    expected = f"提供 https，证书有效，剩余 {params.min_days_left} 天以上"
    signature = ""
    if seen.data.get("offered") is False and not _undecidable(error):
        signature, fault = "not_offered", "没有提供 https 访问"
    elif isinstance(error, str) and error in _FAULTS:
        signature, fault = error, _FAULTS[error]
        if isinstance(left, int) and left < 0 and until:
            fault = f"证书已于 {until} 过期" if error == "expired" else f"{fault}，并且已于 {until} 过期"
    elif error is None and isinstance(left, int) and left <= params.min_days_left:
        signature, fault = "expiring", f"证书将于 {until} 到期，只剩 {left} 天"
    if signature:
        said = cited(f"网站 {transport.host} {fault}", CLAUSE)
        yield fail(subject, said, proof, expected=expected, observed=fault, signature=signature)
    elif error == "untrusted":
        said = cited(f"网站 {transport.host} 的证书签发机构不在信任列表中，请人工用浏览器确认", CLAUSE)
        observed = "证书链不被信任"
        yield review(subject, said, proof, expected=expected, observed=observed, signature="untrusted")
    elif error is None and isinstance(left, int):
        yield ok(f"网站 {transport.host} 的证书有效，{until} 到期，还有 {left} 天。", proof)
    else:
        yield unknown(undecided([f"没有得到网站证书的确定情况：{_UNSURE.get(str(error), '原因不明')}"]))


def _undecidable(error: object) -> bool:
    """Faults of the way there, ours or the net's: they say nothing of what the site offers."""
    return error in ("no_resolver", "dns", "private_address", "not_tried")


def _proof(host: str, seen: Observation) -> Evidence:
    data = seen.data
    parts = [
        "提供 https" if data.get("offered") else "不提供 https",
        f"到期日 {data['not_after']}" if data.get("not_after") else "",
        f"剩余 {data['days_left']} 天" if data.get("days_left") is not None else "",
        str(data.get("detail") or ""),
    ]
    quote = "；".join(part for part in parts if part)
    return Evidence("tls", f"https://{host}/", fetched_at=seen.at or None, quote=quote)
