"""What each answer to an entry of the inbox would bring about, in words, so that it can be read before it is given."""

from collections.abc import Mapping
from typing import Final

from teamx_tui.company.office import OPERATOR
from teamx_tui.store.rows import Row

_ANY: Final = ""
"""Stands for every option of a kind whose options are somebody's own words."""
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
    "budget": {
        "raise": "{name} is raised by {more} to {new_limit}, and whoever waits goes on (another amount: raise 20)",
        "cheaper": "@{employee} thinks with {cheaper} instead of {model} from now on",
        "stop": "every ticket that waits for this money is put on hold; a meeting ends",
    },
    "approval": {
        "allow": "one turn of @{employee} on #{number} may make calls above {above}; budgets hold all the same",
        "refuse": "#{number} is put on hold, or ends if it is a meeting",
    },
    "unpriced": {
        "retry": "@{employee} tries again, once {model} has a price or they have another model",
        "hold": "#{number} is put on hold, or ends if it is a meeting",
    },
    "join": {
        "accept": "@{employee} takes part in #{number}",
        "decline": "@{employee} is not let into #{number}",
    },
    "handoff": {
        "accept": "#{number}: the hand-off to @{receiver} is accepted",
        "decline": "#{number}: the hand-off to @{receiver} is declined",
    },
    "proposal": {_ANY: "#{number}: {subject} is decided"},
    "deadlock": {
        "cut": "{cut}",
        "leave": "nothing changes until one of them moves",
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
    known = {**entry.about, "number": entry.number, "subject": entry.subject}

    def outcome(option: str) -> str:
        said = words.get(option, words.get(_ANY, "")).format(option=option, **known)
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
