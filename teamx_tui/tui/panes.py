"""The parts of the window that take keys, which of them are meant together, and what a key is. No key is named here."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Key:
    """One thing a key does in a pane."""

    keys: str
    """Names of Textual, separated by commas: `up,k`."""
    action: str
    words: str
    """Two words at most, for the footer."""
    tip: str = ""
    """What it does in half a sentence, for the page of keys; `words` if empty."""
    shown: bool = True
    """Whether it stands in the footer."""
    as_written: str = ""
    """How the footer writes the key, when that is not what Textual makes of it."""
    priority: bool = False
    """Whether it works where a text field would take the key."""
    name: str = ""
    """Last word of the id, when the action alone does not tell it from others of the pane."""


@dataclass(frozen=True, slots=True)
class Pane:
    """A part of the window that takes keys."""

    title: str
    within: tuple[str, ...] = ()
    """Panes whose keys mean something at the same time, unless this one takes the key for itself."""


_SCREEN: Final = ("screen", "app")
PANES: Final[dict[str, Pane]] = {
    "app": Pane("Everywhere"),
    "screen": Pane("On every screen", ("app",)),
    "list": Pane("Lists", _SCREEN),
    "reader": Pane("Texts", _SCREEN),
    "mission": Pane("Mission Control", _SCREEN),
    "ribbon": Pane("A line of tiles", ("mission", *_SCREEN)),
    "critical-path": Pane("Critical path", ("ribbon", "mission", *_SCREEN)),
    "panel": Pane("A panel", ("mission", "list", *_SCREEN)),
    "running": Pane("Running now", ("panel", "mission", "list", *_SCREEN)),
    "teams": Pane("People on Mission Control", ("panel", "mission", "list", *_SCREEN)),
    "tickets": Pane("Tickets", _SCREEN),
    "ticket-list": Pane("Tickets as a list", ("tickets", "list", *_SCREEN)),
    "ticket-board": Pane("Tickets on a board", ("tickets", *_SCREEN)),
    "ticket-graph": Pane("Tickets as a graph", ("tickets", *_SCREEN)),
    "filter": Pane("Writing a filter"),
    "thread": Pane("A ticket's thread", ("reader", *_SCREEN)),
    "conversation": Pane("The conversation", ("reader", "thread", *_SCREEN)),
    "composer": Pane("Writing a comment"),
    "choose": Pane("Choosing", ("list",)),
    "plan": Pane("A plan", ("list",)),
    "plan-rows": Pane("The rows of a plan", ("plan", "list")),
    "doctor": Pane("The doctor", ("list",)),
    "choices": Pane("A list of choices", ("choose", "list")),
    "file": Pane("A file", ("reader",)),
    "people": Pane("People", ("list", *_SCREEN)),
    "org-chart": Pane("Org chart", ("people", "list", *_SCREEN)),
    "leaving": Pane("Letting somebody go"),
    "raci": Pane("RACI", ("list", *_SCREEN)),
    "raci-matrix": Pane("RACI matrix", ("raci", "list", *_SCREEN)),
    "inbox": Pane("Inbox", ("list", *_SCREEN)),
    "agreements": Pane("Decisions, hand-offs, waits", ("list", *_SCREEN)),
    "inbox-list": Pane("What needs you", ("inbox", "list", *_SCREEN)),
    "options": Pane("Choosing an answer", ("inbox", *_SCREEN)),
    "words": Pane("Writing an answer"),
    "vault": Pane("Vault", ("list", *_SCREEN)),
    "timeline": Pane("Timeline", ("list", *_SCREEN)),
    "money": Pane("Money", ("list", *_SCREEN)),
    "meetings": Pane("Meetings", ("list", *_SCREEN)),
    "search": Pane("Writing a filter of records"),
    "question": Pane("Answering a question"),
    "palette": Pane("The palette"),
    "undo": Pane("Taking back", ("reader",)),
    "ask": Pane("A command's form"),
    "why": Pane("Why", ("list",)),
    "proof": Pane("A proof", ("why", "list")),
    "help": Pane("Help", ("reader",)),
    "answer": Pane("An answer", ("list", "reader")),
    "asked": Pane("An answer to a question", ("list",)),
}
"""Every pane of `KEYS`, in the order of the docs."""
