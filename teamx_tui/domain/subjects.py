"""What the words of a question name: a project, a phase, a team, a person, a trade, a capability, words of titles."""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Work:
    """A ticket with everything by which one may speak of it."""

    number: int
    title: str
    assignee: str | None
    project: str = ""
    phase: str = ""


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who works here."""

    handle: str
    name: str
    trade: str
    """Role and title."""
    capabilities: tuple[str, ...] = ()
    department: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A project."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class About:
    """The part of the work that was meant."""

    how: str
    """How it was recognised, such as `phase Frontend`; empty if it was not."""
    tickets: tuple[int, ...] = ()
    project: str | None = None
    """Its key, if a project was named."""
    people: tuple[str, ...] = ()
    """Handles of those who were named, or whose trade was."""
    unknown: tuple[str, ...] = ()
    """Words that name nothing here."""


_WORD: Final = re.compile(r"\w+")
_SHORTEST: Final = 3
"""Letters with which a word may stand for a longer one."""


def about(said: Sequence[str], work: Sequence[Work], staff: Sequence[Colleague], projects: Sequence[Place]) -> About:
    """Return what some words name together; what only the first of several senses of a word gives is taken."""
    senses = {word: _sense(word, work, staff, projects) for word in dict.fromkeys(said)}
    known = {word: sense for word, sense in senses.items() if sense.how}
    unknown = tuple(word for word in senses if word not in known)
    if not known:
        return About("", unknown=unknown)
    tickets = _together([sense.tickets for sense in known.values() if sense.tickets])
    return About(
        how=", ".join(dict.fromkeys(sense.how for sense in known.values())),
        tickets=tickets,
        project=next((sense.project for sense in known.values() if sense.project), None),
        people=tuple(dict.fromkeys(handle for sense in known.values() for handle in sense.people)),
        unknown=unknown,
    )


def _together(sets: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    """Return what is in all sets; where nothing is, what is in any."""
    if not sets:
        return ()
    common = set(sets[0]).intersection(*sets[1:])
    return tuple(sorted(common or set().union(*sets)))


def _sense(word: str, work: Sequence[Work], staff: Sequence[Colleague], projects: Sequence[Place]) -> About:
    """Return what one word names, the plainest sense of it first."""
    bare = word.lstrip("@#")
    if bare.isdecimal():
        named = tuple(one.number for one in work if one.number == int(bare))
        return About(f"#{int(bare)}" if named else "", named)
    persons = [one for one in staff if bare in (one.handle.casefold(), one.name.casefold(), *_words(one.name))]
    if persons:
        return _persons(f"@{persons[0].handle}", persons, work)
    place = next((one for one in projects if bare == one.key.casefold()), None) or next(
        (one for one in projects if _has(one.title, bare)), None
    )
    if place is not None:
        return About(f"project {place.title}", _of(work, lambda one: one.project == place.key), place.key)
    phases = {one.phase for one in work if one.phase and _has(one.phase, bare)}
    if phases:
        return About(f"phase {min(phases)}", _of(work, lambda one: one.phase in phases or _has(one.title, bare)))
    return _by_team_title_or_trade(bare, work, staff)


def _by_team_title_or_trade(word: str, work: Sequence[Work], staff: Sequence[Colleague]) -> About:
    team = [one for one in staff if _has(one.department, word)]
    if team:
        return _persons(f"department {team[0].department}", team, work)
    titled = _of(work, lambda one: _has(one.title, word))
    if titled:
        return About(f'tickets with "{word}" in the title', titled)
    trade = [one for one in staff if _has(one.trade.replace("-", " "), word)]
    if trade:
        return _persons(f"those who work as {word}", trade, work)
    able = [one for one in staff if any(_has(capability.replace("-", " "), word) for capability in one.capabilities)]
    return _persons(f"those who can do {word}", able, work) if able else About("")


def _persons(how: str, persons: Collection[Colleague], work: Sequence[Work]) -> About:
    handles = tuple(one.handle for one in persons)
    return About(how, _of(work, lambda one: one.assignee in handles), people=handles)


def _of(work: Iterable[Work], fits: Callable[[Work], bool]) -> tuple[int, ...]:
    return tuple(one.number for one in work if fits(one))


def _has(text: str, word: str) -> bool:
    """Return whether a word stands in a text, whole, in its plural, or as the beginning of one."""
    folded = text.casefold()
    if word.removesuffix("s") not in folded:  # quick to say of very many titles
        return False
    singular = word.removesuffix("s")
    known = _words(folded)
    return word in known or (
        len(singular) >= _SHORTEST and any(one.startswith(word) or one == singular for one in known)
    )


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
