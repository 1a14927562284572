"""Stores that an older teamx made are brought up to this one's schema, with a backup beside them, or left alone."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from teamx_tui.company import log, shifts, views
from teamx_tui.company.office import Office
from teamx_tui.domain.errors import Unusable
from teamx_tui.store import engine, migrations
from tests.builders import Clock, charter, founded, play

GOLDEN = sorted((Path(__file__).parent / "golden").glob("schema-*.sql"))


def old_store(path: Path, dump: Path) -> Path:
    """A store as an older teamx left it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript(dump.read_text())
        connection.execute(f"PRAGMA user_version = {version_of(dump)}")
        connection.execute(f"PRAGMA application_id = {engine.APPLICATION_ID}")
    return path


def version_of(dump: Path) -> int:
    return int(dump.stem.removeprefix("schema-"))


def shape(path: Path) -> dict[str, str]:
    """Every table, index and trigger of a store, as it was made."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    return {name: " ".join(sql.replace('"', "").split()) for name, sql in rows}


def contents(path: Path) -> dict[str, list[str]]:
    """The log's and the threads' rows, in order."""
    with closing(sqlite3.connect(path)) as connection:
        return {
            table: [repr(row) for row in connection.execute(f"SELECT * FROM {table} ORDER BY 1")]
            for table in ("event", "message", "run", "dependency")
        }


@pytest.mark.parametrize("dump", GOLDEN, ids=lambda dump: dump.stem)
def test_open__brings_an_older_store_up_with_everything_in_it(tmp_path: Path, dump: Path) -> None:
    path = old_store(tmp_path / "old.db", dump)
    before = contents(path)
    founded(tmp_path / "new.db", charter(1)).close()

    office = Office.open(path)

    assert shape(path) == shape(tmp_path / "new.db")
    assert contents(path) == before
    assert [ticket.number for ticket in views.tickets(office)] == [1, 2, 3, 4, 5]
    assert log.broken(office) == ()
    office.close()


@pytest.mark.parametrize("dump", GOLDEN, ids=lambda dump: dump.stem)
def test_open__lets_work_go_on_in_a_store_brought_up(tmp_path: Path, dump: Path) -> None:
    office = Office.open(old_store(tmp_path / "old.db", dump), Clock())

    play(office)

    assert {ticket.state for ticket in views.tickets(office)} == {"done"}
    office.close()


def test_open__keeps_an_older_store_as_it_was_beside_the_new_one(tmp_path: Path) -> None:
    path = old_store(tmp_path / "old.db", GOLDEN[0])
    before = shape(path), contents(path)

    Office.open(path).close()
    Office.open(path).close()

    backup = migrations.backup_of(path, version_of(GOLDEN[0]))
    assert (shape(backup), contents(backup)) == before
    assert backup.stat().st_mode & 0o077 == 0


def test_open__leaves_an_older_store_alone_while_a_worker_is_at_work_on_it(tmp_path: Path) -> None:
    path = old_store(tmp_path / "old.db", GOLDEN[0])
    elsewhere = founded(tmp_path / "elsewhere.db", charter(1))
    shift = shifts.begin(elsewhere, 1)
    lock = engine_lock(elsewhere.store.path, path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "INSERT INTO worker (id, pid, slots, pace, started_at_ms) VALUES (?, 1, 1, 0, 1)", [shift.worker_id]
        )
        connection.commit()
    before = shape(path), contents(path)

    with pytest.raises(Unusable, match="Stop the worker, then open it again"):
        Office.open(path)

    assert (shape(path), contents(path)) == before
    lock.unlink()
    shifts.end(elsewhere, shift)
    elsewhere.close()


def engine_lock(worked_on: Path, path: Path) -> Path:
    """Let the workers of one store pass for those of another."""
    there = path.with_name(path.name + ".workers")
    there.symlink_to(worked_on.with_name(worked_on.name + ".workers"))
    return there
