"""Processes that spend from one budget and are killed at any moment: never over the limit, never less than the bill."""

from __future__ import annotations

import multiprocessing
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pytest

from teamx_tui.brains.brain import NotCovered
from teamx_tui.brains.desk import Receipt
from teamx_tui.company import inbox, queue, runs, shifts, spending
from teamx_tui.company.office import Office
from teamx_tui.company.turns import Claim
from teamx_tui.domain.retries import Mishap
from tests.builders import carry, charter, filing, passing, people
from tests.company.purse import CENT, allowance, books, faults, quote, read, usage

PROCESSES: Final = 4
STAFF: Final = 8
WORST_CENTS: Final = 5
CALLS_BETWEEN_DEATHS: Final = 50
LINE_BYTES: Final = 7
"""Of a line of the bill, about."""


def spender(store: Path, bill: Path, seed: int) -> None:
    """Take turns that call a model: hold back, send (the host writes its bill), settle; until killed or refused."""
    chance = random.Random(seed)
    office = Office.open(store)
    shift = shifts.begin(office, 1)
    is_covered = True
    with bill.open("ab", buffering=0) as host:
        while is_covered:
            shifts.recover(office)
            wakes = [one.wake_id for one in queue.pending(office)]
            chance.shuffle(wakes)
            claims, _ = runs.claim(office, shift.worker_id, wakes[:20], 1)
            for claimed in claims:
                is_covered = _turn(office, claimed, host, chance)
            if not claims and inbox.waiting(office):
                return  # another one has found out that the money is spent


def _turn(office: Office, claimed: Claim, host: Any, chance: random.Random) -> bool:
    """Make a few calls; return whether there is money left."""
    for _ in range(6):
        try:
            call_id = spending.reserve(office, claimed, quote(WORST_CENTS))
        except NotCovered as refused:
            runs.give_back(office, claimed, Mishap.UNCOVERED, str(refused))
            return refused.retry_after_seconds > 0
        cents = chance.randint(3, WORST_CENTS)
        host.write(f"{call_id} {cents}\n".encode())  # from here on it is on the bill, whatever becomes of us
        with office.act("system") as act:
            spending.settle(act, Receipt(call_id, usage(cents)))
    carry(office, claimed)
    return True


@contextmanager
def killed(kills: int, limit_cents: int, seed: int, tickets: int = 150) -> Iterator[tuple[Path, int]]:
    """Four processes spend from one budget, and one after another is killed; yields the store and what was billed."""
    staff = people(STAFF)
    filings = [filing(number, staff[number % STAFF]) for number in range(1, tickets + 1)]
    budgets = [allowance(limit_cents), *(allowance(limit_cents, "employee", who) for who in staff)]
    with passing(charter(STAFF, filings, brain="claude", budgets=budgets)) as office:
        store, bill = office.store.path, office.store.path.with_name("bill")
        bill.touch()
        # A fork server that has everything imported: each process is real and costs milliseconds to start.
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["tests.worker.preload"])
        lives = [_life(context, store, bill, no) for no in range(PROCESSES)]
        for kill in range(kills):
            _spend_on(bill, lives, CALLS_BETWEEN_DEATHS * LINE_BYTES)
            victim = kill % PROCESSES
            lives[victim].kill()
            lives[victim].join()
            lives[victim] = _life(context, store, bill, kill + PROCESSES * (1 + seed))
        for life in lives:
            life.kill()
            life.join()
        shifts.recover(office)
        yield store, sum(int(line.split()[1]) for line in bill.read_text().splitlines())


def _spend_on(bill: Path, lives: list[Any], more_bytes: int, patience_seconds: float = 30.0) -> None:
    """Wait until so much more is on the bill, however slow the machine is, or until all money is spent."""
    enough, deadline = bill.stat().st_size + more_bytes, time.monotonic() + patience_seconds
    while bill.stat().st_size < enough and any(life.is_alive() for life in lives):
        assert time.monotonic() < deadline, "nobody spends anything"
        time.sleep(0.001)


def _life(context: Any, store: Path, bill: Path, seed: int) -> Any:
    life = context.Process(target=spender, args=(store, bill, seed), daemon=True)
    life.start()
    return life


def check(store: Path, billed: int, limit_cents: int) -> int:
    """Compare the books with the bill; return how many calls nobody knows the outcome of."""
    spent, reserved = books(store)
    unknown: int = read(store, "SELECT count(*) FROM model_call WHERE state = 'unknown'")[0][0]
    assert faults(store) == []
    assert (reserved, read(store, "SELECT sum(cost_micros) FROM model_call")[0][0]) == (0, spent * CENT)
    assert billed <= spent <= limit_cents
    # Whatever was in the air at a death is charged in full: at most one worst case too much for each.
    assert spent - billed <= unknown * WORST_CENTS
    assert (spent - billed) * 100 < 5 * spent, f"{spent} booked for {billed} billed"
    return unknown


@pytest.mark.feature("D-4", "T-22")
def test_killed_spenders__never_book_less_than_the_bill_nor_much_more() -> None:
    with killed(kills=8, limit_cents=100_000, seed=7) as (store, billed):
        unknown = check(store, billed, 100_000)

    assert unknown > 0, "nobody died during a call, so nothing was tried"


@pytest.mark.feature("D-4")
def test_killed_spenders__never_pass_a_limit_that_runs_out() -> None:
    with killed(kills=4, limit_cents=600, seed=8) as (store, billed):
        check(store, billed, 600)
        spent, _ = books(store)

    assert spent > 600 - PROCESSES * WORST_CENTS, "the money was not spent"


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(5))
def test_killed_spenders__keep_their_books_through_hundreds_of_deaths(seed: int) -> None:
    with killed(kills=200, limit_cents=40_000, seed=seed, tickets=3000) as (store, billed):
        check(store, billed, 40_000)
