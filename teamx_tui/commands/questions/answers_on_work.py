"""What is said of the work: why it does not go on, how far it is, when it will be done, what finishes next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from math import ceil
from typing import TYPE_CHECKING, Final

from teamx_tui.commands import words
from teamx_tui.commands.questions.causes import UNSTAFFED, causes, told
from teamx_tui.commands.questions.inquiry import MOST, Inquiry, Line

if TYPE_CHECKING:
    from teamx_tui.company.critical import CriticalPath
    from teamx_tui.company.forecasts import Ending
    from teamx_tui.company.progress import Project
    from teamx_tui.company.views import Ticket
    from teamx_tui.company.why import Why

FOLLOWED: Final = 8
"""Tickets of a part of the work whose proofs are read."""
SLOWEST: Final = 4
"""Tickets that are followed where all of the work is meant."""
NEXT: Final = 3
"""Tickets told of what finishes next."""
_OVER: Final = frozenset({"done", "skipped", "cancelled", "failed"})
_PASSING: Final = frozenset({"capacity", "cool_down"})
"""Gates that open by themselves in a while."""
_ENOUGH: Final = frozenset({"done", "skipped"})


def behind(inquiry: Inquiry) -> Iterator[Line]:
    """Say how the work stands, and what holds it up: each cause once, followed to where it begins."""
    rows = inquiry.tickets() if inquiry.about.tickets else ()
    yield from _standing(inquiry, rows)
    asked = [row.number for row in rows if row.condition not in _OVER] if rows else _slowest(inquiry)
    proofs: list[Why] = [inquiry.look("why", number=number) for number in asked[:FOLLOWED]]
    held = [proof for proof in proofs if not proof.runnable]
    if not held:
        yield from _free(proofs)
        return
    found = causes(held, {row.number: row.assignee for row in rows})
    yield Line(f"What holds it up, followed to where it begins: {words.count(len(found), 'cause')}.")
    yield from told(found, is_staffed=held[0].is_staffed)
    if len(asked) > FOLLOWED:
        yield Line(f"{words.count(len(asked) - FOLLOWED, 'more unfinished ticket')} of it not followed.")


def progress(inquiry: Inquiry) -> Iterator[Line]:
    """Say how far the work is."""
    yield from _standing(inquiry, inquiry.tickets() if inquiry.about.tickets else ())


def when_done(inquiry: Inquiry) -> Iterator[Line]:
    """Say when the work will be done by its estimates, what decides that, and what is not in that figure."""
    rows = inquiry.tickets() if inquiry.about.tickets else ()
    if rows and all(row.condition in _OVER for row in rows):
        for row in rows[:NEXT]:
            yield Line(f"#{row.number} {row.title} is over: {words.condition(row.condition)}.", row.number)
        return
    endings = _endings(inquiry, [row.number for row in rows])
    if not endings:
        yield Line("Nothing is left to be done.")
        return
    last = endings[-1]
    what = f"#{last.number} {last.title}" if len(endings) == 1 else f"The last of {len(endings)}, #{last.number},"
    yield Line(f"{what} will be done in {_days(last.ends_in)}: {_date(last)} at the earliest.", last.number)
    chain = " → ".join(f"#{number}" for number in last.chain)
    yield Line(f"That is by the estimates along {chain}, everybody doing one ticket at a time.", last.number)
    yield from _paces(inquiry)
    yield from _uncounted(inquiry, [last.number])


def finish_next(inquiry: Inquiry) -> Iterator[Line]:
    """Say what ends first by the estimates, and what keeps it from that."""
    endings = _endings(inquiry, inquiry.about.tickets[:MOST])
    if not endings:
        yield Line("Nothing is left to be done.")
        return
    shown = sorted(endings, key=lambda one: (not one.is_live, one.ends_in))[:NEXT]
    for at, one in enumerate(shown, start=1):
        who = f"@{one.who}" if one.who else "nobody is assigned"
        now = ", having a turn on it now" if one.is_live else ""
        yield Line(f"{at}. #{one.number} {one.title}: in {_days(one.ends_in)} ({who}{now}).", one.number)
    yield Line("By the estimates of what is left, everybody doing one ticket at a time.")
    yield from _uncounted(inquiry, [one.number for one in shown])


def path(inquiry: Inquiry) -> Iterator[Line]:
    """Say on which chain of tickets the end of the work depends."""
    found: CriticalPath = inquiry.look("critical_path")
    left = [step for step in found.steps if step.condition not in _OVER]
    if not left:
        yield Line("Nothing is left to be done, so nothing is critical.")
        return
    yield Line(f"{found.days:g} working days are left on the longest chain, of {words.count(found.length, 'ticket')}:")
    for step in left[:10]:
        yield Line(f"#{step.number} {step.title}: {step.days:g} d, {words.condition(step.condition)}", step.number)
    if found.length > 10:
        yield Line(f"… and {words.count(found.length - 10, 'more ticket')}.")


def _standing(inquiry: Inquiry, rows: Sequence[Ticket]) -> Iterator[Line]:
    """Say in numbers how the part of the work stands that is meant, and how its project does."""
    if len(rows) == 1:
        row = rows[0]
        yield Line(f"#{row.number} {row.title} is {words.condition(row.condition)}.", row.number)
    elif rows:
        yield Line(_counted(inquiry, rows))
    else:
        seen = inquiry.look("status")
        yield Line(f"{seen.done} of {seen.total} tickets done, {seen.blocked_total} blocked, {seen.running} running.")
    wanted = {inquiry.about.project} if inquiry.about.project else {row.project for row in rows if row.project}
    yield from (_health(row) for row in _projects(inquiry, wanted))


def _counted(inquiry: Inquiry, rows: Sequence[Ticket]) -> str:
    counts = Counter(row.condition.value for row in rows)
    done, total = sum(counts[word] for word in _ENOUGH), len(rows) - counts["cancelled"]
    others = [f"{count} {word.replace('_', ' ')}" for word, count in sorted(counts.items()) if word not in _ENOUGH]
    part, of = inquiry.about.how, len(inquiry.about.tickets)
    cut = f" These are the first {MOST} of {of:,}." if of > MOST else ""
    return f"{part[:1].upper()}{part[1:]}: {', '.join([f'{done} of {total} done', *others])}.{cut}"


def _endings(inquiry: Inquiry, numbers: Sequence[int]) -> Sequence[Ending]:
    found: Sequence[Ending] = inquiry.look("forecast", **({"numbers": list(numbers)} if numbers else {}))
    return found


def _projects(inquiry: Inquiry, wanted: Collection[str | None]) -> Sequence[Project]:
    rows: Sequence[Project] = inquiry.look("projects")
    return [row for row in rows if not wanted or row.key in wanted][:NEXT]


def _health(row: Project) -> Line:
    why = f": {'; '.join(row.reasons)}" if row.reasons else ""
    return Line(f"Project {row.title}: {row.done} of {row.total} done ({row.percent} %), {row.health}{why}.")


def _slowest(inquiry: Inquiry) -> list[int]:
    """Return the unfinished tickets whose proofs tell most of the whole company: the end of the longest chain first."""
    seen, found = inquiry.look("status"), inquiry.look("critical_path")
    last = [step.number for step in found.steps if step.condition not in _OVER][-1:]
    return list(dict.fromkeys([*last, *(ticket.number for ticket in seen.blocked)]))[:SLOWEST]


def _free(proofs: Sequence[Why]) -> Iterator[Line]:
    if not proofs:
        yield Line("Nothing is left to be done there, so nothing holds it up.")
        return
    yield Line("Nothing holds it back.")
    for proof in proofs[:NEXT]:
        turns = f"{words.handles(proof.then)} next" if proof.then else "nobody is queued; comment to wake somebody"
        yield Line(
            f"#{proof.number} {proof.tree.title} ({words.condition(proof.tree.condition)}): {turns}.", proof.number
        )
    if not proofs[0].is_staffed:
        yield Line(UNSTAFFED, is_command=True)


def _paces(inquiry: Inquiry) -> Iterator[Line]:
    """Say how long the rest of a project takes at the pace of the last week."""
    if inquiry.about.tickets and inquiry.about.project is None:
        return
    for row in _projects(inquiry, {inquiry.about.project} if inquiry.about.project else ()):
        left, pace = row.total - row.done, row.velocity.per_day
        if left and pace:
            rest = f"the {left} left of {row.title} take {max(1, ceil(left / pace))} days"
            yield Line(f"At the pace of the last week, {pace:.1f} tickets a day, {rest}.")


def _uncounted(inquiry: Inquiry, numbers: Sequence[int]) -> Iterator[Line]:
    """Say which gates must open besides, of which no estimate knows how long they take."""
    proofs: list[Why] = [inquiry.look("why", number=number) for number in numbers]
    found = tuple(one for one in causes(proofs, {}) if one.gate is not None and one.gate.kind not in _PASSING)
    if found:
        yield Line("Not in that figure, since no estimate says how long it takes:")
        yield from told(found, is_staffed=True)
    if proofs and not proofs[0].is_staffed:
        yield Line(UNSTAFFED, is_command=True)


def _days(days: float) -> str:
    return f"{days:.1f}".removesuffix(".0") + (" working day" if days == 1 else " working days")


def _date(ending: Ending) -> str:
    return f"{ending.on:%a} {ending.on.day} {ending.on:%b %Y}"
