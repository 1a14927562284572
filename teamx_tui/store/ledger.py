"""What turns took and cost, added up in the database: by whom, on what, with what, and when."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, String, case, cast, func, literal, select

from teamx_tui.store.rows import Row
from teamx_tui.store.schema import employee, model_call, run, words, work_item

DAY_MS: Final = 86_400_000
_project = work_item.alias("ledger_project")
_KEYS: Final[dict[str, tuple[ColumnElement[Any], ColumnElement[Any]]]] = {
    "all": (literal("all"), literal("")),
    "employee": (employee.c.handle, employee.c.name),
    "ticket": (cast(work_item.c.number, String), work_item.c.title),
    "project": (func.coalesce(_project.c.key, ""), func.coalesce(_project.c.title, "")),
    "model": (case((run.c.model == "", run.c.brain), else_=run.c.brain + " " + run.c.model), literal("")),
    "day": (cast(run.c.ended_at_ms // DAY_MS, String), literal("")),
}
"""For each way to add up: what tells one sum from another, and its name."""
_TOKENS: Final = ("input_tokens", "output_tokens", "cache_write_tokens", "cache_read_tokens")
_USED: Final = (
    select(
        model_call.c.run_id,
        func.sum(model_call.c.input_tokens).label("input_tokens"),
        func.sum(model_call.c.output_tokens).label("output_tokens"),
        func.sum(model_call.c.cache_write_tokens + model_call.c.cache_write_hour_tokens).label("cache_write_tokens"),
        func.sum(model_call.c.cache_read_tokens).label("cache_read_tokens"),
        func.count(case((model_call.c.state == "unknown", 1))).label("unknown"),
        func.count(case((model_call.c.priced.is_(False), 1))).label("unpriced"),
    )
    .group_by(model_call.c.run_id)
    .subquery("used")
)
"""What the calls of each turn used."""
_COUNTS: Final = (*_TOKENS, "unknown", "unpriced")
_FAILED: Final = words(["failed", "interrupted"])


def sums(connection: Connection, by: str, most: int) -> Sequence[Row]:
    """Return at most `most` sums over the turns that have ended, the dearest first, days the latest first.

    Columns: key, label, turns, failed, calls, micros, took_ms, tokens of four kinds, unknown and unpriced calls, and
    p50_ms, p95_ms and p99_ms, the shortest time within which half, 95 and 99 % of the turns ended.
    """
    key, label = _KEYS[by]
    turns = _turns(key, label)
    micros, count = func.sum(turns.c.cost_micros).label("micros"), func.count().label("turns")
    order = (cast(turns.c.key, run.c.ended_at_ms.type).desc(),) if by == "day" else (micros.desc(), count.desc())
    query = (
        select(
            turns.c.key,
            func.max(turns.c.label).label("label"),
            count,
            func.count(case((turns.c.outcome.in_(_FAILED), 1))).label("failed"),
            func.sum(turns.c.model_calls).label("calls"),
            micros,
            func.sum(turns.c.took_ms).label("took_ms"),
            _within(turns, 0.5).label("p50_ms"),
            _within(turns, 0.95).label("p95_ms"),
            _within(turns, 0.99).label("p99_ms"),
            *(func.coalesce(func.sum(turns.c[name]), 0).label(name) for name in _COUNTS),
        )
        .group_by(turns.c.key)
        .order_by(*order, turns.c.key)
        .limit(most)
    )
    return connection.execute(query).all()


def pulse(connection: Connection, since_ms: int, step_ms: int) -> Sequence[Row]:
    """Return the turns ended since a time, added up by steps: step (from 0 at the epoch), turns, calls, micros."""
    step = (run.c.ended_at_ms // step_ms).label("step")
    query = (
        select(
            step,
            func.count().label("turns"),
            func.sum(run.c.model_calls).label("calls"),
            func.sum(run.c.cost_micros).label("micros"),
        )
        .where(run.c.ended_at_ms >= since_ms)
        .group_by(step)
        .order_by(step)
    )
    return connection.execute(query).all()


def first_end(connection: Connection) -> int | None:
    """Return when the first turn ended (milliseconds UTC), None if none has."""
    value: int | None = connection.execute(select(func.min(run.c.ended_at_ms))).scalar()
    return value


def _turns(key: ColumnElement[Any], label: ColumnElement[Any]) -> Any:
    """Return the turns that have ended, each with what it counts for and its place among those of its sum by length."""
    took = (run.c.ended_at_ms - run.c.started_at_ms).label("took_ms")
    return (
        select(
            key.label("key"),
            label.label("label"),
            run.c.outcome,
            run.c.model_calls,
            run.c.cost_micros,
            took,
            *(_USED.c[name] for name in _COUNTS),
            func.row_number().over(partition_by=key, order_by=took).label("place"),
            func.count().over(partition_by=key).label("of"),
        )
        .join(employee, employee.c.id == run.c.employee_id)
        .join(work_item, work_item.c.id == run.c.item_id)
        .outerjoin(_project, _project.c.id == work_item.c.parent_id)
        .outerjoin(_USED, _USED.c.run_id == run.c.id)
        .where(run.c.ended_at_ms.is_not(None))
        .subquery("turns")
    )


def _within(turns: Any, share: float) -> ColumnElement[Any]:
    return func.min(case((turns.c.place >= share * turns.c.of, turns.c.took_ms)))
