"""The role in a hiring: `a Senior Product Manager` is the role product-manager with a title of its own.

What a role of the catalogue is called counts first, so that `a CTO` is one; any other words are a role as well.
"""

import re
import unicodedata
from typing import Final

from teamx_tui.commands.grammar.reading import NOTHING, Reading
from teamx_tui.commands.grammar.vocabulary import Vocabulary

_RANK: Final = re.compile(r"(?:(?:senior|junior|principal|mid-level|sr\.?|jr\.?)\s+)+", re.IGNORECASE)
_SEVERAL: Final = re.compile(r"(?:\d+|two|three|four|five|six|several|some|more|many)(?=\s|$)", re.IGNORECASE)
_ANOTHER: Final = re.compile(r"\s(?:and|&)\s+(?:an?|another|one|\d+|two|three|some)\s", re.IGNORECASE)
_SENTENCE: Final = re.compile(
    r"\s(?:to|for|on|who|that|which|instead|and\s+(?:let|give|make|fire|assign|put|add|move|tell|hire|have|call))\s",
    re.IGNORECASE,
)
"""What stands in no role: a wish that has no place would be taken for a part of it."""
_NO_NAME: Final = re.compile(r"(?:^|\s)[@#]|^(?:an?|the|another)\s")
"""What stands in no name; an article has small letters, where `An Li` is somebody."""
_ONE_AT_A_TIME: Final = "Hire one at a time, so that each has a name."
LONGEST_HANDLE: Final = 32


def role(text: str, known: Vocabulary) -> Reading:
    """Read a role as the arguments `role` and, where the role in words is not already it, `title`."""
    words = " ".join(text.split())
    if _SEVERAL.match(words) or _ANOTHER.search(words):
        return Reading((), _ONE_AT_A_TIME, is_sure=True)
    if words.startswith(("@", "#")) or _SENTENCE.search(words):
        return NOTHING
    listed = known.catalogue.find(words)
    if listed is not None:
        title = known.catalogue.titled(words)
        return Reading(({"role": listed.id} if title == listed.title else {"role": listed.id, "title": title},))
    trade = _RANK.sub("", words, count=1)
    ranked = known.catalogue.find(trade)
    slug = ranked.id if ranked is not None else slugged(trade)
    if not slug:
        return NOTHING
    title = words[0].upper() + words[1:]
    is_plain = title == spoken(slug) or words == slug
    return Reading(({"role": slug} if is_plain else {"role": slug, "title": title},))


def post(text: str, known: Vocabulary) -> Reading:
    """Read a role that somebody can be given: one of the catalogue, or one that somebody here has."""
    if text in known.roles:
        return Reading(({"role": text},))
    found = role(text, known)
    if not found.values or known.catalogue.find(found.values[0]["role"]) or found.values[0]["role"] in known.roles:
        return found
    return Reading((), f"There is no role {text!r}. Say: list the roles.")


def new_name(text: str) -> Reading:
    """Read the name of somebody who is hired."""
    if _SEVERAL.match(text) or re.search(r"\s(?:and|&)\s", text):
        return Reading((), _ONE_AT_A_TIME, is_sure=True)
    return NOTHING if _NO_NAME.search(text) else Reading((text,))


def written(text: str) -> Reading:
    """Read a role that stands in quotes: it is taken as it is."""
    return Reading(({"role": text},)) if text.strip() else NOTHING


def spoken(slug: str) -> str:
    """Return the title that a role has by itself."""
    return slug.replace("-", " ").capitalize()


def slugged(text: str) -> str:
    """Return text as lower-case letters and digits of ASCII, with `-` between words; empty where nothing is left."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")


def free_handle(wanted: str, taken: frozenset[str]) -> str:
    """Return `wanted`, cut to the length of a handle, with a number where somebody has it already."""
    handle, number = wanted[:LONGEST_HANDLE].rstrip("-"), 1
    while handle in taken:
        number += 1
        ending = f"-{number}"
        handle = wanted[: LONGEST_HANDLE - len(ending)].rstrip("-") + ending
    return handle
