"""A name server that knows nothing of the internet is not believed when it denies a name."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import dns.asyncresolver
import dns.flags
import dns.message
import dns.rcode
import dns.rrset
import pytest

from crawler.net.resolver import Resolver


@contextmanager
def name_server(knows: frozenset[str]) -> Iterator[int]:
    """Answers NS questions for the names it knows; denies all others."""
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.bind(("127.0.0.1", 0))
    server.settimeout(0.2)
    done = threading.Event()

    def answer() -> None:
        while not done.is_set():
            try:
                wire, sender = server.recvfrom(2048)
            except TimeoutError:
                continue
            question = dns.message.from_wire(wire)
            name = question.question[0].name
            reply = dns.message.make_response(question)
            reply.flags |= dns.flags.RA
            if name.to_text() in knows:
                reply.answer.append(dns.rrset.from_text(name, 60, "IN", "NS", "ns.example."))
            else:
                reply.set_rcode(dns.rcode.NXDOMAIN)
            server.sendto(reply.to_wire(), sender)

    thread = threading.Thread(target=answer, daemon=True)
    thread.start()
    try:
        yield server.getsockname()[1]
    finally:
        done.set()
        thread.join(2)
        server.close()


@pytest.mark.parametrize(
    ("knows", "name", "believed"),
    [
        (frozenset(), "www.portal.gov.cn", False),
        (frozenset({"."}), "www.portal.gov.cn", True),
        (frozenset({"cn."}), "www.portal.gov.cn", True),
        (frozenset(), "no-such-host.invalid", True),
        (frozenset(), "portal.test", True),
    ],
)
def test_a_denial_is_believed_only_of_a_server_that_knows_the_internet(
    monkeypatch: pytest.MonkeyPatch, knows: frozenset[str], name: str, believed: bool
) -> None:
    with name_server(knows) as port:
        resolver = dns.asyncresolver.Resolver(configure=False)
        resolver.nameservers = ["127.0.0.1"]
        resolver.port = port
        monkeypatch.setattr(dns.asyncresolver, "Resolver", lambda: resolver)
        assert asyncio.run(Resolver().may_deny(name)) is believed
