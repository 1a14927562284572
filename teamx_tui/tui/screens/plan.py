"""The amber gate: a plan as a table, each row of which can be left out or given to somebody else, before it is filed.

Nothing is written until Enter; Esc leaves everything as it was.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from teamx_tui import company
from teamx_tui.commands import COMMANDS, plans
from teamx_tui.domain.errors import Invalid, TeamxError
from teamx_tui.domain.text import printable
from teamx_tui.tui import keys
from teamx_tui.tui.screens.ask import AskScreen
from teamx_tui.tui.screens.live import LiveScreen
from teamx_tui.tui.screens.once import begin_once
from teamx_tui.tui.text import line, plain, said
from teamx_tui.tui.widgets.key_line import KeyLine
from teamx_tui.tui.widgets.line_list import LineList
from teamx_tui.tui.widgets.rows import Column, Row

if TYPE_CHECKING:
    from teamx_tui.company.plans import Plan
    from teamx_tui.domain.planning import Row as PlanRow

_READ_SECONDS: Final = 15.0
"""How long the sentence stays that says what to write in place of nothing."""
_TITLES: Final = ("", "No", "Title", "Who", "Score", "Waits for", "Days")


class BriefScreen(AskScreen):
    """Asks what a project consists of, and shows the plan that comes of it; `why` says why it asks."""

    CSS_PATH = "ask.tcss"
    UNASKED: ClassVar = frozenset({"drop", "assign", "yes"})
    """What the plan itself is for."""

    def __init__(self, given: Mapping[str, Any], why: str = "") -> None:
        super().__init__(COMMANDS["decompose"], given)
        self._why = why

    def on_mount(self) -> None:
        """Begin with what is missing."""
        super().on_mount()
        if self._why:
            self._refuse(self._why)
            self.set_focus(self.query_one("#param-brief"))

    async def _carry_out(self) -> None:
        self.action_give_up()  # the plan may be left as well: then this stands here again
        self._window.begin("decompose", self._written())


class PlanRows(LineList):
    """The rows of the plan."""

    BINDINGS = keys.bindings("plan-rows")


class PlanScreen(ModalScreen[None], LiveScreen[None]):
    """Shows what breaking a project down would file; Space takes a row out, `a` gives it to the next best."""

    CSS_PATH = "plan.tcss"
    BINDINGS = keys.bindings("plan")
    HELP = """
