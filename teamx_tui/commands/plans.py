"""The command that breaks a project down into tickets: it shows a plan, and files it once that is agreed to."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from teamx_tui import company
from teamx_tui.commands import words
from teamx_tui.commands.catalogue import catalogue
from teamx_tui.commands.registry import Reply, Table, command
from teamx_tui.domain.errors import Invalid

if TYPE_CHECKING:
    from teamx_tui.company.founding import Gate
    from teamx_tui.company.office import Office
    from teamx_tui.company.plans import Plan
    from teamx_tui.domain.planning import Row


@command(
    "decompose",
    changes=True,
    project="key of the project",
    brief="what it consists of: a line or a ; for each ticket",
    drop="row to leave out; may be given again",
    assign="row and who shall do it, such as 3=mike; may be given again",
    yes="file the tickets; without it the plan is only shown",
)
def decompose(
    office: Office,
    project: str,
    brief: str = "",
    *,
    drop: list[str] | None = None,
    assign: list[str] | None = None,
    yes: bool = False,
) -> Reply:
    """Break a project down into tickets; shows the plan with its cost, and files it with --yes."""
    plan = changed(proposed(office, project, brief), drop or (), assign or ())
    if not yes:
        return Reply(_shown(plan, brief), _shape(plan), table(plan))
    numbers = company.plans.carry_out(office, plan)
    filed = f"{words.count(len(numbers), 'ticket')} in {plan.title}: {words.numbers(numbers)}"
    return Reply(f"Filed {filed}.", _shape(plan) | {"filed": list(numbers)})


def proposed(office: Office, project: str, brief: str = "") -> Plan:
    """Return the plan for a project, with nothing written.

    Raises:
        NotFound: there is no such project.
        Invalid: there is nothing to plan from.
    """
    capabilities = {role.id: role.capabilities for role in catalogue().roles}
    return company.plans.propose(office, project, brief, capabilities)


def changed(plan: Plan, drop: Sequence[str], assign: Sequence[str]) -> Plan:
    """Return a plan without some rows and with other people: `drop` names rows, `assign` is such as `3=mike`.

    Raises:
        Invalid: one of them is not written so, or there is no such row or employee.
    """
    given = dict(_pair(word) for word in assign)
    return company.plans.change(plan, drop=[words.number(word) for word in drop], assign=given)


def table(plan: Plan) -> Table:
    """Return the rows of a plan, those that are left out too."""
    rows = []
    for row in plan.draft.rows:
        fit = plan.score_of(row)
        rows.append(
            (
                str(row.no),
                "left out" if row.no in plan.draft.dropped else "✓",
                row.title,
                row.phase or "–",
                words.handle(row.assignee),
                f"{fit.total:.2f}" if fit is not None else "–",
                waits(row) or "–",
                f"{row.estimate:g} d",
            )
        )
    return Table(("No", "Take", "Title", "Phase", "Who", "Score", "Waits for", "Estimate"), tuple(rows))


def waits(row: Row) -> str:
    """Return the rows that a row waits for, and in brackets those it is only related to. None has a number `#` yet."""
    soft = f"({_rows(row.follows)})" if row.follows else ""
    return f"{_rows(row.waits_for)} {soft}".strip()


def _rows(numbers: Iterable[int]) -> str:
    return " ".join(map(str, numbers))


def cost(plan: Plan) -> str:
    """Return what a plan costs, in words."""
    costs = plan.cost_micros
    if costs is None:
        return "cost unknown, since no ticket has been done with a model yet"
    low, high = costs
    if not high:
        return "no cost, since everybody in it is scripted"
    return f"about {words.dollars(low)} to {words.dollars(high)}" if low != high else f"about {words.dollars(high)}"


def summary(plan: Plan) -> str:
    """Return in a sentence what carrying a plan out would do."""
    draft, work = plan.draft, plan.work
    links = len(work.dependencies)
    ties = f"{links} {'dependency' if links == 1 else 'dependencies'}"
    ties += f" and {words.count(len(work.gates), 'gate')}" if work.gates else ""
    return (
        f"This will file {words.count(len(draft.kept), 'ticket')} with {ties} and assign the work; "
        f"{words.working_days(draft.days)} at the least, {cost(plan)}."
    )


def _shown(plan: Plan, brief: str) -> str:
    lines = [f"Plan for {plan.title}, by {plan.author}. Nothing is filed yet.", *plan.notes]
    if plan.faults:
        return "\n".join([*lines, "It cannot be carried out:", *(f"  {fault}" for fault in plan.faults)])
    said = " ".join(("teamx decompose", plan.project, *((shlex.quote(brief),) if brief else ())))
    way = f"To file them: {said} --yes (before that: --drop NO, --assign NO=HANDLE)"
    return "\n".join([*lines, *map(_gate, plan.work.gates), summary(plan), f"{way}\n"])


def _gate(one: Gate) -> str:
    rows = f"row{'' if len(one.blocks) == 1 else 's'} {_rows(one.blocks)}"
    return f"Gate {one.title}: {rows} may start once {one.predicate.sentence}."


def _shape(plan: Plan) -> dict[str, Any]:
    costs = plan.cost_micros
    return {
        "project": plan.project,
        "author": plan.author,
        "tickets": len(plan.draft.kept),
        "days": plan.draft.days,
        "cost_usd": [micros / 1_000_000 for micros in costs] if costs is not None else None,
        "faults": list(plan.faults),
        "notes": list(plan.notes),
        "gates": [
            {"key": one.key, "title": one.title, "after": list(one.after), "blocks": list(one.blocks)}
            for one in plan.work.gates
        ],
        "rows": [
            {
                "no": row.no,
                "taken": row.no not in plan.draft.dropped,
                "title": row.title,
                "phase": row.phase,
                "assignee": row.assignee,
                "waits_for": list(row.waits_for),
                "related_to": list(row.follows),
                "estimate": row.estimate,
                "needs": list(row.needs),
                "scores": [{"handle": one.handle, "score": round(one.total, 4)} for one in plan.scores[row.no]],
            }
            for row in plan.draft.rows
        ],
    }


def _pair(word: str) -> tuple[int, str]:
    no, _, handle = word.partition("=")
    if not handle:
        raise Invalid(f"{word!r:.60} is no row with a handle; write 3=mike.")
    return words.number(no), handle.removeprefix("@")
