"""The inbox: what needs the operator, what most work waits for first, answered in place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widgets import Input

from teamx_tui.company import decisions, inbox, tickets, views
from teamx_tui.tui.screens.inbox import InboxScreen
from teamx_tui.tui.screens.mission import MissionScreen
from teamx_tui.tui.screens.thread import ThreadScreen
from teamx_tui.tui.screens.why import WhyScreen
from teamx_tui.tui.widgets.entry_pane import EntryPane, Options
from tests.builders import Clock, charter, events, filing, founded
from tests.tui.conftest import Company, Opened, Play, line_with, sees, shown, until

Window = Callable[..., Opened]
NASTY = "[/x] [@click=app.quit]go[/] \x1b]0;pwn\x07"
NASTY_SHOWN = "[/x] [@click=app.quit]go[/] ␛]0;pwn␇"


async def on_screen(pilot: Pilot[None], kind: type) -> Any:
    await until(pilot, lambda: isinstance(pilot.app.screen, kind), f"a {kind.__name__}")
    await pilot.pause()
    return pilot.app.screen


async def to_inbox(pilot: Pilot[None], *words: str) -> InboxScreen:
    """Go to the inbox and wait for `words`."""
    await pilot.press("i")
    screen: InboxScreen = await on_screen(pilot, InboxScreen)
    await sees(pilot, *words)
    return screen


def asked(story: Play) -> Company:
    """A company in which #71 has lost its blocker, for which two tickets wait, and Mike has a question on #67."""
    company = story(24)
    office = company.office()
    decisions.ask(office, 67, "operator", "Redis or\nPostgres?", blocking=True, actor="mike")
    tickets.move(office, 70, "cancelled", "not needed")
    office.close()
    return company


def waiting(company: Company) -> list[int]:
    office = company.office()
    numbers = [entry.number for entry in inbox.waiting(office)]
    office.close()
    return numbers


@pytest.mark.feature("T-20")
async def test_inbox__begins_with_what_frees_most_and_says_what_each_answer_does(story: Play, window: Window) -> None:
    async with window(asked(story)) as pilot:
        await to_inbox(pilot, "#71 End-to-end integration", "2 unfinished tickets wait for #71", "2 need you")

        assert line_with(pilot, "#71  #71 waits").split()[:4] == ["›", "2", "–", "lost"]
        assert line_with(pilot, "Redis or⏎Postgres?").split()[:3] == ["1", "?", "question"]
        await sees(pilot, "#71 no longer waits for #70", "#71 goes on waiting until #70 is reopened")


@pytest.mark.feature("T-20")
async def test_inbox__is_answered_by_choosing_and_goes_on_with_the_next(story: Play, window: Window) -> None:
    company = asked(story)

    async with window(company) as pilot:
        screen = await to_inbox(pilot, "#71 End-to-end integration")
        await pilot.press("enter")
        await sees(pilot, "release", "cancel", "wait")
        await pilot.press("enter")
        await sees(pilot, "#71 no longer waits for #70.", "1 needs you", "#67 WebSocket server implementation")

        assert screen.ticket_in_view == 67

    office = company.office()
    assert views.ticket(office, 71).blocked_by == ()
    office.close()


@pytest.mark.feature("T-20")
async def test_inbox__is_answered_in_words(story: Play, window: Window) -> None:
    company = asked(story)

    async with window(company) as pilot:
        await to_inbox(pilot, "#71 End-to-end integration")
        await pilot.press("down")
        await sees(pilot, "? question · @mike", "Then your answer stands in #67 and @mike is")
        await pilot.press("enter", *"Redis", "enter")
        await sees(pilot, "#67: @mike has the answer and is woken.", "#71 End-to-end integration")

    assert waiting(company) == [71]
    office = company.office()
    assert views.thread(office, 67).entries[-1].body == "Redis"
    office.close()


async def test_inbox__keeps_half_an_answer_while_one_looks_elsewhere_and_the_company_goes_on(
    story: Play, window: Window
) -> None:
    company = asked(story)

    async with window(company) as pilot:
        screen = await to_inbox(pilot, "#71 End-to-end integration")
        await pilot.press("down", "enter", *"Re")
        office = company.office()
        decisions.ask(office, 65, "operator", "Another thing?", actor="lin")
        office.close()
        await sees(pilot, "Another thing?")
        assert screen.query_one(Input).has_focus

        await pilot.press("escape", "home")
        await sees(pilot, "– lost blocker · teamx")
        await pilot.press("down")
        await until(pilot, lambda: screen.query_one(Input).value == "Re", "what was begun")


async def test_inbox__says_when_somebody_else_was_quicker(story: Play, window: Window) -> None:
    company = asked(story)

    async with window(company) as pilot:
        await to_inbox(pilot, "#71 End-to-end integration")
        office = company.office()
        pilot.app.screen.concerns = lambda _: False  # type: ignore[attr-defined]
        entry = next(entry for entry in inbox.waiting(office) if entry.number == 71)
        decisions.settle(office, entry.id, "wait")
        office.close()
        await pilot.press("enter", "enter")

        await sees(pilot, "settled already: wait", "#67 WebSocket")


async def test_inbox__opens_the_ticket_explains_it_and_esc_leaves_it_for_later(story: Play, window: Window) -> None:
    company = asked(story)

    async with window(company) as pilot:
        await to_inbox(pilot, "#71 End-to-end integration")
        await pilot.press("w")
        await on_screen(pilot, WhyScreen)
        await pilot.press("escape")
        await on_screen(pilot, InboxScreen)
        await pilot.press("enter", "escape", "escape")
        await on_screen(pilot, MissionScreen)
        assert waiting(company) == [71, 67]

        await to_inbox(pilot, "#71 End-to-end integration")
        await pilot.press("o")
        screen = await on_screen(pilot, ThreadScreen)
        assert screen.number == 71


