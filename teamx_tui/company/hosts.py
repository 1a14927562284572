"""Every brain there is as one reads about it: the scripted one, those set up, those found; who thinks with which."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from teamx_tui.company.office import Office
from teamx_tui.domain.errors import NotFound
from teamx_tui.store import brains as rows
from teamx_tui.store import people
from teamx_tui.store.brains import SCRIPTED
from teamx_tui.store.rows import Connection, Row


@dataclass(frozen=True, slots=True)
class Brain:
    """A way to think."""

    name: str
    kind: str
    base_url: str
    model: str
    key_source: str
    is_free: bool
    settings: Mapping[str, Any]
    lacks: str
    """Why nobody can think with it now; empty when one can."""
    probe: Mapping[str, Any]
    """What trying it out found last; empty when it was not."""
    probed_at_ms: int | None
    is_set_up: bool
    """Otherwise it was only found."""
    is_default: bool
    """Given to those who are hired without one."""
    users: tuple[str, ...]
    """Handles of those who think with it."""


def brains(office: Office, found: Sequence[Mapping[str, Any]] = ()) -> tuple[Brain, ...]:
    """Return the scripted brain, then those set up by name, then those of `found` that are not."""
    with office.look() as connection:
        users, default = _users(connection), people.the_company(connection).brain
        stored = rows.brains(connection)
    taken = {row.name for row in stored}
    nothing: dict[str, Any] = {"settings": {}, "lacks": "", "probe": {}, "probed_at_ms": None}
    scripted = {"name": SCRIPTED, "kind": SCRIPTED, "base_url": "", "model": "", "key_source": "", "is_free": True}
    many = [
        (True, scripted | nothing),
        *((True, _columns(row)) for row in stored),
        *((False, {**nothing, **one}) for one in found if one["name"] not in taken),
    ]
    return tuple(
        Brain(
            **{key: value for key, value in row.items() if key in Brain.__dataclass_fields__},
            is_set_up=is_set_up,
            is_default=row["name"] == default,
            users=tuple(users.get(row["name"], ())),
        )
        for is_set_up, row in many
    )


def row(office: Office, name: str) -> dict[str, Any]:
    """Return the columns of a brain that is set up.

    Raises:
        NotFound: there is none of that name.
    """
    with office.look() as connection:
        found = rows.by_name(connection, name)
    if found is None:
        raise NotFound(f"There is no brain {name!r} here. To see what there is: teamx brain list")
    return _columns(found)


def mind(connection: Connection) -> tuple[str, ...]:
    """Return what those who work here think with, each as brain and model in words; the scripted brain first.

    With nobody here yet: what whoever is hired first would get.
    """
    models = {row.name: row.model for row in rows.brains(connection)}
    staff = [row for row in people.employees(connection) if row.left_at_ms is None]
    held = {(row.brain, row.model) for row in staff or [people.the_company(connection)]}
    named = {f"{name} {model or models.get(name, '')}".strip() for name, model in held}
    return tuple(sorted(named, key=lambda one: (not one.startswith(SCRIPTED), one)))


def _users(connection: Connection) -> Mapping[str, list[str]]:
    users: dict[str, list[str]] = defaultdict(list)
    for one in people.employees(connection):
        if one.left_at_ms is None:
            users[one.brain].append(one.handle)
    return users


def _columns(row: Row) -> dict[str, Any]:
    return dict(row._asdict())
