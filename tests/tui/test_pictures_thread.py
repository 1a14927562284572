"""A ticket's thread and Why as a person sees them: four moments, three sizes, two themes, and hostile words."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from textual.pilot import Pilot

from teamx_tui.company import decisions, delivery, threads, tickets
from tests.builders import Clock, charter, claim, filing, founded, says, turn
from tests.tui.conftest import LOOKS, SIZES, Before, Company, Pictures, Play, opened, sees

NASTY: Final = "[/x] [@click=app.quit]go[/] \x1b]0;pwn\x07 漢字 👩‍👩‍👧"


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


async def test_thread__blocked_and_silent(pictures: Pictures, story: Play) -> None:
    """#69 is blocked by three of the five tickets before it; only what it is about can be read."""
    await pictures(story(24).app(), opened(69), *SIZES)


async def test_thread__in_the_middle_of_a_conversation(pictures: Pictures, story: Play) -> None:
    """Priya has a turn on #69, a file is attached, a question is answered; #70 still waits for it."""
    company = story(44)
    office = company.office()
    claim(office, 69, "priya")
    office.close()
    company.clock.advance(12)
    app = company.app()

    await pictures(app, opened(69), *LOOKS)


async def test_thread__finished(pictures: Pictures, story: Play) -> None:
    """#69 is done: four checks passed, a screenshot is attached, and the resolution stands in the head."""
    await pictures(story(None).app(), opened(69), *SIZES)


async def test_thread__with_an_unfolded_call(pictures: Pictures, story: Play) -> None:
    """The mark stands before Priya's check: tool, arguments, result and turn are unfolded under it."""
    unfold = then(69, "4 passed, 0 failed.", "k", "k", "k", "enter")
    await pictures(story(None).app(), unfold, *SIZES)


async def test_composer__offers_people(pictures: Pictures, story: Play) -> None:
    """Six offers stand over the composer, the responsible first; the second is chosen."""
    write = then(69, "@elena", "c", *"Hi", "space", "at", "down")
    await pictures(story(44).app(), write, *SIZES)


async def test_why__down_to_the_roots(pictures: Pictures, story: Play) -> None:
    """#71 waits for #70, that for #69, and that for three; each line says who acts and by which key."""
    app = story(24).app()
    await pictures(app, then(71, "Why #71", "w"), *LOOKS)


async def test_choose__what_becomes_of_a_ticket(pictures: Pictures, story: Play) -> None:
    """The legal moves with what follows; cancelling asks for the reason in a line below."""
    cancel = then(70, "reason: why", "m", "end", "enter")
    await pictures(story(24).app(), cancel, *SIZES)


async def test_thread__with_hostile_words(pictures: Pictures, tmp_path: Path) -> None:
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

    await pictures(Company(path, clock).app(), opened(number), *SIZES)
