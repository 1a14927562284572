"""How the brain that needs no key takes part in a meeting: by its script, or without one from how things stand.

Attendees speak in the meeting's order and not in the script's: everybody plays the next block of lines of their own.
"""

from collections.abc import Sequence
from typing import Final

from teamx_tui.brains.brain import ToolCall
from teamx_tui.brains.briefing import Briefing, Cue, Floor
from teamx_tui.domain.meetings import MeetingKind, Stage

_LABEL: Final = "(scripted)"


def speak(briefing: Briefing, floor: Floor) -> tuple[ToolCall, ...]:
    """Return what somebody does in their turn; nothing is a pass."""
    if briefing.scripted:
        return tuple(ToolCall(cue.tool, cue.arguments, line=cue.no) for cue in _block(briefing.handle, briefing.cues))
    if floor.stage == Stage.OPENING:
        return (ToolCall("comment", {"text": _opening(briefing, floor)}),)
    if floor.kind == MeetingKind.RETROSPECTIVE:
        words = (_look_back(floor),)
    else:
        words = (ToolCall("position", {"text": _report(floor), "about": 1 if floor.agenda else None}),)
    return (*words, *_closing(floor)) if floor.stage == Stage.CLOSING else words


def _block(handle: str, cues: Sequence[Cue]) -> list[Cue]:
    """Return the next lines of somebody that stand one behind the other."""
    block: list[Cue] = []
    for cue in cues:
        if block and (cue.by != handle or cue.no != block[-1].no + 1):
            break
        if cue.by == handle:
            block.append(cue)
    return block


def _opening(briefing: Briefing, floor: Floor) -> str:
    points = "; ".join(f"{no}. {point}" for no, (point, _) in enumerate(floor.agenda, start=1))
    return f"{_LABEL} I open {briefing.ticket!r}. " + (f"On the agenda: {points}." if points else "There is no agenda.")


def _report(floor: Floor) -> str:
    parts = (("Done", floor.done), ("Doing", floor.doing), ("Blocked", floor.blocked))
    said = "\n".join(f"{label}: {'; '.join(found)}" for label, found in parts if found)
    return f"{_LABEL} {said or 'Nothing is mine to do at the moment.'}"


def _look_back(floor: Floor) -> ToolCall:
    well = [f"{ticket} is done" for ticket in floor.done] or ["Nothing of mine was done yet"]
    parts = {"went_well": well, "went_badly": list(floor.blocked), "goals": list(floor.doing)}
    return ToolCall("reflect", {part: [f"{_LABEL} {line}" for line in lines] for part, lines in parts.items()})


def _closing(floor: Floor) -> tuple[ToolCall, ...]:
    undecided = [no for no, (_, is_decided) in enumerate(floor.agenda, start=1) if not is_decided]
    return tuple(ToolCall("resolve", {"outcome": f"{_LABEL} Taken note of.", "about": no}) for no in undecided)
