"""From names to addresses, and from errors of the system to faults: what is certain, and what may be ours."""

import asyncio
import errno
import socket
import ssl

import pytest

from crawler.net import names as names_module
from crawler.net.answer import Fault, Limits
from crawler.net.client import Client, at_connect, fault_of, parts_of
from crawler.net.names import Names, is_public
from crawler.net.resolver import Resolver
from tests.test_crawler.loopback import Reply, serving

NO_NAME, NO_SERVER = socket.gaierror(socket.EAI_NONAME, "x"), socket.gaierror(socket.EAI_AGAIN, "x")


class System:
    """A name server of the system, and one of the internet; counts what is asked."""

    def __init__(
        self, patch: pytest.MonkeyPatch, answer: list[str] | Exception, *, knows: bool = True
    ) -> None:
        self.answer, self.knows, self.asked = answer, knows, 0
        patch.setattr(names_module, "_ask_system", self.ask)
        patch.setattr(Resolver, "may_deny", self.may_deny)

    def ask(self, name: str) -> list[str]:
        self.asked += 1
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer

    async def may_deny(self, name: str) -> bool:
        return self.knows or name.endswith(".invalid")


@pytest.mark.parametrize(
    ("name", "said", "knows", "certain"),
    [
        ("a.gov.cn", NO_NAME, True, True),
        ("a.gov.cn", NO_NAME, False, False),
        ("a.gov.cn", NO_SERVER, True, False),
        ("a.invalid", NO_SERVER, False, True),
        ("a..gov.cn", UnicodeError("empty label"), False, True),
    ],
)
def test_a_name_that_leads_nowhere_is_a_fault_only_where_that_is_certain(
    monkeypatch: pytest.MonkeyPatch, name: str, said: Exception, knows: bool, certain: bool
) -> None:
    system = System(monkeypatch, said, knows=knows)

    async def ask() -> list[tuple[str, bool]]:
        names, faults = Names({}, allow_private=True), []
        for _ in range(2):
            with pytest.raises(Fault) as fault:
                await names.addresses(name, 80)
            faults.append((fault.value.code, fault.value.certain))
        return faults

    assert asyncio.run(ask()) == [("dns", certain)] * 2
    assert system.asked == 1  # it is remembered for a while


def test_a_name_server_that_does_not_answer_proves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    System(monkeypatch, ["192.0.2.1"])
    monkeypatch.setattr(names_module, "_LOOKUP_SECONDS", 0)
    with pytest.raises(Fault) as fault:
        asyncio.run(Names({}, allow_private=True).addresses("a.gov.cn", 80))
    assert (fault.value.code, fault.value.certain) == ("dns", False)


def test_only_public_addresses_are_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    system = System(monkeypatch, ["10.0.0.1", "114.114.114.114", "fe80::1%eth0", "114.114.114.114"])

    async def ask(names: Names) -> list[object]:
        return await asyncio.gather(*(names.addresses("a.gov.cn", 80) for _ in range(3)))

    assert asyncio.run(ask(Names({}, allow_private=False))) == [[("114.114.114.114", 80)]] * 3
    assert system.asked == 1
    everything = [("10.0.0.1", 80), ("114.114.114.114", 80), ("fe80::1", 80)]
    assert asyncio.run(ask(Names({}, allow_private=True))) == [everything] * 3
    system.answer = ["10.0.0.1"]
    with pytest.raises(Fault, match="private_address"):
        asyncio.run(ask(Names({}, allow_private=False)))


