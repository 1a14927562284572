"""The Timeline shows the whole log, finds in it, and leads to what an event is about."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from teamx_tui.company import log, threads, tickets, timeline
from teamx_tui.domain.text import one_line
from teamx_tui.tui.screens.timeline import TimelineScreen
from teamx_tui.tui.widgets.event_list import EventList
from tests.tui.conftest import SMALL, Company, Opened, Play, sees, shown, until

Window = Callable[..., Opened]


async def open_timeline(pilot: Pilot[None]) -> EventList:
    await pilot.press("6")
    await until(pilot, lambda: isinstance(pilot.app.screen, TimelineScreen), "the Timeline")
    events = pilot.app.screen.query_one(EventList)
    await until(pilot, lambda: events.line_in_view is not None, "an event under the cursor")
    return events


def listed(events: EventList) -> list[int]:
    return [int(row.key) for row in events.rows]


async def written(pilot: Pilot[None], text: str) -> None:
    """Write a filter and go back to the list."""
    await pilot.press("slash")
    pilot.app.screen.query_one("#filter", Input).value = text
    await pilot.pause()
    await pilot.press("enter")


def numbers(company: Company, text: str) -> list[int]:
    """What a filter lets through, newest first."""
    office = company.office()
    found = [line.event.seq for line in timeline.read(office, timeline.wanted(office, text))]
    office.close()
    return found[::-1]


@pytest.mark.feature("T-30")
async def test_timeline__lists_every_event_in_words_newest_first(story: Play, window: Window) -> None:
    company = story(24)
    office = company.office()
    newest = [one_line(log.sentence(event)) for event in log.latest(office, 3)]
    office.close()

    async with window(company) as pilot:
        events = await open_timeline(pilot)

        assert listed(events) == numbers(company, "")
        await sees(pilot, *newest, f"{len(events.rows)} events")


@pytest.mark.feature("T-30")
@pytest.mark.parametrize("text", ["@priya", "#64", "kind:wake", "-kind:wake -kind:run", "takes a turn", "since:10m"])
async def test_filter__leaves_the_events_that_are_like_it(story: Play, window: Window, text: str) -> None:
    company = story(24)

    async with window(company) as pilot:
        events = await open_timeline(pilot)
        await written(pilot, text)
        await until(pilot, lambda: listed(events) == numbers(company, text), f"only what {text} lets through")

        await sees(pilot, f"{len(events.rows)} of ")

        await pilot.press("escape")
        await until(pilot, lambda: listed(events) == numbers(company, ""), "Esc takes the filter away")


@pytest.mark.feature("T-30")
async def test_filter__that_means_nothing_says_what_would(story: Play, window: Window) -> None:
    async with window(story(24)) as pilot:
        events = await open_timeline(pilot)
        before = listed(events)
        await pilot.press("slash")
        pilot.app.screen.query_one("#filter", Input).value = "kind:nonsense"

        await sees(pilot, "There is no kind 'nonsense'")
        assert listed(events) == before


async def test_search__can_be_broken_off_and_keeps_what_it_found(
    story: Play, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    company = story(24)
    monkeypatch.setattr(timeline, "SPAN", 10)
    older, searched = timeline.older, []

    def thrice(office: Any, of: Any, below: int) -> Any:
        searched.append(below)
        return older(office, of, below) if len(searched) <= 3 else timeline.Stretch((), below)  # it never ends

    monkeypatch.setattr(timeline, "older", thrice)
    async with window(company) as pilot:
        events = await open_timeline(pilot)
        head = len(events.rows)
        await written(pilot, "kind:run")
        await sees(pilot, "searching")
        await until(pilot, lambda: len(searched) > 3, "three stretches are searched")

        await pilot.press("escape")

        await sees(pilot, "stopped")
        assert listed(events) == [seq for seq in numbers(company, "kind:run") if seq > head - 30]
        assert pilot.app.screen.query_one("#filter", Input).value == "kind:run"


@pytest.mark.feature("T-30")
async def test_timeline__stays_at_the_newest_and_elsewhere_where_one_is(story: Play, window: Window) -> None:
    company = story(24)

    async with window(company, SMALL) as pilot:
        events = await open_timeline(pilot)
        office = company.office()
        threads.comment(office, 64, "Are you there?")
        await until(pilot, lambda: events.number_in_view == len(numbers(company, "")), "the newest stays in front")

        await pilot.press("end", "k", "k")
        line = next(at for at, text in enumerate(shown(pilot).split("\n")) if "›" in text)
        threads.comment(office, 64, "Hello?")
        office.close()
        await until(pilot, lambda: len(events.rows) == len(numbers(company, "")), "the list grows")

        assert events.number_in_view == 3
        assert "›" in shown(pilot).split("\n")[line]


@pytest.mark.feature("T-30")
async def test_timeline__goes_to_a_number_and_to_a_time(story: Play, window: Window) -> None:
    company = story(24)
    office = company.office()
    event = log.since(office, 0)[40]
    office.close()

    async with window(company) as pilot:
        events = await open_timeline(pilot)
        for text, number in (("17", 17), ("99999", len(events.rows)), (event.at, None)):
            await pilot.press("colon")
            pilot.app.screen.query_one("#question", Input).value = text
            await pilot.press("enter")
            await until(pilot, lambda: events.has_focus, "the answer is taken")
            await until(pilot, lambda: events.line_in_view is not None, "the event is read")
            there = events.line_in_view
            assert there is not None
            assert there.event.seq == number if number else there.event.at_ms == event.at_ms


@pytest.mark.feature("T-30")
async def test_enter__opens_the_ticket_of_an_event(story: Play, window: Window) -> None:
    async with window(story(24)) as pilot:
        events = await open_timeline(pilot)
        await written(pilot, "#66 kind:ticket.filed")
        await until(pilot, lambda: len(events.rows) == 1 and events.line_in_view is not None, "one event is left")

        await pilot.press("enter")

        await until(pilot, lambda: getattr(pilot.app.screen, "number", None) == 66, "the thread of #66")


@pytest.mark.feature("D-2")
async def test_details__of_a_wake_tell_cause_hop_and_hashes(story: Play, window: Window) -> None:
    company = story(24)
    office = company.office()
    wanted = timeline.wanted(office, "kind:wake.queued mention")
    event = list(timeline.read(office, wanted))[-1].event
    before = timeline.proof(office, event.seq).previous
    office.close()

    async with window(company) as pilot:
        await open_timeline(pilot)
        await written(pilot, "kind:wake.queued mention")

        await sees(pilot, f"No. {event.seq}", event.hash, before, f"✓ follows from no. {event.seq - 1}")
        await sees(pilot, f"hop        {event.data['hop']}", "cause      mention", f"hop {event.data['hop']}")


@pytest.mark.feature("T-30")
@pytest.mark.parametrize("is_tampered", [False, True])
async def test_verify__says_whether_the_chain_is_whole(story: Play, window: Window, is_tampered: bool) -> None:
    company = story(24)
    last = len(numbers(company, ""))
    if is_tampered:
        with closing(sqlite3.connect(company.store)) as hand, hand:
            hand.execute("DROP TRIGGER event_no_update")
            hand.execute("UPDATE event SET actor = 'nobody' WHERE seq = 12")

    async with window(company) as pilot:
        events = await open_timeline(pilot)
        await pilot.press("v")

        if is_tampered:
            await sees(pilot, "✗ chain broken at no. 12", "✗ does not follow from no. 11")
            assert events.number_in_view == 12
        else:
            await sees(pilot, f"✓ chain intact up to no. {last}")


@pytest.mark.feature("T-30", "T-41")
async def test_save__writes_what_is_listed(story: Play, window: Window, tmp_path: Path) -> None:
    company, out = story(24), tmp_path / "wakes.jsonl"

    async with window(company) as pilot:
        events = await open_timeline(pilot)
        await written(pilot, "kind:wake")
        await until(pilot, lambda: listed(events) == numbers(company, "kind:wake"), "only wakes")
        await pilot.press("x")
        pilot.app.screen.query_one("#question", Input).value = str(out)
        await pilot.press("enter")
        await sees(pilot, "Saved")

    saved = [json.loads(line)["seq"] for line in out.read_text().splitlines()]
    assert saved[::-1] == numbers(company, "kind:wake")


@pytest.mark.feature("D-16")
async def test_timeline__shows_hostile_words_as_words(story: Play, window: Window) -> None:
    company = story(0)
    office = company.office()
    hostile = "[@click=app.quit]x[/nope] \x1b]2;PWNED\x07 漢字漢字 " + "long " * 200
    tickets.file(office, tickets.Filing(hostile, number=99))
    office.close()

    async with window(company, SMALL) as pilot:
        await open_timeline(pilot)
        await written(pilot, "kind:ticket.filed nope")

        await sees(pilot, "[@click=app.quit]x[/nope] ␛]2;PWNED␇ 漢字")
