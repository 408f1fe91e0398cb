"""The protocol to the second browser, spoken with a server in its place, and what is told through it."""

import asyncio
import base64
from collections.abc import Awaitable, Callable, Mapping

import pytest
from aiohttp import WSMsgType, web

from crawler.bidi import Bidi, BidiError, connect
from crawler.probes.window import as_told
from crawler.supply import Given

ANSWERS: Mapping[str, dict[str, object]] = {
    "a.sound": {"type": "success", "result": {"x": 1}},
    "a.wrong": {"type": "error", "error": "unknown command", "message": "a.wrong"},
}
ECHO = {
    "type": "array",
    "value": [
        {"type": "string", "value": "公告"},
        {"type": "number", "value": 1.5},
        {"type": "number", "value": "NaN"},
        {"type": "node", "value": {}},
        {"type": "object", "value": [["blank", {"type": "boolean", "value": True}]]},
    ],
}


async def _answer(request: web.Request) -> web.WebSocketResponse:
    socket = web.WebSocketResponse()
    await socket.prepare(request)
    async for message in socket:
        assert message.type is WSMsgType.TEXT
        asked = message.json()
        if asked["method"] == "a.end":
            await socket.close()
        elif asked["method"] == "script.callFunction":
            threw = asked["params"]["functionDeclaration"] == "throw"
            result = {"type": "exception"} if threw else {"type": "success", "result": ECHO}
            await socket.send_json({"id": asked["id"], "type": "success", "result": result})
        else:
            await socket.send_json({"type": "event", "method": "heard", "params": asked})
            await socket.send_json({"id": asked["id"], **ANSWERS[asked["method"]]})
    return socket


def talk(say: Callable[[Bidi], Awaitable[object]]) -> tuple[object, list[str]]:
    """What came of something said to the server, and the events heard."""
    heard: list[str] = []

    async def run() -> object:
        app = web.Application()
        app.router.add_get("/session", _answer)
        runner = web.AppRunner(app)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        host, port = runner.addresses[0][:2]
        try:
            async with connect(f"ws://{host}:{port}/session", lambda name, said: heard.append(name)) as bidi:
                return await say(bidi)
        finally:
            await runner.cleanup()

    return asyncio.run(run()), heard


def test_an_answer_comes_to_its_command_and_events_are_heard() -> None:
    assert talk(lambda bidi: bidi.send("a.sound", y=2)) == ({"x": 1}, ["heard"])


@pytest.mark.parametrize("method", ["a.wrong", "a.end"])
def test_a_refusal_and_an_end_are_errors(method: str) -> None:
    with pytest.raises(BidiError, match="unknown command" if method == "a.wrong" else "gone"):
        talk(lambda bidi: bidi.send(method))


def test_nothing_is_said_to_a_browser_that_is_gone() -> None:
    async def say(bidi: Bidi) -> None:
        with pytest.raises(BidiError):
            await bidi.send("a.end")
        await bidi.send("a.sound")

    with pytest.raises(BidiError, match="gone"):
        talk(say)


def test_values_of_a_page_are_read_and_what_it_throws_is_an_error() -> None:
    value, _ = talk(lambda bidi: bidi.evaluate("c", "() => 1", ["甲", 1, True, None]))
    assert value == ["公告", 1.5, None, None, {"blank": True}]
    with pytest.raises(BidiError):
        talk(lambda bidi: bidi.evaluate("c", "throw"))


def test_where_nobody_listens_there_is_no_browser() -> None:
    async def run() -> None:
        async with connect("ws://127.0.0.1:9/session", lambda name, said: None):
            pass

    with pytest.raises(BidiError):
        asyncio.run(run())


@pytest.mark.parametrize(
    ("headers", "body", "told"),
    [
        ({}, b'<META http-equiv="Content-Security-Policy" c>', b'<META http-equiv="none" c>'),
        ({"content-security-policy": "default-src 'none'"}, b"<p>x</p>", b"<p>x</p>"),
        ({}, b"<p>Content-Security-Policy</p>", b"<p>Content-Security-Policy</p>"),
        ({}, b"\xff\x00", b"\xff\x00"),
    ],
)
def test_a_policy_is_left_out_and_nothing_else(headers: dict[str, str], body: bytes, told: bytes) -> None:
    given = as_told(Given(203, {"content-type": "text/html", **headers}, body))
    assert given["statusCode"] == 203
    assert given["headers"] == [{"name": "content-type", "value": {"type": "string", "value": "text/html"}}]
    assert given["body"] == {"type": "base64", "value": base64.b64encode(told).decode()}
