"""The words by which records are looked for: `@ada #64 kind:wake -kind:run "goes round"`.

What is written becomes a frozen search here. What its words mean to a kind of record, this file does not know.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from teamx_tui.domain.errors import Invalid

PERSON: Final = "@"
TICKET: Final = "#"
TEXT: Final = ""
"""Fields that are written without a name: somebody, a ticket, and words of the text."""
MOST: Final = 32
"""Words that are looked for; whoever writes more has pasted a text."""
_WORD: Final = re.compile(r'(-?)((?:"[^"]*"?|[^\s"])+)')
_NAMED: Final = re.compile(r"([A-Za-z]+):(.*)", re.DOTALL)
_NUMBER: Final = re.compile("[0-9]{1,15}")


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a search."""

    field: str
    """`PERSON`, `TICKET`, `TEXT`, or the name that stands before the colon."""
    value: str
    is_negated: bool = False


@dataclass(frozen=True, slots=True)
class Search:
    """What a record must be to be found; without terms every record is.

    Several values of one field let through any of them, as a record has one; words of the text must all be there.
    """

    terms: tuple[Term, ...] = ()

    def wanted(self, field: str) -> tuple[str, ...]:
        """Return the values a field may have; none if the search does not speak of it."""
        return tuple(term.value for term in self.terms if term.field == field and not term.is_negated)

    def unwanted(self, field: str) -> tuple[str, ...]:
        """Return the values a field must not have."""
        return tuple(term.value for term in self.terms if term.field == field and term.is_negated)


EVERYTHING: Final = Search()


def parse(text: str, fields: Collection[str]) -> Search:
    """Return the search that `text` describes. Words in double quotes stay together and are looked for as they are.

    `fields`: the names that may stand before a colon.

    Raises:
        Invalid: a field does not exist, or nothing stands behind its name; the sentence names those that do.
    """
    # Quotes with nothing between them are not written yet: whatever they might hold, nothing is looked for.
    words = [(minus, word) for minus, word in _WORD.findall(text) if word.strip('"')]
    return Search(tuple(_term(word, fields, is_negated=bool(minus)) for minus, word in words))


def words(text: str) -> Search:
    """Return the search for every word of `text` as it stands, whatever it is written with; at most `MOST` of them."""
    return Search(tuple(Term(TEXT, word) for word in dict.fromkeys(text.split()[:MOST])))


def _term(word: str, fields: Collection[str], *, is_negated: bool) -> Term:
    bare = word.replace('"', "")
    if word.startswith("@"):
        return Term(PERSON, _value("@", bare[1:]), is_negated)
    if word.startswith("#"):
        if not _NUMBER.fullmatch(bare[1:]):
            raise Invalid(f"{bare!r} is no ticket; write its number, as in #64.")
        return Term(TICKET, str(int(bare[1:])), is_negated)
    if (named := _NAMED.fullmatch(word)) is not None:
        return _named(named[1].lower(), named[2].replace('"', ""), fields, is_negated=is_negated)
    return Term(TEXT, bare, is_negated)


def _named(name: str, value: str, fields: Collection[str], *, is_negated: bool) -> Term:
    if name not in fields:
        known = ", ".join(f"{field}:" for field in fields)
        raise Invalid(f'There is no field {name!r}. There are @name, #number, {known}; text with a colon goes in "".')
    return Term(name, _value(f"{name}:", value), is_negated)


def _value(beginning: str, value: str) -> str:
    if not value:
        raise Invalid(f"Nothing follows {beginning!r} yet.")
    return value
