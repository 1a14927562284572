"""What was agreed: decisions with their positions, hand-offs, and who waits for whom; one of them in full beside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from teamx_tui import company
from teamx_tui.commands import agreement_words, words
from teamx_tui.tui import keys
from teamx_tui.tui.screens.choose import taken_or_not
from teamx_tui.tui.screens.live import LiveScreen
from teamx_tui.tui.text import line, plain
from teamx_tui.tui.widgets.key_line import KeyLine
from teamx_tui.tui.widgets.line_list import LineList
from teamx_tui.tui.widgets.rows import Column, Row

if TYPE_CHECKING:
    from collections.abc import Callable

    from teamx_tui.company.agreements import Handoff
    from teamx_tui.company.office import Office

WIDE: Final = 110
"""Columns from which an entry stands beside the list instead of under it."""
NO_TICKET: Final = "@"


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the list, and what there is to read about it."""

    row: Row
    text: str
    handoff: Handoff | None = None


@dataclass(frozen=True, slots=True)
class View:
    """One of the lists."""

    title: str
    columns: tuple[Column, ...]
    empty: str
    read: Callable[[Office], tuple[Listed, ...]]


class AgreementsScreen(LiveScreen[None]):
    """Shows decisions, hand-offs or waits, and the one under the cursor in full."""

    CSS_PATH = "agreements.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]
    TITLE = "Decisions"
    HELP = """
Decisions: what was decided, why, by whom, and what is still on the table.
Hand-offs: what one offers another, and whether it was taken.
Waits: who waits for whom, and where each waits for the other.
v shows the next of the three; Enter opens the ticket; a takes a hand-off for its receiver, or declines it.
"""
    BINDINGS = keys.bindings("agreements")

    def __init__(self) -> None:
        super().__init__()
        self._at = 0
        self._listed: tuple[Listed, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out the list and what is under the cursor."""
        yield self.header()
        with Container(id="body"):
            yield LineList(id="agreed", is_titled=True, picks=True)
            with VerticalScroll(id="details", can_focus=False):
                yield Static(id="text")
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin with the view that was looked at last."""
        kept = self.window.memory.recall("agreements.view")
        self._at = kept if isinstance(kept, int) and 0 <= kept < len(VIEWS) else 0
        self.set_focus(self.query_one(LineList))

    @property
    def ticket_in_view(self) -> int | None:
        """The ticket of the line under the cursor."""
        row = self.query_one(LineList).current
        return row.ticket if row is not None else None

    @property
    def handle_in_view(self) -> str | None:
        """Whoever waits in the line under the cursor."""
        row = self.query_one(LineList).current
        _, _, waiter = row.key.partition(f"wait:{NO_TICKET}") if row is not None else ("", "", "")
        return waiter.partition(":")[0] or None

    async def look(self) -> None:
        """Read the list that is shown."""
        view = VIEWS[self._at]
        found = await self.desk.look(view.read)
        if not self.is_attached or view is not VIEWS[self._at]:  # closed or turned meanwhile
            return
        self._listed = found
        shown = self.query_one(LineList)
        shown.border_title = line(view.title) + line(f" {len(found)}" if found else "", style="$quiet")
        shown.columns, shown.empty = view.columns, line(view.empty)
        shown.show(tuple(one.row for one in found))
        self._describe()

    def on_line_list_reached(self, message: LineList.Reached) -> None:
        """Show what the cursor came to."""
        message.stop()
        self._describe()

    def _describe(self) -> None:
        one = self._chosen
        text = one.text if one is not None else ""
        self.refresh_bindings()
        self.query_one("#text", Static).update(plain(text))
        self.query_one("#details").display = bool(text)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer an answer only to a hand-off that waits for one."""
        return self._offered is not None if action == "answer" else True

    @property
    def _chosen(self) -> Listed | None:
        row = self.query_one(LineList).current
        return next((one for one in self._listed if row is not None and one.row.key == row.key), None)

    @property
    def _offered(self) -> Handoff | None:
        one = self._chosen
        return one.handoff if one is not None and one.handoff is not None and one.handoff.state == "offered" else None

    def action_answer(self) -> None:
        """Ask whether the hand-off under the cursor is taken."""
        if (one := self._offered) is not None:
            self.app.push_screen(taken_or_not(one.entry, one.number, one.receiver))

    def action_view(self) -> None:
        """Show the next of the lists."""
        self._at = (self._at + 1) % len(VIEWS)
        self.window.memory.keep("agreements.view", self._at)
        self.look_again()


def _decisions(office: Office) -> tuple[Listed, ...]:
    return tuple(
        Listed(
            Row(
                f"decision:{one.id}",
                (
                    line(f"#{one.number}", style="$primary"),
                    line(one.subject),
                    line(one.outcome) if one.outcome else line("on the table", style="$warning"),
                    line(words.speaker(one.decided_by or one.asked_of), style="$quiet"),
                ),
                one.number,
            ),
            agreement_words.decision(one),
        )
        for one in company.agreements.decisions(office)
    )


def _handoffs(office: Office) -> tuple[Listed, ...]:
    found = reversed(company.agreements.handoffs(office, only_open=False))
    return tuple(
        Listed(
            Row(
                f"handoff:{one.id}",
                (
                    line(f"#{one.number}", style="$primary"),
                    line(f"{words.speaker(one.giver)} → {words.speaker(one.receiver)}"),
                    line(one.next_action),
                    line(one.state, style="$warning" if one.state == "offered" else "$quiet"),
                ),
                one.number,
            ),
            agreement_words.handoff(one),
            one,
        )
        for one in sorted(found, key=lambda one: one.state != "offered")
    )


def _waits(office: Office) -> tuple[Listed, ...]:
    found = company.waits.standing(office)
    about = {wait: circle.words for circle in found.circles for wait in circle.waits}
    return tuple(
        Listed(
            Row(
                f"wait:{wait.waiter}:{wait.waited}",
                (
                    line(wait.waiter, style="$primary"),
                    line(company.waits.said(wait)),
                    line(wait.means.value.replace("_", " "), style="$quiet"),
                    line("in a circle" if wait in about else "", style="$error"),
                ),
                None if wait.waiter.startswith(NO_TICKET) else int(wait.waiter[1:]),
            ),
            about.get(wait, f"{company.waits.said(wait)}."),
        )
        for wait in sorted(found.waits, key=lambda wait: wait not in about)
    )


VIEWS: Final = (
    View(
        "Decisions",
        (
            Column(Content("On"), most=7),
            Column(Content("Subject"), flexible=True, least=20),
            Column(Content("Outcome"), most=30),
            Column(Content("Decides"), most=12, drop_below=60),
        ),
        "Nothing was decided yet: Ctrl+K, decision record",
        _decisions,
    ),
    View(
        "Hand-offs",
        (
            Column(Content("From"), most=7),
            Column(Content("Who"), most=24),
            Column(Content("Next action"), flexible=True, least=20),
            Column(Content("State"), most=10),
        ),
        "Nothing was handed over yet: Ctrl+K, handoff offer",
        _handoffs,
    ),
    View(
        "Waits",
        (
            Column(Content("Who"), most=12),
            Column(Content("Waits"), flexible=True, least=20),
            Column(Content("Through"), most=12, drop_below=60),
            Column(most=12),
        ),
        "Nobody waits for anybody.",
        _waits,
    ),
)
"""The lists, in turn."""
