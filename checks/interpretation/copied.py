"""interpretation.copied: an interpretation says more than its policy does."""

import re
from collections.abc import Iterator

from pydantic import Field

from checks._seen import undecided
from checks._words import cited
from checks.interpretation._pairs import (
    COLUMN,
    PairParams,
    matched,
    named,
    no_pairs,
    not_seen,
    shown,
    subject_of,
)
from xunjian.model.finding import Evidence, Finding
from xunjian.model.interpretation import Document, Interpretations, Pair
from xunjian.model.site import ColumnTree, Coverage
from xunjian.model.texts import PageText, Texts
from xunjian.model.unit import DEPARTMENTS, GOVERNMENTS
from xunjian.plugin import check, ok, review, unknown

CLAUSE = "政策解读评估指标3.2.1“解读深度（非简单重复）”"
_SIGNS = re.compile(r"[\W_]+")
_LABEL = 6
"""Letters of what is no sentence."""
_FILES = 2
"""Attachments in which a policy's text is looked for."""


class Params(PairParams):
    limit: float = Field(
        default=0.8, gt=0, le=1, description="解读有多大比例的文字与政策原文相同时提请人工确认（0—1）"
    )
    most: int = Field(default=30, ge=1, description="最多比较多少条解读，从最新的算起（条）")
    shortest: int = Field(default=150, ge=20, description="短于多少字的解读不比较（字）")
    width: int = Field(default=5, ge=2, le=20, description="逐段比较时每段的长度（字）")


@check("interpretation.copied", title="政策解读照抄原文", clause=CLAUSE, unit_types=GOVERNMENTS | DEPARTMENTS)
def interpretations_say_more(
    found: Interpretations, texts: Texts, columns: ColumnTree, coverage: Coverage, params: Params
) -> Iterator[Finding]:
    """看解读是不是照抄、摘抄政策原文：解读文字有八成（按参数）以上与政策原文相同的，待人工确认。

    把解读和政策的文字逐段（每 5 个字）比较，政策正文很短的，连同它的附件一起比较。
    只比较能与本单位政策对应的解读，最新的 30 篇；很短的、以图片或视频为主的不比较。没有可以比较的，未能判定。
    """
    seen = not_seen(columns, coverage, params.columns)
    if not found.pairs:
        yield no_pairs(found, seen)
        return
    compared: list[tuple[Pair, float]] = []
    for pair in found.pairs[: params.most]:
        likeness = _likeness(pair, texts, params)
        if likeness is None:
            continue
        compared.append((pair, likeness))
        if likeness > params.limit:
            yield _copied(pair, likeness, params.limit)
    left = len(found.pairs) - len(compared)
    if not compared:
        yield unknown(
            undecided([seen or f"{left} 篇解读都太短、以图片视频为主，或政策原文没有读到，没有可以比较的"])
        )
    elif all(likeness <= params.limit for _, likeness in compared):
        if seen:
            yield unknown(undecided([f"比较了 {len(compared)} 篇解读，没有照抄的，但{seen}"]))
            return
        quote = "；".join(f"{pair.interpretation.title}：{likeness:.0%}" for pair, likeness in compared)
        proof = Evidence("computation", columns.home_url, quote=quote)
        rest = f"，另有 {left} 篇没有比较（太短、以图片视频为主、没有读到或超过篇数）" if left else ""
        yield ok(f"比较了 {len(compared)} 篇解读与政策原文，没有照抄的{rest}。", proof)


def _likeness(pair: Pair, texts: Texts, params: Params) -> float | None:
    """The part of the interpretation that stands in its policy word for word; None: not compared."""
    article = pair.interpretation.copies[0].article
    if article.images or article.videos:
        return None
    said = _words(pair.interpretation, texts)
    policy = _words(pair.policy, texts)
    if len(policy) < len(said):
        policy += _attached(pair.policy, texts)
    if len(said) < params.shortest or len(policy) < params.shortest:
        return None
    pieces = _pieces(said, params.width)
    return len(pieces & _pieces(policy, params.width)) / len(pieces)


def _words(document: Document, texts: Texts) -> str:
    """The letters of the longest copy, without links, labels and headings."""
    pages = (texts.page(copy.page.fetch.url) for copy in document.copies)
    return max((_own_words(page) for page in pages if page is not None), key=len, default="")


def _own_words(page: PageText) -> str:
    links = [link.text for link in page.links if len(link.text) >= _LABEL]
    kept = []
    for line in page.body:
        for link in links:
            line = line.replace(link, "")
        letters = _SIGNS.sub("", line)
        kept.append(letters if len(letters) > _LABEL else "")
    return "".join(kept)


def _attached(document: Document, texts: Texts) -> str:
    files = document.copies[0].article.attachments[:_FILES]
    read = (texts.document(file.url) for file in files)
    return "".join(_SIGNS.sub("", each.text) for each in read if each is not None)


def _pieces(text: str, width: int) -> set[str]:
    return {text[at : at + width] for at in range(len(text) - width + 1)}


def _copied(pair: Pair, likeness: float, limit: float) -> Finding:
    return review(
        subject_of(pair.interpretation),
        cited(
            f"解读{named(pair.interpretation)}有 {likeness:.0%} 的文字与政策{named(pair.policy)}相同，"
            "疑似照抄或摘抄，请人工确认",
            CLAUSE,
        ),
        shown(pair.interpretation),
        shown(pair.policy),
        matched(pair),
        Evidence("computation", pair.interpretation.url, quote=f"相同文字占解读的 {likeness:.1%}"),
        expected=f"解读与原文相同的文字不超过 {limit:.0%}",
        observed=f"{likeness:.0%}",
        column=pair.interpretation.copies[0].column or COLUMN,
    )
