"""Why, in the window: the proof down to the roots, who must act, and doing it from there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from teamx_tui.company import decisions, gates, pauses, runs, views
from teamx_tui.domain.retries import Mishap
from teamx_tui.tui.app import TeamxApp
from teamx_tui.tui.screens.inbox import InboxScreen
from teamx_tui.tui.screens.why import WhyScreen
from tests.builders import Clock, charter, claim, filing, founded
from tests.tui.conftest import SMALL, Company, Opened, Play, line_with, on_screen, opened, sees, shown, until

Window = Callable[..., Opened]


async def ask(pilot: Pilot[None], about: int | str) -> None:
    app = pilot.app
    assert isinstance(app, TeamxApp)
    app.push_screen(WhyScreen(about))
    await until(pilot, lambda: bool(getattr(app.screen, "_steps", None)) or "Assign one" in shown(pilot), "the answer")
    await pilot.pause()


def of_two(tmp_path: Path) -> Company:
    """A company of Ada and Ben without any work."""
    path, clock = tmp_path / "company.db", Clock()
    founded(path, charter(2, []), clock).close()
    return Company(path, clock)


@pytest.mark.feature("D-1", "X-13")
async def test_why__shows_the_proof_who_must_act_and_by_which_key(story: Play, window: Window) -> None:
    async with window(story(24), SMALL) as pilot:
        await opened(71)(pilot)
        await pilot.press("w")
        await sees(pilot, "Why #71 does not move", "It starts at #65 #67 #68", "After that", "have their turns")

        assert "opens when #70 is done" in line_with(pilot, "#70 is done")
        assert "@priya acts  s: start anyway" in line_with(pilot, "#70 is done")


@pytest.mark.feature("D-1")
async def test_why__says_the_same_as_the_command(story: Play, window: Window) -> None:
    from teamx_tui.commands import COMMANDS

    company = story(24)
    office = company.office()
    said = COMMANDS["ticket why"](office, number=71).sentence
    office.close()

    async with window(company, (200, 50)) as pilot:
        await ask(pilot, 71)

        for line in said.split("\n")[1:-1]:
            assert line.partition(" — ")[0].strip().replace(":", "") in shown(pilot).replace("  ", " ").replace(":", "")


@pytest.mark.feature("D-1")
async def test_why__does_what_a_line_offers_after_asking(story: Play, window: Window) -> None:
    company = story(24)
    async with window(company) as pilot:
        await ask(pilot, 70)
        await pilot.press("down", "s")
        await sees(pilot, "Start #70 anyway.")
        await pilot.press("enter")

        await sees(pilot, "#70 no longer waits for #69.", "Nothing holds #70 back", "Next: ")


@pytest.mark.feature("D-1", "X-28")
async def test_why__of_a_closed_gate_leads_to_where_its_artifact_is_made_and_waives_it(
    window: Window, tmp_path: Path
) -> None:
    clock = Clock()
    office = founded(tmp_path / "gate.db", charter(2, [filing(3, "ada"), filing(6, "ben")]), clock)
    gates.place(office, "Contract agreed", "api_contract", ["agreed"], after=[3], blocks=[6])
    office.close()

    async with window(Company(tmp_path / "gate.db", clock)) as pilot:
        await ask(pilot, 6)
        await sees(pilot, "an api_contract is agreed (there is none yet)", "@ada acts", "waive it", "It starts at #3")
        await pilot.press("down", "enter")
        await sees(pilot, "Gate: waive", "why what waits for it may go on")
        await pilot.press(*"fine", "enter")

        await sees(pilot, "Nothing holds #6 back")


@pytest.mark.feature("D-1")
async def test_why__assigns_by_the_key_it_names(window: Window, tmp_path: Path) -> None:
    path, clock = tmp_path / "company.db", Clock()
    founded(path, charter(2, [filing(1, None)]), clock).close()

    async with window(Company(path, clock)) as pilot:
        await ask(pilot, 1)
        assert "you act  a: assign somebody" in line_with(pilot, "somebody is assigned to #1")
        await pilot.press("down", "a")
        await sees(pilot, "Give a ticket to one employee")
        await pilot.press(*"ben", "enter")

        await sees(pilot, "Nothing holds #1 back")
    office = Company(path, clock).office()
    assert views.ticket(office, 1).assignee == "ben"
    office.close()


@pytest.mark.feature("D-1", "T-20")
async def test_why__of_something_to_be_decided_leads_to_the_inbox(window: Window, tmp_path: Path) -> None:
    path, clock = tmp_path / "company.db", Clock()
    office = founded(path, charter(2, [filing(1)]), clock)
    decisions.block(office, 1, "no paint", actor="ada")
    office.close()

    async with window(Company(path, clock)) as pilot:
        await ask(pilot, 1)
        assert "you act  i: answer it" in line_with(pilot, "operator decides: no paint")
        await pilot.press("down", "enter")

        await on_screen(pilot, InboxScreen)


@pytest.mark.feature("D-1")
async def test_why__ends_the_pause(window: Window, tmp_path: Path) -> None:
    path, clock = tmp_path / "company.db", Clock()
    office = founded(path, charter(1, [filing(1)]), clock)
    pauses.pause(office, "lunch")
    office.close()

    async with window(Company(path, clock)) as pilot:
        await ask(pilot, 1)
        assert "you act  ⏎: resume" in line_with(pilot, "the pause ends: lunch")
        await pilot.press("down", "enter")

        await sees(pilot, "Nothing holds #1 back")


@pytest.mark.feature("D-1")
async def test_why__shows_a_cool_down_behind_a_dependency(window: Window, tmp_path: Path) -> None:
    path, clock = tmp_path / "company.db", Clock()
    office = founded(path, charter(2, [filing(1, "ada"), filing(2, "ben")], [(1, 2)]), clock)
    runs.give_back(office, claim(office, 1, "ada"), Mishap.TRANSIENT, "the host is busy")
    office.close()

    async with window(Company(path, clock)) as pilot:
        await ask(pilot, 2)

        assert "time helps" in line_with(pilot, "since the last failure of @ada")


@pytest.mark.feature("D-1")
async def test_why__of_an_employee_is_what_waits_for_them(story: Play, window: Window) -> None:
    async with window(story(24)) as pilot:
        await opened(70)(pilot)
        await pilot.press("tab", "enter")
        await sees(pilot, "What Priya waits for", "@priya is queued for ")


@pytest.mark.feature("D-1")
async def test_why__of_an_employee_without_work_says_how_to_give_them_some(window: Window, tmp_path: Path) -> None:
    path, clock = tmp_path / "company.db", Clock()
    founded(path, charter(2, [filing(1, "ada")]), clock).close()

    async with window(Company(path, clock)) as pilot:
        await ask(pilot, "ben")

        assert "Nothing is queued for @ben, and no unfinished ticket is theirs." in shown(pilot)


async def test_why__of_hostile_words_shows_them_as_words(window: Window, tmp_path: Path) -> None:
    path, clock = tmp_path / "company.db", Clock()
    office = founded(path, charter(2, [filing(1)]), clock)
    decisions.block(office, 1, "[/x] [@click=app.quit]go[/] \x1b]0;pwn\x07", actor="ada")
    office.close()

    async with window(Company(path, clock), (200, 50)) as pilot:
        await ask(pilot, 1)

        assert "│     opens when operator decides: [/x] [@click=app.quit]go[/] ␛]0;pwn␇" in shown(pilot)


@pytest.mark.feature("D-1")
async def test_why__of_an_event_on_the_timeline_is_that_of_its_employee(window: Window, tmp_path: Path) -> None:
    async with window(of_two(tmp_path)) as pilot:
        await pilot.press("6")
        await sees(pilot, "hired @ben")
        await pilot.press("w")

        await sees(pilot, "What Ben waits for")


@pytest.mark.feature("D-1")
async def test_why__of_a_person_on_mission_control_is_what_waits_for_them(window: Window, tmp_path: Path) -> None:
    async with window(of_two(tmp_path)) as pilot:
        pilot.app.screen.set_focus(pilot.app.screen.query_one("#people"))
        await pilot.press("home", "w")

        await sees(pilot, "What Ada waits for")


@pytest.mark.parametrize("place", ["4", "5", "6", "7", "8"])
async def test_why__of_what_nobody_waits_for_says_so(window: Window, tmp_path: Path, place: str) -> None:
    async with window(of_two(tmp_path)) as pilot:
        await pilot.press(place)
        await until(pilot, lambda: pilot.app.screen.query("LineList"), "a list")
        await until(pilot, lambda: getattr(pilot.app.screen, "head", None) is not None, "a look")
        await pilot.press("end", "w")

        await sees(pilot, "w says why a ticket")
