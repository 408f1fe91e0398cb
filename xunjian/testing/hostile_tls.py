"""Certificates and versions of TLS that a browser frowns at: visitors of those sites are warned (T21)."""

import ssl
import warnings
from collections.abc import Iterator

from xunjian.testing.certificates import tls_context
from xunjian.testing.hostile import Expected, Trap, answering, page
from xunjian.testing.hostile_server import HostileSite


def tls_sites() -> Iterator[HostileSite]:
    """Sites behind TLS: self-signed, expired, another's name, and of an old version where possible."""
    made = {
        "self-signed": tls_context("127.0.0.1", expired=False),
        "expired": tls_context("127.0.0.1", expired=True),
        "other-name": tls_context("www.other.example", expired=False),
    }
    old = _old_context()
    if old is not None:
        made["old-tls"] = old
    for name, context in made.items():
        play = answering(page(text=f"证书 {name}"))
        yield HostileSite(
            name, (Trap(name, "/page.html", play, Expected("failed", "tls", role="target")),), tls=context
        )


def _old_context() -> ssl.SSLContext | None:
    """TLS 1.0 and nothing newer; None where the local OpenSSL has it no more."""
    context = tls_context("127.0.0.1", expired=False)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            context.set_ciphers("ALL:@SECLEVEL=0")
            context.minimum_version = ssl.TLSVersion.TLSv1
            context.maximum_version = ssl.TLSVersion.TLSv1
    except (ssl.SSLError, ValueError):
        return None
    return context if ssl.HAS_TLSv1 else None
