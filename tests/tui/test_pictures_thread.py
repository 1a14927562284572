"""A ticket's thread and Why as a person sees them: four moments, three sizes, two themes, and hostile words."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Final

import pytest
from textual.pilot import Pilot

from teamx_tui.company import decisions, delivery, threads, tickets
from teamx_tui.tui.memory import Memory
from tests.builders import Clock, charter, claim, filing, founded, says, turn
from tests.tui.conftest import Company, Play, opened, sees

SIZES: Final = {"80x24": (80, 24), "120x40": (120, 40), "200x50": (200, 50)}
sizes = pytest.mark.parametrize("size", SIZES.values(), ids=SIZES.keys())
looks = pytest.mark.parametrize(
    ("size", "theme"),
    [(size, theme) for theme in ("dark", "light") for size in SIZES.values()],
    ids=[f"{name}-{theme}" for theme in ("dark", "light") for name in SIZES],
)
NASTY: Final = "[/x] [@click=app.quit]go[/] \x1b]0;pwn\x07 漢字 👩‍👩‍👧"
Before = Callable[[Pilot[None]], Awaitable[None]]


def then(number: int, words: str, *pressed: str) -> Before:
    """What to do before the picture: open a ticket, press keys, and wait for some words."""

    async def do(pilot: Pilot[None]) -> None:
        await opened(number)(pilot)
        for key in pressed:
            await pilot.press(key)
            await pilot.pause()
        await sees(pilot, words)
        await pilot.pause()

    return do


def wearing(theme: str) -> Memory:
    memory = Memory()
    memory.keep("theme", theme)
    return memory


@sizes
def test_thread__blocked_and_silent(snap_compare: Any, story: Play, size: tuple[int, int]) -> None:
    """#69 is blocked by three of the five tickets before it; only what it is about can be read."""
    assert snap_compare(story(24).app(), terminal_size=size, run_before=opened(69))


@looks
def test_thread__in_the_middle_of_a_conversation(
    snap_compare: Any, story: Play, size: tuple[int, int], theme: str
) -> None:
    """Priya has a turn on #69, a file is attached, a question is answered; #70 still waits for it."""
    company = story(44)
    office = company.office()
    claim(office, 69, "priya")
    office.close()
    company.clock.advance(12)
    app = company.app(memory=wearing(theme))

    assert snap_compare(app, terminal_size=size, run_before=opened(69))


@sizes
def test_thread__finished(snap_compare: Any, story: Play, size: tuple[int, int]) -> None:
    """#69 is done: four checks passed, a screenshot is attached, and the resolution stands in the head."""
    assert snap_compare(story(None).app(), terminal_size=size, run_before=opened(69))


@sizes
def test_thread__with_an_unfolded_call(snap_compare: Any, story: Play, size: tuple[int, int]) -> None:
    """The mark stands before Priya's check: tool, arguments, result and turn are unfolded under it."""
    unfold = then(69, "4 passed, 0 failed.", "k", "k", "k", "enter")
    assert snap_compare(story(None).app(), terminal_size=size, run_before=unfold)


@sizes
def test_composer__offers_people(snap_compare: Any, story: Play, size: tuple[int, int]) -> None:
    """Six offers stand over the composer, the responsible first; the second is chosen."""
    write = then(69, "@elena", "c", *"Hi", "space", "at", "down")
    assert snap_compare(story(44).app(), terminal_size=size, run_before=write)


@looks
def test_why__down_to_the_roots(snap_compare: Any, story: Play, size: tuple[int, int], theme: str) -> None:
    """#71 waits for #70, that for #69, and that for three; each line says who acts and by which key."""
    app = story(24).app(memory=wearing(theme))
    assert snap_compare(app, terminal_size=size, run_before=then(71, "Why #71", "w"))


@sizes
def test_choose__what_becomes_of_a_ticket(snap_compare: Any, story: Play, size: tuple[int, int]) -> None:
    """The legal moves with what follows; cancelling asks for the reason in a line below."""
    cancel = then(70, "reason: why", "m", "end", "enter")
    assert snap_compare(story(24).app(), terminal_size=size, run_before=cancel)


@sizes
def test_thread__with_hostile_words(snap_compare: Any, tmp_path: Path, size: tuple[int, int]) -> None:
    """Markup, escape sequences and wide characters in title, names of files, questions and entries are only words."""
    path, clock = tmp_path / "company.db", Clock()
    office = founded(path, charter(3, [filing(1, "ada", consulted=["ben"])]), clock)
    number = tickets.file(office, tickets.Filing(title=NASTY, description=NASTY, assignee="ada", labels=(NASTY,)))
    turn(office, number, "ada", says(f"{NASTY}\n- {NASTY} {NASTY}"), ("block", {"reason": NASTY}))
    delivery.attach(office, number, NASTY, NASTY * 3, kind="code", actor="ada")
    delivery.check(office, number, NASTY, {NASTY: "fail"}, note=NASTY, actor="ada")
    decisions.ask(office, number, "operator", NASTY, actor="ada")
    threads.comment(office, number, f"@ben {NASTY}")
    office.close()
    clock.advance(95)

    assert snap_compare(Company(path, clock).app(), terminal_size=size, run_before=opened(number))