@pytest.mark.parametrize(
    ("resolve", "host", "port", "address"),
    [
        ({"A.gov.cn": "10.0.0.1"}, "a.gov.cn", 80, ("10.0.0.1", 80)),
        ({"a.gov.cn": "10.0.0.1:81"}, "a.gov.cn", 80, ("10.0.0.1", 81)),
        ({"a.gov.cn:443": "10.0.0.2", "a.gov.cn": "10.0.0.1"}, "a.gov.cn", 443, ("10.0.0.2", 443)),
        ({"a.gov.cn:443": "10.0.0.2", "a.gov.cn": "10.0.0.1"}, "a.gov.cn", 80, ("10.0.0.1", 80)),
        ({"a.gov.cn": "[::1]"}, "a.gov.cn", 80, ("::1", 80)),
        ({"a.gov.cn": "[::1]:8"}, "a.gov.cn", 80, ("::1", 8)),
        ({"a.gov.cn": "fc00::1"}, "a.gov.cn", 80, ("fc00::1", 80)),
        ({}, "[::1]", 80, ("::1", 80)),
    ],
)
def test_addresses_that_were_given(
    resolve: dict[str, str], host: str, port: int, address: tuple[str, int]
) -> None:
    assert asyncio.run(Names(resolve, allow_private=True).addresses(host, port)) == [address]
    with pytest.raises(Fault, match="private_address"):
        asyncio.run(Names(resolve, allow_private=False).addresses(host, port))


@pytest.mark.parametrize(
    ("ip", "public"),
    [
        ("::ffff:114.114.114.114", True),
        ("2002:7272:7272::", True),
        ("64:ff9b::7272:7272", True),
        ("64:ff9b::e000:1", False),
        ("::ffff:224.0.0.1", False),
        ("ff0e::1", False),
        ("a.gov.cn", False),
    ],
)
def test_addresses_inside_others_and_what_is_none(ip: str, public: bool) -> None:
    assert is_public(ip) is public


def tls_error() -> OSError:
    with pytest.raises(ssl.SSLError) as error:
        ssl.create_default_context(cadata=b"no certificate")
    return error.value


@pytest.mark.parametrize(
    ("error", "code", "stage", "certain"),
    [
        (OSError(errno.ECONNREFUSED, ""), "refused", "connect", True),
        (OSError(errno.ETIMEDOUT, ""), "timeout", "connect", True),
        (OSError(errno.ECONNRESET, ""), "reset", "connect", True),
        (OSError(errno.EPIPE, ""), "reset", "connect", True),
        (ConnectionError(), "reset", "connect", True),
        (tls_error(), "tls", "tls", True),
        # No route may be our own line.
        (OSError(errno.EHOSTUNREACH, ""), "refused", "connect", False),
        (OSError(errno.ENETUNREACH, ""), "refused", "connect", False),
        (OSError(), "refused", "connect", False),
    ],
)
def test_what_an_error_of_the_system_means(error: OSError, code: str, stage: str, certain: bool) -> None:
    fault = at_connect(fault_of(error))
    assert (fault.code, fault.stage, fault.certain) == (code, stage, certain)


@pytest.mark.parametrize(
    ("url", "parts"),
    [
        ("http://a.cn", ("http", "a.cn", 80, "a.cn", "/")),
        ("https://a.cn/b?c=1", ("https", "a.cn", 443, "a.cn", "/b?c=1")),
        ("https://a.cn:8443?c=1", ("https", "a.cn", 8443, "a.cn:8443", "/?c=1")),
        ("http://user:word@a.cn:81/b", ("http", "a.cn", 81, "a.cn:81", "/b")),
        ("http://a.cn:99999/", None),
        ("http:///b", None),
    ],
)
def test_parts_of_an_address(url: str, parts: tuple[str, str, int, str, str] | None) -> None:
    if parts is not None:
        assert parts_of(url) == parts
        return
    with pytest.raises(Fault, match="dns"):
        parts_of(url)


def test_a_connection_that_breaks_is_not_asked_again_unseen() -> None:
    async def ask(url: str) -> str:
        client = Client(Names({}, allow_private=True))
        try:
            await client.request("GET", f"{url}/a", {}, Limits())
            with pytest.raises(Fault) as fault:  # on the connection that was kept
                await client.request("GET", f"{url}/b", {}, Limits())
        finally:
            await client.close()
        return fault.value.code

    with serving({"/a": "x", "/b": Reply(reset=True)}) as site:
        assert asyncio.run(ask(site.url)) == "reset"
        assert site.paths() == ["/a", "/b"]
