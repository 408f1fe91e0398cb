"""The HTTP client of the crawl: aiohttp, to the very addresses that `Names` allowed.

A name is looked up here and the connection goes to the address that was looked at, so a name that changes
its answer in between (rebinding) gains nothing. Certificates are judged elsewhere (`site.tls`); here a bad
one never stands in the way. What aiohttp is too strict for, the ladder's second client reads.
"""

import asyncio
import errno
import ssl
import time
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

import aiohttp
from yarl import URL

from crawler.net.answer import Answer, Fault, Limits
from crawler.net.body import Body
from crawler.net.certificate import flaw_of
from crawler.net.names import Names

_PIECE = 64 * 1024
_HEADER_BYTES = 64 * 1024
_IDLE_SECONDS = 4.0
_LATE_SECONDS = 0.5


def lenient_tls() -> ssl.SSLContext:
    """A context that reaches whatever a browser of the last fifteen years reaches."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = ssl.TLSVersion.TLSv1
    context.set_ciphers("ALL:!aNULL:!eNULL:@SECLEVEL=0")
    context.options |= getattr(ssl, "OP_LEGACY_SERVER_CONNECT", 0x4)
    return context


@dataclass(slots=True)
class Client:
    """Sends requests and reads answers. Redirects are answers like any other."""

    names: Names
    _session: aiohttp.ClientSession | None = None
    _tls: ssl.SSLContext = field(default_factory=lenient_tls)

    async def request(self, method: str, url: str, headers: Mapping[str, str], limits: Limits) -> Answer:
        """One request. Raises Fault where no answer comes; a body cut short is an answer all the same."""
        scheme, host, port, netloc, target = parts_of(url)
        places = await self.names.addresses(
            host, port
        )  # not within the time of the host: it is not asked yet
        started = time.monotonic()
        fault: Fault | None = None
        # The pool's own limit of a connection is a little shorter, so that it is the one that speaks.
        times = aiohttp.ClientTimeout(total=None, sock_connect=limits.first_byte * 0.98)
        try:
            async with asyncio.timeout(limits.first_byte):
                for ip, real_port in places[:3]:
                    place = f"[{ip}]" if ":" in ip else ip
                    address = URL(f"{scheme}://{place}:{real_port}{target}", encoded=True)
                    try:
                        response = await self._open().request(
                            method,
                            address,
                            headers={**headers, "Host": netloc},
                            server_hostname=host if scheme == "https" else None,
                            allow_redirects=False,
                            timeout=times,
                        )
                        break
                    except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
                        fault = _fault_of_client(error)
                else:
                    assert fault is not None
                    raise fault
        except TimeoutError as error:
            # A clock that rang late was ours: this process itself was too busy to listen.
            on_time = time.monotonic() - started < limits.first_byte + _LATE_SECONDS
            raise Fault("timeout", f"{limits.first_byte:g} 秒内无应答", certain=on_time) from error
        except aiohttp.ClientError as error:
            raise _fault_of_client(error) from error
        seconds = time.monotonic() - started
        flaw = _flaw_of(response, host) if scheme == "https" else ""
        answer = await _read(url, method, response, seconds, limits)
        return replace(answer, certificate=flaw) if flaw else answer

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
                auto_decompress=False,
                skip_auto_headers=("Accept", "Accept-Encoding", "User-Agent"),
            )
            # It would ask a second time by itself, unseen by us, where a connection breaks.
            self._session._retry_connection = False
        return self._session

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()


def _flaw_of(response: aiohttp.ClientResponse, host: str) -> str:
    """What speaks against the certificate; empty also where the connection is gone already."""
    transport = response._protocol.transport if response._protocol is not None else None
    stream = transport.get_extra_info("ssl_object") if transport is not None else None
    der = stream.getpeercert(binary_form=True) if stream is not None else None
    return flaw_of(der, host) if der else ""


async def _read(
    url: str, method: str, response: aiohttp.ClientResponse, seconds: float, limits: Limits
) -> Answer:
    """The body up to its limit; what came before a break is kept."""
    headers: dict[str, bytes] = {}
    for raw_name, value in response.raw_headers:
        name = raw_name.strip().lower().decode("latin-1")
        headers[name] = headers[name] + b"\n" + value if name in headers else value
    body = Body(headers, limits)
    broken = late = False
    if response.content.is_eof():  # all of it came with the headers, as it mostly does: nothing to wait for
        while (piece := response.content.read_nowait(_PIECE)) and body.feed(piece):
            pass
        return _close(response, body.answer(url, response.status, seconds, method=method))
    try:
        async with asyncio.timeout(limits.total):
            pieces = aiter(response.content.iter_chunked(_PIECE))
            while True:
                async with asyncio.timeout(limits.idle):
                    piece = await anext(pieces, b"")
                if not piece or not body.feed(piece):
                    break
    except TimeoutError:
        late = True
    except (aiohttp.ClientError, ConnectionError):
        broken = True
    answer = body.answer(url, response.status, seconds, method=method, broken=broken, late=late)
    return _close(response, answer, whole=not (broken or late))


def _close(response: aiohttp.ClientResponse, answer: Answer, *, whole: bool = True) -> Answer:
    """Give the connection back, unless something is left on it."""
    if response.content.at_eof() and whole:
        response.release()
    else:
        response.close()
    return answer


def _fault_of_client(error: aiohttp.ClientError) -> Fault:
    if isinstance(error, aiohttp.ClientSSLError):
        return Fault("tls", str(error))
    if isinstance(error, aiohttp.ConnectionTimeoutError):
        return Fault("timeout", "连接超时", stage="connect")
    if isinstance(error, aiohttp.ClientConnectorError):
        return at_connect(fault_of(error.os_error))
    if isinstance(error, aiohttp.ClientOSError):  # a connection that failed or broke
        return fault_of(error)
    if isinstance(error, aiohttp.ServerDisconnectedError):
        if isinstance(error.message, str):
            return Fault("reset", "连接在应答前断开")
        return Fault("protocol", "应答不完整")
    return Fault("protocol", f"应答不是 HTTP({type(error).__name__})")


def at_connect(fault: Fault) -> Fault:
    """The same fault, met while the connection was made."""
    return (
        fault
        if fault.stage != "first_byte"
        else Fault(fault.code, fault.detail, certain=fault.certain, stage="connect")
    )


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


def parts_of(url: str) -> tuple[str, str, int, str, str]:
    parts = urlsplit(url)
    try:
        host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as error:
        raise Fault("dns", "地址的端口不合法") from error
    if not host:
        raise Fault("dns", "地址没有主机名")
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return parts.scheme, host, port, parts.netloc.rpartition("@")[2], target