async def test_inbox__says_what_goes_on_when_nobody_needs_anything(story: Play, window: Window) -> None:
    async with window(story(24)) as pilot:
        await to_inbox(pilot, "Nothing needs you.", "11 queued, 5 blocked, and no worker on duty.")

        assert "o Ticket" not in shown(pilot)


async def test_inbox__shows_hostile_words_as_text(tmp_path: Path, window: Window) -> None:
    clock = Clock()
    office = founded(tmp_path / "company.db", charter(1, [filing(1)]), clock)
    number = tickets.file(office, tickets.Filing(title=NASTY, assignee="ada"))
    decisions.ask(office, number, "operator", f"{NASTY}\nreally?", blocking=True, actor="ada")
    office.close()

    async with window(Company(tmp_path / "company.db", clock), (200, 50)) as pilot:
        await to_inbox(pilot, f"#2 {NASTY_SHOWN}", f"{NASTY_SHOWN}⏎really?")


async def test_entry__that_is_read_before_it_can_be_shown_has_its_answers(tmp_path: Path) -> None:
    office = founded(tmp_path / "company.db", charter(1, [filing(1), filing(2)], [(1, 2)]), Clock())
    tickets.move(office, 1, "cancelled", "not needed")
    (entry,) = inbox.waiting(office)
    office.close()

    class Hasty(App[None]):
        def compose(self) -> ComposeResult:
            pane = EntryPane()
            pane.entry = entry
            yield pane

    async with Hasty().run_test() as pilot:
        assert pilot.app.query_one(Options).option_count == 3
        assert pilot.app.query_one(Options).display


async def test_entry__of_a_budget_takes_another_amount_as_well(tmp_path: Path) -> None:
    office = founded(tmp_path / "company.db", charter(1, [filing(1)]), Clock())
    decisions.ask(office, 1, "operator", "More money?", blocking=True, actor="ada")
    (question,) = inbox.waiting(office)
    office.close()
    entry = replace(question, kind="budget", options=("raise", "stop"), outcomes=("", ""))
    given: list[str] = []

    class Alone(App[None]):
        def compose(self) -> ComposeResult:
            yield EntryPane()

        def on_entry_pane_answered(self, message: EntryPane.Answered) -> None:
            given.append(message.text)

    async with Alone().run_test() as pilot:
        pane = pilot.app.query_one(EntryPane)
        pane.entry = entry
        await pilot.pause()
        pane.go_to_answers()
        await pilot.press("tab", *"raise", "space", "2", "enter")
        await pilot.pause()
        assert given == ["raise 2"]

        pane.entry = replace(entry, id=entry.id + 1, kind="approval", options=("allow", "refuse"))
        await pilot.pause()
        assert not pilot.app.query_one(Input).display


async def test_answer__is_given_to_the_entry_that_it_was_chosen_for(tmp_path: Path) -> None:
    office = founded(tmp_path / "company.db", charter(1, [filing(1)]), Clock())
    decisions.ask(office, 1, "operator", "May I?", blocking=True, actor="ada")
    (question,) = inbox.waiting(office)
    office.close()
    first = replace(question, options=("allow", "refuse"), outcomes=("", ""))
    second = replace(first, id=first.id + 1, options=("cancel everything", "wait"))
    third = replace(first, id=first.id + 2, options=(), outcomes=())
    given: list[tuple[int, str]] = []

    class Alone(App[None]):
        def compose(self) -> ComposeResult:
            yield EntryPane()

        def on_entry_pane_answered(self, message: EntryPane.Answered) -> None:
            given.append((message.entry.id, message.text))

    async with Alone().run_test() as pilot:
        pane = pilot.app.query_one(EntryPane)
        pane.entry = first
        await pilot.pause()
        pane.go_to_answers()
        pane.query_one(Options).action_select()
        pane.query_one(Options).action_reason()
        pane.entry = second  # before what was pressed has been heard
        await pilot.pause()
        assert given == [(first.id, "allow")]
        assert not pilot.app.query_one(Input).display

        pane.entry = third
        pane.go_to_answers()
        await pilot.press(*"yes")
        await pilot.app.query_one(Input).action_submit()
        pane.entry = replace(third, id=third.id + 1)
        await pilot.pause()
        assert given == [(first.id, "allow")]
        pane.entry = third
        await pilot.pause()
        assert pilot.app.query_one(Input).value == "yes"


@pytest.mark.feature("T-20", "X-18")
async def test_inbox__takes_a_reason_with_an_answer_and_keeps_it_in_thread_and_log(story: Play, window: Window) -> None:
    company = asked(story)

    async with window(company) as pilot:
        screen = await to_inbox(pilot, "#71 End-to-end integration")
        await pilot.press("enter", "down", "down", "r")
        await sees(pilot, "why wait?")
        await pilot.press(*"later", "escape")
        await until(pilot, lambda: screen.query_one(Options).has_focus, "the answers again")
        await pilot.press("r")
        await until(pilot, lambda: screen.query_one(Input).value == "later", "what was begun")
        await pilot.press("enter")
        await sees(pilot, "#71 goes on waiting", "1 needs you")

    office = company.office()
    said = views.thread(office, 71).entries[-1]
    assert (said.kind, said.payload["outcome"], said.payload["rationale"]) == ("decision", "wait", "later")
    assert events(office, "decision.decided")[-1].data["rationale"] == "later"
    office.close()
