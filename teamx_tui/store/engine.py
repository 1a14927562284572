"""Opening a store: one SQLite file in WAL mode, written by one immediate transaction at a time."""

import contextlib
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool, QueuePool

from teamx_tui import settings
from teamx_tui.domain.errors import Refused, Unusable
from teamx_tui.store import faults, migrations, prepared, schema
from teamx_tui.store.bell import Bell

APPLICATION_ID: Final = 0x7465616D
"""`team`: marks the file as ours."""
SCHEMA: Final = 3
BUSY_SECONDS: Final = 30.0
_HEADER: Final = b"SQLite format 3\x00"
_PLACES: Final = (60, 68)
"""Where the header holds user_version and application_id (SQLite file format, 1.3)."""
_CHECKED_AT_OPEN_BYTES: Final = 64 * 1024 * 1024
"""Larger stores are not read through at every opening (a millisecond a megabyte)."""


class Store:
    """One open store. Reads come from a small pool; writes go through one held connection, one at a time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.bell = Bell(path)
        self._writer = _engine(path, begin="BEGIN IMMEDIATE", poolclass=NullPool)
        self._reader = _engine(path, begin="BEGIN", query_only=True, poolclass=QueuePool)
        self._write_lock = threading.RLock()
        self._held: Connection | None = None

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Yield the write connection inside one immediate transaction; commit at the end, roll back on any error.

        Raises:
            Unusable: the disk is full, the file is read-only, damaged or held by another program.
        """
        with self._write_lock, faults.in_plain_words(self.path):
            if self._held is None:
                self._held = self._writer.connect()
            with self._held.begin():
                yield self._held
        self.bell.ring()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Yield a read-only connection that sees one consistent state.

        Raises:
            Unusable: the file cannot be read.
        """
        with faults.in_plain_words(self.path), self._reader.connect() as connection:
            connection.begin()  # a prepared statement would not, and each would see a state of its own
            yield connection

    def guard(self, redacted: Callable[[str], str]) -> None:
        """Let every text in a row that is written from now on go through `redacted`."""
        with self._write_lock:
            if self._held is not None:
                self._held.close()  # a connection keeps the listeners it was made with
                self._held = None
            prepared.guard(self._writer, redacted)

    def close(self) -> None:
        """Let go of the file. The last process to close also empties the write-ahead log."""
        with self._write_lock:
            if self._held is not None:
                self._held.close()
                self._held = None
        self._reader.dispose()
        self._writer.dispose()
        self.bell.close()


def taken(path: Path) -> str:
    """Return the sentence for a place where a store cannot be created, with the way out."""
    return (
        f"{path} exists already. Name another file with --store, or open this one with: {settings.order('teamx', path)}"
    )


def create(path: Path) -> Store:
    """Create an empty store at `path`, with its folder.

    Raises:
        Refused: something is there already.
        Unusable: the place cannot be written.
    """
    if path.exists():
        raise Refused(taken(path))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except OSError as error:
        raise Unusable(faults.UNREACHABLE.format(path=path)) from error
    store = Store(path)
    try:
        with store.writing() as connection:
            schema.METADATA.create_all(connection)
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA}")
    except BaseException:
        store.close()
        remove(path)
        raise
    return store


def open_store(path: Path) -> Store:
    """Open the store at `path`, having checked that it is ours, of this version and whole.

    Raises:
        Unusable: it is missing, no store, newer than this program, damaged or unreachable.
    """
    there = _check_header(path)
    if there < SCHEMA:
        migrations.bring_up(path, there, SCHEMA)
    store = Store(path)
    try:
        with store.reading() as connection:
            _check_contents(connection, path)
    except BaseException:
        store.close()
        raise
    return store


@contextmanager
def savepoint(connection: Connection) -> Iterator[None]:
    """Undo what was written inside, and only that, if it ends in an error."""
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute("SAVEPOINT act")
    try:
        yield
    except BaseException:
        # A full disk may have ended the whole transaction already, and the savepoint with it.
        with contextlib.suppress(sqlite3.OperationalError):
            driver.execute("ROLLBACK TO act")
            driver.execute("RELEASE act")
        raise
    driver.execute("RELEASE act")


def remove(path: Path) -> None:
    """Delete a store's files, if they are there."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _engine(path: Path, *, begin: str, poolclass: Any, query_only: bool = False) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(path)),  # spelled out: a name may hold a ? or a %
        poolclass=poolclass,
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False, "cached_statements": 512},
    )

    @event.listens_for(engine, "connect")
    def prepare(dbapi: Any, _record: Any) -> None:
        # The driver's own transactions lose updates and do not roll back DDL; ours are begun below.
        dbapi.isolation_level = None
        pragmas = ["foreign_keys = ON", "trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0"]
        pragmas += ["query_only = ON"] if query_only else ["journal_mode = WAL", "synchronous = FULL"]
        for pragma in pragmas:
            dbapi.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        # IMMEDIATE: two writers that both read first would otherwise deadlock on the upgrade.
        connection.exec_driver_sql(begin)

    return engine


def _check_header(path: Path) -> int:
    """Return the file's schema without opening it as a database, which alone can change it (it empties the log)."""
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except FileNotFoundError:
        raise Unusable(faults.MISSING.format(path=path, init=settings.order("teamx init", path))) from None
    except IsADirectoryError:
        raise Unusable(faults.NOT_A_STORE.format(path=path)) from None
    except OSError as error:
        raise Unusable(faults.UNREACHABLE.format(path=path)) from error
    if len(header) < 100 or not header.startswith(_HEADER):
        raise Unusable(faults.NOT_A_STORE.format(path=path))
    version, application = (int.from_bytes(header[place : place + 4]) for place in _PLACES)
    _check_origin(path, application, version)
    return version


def _check_origin(path: Path, application: int, version: int) -> None:
    if application != APPLICATION_ID:
        raise Unusable(faults.NOT_A_STORE.format(path=path))
    if version > SCHEMA:
        raise Unusable(faults.NEWER.format(path=path, there=version, here=SCHEMA))


def _check_contents(connection: Connection, path: Path) -> None:
    def pragma(name: str) -> Any:
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar()

    # Once more as the database sees it: what another process has written may still be in the log.
    _check_origin(path, pragma("application_id"), pragma("user_version"))
    if path.stat().st_size > _CHECKED_AT_OPEN_BYTES:
        return
    try:
        is_whole = pragma("quick_check(1)") == "ok"
    except UnicodeDecodeError:  # what is wrong is told with a piece of it, which may be no text
        is_whole = False
    if not is_whole:
        raise Unusable(faults.DAMAGED.format(path=path))
