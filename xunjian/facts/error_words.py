"""Words of error pages in raw bytes: a quick first look, so that only pages in doubt are parsed again."""

import re

from xunjian.facts.lexicon import Soft404Words


class ErrorWords:
    """Finds words of error pages in raw bytes, in the two charsets that sites use: a quick first look."""

    def __init__(self, words: Soft404Words) -> None:
        phrases = [word for word in words.texts if not word.isascii()]
        raw = {word.encode(charset) for word in phrases for charset in ("utf-8", "gb18030")}
        self._raw = re.compile(b"|".join(map(re.escape, sorted(raw))) + rb"|(?i:not found|requested url)")

    def within(self, body: bytes) -> bool:
        return self._raw.search(body) is not None
