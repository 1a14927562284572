"""Who speaks next in a meeting, and when it is over. No clock, no database, no I/O.

The bound. Every turn that is taken is counted, whatever came of it, and `next_turn` names nobody once as many as
`Table.most_turns` are counted. A speaker who is named but has no turn any more (they left, or can have none) is gone
from the attendees when it is asked again, and there are only so many of those. So a meeting ends, after at most
`most_turns` turns.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile
from typing import Final


class MeetingKind(StrEnum):
    """What a meeting is for."""

    MEETING = "meeting"
    STANDUP = "standup"
    ALL_HANDS = "all-hands"
    INTEGRATION = "integration"
    DESIGN_REVIEW = "design-review"
    RETROSPECTIVE = "retrospective"


class Order(StrEnum):
    """Who has the floor after whom."""

    ROUND_ROBIN = "round-robin"
    CHAIR = "chair"
    """The chair has the floor between the others and says who is next."""


@dataclass(frozen=True, slots=True)
class Form:
    """How meetings of a kind are held unless something else is said."""

    agenda: tuple[str, ...]
    rounds: int = 1
    order: Order = Order.ROUND_ROBIN


FORMS: Final[Mapping[MeetingKind, Form]] = {
    MeetingKind.MEETING: Form((), 2),
    MeetingKind.STANDUP: Form(("What is done, what is next", "What is in the way")),
    MeetingKind.ALL_HANDS: Form(("Where we are", "Questions")),
    MeetingKind.INTEGRATION: Form(("What fits together", "What does not yet"), 2),
    MeetingKind.DESIGN_REVIEW: Form(("The design", "What must change"), 2),
    MeetingKind.RETROSPECTIVE: Form(("What went well", "What did not go well", "What we change")),
}


class Section(StrEnum):
    """Parts of a retrospective's minutes that attendees fill."""

    WELL = "went_well"
    BADLY = "went_badly"
    LESSONS = "lessons"
    GOALS = "goals"


class Outcome(StrEnum):
    """What came of a turn."""

    NEW = "new"
    """A position, a decision, an action: something that had not been said."""
    QUIET = "quiet"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn that has been taken."""

    speaker: str
    outcome: Outcome


class Stage(StrEnum):
    """What a turn is for."""

    OPENING = "opening"
    FLOOR = "floor"
    CLOSING = "closing"
    """The chair has heard everybody in this round."""


class Ending(StrEnum):
    """Why a meeting is over; each follows "it ended because"."""

    DECIDED = "every agenda item is decided"
    QUIET = "nobody had a new position in a round"
    ROUNDS = "everybody had the floor as often as was agreed"
    TURNS = "its turns are used up"
    SPENT = "its budget is spent"
    DESERTED = "nobody is left who could speak"
    OPERATOR = "the operator ended it"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who has the next turn."""

    handle: str
    stage: Stage
    round: int
    """Counted from 1; 0 is the opening."""
    failures: int = 0
    """Times they have failed in this meeting; their turn comes again after a while."""


@dataclass(frozen=True, slots=True)
class End:
    """The meeting is over."""

    reason: Ending


@dataclass(frozen=True, slots=True)
class Table:
    """A meeting that goes on, as far as it matters for who speaks next."""

    chair: str
    attendees: tuple[str, ...]
    """Those who can have a turn, in speaking order, the chair among them."""
    most_turns: int
    rounds: int = 1
    order: Order = Order.ROUND_ROBIN
    points: int = 0
    """Agenda items."""
    undecided: int = 0
    """How many of them are not decided."""
    turns: tuple[Turn, ...] = ()
    """Turns taken, oldest first."""
    called: tuple[str, ...] = ()
    """Whom the chair has called on since the chair's last turn but who has not spoken, in order."""
    is_spent: bool = False
    """The meeting's own budget is spent."""


PATIENCE: Final = 3
"""Failed turns after which an attendee is left out."""


