"""What is seen of the home host besides its pages: certificate and name."""

import asyncio
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme

from crawler.net.names import Names
from crawler.probes.dns import look_up
from crawler.probes.tls import look_at_certificate
from tests.test_crawler.loopback import crawl, free_port
from xunjian.model.observation import Observation


@contextmanager
def tls_server(certificate: trustme.LeafCert) -> Iterator[str]:
    """A server that shakes hands and answers one page; its `host:port`."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                raw, _ = listener.accept()
            except OSError:
                return
            try:
                with context.wrap_socket(raw, server_side=True) as stream:
                    if stream.recv(4096):
                        stream.sendall(
                            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<html>x"
                        )
            except OSError:
                continue

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield f"127.0.0.1:{listener.getsockname()[1]}"
    finally:
        listener.close()


def look(address: str, name: str = "www.example.test") -> Observation | None:
    names = Names({f"{name}:443": address}, allow_private=True)
    return asyncio.run(look_at_certificate(f"https://{name}/", names))


def test_certificate_of_an_unknown_authority() -> None:
    end = datetime.now(UTC) + timedelta(days=90)
    with tls_server(trustme.CA().issue_cert("www.example.test", not_after=end)) as address:
        seen = look(address)
    assert seen is not None
    assert (seen.kind, seen.key) == ("tls", "www.example.test")
    assert (seen.data["offered"], seen.data["error"]) == (True, "untrusted")
    assert seen.data["not_after"] == end.date().isoformat()
    assert seen.data["days_left"] in (89, 90)


def test_trusted_certificate_is_no_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    with tls_server(authority.issue_cert("www.example.test")) as address:
        seen = look(address)
        other = look(address, "other.example.test")
    assert seen is not None
    assert other is not None
    assert (seen.data["offered"], seen.data["error"]) == (True, None)
    assert other.data["error"] == "wrong_host"


def test_expired_certificate(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    end = datetime.now(UTC) - timedelta(days=3)
    with tls_server(authority.issue_cert("www.example.test", not_after=end)) as address:
        seen = look(address)
    assert seen is not None
    assert (seen.data["offered"], seen.data["error"], seen.data["days_left"]) == (True, "expired", -4)


def test_https_not_offered() -> None:
    seen = look(f"127.0.0.1:{free_port()}")
    assert seen is not None
    assert seen.data["offered"] is False


@pytest.mark.parametrize("url", ["https://127.0.0.1/", "http://www.example.test:8080/"])
def test_certificate_is_not_looked_for(url: str) -> None:
    assert asyncio.run(look_at_certificate(url, Names({}, allow_private=True))) is None


def test_bad_certificate_does_not_stop_the_crawl(tmp_path: Path) -> None:
    with tls_server(trustme.CA().issue_cert("other.example.test")) as address:
        snapshot = crawl(
            "https://www.example.test/", tmp_path / "s.sqlite", resolve={"www.example.test:443": address}
        )
    home = snapshot.fetch("https://www.example.test/")
    assert home is not None
    assert home.code == "ok"
    (seen,) = snapshot.observations("tls")
    assert seen.data["offered"] is True
    assert seen.data["error"] in ("untrusted", "wrong_host")


def test_ip_literal_has_no_name_to_look_up() -> None:
    assert asyncio.run(look_up("http://127.0.0.1/")) is None


def test_name_server_that_does_not_answer_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import dns.asyncresolver

    silent = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    silent.bind(("127.0.0.1", 0))
    port = silent.getsockname()[1]

    class Resolver(dns.asyncresolver.Resolver):
        def __init__(self) -> None:
            super().__init__(configure=False)
            self.nameservers = ["127.0.0.1"]
            self.port = port

    monkeypatch.setattr(dns.asyncresolver, "Resolver", Resolver)
    monkeypatch.setattr("crawler.probes.dns._SECONDS", 0.5)
    seen = asyncio.run(look_up("http://www.example.test/"))
    silent.close()
    assert seen is not None
    assert seen.data == {"aaaa": [], "a": [], "error": "no_resolver"}
