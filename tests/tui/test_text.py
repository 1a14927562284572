"""The one door for foreign text, and the belt behind it, proved on the bytes that a real terminal would get.

Run as a module (`python -m tests.tui.test_text door`) this file is the program under test: an app that shows every
hostile string on every kind of surface until someone presses q.
"""

import os
import re
import select
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.segment import ControlType, Segment
from rich.style import Style
from rich.text import Text
from textual.app import App, ComposeResult
from textual.color import Color
from textual.content import Content
from textual.filter import LineFilter
from textual.widgets import DataTable, OptionList, RichLog, Static, Tree
from textual.widgets.option_list import Option

from teamx_tui.domain.text import one_line, printable
from teamx_tui.tui.text import ControlFilter, cell, line, plain, said
from tests.domain.test_text import HOSTILE, foreign, is_harmful

pty = pytest.importorskip("pty")
termios = pytest.importorskip("termios")

ROOT: Final = Path(__file__).resolve().parents[2]
SECONDS: Final = 30.0
"""How long a program under a terminal may take before the test fails; none comes near it."""

SHOWCASES: Final = ("door", "belt", "bare")
SURFACES: Final = ("static", "table", "tree", "options", "log", "toast", "border")

NEEDLES: Final[dict[str, bytes]] = {
    "clipboard": b"\x1b]52;c;UFdORUQ=",
    "title": b"\x1b]0;TITLEPWN",
    "title ended by bell": b"\x1b]2;BELLPWN",
    "link": b"\x1b]8;;http://evil",
    "cursor report": b"E\x1b[6nF",
    "leave alternate screen": b"F\x1b[?1049lG",
    "clear": b"G\x1b[2JH",
    "reset": b"H\x1bcI",
    "device control": b"I\x1bP$qm",
    "application command": b"J\x1b_GAPC",
    "nul": b"a\x00b",
    "enquiry": b"c\x05d",
    "shift out": b"e\x0ef",
    "cancel": b"g\x18h",
    "substitute": b"h\x1ai",
    "delete": b"i\x7fj",
    "c1 sequence": "a\x9b31m".encode(),
    "c1 command": "b\x9d52;c".encode(),
}
"""What a terminal would obey, exactly as the hostile strings carry it."""

OWN: Final = re.compile("\x1b\\[[<>=?]?[0-9;:$]*[A-Za-z]|\x1b\\]22;[a-z-]*\x07|\x1b\\[[?0-9;]*\\$p")
"""What Textual itself says to a terminal: sequences with numbers only, and the shape of the pointer."""


@dataclass(frozen=True, slots=True)
class Session:
    """What a program left behind on a terminal."""

    output: bytes
    code: int
    restored: bool
    """Whether the terminal's line settings are what they were before."""


def under_terminal(arguments: Sequence[str], *, until: Sequence[bytes] = (), keys: bytes = b"") -> Session:
    """Run `python -m arguments` on a terminal, press `keys` once all of `until` was seen, and wait for its end."""
    master, slave = pty.openpty()
    termios.tcsetwinsize(slave, (260, 240))
    before = termios.tcgetattr(master)
    dropped = {"COLUMNS", "LINES", "NO_COLOR"}
    environment = {name: value for name, value in os.environ.items() if name not in dropped}
    program = subprocess.Popen(
        [sys.executable, "-m", *arguments],
        cwd=ROOT,
        env=environment | {"TERM": "xterm-256color", "COLORTERM": "truecolor"},
        stdin=slave,
        stdout=slave,
        stderr=slave,
        start_new_session=True,
    )
    os.close(slave)
    try:
        output = b""
        for piece in _spoken(master):
            output += piece
            if keys and all(marker in output for marker in until):
                os.write(master, keys)
                keys = b""
        return Session(output, program.wait(SECONDS), termios.tcgetattr(master) == before)
    finally:
        program.kill()
        program.wait()
        os.close(master)


def _spoken(master: int) -> Iterator[bytes]:
    """Yield what is written to the terminal until its last writer is gone."""
    deadline = time.monotonic() + SECONDS
    while select.select([master], [], [], max(0.0, deadline - time.monotonic()))[0]:
        try:
            piece = os.read(master, 65536)
        except OSError:  # Linux says EIO instead of end of file
            return
        if not piece:
            return
        yield piece
    raise TimeoutError(f"the program still ran after {SECONDS} s")


