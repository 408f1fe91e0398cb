"""Whether the installed files are the ones that were installed.

The package brings general top-level names (`crawler`, `checks`, `storage`); another distribution with the
same names overwrites them without a word from pip.
"""

import base64
import hashlib
from importlib import metadata
from pathlib import Path


def changed_files(distribution: str = "xunjian") -> list[str]:
    """Installed files whose bytes differ from what was installed; none in a checkout or where unknown."""
    try:
        files = metadata.files(distribution) or []
    except metadata.PackageNotFoundError:
        return []
    changed = []
    for file in files:
        if file.hash is None or file.suffix == ".pyc":
            continue
        path = Path(file.locate())
        try:
            content = path.read_bytes()
        except OSError:
            changed.append(str(file))
            continue
        digest = base64.urlsafe_b64encode(hashlib.new(file.hash.mode, content).digest()).rstrip(b"=")
        if digest.decode() != file.hash.value:
            changed.append(str(file))
    return changed
