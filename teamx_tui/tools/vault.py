"""Tools for the vault: looking for what was made, reading it, writing documents and saying how far one has come."""

from typing import Annotated, Final, Literal

from pydantic import Field

from teamx_tui.company import documents, vault
from teamx_tui.company.artifacts import Draft
from teamx_tui.tools.tool import Arguments, Content, Hand, Listed, Words, tool

MOST: Final = 10
"""Files that a search names."""
PART: Final = 20_000
"""Characters of a document that are read at once."""


_Name = Annotated[Words, Field(max_length=200)]


class SearchVault(Arguments):
    """Arguments of `search_vault`."""

    text: Words


class ReadDocument(Arguments):
    """Arguments of `read_document`."""

    name: _Name
    ticket: int | None = None
    version: int | None = Field(None, ge=1)
    offset: int = Field(0, ge=0)


class WriteDocument(Arguments):
    """Arguments of `write_document`."""

    name: _Name
    content: Content
    place: Literal["company", "project", "ticket"] = "company"
    kind: Literal["text", "markdown", "code"] = "markdown"
    type: str = ""
    status: str = ""
    tags: Listed = []


class SetStatus(Arguments):
    """Arguments of `set_status`."""

    name: _Name
    status: Words
    ticket: int | None = None


@tool("search_vault", SearchVault)
def search_vault(hand: Hand, given: SearchVault) -> str:
    """Look for files and documents of the company by words in their names, tags and texts; the best come first."""
    found = vault.search(hand.office, given.text, reader=hand.handle)
    if not found.files:
        return "Nothing like that is in the vault."
    lines = []
    for file in found.files[:MOST]:
        what = ", ".join(filter(None, (file.type or file.kind, file.status, *(f"#{tag}" for tag in file.tags))))
        snippet = " ".join(found.snippets.get(file.id, "").split())
        lines.append(f"{file.name} ({what}), version {file.version}, @{file.producer}, {file.place}: {snippet}")
    more = f"\n{found.shown - MOST} more; other words find fewer." if found.shown > MOST else ""
    return "\n".join(lines) + more


@tool("read_document", ReadDocument)
def read_document(hand: Hand, given: ReadDocument) -> str:
    """Read a file of the vault by its name; a long one in parts, each from the offset the one before names."""
    shown = vault.read(hand.office, given.name, given.ticket, given.version, reader=hand.handle)
    end = given.offset + PART
    left = len(shown.content) - end
    more = f"\n[{left} characters are left; go on with offset {end}]" if left > 0 else ""
    return shown.content[given.offset : end] + more


@tool("write_document", WriteDocument)
def write_document(hand: Hand, given: WriteDocument) -> str:
    """Write a document for the company, this ticket's project or this ticket. The same name makes a new version."""
    draft = Draft(given.name, given.content, given.kind, given.type, given.status, tuple(given.tags))
    version = documents.write(hand.office, draft, hand.number, given.place, actor=hand.handle)
    return f"Written as version {version}."


@tool("set_status", SetStatus)
def set_status(hand: Hand, given: SetStatus) -> str:
    """Say how far a file has come: agreed, disputed, implemented. What waits for that by a gate may start then."""
    documents.set_status(
        hand.office, given.name, given.status, number=given.ticket, near=hand.number, actor=hand.handle
    )
    return f"{given.name} is {given.status} now."
