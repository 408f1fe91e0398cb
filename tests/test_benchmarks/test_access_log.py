from pathlib import Path

from benchmarks.access_log import (
    connections_at_once,
    entry_of,
    most_at_once,
    read_entries,
    requests_at_once,
)

LINES = [
    "100.100 0.100 127.0.2.1 7 200 512 GET /a b.html",
    "100.180 0.080 127.0.2.1 7 404 20 GET /x",
    "100.150 0.100 127.0.2.1 8 200 30 GET /y",
    "100.300 0.050 127.0.2.1 9 200 30 HEAD /z",
    "100.120 0.110 127.0.2.2 3 200 30 GET /",
]


def test_a_line_is_read_whole() -> None:
    entry = entry_of(LINES[0] + "\n")
    assert (entry.begin, entry.end, entry.server, entry.connection) == (100.0, 100.1, "127.0.2.1", 7)
    assert (entry.status, entry.sent, entry.method, entry.path) == (200, 512, "GET", "/a b.html")


def test_what_ends_as_another_begins_does_not_overlap() -> None:
    assert most_at_once([]) == 0
    assert most_at_once([(0, 1), (1, 2), (2, 3)]) == 1
    assert most_at_once([(0, 2), (1, 3), (1.5, 1.6)]) == 3


def test_each_host_is_counted_for_itself() -> None:
    entries = [entry_of(line) for line in LINES]
    assert requests_at_once(entries) == {"127.0.2.1": 2, "127.0.2.2": 1}
    assert connections_at_once(entries) == {"127.0.2.1": 2, "127.0.2.2": 1}


def test_a_connection_is_in_use_between_its_requests_too() -> None:
    entries = [entry_of(f"{end} 0.010 h {connection} 200 1 GET /") for end, connection in
               [("1.000", 1), ("2.000", 2), ("3.000", 3), ("4.000", 1)]]  # fmt: skip
    assert requests_at_once(entries) == {"h": 1}
    assert connections_at_once(entries) == {"h": 2}


def test_entries_are_read_from_a_mark_on(tmp_path: Path) -> None:
    log = tmp_path / "access.log"
    log.write_text("\n".join(LINES) + "\n")
    assert [entry.path for entry in read_entries(log, len(LINES[0]) + 1)] == ["/x", "/y", "/z", "/"]
