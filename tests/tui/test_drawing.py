"""What a look costs the terminal: only lines that look otherwise than before are drawn, nothing if none does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from textual._compositor import Compositor
from textual.pilot import Pilot

from teamx_tui.tui.screens.live import LiveScreen
from tests.tui.conftest import Company, Opened, Play, opened, until

Window = Callable[..., Opened]


@contextmanager
def drawn(monkeypatch: pytest.MonkeyPatch) -> Iterator[set[int]]:
    """The lines of the screen that are drawn meanwhile."""
    lines: set[int] = set()
    honest = Compositor.render_update

    def noted(compositor: Compositor, **given: object) -> object:
        lines.update(y for region in compositor._dirty_regions for y in region.line_range)
        return honest(compositor, **given)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(Compositor, "render_update", noted)
        yield lines


async def glance(pilot: Pilot[None], company: Company, seconds: float) -> None:
    """Let time pass, and look again without any news."""
    screen = pilot.app.screen
    assert isinstance(screen, LiveScreen)
    company.clock.advance(seconds)
    screen.look_again()
    await until(
        pilot, lambda: screen.head is not None and screen.head.at_ms == company.clock.now_ms, "a look as of now"
    )
    await pilot.pause()


async def show(pilot: Pilot[None], place: str) -> None:
    """Go to a place of the window, or to the thread of a ticket, and wait until it has been drawn."""
    if place.startswith("#"):
        await opened(int(place[1:]))(pilot)
    else:
        await pilot.app.run_action(f"app.mode('{place}')")
    screen = pilot.app.screen
    assert isinstance(screen, LiveScreen)
    await until(pilot, lambda: screen.head is not None and not screen._is_looking, "a look")
    for _ in range(3):
        await pilot.pause(0.05)


@pytest.mark.parametrize("place", ["mission", "tickets", "people", "#64"])
async def test_look__that_finds_nothing_new_draws_nothing(
    place: str, story: Play, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    company = story(6)
    company.clock.advance(7_200)  # so long ago that an age of it is the same a second later

    async with window(company) as pilot:
        await show(pilot, place)

        with drawn(monkeypatch) as lines:
            await glance(pilot, company, 1)

    assert lines == set()


async def test_look__in_a_thread_draws_the_lines_whose_age_went_on(
    story: Play, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    company = story(6)
    company.clock.advance(600)

    async with window(company) as pilot:
        await show(pilot, "#64")
        await glance(pilot, company, 60)  # what a layout has drawn, Textual draws once more with the first line
        before = pilot.app.screen._compositor.render_strips()

        with drawn(monkeypatch) as lines:
            await glance(pilot, company, 60)
        after = pilot.app.screen._compositor.render_strips()

    changed = {y for y, (was, is_now) in enumerate(zip(before, after, strict=True)) if was.text != is_now.text}
    assert changed
    header = {0, 1}
    assert lines - header == changed - header
