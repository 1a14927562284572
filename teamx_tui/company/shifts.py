"""Workers coming on duty and going off, and putting right what a dead one left behind."""

import os
import secrets
from dataclasses import dataclass

from teamx_tui.company import questions, runs, wakes
from teamx_tui.company.office import SYSTEM, Office
from teamx_tui.domain.errors import Superseded, Unusable
from teamx_tui.domain.retries import Mishap
from teamx_tui.domain.wakes import Cause
from teamx_tui.store import duty, faults, items
from teamx_tui.store import runs as rows
from teamx_tui.store.duty import Duty


@dataclass(frozen=True, slots=True)
class Shift:
    """A worker's time on duty."""

    worker_id: str
    slots: int
    lock: Duty


def begin(office: Office, slots: int, pace: float = 0.0) -> Shift:
    """Come on duty: take the lock that says this worker lives, and sign on.

    Raises:
        Unusable: the folder of the store cannot be written.
    """
    worker_id = secrets.token_hex(6)
    try:
        lock = Duty(office.store.path, worker_id)
    except OSError as error:
        raise Unusable(faults.READ_ONLY.format(path=office.store.path)) from error
    with office.act(SYSTEM) as act:
        rows.register(act.connection, id=worker_id, pid=os.getpid(), slots=slots, pace=pace, started_at_ms=act.at_ms)
        act.note("worker.started", f"worker:{worker_id}", worker=worker_id, slots=slots)
    return Shift(worker_id, slots, lock)


def end(office: Office, shift: Shift) -> None:
    """Go off duty: give back what is still claimed, sign off, let go of the lock."""
    try:
        with office.act(SYSTEM) as act:
            _hand_back(office, shift.worker_id, Mishap.STOPPED, "the worker was stopped")
            rows.sign_off(act.connection, shift.worker_id, act.at_ms)
            act.note("worker.stopped", f"worker:{shift.worker_id}", worker=shift.worker_id)
    finally:
        shift.lock.end()


def living(office: Office) -> tuple[str, ...]:
    """Return the ids of the workers that are alive."""
    with office.look() as connection:
        on_duty = [row.id for row in rows.workers_on_duty(connection)]
    return tuple(worker_id for worker_id in on_duty if duty.is_alive(office.store.path, worker_id))


def recover(office: Office) -> int:
    """Take the work of dead workers back into the queue, and return how many workers were dead.

    Their runs are marked interrupted; each wake returns with its next attempt.
    """
    with office.look() as connection:
        on_duty = [row.id for row in rows.workers_on_duty(connection)]
    dead = [worker_id for worker_id in on_duty if not duty.is_alive(office.store.path, worker_id)]
    for worker_id in dead:
        with office.act(SYSTEM) as act:
            if worker_id not in {row.id for row in rows.workers_on_duty(act.connection)}:
                continue  # it signed off meanwhile, or another worker was here first
            _hand_back(office, worker_id, Mishap.INTERRUPTED, "the worker died")
            rows.sign_off(act.connection, worker_id, act.at_ms)
            act.note("worker.lost", f"worker:{worker_id}", worker=worker_id)
        duty.bury(office.store.path, worker_id)
    return len(dead)


def sweep(office: Office) -> int:
    """Wake the responsible of every ticket that is ready but has no wake, and return how many there were.

    Wakes are written with what causes them, so this finds nothing unless something went wrong; it looks at the state
    as it is, not at what happened (design 5).
    """
    with office.look() as connection:
        if not items.forgotten(connection):
            return 0
    with office.act(SYSTEM) as act:
        return sum(bool(wakes.wake(act, item, Cause.SWEEP)) for item in items.forgotten(act.connection))


def _hand_back(office: Office, worker_id: str, mishap: Mishap, reason: str) -> None:
    questions.hand_back(office, worker_id, reason, counts=mishap is Mishap.INTERRUPTED)
    for claim in runs.held_by(office, worker_id):
        try:
            with office.attempt():
                runs.give_back(office, claim, mishap, reason)
        except Superseded:  # taken over meanwhile
            continue
