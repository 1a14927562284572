"""Commands about what was made: find it, read it, take it out, put more in, and say how far it has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from teamx_tui import company
from teamx_tui.commands import files, words
from teamx_tui.commands.registry import Reply, Table, command
from teamx_tui.commands.shapes import iso
from teamx_tui.domain.errors import Invalid

if TYPE_CHECKING:
    from typing import Any

    from teamx_tui.company.office import Office
    from teamx_tui.company.vault import File, Found

_COLUMNS = ("Name", "Kind", "Status", "Tags", "Version", "By", "Place", "Size", "SHA-256", "Made")
FEWEST = 20
"""Files that a search names."""
NO_INDEX = "This SQLite has no full-text index: words were looked for letter by letter, in the order of making."


@command("vault list", filter="only files like this: @lin #65 kind:code tag:api status:agreed token")
def vault_list(office: Office, filter: str = "") -> Reply:
    """List what was made, the latest first."""
    found = company.vault.find(office, filter)
    rows = tuple(
        (
            file.name,
            file.type or file.kind,
            file.status,
            " ".join(file.tags),
            f"{file.version} of {file.versions}" if file.versions > 1 else f"{file.version}",
            words.speaker(file.producer),
            file.place,
            words.size(file.bytes),
            file.sha256[:12],
            iso(file.at_ms),
        )
        for file in found.files
    )
    if not rows:
        return Reply("Nothing like that is in the vault." if filter else "Nothing was made yet.", [])
    missing = f"{len(rows):,} of {found.shown:,}; a filter finds the others." if len(rows) < found.shown else ""
    return Reply(missing, [_shape(file) for file in found.files], Table(_COLUMNS, rows))


@command("vault search", text="words in the name, the tags or the text; punctuation does not matter")
def vault_search(office: Office, text: str) -> Reply:
    """Find files by their words, the best first, with the text around what was found."""
    found = company.vault.search(office, text)
    data = [{**_shape(file), "snippet": found.snippets.get(file.id, "")} for file in found.files[:FEWEST]]
    lines = [line for file in found.files[:FEWEST] for line in _hit(file, found)]
    if not lines:
        lines = ["Nothing like that is in the vault."]
    if found.shown > FEWEST:
        lines.append(f"{FEWEST} of {words.count(found.shown, 'file')}; more words find fewer.")
    return Reply("\n".join(lines + ([] if found.is_indexed else [NO_INDEX])), data)


@command(
    "vault show",
    name="name of the file",
    ticket="the ticket it was made on, when several have one of that name",
    version="an earlier version; the newest when left out",
)
def vault_show(office: Office, name: str, *, ticket: int | None = None, version: int | None = None) -> Reply:
    """Show a file, and say whether it is as it was handed in."""
    shown = company.vault.read(office, name, ticket, version)
    file = shown.file
    intact = "intact" if shown.is_intact else "ALTERED: what is in it does not have this hash any more"
    head = (
        f"{file.name} · version {file.version} of {file.versions} · {words.what_it_is(file)} · "
        f"{words.speaker(file.producer)} · {file.place} · {words.size(file.bytes)}\nSHA-256 {file.sha256} · {intact}"
    )
    data = {**_shape(file), "content": shown.content, "intact": shown.is_intact}
    return Reply(f"{head}\n\n{shown.content}", data)


@command(
    "vault save",
    name="name of the file",
    out="file to write to; it must not be there yet",
    ticket="the ticket it was made on, when several have one of that name",
    version="an earlier version; the newest when left out",
)
def vault_save(office: Office, name: str, *, out: str, ticket: int | None = None, version: int | None = None) -> Reply:
    """Write a file of the vault to a file of yours, byte for byte."""
    shown = company.vault.read(office, name, ticket, version)
    path = files.write(out, [shown.content])
    warning = "" if shown.is_intact else " Careful: it is not what was handed in, its hash is another one."
    sentence = f"Saved {shown.file.name}, version {shown.file.version}, to {path}.{warning}"
    return Reply(sentence, {**_shape(shown.file), "path": str(path), "intact": shown.is_intact})


@command(
    "vault add",
    changes=True,
    source="a file of yours, of text; or the text itself, with --name",
    name="what it is called; the file's own name when left out",
    ticket="ticket it belongs to; it is attached in the ticket's thread",
    project="key of the project it belongs to; without either, it is the company's",
    type="what it is in the work: api_contract, report",
    status="how far it has come: proposed, agreed",
    tag="word to find it by; may be given several times",
)
def vault_add(
    office: Office,
    source: str,
    *,
    name: str = "",
    ticket: int | None = None,
    project: str | None = None,
    type: str = "",
    status: str = "",
    tag: list[str] | None = None,
) -> Reply:
    """Put a text file, or a text, into the vault; the same name in the same place again makes a new version."""
    if ticket is not None and project:
        raise Invalid("A file belongs to a ticket or to a project; name one of them.")
    given = files.read_text(source, name)
    kept = company.artifacts.Draft(given.name, given.text, given.kind, type, status, words.listed(tag))
    version = company.documents.add(office, kept, number=ticket, project=project)
    place = f"#{ticket}" if ticket is not None else f"project {project}" if project else "the company"
    data = {"name": given.name, "version": version, "number": ticket, "project": project or None}
    return Reply(f"Put {given.name} into the vault, version {version}, for {place}.", data)


@command(
    "ticket attach",
    changes=True,
    number="ticket number",
    source="a file of yours, of text; or the text itself, with --name",
    name="what it is called; the file's own name when left out",
    type="what it is in the work: api_contract, report",
    status="how far it has come: proposed, agreed",
    tag="word to find it by; may be given several times",
)
def ticket_attach(
    office: Office,
    number: int,
    source: str,
    *,
    name: str = "",
    type: str = "",
    status: str = "",
    tag: list[str] | None = None,
) -> Reply:
    """Attach a text file, or a text, in a ticket's thread."""
    given = files.read_text(source, name)
    kept = company.artifacts.Draft(given.name, given.text, given.kind, type, status, words.listed(tag))
    version = company.documents.add(office, kept, number=number)
    data = {"name": given.name, "version": version, "number": number}
    return Reply(f"Attached {given.name} to #{number}, version {version}.", data)


