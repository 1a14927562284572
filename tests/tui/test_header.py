"""The two lines over every screen: what they say, and where a click on them leads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from teamx_tui.company import heads, pauses
from teamx_tui.tui.widgets.company_header import going_on, header_lines
from tests.builders import Clock, charter, claim, filing, founded, passing
from tests.tui.conftest import SMALL, Company, Opened, Play, line_with, place_of, sees, until

Window = Callable[..., Opened]
HOUR_MS = 3_600_000


def now() -> heads.Head:
    with passing(charter(1)) as office:
        return heads.look(office)


@pytest.mark.feature("D-3")
def test_header__of_an_idle_company_says_how_long_and_that_it_cost_nothing() -> None:
    head = now()
    idle = replace(head, idle_since_ms=head.at_ms - 3 * HOUR_MS - 720_000)

    assert going_on(idle).plain == "idle 3 h 12 m, 0 calls, $0.00 · 0 queued · 0 blocked"


@pytest.mark.feature("D-3")
def test_header__does_not_charge_being_idle_with_what_was_spent_before() -> None:
    head = now()
    idle = replace(head, idle_since_ms=head.at_ms - 60_000, calls_today=40, spent_today_micros=1_200_000)

    assert going_on(idle).plain == "idle 1 m · 40 calls, $1.20 today · 0 queued · 0 blocked"


def test_header__of_a_busy_company_says_what_runs_first() -> None:
    busy = replace(now(), running=2, queued=3, blocked_total=1, calls_today=1, spent_today_micros=10_000)

    assert going_on(busy).plain == "2 running · 3 queued · 1 blocked · 1 call, $0.01"


async def test_header__stands_over_every_place(story: Play, window: Window) -> None:
    async with window(story(24)) as pilot:
        await pilot.press("4")

        await until(pilot, lambda: pilot.app.current_mode == "inbox", "the inbox")
        await sees(pilot, "Team-X", "nothing needs you", "11 queued · 5 blocked")


async def test_header__leads_to_the_place_that_is_clicked(story: Play, window: Window) -> None:
    async with window(story(24), (200, 50)) as pilot:
        await pilot.click(offset=place_of(pilot, "4 Inbox"))

        await until(pilot, lambda: pilot.app.current_mode == "inbox", "the inbox")


async def test_header__names_only_the_place_in_front_where_there_is_little_room(story: Play, window: Window) -> None:
    async with window(story(24), SMALL) as pilot:
        assert "1 Mission 2 3 4 5 6 7" in line_with(pilot, "1 Mission")


@pytest.mark.parametrize(
    ("waiting", "width", "expected"),
    [
        ({}, 116, "8 Meetings   1 running · 3 queued · 1 blocked · $0.01"),
        ({"meetings": 1}, 116, "8 Meetings   1 running 1 meeting 3 queued 1 blocked"),
        ({"meetings": 1, "queued": 300}, 116, "8 Meetings   1 running 1 meeting 300 queued 1 blocked"),
        ({"meetings": 1, "queued": 300_000}, 116, "1 Mission 2 3 4 5 6 7 8"),
    ],
)
def test_header__keeps_the_names_of_the_places_as_long_as_the_rest_can_be_shorter(
    waiting: dict[str, int], width: int, expected: str
) -> None:
    busy = replace(now(), running=1, queued=3, blocked_total=1, calls_today=12, spent_today_micros=10_000)

    shown = header_lines(replace(busy, **waiting), "mission", "", width).plain

    assert expected.replace(" ", "") in shown.replace(" ", "")
    assert "$0.01" in shown
    assert all(len(line) == width for line in shown.split("\n"))


async def test_header__says_why_the_company_stands_still(window: Window, tmp_path: Path) -> None:
    office = founded(tmp_path / "company.db", charter(1, [filing(1)]))
    pauses.pause(office, "lunch [b]")
    office.close()

    async with window(Company(tmp_path / "company.db", Clock()), SMALL) as pilot:
        assert "⏸ paused: lunch [b]" in line_with(pilot, "⏸")


async def test_header__counts_turns_as_they_begin(window: Window, tmp_path: Path) -> None:
    clock = Clock()
    office = founded(tmp_path / "company.db", charter(1, [filing(1)]), clock)

    async with window(Company(tmp_path / "company.db", clock), SMALL) as pilot:
        claim(office, 1, "ada")
        office.close()

        await sees(pilot, "1 running · 0 queued")


@pytest.mark.feature("T-32")
@pytest.mark.parametrize(
    ("brains", "unable", "said"),
    [
        (("scripted",), 0, "Test  scripted"),
        (("ollama qwen3:8b",), 0, "Test  ollama qwen3:8b"),
        (("scripted", "anthropic a", "ollama b"), 0, "Test  scripted  3 brains"),
        (("anthropic a",), 2, "Test  anthropic a  2 cannot think"),
    ],
)
def test_header__always_says_what_everybody_thinks_with(brains: tuple[str, ...], unable: int, said: str) -> None:
    head = replace(now(), brains=brains, scripted="scripted" in brains, unable=unable)

    assert header_lines(head, "mission", "", 116).plain.startswith(f"{said}   ")
