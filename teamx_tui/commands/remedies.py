"""What an operator can do about a closed gate: the command that opens it. Whether they should is theirs to judge."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from teamx_tui.commands.registry import COMMANDS

if TYPE_CHECKING:
    from teamx_tui.domain.gates import ClosedGate


@dataclass(frozen=True, slots=True)
class Remedy:
    """A way to open a gate."""

    words: str
    """What it does: `assign somebody`."""
    command: str
    given: Mapping[str, Any]
    """What the command knows already."""
    asks: tuple[str, ...] = ()
    """Options it must be given besides."""

    @property
    def said(self) -> str:
        """The command as the command line takes it; what is still to be said in capitals."""
        command = COMMANDS[self.command]
        parts = ["teamx", command.name]
        for param in command.params:
            if param.name in self.given:
                parts += param.words(self.given[param.name])
            elif param.required or param.name in self.asks:
                parts += [param.flag] if param.is_option else []
                parts.append(param.name.upper())
        return " ".join(parts)


def remedy(gate: ClosedGate, number: int) -> Remedy | None:
    """Return what the operator can do about a gate of ticket `number`; None where only others, or time, can help."""
    made = _REMEDIES.get(gate.kind)
    return made(gate, number) if made is not None else None


def _reopened(gate: ClosedGate, number: int) -> Remedy:
    if gate.opens_when.endswith("filed"):
        return Remedy("file it", "ticket move", {"number": number, "state": "open"})
    return Remedy("reopen it", "ticket move", {"number": number, "state": "open"}, ("reason",))


def _started(gate: ClosedGate, number: int) -> Remedy:
    return Remedy("start anyway", "ticket start", {"number": number, "despite": [f"{gate.ticket}"]})


def _waived(gate: ClosedGate, number: int) -> Remedy:
    return Remedy("waive it", "gate waive", {"number": int(gate.on.removeprefix("gate:"))}, ("reason",))


def _answered(gate: ClosedGate, number: int) -> Remedy | None:
    if gate.who == "operator":
        return Remedy("answer it", "answer", {"entry": int(gate.on.removeprefix("decision:"))})
    # What a colleague must decide is a block, which the operator may lift; a question only they can answer.
    return Remedy("lift the block", "ticket unblock", {"number": number}) if gate.kind == "decision" else None


def _funded(gate: ClosedGate, number: int) -> Remedy:
    if gate.on.startswith("decision:"):
        return Remedy("answer it", "answer", {"entry": int(gate.on.removeprefix("decision:"))})
    return Remedy("see the budgets", "budget list", {})


def _resumed(gate: ClosedGate, number: int) -> Remedy | None:
    if gate.on == f"meeting:{number}":  # too few of those who shall attend can
        return Remedy("call it off", "meeting cancel", {"number": number})
    if gate.on.startswith("meeting:"):
        return Remedy("end the meeting", "meeting end", {"number": int(gate.on.removeprefix("meeting:"))})
    return Remedy("resume", "resume", {}) if gate.on.startswith("ticket:") else None


def _reassigned(gate: ClosedGate, number: int) -> Remedy | None:
    if gate.kind == "capacity" and gate.on.startswith(("ticket:", "meeting:")):
        return None
    verb = "assign somebody" if gate.on.startswith("ticket:") else "give it to somebody else"
    return Remedy(verb, "ticket assign", {"number": number})


_REMEDIES: Final[Mapping[str, Callable[[ClosedGate, int], Remedy | None]]] = {
    "state": _reopened,
    "hold": lambda gate, number: Remedy("lift the hold", "ticket move", {"number": number, "state": "open"}),
    "dependency": _started,
    "gate": _waived,
    "decision": _answered,
    "question": _answered,
    "not_assigned": _reassigned,
    "no_brain": lambda gate, number: Remedy(
        "give another brain", "employee brain", {"handle": gate.on.removeprefix("employee:")}
    ),
    "pause": _resumed,
    "budget": _funded,
    "capacity": _reassigned,
}
"""By the kind of the gate. A cool-down ends by itself."""
