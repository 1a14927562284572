"""The meetings of a scenario: from the file to what is said to call them, with their scripts, and back again."""

from collections.abc import Sequence
from typing import Any

from teamx_tui.company.founding import Assembly, Line
from teamx_tui.company.meetings import Calling
from teamx_tui.domain.errors import Invalid
from teamx_tui.domain.meetings import FORMS, MeetingKind
from teamx_tui.domain.schedules import Schedule, schedule, time_of_day
from teamx_tui.scenarios.proofreader import known
from teamx_tui.scenarios.scripts import Stage, lines
from teamx_tui.scenarios.shape import MeetingPart
from teamx_tui.scenarios.source import Where


def read(stage: Stage, parts: Sequence[MeetingPart]) -> tuple[Assembly, ...]:
    """Return the meetings of a scenario.

    Raises:
        Invalid: one names somebody or a ticket that is not there, or a line of its script could never be played.
    """
    taken = set(stage.numbers)
    found = []
    for no, part in enumerate(parts):
        where: Where = ("meetings", no)
        for place, handle in enumerate(part.attendees):
            known(stage.source, (*where, "attendees", place), [handle], stage.handles)
        known(stage.source, (*where, "chair"), [part.chair], stage.handles)
        if not part.attendees and part.chair is None and MeetingKind(part.kind) is not MeetingKind.ALL_HANDS:
            raise stage.source.wrong(where, "a meeting needs somebody to attend it.")
        for place, number in enumerate(part.after):
            if number not in stage.numbers:
                raise stage.source.wrong((*where, "after", place), f"there is no ticket #{number}.")
        if part.number in taken:
            raise stage.source.wrong((*where, "number"), f"number #{part.number} is used twice.")
        taken |= {part.number} if part.number is not None else set()
        script = lines(stage, (*where, "script"), part.script)
        _check_script(stage, (*where, "script"), part, script)
        found.append(Assembly(_calling(part), _schedule(stage, where, part), script))
    return tuple(found)


def written(one: Assembly) -> dict[str, Any]:
    """Return a meeting as an entry of `meetings:`, without its script."""
    calling = one.calling
    part: dict[str, Any] = {
        "number": calling.number,
        "title": calling.title or calling.kind.replace("-", " ").capitalize(),
        "kind": calling.kind,
        "description": calling.description or None,
        "chair": calling.chair,
        "attendees": list(calling.attendees),
        "agenda": list(calling.agenda) or None,
        "after": list(calling.after) or None,
        "order": calling.speaking or None,
        "quorum": calling.quorum,
        "rounds": calling.rounds,
        "turns": calling.most_turns,
        "budget_usd": calling.budget_micros / 1_000_000 if calling.budget_micros is not None else None,
    }
    if one.schedule is not None:
        part |= _recurring(one.schedule)
    return {key: value for key, value in part.items() if value is not None}


def _calling(part: MeetingPart) -> Calling:
    return Calling(
        title=part.title,
        kind=part.kind,
        attendees=tuple(part.attendees),
        chair=part.chair,
        agenda=tuple(part.agenda),
        description=part.description,
        speaking=part.order or "",
        quorum=part.quorum,
        rounds=part.rounds,
        most_turns=part.turns,
        budget_micros=round(part.budget_usd * 1_000_000) if part.budget_usd is not None else None,
        after=tuple(part.after),
        number=part.number,
    )


def _schedule(stage: Stage, where: Where, part: MeetingPart) -> Schedule | None:
    if part.every is None:
        return None
    try:
        return schedule(part.every, part.days, part.at)
    except Invalid as error:
        raise stage.source.wrong((*where, "every"), str(error)) from None


def _recurring(when: Schedule) -> dict[str, str]:
    at = time_of_day(when.minute)
    if when.dates:
        return {"every": "monthly", "at": at, "days": ", ".join(str(date) for date in when.dates)}
    cadence = {7: "daily", 2: "twice-weekly", 1: "weekly"}.get(len(when.days), "weekdays")
    days, _, _ = when.words.partition(" at ")
    return {"every": cadence, "at": at} | ({} if cadence == "daily" else {"days": days})


def _check_script(stage: Stage, where: Where, part: MeetingPart, script: Sequence[Line]) -> None:
    """Everybody plays a block of lines in each of their turns, so there may be no more blocks than turns."""
    attendees = {part.chair, *part.attendees} if part.attendees or part.chair else set(stage.handles)
    rounds = part.rounds or FORMS[MeetingKind(part.kind)].rounds
    chair = part.chair or (part.attendees[0] if part.attendees else next(iter(stage.handles)))
    blocks: dict[str, int] = {}
    before = None
    for no, line in enumerate(script):
        if line.by not in attendees:
            raise stage.source.wrong((*where, no, "by"), f"@{line.by} does not attend the meeting.")
        if line.by != before:
            blocks[line.by] = blocks.get(line.by, 0) + 1
            before = line.by
        turns = rounds + (line.by == chair)
        if blocks[line.by] > turns:
            cause = f"@{line.by} has {turns} turns at most, and begins to speak here once more; add rounds."
            raise stage.source.wrong((*where, no, line.tool), cause)
