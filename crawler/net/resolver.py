"""Whether this machine's name servers know the internet at all.

Behind a closed network a server may say of every name that it does not exist. Such an answer says nothing
of the name: it would accuse each site of a hundred dead links.
"""

import asyncio

_SECONDS = 4.0
_WITNESSES = (".", "cn.")
"""They exist for every server that reaches the internet."""

_RESERVED = (".invalid", ".test", ".example", ".localhost")
"""Names that never exist in the internet, whoever is asked (RFC 2606, RFC 6761)."""


class Resolver:
    """Asked once, when the first name is said not to exist."""

    def __init__(self) -> None:
        self._asked: asyncio.Future[bool] | None = None

    async def may_deny(self, name: str) -> bool:
        """Whether an answer 'no such name' is to be believed of this name."""
        if name.rstrip(".").endswith(_RESERVED):
            return True
        if self._asked is None:
            self._asked = asyncio.ensure_future(knows_the_internet())
        return await asyncio.shield(self._asked)


async def knows_the_internet() -> bool:
    """True where a name server knows the root or .cn; a server that merely refuses such questions is asked
    for both."""
    import dns.asyncresolver  # takes a tenth of a second to load, and most crawls need none of it
    import dns.exception

    for witness in _WITNESSES:
        try:
            await dns.asyncresolver.Resolver().resolve(
                witness, "NS", lifetime=_SECONDS, raise_on_no_answer=False
            )
        except (dns.exception.DNSException, OSError):
            continue
        return True
    return False
