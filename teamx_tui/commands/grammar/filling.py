"""From what a line says to a command's arguments: what follows from them, what still lacks, and the preview."""

from collections.abc import Callable, Mapping
from itertools import chain, islice, product
from typing import Any, Final

from teamx_tui.commands.grammar import roles, wording
from teamx_tui.commands.grammar.answers import Understood
from teamx_tui.commands.grammar.matching import Match
from teamx_tui.commands.grammar.naming import MOST, OPERATOR
from teamx_tui.commands.grammar.phrase import Phrase
from teamx_tui.commands.grammar.vocabulary import Vocabulary
from teamx_tui.commands.registry import COMMANDS
from teamx_tui.domain.tickets import OVER, State, needs_reason

Given = dict[str, Any]


def understood(phrase: Phrase, match: Match, words: Vocabulary) -> tuple[Understood, ...]:
    """Return what a match means: one thing, or several where a name fits several."""
    slots = [slot for slot in match.bound if slot.param != "_"]
    readings = islice(product(*(slot.reading.values for slot in slots)), MOST)
    found = [_merged(match.fixed, zip((slot.param for slot in slots), values, strict=True)) for values in readings]
    if phrase.is_mutual:
        found += [given | {"number": given["blocks"], "blocks": given["number"]} for given in found]
        linked = [given for given in found if _is_linked(given, words)]
        found = linked if phrase.command == "ticket unlink" and linked else found
    return tuple(_completed(phrase.command, given, match.dropped, words) for given in found)


def said_twice(match: Match) -> str | None:
    """Return a parameter that a match gives twice with different values, if there is one."""
    seen: dict[str, Any] = {}
    fixed = ((param, value) for part in match.fixed for param, value in part.items())
    for param, value in chain(fixed, ((slot.param, slot.reading.values[0]) for slot in match.bound)):
        if param in seen and not isinstance(value, list) and param != "_":
            return param
        seen[param] = value
    return None


def missing(command: str, given: Mapping[str, Any], words: Vocabulary) -> tuple[str, ...]:
    """Return what still must be said: required parameters, a reason where a move needs one, an heir of open work."""
    lacks = [param.name for param in COMMANDS[command].params if param.required and param.name not in given]
    if command == "project new" and lacks:
        lacks = ["title"]  # the key follows from it
    if command == "ticket move" and {"number", "state"} <= given.keys() and "reason" not in given:
        known = words.ticket(given["number"])
        lacks += ["reason"] if known and needs_reason(State(known.state), State(given["state"])) else []
    if command == "employee leave" and "handle" in given and "hand_to" not in given:
        lacks += ["hand_to"] if _open_work(given["handle"], words) else []
    return tuple(lacks)


def _completed(command: str, given: Given, dropped: tuple[str, ...], words: Vocabulary) -> Understood:
    complete = _COMPLETIONS.get(command)
    notes = complete(given, words) if complete is not None else ""
    kept = f" Not kept, there is no place for it: {'; '.join(dropped)}." if dropped else ""
    lacks = missing(command, given, words)
    return Understood(
        command=command,
        given=given,
        preview=f"{wording.preview(command, given, words)}.{notes}{kept}",
        phrase=wording.phrase(command, given),
        lacks=lacks,
        question=_question(command, given, lacks),
    )


def _question(command: str, given: Given, lacks: tuple[str, ...]) -> str:
    if not lacks:
        return ""
    wanted = next(param.help.split(";")[0] for param in COMMANDS[command].params if param.name == lacks[0])
    return f"Say also {wanted}: {wording.phrase(command, given | dict.fromkeys(lacks, wording.UNSAID))}"


def _is_linked(given: Given, words: Vocabulary) -> bool:
    blocker = words.ticket(given["number"])
    return blocker is not None and given["blocks"] in blocker.blocks


def _merged(fixed: tuple[Mapping[str, Any], ...], slots: Any) -> Given:
    """Return arguments by name: of fixed ones the last counts, lists add up, and a role brings two."""
    given: Given = {}
    for param, value in chain(*(part.items() for part in fixed), slots):
        if isinstance(value, dict):
            given = value | given
        elif isinstance(value, list):
            given[param] = [*given.get(param, ()), *value]
        else:
            given[param] = value
    return given


def _hiring(given: Given, words: Vocabulary) -> str:
    """Find a handle: of the name, else of the role. Reporting to the operator is what happens anyway."""
    if given.get("reports_to") == OPERATOR:
        del given["reports_to"]
    if "handle" not in given and given.keys() & {"name", "role"}:
        first = roles.slugged(given.get("name", "").split(" ")[0])
        given["handle"] = roles.free_handle(first or roles.slugged(given.get("role", "")) or "employee", words.taken)
    return "" if "name" in given else " No name was said; to say one, add: named NAME."


def _opening(given: Given, words: Vocabulary) -> str:
    """Find a key for a project by its title."""
    if "key" not in given and "title" in given:
        taken = frozenset(project.key for project in words.projects)
        given["key"] = roles.free_handle(roles.slugged(given["title"]) or "project", taken)
    return ""


def _leaving(given: Given, words: Vocabulary) -> str:
    work = _open_work(given["handle"], words)
    return f" Open until then: {work}." if work else " No ticket is open."


def _open_work(handle: str, words: Vocabulary) -> str:
    mine = (row.number for row in words.tickets if row.assignee == handle and row.state not in OVER)
    return " ".join(f"#{number}" for number in mine)


_COMPLETIONS: Final[Mapping[str, Callable[[Given, Vocabulary], str]]] = {
    "employee hire": _hiring,
    "employee leave": _leaving,
    "project new": _opening,
}
"""What follows from the arguments of a command; each adds to them and returns a note for the preview."""
