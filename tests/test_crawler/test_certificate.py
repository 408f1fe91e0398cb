"""What speaks against the certificate of another site's link; what needs a store of authorities does not."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from crawler.net.certificate import flaw_of
from tests.test_crawler.loopback import crawl, links, serving
from tests.test_crawler.test_looks import tls_server
from xunjian.model.observation import Outcome, Role

AUTHORITY = trustme.CA()
LONG_AGO = datetime.now(UTC) - timedelta(days=1)


def der(leaf: trustme.LeafCert) -> bytes:
    pem = leaf.cert_chain_pems[0].bytes()
    return x509.load_pem_x509_certificate(pem).public_bytes(Encoding.DER)


@pytest.mark.parametrize(
    ("leaf", "host", "flaw"),
    [
        (AUTHORITY.issue_cert("www.a.gov.cn"), "www.a.gov.cn", ""),
        (AUTHORITY.issue_cert("*.a.gov.cn"), "WWW.a.gov.cn.", ""),
        (AUTHORITY.issue_cert("*.a.gov.cn"), "x.www.a.gov.cn", "wrong_host"),
        (AUTHORITY.issue_cert("*.a.gov.cn"), "a.gov.cn", "wrong_host"),
        (AUTHORITY.issue_cert("www.b.gov.cn"), "www.a.gov.cn", "wrong_host"),
        (AUTHORITY.issue_cert("10.1.2.3"), "10.1.2.3", ""),
        (AUTHORITY.issue_cert("www.a.gov.cn"), "10.1.2.3", "wrong_host"),
        (AUTHORITY.issue_cert("www.a.gov.cn", not_after=LONG_AGO), "www.a.gov.cn", "expired"),
        (AUTHORITY.issue_cert("www.a.gov.cn", not_before=datetime.now(UTC) + timedelta(2)),
         "www.a.gov.cn", "not_yet_valid"),
    ],
)  # fmt: skip
def test_flaws_that_a_certificate_shows(leaf: trustme.LeafCert, host: str, flaw: str) -> None:
    assert flaw_of(der(leaf), host) == flaw


def test_one_that_signed_itself_and_one_that_is_none() -> None:
    own = x509.load_pem_x509_certificate(AUTHORITY.cert_pem.bytes()).public_bytes(Encoding.DER)
    assert flaw_of(own, "www.a.gov.cn") == "self_signed"
    assert flaw_of(b"\x30\x03rubbish", "www.a.gov.cn") == ""


def test_link_to_another_site_with_a_bad_certificate_is_told_the_own_site_is_read(tmp_path: Path) -> None:
    bad_one, good_one = AUTHORITY.issue_cert("elsewhere.example"), AUTHORITY.issue_cert("127.0.0.1")
    with tls_server(bad_one) as bad, tls_server(good_one) as good:
        with serving({"/": links(f"https://{bad}/", f"https://{good}/")}) as site:
            snapshot = crawl(site.url, tmp_path / "s")
        told = {fetch.url: (fetch.outcome, fetch.code) for fetch in snapshot.fetches(Role.TARGET)}
        own = crawl(f"https://{bad}", tmp_path / "own")
    assert told[f"https://{bad}/"] == (Outcome.FAILED, "tls")
    assert told[f"https://{good}/"] == (Outcome.OK, "ok")
    assert [fetch.code for fetch in own.fetches(Role.PAGE)] == ["ok"]
