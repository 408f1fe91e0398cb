"""What kind of thing an address is, as far as the address tells."""

import re
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from xunjian.model.unit import host_of

ATTACHMENTS = frozenset(
    (
        "pdf",
        "doc",
        "docx",
        "xls",
        "xlsx",
        "ppt",
        "pptx",
        "wps",
        "et",
        "dps",
        "ofd",
        "zip",
        "rar",
        "7z",
        "csv",
        "txt",
        "ceb",
        "rtf",
    )
)
"""The attachment kinds of `links.attachment`, and a few more that offices use."""

_IMAGES = frozenset(("jpg", "jpeg", "jpe", "png", "gif", "bmp", "webp", "ico", "svg", "tif", "tiff"))
_OTHER_FILES = frozenset(
    (
        "mp3",
        "mp4",
        "avi",
        "flv",
        "swf",
        "wmv",
        "wav",
        "wma",
        "mov",
        "mkv",
        "m3u8",
        "rm",
        "rmvb",
        "apk",
        "exe",
        "msi",
        "dmg",
        "iso",
        "gz",
        "tar",
        "bz2",
        "xz",
        "css",
        "js",
        "json",
        "xml",
        "rss",
        "atom",
        "woff",
        "woff2",
        "ttf",
        "eot",
        "map",
        "jar",
        "bin",
        "dat",
        "mpg",
        "mpeg",
        "webm",
        "ogg",
        "m4a",
        "epub",
    )
)
_IDENTITY = ("conac.cn", "beian.gov.cn", "beian.miit.gov.cn", "zfwzgl.www.gov.cn", "zfwzgl.gov.cn")

_READABLE = frozenset(("pdf", "doc", "docx", "wps", "xls", "xlsx", "et", "ofd", "zip"))
_DISCLOSED = re.compile(
    "年报|年報|年度报|年度報|信息公[开開]|[预預决決]算|三公|双随机|雙隨機|抽[查檢检]|清[单單]|目[录錄]|[许許]可|"
    "处罚|處罰|指南|[会會][议議]|征求意[见見]|[徵征]集|解[读讀]|公示|"
    "名[单單册冊]|[发發]放|[补補][贴貼助]|救助|录[用取]|[决決]定[书書]|成[绩績]|明[细細]"
)


def _path_of(url: str) -> str:
    if not url.startswith(("http://", "https://")) or "#" in url:
        return urlsplit(url).path
    place = url.partition("?")[0]
    begin = place.find("/", 8)
    return place[begin:] if begin > 0 else ""


def suffix_of(url: str) -> str:
    """The suffix of the file that an address names, in lower case; empty where it has none."""
    name = _path_of(url).rpartition("/")[2]
    if "." not in name:
        return ""
    return unquote(name).rpartition(".")[2].lower()


def is_attachment(url: str) -> bool:
    return suffix_of(url) in ATTACHMENTS


def is_document(url: str, words: str) -> bool:
    """Whether an address names a file that may hold a disclosure, by the words of its link and its page:
    then all of it is wanted, not only its head."""
    return suffix_of(url) in _READABLE and _DISCLOSED.search(words) is not None


def is_image(url: str) -> bool:
    return suffix_of(url) in _IMAGES


def is_script(url: str) -> bool:
    return suffix_of(url) == "js"


def is_file(url: str) -> bool:
    """Whether the address names a file that is surely no page."""
    suffix = suffix_of(url)
    return suffix in ATTACHMENTS or suffix in _IMAGES or suffix in _OTHER_FILES


def is_identity_service(url: str) -> bool:
    """The central identity services of the contract: recognised, never tried."""
    return _is_identity_host(host_of(url))


@lru_cache(maxsize=1024)
def _is_identity_host(host: str) -> bool:
    name = host.partition(":")[0]
    return any(name == service or name.endswith(f".{service}") for service in _IDENTITY)


def is_mirror(url: str) -> bool:
    """A gateway that only shows the site in traditional characters (T23)."""
    return "/gate/big5/" in url or "/gate/gb/" in url
