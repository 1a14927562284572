"""What a model is told at the start of a run, within a fixed size, and the list of what that was made from.

What we say ourselves and what others wrote are kept apart: theirs stands behind marks (brains.fence). The system text
is made of the catalogue and the company's own settings alone.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from teamx_tui.brains import rules
from teamx_tui.brains.briefing import Briefing, Linked, Made, Said
from teamx_tui.brains.desk import ToolSpec
from teamx_tui.brains.fence import BYTES_PER_TOKEN, Part, fenced, size, tokens
from teamx_tui.domain.text import one_line

LIMIT_TOKENS: Final = 8000
"""System and user text together; tools are not counted (seed X-24)."""
TURNS: Final = 5
"""Latest turns of a thread that come before everything else that was said (seed X-24)."""
_LIMIT: Final = LIMIT_TOKENS * BYTES_PER_TOKEN
_TICKET: Final = 5000
_PEOPLE: Final = 2500
_LINKED: Final = 1250
"""Each for what the ticket waits for and what waits for it."""
_RESULTS: Final = 1600
"""For what came of finished tickets it waited for, and half of it at most for one."""
_QUESTIONS: Final = 2000
_DIGEST: Final = 2500
_RECENT: Final = 7000
_LEAST: Final = 800
"""Bytes below which nothing is begun: a heading and no words are of no use."""
_GAP: Final = "\n\n"


@dataclass(frozen=True, slots=True)
class Opening:
    """The first words of a conversation with a model."""

    system: str
    user: str
    manifest: Mapping[str, Any]
    """What it was made from; JSON values."""


def opening(briefing: Briefing, tools: Sequence[ToolSpec]) -> Opening:
    """Return the opening for a run; system and user text together are at most `LIMIT_TOKENS`."""
    system = rules.system(briefing, [tool.name for tool in tools])
    parts = list(_parts(briefing, _LIMIT - size(system)))
    user = _GAP.join(part.text for part in parts)
    whole = size(system) + size(user)
    manifest = {
        "bytes": whole,
        "tokens": tokens(whole),
        "limit_tokens": LIMIT_TOKENS,
        "sha256": hashlib.sha256(f"{system}\0{user}".encode()).hexdigest(),
        "tools": [tool.name for tool in tools],
        "parts": [part.entry for part in (Part("system", system), *parts)],
        "system": system,
        "user": user,
    }
    return Opening(system, user, manifest)


def _parts(briefing: Briefing, room: int) -> Iterable[Part]:
    """Yield the parts in the order in which they are told; who gets room first is another matter."""
    why = Part("why", rules.why(briefing))
    about = [_ticket(briefing), *_surroundings(briefing)]
    asked = _listing("questions", _QUESTIONS, briefing, (rules.asked(briefing, one) for one in briefing.questions))
    digest = _digest(briefing)
    last, earlier = _turns(briefing.thread)
    recent = _entries(briefing, last, _RECENT, cuts=True)
    certain = [*about, *digest, *recent, *asked, why]
    left = room - sum(one.size + len(_GAP) for one in certain)
    made = _artifacts(briefing, left * 2 // 3 if earlier else left)
    left -= sum(one.size + len(_GAP) for one in made)
    before = _entries(briefing, earlier, left, cuts=False)
    yield from about
    yield from made
    yield from digest
    yield from before
    yield from recent
    yield from asked
    yield why


def _here(briefing: Briefing) -> str:
    return f"{briefing.kind} #{briefing.number}"


def _ticket(briefing: Briefing) -> Part:
    lines = [f"{briefing.ticket}", "", briefing.description]
    lines += ["", "Acceptance:", *(f"- {one}" for one in briefing.acceptance)] if briefing.acceptance else []
    facts = {
        "state": briefing.state,
        "priority": briefing.priority,
        "due": briefing.due,
        "phase": briefing.phase,
        "your_part": briefing.part,
    }
    text = "\n".join(lines).rstrip()
    origin = _here(briefing)
    return fenced(briefing.kind, text, _TICKET, author="record", origin=origin, number=briefing.number, **facts)


def _surroundings(briefing: Briefing) -> Iterable[Part]:
    yield from _listing("people", _PEOPLE, briefing, map(rules.colleague, briefing.people))
    for name, linked in (
        ("waits_for", briefing.blockers),
        ("waiting_for_it", briefing.dependents),
        ("your_tickets", briefing.tasks),
    ):
        yield from _listing(name, _LINKED, briefing, map(rules.linked, linked))
    yield from _resolutions(briefing.blockers)


def _resolutions(blockers: Iterable[Linked]) -> Iterable[Part]:
    """Yield what came of the finished tickets that this one waited for, as long as there is room."""
    left = _RESULTS
    for one in blockers:
        if one.resolution and left >= _LEAST:
            part = fenced(
                "result",
                one.resolution,
                _RESULTS // 2,
                author="record",
                origin=f"ticket #{one.number}",
                number=one.number,
            )
            left -= part.size + len(_GAP)
            yield part


def _listing(name: str, room: int, briefing: Briefing, lines: Iterable[str]) -> list[Part]:
    """Return lines of records as one part, each on a line of its own whatever stands in it; nothing for none."""
    text = "\n".join(one_line(line) for line in lines)
    return [fenced(name, text, room, author="record", origin=_here(briefing))] if text else []


def _digest(briefing: Briefing) -> list[Part]:
    if not briefing.digest:
        return []
    stands_for = f"{briefing.unread:,} earlier entries" if briefing.unread else ""
    origin = _here(briefing)
    return [fenced("digest", briefing.digest, _DIGEST, author="thread", origin=origin, stands_for=stands_for)]


def _turns(thread: Sequence[Said]) -> tuple[Sequence[Said], Sequence[Said]]:
    """Return the entries of the latest `TURNS` turns, and those before them. Who speaks twice in a row has one turn."""
    turns, at = 0, len(thread)
    while at > 0:
        turns += at == len(thread) or thread[at - 1].author != thread[at].author
        if turns > TURNS:
            break
        at -= 1
    return thread[at:], thread[:at]


def _entries(briefing: Briefing, entries: Sequence[Said], room: int, *, cuts: bool) -> list[Part]:
    """Return the latest of some entries for which there is room, oldest first; the first may be cut if it `cuts`."""
    told: list[Part] = []
    for one in reversed(entries):
        if room < _LEAST:
            break
        part = _entry(briefing, one, room - len(_GAP))
        if part.left_out and not cuts:
            break
        room -= part.size + len(_GAP)
        told.append(part)
    return told[::-1]


def _entry(briefing: Briefing, said: Said, room: int) -> Part:
    body = "(taken back by whoever said it)" if said.is_taken_back else said.body
    speaker = rules.speaker(briefing, said.author)
    origin = f"{_here(briefing)}, entry {said.message_id}"
    return fenced("said", body, room, author=said.author, origin=origin, by=speaker, kind=said.kind, id=said.message_id)


def _artifacts(briefing: Briefing, room: int) -> list[Part]:
    """Return the artifacts for which there is room, each with a fair share of it."""
    told: list[Part] = []
    for at, made in enumerate(briefing.artifacts):
        share = room // (len(briefing.artifacts) - at)
        if share < _LEAST:
            share = room
        if room < _LEAST:
            break
        part = _artifact(made, share - len(_GAP))
        room -= part.size + len(_GAP)
        told.append(part)
    return told


def _artifact(made: Made, room: int) -> Part:
    facts: dict[str, object] = {"name": made.name, "kind": made.kind, "type": made.type, "version": made.version}
    facts |= {"made_by": f"@{made.producer}", "on": f"#{made.number}"}
    facts |= {"not_shown": f"{made.missing:,} more characters" if made.missing else ""}
    return fenced("artifact", made.content, room, author=made.producer, origin=f"ticket #{made.number}", **facts)
