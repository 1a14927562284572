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
    from teamx_tui.commands.grammar.retelling import plainly  # the words are only needed where somebody looks back

    if not dry_run:
        done = company.undo.take_back(office, only)
        return Reply(f"Taken back: {plainly(done).said}", shapes.undoable(done, done=True))
    found = company.undo.last(office)
    if found is None:
        raise Refused(company.undo.NOTHING)
    told = plainly(found)
    if told.refusal:
        raise Refused(told.refusal)
    effects = "".join(f"\n  {effect}" for effect in found.effects)
    return Reply(f"Would take back: {told.said}{effects}", shapes.undoable(found, done=False))