def next_turn(table: Table) -> Speaker | End:
    """Return who speaks next, or why the meeting is over."""
    active = tuple(handle for handle in table.attendees if failures(table, handle) < PATIENCE)
    if not active:
        return End(Ending.DESERTED)
    if table.is_spent:
        return End(Ending.SPENT)
    if len(table.turns) >= table.most_turns:
        return End(Ending.TURNS)
    heard = [turn for turn in table.turns if turn.outcome is not Outcome.FAILED]
    spoken = Counter(turn.speaker for turn in heard[1:])
    last = table.turns[-1] if table.turns else None
    if last is not None and last.outcome is Outcome.FAILED and last.speaker in active:
        return _speaker(table, active, last.speaker, heard, spoken)
    if not heard:
        return _speaker(table, active, presiding(table, active), heard, spoken)
    ending = _ending(table, active, heard)
    if ending is not None:
        return End(ending)
    choose = _directed if table.order is Order.CHAIR else _in_turn
    following = choose(table, active, heard, spoken)
    return _speaker(table, active, following, heard, spoken) if following is not None else End(Ending.ROUNDS)


def failures(table: Table, handle: str) -> int:
    """Return how often an attendee has failed in this meeting."""
    return sum(turn.speaker == handle and turn.outcome is Outcome.FAILED for turn in table.turns)


def left_out(table: Table) -> tuple[str, ...]:
    """Return who failed so often that the meeting goes on without them."""
    return tuple(handle for handle in table.attendees if failures(table, handle) >= PATIENCE)


def presiding(table: Table, active: Sequence[str]) -> str:
    """Return who leads the meeting: the chair, or whoever is next if the chair can have no turn."""
    return table.chair if table.chair in active else active[0]


def turns_needed(attendees: int, rounds: int, order: Order) -> int:
    """Return a turn budget that lets everybody speak as often as agreed, with room for some failures."""
    floor = 1 + rounds * attendees if order is Order.ROUND_ROBIN else 1 + 2 * rounds * attendees
    return floor + PATIENCE


def quorum_of(attendees: int) -> int:
    """Return the usual quorum: more than half."""
    return attendees // 2 + 1


def has_quorum(free: int, present: int, quorum: int) -> bool:
    """Return whether a meeting may begin: enough of those who can come are free. Who has left is not waited for."""
    return 0 < free >= min(quorum, present)


def _ending(table: Table, active: Sequence[str], heard: Sequence[Turn]) -> Ending | None:
    had_the_floor = {turn.speaker for turn in heard}
    if table.points and not table.undecided and had_the_floor.issuperset(active):
        return Ending.DECIDED
    silent = {turn.speaker for turn in takewhile(lambda turn: turn.outcome is Outcome.QUIET, reversed(heard))}
    return Ending.QUIET if silent.issuperset(active) else None


def _in_turn(table: Table, active: Sequence[str], heard: Sequence[Turn], spoken: Counter[str]) -> str | None:
    """Whoever spoke least, the others before the chair: so the chair ends every round."""
    chair = presiding(table, active)
    line = [*(handle for handle in active if handle != chair), chair]
    following = min(line, key=lambda handle: spoken[handle])
    return following if spoken[following] < table.rounds else None


def _directed(table: Table, active: Sequence[str], heard: Sequence[Turn], spoken: Counter[str]) -> str | None:
    chair = presiding(table, active)
    others = [handle for handle in active if handle != chair]
    waiting = [handle for handle in others if spoken[handle] < table.rounds]
    named = next((handle for handle in table.called if handle in waiting), None)
    if named is not None:
        return named
    if heard[-1].speaker != chair:
        return chair
    # A chair who names nobody is asked no question: the one who spoke least goes on.
    return min(waiting, key=lambda handle: spoken[handle], default=None)


def _speaker(table: Table, active: Sequence[str], handle: str, heard: Sequence[Turn], spoken: Counter[str]) -> Speaker:
    chair = presiding(table, active)
    stage = Stage.OPENING if not heard else Stage.CLOSING if handle == chair and len(active) > 1 else Stage.FLOOR
    return Speaker(handle, stage, 0 if not heard else spoken[handle] + 1, failures(table, handle))
