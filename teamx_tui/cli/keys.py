"""`teamx keys`: every key of the app with its id, as the operator has them; the reference for remapping."""

from typing import Any

from teamx_tui import settings
from teamx_tui.cli import output
from teamx_tui.cli.options import OPTIONS
from teamx_tui.cli.verbs import JSON, PLAIN
from teamx_tui.commands import Reply, Table


def keys(json: JSON = False, plain: PLAIN = False) -> None:
    """List every key of the app with its id, and how to change it."""
    from teamx_tui.tui import preferences  # the window's tables bring Textual with them
    from teamx_tui.tui.key_table import KEYS
    from teamx_tui.tui.keys import id_of
    from teamx_tui.tui.panes import PANES
    from teamx_tui.tui.screens.help import written

    place = settings.preferences()
    wishes = preferences.read(place)
    rows: list[dict[str, Any]] = [
        {
            "id": id_of(pane, key),
            "where": about.title,
            "keys": (wishes.keymap.moved.get(id_of(pane, key)) or key.keys).split(","),
            "usual": key.keys.split(","),
            "does": key.tip or key.words,
        }
        for pane, about in PANES.items()
        for key in KEYS[pane]
    ]
    cells = tuple(
        (row["where"], " ".join(map(written, row["keys"])), row["does"] + _changed(row), row["id"]) for row in rows
    )
    said = f"Change them in {place}, for example:\n\n{preferences.EXAMPLE}"
    table = Table(("Where", "Keys", "What they do", "Id"), cells)
    output.show(Reply(said, rows, table), as_json=json or OPTIONS.json, plain=plain or OPTIONS.plain)
    for complaint in wishes.complaints:
        output.complain(complaint)


def _changed(row: dict[str, Any]) -> str:
    return "" if row["keys"] == row["usual"] else " (changed)"
