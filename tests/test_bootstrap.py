"""The set-up of `make demo` and `make test`: what it decides, and that its locks fit the project."""

import re
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements.lock", "requirements-test.lock")
HOSTS = {"pypi.org", "files.pythonhosted.org"}


@pytest.fixture
def tools(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "tools"))


@pytest.fixture
def bootstrap(tools: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script, its environment and log in a folder of the test."""
    import bootstrap as module  # type: ignore[import-not-found]

    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "LOG", tmp_path / "log")
    loaded: ModuleType = module
    return loaded


def ready(bootstrap: ModuleType, goal: str) -> None:
    """Lays a finished installation out."""
    (bootstrap.VENV / "bin").mkdir(parents=True, exist_ok=True)
    (bootstrap.VENV / "bin" / "python").symlink_to(sys.executable)
    (bootstrap.VENV / f".ready-{goal}").write_text(bootstrap.stamp_text(goal))


def test_nothing_is_ready_in_a_clean_clone(bootstrap: ModuleType) -> None:
    assert not bootstrap.is_ready("demo")
    assert not bootstrap.is_ready("test")


def test_a_second_run_has_nothing_to_do(bootstrap: ModuleType) -> None:
    ready(bootstrap, "demo")
    assert bootstrap.is_ready("demo")
    assert not bootstrap.is_ready("test")


def test_an_installation_for_the_tests_serves_the_demonstration(bootstrap: ModuleType) -> None:
    ready(bootstrap, "test")
    assert bootstrap.is_ready("demo")


def test_a_changed_lock_is_installed_again(bootstrap: ModuleType) -> None:
    ready(bootstrap, "test")
    stamp = bootstrap.VENV / ".ready-test"
    stamp.write_text("0" + stamp.read_text()[1:] if stamp.read_text()[0] != "0" else "1")
    assert not bootstrap.is_ready("test")


def test_an_old_python_gets_a_sentence(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap, "OLDEST", (99, 0))
    monkeypatch.setenv("PATH", "")
    with pytest.raises(SystemExit) as end:
        bootstrap.make_venv()
    assert end.value.code == 2
    assert "需要 Python" in capsys.readouterr().err


def test_the_first_start_finds_everything_compiled(
    bootstrap: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready(bootstrap, "demo")
    (tmp_path / "xunjian").mkdir()
    (tmp_path / "xunjian" / "one.py").touch()
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "PACKAGES", ["xunjian"])
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    bootstrap.compile_project()
    assert list((tmp_path / "xunjian" / "__pycache__").glob("one.*.pyc"))


def test_uv_compiles_as_pip_does(
    bootstrap: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready(bootstrap, "demo")
    (tmp_path / "uv").write_text("#!/bin/sh\n")
    (tmp_path / "uv").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    command = bootstrap.uv_install({})
    assert command[0] == str(tmp_path / "uv")
    assert "--compile-bytecode" in command


def test_no_wrong_use_installs_anything(bootstrap: ModuleType) -> None:
    with pytest.raises(SystemExit) as end:
        bootstrap.main(["everything"])
    assert end.value.code == 2
    assert not bootstrap.VENV.exists()


def test_uv_is_told_what_pip_is_configured_for(tools: None) -> None:
    import mirrors  # type: ignore[import-not-found]

    listing = """:env:.index-url='https://near.test/simple'
global.cert='/etc/ca.crt'
global.extra-index-url='https://a.test/simple\\nhttps://b.test/simple'
global.index-url='https://far.test/simple'
install.find-links='/wheels /more'
list.format='columns'
"""
    assert mirrors.translate(mirrors.parse(listing)) == {
        "UV_DEFAULT_INDEX": "https://near.test/simple",
        "UV_INDEX": "https://a.test/simple https://b.test/simple",
        "UV_INDEX_STRATEGY": "unsafe-best-match",
        "SSL_CERT_FILE": "/etc/ca.crt",
        "UV_FIND_LINKS": "/wheels,/more",
    }


def test_what_the_user_told_uv_stays(tools: None) -> None:
    import mirrors

    found = mirrors.uv_settings(
        sys.executable,
        {
            "PIP_INDEX_URL": "https://pip.test/simple",
            "UV_DEFAULT_INDEX": "https://uv.test",
            "PIP_CONFIG_FILE": "/dev/null",
        },
    )
    assert "UV_DEFAULT_INDEX" not in found


def test_what_is_missing_is_said_with_its_cost(tools: None, monkeypatch: pytest.MonkeyPatch) -> None:
    import system  # type: ignore[import-not-found]

    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("XUNJIAN_BROWSER", raising=False)
    said: list[str] = []
    system.provide(said.append, lambda *command, **options: pytest.fail("nothing may be run without apt-get"))
    assert [line.split("（")[0] for line in said] == ["缺少 chromium", "缺少 fonts-noto-cjk"]


@pytest.mark.parametrize("name", LOCKS)
def test_the_lists_hold_the_versions_of_the_lock(name: str) -> None:
    locked = {(package["name"], package["version"]) for package in read("uv.lock")["package"]}
    listed = re.findall(r"^([a-z0-9][\w.-]*)==([^ ;\\]+)", (ROOT / name).read_text(), flags=re.MULTILINE)
    assert len(listed) > 50
    assert not [pair for pair in listed if pair not in locked], "run `make lock`"


def test_the_lists_hold_every_dependency() -> None:
    project = read("pyproject.toml")
    runtime = project["project"]["dependencies"] + project["project"]["optional-dependencies"]["browser"]
    for name, wanted in zip(LOCKS, (runtime, project["dependency-groups"]["dev"]), strict=True):
        text = (ROOT / name).read_text()
        for requirement in map(Requirement, wanted):
            if requirement.name != "xunjian":
                versions = re.findall(
                    rf"^{canonicalize_name(requirement.name)}==([^ ;\\]+)", text, re.MULTILINE
                )
                assert versions, f"{requirement.name} lacks in {name}: run `make lock`"
                assert any(requirement.specifier.contains(version) for version in versions)


@pytest.mark.parametrize("name", ["uv.lock", *LOCKS])
def test_no_private_index_is_named(name: str) -> None:
    assert set(re.findall(r"https?://([^/\"\s]+)", (ROOT / name).read_text())) <= HOSTS


def read(name: str) -> dict[str, object]:
    with (ROOT / name).open("rb") as file:
        return tomllib.load(file)
