"""Of which tickets and people an answer speaks: every #number and @handle that there is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from teamx_tui import company
from teamx_tui.commands.questions.inquiry import Line, Named

if TYPE_CHECKING:
    from teamx_tui.company.office import Office

MOST: Final = 12
"""Tickets and people to which an answer leads."""
TICKET: Final = re.compile(r"#(\d{1,12})\b")
PERSON: Final = re.compile(r"@([\w-]+)")


def references(office: Office, lines: Iterable[Line]) -> tuple[tuple[Named, ...], tuple[tuple[str, str], ...]]:
    """Return the tickets and the people of which the lines speak, as far as they exist."""
    text = [line.text for line in lines if not line.is_command]
    numbers = dict.fromkeys(int(number) for one in text for number in TICKET.findall(one))
    handles = dict.fromkeys(handle for one in text for handle in PERSON.findall(one))
    rows = company.views.tickets(office, list(numbers)[:MOST]) if numbers else ()
    staff = {row.handle: row.name for row in company.names.look(office).people} if handles else {}
    return (
        tuple(Named(row.number, row.title, row.condition) for row in rows),
        tuple((handle, staff[handle]) for handle in list(handles)[:MOST] if handle in staff),
    )
