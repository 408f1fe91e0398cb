"""Words that reading a site needs: data from config/lexicon, as frozen values.

Text in, values out; `xunjian.app.lexicon` reads the files.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, field_validator

from xunjian.errors import ConfigError
from xunjian.html.text import compact, fold
from xunjian.yaml_document import parse_yaml


@lru_cache(maxsize=16384)
def fold_name(text: str) -> str:
    """A name as it is compared: simplified, half-width, lower case, letters and digits only.

    Kept: the names of a site's navigation stand on each of its pages.
    """
    return (
        _NO_WORD.sub("", fold(compact(text))).lower().replace("讯息", "信息").replace("资讯公开", "信息公开")
    )


_NO_WORD = re.compile(r"[\W_]+")

Words = Annotated[tuple[str, ...], Field(default=())]


_Model = TypeVar("_Model", bound=BaseModel)


class _Border(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Synonyms(_Border):
    """Other names of a column: `same` is sure, `maybe` is for a person."""

    same: Words
    maybe: Words


class ColumnWords(_Border):
    """config/lexicon/columns.yaml"""

    suffixes: Words
    prefixes: Words
    generic: Words
    heads: Words
    utility: Words
    deny: tuple[tuple[str, str], ...] = ()
    names: Mapping[str, Synonyms]


class RhythmGroup(_Border):
    """A hit is a name that holds one of `words` or is one of `exact`, and holds none of `unless`."""

    words: Words
    exact: Words
    unless: Words

    def hits(self, name: str) -> bool:
        """Whether a folded name belongs to the group."""
        if any(word in name for word in self.unless):
            return False
        return name in self.exact or any(word in name for word in self.words)


class RhythmWords(_Border):
    """config/lexicon/rhythm.yaml"""

    static: RhythmGroup
    news: RhythmGroup
    notice: RhythmGroup
    other: RhythmGroup
    below: Words
    year: str

    @field_validator("year")
    @classmethod
    def _compiles(cls, value: str) -> str:
        try:
            re.compile(value)
        except re.error as error:
            raise ValueError("不是正确的正则表达式") from error
        return value


class Soft404Words(_Border):
    """config/lexicon/soft404.yaml; folded and lower case on the way in."""

    titles: Words
    exact_titles: Words
    texts: Words
    own_text_limit: int = Field(ge=0)
    alike_from: float = Field(gt=0, le=1)

    @field_validator("titles", "exact_titles", "texts")
    @classmethod
    def _folded(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(fold_text(word) for word in value)


class Expression(_Border):
    """A wrong expression; folded on the way in."""

    word: str = Field(min_length=2)
    right: str = Field(min_length=1)
    severity: Literal["serious", "common", "doubtful"]
    exceptions: Words

    @field_validator("word")
    @classmethod
    def _fold(cls, value: str) -> str:
        return fold(value)

    @field_validator("exceptions")
    @classmethod
    def _fold_all(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(fold, value))


class ExpressionWords(_Border):
    """config/lexicon/expressions.yaml. `corrections`: words of a line that explains a mistake."""

    corrections: Words
    expressions: tuple[Expression, ...] = ()


class SpamWords(_Border):
    """config/lexicon/spam.yaml. `strong`: on a page of an office surely foreign; `sale`: so with a link away;
    `context`: words of a text that speaks of spam; `own`: ends of host names that belong to public bodies."""

    strong: Words
    sale: Words
    context: Words
    own: Words


class ServiceHosts(_Border):
    """config/lexicon/services.yaml"""

    hosts: Words
    wechat: Words
    wechat_gone: Words
    logins: Words
    mirrors: Words

    def is_mirror(self, url: str) -> bool:
        """Whether an address only shows the site in traditional characters (T23)."""
        return any(part in url for part in self.mirrors)

    def is_central(self, host: str) -> bool:
        """Whether a host is a central identity service, or lies below one."""
        return _below(host, self.hosts)

    def is_wechat(self, host: str) -> bool:
        return _below(host, self.wechat)


class CalendarChanges(_Border):
    """config/calendar/changes.yaml: days that the office works or rests against the national calendar."""

    works: tuple[date, ...] = ()
    rests: tuple[date, ...] = ()


def fold_text(text: str) -> str:
    """Running text as it is compared: folded, lower case, without blanks."""
    return _fold_piece(text) if len(text) <= _PIECE else compact(fold(text)).lower()


_PIECE = 64
"""Characters; longer texts hardly ever stand on several pages."""


@lru_cache(maxsize=16384)
def _fold_piece(text: str) -> str:
    return compact(fold(text)).lower()


def _below(host: str, hosts: tuple[str, ...]) -> bool:
    name = host.partition(":")[0]
    return any(name == each or name.endswith(f".{each}") for each in hosts)


@dataclass(frozen=True)
class Lexicon:
    """All word lists that facts are read with."""

    columns: ColumnWords
    rhythm: RhythmWords
    soft404: Soft404Words
    services: ServiceHosts
    calendar: CalendarChanges
    expressions: ExpressionWords
    spam: SpamWords

    @classmethod
    def parse(cls, texts: Mapping[str, str]) -> "Lexicon":
        """From YAML texts by file name (`columns` or `columns.yaml`); other files are ignored.

        Raises ConfigError with file and line where one is missing or wrong.
        """
        by_stem = {name.rpartition("/")[2].partition(".")[0]: name for name in texts}

        def read(stem: str, model: type[_Model]) -> _Model:
            name = by_stem.get(stem)
            if name is None:
                raise ConfigError(f"缺少词表文件 {stem}.yaml。", "请恢复 config/lexicon 目录中的文件。")
            return parse_yaml(texts[name], name).validate(model)

        return cls(
            columns=read("columns", ColumnWords),
            rhythm=read("rhythm", RhythmWords),
            soft404=read("soft404", Soft404Words),
            services=read("services", ServiceHosts),
            # Most offices have none of their own.
            calendar=read("changes", CalendarChanges) if "changes" in by_stem else CalendarChanges(),
            expressions=read("expressions", ExpressionWords),
            spam=read("spam", SpamWords),
        )

    @cached_property
    def utility(self) -> frozenset[str]:
        """Folded entries of a navigation that are no columns."""
        return frozenset(fold_name(word) for word in self.columns.utility)
