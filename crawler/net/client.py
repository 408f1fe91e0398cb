"""The HTTP client of the crawl: connections kept per server, to addresses that `Names` allows.

Certificates are looked at elsewhere (`site.tls`); here a bad one never stands in the way.
"""

import asyncio
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from crawler.net.answer import Answer, Fault, Limits
from crawler.net.connection import Connection, announced_size, has_body
from crawler.net.names import Names

_IDLE_SECONDS = 4.0
_IDLE_PER_SERVER = 8

_Server = tuple[str, str, int]


def lenient_tls() -> ssl.SSLContext:
    """A context that reaches whatever a browser of the last fifteen years reaches."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    context.options |= getattr(ssl, "OP_LEGACY_SERVER_CONNECT", 0x4)
    return context


@dataclass(slots=True)
class Client:
    """Sends requests and reads answers. Redirects are answers like any other."""

    names: Names
    _idle: dict[_Server, list[Connection]] = field(default_factory=dict)
    _tls: ssl.SSLContext | None = None

    async def request(self, method: str, url: str, headers: Mapping[str, str], limits: Limits) -> Answer:
        """One request. Raises Fault where no usable answer comes."""
        try:
            async with asyncio.timeout(limits.total):
                return await self._request(method, url, headers, limits)
        except TimeoutError as error:
            raise Fault("timeout", f"{limits.total:g} 秒内没有传完") from error

    async def _request(self, method: str, url: str, headers: Mapping[str, str], limits: Limits) -> Answer:
        scheme, host, port, data = _compose(method, url, headers)
        server = (scheme, host, port)
        while True:
            started = time.monotonic()
            connection = self._take(server)
            kept = connection is not None
            try:
                async with asyncio.timeout(limits.first_byte):
                    if connection is None:
                        connection = await self._connect(server)
                    connection.send(data)
                    status, fields, keep = await connection.head()
            except TimeoutError as error:
                if connection is not None:
                    connection.close()
                raise Fault("timeout", f"{limits.first_byte:g} 秒内无应答") from error
            except Fault as fault:
                if connection is not None:
                    connection.close()
                if kept and fault.code == "reset":
                    continue  # the server had closed a kept connection: no fault of the address
                raise
            except BaseException:
                if connection is not None:
                    connection.close()
                raise
            seconds = time.monotonic() - started
            return await self._read(method, url, server, connection, status, fields, keep, seconds, limits)

    async def _read(
        self, method: str, url: str, server: _Server, connection: Connection, status: int,
        fields: dict[str, bytes], keep: bool, seconds: float, limits: Limits,
    ) -> Answer:  # fmt: skip
        body, full, broken, received = b"", False, False, 0
        try:
            if has_body(method, status):
                body, full, broken, received = await connection.body(fields, limits)
        except BaseException:
            connection.close()
            raise
        framed = method == "HEAD" or "content-length" in fields or "transfer-encoding" in fields
        if keep and framed and not full and not broken and not connection.closed and not connection.buffer:
            self._give_back(server, connection)
        else:
            connection.close()
        size = announced_size(fields) if full or method == "HEAD" else len(body)
        return Answer(url, status, fields, body, full, broken, seconds, size or received)

    async def _connect(self, server: _Server) -> Connection:
        scheme, host, port = server
        addresses = await self.names.addresses(host, port)
        loop = asyncio.get_running_loop()
        context = self._context() if scheme == "https" else None
        fault: Fault | None = None
        for ip, real_port in addresses[:3]:
            try:
                _, connection = await loop.create_connection(
                    Connection, ip, real_port, ssl=context,
                    server_hostname=host.strip("[]") if context else None,
                    ssl_handshake_timeout=10.0 if context else None,
                )  # fmt: skip
                return connection
            except OSError as error:
                fault = fault_of(error)
        assert fault is not None
        raise fault

    def _context(self) -> ssl.SSLContext:
        if self._tls is None:
            self._tls = lenient_tls()
        return self._tls

    def _take(self, server: _Server) -> Connection | None:
        kept = self._idle.get(server)
        while kept:
            connection = kept.pop()
            if not connection.closed and time.monotonic() - connection.idle_since < _IDLE_SECONDS:
                return connection
            connection.close()
        return None

    def _give_back(self, server: _Server, connection: Connection) -> None:
        kept = self._idle.setdefault(server, [])
        connection.idle_since = time.monotonic()
        if len(kept) < _IDLE_PER_SERVER:
            kept.append(connection)
        else:
            connection.close()

    def forget(self, scheme: str, host: str, port: int) -> None:
        """Close the kept connections to a server that is done with."""
        for connection in self._idle.pop((scheme, host, port), []):
            connection.close()

    def close(self) -> None:
        for kept in self._idle.values():
            for connection in kept:
                connection.close()
        self._idle.clear()


def fault_of(error: OSError) -> Fault:
    """The code of an error of the operating system or of TLS."""
    if isinstance(error, ssl.SSLError):
        return Fault("tls", str(error.reason or error))
    if isinstance(error, ConnectionRefusedError):
        return Fault("refused", "对方拒绝连接")
    if isinstance(error, TimeoutError):
        return Fault("timeout", "连接超时")
    if isinstance(error, ConnectionError):
        return Fault("reset", str(error))
    # no route, network unreachable: may be our own line
    return Fault("refused", str(error), certain=False)


def _compose(method: str, url: str, headers: Mapping[str, str]) -> tuple[str, str, int, bytes]:
    parts = urlsplit(url)
    try:
        host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as error:
        raise Fault("dns", "地址的端口不合法") from error
    if not host:
        raise Fault("dns", "地址没有主机名")
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    lines = [f"{method} {target} HTTP/1.1", f"Host: {parts.netloc.rpartition('@')[2]}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    text = "\r\n".join(lines) + "\r\n\r\n"
    return parts.scheme, host, port, text.encode("utf-8", "surrogateescape")
