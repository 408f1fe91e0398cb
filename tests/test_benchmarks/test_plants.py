import http.client
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from benchmarks.plants import COUNTS, DECOYS, LOCATIONS, Kind, PlantedSite, plant, share_out
from benchmarks.server import Served, Site, serve_sites
from benchmarks.sites import HOME
from benchmarks.truth import read_truth

NATURAL = "/none.gif"
STATUS = {Kind.GONE: 410, Kind.ERROR: 500, Kind.REDIRECT: 302, Kind.LOOP: 302, Kind.SOFT: 200}


@pytest.fixture
def planted(site: Path) -> PlantedSite:
    (share,) = share_out(1, COUNTS, 1)
    return PlantedSite("site", Site(site, home=HOME, locations=LOCATIONS), tuple(plant(site, share, 1)))


def test_every_kind_is_shared_out_once() -> None:
    shares = share_out(4, COUNTS, 1)
    given = [each for share in shares for each in share]
    assert len({number for number, _ in given}) == len(given) == sum(COUNTS.values())
    assert {kind: sum(each is kind for _, each in given) for kind in COUNTS} == COUNTS
    redirects = [sum(kind is Kind.REDIRECT for _, kind in share) for share in shares]
    assert sorted(redirects) == [0, 0, 0, 2], "two that share a target stay on one site"


def test_the_files_tell_exactly_what_is_dead(planted: PlantedSite) -> None:
    truth = read_truth(planted.site.root, HOME)
    assert truth.dead == planted.paths(soft=False) | {NATURAL}
    assert len(planted.paths(soft=False)) == 44
    assert len(planted.paths(soft=True)) == 10
    decoys = {each.path for each in planted.plants if each.kind in DECOYS}
    assert len(decoys) == 6
    assert not decoys & truth.targets, "scripts and style sheets are no link targets"
    assert truth.pages == len(list(planted.site.root.rglob("*.html")))


def test_each_plant_stands_on_its_own_page(planted: PlantedSite) -> None:
    assert len({each.page for each in planted.plants}) == len(planted.plants)
    for each in planted.plants:
        assert each.path in (planted.site.root / each.page.lstrip("/")).read_text()


def test_the_server_answers_as_planted(planted: PlantedSite) -> None:
    try:
        with serve_sites([planted.site]) as (served,):
            for each in planted.plants:
                if each.kind is Kind.RESET:
                    with pytest.raises(http.client.RemoteDisconnected):
                        ask(served, each.path)
                else:
                    assert ask(served, each.path).status == STATUS.get(each.kind, 404), each
            mark = served.mark()
            assert ask(served, "/").status == 200
            for _ in range(100):  # the server writes its log a moment after it answered
                if served.since(mark):
                    break
                time.sleep(0.05)
            assert [entry.status for entry in served.since(mark)] == [200]
    except SystemExit as error:
        pytest.skip(str(error))


def ask(served: Served, path: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(urlsplit(served.url).netloc, timeout=5)
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer
