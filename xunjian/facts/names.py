"""Whether two names of a column mean the same: folding, synonyms, and likeness as a hint for a person.

A wrong match hides a missing column, a missed synonym accuses a unit: what is not surely the same scores
below 90 and is shown to a person.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from rapidfuzz.fuzz import ratio

from xunjian.facts.lexicon import ColumnWords, fold_name

SAME = 100.0
PART = 95.0
"""One of several columns under one name: 预决算及三公经费."""
MAYBE = 80.0
_FUZZY_FROM = 80.0
_FUZZY_TOP = 89.0
_PART_OF_TITLE = 85.0
_LONGEST = 24
"""Longer texts are titles, not names of columns."""
_JOINTS = re.compile(r"[/／、·•・|｜丨&＆,，;；\s]+|及其|以及|[及和与暨]")
_BRACKETS = re.compile(r"[(（\[【《<][^)）\]】》>]{0,12}[)）\]】》>]")
_COUNT = re.compile(r"[(（\[]\s*\d+\s*[条项篇个]?\s*[)）\]]")
_YEAR = re.compile(r"(?:19|20)\d\d年?度?")
_ORG = re.compile(
    r"人民政府|政府|管委会|管理局|办公室|委员会|办事处|街道|本级|部门|单位|[省市县区镇乡]级|[省市县区旗州镇乡局厅委]|学院|大学"
)
_ORG_WITHIN = 14


class Matcher:
    """Implements `xunjian.model.site.NameMatcher` by config/lexicon/columns.yaml."""

    def __init__(self, words: ColumnWords) -> None:
        self._suffixes = tuple(sorted((fold_name(each) for each in words.suffixes), key=len, reverse=True))
        self._prefixes = tuple(sorted((fold_name(each) for each in words.prefixes), key=len, reverse=True))
        self._generic = frozenset(fold_name(each) for each in words.generic)
        self._heads = tuple(sorted((fold_name(each) for each in words.heads), key=len, reverse=True))
        self._deny = frozenset(frozenset((fold_name(one), fold_name(two))) for one, two in words.deny)
        self._group: dict[str, set[str]] = {}
        self._maybe: dict[str, frozenset[str]] = {}
        for name, synonyms in words.names.items():
            key = fold_name(name)
            self._maybe[key] = frozenset(fold_name(each) for each in synonyms.maybe)
            for each in (name, *synonyms.same):
                self._group.setdefault(fold_name(each), set()).add(key)
        self.score = lru_cache(maxsize=65536)(self._score)

    def _score(self, asked: str, found: str) -> float:
        """0–100; 100 where equal after folding, a synonym, or with or without 专栏/信息/公开."""
        one, two = fold_name(asked), fold_name(_COUNT.sub("", found))
        if not one or not two:
            return 0.0
        if one == two:
            return SAME
        if len(two) > _LONGEST or frozenset((one, two)) in self._deny:
            return 0.0
        if self._is_same(one, two):
            return SAME
        best = max((self._compare(one, form) for form in self._forms(found)), default=0.0)
        return max(best, self._likeness(one, two))

    def _forms(self, found: str) -> Iterator[tuple[str, float]]:
        """Ways to read a written name, each with the most that a match by it may score."""
        bare = _BRACKETS.sub("", found)
        if bare != found:
            yield fold_name(bare), SAME
        parts = [fold_name(part) for part in _JOINTS.split(_COUNT.sub("", found))]
        if len(parts) > 1:
            yield from ((part, PART) for part in parts if len(part) > 1)
        whole = fold_name(_COUNT.sub("", bare))
        undated = _YEAR.sub("", whole)
        if undated != whole:
            yield undated, MAYBE
        for org in _ORG.finditer(undated[:_ORG_WITHIN]):
            yield undated[org.end() :], SAME if undated == whole else MAYBE

    def _compare(self, one: str, form: tuple[str, float]) -> float:
        name, most = form
        if frozenset((one, name)) in self._deny:
            return 0.0
        if name and self._is_same(one, name):
            return most
        if name in self._maybe_of(one):
            return min(most, MAYBE)
        return 0.0

    def _is_same(self, one: str, two: str) -> bool:
        if one == two:
            return True
        groups = self._group.get(one)
        if groups and groups & self._group.get(two, set()):
            return True
        cores = self._cores(one), self._cores(two)
        if cores[0] & cores[1]:
            return True
        return bool(groups) and any(groups & self._group.get(core, set()) for core in cores[1] if groups)

    @lru_cache(maxsize=16384)  # noqa: B019 - one matcher per run, its cache ends with it
    def _cores(self, name: str) -> frozenset[str]:
        """The name, and what is left of it without words that do not change it."""
        cores = {name}
        for stripped in self._strippings(name):
            if len(stripped) >= 2 and stripped not in self._generic and stripped not in self._heads:
                cores.add(stripped)
        return frozenset(cores)

    def _strippings(self, name: str) -> Iterable[str]:
        rest = name
        while True:
            suffix = next((each for each in self._suffixes if rest.endswith(each) and rest != each), None)
            if suffix is None:
                break
            rest = rest[: -len(suffix)]
            yield rest
        for prefix in self._prefixes:
            if name.startswith(prefix) and name != prefix:
                yield name[len(prefix) :]
                if rest.startswith(prefix):
                    yield rest[len(prefix) :]

    def _maybe_of(self, one: str) -> frozenset[str]:
        hits = [self._maybe.get(group, frozenset()) for group in self._group.get(one, ())]
        return frozenset[str]().union(*hits)

    def _likeness(self, one: str, two: str) -> float:
        maybe = self._maybe_of(one)
        if maybe & self._cores(two):
            return MAYBE
        known = self._group.get(two)
        if known and not known & self._group.get(one, set()):
            return 0.0  # it is the known name of another column
        head = self._head(one)
        if len(one) >= 3 and not head and two.startswith(one) and len(two) - len(one) <= 6:
            return _PART_OF_TITLE
        if head != self._head(two):
            return 0.0
        if len(one) >= 4 and one in two and len(two) - len(one) <= 6:
            return _PART_OF_TITLE
        alike = ratio(one, two)
        return min(alike, _FUZZY_TOP) if alike >= _FUZZY_FROM and min(len(one), len(two)) >= 4 else 0.0

    def _head(self, name: str) -> str:
        return next((head for head in self._heads if name.endswith(head)), "")
