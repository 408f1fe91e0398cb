"""site.tls, site.ipv6"""

import re

import pytest

from checks.site.ipv6 import has_ipv6
from checks.site.tls import certificate
from test_checks.builders import only_fail, run, transport, verdict
from xunjian.model.site import Transport


def cert(left: int = 200, error: str | None = None, offered: bool = True) -> Transport:
    return transport(tls={"offered": offered, "error": error, "not_after": "2027-06-08", "days_left": left})


def test_a_sound_certificate() -> None:
    findings = run(certificate, cert(31))
    assert verdict(findings) == "pass"
    assert findings[0].evidence[0].kind == "tls"
    assert findings[0].evidence[0].quote == "提供 https；到期日 2027-06-08；剩余 31 天"


def test_thirty_days_left_is_too_few() -> None:
    finding = only_fail(run(certificate, cert(30)))
    assert "只剩 30 天" in finding.message
    assert finding.signature == "expiring"
    assert verdict(run(certificate, cert(30), min_days_left=7)) == "pass"


@pytest.mark.parametrize("error", ["expired", "self_signed", "wrong_host"])
def test_a_bad_certificate(error: str) -> None:
    assert only_fail(run(certificate, cert(error=error))).signature == error
    both = only_fail(run(certificate, cert(-9, error)))
    assert both.signature == error
    assert "已于 2027-06-08 过期" in both.message


@pytest.mark.parametrize("error", ["handshake", "timeout", "something_new"])
def test_what_was_not_seen_of_a_certificate_is_told_in_words(error: str) -> None:
    (finding,) = run(certificate, transport(tls={"offered": True, "error": error, "detail": "[SSL] alert"}))
    assert not re.search("[a-z]{3}", finding.message)


def test_https_not_offered() -> None:
    for error in (None, "refused"):
        finding = only_fail(run(certificate, transport(tls={"offered": False, "error": error})))
        assert finding.signature == "not_offered"
        assert finding.evidence[0].quote == "不提供 https"


def test_an_untrusted_issuer_is_for_a_person() -> None:
    assert verdict(run(certificate, cert(error="untrusted"))) == "review"


@pytest.mark.parametrize(
    "seen",
    [
        transport(),
        cert(error="timeout"),
        transport(tls={"offered": True, "error": None}),
        *(
            transport(tls={"offered": False, "error": error})
            for error in ("no_resolver", "dns", "private_address", "not_tried")
        ),
    ],
)
def test_certificate_not_observed(seen: Transport) -> None:
    assert verdict(run(certificate, seen)) == "unknown"


def test_certificate_not_applicable() -> None:
    assert verdict(run(certificate, transport(is_ip=True))) == "not_applicable"
    assert verdict(run(certificate, transport(standard_port=False))) == "not_applicable"


def names(aaaa: list[str], a: list[str], error: str | None = None) -> Transport:
    return transport(dns={"aaaa": aaaa, "a": a, "error": error})


def test_an_ipv6_address() -> None:
    findings = run(has_ipv6, names(["2001:db8::1"], ["192.0.2.1"]))
    assert verdict(findings) == "pass"
    assert findings[0].evidence[0].kind == "dns"


def test_no_ipv6_address() -> None:
    assert only_fail(run(has_ipv6, names([], ["192.0.2.1"]))).evidence[0].kind == "dns"


@pytest.mark.parametrize(
    "seen", [transport(), names([], [], "no_resolver"), names([], [], "timeout"), names([], [], "nxdomain")]
)
def test_no_answer_about_the_name(seen: Transport) -> None:
    assert verdict(run(has_ipv6, seen)) == "unknown"


def test_an_address_has_no_name() -> None:
    assert verdict(run(has_ipv6, transport(is_ip=True))) == "not_applicable"