class Showcase(App[None]):
    """Every hostile string on every surface, through the door, raw with the belt, or raw with neither."""

    CSS = "Screen > * { height: auto; max-height: 100; border: none } Toast { max-width: 100%; width: 90 }"

    def __init__(self, how: str) -> None:
        super().__init__()
        door = how == "door"
        self.belt: list[LineFilter] = [ControlFilter()] if how == "belt" else []
        self.content: Callable[[str], Content] = line if door else Content
        self.text: Callable[[str], Text] = cell if door else Text
        self.string: Callable[[str], str] = one_line if door else str

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [*self.belt, *super().get_line_filters()]

    def hostile(self, surface: str) -> list[str]:
        return [f"{surface}-{number:02} {text}" for number, text in enumerate(HOSTILE.values())]

    def compose(self) -> ComposeResult:
        yield Static(Content("\n").join(map(self.content, self.hostile("static"))))
        table: DataTable[Text] = DataTable(show_header=False)
        table.add_column("all", width=200)
        for text in self.hostile("table"):
            table.add_row(self.text(text))
        yield table
        tree: Tree[None] = Tree(self.text("root"))
        tree.root.expand()
        for text in self.hostile("tree"):
            tree.root.add_leaf(self.text(text))
        yield tree
        yield OptionList(*(Option(self.content(text)) for text in self.hostile("options")))
        log = RichLog(min_width=200)
        for text in self.hostile("log"):
            log.write(self.text(text))
        yield log
        for text in self.hostile("border"):
            framed = Static("framed")
            framed.border_title = self.content(text)
            framed.styles.border = ("round", "white")
            yield framed

    def on_mount(self) -> None:
        self.notify("\n".join(map(self.string, self.hostile("toast"))), markup=False, timeout=60)

    def key_q(self) -> None:
        self.exit()


def play(how: str) -> bytes:
    """Return what `Showcase(how)` sends to its terminal, from the first byte to the last."""
    markers = [f"{surface}-{number:02} ".encode() for surface in SURFACES for number in range(len(HOSTILE))]
    session = under_terminal(["tests.tui.test_text", how], until=markers, keys=b"q")
    assert [marker for marker in markers if marker not in session.output] == []
    assert session.code == 0
    return session.output


@cache
def shown() -> dict[str, bytes]:
    """Return what each showcase sends to its terminal; they play side by side, since starting takes longest."""
    with ThreadPoolExecutor() as pool:
        return dict(zip(SHOWCASES, pool.map(play, SHOWCASES), strict=True))


def obeyed(output: bytes) -> set[str]:
    return {name for name, needle in NEEDLES.items() if needle in output}


def left_over(output: bytes) -> set[str]:
    """Return the control characters in `output` that are no part of what Textual itself says, nor ends of lines."""
    rest = OWN.sub("", output.decode("utf-8", "surrogateescape")).replace("\r", "")
    return {hex(ord(character)) for character in re.findall("[\x00-\x09\x0b-\x1f\x7f-\x9f]", rest)}


def test_terminal__would_obey_hostile_text_on_every_surface_without_door_and_belt() -> None:
    output = shown()["bare"]

    clear = list(HOSTILE).index("clear")
    assert obeyed(output) == set(NEEDLES)
    assert {surface for surface in SURFACES if f"{surface}-{clear:02} G\x1b[2JH".encode() in output} == set(SURFACES)


def test_door__lets_nothing_reach_the_terminal_that_it_would_obey_or_hide() -> None:
    output = shown()["door"]

    assert obeyed(output) == set()
    assert left_over(output) == set()
    assert [hex(ord(left)) for left in set(OWN.sub("", output.decode())) - {"\r"} if is_harmful(left)] == []
    assert "\u0301" * 5 not in output.decode()


def test_door__shows_hostile_text_as_text() -> None:
    output = shown()["door"].decode()

    for surface in SURFACES:
        assert re.search(rf"{surface}-\d\d A␛\]52;c;UFdORUQ=␛\\Z", output)
        assert re.search(rf"{surface}-\d\d \[@click=app\.pwn\]CLICKME\[/\]", output)


