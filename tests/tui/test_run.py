"""The window as a program on a terminal: it leaves it in order, and its worker goes with it."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from teamx_tui.company import shifts
from teamx_tui.company.office import Office
from teamx_tui.tui import run as running
from teamx_tui.tui.run import NightShift
from tests.tui.conftest import Play

pty = pytest.importorskip("pty")
termios = pytest.importorskip("termios")

ROOT: Final = Path(__file__).resolve().parents[2]
SECONDS: Final = 60.0
LEAVE: Final = b"\x1b[?1049l"
"""Back from the alternate screen."""
WINDOW: Final = (
    "import sys; from pathlib import Path; from teamx_tui.tui.run import run; sys.exit(run(Path(sys.argv[1])))"
)
LINGER: Final = "import sys; sys.stdout.write(sys.stdin.read())"
STUBBORN: Final = """
import signal, sys
signal.signal(signal.SIGTERM, signal.SIG_IGN)
open(sys.argv[1], "w").write("deaf now")
signal.pause()
"""


class Terminal:
    """A program on a terminal of 80 x 24."""

    def __init__(self, *command: str, errors: int | None = None) -> None:
        self._master, slave = pty.openpty()
        termios.tcsetwinsize(slave, (24, 80))
        self._before = termios.tcgetattr(self._master)
        environment = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
        self.program = subprocess.Popen(
            [sys.executable, *command],
            cwd=ROOT,
            env=environment | {"TERM": "xterm-256color"},
            stdin=slave,
            stdout=slave,
            stderr=slave if errors is None else errors,
            start_new_session=True,
        )
        os.close(slave)
        self.output = b""

    def wait_for(self, words: bytes) -> None:
        """Read until `words` were written."""
        for piece in self._pieces():
            self.output += piece
            if words in self.output:
                return
        raise AssertionError(f"{words!r} never came; the program wrote {self.output[-2000:]!r}")

    def press(self, keys: bytes) -> None:
        os.write(self._master, keys)

    def end(self) -> int:
        """Read to the end; return the exit code."""
        self.output += b"".join(self._pieces())
        return self.program.wait(SECONDS)

    @property
    def is_restored(self) -> bool:
        """Whether line settings and screen are as they were."""
        return termios.tcgetattr(self._master) == self._before and self.output.count(LEAVE) == 1

    def _pieces(self) -> Iterator[bytes]:
        deadline = time.monotonic() + SECONDS
        while select.select([self._master], [], [], max(0.0, deadline - time.monotonic()))[0]:
            try:
                piece = os.read(self._master, 65536)
            except OSError:  # Linux says EIO instead of end of file
                return
            if not piece:
                return
            yield piece

    def close(self) -> None:
        self.program.kill()
        self.program.wait()
        os.close(self._master)


@pytest.fixture
def terminal(story: Play) -> Iterator[Terminal]:
    """The window on a company, once it shows it."""
    shown = Terminal("-c", WINDOW, str(story(24).store))
    shown.wait_for(b"Team-X")
    yield shown
    shown.close()


def test_run__ends_with_q_and_leaves_the_terminal_in_order(terminal: Terminal) -> None:
    terminal.press(b"q")

    assert terminal.end() == 0
    assert terminal.is_restored


def test_run__draws_on_the_terminal_while_errors_go_to_a_file(story: Play, tmp_path: Path) -> None:
    with (tmp_path / "errors").open("wb") as errors:
        shown = Terminal("-c", WINDOW, str(story(24).store), errors=errors.fileno())
    try:
        shown.wait_for(b"Team-X")
        shown.press(b"q")

        assert shown.end() == 0
        assert (tmp_path / "errors").read_bytes() == b""
    finally:
        shown.close()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=lambda number: number.name)
def test_run__ends_on_a_signal_as_on_a_key(terminal: Terminal, number: signal.Signals) -> None:
    terminal.program.send_signal(number)

    assert terminal.end() == 128 + number
    assert terminal.is_restored


def test_run__ends_when_its_terminal_is_gone(story: Play) -> None:
    shown = Terminal("-c", WINDOW, str(story(24).store))
    shown.wait_for(b"Team-X")

    os.close(shown._master)
    shown.program.send_signal(signal.SIGHUP)

    assert shown.program.wait(SECONDS) == 128 + signal.SIGHUP


def test_run__says_in_one_sentence_what_is_wrong_with_the_store(tmp_path: Path) -> None:
    shown = Terminal("-c", WINDOW, str(tmp_path / "no.db"))
    try:
        assert shown.end() == 5
        assert b"There is no store at" in shown.output
        assert b"Traceback" not in shown.output
    finally:
        shown.close()


# --- the worker ---


@pytest.fixture
def office(story: Play) -> Iterator[Office]:
    opened = story(0).office()
    yield opened
    opened.close()


def process_of(shift: NightShift) -> subprocess.Popen[bytes]:
    process = shift._process
    assert process is not None
    return process


def test_night_shift__starts_a_worker_where_none_lives_and_ends_it(office: Office) -> None:
    shift = NightShift((sys.executable, "-c", LINGER))
    shift.begin(office)
    process = process_of(shift)
    assert process.poll() is None

    shift.end()

    assert process.returncode is not None
    assert process.stdin is not None
    assert process.stdin.closed


def test_night_shift__replaces_a_worker_that_died_a_few_times(office: Office) -> None:
    shift = NightShift((sys.executable, "-c", "pass"))
    seen = set()
    for _ in range(running.MOST_STARTS + 3):
        shift.begin(office)
        seen.add(process_of(shift).pid)
        process_of(shift).wait()

    assert len(seen) == running.MOST_STARTS
    shift.end()


def test_night_shift__leaves_the_work_to_a_worker_that_lives(office: Office) -> None:
    on_duty = shifts.begin(office, 1)
    shift = NightShift((sys.executable, "-c", LINGER))

    shift.begin(office)

    assert shift._process is None
    shift.end()
    shifts.end(office, on_duty)


def test_night_shift__starts_nothing_when_the_window_is_gone_already(office: Office) -> None:
    shift = NightShift((sys.executable, "-c", LINGER))
    shift.end()

    shift.begin(office)

    assert shift._process is None


def test_night_shift__kills_a_worker_that_does_not_go(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "PATIENCE_SECONDS", 0.05)
    os.mkfifo(tmp_path / "news")
    shift = NightShift((sys.executable, "-c", STUBBORN, str(tmp_path / "news")))
    shift.begin(office)
    process = process_of(shift)
    assert (tmp_path / "news").read_text() == "deaf now"

    shift.end()

    assert process.returncode == -signal.SIGKILL


def test_night_shift__may_end_while_it_begins(office: Office) -> None:
    shift = NightShift((sys.executable, "-c", LINGER))
    began = threading.Thread(target=shift.begin, args=(office,))
    began.start()
    shift.end()
    began.join()
    shift.end()

    assert shift._process is None
