"""From a host name to the addresses that may be connected to.

The connection is made to the very address that was looked at here, so a name that changes its answer
between look and connection (rebinding) gains nothing.
"""

import asyncio
import ipaddress
import socket
import time
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass
from functools import lru_cache

from crawler.net.answer import Fault
from crawler.net.resolver import Resolver
from xunjian.model.unit import is_ip

_KEPT_SECONDS = 600.0
_LOOKUP_SECONDS = 10.0
_AT_ONCE = 64
_THREADS = ThreadPoolExecutor(3 * _AT_ONCE, "names")
"""A thread may wait for dead name servers longer than we do, but not three times as long."""

Address = tuple[str, int]


@dataclass(frozen=True, slots=True)
class _NoName:
    """What is remembered of a name that led nowhere. No Fault: one raised again and again holds on to every
    frame that it ever went through."""

    detail: str
    certain: bool

    def fault(self) -> Fault:
        return Fault("dns", self.detail, certain=self.certain)


class Names:
    """Looks names up, honours `--resolve`, refuses what is not public. Sites may have one in common."""

    def __init__(self, resolve: Mapping[str, str], *, allow_private: bool) -> None:
        self._mapped = {key.lower(): value for key, value in resolve.items()}
        self._allow_private = allow_private
        self._kept: dict[str, tuple[float, list[str] | _NoName]] = {}
        self._asking: dict[str, asyncio.Future[list[str]]] = {}
        self._resolver = Resolver()
        self._favoured: set[str] = set()
        self._places = asyncio.Semaphore(_AT_ONCE)

    def favour(self, hosts: Iterable[str]) -> None:
        """Hosts of the sites themselves: they do not queue behind dead names that others link to."""
        self._favoured.update(self._map(host.partition(":")[0], 0)[0] for host in hosts)

    async def addresses(self, host: str, port: int) -> list[Address]:
        """Where to connect to for a host and port. Raises Fault `dns` or `private_address`."""
        name, port = self._map(host, port)
        found = [name] if is_ip(name) else await self._look_up(name)
        allowed = [ip for ip in found if self._allow_private or is_public(ip)]
        if not allowed:
            raise Fault("private_address", f"{host} → {', '.join(found)}")
        return [(ip, port) for ip in allowed]

    def _map(self, host: str, port: int) -> Address:
        target = self._mapped.get(f"{host}:{port}") or self._mapped.get(host)
        if not target:
            return host.strip("[]"), port
        if target.startswith("["):
            name, _, rest = target[1:].partition("]")
            return name, int(rest[1:]) if rest[1:].isdigit() else port
        if target.count(":") > 1:
            return target, port
        name, _, mapped_port = target.partition(":")
        return name, int(mapped_port) if mapped_port.isdigit() else port

    async def _look_up(self, name: str) -> list[str]:
        kept = self._kept.get(name)
        if kept and kept[0] > time.monotonic():
            if isinstance(kept[1], _NoName):
                raise kept[1].fault()
            return kept[1]
        asking = self._asking.get(name)
        if asking is None:
            asking = self._asking[name] = asyncio.ensure_future(self._ask(name))
            asking.add_done_callback(lambda _: self._asking.pop(name, None))
        return await asyncio.shield(asking)

    async def _ask(self, name: str) -> list[str]:
        loop = asyncio.get_running_loop()
        answer: list[str] | _NoName
        try:
            async with nullcontext() if name in self._favoured else self._places:
                asking = loop.run_in_executor(_THREADS, _ask_system, name)
                rows = await asyncio.wait_for(asking, _LOOKUP_SECONDS)
            answer = list(dict.fromkeys(ip.partition("%")[0] for ip in rows))
        except TimeoutError:
            answer = _NoName(f"{name}: 域名解析超时", certain=False)
        except socket.gaierror as error:
            # EAI_AGAIN: no name server answered.
            denied = error.errno != socket.EAI_AGAIN or name.endswith(".invalid")
            certain = denied and await self._resolver.may_deny(name)
            answer = _NoName(f"{name}: {error.strerror}", certain=certain)
        except (UnicodeError, OSError) as error:
            answer = _NoName(f"{name}: {error}", certain=True)
        lifetime = 30.0 if isinstance(answer, _NoName) else _KEPT_SECONDS
        self._kept[name] = (time.monotonic() + lifetime, answer)
        if isinstance(answer, _NoName):
            raise answer.fault()
        return answer


def _ask_system(name: str) -> list[str]:
    return [str(row[4][0]) for row in socket.getaddrinfo(name, None, type=socket.SOCK_STREAM)]


@lru_cache(maxsize=1024)
def is_public(ip: str) -> bool:
    """Whether an address lies in the public internet (no loopback, private, link-local, reserved one)."""
    try:
        address = ipaddress.ip_address(ip)
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or _of_nat64(address)
        if inner is not None:
            return inner.is_global and not inner.is_multicast
    return address.is_global and not address.is_multicast


def _of_nat64(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    prefix = ipaddress.IPv6Network("64:ff9b::/96")
    return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF) if address in prefix else None
