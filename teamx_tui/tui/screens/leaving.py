"""Letting somebody go: first what would become of their work, then who takes it over, then Enter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, cast

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from teamx_tui.commands import Reply
from teamx_tui.domain.errors import TeamxError
from teamx_tui.domain.raci import Raci
from teamx_tui.tui import keys
from teamx_tui.tui.screens.once import begin_once
from teamx_tui.tui.text import line, plain, said
from teamx_tui.tui.widgets.key_line import KeyLine
from teamx_tui.tui.window import Window

if TYPE_CHECKING:
    from teamx_tui.company.profiles import Profile

NAMED: Final = 5
"""Tickets that are named one by one."""


class LeavingScreen(ModalScreen[Reply | None]):
    """Says what is open and asks who takes over; ends with the command's reply, or None when given up."""

    CSS_PATH = "people.tcss"
    BINDINGS = keys.bindings("leaving")
    HELP = """
What would become of somebody's work if they left, before they do. Write the handle of whoever takes over: their
tickets, what they lead, and the questions put to them go there. Enter lets them go, Esc does not. What they said and
did stays under their name, and z takes it back.
"""

    def __init__(self, who: Profile, own_total: int) -> None:
        """`own_total`: how many unfinished tickets they are responsible for; the profile names only so many."""
        super().__init__()
        self._who = who
        self._own_total = own_total

    def compose(self) -> ComposeResult:
        """Lay out what is open over the question."""
        window = cast("Window", self.app)
        optional = "" if self._own_total or self._who.leads else "; nobody has to"
        heir = Input(placeholder=f"handle{optional}", compact=True, id="heir")
        heir.cursor_blink = not window.is_still
        with Vertical(classes="window"):
            yield Static(Content("\n").join(_at_stake(self._who, self._own_total)), id="open")
            yield Static(Content("Who takes over?"), id="question")
            yield heir
            yield Static(id="error", classes="error")
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin with the question."""
        title = said("Let $name (@$handle) go", name=self._who.name, handle=self._who.handle)
        self.query_one(".window").border_title = title
        self.set_focus(self.query_one(Input))

    def action_go_on(self) -> None:
        """Let them go."""
        begin_once(self, self._carry_out, "leave")

    async def _carry_out(self) -> None:
        heir = self.query_one(Input).value.strip()
        given = {"handle": self._who.handle, "hand_to": heir or None}
        try:
            reply = await cast("Window", self.app).desk.order("employee leave", given)
        except TeamxError as error:
            shown = self.query_one("#error", Static)
            shown.update(plain(str(error)))
            shown.add_class("-shown")
        else:
            self.dismiss(reply)

    def action_give_up(self) -> None:
        """Let nobody go."""
        self.dismiss(None)


def _at_stake(who: Profile, own_total: int) -> Iterator[Content]:
    """Yield a line for each thing that somebody must take over, or that comes to an end."""
    if own_total:
        yield said("They are responsible for $count:", count=_count(own_total, "unfinished ticket"))
        own = [part for part in who.parts if part.raci is Raci.RESPONSIBLE][:NAMED]
        for part in own:
            yield line(f"  #{part.number} {part.title}", style="$primary")
        if own_total > len(own):
            yield line(f"  and {own_total - len(own):,} more", style="$quiet")
    if who.leads:
        yield said("They lead $what.", what=", ".join(who.leads))
    if others := who.parts_total - own_total:
        yield said("They leave $count in which they have another part.", count=_count(others, "ticket"))
    if who.asked:
        yield said("To whoever takes over, or to you: $count.", count=_count(len(who.asked), "open question"))
    if who.reports:
        manager = f"@{who.reports_to}" if who.reports_to else "you"
        yield said("Then report to $manager: $who.", who=_count(len(who.reports), "colleague"), manager=manager)
    if who.queue:
        yield said("Dropped: $count.", count=_count(len(who.queue), "queued wake"))
    if who.live is not None:
        yield said("The turn they are having on #$number comes to its end.", number=who.live.number)
    yield line("What they did stays under their name.", style="$quiet")


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
