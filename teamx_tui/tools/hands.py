"""Carrying out what a brain chose: rules checked, rows and events and wakes written, all in one transaction."""

from functools import cache

from teamx_tui.brains.brain import Result, Step, ToolCall
from teamx_tui.brains.desk import ToolSpec
from teamx_tui.company import spending, turns
from teamx_tui.company.office import Act, Office
from teamx_tui.company.turns import Claim
from teamx_tui.domain.errors import TeamxError
from teamx_tui.tools import talking, vault, working
from teamx_tui.tools.tool import TOOLS, Hand, find

__all__ = ["TOOLS", "carry_out", "talking", "vault", "working"]


def carry_out(office: Office, claim: Claim, step: Step, seen_message_id: int, made: int = 0) -> tuple[Result, ...]:
    """Carry out the calls of one step and return what came of each; end the run with the last step.

    A call that a rule refuses changes nothing and is told to the employee. A refused script line ends the step, since
    the lines after it rest on it. `made`: calls made in this run before.

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
            result = _use(office, act, claim, call, made_now)
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
        return tuple(results)


@cache
def specs() -> tuple[ToolSpec, ...]:
    """Return every tool as a model is told about it."""
    return tuple(ToolSpec(tool.name, tool.help, tool.arguments.model_json_schema()) for tool in TOOLS.values())


def _use(office: Office, act: Act, claim: Claim, call: ToolCall, made: int) -> Result:
    turns.next_call(act, made)
    try:
        given = find(call.tool).parse(call.arguments)
        with office.attempt():
            result = Result(True, find(call.tool).use(Hand(office, claim.turn.handle, claim.number), given))
    except TeamxError as error:
        result = Result(False, str(error))
    turns.record_call(act, call, result)
    return result
