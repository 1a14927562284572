"""The command that sums a day up: what stands at its beginning, or what came of it."""

from __future__ import annotations

import csv as writer
import datetime as time
import io
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from teamx_tui import company
from teamx_tui.commands import files, shapes, words
from teamx_tui.commands.registry import Reply, command
from teamx_tui.domain.errors import Invalid

if TYPE_CHECKING:
    from teamx_tui.company.office import Office
    from teamx_tui.company.reports import Evening, Line, Morning

_COLUMNS: Final = ("seq", "at", "actor", "kind", "subject", "sentence")


@command(
    "day",
    start="what stands: ready, begun, blocked, waiting for you",
    end="what came of the day; said when neither is",
    date="the day, such as 2026-11-26; today when left out",
    csv="print the events of the day as CSV",
    out="write to this file instead, .md or .csv",
)
def day(
    office: Office, *, start: bool = False, end: bool = False, date: str = "", csv: bool = False, out: str = ""
) -> Reply:
    """Sum a day up, as Markdown: its beginning with --start, else what came of it."""
    if start and end:
        raise Invalid("Say either --start or --end.")
    which = _day(date, office.clock())
    if csv or out.endswith(".csv"):
        return _events(office, which, out)
    shown = company.reports.morning(office, which) if start else company.reports.evening(office, which)
    text = _morning(shown) if isinstance(shown, company.reports.Morning) else _evening(shown)
    if out:
        if not out.endswith(".md"):
            raise Invalid(f"What shall be in {out!r:.60}? Name it .md for the summary, or .csv for the events.")
        path = files.write(out, [f"{text}\n"])
        return Reply(f"Saved the day to {path}.", {"path": str(path)})
    return Reply(text, _shape(shown))


def _day(text: str, now_ms: int) -> time.date:
    if not text:
        return time.datetime.fromtimestamp(now_ms / 1000, time.UTC).date()
    try:
        return time.date.fromisoformat(text)
    except ValueError:
        raise Invalid(f"{text!r:.60} is no day. Days are written as 2026-11-26.") from None


def _morning(shown: Morning) -> str:
    return "\n".join(
        [
            f"# {shown.day.isoformat()}, start of the day",
            "",
            f"As of {shapes.iso(shown.at_ms)}.",
            *_section("Ready", shown.ready, "Nothing can begin."),
            *_section("Begun", shown.begun, ""),
            *_section("Blocked", shown.blocked, "Nothing is blocked."),
            *_section("Waiting for you", shown.needs_you, "Nothing waits for you."),
            *_section("Meetings", shown.meetings, ""),
        ]
    )


def _evening(shown: Evening) -> str:
    spent = (
        f"{words.count(shown.turns, 'turn')}, {words.count(shown.model_calls, 'model call')}, "
        f"{words.dollars(shown.spent_micros)}"
    )
    return "\n".join(
        [
            f"# {shown.day.isoformat()}, end of the day",
            "",
            f"Until {shapes.iso(shown.at_ms)}: {len(shown.done)} done, {shown.filed} filed, {spent}.",
            *_section("Done", shown.done, "Nothing was done."),
            *_section("Moved", shown.moved, ""),
            *_section("Decisions", shown.decisions, ""),
            *_section("Blocked", shown.blocked, "Nothing is blocked."),
            *_section("Waiting for you", shown.needs_you, "Nothing waits for you."),
        ]
    )


def _section(title: str, lines: Iterable[Line], nothing: str) -> Iterator[str]:
    """Yield a heading with its lines; without any, what is to be said instead, or nothing at all."""
    rows = [_line(one) for one in lines] or ([nothing] if nothing else [])
    if rows:
        yield from ("", f"## {title}", "", *rows)


def _line(one: Line) -> str:
    who = f" @{one.assignee}" if one.assignee else ""
    note = " ".join(one.note.split())
    return f"- #{one.number} {one.title}{who}{f': {note}' if note else ''}"


def _shape(shown: Morning | Evening) -> dict[str, Any]:
    kind = "start" if isinstance(shown, company.reports.Morning) else "end"
    return asdict(shown) | {"summary": kind, "day": shown.day.isoformat(), "at": shapes.iso(shown.at_ms)}


def _events(office: Office, which: time.date, out: str) -> Reply:
    happened = company.reports.happened(office, which)
    cells = ((one.seq, one.at, one.actor, one.kind, one.subject, said) for one, said in happened)
    rows = [_row(_COLUMNS), *map(_row, cells)]
    records = [shapes.event(one) for one, _ in happened]
    if not out:
        return Reply(records=records, lines=rows)
    path = files.write(out, (f"{row}\r\n" for row in rows))
    return Reply(
        f"Saved {words.count(len(happened), 'event')} to {path}.", {"path": str(path), "events": len(happened)}
    )


def _row(cells: Iterable[object]) -> str:
    written = io.StringIO()
    writer.writer(written, lineterminator="").writerow(cells)
    return written.getvalue()
