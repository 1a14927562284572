"""What a command brings about that weighs, so that the operator agrees to it twice: departures, ends, reopenings."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from teamx_tui.commands import words
from teamx_tui.commands.grammar.titles import Titled
from teamx_tui.commands.grammar.vocabulary import Vocabulary
from teamx_tui.domain.tickets import OVER, SATISFYING, State, is_reopening

_NAMED: Final = 8
"""Tickets named in one sentence."""


def warning(command: str, given: Mapping[str, Any], known: Vocabulary) -> str:
    """Return in a sentence what a command brings about that weighs; empty for most."""
    foresee = _FORESEEN.get(command)
    return foresee(given, known) if foresee is not None else ""


def open_work(handle: str, known: Vocabulary) -> list[int]:
    """Return the unfinished tickets of an employee."""
    return [row.number for row in known.tickets if row.assignee == handle and row.state not in OVER]


def _leaving(given: Mapping[str, Any], known: Vocabulary) -> str:
    if "handle" not in given:
        return ""
    work = open_work(given["handle"], known)
    if not work:
        return f"@{given['handle']} has no open ticket and leaves the company."
    count = words.count(len(work), "open ticket")
    if "hand_to" not in given:
        return f"{count} must go to somebody: {_named(work)}."
    return f"{count} {'goes' if len(work) == 1 else 'go'} to @{given['hand_to']}: {_named(work)}."


def _moving(given: Mapping[str, Any], known: Vocabulary) -> str:
    item = known.ticket(given.get("number", 0))
    if item is None or given.get("state") in (None, item.state):
        return ""
    state, waiting = State(given["state"]), _dependents(item, known)
    if not waiting:
        return "Nobody works on it any more; nothing waits for it." if state in OVER - SATISFYING else ""
    wait = f"{_named(waiting)} {'waits' if len(waiting) == 1 else 'wait'} for it"
    if state in SATISFYING:
        return f"{wait} no longer."
    if state in OVER:
        return f"{wait}; what becomes of that is yours to decide."
    return f"{wait} again." if is_reopening(State(item.state), state) else ""


def _dependents(item: Titled, known: Vocabulary) -> list[int]:
    rows = (known.ticket(number) for number in item.blocks)
    return [row.number for row in rows if row is not None and row.state not in OVER]


def _named(numbers: list[int]) -> str:
    """Return ticket numbers as they are written, only the first of very many."""
    more = len(numbers) - _NAMED
    return words.numbers(numbers[:_NAMED]) + (f" and {words.count(more, 'more ticket')}" if more > 0 else "")


_FORESEEN: Final[Mapping[str, Callable[[Mapping[str, Any], Vocabulary], str]]] = {
    "employee leave": _leaving,
    "ticket move": _moving,
}
"""The commands that weigh; all others are taken back as easily as they are said."""
