"""What was taken over on the word of a host that was found to lie only later."""

from collections.abc import Iterator

from crawler.before import Before
from storage.snapshot import SnapshotWriter, Waiting
from xunjian.model.observation import Fetch, Role
from xunjian.model.unit import host_of


class Doubt:
    """Finds, once for each such host, the addresses that are to be asked for plainly after all."""

    def __init__(self, before: Before, writer: SnapshotWriter) -> None:
        self._before = before
        self._writer = writer
        self._done: set[str] = set()

    def take(self) -> Iterator[tuple[Waiting, Fetch]]:
        """The addresses, each with what is not to be believed; they wait again, after a crash too."""
        hosts = self._before.distrusted - self._done
        self._done |= hosts
        if not hosts:
            return
        taken = {
            (fetch.url, fetch.role): fetch
            for role in Role
            for fetch in self._writer.fetches(role)
            if fetch.attempts and fetch.attempts[-1].unchanged and host_of(fetch.url) in hosts
        }
        for url, role in taken:
            self._writer.reopen(url, role)
        for item in self._writer.waiting():
            fetch = taken.get((item.url, item.role))
            if fetch is not None:
                yield item, fetch
