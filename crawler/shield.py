"""Recognises pages that a shield (WAF, anti-bot check) puts before a site: T19, T20 of standards.md.

A shield is never solved, only named: what lies behind it was not seen. The words are data
(config/lexicon/shield.yaml).
"""

import re
from dataclasses import dataclass

import yaml
from pydantic import BaseModel, ConfigDict

from crawler.net.answer import Answer

_PASSWORD = re.compile(rb"<input\b[^>]{0,400}type\s*=\s*[\"']?password", re.IGNORECASE)
_ARTICLE = re.compile(
    rb"<meta[^>]{0,80}(?:articletitle|pubdate)|"
    + b"|".join(re.escape("发布时间".encode(code)) for code in ("utf-8", "gb18030"))
)
"""What an article has, and no shield; of a body in small letters."""
_MARKUP = re.compile(rb"<(script|style)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>", re.IGNORECASE | re.DOTALL)


class _Rule(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    status: tuple[int, ...] = ()
    """Any of these; empty: any status."""
    headers: dict[str, str] = {}
    """Header name -> part of its value; all of them."""
    body: tuple[str, ...] = ()
    """Any of these words in the body."""
    also: tuple[str, ...] = ()
    """And any of these."""
    max_bytes: int = 65536
    """A longer body is no shield page."""
    max_links: int = 8
    """Neither is one with more links than this: a login page with a captcha is no shield."""
    max_text: int = 4000
    """Nor one that says more than so many characters: it only speaks of shields."""


class _Login(BaseModel):
    """What a page must have that shows nothing but the way to log in (T38)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    words: tuple[str, ...] = ()
    max_bytes: int = 65536
    max_links: int = 8
    max_text: int = 400
    """Characters; a page that says more than this shows more than a login."""


class _Rules(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    shields: tuple[_Rule, ...]
    login: _Login = _Login()


@dataclass(frozen=True, slots=True)
class _Ready:
    name: str
    status: frozenset[int]
    headers: tuple[tuple[str, bytes], ...]
    words: tuple[bytes, ...]
    also: tuple[bytes, ...]
    max_bytes: int
    max_links: int
    max_text: int

    def fits(self, answer: Answer, body: bytes) -> bool:
        if self.status and answer.status not in self.status:
            return False
        if len(answer.body) > self.max_bytes or answer.body.count(b"<a ") > self.max_links:
            return False
        if any(value not in answer.headers.get(name, b"").lower() for name, value in self.headers):
            return False
        if self.words and not any(word in body for word in self.words):
            return False
        if self.also and not any(word in body for word in self.also):
            return False
        return len(_words_of(body)) <= self.max_text


class Shields:
    """The known shields."""

    def __init__(self, text: str) -> None:
        rules = _Rules.model_validate(yaml.safe_load(text) or {"shields": []})
        self._rules = tuple(_ready(rule) for rule in rules.shields)
        self._login = rules.login
        self._login_words = _bytes(rules.login.words)
        self._longest = max((rule.max_bytes for rule in self._rules), default=0)
        self._most_links = max((rule.max_links for rule in self._rules), default=0)

    def name(self, answer: Answer) -> str | None:
        """The shield that gave this answer, or None."""
        if answer.status < 400 and len(answer.body) > self._longest:
            return None
        if answer.body.count(b"<a ") > self._most_links:
            return None  # nearly every page of a site ends here
        body = answer.body[: self._longest].lower()
        name = next((rule.name for rule in self._rules if rule.fits(answer, body)), None)
        return None if name is not None and _ARTICLE.search(body) else name

    def is_login(self, answer: Answer) -> bool:
        """Whether an answer shows nothing but the way to log in: what was asked for lies behind it."""
        if answer.status == 401:
            return "www-authenticate" in answer.headers
        rule, body = self._login, answer.body
        if not 200 <= answer.status < 300 or len(body) > rule.max_bytes or _PASSWORD.search(body) is None:
            return False
        if body.count(b"<a ") > rule.max_links or not any(word in body.lower() for word in self._login_words):
            return False
        return len(_words_of(body)) <= rule.max_text


def _words_of(body: bytes) -> str:
    """What a body says without its tags, about: its length counts."""
    return b" ".join(_MARKUP.sub(b" ", body).split()).decode("utf-8", "replace")


def _ready(rule: _Rule) -> _Ready:
    headers = tuple((name.lower(), value.lower().encode()) for name, value in rule.headers.items())
    return _Ready(
        rule.name,
        frozenset(rule.status),
        headers,
        _bytes(rule.body),
        _bytes(rule.also),
        rule.max_bytes,
        rule.max_links,
        rule.max_text,
    )


def _bytes(words: tuple[str, ...]) -> tuple[bytes, ...]:
    """Every word as UTF-8 and as GBK: shield pages come in both."""
    lowered = [word.lower() for word in words]
    return tuple(dict.fromkeys([w.encode() for w in lowered] + [w.encode("gb18030") for w in lowered]))
