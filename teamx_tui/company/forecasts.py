"""When the unfinished tickets will be done, by their estimates and by who does them; and what speaks against it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from teamx_tui.company.office import Office
from teamx_tui.domain import forecasts as rules
from teamx_tui.domain.edges import Edge
from teamx_tui.domain.forecasts import Piece
from teamx_tui.domain.tickets import STARTED
from teamx_tui.store import backlog, facts, items


@dataclass(frozen=True, slots=True)
class Ending:
    """When one unfinished ticket will be done."""

    number: int
    title: str
    who: str | None
    state: str
    is_live: bool
    """Somebody has a turn on it now."""
    begins_in: float
    """Working days from now."""
    ends_in: float
    on: date
    """The date on which that is, Saturdays and Sundays left out."""
    chain: tuple[int, ...]
    """What decides when that is, first to last, the ticket itself at the end."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """When everything unfinished will be done: what ends first comes first."""

    endings: tuple[Ending, ...]

    def of(self, numbers: Collection[int]) -> tuple[Ending, ...]:
        """Return the endings of some tickets, those that are over left out."""
        return tuple(one for one in self.endings if one.number in numbers)


def look(office: Office) -> Forecast:
    """Return the forecast as of now: everybody does one ticket at a time, in the order of the longest chain."""
    with office.look() as connection:
        rows = {row.id: row for row in backlog.unfinished(connection)}
        live, _ = facts.live_runs(connection)
        work = {
            key: Piece(row.estimate, row.handle, is_begun=key in live or row.state in STARTED)
            for key, row in rows.items()
        }
        edges = [Edge(*pair) for pair in items.pairs_left(connection) if rows.keys() >= {*pair}]
    slots, now_ms = rules.forecast(work, edges), office.clock()
    endings = (
        Ending(
            number=rows[key].number,
            title=rows[key].title,
            who=rows[key].handle,
            state=rows[key].state,
            is_live=key in live,
            begins_in=slot.begins,
            ends_in=slot.ends,
            on=rules.day_after(now_ms, slot.ends),
            chain=tuple(rows[one].number for one in rules.chain(slots, key)),
        )
        for key, slot in slots.items()
    )
    return Forecast(tuple(sorted(endings, key=lambda one: (one.ends_in, not one.is_live, one.number))))