@command(
    "vault tag",
    changes=True,
    name="name of the file",
    tags="tags to add, with commas between them",
    remove="tag to take off; may be given several times",
    ticket="the ticket it was made on, when several have one of that name",
)
def vault_tag(
    office: Office, name: str, tags: str = "", *, remove: list[str] | None = None, ticket: int | None = None
) -> Reply:
    """Tag a file, so that it is found by more than its name."""
    file = company.documents.tag(office, name, words.listed([tags]), words.listed(remove), number=ticket)
    listed = ", ".join(file.tags) or "no tags"
    return Reply(f"{file.name} has {listed}.", _shape(file))


@command(
    "vault status",
    changes=True,
    name="name of the file",
    status="how far it has come: agreed, disputed, implemented",
    ticket="the ticket it was made on, when several have one of that name",
)
def vault_status(office: Office, name: str, status: str, *, ticket: int | None = None) -> Reply:
    """Say how far a file has come; a gate that waits for that opens."""
    before = company.documents.set_status(office, name, status, number=ticket)
    file = company.vault.read(office, name, ticket).file
    was = f", before: {before}" if before else ""
    return Reply(f"{file.name} is {file.status}{was}.", _shape(file))


def _hit(file: File, found: Found) -> list[str]:
    tags = f" · {' '.join(f'#{tag}' for tag in file.tags)}" if file.tags else ""
    head = f"{file.name} · {words.what_it_is(file)} · {words.speaker(file.producer)} · {file.place}{tags}"
    snippet = " ".join(found.snippets.get(file.id, "").split())
    return [head, f"    {snippet}"] if snippet else [head]


def _shape(file: File) -> dict[str, Any]:
    return {
        "name": file.name,
        "kind": file.kind,
        "type": file.type,
        "status": file.status,
        "tags": list(file.tags),
        "version": file.version,
        "versions": file.versions,
        "producer": file.producer,
        "number": file.number,
        "project": file.project,
        "bytes": file.bytes,
        "sha256": file.sha256,
        "at": iso(file.at_ms),
    }
