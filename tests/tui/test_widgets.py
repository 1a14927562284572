"""The parts that screens are made of: wrapping, columns, times, keys."""

from __future__ import annotations

from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.content import Content

from teamx_tui.company.calls import Call, Turn
from teamx_tui.company.transcripts import Said
from teamx_tui.tui.ages import age, ago, money, span
from teamx_tui.tui.glyphs import BAR, bar
from teamx_tui.tui.screens.help import written
from teamx_tui.tui.text import line
from teamx_tui.tui.widgets.entries import Entry
from teamx_tui.tui.widgets.key_line import KeyLine
from teamx_tui.tui.widgets.line_list import LineList
from teamx_tui.tui.widgets.reader import Reader, Sight
from teamx_tui.tui.widgets.rows import Column, Row, laid_out, widths
from teamx_tui.tui.widgets.wrapping import wrapped
from tests.domain.test_text import foreign

MINUTE: Final = 60_000
KINDS: Final = (
    "comment",
    "question",
    "answer",
    "decision",
    "tool",
    "attachment",
    "block",
    "unblock",
    "review",
    "done",
    "system",
    "call",
    "something new",
)

texts = st.one_of(foreign, st.text("ab -*1.\n\t漢é", max_size=200))


# --- wrapping ---


@given(texts, st.integers(8, 100), st.text(" \u3000", max_size=120))
def test_wrapped__never_exceeds_the_width(text: str, width: int, indent: str) -> None:
    text = indent + text

    assert all(cell_len(part) <= width for part in wrapped(text, width))


@given(st.text("ab -*1.\n漢é", max_size=300), st.integers(8, 40))
def test_wrapped__loses_no_word(text: str, width: int) -> None:
    assert "".join("".join(wrapped(text, width)).split()) == "".join(text.split())


def test_wrapped__hangs_the_items_of_a_list() -> None:
    assert wrapped("- one two three\n  12. four five", 12) == ("- one two", "  three", "  12. four", "      five")


def test_wrapped__keeps_empty_lines() -> None:
    assert wrapped("one\n\ntwo", 20) == ("one", "", "two")


# --- columns ---

rows = st.lists(st.tuples(*[st.text("ab漢 ", max_size=30)] * 3), max_size=8)


@given(rows, st.integers(10, 120))
def test_laid_out__fills_the_line_exactly(cells: list[tuple[str, ...]], width: int) -> None:
    columns = (Column(most=8), Column(flexible=True), Column(most=12, right=True))
    shown = tuple(Row(str(at), tuple(map(line, row))) for at, row in enumerate(cells))
    sizes = widths(columns, shown, width)

    assert all(cell_len(laid_out(columns, sizes, row, width).plain) == width for row in shown)


def test_widths__leave_out_columns_there_is_no_room_for_and_those_that_are_empty() -> None:
    columns = (Column(flexible=True), Column(drop_below=50), Column())
    shown = (Row("a", (line("one"), line("two"), line(""))),)

    assert widths(columns, shown, 60) == (55, 3, 0)
    assert widths(columns, shown, 40) == (40, 0, 0)


def test_widths__make_room_for_the_flexible_column() -> None:
    columns = (Column(flexible=True, least=20), Column(most=40), Column(most=10))
    shown = (Row("a", (line("x" * 50), line("y" * 40), line("z" * 10))),)

    assert widths(columns, shown, 60) == (20, 26, 10)


def test_bar__is_full_only_at_a_hundred() -> None:
    assert bar(99, 24).plain.count(BAR[0]) == 23
    assert bar(100, 24).plain == BAR[0] * 24
    assert bar(0, 24).plain == BAR[1] * 24


class ListApp(App[None]):
    def __init__(self, *rows: Row) -> None:
        super().__init__()
        self.rows = rows
        self.opened: list[int] = []

    def compose(self) -> ComposeResult:
        yield LineList(is_titled=True)

    def on_mount(self) -> None:
        self.query_one(LineList).columns = (Column(Content("Name"), flexible=True), Column())
        self.query_one(LineList).show(self.rows)
        self.query_one(LineList).focus()

    def on_line_list_opened(self, message: LineList.Opened) -> None:
        self.opened.append(message.number)


