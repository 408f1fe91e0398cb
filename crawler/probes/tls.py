"""The certificate of the home host, as a browser would meet it (for `site.tls`)."""

import asyncio
import socket
import ssl
from datetime import UTC, datetime
from urllib.parse import urlsplit

from cryptography import x509

from crawler.net.answer import Fault
from crawler.net.client import lenient_tls
from crawler.net.names import Names
from xunjian.model.observation import Observation
from xunjian.model.unit import is_ip

_SECONDS = 8.0
_REASONS = {
    10: "expired",
    9: "not_yet_valid",
    18: "self_signed",
    19: "untrusted",
    20: "untrusted",
    21: "untrusted",
    62: "wrong_host",
    64: "wrong_host",
}
"""OpenSSL's X509_V_ERR_… -> the error of the observation."""


async def look_at_certificate(home_url: str, names: Names) -> Observation | None:
    """The `tls` observation of the home host; None for an IP literal or a port other than 80 and 443."""
    parts = urlsplit(home_url)
    host = parts.hostname or ""
    try:
        port = parts.port or {"http": 80, "https": 443}.get(parts.scheme, 0)
    except ValueError:
        return None
    if not host or port not in (80, 443) or is_ip(host):
        return None
    try:
        address = (await names.addresses(host, 443))[0]
    except Fault:
        return None  # that the name is not found or not allowed is said by the home page's own fetch
    data = await asyncio.to_thread(_look, host, address)
    return Observation("tls", host, data, datetime.now(UTC).isoformat(timespec="milliseconds"))


def _look(host: str, address: tuple[str, int]) -> dict[str, object]:
    try:
        certificate = _shake_hands(host, address, lenient_tls())
    except (OSError, ValueError) as error:
        return {"offered": False, "error": _word(error), "detail": str(error)}
    data: dict[str, object] = {"offered": True, "error": None, "detail": ""}
    if certificate is not None:
        end = x509.load_der_x509_certificate(certificate).not_valid_after_utc
        data["not_after"] = end.date().isoformat()
        data["days_left"] = (end - datetime.now(UTC)).days
    try:
        _shake_hands(host, address, ssl.create_default_context())
    except ssl.SSLCertVerificationError as error:
        data["error"] = _REASONS.get(error.verify_code, "untrusted")
        data["detail"] = error.verify_message
    except OSError as error:
        data["error"] = "handshake"
        data["detail"] = str(error)
    return data


def _shake_hands(host: str, address: tuple[str, int], context: ssl.SSLContext) -> bytes | None:
    with (
        socket.create_connection(address, timeout=_SECONDS) as raw,
        context.wrap_socket(raw, server_hostname=host) as stream,
    ):
        return stream.getpeercert(binary_form=True)


def _word(error: Exception) -> str:
    if isinstance(error, ConnectionRefusedError):
        return "refused"
    if isinstance(error, TimeoutError):
        return "timeout"
    return "no_tls" if isinstance(error, ssl.SSLError) else "unreachable"
