"""The documents say what is there: verbs, options, links, commands, generated pages."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from xunjian.app.packs import open_pack

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
BLOCK = re.compile(r"```(?:sh|bash)?\n(.*?)```", re.DOTALL)
INLINE = re.compile(r"`((?:xunjian|make) [^`]+)`")


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.fixture
def writer(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script that writes the generated pages."""
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    import write_docs  # type: ignore[import-not-found]

    module: ModuleType = write_docs
    return module


def test_the_command_reference_is_fresh(writer: ModuleType) -> None:
    assert (ROOT / "docs" / "cli.md").read_text("utf-8") == writer.reference(), "run `make docs`"


def test_every_verb_and_option_says_what_it_does(writer: ModuleType) -> None:
    silent = []
    for name, command in writer.commands():
        if not (getattr(command, "help", "") or "").strip():
            silent.append(name)
        for param in writer.parameters(command):
            if not (getattr(param, "help", "") or "").strip():
                silent.append(f"{name} {writer.shown(param)}")
    assert not silent


def test_every_verb_of_the_contract_is_there(writer: ModuleType) -> None:
    names = {name.removeprefix("xunjian ") for name, _ in writer.commands()}
    assert names >= {
        *(
            "demo",
            "audit",
            "sweep",
            "score",
            "inspect",
            "export",
            "accuracy",
            "schedule",
            "doctor",
            "db upgrade",
        ),
        *("pack list", "pack show", "pack lint", "pack coverage"),
        *("unit list", "unit show", "unit import", "unit lint"),
    }


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_inside_the_repository_lead_somewhere(page: Path) -> None:
    targets = [target for target in LINK.findall(page.read_text("utf-8")) if "://" not in target]
    files = [target.split("#")[0] for target in targets if not target.startswith(("#", "mailto:"))]
    assert not [file for file in files if not (page.parent / file).exists()]


def commands_of(page: Path) -> Iterator[list[str]]:
    """Calls of `xunjian` and `make` in code blocks and in running text."""
    text = page.read_text("utf-8")
    lines = [line for block in BLOCK.findall(text) for line in block.splitlines()]
    for line in lines + INLINE.findall(text):
        words = shlex.split(line, comments=True)
        if words and words[0].split("/")[-1] in ("xunjian", "make"):
            yield [words[0].split("/")[-1], *words[1:]]


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_commands_in_the_documents_exist(page: Path, writer: ModuleType) -> None:
    known = dict(writer.commands())
    goals = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for words in commands_of(page):
        if words[0] == "make":
            assert set(words[1:]) <= goals, words
            continue
        verb = next((" ".join(words[:n]) for n in (3, 2) if " ".join(words[:n]) in known), None)
        groups = {name.rsplit(" ", 1)[0] for name in known}
        if verb is None:
            assert " ".join(words[:2]) in groups or words[1].startswith("--"), words
            continue
        options = {option for param in writer.parameters(known[verb]) for option in param.opts} | {"--help"}
        used = {word.split("=")[0] for word in words if re.match(r"--[a-z]", word)}
        assert used <= options, words


def test_the_readme_opens_with_the_two_commands() -> None:
    block = BLOCK.search((ROOT / "README.md").read_text("utf-8"))
    assert block is not None
    assert [line.split("#")[0].strip() for line in block[1].splitlines()] == ["make demo", "make test"]


def test_no_path_of_a_machine_and_no_placeholder_stands_in_the_documents() -> None:
    for page in PAGES:
        assert not re.search(r"/root/|/home/\w|/work/|TODO|FIXME", page.read_text("utf-8")), name_of(page)


def test_the_pack_of_the_guide_is_a_good_pack(tmp_path: Path) -> None:
    block = re.search(r"```yaml\n(.*?)```", (ROOT / "docs" / "write-a-pack.md").read_text("utf-8"), re.DOTALL)
    assert block is not None
    file = tmp_path / "my-office-2026.yaml"
    file.write_text(block[1], "utf-8")
    assert open_pack(str(file)).pack.maximum == 10
