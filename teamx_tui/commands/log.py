"""The command that prints the event log, or writes it to a file, however long it is."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from teamx_tui import company
from teamx_tui.commands import files, shapes, words
from teamx_tui.commands.registry import Reply, command
from teamx_tui.domain.errors import Invalid

if TYPE_CHECKING:
    from teamx_tui.company.office import Office
    from teamx_tui.company.timeline import Line

_COLUMNS: Final = ("seq", "at", "actor", "kind", "subject", "sentence", "data", "hash")


@command(
    "log",
    filter="only events like this: @ada #64 kind:wake since:2h woken",
    since="only events after this number",
    last="only the last events",
    grep="only events in whose text this stands",
    actor="only what this employee did; operator for you",
    kind="only this kind, such as wake or ticket.moved",
    ticket="only this ticket",
    csv="print CSV",
    out="write to this file instead, .csv or .jsonl",
)
def log(
    office: Office,
    filter: str = "",
    *,
    since: int = 0,
    last: int = 0,
    grep: str = "",
    actor: str = "",
    kind: str = "",
    ticket: int = 0,
    csv: bool = False,
    out: str = "",
) -> Reply:
    """Print the event log, oldest first."""
    named = {'"{}"': grep.replace('"', " "), "@{}": actor.removeprefix("@"), "kind:{}": kind, "#{}": ticket}
    text = " ".join([filter, *(word.format(value) for word, value in named.items() if value)])
    wanted = company.timeline.wanted(office, text)
    if out:
        return _saved(out, company.timeline.read(office, wanted, after=since, last=last))
    if next(company.timeline.read(office, wanted, after=since, last=last), None) is None:
        return Reply("There are no such events.", records=())
    # Either is read while it is printed, never both.
    records = (shapes.event(line.event) for line in company.timeline.read(office, wanted, after=since, last=last))
    lines = company.timeline.read(office, wanted, after=since, last=last)
    return Reply(records=records, lines=_table(lines) if csv else map(_sentence, lines))


def _sentence(line: Line) -> str:
    return f"{line.event.seq:>6}  {line.event.at}  {line.words}"


def _table(lines: Iterable[Line], end: str = "") -> Iterator[str]:
    """Yield the events as lines of CSV, after one that names the columns."""
    yield _row(_COLUMNS) + end
    for line in lines:
        event = line.event
        cells = (event.seq, event.at, event.actor, event.kind, event.subject, line.words, event.raw, event.hash)
        yield _row(cells) + end


def _row(cells: Iterable[object]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="").writerow(cells)
    return written.getvalue()


def _saved(out: str, lines: Iterable[Line]) -> Reply:
    count = 0

    def counted() -> Iterator[Line]:
        nonlocal count
        for line in lines:
            count += 1
            yield line

    if out.endswith(".csv"):
        path = files.write(out, _table(counted(), "\r\n"))
    elif out.endswith((".jsonl", ".json")):
        path = files.write(out, (json.dumps(shapes.event(line.event)) + "\n" for line in counted()))
    else:
        raise Invalid(f"What shall be in {out!r}? Name it .csv for a table, or .jsonl for JSON lines.")
    return Reply(f"Saved {words.count(count, 'event')} to {path}.", {"path": str(path), "events": count})
