"""The command that takes the last command back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from teamx_tui import company
from teamx_tui.commands import shapes
from teamx_tui.commands.registry import Reply, command
from teamx_tui.domain.errors import Refused

if TYPE_CHECKING:
    from teamx_tui.company.office import Office


@command(
    "undo",
    changes=True,
    is_recorded=False,
    only="number of the command in the log; refused if it is not the latest any more",
    dry_run="only say what would be taken back",
)
def undo(office: Office, *, only: int = 0, dry_run: bool = False) -> Reply:
    """Take the latest command back; say it again to take back the one before."""
    from teamx_tui.commands.grammar.retelling import retold  # the words are only needed where somebody looks back

    if not dry_run:
        done = company.undo.take_back(office, only)
        return Reply(f"Taken back: {retold(done.said)}", shapes.undoable(done, done=True))
    found = company.undo.last(office)
    if found is None:
        raise Refused(company.undo.NOTHING)
    if found.refusal:
        raise Refused(found.refusal.replace(found.said, retold(found.said)))
    effects = "".join(f"\n  {effect}" for effect in found.effects)
    return Reply(f"Would take back: {retold(found.said)}{effects}", shapes.undoable(found, done=False))
