"""What the server saw: its log, read back. Times are nginx's own, to the millisecond."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

FORMAT = "$msec $request_time $server_addr $connection $status $bytes_sent $request_method $uri"


@dataclass(frozen=True, slots=True)
class Entry:
    """One answered request: when it began and ended (seconds), by which connection, to which address."""

    begin: float
    end: float
    server: str
    connection: int
    status: int
    sent: int
    """Bytes, header included."""
    method: str
    path: str


def entry_of(line: str) -> Entry:
    """Reads one line of FORMAT."""
    end, seconds, server, connection, status, sent, method, path = line.rstrip("\n").split(" ", 7)
    begin = round(float(end) - float(seconds), 3)
    return Entry(begin, float(end), server, int(connection), int(status), int(sent), method, path)


def read_entries(log: Path, begin: int = 0) -> list[Entry]:
    """The entries from byte `begin` of the file on."""
    with log.open("rb") as file:
        file.seek(begin)
        return [entry_of(line.decode("utf-8", "replace")) for line in file]


def most_at_once(spans: Iterable[tuple[float, float]]) -> int:
    """How many spans overlap at most. One that ends as another begins is over: nginx reads its clock once for
    all that it finds ready, and a client can only ask again after it was answered."""
    turns = sorted(turn for begin, end in spans for turn in ((begin, 1), (end, -1)) if end > begin)
    now = most = 0
    for _, change in turns:
        now += change
        most = max(most, now)
    return most


def requests_at_once(entries: Iterable[Entry]) -> dict[str, int]:
    """By address of the server: how many requests were under way at once at most."""
    spans: dict[str, list[tuple[float, float]]] = {}
    for entry in entries:
        spans.setdefault(entry.server, []).append((entry.begin, entry.end))
    return {server: most_at_once(each) for server, each in spans.items()}


def connections_at_once(entries: Iterable[Entry]) -> dict[str, int]:
    """By address of the server: how many connections were in use at once at most, each from its first request
    to its last answer; one that waits for nothing more is not in use."""
    used: dict[tuple[str, int], tuple[float, float]] = {}
    for entry in entries:
        key = entry.server, entry.connection
        first, last = used.get(key, (entry.begin, entry.end))
        used[key] = min(first, entry.begin), max(last, entry.end)
    spans: dict[str, list[tuple[float, float]]] = {}
    for (server, _), span in used.items():
        spans.setdefault(server, []).append(span)
    return {server: most_at_once(each) for server, each in spans.items()}
