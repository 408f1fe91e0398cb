"""Who is judged (a unit) and which part of which site speaks for it (its scope)."""

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import urlsplit

GOVERNMENTS = frozenset({"city", "county"})
DEPARTMENTS = frozenset({"department"})
UNIT_TYPE_NAMES: Mapping[str, str] = {
    "city": "市级政府",
    "county": "县级政府",
    "department": "部门",
    "township": "乡镇街道",
    "university": "高校",
}
_DEFAULT_PORTS = {"http": 80, "https": 443}
_PATH = re.compile(r"https?://[^/?#]*([^?#]*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Scope:
    """The part of the web that belongs to a unit: its hosts, and path prefixes on them.

    `hosts` are `name` or `name:port`, lower case, without default ports. The unit's own host outside
    its prefixes counts as another site (contract, small print).
    """

    hosts: frozenset[str]
    prefixes: tuple[str, ...] = ("/",)
    exclude: tuple[str, ...] = ()

    @classmethod
    def of_home(cls, home_url: str, hosts: tuple[str, ...] = (), prefixes: tuple[str, ...] = ()) -> "Scope":
        """Scope of a home page: its host with and without `www.`, below the folder it lies in."""
        host = host_of(home_url)
        bare = host.removeprefix("www.")
        twin = {bare, f"www.{bare}"} if "." in bare and not bare[0].isdigit() else {host}
        folder = urlsplit(home_url).path.rsplit("/", 1)[0] + "/"
        return cls(frozenset({host, *twin, *hosts}), prefixes or (folder,))

    def contains(self, url: str) -> bool:
        """Whether an absolute address lies in the unit's part of the site."""
        if host_of(url) not in self.hosts:
            return False
        found = _PATH.match(url)
        if found is None:
            return False
        path = found[1] or "/"
        inside = any(path.startswith(prefix) or path + "/" == prefix for prefix in self.prefixes)
        return inside and not any(path.startswith(prefix) for prefix in self.exclude)


def host_of(url: str) -> str:
    """Host of an address, lower case, with its port unless that is the scheme's own; `""` if it has none."""
    # A path is no part of it: so there are as many to look up as there are hosts, not pages.
    end = url.find("/", 8) if url.startswith(("http://", "https://")) else -1
    return _host_of(url if end < 0 else url[:end])


@lru_cache(maxsize=1024)
def _host_of(url: str) -> str:
    parts = urlsplit(url)
    try:
        name, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return ""
    if port is None or port == _DEFAULT_PORTS.get(parts.scheme):
        return name
    return f"{name}:{port}"


@lru_cache(maxsize=1024)
def is_ip(host: str) -> bool:
    """Whether the name of a host is an address itself, without brackets and port."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Unit:
    """One assessed unit, as the register (or the command line) describes it."""

    id: str
    name: str
    type: str
    home_url: str
    group: str = ""
    hosts: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    site_code: str | None = None
    """政府网站标识码 as registered."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Columns confirmed by a person: name -> address; they win over detection."""
    departments: Mapping[str, str] = field(default_factory=dict)
    """Responsible department by column name; `"*"` is the default."""
    newmedia: tuple[str, ...] | None = None
    """Accounts in new media, each `platform/account`; empty: it runs none; None: nobody said."""
    traits: tuple[str, ...] = ()
    """What exempts it from items of a pack, such as 无对外服务职能."""

    @property
    def scope(self) -> Scope:
        return Scope.of_home(self.home_url, self.hosts, self.prefixes)
