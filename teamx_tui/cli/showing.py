"""`teamx show`: what a place of the app shows, as text: for pipes, screen readers, terminals that cannot draw."""

from collections.abc import Mapping
from typing import Annotated, Any, Final

import typer

from teamx_tui.cli import output
from teamx_tui.cli.options import OPTIONS
from teamx_tui.cli.verbs import JSON, PLAIN, STORE
from teamx_tui.commands import COMMANDS, Reply
from teamx_tui.domain.errors import Invalid

PANELS: Final[Mapping[str, tuple[tuple[str, str, Mapping[str, Any]], ...]]] = {
    "mission": (
        ("Blocked", "ticket list", {"filter": "#blocked"}),
        ("People", "org", {}),
        ("Recent events", "log", {"last": 10}),
    ),
}
"""What a place shows besides what its command says: title, command and arguments of each panel."""


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
        as_json, is_plain = json or OPTIONS.json, plain or OPTIONS.plain
        if number.isdecimal():
            output.show(COMMANDS["ticket show"](office, number=int(number)), as_json=as_json, plain=is_plain)
            return
        output.show(COMMANDS[twins[place.lower()]](office), as_json=as_json, plain=is_plain)
        for title, name, given in () if as_json else PANELS.get(place.lower(), ()):
            output.show(Reply(f"\n{title}"), as_json=False, plain=is_plain)
            output.show(COMMANDS[name](office, **given), as_json=False, plain=is_plain)
    finally:
        office.close()