A plan by the scripted planner. Nothing is filed yet. Space leaves a row out or takes it in again; what waited for
it then waits for what that waited for. a gives a row to the next best, whose score stands below:
0.4 role fit + 0.3 free of load + 0.2 availability + 0.1 past. Enter files what is ticked, at once; Esc nothing.
"""

    def __init__(self, project: str, brief: str = "") -> None:
        super().__init__()
        self._project = project
        self._brief = brief
        self._plan: Plan | None = None

    def compose(self) -> ComposeResult:
        """Lay out what would be done over the rows, and under them who suits the row under the cursor."""
        with Vertical(classes="window"):
            yield Static(id="sum")
            yield PlanRows(is_titled=True)
            yield Static(id="suits")
            yield Static(id="error", classes="error")
        yield KeyLine()

    def on_mount(self) -> None:
        """Name the window."""
        self.query_one(".window").border_title = Content("Agree to a plan?")
        right = {"No", "Score", "Days"}
        self.query_one(PlanRows).columns = tuple(
            Column(line(title), most=18, flexible=title == "Title", least=26, right=title in right) for title in _TITLES
        )
        self.set_focus(self.query_one(PlanRows))

    async def look(self) -> None:
        """Read the plan once: from then on it is the operator's."""
        if self._plan is not None:
            return
        try:
            plan = await self.desk.look(lambda office: plans.proposed(office, self._project, self._brief))
        except Invalid as error:
            self.dismiss()
            self.app.push_screen(BriefScreen({"project": self._project, "brief": self._brief}, str(error)))
            return
        except TeamxError as error:
            # There is nothing to agree to: the sentence says what to say instead, and an empty window says nothing.
            self.notify(printable(str(error)), severity="error", timeout=_READ_SECONDS, markup=False)
            self.dismiss()
            return
        self._take(plan)

    def _take(self, plan: Plan) -> None:
        self._plan = plan
        window, rows = self.query_one(".window"), self.query_one(PlanRows)
        window.border_title = said("Agree to the plan for $title?", title=plan.title)
        window.border_subtitle = said("by $author", author=plan.author)
        rows.show(tuple(_row(plan, row) for row in plan.draft.rows))
        notes = " ".join(plan.notes)
        self.query_one("#sum", Static).update(plain(f"{plans.summary(plan)} {notes}".strip()))
        self._complain(" ".join(plan.faults))
        self._say_who_suits()

    def _complain(self, why: str) -> None:
        error = self.query_one("#error", Static)
        error.update(plain(why))
        error.set_class(bool(why), "-shown")

    @property
    def _current(self) -> PlanRow | None:
        row = self.query_one(PlanRows).current
        if self._plan is None or row is None:
            return None
        return next(one for one in self._plan.draft.rows if str(one.no) == row.key)

    def on_line_list_reached(self, message: LineList.Reached) -> None:
        """Say who suits the row."""
        message.stop()
        self._say_who_suits()

    def _say_who_suits(self) -> None:
        row, plan = self._current, self._plan
        if row is None or plan is None:
            return
        chosen = plan.score_of(row)
        others = [one for one in plan.scores[row.no] if one is not chosen][:3]
        words = line(f"@{chosen.handle} {chosen.words}" if chosen is not None else "nobody")
        rest = "   ".join(f"@{one.handle} {one.total:.2f}" for one in others)
        self.query_one("#suits", Static).update(words + "\n" + line(rest, style="$quiet"))

    def action_take_or_leave(self) -> None:
        """Leave the row under the cursor out, or take it in again."""
        row, plan = self._current, self._plan
        if row is not None and plan is not None:
            self._take(company.plans.change(plan, drop=plan.draft.dropped ^ {row.no}))

    def action_give(self, step: int) -> None:
        """Give the row under the cursor to the next best, or the one before."""
        row, plan = self._current, self._plan
        if row is None or plan is None or not plan.scores[row.no]:
            return
        order = [one.handle for one in plan.scores[row.no]]
        at = order.index(row.assignee) + step if row.assignee in order else 0
        given = {row.no: order[at % len(order)]}
        self._take(company.plans.change(plan, drop=plan.draft.dropped, assign=given))

    def action_agree(self) -> None:
        """File what is ticked."""
        if self._plan is not None and not self._plan.faults:
            begin_once(self, partial(self._carry_out, self._plan), "agree")

    async def _carry_out(self, plan: Plan) -> None:
        proposed = await self.desk.look(lambda office: plans.proposed(office, self._project, self._brief))
        before = {row.no: row.assignee for row in proposed.draft.rows}
        given = {
            "project": self._project,
            "brief": self._brief,
            "drop": [str(no) for no in sorted(plan.draft.dropped)],
            "assign": [f"{row.no}={row.assignee}" for row in plan.draft.rows if row.assignee != before.get(row.no)],
            "yes": True,
        }
        try:
            reply = await self.desk.order("decompose", given)
        except TeamxError as error:
            self._complain(str(error))
            return
        for about in [about for about in self.window.unsent if about[0] == "decompose"]:
            del self.window.unsent[about]
        self.dismiss()
        self.window.answer("decompose", reply)

    def action_cancel(self) -> None:
        """File nothing."""
        self.dismiss()


def _row(plan: Plan, row: PlanRow) -> Row:
    is_taken = row.no not in plan.draft.dropped
    fit = plan.score_of(row)
    style = "" if is_taken else "$faint"
    cells = (
        line("✓" if is_taken else "–", style="$success" if is_taken else "$faint"),
        line(str(row.no), style=style),
        line(row.title if is_taken else f"{row.title} (left out)", style=style),
        line(f"@{row.assignee}" if row.assignee else "nobody", style=style),
        line(f"{fit.total:.2f}" if fit is not None else "–", style=style),
        line(plans.waits(row) or "–", style=style),
        line(f"{row.estimate:g}", style=style),
    )
    return Row(str(row.no), cells)
