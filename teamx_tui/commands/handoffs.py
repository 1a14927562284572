"""Commands about hand-offs: offer one, answer it, see what waits, read or save its document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from teamx_tui import company
from teamx_tui.commands import agreement_words, files, words
from teamx_tui.commands.registry import Reply, Table, command

if TYPE_CHECKING:
    from teamx_tui.company.office import Office


@command(
    "handoff offer",
    changes=True,
    number="ticket it comes from",
    to="who shall take it",
    note="what they must know",
    next="what they do next",
    artifacts="file attached to the ticket, or several with commas between; may be given several times",
    ticket="ticket that gets them; without one the ticket itself changes hands",
)
def handoff_offer(
    office: Office, number: int, *, to: str, note: str, next: str, artifacts: list[str] | None = None,
    ticket: int | None = None,
) -> Reply:  # fmt: skip
    """Offer to hand a ticket over, or what was made on it; the receiver is woken and accepts or declines."""
    names = [name.strip() for part in artifacts or () for name in part.split(",") if name.strip()]
    who = to.removeprefix("@")
    made = company.handoffs.offer(office, number, who, note, next, artifacts=names, ticket=ticket)
    return _reply(office, made, f"Hand-off {made} is offered to @{who}.")


@command("handoff accept", changes=True, handoff="number of the hand-off")
def handoff_accept(office: Office, handoff: int) -> Reply:
    """Accept a hand-off for its receiver; the giver is woken."""
    company.handoffs.accept(office, handoff)
    return _reply(office, handoff, f"Hand-off {handoff} is accepted.")


@command("handoff decline", changes=True, handoff="number of the hand-off", reason="why")
def handoff_decline(office: Office, handoff: int, reason: str) -> Reply:
    """Decline a hand-off for its receiver; the giver is woken."""
    company.handoffs.decline(office, handoff, reason)
    return _reply(office, handoff, f"Hand-off {handoff} is declined.")


@command("handoff withdraw", changes=True, handoff="number of the hand-off", reason="why")
def handoff_withdraw(office: Office, handoff: int, reason: str = "not needed any more") -> Reply:
    """Take an offer back that is not answered yet."""
    company.handoffs.withdraw(office, handoff, reason)
    return _reply(office, handoff, f"Hand-off {handoff} is taken back.")


@command(
    "handoff list",
    all="those that were answered, too",
    person="only what this employee gives or gets",
    ticket="only from or to this ticket",
)
def handoff_list(office: Office, *, all: bool = False, person: str = "", ticket: int = 0) -> Reply:
    """List the hand-offs that wait for an answer."""
    found = company.agreements.handoffs(office, only_open=not all, person=person, number=ticket)
    rows = tuple(
        (
            str(one.id),
            f"#{one.number}",
            words.speaker(one.giver),
            words.speaker(one.receiver),
            f"#{one.to_number}" if one.to_number is not None else "the ticket",
            ", ".join(f"{file.name} v{file.version}" for file in one.artifacts),
            one.next_action,
            agreement_words.state(one),
        )
        for one in found
    )
    columns = ("Hand-off", "From", "Giver", "Receiver", "To", "Artifacts", "Next action", "State")
    data = [agreement_words.handoff_shape(one) for one in found]
    return Reply("" if rows else "No hand-off waits for an answer.", data, Table(columns, rows) if rows else None)


@command("handoff show", handoff="number of the hand-off", out="write the document to this file, .md")
def handoff_show(office: Office, handoff: int, *, out: str = "") -> Reply:
    """Show the document of a hand-off, in Markdown, or write it to a file."""
    shown = company.agreements.handoff(office, handoff)
    text = agreement_words.handoff(shown)
    data = agreement_words.handoff_shape(shown)
    if out:
        path = files.write(out, [text, "\n"])
        return Reply(f"Saved hand-off {handoff} to {path}.", data | {"path": str(path)})
    return Reply(text, data)


def _reply(office: Office, handoff: int, sentence: str) -> Reply:
    return Reply(sentence, agreement_words.handoff_shape(company.agreements.handoff(office, handoff)))
