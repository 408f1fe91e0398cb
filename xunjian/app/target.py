"""Whom to audit: a unit of the register, or the address of a home page."""

import ipaddress
import re
import socket
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from xunjian.errors import UsageError
from xunjian.model.unit import UNIT_TYPE_NAMES, Unit, host_of
from xunjian.packs.schema import Pack

_HOST = re.compile(r"[\w.-]+\.[\w-]+(:\d+)?(/.*)?|localhost(:\d+)?(/.*)?|\[[0-9a-fA-F:]+\](:\d+)?(/.*)?")

_NAME = re.compile(r"[\w.-]+|[0-9a-fA-F:.]+(%\w+)?")
_PORT = r"\d{1,5}"
_RESOLVED = re.compile(rf"(?P<host>\[[0-9a-fA-F:.]+\]|[\w.-]+)(?::(?P<port>{_PORT}))?")
"""A name or an address (IPv6 in brackets) with its port."""

_ODD_IPV4 = re.compile(r"(?:0x[0-9a-f]*|\d+)(?:\.(?:0x[0-9a-f]*|\d+)){0,3}")

FindUnit = Callable[[str], Unit | None]


def resolve_target(
    target: str,
    pack: Pack,
    *,
    unit_type: str | None,
    name: str | None,
    site_code: str | None,
    find_unit: FindUnit,
) -> Unit:
    """The unit that a TARGET means. Raises UsageError in one clear line."""
    target = target.strip()
    known = find_unit(target)
    if known is not None:
        return known
    url = _address(target)
    kind = unit_type or pack.unit_types[0]
    if kind not in pack.unit_types:
        choices = "、".join(f"{each}（{UNIT_TYPE_NAMES.get(each, each)}）" for each in pack.unit_types)
        raise UsageError(f"指标体系“{pack.id}”没有单位类型“{kind}”。", f"可写：{choices}。")
    return Unit(id=unit_id_of(url), name=name or host_of(url), type=kind, home_url=url, site_code=site_code)


def _address(target: str) -> str:
    if "://" not in target:
        if not _HOST.fullmatch(target):
            raise UsageError(
                f"“{target}”不是登记的单位编号，也不是网址。",
                "网址形如 https://www.example.gov.cn/；已登记的单位见 xunjian unit list。",
            )
        target = f"http://{target}"
    parts = urlsplit(target)
    try:
        host, _ = parts.hostname, parts.port
    except ValueError:
        host = None
    if parts.scheme not in ("http", "https") or not host or not _NAME.fullmatch(host):
        raise UsageError(
            f"网址“{target}”不正确。", "网址应以 http:// 或 https:// 开头，形如 https://www.example.gov.cn/。"
        )
    return target if parts.path else target.split("?")[0].split("#")[0] + "/"


def refuse_other_type(unit: Unit, pack: Pack) -> None:
    """Refuse a unit of a type that the pack does not judge."""
    if unit.type not in pack.unit_types:
        kind = UNIT_TYPE_NAMES.get(unit.type, unit.type)
        choices = "、".join(f"{each}（{UNIT_TYPE_NAMES.get(each, each)}）" for each in pack.unit_types)
        raise UsageError(
            f"指标体系“{pack.id}”不评估单位类型“{kind}”（{unit.name}）。", f"可评估：{choices}。"
        )


def unit_id_of(url: str) -> str:
    """A file-safe id of a unit known only by its address: host and folder."""
    folder = urlsplit(url).path.rsplit("/", 1)[0]
    return re.sub(r"[^\w.]+", "-", host_of(url) + folder).strip("-")


def refuse_private(unit: Unit, resolve: Mapping[str, str], *, allowed: bool) -> None:
    """Refuse a home page at a literal loopback or private address, before anything is sent."""
    if allowed:
        return
    host = urlsplit(unit.home_url).hostname or ""
    names = [host, *(address.rsplit(":", 1)[0].strip("[]") for address in resolve.values())]
    for name in names:
        if not _may_be_public(name):
            raise UsageError(
                f"“{name}”是本机或内网地址，默认不访问。", "确需检查内网站点的，加 --allow-private。"
            )


def _may_be_public(name: str) -> bool:
    """Whether a host, as written, is no loopback or private address. Looks nothing up."""
    bare = name.rstrip(".").partition("%")[0].lower()
    try:
        return ipaddress.ip_address(bare).is_global
    except ValueError:
        pass
    if not _ODD_IPV4.fullmatch(bare):
        return bare != "localhost" and not bare.endswith(".localhost")
    try:
        # 2130706433, 0x7f.1 and 127.1 are what a resolver takes for 127.0.0.1
        return ipaddress.ip_address(socket.inet_aton(bare)).is_global
    except OSError:
        return True


def parse_resolve(values: tuple[str, ...]) -> dict[str, str]:
    """`HOST[:PORT]=ADDRESS[:PORT]` pairs. Raises UsageError."""
    pairs: dict[str, str] = {}
    for value in values:
        host, _, address = (part.strip() for part in value.partition("="))
        if not (_is_place(host) and _is_place(address)):
            raise UsageError(
                f"--resolve 的值“{value}”不对。",
                "应写作 主机[:端口]=地址[:端口]，例如 www.example.gov.cn=203.0.113.5:8080。",
            )
        bare = address if address.count(":") > 1 else re.sub(r":\d+$", "", address)
        try:
            ipaddress.ip_address(bare.partition("]")[0].strip("["))
        except ValueError:
            raise UsageError(
                f"--resolve 的地址“{address}”不是 IP 地址。",
                "等号后面写服务器的 IP 地址，例如 www.example.gov.cn=203.0.113.5。",
            ) from None
        pairs[host.lower()] = address
    return pairs


def home_beside(unit: Unit, resolve: Mapping[str, str]) -> str:
    """What is to be said where addresses were given, and none for the home page; else empty.

    One letter wrong in a name, and the site that is in use is audited instead of the one to come.
    """
    parts = urlsplit(unit.home_url)
    host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    name = f"[{host}]" if ":" in host else host
    if not resolve or not {name, host, f"{name}:{port}"}.isdisjoint(resolve):
        return ""
    return f"--resolve 没有写首页所在的 {name}:{port}：首页是照域名解析的地址访问的，请核对主机名和端口。"


def _is_place(text: str) -> bool:
    """Whether the text is a host or an address, with a possible port or none."""
    if text.count(":") > 1 and not text.startswith("["):
        text = f"[{text}]"
    found = _RESOLVED.fullmatch(text)
    return found is not None and (found["port"] is None or 0 < int(found["port"]) < 65536)
