"""`teamx show`: what a place of the app shows, as text: for pipes, screen readers, terminals that cannot draw."""

from typing import Annotated

import typer

from teamx_tui.cli import output
from teamx_tui.cli.options import OPTIONS
from teamx_tui.cli.verbs import JSON, PLAIN, STORE
from teamx_tui.commands import COMMANDS
from teamx_tui.domain.errors import Invalid


def show(
    place: Annotated[
        str, typer.Argument(help="A place of the app, such as mission, or a ticket's number.")
    ] = "mission",
    store: STORE = None,
    json: JSON = False,
    plain: PLAIN = False,
) -> None:
    """Print what a place of the app shows; a number shows that ticket."""
    from teamx_tui.company.office import Office
    from teamx_tui.tui.modes import MODES  # the window's table of places brings Textual with it

    number = place.removeprefix("#")
    twins = {mode.name: mode.twin for mode in MODES}
    if not number.isdecimal() and place.lower() not in twins:
        raise Invalid(f"There is no place called {place!r}. There are: {', '.join(twins)}, and every ticket's number.")
    office = Office.open(OPTIONS.place(store))
    try:
        if number.isdecimal():
            reply = COMMANDS["ticket show"](office, number=int(number))
        else:
            reply = COMMANDS[twins[place.lower()]](office)
        output.show(reply, as_json=json or OPTIONS.json, plain=plain or OPTIONS.plain)
    finally:
        office.close()
