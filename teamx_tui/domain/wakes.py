"""Who is woken by what, and why a storm of wakes is impossible. No clock, no database, no I/O.

A wake is one queued piece of work: an employee and a thread. Causes are of two sorts. *Work* causes come from an
operator or from a change of state and start a chain at hop 0. *Talk* causes come from what an employee said in a
run; their hop is the hop of that run plus one.

The bound. For a ticket `t` let `resets(t)` be the number of work causes on it: each an operator event, a change of
state of `t` or of one of its blockers, or a sweep that found `t` ready and forgotten. Let `people(t)` be the number
of employees ever on its thread, and `T = Limits.max_turns`. One work cause queues at most one wake for each person,
and a talk wake is admitted only while fewer than `T` wakes were queued since the last work cause; causes that merge
into a pending wake queue nothing. Hence, over any history whatever,

    wakes(t) <= (resets(t) + 1) * (people(t) + T)

and the total over a company is the sum over its tickets (`bound`). Employees take a ticket only forwards (in progress,
in review, done), or back from review, which is talk: they alone cannot keep a company awake. In a meeting nothing wakes
anybody but the floor that is given on (`TURN`), which ends within the meeting's turn budget (domain.meetings). Runs are
at most wakes times the attempts allowed, and one more for each time a worker was stopped.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from teamx_tui.domain.raci import People


class Cause(StrEnum):
    """What happened that may wake somebody."""

    READY = "ready"
    OPERATOR_COMMENT = "operator_comment"
    MENTION = "mention"
    QUESTION = "question"
    ANSWERED = "answered"
    ADDED = "added"
    REVIEW = "review"
    CHANGES = "changes"
    DECIDED = "decided"
    UNBLOCKED = "unblocked"
    HANDOFF = "handoff"
    HANDOFF_ANSWERED = "handoff_answered"
    HANDED_OVER = "handed_over"
    RETRY = "retry"
    SWEEP = "sweep"
    TURN = "turn"


class Who(StrEnum):
    """A place in the cast of a cause."""

    RESPONSIBLE = "responsible"
    ACCOUNTABLE = "accountable"
    CONSULTED = "consulted"
    NAMED = "named"
    EVERYONE_NAMED = "everyone_named"


WOKEN: Final[dict[Cause, tuple[Who, ...]]] = {
    Cause.READY: (Who.RESPONSIBLE, Who.ACCOUNTABLE, Who.CONSULTED),
    Cause.OPERATOR_COMMENT: (Who.RESPONSIBLE, Who.NAMED, Who.EVERYONE_NAMED),
    Cause.MENTION: (Who.NAMED, Who.EVERYONE_NAMED),
    Cause.QUESTION: (Who.NAMED,),
    Cause.ANSWERED: (Who.NAMED,),
    Cause.ADDED: (Who.NAMED,),
    Cause.REVIEW: (Who.ACCOUNTABLE,),
    Cause.CHANGES: (Who.RESPONSIBLE,),
    Cause.DECIDED: (Who.NAMED,),
    Cause.UNBLOCKED: (Who.NAMED,),
    Cause.HANDOFF: (Who.NAMED,),
    Cause.HANDOFF_ANSWERED: (Who.NAMED,),
    Cause.HANDED_OVER: (Who.RESPONSIBLE,),
    Cause.RETRY: (Who.NAMED,),
    Cause.SWEEP: (Who.RESPONSIBLE,),
    Cause.TURN: (Who.NAMED,),
}
"""The table of design 5. Informed participants are notified, never woken. Nobody stands twice in a row of it."""

TALK: Final = frozenset(
    {
        Cause.MENTION,
        Cause.QUESTION,
        Cause.ANSWERED,
        Cause.ADDED,
        Cause.UNBLOCKED,
        Cause.HANDOFF,
        Cause.HANDOFF_ANSWERED,
        Cause.HANDED_OVER,
        Cause.REVIEW,
        Cause.CHANGES,
    }
)
"""Causes that, coming from an employee's run, carry that run's hop plus one. Every other cause starts at hop 0.

Work that changes hands is among them, and work that goes to review and back: or two employees could do so for ever.
"""

SPOKEN: Final = (TALK - {Cause.HANDED_OVER, Cause.CHANGES}) | {Cause.OPERATOR_COMMENT}
"""Causes that are somebody's own words, which never wake their author. Who takes work over goes on with it."""

