"""Opening what is not a whole store of ours, writing where nothing can be written, and the log that only grows."""

import contextlib
import os
import random
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teamx_tui.company import delivery, log, shifts, threads, views
from teamx_tui.company.office import Office
from teamx_tui.domain.errors import Refused, Unusable
from teamx_tui.store import engine
from teamx_tui.store import events as events_of
from tests.builders import Clock, charter, events, filing, founded, head, passing

PAGE = 4096
NOBODY = 65534


class Bytes(bytes):
    """Bytes that nobody prints when a test fails."""

    def __repr__(self) -> str:
        return f"{len(self)} bytes"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Bytes:
    """The bytes of a healthy store with a little of everything in it."""
    path = tmp_path_factory.mktemp("whole") / "company.db"
    office = founded(path, charter(4, [filing(n) for n in range(1, 21)], [(1, 2), (2, 3)]))
    for number in range(1, 21):
        threads.comment(office, number, "word " * 60)
    office.close()
    return Bytes(path.read_bytes())


def test_reading__sees_one_state_from_its_first_statement_on(tmp_path: Path) -> None:
    path = tmp_path / "company.db"
    office = founded(path, charter(2, [filing(1)]))
    with office.look() as connection:
        before = events_of.head(connection)[0]  # a prepared statement, which SQLAlchemy knows nothing of
        threads.comment(Office.open(path), 1, "meanwhile")
        assert events_of.head(connection)[0] == before
    with office.look() as connection:
        assert events_of.head(connection)[0] > before
    office.close()


def refusal(path: Path) -> str:
    """What is said when the file is opened; it must be refused in one sentence and left as it was."""
    before = {entry.name: entry.read_bytes() for entry in path.parent.iterdir() if entry.is_file()}

    with pytest.raises(Unusable) as refused:
        Office.open(path)

    assert {entry.name: entry.read_bytes() for entry in path.parent.iterdir() if entry.is_file()} == before
    said = str(refused.value)
    assert str(path) in said
    assert "\n" not in said
    return said


# --- what is not a store ---


def test_open__of_nothing_says_how_to_start(tmp_path: Path) -> None:
    path = tmp_path / "c.db"
    start = f"Start one with: teamx init --store {path}, or look around first with: teamx demo."
    assert refusal(path).endswith(start)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content",
    [b"", b"\n", b"Dear diary,\n", b"\x00" * 8192, b"SQLite format 3\x00", b"SQLite format 3\x00" + b"\x00" * 84],
    ids=["empty", "newline", "text", "zeros", "only the magic word", "an empty header"],
)
def test_open__of_something_else_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "c.db"
    path.write_bytes(content)

    assert "is not a teamx store" in refusal(path)


@pytest.mark.parametrize("journal", ["delete", "wal"])
def test_open__of_another_programs_database_is_refused_and_left_alone(tmp_path: Path, journal: str) -> None:
    path = tmp_path / "c.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute(f"PRAGMA journal_mode = {journal}")
        other.execute("CREATE TABLE event (seq INTEGER PRIMARY KEY)")
        other.commit()

    assert "is not a teamx store" in refusal(path)


def test_open__of_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="is not a teamx store"):
        Office.open(tmp_path)


def test_open__of_a_newer_store_says_upgrade(tmp_path: Path, whole: Bytes) -> None:
    path = tmp_path / "c.db"
    path.write_bytes(whole)
    with closing(sqlite3.connect(path)) as newer:
        newer.execute("PRAGMA journal_mode = DELETE")
        newer.execute("PRAGMA user_version = 99")

    assert f"schema 99, this one knows {engine.SCHEMA}" in refusal(path)
    assert "Upgrade teamx" in refusal(path)


# --- what is damaged ---


@pytest.mark.parametrize("share", [0.01, 0.1, 0.5, 0.9, 0.999])
def test_open__of_a_store_cut_short_is_refused_and_left_alone(tmp_path: Path, whole: Bytes, share: float) -> None:
    path = tmp_path / "c.db"
    path.write_bytes(whole[: int(len(whole) * share)])

    said = refusal(path)

    assert "is damaged; nothing was changed" in said or "is not a teamx store" in said


