"""Why a ticket does not move, or an employee does nothing: the proof as a tree, and what can be done about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from teamx_tui import company
from teamx_tui.commands.explanations import Step, outcome, standing, steps
from teamx_tui.domain.errors import NotFound
from teamx_tui.domain.text import printable
from teamx_tui.tui import keys
from teamx_tui.tui.glyphs import condition
from teamx_tui.tui.screens.choose import what_becomes_of, what_is_let_go
from teamx_tui.tui.screens.live import LiveScreen
from teamx_tui.tui.text import line, plain, said
from teamx_tui.tui.widgets.key_line import KeyLine
from teamx_tui.tui.widgets.line_list import LineList
from teamx_tui.tui.widgets.rows import Column, Row

if TYPE_CHECKING:
    from teamx_tui.company.idleness import Idle
    from teamx_tui.company.why import Why

_KEYS: Final = {"ticket assign": "a", "ticket start": "s", "ticket move": "m", "ticket unblock": "b", "answer": "i"}
"""The key of each remedy, here as in a ticket's thread."""


class Proof(LineList):
    """The lines of the proof."""

    BINDINGS = keys.bindings("proof")

    @property
    def is_cut(self) -> bool:
        """Whether the line under the cursor has no room for all that it says."""
        cells = self.current.cells if self.current is not None else ()
        return len(cells) > 1 and any(cell.cell_length > size for cell, size in zip(cells, self._sizes, strict=False))


