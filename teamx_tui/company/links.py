"""Dependencies between tickets: drawing them, taking them away, and letting one go."""

from teamx_tui.company import inbox, wakes
from teamx_tui.company.office import OPERATOR, Act, Office
from teamx_tui.domain.errors import Invalid, NotFound, Refused
from teamx_tui.domain.graph import DependencyKind, WorkGraph
from teamx_tui.domain.tickets import OVER, SATISFYING, State
from teamx_tui.store import items, people
from teamx_tui.store.rows import Row


def link(
    office: Office,
    blocker: int,
    blocked: int,
    *,
    kind: str = DependencyKind.TECHNICAL,
    hard: bool = True,
    source: str = "explicit",
    actor: str = OPERATOR,
) -> None:
    """Make ticket `blocked` wait for ticket `blocker`.

    Raises:
        NotFound: one of the tickets does not exist.
        Invalid: there is no such kind of dependency.
        Refused: the two are linked already, or the link would close a cycle (its path is named).
    """
    with office.act(actor) as act:
        add(act, act.ticket(blocker), act.ticket(blocked), kind=kind, hard=hard, source=source)


def add(
    act: Act,
    blocker: Row,
    blocked: Row,
    *,
    kind: str = DependencyKind.TECHNICAL,
    hard: bool = True,
    source: str = "explicit",
) -> None:
    """Write a dependency inside an act; a ticket that now waits again loses its pending wakes."""
    if kind not in list(DependencyKind):
        raise Invalid(f"There is no kind of dependency {kind!r}. The kinds are: {', '.join(DependencyKind)}.")
    if items.linked(act.connection, blocker.id, blocked.id):
        raise Refused(f"#{blocker.number} blocks #{blocked.number} already.")
    _refuse_cycle(act, blocker, blocked)
    items.link(act.connection, blocker_id=blocker.id, blocked_id=blocked.id, kind=kind, hard=hard, source=source)
    people.graph_changed(act.connection)
    act.note(
        "ticket.linked",
        f"ticket:{blocked.number}",
        blocker=blocker.number,
        blocked=blocked.number,
        number=blocked.number,
        dependency=kind,
        hard=hard,
    )
    # A reviewer's wake stays, and is held: nothing would queue it again when the blocker clears.
    if hard and blocker.state not in SATISFYING and blocked.state not in (*OVER, State.IN_REVIEW):
        wakes.withdraw(act, blocked, f"it waits for #{blocker.number} now")


def _refuse_cycle(act: Act, blocker: Row, blocked: Row) -> None:
    cycle = WorkGraph({}, items.edges_after(act.connection, blocked.id)).cycle_with(blocker.id, blocked.id)
    if cycle is None:
        return
    rows = [items.by_id(act.connection, item_id) for item_id in cycle]
    path = " -> ".join(f"#{row.number}" for row in rows if row is not None)
    raise Refused(
        f"#{blocker.number} cannot block #{blocked.number}: {path} would be a cycle. "
        "Remove one of these dependencies first."
    )


def unlink(office: Office, blocker: int, blocked: int, *, actor: str = OPERATOR) -> None:
    """Take a dependency away; if nothing else holds the ticket, its participants are woken.

    Raises:
        NotFound: one of the tickets does not exist, or the two are not linked.
    """
    with office.act(actor) as act:
        before, after = act.ticket(blocker), act.ticket(blocked)
        if not items.unlink(act.connection, before.id, after.id):
            raise NotFound(f"#{blocker} does not block #{blocked}; see: teamx ticket show {blocked}")
        _let_go(act, before, after, "ticket.unlinked")


def soften(act: Act, blocker: Row, blocked: Row) -> None:
    """Keep a dependency but let the ticket start anyway (an operator's decision, logged)."""
    items.soften(act.connection, blocker.id, blocked.id)
    _let_go(act, blocker, blocked, "ticket.link_softened")


def _let_go(act: Act, blocker: Row, blocked: Row, kind: str) -> None:
    people.graph_changed(act.connection)
    subject = f"ticket:{blocked.number}"
    act.note(kind, subject, blocker=blocker.number, blocked=blocked.number, number=blocked.number)
    inbox.withdraw_lost_blocker(act, blocked, blocker.number)
    wakes.wake_ready(act, blocked)
