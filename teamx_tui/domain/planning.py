"""Plans: rows of tickets, who suits each, and whether the whole holds together. No clock, no database, no I/O."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from teamx_tui.domain.edges import Edge
from teamx_tui.domain.graph import CycleRefused, WorkGraph
from teamx_tui.domain.roles import fit

MOST: Final = 30
"""Tickets in one plan."""
FULL_LOAD: Final = 5
"""Unfinished tickets with which somebody has as much as they can carry."""
UNKNOWN_PAST: Final = 0.5
"""What counts for the past of somebody who has finished nothing yet."""
WEIGHTS: Final[Mapping[str, float]] = {"fit": 0.4, "load": 0.3, "availability": 0.2, "past": 0.1}


@dataclass(frozen=True, slots=True)
class Row:
    """One ticket of a plan."""

    no: int
    """Its number in the plan: the ticket's own where a scenario says so, else counted from 1."""
    title: str
    assignee: str | None = None
    waits_for: tuple[int, ...] = ()
    """Rows by `no`."""
    follows: tuple[int, ...] = ()
    """Rows it is related to and does not wait for."""
    estimate: float = 1.0
    """Working days."""
    phase: str = ""
    needs: tuple[str, ...] = ()
    """Capabilities it takes."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who could do a ticket."""

    handle: str
    capabilities: tuple[str, ...] = ()
    open_tickets: int = 0
    availability: float = 1.0
    """1 free, 0.5 having a turn, 0 not to be had: no brain, or in a meeting."""
    finished: int = 0
    """Tickets of theirs that are done."""
    broken_off: int = 0
    """Tickets of theirs that failed or were cancelled."""

    @property
    def past(self) -> float:
        """The share of what was theirs that they finished."""
        over = self.finished + self.broken_off
        return self.finished / over if over else UNKNOWN_PAST


@dataclass(frozen=True, slots=True)
class Score:
    """How well somebody suits a ticket, and what it is made of; each part from 0 to 1."""

    handle: str
    fit: float
    load: float
    """1 with nothing to do, 0 with `FULL_LOAD` tickets or more."""
    availability: float
    past: float

    @property
    def total(self) -> float:
        """The parts by their weights, from 0 to 1."""
        return sum(weight * float(getattr(self, part)) for part, weight in WEIGHTS.items())

    @property
    def words(self) -> str:
        """The sum as it is written out."""
        parts = (f"{weight:g}×{getattr(self, part):.2f} {part}" for part, weight in WEIGHTS.items())
        return f"{self.total:.2f} = {' + '.join(parts)}"


def score(needs: Collection[str], who: Candidate) -> Score:
    """Return how well somebody suits a ticket that takes these capabilities."""
    return Score(
        handle=who.handle,
        fit=fit(needs, who.capabilities),
        load=max(0.0, 1 - who.open_tickets / FULL_LOAD),
        availability=who.availability,
        past=who.past,
    )


def ranked(needs: Collection[str], candidates: Iterable[Candidate]) -> tuple[Score, ...]:
    """Return everybody's score, the best first; of equal ones who comes first in `candidates`."""
    return tuple(sorted((score(needs, who) for who in candidates), key=lambda one: -round(one.total, 9)))


# --- a plan as a whole ---


@dataclass(frozen=True, slots=True)
class Draft:
    """A plan before it is agreed to."""

    rows: tuple[Row, ...]
    dropped: frozenset[int] = field(default_factory=frozenset)
    """Rows that shall not be filed, by `no`."""

    @property
    def kept(self) -> tuple[Row, ...]:
        """The rows that shall be filed; what waited for a dropped one waits for what that waited for."""
        waits = {row.no: row.waits_for for row in self.rows}
        return tuple(
            replace(
                row,
                waits_for=tuple(sorted(_through(row.waits_for, self.dropped, waits))),
                follows=tuple(no for no in row.follows if no not in self.dropped),
            )
            for row in self.rows
            if row.no not in self.dropped
        )

    @property
    def edges(self) -> tuple[tuple[int, int], ...]:
        """Blocker and blocked of everything that waits, of the rows that are kept."""
        return tuple((blocker, row.no) for row in self.kept for blocker in row.waits_for)

    @property
    def soft_edges(self) -> tuple[tuple[int, int], ...]:
        """The pairs of rows that are kept and related, without one waiting for the other."""
        return tuple((before, row.no) for row in self.kept for before in row.follows)

    @property
    def days(self) -> float:
        """Working days of the longest chain; 0 where the plan cannot be carried out."""
        try:
            graph = WorkGraph({row.no: row.estimate for row in self.kept}, [Edge(*pair) for pair in self.edges])
        except CycleRefused:
            return 0.0
        return graph.length()


def _through(waits_for: Iterable[int], dropped: Collection[int], waits: Mapping[int, Sequence[int]]) -> set[int]:
    found: set[int] = set()
    met: set[int] = set()
    ahead = list(waits_for)
    while ahead:
        no = ahead.pop()
        if no in met:
            continue
        met.add(no)
        if no in dropped:
            ahead += waits.get(no, ())
        else:
            found.add(no)
    return found


def faults(draft: Draft, handles: Collection[str]) -> tuple[str, ...]:
    """Return why a plan cannot be carried out, each reason a sentence; nothing when it can."""
    rows = draft.kept
    if not rows:
        return ("No ticket is left in the plan.",)
    too_many = (f"A plan has at most {MOST} tickets, and this one has {len(rows)}.",) if len(rows) > MOST else ()
    return (*too_many, *_faulty_rows(rows, handles), *_cycle(draft))


def _faulty_rows(rows: Sequence[Row], handles: Collection[str]) -> Iterator[str]:
    numbers = [row.no for row in rows]
    for row in rows:
        if not row.title.strip():
            yield f"Row {row.no} has no title."
        if numbers.count(row.no) > 1:
            yield f"There are two rows {row.no}."
        if row.assignee is not None and row.assignee not in handles:
            yield f"Row {row.no} is for @{row.assignee}, who does not work here."
        if not 0 < row.estimate < 10_000:
            yield f"Row {row.no} is estimated at {row.estimate:g} days."
        for blocker in row.waits_for:
            if blocker not in numbers:
                yield f"Row {row.no} waits for row {blocker}, which is not in the plan."


def _cycle(draft: Draft) -> list[str]:
    try:
        WorkGraph({}, [Edge(*pair) for pair in (*draft.edges, *draft.soft_edges)])
    except CycleRefused as error:
        return [f"Rows {' → '.join(map(str, error.path))} wait for one another."]
    return []
