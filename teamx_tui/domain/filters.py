"""The words by which tickets are looked for: `@priya #blocked project:panel -label:later report`.

What is written becomes a frozen filter here. Whether somebody of that name exists, this file does not know.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from teamx_tui.domain.errors import Invalid
from teamx_tui.domain.gates import Condition
from teamx_tui.domain.tickets import Priority, State


class Field(StrEnum):
    """What a word of a filter speaks of; the value is how the word begins, where it begins with a name."""

    TITLE = "title"
    PERSON = "@"
    NUMBER = "number"
    CONDITION = "#"
    PROJECT = "project"
    PHASE = "phase"
    PRIORITY = "priority"
    LABEL = "label"
    STATE = "state"
    IS = "is"


class Mark(StrEnum):
    """What a ticket can be besides its state."""

    UNASSIGNED = "unassigned"
    PRIVATE = "private"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a filter."""

    field: Field
    value: str
    is_negated: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """What a ticket must be to be shown; without terms every ticket is.

    A ticket has one condition, one project and so on, so several words of one such field let through any of them. It
    may have many people, labels and words in its title, and must have all of those that are named.
    """

    terms: tuple[Term, ...] = ()

    def wanted(self, field: Field) -> tuple[str, ...]:
        """Return the values a field may have, or must have; none if the filter does not speak of it."""
        return tuple(term.value for term in self.terms if term.field is field and not term.is_negated)

    def unwanted(self, field: Field) -> tuple[str, ...]:
        """Return the values a field must not have."""
        return tuple(term.value for term in self.terms if term.field is field and term.is_negated)

    @property
    def hangs_on_time(self) -> bool:
        """Whether what it lets through changes with nothing but time: a ticket gets late while nobody does anything."""
        return any(term.field is Field.IS and term.value == Mark.LATE for term in self.terms)


EVERYTHING: Final = Filter()
MANY_VALUED: Final = frozenset({Field.TITLE, Field.PERSON, Field.LABEL, Field.IS})
"""Fields of which a ticket may have several values at once."""
NAMED: Final = (Field.PROJECT, Field.PHASE, Field.PRIORITY, Field.LABEL, Field.STATE, Field.IS)
"""Fields that are written with their name and a colon."""
KNOWN: Final[dict[Field, tuple[str, ...]]] = {
    Field.CONDITION: tuple(Condition),
    Field.PRIORITY: tuple(Priority),
    Field.STATE: tuple(State),
    Field.IS: tuple(Mark),
}
"""Every value of the fields that have a fixed number of them."""
LATE: Final = {"late": Mark.LATE, "overdue": Mark.LATE}
"""Words that are written like a condition, with #, and are a mark: what is late has a condition besides."""
WAYS: Final = "@name, #condition, #number, " + ", ".join(f"{field}:" for field in NAMED) + ", or words of the title"
_WORD: Final = re.compile(r'(-?)((?:"[^"]*"?|[^\s"])+)')
_NUMBER: Final = re.compile("[0-9]{1,15}")
_NAMED: Final = re.compile(r"([A-Za-z_]+):(.*)", re.DOTALL)


def parse(text: str) -> Filter:
    """Return the filter that `text` describes. Words in double quotes stay together and are looked for as they are.

    Raises:
        Invalid: a field, or a value of one with fixed values, does not exist; the sentence names those that do.
    """
    terms = (_term(word, is_negated=bool(minus)) for minus, word in _WORD.findall(text))
    return Filter(tuple(term for term in terms if term.value))


def _term(word: str, *, is_negated: bool) -> Term:
    bare = word.replace('"', "")
    if word == "-":
        raise Invalid("Nothing follows '-'; write it as in -#done.")
    if word.startswith("@"):
        return Term(Field.PERSON, _value("@", bare[1:], "@elena"), is_negated)
    if word.startswith("#"):
        value = _value("#", bare[1:], "#blocked or #64")
        if _NUMBER.fullmatch(value):
            return Term(Field.NUMBER, value, is_negated)
        if value.lower() in LATE:
            return Term(Field.IS, LATE[value.lower()], is_negated)
        return Term(Field.CONDITION, _known(Field.CONDITION, value), is_negated)
    if (named := _NAMED.fullmatch(word)) is not None:
        return _named(named[1].lower(), named[2].replace('"', ""), is_negated)
    return Term(Field.TITLE, bare, is_negated)


def _named(name: str, value: str, is_negated: bool) -> Term:
    if name not in NAMED:
        raise Invalid(f"There is no field {name!r}. Tickets are found by {WAYS}.")
    field = Field(name)
    examples = KNOWN.get(field, ("word",))
    value = _value(f"{name}:", value, " or ".join(f"{name}:{example}" for example in examples[-2:]))
    return Term(field, _known(field, value) if field in KNOWN else value, is_negated)


def _value(beginning: str, value: str, example: str) -> str:
    if not value:
        raise Invalid(f"Nothing follows {beginning!r}; write it as in {example}.")
    return value


def _known(field: Field, value: str) -> str:
    word = value.lower().replace("-", "_")
    word = LATE.get(word, word) if field is Field.IS else word
    if word not in KNOWN[field]:
        noun = {Field.CONDITION: "condition", Field.IS: "mark"}.get(field, field.value)
        known = (*KNOWN[field], Mark.LATE) if field is Field.CONDITION else KNOWN[field]
        raise Invalid(f"There is no {noun} {value!r}. There are: {_listed(known)}.")
    return word


def _listed(words: Iterable[str]) -> str:
    return ", ".join(word.replace("_", "-") for word in words)
