"""Opening the app, which is what `teamx` does without a command; of the command line it needs next to nothing."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from teamx_tui.domain.errors import Invalid


def app(store: Path, *, pace: float = 0.0, label: str = "", planned: str = "") -> int:
    """Open the app on a store, with a worker if none lives; return its exit code.

    `planned`: key of a project whose plan is shown first, to be agreed to.

    Raises:
        Invalid: there is no terminal to draw on.
    """
    needs_a_terminal()
    from teamx_tui.tui.run import run  # what draws is not needed to print help

    return run(store, label=label, worker_command=worker_command(store, pace), planned=planned)


def needs_a_terminal() -> None:
    """Let pass only where the app can draw.

    Raises:
        Invalid: there is no terminal.
    """
    is_served = "web_driver" in os.environ.get("TEXTUAL_DRIVER", "")  # the browser is the terminal: teamx serve
    if not (is_served or (sys.stdin.isatty() and sys.stdout.isatty())):
        raise Invalid("The app needs a terminal. Without one, try: teamx status, or: teamx demo --headless")


def worker_command(store: Path, pace: float) -> Sequence[str]:
    """Return the command line of a worker that ends with its parent."""
    return (sys.executable, "-m", "teamx_tui", "worker", "--store", str(store), "--pace", str(pace), "--with-parent")
