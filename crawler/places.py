"""How many requests a process has under way at once, over all its sites (perf.md §4), and who gets a place.

Half of the places are kept free for the sites, so many for each: a site that waits for hosts that hang takes
the other half at most, and never what another one needs to go on.
"""

from dataclasses import dataclass, field

ALL = 100
MOST = 48
"""What one site may have at once, however much is free."""


@dataclass(slots=True, eq=False)
class Share:
    """The places of one site. Given back by `leave` once the site is done."""

    places: "Places"
    held: int = 0

    @property
    def free(self) -> bool:
        """Whether one more may be taken now."""
        return self.held < MOST and self.places.may_take(self)

    def take(self) -> None:
        self.held += 1

    def give(self) -> None:
        self.held -= 1

    def leave(self) -> None:
        self.places.shares.remove(self)


@dataclass(slots=True)
class Places:
    """The places of one process."""

    all: int = ALL
    shares: list[Share] = field(default_factory=list)

    def share(self) -> Share:
        """For a further site."""
        self.shares.append(Share(self))
        return self.shares[-1]

    def may_take(self, share: Share) -> bool:
        own = max(1, self.all // (2 * len(self.shares)))
        if share.held < own:
            return True
        promised = sum(max(other.held, own) for other in self.shares)
        return promised < self.all
