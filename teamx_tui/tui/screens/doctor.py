"""The doctor's report: every check with its verdict, and under what is not well the way out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from teamx_tui import company
from teamx_tui.commands.doctor import sign
from teamx_tui.domain.checkup import Finding, Report, Verdict
from teamx_tui.tui import keys
from teamx_tui.tui.screens.live import LiveScreen
from teamx_tui.tui.text import line
from teamx_tui.tui.widgets.key_line import KeyLine
from teamx_tui.tui.widgets.line_list import LineList
from teamx_tui.tui.widgets.rows import Column, Row

_STYLES: Final[Mapping[Verdict, str]] = {
    Verdict.PASS: "$success",
    Verdict.WARN: "$warning",
    Verdict.FAIL: "$error",
}


class DoctorScreen(ModalScreen[None], LiveScreen[None]):
    """Shows what the doctor found when it was opened; `r` examines again."""

    CSS_PATH = "plan.tcss"
    BINDINGS = keys.bindings("doctor")
    HELP = """
What a company needs to go on, checked one by one. The whole is as bad as the worst of it; a warning is to be known,
a failure to be dealt with first. Under what is not well stands what to do about it. r examines again.
"""

    def __init__(self) -> None:
        super().__init__()
        self._is_due = True
        self._found: Report | None = None

    def compose(self) -> ComposeResult:
        """Lay out the whole over the checks, and under them in full what the one under the cursor found."""
        with Vertical(classes="window"):
            yield Static("Examining…", id="overall")
            yield LineList()
            yield Static(id="whole")
        yield KeyLine()

    def on_mount(self) -> None:
        """Name the window."""
        self.query_one(".window").border_title = Content("Doctor")
        self.query_one(LineList).columns = (Column(most=8), Column(most=12), Column(flexible=True))
        self.set_focus(self.query_one(LineList))

    async def look(self) -> None:
        """Examine, once: it reads everything, which is too much for every change."""
        if not self._is_due:
            return
        self._is_due = False
        self._show(await self.desk.look(lambda office: company.doctor.examine(office)))

    def _show(self, report: Report) -> None:
        self._found = report
        verdict = line(sign(report.overall), style=f"bold {_STYLES[report.overall]}")
        self.query_one("#overall", Static).update(Content("Overall: ") + verdict + line(f"   {report.status}"))
        rows = self.query_one(LineList)
        rows.show(tuple(row for one in report.findings for row in _rows(one)))
        self._say_in_full()

    def on_line_list_reached(self, message: LineList.Reached) -> None:
        """Say in full what the check found, which may be cut in its line."""
        message.stop()
        self._say_in_full()

    def _say_in_full(self) -> None:
        row = self.query_one(LineList).current
        found = self._found.findings if self._found is not None else ()
        one = next((one for one in found if row is not None and one.name == row.key), None)
        if one is not None:
            way = line(f" → {one.way_out}", style="$quiet") if one.way_out else Content("")
            self.query_one("#whole", Static).update(line(one.sentence) + way)

    def action_again(self) -> None:
        """Examine again."""
        self._is_due = True
        self.look_again()

    def action_close(self) -> None:
        """Go back."""
        self.dismiss()


def _rows(one: Finding) -> Iterator[Row]:
    sentences = (line(sign(one.verdict), style=_STYLES[one.verdict]), line(one.name), line(one.sentence))
    yield Row(one.name, sentences)
    if one.way_out:
        nothing = Content("")
        yield Row(f"{one.name}:way", (nothing, nothing, line(f"→ {one.way_out}", style="$quiet")), is_passed=True)
