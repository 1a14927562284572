"""Who waits for whom, and circles of waits: looked for from whatever has changed, shown with the wait to cut."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from teamx_tui.company import inbox, meetings_obstacles
from teamx_tui.company.act import Act, watcher
from teamx_tui.company.office import Office
from teamx_tui.company.starvation import Starved, starved
from teamx_tui.domain import waits as rules
from teamx_tui.domain.gates import GateKind
from teamx_tui.domain.waits import Means, Wait, Waits
from teamx_tui.store import backlog, items, meetings, people, reach
from teamx_tui.store import waits as rows
from teamx_tui.store.rows import Connection, Row
from teamx_tui.store.waits import DEADLOCK as DEADLOCK

CHANGES: Final = frozenset(
    {
        "decision.opened",
        "decision.decided",
        "decision.withdrawn",
        "decision.passed_on",
        "decision.reopened",
        "run.finished",
        "wake.dropped",
        "wake.dead",
        "ticket.linked",
        "ticket.link_hardened",
        "ticket.unlinked",
        "ticket.link_softened",
        "ticket.assigned",
        "ticket.moved",
    }
)
"""Kinds of event after which somebody may wait who did not, or no longer."""
LEAVE: Final = "leave"
"""The answer by which a circle stays as it is."""
MOST: Final = 5000
"""Tickets and people that are looked at from one change."""
_MEANS: Final = {"question": Means.QUESTION, "block": Means.BLOCK, "handoff": Means.HAND_OFF}


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle of waits, in words, with the wait that is cheapest to cut."""

    waits: tuple[Wait, ...]
    words: str
    cut: Wait | None
    way: str
    """What cutting it does."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything that waits for somebody now."""

    waits: tuple[Wait, ...]
    circles: tuple[Circle, ...]
    starved: tuple[Starved, ...]


@watcher
def watch(act: Act) -> None:
    """Look inside an act, at its end, for circles that its changes have closed or opened."""
    changed = act.changed(CHANGES)
    if not changed:
        return
    act.flush()
    standing, asked = rows.circles(act.connection), rows.asked(act.connection)
    for entry in standing:
        _look_again(act, entry, asked)
    known = {frozenset(entry.about["parties"]) for entry in rows.circles(act.connection)} if standing else set()
    for number in changed if asked else ():
        item = items.briefly(act.connection, number)
        if item is None:
            continue
        circle = _read(act.connection, [item.id], asked).circle_through(f"#{number}")
        parties = frozenset(wait.waiter for wait in circle)
        if circle and parties not in known and not _is_left(act.connection, circle):
            known.add(parties)
            _open(act, circle)


def standing(office: Office, most: int = 500) -> Standing:
    """Return who waits for whom now, at most so many waits, and every circle among them."""
    with office.look() as connection:
        asked = rows.asked(connection)
        unfinished = [row.id for row in backlog.unfinished(connection)][: MOST * 4]
        found = Waits([*_read(connection, unfinished, asked).waits, *_quorums(connection, office.clock())])
        own = [wait for wait in found.waits if wait.means is not Means.OWN_WORK]
        circles = tuple(_circle(connection, circle) for circle in found.circles())
        return Standing(tuple(own[:most]), circles, starved(connection, office.clock()))


def _quorums(connection: Connection, now_ms: int) -> Iterator[Wait]:
    """Yield the waits of meetings that are called in and too few of whose attendees are free."""
    gathering = [one for one in meetings.unfinished(connection) if one.gathered_at_ms and one.started_at_ms is None]
    staff = {one.id: one for one in people.employees(connection)} if gathering else {}
    for meeting in gathering:
        for gate in meetings_obstacles.obstacles(connection, meeting, staff, now_ms, is_gathered=True):
            if gate.kind is GateKind.CAPACITY:
                yield Wait(f"#{meeting.number}", f"@{gate.who}", Means.QUORUM)


def around(connection: Connection, number: int) -> tuple[str, ...]:
    """Return the circles, in words, that a ticket is in as far as they have been found."""
    return tuple(entry.subject for entry in rows.circles(connection) if f"#{number}" in entry.about["parties"])


