"""What holds work up, followed to where it begins: each root once, with everything that it holds up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from teamx_tui.commands import words
from teamx_tui.commands.questions.inquiry import Line
from teamx_tui.commands.remedies import Remedy, remedy

if TYPE_CHECKING:
    from teamx_tui.company.why import Reason, Why
    from teamx_tui.domain.gates import ClosedGate

SHOWN: Final = 5
"""Causes told; of more it is said how many there are."""
UNSTAFFED: Final = "No worker is on duty, so nobody has a turn: teamx worker"
_WAKE: Final = "wake whoever does it:"


@dataclass(frozen=True, slots=True)
class Cause:
    """One place where the chain ends: a closed gate, or a ticket that nothing holds back and that is not done."""

    number: int
    title: str
    condition: str
    gate: ClosedGate | None
    owner: str | None
    """Who is responsible for the ticket, as far as it is known."""
    holds: tuple[int, ...]
    """The tickets asked about that it holds up."""

    @property
    def who(self) -> str:
        """Who must act, as it is said."""
        who = self.gate.who if self.gate is not None else self.owner
        return {None: "you act", "operator": "you act", "clock": "time helps"}.get(who, f"@{who} acts")

    @property
    def remedy(self) -> Remedy | None:
        """What the operator can do about it."""
        return remedy(self.gate, self.number) if self.gate is not None else None


def causes(proofs: Iterable[Why], owners: Mapping[int, str | None]) -> tuple[Cause, ...]:
    """Return the roots of some proofs, those that hold up most first. `owners`: who is responsible, by number."""
    found: dict[tuple[int, str], tuple[Reason, ClosedGate | None, str | None]] = {}
    holds: dict[tuple[int, str], list[int]] = {}
    for proof in proofs:
        for reason, gate, owner in _ends(proof.tree, owners.get(proof.number)):
            key = (reason.number, f"{gate.kind} {gate.on}" if gate is not None else "")
            found.setdefault(key, (reason, gate, owner))
            if proof.number not in holds.setdefault(key, []):
                holds[key].append(proof.number)
    made = (
        Cause(reason.number, reason.title, reason.condition, gate, owners.get(reason.number, owner), tuple(holds[key]))
        for key, (reason, gate, owner) in found.items()
    )
    return tuple(sorted(made, key=lambda one: (-len(one.holds), one.number)))


def told(found: tuple[Cause, ...], *, is_staffed: bool) -> Iterator[Line]:
    """Yield the causes as lines, each with who must act and the command that does it."""
    for cause in found[:SHOWN]:
        others = [number for number in cause.holds if number != cause.number]
        behind = f" It holds up {words.numbers(others)}." if others else ""
        head = f"#{cause.number} {cause.title} ({words.condition(cause.condition)})"
        if cause.gate is None:
            yield Line(f"{head}: {_going(cause)}{behind}", cause.number)
            if is_staffed and cause.condition != "working":
                yield Line(
                    f'{_WAKE} teamx ticket comment {cause.number} "How far are you?"', cause.number, is_command=True
                )
            continue
        yield Line(f"{head}: opens when {cause.gate.opens_when} — {cause.who}.{behind}", cause.number)
        if cause.remedy is not None:
            yield Line(f"{cause.remedy.words}: {cause.remedy.said}", cause.number, is_command=True)
    if len(found) > SHOWN:
        yield Line(f"… and {words.count(len(found) - SHOWN, 'more cause')}.")
    if not is_staffed:
        yield Line(UNSTAFFED, is_command=True)


def _going(cause: Cause) -> str:
    if cause.condition == "working":
        return f"@{cause.owner} is at it now." if cause.owner else "somebody is at it now."
    return f"nothing holds it back — {cause.who}."


def _ends(reason: Reason, owner: str | None) -> Iterator[tuple[Reason, ClosedGate | None, str | None]]:
    """Yield where the chains behind a ticket end, without recursion: a chain may be a hundred long."""
    ahead = [(reason, owner)]
    while ahead:
        here, who = ahead.pop()
        if here.repeated:
            continue
        behind = {blocker.number: blocker for blocker in here.behind}
        if not here.gates:
            yield here, None, who
        for gate in here.gates:
            blocker = behind.get(gate.ticket) if gate.kind == "dependency" and gate.ticket is not None else None
            if blocker is not None:
                ahead.append((blocker, gate.who))
            else:
                yield here, gate, who
