"""Brings the bytes of one page for `inspect`: from a file, or by a few requests."""

import asyncio
import gzip
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from crawler.net.answer import Answer, Fault, Limits
from crawler.net.client import Client
from crawler.net.names import Names
from xunjian import __version__
from xunjian.app.saved_site import SavedSite
from xunjian.errors import CollectError, UsageError
from xunjian.html.urls import canonical, resolve

_MOST_BYTES = 20 * 1024 * 1024
_MOST_REDIRECTS = 10
_HEADERS = {
    "User-Agent": f"Mozilla/5.0 (compatible; Xunjian/{__version__})",
    "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9",
    "Accept-Encoding": "identity",
}
_FAULTS = {
    "dns": "域名无法解析",
    "refused": "对方拒绝连接",
    "reset": "连接被中断",
    "timeout": "15 秒内没有应答",
    "tls": "无法建立加密连接",
    "protocol": "应答不符合 HTTP 协议",
}
UNKNOWN_BASE = "http://page.invalid/"
"""Stands for the address of a file whose address is not known."""


@dataclass(slots=True)
class PageSource:
    """A page's bytes with its address, and its same-site scripts and frames."""

    url: str
    """The address after redirects; of a file `--base-url`, else UNKNOWN_BASE with the file's name."""
    body: bytes
    content_type: str = ""
    parts: "SameSite | SavedSite | None" = None

    def resource(self, url: str) -> bytes | None:
        """The bytes of a same-site script or frame; None where they are not to be had."""
        return self.parts.get(url) if self.parts is not None else None


def open_page(target: str, base_url: str | None, *, allow_private: bool) -> PageSource:
    """A page from a file, or from an address that begins with http:// or https://.

    Raises UsageError for what cannot be read or may not be fetched, CollectError where no answer comes.
    """
    base = None
    if base_url is not None:
        base = canonical(base_url)
        if base is None:
            raise UsageError(f"--base-url 的值“{base_url}”不是网址。", "应以 http:// 或 https:// 开头。")
    if target.lower().startswith(("http://", "https://")):
        url = resolve(target, target)
        if url is None:
            raise UsageError(f"网址“{target}”不正确。", "网址形如 https://www.example.gov.cn/。")
        return _fetched(url, base, allow_private)
    return _from_file(target, base)


def _from_file(target: str, base: str | None) -> PageSource:
    path = Path(target)
    try:
        if path.is_dir():
            raise UsageError(f"“{target}”是文件夹，不是网页文件。")
        if path.stat().st_size > _MOST_BYTES:
            raise UsageError(f"文件“{target}”超过 20 MB，不按网页读取。")
        body = path.read_bytes()
    except FileNotFoundError:
        raise UsageError(f"没有找到文件“{target}”。", "要读取网址，请以 http:// 或 https:// 开头。") from None
    except (OSError, ValueError) as fault:
        raise UsageError(f"无法读取文件“{target}”：{_reason(fault)}。") from fault
    url = base or resolve(UNKNOWN_BASE, path.name) or UNKNOWN_BASE
    return PageSource(url, body, parts=SavedSite(path, url))


def _reason(fault: Exception) -> str:
    if isinstance(fault, PermissionError):
        return "没有读取权限"
    return fault.strerror or str(fault) if isinstance(fault, OSError) else str(fault)


def _fetched(url: str, base: str | None, allow_private: bool) -> PageSource:
    parts = SameSite(url, allow_private)
    try:
        answer = parts.fetch(url)
    except Fault as fault:
        if fault.code == "private_address":
            raise UsageError(
                f"“{urlsplit(url).hostname}”是本机或内网地址，默认不访问。",
                "确需读取的，加 --allow-private。",
            ) from fault
        raise CollectError(
            f"无法打开 {url}：{_FAULTS.get(fault.code, fault.detail or fault.code)}。"
        ) from fault
    if answer.status >= 400:
        raise CollectError(f"无法打开 {url}：返回 {answer.status}。")
    media = answer.content_type.partition(";")[0].strip().lower()
    if media.startswith(("image/", "audio/", "video/")) or media in {"application/pdf", "application/zip"}:
        raise CollectError(f"{url} 返回的不是网页（类型 {media}）。")
    return PageSource(base or answer.url, answer.body, answer.content_type, parts)


@dataclass(slots=True)
class SameSite:
    """Fetches pages of one host, each address once, a handful at most."""

    home: str
    allow_private: bool
    most: int = 20
    _kept: dict[str, bytes | None] = field(default_factory=dict)

    def get(self, url: str) -> bytes | None:
        """The bytes at a same-host address; b"" where it says there is none, None where unknown."""
        if urlsplit(url).hostname != urlsplit(self.home).hostname:
            return None
        if url not in self._kept:
            if len(self._kept) >= self.most:
                return None
            self._kept[url] = self._try(url)
        return self._kept[url]

    def _try(self, url: str) -> bytes | None:
        try:
            answer = self.fetch(url)
        except Fault:
            return None
        if answer.status in {404, 410}:
            return b""
        return answer.body if answer.status == 200 else None

    def fetch(self, url: str) -> Answer:
        """The answer after redirects. Raises Fault."""
        return asyncio.run(self._fetch(url))

    async def _fetch(self, url: str) -> Answer:
        client = Client(Names({}, allow_private=self.allow_private))
        limits = Limits(other_bytes=2 * 1024 * 1024)
        try:
            for _ in range(_MOST_REDIRECTS + 1):
                answer = await client.request("GET", url, _HEADERS, limits)
                target = (
                    resolve(url, answer.header("location"))
                    if answer.status in {301, 302, 303, 307, 308}
                    else None
                )
                if target is None:
                    return answer
                url = target
            raise Fault("redirects", "重定向超过 10 次")
        finally:
            await client.close()


def unpack(body: bytes) -> bytes:
    """A saved page that is still gzip-compressed, unpacked; anything else as it is."""
    if body[:2] != b"\x1f\x8b":
        return body
    try:
        return gzip.decompress(body)
    except (OSError, EOFError):
        return body
