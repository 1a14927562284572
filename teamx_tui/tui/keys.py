"""Every key of the window, in one table: bindings, footer, the page of keys and the docs are made from it.

A pane is a part of the window that takes keys: the app, a screen, or a widget. Its ids (`tickets.sort`) are what an
operator remaps. What an action does, this file does not know.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from textual.binding import Binding, BindingType


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
    group: Binding.Group | None = None


NEIGHBOURS: Final = Binding.Group("Ticket", compact=True)


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
    "running": Pane("Running now", ("list", *_SCREEN)),
    "thread": Pane("A ticket's thread", ("reader", *_SCREEN)),
    "composer": Pane("Writing a comment"),
    "inbox": Pane("Inbox", ("list", *_SCREEN)),
    "ask": Pane("A command's form"),
    "why": Pane("Why", ("list",)),
    "help": Pane("Help", ("reader",)),
    "answer": Pane("An answer", ("list", "reader")),
}
"""Every pane of `KEYS`, in the order of the docs."""

KEYS: Final[dict[str, tuple[Key, ...]]] = {
    "app": (
        # Both priority: an Input would take Ctrl+K for itself. Naming the action keeps Textual from binding its own.
        Key("ctrl+k,ctrl+p", "command_palette", "Commands", "Say what shall be done", as_written="^k", priority=True),
        Key("question_mark", "help", "Help", "Help, and every key that means something here", as_written="?"),
        Key("1", "mode('mission')", "Mission", "Mission Control", shown=False, name="mission"),
        Key("2", "mode('tickets')", "Tickets", "Tickets: list, board and graph", shown=False, name="tickets"),
        Key("3", "mode('people')", "People", "People: org chart, profiles, RACI", shown=False, name="people"),
        Key("4,i", "mode('inbox')", "Inbox", "What needs you, and answering it", shown=False, name="inbox"),
        Key("5", "mode('vault')", "Vault", "Vault: everything that was made", shown=False, name="vault"),
        Key("6", "mode('timeline')", "Timeline", "Timeline: every event", shown=False, name="timeline"),
        Key("7", "mode('money')", "Money", "Money: who spent what on what", shown=False, name="money"),
        Key("q", "quit", "Quit", "Quit the app and return to the command prompt."),
    ),
    "screen": (
        Key("escape", "back", "Back", "Go back to where you came from", shown=False),
        Key("t", "toggle_exact", "Times", "Exact times, or ages", shown=False),
    ),
    "list": (
        Key("up,k", "step(-1)", "Up", shown=False, name="up"),
        Key("down,j", "step(1)", "Down", shown=False, name="down"),
        Key("pageup", "page(-1)", "Page up", shown=False, name="page-up"),
        Key("pagedown", "page(1)", "Page down", shown=False, name="page-down"),
        Key("home,g", "edge(-1)", "First", shown=False, name="first"),
        Key("end,G", "edge(1)", "Last", shown=False, name="last"),
        Key("enter", "open", "Open", "Open what is under the cursor"),
        Key("w", "ask_why", "Why?", "Why the ticket does not move"),
    ),
    "reader": (
        Key("up,k", "scroll_up", "Up", shown=False),
        Key("down,j", "scroll_down", "Down", shown=False),
        Key("home,g", "scroll_home", "Start", shown=False),
        Key("end,G", "scroll_end", "End", shown=False),
        Key("pageup", "page_up", "Page up", shown=False),
        Key("pagedown,space", "page_down", "Page down", shown=False),
    ),
    "running": (Key("m", "more", "More", "Show all runs, or the first ten", shown=False),),
    "thread": (
        Key("escape", "back", "Back", "Go back"),
        Key("c", "write", "Comment", "Say something in the thread"),
        Key("w", "ask_why", "Why?", "Why the ticket does not move"),
        Key("d", "details", "Details", "Show people, dependencies, turns and files"),
        Key("e", "earlier", "Earlier", "Show earlier entries"),
        Key("n", "go(1)", "Next", "Go to the next ticket", group=NEIGHBOURS, name="next"),
        Key("p", "go(-1)", "Previous", "Go to the previous ticket", group=NEIGHBOURS, name="previous"),
        Key("q", "app.quit", "Quit", "Quit the app and return to the command prompt.", shown=False, name="quit"),
    ),
    "composer": (
        Key("enter", "send", "Send"),
        Key("ctrl+j", "break_line", "New line", as_written="^j"),
        Key("escape", "leave", "Leave"),
    ),
    "inbox": (Key("o", "open", "Open ticket", "Open the ticket of the entry"),),
    "ask": (
        Key("escape", "give_up", "Cancel"),
        Key("enter", "go_on", "Go on", "Go to what is missing, or carry it out", priority=True),
    ),
    "why": (Key("escape,w,q", "close", "Back", as_written="esc"),),
    "help": (Key("escape,question_mark,q", "close", "Back", as_written="esc"),),
    "answer": (Key("escape,q", "close", "Back", as_written="esc"),),
}
"""The keys of each pane. No two things have one key in a pane, nor in a screen's pane with `screen` and `app`."""


def bindings(*panes: str) -> list[BindingType]:
    """Return the keys of `panes` as Textual takes them in `BINDINGS`."""
    return [_binding(pane, key) for pane in panes for key in KEYS[pane]]


def id_of(pane: str, key: Key) -> str:
    """Return the id by which an operator remaps a key: `thread.write`."""
    return f"{pane}.{key.name or key.action}"


def _binding(pane: str, key: Key) -> Binding:
    return Binding(
        key.keys,
        key.action,
        key.words,
        show=key.shown,
        key_display=key.as_written or None,
        priority=key.priority,
        tooltip=key.tip or key.words,
        id=id_of(pane, key),
        group=key.group,
    )


def all_ids() -> Sequence[str]:
    """Return every id, in the order of the table."""
    return [id_of(pane, key) for pane, keys in KEYS.items() for key in keys]
