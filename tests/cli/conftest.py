"""The command line as a test uses it: arguments in, exit code and output out, everything in this process."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer.main

from teamx_tui.cli.main import main


@dataclass(frozen=True)
class Said:
    """What a command line answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Its standard output as one JSON value."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        """Its standard output as one JSON value a line."""
        return [json.loads(line) for line in self.out.splitlines()]


Teamx = Callable[..., Said]


@pytest.fixture(scope="session", autouse=True)
def _built_once() -> Iterator[None]:
    """A process of its own builds the command line once; here it is kept, for that takes longer than most commands."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(typer.main, "get_command", cache(typer.main.get_command))
        yield


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "company.db"


@pytest.fixture
def teamx(store: Path, capfd: pytest.CaptureFixture[str]) -> Teamx:
    """Run `teamx` on the test's own store."""

    def say(*words: object) -> Said:
        capfd.readouterr()
        code = main(["--store", str(store), *map(str, words)])
        out, err = capfd.readouterr()
        return Said(code, out, err)

    return say


@pytest.fixture(scope="session")
def founded_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cross-functional scenario, founded and not yet begun; nobody may change it."""
    store = tmp_path_factory.mktemp("seed") / "company.db"
    assert main(["--store", str(store), "init", "--scenario", "cross-functional-collaboration"]) == 0
    return store


@pytest.fixture(scope="session")
def played_store(founded_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cross-functional scenario, played to its end; nobody may change it."""
    store = Path(shutil.copy(founded_store, tmp_path_factory.mktemp("played") / "company.db"))
    assert main(["--store", str(store), "run", "--until-idle"]) == 0
    return store


@pytest.fixture
def seed(teamx: Teamx, store: Path, founded_store: Path) -> Teamx:
    """A copy of the cross-functional scenario, founded and not yet begun."""
    shutil.copy(founded_store, store)
    return teamx


@pytest.fixture
def played(teamx: Teamx, store: Path, played_store: Path) -> Teamx:
    """A copy of the cross-functional scenario, played to its end."""
    shutil.copy(played_store, store)
    return teamx
