"""Where shipped data lies, and where the user's own data goes."""

import os
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def config_dir() -> Path:
    """The shipped data: `xunjian/_config` in a wheel, `./config` in a checkout."""
    shipped = _PACKAGE / "_config"
    return shipped if shipped.is_dir() else _PACKAGE.parent / "config"


def data_dir() -> Path:
    """The user's data folder (`XUNJIAN_HOME`, else the XDG data folder); not created here."""
    home = os.environ.get("XUNJIAN_HOME")
    if home:
        return Path(home).expanduser()
    base = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    return Path(base).expanduser() / "xunjian"
