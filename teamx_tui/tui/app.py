"""The window: screens, palette, tail, keys everywhere. The office is opened after the first frame."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from textual.app import SystemCommand
from textual.filter import LineFilter
from textual.screen import ModalScreen, Screen

from teamx_tui import settings
from teamx_tui.commands import COMMANDS, Reply
from teamx_tui.domain.errors import TeamxError
from teamx_tui.domain.text import one_line, printable
from teamx_tui.tui import clipboard, keys, themes
from teamx_tui.tui.crash import SafeCrash
from teamx_tui.tui.desk import Desk
from teamx_tui.tui.ears import SAID, Ears
from teamx_tui.tui.memory import Memory
from teamx_tui.tui.modes import MODES
from teamx_tui.tui.preferences import Preferences
from teamx_tui.tui.sayings import Sayings
from teamx_tui.tui.screens.answer import AnswerScreen, way_back
from teamx_tui.tui.screens.ask import AskScreen
from teamx_tui.tui.screens.help import HelpScreen
from teamx_tui.tui.screens.live import LiveScreen, Unreadable
from teamx_tui.tui.screens.undo import UndoScreen
from teamx_tui.tui.screens.why import WhyScreen
from teamx_tui.tui.styles import KeptStyles
from teamx_tui.tui.tail import Changed, Tail
from teamx_tui.tui.talks import Talks
from teamx_tui.tui.text import ControlFilter, line
from teamx_tui.tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from teamx_tui.company.office import Clock, Office

UNUSABLE: Final = 5
"""Exit code when the store cannot be used."""
NAMED: Final = frozenset({"ticket", "employee", "goal", "project", "meeting", "command"})
"""What happens to these may change what they are called, and what can be said of them."""
GLANCE_SECONDS: Final = 5.0
"""How often the visible screen looks without news: ages go on, and a worker that dies says nothing."""


class TeamxApp(SafeCrash, Talks):
    """The app over the company at `office_path`.

    `still` turns off everything that moves by itself, for tests. `label` is shown beside the company's name.
    `on_watch` is called in a thread with the office, before anything is read and now and then afterwards; `on_open`
    once, when all that a look needs has been loaded.
    """

    TITLE = "teamx"
    CSS_PATH = "app.tcss"
    DEFAULT_MODE = "mission"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = keys.bindings("app")

    def __init__(
        self,
        office_path: Path,
        *,
        clock: Clock | None = None,
        still: bool = False,
        label: str = "",
        memory: Memory | None = None,
        preferences: Preferences | None = None,
        on_watch: Callable[[Office], None] | None = None,
        on_open: Callable[[], None] | None = None,
    ) -> None:
        super().__init__()
        self.stylesheet = KeptStyles(variables=self.get_css_variables())
        self.crash_directory = settings.crashes()
        self.desk = Desk(office_path, clock)
        self._is_frozen = still
        self.is_still = still or (preferences is not None and preferences.reduced_motion)
        self.label = label
        self.memory = memory or Memory()
        self.unsent: dict[tuple[str, str], Mapping[str, str]] = {}
        self._sayings = Sayings(self.memory)
        self._preferences = preferences or Preferences()
        for mode in MODES:
            self.add_mode(mode.name, mode.open)
        self._came_from: list[str] = []
        self._on_watch = on_watch
        self._on_open = on_open
        self._belt = ControlFilter()
        self._tail = Tail(self.desk, self.post_message)
        self._ears = Ears(self.desk)
        for theme in themes.THEMES:
            self.register_theme(theme)
        self.theme = themes.full_name(self._first_look())
        self.set_keymap(self._preferences.keymap.moved)
        if self.is_still:
            self.animation_level = "none"

    def _first_look(self) -> str:
        """The look to begin with: for NO_COLOR, as written in the preferences, as chosen last, or the usual one."""
        if self.no_color:
            return themes.WITHOUT_COLOUR
        chosen = self.memory.recall("theme")
        return self._preferences.theme or (chosen if chosen in themes.NAMES else themes.DEFAULT)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return the filters of every line, ours first."""
        return [self._belt, *super().get_line_filters()]

    def on_ready(self) -> None:
        """Open the office once the first frame is drawn: what it loads would keep the terminal waiting for it."""
        self.call_after_refresh(lambda: self.run_worker(self._begin(), name="tail"))
        for complaint in self._preferences.complaints:
            self.notify(printable(complaint), title="config.toml", severity="warning", timeout=15, markup=False)
        if not self._is_frozen:
            self.set_interval(GLANCE_SECONDS, self._glance)

    async def _begin(self) -> None:
        try:
            await self.desk.open(self._prepare)
            if self._on_open is not None:
                self._on_open()
            await self._tail.follow()
        except TeamxError as error:
            self._give_up(error)

    def _prepare(self, office: Office) -> None:
        self._tail.begin(office)
        self._ears.begin(office)
        if self._on_watch is not None:
            self._on_watch(office)

    async def on_unmount(self) -> None:
        """Close the office."""
        await self.desk.close()

    def _give_up(self, error: TeamxError) -> None:
        self.exit(return_code=UNUSABLE, message=one_line(str(error)))

    def on_unreadable(self, message: Unreadable) -> None:
        """End: without a store there is nothing to show."""
        self._give_up(message.error)

    def on_changed(self, message: Changed) -> None:
        """Tell the screen in front; the others look when they come to front."""
        if any(kind.partition(".")[0] in NAMED for kind in message.kinds):
            self.desk.forget_words()
        if message.kinds & SAID:
            listen: Callable[[], Awaitable[None]] = self._listen  # begun by the worker: the window may be closing
            self.run_worker(listen, name="ears")
        if (shown := self._in_front()) is not None:
            shown.learn(message)

    async def _listen(self) -> None:
        shown = self._in_front()
        try:
            sentences = await self._ears.listen(shown.thread_in_view if shown is not None else None)
        except TeamxError as error:
            self._give_up(error)
            return
        for sentence in sentences:
            self.notify(printable(sentence), markup=False)

    async def _glance(self) -> None:
        if self._on_watch is not None:
            try:
                await self.desk.look(self._on_watch)
            except TeamxError as error:
                self._give_up(error)
        if (shown := self._in_front()) is not None:
            shown.look_again()

    def _in_front(self) -> LiveScreen[Any] | None:
        """The live screen in front. News may still come in while the app closes, when no screen is left to tell."""
        stack = self.screen_stack
        return stack[-1] if stack and isinstance(stack[-1], LiveScreen) else None

    def on_line_list_opened(self, message: LineList.Opened) -> None:
        """Open the ticket that was chosen in a list."""
        self.open_ticket(message.number)

    def on_line_list_asked(self, message: LineList.Asked) -> None:
        """Explain why a ticket does not move."""
        if not isinstance(self.screen, WhyScreen):
            self.push_screen(WhyScreen(message.number))

    def open_ticket(self, number: int) -> None:
        """Show a ticket's thread over what is in front; windows over it close."""
        from teamx_tui.tui.screens.thread import ThreadScreen  # after the first frame: it brings the text editor along

        while isinstance(self.screen, ModalScreen):
            self.pop_screen()
        if not (isinstance(self.screen, ThreadScreen) and self.screen.number == number):
            self.push_screen(ThreadScreen(number, is_still=self.is_still))

    async def action_mode(self, name: str) -> None:
        """Go to a place; from within it, go to its top."""
        if name == self.current_mode:
            while len(self.screen_stack) > 1:
                await self.pop_screen()
            return
        self._came_from = [*(mode for mode in self._came_from if mode != name), self.current_mode]
        await self.switch_mode(name)

    def back(self) -> None:
        """Go back to the screen under the one in front, or to the place the operator came from."""
        if len(self.screen_stack) > 1:
            self.pop_screen()
        elif self._came_from:
            self.switch_mode(self._came_from.pop())

    def begin(self, name: str, known: Mapping[str, Any] | None = None) -> None:
        """Carry out a command, having asked for what it must know and is not `known`."""
        from teamx_tui.tui.openings import window_of  # after the first frame

        command = COMMANDS[name]
        number = (known or {}).get("number")
        place = next((mode.name for mode in MODES if mode.twin == name), None)
        if place is not None and not known:
            self.run_worker(self.action_mode(place))
        elif name == "ticket show" and number is not None:
            self.open_ticket(number)
        elif (stands_for := window_of(name, known or {})) is not None:
            self.push_screen(stands_for)
        elif any(param.required and param.name not in (known or {}) for param in command.params):
            at = self.screen.ticket_in_view if isinstance(self.screen, LiveScreen) else None
            known = known or ({"number": at} if at is not None else {})
            self.push_screen(AskScreen(command, known), lambda reply: self.answer(name, reply) if reply else None)
        else:
            self.run_worker(self._carry_out(name, known or {}), name=name)

    async def _carry_out(self, name: str, given: Mapping[str, Any]) -> None:
        try:
            self.answer(name, await self.desk.order(name, given))
        except TeamxError as error:
            self.notify(printable(str(error)), severity="error", markup=False)

    def answer(self, name: str, reply: Reply) -> None:
        """Show what a command answered: a sentence for a moment, a text or a table until it is left."""
        command = COMMANDS[name]
        if name == "chat":
            self.open_chat(reply.data["employee"])
            return
        if reply.table is not None or "\n" in reply.sentence:
            self.push_screen(AnswerScreen(line(command.title), reply))
            return
        key = self._preferences.keymap.moved.get("app.undo", "z")
        self.notify(printable(reply.sentence + way_back(command, reply, key)), markup=False)

    def action_undo(self) -> None:
        """Ask whether the latest command shall be taken back."""
        if not isinstance(self.screen, ModalScreen):
            self.push_screen(UndoScreen())

    def action_command_palette(self) -> None:
        """Open the palette, or close it."""
        from teamx_tui.tui.screens.palette import PaletteScreen  # its grammar is not needed for the first frame

        if isinstance(self.screen, PaletteScreen):
            self.screen.dismiss()
            return
        front = next((one for one in reversed(self.screen_stack) if isinstance(one, LiveScreen)), None)
        self._open_palette(front.ticket_in_view if front is not None else None)

    def ask_about(self, number: int) -> None:
        """Open the palette with what can be done with a ticket."""
        self._open_palette(number, is_about_it=True)

    def _open_palette(self, here: int | None, *, is_about_it: bool = False) -> None:
        from teamx_tui.tui.palette import Place
        from teamx_tui.tui.screens.palette import PaletteScreen

        own = [Place(one.title, one.help, one.callback) for one in self.get_system_commands(self.screen)]
        self.push_screen(PaletteScreen(self._sayings, own, here, is_about_it=is_about_it))

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Yield the window's own commands."""
        for mode in MODES:
            yield SystemCommand(f"Go to {mode.title}", f"Key {mode.number}", partial(self.action_mode, mode.name))
        yield SystemCommand("Help", "What can be read and done here, and all keys", self.action_help)
        for name in themes.NAMES:
            yield SystemCommand(f"Theme: {name.replace('-', ' ')}", "Change the colours", partial(self._wear, name))
        yield SystemCommand("Quit", "Leave; the company goes on as long as a worker is on duty", self.exit)

    def _wear(self, name: str) -> None:
        self.theme = themes.full_name(name)
        self.memory.keep("theme", name)

    def copy_to_clipboard(self, text: str) -> None:
        """Put a text into the clipboard of the operator's terminal, through tmux where that stands between."""
        super().copy_to_clipboard(text)
        if clipboard.is_in_tmux():
            self.run_worker(partial(clipboard.hand_to_tmux, text), thread=True, name="clipboard")

    def action_help(self) -> None:
        """Say what the screen in front shows, and what the keys mean there; once more puts that away."""
        self.screen.dismiss() if isinstance(self.screen, HelpScreen) else self.push_screen(HelpScreen(self.screen))
