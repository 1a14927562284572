"""Commands that let the whole company stand still, and go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from teamx_tui import company
from teamx_tui.commands.registry import Reply, command

if TYPE_CHECKING:
    from teamx_tui.company.office import Office


@command("pause", changes=True, reason="why; shown wherever work waits for it")
def pause(office: Office, reason: str) -> Reply:
    """Start no turn until you resume; turns going on come to their end."""
    company.pauses.pause(office, reason)
    return Reply("The company is paused. To go on: teamx resume", {"paused": reason})


@command("resume", changes=True)
def resume(office: Office) -> Reply:
    """End the pause: whatever waited may run again."""
    reason = company.pauses.resume(office)
    return Reply("The company goes on.", {"paused": "", "was": reason})
