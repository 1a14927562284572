"""Commands about what was made: find it, read it, take it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from teamx_tui import company
from teamx_tui.commands import files, words
from teamx_tui.commands.registry import Reply, Table, command
from teamx_tui.commands.shapes import iso

if TYPE_CHECKING:
    from typing import Any

    from teamx_tui.company.office import Office
    from teamx_tui.company.vault import File

_COLUMNS = ("Name", "Kind", "Version", "By", "Ticket", "Size", "SHA-256", "Made")


@command("vault list", filter="only files like this: @lin #65 kind:code token")
def vault_list(office: Office, filter: str = "") -> Reply:
    """List what was made, the latest first."""
    found = company.vault.find(office, filter)
    rows = tuple(
        (
            file.name,
            file.kind,
            f"{file.version} of {file.versions}" if file.versions > 1 else f"{file.version}",
            words.speaker(file.producer),
            f"#{file.number}",
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
        f"{file.name} · version {file.version} of {file.versions} · {file.kind} · {words.speaker(file.producer)} · "
        f"#{file.number} · {words.size(file.bytes)}\nSHA-256 {file.sha256} · {intact}"
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


def _shape(file: File) -> dict[str, Any]:
    return {
        "name": file.name,
        "kind": file.kind,
        "version": file.version,
        "versions": file.versions,
        "producer": file.producer,
        "number": file.number,
        "bytes": file.bytes,
        "sha256": file.sha256,
        "at": iso(file.at_ms),
    }
