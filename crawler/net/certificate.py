"""What any browser holds against a certificate, as far as the certificate itself tells.

Whether an authority is trusted depends on the machine, and a missing intermediate on what it saw before:
neither is judged here (`site.tls` looks closer at the home host).
"""

from datetime import UTC, datetime
from functools import lru_cache
from ipaddress import ip_address

from cryptography import x509


@lru_cache(maxsize=2048)
def flaw_of(der: bytes, host: str) -> str:
    """`expired`, `not_yet_valid`, `self_signed` or `wrong_host`; empty where nothing speaks against it, or
    where it cannot be read."""
    try:
        certificate = x509.load_der_x509_certificate(der)
        now = datetime.now(UTC)
        if now > certificate.not_valid_after_utc:
            return "expired"
        if now < certificate.not_valid_before_utc:
            return "not_yet_valid"
        if certificate.issuer == certificate.subject:
            return "self_signed"
        return "" if _is_for(certificate, host) else "wrong_host"
    except ValueError:
        return ""


def _is_for(certificate: x509.Certificate, host: str) -> bool:
    try:
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return False
    try:
        return ip_address(host) in names.get_values_for_type(x509.IPAddress)
    except ValueError:
        pass
    host = host.lower().rstrip(".")
    above = host.partition(".")[2]
    known = {name.lower().rstrip(".") for name in names.get_values_for_type(x509.DNSName)}
    return host in known or (bool(above) and f"*.{above}" in known)
