"""`teamx brain key`: keeping a brain's key. It is typed or piped in, so it stands in no command line and no history."""

import getpass
import sys
from typing import Annotated, Final

import typer

from teamx_tui import company
from teamx_tui.cli import output
from teamx_tui.cli.options import OPTIONS
from teamx_tui.cli.verbs import JSON, STORE
from teamx_tui.commands import Reply
from teamx_tui.domain.errors import Invalid

_SHORTEST: Final = 8


def key(
    name: Annotated[str, typer.Argument(help="which brain, such as anthropic", metavar="NAME")],
    keyring: Annotated[bool, typer.Option("--keyring", help="Keep it in the system's keyring.")] = False,
    store: STORE = None,
    json: JSON = False,
) -> None:
    """Keep a brain's key in a file that only you can read, or in the system's keyring."""
    if not name.replace("-", "").isalnum():
        raise Invalid(f"{name!r} is not the name of a brain.")
    typed = getpass.getpass(f"Key of {name}: ") if sys.stdin.isatty() else sys.stdin.readline()
    secret = typed.strip()
    if len(secret) < _SHORTEST or any(not "!" <= character <= "~" for character in secret):
        raise Invalid(
            "That is no key; it is one line of plain letters, digits and signs. Type it when asked, or pipe it in."
        )
    source, where = company.safe.put_away(name, secret, in_keyring=keyring)
    is_set_up = _noted(name, source, store)
    way = "" if is_set_up else f" To use it: teamx brain use {name}"
    instead = " There is no keyring that can be used." if keyring and source != "keyring" else ""
    data = {"name": name, "key": source, "where": where, "set_up": is_set_up}
    output.show(
        Reply(f"The key of {name} is in {where}.{instead}{way}", data), as_json=json or OPTIONS.json, plain=True
    )


def _noted(name: str, source: str, store: str | None) -> bool:
    """Say in the company, if there is one with that brain, where its key is now."""
    place = OPTIONS.place(store)
    if not place.exists():
        return False
    office = company.office.Office.open(place)
    try:
        if name not in {one.name for one in company.hosts.brains(office)[1:]}:
            return False
        with company.orders.given(office, f"brain set {name} key {source}"):
            company.brains.change(office, name, "key", source)
        company.brains.note_lack(office, name, "")
        return True
    finally:
        office.close()
