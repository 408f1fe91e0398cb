"""The addresses that a crawl has seen: a short mark of each, so that a million fit into memory."""

from xunjian.model.observation import Role

_BITS = (1 << 60) - 1
"""Python keeps numbers up to here in 32 bytes. Two of a million addresses share a mark once in two million
crawls, and in another pair in each process: Python's hashes of text are salted."""


class Seen:
    """Addresses, each in the role that it was seen in."""

    __slots__ = ("_marks",)

    def __init__(self) -> None:
        self._marks: set[int] = set()

    def __contains__(self, key: tuple[str, Role]) -> bool:
        return hash(key) & _BITS in self._marks

    def add(self, url: str, role: Role) -> bool:
        """Whether it is new."""
        mark = hash((url, role)) & _BITS
        if mark in self._marks:
            return False
        self._marks.add(mark)
        return True
