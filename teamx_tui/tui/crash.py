"""What an unexpected error leaves behind: one plain line on the terminal and a private report, neither with locals.

Textual's own crash screen prints the local variables of every frame, which here means prompts and keys. What went
wrong, and how to mend it, this file does not know.
"""

import os
import platform
import sys
import tempfile
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from rich.text import Text

from teamx_tui.domain import secrets
from teamx_tui.domain.text import one_line, printable

if TYPE_CHECKING:
    from rich.traceback import Stack
    from textual.app import App

    _App = App[Any]
else:
    _App = object

_FRAMES_AT_MOST: Final = 100
_ERRORS_AT_MOST: Final = 20
_MESSAGE_CHARS: Final = 4000


def redacted(error: BaseException) -> str:
    """Return what may be kept of `error`: type, message, and file, line and function of each frame, innermost last.

    Its causes and the members of a group follow it. No source line and no local variable is read. Messages are kept,
    made printable; whoever raises must not put a secret in one.
    """
    return "\n\n".join(_one_error(how, each) for how, each in _chain(error))


def write_report(directory: Path, report: str, *, at: datetime) -> Path:
    """Write `report` to a new file in `directory` that only its owner can read (0600), and return its path.

    Raises:
        OSError: the directory cannot be made or written, or the disk is full.
    """
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    # mkstemp creates with O_EXCL and 0600, so neither a planted symlink nor a loose umask can expose the report.
    descriptor, name = tempfile.mkstemp(prefix=f"crash-{at:%Y%m%dT%H%M%SZ}-", suffix=".txt", dir=directory, text=True)
    with os.fdopen(descriptor, "w", encoding="utf-8", errors="replace") as file:
        file.write(f"{_preamble(at)}\n\n{report}\n")
    return Path(name)


class SafeCrash(_App):
    """An app that dies quietly: mixed in before `App`, it replaces the crash screen by a line, a report and a code.

    `crash_directory` is where reports go; with None there is only the line. After a crash `return_code` is never 0, so
    `sys.exit(app.return_code)` tells the shell the truth.
    """

    crash_directory: Path | None = None
    _crashed = False
    _crash_line = ""

    @property
    def return_code(self) -> int | None:
        """The code the process should exit with; None while the app runs, at least 1 after a crash."""
        code = super().return_code
        return code or 1 if self._crashed else code

    def panic(self, *renderables: Any) -> None:
        """End the app because of `renderables`: errors, or what Textual would have drawn of them."""
        for renderable in renderables or ("no reason was given",):
            self._note_crash(renderable)
        self._close_messages_no_wait()

    def _fatal_error(self) -> None:
        # Textual calls this while it handles the error; for a failed worker that is the worker's own error.
        self._note_crash(sys.exception() or self._exception or "no error was given")
        self._close_messages_no_wait()

    def _note_crash(self, reason: object) -> None:
        """Keep a report of the first crash on disk and a line about it for the terminal; later ones add to neither."""
        if self._crashed:
            return
        self._crashed = True
        where = "No report was kept."
        if self.crash_directory is not None:
            try:
                path = write_report(self.crash_directory, _told(reason), at=datetime.now(UTC))
                where = f"The report is in {path}"
            except Exception as refusal:  # a second error must not hide that there was a first
                why = refusal if isinstance(refusal, OSError) else _named(refusal)
                where = f"No report could be written: {why}"
        self._crash_line = one_line(f"teamx stopped because of an error it did not expect ({_named(reason)}). {where}")

    def _print_error_renderables(self) -> None:
        if not self._crashed:
            super()._print_error_renderables()
            return
        self._exit_renderables.clear()
        if self._crash_line:
            # soft_wrap: a long path must stay in one piece to be copied.
            self.error_console.print(Text(self._crash_line), soft_wrap=True)
        self._crash_line = ""  # Textual calls this twice when the style sheet is to blame


def _preamble(at: datetime) -> str:
    return (
        f"teamx {version('teamx-tui')} stopped because of an error it did not expect, {at:%Y-%m-%d %H:%M:%S} UTC.\n"
        f"Python {platform.python_version()}, Textual {version('textual')}, {platform.system()}.\n"
        "Local variables and source lines are left out on purpose."
    )


def _chain(error: BaseException) -> Iterator[tuple[str, BaseException]]:
    """Yield `error` and what led to it, each once and at most 20, with the words that link it to the one before."""
    waiting: list[tuple[str, BaseException]] = [("", error)]
    seen: set[int] = set()
    while waiting and len(seen) < _ERRORS_AT_MOST:
        how, each = waiting.pop()
        if id(each) in seen:
            continue
        seen.add(id(each))
        yield how, each
        if isinstance(each, BaseExceptionGroup):
            waiting += [("together with ", member) for member in reversed(each.exceptions)]
        if each.__cause__ is not None:
            waiting.append(("caused by ", each.__cause__))
        elif each.__context__ is not None and not each.__suppress_context__:
            waiting.append(("while handling ", each.__context__))


def _one_error(how: str, error: BaseException) -> str:
    frames = [
        f"  {one_line(frame.f_code.co_filename)}:{number} in {one_line(frame.f_code.co_qualname)}"
        for frame, number in traceback.walk_tb(error.__traceback__)
    ]
    try:
        message = str(error)
    except Exception:
        message = "(its message could not be read)"
    return _block(f"{how}{_named(error)}: {_indented(message)}", frames)


def _block(head: str, frames: list[str]) -> str:
    """Return `head` over its frames; of a runaway recursion only the first and last 50."""
    if len(frames) > _FRAMES_AT_MOST:
        half = _FRAMES_AT_MOST // 2
        frames = [*frames[:half], f"  ({len(frames) - 2 * half} frames left out)", *frames[-half:]]
    return "\n".join([head, *frames])


def _indented(message: str) -> str:
    return printable(secrets.redacted(message), max_chars=_MESSAGE_CHARS).replace("\n", "\n    ")


def _named(reason: object) -> str:
    """Return the type of an error, also of one that Rich has already taken apart."""
    from rich.traceback import Traceback  # only when there is a crash: it would cost every start 40 ms

    if isinstance(reason, Traceback) and reason.trace.stacks:
        return one_line(reason.trace.stacks[0].exc_type)
    return one_line(type(reason).__qualname__)


def _told(reason: object) -> str:
    """Return what may be kept of an error, or of what Textual wanted to draw instead of one."""
    from rich.traceback import Traceback  # as above

    if isinstance(reason, BaseException):
        return redacted(reason)
    if isinstance(reason, Traceback):  # may carry locals and source lines, so its drawing is not used
        return "\n\n".join(_one_stack(stack) for stack in reason.trace.stacks)
    return printable(str(reason)) if isinstance(reason, str | Text) else _named(reason)


def _one_stack(stack: "Stack") -> str:
    frames = [f"  {one_line(frame.filename)}:{frame.lineno} in {one_line(frame.name)}" for frame in stack.frames]
    return _block(f"{one_line(stack.exc_type)}: {_indented(stack.exc_value)}", frames)
