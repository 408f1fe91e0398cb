"""Redirects that lead in circles, nowhere, or only on with a cookie (T22, T50)."""

from xunjian.testing.hostile import Asked, Expected, Play, Trap, Wire, page


def _to(location: str | bytes, status: str = "302 Found", **headers: str) -> Play:
    async def play(asked: Asked, wire: Wire) -> None:
        await wire.reply(asked, b"", status, Location=location, **headers)

    return play


async def _long_chain(asked: Asked, wire: Wire) -> None:
    number = int(asked.path.rpartition("/")[2])
    if number >= 12:
        await wire.reply(asked, page(text="到了"))
    else:
        await wire.reply(asked, b"", "302 Found", Location=f"/chain/{number + 1}")


async def _sound_chain(asked: Asked, wire: Wire) -> None:
    number = int(asked.path.rpartition("/")[2])
    if number >= 5:
        await wire.reply(asked, page(text="到了"))
    else:
        await wire.reply(asked, b"", "302 Found", Location=f"/steps/{number + 1}")


async def _cookie_at_the_door(asked: Asked, wire: Wire) -> None:
    if "pass=1" in asked.headers.get("cookie", ""):
        await wire.reply(asked, page(text="凭 Cookie 进来了"))
    else:
        await wire.reply(asked, b"", "302 Found", Location=asked.target, Set_Cookie="pass=1; path=/")


async def _cookie_never_enough(asked: Asked, wire: Wire) -> None:
    await wire.reply(asked, b"", "302 Found", Location=asked.target, Set_Cookie=f"n={asked.count}; path=/")


async def _cookie_by_a_detour(asked: Asked, wire: Wire) -> None:
    """Sends to a desk that gives the cookie and sends back."""
    if "seal=1" in asked.headers.get("cookie", ""):
        await wire.reply(asked, page(text="绕道领了 Cookie"))
    elif asked.path == "/detour/desk":
        back = "/detour/page.html"
        await wire.reply(asked, b"", "302 Found", Location=back, Set_Cookie="seal=1; path=/")
    else:
        await wire.reply(asked, b"", "302 Found", Location="/detour/desk")


async def _to_gbk(asked: Asked, wire: Wire) -> None:
    if asked.path == "/gbk-location":
        await wire.reply(asked, b"", "302 Found", Location="/公告/通知.html".encode("gbk"))
    else:
        await wire.reply(asked, page(text="按原字节找到了"))


_GBK_TARGET = "/%B9%AB%B8%E6/%CD%A8%D6%AA.html"

REDIRECTS: tuple[Trap, ...] = (
    Trap("loop-to-itself", "/self-loop", _to("/self-loop"), Expected("ok", "redirect", most=1)),
    Trap("loop-of-two", "/loop-a", _to("/loop-b"), Expected("ok", "redirect", most=1)),
    Trap("loop-of-two-second", "/loop-b", _to("/loop-a"), Expected("ok", "redirect", most=1)),
    Trap("chain-too-long", "/chain/0", _long_chain, Expected("ok", "redirect", most=12), owns=("/chain/",)),
    Trap("chain-of-five", "/steps/0", _sound_chain, Expected("ok", "redirect", most=6), owns=("/steps/",)),
    Trap("cookie-at-the-door", "/cookie.html", _cookie_at_the_door,
         Expected(most=2, holds="凭 Cookie 进来了")),
    Trap("cookie-never-enough", "/cookies.html", _cookie_never_enough, Expected("ok", "redirect", most=3)),
    Trap("cookie-by-a-detour", "/detour/page.html", _cookie_by_a_detour,
         Expected(most=3, holds="绕道领了 Cookie"), owns=("/detour/",)),
    Trap("location-in-gbk", "/gbk-location", _to_gbk, Expected("ok", "redirect", most=1)),
    Trap("location-in-gbk-target", _GBK_TARGET, _to_gbk,
         Expected(most=1, holds="按原字节找到了"), linked=False),
    Trap("location-empty", "/no-location", _to(""), Expected("failed", "bad_redirect", most=3)),
    Trap("location-absurd", "/absurd", _to("http://[::gov/"), Expected("failed", "bad_redirect", most=3)),
    Trap("location-to-a-script", "/to-script", _to("javascript:void(0)"),
         Expected("failed", "bad_redirect", most=3)),
    Trap("location-with-body", "/both", _to("/steps/5", Refresh="0"), Expected("ok", "redirect", most=1)),
)  # fmt: skip
