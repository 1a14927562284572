"""One question with a few answers, each with what comes of it: what a ticket becomes, which dependency is let go.

Nothing happens on one key: an answer is chosen, then Enter; where words are needed, they are asked for first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final, cast

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from teamx_tui.commands import words
from teamx_tui.domain.errors import TeamxError
from teamx_tui.domain.tickets import MOVES, OVER, SATISFYING, State, needs_blockers_cleared, needs_reason
from teamx_tui.tui import keys
from teamx_tui.tui.glyphs import condition
from teamx_tui.tui.screens.once import begin_once
from teamx_tui.tui.text import line, plain, said
from teamx_tui.tui.widgets.key_line import KeyLine
from teamx_tui.tui.widgets.line_list import LineList
from teamx_tui.tui.widgets.rows import Column, Row
from teamx_tui.tui.window import Window

if TYPE_CHECKING:
    from teamx_tui.commands import Reply
    from teamx_tui.company.rooms import Linked, Room


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer: what it is called, what comes of it, and the command that carries it out."""

    words: Content
    outcome: str
    command: str
    given: Mapping[str, Any]
    asks: str = ""
    """Parameter that takes the operator's own words, which it cannot do without."""


class Choices(LineList):
    """The list of choices."""

    BINDINGS = keys.bindings("choices")


class ChooseScreen(ModalScreen[None]):
    """Shows a question with its choices; tells the window what the command answered."""

    CSS_PATH = "answer.tcss"
    BINDINGS = keys.bindings("choose")
    HELP = """
One question, and what comes of each answer beside it. Enter takes the answer under the cursor. Some answers want a
reason: then a line opens for it, Enter carries the answer out, and Esc goes back to the answers. Until then nothing
has happened; what was done, z takes back.
"""

    def __init__(self, question: Content, choices: tuple[Choice, ...]) -> None:
        super().__init__()
        self._question = question
        self._choices = choices

    def compose(self) -> ComposeResult:
        """Lay out the choices over the words that one of them may need."""
        asked = Input(compact=True, id="words")
        asked.cursor_blink = not cast("Window", self.app).is_still
        asked.display = False
        with Vertical(classes="window"):
            yield Choices(picks=True)
            yield asked
            yield Static(id="error", classes="error")
        yield KeyLine()

    def on_mount(self) -> None:
        """Fill them in."""
        self.query_one(".window").border_title = self._question
        choices = self.query_one(LineList)
        choices.columns = (Column(most=40), Column(flexible=True))
        choices.show(self._rows())
        self.set_focus(choices)

    def _rows(self) -> tuple[Row, ...]:
        return tuple(
            Row(str(at), (choice.words, line(choice.outcome, style="$quiet")))
            for at, choice in enumerate(self._choices)
        )

    def on_line_list_chosen(self, message: LineList.Chosen) -> None:
        """Ask for the words that the choice needs, or carry it out."""
        message.stop()
        choice = self._choices[int(message.key)]
        if not choice.asks:
            begin_once(self, partial(self._carry_out, choice, {}), "choose")
            return
        choices, asked = self.query_one(LineList), self.query_one(Input)
        choices.show(tuple(row for row in choices.rows if row.key == message.key))
        asked.placeholder = f"{choice.asks}: why, or what came of it; Enter does it, Esc goes back"
        asked.display = True
        self.set_focus(asked)

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Carry out the choice with the words."""
        message.stop()
        current = self.query_one(LineList).current
        if current is not None and message.value.strip():
            choice = self._choices[int(current.key)]
            given = {choice.asks: message.value.strip()}
            begin_once(self, partial(self._carry_out, choice, given), "choose")

    async def _carry_out(self, choice: Choice, words: Mapping[str, Any]) -> None:
        window = cast("Window", self.app)
        try:
            reply: Reply = await window.desk.order(choice.command, {**choice.given, **words})
        except TeamxError as error:
            shown = self.query_one("#error", Static)
            shown.update(plain(str(error)))
            shown.add_class("-shown")
            return
        self.dismiss()
        window.answer(choice.command, reply)

    def action_close(self) -> None:
        """Go from the words back to the choices, and from there away."""
        asked = self.query_one(Input)
        if asked.display:
            asked.display = False
            self.query_one(LineList).show(self._rows())
            self.set_focus(self.query_one(LineList))
        else:
            self.dismiss()


def taken_or_not(entry: int, number: int, receiver: str) -> ChooseScreen:
    """Return the question whether a hand-off is taken; `entry` is what waits for the answer."""
    given = {"entry": entry}
    question = said("The hand-off of #$number to $who: is it taken?", number=number, who=words.speaker(receiver))
    accepted = Choice(line("Accept"), "it is taken over, and the giver is woken", "answer", {**given, "text": "accept"})
    outcome = "all stays as it was, and the giver is woken with the reason"
    declined = Choice(line("Decline"), outcome, "answer", {**given, "text": "decline"}, "reason")
    return ChooseScreen(question, (accepted, declined))


def what_becomes_of(room: Room) -> ChooseScreen:
    """Return the question what state a ticket shall be in next."""
    ticket = room.ticket
    behind = sum(one.is_hard and one.state not in OVER for one in room.dependents)
    choices = tuple(
        Choice(
            condition(state),
            _outcome(ticket.state, state, behind),
            "ticket move",
            {"number": ticket.number, "state": str(state)},
            "reason" if needs_reason(ticket.state, state) else "",
        )
        for state in State
        if state in MOVES[ticket.state] and not ((ticket.blocked_by or ticket.gates) and needs_blockers_cleared(state))
    )
    here = ticket.state.replace("_", " ")
    return ChooseScreen(said("#$number is $here. It becomes …", number=ticket.number, here=here), choices)


def what_is_let_go(room: Room) -> ChooseScreen | None:
    """Return the question which ticket this one shall no longer wait for; None when it waits for none."""
    number = room.ticket.number
    waits = [one for one in room.blockers if one.is_hard and one.state not in SATISFYING]
    if not waits:
        return None
    question = said("Start #$number anyway. It no longer waits for …", number=number)
    return ChooseScreen(question, tuple(_let_go(number, waits)))


def _let_go(number: int, waits: Sequence[Linked]) -> Iterator[Choice]:
    for one in waits:
        name = line(f"#{one.number} {one.title}")
        rest = [other.number for other in waits if other is not one]
        outcome = f"still waits for {words.numbers(rest)}" if rest else "then it can start"
        yield Choice(name, outcome, "ticket start", {"number": number, "despite": [str(one.number)]})
    if len(waits) > 1:
        yield Choice(line(f"all {len(waits)} of them"), "then it can start", "ticket start", {"number": number})


_OUTCOMES: Final[Mapping[State, str]] = {
    State.OPEN: "its people are woken as soon as nothing holds it",
    State.IN_PROGRESS: "work on it goes on",
    State.IN_REVIEW: "its accountable is woken to look at it",
    State.ON_HOLD: "nobody is woken until you lift the hold",
}


def _outcome(here: State, there: State, behind: int) -> str:
    """Return in a few words what follows from a move, for the tickets behind it too."""
    waiting = words.count(behind, "ticket")
    if there in SATISFYING and behind:
        return f"{waiting} no longer {'waits' if behind == 1 else 'wait'} for it"
    if there in OVER and there not in SATISFYING and behind:
        return f"you decide what becomes of {waiting} behind it"
    if here in SATISFYING and behind:
        return f"{waiting} {'waits' if behind == 1 else 'wait'} for it again"
    return _OUTCOMES.get(there, "no more work on it")