def test_belt__alone_lets_no_control_character_reach_the_terminal() -> None:
    output = shown()["belt"]

    assert obeyed(output) == set()
    assert left_over(output) == set()


@given(foreign)
def test_plain_line_and_cell__hold_the_printable_text_and_no_style_of_its_own(text: str) -> None:
    assert (plain(text).plain, plain(text).spans) == (printable(text), [])
    assert (line(text).plain, line(text).spans) == (one_line(text), [])
    assert (cell(text).plain, cell(text).spans) == (one_line(text), [])


def test_plain_line_and_cell__carry_our_style() -> None:
    assert [span.style for span in plain("a\nb", style="bold").spans] == ["bold"]
    assert [span.style for span in line("a", style="$warning").spans] == ["$warning"]
    assert cell("a", style="red").style == "red"


@given(foreign, foreign)
@example("[@click=app.pwn]x[/]", "$ticket")
@example("\\", "[/b]")
def test_said__puts_foreign_values_into_our_words_and_parses_none_of_them(who: str, ticket: str) -> None:
    content = said("[b]$who[/b] moved $ticket.", who=who, ticket=ticket)

    name = one_line(who)
    assert content.plain == f"{name} moved {one_line(ticket)}."
    assert [(span.start, span.end, span.style) for span in content.spans] == [(0, len(name), "b")] * bool(name)


def test_said__shows_values_that_are_not_text() -> None:
    assert said("#$number is $state", number=64, state=None).plain == "#64 is None"


def test_said__keeps_theme_colours_of_our_own() -> None:
    content = said("[$warning]$count left[/]", count=3)

    assert (content.plain, [span.style for span in content.spans]) == ("3 left", ["$warning"])


def test_said__refuses_a_value_that_has_no_place() -> None:
    with pytest.raises(ValueError, match="no place for whom in"):
        said("$who moved", who="elena", whom="elena")


def filtered(*segments: Segment) -> list[Segment]:
    return ControlFilter().apply(list(segments), Color(0, 0, 0))


def test_control_filter__hands_back_the_same_list_when_there_is_nothing_to_delete() -> None:
    segments = [Segment("Élodie "), Segment("漢字", Style(bold=True, link="https://example.org"))]

    assert ControlFilter().apply(segments, Color(0, 0, 0)) is segments


def test_control_filter__deletes_control_characters_and_keeps_the_rest_styled() -> None:
    bold = Style(bold=True)

    assert filtered(Segment("a\x1b[2Jb\x9b\x7f\t", bold), Segment("\x00"), Segment("c")) == [
        Segment("a[2Jb", bold),
        Segment("c"),
    ]


def test_control_filter__leaves_control_segments_alone() -> None:
    own = Segment("\x1b[2J", None, [(ControlType.CLEAR,)])

    assert filtered(own, Segment("\x1b]0;x\x07", None)) == [own, Segment("]0;x")]


def test_control_filter__drops_a_link_that_would_break_out_of_its_address() -> None:
    link = Style(bold=True, link="http://a/\x1b]52;c;UFdORUQ=\x1b\\")

    (segment,) = filtered(Segment("here", link))

    assert segment.text == "here"
    assert segment.style is not None
    assert (segment.style.link, segment.style.bold) == (None, True)


@given(st.lists(foreign))
def test_control_filter__leaves_no_control_character_and_loses_nothing_else(texts: list[str]) -> None:
    kept = "".join(segment.text for segment in filtered(*map(Segment, texts)))

    assert kept == re.sub("[\x00-\x1f\x7f-\x9f]", "", "".join(texts))


async def test_door__has_a_form_for_every_widget_that_takes_text() -> None:
    app = Showcase("door")

    async with app.run_test(size=(120, 100)) as pilot:
        await pilot.pause()

        assert [str(node.label) for node in app.query_one(Tree).root.children] == [
            one_line(text) for text in app.hostile("tree")
        ]
        assert app.query_one(DataTable).get_row_at(0) == [cell(app.hostile("table")[0])]


if __name__ == "__main__":
    Showcase(sys.argv[1]).run()
