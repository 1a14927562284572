"""Going on with a line that is not whole: the names that fit behind it. The grammar itself is asked what may follow."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final

from teamx_tui.commands.grammar import wording
from teamx_tui.commands.grammar.answers import Answer, Choices, NotUnderstood, Understood
from teamx_tui.commands.grammar.reading import CONDITIONS, PARTS
from teamx_tui.commands.grammar.titles import Titled, folded
from teamx_tui.commands.grammar.understanding import understand
from teamx_tui.commands.grammar.vocabulary import Vocabulary
from teamx_tui.domain.tickets import OVER, Priority, State

_NEW: Final = frozenset({"text", "newcomer"})
"""Kinds of arguments that name nothing there is."""
MOST: Final = 50
"""Endings that are offered for one line."""


Offer = Callable[[str, Vocabulary], Iterator[tuple[str, str]]]
"""Yields the names that begin with a word, each with what it is."""


@dataclass(frozen=True, slots=True)
class Ending:
    """One way to go on with a line."""

    line: str
    """The whole line."""
    word: str
    """What is added: `@mike`."""
    about: str
    """Who or what that is."""


def endings(text: str, answer: Answer, words: Vocabulary) -> tuple[Ending, ...]:
    """Return the names that a line which has got `answer` can go on with, its last word being their beginning."""
    if isinstance(answer, Understood) and answer.lacks and answer.given:
        text, at = wording.draft(answer.command, answer.given, answer.lacks[0], answer.numbers)
        if at < len(text):
            return ()
    elif not isinstance(answer, NotUnderstood):
        return ()
    begun, word = _parted(text)
    if not begun.strip():
        return ()
    named = {f"#{one.lstrip('#')}" for one in begun.replace(",", " ").split()}
    for offer in _OFFERS:
        found = tuple(islice((one for one in offer(word, words) if one[0] not in named), MOST))
        if found and _fits(begun, found[0][0], words):
            return tuple(Ending(begun + name, name, about) for name, about in found)
    return ()


def names(command: str, param: str, words: Vocabulary) -> Iterator[str]:
    """Yield the names an argument may have, without `@` and `#`; nothing for free text."""
    offer = _OF_KIND.get(wording.kind_of(command, param))
    return (name.lstrip("@#").replace(" ", "_") for name, _ in offer("", words)) if offer is not None else iter(())


def _fits(begun: str, name: str, words: Vocabulary) -> bool:
    """Return whether a line goes on with a name as a name, and not as a part of free text or of somebody new."""
    answer = understand(begun + name, words)
    meant = answer.options[0] if isinstance(answer, Choices) else answer
    if not isinstance(meant, Understood):
        return False
    value = name.lstrip("@#").replace(" ", "_")
    said = (item for order in meant.orders for item in order.items())
    named = (given for param, given in said if wording.kind_of(meant.command, param) not in _NEW)
    return any(value in map(str, given if isinstance(given, list) else [given]) for given in named)


def _parted(text: str) -> tuple[str, str]:
    """Return a line without the word that is being written, and that word."""
    at = max(text.rfind(" "), text.rfind("\t")) + 1
    return text[:at], text[at:]


def _people(word: str, words: Vocabulary) -> Iterator[tuple[str, str]]:
    begun = folded(word.removeprefix("@"))
    for who in words.people:
        if folded(who.handle).startswith(begun) or any(one.startswith(begun) for one in folded(who.name).split(" ")):
            yield f"@{who.handle}", f"{who.name}, {who.title}" if who.name != who.title else who.name


def _tickets(word: str, words: Vocabulary) -> Iterator[tuple[str, str]]:
    """Yield the one that is looked at, then the unfinished ones, then the others."""
    begun = folded(word.removeprefix("#"))

    def fits(row: Titled) -> bool:
        return str(row.number).startswith(begun)

    here = words.ticket(words.here) if words.here is not None else None
    if here is not None and fits(here):
        yield f"#{here.number}", here.title
    for is_over in (False, True):
        for row in words.tickets:
            if fits(row) and (row.state in OVER) == is_over and row is not here:
                yield f"#{row.number}", row.title


def _known(of: tuple[str, ...], about: str) -> Offer:
    return lambda word, _: ((name, about) for name in of if name.startswith(word.casefold()))


def _projects(word: str, words: Vocabulary) -> Iterator[tuple[str, str]]:
    return ((row.key, row.title) for row in words.projects if row.key.startswith(word) and " " not in row.key)


def _roles(word: str, words: Vocabulary) -> Iterator[tuple[str, str]]:
    known = dict.fromkeys(words.roles, "role") | {role.id: role.title for role in words.catalogue.roles}
    return ((role, about) for role, about in known.items() if role.startswith(word.casefold()))


_OFFERS: Final = (
    _people,
    _tickets,
    _roles,
    _known(tuple(state.value.replace("_", " ") for state in State), "state"),
    _known(tuple(dict.fromkeys(word.replace("_", " ") for word in CONDITIONS.values())), "condition"),
    _known(tuple(dict.fromkeys(PARTS.values())), "part"),
    _known(tuple(Priority), "priority"),
    _projects,
)
"""What a name may be of, in the order in which it is tried."""
_OF_KIND: Final[Mapping[str, Offer]] = {
    **dict.fromkeys(("person", "people", "manager"), _people),
    **dict.fromkeys(("ticket", "tickets"), _tickets),
    "project": _projects,
    "role": _roles,
    "priority": _known(tuple(Priority), "priority"),
    "state": _known(tuple(State), "state"),
    "condition": _known(tuple(dict.fromkeys(CONDITIONS.values())), "condition"),
}
