"""`xunjian doctor` and the search for a browser, on folders made for the test."""

import json
import os
from pathlib import Path

import pytest
from typer import Typer
from typer.testing import CliRunner

from storage.database import upgrade_database
from xunjian.app import browser, doctor
from xunjian.cli.doctor import doctor as verb
from xunjian.errors import ConfigError


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine whose search path and home are empty folders."""
    for name in (
        browser.ENVIRONMENT,
        browser.SECOND,
        "PLAYWRIGHT_BROWSERS_PATH",
        "XUNJIAN_HOME",
        "XUNJIAN_DATABASE_URL",
    ):
        monkeypatch.delenv(name, raising=False)
    for name in ("bin", "home"):
        (tmp_path / name).mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr(doctor, "RESOLVER_SECONDS", 0.1)
    return tmp_path


def program(path: Path, prints: str = "Chromium 1.2") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\necho '{prints}'\n")
    path.chmod(0o755)
    return path


def parts(database: str | None = None) -> dict[str, doctor.Part]:
    return {part.id: part for part in doctor.examine(database)}


@pytest.mark.parametrize(
    ("contact", "state", "words"),
    [
        ("", "absent", "XUNJIAN_CONTACT"),
        ("https://www.example.gov.cn/", "ready", ""),
        ("谁都行", "broken", "请改正"),
    ],
)
def test_what_the_sites_see_of_us_is_told(
    bare: Path, monkeypatch: pytest.MonkeyPatch, contact: str, state: str, words: str
) -> None:
    monkeypatch.setenv("XUNJIAN_CONTACT", contact)
    part = parts()["identity"]
    assert (part.state, words in part.cost) == (state, True)
    assert state == "broken" or "Xunjian/" in part.detail


def test_no_browser_is_none(bare: Path) -> None:
    assert browser.locate_browser() is None
    assert browser.find_browser() is None
    assert "没有找到" in browser.why_no_browser()


def test_a_browser_of_the_system_is_found(bare: Path) -> None:
    chrome = program(bare / "bin" / "google-chrome")
    assert browser.locate_browser() == str(chrome)


def test_playwrights_newest_browser_comes_first(bare: Path) -> None:
    program(bare / "bin" / "chromium")
    cache = bare / "home" / ".cache" / "ms-playwright"
    program(cache / "chromium-999" / "chrome-linux" / "chrome")
    newest = program(cache / "chromium-1200" / "chrome-linux64" / "chrome")
    assert browser.locate_browser() == str(newest)


def test_a_browser_that_was_asked_for_and_lacks_is_an_error(bare: Path) -> None:
    program(bare / "bin" / "chromium")
    with pytest.raises(ConfigError, match="不存在"):
        browser.find_browser("/nowhere/chrome")


def test_without_the_driver_a_browser_is_of_no_use(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(bare / "bin" / "chromium")
    monkeypatch.setattr(browser, "find_spec", lambda name: None)
    assert browser.locate_browser() is not None
    assert browser.find_browser() is None
    assert "驱动" in browser.why_no_browser()


def test_for_root_a_browser_is_of_no_use_unless_its_sandbox_is_waived(
    bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chrome = str(program(bare / "bin" / "chromium"))
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setenv(browser.SANDBOX, "1")
    assert browser.find_browser() is None
    assert "root" in browser.why_no_browser()
    monkeypatch.setenv(browser.SANDBOX, "0")
    assert browser.find_browser() == chrome
    assert browser.why_no_browser() == ""
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.delenv(browser.SANDBOX)
    assert browser.find_browser() == chrome


def test_a_second_browser_is_a_firefox_unless_none_is_wanted(
    bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert browser.find_second() is None
    plain = program(bare / "bin" / "firefox", "Mozilla Firefox 1.2")
    assert browser.find_second() == str(plain)
    own = program(bare / "own" / "fox")
    assert browser.find_second(str(own)) == str(own)
    assert parts()["second"].detail == f"Mozilla Firefox 1.2（{plain}）"
    monkeypatch.setenv(browser.SECOND, "0")
    assert browser.find_second() is None
    monkeypatch.setenv(browser.SECOND, "no-such-fox")
    with pytest.raises(ConfigError, match="不存在"):
        browser.find_second()
    assert parts()["second"].state is doctor.State.BROKEN


def test_missing_optional_parts_say_their_cost(bare: Path) -> None:
    found = parts()
    for id in ("browser", "second", "fonts"):
        assert found[id].state is doctor.State.ABSENT
        assert found[id].cost
    assert found["packages"].state is doctor.State.READY


def test_the_database_is_looked_at_and_not_made(bare: Path) -> None:
    address = bare / "not-yet.db"
    assert parts(f"sqlite:///{address}")["database"].state is doctor.State.READY
    assert not address.exists()


def test_a_database_of_ours_shows_its_revision(bare: Path) -> None:
    address = f"sqlite:///{bare}/ours.db"
    _, head = upgrade_database(address)
    assert head in parts(address)["database"].detail


@pytest.mark.parametrize("address", ["nonsense", "postgresql://nobody@127.0.0.1:1/none"])
def test_a_database_out_of_reach_is_broken(bare: Path, address: str) -> None:
    assert parts(address)["database"].state is doctor.State.BROKEN


def test_a_file_that_is_no_database_is_broken(bare: Path) -> None:
    (bare / "text.db").write_text("not a database " * 100)
    assert parts(f"sqlite:///{bare}/text.db")["database"].state is doctor.State.BROKEN


def test_the_verb_ends_with_0_though_optional_parts_lack(bare: Path) -> None:
    result = CliRunner().invoke(app(), ["--format", "json"])
    assert result.exit_code == 0
    assert {part["id"] for part in json.loads(result.stdout)} >= {"python", "browser", "database", "resolver"}


def test_the_verb_ends_with_2_where_a_needed_part_is_wrong(bare: Path) -> None:
    result = CliRunner().invoke(app(), ["--database", "nonsense"])
    assert result.exit_code == 2
    assert "✘ 有误" in result.stdout


def test_install_hints_keep_their_brackets(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "can_drive", lambda: False)
    assert "xunjian[browser]" in CliRunner().invoke(app(), []).stdout


def app() -> Typer:
    application = Typer()
    application.command()(verb)
    return application


def test_a_browser_that_opens_no_page_is_of_no_use(bare: Path) -> None:
    program(bare / "bin" / "chromium")  # says its version, whatever it is asked
    part = parts()["browser"]
    assert part.state is doctor.State.ABSENT
    assert "打不开页面" in part.detail
    assert browser.SANDBOX in part.cost


def test_a_browser_that_opens_a_page_is_ready(bare: Path) -> None:
    program(bare / "bin" / "chromium", "Chromium 1.2 <html></html>")
    assert parts()["browser"].state is doctor.State.READY
