"""Gates that an artifact opens: which are open, in SQL and as facts for the domain, and what waits for what there."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, and_, exists, func, literal_column, or_, select

from teamx_tui.domain.artifacts import Awaited, Expected, Made, Predicate
from teamx_tui.domain.edges import DependencyKind, Edge
from teamx_tui.domain.tickets import OVER, SATISFYING, Kind, State
from teamx_tui.store import artifacts
from teamx_tui.store.rows import Row
from teamx_tui.store.schema import artifact, dependency, employee, words, work_item

_owner = employee.alias("gate_owner")


def unsatisfied(blocker: FromClause) -> ColumnElement[bool]:
    """Return whether a blocker holds its dependents back: neither done nor skipped, nor a gate whose artifact is there.

    The same that `domain.gates.Blocker.is_satisfied` finds for one.
    """
    is_met = and_(blocker.c.kind == literal_column(f"'{Kind.GATE}'"), _met(blocker))
    return and_(blocker.c.state.not_in(words(SATISFYING)), ~is_met)


def holds_back(connection: Connection, item_id: int) -> bool:
    """Return whether a blocker keeps what waits for it waiting."""
    query = select(work_item.c.id).where(work_item.c.id == item_id, unsatisfied(work_item))
    return connection.execute(query).first() is not None


def _met(gate: FromClause) -> ColumnElement[bool]:
    made, newer, ticket = artifact.alias("gate_made"), artifact.alias("gate_newer"), work_item.alias("gate_ticket")

    def wanted(key: str) -> ColumnElement[Any]:
        return func.json_extract(gate.c.spec, literal_column(f"'$.{key}'"))

    statuses = func.json_each(gate.c.spec, literal_column("'$.status'")).table_valued("value", name="gate_status")
    is_replaced = exists(
        select(newer.c.id).where(
            newer.c.item_id.is_not_distinct_from(made.c.item_id),
            newer.c.name == made.c.name,
            newer.c.version > made.c.version,
            newer.c.withdrawn.is_(False),
        )
    )
    of_ticket = select(ticket.c.id).where(ticket.c.number == wanted("ticket")).correlate(gate).scalar_subquery()
    query = select(made.c.id).where(
        made.c.type == wanted("type"),
        made.c.status.in_(select(statuses.c.value).correlate(gate)),
        made.c.withdrawn.is_(False),
        or_(wanted("name").is_(None), made.c.name == wanted("name")),
        or_(wanted("ticket").is_(None), made.c.item_id == of_ticket),
        ~is_replaced,
    )
    return exists(query.correlate(gate))


def everyone(connection: Connection) -> Sequence[Row]:
    """Return every gate that was not taken back, by number: id, number, key, title, state, reason, spec."""
    columns = (work_item.c[name] for name in ("id", "kind", "number", "key", "title", "state", "reason", "spec"))
    query = select(*columns).where(work_item.c.kind == Kind.GATE, work_item.c.state != State.CANCELLED)
    return connection.execute(query.order_by(work_item.c.number)).all()


def awaited(connection: Connection, ids: Collection[int]) -> dict[int, Awaited]:
    """Return what each of some gates waits for, by its id."""
    if not ids:
        return {}
    rows = connection.execute(select(work_item.c.id, work_item.c.spec).where(work_item.c.id.in_(ids)))
    predicates = {row.id: Predicate.of(row.spec) for row in rows}
    expected = _expected(connection, predicates)
    made = {kind: made_of(connection, kind) for kind in {one.type for one in predicates.values()}}
    return {
        gate_id: Awaited(one, tuple(filter(one.concerns, made[one.type])), tuple(expected[gate_id]))
        for gate_id, one in predicates.items()
    }


def made_of(connection: Connection, kind: str) -> tuple[Made, ...]:
    """Return the newest version of everything of a type."""
    rows = artifacts.of_type(connection, kind)
    return tuple(Made(row.name, kind, row.status, row.number, row.producer) for row in rows)


def _expected(connection: Connection, ids: Collection[int]) -> dict[int, list[Expected]]:
    columns = (dependency.c.blocked_id, work_item.c.id, work_item.c.number, work_item.c.state, _owner.c.handle)
    query = (
        select(*columns)
        .join(work_item, work_item.c.id == dependency.c.blocker_id)
        .outerjoin(_owner, _owner.c.id == work_item.c.assignee_id)
        .where(dependency.c.blocked_id.in_(ids), work_item.c.kind == Kind.TICKET)
    )
    found: dict[int, list[Expected]] = defaultdict(list)
    for row in connection.execute(query.order_by(work_item.c.number)):
        found[row.blocked_id].append(Expected(row.id, row.number, row.handle, row.state in OVER))
    return found


def with_gates(connection: Connection, edges: list[Edge], among: Collection[int]) -> list[Edge]:
    """Return dependencies with those that lead through a gate, which takes no time and is drawn nowhere.

    They are soft: what waits for an artifact may start before the ticket that makes it is done.
    """
    known = {(edge.blocker, edge.blocked) for edge in edges}
    through = (pair for pair in _passed_through(connection, among) if pair not in known)
    return [*edges, *(Edge(*pair, DependencyKind.API, hard=False) for pair in through)]


def _passed_through(connection: Connection, ids: Collection[int]) -> list[tuple[int, int]]:
    """Return the pairs of tickets, among some, that a gate stands between: where it is made, what waits for it."""
    before, behind = dependency.alias("before_gate"), dependency.alias("behind_gate")
    query = (
        select(before.c.blocker_id, behind.c.blocked_id)
        .join(work_item, work_item.c.id == before.c.blocked_id)
        .join(behind, behind.c.blocker_id == work_item.c.id)
        .where(work_item.c.kind == Kind.GATE)
    )
    return sorted({(a, b) for a, b in connection.execute(query) if a in ids and b in ids})
