"""Names of worksheets that every spreadsheet program accepts."""

import re

_LONGEST = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")


class SheetNames:
    """Hands out names that are valid, at most 31 characters long, and differ whatever the case."""

    def __init__(self) -> None:
        self._taken = {"history"}  # reserved by Excel

    def take(self, wanted: str) -> str:
        """A free name as near to the wanted one as can be."""
        base = _FORBIDDEN.sub("、", wanted).strip().strip("'").strip() or "未命名"
        name, number = _cut(base, _LONGEST), 1
        while name.casefold() in self._taken:
            number += 1
            tail = f"_{number}"
            name = _cut(base, _LONGEST - len(tail)) + tail
        self._taken.add(name.casefold())
        return name


def _cut(text: str, most: int) -> str:
    """Excel counts in UTF-16, so a rare character outside the basic plane counts twice."""
    while len(text.encode("utf-16-le")) // 2 > most:
        text = text[:-1]
    return text.rstrip("'")
