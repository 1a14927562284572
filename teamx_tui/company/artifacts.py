"""What was made, being kept: a version more, other tags, another status, or taken back. All of it inside an act."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from teamx_tui.company import gates, threads, wakes
from teamx_tui.company.act import Act
from teamx_tui.domain import artifacts as rules
from teamx_tui.domain.errors import Invalid, NotFound, Refused
from teamx_tui.domain.text import one_line, storable
from teamx_tui.domain.tickets import SPOKEN_ON
from teamx_tui.store import artifacts as rows
from teamx_tui.store import items, talk
from teamx_tui.store.rows import Row

LARGEST_BYTES: Final = 1024 * 1024
"""An artifact kept in the store is text of at most this size."""
COMPANY: Final = "company"
"""What events are about when a file belongs to no ticket and no project."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A version as it is handed in. What is left out is as in the version before."""

    name: str
    content: str
    kind: str = ""
    """text, markdown, code or image; text for the first version when left out."""
    type: str = ""
    """What it is in the work: api_contract, test_report; empty for no particular one."""
    status: str = ""
    """The first status of its type when left out."""
    tags: tuple[str, ...] = ()

    def checked(self, redacted: Callable[[str], str]) -> "Draft":
        """Return the draft as it is kept: without secrets, so that what is counted and hashed is what is kept.

        Raises:
            Invalid: it has no name, is larger than a megabyte, or a type, status or tag is no word.
        """
        text, label = redacted(storable(self.content)), one_line(self.name).strip()
        if not label or len(text.encode()) > LARGEST_BYTES:
            raise Invalid("An artifact needs a name and is at most one megabyte of text.")
        kind, status = (rules.check_word(word, what) if word else "" for word, what in self._words())
        return Draft(label, text, self.kind, kind, status, tags(self.tags))

    def _words(self) -> tuple[tuple[str, str], ...]:
        return (self.type, "type"), (self.status, "status")


def tags(of: Iterable[str]) -> tuple[str, ...]:
    """Return tags as they are kept, each once.

    Raises:
        Invalid: one is no word.
    """
    return tuple(dict.fromkeys(rules.check_word(word.removeprefix("#"), "tag") for word in of))


def put(act: Act, draft: Draft, place: Row | None, message_id: int | None = None) -> int:
    """Write a version of something in a ticket or project (None: the company) and return its number, from 1.

    `message_id`: the entry that attaches it. A gate that goes by its status opens or closes in the same act.
    """
    made = draft.checked(act.redacted)
    item_id = place.id if place is not None else None
    before = rows.latest(act.connection, item_id, made.name)
    kind = made.type or (before.type if before is not None else "")
    values: dict[str, Any] = {
        "item_id": item_id,
        "message_id": message_id,
        "producer": act.actor,
        "name": made.name,
        "kind": made.kind or (before.kind if before is not None else "text"),
        "type": kind,
        "status": rules.first_status(kind, made.status),
        "tags": list(made.tags or (before.tags if before is not None else ())),
        "version": talk.versions(act.connection, item_id, made.name) + 1,
        "content": made.content,
        "sha256": hashlib.sha256(made.content.encode()).hexdigest(),
        "at_ms": act.at_ms,
    }
    number = place.number if place is not None else None
    with gates.watching(act, kind, before.type if before is not None else ""):
        artifact = talk.attach(act.connection, **values)
        told = {key: values[key] for key in ("name", "version", "type", "status", "sha256")}
        about: dict[str, Any] = {"number": number, "message": message_id, "artifact": artifact}
        if number is not None:
            act.note("artifact.attached", subject(place), **about, **told)
        else:
            act.note("artifact.filed", subject(place), **about, **told)
    return int(values["version"])


def set_status(act: Act, made: Row, place: Row | None, status: str) -> None:
    """Change how far the newest version of something has come; what waited for that by a gate is woken.

    Raises:
        Invalid: nothing of its type has this status.
        Refused: it cannot come after the present one, or is it already.
    """
    there = rules.check_word(status, "status")
    if there == made.status:
        raise Refused(f"{made.name} is {there} already.")
    rules.check_move(made.name, made.type, made.status, there)
    message = None
    if place is not None and place.kind in SPOKEN_ON:
        payload = {"name": made.name, "version": made.version, "old": made.status, "new": there}
        words = f"{made.name} v{made.version}: {made.status or 'no status'} → {there}"
        message = threads.post(act, act.item(place.number), threads.STATUS, words, payload=payload)
    put_status(act, made, place, there, message)


def put_status(act: Act, made: Row, place: Row | None, status: str, message: int | None = None) -> None:
    """Write a status, whatever it was before. `message`: the entry of the thread that says so."""
    with gates.watching(act, made.type):
        rows.change(act.connection, made.id, status=status)
        _note(act, "artifact.status_set", made, place, old=made.status, new=status, message=message)


def set_tags(act: Act, made: Row, place: Row | None, words: Iterable[str]) -> tuple[str, ...]:
    """Give something these tags and no others, and return them as they are kept."""
    kept = tags(words)
    if list(kept) != list(made.tags):
        rows.change(act.connection, made.id, tags=list(kept))
        _note(act, "artifact.tagged", made, place, old=list(made.tags), new=list(kept))
    return kept


def withdraw(act: Act, made: Row, place: Row | None) -> None:
    """Take a version back: it stays in the store and is in no list any more; the one before it is the newest again."""
    with gates.watching(act, made.type):
        rows.change(act.connection, made.id, withdrawn=True)
        _note(act, "artifact.withdrawn", made, place)


def place_of(act: Act, made: Row) -> Row | None:
    """Return the ticket or the project that something belongs to, None for the company."""
    return items.by_id(act.connection, made.item_id) if made.item_id is not None else None


def by_id(act: Act, artifact_id: int) -> Row:
    """Return an artifact of the store.

    Raises:
        NotFound: there is none with this id.
    """
    row = rows.by_id(act.connection, artifact_id)
    if row is None:
        raise NotFound("That file is not in the vault any more.")
    return row


def subject(place: Row | None) -> str:
    """Return what events about something are filed under: `ticket:3`, `project:panel`, `company`."""
    return wakes.subject(place) if place is not None else COMPANY


def _note(act: Act, kind: str, made: Row, place: Row | None, **how: Any) -> None:
    number = place.number if place is not None else None
    named = {"number": number, "name": made.name, "version": made.version, "artifact": made.id}
    act.note(kind, subject(place), **named, **how)
