"""The program `teamx`: the app at once where nothing else is asked for, the command line otherwise."""

import sys
from collections.abc import Sequence

from teamx_tui.cli import opening
from teamx_tui.cli.endings import ended
from teamx_tui.cli.options import OPTIONS


def entry() -> None:
    """Start `teamx` as a program."""
    raise SystemExit(_run(sys.argv[1:]))


def _run(arguments: Sequence[str]) -> int:
    if not arguments or (len(arguments) == 2 and arguments[0] == "--store"):
        return ended(lambda: opening.app(OPTIONS.place(*arguments[1:])))
    from teamx_tui.cli.main import main  # what reads command lines takes a third of the time to the first frame

    return main(arguments)
