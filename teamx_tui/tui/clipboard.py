"""The clipboard inside tmux: it passes on what it is given by its own command, not what a program writes to it."""

import os
import subprocess
from contextlib import suppress
from typing import Final

PATIENCE_SECONDS: Final = 2.0


def is_in_tmux() -> bool:
    """Return whether the terminal is a pane of tmux."""
    return bool(os.environ.get("TMUX"))


def hand_to_tmux(text: str) -> None:
    """Make `text` the newest buffer of tmux, which puts it into the clipboard of the terminal around it, over SSH too.

    By default (`set-clipboard external`) tmux ignores OSC 52 from within. `-w` is there since tmux 3.2; where that is
    refused or tmux does not answer nothing happens: the sequence was written as well.
    """
    with suppress(OSError, subprocess.SubprocessError):
        subprocess.run(
            ["tmux", "load-buffer", "-w", "-"],
            input=text.encode(errors="replace"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE_SECONDS,
            check=False,
        )
