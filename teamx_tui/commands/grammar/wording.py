"""Saying a command back: its plainest phrasing, which the grammar understands as exactly that, and the preview.

One table for both. Each line is a beginning and what follows for each argument that is given.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, Final

from teamx_tui.commands.grammar import spelling
from teamx_tui.commands.grammar.line import quoted
from teamx_tui.commands.grammar.spelling import GAP, UNSAID
from teamx_tui.commands.grammar.vocabulary import Vocabulary
from teamx_tui.commands.grammar.wordings import WORDINGS, Wording

_SLOT: Final = re.compile(r"\{(?P<param>\w+):(?P<kind>\w+)\}")
_SLUG: Final = re.compile(r"[a-z]+(?:-[a-z]+)+")
_KEY: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


_SAMPLES: Final[Mapping[str, str]] = {
    "ticket": "#NUMBER",
    "person": "@HANDLE",
    "newcomer": "@HANDLE",
    "manager": "@HANDLE",
    "role": "ROLE",
    "brain": "BRAIN",
    "state": "STATE",
    "count": "NUMBER",
    "scope": "SCOPE",
    "dollars": "$AMOUNT",
    "text": '"…"',
}
"""What stands for an argument that has not been said."""

_USUAL: Final[Mapping[str, str]] = {"number": "ticket", "handle": "person", "project": "project"}
"""Kinds of arguments by their names, for commands that have no wording."""

Writer = Callable[[Any, Vocabulary | None], str]
"""Writes a value; with a vocabulary for a person to read, without one to be understood again."""


def phrase(command: str, given: Mapping[str, Any]) -> str:
    """Return the plainest phrasing of a command."""
    return _said(command, given, None) if _has_words_for(command, given) else spelling.phrase(command, given)


def draft(command: str, given: Mapping[str, Any], lacks: str, numbers: Sequence[int] = ()) -> tuple[str, int]:
    """Return a phrasing without what `lacks`, and the place in it where that must be said.

    `numbers`: the tickets, where they are several.
    """
    names = [f"#{number}" for number in numbers]
    said = phrase(command, {**given, lacks: GAP})
    before, _, after = (plural(said, names[0], names) if names else said).partition(GAP)
    return before + after, len(before)


def plural(said: str, one: str, names: Sequence[str]) -> str:
    """Return what is said of `one` ticket as it is said of several: they stand in its place."""
    all_of_them = joined(names)
    found = re.search(rf"{re.escape(one)}(?!\d)", said)
    if found is None:
        return said
    rest = said[found.end() :]
    # Only these two are said with the ticket in front.
    rest = re.sub(r"^( no longer)? waits for ", r"\1 wait for ", rest) if found.start() == 0 else rest
    return said[: found.start()] + all_of_them + rest


def named(number: int, words: Vocabulary) -> str:
    """Return a ticket as a preview names it: by number and title."""
    return _ticket(number, words)


def kind_of(command: str, param: str) -> str:
    """Return of what kind an argument is; empty when that is not known."""
    return _kinds(command).get(param, _USUAL.get(param, ""))


def preview(command: str, given: Mapping[str, Any], words: Vocabulary) -> str:
    """Return what will happen as a sentence for a person: tickets that exist by number and title."""
    said = _said(command, given, words) if _has_words_for(command, given) else spelling.preview(command, given)
    return f"{said[:1].upper()}{said[1:]}"


def spoken(command: str, given: Mapping[str, Any]) -> str:
    """Return what was done in plain words, for a person, with nobody and nothing looked up.

    Raises:
        LookupError: there are no such words for it.
    """
    if not _has_words_for(command, given):
        raise LookupError(command)
    return _said(command, given, Vocabulary())


def _has_words_for(command: str, given: Mapping[str, Any]) -> bool:
    return command in WORDINGS and given.keys() <= _kinds(command).keys()


def _said(command: str, given: Mapping[str, Any], words: Vocabulary | None) -> str:
    wording = WORDINGS[command]
    leads = wording.leads if words is None else wording.shown or wording.leads
    lead = next((lead for lead in leads if _is_given(lead, given)), leads[-1])
    return "".join(_filled(part, given, words) for part in (lead, *(p for p in wording.parts if _is_given(p, given))))


@cache
def _kinds(command: str) -> Mapping[str, str]:
    wording = WORDINGS.get(command, Wording(()))
    slots = (match for part in (*wording.leads, *wording.parts) for match in _SLOT.finditer(part))
    return {match["param"]: match["kind"] for match in slots}


def _is_given(template: str, given: Mapping[str, Any]) -> bool:
    values = [given.get(match["param"]) for match in _SLOT.finditer(template)]
    return all(value is not None and value is not False for value in values)


def _filled(template: str, given: Mapping[str, Any], words: Vocabulary | None) -> str:
    def written(match: re.Match[str]) -> str:
        value, kind = given.get(match["param"]), match["kind"]
        if value == GAP:
            return GAP
        is_said = value is not None and value is not UNSAID
        return _WRITERS[kind](value, words) if is_said else _SAMPLES.get(kind, "…")

    return _SLOT.sub(written, template)


def _ticket(number: int, words: Vocabulary | None) -> str:
    known = words.ticket(number) if words is not None else None
    return f"#{number} ({known.title})" if known is not None else f"#{number}"


def _text(text: str, words: Vocabulary | None) -> str:
    return quoted(text) if words is None else f'"{text}"'


def _role(role: str, words: Vocabulary | None) -> str:
    return role if words is not None or _SLUG.fullmatch(role) else quoted(role)


def joined(names: Sequence[str]) -> str:
    """Return names as they are said one after the other: `#64, #65 and #66`."""
    return ", ".join(names[:-1]) + (" and " if len(names) > 1 else "") + names[-1]


_OFTEN: Final[Mapping[str, str]] = {
    "daily": "every day",
    "weekdays": "every weekday",
    "twice-weekly": "twice a week",
    "weekly": "every week",
    "monthly": "every month",
}
_WRITERS: Final[Mapping[str, Writer]] = {
    "flag": lambda _, __: "",
    "project": lambda key, words: key if _KEY.fullmatch(key) else _text(key, words),
    "word": lambda value, _: str(value),
    "priority": lambda value, _: str(value),
    "when": lambda at, _: f"at {at}" if at[:1].isdigit() else at,
    "often": lambda every, _: _OFTEN.get(every, every),
    "plain": lambda value, _: str(value),
    "each": lambda days, _: joined(days.split(",")),
    "brain": lambda name, words: name if words is not None or _KEY.fullmatch(name) else quoted(name),
    "count": lambda value, _: str(value),
    "scope": lambda value, _: str(value),
    "percent": lambda value, _: f"{value} %",
    "dollars": lambda amount, _: f"${amount:g}" if float(f"{amount:g}") == amount else f"${amount!r}",
    "state": lambda value, _: str(value).replace("_", " "),
    "condition": lambda value, _: str(value).replace("_", " "),
    "text": _text,
    "role": _role,
    "ticket": _ticket,
    "tickets": lambda numbers, _: joined([f"#{number}" for number in numbers]),
    "person": lambda handle, _: f"@{handle}",
    "newcomer": lambda handle, _: f"@{handle}",
    "manager": lambda handle, words: "you" if handle == "operator" and words is not None else f"@{handle}",
    "people": lambda handles, _: joined([f"@{handle}" for handle in handles]),
    "labels": lambda labels, words: joined([_text(label, words) for label in labels]),
    "points": lambda points, words: "; ".join(points) if words is not None else quoted("; ".join(points)),
    "days": lambda days, _: (
        "1 day" if days == 1 else f"{days:g} days" if float(f"{days:g}") == days else f"{days!r} days"
    ),
    "weeks": lambda weeks, _: "1 week" if weeks == 1 else f"{weeks} weeks",
}
