"""Breaking a project down: a plan is proposed, changed as often as wanted, and carried out in one act, or never.

Proposing and changing write nothing. The planner is scripted: it answers with what the company's scenario holds ready,
else with the lines of a brief, and asks no model.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from teamx_tui.company import founding
from teamx_tui.company.founding import Charter
from teamx_tui.company.loads import loads_now
from teamx_tui.company.office import OPERATOR, Office
from teamx_tui.company.plan_work import from_held, from_rows
from teamx_tui.company.roster import Person, people_now
from teamx_tui.company.tickets import BY_MISTAKE
from teamx_tui.domain import briefs
from teamx_tui.domain.errors import Invalid, NotFound, Refused
from teamx_tui.domain.planning import Candidate, Draft, Score, faults, ranked
from teamx_tui.domain.planning import Row as PlanRow
from teamx_tui.domain.tickets import SATISFYING, Kind, State
from teamx_tui.store import checkup, conditions, items, people, tallies
from teamx_tui.store.brains import SCRIPTED
from teamx_tui.store.rows import Connection

_HELD: Final = "the scripted planner, from the company's scenario"
_READ: Final = "the scripted planner, from the lines of the brief"


@dataclass(frozen=True, slots=True)
class Plan:
    """A proposal: what would be filed, who would do it and how well they suit it, and what it would cost."""

    project: str
    title: str
    """Of the project."""
    draft: Draft
    scores: Mapping[int, tuple[Score, ...]]
    """Everybody's, for each row by `no`, the best first."""
    full_cost_micros: tuple[int, int] | None
    """At least and at most, if every row is kept; None: somebody thinks with a model, and nothing tells its cost."""
    author: str
    """Who planned it, in words."""
    is_held: bool
    """It is what the scenario holds ready, with everything that goes with it."""
    staff: tuple[Candidate, ...]
    notes: tuple[str, ...] = ()
    held: Charter | None = None
    """What the scenario holds ready."""
    shift: int = 0
    """By how much the numbers of what is held ready are too low, because they are taken."""

    @property
    def work(self) -> Charter:
        """What the rows that are kept come to, if nothing else is filed meanwhile."""
        return _work(self, self.held, {row.no: row.no + self.shift for row in self.draft.kept})

    @property
    def cost_micros(self) -> tuple[int, int] | None:
        """What the rows that are kept would cost at least and at most: their share of the whole."""
        if self.full_cost_micros is None or not self.draft.rows:
            return self.full_cost_micros
        low, high = self.full_cost_micros
        kept, total = len(self.draft.kept), len(self.draft.rows)
        return low * kept // total, high * kept // total

    @property
    def faults(self) -> tuple[str, ...]:
        """Why it cannot be carried out, each reason a sentence; nothing when it can."""
        return faults(self.draft, {who.handle for who in self.staff})

    def score_of(self, row: PlanRow) -> Score | None:
        """Return how well whoever is to do a row suits it."""
        return next((one for one in self.scores.get(row.no, ()) if one.handle == row.assignee), None)


def propose(office: Office, project: str, brief: str, capabilities: Mapping[str, Collection[str]]) -> Plan:
    """Return a plan for a project; nothing is written. `capabilities`: what each role can do, by its id.

    Raises:
        NotFound: there is no such project.
        Invalid: there is nothing to plan from.
    """
    with office.look() as connection:
        row = items.by_key(connection, project)
        if row is None or row.kind != Kind.PROJECT:
            raise NotFound(f"There is no project {project!r:.60}. The projects are listed by: teamx project list")
        held = founding.held_back(row) if not items.has_children(connection, row.id) else None
        rows = _rows_of(held) if held is not None and not brief.strip() else briefs.read(brief)
        if not rows:
            raise Invalid(
                f"Say what {row.title} consists of, a line or a ; for each ticket: "
                f'teamx decompose {row.key} "Requirements; Design; Build it; Test it"'
            )
        is_held = held is not None and not brief.strip()
        staff = _candidates(connection, _people(office, connection), capabilities)
        rows, scores = _staffed(rows, staff)
        costs = held.plan.cost_micros if is_held and held is not None and held.plan else _costs(connection, rows)
        return Plan(
            project=row.key,
            title=row.title,
            draft=Draft(rows),
            scores=scores,
            full_cost_micros=costs,
            author=_HELD if is_held else _READ,
            is_held=is_held,
            staff=staff,
            notes=_notes(connection, rows) if is_held else (),
            held=held if is_held else None,
            shift=_shift(connection, rows) if is_held else 0,
        )


def change(plan: Plan, *, drop: Collection[int] = (), assign: Mapping[int, str] | None = None) -> Plan:
    """Return a plan without some rows, or with other people; rows that were dropped before are kept unless named.

    Raises:
        Invalid: there is no such row, or nobody of that handle works here.
    """
    assign = assign or {}
    numbers = {row.no for row in plan.draft.rows}
    for no in (*drop, *assign):
        if no not in numbers:
            raise Invalid(f"There is no row {no} in the plan. The rows are: {', '.join(map(str, sorted(numbers)))}.")
    handles = {who.handle for who in plan.staff}
    for handle in assign.values():
        if handle not in handles:
            known = ", ".join(f"@{name}" for name in sorted(handles)) or "nobody yet"
            raise Invalid(f"Nobody called @{handle:.60} works here. Here are: {known}.")
    rows = tuple(replace(row, assignee=assign.get(row.no, row.assignee)) for row in plan.draft.rows)
    return replace(plan, draft=Draft(rows, frozenset(drop)))


