"""The one table of keys: it does not contradict itself, operators can change it, and help and docs follow from it."""

from __future__ import annotations

import importlib
import json
import pkgutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.screen import Screen

from teamx_tui.cli.main import main
from teamx_tui.settings import preferences as config_file
from teamx_tui.tui import preferences, screens
from teamx_tui.tui.key_table import KEYS
from teamx_tui.tui.keymap import keymap
from teamx_tui.tui.keys import all_ids, id_of
from teamx_tui.tui.memory import Memory
from teamx_tui.tui.modes import MODES
from teamx_tui.tui.panes import PANES
from teamx_tui.tui.preferences import Preferences
from teamx_tui.tui.screens.help import HelpScreen
from tests.tui.conftest import Opened, Play, opened, sees, shown, until

Window = Callable[..., Opened]
SPARE: Final = ("f2", "f3", "f4", "f5", "f6", "f7", "f8")


def preferred(text: str, path: Path) -> Preferences:
    (path / "config.toml").write_text(text, encoding="utf-8")
    return preferences.read(path / "config.toml")


# --- the table ---


def test_table__gives_every_key_an_id_of_its_own() -> None:
    assert len(set(all_ids())) == len(all_ids())


def test_table__knows_every_pane() -> None:
    assert set(PANES) == set(KEYS)
    assert all(set(about.within) <= set(PANES) for about in PANES.values())


@pytest.mark.parametrize("pane", KEYS)
def test_table__has_each_key_once_in_a_pane(pane: str) -> None:
    said = [name for key in KEYS[pane] for name in key.keys.split(",")]

    assert len(said) == len(set(said))


def test_table__has_a_number_for_every_place() -> None:
    places = {key.action: key.keys.split(",")[0] for key in KEYS["app"] if key.action.startswith("mode(")}

    assert places == {f"mode('{mode.name}')": str(mode.number) for mode in MODES}


# --- changing keys ---


@pytest.mark.feature("T-40")
def test_keymap__moves_a_key_to_a_free_one() -> None:
    assert keymap({"thread.write": "C"}).moved == {"thread.write": "C"}


@pytest.mark.feature("T-40")
def test_keymap__names_the_id_that_has_the_key_already_and_leaves_the_rest() -> None:
    wanted = keymap({"list.down": "k", "thread.write": "C"})

    assert wanted.moved == {"thread.write": "C"}
    assert wanted.complaints == ("keys: list.down stays where it was, because k is list.up already.",)


def test_keymap__lets_two_ids_change_places_when_the_first_makes_room() -> None:
    assert keymap({"list.down": "f2", "list.up": "down"}).complaints == ()


def test_keymap__names_the_nearest_id() -> None:
    assert keymap({"thread.wrote": "C"}).complaints == (
        "keys: there is nothing called thread.wrote; did you mean thread.write?",
    )


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(all_ids()), st.sampled_from([*SPARE, "k", "w", "enter", "1", "escape"])))
def test_keymap__never_lets_two_wishes_meet_in_one_pane(wishes: dict[str, str]) -> None:
    moved = keymap(wishes).moved

    for pane, keys in KEYS.items():
        names = [name for key in keys for name in (moved.get(id_of(pane, key)) or key.keys).split(",")]
        assert len(names) == len(set(names))


@pytest.mark.feature("T-40")
async def test_window__goes_by_the_keys_of_the_file(story: Play, window: Window, tmp_path: Path) -> None:
    wishes = preferred('[keys.app]\nhelp = "f2"\n', tmp_path)

    async with window(story(0), size=(120, 100), preferences=wishes) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        assert len(pilot.app.screen_stack) == 1

        await pilot.press("f2")
        await sees(pilot, "F2", "Help, and every key")


async def test_window__says_what_is_wrong_in_the_file(story: Play, window: Window, tmp_path: Path) -> None:
    wishes = preferred('colour = "[/x]"\n[keys]\n"list.down" = "k"\n', tmp_path)

    async with window(story(0), preferences=wishes) as pilot:
        await sees(pilot, "colour means nothing here", "list.down stays where it was")


# --- the file ---


def test_preferences__are_the_usual_ones_without_a_file(tmp_path: Path) -> None:
    assert preferences.read(tmp_path / "none.toml") == Preferences()


def test_preferences__follow_the_example_in_the_help(tmp_path: Path) -> None:
    found = preferred(preferences.EXAMPLE, tmp_path)

    assert (found.theme, found.mouse, found.reduced_motion, found.complaints) == ("light", False, True, ())


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("theme = ", "cannot be read"),
        ('theme = "pink"', "There is no theme 'pink'"),
        ('mouse = "no"', "mouse must be true or false."),
        ("keys = 3", "keys must be a table."),
        ("\ufffe", "cannot be read"),
    ],
)
def test_preferences__say_in_a_sentence_what_is_wrong(text: str, complaint: str, tmp_path: Path) -> None:
    found = preferred(text, tmp_path)

    assert len(found.complaints) == 1
    assert complaint in found.complaints[0]
    assert (found.theme, found.mouse) == ("", True)


