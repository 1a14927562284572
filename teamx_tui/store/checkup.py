"""What an examination asks of the database itself, and rows that should not be as they are."""

import sqlite3
from collections.abc import Sequence
from typing import Final

from sqlalchemy import Connection, exists, select

from teamx_tui.domain.edges import Edge
from teamx_tui.domain.tickets import State
from teamx_tui.store import migrations
from teamx_tui.store.engine import SCHEMA
from teamx_tui.store.gates import unsatisfied
from teamx_tui.store.rows import Row
from teamx_tui.store.schema import brain, decision, dependency, employee, run, thread, wake, words, work_item

LIBRARY: Final = sqlite3.sqlite_version_info
"""Version of the SQLite this process uses."""
_blocker = work_item.alias("blocker_of_stuck")
_WAITS = exists(
    select(dependency.c.id)
    .join(_blocker, _blocker.c.id == dependency.c.blocker_id)
    .where(dependency.c.blocked_id == work_item.c.id, dependency.c.hard.is_(True))
    .where(unsatisfied(_blocker))
)
_IS_QUEUED = exists(
    select(wake.c.id).where(wake.c.thread_id == thread.c.id, wake.c.state.in_(words(["pending", "claimed"])))
)
_IS_ASKED = exists(select(decision.c.id).where(decision.c.item_id == work_item.c.id, decision.c.state == "open"))


def damage(connection: Connection) -> list[str]:
    """Return what the database finds wrong with itself, the first few things; nothing when it is whole."""
    try:
        found = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check(5)")]
    except UnicodeDecodeError:  # what is wrong is told with a piece of it, which may be no text
        return ["pages that cannot be read"]
    lost = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(5)
    return [one for one in found if one != "ok"] + [f"a row of {row[0]} points nowhere" for row in lost]


def schema_differences(connection: Connection) -> list[str]:
    """Return in what the tables differ from what this program declares; nothing when they are the same."""
    version = connection.exec_driver_sql("PRAGMA user_version").scalar()
    wrong = [f"it has schema {version} instead of {SCHEMA}"] if version != SCHEMA else []
    driver = connection.connection.driver_connection
    assert driver is not None
    return wrong + [f"table {name} is not as declared" for name in migrations.differing(driver)]


def all_edges(connection: Connection) -> list[Edge]:
    """Return every hard dependency between items, whatever their state."""
    rows = connection.execute(select(dependency.c.blocker_id, dependency.c.blocked_id).where(dependency.c.hard))
    return [Edge(row.blocker_id, row.blocked_id) for row in rows]


def stuck(connection: Connection) -> Sequence[Row]:
    """Return the tickets in progress with which nobody will go on: no turn, no wake, nothing waited for or asked."""
    query = select(work_item.c.number, work_item.c.title).join(thread, thread.c.item_id == work_item.c.id)
    live = exists(select(run.c.id).where(run.c.thread_id == thread.c.id, run.c.ended_at_ms.is_(None)))
    return connection.execute(
        query.where(work_item.c.kind == "ticket", work_item.c.state == State.IN_PROGRESS)
        .where(~live, ~_IS_QUEUED, ~_IS_ASKED, ~_WAITS)
        .order_by(work_item.c.number)
    ).all()


def dead_ends(connection: Connection) -> Sequence[Row]:
    """Return the open entries of the inbox about turns that failed for good: number and title of the ticket."""
    query = select(work_item.c.number, work_item.c.title).join(decision, decision.c.item_id == work_item.c.id)
    return connection.execute(
        query.where(decision.c.kind == "dead_wake", decision.c.state == "open").order_by(work_item.c.number)
    ).all()


def waiting_wakes(connection: Connection) -> int:
    """Return how many wakes are pending."""
    return len(connection.execute(select(wake.c.id).where(wake.c.state == "pending")).all())


def mindless(connection: Connection, free_brain: str) -> Sequence[Row]:
    """Return who works here with a brain that is not set up: handle and brain."""
    known = exists(select(brain.c.name).where(brain.c.name == employee.c.brain))
    query = select(employee.c.handle, employee.c.brain).where(employee.c.left_at_ms.is_(None))
    return connection.execute(query.where(employee.c.brain != free_brain, ~known).order_by(employee.c.id)).all()


def hosts_in_use(connection: Connection) -> Sequence[Row]:
    """Return the brains that somebody who works here has, with all their columns."""
    used = exists(select(employee.c.id).where(employee.c.brain == brain.c.name, employee.c.left_at_ms.is_(None)))
    return connection.execute(select(brain).where(used).order_by(brain.c.name)).all()


def on_hold(connection: Connection) -> list[int]:
    """Return the numbers of the tickets that are on hold."""
    query = select(work_item.c.number).where(work_item.c.kind == "ticket", work_item.c.state == State.ON_HOLD)
    return [int(number) for number in connection.execute(query.order_by(work_item.c.number)).scalars()]
