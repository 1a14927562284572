"""The form that asks for what a command wants to know, and carries it out. It knows the command, not what it does."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, ClassVar, cast

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Checkbox, Input, Label, Static

from teamx_tui.commands import Command, Param, Reply
from teamx_tui.domain.errors import TeamxError
from teamx_tui.tui import keys
from teamx_tui.tui.screens.once import begin_once
from teamx_tui.tui.text import line, plain
from teamx_tui.tui.widgets.key_line import KeyLine
from teamx_tui.tui.widgets.names import Names
from teamx_tui.tui.window import EXPLAINED, Window

_NUMBERS: dict[type, str] = {int: "a whole number", float: "a number"}


class Tick(Checkbox):
    """A box that is empty while it is not ticked: Textual's own tells the two apart by colour alone."""

    BUTTON_INNER = " "

    def watch_value(self) -> None:
        """Draw the tick, or none."""
        self.BUTTON_INNER = "✓" if self.value else " "
        super().watch_value()


class AskScreen(ModalScreen[Reply | None]):
    """Asks for the parameters of a command, required ones first; ends with its reply, or None when given up.

    `given` fills in what is known already. Enter goes to the next required field that is empty, or carries out.
    """

    CSS_PATH = "ask.tcss"
    BINDINGS = keys.bindings("ask")
    VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-high")]
    HELP = """
What a command wants to know before it does anything. What has a * it cannot do without; the rest may stay empty, or as
it is. Tab takes the name that is offered behind what you have written, and where none is, goes to the next line.
Enter goes to what is still missing, and carries the command out once nothing is. Until then nothing has happened: Esc
leaves, and what you have written stands there again the next time. A refusal is said under the lines.
"""

    UNASKED: ClassVar[frozenset[str]] = frozenset()
    """Parameters that the form has no line for."""
    KEEPS: ClassVar[bool] = True
    """Whether what was written and not carried out stands there again the next time."""

    def __init__(self, command: Command, given: Mapping[str, Any] | None = None) -> None:
        super().__init__()
        self._command = command
        self._given = given or {}
        asked = (param for param in command.params if param.name not in self.UNASKED)
        self._params = sorted(asked, key=lambda param: not param.required)
        self._about = (command.name, repr(sorted(self._given.items())))

    def compose(self) -> ComposeResult:
        """Lay out a line for each parameter."""
        with Vertical(classes="window"):
            yield Static(line(self._command.help), classes="hint")
            with VerticalScroll(id="fields", can_focus=False):
                for param in self._params:
                    with Horizontal(classes="field"):
                        name = line(param.label + (" *" if param.required else ""))
                        yield Label(name, classes="required" if param.required else "optional")
                        yield self._field(param)
            yield Static(id="error", classes="error")
        yield KeyLine()

    @property
    def _window(self) -> Window:
        return cast("Window", self.app)

    @property
    def _kept(self) -> Mapping[str, str]:
        """What was written and not carried out the last time."""
        return self._window.unsent.get(self._about, {}) if self.KEEPS else {}

    def _field(self, param: Param) -> Input | Checkbox:
        if param.type is bool:
            is_ticked = bool(self._given.get(param.name, param.default))
            return Tick(line(param.help), is_ticked, compact=True, id=f"param-{param.name}")
        value = self._given.get(param.name, param.default)
        if isinstance(value, list | tuple):
            value = " ".join(map(str, value))
        written = self._kept.get(param.name, "" if value is None else f"{value}")
        field = Input(written, placeholder=param.help, compact=True, id=f"param-{param.name}")
        field.cursor_blink = not self._window.is_still
        field.suggester = Names(self._command.name, param.name, self._window.desk)
        return field

    def on_mount(self) -> None:
        """Begin with the first required field that is empty."""
        self.query_one(".window").border_title = self._title()
        self._focus_next_empty()

    def on_descendant_focus(self) -> None:
        """Say what belongs into the line that is written in now."""
        self._say_what_belongs_here()

    def on_input_changed(self) -> None:
        """Say it as soon as what is written stands in its place."""
        self._say_what_belongs_here()

    def _say_what_belongs_here(self) -> None:
        """Show in the frame what a field is for, unless it says so itself: empty and wide enough."""
        field = self.focused
        at = (field.id or "").removeprefix("param-") if isinstance(field, Input) else ""
        param = next((param for param in self._params if param.name == at), None)
        words = line(param.help if param is not None else "")
        is_seen = isinstance(field, Input) and not field.value and words.cell_length <= field.size.width
        self.query_one(".window").border_subtitle = Content("") if is_seen else words

    def _title(self) -> Content:
        return line(self._command.title)

    def _focus_next_empty(self) -> bool:
        """Go to the first required field that is empty, or else to the first field; return whether one was empty."""
        fields = [(param, self.query_one(f"#param-{param.name}")) for param in self._params]
        for param, field in fields:
            if param.required and isinstance(field, Input) and not field.value.strip():
                self.set_focus(field)
                return True
        if self.focused is None:
            self.set_focus(fields[0][1])
        return False

    def action_go_on(self) -> None:
        """Go to what is missing, or carry the command out."""
        if not self._focus_next_empty():
            begin_once(self, self._carry_out, "ask")

    async def _carry_out(self) -> None:
        try:
            given = self._written()
            if self._command.name in EXPLAINED:
                self.dismiss(None)
                self._window.begin(self._command.name, given)
                return
            reply = await self._window.desk.order(self._command.name, given)
        except (TeamxError, ValueError) as error:
            self._refuse(str(error))
        else:
            self._window.unsent.pop(self._about, None)
            self._end(reply)

    def _end(self, reply: Reply) -> None:
        self.dismiss(reply)

    def _written(self) -> dict[str, Any]:
        """Return the arguments that were given.

        Raises:
            ValueError: one should be a number.
        """
        return {param.name: value for param in self._params if (value := self._value(param)) is not None}

    def _refuse(self, why: str) -> None:
        shown = self.query_one("#error", Static)
        shown.update(plain(why))
        shown.add_class("-shown")

    def _value(self, param: Param) -> Any:
        """Return what was given for a parameter, None for nothing.

        Raises:
            ValueError: it should be a number.
        """
        field = self.query_one(f"#param-{param.name}")
        if isinstance(field, Checkbox):
            return field.value
        text = cast("Input", field).value.strip()
        if not text:
            return None
        if param.type is list:
            return [part for part in re.split(r"[,\s]+", text) if part]
        if param.type in _NUMBERS:
            try:
                return param.type(text.removeprefix("#"))
            except ValueError:
                raise ValueError(f"{param.label} must be {_NUMBERS[param.type]}, not {text!r}.") from None
        return text

    def action_take(self) -> None:
        """Take the name that is offered; without one, go to the next line."""
        field = self.focused
        if isinstance(field, Input):
            before = field.value
            field.action_cursor_right()  # Textual's Input takes what it offers when the cursor would leave the end
            if field.value != before:
                return
        self.focus_next()

    def action_give_up(self) -> None:
        """Carry nothing out; what was written is kept."""
        if self.KEEPS:
            self._window.unsent[self._about] = {
                (field.id or "").removeprefix("param-"): field.value for field in self.query(Input)
            }
        self.dismiss(None)