def carry_out(office: Office, plan: Plan) -> tuple[int, ...]:
    """File the rows of a plan that are kept, in one act, and return their numbers.

    Raises:
        Refused: the plan cannot be carried out; every reason is named.
        NotFound: the project is gone.
    """
    if plan.faults:
        raise Refused(" ".join(plan.faults))
    with office.act(OPERATOR) as act:
        project = items.by_key(act.connection, plan.project)
        if project is None:
            raise NotFound(f"Project {plan.project} is gone meanwhile.")
        held = founding.held_back(project) if plan.is_held else None
        numbers = _numbers(act.connection, plan)
        founding.begin_work(act, _work(plan, held, numbers))
        filed = tuple(numbers.values())
        low, high = plan.cost_micros or (None, None)
        act.note(
            "plan.agreed",
            f"project:{plan.project}",
            key=plan.project,
            title=plan.title,
            tickets=list(filed),
            left_out=len(plan.draft.dropped),
            low_micros=low,
            high_micros=high,
        )
        return filed


def _work(plan: Plan, held: Charter | None, numbers: Mapping[int, int]) -> Charter:
    if held is not None:
        return from_held(plan.draft, held, numbers)
    return from_rows(plan.draft, plan.project, numbers)


# --- proposing ---


def _people(office: Office, connection: Connection) -> tuple[Person, ...]:
    loads = loads_now(office, connection, conditions.surroundings(connection))
    return people_now(connection, office.clock(), loads)


def _candidates(
    connection: Connection, staff: Sequence[Person], capabilities: Mapping[str, Collection[str]]
) -> tuple[Candidate, ...]:
    mindless = {row.handle for row in checkup.mindless(connection, SCRIPTED)}
    ids = {row.handle: row.id for row in people.employees(connection)}
    records = tallies.records(connection, BY_MISTAKE)

    def counted(who: Person, *states: State) -> int:
        return sum(records.get(ids[who.handle], Counter())[state] for state in states)

    return tuple(
        Candidate(
            handle=who.handle,
            capabilities=tuple(capabilities.get(who.role, ())),
            open_tickets=who.open_tickets,
            availability=0.0 if who.handle in mindless else 0.5 if who.on is not None else 1.0,
            finished=counted(who, *SATISFYING),
            broken_off=counted(who, State.FAILED, State.CANCELLED),
        )
        for who in staff
    )


def _staffed(
    rows: Sequence[PlanRow], staff: Sequence[Candidate]
) -> tuple[tuple[PlanRow, ...], dict[int, tuple[Score, ...]]]:
    """Return the rows, each with somebody, and everybody's scores: what it gives somebody is load for later ones."""
    loads = {who.handle: who for who in staff}
    given: list[PlanRow] = []
    scores: dict[int, tuple[Score, ...]] = {}
    for row in rows:
        scores[row.no] = order = ranked(row.needs, loads.values())
        handle = row.assignee or (order[0].handle if order else None)
        given.append(replace(row, assignee=handle))
        if handle in loads:
            loads[handle] = replace(loads[handle], open_tickets=loads[handle].open_tickets + 1)
    return tuple(given), scores


def _rows_of(held: Charter) -> tuple[PlanRow, ...]:
    def before(number: int, *, hard: bool) -> tuple[int, ...]:
        edges = (one.edge for one in held.dependencies)
        return tuple(sorted(edge.blocker for edge in edges if edge.blocked == number and edge.hard is hard))

    return tuple(
        PlanRow(
            no=filing.number,
            title=filing.title,
            assignee=filing.assignee,
            waits_for=before(filing.number, hard=True),
            follows=before(filing.number, hard=False),
            estimate=filing.estimate,
            phase=filing.phase,
            needs=briefs.needed(filing.title, filing.labels),
        )
        for filing in held.tickets
        if filing.number is not None
    )


def _costs(connection: Connection, rows: Sequence[PlanRow]) -> tuple[int, int] | None:
    """Return what rows cost by what tickets cost so far; scripted work costs nothing."""
    brains = {row.handle: row.brain for row in people.employees(connection)}
    thinking = sum(brains.get(row.assignee or "", SCRIPTED) != SCRIPTED for row in rows)
    if not thinking:
        return 0, 0
    span = tallies.ticket_costs(connection)
    return (span[0] * thinking, span[1] * thinking) if span is not None else None


def _shift(connection: Connection, rows: Sequence[PlanRow]) -> int:
    return items.last_number(connection) if _notes(connection, rows) else 0


def _notes(connection: Connection, rows: Sequence[PlanRow]) -> tuple[str, ...]:
    taken = [row.no for row in rows if items.by_number(connection, row.no) is not None]
    if not taken:
        return ()
    return (f"#{taken[0]} is taken already: the tickets get other numbers, and go without their scripts.",)


def _numbers(connection: Connection, plan: Plan) -> dict[int, int]:
    """Return the number of the ticket that each kept row becomes."""
    rows = plan.draft.kept
    if plan.is_held and all(items.by_number(connection, row.no) is None for row in rows):
        return {row.no: row.no for row in rows}
    next_one = items.last_number(connection) + 1
    return {row.no: number for number, row in enumerate(rows, start=next_one)}
