"""The HTTP client of the crawl: aiohttp, to the very addresses that `Names` allowed.

A name is looked up here and the connection goes to the address that was looked at, so a name that changes
its answer in between (rebinding) gains nothing. Certificates are judged elsewhere (`site.tls`); here a bad
one never stands in the way. What aiohttp is too strict for, the ladder's second client reads.
"""

import asyncio
import errno
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import aiohttp
from yarl import URL

from crawler.net.answer import Answer, Fault, Limits, is_html_type
from crawler.net.names import Names

_PIECE = 64 * 1024
_HEADER_BYTES = 64 * 1024
_IDLE_SECONDS = 4.0


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
    _session: aiohttp.ClientSession | None = None
    _tls: ssl.SSLContext = field(default_factory=lenient_tls)

    async def request(self, method: str, url: str, headers: Mapping[str, str], limits: Limits) -> Answer:
        """One request. Raises Fault where no usable answer comes."""
        try:
            async with asyncio.timeout(limits.total):
                return await self._request(method, url, headers, limits)
        except TimeoutError as error:
            raise Fault("timeout", f"{limits.total:g} 秒内没有传完") from error

    async def _request(self, method: str, url: str, headers: Mapping[str, str], limits: Limits) -> Answer:
        scheme, host, port, netloc, target = _parts_of(url)
        started = time.monotonic()
        fault: Fault | None = None
        try:
            async with asyncio.timeout(limits.first_byte):
                for ip, real_port in (await self.names.addresses(host, port))[:3]:
                    place = f"[{ip}]" if ":" in ip else ip
                    address = URL(f"{scheme}://{place}:{real_port}{target}", encoded=True)
                    try:
                        response = await self._open().request(
                            method,
                            address,
                            headers={**headers, "Host": netloc},
                            server_hostname=host if scheme == "https" else None,
                            allow_redirects=False,
                            timeout=aiohttp.ClientTimeout(total=None, sock_read=limits.idle),
                        )
                        break
                    except aiohttp.ClientConnectorError as error:
                        fault = _fault_of_client(error)
                else:
                    assert fault is not None
                    raise fault
        except TimeoutError as error:
            raise Fault("timeout", f"{limits.first_byte:g} 秒内无应答") from error
        except aiohttp.ClientError as error:
            raise _fault_of_client(error) from error
        seconds = time.monotonic() - started
        return await _read(url, method, response, seconds, limits)

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            connector = aiohttp.TCPConnector(
                limit=0, ssl=self._tls, keepalive_timeout=_IDLE_SECONDS, use_dns_cache=False
            )
            self._session = aiohttp.ClientSession(
                connector=connector,
                cookie_jar=aiohttp.DummyCookieJar(),
                max_line_size=_HEADER_BYTES,
                max_field_size=_HEADER_BYTES,
                skip_auto_headers=("Accept", "Accept-Encoding", "User-Agent"),
            )
        return self._session

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()


async def _read(
    url: str, method: str, response: aiohttp.ClientResponse, seconds: float, limits: Limits
) -> Answer:
    """The body up to its limit; what came before a break is kept."""
    headers: dict[str, bytes] = {}
    for raw_name, value in response.raw_headers:
        name = raw_name.strip().lower().decode("latin-1")
        headers[name] = headers[name] + b"\n" + value if name in headers else value
    parts: list[bytes] = []
    kept, limit = 0, None
    full = broken = False
    try:
        async for piece in response.content.iter_chunked(_PIECE):
            if limit is None:
                html = is_html_type(headers.get("content-type", b""), piece)
                limit = limits.html_bytes if html else limits.other_bytes
            parts.append(piece)
            kept += len(piece)
            if kept > limit:
                full = True
                break
        if not full:
            response.release()
    except (aiohttp.ClientError, TimeoutError, ConnectionError):
        broken = True
    finally:
        if full or broken or not response.content.at_eof():
            response.close()
    body = b"".join(parts)
    if limit is not None:
        body = body[:limit]
    size = announced_size(headers) if full or method == "HEAD" else len(body)
    return Answer(url, response.status, headers, body, full, broken, seconds, size or kept)


def _fault_of_client(error: aiohttp.ClientError) -> Fault:
    if isinstance(error, aiohttp.ClientSSLError):
        return Fault("tls", str(error))
    if isinstance(error, aiohttp.ClientOSError):  # a connection that failed or broke
        return fault_of(error.os_error if isinstance(error, aiohttp.ClientConnectorError) else error)
    if isinstance(error, aiohttp.ServerDisconnectedError):
        if isinstance(error.message, str):
            return Fault("reset", "连接在应答前断开")
        return Fault("protocol", "应答不完整")
    return Fault("protocol", f"应答不是 HTTP({type(error).__name__})")


_BY_ERRNO = {
    errno.ECONNREFUSED: ("refused", "对方拒绝连接"),
    errno.ETIMEDOUT: ("timeout", "连接超时"),
    errno.ECONNRESET: ("reset", "连接被重置"),
    errno.ECONNABORTED: ("reset", "连接被中断"),
    errno.EPIPE: ("reset", "连接被中断"),
}


def fault_of(error: OSError) -> Fault:
    """The code of an error of the operating system or of TLS."""
    if isinstance(error, ssl.SSLError):
        return Fault("tls", str(error.reason or error))
    known = _BY_ERRNO.get(error.errno or 0)
    if known is not None:
        return Fault(*known)
    if isinstance(error, ConnectionError):
        return Fault("reset", str(error))
    # no route, network unreachable: may be our own line
    return Fault("refused", str(error), certain=False)


def announced_size(headers: Mapping[str, bytes]) -> int:
    """What Content-Length or Content-Range says of the whole body; 0 where they say nothing."""
    whole = headers.get("content-range", b"").rpartition(b"/")[2].strip()
    length = headers.get("content-length", b"").partition(b"\n")[0].strip()
    return int(whole) if whole.isdigit() else int(length) if length.isdigit() else 0


def _parts_of(url: str) -> tuple[str, str, int, str, str]:
    parts = urlsplit(url)
    try:
        host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as error:
        raise Fault("dns", "地址的端口不合法") from error
    if not host:
        raise Fault("dns", "地址没有主机名")
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return parts.scheme, host, port, parts.netloc.rpartition("@")[2], target
