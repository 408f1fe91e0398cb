"""Name and certificate of the home host, as they were observed."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from xunjian.model.observation import Observation, Snapshot
from xunjian.model.site import Transport
from xunjian.model.unit import host_of, is_ip


def read_transport(snapshot: Snapshot, home_url: str) -> Transport:
    """What was observed of the host in the unit's home address."""
    parts = urlsplit(home_url)
    host = host_of(home_url)
    name = (parts.hostname or "").rstrip(".")
    return Transport(
        host=host,
        is_ip=is_ip(name),
        standard_port=parts.port in (None, 80, 443),
        tls=_of_host(snapshot.observations("tls"), host, name),
        dns=_of_host(snapshot.observations("dns"), host, name),
    )


def _of_host(observations: Iterable[Observation], *keys: str) -> Observation | None:
    found = {each.key: each for each in observations}
    return next((found[key] for key in keys if key in found), None)
