"""Whether two names of a column mean the same: folding, synonyms, and likeness as a hint for a person.

A wrong match hides a missing column, a missed synonym accuses a unit: what is not surely the same scores
below 90 and is shown to a person.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

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
_NONE = frozenset[str]()


@dataclass(frozen=True, slots=True)
class _Form:
    """One way to read a written name, with the most that a match by it may score."""

    name: str
    cores: frozenset[str]
    groups: frozenset[str]
    """Of all its cores."""
    most: float


@dataclass(frozen=True, slots=True)
class _Written:
    """A name as a site writes it. Asked about again and again, it is folded and taken apart once."""

    whole: _Form
    own_groups: frozenset[str]
    head: str
    forms: tuple[_Form, ...]
    marks: frozenset[str]
    """Its characters."""
    keys: frozenset[str]
    """What it may answer to without sharing a character: its cores and groups."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A name that is asked for."""

    name: str
    cores: frozenset[str]
    groups: frozenset[str]
    maybe: frozenset[str]
    denied: frozenset[str]
    head: str
    marks: frozenset[str]
    keys: frozenset[str]


class Matcher:
    """Implements `xunjian.model.site.NameMatcher` by config/lexicon/columns.yaml."""

    def __init__(self, words: ColumnWords) -> None:
        self._suffixes = tuple(sorted((fold_name(each) for each in words.suffixes), key=len, reverse=True))
        self._prefixes = tuple(sorted((fold_name(each) for each in words.prefixes), key=len, reverse=True))
        self._generic = frozenset(fold_name(each) for each in words.generic)
        self._heads = tuple(sorted((fold_name(each) for each in words.heads), key=len, reverse=True))
        self._deny: dict[str, set[str]] = {}
        for one, two in words.deny:
            self._deny.setdefault(fold_name(one), set()).add(fold_name(two))
            self._deny.setdefault(fold_name(two), set()).add(fold_name(one))
        self._group: dict[str, set[str]] = {}
        self._maybe: dict[str, frozenset[str]] = {}
        for name, synonyms in words.names.items():
            key = fold_name(name)
            self._maybe[key] = frozenset(fold_name(each) for each in synonyms.maybe)
            for each in (name, *synonyms.same):
                self._group.setdefault(fold_name(each), set()).add(key)
        self._written: dict[str, _Written] = {}
        self._asked: dict[str, _Asked] = {}

    def score(self, asked: str, found: str) -> float:
        """0–100; 100 where equal after folding, a synonym, or with or without 专栏/信息/公开."""
        one = self._asked.get(asked) or self._asked.setdefault(asked, self._ask(asked))
        two = self._written.get(found) or self._written.setdefault(found, self._write(found))
        if one.marks.isdisjoint(two.marks) and one.keys.isdisjoint(two.keys):
            return 0.0  # most names have nothing to do with each other
        whole = two.whole
        if not one.name or not whole.name:
            return 0.0
        if one.name == whole.name:
            return SAME
        if len(whole.name) > _LONGEST or whole.name in one.denied:
            return 0.0
        if _is_same(one, whole):
            return SAME
        best = max((_compare(one, form) for form in two.forms), default=0.0)
        return max(best, _likeness(one, two))

    def _ask(self, asked: str) -> _Asked:
        name = fold_name(asked)
        groups = self._groups_of(name)
        maybe = _NONE.union(*(self._maybe.get(group, ()) for group in groups))
        return _Asked(
            name=name,
            cores=self._cores(name),
            groups=groups,
            maybe=maybe,
            denied=frozenset(self._deny.get(name, ())),
            head=self._head(name),
            marks=frozenset(name),
            keys=groups | maybe,
        )

    def _write(self, found: str) -> _Written:
        whole = self._form(fold_name(_COUNT.sub("", found)), SAME)
        if not whole.name or len(whole.name) > _LONGEST:
            return _Written(whole, _NONE, "", (), frozenset(whole.name), whole.groups)
        forms = tuple(self._form(name, most) for name, most in _forms(found))
        marks = _NONE.union(*(form.name for form in (whole, *forms)))
        keys = _NONE.union(*(form.groups | form.cores for form in (whole, *forms)))
        return _Written(whole, self._groups_of(whole.name), self._head(whole.name), forms, marks, keys)

    def _form(self, name: str, most: float) -> _Form:
        cores = self._cores(name)
        return _Form(name, cores, frozenset[str]().union(*map(self._groups_of, cores)), most)

    def _groups_of(self, name: str) -> frozenset[str]:
        groups = self._group.get(name)
        return frozenset(groups) if groups else _NONE

    def _cores(self, name: str) -> frozenset[str]:
        """The name, and what is left of it without words that do not change it."""
        cores = {name}
        for stripped in self._strippings(name):
            if len(stripped) >= 2 and stripped not in self._generic and stripped not in self._heads:
                cores.add(stripped)
        return frozenset(cores)

    def _strippings(self, name: str) -> Iterable[str]:
        rest = name
        while rest.endswith(self._suffixes):
            suffix = next((each for each in self._suffixes if rest.endswith(each) and rest != each), None)
            if suffix is None:
                break
            rest = rest[: -len(suffix)]
            yield rest
        for prefix in self._prefixes if name.startswith(self._prefixes) else ():
            if name.startswith(prefix) and name != prefix:
                yield name[len(prefix) :]
                if rest.startswith(prefix):
                    yield rest[len(prefix) :]

    def _head(self, name: str) -> str:
        if not name.endswith(self._heads):
            return ""
        return next(head for head in self._heads if name.endswith(head))


def _forms(found: str) -> Iterator[tuple[str, float]]:
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


def _is_same(one: _Asked, two: _Form) -> bool:
    return (
        one.name == two.name or not one.cores.isdisjoint(two.cores) or not one.groups.isdisjoint(two.groups)
    )


def _compare(one: _Asked, form: _Form) -> float:
    if form.name in one.denied:
        return 0.0
    if form.name and _is_same(one, form):
        return form.most
    return min(form.most, MAYBE) if form.name in one.maybe else 0.0


def _likeness(one: _Asked, two: _Written) -> float:
    asked, found = one.name, two.whole.name
    if not one.maybe.isdisjoint(two.whole.cores):
        return MAYBE
    if two.own_groups and two.own_groups.isdisjoint(one.groups):
        return 0.0  # it is the known name of another column
    longer = len(found) - len(asked)
    if len(asked) >= 3 and not one.head and longer <= 6 and found.startswith(asked):
        return _PART_OF_TITLE
    if one.head != two.head:
        return 0.0
    if len(asked) >= 4 and longer <= 6 and asked in found:
        return _PART_OF_TITLE
    if min(len(asked), len(found)) < 4:
        return 0.0
    return min(ratio(asked, found, score_cutoff=_FUZZY_FROM), _FUZZY_TOP)