def numbered(count: int) -> tuple[Row, ...]:
    return tuple(Row(str(number), (line(f"Row {number}"), line("x")), number) for number in range(count))


async def test_line_list__scrolls_with_the_cursor_and_keeps_its_titles() -> None:
    app = ListApp(*numbered(1000))

    async with app.run_test(size=(40, 10)) as pilot:
        shown = app.query_one(LineList)
        await pilot.press("G", "enter")

        assert app.opened == [999]
        assert shown.render_line(0).text.split() == ["Name"]
        assert shown.render_line(shown.size.height - 1).text.split() == ["›", "Row", "999", "x"]

        await pilot.press("g", "pagedown", "k", "enter")

        assert shown.scroll_offset.y < 20
        assert app.opened[1:] == [shown.cursor]


async def test_line_list__passes_over_headings() -> None:
    heading = Row("heading", (line("A heading"),), is_passed=True)
    app = ListApp(heading, *numbered(2), heading, *numbered(1))

    async with app.run_test(size=(40, 10)) as pilot:
        shown = app.query_one(LineList)
        visited = [shown.cursor]
        for _ in range(3):
            await pilot.press("down")
            visited.append(shown.cursor)

        assert visited == [1, 2, 4, 4]

        await pilot.press("home")

        assert shown.cursor == 1


async def test_line_list__opens_what_the_mouse_clicks_twice() -> None:
    app = ListApp(*numbered(3))

    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.click(LineList, offset=(5, 2))
        assert app.query_one(LineList).cursor == 1
        assert app.opened == []

        await pilot.click(LineList, offset=(5, 3), times=2)
        assert app.opened == [2]


# --- long texts ---


def said(seq: int, kind: str = "comment", body: str = "Word", **more: object) -> Said:
    given = {"at_ms": 0, "author": "ada", "mentions": (), "payload": {}, "origin": None, "scripted": False, **more}
    return Said(seq=seq, kind=kind, body=body, **given)  # type: ignore[arg-type]


TURN: Final = Turn(1, 64, "ada", 2, "finished", "", "scripted", "", 0, 40_000, 0, 0)


@given(st.sampled_from(KINDS), texts, texts, st.integers(20, 120), st.booleans())
def test_entry__of_any_kind_and_words_fits_the_width(
    kind: str, body: str, other: str, width: int, is_fine: bool
) -> None:
    payload = {
        "tool": other,
        "results": {other: "fail", "x": "pass"},
        "note": other,
        "subject": other,
        "outcome": body,
        "rationale": other,
        "question": other,
        "to": other,
        "kind": other,
        "ok": is_fine,
        "arguments": {"handle": other, "raci": other},
    }
    call = Call(TURN, 1, 0, other or "tool", {"given": other, "listed": [other]}, is_fine, body)
    entry = Entry(
        said(1, kind, body, payload=payload, preview=other, is_taken_back=not is_fine), (("ada", "Ada"),), call
    )

    head, *lines = [part.drawn(Sight()) for part in entry.lines(width)]

    assert all(part.cell_length <= width for part in lines)
    assert "\x1b" not in head.plain + "".join(part.plain for part in lines)


def test_entry__of_a_check_without_results_shows_its_words() -> None:
    entry = Entry(said(1, "tool", "It broke", payload={"results": "none"}), ())

    assert "It broke" in "\n".join(part.drawn(Sight()).plain for part in entry.lines(40))


def test_entry__gives_each_speaker_a_colour_that_stays() -> None:
    people = (("ada", "Ada"), ("ben", "Ben"))
    first, second, later = (Entry(said(seq, author=who), people) for seq, who in ((1, "ada"), (2, "ben"), (9, "ada")))

    styles = [entry.lines(40)[0].who_style for entry in (first, second, later)]  # type: ignore[attr-defined]

    assert styles == ["bold $speaker-0", "bold $speaker-1", "bold $speaker-0"]


class ReaderApp(App[None]):
    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count

    def compose(self) -> ComposeResult:
        yield Reader(follows=True)

    def on_mount(self) -> None:
        blocks = tuple(Entry(said(seq, body=f"Word {seq} " * 20), ()) for seq in range(self.count))
        self.query_one(Reader).blocks = blocks


