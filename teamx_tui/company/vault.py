"""The vault: everything that was made, found by its words, and each version of it as it was handed in."""

import hashlib
from dataclasses import dataclass
from typing import Final

from teamx_tui.company.office import Office
from teamx_tui.domain import searches
from teamx_tui.domain.errors import Invalid, NotFound
from teamx_tui.store import artifacts
from teamx_tui.store.rows import Connection, Row

FIELDS: Final = (artifacts.KIND,)
"""What may stand before a colon in a filter of files."""
LISTED: Final = 2000
"""Files that are listed; of more the rest is counted only."""
NAMES: Final = 8


@dataclass(frozen=True, slots=True)
class File:
    """One version of something made; in a list, the newest."""

    id: int
    name: str
    kind: str
    version: int
    versions: int
    """How many there are of the same name on the same ticket."""
    producer: str
    number: int
    """The ticket it was made on."""
    title: str
    bytes: int
    sha256: str
    at_ms: int


@dataclass(frozen=True, slots=True)
class Found:
    """What a filter lets through."""

    files: tuple[File, ...]
    """The latest made first, at most `LISTED`."""
    shown: int
    """How many the filter lets through."""
    total: int


@dataclass(frozen=True, slots=True)
class Document:
    """A version of a file with what is in it."""

    file: File
    content: str
    is_intact: bool
    """What is in it still has the hash it was handed in with."""


def find(office: Office, text: str = "") -> Found:
    """Return the files that a filter lets through: `@lin #65 kind:code token`, `-` before a word for not.

    Raises:
        Invalid: a word of it means nothing; the sentence names those that do.
    """
    search = searches.parse(text, FIELDS)
    with office.look() as connection:
        files = tuple(_file(row) for row in artifacts.newest(connection, search, LISTED))
        shown = len(files) if len(files) < LISTED else artifacts.count(connection, search)
        return Found(files, shown, artifacts.count(connection, searches.EVERYTHING) if text.strip() else shown)


def read(office: Office, name: str, number: int | None = None, version: int | None = None) -> Document:
    """Return a file, its newest version unless one is named; `number` says on which ticket.

    Raises:
        NotFound: there is no such file, or not that version of it.
        Invalid: several tickets have a file of that name and none was named.
    """
    with office.look() as connection:
        versions = artifacts.named(connection, name, number)
        if not versions and number is not None:
            versions = artifacts.handed(connection, name, number)
        if not versions:
            raise _missing(connection, name, number)
        if len(tickets := sorted({row.number for row in versions})) > 1:
            listed = ", ".join(f"#{one}" for one in tickets)
            raise Invalid(f"There is a {name} on each of {listed}; say which ticket is meant.")
        row = next((row for row in versions if row.version == (version or versions[-1].version)), None)
        if row is None:
            raise NotFound(f"{name} has no version {version}; there are 1 to {versions[-1].version}.")
        content = artifacts.content(connection, row.id)
    return Document(_file(row), content, hashlib.sha256(content.encode()).hexdigest() == row.sha256)


def _missing(connection: Connection, name: str, number: int | None) -> NotFound:
    place = f" on #{number}" if number is not None else " in the vault"
    word = searches.Term(searches.TEXT, name.rpartition(".")[0] or name)
    near = artifacts.newest(connection, searches.Search((word,)), NAMES) or artifacts.newest(
        connection, searches.EVERYTHING, NAMES
    )
    names = ", ".join(dict.fromkeys(row.name for row in near))
    return NotFound(f"There is no file {name!r}{place}. " + (f"There are: {names}." if names else "It is empty yet."))


def _file(row: Row) -> File:
    return File(
        row.id,
        row.name,
        row.kind,
        row.version,
        row.versions,
        row.producer,
        row.number,
        row.title,
        row.bytes,
        row.sha256,
        row.at_ms,
    )
