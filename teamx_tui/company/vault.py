"""The vault: everything that was made, found by its words, and each version of it as it was handed in."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from teamx_tui.company.artifacts import COMPANY
from teamx_tui.company.office import Office
from teamx_tui.domain import searches
from teamx_tui.domain.errors import Invalid, NotFound
from teamx_tui.domain.searches import TEXT, Search
from teamx_tui.domain.text import storable
from teamx_tui.store import artifacts
from teamx_tui.store import search as texts
from teamx_tui.store.rows import Connection, Row

FIELDS: Final = (artifacts.KIND, artifacts.TAG, artifacts.TYPE, artifacts.STATUS)
"""What may stand before a colon in a filter of files."""
LISTED: Final = 2000
"""Files that are listed; of more the rest is counted only."""
SHOWN: Final = 40
"""Files whose text is shown around the words that were looked for."""
NAMES: Final = 8


@dataclass(frozen=True, slots=True)
class File:
    """One version of something made; in a list, the newest."""

    id: int
    name: str
    kind: str
    version: int
    versions: int
    """The number of the newest version of the same name in the same place."""
    producer: str
    number: int | None
    """The ticket it was made on; None when it belongs to a project or to the company."""
    title: str
    """Title of the ticket or project it belongs to."""
    bytes: int
    sha256: str
    at_ms: int
    type: str = ""
    status: str = ""
    tags: tuple[str, ...] = ()
    project: str | None = None
    """Key of the project it belongs to."""

    @property
    def place(self) -> str:
        """Where it belongs: `#3`, `project panel`, `company`."""
        if self.number is not None:
            return f"#{self.number}"
        return f"project {self.project}" if self.project is not None else COMPANY


@dataclass(frozen=True, slots=True)
class Found:
    """What a filter lets through."""

    files: tuple[File, ...]
    """What fits the words best first, else the latest made; at most `LISTED`."""
    shown: int
    """How many the filter lets through."""
    total: int
    snippets: Mapping[int, str] = field(default_factory=dict)
    """The text around the words, between « and », by id of the file; of the first `SHOWN` only."""
    is_indexed: bool = True
    """Texts are found by an index; without one (SQLite without FTS5) they are gone through letter by letter."""


@dataclass(frozen=True, slots=True)
class Document:
    """A version of a file with what is in it."""

    file: File
    content: str
    is_intact: bool
    """What is in it still has the hash it was handed in with."""
    versions: tuple[int, ...] = ()
    """The numbers of all its versions, ascending; one that was taken back is missing."""


def find(office: Office, text: str = "") -> Found:
    """Return the files that a filter lets through: `@lin #65 kind:code token`, `-` before a word for not.

    Raises:
        Invalid: a word of it means nothing; the sentence names those that do.
    """
    return _found(office, searches.parse(storable(text), FIELDS))


def search(office: Office, text: str, *, reader: str | None = None) -> Found:
    """Return the files in whose name, tags or text every word of `text` stands, whatever it is written with.

    `reader`: only what this employee may read; what was made on a private ticket stays with those who take part in it.
    """
    return _found(office, searches.words(storable(text)), reader)


def _found(office: Office, search: Search, reader: str | None = None) -> Found:
    with office.look() as connection:
        files = tuple(file_of(row) for row in artifacts.newest(connection, search, LISTED, reader))
        shown = len(files) if len(files) < LISTED else artifacts.count(connection, search)
        total = artifacts.count(connection, searches.EVERYTHING) if search.terms else shown
        wanted = search.wanted(TEXT)
        snippets = texts.snippets(connection, wanted, [file.id for file in files[:SHOWN]]) if wanted else {}
        return Found(files, shown, total, snippets, texts.is_indexed(connection))


def read(
    office: Office,
    name: str,
    number: int | None = None,
    version: int | None = None,
    *,
    reader: str | None = None,
) -> Document:
    """Return a file, its newest version unless one is named; `number` says on which ticket, `reader` who reads.

    Raises:
        NotFound: there is no such file, or not that version of it.
        Invalid: it is there in several places, none of them the company's own, and no ticket was named.
    """
    with office.look() as connection:
        return _read(connection, versions_of(connection, name, number, reader=reader), version)


def read_version(office: Office, file_id: int, version: int | None = None) -> Document:
    """Return the file that a version, by its id, is one of: its newest version unless one is named.

    Raises:
        NotFound: it is not there any more, or has no such version.
    """
    with office.look() as connection:
        versions = artifacts.versions(connection, file_id)
        if not versions:
            raise NotFound("That file is not in the vault any more.")
        return _read(connection, versions, version)


def versions_of(
    connection: Connection,
    name: str,
    number: int | None,
    *,
    near: int | None = None,
    reader: str | None = None,
) -> Sequence[Row]:
    """Return every version of the one file that is meant; where no ticket is named, the company's own goes first."""
    found = artifacts.named(connection, name, reader)
    if number is None and any(row.number == near for row in found if near is not None):
        number = near
    versions = [row for row in found if number in (None, row.number)]
    if not versions:
        raise _missing(connection, name, number)
    places = {row.item_id for row in versions}
    if len(places) > 1 and None in places:
        return [row for row in versions if row.item_id is None]
    if len(places) > 1:
        tickets = sorted({row.number for row in versions if row.number is not None})
        listed = ", ".join([*(f"#{one}" for one in tickets), *_projects(versions)])
        raise Invalid(f"There is a {name} on each of {listed}; say which ticket is meant.")
    return versions


def _projects(of: Collection[Row]) -> list[str]:
    return sorted({f"project {row.key}" for row in of if row.number is None})


def _read(connection: Connection, versions: Sequence[Row], version: int | None) -> Document:
    row = next((row for row in versions if row.version == (version or versions[-1].version)), None)
    if row is None:
        raise NotFound(f"{versions[-1].name} has no version {version}; there are 1 to {versions[-1].version}.")
    content = artifacts.content(connection, row.id)
    is_intact = hashlib.sha256(content.encode()).hexdigest() == row.sha256
    return Document(file_of(row), content, is_intact, tuple(one.version for one in versions))


def _missing(connection: Connection, name: str, number: int | None) -> NotFound:
    place = f" on #{number}" if number is not None else " in the vault"
    near = artifacts.newest(connection, searches.words(storable(name.rpartition(".")[0] or name)), NAMES)
    near = near or artifacts.newest(connection, searches.EVERYTHING, NAMES)
    names = ", ".join(dict.fromkeys(row.name for row in near))
    return NotFound(f"There is no file {name!r}{place}. " + (f"There are: {names}." if names else "It is empty yet."))


def file_of(row: Row) -> File:
    """Return a row of store.artifacts as a file."""
    return File(
        id=row.id,
        name=row.name,
        kind=row.kind,
        version=row.version,
        versions=row.versions,
        producer=row.producer,
        number=row.number,
        title=row.title or "",
        bytes=row.bytes,
        sha256=row.sha256,
        at_ms=row.at_ms,
        type=row.type,
        status=row.status,
        tags=tuple(row.tags),
        project=row.key if row.number is None else None,
    )