async def test_reader__wraps_anew_when_its_width_changes_and_stays_at_its_end() -> None:
    app = ReaderApp(200)

    async with app.run_test(size=(80, 20)) as pilot:
        reader = app.query_one(Reader)
        await pilot.pause()
        tall = reader.virtual_size.height
        assert reader.scroll_y == reader.max_scroll_y > 0

        await pilot.resize_terminal(40, 20)
        await pilot.pause()

        assert reader.virtual_size.height > tall
        assert reader.scroll_y == reader.max_scroll_y


async def test_reader__holds_the_line_that_is_read_while_something_comes_before_it() -> None:
    app = ReaderApp(200)

    async with app.run_test(size=(80, 20)) as pilot:
        reader = app.query_one(Reader)
        await pilot.pause()
        reader.scroll_to(y=100, animate=False, immediate=True)
        top = reader.line_text(reader.scroll_offset.y)

        reader.blocks = (Entry(said(-1, body="One\nmore\nbefore"), ()), *reader.blocks[1:-1])
        await pilot.pause()

        assert reader.line_text(reader.scroll_offset.y) == top
        assert not reader.is_at_end


# --- the line of keys ---


class KeysApp(App[None]):
    BINDINGS = [
        *(Binding(letter, f"press('{letter}')", letter * 10, id=f"here.{letter}") for letter in "abcdef"),
        Binding("question_mark", "press('?')", "Help", key_display="?", id="app.help"),
        Binding("h", "press('h')", "Hidden", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.pressed: list[str] = []

    def compose(self) -> ComposeResult:
        yield KeyLine()

    def action_press(self, key: str) -> None:
        self.pressed.append(key)


async def test_key_line__shows_what_there_is_room_for_and_always_the_help() -> None:
    app = KeysApp()

    async with app.run_test(size=(50, 10)) as pilot:
        await pilot.pause()
        shown = app.query_one(KeyLine)

        assert shown.render().plain == "a aaaaaaaaaa  b bbbbbbbbbb  c cccccccccc  ? Help"

        await pilot.resize_terminal(120, 10)
        await pilot.pause()

        assert shown.render().plain.endswith("f ffffffffff  ? Help")


async def test_key_line__is_pressed_with_the_mouse() -> None:
    app = KeysApp()

    async with app.run_test(size=(80, 10)) as pilot:
        await pilot.pause()
        await pilot.click(KeyLine, offset=(15, 0))
        await pilot.pause()

        assert app.pressed == ["b"]


# --- times, money, keys ---


@pytest.mark.parametrize(
    ("milliseconds", "short", "said_as", "long"),
    [
        (0, "0s", "now", "0 s"),
        (4_999, "4s", "now", "4 s"),
        (40_000, "40s", "40s ago", "40 s"),
        (2 * MINUTE, "2m", "2m ago", "2 m"),
        (192 * MINUTE, "3h", "3h ago", "3 h 12 m"),
        (50 * 60 * MINUTE, "2d", "2d ago", "2 d 2 h"),
        (-5, "0s", "now", "0 s"),
    ],
)
def test_times__are_said_in_the_largest_units(milliseconds: int, short: str, said_as: str, long: str) -> None:
    assert (age(0, milliseconds), ago(0, milliseconds), span(milliseconds)) == (short, said_as, long)


def test_times__know_never() -> None:
    assert (age(None, 0), ago(None, 0)) == ("–", "never")


@pytest.mark.parametrize(
    ("micros", "words"),
    [(0, "$0.00"), (1, "$0.000001"), (2_000, "$0.002"), (10_000, "$0.01"), (1_234_560_000, "$1,234.56")],
)
def test_money__never_rounds_something_to_nothing(micros: int, words: str) -> None:
    assert money(micros) == words


@pytest.mark.parametrize(
    ("key", "words"), [("ctrl+k", "Ctrl+K"), ("question_mark", "?"), ("enter", "Enter"), ("G", "G"), ("j", "j")]
)
def test_written__names_keys_as_keyboards_do(key: str, words: str) -> None:
    assert written(key) == words
