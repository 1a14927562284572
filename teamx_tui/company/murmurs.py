"""Replies that are still coming in: what has been said of them so far. They leave no event and go with their run."""

from collections.abc import Mapping
from dataclasses import dataclass

from teamx_tui.company.office import SYSTEM, Office
from teamx_tui.domain.text import storable
from teamx_tui.store import minds, runs

LONGEST = 100_000
"""Characters of a reply that are kept while it comes in; the latest."""


@dataclass(frozen=True, slots=True)
class Murmur:
    """What somebody is saying."""

    run: int
    number: int
    employee: str
    name: str
    brain: str
    text: str


def say(office: Office, texts: Mapping[int, str]) -> None:
    """Write what has come in of replies so far, by run, in place of what was written before.

    Runs that have ended meanwhile are passed over: nothing is left of a reply that was stored as a whole or given up.
    """
    with office.act(SYSTEM) as act:
        minds.say(act.connection, {run: storable(text[-LONGEST:]) for run, text in texts.items()}, act.at_ms)


def heard(office: Office, number: int | None = None) -> tuple[Murmur, ...]:
    """Return what is being said now, in all threads or in that of one ticket or chat, the newest run first.

    What a worker that has died left behind is not among it.
    """
    with office.look() as connection:
        if not minds.is_saying(connection):
            return ()
        going = [row for row in runs.living(connection) if number in (None, row.number)]
        said = minds.saying(connection, [row.id for row in going])
        return tuple(
            Murmur(row.id, row.number, row.handle, row.name, row.brain, said[row.id]) for row in going if row.id in said
        )
