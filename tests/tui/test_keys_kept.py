"""Keys and the window: it shows a company whose worker has the key, and has none itself."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Final

import pytest

from teamx_tui.company import brains, hosts
from tests.tui.conftest import Play

pytest.importorskip("pty")
from tests.tui.test_run import SECONDS, Terminal

CANARY: Final = "sk-ant-canary-77e0"
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="there is no /proc")


def told(pid: int, what: str) -> bytes:
    """What others can see of a process; nothing if they may not look at all."""
    try:
        return Path(f"/proc/{pid}/{what}").read_bytes()
    except PermissionError:
        return b""


def children(pid: int) -> list[int]:
    threads = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for thread in threads for child in thread.read_text().split()]


@pytest.mark.feature("T-32")
def test_window__has_no_key_where_its_worker_has_one(story: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    company = story(0)
    office = company.office()
    brains.add(office, "anthropic", "https://models.example", model="large", key_source="env")
    brains.note_lack(office, "anthropic", "a worker that has found the key takes this away")
    monkeypatch.setenv("ANTHROPIC_API_KEY", CANARY)

    shown = Terminal("-m", "teamx_tui", "--store", str(company.store))
    try:
        shown.wait_for(b"Team-X")
        deadline = time.monotonic() + SECONDS
        while hosts.row(office, "anthropic")["lacks"]:
            assert time.monotonic() < deadline, "the worker never found the key"
            time.sleep(0.05)
        everybody = [shown.program.pid, *children(shown.program.pid)]
        seen = b"".join(told(pid, what) for pid in everybody for what in ("environ", "cmdline"))
        shown.press(b"q")
        shown.end()
    finally:
        shown.close()
        office.close()

    assert len(everybody) > 1
    assert CANARY.encode() not in seen + shown.output
    kept = [path for path in company.store.parent.rglob("*") if path.is_file() and CANARY.encode() in path.read_bytes()]
    assert kept == []
