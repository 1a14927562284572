"""Keys of the environment: out of sight in one process, and still there for its children."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

CANARY: Final = "sk-ant-canary-5d0f"
SEALS: Final = """
import os, subprocess, sys
from pathlib import Path
from teamx_tui.brains import safe
safe.seal()
child = [sys.executable, "-c", sys.argv[1]]
told = [subprocess.run(child, pass_fds=safe.handles(), capture_output=True, text=True).stdout for _ in range(2)]
blind = subprocess.run(child, capture_output=True, text=True).stdout
seen = Path("/proc/self/environ").read_bytes() if sys.platform == "linux" else b""
import json
print(json.dumps({"told": told, "blind": blind, "own": sorted(os.environ), "seen": seen.decode("latin-1")}))
"""
TAKES: Final = """
import os
from pathlib import Path
from teamx_tui.brains import safe
key = safe.take_in().get("ANTHROPIC_API_KEY", "none")
left = [name for name in os.environ if name.startswith(("ANTHROPIC_", "TEAMX_SEALED"))]
seen = Path("/proc/self/environ").read_bytes() if os.path.exists("/proc/self/environ") else b""
print(key, left, key.encode() in seen, end="")
"""


def run(source: str, *arguments: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", source, *arguments],
        capture_output=True,
        text=True,
        env={"PATH": "", "PYTHONPATH": str(Path(__file__).resolve().parents[2])} | environment,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_seal__hides_keys_from_the_process_and_hands_them_to_each_child() -> None:
    found = json.loads(run(SEALS, TAKES, ANTHROPIC_API_KEY=CANARY, ANTHROPIC_LOG="debug"))

    # Twice: a worker that died is replaced by one that must think as well.
    assert found["told"] == [f"{CANARY} [] False"] * 2
    assert found["blind"] == "none [] False"
    assert not [name for name in found["own"] if name.startswith("ANTHROPIC_")]
    assert CANARY not in found["seen"]


@pytest.mark.skipif(sys.platform != "linux", reason="there is no /proc")
def test_take_in__leaves_nothing_where_other_processes_could_look() -> None:
    assert run(TAKES, ANTHROPIC_API_KEY=CANARY) == f"{CANARY} [] False"


HANDS_ON: Final = """
import os, subprocess, sys
from pathlib import Path
from teamx_tui.brains import safe
safe.seal()
code = 'import subprocess, sys; from teamx_tui.brains import safe; safe.seal(); print(subprocess.run([sys.executable, \
"-c", sys.argv[1]], pass_fds=safe.handles(), capture_output=True, text=True).stdout, end="")'
window = [sys.executable, "-c", code, sys.argv[1]]
print([subprocess.run(window, pass_fds=safe.handles(), capture_output=True, text=True).stdout for _ in range(2)])
"""


def test_seal__of_a_process_that_got_them_sealed_hands_them_on() -> None:
    told = run(HANDS_ON, TAKES, ANTHROPIC_API_KEY=CANARY)

    assert told == f"{[f'{CANARY} [] False'] * 2}\n"


@pytest.mark.parametrize("number", ["77", "0", "x", ""])
def test_seal__with_a_number_that_leads_nowhere_has_nothing_to_hand_on(number: str) -> None:
    nothing = "from teamx_tui.brains import safe; safe.seal(); print(safe.handles(), dict(safe.take_in()))"

    assert run(nothing, TEAMX_SEALED=number) == "() {}\n"


def test_seal__without_a_key_is_nothing_to_hand_on() -> None:
    assert json.loads(run(SEALS, TAKES))["told"] == ["none [] False"] * 2


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has it")
def test_harden__lets_nobody_look_into_the_process() -> None:
    dumpable = "import ctypes; from teamx_tui.brains import safe; safe.harden(); print(ctypes.CDLL(None).prctl(3))"

    assert run(dumpable) == "0\n"
