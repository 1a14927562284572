"""The places of the window, each with its number. What a place shows only its screen knows, loaded when first seen."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final

from textual.screen import Screen


@dataclass(frozen=True, slots=True)
class Mode:
    """One place."""

    name: str
    number: int
    """Also its key."""
    title: str
    screen: str
    """Name of its screen's class, in the module of the same name as the mode."""
    twin: str
    """The command that says the same in words; said without arguments in the window, it leads here."""

    def open(self) -> Screen[Any]:
        """Return the place's screen."""
        # Imported here, so that the first frame waits for one screen and not for seven.
        module = import_module(f"teamx_tui.tui.screens.{self.name}")
        made: Callable[[], Screen[Any]] = getattr(module, self.screen)
        return made()


MODES: Final = (
    Mode("mission", 1, "Mission", "MissionScreen", "status"),
    Mode("tickets", 2, "Tickets", "TicketsScreen", "ticket list"),
    Mode("people", 3, "People", "PeopleScreen", "org"),
    Mode("inbox", 4, "Inbox", "InboxScreen", "inbox"),
    Mode("vault", 5, "Vault", "VaultScreen", "vault list"),
    Mode("timeline", 6, "Timeline", "TimelineScreen", "log"),
    Mode("money", 7, "Money", "MoneyScreen", "money"),
    Mode("meetings", 8, "Meetings", "MeetingsScreen", "meeting list"),
)
