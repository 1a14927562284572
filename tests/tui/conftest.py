"""A company at any moment of its story, a window on it that holds still, waiting that ends, and pictures."""

from __future__ import annotations

import shutil
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest
from pytest_textual_snapshot import SVGImageExtension
from syrupy.assertion import SnapshotAssertion
from textual import _wait
from textual.css.stylesheet import Stylesheet
from textual.events import Paste
from textual.pilot import Pilot

from teamx_tui.brains.scripted import ScriptedBrain
from teamx_tui.commands import companies
from teamx_tui.company import founding
from teamx_tui.company.office import Office
from teamx_tui.tui import themes
from teamx_tui.tui.app import TeamxApp
from tests.builders import Clock, play

SCENARIO: Final = "cross-functional-collaboration"
TURN_SECONDS: Final = 40
SINCE_SECONDS: Final = 95
"""Time between the last turn and the look."""
SMALL: Final = (80, 24)
LARGE: Final = (120, 40)
TRIES: Final = 2000
WHILE_SECONDS: Final = 0.01
SIZES: Final = ("80x24", "120x40", "200x50")
LOOKS: Final = (*SIZES, *(f"{size}-light" for size in SIZES))
"""What every screen is shown in once: the sizes in dark, then the same in light."""


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


@pytest.fixture(scope="session", autouse=True)
def _looked_often() -> Iterator[None]:
    """After every key the pilot waits for a while in which nothing is done; 10 ms instead of 20 are long enough."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_wait, "SLEEP_GRANULARITY", WHILE_SECONDS)
        patch.setattr(_wait, "SLEEP_IDLE", WHILE_SECONDS / 20)
        yield


@pytest.fixture(scope="session", autouse=True)
def _styled_once() -> Iterator[None]:
    """Hundreds of windows are opened: what their style sheets say is read once for all, not anew for every window."""
    read: dict[object, Any] = {}
    parse = Stylesheet._parse_rules

    def shared(self: Stylesheet, *source: Any, **more: Any) -> Any:
        asked = (tuple(sorted(self._variables.items())), source, tuple(sorted(more.items())))
        if asked not in read:
            read[asked] = parse(self, *source, **more)
        return read[asked]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", shared)
        yield


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


Before = Callable[[Pilot[None]], Awaitable[None]]
Pictures = Callable[..., Awaitable[None]]


@pytest.fixture
def pictures(snapshot: SnapshotAssertion, tmp_path: Path) -> Pictures:
    """Open an app at the first of some looks, do what is to be done before, and compare the picture of every look.

    The window is resized from one to the next, as a person resizes a terminal. Those that are not as they were
    accepted are written to files, which the failure names.
    """
    accepted = snapshot.use_extension(SVGImageExtension)

    async def compare(app: TeamxApp, before: Before, *looks: str) -> None:
        changed: list[str] = []
        first, *_ = (_look(look) for look in looks)
        async with app.run_test(size=first[:2], notifications=True) as pilot:
            app.theme = first[2]
            await before(pilot)
            for look in looks:
                width, height, app.theme = _look(look)
                if app.size != (width, height):
                    await pilot.resize_terminal(width, height)
                svg = await _at_rest(pilot)
                if svg != accepted(name=look):
                    tmp_path.joinpath(f"{look}.svg").write_text(svg, encoding="utf-8")
                    changed.append(look)
        assert not changed, f"not as accepted: {changed}, see {tmp_path}; if they shall be so: --snapshot-update"

    return compare


def _look(look: str) -> tuple[int, int, str]:
    """Columns, rows and theme of `120x40-light`."""
    size, _, theme = look.partition("-")
    width, _, height = size.partition("x")
    return int(width), int(height), themes.full_name(theme or themes.DEFAULT)


async def _at_rest(pilot: Pilot[None]) -> str:
    """The picture once everything has been read and drawn, and it stays as it is."""
    before: Any = None
    while before != (drawn := pilot.app.screen._compositor.render_strips()):
        await until(pilot, lambda: all(one.is_finished or one.name == "tail" for one in pilot.app.workers), "an end")
        await pilot.pause()
        await pilot.wait_for_scheduled_animations()
        before = drawn
    return pilot.app.export_screenshot(simplify=True)


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
