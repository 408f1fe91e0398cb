"""axe-core lies in the repository as it was published, and speaks Chinese."""

import hashlib
import re

from crawler.probes.axe import chinese_words
from xunjian.paths import config_dir

FOLDER = config_dir() / "axe"


def test_the_files_are_those_of_the_package() -> None:
    told = re.findall(
        r"^\| `([^`]+)`.*\| `([0-9a-f]{64})` \|$", (FOLDER / "README.md").read_text("utf-8"), re.M
    )
    assert {name for name, _ in told} | {"README.md"} == {path.name for path in FOLDER.iterdir()}
    for name, digest in told:
        assert hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() == digest, name


def test_every_rule_has_chinese_words() -> None:
    source = (FOLDER / "axe.min.js").read_text("utf-8")
    rules = set(re.findall(r'\{id:"([a-z0-9-]+)",impact:"', source))
    words = chinese_words()["rules"]
    assert isinstance(words, dict)
    assert len(rules) > 90
    assert rules <= words.keys()
    assert all(re.search(r"[一-鿿]", words[rule]["help"]) for rule in rules)
