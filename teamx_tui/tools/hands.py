"""Carrying out what a brain chose: rules checked, rows and events and wakes written, all in one transaction."""

from collections.abc import Collection
from functools import cache
from typing import Final

from teamx_tui.brains import scripted
from teamx_tui.brains.brain import Result, Step, ToolCall
from teamx_tui.brains.desk import ToolSpec
from teamx_tui.company import meetings_floor, spending, turns
from teamx_tui.company.briefings import Roles
from teamx_tui.company.office import Act, Office
from teamx_tui.company.turns import Claim
from teamx_tui.domain.errors import Refused, TeamxError
from teamx_tui.domain.tickets import Kind
from teamx_tui.tools import agreeing, meeting, talking, working
from teamx_tui.tools.tool import TOOLS, Hand, find

__all__ = ["TOOLS", "agreeing", "carry_out", "meeting", "talking", "working"]


ALWAYS: Final = frozenset({"pass"})


def carry_out(
    office: Office,
    claim: Claim,
    step: Step,
    seen_message_id: int,
    made: int = 0,
    only: Collection[str] | None = None,
) -> tuple[Result, ...]:
    """Carry out the calls of one step and return what came of each; end the run with the last step.

    A call that a rule refuses changes nothing and is told to the employee. A refused script line ends the step, since
    the lines after it rest on it. `made`: calls made in this run before. `only`: the tools the employee may use, if not
    all.

    Raises:
        Superseded: another worker has taken the wake over; nothing is written.
    """
    turn = claim.turn
    with office.act(turn.handle, turn) as act:
        turns.fence(act, turn)
        if step.receipt is not None:
            spending.settle(act, step.receipt)
        results: list[Result] = []
        for made_now, call in enumerate(step.calls, start=made):
            result = _use(office, act, claim, call, made_now, only)
            results.append(result)
            if call.line is not None and not result.ok:
                break
        if step.last:
            turns.settle(
                act,
                claim,
                passed=not made and all(call.tool == "pass" for call in step.calls),
                seen_message_id=seen_message_id,
            )
            if claim.kind == Kind.MEETING:
                meetings_floor.advance(act, claim.number)
        return tuple(results)


def allowed(claim: Claim, roles: Roles) -> Collection[str] | None:
    """Return the names of the tools an employee may use in a run: those of the role; None for all there are.

    A script may use any: whoever wrote it knows what it needs. In a meeting or a chat the place alone decides.
    """
    if claim.kind != Kind.TICKET or claim.turn.brain == scripted.NAME:
        return None
    role = roles(claim.role)
    return frozenset(role.tools) | ALWAYS if role is not None and role.tools else None


def specs(place: str = Kind.TICKET.value, only: Collection[str] | None = None) -> tuple[ToolSpec, ...]:
    """Return the tools that are of use on a kind of work item, as a model is told about them: all, or `only` some."""
    return tuple(spec for spec in _of_use(place) if only is None or spec.name in only)


@cache
def _of_use(place: str) -> tuple[ToolSpec, ...]:
    of_use = (tool for tool in TOOLS.values() if place in tool.places)
    return tuple(ToolSpec(tool.name, tool.help, tool.arguments.model_json_schema()) for tool in of_use)


def _use(office: Office, act: Act, claim: Claim, call: ToolCall, made: int, only: Collection[str] | None) -> Result:
    turns.next_call(act, made)
    try:
        tool = find(call.tool, claim.kind)
        if only is not None and tool.name not in only:
            raise Refused(f"You do not have the tool {tool.name}. Yours are: {', '.join(sorted(only))}.")
        given = tool.parse(call.arguments)
        with office.attempt():
            result = Result(True, tool.use(Hand(office, claim.turn.handle, claim.number), given))
    except TeamxError as error:
        result = Result(False, str(error))
    turns.record_call(act, call, result)
    return result
