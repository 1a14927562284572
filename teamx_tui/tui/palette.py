"""The palette: every command of the registry, every ticket by number or words, and the window's own commands."""

from __future__ import annotations

from functools import partial
from typing import Final, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from teamx_tui.commands import COMMANDS
from teamx_tui.tui.desk import Titles
from teamx_tui.tui.text import line, said
from teamx_tui.tui.window import Window

TICKETS: Final = 12
"""Tickets offered for one query."""


class CompanyCommands(Provider):
    """Offers what can be said. Ticket titles are loaded when the palette opens; a key stroke reads nothing."""

    _titles: Titles = ()

    @property
    def window(self) -> Window:
        """The app, as the palette knows it."""
        return cast("Window", self.app)

    async def startup(self) -> None:
        """Load the titles of the tickets."""
        self._titles = await self.window.desk.titles()

    async def discover(self) -> Hits:
        """Offer every command."""
        for command in COMMANDS.values():
            display: Content = _offer(command.title, command.help)
            yield DiscoveryHit(display, partial(self.window.begin, command.name), text=command.title)
        for title, help_text, act, _ in self.app.get_system_commands(self.screen):
            own: Content = _offer(title, help_text)
            yield DiscoveryHit(own, act, text=title)

    async def search(self, query: str) -> Hits:
        """Offer what matches: tickets by number or by words of the title, commands by their names."""
        for score, number, title in found(self._titles, query):
            ticket: Content = said("Open [$primary]#$number[/] $title", number=number, title=title)
            yield Hit(score, ticket, partial(self.window.open_ticket, number), text=ticket.plain)
        matcher = self.matcher(query)
        for command in COMMANDS.values():
            if score := matcher.match(command.title):
                display: Content = _offer(command.title, command.help)
                yield Hit(score, display, partial(self.window.begin, command.name), text=command.title)
        for title, help_text, act, _ in self.app.get_system_commands(self.screen):
            if score := matcher.match(title):
                own: Content = _offer(title, help_text)
                yield Hit(score, own, act, text=title)


def found(titles: Titles, query: str) -> list[tuple[float, int, str]]:
    """Return the tickets that match, best first, with a score above that of any command for a number typed in full."""
    wanted = query.casefold().replace("#", " ").split()
    if not wanted:
        return []
    hits = []
    for number, title in titles:
        if wanted == [str(number)]:
            hits.append((2.0, number, title))
        elif all(word in title.casefold() for word in wanted):
            hits.append((0.9, number, title))
        elif len(wanted) == 1 and str(number).startswith(wanted[0]):
            hits.append((0.8, number, title))
    return sorted(hits, key=lambda hit: (-hit[0], hit[1]))[:TICKETS]


def _offer(title: str, help_text: str) -> Content:
    return line(title, style="bold") + line(f"  {help_text}", style="$quiet")
