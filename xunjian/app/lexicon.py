"""The shipped word lists."""

from functools import cache

from xunjian.errors import ConfigError
from xunjian.facts.lexicon import Lexicon
from xunjian.paths import config_dir


@cache
def load_lexicon() -> Lexicon:
    """Reads config/lexicon/*.yaml and config/calendar/*.yaml. Raises ConfigError where a file is missing or
    wrong."""
    folder = config_dir() / "lexicon"
    paths = [*sorted(folder.glob("*.yaml")), *sorted((config_dir() / "calendar").glob("*.yaml"))]
    try:
        texts = {path.name: path.read_text(encoding="utf-8") for path in paths}
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"词表目录 {folder} 读不出来。", "请重新安装，或恢复该目录。") from error
    return Lexicon.parse(texts)
