"""What stands in a line about a ticket: its columns, how wide they are, and the words in them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from textual.content import Content

from teamx_tui.commands import words
from teamx_tui.domain.arrangement import Grouping, Sort
from teamx_tui.tui.ages import age, exact
from teamx_tui.tui.glyphs import condition, due, priority
from teamx_tui.tui.text import line
from teamx_tui.tui.widgets.rows import Column, Row

if TYPE_CHECKING:
    from teamx_tui.company.listing import Group
    from teamx_tui.company.views import Ticket

ROOMY: Final = 100
"""Width from which priorities are words and not only glyphs."""
_TITLES: Final = ("#", "Title", "Condition", "Assignee", "Project", "Phase", "Priority", "Due", "Waits for", "Age")
_SORTED_AT: Final[dict[Sort, int]] = {
    Sort.NUMBER: 0,
    Sort.TITLE: 1,
    Sort.CONDITION: 2,
    Sort.ASSIGNEE: 3,
    Sort.PROJECT: 4,
    Sort.PRIORITY: 6,
    Sort.DUE: 7,
    Sort.AGE: 9,
}
_NONE: Final[dict[Grouping, str]] = {
    Grouping.PROJECT: "no project",
    Grouping.PHASE: "no phase",
    Grouping.ASSIGNEE: "nobody",
    Grouping.DEPARTMENT: "no department",
}
"""What the heading says over tickets that have none."""
_CONDITION: Final = len("! interrupted")
_PRIORITY: Final = len("‼ critical")
_EXACT: Final = len("30 Sep 23:59")
_AGE: Final = len("1000d")
_DUE: Final = len("‼ late, 14 Jun")
_DUE_IN_BRIEF: Final = len("14 Jun")


class Widths:
    """The widest that has been seen in each column: they only grow, so that nothing jumps while somebody scrolls."""

    def __init__(self) -> None:
        self._seen = [0] * len(_TITLES)

    def see(self, tickets: Iterable[Ticket]) -> bool:
        """Take note of tickets, and return whether a column has become wider."""
        before = list(self._seen)
        for ticket in tickets:
            for at, word in (
                (0, f"#{ticket.number}"),
                (3, owner(ticket.assignee)),
                (4, ticket.project or ""),
                (5, ticket.phase),
                (7, "a day" if ticket.due_ms is not None else ""),
                (8, words.waits_for(ticket)),
            ):
                if len(word) > self._seen[at]:
                    self._seen[at] = line(word).cell_length
        return before != self._seen

    @property
    def has_days(self) -> bool:
        """Whether a ticket with a due date has been seen; without any there is no column for them."""
        return self._seen[7] > 0

    def ruler(self, width: int, *, is_exact: bool) -> Row:
        """Return a line as wide in every column as any ticket seen, for a list `width` cells wide."""
        is_roomy = width >= ROOMY
        fixed = {2: _CONDITION, 6: _PRIORITY if is_roomy else 1, 9: _EXACT if is_exact else _AGE}
        if self.has_days:
            fixed[7] = _DUE if is_roomy else _DUE_IN_BRIEF
        return Row("ruler", tuple(Content.blank(fixed.get(at, seen)) for at, seen in enumerate(self._seen)))


def columns(sort: Sort, *, is_descending: bool, is_roomy: bool, has_days: bool) -> tuple[Column, ...]:
    """Return the columns; an arrow stands at the one that the order goes by.

    `has_days`: there are tickets with a due date, which takes the place of the age where there is no room for both.
    """
    by_age = sort is Sort.AGE
    arrow = "↓" if is_descending else "↑"
    names = [line(f"{word} {arrow}" if at == _SORTED_AT[sort] else word) for at, word in enumerate(_TITLES)]
    urgency = names[6] if is_roomy else line(arrow if sort is Sort.PRIORITY else "")
    return (
        Column(names[0], most=8),
        Column(names[1], flexible=True, least=26),
        Column(names[2], most=_CONDITION),
        Column(names[3], most=16),
        Column(names[4], most=16, drop_below=ROOMY),
        Column(names[5], most=16, drop_below=ROOMY),
        Column(urgency, most=_PRIORITY),
        Column(names[7], most=_DUE, drop_below=ROOMY if by_age else 64),
        Column(names[8], most=18, drop_below=64),
        Column(names[9], most=_EXACT, right=True, drop_below=ROOMY if has_days and not by_age else 0),
    )


def row(ticket: Ticket, now_ms: int, *, is_exact: bool, is_roomy: bool) -> Row:
    """Return the line about a ticket."""
    title = line(ticket.title)
    since = exact(ticket.moved_at_ms, now_ms) if is_exact else age(ticket.moved_at_ms, now_ms)
    cells = (
        line(f"#{ticket.number}", style="$primary"),
        line("private ", style="$warning") + title if ticket.is_private else title,
        condition(ticket.condition),
        line(owner(ticket.assignee), style="" if ticket.assignee else "$warning"),
        line(ticket.project or "", style="$quiet"),
        line(ticket.phase, style="$quiet"),
        priority(ticket.priority, is_brief=not is_roomy),
        due(ticket, now_ms, is_brief=not is_roomy),
        line(words.waits_for(ticket)),
        line(since, style="$quiet"),
    )
    return Row(f"ticket:{ticket.number}", cells, ticket.number)


def unread(number: int) -> Row:
    """Return the line about a ticket of which nothing but the number is known yet."""
    blank = Content("")
    cells = (line(f"#{number}", style="$primary"), line("…", style="$quiet"), *[blank] * (len(_TITLES) - 2))
    return Row(f"ticket:{number}", cells, number)


def heading(grouping: Grouping, group: Group) -> Row:
    """Return the line over the tickets of a group: what they have in common, and how many they are."""
    word = group.headings[0]
    count = line(f"  {group.count:,}", style="$quiet")
    return Row(f"heading:{word}", (common(grouping, word) + count,), is_passed=True)


def common(grouping: Grouping, word: str) -> Content:
    """Return what the tickets of a group have in common."""
    if not word:
        return line(_NONE[grouping], style="bold $warning" if grouping is Grouping.ASSIGNEE else "bold $quiet")
    if grouping is Grouping.CONDITION:
        return condition(word).stylize("bold")
    return line(f"@{word}" if grouping is Grouping.ASSIGNEE else word, style="bold")


def owner(handle: str | None) -> str:
    """Return who is responsible, as it is written."""
    return f"@{handle}" if handle else "nobody"
