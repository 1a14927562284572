"""Why a ticket does not move: the proof as a tree, down to where somebody can act."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Footer, Static

from teamx_tui import company
from teamx_tui.commands import words
from teamx_tui.domain.errors import NotFound
from teamx_tui.domain.text import printable
from teamx_tui.tui import keys
from teamx_tui.tui.glyphs import condition
from teamx_tui.tui.screens.live import LiveScreen
from teamx_tui.tui.text import line, said
from teamx_tui.tui.widgets.line_list import LineList
from teamx_tui.tui.widgets.rows import Column, Row

if TYPE_CHECKING:
    from teamx_tui.company.why import Reason, Why
    from teamx_tui.domain.gates import ClosedGate


class WhyScreen(ModalScreen[None], LiveScreen[None]):
    """Shows every closed gate of ticket `number`, followed to the roots; Enter opens the ticket of a line."""

    BINDINGS = keys.bindings("why")

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    def compose(self) -> ComposeResult:
        """Lay out the proof over the sentence that sums it up."""
        with Vertical(classes="window"):
            yield LineList(id="proof")
            yield Static(id="sum", classes="hint")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Name the columns: the reason, and who must act."""
        proof = self.query_one(LineList)
        proof.columns = (Column(flexible=True), Column(most=18))
        self.set_focus(proof)

    @property
    def ticket_in_view(self) -> int | None:
        """The ticket that was asked about."""
        return self.number

    async def look(self) -> None:
        """Read the answer; a ticket that is not there closes the window."""
        try:
            answer = await self.desk.look(lambda office: company.why.why(office, self.number))
        except NotFound as error:
            self.notify(printable(str(error)), severity="error", markup=False)
            self.dismiss()
            return
        proof = self.query_one(LineList)
        self.query_one(".window").border_title = said("Why #$number does not move", number=self.number)
        proof.show(tuple(_rows(answer.tree)))
        self.query_one("#sum", Static).update(_sum(answer))

    def action_close(self) -> None:
        """Go back."""
        self.dismiss()


def _rows(reason: Reason, path: str = "", depth: int = 0) -> Iterator[Row]:
    """Yield the ticket, each of its gates, and under a dependency what stands behind it."""
    key = f"{path}/{reason.number}"
    pad = Content.blank(2 * depth)
    title = pad + line(f"#{reason.number} {reason.title}", style="bold" if not depth else "") + Content("  ")
    again = line("  (shown above)", style="$faint") if reason.repeated else Content("")
    yield Row(key, (title + condition(reason.condition) + again,), reason.number)
    if reason.repeated:
        return
    behind = {blocker.number: blocker for blocker in reason.behind}
    for at, gate in enumerate(reason.gates):
        yield Row(
            f"{key}/{at}", (pad + line(f"  opens when {gate.opens_when}", style="$quiet"), _who(gate)), gate.ticket
        )
        blocker = behind.get(gate.ticket) if gate.kind == "dependency" and gate.ticket is not None else None
        if blocker is not None:
            yield from _rows(blocker, key, depth + 2)


def _who(gate: ClosedGate) -> Content:
    if gate.who == "operator":
        return line("you act", style="$warning")
    return line("the clock" if gate.who == "clock" else f"@{gate.who} acts")


def _sum(answer: Why) -> Content:
    if answer.runnable:
        queued = ", ".join(f"@{handle}" for handle in answer.queued)
        if queued:
            return said("Nothing holds it back. Queued: $queued.", queued=queued)
        return Content("Nothing holds it back and nobody is queued: comment to wake somebody.")
    if answer.roots and answer.roots != (answer.number,):
        return said("It starts at $roots: that is where somebody can act.", roots=words.numbers(answer.roots))
    return Content("It starts here: nothing else stands behind it.")
