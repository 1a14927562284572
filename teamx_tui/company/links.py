"""Dependencies between tickets: drawing them, taking them away, and letting one go."""

from collections.abc import Sequence
from typing import Any

from teamx_tui.company import inbox, wakes
from teamx_tui.company import waits as waits  # so that whatever changes a dependency is watched for circles
from teamx_tui.company.act import Act
from teamx_tui.company.office import OPERATOR, Office
from teamx_tui.domain.edges import DependencyKind
from teamx_tui.domain.errors import Invalid, NotFound, Refused
from teamx_tui.domain.graph import WorkGraph
from teamx_tui.domain.tickets import LOST, OVER, Kind, State
from teamx_tui.store import gates, items, people
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
    """Make ticket `blocked` wait for ticket `blocker`; either may be a gate, which waits for its artifact only.

    Raises:
        NotFound: one of the tickets does not exist.
        Invalid: there is no such kind of dependency.
        Refused: the two are linked already, or the link would close a cycle (its path is named).
    """
    with office.act(actor) as act:
        add(act, act.node(blocker), act.node(blocked), kind=kind, hard=hard, source=source)


def add(
    act: Act,
    blocker: Row,
    blocked: Row,
    *,
    kind: str = DependencyKind.TECHNICAL,
    hard: bool = True,
    source: str = "explicit",
) -> None:
    """Write a dependency inside an act; of a ticket that now waits nobody is told any more that it is ready."""
    if kind not in list(DependencyKind):
        raise Invalid(f"There is no kind of dependency {kind!r}. The kinds are: {', '.join(DependencyKind)}.")
    draw(act, blocker, blocked, kind=kind, hard=hard, source=source)
    # A reviewer's wake stays, and is held: nothing would queue it again when the blocker clears.
    if (
        hard
        and gates.holds_back(act.connection, blocker.id)
        and blocked.kind != Kind.GATE
        and blocked.state not in (*OVER, State.IN_REVIEW)
    ):
        wakes.unready(act, blocked, f"it waits for #{blocker.number} now")
    if hard and blocker.state in LOST and blocked.kind != Kind.GATE and blocked.state not in OVER:
        ask_about_lost(act, blocker, blocked)


def ask_about_lost(act: Act, blocker: Row, dependent: Row) -> None:
    """Ask the operator inside an act what shall happen to what waits for something that will not be done."""
    inbox.withdraw_lost_blocker(act, dependent, blocker.number)  # it may have failed first and be cancelled now
    inbox.add(
        act,
        dependent,
        "blocker_lost",
        f"#{dependent.number} waits for #{blocker.number}, which is {blocker.state}. What shall happen to it?",
        options=("release", "cancel", "wait"),
        about={"blocker": blocker.number},
        by_system=True,
    )


def draw(act: Act, blocker: Row, blocked: Row, *, kind: str, hard: bool, **more: Any) -> None:
    """Write a dependency inside an act, whatever waits in the queue; `more`: its other columns.

    Raises:
        Refused: the two are linked already, or the link would close a cycle.
    """
    if items.between(act.connection, blocker.id, blocked.id) is not None:
        raise Refused(f"#{blocker.number} blocks #{blocked.number} already.")
    _refuse_cycle(act, blocker, blocked)
    hard = hard and blocked.kind != Kind.GATE  # what opens a gate is its artifact alone
    items.link(act.connection, blocker_id=blocker.id, blocked_id=blocked.id, kind=kind, hard=hard, **more)
    _note(act, "ticket.linked", blocker, blocked, dependency=kind, hard=hard)


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
        item = act.node(blocked)
        erase(act, act.node(blocker), item)
        if item.kind != Kind.GATE:
            wakes.wake_ready(act, item)


def erase(act: Act, blocker: Row, blocked: Row) -> None:
    """Delete a dependency inside an act, waking nobody.

    Raises:
        NotFound: the two are not linked.
    """
    edge = items.between(act.connection, blocker.id, blocked.id)
    if edge is None:
        raise NotFound(f"#{blocker.number} does not block #{blocked.number}; see: teamx ticket show {blocked.number}")
    items.unlink(act.connection, edge.id)
    how = {"source": edge.source, "carries_artifacts": bool(edge.carries_artifacts)}
    _note(act, "ticket.unlinked", blocker, blocked, dependency=edge.kind, hard=bool(edge.hard), **how)
    inbox.withdraw_lost_blocker(act, blocked, blocker.number)


def start_anyway(office: Office, number: int, despite: Sequence[int] = (), *, actor: str = OPERATOR) -> tuple[int, ...]:
    """Let a ticket start though what it waits for is not done: those dependencies become soft. Return their tickets.

    `despite`: the blockers it no longer waits for; all that are open when none is named.

    Raises:
        NotFound: there is no such ticket.
        Refused: the ticket is over, or does not wait for one of them.
    """
    with office.act(actor) as act:
        item = act.ticket(number)
        if item.state in OVER:
            raise Refused(f"#{number} is {item.state}; reopen it first: teamx ticket move {number} open --reason TEXT")
        waits = [row.number for row in items.open_blockers(act.connection, item.id)]
        stray = next((one for one in despite if one not in waits), None)
        if not waits:
            raise Refused(f"#{number} waits for no other ticket. What holds it: teamx ticket why {number}")
        if stray is not None:
            named = ", ".join(f"#{one}" for one in waits)
            raise Refused(f"#{number} does not wait for #{stray}. It waits for {named}.")
        let_go = tuple(despite) or tuple(waits)
        for blocker in let_go:
            soften(act, act.node(blocker), item)
        return let_go


def soften(act: Act, blocker: Row, blocked: Row) -> None:
    """Keep a dependency but let the ticket start anyway (an operator's decision, logged)."""
    items.set_hard(act.connection, blocker.id, blocked.id, False)
    _note(act, "ticket.link_softened", blocker, blocked)
    inbox.withdraw_lost_blocker(act, blocked, blocker.number)
    wakes.wake_ready(act, blocked)


def harden(act: Act, blocker: Row, blocked: Row) -> None:
    """Let a ticket wait again that had been let go, whatever waits in the queue."""
    items.set_hard(act.connection, blocker.id, blocked.id, True)
    _note(act, "ticket.link_hardened", blocker, blocked)


def _note(act: Act, kind: str, blocker: Row, blocked: Row, **how: Any) -> None:
    people.graph_changed(act.connection)
    pair = {"blocker": blocker.number, "blocked": blocked.number, "number": blocked.number}
    what = Kind.GATE if blocked.kind == Kind.GATE else Kind.TICKET
    act.note(kind, f"{what}:{blocked.number}", **pair, **how)
