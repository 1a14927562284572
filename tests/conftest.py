"""What every test may rely on: the operator's environment is not there, and neither is the network."""

from __future__ import annotations

import gc
import ipaddress
import os
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from pytest_textual_snapshot import SVGImageExtension
from sqlalchemy import Connection, Engine, create_mock_engine

from teamx_tui.store import engine, schema

pytest_plugins = ["tests.features_plugin"]

# syrupy 5 renamed `_file_extension`, which the snapshot plugin still sets: without this, baselines are written as .raw.
SVGImageExtension.file_extension = "svg"

FOREIGN: Final = ("NO_COLOR", "TEXTUAL_THEME", "TEAMX_STORE", "TMUX", "TEAMX_SEALED", "OLLAMA_HOST")
MEMORY: Final = Path("/dev/shm")
ENOUGH_BYTES: Final = 2 * 1024**3
SECRET_PREFIX: Final = ("ANTHROPIC_", "TEAMX_KEY_")


class LeftTheMachineError(ConnectionRefusedError):
    """A test tried to reach something other than this machine."""


def pytest_configure(config: pytest.Config) -> None:
    # For the whole session: the snapshot plugin writes all of os.environ into snapshot_report.html after the last test.
    for name in [name for name in os.environ if name.startswith(SECRET_PREFIX)]:
        del os.environ[name]
    # Dozens of processes are started: without compiled code each would spend two seconds on compiling the same files.
    if (cache := getattr(config, "cache", None)) and os.environ.pop("PYTHONDONTWRITEBYTECODE", None) is not None:
        os.environ["PYTHONPYCACHEPREFIX"] = str(cache.mkdir("bytecode"))
    # Stores wait for the disk at every commit. Nothing here pulls the plug, so they lie in memory where there is room.
    if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ENOUGH_BYTES:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


def pytest_collection_finish() -> None:
    # What is there now stays to the end. Looking through all of it for garbage, again and again, takes a quarter of
    # the time: set it aside, and look seldom.
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(scope="session", autouse=True)
def _compiled_once() -> Iterator[None]:
    """Thousands of small stores are made: their SQL is compiled once for all, which would take most of the time."""
    make, first = engine._engine, engine.create_engine("sqlite://")
    definitions: list[str] = []
    paper = create_mock_engine("sqlite://", lambda sql, *_: definitions.append(str(sql.compile(dialect=first.dialect))))
    schema.METADATA.create_all(paper, checkfirst=False)
    first.connect().close()

    def shared(path: Path, **how: Any) -> Engine:
        made = make(path, **how)
        made.dialect, made._compiled_cache = first.dialect, first._compiled_cache
        return made

    def lay_out(connection: Connection) -> None:
        for definition in definitions:
            connection.exec_driver_sql(definition)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "_engine", shared)
        patch.setattr(schema.METADATA, "create_all", lay_out)
        yield


@pytest.fixture(scope="session")
def nobodys_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for preferences and memories, in which there are none."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(autouse=True)
def neutral_environment(nobodys_home: Path) -> Iterator[None]:
    """Take away what the operator's shell may have set: colours and theme change a screen, a key or a store costs."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME"):
            patch.setenv(name, str(nobodys_home))
        for name in [name for name in os.environ if name in FOREIGN or name.startswith(SECRET_PREFIX)]:
            patch.delenv(name)
        yield


@pytest.fixture(scope="session", autouse=True)
def _closed_door() -> Iterator[list[str]]:
    """Refuse connections and name look-ups that leave the machine, from the first fixture on; yields the attempts."""
    attempts: list[str] = []
    connect, connect_ex, getaddrinfo = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def refuse(where: object) -> None:
        attempts.append(repr(where))
        raise LeftTheMachineError(f"a test reached for {where!r}; only loopback and unix sockets are allowed")

    def guarded_connect(self: socket.socket, address: Any) -> None:
        if not stays_here(self, address):
            refuse(address)
        connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: Any) -> int:
        if not stays_here(self, address):
            refuse(address)
        return connect_ex(self, address)

    def guarded_getaddrinfo(host: Any, *args: Any, **kwargs: Any) -> Any:
        if not needs_no_look_up(host):
            refuse(host)
        return getaddrinfo(host, *args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded_connect)
        patch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
        patch.setattr(socket, "getaddrinfo", guarded_getaddrinfo)
        yield attempts


@pytest.fixture(autouse=True)
def offline(_closed_door: list[str]) -> Iterator[None]:
    """Fail the test that left the machine, even where the code under test swallowed the refusal as a network error."""
    yield
    attempts = list(_closed_door)
    _closed_door.clear()
    if attempts:
        pytest.fail(f"the test left this machine: {', '.join(attempts)}", pytrace=False)


def stays_here(sock: socket.socket, address: Any) -> bool:
    """Whether connecting `sock` to `address` reaches only this machine."""
    if sock.family == getattr(socket, "AF_UNIX", None):
        return True
    if sock.family not in (socket.AF_INET, socket.AF_INET6):
        return False
    host = text(address[0])
    parsed = numeric(host)
    return host == "localhost" if parsed is None else parsed.is_loopback


def needs_no_look_up(host: Any) -> bool:
    """Whether resolving `host` asks nobody: no host, this one, or an address already (which `connect` then judges)."""
    return host is None or text(host) in ("", "localhost") or numeric(text(host)) is not None


def text(host: str | bytes) -> str:
    return host.decode("ascii", "replace") if isinstance(host, bytes) else host


def numeric(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The address `host` spells, IPv4 written as IPv6 unwrapped, or None when it is a name."""
    try:
        parsed = ipaddress.ip_address(host)
    except ValueError:
        return None
    return getattr(parsed, "ipv4_mapped", None) or parsed
