"""Status codes that do not mean what they say, or only for some visitors (T30, T31, T41, T42)."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from xunjian.testing.hostile import Asked, Expected, Play, Trap, Wire, answering, page

_PNG = b"\x89PNG\r\n\x1a\n" + bytes(300)


def _head_differs(status: str) -> Play:
    """HEAD is answered with this status, GET with the picture."""

    async def play(asked: Asked, wire: Wire) -> None:
        await wire.reply(
            asked, _PNG, status if asked.method == "HEAD" else "200 OK", Content_Type="image/png"
        )

    return play


async def _head_hangs_up(asked: Asked, wire: Wire) -> None:
    if asked.method == "HEAD":
        wire.reset()
    else:
        await wire.reply(asked, _PNG, Content_Type="image/png")


async def _head_has_another_type(asked: Asked, wire: Wire) -> None:
    if asked.method == "HEAD":
        await wire.reply(asked, b"x" * 7, Content_Type="text/html")
    else:
        await wire.reply(asked, _PNG, Content_Type="image/png")


class _Heals:
    """Answers with a fault so many times, then with the page."""

    def __init__(self, times: int, status: str, words: str, **headers: str) -> None:
        self.times, self.status, self.words, self.headers = times, status, words, headers

    async def __call__(self, asked: Asked, wire: Wire) -> None:
        if asked.count <= self.times:
            await wire.reply(asked, "忙", self.status, **self.headers)
        else:
            await wire.reply(asked, page(text=self.words))


class _Waits:
    """Busy until the time that its Retry-After named; the time begins with the first request."""

    def __init__(self, status: str, seconds: int, *, as_date: bool = False, words: str) -> None:
        self.status, self.seconds, self.as_date, self.words = status, seconds, as_date, words
        self.due = 0.0

    async def __call__(self, asked: Asked, wire: Wire) -> None:
        if not self.due:
            self.due = asked.at + self.seconds - 0.2
        if asked.at >= self.due:
            await wire.reply(asked, page(text=self.words))
            return
        after = str(self.seconds)
        if self.as_date:  # whole seconds: a second more than asked for
            after = format_datetime(datetime.now(UTC) + timedelta(seconds=self.seconds + 1), usegmt=True)
        await wire.reply(asked, "忙", self.status, Retry_After=after)


async def _wants_referer(asked: Asked, wire: Wire) -> None:
    if asked.headers.get("referer", "").endswith("/"):
        await wire.reply(asked, page(text="从首页来的可以看"))
    else:
        await wire.reply(asked, "盗链", "403 Forbidden")


def _named_in(word: str, words: str) -> Trap:
    """A page stored under its name in GBK and linked in UTF-8, as servers of old do."""
    path = "/" + "".join(f"%{byte:02X}" for byte in word.encode("utf-8")) + ".html"
    stored = "/" + "".join(f"%{byte:02X}" for byte in word.encode("gbk")) + ".html"

    async def play(asked: Asked, wire: Wire) -> None:
        if asked.target == stored:
            await wire.reply(asked, page(text=words))
        else:
            await wire.reply(asked, "没有", "404 Not Found")

    return Trap("gbk-name", path, play, Expected(most=2, holds=words), owns=(stored,))


def _failing(name: str, status: str, most: int) -> Trap:
    code = f"http_{status[:3]}"
    return Trap(name, f"/{name}.html", answering("错", status), Expected("failed", code, most=most))


_SOFT = page(text="您访问的页面不存在或已删除", title="出错了")

STATUS: tuple[Trap, ...] = (
    *(Trap(f"head-{status[:3]}", f"/head-{status[:3]}.png", _head_differs(status),
           Expected(most=2, role="target"))
      for status in ("405 Method Not Allowed", "501 Not Implemented", "404 Not Found", "403 Forbidden",
                     "500 Internal Server Error")),
    Trap("head-resets", "/head-resets.png", _head_hangs_up, Expected(most=3, role="target")),
    Trap("head-is-other", "/head-is-other.png", _head_has_another_type, Expected(most=2, role="target")),
    _failing("always-500", "500 Internal Server Error", 3),
    _failing("gone", "410 Gone", 2),
    _failing("missing", "404 Not Found", 2),
    Trap("missing-for-a-moment", "/moment.html", _Heals(1, "404 Not Found", "重新生成好了"),
         Expected(most=2, holds="重新生成好了")),
    Trap("304-unasked", "/304.html", answering(b"", "304 Not Modified", Content_Length=None),
         Expected("unknown", "protocol", most=3)),
    _failing("odd-status", "499 Client Closed", 3),
    Trap("status-of-nobody", "/status-999.html", answering("拒绝", "999 Request denied"),
         Expected("failed", "http_999", most=3)),
    Trap("wants-referer", "/referer.html", _wants_referer, Expected(holds="从首页来的可以看")),
    _named_in("公示", "按 GBK 存放的"),
    Trap("soft-404", "/soft.html", answering(_SOFT), Expected(holds="不存在")),
    Trap("no-content", "/204.html", answering(b"", "204 No Content", Content_Length=None), Expected()),
)  # fmt: skip

BUSY: tuple[Trap, ...] = (
    Trap("heals-after-503", "/heals-503.html", _Heals(1, "503 Service Unavailable", "一次就好"),
         Expected(most=2, holds="一次就好")),
    Trap("heals-at-the-end", "/heals-500.html", _Heals(2, "500 Internal Server Error", "末了才好"),
         Expected(most=3, holds="末了才好")),
    Trap("retry-after-seconds", "/wait-429.html", _Waits("429 Too Many Requests", 2, words="等够了秒数"),
         Expected(most=2, holds="等够了秒数")),
    Trap("retry-after-date", "/wait-date.html",
         _Waits("503 Service Unavailable", 2, as_date=True, words="等到了时刻"),
         Expected(most=2, holds="等到了时刻")),
    Trap("retry-after-again", "/wait-thrice.html",
         _Heals(3, "503 Service Unavailable", "第三次等过才好", Retry_After="0"),
         Expected(most=4, holds="第三次等过才好")),
    Trap("retry-after-for-ever", "/wait-ever.html",
         answering("忙", "503 Service Unavailable", Retry_After="0"),
         Expected("unknown", "http_503", most=5)),
    Trap("retry-after-absurd", "/wait-long.html",
         answering("忙", "503 Service Unavailable", Retry_After="86400"),
         Expected("unknown", "http_503", most=1)),
    Trap("retry-after-nonsense", "/wait-what.html",
         answering("忙", "503 Service Unavailable", Retry_After="soon"),
         Expected("failed", "http_503", most=3)),
)  # fmt: skip
"""Of a site of its own: one that says that it is busy is asked slowly from then on."""
