"""Questions of the operator that a model answers: asked, taken up by one worker, answered or failed.

They leave no event: nothing of the company changes by them. A worker writes only to a question that it still holds.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from teamx_tui.brains.brain import BrainFailed, NotCovered
from teamx_tui.brains.desk import Receipt
from teamx_tui.company import budgets, spending
from teamx_tui.company.act import Act
from teamx_tui.company.office import OPERATOR, SYSTEM, Office
from teamx_tui.domain.errors import Invalid, NotFound, Refused, Superseded
from teamx_tui.domain.text import one_line, printable, storable
from teamx_tui.domain.usage import Quote
from teamx_tui.store import questions as rows
from teamx_tui.store.rows import Row

LONGEST: Final = 2000
"""Characters of a question."""
LONGEST_ANSWER: Final = 20_000
"""Characters of an answer that are kept."""
STALE_MS: Final = 600_000
"""After that long nobody waits for an answer: whoever asked has gone without giving the question up."""
MOST_ATTEMPTS: Final = 3
"""Workers that may die over a question before it is given up."""
UNAWAITED: Final = "nobody waits for the answer any more"


@dataclass(frozen=True, slots=True)
class Mind:
    """With what the company's questions are thought about."""

    brain: str
    model: str
    lacks: str
    """Why it cannot think now, as a clause; empty if it can."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that a worker has taken up."""

    id: int
    text: str
    brain: str
    model: str
    worker_id: str
    company: str
    """The company's name."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A look that was taken for a question."""

    tool: str
    arguments: Mapping[str, Any]
    found: str
    """In a sentence."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question, and what has come of it."""

    id: int
    text: str
    state: str
    """open, answered, failed."""
    is_taken: bool
    """A worker has it."""
    brain: str
    model: str
    steps: tuple[Taken, ...]
    answer: str
    """While it is open, what has come in of it so far."""
    error: str
    """Why it failed, as a clause; while it is open, why it is tried again."""
    calls: int
    cost_micros: int
    unknown: int
    """Calls whose outcome nobody knows; they are charged in full."""


def mind(office: Office) -> Mind | None:
    """Return what thinks about the company's questions; None where all brains are scripted."""
    with office.look() as connection:
        row = rows.mind(connection)
    return Mind(row.name, row.model, row.lacks) if row is not None else None


def ask(office: Office, text: str) -> int:
    """Write a question down for a worker, and return its id.

    Raises:
        Invalid: it is empty, or longer than anybody asks.
        Refused: the company's brain cannot think.
    """
    words = one_line(storable(text)).strip()
    if not words or len(words) > LONGEST:
        raise Invalid(f"A question has one line of at most {LONGEST:,} characters.")
    with office.act(OPERATOR) as act:
        row = rows.mind(act.connection)
        if row is None or row.lacks:
            why = f"{row.name} cannot think: {row.lacks}" if row is not None else "the company's brain is scripted"
            raise Refused(f"No model can be asked, since {why}. See: teamx brain list")
        return rows.add(act.connection, text=words, asked_at_ms=act.at_ms, brain=row.name, model=row.model)


def withdraw(office: Office, question_id: int) -> None:
    """Give a question up that is not answered yet: whoever asked has gone. A worker at it makes no further call."""
    with office.look() as connection:
        row = rows.by_id(connection, question_id)
    if row is None or row.state != "open":
        return
    with office.act(OPERATOR) as act:
        row = rows.by_id(act.connection, question_id)
        if row is not None and row.state == "open":
            _close(act, row.id, "failed", error=UNAWAITED)


def look(office: Office, question_id: int) -> Question:
    """Return a question as it is now.

    Raises:
        NotFound: there is none of that id.
    """
    with office.look() as connection:
        row = rows.by_id(connection, question_id)
        if row is None:
            raise NotFound("There is no such question.")
        used = rows.used(connection, question_id)
    steps = tuple(Taken(one["tool"], one["arguments"], one["found"]) for one in row.steps)
    is_taken = bool(row.worker_id)
    told = (row.brain, row.model, steps, row.answer, row.error, used.calls, used.micros, used.unknown)
    return Question(row.id, row.text, row.state, is_taken, *told)


def take(office: Office, worker_id: str) -> Asked | None:
    """Take up the oldest question that nobody answers; None if there is none."""
    with office.look() as connection:
        if rows.next_open(connection) is None:
            return None
    with office.act(SYSTEM) as act:
        row = rows.next_open(act.connection)  # again: another worker may have been quicker
        while row is not None and act.at_ms - row.asked_at_ms > STALE_MS:
            _close(act, row.id, "failed", error=UNAWAITED)
            row = rows.next_open(act.connection)
        if row is None:
            return None
        rows.change(act.connection, row.id, worker_id=worker_id, attempt=row.attempt + 1, steps=[])
        return Asked(row.id, row.text, row.brain, row.model, worker_id, act.company().name)


