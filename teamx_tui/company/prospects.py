"""What each answer to an entry of the inbox would bring about, in words, so that it can be read before it is given."""

from collections.abc import Mapping
from typing import Final

from teamx_tui.company.office import OPERATOR
from teamx_tui.store.rows import Row

_ANY: Final = "*"
_CHOSEN: Final[Mapping[str, Mapping[str, str]]] = {
    "action_owner": {_ANY: "@{option} gets a ticket for it and is woken", "drop": "no ticket is filed for it"},
    "blocker_lost": {
        "release": "#{number} no longer waits for #{blocker}",
        "cancel": "#{number} is cancelled",
        "wait": "#{number} goes on waiting until #{blocker} is reopened and done",
    },
    "dead_wake": {
        "retry": "@{employee} tries #{number} again",
        "drop": "#{number}: the failed turn of @{employee} is dropped, and nobody is woken",
    },
    "breaker": {
        "let-one-more": "@{employee} gets one more turn on #{number}",
        "mute": "@{employee} is not woken by colleagues in #{number} any more",
    },
    "review": {
        "approve": "#{number} is approved and done",
        "changes": "#{number} goes back to work, and whoever does it is woken",
    },
}
"""By kind and option, `*` for every other option; what stands in braces comes from the entry."""
_BEHIND: Final[Mapping[str, str]] = {
    "cancel": "; then you are asked about what waits for it",
    "approve": "; what waits for nothing else begins",
}
"""What comes of it for the tickets that wait, by option."""


def of_options(entry: Row, behind: int) -> tuple[str, ...]:
    """Return for each option of an entry what it would bring about; `behind`: how many wait for its ticket."""
    words = _CHOSEN.get(entry.kind, {})

    def outcome(option: str) -> str:
        said = words.get(option, words.get(_ANY, "")).format(number=entry.number, option=option, **entry.about)
        return said + (_BEHIND.get(option, "") if behind else "")

    return tuple(map(outcome, entry.options))


def of_words(entry: Row) -> str:
    """Return what an answer in the operator's own words would bring about; empty if the entry takes none."""
    if entry.options:
        return ""
    by_operator = entry.raised_by == OPERATOR
    if entry.kind == "block":
        woken = "whoever works on it" if by_operator else f"@{entry.raised_by}"
        return f"the block on #{entry.number} is lifted and {woken} is woken"
    return f"your answer stands in #{entry.number}" + ("" if by_operator else f" and @{entry.raised_by} is woken")