def _read(connection: Connection, start: Collection[int], asked: Sequence[Row]) -> Waits:
    """Follow the waits from some tickets, a generation at a time."""
    by_item: dict[int, list[Row]] = defaultdict(list)
    for entry in asked:
        by_item[entry.item_id].append(entry)
    found: list[Wait] = []
    met: set[int] = set()
    people: set[str] = set()
    ahead = set(start)
    while ahead and len(met) < MOST * 4:
        met |= ahead
        edges = rows.blockers(connection, ahead)
        found += [Wait(f"#{edge.blocked}", f"#{edge.blocker}", Means.DEPENDENCY) for edge in edges]
        entries = [entry for item_id in sorted(ahead) for entry in by_item.get(item_id, ())]
        found += [
            Wait(f"#{one.number}", f"@{one.asked_of}", _MEANS.get(one.kind, Means.DECISION), one.id) for one in entries
        ]
        new = {entry.asked_of for entry in entries} - people
        people |= new
        own = rows.held_up(connection, new, by_item) if new else ()
        found += [Wait(f"@{row.handle}", f"#{row.number}", Means.OWN_WORK) for row in own]
        ahead = ({edge.blocker_id for edge in edges} | {row.id for row in own}) - met
    return Waits(found)


def _look_again(act: Act, entry: Row, asked: Sequence[Row]) -> None:
    """Take an entry away whose circle is open again."""
    item = _item(act.connection, entry)
    through = _read(act.connection, [item.id], asked).circle_through(f"#{item.number}")
    if not through:
        inbox.withdraw(act, item, entry.id)


def _is_left(connection: Connection, waits: Collection[Wait]) -> bool:
    """Return whether the operator has said of this very circle, of the same questions, that it shall be left."""
    sides = _sides(waits)
    left = (row.about for row in rows.circles_left(connection, LEAVE))
    return any(all(about.get(key, value) == value for key, value in sides.items()) for about in left)


def _sides(waits: Collection[Wait]) -> dict[str, Any]:
    """Return what tells a circle from every other: who waits, and the entries by which."""
    return {
        "parties": sorted(wait.waiter for wait in waits),
        "entries": sorted(wait.entry for wait in waits if wait.entry),
    }


def _item(connection: Connection, entry: Row) -> Row:
    item = items.by_id(connection, entry.item_id)
    assert item is not None, "an item stays for good"
    return item


def _open(act: Act, waits: Iterable[Wait]) -> None:
    circle = _circle(act.connection, tuple(waits))
    if circle.cut is None:
        return
    item = items.briefly(act.connection, int(circle.cut.waiter[1:]))
    assert item is not None, "only tickets wait for what can be cut"
    about: dict[str, Any] = {
        **_sides(circle.waits),
        "cut": circle.way,
        "means": circle.cut.means.value,
        "waited": circle.cut.waited,
        "entry": circle.cut.entry,
    }
    inbox.add(act, item, DEADLOCK, circle.words, options=("cut", LEAVE), about=about, by_system=True)


def _circle(connection: Connection, waits: tuple[Wait, ...]) -> Circle:
    tickets = {wait.waiter: items.briefly(connection, int(wait.waiter[1:])) for wait in waits if wait.waiter[0] == "#"}
    ids = {party: row.id for party, row in tickets.items() if row is not None}
    behind = reach.behind(connection, ids.values())
    cut = rules.cheapest(waits, {party: behind[item_id] for party, item_id in ids.items()})
    words = f"Nobody can move: {', '.join(said(wait) for wait in waits)}."
    if cut is None:
        return Circle(waits, words, None, "")
    way = _WAYS[cut.means].format(waiter=cut.waiter, waited=cut.waited)
    return Circle(waits, f"{words} Cheapest to cut: {way}.", cut, way)


_SAID: Final = {
    Means.DEPENDENCY: "{waiter} waits for {waited}",
    Means.QUESTION: "{waiter} waits for an answer of {waited}",
    Means.BLOCK: "{waiter} waits until {waited} lifts its block",
    Means.DECISION: "{waiter} waits for a decision of {waited}",
    Means.HAND_OFF: "{waiter} waits until {waited} takes a hand-off",
    Means.QUORUM: "{waiter} waits until {waited} is free to come",
    Means.OWN_WORK: "{waiter} waits with {waited}",
}
_WAYS: Final = {
    Means.DEPENDENCY: "{waiter} starts anyway, without {waited}",
    Means.QUESTION: "{waiter} goes on without an answer of {waited}",
    Means.BLOCK: "the block on {waiter} is lifted for {waited}",
    Means.DECISION: "what {waited} must decide on {waiter} is dropped",
    Means.HAND_OFF: "the hand-off of {waiter} to {waited} is taken back",
}


def said(wait: Wait) -> str:
    """Return a wait in words."""
    return _SAID[wait.means].format(waiter=wait.waiter, waited=wait.waited)