@pytest.mark.parametrize("lost", [PAGE - 1, PAGE, 3 * PAGE])
def test_open__of_a_store_that_lost_its_end_is_refused_and_left_alone(tmp_path: Path, whole: Bytes, lost: int) -> None:
    path = tmp_path / "c.db"
    path.write_bytes(whole[:-lost])

    assert "is damaged; nothing was changed" in refusal(path)


@pytest.mark.parametrize("with_what", [b"\xff", b"\x00", b"Z"], ids=["ones", "zeros", "letters"])
def test_open__of_a_store_with_any_page_overwritten_is_refused_and_left_alone(
    tmp_path: Path, whole: Bytes, with_what: bytes
) -> None:
    path = tmp_path / "c.db"
    for page in range(1, len(whole) // PAGE, 7):
        path.write_bytes(whole[: page * PAGE] + with_what * PAGE + whole[(page + 1) * PAGE :])

        assert "is damaged; nothing was changed" in refusal(path)


def test_open__of_an_unknown_file_format_is_refused_and_left_alone(tmp_path: Path, whole: Bytes) -> None:
    path = tmp_path / "c.db"
    path.write_bytes(whole[:44] + b"\x00\x00\x00\x09" + whole[48:])  # the schema format number; 1 to 4 are known

    assert "is damaged; nothing was changed" in refusal(path)


def test_text_that_is_no_text__is_said_in_plain_words_when_met(tmp_path: Path, whole: Bytes) -> None:
    path = tmp_path / "c.db"
    path.write_bytes(whole.replace(b"word word", b"\xff" * 9))
    office = Office.open(path, Clock())

    with pytest.raises(Unusable, match="is damaged"):
        views.thread(office, 1)

    office.close()


@given(seed=st.integers(0, 2**32), length=st.integers(1, 200), in_header=st.booleans())
@settings(deadline=None, max_examples=100)
def test_open__of_a_store_with_noise_in_it_opens_or_says_that_it_is_unusable(
    whole: Bytes, seed: int, length: int, in_header: bool
) -> None:
    chance = random.Random(seed)
    place = chance.randrange(100 if in_header else len(whole) - length)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "c.db"
        path.write_bytes(whole[:place] + chance.randbytes(length) + whole[place + length :])
        before = path.read_bytes()

        with contextlib.suppress(Unusable):
            Office.open(path).close()

        assert path.read_bytes() == before


def test_damage__in_a_store_too_large_to_be_read_through_is_said_in_plain_words_when_met(
    tmp_path: Path, whole: Bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "_CHECKED_AT_OPEN_BYTES", 0)
    path = tmp_path / "c.db"
    path.write_bytes(whole[:PAGE] + b"\xff" * (len(whole) - PAGE))
    office = Office.open(path, Clock())

    with pytest.raises(Unusable, match="is damaged"):
        views.tickets(office)
    with pytest.raises(Unusable, match="is damaged"):
        threads.comment(office, 1, "hello")

    office.close()


# --- where nothing can be written ---


@contextmanager
def unprivileged() -> Iterator[None]:
    """As somebody who may not write what is not theirs; root may write anything, so it becomes nobody meanwhile."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def shared_folder() -> Iterator[Path]:
    """A folder that others may enter; those of pytest are closed to them."""
    folder = Path(tempfile.mkdtemp(prefix="teamx-shared-"))
    folder.chmod(0o777)
    yield folder
    folder.chmod(0o777)
    shutil.rmtree(folder)


@pytest.mark.parametrize("folder_mode", [0o777, 0o555], ids=["only the file", "file and folder"])
def test_read_only__store_says_what_to_do_and_stays_as_it_is(
    shared_folder: Path, whole: Bytes, folder_mode: int
) -> None:
    path = shared_folder / "c.db"
    path.write_bytes(whole)
    path.chmod(0o444)
    shared_folder.chmod(folder_mode)

    with unprivileged(), pytest.raises(Unusable, match=r"cannot be (written|opened)"):
        open_and_write(path)

    assert path.read_bytes() == whole


def open_and_write(path: Path) -> None:
    office = Office.open(path, Clock())
    try:
        threads.comment(office, 1, "hello")
    finally:
        office.close()


def test_read_only__folder_refuses_a_worker_in_plain_words(shared_folder: Path, whole: Bytes) -> None:
    path = shared_folder / "c.db"
    path.write_bytes(whole)
    office = Office.open(path, Clock())
    threads.comment(office, 1, "opens the log beside it")
    shared_folder.chmod(0o555)

    with unprivileged(), pytest.raises(Unusable, match="cannot be written"):
        shifts.begin(office, 1)

    assert shifts.living(office) == ()
    office.close()


def test_create__where_nothing_may_be_written_is_refused(shared_folder: Path) -> None:
    shared_folder.chmod(0o555)

    with unprivileged(), pytest.raises(Unusable, match="cannot be opened"):
        engine.create(shared_folder / "c.db")

    assert list(shared_folder.iterdir()) == []


def test_create__over_something_is_refused(tmp_path: Path) -> None:
    (tmp_path / "c.db").write_text("my diary")

    with pytest.raises(Refused, match="exists already"):
        engine.create(tmp_path / "c.db")

    assert (tmp_path / "c.db").read_text() == "my diary"


@pytest.mark.parametrize("name", ["100% sure?.db", "a#b&c=d.db", "sp ace ü.db", "{path}.db", "%20.db"])
def test_create__takes_any_name_a_file_may_have(tmp_path: Path, name: str) -> None:
    office = founded(tmp_path / name, charter(1, [filing(1)]))
    threads.comment(office, 1, "hello")
    office.close()

    assert [entry.name for entry in tmp_path.iterdir()] == [name]
    again = Office.open(tmp_path / name)
    assert len(views.thread(again, 1).entries) == 1
    again.close()


def limit_pages(office: Office, more: int | None) -> None:
    """Let the store grow by `more` pages and no further (None: as far as it likes)."""
    with office.store.writing() as connection:
        pages = int(connection.exec_driver_sql("PRAGMA page_count").scalar_one())
        most = pages + more if more is not None else 2**30
        connection.exec_driver_sql(f"PRAGMA max_page_count = {most}").close()


def test_full__store_refuses_whole_acts_and_goes_on_when_there_is_room() -> None:
    with passing(charter(1, [filing(1)])) as office:
        limit_pages(office, 2)
        before, stored = head(office), office.store.path.read_bytes()

        with pytest.raises(Unusable, match="is full; nothing was lost"):
            delivery.attach(office, 1, "big", "x" * 100_000)

        assert (head(office), office.store.path.read_bytes()) == (before, stored)
        assert views.thread(office, 1).entries == ()
        limit_pages(office, None)
        delivery.attach(office, 1, "big", "x" * 100_000)
        assert log.broken(office) == ()
        assert len(views.thread(office, 1).artifacts) == 1


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes, where this machine lets us have one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if (
        os.geteuid() != 0
        or subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk], capture_output=True, check=False
        ).returncode
    ):
        pytest.skip("a disk of a given size can only be had by mounting one")
    yield disk
    subprocess.run(["umount", "-l", disk], check=True)


def test_full__disk_is_said_in_plain_words_and_loses_nothing(small_disk: Path) -> None:
    office = founded(small_disk / "c.db", charter(1, [filing(1)]))
    attached: list[int] = []

    with pytest.raises(Unusable, match="is full; nothing was lost"):
        attach_for_ever(office, attached)

    assert 0 < len(attached) < 20
    assert len(views.thread(office, 1).artifacts) == len(attached)
    assert log.broken(office) == ()
    office.close()
    again = Office.open(small_disk / "c.db")
    assert len(views.thread(again, 1).artifacts) == len(attached)
    again.close()


def attach_for_ever(office: Office, attached: list[int]) -> None:
    for no in range(100):
        delivery.attach(office, 1, f"part {no}", "x" * 100_000)
        attached.append(no)


def test_busy__store_is_said_in_plain_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.02)
    office = founded(tmp_path / "c.db", charter(1, [filing(1)]))

    with closing(sqlite3.connect(office.store.path)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Unusable, match="by another program that does not let go"):
            threads.comment(office, 1, "hello")
        other.rollback()

    threads.comment(office, 1, "hello")
    assert len(views.thread(office, 1).entries) == 1
    office.close()


# --- one writer at a time ---


@pytest.mark.feature("Y-32")
def test_writing__by_many_threads_and_two_offices_loses_nothing(tmp_path: Path) -> None:
    one = founded(tmp_path / "c.db", charter(1, [filing(1)]))
    two = Office.open(tmp_path / "c.db", Clock())

    def comments(no: int) -> None:
        for turn in range(10):
            threads.comment(one if no % 2 else two, 1, f"{no}/{turn}")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(comments, range(8)))

    said = [entry.body for entry in views.thread(one, 1).entries]
    assert sorted(said) == sorted(f"{no}/{turn}" for no in range(8) for turn in range(10))
    assert log.broken(two) == ()
    one.close()
    two.close()


def test_close__leaves_one_file_that_holds_everything(tmp_path: Path) -> None:
    office = founded(tmp_path / "c.db", charter(1, [filing(1)]))
    threads.comment(office, 1, "hello")

    office.close()

    assert [entry.name for entry in tmp_path.iterdir()] == ["c.db"]
    again = Office.open(tmp_path / "c.db")
    assert len(views.thread(again, 1).entries) == 1
    again.close()


# --- the log ---


@pytest.mark.feature("S-50")
@pytest.mark.parametrize(
    "change",
    ["UPDATE event SET actor = 'nobody' WHERE seq = 2", "DELETE FROM event WHERE seq = 2", "DELETE FROM event"],
)
def test_event_log__can_be_added_to_and_nothing_else(change: str) -> None:
    with passing(charter(1, [filing(1)])) as office:
        before = events(office)

        refused = pytest.raises(sqlite3.IntegrityError, match="append-only")
        with closing(sqlite3.connect(office.store.path)) as hand, refused:
            hand.execute(change)

        assert events(office) == before


def tampered(office: Office, *statements: str) -> tuple[int, ...]:
    """What the company says of its log after somebody has taken the guard away and changed it."""
    with closing(sqlite3.connect(office.store.path)) as hand:
        for (guard,) in hand.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            hand.execute(f"DROP TRIGGER {guard}")
        for statement in statements:
            hand.execute(statement)
        hand.commit()
    return log.broken(office)


def edit(seq: int) -> tuple[str, ...]:
    return (f"UPDATE event SET actor = 'somebody' WHERE seq = {seq}",)


def edit_data(seq: int) -> tuple[str, ...]:
    return (f"UPDATE event SET data = replace(data, '1', '2') || ' ' WHERE seq = {seq}",)


def edit_time(seq: int) -> tuple[str, ...]:
    return (f"UPDATE event SET at_ms = at_ms + 1 WHERE seq = {seq}",)


def delete(seq: int) -> tuple[str, ...]:
    return (f"DELETE FROM event WHERE seq = {seq}",)


def delete_and_close_up(seq: int) -> tuple[str, ...]:
    return (*delete(seq), f"UPDATE event SET seq = seq - 1 WHERE seq > {seq}")


def swap(seq: int) -> tuple[str, ...]:
    return (
        f"UPDATE event SET seq = 0 WHERE seq = {seq}",
        f"UPDATE event SET seq = {seq} WHERE seq = {seq + 1}",
        f"UPDATE event SET seq = {seq + 1} WHERE seq = 0",
    )


def replace(seq: int) -> tuple[str, ...]:
    return (
        "INSERT OR REPLACE INTO event (seq, at_ms, actor, kind, subject, data, hash) "
        f"SELECT seq, at_ms, 'somebody', kind, subject, data, hash FROM event WHERE seq = {seq}",
    )


TAMPERING = [edit, edit_data, edit_time, delete, delete_and_close_up, swap, replace]


@pytest.mark.feature("S-50")
@pytest.mark.parametrize("tamper", TAMPERING, ids=lambda tamper: tamper.__name__)
@pytest.mark.parametrize("seq", [1, 3, 6])
def test_event_log__shows_where_somebody_changed_it(tamper: Callable[[int], tuple[str, ...]], seq: int) -> None:
    with passing(charter(2, [filing(1), filing(2, "ben")])) as office:
        threads.comment(office, 1, "hello")
        assert (log.broken(office), head(office) > 7) == ((), True)

        broken = tampered(office, *tamper(seq))

        assert broken
        assert seq <= broken[0] <= seq + 1


def test_event_log__without_its_end_is_told_by_the_head_somebody_kept() -> None:
    with passing(charter(1, [filing(1)])) as office:
        (kept,) = log.latest(office, 1)

        assert tampered(office, *delete(kept.seq)) == ()
        assert log.latest(office, 1)[0].hash != kept.hash
