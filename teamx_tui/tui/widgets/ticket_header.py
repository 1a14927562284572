"""The lines over a thread: what the ticket is, how it stands, who is on it, what it waits for and what waits for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.reactive import var
from textual.widget import Widget

from teamx_tui.tui.glyphs import condition, condition_style, state_glyph
from teamx_tui.tui.text import line

if TYPE_CHECKING:
    from teamx_tui.company.views import Thread
    from teamx_tui.domain.tickets import State

PARTS: Final = "RACI"


class TicketHeader(Widget):
    """Shows the head of `thread`; with `compact` also the people and the dependencies, which else stand beside it."""

    thread: var[Thread | None] = var(None)
    compact: var[bool] = var(False)

    def watch_thread(self) -> None:
        """Draw the new look."""
        self.refresh(layout=True)

    def watch_compact(self) -> None:
        """Draw more, or less."""
        self.refresh(layout=True)

    def render(self) -> Content:
        """Return a line for the title, one for how the ticket stands, and what else there is room for."""
        if self.thread is None:
            return Content("Opening …")
        thread = self.thread
        lines = [_title(thread), _standing(thread, is_full=not self.compact)]
        if self.compact:
            lines += [part for part in (_people(thread), _dependencies(thread)) if part]
        if thread.reason:
            lines.append(line(thread.reason, style="$quiet italic"))
        width = self.content_size.width or 80
        return Content("\n").join([part.truncate(width, ellipsis=True) for part in lines])


def _title(thread: Thread) -> Content:
    return line(f"#{thread.ticket.number} ", style="bold $primary") + line(thread.ticket.title, style="bold")


def _standing(thread: Thread, *, is_full: bool) -> Content:
    ticket = thread.ticket
    facts = [ticket.priority, f"{ticket.estimate:g} d", ticket.phase, ticket.project or "", *ticket.labels]
    live = [line(f"{_name(thread, thread.live)} has the turn")] if thread.live else []
    if not live and thread.queued:
        live = [line(f"next: {', '.join(_name(thread, wake.employee) for wake in thread.queued)}")]
    waits = [line(f"waits for {_numbers(ticket.blocked_by)}")] if is_full and ticket.blocked_by else []
    rest = line(" · ".join(filter(None, facts)), style="$quiet")
    return Content(" · ").join([condition(ticket.condition), *live, *waits, rest])


def _people(thread: Thread) -> Content:
    parts = []
    for letter in PARTS:
        names = [_name(thread, handle) for handle, part in thread.ticket.participants.items() if part == letter]
        if names:
            parts.append(line(f"{letter} ", style="bold $quiet") + line(", ".join(names)))
    return Content("  ").join(parts)


def _dependencies(thread: Thread) -> Content:
    parts = [_neighbours("waits for", thread.blockers), _neighbours("blocks", thread.dependents)]
    return Content("  ").join([part for part in parts if part])


def _neighbours(words: str, tickets: Sequence[tuple[int, str, State]]) -> Content:
    marks = [line(f"{state_glyph(state)}#{number}", style=condition_style(state)) for number, _, state in tickets]
    return Content(" ").join([line(words, style="$quiet"), *marks]) if marks else Content("")


def _name(thread: Thread, handle: str) -> str:
    return thread.names.get(handle, handle)


def _numbers(numbers: Iterable[int]) -> str:
    return " ".join(f"#{number}" for number in numbers)
