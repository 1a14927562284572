"""Vault, Timeline and Money as a person sees them, at three sizes and in two themes, also with nasty text."""

from __future__ import annotations

import hashlib
import secrets
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from teamx_tui.brains.brain import NotCovered
from teamx_tui.commands import companies
from teamx_tui.company import delivery, founding, spending, tickets
from teamx_tui.company.office import Office
from teamx_tui.store import events, history
from tests.builders import Clock, founded, play
from tests.company import purse
from tests.tui.conftest import LOOKS, SCENARIO, Before, Company, Paced, Pictures, has_looked, sees

RUNS: Final = 44
NASTY: Final = (
    "[/x] [@click=app.quit]go[/] \x1b]0;pwn\x07\u202e 日本語の名前 🚀 " + "longer than any column is wide " * 4
)


@pytest.fixture(autouse=True, scope="module")
def _same_everywhere() -> Iterator[None]:
    """The time zone is UTC, a worker's name is no accident, and hashes do not change with what is hashed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "UTC")
        time.tzset()
        patch.setattr(secrets, "token_hex", lambda size: "c0ffee" * (size // 3))
        for module in (events, history):
            patch.setattr(module, "link", lambda before, seq, *row: hashlib.sha256(str(seq).encode()).hexdigest())
        yield
    time.tzset()


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Company:
    """The scenario after 44 turns of 40 seconds."""
    clock = Clock()
    store = tmp_path_factory.mktemp("records") / "company.db"
    founding.found(store, companies.read(companies.named_scenario(SCENARIO)), clock)
    office = Office.open(store, clock)
    play(office, RUNS, Paced(clock))
    office.close()
    clock.advance(95)
    return Company(store, clock)


@pytest.fixture
def company(told: Company, tmp_path: Path) -> Company:
    """A copy that the test may change."""
    clock = Clock()
    clock.now_ms = told.clock.now_ms
    return Company(Path(shutil.copy(told.store, tmp_path / "company.db")), clock)


def place(key: str, *words: str, filtered: str = "", keys: tuple[str, ...] = ()) -> Before:
    """Go to a place, write a filter, press keys, and wait for words."""

    async def go(pilot: Pilot[None]) -> None:
        await has_looked(pilot)
        await pilot.press(key)
        if filtered:
            await sees(pilot, "to filter")
            pilot.app.screen.query_one("#filter", Input).value = filtered
        await sees(pilot, words[0])
        await pilot.press(*keys)
        await sees(pilot, *words)
        await pilot.pause()

    return go


async def test_timeline__of_wakes_with_cause_and_hop(pictures: Pictures, company: Company) -> None:
    """Only wakes are listed, each with cause and hop; one of them stands below or beside in full, soundly chained."""
    before = place("6", "hop 1", "✓ follows", filtered="kind:wake.queued mention")
    await pictures(company.app(), before, *LOOKS)


async def test_timeline__verified_in_light(pictures: Pictures, company: Company) -> None:
    """The whole log, newest first, in light colours; its chain has been checked up to the last event."""
    before = place("6", "✓ follows", "✓ chain intact", keys=("v",))
    await pictures(company.app(), before, "120x40-light")


async def test_timeline__of_a_nasty_title(pictures: Pictures, company: Company) -> None:
    """The title stands in the list and in the details as text, cut where there is no room."""
    office = company.office()
    tickets.file(office, tickets.Filing(NASTY, number=99))
    office.close()
    before = place("6", "✓ follows", filtered="kind:ticket.filed #99")
    await pictures(company.app(), before, "80x24")


async def test_vault__with_a_page_laid_out(pictures: Pictures, company: Company) -> None:
    """Files with their makers and tickets, and under them or beside them the page: headline, list, intact."""
    before = place("5", "✓ intact", "architecture.md  version 1", filtered="architecture")
    await pictures(company.app(), before, *LOOKS)


async def test_vault__with_code_in_light(pictures: Pictures, company: Company) -> None:
    """Code in colours on light ground, with the numbers of its lines; the file has an earlier version."""
    office = company.office()
    for value in ("1", "'two'"):
        delivery.attach(
            office, 68, "server.py", f"def answer() -> object:\n    return {value}  # {value}\n", kind="code"
        )
    office.close()
    before = place("5", "version 2 of 2", "def answer")
    await pictures(company.app(), before, "120x40-light")


async def test_vault__with_a_nasty_file(pictures: Pictures, company: Company) -> None:
    """Name, kind and content stand there as text, cut where there is no room."""
    office = company.office()
    delivery.attach(office, 64, NASTY, f"{NASTY}\n\n{NASTY}", kind="[/x]")
    office.close()
    before = place("5", "✓ intact", "pwn␇")
    await pictures(company.app(), before, "80x24")


async def test_money__of_scripted_employees(pictures: Pictures, company: Company) -> None:
    """Turns and times, and not a dollar: the whole, the untouched budget, turns per minute, and who had how many."""
    before = place("7", "$0.00 spent", "@elena")
    await pictures(company.app(), before, *LOOKS)


@pytest.fixture
def paid(tmp_path: Path) -> Company:
    """Six people with a paid brain: steady for an hour, then much faster; one budget short, one over its warning."""
    clock = Clock()
    every = [
        purse.allowance(5000),
        purse.allowance(800, "project", "panel", period="month"),
        purse.allowance(250, "employee", "ada", period="day"),
        purse.allowance(30, "ticket", "3", approve_above_micros=20 * purse.CENT),
    ]
    office = founded(tmp_path / "paid.db", purse.paper(*every, staff=6), clock)
    ada, ben, cleo, dan, *_ = purse.claim_all(office)
    for cents in [2] * 60 + [6] * 15:
        clock.advance(60)
        purse.spend(office, ada, cents)
        purse.spend(office, ben, cents * 1.5)
    lost = spending.reserve(office, cleo, purse.quote(20))
    with pytest.raises(NotCovered):
        spending.reserve(office, cleo, purse.quote(15))
    purse.pay(office, lost, None)
    with pytest.raises(NotCovered):
        spending.reserve(office, cleo, purse.quote(18))
    for claimed in (ada, ben, cleo):
        purse.stop(office, claimed)
    spending.reserve(office, dan, purse.quote(40))
    office.close()
    clock.advance(20)
    return Company(tmp_path / "paid.db", clock)


async def test_money__of_paid_employees(pictures: Pictures, paid: Company) -> None:
    """Tokens, an unknown call, a surge with when the money ends, and budgets: short, over the warning, fine."""
    before = place("7", "Spending is up", "asks you", "@ben")
    await pictures(paid.app(), before, *LOOKS[:2])


async def test_money__over_its_warning_in_light(pictures: Pictures, company: Company) -> None:
    """Dollars per minute and by ticket, failed turns in words, and a budget over its warning with a mark and words."""
    with closing(sqlite3.connect(company.store)) as hand, hand:
        hand.execute("UPDATE run SET model_calls = 1 + id % 3, cost_micros = (id % 7) * 310000")
        hand.execute("UPDATE run SET outcome = 'failed' WHERE id % 11 = 0")
        hand.execute("UPDATE budget SET spent_micros = 20500000")
    before = place("7", "▲ over the warning", "By ticket", keys=("b",))
    await pictures(company.app(), before, "120x40-light")
