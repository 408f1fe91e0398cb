"""Whether a PNG shows one colour and nothing else, told without unpacking its pixels."""

import struct
import zlib

_HEAD = b"\x89PNG\r\n\x1a\n"
_CHANNELS = {0: 1, 2: 3, 4: 2, 6: 4}


def is_plain(png: bytes) -> bool:
    """True where every pixel is the same. False for what is no PNG of eight bits a channel.

    What a filtered line of one colour looks like is known beforehand (PNG specification, 9.2): so a line is
    compared, not computed.
    """
    if not png.startswith(_HEAD):
        return False
    width, height, depth, colour, *_, interlace = struct.unpack(">IIBBBBB", png[16:29])
    channels = _CHANNELS.get(colour)
    if depth != 8 or interlace or channels is None:
        return False
    try:
        lines = zlib.decompress(b"".join(_data(png)))
    except zlib.error:
        return False
    step = 1 + width * channels
    if len(lines) != step * height:
        return False
    pixel = lines[1 : 1 + channels]
    first, others = _expected(pixel, width, is_first=True), _expected(pixel, width, is_first=False)
    return all(
        lines[at + 1 : at + step] == (others if at else first).get(lines[at])
        for at in range(0, len(lines), step)
    )


def _data(png: bytes) -> list[bytes]:
    parts, at = [], 8
    while at + 8 <= len(png):
        size, kind = struct.unpack(">I4s", png[at : at + 8])
        if kind == b"IDAT":
            parts.append(png[at + 8 : at + 8 + size])
        at += 12 + size
    return parts


def _expected(pixel: bytes, width: int, *, is_first: bool) -> dict[int, bytes]:
    """A line of this colour under each filter; `is_first`: there is nothing above it."""
    zeros = bytes(len(pixel))
    half = bytes(value - value // 2 for value in pixel)
    rest = width - 1
    if is_first:
        sub = pixel + zeros * rest
        return {0: pixel * width, 1: sub, 2: pixel * width, 3: pixel + half * rest, 4: sub}
    return {
        0: pixel * width,
        1: pixel + zeros * rest,
        2: zeros * width,
        3: half + zeros * rest,
        4: zeros * width,
    }
