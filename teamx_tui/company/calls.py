"""Tool calls as they were kept: arguments, result, and the turn they were made in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from teamx_tui.company.office import Office, ticket_row
from teamx_tui.domain.errors import NotFound
from teamx_tui.store import calls, spending
from teamx_tui.store.rows import Row


@dataclass(frozen=True, slots=True)
class Turn:
    """One run of an employee on a ticket."""

    run: int
    number: int
    employee: str
    attempt: int
    """Counted from 1."""
    outcome: str
    """Empty while it is going on."""
    reason: str
    brain: str
    model: str
    started_at_ms: int
    ended_at_ms: int | None
    model_calls: int
    cost_micros: int


@dataclass(frozen=True, slots=True)
class Call:
    """One tool call."""

    turn: Turn
    no: int
    """Its place in the turn, counted from 1."""
    at_ms: int
    tool: str
    arguments: Mapping[str, Any]
    is_ok: bool
    result: str


@dataclass(frozen=True, slots=True)
class ModelCall:
    """One call of a model."""

    id: int
    model: str
    state: str
    """open, settled, unknown (charged in full)."""
    is_priced: bool
    """Whether its price was known."""
    reserved_micros: int
    cost_micros: int
    input_tokens: int
    output_tokens: int
    cache_write_tokens: int
    cache_read_tokens: int
    stop_reason: str
    error: str
    started_at_ms: int
    ended_at_ms: int | None


def of_models(office: Office, run: int) -> tuple[ModelCall, ...]:
    """Return the calls of models that were made in a turn, in their order."""
    with office.look() as connection:
        return tuple(map(_model_call, spending.of_run(connection, run)))


def of_turn(office: Office, run: int) -> tuple[Turn, tuple[Call, ...]]:
    """Return a turn with its tool calls, in their order.

    Raises:
        NotFound: there was no such turn.
    """
    with office.look() as connection:
        row = calls.turn(connection, run)
        if row is None:
            raise NotFound(f"There was no turn {run}; those on a ticket: teamx ticket show N --json")
        return _turn(row), tuple(map(_call, calls.of_run(connection, run)))


def one(office: Office, run: int, no: int) -> Call:
    """Return the `no`-th tool call of a turn.

    Raises:
        NotFound: there is no such call.
    """
    found = next((call for call in of_turn(office, run)[1] if call.no == no), None)
    if found is None:
        raise NotFound(f"Turn {run} has no call {no}.")
    return found


def on_ticket(office: Office, number: int) -> tuple[Call, ...]:
    """Return every tool call made on a ticket, in their order.

    Raises:
        NotFound: there is no such ticket.
    """
    with office.look() as connection:
        row = ticket_row(connection, number)
        return tuple(map(_call, calls.on_item(connection, row.id)))


def _turn(row: Row) -> Turn:
    return Turn(
        run=row.run_id,
        number=row.number,
        employee=row.handle,
        attempt=row.attempt,
        outcome=row.outcome,
        reason=row.reason,
        brain=row.brain,
        model=row.model,
        started_at_ms=row.started_at_ms,
        ended_at_ms=row.ended_at_ms,
        model_calls=row.model_calls,
        cost_micros=row.cost_micros,
    )


def _model_call(row: Row) -> ModelCall:
    return ModelCall(
        id=row.id,
        model=row.model,
        state=row.state,
        is_priced=row.priced,
        reserved_micros=row.reserved_micros,
        cost_micros=row.cost_micros,
        input_tokens=row.input_tokens,
        output_tokens=row.output_tokens,
        cache_write_tokens=row.cache_write_tokens + row.cache_write_hour_tokens,
        cache_read_tokens=row.cache_read_tokens,
        stop_reason=row.stop_reason,
        error=row.error,
        started_at_ms=row.started_at_ms,
        ended_at_ms=row.ended_at_ms,
    )


def _call(row: Row) -> Call:
    return Call(_turn(row), row.no, row.at_ms, row.tool, row.arguments, row.ok, row.result)
