"""Which answers of an earlier crawl may be asked about on condition, and by which of their validators."""

from dataclasses import replace
from pathlib import Path

import pytest

from crawler.before import Before, is_whole, validators_of
from crawler.net.answer import Answer
from storage.snapshot import SnapshotFile, SnapshotWriter, Waiting, close_snapshot
from tests.test_crawler.test_ladder import PLAN, SITE
from xunjian.model.observation import Attempt, Fetch, Outcome, Role

TRIED = Attempt("GET", "", 0.0, 200, "ok")
PAGE = Fetch(
    f"{SITE}/a.html", Role.PAGE, Outcome.OK, "ok", 200, sha256="0" * 64, depth=1, attempts=(TRIED,),
    etag='"a"',
)  # fmt: skip
FILE = replace(PAGE, url=f"{SITE}/f.pdf", role=Role.TARGET)


@pytest.mark.parametrize(
    ("fetch", "whole"),
    [
        (PAGE, True),
        (FILE, True),
        (replace(PAGE, etag="", modified="Fri, 20 Nov 2020 08:00:00 GMT"), True),
        (replace(FILE, truncated=True), True),
        (replace(PAGE, truncated=True), False),
        (replace(PAGE, etag=""), False),
        (replace(PAGE, sha256=None), False),
        (replace(PAGE, code="login"), False),
        (replace(PAGE, status=203), False),
        (replace(PAGE, attempts=()), False),
        (replace(PAGE, attempts=(replace(TRIED, method="HEAD"),)), False),
        (replace(PAGE, attempts=(TRIED, replace(TRIED, url=f"{SITE}/b.html"))), False),
        (replace(PAGE, attempts=(TRIED, replace(TRIED, stage="body"))), False),
        (replace(PAGE, attempts=(replace(TRIED, stage="body"), TRIED)), True),
    ],
)
def test_only_a_sound_whole_body_is_asked_about(fetch: Fetch, whole: bool) -> None:
    assert is_whole(fetch) is whole


def of_earlier(folder: Path, *fetches: Fetch) -> Before:
    path = folder / "s.sqlite"
    with SnapshotWriter(path, PLAN) as writer:
        for number, fetch in enumerate(fetches):
            writer.add(replace(fetch, sha256=None), b"<html>%d" % number)
    close_snapshot(path)
    return Before(SnapshotFile.open(path))


@pytest.mark.parametrize(
    ("item", "known"),
    [
        (Waiting(PAGE.url, Role.PAGE, 1), True),
        (Waiting(FILE.url, Role.TARGET, 1), True),
        (Waiting(PAGE.url, Role.PAGE, 0), False),
        (Waiting(f"{SITE}/b.png", Role.TARGET, 1), False),
        (Waiting(f"{SITE}/probe", Role.PROBE, 1), False),
        (Waiting(f"{SITE}/new.html", Role.PAGE, 1), False),
        (Waiting(f"{SITE}/half.html", Role.PAGE, 1), False),
    ],
)
def test_which_addresses_are_asked_on_condition(tmp_path: Path, item: Waiting, known: bool) -> None:
    before = of_earlier(
        tmp_path, PAGE, replace(FILE, etag='"f"'), replace(FILE, url=f"{SITE}/b.png", etag='"b"'),
        replace(PAGE, url=f"{SITE}/probe", role=Role.PROBE, etag='"p"'),
        replace(PAGE, url=f"{SITE}/half.html", truncated=True, etag='"h"'),
    )  # fmt: skip
    assert (before.known(item) is not None) is known
    before.distrust("www.example.gov.cn")
    assert before.known(item) is None


@pytest.mark.parametrize(("pages", "known"), [(3, True), (4, False)])
def test_a_tag_that_many_bodies_share_is_none(tmp_path: Path, pages: int, known: bool) -> None:
    before = of_earlier(tmp_path, *(replace(PAGE, url=f"{SITE}/{number}") for number in range(pages)))
    assert (before.known(Waiting(f"{SITE}/0", Role.PAGE, 1)) is not None) is known


NOW, MINUTE_AGO, JUST_NOW = (f"Fri, 20 Nov 2026 08:{at} GMT" for at in ("05:00", "04:00", "04:01"))


@pytest.mark.parametrize(
    ("headers", "kept"),
    [
        ({"etag": '"a"'}, ('"a"', "")),
        ({"etag": 'W/"a"', "last-modified": MINUTE_AGO, "date": NOW}, ('W/"a"', MINUTE_AGO)),
        *(({"etag": tag}, ("", "")) for tag in ('""', 'W/""', "*", '"名"', '"\x01"', f'"{"x" * 255}"')),
        ({"last-modified": JUST_NOW, "date": NOW}, ("", "")),
        ({"last-modified": "Fri, 20 Nov 2020 08:00:00 GMT"}, ("", "Fri, 20 Nov 2020 08:00:00 GMT")),
        ({"last-modified": "Fri, 20 Nov 2099 08:00:00 GMT"}, ("", "")),
        ({"last-modified": "long ago"}, ("", "")),
    ],
)
def test_validators_that_can_be_believed(headers: dict[str, str], kept: tuple[str, str]) -> None:
    answer = Answer(PAGE.url, 200, {name: value.encode() for name, value in headers.items()})
    assert validators_of(answer) == kept
