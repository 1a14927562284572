"""Putting things into the vault, tagging them and saying how far they have come: for the operator and for employees."""

from collections.abc import Sequence

from teamx_tui.company import artifacts as making
from teamx_tui.company import delivery, threads
from teamx_tui.company.act import Act
from teamx_tui.company.artifacts import Draft
from teamx_tui.company.office import OPERATOR, Office
from teamx_tui.company.vault import File, file_of, versions_of
from teamx_tui.domain.errors import Invalid, NotFound, Refused
from teamx_tui.store import artifacts, items
from teamx_tui.store.rows import Row


def add(
    office: Office, draft: Draft, *, number: int | None = None, project: str | None = None, actor: str = OPERATOR
) -> int:
    """Keep a version of something in a ticket's thread, a project or the company, and return its number, from 1.

    Raises:
        NotFound: there is no such ticket or project.
        Invalid: it has no name, is too large, or a type, status or tag is no word.
    """
    with office.act(actor) as act:
        if number is not None:
            return delivery.hand_in(act, act.ticket(number), draft)
        return making.put(act, draft, _project(act, project) if project else None)


def write(office: Office, draft: Draft, number: int, place: str, *, actor: str) -> int:
    """Keep a version of something for the `company`, the `project` of a ticket or the `ticket`, and return its number.

    Raises:
        NotFound: there is no such ticket.
        Refused: the ticket belongs to no project.
        Invalid: it has no name, is too large, or a type, status or tag is no word.
    """
    with office.act(actor) as act:
        item = act.ticket(number)
        if place == "ticket":
            return delivery.hand_in(act, item, draft)
        project = _project_of(act, item) if place == "project" else None
        threads.freshen(act, item)
        return making.put(act, draft, project)


def tag(
    office: Office,
    name: str,
    words: Sequence[str],
    remove: Sequence[str] = (),
    *,
    number: int | None = None,
    actor: str = OPERATOR,
) -> File:
    """Add tags to a file, take others off, and return it.

    Raises:
        NotFound: there is no such file.
        Invalid: one is no word, none is given, or it is not clear which file is meant.
    """
    if not words and not remove:
        raise Invalid(f"Say which tags {name} shall have: teamx vault tag NAME TAGS")
    with office.act(actor) as act:
        made, place = _made(act, name, number)
        off = making.tags(remove)
        making.set_tags(act, made, place, [word for word in making.tags((*made.tags, *words)) if word not in off])
        return file_of(artifacts.versions(act.connection, made.id)[-1])


def set_status(
    office: Office,
    name: str,
    status: str,
    *,
    number: int | None = None,
    near: int | None = None,
    actor: str = OPERATOR,
) -> str:
    """Say how far the newest version of a file has come, wake what waited for that, and return the status before.

    `near`: the ticket from which it is said; its file is meant when several have one of that name and none is named.

    Raises:
        NotFound: there is no such file.
        Invalid: nothing of its type has this status, or it is not clear which file is meant.
        Refused: it cannot come after the present one; those that can are named.
    """
    with office.act(actor) as act:
        made, place = _made(act, name, number, near)
        making.set_status(act, made, place, status)
        if near is not None:
            threads.freshen(act, act.ticket(near))
        return str(made.status)


def _made(act: Act, name: str, number: int | None, near: int | None = None) -> tuple[Row, Row | None]:
    reader = act.actor if act.actor != OPERATOR else None
    versions = versions_of(act.connection, name, number, near=near, reader=reader)
    made = making.by_id(act, versions[-1].id)
    return made, making.place_of(act, made)


def _project(act: Act, key: str) -> Row:
    row = items.by_key(act.connection, key)
    if row is None:
        raise NotFound(f"There is no project {key!r}.")
    return row


def _project_of(act: Act, item: Row) -> Row:
    whole = items.by_id(act.connection, item.id)
    project = items.by_id(act.connection, whole.parent_id) if whole is not None and whole.parent_id else None
    if project is None:
        raise Refused(f"#{item.number} belongs to no project; write it for the company or the ticket.")
    return project
