"""Writing behind: rows that nobody reads again in the same transaction go out together, many in one statement.

A statement of its own costs ten times what one more row of a statement costs, and a run writes a dozen rows.
"""

from typing import Any, Final

from sqlalchemy import Connection, Executable, bindparam, update

from teamx_tui.store.schema import call, live_text, message, participant, run, thread, wake

MESSAGE: Final = "message"
CALL: Final = "call"
RUN_END: Final = "run end"
HUSH: Final = "hush"
WAKE_DONE: Final = "wake done"
SEEN: Final = "seen"
FRESH: Final = "fresh"
RESET: Final = "reset"

_STATEMENTS: Final[dict[str, Executable]] = {
    # In the order in which they are written: a call may belong to a message, the wake is freed before the next claim.
    MESSAGE: message.insert(),
    CALL: call.insert(),
    RUN_END: update(run).where(run.c.id == bindparam("the_run")),
    HUSH: live_text.delete().where(live_text.c.run_id == bindparam("the_run")),
    WAKE_DONE: update(wake).where(wake.c.id == bindparam("the_wake")),
    SEEN: update(participant).where(
        participant.c.thread_id == bindparam("in_thread"), participant.c.employee_id == bindparam("who")
    ),
    FRESH: update(thread).where(thread.c.id == bindparam("the_thread")),
    RESET: update(thread).where(thread.c.id == bindparam("the_thread")),
}


class Batch:
    """Rows waiting to be written in one transaction."""

    def __init__(self) -> None:
        self._rows: dict[str, list[dict[str, Any]]] = {name: [] for name in _STATEMENTS}

    def add(self, name: str, row: dict[str, Any]) -> None:
        """Let a row wait under the name of its statement; all rows of a statement have the same keys."""
        self._rows[name].append(row)

    def flush(self, connection: Connection) -> None:
        """Write everything that waits."""
        for name, rows in self._rows.items():
            if rows:
                connection.execute(_STATEMENTS[name], rows)
                self._rows[name] = []

    def mark(self) -> dict[str, tuple[list[dict[str, Any]], int]]:
        """Return what waits now, for `cut`."""
        return {name: (rows, len(rows)) for name, rows in self._rows.items()}

    def cut(self, mark: dict[str, tuple[list[dict[str, Any]], int]]) -> None:
        """Go back to what waited at `mark`: rows written since then have been rolled back, so they wait again."""
        for name, (rows, length) in mark.items():
            del rows[length:]
            self._rows[name] = rows
