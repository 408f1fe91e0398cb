"""Accounts in new media and what they posted, as a person imported it; nothing here is fetched."""

import re
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from xunjian.model.site import Fact, Need

_DECORATION = re.compile(r"公众号|官方|新浪|政务|腾讯|号$|\s")


@dataclass(frozen=True, slots=True)
class Post:
    day: date
    title: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """One account, its posts the newest first."""

    platform: str
    name: str
    known_until: date
    """The last day of which the imported data tell: what came later was not seen."""
    posts: tuple[Post, ...] = ()

    @property
    def key(self) -> str:
        return f"{self.platform}/{self.name}"

    def newest(self, until: date) -> Post | None:
        """The newest post of that day or before."""
        return next((post for post in self.posts if post.day <= until), None)


@dataclass(frozen=True, slots=True)
class NewMedia(Fact):
    need: ClassVar[Need] = Need.NOTHING
    accounts: tuple[Account, ...] = ()
    listed: tuple[str, ...] | None = None
    """What the register names, each `platform/account`; empty: the unit runs none; None: it does not say."""

    @property
    def missing(self) -> tuple[str, ...]:
        """Accounts of the register of which no data were imported."""
        known = {_fold(account.key) for account in self.accounts}
        return tuple(name for name in self.listed or () if _fold(name) not in known)


def _fold(key: str) -> str:
    """`微信公众号/某县发布` and `微信/某县发布` are one account."""
    platform, _, name = key.partition("/")
    return f"{_DECORATION.sub('', platform)}/{''.join(name.split())}".lower()
