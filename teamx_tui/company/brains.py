"""Setting brains up, giving them to employees, and noting how they are. Every change can be taken back."""

import re
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlsplit

from teamx_tui.brains.finding import is_relay
from teamx_tui.brains.host import ANTHROPIC, COMPATIBLE, Host
from teamx_tui.brains.keys import SOURCES
from teamx_tui.company.act import Act
from teamx_tui.company.dials import address, dial
from teamx_tui.company.office import OPERATOR, SYSTEM, Office
from teamx_tui.domain.errors import Invalid, NotFound, Refused
from teamx_tui.domain.text import one_line
from teamx_tui.store import brains as rows
from teamx_tui.store.brains import SCRIPTED
from teamx_tui.store.rows import Row

__all__ = ["SCRIPTED", "add", "change", "drop", "host", "note_lack", "note_probe", "take_up"]

_NAME: Final = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?")
KEPT: Final = ("kind", "base_url", "model", "key_source", "is_free", "settings", "probe", "probed_at_ms", "lacks")
"""Columns of a brain, besides its name."""


def add(
    office: Office, name: str, base_url: str, *, model: str = "", is_free: bool | None = None, key_source: str = ""
) -> None:
    """Set a brain up. `is_free` None: what is on this machine costs nothing, unless it passes on; all else does.

    Raises:
        Invalid: the name, the address or the source of the key is none.
        Refused: there is one of that name.
    """
    url = address(base_url)
    if not _NAME.fullmatch(name) or name == SCRIPTED:
        raise Invalid(f"{name!r} cannot be the name of a brain: use lower-case letters, digits and -.")
    if key_source not in ("", *SOURCES):
        raise Invalid(f"A key is never found in {key_source!r}, but in: {', '.join(SOURCES)}.")
    kind = ANTHROPIC if (urlsplit(url).hostname or "").endswith("api.anthropic.com") else COMPATIBLE
    host = Host(name, kind, url, "")
    free = host.is_local and not is_relay(host) if is_free is None else is_free
    source = key_source or ("env" if kind == ANTHROPIC else "")
    take_up(office, {"name": name, "kind": kind, "base_url": url, "is_free": free, "key_source": source}, model)


def take_up(office: Office, found: Mapping[str, Any], model: str = "", *, actor: str = OPERATOR) -> None:
    """Write a brain that was found (company.errands), or said.

    Raises:
        Refused: there is one of that name.
    """
    with office.act(actor) as act:
        name = found["name"]
        if rows.by_name(act.connection, name) is not None:
            raise Refused(f"There is a brain {name} already. To change it: teamx brain set {name} KEY VALUE")
        row = {key: found[key] for key in ("kind", "base_url", "key_source", "is_free")}
        write(act, name, row | {"model": one_line(model or found.get("model", "")).strip()})


def write(act: Act, name: str, row: Mapping[str, Any]) -> None:
    """Write inside an act a brain with some of its columns."""
    rows.add(act.connection, name=name, **row)
    act.note("brain.added", f"brain:{name}", brain=name, url=row["base_url"], model=row["model"])


def change(office: Office, name: str, key: str, value: str, *, actor: str = OPERATOR) -> str:
    """Change a setting of a brain and return it as it is kept. An empty value takes it away.

    Raises:
        NotFound: there is no such brain.
        Invalid: there is no such setting, or it cannot have that value; the sentence says which.
    """
    kept = dial(key).read(value)
    with office.act(actor) as act:
        row = known(act, name)
        adjust(act, row, key, kept)
    return f"{kept}"


def adjust(act: Act, row: Row, key: str, value: Any) -> None:
    """Write inside an act a setting of a brain as it is kept; None takes it away. What was tried out is no longer."""
    column = dial(key).column
    settings = {name: kept for name, kept in row.settings.items() if name != key}
    before = getattr(row, column) if column else row.settings.get(key)
    if before == value:
        return
    values = {column: value} if column else {"settings": settings | ({} if value is None else {key: value})}
    rows.change(act.connection, row.name, **values, probe={}, probed_at_ms=None, lacks="")
    act.forget()
    act.note("brain.changed", f"brain:{row.name}", brain=row.name, key=key, old=before, new=value)


def drop(office: Office, name: str, *, actor: str = OPERATOR) -> None:
    """Take a brain away that nobody has.

    Raises:
        NotFound: there is no such brain.
        Refused: somebody has it, or whoever is hired would get it.
    """
    with office.act(actor) as act:
        row = known(act, name)
        users = [f"@{one.handle}" for one in act.staff().values() if one.brain == name and one.left_at_ms is None]
        users += ["whoever is hired next"] if act.company().brain == name else []
        if users:
            raise Refused(f"{name} is the brain of {', '.join(users[:6])}. First: teamx brain use {SCRIPTED}")
        erase(act, row)


def erase(act: Act, row: Row) -> None:
    """Take a brain away inside an act; what it was stays in the log, so that it can come back."""
    rows.drop(act.connection, row.name)
    act.forget()
    act.note("brain.dropped", f"brain:{row.name}", brain=row.name, row={key: getattr(row, key) for key in KEPT})


def note_probe(office: Office, name: str, found: Mapping[str, Any]) -> None:
    """Keep what trying a brain out has found."""
    with office.act(SYSTEM) as act:
        row = known(act, name)
        kept = {key: value for key, value in found.items() if key != "usages"}
        # Whoever tried it had no key: the worker may have one all the same, and says so itself if not.
        lacks = "" if found["ok"] else row.lacks
        rows.change(act.connection, name, probe=kept, probed_at_ms=act.at_ms, lacks=lacks)
        act.forget()
        act.note("brain.probed", f"brain:{row.name}", brain=name, ok=found["ok"], said=one_line(found["said"]))


def note_lack(office: Office, name: str, lacks: str) -> None:
    """Note why nobody can think with a brain now, or with an empty reason that they can again; old news is no event."""
    with office.look() as connection:
        row = rows.by_name(connection, name)
    if row is None or row.lacks == lacks:
        return
    with office.act(SYSTEM) as act:
        rows.change(act.connection, name, lacks=lacks)
        act.forget()
        act.note("brain.checked", f"brain:{name}", brain=name, lacks=lacks)


def host(office: Office, name: str) -> tuple[Host, str] | None:
    """Return a brain as a host without its key, and where that is found; None if there is no such brain."""
    with office.look() as connection:
        row = rows.by_name(connection, name)
    if row is None:
        return None
    return Host(row.name, row.kind, row.base_url, row.model, settings=dict(row.settings)), row.key_source


def known(act: Act, name: str) -> Row:
    """Return a brain's row.

    Raises:
        NotFound: there is no such brain.
    """
    row = rows.by_name(act.connection, name)
    if row is None:
        there = ", ".join([SCRIPTED, *(one.name for one in rows.brains(act.connection))])
        raise NotFound(f"There is no brain {name!r} here. There are: {there}. To find others: teamx brain list")
    return row