EVERYONE: Final = "all"
"""The handle by which a message names all participants but the informed."""


OF_WORK: Final = frozenset(cause for cause, row in WOKEN.items() if Who.RESPONSIBLE in row)
"""Causes that call whoever does the work, whoever that is; by every other one somebody is meant themselves."""


class Policy(StrEnum):
    """Who is woken when a ticket becomes ready (company setting `unblock_wakes`)."""

    PARTICIPANTS = "participants"
    RESPONSIBLE = "responsible"


@dataclass(frozen=True, slots=True)
class Limits:
    """The three breakers of design 5."""

    max_hops: int = 6
    """A talk wake whose hop would be greater is refused."""
    max_turns: int = 12
    """Wakes on a ticket since the last operator message or state change; a talk wake beyond it is refused."""
    max_alternations: int = 4
    """Times two employees may take turns with no artifact, decision, check or state change between."""


@dataclass(frozen=True, slots=True)
class Chatter:
    """What has gone on in one thread since its last reset: the facts `refusal` judges by."""

    wakes: int
    """Wakes queued since the last work cause."""
    speakers: tuple[str, ...] = ()
    """Handles of the latest turns that brought nothing new, oldest first, one entry for each turn."""
    muted: frozenset[str] = frozenset()
    """Employees whose talk wakes an operator has silenced on this thread."""


def cast(
    cause: Cause,
    people: People,
    *,
    named: Sequence[str] = (),
    author: str | None = None,
    policy: Policy = Policy.PARTICIPANTS,
) -> tuple[str, ...]:
    """Return the handles woken by `cause`, in the order they should speak, each once.

    Nobody is woken by their own words; finishing a ticket may well wake whoever did it on the next one. `named` are
    those mentioned, asked, answered or added.
    """
    places = {
        Who.RESPONSIBLE: people.responsible,
        Who.ACCOUNTABLE: people.accountable,
        Who.CONSULTED: people.consulted,
        Who.NAMED: tuple(handle for handle in named if handle != EVERYONE),
        Who.EVERYONE_NAMED: people.responsible + people.accountable + people.consulted if EVERYONE in named else (),
    }
    row = WOKEN[cause]
    if cause is Cause.READY and policy is Policy.RESPONSIBLE:
        row = (Who.RESPONSIBLE,)
    woken = dict.fromkeys(handle for place in row for handle in places[place])
    if cause in SPOKEN:
        woken.pop(author or "", None)
    return tuple(woken)


def hop(cause: Cause, run_hop: int | None) -> int:
    """Return the hop of a wake: that of the causing run plus one for talk, else 0."""
    return run_hop + 1 if cause in TALK and run_hop is not None else 0


def alternations(speakers: Sequence[str]) -> int:
    """Return how often the last two speakers have taken turns at the end of `speakers`.

    `a b a b` is 3. A third voice, or one speaker twice in a row, starts the count again.
    """
    count = 0
    for i in range(len(speakers) - 1, 0, -1):
        third_voice = i + 1 < len(speakers) and speakers[i - 1] != speakers[i + 1]
        if speakers[i] == speakers[i - 1] or third_voice:
            break
        count += 1
    return count


def refusal(cause: Cause, employee: str, wake_hop: int, chatter: Chatter, limits: Limits) -> str | None:
    """Return why a talk wake is not admitted, or None when it is. Work causes are always admitted."""
    if cause not in TALK or wake_hop == 0:
        return None
    if employee in chatter.muted:
        return f"@{employee} is muted in this thread"
    if wake_hop > limits.max_hops:
        return f"the chain of replies is {limits.max_hops} long"
    if chatter.wakes >= limits.max_turns:
        return f"{limits.max_turns} turns without an operator message or a change of state"
    if alternations((*chatter.speakers, employee)) > limits.max_alternations:
        pair = " and ".join(f"@{handle}" for handle in sorted({*chatter.speakers[-1:], employee}))
        return f"{pair} took turns {limits.max_alternations} times with nothing new"
    return None


def bound(tickets: Iterable[tuple[int, int]], limits: Limits) -> int:
    """Return the most wakes a company can queue, from `(resets, people)` for each ticket."""
    return sum((resets + 1) * (people + limits.max_turns) for resets, people in tickets)
