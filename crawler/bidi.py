"""WebDriver BiDi, as far as looking at a page needs it: commands and events over one WebSocket.

Playwright drives a stock Firefox by the same protocol, but asks for commands that the long-term release does
not know (decision 0016).
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

_LARGEST = 64 * 1024 * 1024
"""Bytes of one message; a picture of the screen takes a few."""
_ANSWERS_SECONDS = 20.0

Said = Mapping[str, Any]
"""What the browser says, by the protocol: JSON of as many shapes as there are commands (so Any)."""
Heard = Callable[[str, Said], None]
"""What is told of events: name and parameters."""


class BidiError(Exception):
    """The browser refused a command, or is gone."""


class Bidi:
    """One session."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse, heard: Heard) -> None:
        self._socket = socket
        self._heard = heard
        self._last = 0
        self.is_gone = False
        self._waiting: dict[int, asyncio.Future[Said]] = {}

    async def send(self, method: str, **params: object) -> Said:
        """What the browser answers to a command. Raises BidiError, TimeoutError."""
        if self.is_gone:
            raise BidiError("the browser is gone")
        self._last += 1
        number, waiting = self._last, asyncio.get_running_loop().create_future()
        self._waiting[number] = waiting
        try:
            async with asyncio.timeout(_ANSWERS_SECONDS):
                await self._socket.send_json({"id": number, "method": method, "params": params})
                answer = await waiting
        except (aiohttp.ClientError, ConnectionError) as error:
            raise BidiError(f"{method}: {error}") from error
        finally:
            self._waiting.pop(number, None)
        if answer.get("type") == "error":
            raise BidiError(f"{method}: {answer.get('error')}: {answer.get('message')}")
        result = answer.get("result")
        return result if isinstance(result, Mapping) else {}

    async def evaluate(self, context: str, function: str, *arguments: object) -> object:
        """What a function of JavaScript comes to in a page or frame. Raises BidiError, TimeoutError."""
        answer = await self.send(
            "script.callFunction", functionDeclaration=function, target={"context": context},
            arguments=[_packed(each) for each in arguments], awaitPromise=True,
        )  # fmt: skip
        if answer.get("type") != "success":
            raise BidiError(f"script: {answer.get('exceptionDetails')}"[:300])
        return _unpacked(answer.get("result"))

    async def listen(self) -> None:
        """Hear what the browser says until it is gone."""
        try:
            async for message in self._socket:
                if message.type is not aiohttp.WSMsgType.TEXT:
                    continue
                said = message.json()
                waiting = self._waiting.get(said.get("id"))
                if waiting is not None and not waiting.done():
                    waiting.set_result(said)
                elif said.get("type") == "event":
                    self._heard(said["method"], said["params"])
        finally:
            self.is_gone = True
            for waiting in self._waiting.values():
                if not waiting.done():
                    waiting.set_exception(BidiError("the browser is gone"))


@asynccontextmanager
async def connect(url: str, heard: Heard) -> AsyncIterator[Bidi]:
    """A connection to the browser at an address. Raises BidiError where there is none."""
    async with aiohttp.ClientSession(trust_env=False) as client:
        try:
            socket = await client.ws_connect(url, max_msg_size=_LARGEST)
        except aiohttp.ClientError as error:
            raise BidiError(str(error)) from error
        bidi = Bidi(socket, heard)
        listening = asyncio.create_task(bidi.listen())
        try:
            yield bidi
        finally:
            listening.cancel()
            with contextlib.suppress(asyncio.CancelledError, aiohttp.ClientError, OSError, ValueError):
                await listening
            await socket.close()


def _packed(value: object) -> dict[str, object]:
    """A value as the protocol takes it: texts, numbers, truths and rows of them."""
    if isinstance(value, bool):
        return {"type": "boolean", "value": value}
    if isinstance(value, int | float):
        return {"type": "number", "value": value}
    if isinstance(value, str):
        return {"type": "string", "value": value}
    if isinstance(value, Sequence):
        return {"type": "array", "value": [_packed(each) for each in value]}
    return {"type": "null"}


def _unpacked(remote: object) -> object:
    """A value as the protocol gives it; None for what is none of ours, such as an element."""
    if not isinstance(remote, Mapping):
        return None
    kind, value = remote.get("type"), remote.get("value")
    if kind in ("string", "boolean") or (kind == "number" and isinstance(value, int | float)):
        return value
    if kind == "array" and isinstance(value, list):
        return [_unpacked(each) for each in value]
    if kind == "object" and isinstance(value, list):
        return {str(name): _unpacked(each) for name, each in value}
    return None
