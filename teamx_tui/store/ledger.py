"""What turns, and calls of models apart from them, took and cost, added up in the database by whatever one asks for."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    FromClause,
    Integer,
    Select,
    String,
    bindparam,
    case,
    cast,
    func,
    literal,
    null,
    select,
    union_all,
)

from teamx_tui.domain.usage import QUESTIONS, TRIALS
from teamx_tui.store.prepared import Prepared
from teamx_tui.store.rows import Row
from teamx_tui.store.schema import employee, model_call, run, words, work_item

DAY_MS: Final = 86_400_000
FAR_MS: Final = 1 << 62
"""A time that never comes."""
_IS_ASKED: Final = model_call.c.question_id.is_not(None)
_APART: Final = (
    case((_IS_ASKED, literal(QUESTIONS)), else_=literal(TRIALS)),
    case((_IS_ASKED, literal("your questions")), else_=literal("trying brains out")),
)
"""Key and name of a call that belongs to no turn."""
_project = work_item.alias("ledger_project")
_KEYS: Final[Mapping[str, tuple[ColumnElement[Any], ColumnElement[Any]]]] = {
    "all": (literal("all"), literal("")),
    "employee": (employee.c.handle, employee.c.name),
    "ticket": (cast(work_item.c.number, String), work_item.c.title),
    "project": (func.coalesce(_project.c.key, ""), func.coalesce(_project.c.title, "")),
    "model": (case((run.c.model == "", run.c.brain), else_=run.c.brain + " " + run.c.model), literal("")),
    "day": (cast(run.c.ended_at_ms // DAY_MS, String), literal("")),
}
"""For each way to add up: what tells one sum of turns from another, and its name."""
_CALL_KEYS: Final[Mapping[str, tuple[ColumnElement[Any], ColumnElement[Any]]]] = {
    "all": _KEYS["all"],
    "model": (model_call.c.brain + " " + model_call.c.model, literal("")),
    "day": (cast(model_call.c.ended_at_ms // DAY_MS, String), literal("")),
}
"""The same for calls that belong to no turn, where these are not told apart from others."""
_COUNTS: Final[Mapping[str, ColumnElement[Any]]] = {
    "input_tokens": model_call.c.input_tokens,
    "output_tokens": model_call.c.output_tokens,
    "cache_write_tokens": model_call.c.cache_write_tokens + model_call.c.cache_write_hour_tokens,
    "cache_read_tokens": model_call.c.cache_read_tokens,
    "unknown": case((model_call.c.state == "unknown", 1), else_=0),
    "unpriced": case((model_call.c.priced.is_(False), 1), else_=0),
}
"""What one call counts for, besides its money."""
_USED: Final = (
    select(model_call.c.run_id, *(func.sum(count).label(name) for name, count in _COUNTS.items()))
    .group_by(model_call.c.run_id)
    .subquery("used")
)
"""What the calls of each turn used."""
_FAILED: Final = words(["failed", "interrupted"])


def _apart(since_ms: int | BindParameter[int]) -> tuple[ColumnElement[bool], ...]:
    # Added to, the time takes no index: the few calls of no turn are found by theirs instead of all of the day.
    return model_call.c.run_id.is_(None), model_call.c.ended_at_ms + 0 >= since_ms


# Asked by every look at the head of a screen, so it is compiled once.
_SPENT_APART: Final = Prepared(
    select(
        func.count(model_call.c.id).label("calls"),
        func.coalesce(func.sum(model_call.c.cost_micros), 0).label("micros"),
    ).where(*_apart(bindparam("first_ms", type_=Integer)), model_call.c.ended_at_ms + 0 <= bindparam("last_ms"))
)


def sums(connection: Connection, by: str, most: int, since_ms: int = 0) -> Sequence[Row]:
    """Return at most `most` sums over what ended since a time, the dearest first, days the latest first.

    Columns: key, label, turns, failed, calls, micros, took_ms, tokens of four kinds, unknown and unpriced calls, and
    p50_ms, p95_ms and p99_ms, the shortest time within which half, 95 and 99 % of the turns ended.
    """
    spent = union_all(_turns(by, since_ms), _calls_apart(by, since_ms)).subquery("spent")
    micros, turns = func.sum(spent.c.cost_micros).label("micros"), func.sum(spent.c.is_turn).label("turns")
    order = (cast(spent.c.key, run.c.ended_at_ms.type).desc(),) if by == "day" else (micros.desc(), turns.desc())
    query = (
        select(
            spent.c.key,
            func.max(spent.c.label).label("label"),
            turns,
            func.sum(spent.c.has_failed).label("failed"),
            func.sum(spent.c.model_calls).label("calls"),
            micros,
            func.sum(spent.c.took_ms).label("took_ms"),
            _within(spent, 0.5).label("p50_ms"),
            _within(spent, 0.95).label("p95_ms"),
            _within(spent, 0.99).label("p99_ms"),
            *(func.coalesce(func.sum(spent.c[name]), 0).label(name) for name in _COUNTS),
        )
        .group_by(spent.c.key)
        .order_by(*order, spent.c.key)
        .limit(most)
    )
    return connection.execute(query).all()


def pulse(connection: Connection, since_ms: int, step_ms: int) -> Sequence[Row]:
    """Return what ended since a time, added up by steps: step (from 0 at the epoch), turns, calls, micros."""
    ended = (run.c.ended_at_ms // step_ms).label("step")
    turns = (
        select(
            ended,
            func.count().label("turns"),
            func.sum(run.c.model_calls).label("calls"),
            func.sum(run.c.cost_micros).label("micros"),
        )
        .where(run.c.ended_at_ms >= since_ms)
        .group_by(ended)
    )
    apart = select(model_call.c.ended_at_ms // step_ms, literal(0), literal(1), model_call.c.cost_micros)
    beats = union_all(turns, apart.where(*_apart(since_ms))).subquery("beats")
    totals = (func.sum(beats.c[name]).label(name) for name in ("turns", "calls", "micros"))
    query = select(beats.c.step, *totals).group_by(beats.c.step).order_by(beats.c.step)
    return connection.execute(query).all()


def spent_apart(connection: Connection, first_ms: int, last_ms: int = FAR_MS) -> Row:
    """Return what calls of no turn that ended since a time, and not after another, came to: calls, micros."""
    return _SPENT_APART.all(connection, {"first_ms": first_ms, "last_ms": last_ms})[0]


def first_end(connection: Connection) -> int | None:
    """Return when the first turn, or call of no turn, ended (milliseconds UTC), None if none has."""
    firsts = [
        connection.execute(select(func.min(run.c.ended_at_ms))).scalar(),
        connection.execute(select(func.min(model_call.c.ended_at_ms)).where(*_apart(0))).scalar(),
    ]
    return min((int(one) for one in firsts if one is not None), default=None)


def _turns(by: str, since_ms: int) -> Select[Any]:
    """Return the turns ended since a time, each with what it counts for and its place by length among its sum's."""
    key, label = _KEYS[by]
    took = (run.c.ended_at_ms - run.c.started_at_ms).label("took_ms")
    return (
        select(
            key.label("key"),
            label.label("label"),
            literal(1).label("is_turn"),
            case((run.c.outcome.in_(_FAILED), 1), else_=0).label("has_failed"),
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
        .where(run.c.ended_at_ms >= since_ms)
    )


def _calls_apart(by: str, since_ms: int) -> Select[Any]:
    """Return the calls of no turn ended since a time, in the columns of turns; they have no place among these."""
    nowhere = (cast(null(), Integer), cast(null(), Integer))
    values = (literal(0), literal(0), literal(1), model_call.c.cost_micros, literal(0), *_COUNTS.values(), *nowhere)
    return select(*_CALL_KEYS.get(by, _APART), *values).where(*_apart(since_ms))


def _within(spent: FromClause, share: float) -> ColumnElement[Any]:
    return func.coalesce(func.min(case((spent.c.place >= share * spent.c.of, spent.c.took_ms))), 0)
