"""The second opinion: the standard library's client, without anything of ours but the name look-up.

A fault is only believed when two clients that share no code meet it (stack.md P4).
"""

import asyncio
import http.client
import socket
import ssl
import time
from collections.abc import Mapping
from urllib.parse import urlsplit

from crawler.net.answer import Answer, Fault, Limits
from crawler.net.client import fault_of, lenient_tls
from crawler.net.names import Names


async def request_plainly(
    names: Names, method: str, url: str, headers: Mapping[str, str], limits: Limits
) -> Answer:
    """One request by `http.client`, in a thread. Raises Fault like the crawl's own client."""
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    ip, real_port = (await names.addresses(host, port))[0]
    fields = {**headers, "Accept-Encoding": "identity", "Connection": "close"}
    try:
        async with asyncio.timeout(limits.first_byte + limits.total / 2):
            return await asyncio.to_thread(_request, (ip, real_port), host, method, url, fields, limits)
    except TimeoutError as error:
        raise Fault("timeout", "没有在限定时间内传完") from error


def _request(
    address: tuple[str, int], host: str, method: str, url: str, headers: Mapping[str, str], limits: Limits
) -> Answer:
    parts = urlsplit(url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    connection = http.client.HTTPConnection(parts.netloc, timeout=limits.first_byte)
    started = time.monotonic()
    try:
        stream: socket.socket = socket.create_connection(address, timeout=limits.first_byte)
        if parts.scheme == "https":
            stream = lenient_tls().wrap_socket(stream, server_hostname=host)
        connection.sock = stream
        connection.request(method, target, headers={**headers, "Host": parts.netloc})
        answer = connection.getresponse()
        seconds = time.monotonic() - started
        body = b"" if method == "HEAD" else answer.read(limits.other_bytes * 8)
    except TimeoutError as error:
        raise Fault("timeout", f"{limits.first_byte:g} 秒内无应答") from error
    except (ssl.SSLError, ConnectionError) as error:
        raise fault_of(error) from error
    except http.client.HTTPException as error:
        code = "reset" if isinstance(error, http.client.RemoteDisconnected) else "protocol"
        raise Fault(code, str(error)) from error
    except OSError as error:
        raise fault_of(error) from error
    finally:
        connection.close()
    fields: dict[str, bytes] = {}
    for name, value in answer.getheaders():
        fields.setdefault(name.strip().lower(), value.encode("latin-1", "replace"))
    full = len(body) >= limits.other_bytes * 8
    return Answer(url, answer.status, fields, body, full, False, seconds, answer.length or len(body))
