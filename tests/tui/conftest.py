"""A company at any moment of its story, a window on it that holds still, and waiting that ends."""

from __future__ import annotations

import shutil
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest
from textual.events import Paste
from textual.pilot import Pilot

from teamx_tui.brains.scripted import ScriptedBrain
from teamx_tui.commands import companies
from teamx_tui.company import founding
from teamx_tui.company.office import Office
from teamx_tui.tui.app import TeamxApp
from tests.builders import Clock, play

SCENARIO: Final = "cross-functional-collaboration"
TURN_SECONDS: Final = 40
SINCE_SECONDS: Final = 95
"""Time between the last turn and the look."""
SMALL: Final = (80, 24)
LARGE: Final = (120, 40)
TRIES: Final = 2000
sizes = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])


@dataclass(frozen=True)
class Company:
    """A store of its own, and the clock that it and the window go by."""

    store: Path
    clock: Clock

    def office(self) -> Office:
        """Open it beside the window, as another process would; the caller closes it."""
        return Office.open(self.store, self.clock)

    def app(self, **given: Any) -> TeamxApp:
        return TeamxApp(self.store, clock=self.clock, still=True, **given)


class Paced:
    """The scripted brain, every turn of which takes 40 seconds of the clock."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._scripted = ScriptedBrain()

    def begin(self, briefing: Any, desk: Any) -> Any:
        self._clock.advance(TURN_SECONDS)
        return self._scripted.begin(briefing, desk)


Play = Callable[[int | None], Company]


@pytest.fixture(scope="session")
def stories(tmp_path_factory: pytest.TempPathFactory) -> Play:
    """Play the scenario up to a number of runs (None: to its end), once for all tests."""
    told: dict[int | None, Company] = {}

    def tell(runs: int | None) -> Company:
        if runs not in told:
            store, clock = tmp_path_factory.mktemp("story") / "company.db", Clock()
            founding.found(store, companies.read(companies.named_scenario(SCENARIO)), clock)
            office = Office.open(store, clock)
            if runs != 0:
                # In a thread, because a test that awaits has an event loop already.
                with ThreadPoolExecutor(1) as thread:
                    thread.submit(play, office, runs, Paced(clock)).result()
            office.close()
            clock.advance(SINCE_SECONDS)
            told[runs] = Company(store, clock)
        return told[runs]

    return tell


@pytest.fixture
def story(stories: Play, tmp_path: Path) -> Play:
    """A copy of the company after a number of runs, which the test may change."""

    def copy(runs: int | None) -> Company:
        original = stories(runs)
        store = tmp_path / "company.db"
        shutil.copy(original.store, store)
        clock = Clock()
        clock.now_ms = original.clock.now_ms
        return Company(store, clock)

    return copy


Opened = AbstractAsyncContextManager[Pilot[None]]


@pytest.fixture
def window() -> Callable[..., Opened]:
    """Open a window on a company, and wait until it shows it."""

    @asynccontextmanager
    async def open_window(company: Company, size: tuple[int, int] = LARGE, **given: Any) -> Any:
        app = company.app(**given)
        async with app.run_test(size=size, notifications=True) as pilot:
            await has_looked(pilot)
            yield pilot

    return open_window


async def until(pilot: Pilot[None], is_so: Callable[[], object], what: str) -> None:
    """Wait until something is so; fail, saying what was awaited and what was seen instead, if it never is."""
    for _ in range(TRIES):
        if is_so():
            return
        await pilot.pause(0.01)
    pytest.fail(f"never happened: {what}; the screen shows\n{shown(pilot)}", pytrace=False)


async def has_looked(pilot: Pilot[None]) -> None:
    """Wait until Mission Control has its first look."""
    await until(pilot, lambda: getattr(pilot.app.screen, "mission", None) is not None, "the first look")
    await pilot.pause()


async def sees(pilot: Pilot[None], *words: str) -> None:
    """Wait until all of `words` stand on the screen."""
    await until(pilot, lambda: all(word in shown(pilot) for word in words), f"{words} on the screen")


def shown(pilot: Pilot[None]) -> str:
    """The characters on the screen, a line for each row."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips)


def line_with(pilot: Pilot[None], words: str) -> str:
    """The one line of the screen that holds `words`."""
    found = [line for line in shown(pilot).split("\n") if words in line]
    assert len(found) == 1, f"{words!r} stands on {len(found)} lines of\n{shown(pilot)}"
    return found[0]


def place_of(pilot: Pilot[None], words: str) -> tuple[int, int]:
    """The column and the row at which `words` begin, for the mouse."""
    return next((text.index(words), y) for y, text in enumerate(shown(pilot).split("\n")) if words in text)


def opened(number: int) -> Callable[[Pilot[None]], Awaitable[None]]:
    """What to do before a picture of a thread is taken."""

    async def open_thread(pilot: Pilot[None]) -> None:
        await has_looked(pilot)
        app = pilot.app
        assert isinstance(app, TeamxApp)
        app.open_ticket(number)
        await until(pilot, lambda: getattr(app.screen, "room", None) is not None, f"the thread of #{number}")
        await pilot.pause()

    return open_thread


async def on_screen(pilot: Pilot[None], kind: type) -> Any:
    """Wait until a screen of that kind is in front, and return it."""
    await until(pilot, lambda: isinstance(pilot.app.screen, kind), f"a {kind.__name__}")
    await pilot.pause()
    return pilot.app.screen


async def write(pilot: Pilot[None], text: str) -> None:
    """Put a text where the cursor is, as a terminal does with what is pasted: key by key takes seconds."""
    pilot.app.post_message(Paste(text))
    await pilot.pause()


async def say(pilot: Pilot[None], text: str, expected: str = "") -> None:
    """Open the palette, write a line, and press Enter once `expected` stands on the screen."""
    await pilot.press("ctrl+k")
    await sees(pilot, "Say what shall be done")
    await write(pilot, text)
    await sees(pilot, expected)
    await pilot.press("enter")