class WhyScreen(ModalScreen[None], LiveScreen[None]):
    """Shows every closed gate of `about`, a ticket by number or an employee by handle, followed to the roots.

    Enter goes to the ticket behind a line, or does what the line offers.
    """

    CSS_PATH = "why.tcss"
    BINDINGS = keys.bindings("why")
    HELP = """
Everything that keeps the ticket from going on, as the scheduler sees it: each line names what must happen, who must
act, and by which key you can do something about it: you are asked before anything changes. Behind a ticket it waits
for stands what that one waits for, down to where somebody can act. Enter goes to the ticket of a line.
"""

    def __init__(self, about: int | str) -> None:
        super().__init__()
        self.about = about
        self._steps: dict[str, Step] = {}

    def compose(self) -> ComposeResult:
        """Lay out the proof over the sentence that sums it up."""
        with Vertical(classes="window"):
            yield Proof(picks=True)
            yield Static(id="whole", classes="hint")
            yield Static(id="sum", classes="hint")
        yield KeyLine()

    def on_mount(self) -> None:
        """Name the columns: the reason, who must act, and what can be done."""
        proof = self.query_one(LineList)
        proof.columns = (Column(flexible=True), Column(most=16), Column(most=26))
        self.set_focus(proof)

    @property
    def ticket_in_view(self) -> int | None:
        """The ticket that was asked about."""
        return self.about if isinstance(self.about, int) else None

    async def look(self) -> None:
        """Read the answer; what is not there closes the window."""
        try:
            if isinstance(self.about, int):
                number = self.about
                self._show_ticket(await self.desk.look(lambda office: company.why.why(office, number)))
            else:
                handle = self.about
                self._show_person(await self.desk.look(lambda office: company.idleness.why_idle(office, handle)))
        except NotFound as error:
            self.notify(printable(str(error)), severity="error", markup=False)
            self.dismiss()

    def _show_ticket(self, answer: Why) -> None:
        title = "Why #$number does not move" if not answer.runnable else "Nothing holds #$number back"
        self.query_one(".window").border_title = said(title, number=answer.number)
        self._show(steps(answer.tree), outcome(answer) or "It starts here: nothing else stands behind it.")

    def _show_person(self, answer: Idle) -> None:
        self.query_one(".window").border_title = said("What $name waits for", name=answer.name)
        reasons = [*(held.reason for held in answer.queued), *answer.others]
        more = f" {answer.unread} more are not shown." if answer.unread else ""
        off_duty = "" if answer.is_staffed else " No worker is on duty, so nobody has a turn."
        self._show((step for reason in reasons for step in steps(reason)), f"{standing(answer)}{more}{off_duty}")

    def _show(self, found: Iterable[Step], summary: str) -> None:
        self._steps = {step.path: step for step in found}
        proof = self.query_one(LineList)
        proof.display = bool(self._steps)
        proof.show(tuple(_rows(self._steps.values())))
        self.query_one("#sum", Static).update(plain(summary))
        self.call_after_refresh(self._tell)

    def on_line_list_reached(self) -> None:
        """Say in full what the line under the cursor has no room for."""
        self._tell()

    def on_resize(self) -> None:
        """Say in full what has no room now."""
        self.call_after_refresh(self._tell)

    def _tell(self) -> None:
        proof, whole = self.query_one(Proof), self.query_one("#whole", Static)
        whole.display = proof.is_cut
        if proof.is_cut and proof.current is not None:
            whole.update(line(" · ".join(cell.plain.strip() for cell in proof.current.cells if cell.plain.strip())))

    def on_line_list_opened(self, message: LineList.Opened) -> None:
        """Wait for what was chosen: that says more than the ticket."""
        message.stop()

    def on_line_list_chosen(self, message: LineList.Chosen) -> None:
        """Open the ticket that the line leads to; where there is no other, do what the line offers."""
        message.stop()
        step = self._steps[message.key]
        leads_away = step.gate is None or step.gate.kind == "dependency"
        if step.remedy is not None and not leads_away:
            self._remedy(step)
        elif step.ticket is not None:
            self.window.open_ticket(step.ticket)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what the line under the cursor offers."""
        if action != "act":
            return True
        step = self._current
        return step is not None and step.remedy is not None and step.remedy.command == parameters[0]

    def action_act(self, command: str) -> None:
        """Do what the line under the cursor offers."""
        if self._current is not None:
            self._remedy(self._current)

    @property
    def _current(self) -> Step | None:
        row = self.query_one(LineList).current
        return self._steps.get(row.key) if row is not None else None

    def _remedy(self, step: Step) -> None:
        remedy = step.remedy
        assert remedy is not None
        if remedy.command == "answer":
            self.dismiss()
            self.app.run_worker(self.app.run_action("app.mode('inbox')"))
        elif remedy.command in ("ticket move", "ticket start"):
            self.run_worker(self._ask(remedy.command, remedy.given["number"]), name="ask")
        else:
            self.window.begin(remedy.command, remedy.given)

    async def _ask(self, command: str, number: int) -> None:
        room = await self.desk.look(lambda office: company.rooms.look(office, number))
        asked: Any = what_becomes_of(room) if command == "ticket move" else what_is_let_go(room)
        if asked is not None:
            self.app.push_screen(asked)

    def action_close(self) -> None:
        """Go back."""
        self.dismiss()


def explained(name: str, known: Mapping[str, Any]) -> ModalScreen[None]:
    """Return the window that answers what the command `name` asks."""
    if name == "ask":
        from teamx_tui.tui.screens.asked import AskedScreen  # what answers is only needed where somebody asks

        return AskedScreen(known["question"], offline=bool(known.get("offline")))
    return WhyScreen(known.get("number") or known["handle"])


def _rows(found: Iterable[Step]) -> Iterator[Row]:
    for step in found:
        pad = Content.blank(2 * step.depth)
        if step.gate is None:
            reason = step.reason
            title = line(f"#{reason.number} {reason.title}", style="bold" if not step.depth else "")
            again = line("  (shown above)", style="$faint") if reason.repeated else Content("")
            yield Row(step.path, (pad + title + Content("  ") + condition(reason.condition) + again,), reason.number)
            continue
        style = "$warning" if step.gate.who == "operator" else ""
        opens = pad + line(f"opens when {step.gate.opens_when}", style="$quiet")
        yield Row(step.path, (opens, line(step.who, style=style), _way(step)), step.gate.ticket)


def _way(step: Step) -> Content:
    """Return the key and the words of what can be done about a gate."""
    if step.remedy is None:
        return Content("")
    key = _KEYS.get(step.remedy.command, "⏎")
    return line(f"{key}: ", style="bold $primary") + line(step.remedy.words)
