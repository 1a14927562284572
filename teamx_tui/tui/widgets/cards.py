"""What stands on a card of the board."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content

from teamx_tui.commands import words
from teamx_tui.domain.arrangement import Stage
from teamx_tui.domain.gates import Condition
from teamx_tui.domain.text import one_line
from teamx_tui.domain.tickets import OVER
from teamx_tui.tui.glyphs import condition, condition_style, due, priority, state_glyph
from teamx_tui.tui.text import line
from teamx_tui.tui.widgets.ticket_columns import owner
from teamx_tui.tui.widgets.wrapping import wrapped

if TYPE_CHECKING:
    from teamx_tui.company.views import Ticket

LINES: Final = 3
_TITLE_LINES: Final = 2
_USUAL: Final = {
    Stage.TO_DO: Condition.READY,
    Stage.BLOCKED: Condition.BLOCKED,
    Stage.WORKING: Condition.WORKING,
    Stage.IN_REVIEW: Condition.IN_REVIEW,
    Stage.DONE: Condition.DONE,
}
"""What a card in a column is, unless it says otherwise."""


def card(ticket: Ticket, stage: Stage, width: int, now_ms: int) -> tuple[Content, ...]:
    """Return the lines of a card, each `width` cells wide: number, title, priority, assignee, what it waits for.

    That it is late stands before what it waits for; a day that is still to come stands behind, where there is room.
    `now_ms`: milliseconds UTC.
    """
    mark = line(f"{state_glyph(ticket.condition)} ", style=condition_style(ticket.condition))
    number = f"#{ticket.number} "
    name = one_line(f"private · {ticket.title}" if ticket.is_private else ticket.title)
    parts = wrapped(number + name, width - 2)
    title = [line(part) for part in (parts[0], " ".join(parts[1:])) if part]
    title[0] = title[0].stylize("$primary", 0, len(number))
    foot = [priority(ticket.priority, is_brief=ticket.priority in ("medium", "low") or width < 30)]
    foot += [line(owner(ticket.assignee), style="" if ticket.assignee else "$warning")]
    is_late = ticket.is_late(now_ms)
    day = due(ticket, now_ms, is_brief=is_late and width < 30, is_named=not is_late)
    foot += [day] if is_late else []
    foot += [condition(ticket.condition)] if ticket.condition != _USUAL[stage] else []
    foot += [line(words.waits_for(ticket), style="$quiet")] if ticket.blocked_by or ticket.gates else []
    is_ahead = ticket.due_ms is not None and ticket.state not in OVER and not is_late
    foot += [day] if is_ahead and _has_room([*foot, day], width) else []
    head = [mark + title[0], *(Content("  ") + part for part in title[1:])]
    return tuple(_fitted(part, width) for part in (*head, Content("  ") + Content(" ").join(foot), *_gap(len(head))))


def unread(number: int, width: int) -> tuple[Content, ...]:
    """Return the lines of a card of which nothing but the number is known yet."""
    lines = (Content("  ") + line(f"#{number}", style="$primary"), line("  …", style="$quiet"), *_gap(1))
    return tuple(_fitted(part, width) for part in lines)


def _has_room(foot: list[Content], width: int) -> bool:
    return 2 + Content(" ").join(foot).cell_length <= width


def _gap(used: int) -> tuple[Content, ...]:
    return (Content(""),) * (_TITLE_LINES - used)


def _fitted(content: Content, width: int) -> Content:
    cut = content.truncate(width, ellipsis=True)
    return cut.pad_right(width - cut.cell_length)