# --- help and docs ---


@pytest.mark.feature("T-40")
async def test_help__lists_every_key_of_the_panes_in_front(story: Play, window: Window) -> None:
    async with window(story(0), size=(120, 100)) as pilot:
        await opened(65)(pilot)
        offered = [one.binding for one in pilot.app.screen.active_bindings.values() if one.enabled]
        tips = {one.tooltip for one in offered if (one.id or "").split(".")[0] in PANES}
        await pilot.press("question_mark")
        await sees(pilot, "A ticket's thread")

        assert len(tips) > len(KEYS["thread"]) / 2
        assert [tip for tip in tips if tip not in shown(pilot)] == []


def windows() -> list[type[Screen[Any]]]:
    """Every screen that can be in front: those of which no other is a special case."""
    for module in pkgutil.iter_modules(screens.__path__, f"{screens.__name__}."):
        importlib.import_module(module.name)
    ours, ahead = set(), [Screen]
    while ahead:
        found = ahead.pop().__subclasses__()
        ours |= {one for one in found if one.__module__.startswith(screens.__name__) and not one.__subclasses__()}
        ahead += found
    return sorted(ours, key=lambda one: one.__name__)


@pytest.mark.feature("T-40")
@pytest.mark.parametrize("screen", windows(), ids=lambda one: one.__name__)
def test_help__has_words_for_every_screen(screen: type[Screen[Any]]) -> None:
    assert screen is HelpScreen or len((screen.HELP or "").split()) > 20


@pytest.mark.feature("T-40")
async def test_help__is_there_over_a_window_too_and_the_same_key_puts_it_away(story: Play, window: Window) -> None:
    async with window(story(0), size=(120, 100)) as pilot:
        await opened(71)(pilot)
        await pilot.press("w")
        await sees(pilot, "Why #71 does not move")
        await pilot.press("question_mark")
        await sees(pilot, "Everything that keeps the ticket from going on", "A proof")

        await pilot.press("question_mark")
        await until(pilot, lambda: "A proof" not in shown(pilot), "the help put away")
        assert "Why #71 does not move" in shown(pilot)


@pytest.mark.feature("T-40")
async def test_help__has_a_key_that_a_line_of_text_does_not_take(story: Play, window: Window) -> None:
    async with window(story(0)) as pilot:
        await pilot.press("ctrl+k", *"ab?")
        await sees(pilot, "ab?")
        await pilot.press("f1")
        await sees(pilot, "Say in a line what shall be done")


@pytest.mark.feature("T-40")
def test_keys__prints_the_whole_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["keys", "--json"]) == 0

    rows: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    assert [row["id"] for row in rows] == [id_of(pane, key) for pane in PANES for key in KEYS[pane]]
    assert [row["does"] for row in rows] == [key.tip or key.words for pane in PANES for key in KEYS[pane]]


def test_keys__marks_what_was_changed(capsys: pytest.CaptureFixture[str]) -> None:
    config_file().parent.mkdir(parents=True, exist_ok=True)
    config_file().write_text('[keys]\n"thread.write" = "C"\n"list.dwon" = "n"\n', encoding="utf-8")
    try:
        main(["keys", "--plain"])
    finally:
        config_file().unlink()

    printed = capsys.readouterr()
    assert "Say something in the thread (changed)" in printed.out
    assert "did you mean list.down?" in printed.err


# --- memory ---


def test_memory__is_there_the_next_time(tmp_path: Path) -> None:
    Memory(tmp_path / "deep" / "window.json").keep("theme", "light")

    assert Memory(tmp_path / "deep" / "window.json").recall("theme") == "light"


@pytest.mark.parametrize("text", ["", "{", "[1]", "\x00"])
def test_memory__passes_over_a_file_that_makes_no_sense(text: str, tmp_path: Path) -> None:
    (tmp_path / "window.json").write_text(text, encoding="utf-8")
    memory = Memory(tmp_path / "window.json")

    assert memory.recall("theme", "dark") == "dark"
    memory.keep("theme", "light")
    assert Memory(tmp_path / "window.json").recall("theme") == "light"


async def test_theme__is_remembered(story: Play, window: Window, tmp_path: Path) -> None:
    company, file = story(0), tmp_path / "window.json"
    async with window(company, memory=Memory(file)) as pilot:
        await pilot.press("ctrl+k", *"theme light")
        await sees(pilot, "Change the colours")
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.theme == "teamx-light", "the light theme")

    assert company.app(memory=Memory(file)).theme == "teamx-light"
