"""What all screens share that show the company as it is now: they look again when it moves, one look at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, cast

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.screen import Screen

from teamx_tui.domain.errors import TeamxError

if TYPE_CHECKING:
    from teamx_tui.tui.desk import Desk, HasDesk
    from teamx_tui.tui.tail import Changed

R = TypeVar("R")


@dataclass
class Unreadable(Message):
    """The company cannot be read any more."""

    error: TeamxError


class LiveScreen(Screen[R]):
    """A screen whose `look` reads a view off the event loop; it is called when the screen comes to front and on news.

    While a look is going on, further news only mark it as old: the next begins when it has ended.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("t", "toggle_exact", "Times", tooltip="Exact times, or ages")]
    exact: reactive[bool] = reactive(False)

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self._is_looking = False
        self._is_old = False

    @property
    def desk(self) -> Desk:
        """The open office."""
        return cast("HasDesk", self.app).desk

    @property
    def ticket_in_view(self) -> int | None:
        """The ticket the operator is looking at, if any: commands begin with it."""
        return None

    async def look(self) -> None:
        """Read the view and take it over.

        Raises:
            TeamxError: it cannot be read.
        """
        raise NotImplementedError

    def concerns(self, changed: Changed) -> bool:
        """Return whether news may change what is shown."""
        return True

    def learn(self, changed: Changed) -> None:
        """Take note of news."""
        if self.concerns(changed):
            self.look_again()

    def on_screen_resume(self) -> None:
        """Catch up with what happened while another screen was in front."""
        self.look_again()

    def look_again(self) -> None:
        """See to it that a look begins after this moment."""
        self._is_old = True
        if not self._is_looking:
            self._is_looking = True
            self.run_worker(self._look_until_fresh(), name="look", group="look")

    async def _look_until_fresh(self) -> None:
        try:
            while self._is_old:
                self._is_old = False
                await self.look()
        except TeamxError as error:
            self.post_message(Unreadable(error))
        finally:
            self._is_looking = False

    def action_toggle_exact(self) -> None:
        """Show exact times instead of ages, or ages again."""
        self.exact = not self.exact
