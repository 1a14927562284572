"""Commands about gates: what an artifact must be before tickets may start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from teamx_tui import company
from teamx_tui.commands import words
from teamx_tui.commands.registry import Reply, Table, command

if TYPE_CHECKING:
    from typing import Any

    from teamx_tui.company.gates import Gate
    from teamx_tui.company.office import Office

_COLUMNS = ("Gate", "Title", "Is", "Opens when", "So far", "Expected from", "Holds back")


@command(
    "gate new",
    changes=True,
    title="what the gate stands for",
    artifact="type of artifact that opens it: api_contract",
    status="statuses in which it opens it, with commas between them: agreed,implemented",
    of="only an artifact of this ticket opens it",
    name="only an artifact of this name opens it",
    after="ticket from which the artifact is expected; may be given several times",
    blocks="ticket that waits for the gate; may be given several times",
)
def gate_new(
    office: Office,
    title: str,
    *,
    artifact: str,
    status: str,
    of: int | None = None,
    name: str | None = None,
    after: list[str] | None = None,
    blocks: list[str] | None = None,
) -> Reply:
    """Place a gate between tickets that an artifact opens, not the end of a ticket."""
    before, behind = (tuple(words.number(word) for word in words.listed(some)) for some in (after, blocks))
    number = company.gates.place(
        office, title, artifact, words.listed([status]), number=of, name=name, after=before, blocks=behind
    )
    return _told(office, number, f"Placed gate #{number}.")


@command("gate list")
def gate_list(office: Office) -> Reply:
    """List the gates: which are open, and what would open the others."""
    found = company.gates.everyone(office)
    if not found:
        return Reply("There are no gates. Place one: teamx gate new TITLE --artifact TYPE --status STATUS", [])
    rows = tuple(
        (
            f"#{one.number}",
            one.title,
            one.word,
            one.predicate.sentence,
            _so_far(one),
            words.numbers(one.after),
            words.numbers(one.blocks),
        )
        for one in found
    )
    return Reply("", [_shape(one) for one in found], Table(_COLUMNS, rows))


@command("gate show", number="number of the gate")
def gate_show(office: Office, number: int) -> Reply:
    """Show a gate: what opens it, what there is so far, who must act and what waits for it."""
    one = company.gates.one(office, number)
    lines = [f"Gate #{one.number} {one.title} is {one.word}{f': {one.reason}' if one.reason else ''}."]
    lines += [f"opens when     {one.predicate.sentence}", f"so far         {_so_far(one)}"]
    lines += [f"expected from  {words.numbers(one.after)}"] if one.after else []
    lines += [f"holds back     {words.numbers(one.blocks) or 'nothing'}"]
    lines += [] if one.is_open else [f"who must act   {'you' if one.who == 'operator' else words.handle(one.who)}"]
    return Reply("\n".join(lines), _shape(one))


@command("gate waive", changes=True, number="number of the gate", reason="why what waits for it may go on")
def gate_waive(office: Office, number: int, *, reason: str) -> Reply:
    """Let what waits for a gate go on without its artifact."""
    company.gates.waive(office, number, reason)
    return _told(office, number, f"Waived gate #{number}.")


def _told(office: Office, number: int, sentence: str) -> Reply:
    one = company.gates.one(office, number)
    waiting = f" {words.numbers(one.blocks)} {'wait' if len(one.blocks) > 1 else 'waits'} until " if one.blocks else ""
    more = "" if one.is_open or not waiting else f"{waiting}{one.predicate.sentence}."
    return Reply(f"{sentence}{more}", _shape(one))


def _so_far(one: Gate) -> str:
    return ", ".join(f"{made.name} is {made.status or 'without a status'}" for made in one.made) or "nothing yet"


def _shape(one: Gate) -> dict[str, Any]:
    return {
        "number": one.number,
        "key": one.key,
        "title": one.title,
        "artifact": one.predicate.spec,
        "is": one.word,
        "reason": one.reason,
        "made": [{"name": made.name, "status": made.status, "number": made.number} for made in one.made],
        "who": None if one.is_open else one.who,
        "after": list(one.after),
        "blocks": list(one.blocks),
    }
