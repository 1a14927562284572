"""`teamx show`: what a place of the app shows, as text: for pipes, screen readers, terminals that cannot draw."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Final

import typer

from teamx_tui.cli import output
from teamx_tui.cli.options import OPTIONS
from teamx_tui.cli.verbs import JSON, PLAIN, STORE
from teamx_tui.commands import COMMANDS, Reply, Table
from teamx_tui.domain.arrangement import STAGES, Stage
from teamx_tui.domain.errors import Invalid
from teamx_tui.domain.gates import Condition

PANELS: Final[Mapping[str, tuple[tuple[str, str, Mapping[str, Any]], ...]]] = {
    "mission": (
        ("Blocked", "ticket list", {"filter": "#blocked"}),
        ("People", "org", {}),
        ("Recent events", "log", {"last": 10}),
    ),
}
"""What a place shows besides what its command says: title, command and arguments of each panel."""

BOARD: Final = "board"
WITHIN: Final[Mapping[str, str]] = {BOARD: "ticket list", "graph": "graph", "raci": "raci"}
"""What is shown within a place, and the command that says the same."""


def show(
    place: Annotated[
        str, typer.Argument(help="A place of the app, such as mission; board, graph or raci; or a ticket's number.")
    ] = "mission",
    store: STORE = None,
    json: JSON = False,
    plain: PLAIN = False,
) -> None:
    """Print what a place of the app shows; a number shows that ticket."""
    from teamx_tui.company.office import Office
    from teamx_tui.tui.modes import MODES  # the window's table of places brings Textual with it

    number = place.removeprefix("#")
    twins = {**{mode.name: mode.twin for mode in MODES}, **WITHIN}
    if not number.isdecimal() and place.lower() not in twins:
        raise Invalid(f"There is no place called {place!r}. There are: {', '.join(twins)}, and every ticket's number.")
    office = Office.open(OPTIONS.place(store))
    try:
        as_json, is_plain = json or OPTIONS.json, plain or OPTIONS.plain
        if number.isdecimal():
            output.show(COMMANDS["ticket show"](office, number=int(number)), as_json=as_json, plain=is_plain)
            return
        reply = COMMANDS[twins[place.lower()]](office)
        for part in _columns(reply) if place.lower() == BOARD and not as_json else (reply,):
            output.show(part, as_json=as_json, plain=is_plain)
        for title, name, given in () if as_json else PANELS.get(place.lower(), ()):
            output.show(Reply(f"\n{title}"), as_json=False, plain=is_plain)
            output.show(COMMANDS[name](office, **given), as_json=False, plain=is_plain)
    finally:
        office.close()


def _columns(listed: Reply) -> Iterator[Reply]:
    """Yield the tickets of a list as the columns of the board, one after the other."""
    if listed.table is None:
        yield listed
        return
    stages = [STAGES[Condition(one["condition"])] for one in listed.data]
    for stage in Stage:
        rows = tuple(row for row, its in zip(listed.table.rows, stages, strict=True) if its is stage)
        yield Reply(f"{stage} {len(rows)}", table=Table(listed.table.columns, rows) if rows else None)
        yield Reply("")
