"""The loopback servers answer as the routes say."""

import http.client
import socket
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

import pytest

from xunjian.testing.defects import break_attachment, challenge_page
from xunjian.testing.planting import plant
from xunjian.testing.portals.case import county_trs
from xunjian.testing.portals.cases import case
from xunjian.testing.server import Running, serve
from xunjian.testing.spec import Answer, FileFault, State


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    spec = replace(case("trs-feet-links").spec, host="", tls="")
    more = tuple(Answer(f"/t/{state}", state, title="试页") for state in State)

    with serve(replace(spec, answers=(*spec.answers, *more))) as run:
        yield run


def ask(running: Running, path: str, method: str = "GET", **headers: str) -> tuple[int, str, bytes]:
    parts = urlsplit(running.home)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=10)
    try:
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.getheader("Location") or "", answer.read()
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("state", "status"),
    [
        (State.SOUND, 200),
        (State.GONE, 404),
        (State.SOFT_404, 200),
        (State.LOOP, 302),
        (State.TO_GONE, 301),
        (State.CHAIN, 301),
        (State.SHIELD, 412),
        (State.ERROR, 500),
        (State.FORBIDDEN, 403),
        (State.NO_HEAD, 200),
    ],
)
def test_every_state_answers_as_it_says(running: Running, state: State, status: int) -> None:
    assert ask(running, f"/t/{state}")[0] == status


def test_head_may_be_refused_where_get_is_sound(running: Running) -> None:
    assert ask(running, "/t/no_head", "HEAD")[0] == 405
    assert ask(running, "/t/sound", "HEAD")[:3:2] == (200, b"")


def test_a_loop_comes_back_and_a_chain_ends(running: Running) -> None:
    first = ask(running, "/t/loop")[1]
    assert urlsplit(ask(running, urlsplit(first).path)[1]).path == "/t/loop"
    path, hops = "/t/chain", 0
    while location := ask(running, path)[1]:
        path, hops = urlsplit(location).path, hops + 1
    assert hops == 3
    assert ask(running, path)[0] == 200


def test_a_reset_is_a_reset(running: Running) -> None:
    with pytest.raises((ConnectionResetError, http.client.RemoteDisconnected)):
        ask(running, "/t/reset")


def test_the_closed_address_refuses(running: Running) -> None:
    parts = urlsplit(running.site.hosts.closed)
    with socket.socket() as client, pytest.raises(ConnectionRefusedError):
        client.connect((parts.hostname, parts.port))


def test_the_other_site_stands_apart(running: Running) -> None:
    parts = urlsplit(running.site.hosts.other)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=10)
    connection.request("GET", "/member/")
    first = connection.getresponse()
    first.read()
    connection.request("GET", "/gov/")  # the same connection: kept alive
    second = connection.getresponse()
    second.read()
    connection.close()
    assert (first.status, second.status) == (403, 200)


def test_a_range_gives_the_head_of_a_file(running: Running) -> None:
    status, _, body = ask(running, "/images/logo.png", Range="bytes=0-7")
    assert (status, body) == (206, b"\x89PNG\r\n\x1a\n")


def test_requests_are_logged(running: Running) -> None:
    ask(running, "/t/sound?mark=1")
    assert running.log[-1].path == "/t/sound?mark=1"


def test_spoilt_attachments_are_spoilt() -> None:
    spec = county_trs(41)
    faults = (FileFault.MISSING, FileFault.EMPTY, FileFault.HTML, FileFault.WRONG_KIND)
    planted = plant(spec, *(break_attachment("rsxx", n, fault) for n, fault in enumerate(faults)))
    with serve(planted.spec) as run:
        answers = []
        for promise in planted.promises:
            assert promise.subject is not None
            answers.append(ask(run, urlsplit(promise.subject(run.site)).path))
    assert [status for status, _, _ in answers] == [404, 200, 200, 200]
    assert answers[1][2] == b""
    assert "不存在" in answers[2][2].decode()
    assert not answers[3][2].startswith(b"%PDF")


def test_a_shield_hides_everything() -> None:
    with serve(challenge_page(county_trs(42)).spec) as run:
        assert ask(run, "/")[0] == 412
        assert ask(run, "/anything")[0] == 412
