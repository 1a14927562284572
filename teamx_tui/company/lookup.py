"""Finding a ticket while its number or a word of its title is being written, and its neighbours by number."""

from typing import Final

from teamx_tui.company.office import Office
from teamx_tui.store import lookup

MOST: Final = 8


def beginning(office: Office, start: str, most: int = MOST) -> tuple[tuple[int, str], ...]:
    """Return number and title of tickets whose number begins with `start`, or a word of whose title does."""
    with office.look() as connection:
        rows = (
            lookup.by_digits(connection, int(start), most)
            if start.isdecimal()
            else lookup.by_word(connection, start, most)
        )
        return tuple((row.number, row.title) for row in rows)


def beside(office: Office, number: int, step: int) -> int | None:
    """Return the ticket with the next number (`step` 1) or the one before (-1), None at the end."""
    with office.look() as connection:
        return lookup.beside(connection, number, step)
