"""How the window notices what happens: everything once, in bursts, and one look at a time."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

import pytest

from teamx_tui.company import log, mission, threads, tickets
from teamx_tui.company.office import Office
from teamx_tui.store.bell import Bell
from teamx_tui.tui import tail as tails
from teamx_tui.tui.desk import Desk
from teamx_tui.tui.tail import Changed, Tail
from tests.tui.conftest import Company, Opened, Play, until

Window = Callable[..., Opened]


@asynccontextmanager
async def following(company: Company) -> AsyncIterator[list[Changed]]:
    """What a tail tells about a company."""
    told: list[Changed] = []
    desk = Desk(company.store, company.clock)
    tail = Tail(desk, told.append)
    await desk.open(tail.begin)
    task = asyncio.create_task(tail.follow())
    try:
        yield told
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        await desk.close()


async def heard(told: list[Changed], seq: int) -> None:
    """Wait until event `seq` has been told."""
    async with asyncio.timeout(30):
        while not told or told[-1].seq < seq:
            await asyncio.sleep(0.005)


def talk(office: Office, times: int) -> int:
    """Say something several times, each in a transaction of its own; return the number of the last event."""
    for number in range(times):
        threads.comment(office, 65 + number % 2, f"Word {number}", actor="lin")
    return log.latest(office, 1)[0].seq


async def test_tail__tells_what_happened_and_where(story: Play) -> None:
    company = story(0)
    office = company.office()
    before = log.latest(office, 1)[0].seq

    async with following(company) as told:
        last = await asyncio.to_thread(talk, office, 20)
        await heard(told, last)

    office.close()
    assert last >= before + 20
    assert frozenset().union(*(changed.numbers for changed in told)) == {65, 66}
    assert "message.posted" in frozenset().union(*(changed.kinds for changed in told))


async def test_tail__tells_nothing_twice_and_bursts_at_once(story: Play) -> None:
    company = story(0)
    office = company.office()

    async with following(company) as told:
        last = talk(office, 20)  # the event loop does not get to run in between
        await heard(told, last)

    office.close()
    assert [changed.seq for changed in told] == [last]


async def test_tail__tells_a_long_burst_in_parts(story: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tails, "MOST", 8)
    company = story(0)
    office = company.office()
    before = log.latest(office, 1)[0].seq

    async with following(company) as told:
        last = talk(office, 20)
        await heard(told, last)

    office.close()
    assert [changed.seq for changed in told] == [*range(before + 8, last, 8), last]


async def test_tail__looks_by_itself_where_nothing_rings(story: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Bell, "listen", lambda self: None)
    monkeypatch.setattr(tails, "DEAF_LOOK_SECONDS", 0.01)
    company = story(0)
    office = company.office()

    async with following(company) as told:
        last = talk(office, 1)
        await heard(told, last)

    office.close()
    assert told[-1].seq == last


def test_changed__names_both_ends_of_a_dependency(story: Play) -> None:
    office = story(0).office()
    linked = [event for event in log.since(office, 0) if event.kind == "ticket.linked"]
    office.close()

    assert Changed.by((linked[0],)).numbers == {64, 65}


async def test_screen__has_one_look_at_a_time_and_one_after_the_last_news(
    story: Play, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    company = story(0)
    honest, lock, going, most, looks = mission.look, threading.Lock(), 0, 0, 0

    def slow(office: Office) -> mission.Mission:
        nonlocal going, most, looks
        with lock:
            going, looks = going + 1, looks + 1
            most = max(most, going)
        try:
            return honest(office)
        finally:
            with lock:
                going -= 1

    async with window(company) as pilot:
        monkeypatch.setattr(mission, "look", slow)
        office = company.office()
        for number in range(5):
            tickets.file(office, tickets.Filing(title=f"Idea {number}", assignee="mike"))
            for _ in range(20):
                pilot.app.screen.look_again()  # type: ignore[attr-defined]
        office.close()
        await until(
            pilot,
            lambda: pilot.app.screen.mission.states["open"] == 17,
            "the last idea",  # type: ignore[attr-defined]
        )

    assert most == 1
    assert looks < 100
