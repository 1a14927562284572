"""Which libraries each door of the program may load, asked of a fresh interpreter, and the import contracts."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
PROBE: Final = """
import importlib, json, sys
importlib.import_module(sys.argv[1])
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


def loaded_by(module: str) -> set[str]:
    """Top-level names in `sys.modules` of a fresh interpreter that has imported `module` and nothing else of ours."""
    done = subprocess.run(
        [sys.executable, "-c", PROBE, module], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )

    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_probe__sees_a_library_that_is_loaded() -> None:
    assert {"textual", "rich"} <= loaded_by("textual.app")


def test_cli_main__loads_no_library_that_a_plain_command_does_not_need() -> None:
    loaded = loaded_by("teamx_tui.cli.main")

    assert "teamx_tui" in loaded
    assert loaded & {"textual", "anthropic", "sqlmodel", "sqlalchemy", "networkx"} == set()


def test_opening_the_app__loads_no_command_line() -> None:
    loaded = loaded_by("teamx_tui.cli.entry") | loaded_by("teamx_tui.tui.run")

    assert "textual" in loaded
    assert loaded & {"typer", "sqlmodel", "sqlalchemy", "networkx"} == set()


def test_the_company__loads_networkx_with_the_first_graph_that_it_makes() -> None:
    loaded = set[str]().union(
        *(loaded_by(f"teamx_tui.company.{name}") for name in ("mission", "graph", "waits", "plans"))
    )

    assert "sqlalchemy" in loaded
    assert "networkx" not in loaded


def test_tui_app__never_loads_anthropic() -> None:
    loaded = loaded_by("teamx_tui.tui.app")

    assert "textual" in loaded
    assert "anthropic" not in loaded


def test_worker__loads_anthropic_only_when_somebody_thinks_with_a_model() -> None:
    assert "anthropic" not in loaded_by("teamx_tui.worker.process")


def test_import_contracts__all_hold() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    script = shutil.which("lint-imports", path=str(Path(sys.executable).parent))
    assert script is not None, "import-linter is not installed beside this interpreter"

    done = subprocess.run(
        [script, "--no-cache", "--no-logo"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert len(contracts) > 0
    assert f"Contracts: {len(contracts)} kept, 0 broken." in done.stdout
