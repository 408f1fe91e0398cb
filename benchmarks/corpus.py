"""A site that nobody here wrote: the HTML manual of a Debian package, copied to a folder of its own."""

import os
import random
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

PACKAGES = ("python3.11-doc", "python3.12-doc", "python3.13-doc", "python3.10-doc")
FEWEST_PAGES = 500


def cache_dir() -> Path:
    """Where peers and unpacked packages stay between runs; readable by all, as LinkChecker wants."""
    folder = Path(tempfile.gettempdir()) / f"xunjian-benchmarks-{os.getuid()}"
    folder.mkdir(mode=0o755, exist_ok=True)
    return folder


def find_manual() -> Path:
    """The folder of an installed manual, else of one unpacked from the package. Exits where there is none."""
    unpacked = cache_dir() / "manual"
    for root in (Path("/"), unpacked):
        for folder in sorted(root.glob("usr/share/doc/python3*/html")):
            if len(list(folder.rglob("*.html"))) >= FEWEST_PAGES:
                return folder
    for package in PACKAGES:
        archive = fetch_package(package)
        if archive is not None:
            subprocess.run(["dpkg-deb", "-x", archive, unpacked], check=True)
            return find_manual()
    raise SystemExit("找不到 HTML 手册：请先 apt install python3-doc，再运行一次。")


def fetch_package(package: str) -> Path | None:
    """The archive of a Debian package, fetched once; None where the package sources have none."""
    fetched = cache_dir() / "debs"
    fetched.mkdir(exist_ok=True)
    if not any(fetched.glob(f"{package}_*.deb")):
        subprocess.run(["apt-get", "download", "-qq", package], cwd=fetched, capture_output=True)
    return next(fetched.glob(f"{package}_*.deb"), None)


def unpack_package(package: str) -> Path | None:
    """The unpacked files of a Debian package, unpacked once; None where the package sources have none."""
    unpacked = cache_dir() / "packages" / package
    if not unpacked.is_dir():
        archive = fetch_package(package)
        if archive is None:
            return None
        unpacked.mkdir(parents=True)
        subprocess.run(["dpkg-deb", "-x", archive, unpacked], check=True)
    return unpacked


def copy_site(source: Path, target: Path) -> None:
    """Copies the files, links followed, links that lead nowhere left out."""
    shutil.copytree(source, target, ignore_dangling_symlinks=True)


def keep_to_itself(site: Path) -> None:
    """Takes the links to other sites out of the pages, for comparing programs that treat them differently."""
    for page in site.rglob("*.html"):
        text = page.read_bytes()
        page.write_bytes(re.sub(rb"""\b(?:href|src)=(["'])(?:https?:)?//""", rb"data-outside=\1//", text))


def delete_some(site: Path, count: int, seed: int) -> list[str]:
    """Deletes files at random, the home page excepted; returns their paths."""
    files = sorted(path for path in site.rglob("*") if path.is_file() and path != site / "index.html")
    gone = sorted(random.Random(seed).sample(files, count))
    for path in gone:
        path.unlink()
    return [path.relative_to(site).as_posix() for path in gone]
