"""What the name servers say of the home host: A and AAAA (for `site.ipv6`)."""

from datetime import UTC, datetime
from urllib.parse import urlsplit

from crawler.net.resolver import Resolver
from xunjian.model.observation import Observation
from xunjian.model.unit import is_ip

_SECONDS = 4.0


async def look_up(home_url: str) -> Observation | None:
    """A and AAAA of the home host; None for an IP literal. `error` says why nothing is known."""
    host = urlsplit(home_url).hostname or ""
    if not host or is_ip(host):
        return None
    a, a_error = await _ask(host, "A")
    aaaa, error = ([], a_error) if a_error in ("no_resolver", "nxdomain") else await _ask(host, "AAAA")
    data: dict[str, object] = {"aaaa": aaaa, "a": a, "error": error}
    return Observation("dns", host, data, datetime.now(UTC).isoformat(timespec="milliseconds"))


async def _ask(host: str, kind: str) -> tuple[list[str], str | None]:
    import dns.asyncresolver  # takes a tenth of a second to load, and not every crawl needs it
    import dns.exception
    import dns.resolver

    try:
        resolver = dns.asyncresolver.Resolver()
        answer = await resolver.resolve(f"{host}.", kind, lifetime=_SECONDS)
    except dns.resolver.NoAnswer:
        return [], None
    except dns.resolver.NXDOMAIN:
        return [], "nxdomain" if await Resolver().may_deny(host) else "no_resolver"
    except (dns.resolver.NoResolverConfiguration, dns.resolver.LifetimeTimeout):
        return [], "no_resolver"
    except dns.resolver.NoNameservers:
        return [], "no_resolver"
    except (dns.exception.DNSException, OSError) as error:
        return [], type(error).__name__.lower()
    return [str(record) for record in answer], None
