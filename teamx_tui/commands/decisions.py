"""Commands about decisions: what was decided, recording one, putting one to several, and who waits for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from teamx_tui import company
from teamx_tui.commands import agreement_words, explanations, words
from teamx_tui.commands.registry import Reply, Table, command
from teamx_tui.domain.errors import Invalid

if TYPE_CHECKING:
    from teamx_tui.company.office import Office


@command("decision list", ticket="only those of this ticket, and those put off to it")
def decision_list(office: Office, *, ticket: int = 0) -> Reply:
    """List what was decided, the latest first, and what is on the table."""
    found = company.agreements.decisions(office, number=ticket)
    rows = tuple(
        (
            str(one.id),
            f"#{one.number}",
            one.subject,
            one.outcome or "on the table",
            words.speaker(one.decided_by or one.asked_of),
            str(len(one.positions)),
            f"#{one.deferred_to}" if one.deferred_to is not None else "",
        )
        for one in found
    )
    columns = ("Decision", "Ticket", "Subject", "Outcome", "Decides", "Positions", "Deferred to")
    data = [agreement_words.decision_shape(one) for one in found]
    return Reply("" if rows else "Nothing was decided yet.", data, Table(columns, rows) if rows else None)


@command("decision show", decision="number of the decision")
def decision_show(office: Office, decision: int) -> Reply:
    """Show a decision: options, positions, rule, outcome, why, who and when."""
    shown = company.agreements.decision(office, decision)
    return Reply(agreement_words.decision(shown), agreement_words.decision_shape(shown))


@command(
    "decision record",
    changes=True,
    number="ticket it is about",
    subject="what was to be decided; what is on the table under it is decided",
    outcome="what was decided",
    rationale="why",
    defer_to="ticket that takes up what is put off",
    option="what else there was to choose; may be given several times",
    position='who was for what, such as "@mike: Redis"; may be given several times',
)
def decision_record(
    office: Office, number: int, subject: str, outcome: str, *, rationale: str = "", defer_to: int | None = None,
    option: list[str] | None = None, position: list[str] | None = None,
) -> Reply:  # fmt: skip
    """Record a decision, or decide what is on the table."""
    taken = [_position(text) for text in position or ()]
    made = company.decisions.decide(
        office,
        number,
        subject,
        outcome,
        rationale=rationale,
        deferred_to=defer_to,
        options=option or (),
        positions=taken,
    )
    return _reply(office, made, f"Decision {made} is recorded.")


@command(
    "decision propose",
    changes=True,
    number="ticket it is about",
    subject="what is to be decided",
    among="who takes a position; may be given several times",
    option="what there is to choose; may be given several times",
    rule="accountable, majority or consensus",
)
def decision_propose(
    office: Office, number: int, subject: str, *, among: list[str], option: list[str] | None = None,
    rule: str = "accountable",
) -> Reply:  # fmt: skip
    """Put a decision to several employees; they are woken for their positions."""
    made = company.deliberations.propose(office, number, subject, option or (), among, rule=rule)
    return _reply(office, made, f"Decision {made} is on the table.")


@command(
    "decision position",
    changes=True,
    number="ticket of the decision",
    stance="the option you are for",
    pro="what speaks for it",
    con="what speaks against it",
    subject="which decision, when several are on the table",
    as_="take it for this employee",
)
def decision_position(
    office: Office, number: int, stance: str, *, pro: str = "", con: str = "", subject: str = "",
    as_: str | None = None,
) -> Reply:  # fmt: skip
    """Take a position on the decision that is on the table."""
    actor = company.employees.known(office, as_) if as_ else "operator"
    made = company.deliberations.take(office, number, stance, pro=pro, con=con, subject=subject, actor=actor)
    return _reply(office, made, f"{words.speaker(actor)}: {stance}.")


@command("waits")
def waits(office: Office) -> Reply:
    """Show who waits for whom, and where nobody can move because each waits for the other."""
    found = company.waits.standing(office)
    rows = tuple((wait.waiter, wait.waited, wait.means.value.replace("_", " ")) for wait in found.waits)
    data = {
        "waits": [{"waiter": w.waiter, "waited": w.waited, "means": w.means, "entry": w.entry} for w in found.waits],
        "circles": [
            {"parties": [wait.waiter for wait in circle.waits], "words": circle.words, "cut": circle.way}
            for circle in found.circles
        ],
    }
    data["starved"] = explanations.starved_shape(found.starved)
    sentence = "\n".join([*(circle.words for circle in found.circles), *map(explanations.late, found.starved)])
    nobody = "Nobody waits for anybody." if not rows else ""
    return Reply(sentence or nobody, data, Table(("Waits", "For", "Through"), rows) if rows else None)


def _position(text: str) -> dict[str, str]:
    who, colon, stance = text.partition(":")
    if not colon or not stance.strip():
        raise Invalid(f'A position says who is for what, such as "@mike: Redis", not {text!r}.')
    return {"who": who.strip().removeprefix("@"), "stance": stance.strip()}


def _reply(office: Office, decision: int, sentence: str) -> Reply:
    return Reply(sentence, agreement_words.decision_shape(company.agreements.decision(office, decision)))