def reserve(office: Office, asked: Asked, quote: Quote) -> int:
    """Admit one call of a model for a question under the company's budgets, and return its id.

    Raises:
        Superseded: the question is not this worker's any more.
        NotCovered: a budget does not allow it. Nobody is asked about it.
        BrainFailed: the operator's file of prices is wrong.
    """
    try:
        with office.act(SYSTEM) as act:
            _held(act, asked)
            budgets.renew(act)
            admitted = spending.admit_for_question(act, asked.id, asked.brain, quote)
    except Invalid as error:
        raise BrainFailed(f"no price can be looked up: {error}", transient=False) from error
    if isinstance(admitted, NotCovered):
        raise admitted
    return admitted


def note(office: Office, asked: Asked, steps: Sequence[Taken], receipt: Receipt | None) -> None:
    """Write the looks that one reply asked for behind those before, and settle the call that brought it.

    Raises:
        Superseded: the question is not this worker's any more. The call is settled all the same.
    """
    with office.act(SYSTEM) as act:
        _settle(act, receipt)
        row = _holds(act, asked)
        if row is not None:
            taken = [{"tool": one.tool, "arguments": dict(one.arguments), "found": one.found} for one in steps]
            rows.change(act.connection, asked.id, steps=[*row.steps, *taken], answer="", error="")
    if row is None:
        raise Superseded(f"question {asked.id} is not this worker's any more")


def say(office: Office, asked: Asked, text: str) -> None:
    """Write what has come in of an answer so far, in place of what was; nothing if the question was given up."""
    with office.act(SYSTEM) as act:
        if _holds(act, asked) is not None:
            # The first words of a call that is made again say that it was worth it.
            rows.change(act.connection, asked.id, answer=_kept(text), **({"error": ""} if text else {}))


def postpone(office: Office, asked: Asked, reason: str, receipt: Receipt | None) -> None:
    """Write why a call has to be made again after a while, and settle the one that failed.

    Raises:
        Superseded: the question is not this worker's any more. The call is settled all the same.
    """
    with office.act(SYSTEM) as act:
        _settle(act, receipt)
        row = _holds(act, asked)
        if row is not None:
            rows.change(act.connection, asked.id, answer="", error=one_line(reason))
    if row is None:
        raise Superseded(f"question {asked.id} is not this worker's any more")


def answer(office: Office, asked: Asked, text: str, receipt: Receipt | None) -> None:
    """Write what a model answered, and settle its call; nothing but the call if the question was given up meanwhile."""
    with office.act(SYSTEM) as act:
        _settle(act, receipt)
        if _holds(act, asked) is not None:
            _close(act, asked.id, "answered", answer=_kept(text))


def fail(office: Office, asked: Asked, reason: str, receipt: Receipt | None = None) -> None:
    """Write why a question has no answer of a model, and settle or forfeit its calls."""
    with office.act(SYSTEM) as act:
        _settle(act, receipt)
        spending.forfeit_questions(act, asked.worker_id, reason)
        if _holds(act, asked) is not None:
            _close(act, asked.id, "failed", error=one_line(reason))


def hand_back(office: Office, worker_id: str, reason: str, *, counts: bool) -> None:
    """Open the questions of a worker again; what it had in the air is charged in full.

    `counts`: it did not stop in good order. A question over which several workers died is given up.
    """
    with office.act(SYSTEM) as act:
        spending.forfeit_questions(act, worker_id, reason)
        for row in rows.held_by(act.connection, worker_id):
            if counts and row.attempt >= MOST_ATTEMPTS:
                _close(act, row.id, "failed", error=f"{MOST_ATTEMPTS} workers died over it")
                continue
            attempt = row.attempt if counts else row.attempt - 1
            rows.change(act.connection, row.id, worker_id="", attempt=attempt, steps=[], answer="", error="")


def _kept(text: str) -> str:
    return printable(text, max_lines=2000, max_chars=LONGEST_ANSWER)


def _held(act: Act, asked: Asked) -> None:
    if _holds(act, asked) is None:
        raise Superseded(f"question {asked.id} is not this worker's any more")


def _holds(act: Act, asked: Asked) -> Row | None:
    row = rows.by_id(act.connection, asked.id)
    return row if row is not None and row.state == "open" and row.worker_id == asked.worker_id else None


def _settle(act: Act, receipt: Receipt | None) -> None:
    if receipt is not None:
        spending.settle(act, receipt)


def _close(act: Act, question_id: int, state: str, *, answer: str = "", error: str = "") -> None:
    rows.change(act.connection, question_id, state=state, answered_at_ms=act.at_ms, answer=answer, error=error)
