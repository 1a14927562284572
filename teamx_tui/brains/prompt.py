"""What a model is told at the start of a run, and the list of what that was made from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from teamx_tui.brains.briefing import Briefing
from teamx_tui.brains.desk import ToolSpec


@dataclass(frozen=True, slots=True)
class Opening:
    """The first words of a conversation with a model."""

    system: str
    user: str
    manifest: Mapping[str, Any]
    """What it was made from; JSON values."""


def opening(briefing: Briefing, tools: Sequence[ToolSpec]) -> Opening:
    """Return the opening for a run."""
    system = f"You are {briefing.name}, {briefing.title} at {briefing.company}. You act only by calling tools."
    said = "\n".join(f"{one.author}: {one.body}" for one in briefing.thread)
    user = f"Ticket #{briefing.number}: {briefing.ticket}\n{briefing.description}\n\n{said}"
    return Opening(system, user, {"tools": [tool.name for tool in tools]})
