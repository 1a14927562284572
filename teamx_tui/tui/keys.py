"""Every key of the window, in one table: bindings, footer, the page of keys and the docs are made from it.

A pane is a part of the window that takes keys: the app, a screen, or a widget. Its ids (`tickets.sort`) are what an
operator remaps. What an action does, this file does not know.
"""

from collections.abc import Sequence
from typing import Final

from textual.binding import Binding, BindingType

from teamx_tui.tui.panes import Key

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
        Key(
            "8",
            "mode('meetings')",
            "Meetings",
            "Meetings: who speaks, what comes of it",
            shown=False,
            name="meetings",
        ),
        Key("z", "undo", "Undo", "Take the latest command back; asks first", shown=False),
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
    "mission": (
        Key("n", "begin('ticket new')", "New ticket", "File a ticket", name="file"),
        Key("h", "begin('employee hire')", "Hire", "Hire somebody", shown=False, name="hire"),
    ),
    "ribbon": (
        Key("left", "step(-1)", "Left", shown=False, name="left"),
        Key("right", "step(1)", "Right", shown=False, name="right"),
        Key("home", "edge(-1)", "First", shown=False, name="first"),
        Key("end", "edge(1)", "Last", shown=False, name="last"),
        Key("enter", "open", "Open", "Go to where it is shown"),
    ),
    "critical-path": (Key("w", "ask_why", "Why?", "Why the ticket does not move"),),
    "panel": (
        Key("space", "fold", "Fold", "Fold the team or the panel under the cursor, or unfold it"),
        Key("x", "fold_panel", "Fold panel", "Fold the panel to its title, or unfold it", shown=False),
    ),
    "teams": (Key("v", "group", "Teams", "Show people by team, or by presence", shown=False),),
    "running": (Key("m", "more", "More", "Show all runs, or the first ten", shown=False),),
    "tickets": (
        Key("slash", "filter", "Filter", "Show only some tickets, by words of a filter", as_written="/"),
        Key("l", "show('list')", "List", "Show the tickets as a list", shown=False, name="list"),
        Key("b", "show('board')", "Board", "Show the tickets on a board", shown=False, name="board"),
        Key("g", "show('graph')", "Graph", "Show the tickets and what orders them", shown=False, name="graph"),
        Key("c", "act", "Act", "Do something with the ticket"),
    ),
    "ticket-list": (
        Key("s", "sort", "Sort", "Sort by number, condition, priority, age, responsible, title, project in turn"),
        Key("S", "turn", "Turn", "Turn the order round", shown=False),
        Key("v", "group", "Group", "Group by condition, project, phase, responsible, department in turn"),
        # The list's own `g` goes to the first line; here that is left to Home.
        Key("g", "screen.show('graph')", "Graph", "Show the tickets and what orders them", shown=False, name="graph"),
    ),
    "ticket-board": (
        Key("up,k", "step(0, -1)", "Up", shown=False, name="up"),
        Key("down,j", "step(0, 1)", "Down", shown=False, name="down"),
        Key("left", "step(-1, 0)", "Left", "Go to the column before", shown=False, name="left"),
        Key("right", "step(1, 0)", "Right", "Go to the next column", shown=False, name="right"),
        Key("pageup", "page(-1)", "Page up", shown=False, name="page-up"),
        Key("pagedown", "page(1)", "Page down", shown=False, name="page-down"),
        Key("home", "edge(-1)", "First", "Go to the first card of the column", shown=False, name="first"),
        Key("end,G", "edge(1)", "Last", "Go to the last card of the column", shown=False, name="last"),
        Key("enter", "open", "Open", "Open the ticket"),
        Key("w", "ask_why", "Why?", "Why the ticket does not move"),
        Key("v", "lanes", "Lanes", "Make lanes of projects, of responsibles, or none"),
    ),
    "ticket-graph": (
        Key("up,k", "along(-1)", "Blocker", "Go to what the ticket waits for", shown=False, name="blocker"),
        Key("down,j", "along(1)", "Dependent", "Go to what waits for the ticket", shown=False, name="dependent"),
        Key("left", "beside(-1)", "Left", "Go to the ticket before in the row", shown=False, name="left"),
        Key("right", "beside(1)", "Right", "Go to the next ticket of the row", shown=False, name="right"),
        Key("pageup", "page(-1)", "Page up", shown=False, name="page-up"),
        Key("pagedown", "page(1)", "Page down", shown=False, name="page-down"),
        Key("home", "edge(-1)", "First", "Go to the first row", shown=False, name="first"),
        Key("end,G", "edge(1)", "Last", "Go to the last row", shown=False, name="last"),
        Key("enter", "open", "Open", "Open the ticket"),
        Key("w", "ask_why", "Why?", "Why the ticket does not move"),
        Key("f", "narrow", "Focus", "Show only what the ticket waits for and what waits for it, or everything again"),
        Key("r", "fill", "All lines", "Draw the dependencies, too, that follow from others, or leave them out"),
    ),
    "filter": (
        Key("escape", "screen.back", "Clear", "Take the filter away"),
        Key("enter,down", "leave", "Done", "Go back to the tickets; the filter stays", as_written="⏎"),
        Key("tab", "take", "Complete", "Take the word that is offered; else leave the line"),
    ),
    "thread": (
        Key("c", "write", "Comment", "Say something in the thread"),
        Key("w", "ask_why", "Why?", "Why the ticket does not move"),
        Key("a", "assign", "Assign", "Make somebody responsible", shown=False),
        Key("m", "move", "Move", "Take it to another state: done, on hold, reopened"),
        Key("s", "start", "Start", "Start it anyway, though what it waits for is not done"),
        Key("b", "block", "Block", "Say that it cannot go on, or lift the block", shown=False),
        Key("x", "stop", "Stop", "Stop the turn that is going on; what it has done stays"),
        Key("v", "told", "Told", "Show what the model was told in the turn of the entry", shown=False),
        Key("plus", "add_participant", "Add", "Bring somebody into the conversation", shown=False),
        Key("l", "link", "Link", "Let another ticket wait for this one", shown=False),
        Key("J", "join", "Join", "Take part: be told what is said here; or take part no more", shown=False),
        Key("S", "spectate", "Spectate", "Only read: nothing you press changes anything; or act again", shown=False),
        Key("d", "details", "Details", "Show people, dependencies, turns and files"),
        Key("escape", "back", "Back", "Put the details away, else go back", as_written="esc"),
        Key("n", "go(1)", "Next", "Go to the next ticket", shown=False, name="next"),
        Key("p", "go(-1)", "Previous", "Go to the previous ticket", shown=False, name="previous"),
        Key("q", "app.quit", "Quit", "Quit the app and return to the command prompt.", shown=False, name="quit"),
    ),
    "conversation": (
        Key("j", "step(1)", "Next entry", "Go to the next entry", shown=False, name="next"),
        Key("k", "step(-1)", "Last entry", "Go to the entry before", shown=False, name="previous"),
        Key("enter", "open", "Open", "Unfold the entry, open the file, go to where it came from"),
        Key("space", "fold", "Unfold", "Unfold the entry or fold it again; else a page on", shown=False),
        Key("y", "copy", "Copy", "Copy the entry, over SSH and in tmux too", shown=False),
    ),
    "composer": (
        Key("enter", "send", "Send", "Send it, or take what is offered"),
        Key("ctrl+j", "break_line", "New line", as_written="^j"),
        Key("tab", "take", "Complete", "Take what is offered for the word; else leave the field", shown=False),
        Key("up", "choose(-1)", "Up", "Choose the offer before", shown=False, name="up"),
        Key("down", "choose(1)", "Down", "Choose the next offer", shown=False, name="down"),
        Key("escape", "leave", "Leave", "Close what is offered, or go back to the thread; what is written stays"),
    ),
    "choices": (Key("enter", "open", "Choose", "Take the answer under the cursor"),),
    "choose": (Key("escape,q", "close", "Back", as_written="esc"),),
    "file": (
        Key("escape,q", "close", "Back", as_written="esc"),
        Key("y", "copy", "Copy", "Copy the text, over SSH and in tmux too"),
    ),
    "people": (
        Key("v", "group", "Group", "Show the chart by manager, by department, by presence in turn"),
        Key("x", "raci", "RACI", "Show who has which part in the tickets of a project"),
        Key("h", "hire", "Hire", "Hire somebody"),
        Key("a", "assign", "Assign", "Give them a ticket"),
        Key("c", "chat", "Chat", "Talk with them alone"),
        Key("w", "ask_why_idle", "Why?", "Why they do nothing"),
        Key("m", "manager", "Manager", "Let them report to somebody else", shown=False),
        Key("p", "promote", "Promote", "Give them another role, higher or lower", shown=False),
        Key("L", "let_go", "Let go", "Let them go: first see what is open, and say who takes over", shown=False),
    ),
    "org-chart": (
        Key("left", "fold", "Fold", "Fold a branch, or go to whom it hangs on", shown=False),
        Key("right", "unfold", "Unfold", "Unfold a branch, or go into it", shown=False),
        Key("space", "turn", "Fold", "Fold a branch, or unfold it", shown=False),
    ),
    "leaving": (
        Key("escape", "give_up", "Cancel"),
        Key("enter", "go_on", "Let go", "Let them go", priority=True),
    ),
    "raci": (
        Key("p", "project(1)", "Project", "Show the next project", name="next-project"),
        Key("P", "project(-1)", "Project", "Show the project before", shown=False, name="previous-project"),
        Key("x", "back", "People", "Go back to the org chart"),
        Key("e", "edit", "Edit", "Give the marked person another part in the ticket, or none"),
    ),
    "raci-matrix": (
        Key("left", "across(-1)", "Left", "Mark the person before", shown=False, name="left"),
        Key("right", "across(1)", "Right", "Mark the next person", shown=False, name="right"),
    ),
    "inbox": (
        Key("o", "open_ticket", "Ticket", "Open the ticket of the entry"),
        Key("w", "ask_why", "Why?", "Why the ticket of the entry does not move"),
        Key("d", "agreements", "Decisions", "What was decided, what is handed over, and who waits for whom"),
    ),
    "agreements": (
        Key("v", "view", "View", "Show decisions, hand-offs, who waits for whom in turn"),
        Key("d", "back", "Inbox", "Go back to what needs you", shown=False, name="inbox"),
    ),
    "inbox-list": (Key("enter", "open", "Answer", "Go to the answer"),),
    "words": (
        Key("enter", "submit", "Answer", "Give the answer"),
        Key("escape", "screen.back", "Later", "Leave it for later; what was begun stays"),
    ),
    "options": (
        Key("down,j", "cursor_down", "Down", shown=False, name="down"),
        Key("up,k", "cursor_up", "Up", shown=False, name="up"),
        Key("enter", "select", "Answer", "Give the answer under the cursor"),
        Key("escape", "screen.back", "Later", "Leave it for later"),
    ),
    "vault": (
        Key("slash", "filter", "Filter", "Show only some files, by words of a filter", as_written="/"),
        Key("left_square_bracket", "step_version(-1)", "Older", "Show the version before", name="older"),
        Key("right_square_bracket", "step_version(1)", "Newer", "Show the next version", name="newer"),
        Key("o", "open_ticket", "Ticket", "Open the ticket it was made on"),
        Key("y", "copy", "Copy", "Copy the text, over SSH and in tmux too"),
        Key("x", "save", "Save", "Write it to a file of yours", shown=False),
    ),
    "timeline": (
        Key("slash", "filter", "Filter", "Show only some events, by words of a filter", as_written="/"),
        Key("colon", "go_to", "Go to", "Go to an event by number or time", as_written=":"),
        Key("v", "verify", "Verify", "Check the chain of hashes from the first event to the last"),
        Key("x", "export", "Save", "Write what is listed to a file, as CSV or as JSON lines", shown=False),
    ),
    "money": (
        Key("b", "by(1)", "By", "Add up by employee, ticket, project, model, day in turn", name="by"),
        Key("B", "by(-1)", "By", "Add up in the way before", shown=False, name="by-back"),
        Key("c", "chart", "Chart", "Draw turns, calls or dollars over time in turn"),
    ),
    "search": (
        Key("escape", "screen.back", "Clear", "Take the filter away"),
        Key("enter,down", "leave", "Done", "Go back to the list; the filter stays", as_written="⏎"),
    ),
    "question": (Key("escape", "screen.back", "Cancel", "Answer nothing"),),
    "palette": (
        Key("enter", "go_on", "Do it", "Do what stands under the line, or what the cursor is on", priority=True),
        Key("tab", "take_over", "Take over", "Put what is offered into the line", priority=True),
        Key("up", "step(-1)", "Up", "Go up; on an empty line, to what was said before", shown=False, name="up"),
        Key("down", "step(1)", "Down", "Go down in what is offered", shown=False, name="down"),
        Key("pageup", "page(-1)", "Page up", shown=False, name="page-up"),
        Key("pagedown", "page(1)", "Page down", shown=False, name="page-down"),
        Key("escape", "back", "Leave", "Leave; what is written stays until the next time"),
    ),
    "plan": (
        Key("enter", "agree", "File them", "File what is ticked", priority=True),
        Key("escape,q", "cancel", "Cancel", "File nothing", as_written="esc"),
    ),
    "plan-rows": (
        Key("space", "screen.take_or_leave", "Take / leave", "Leave the row out, or take it in again", name="take"),
        Key("a", "screen.give(1)", "Give", "Give the row to the next best", name="give"),
        Key("A", "screen.give(-1)", "Give", "Give the row to the one before", shown=False, name="give-back"),
    ),
    "doctor": (
        Key("r", "again", "Again", "Examine again"),
        Key("escape,q", "close", "Back", as_written="esc"),
    ),
    "undo": (
        Key("enter", "take_back", "Take back", "Take the command back"),
        Key("escape,q", "close", "Leave", as_written="esc"),
    ),
    "meetings": (
        Key("m", "call", "Call", "Call a meeting"),
        Key("c", "say", "Say", "Say something in the meeting"),
        Key("e", "end", "End", "End the meeting, or call it off; asks first"),
        Key("a", "go_to_actions", "Actions", "Go to the tickets that came of it"),
        Key("o", "open_thread", "Thread", "Open the meeting's thread"),
    ),
    "ask": (
        Key("escape", "give_up", "Cancel"),
        Key("enter", "go_on", "Go on", "Go to what is missing, or carry it out", priority=True),
    ),
    "proof": (
        Key("enter", "open", "Go there", "Go to the ticket of the line, or do what it offers"),
        Key("w", "screen.close", "Back", "Close the window", shown=False),
    ),
    "why": (
        Key("a", "act('ticket assign')", "Assign", "Make somebody responsible", shown=False, name="assign"),
        Key("s", "act('ticket start')", "Start", "Start it anyway", shown=False, name="start"),
        Key("m", "act('ticket move')", "Move", "Take it to another state", shown=False, name="move"),
        Key("b", "act('ticket unblock')", "Unblock", "Lift the block", shown=False, name="unblock"),
        Key("i", "act('answer')", "Inbox", "Answer it in the inbox", shown=False, name="answer"),
        Key("escape,w,q", "close", "Back", as_written="esc"),
    ),
    "help": (Key("escape,question_mark,q", "close", "Back", as_written="esc"),),
    "answer": (Key("escape,q", "close", "Back", as_written="esc"),),
    "asked": (
        Key("r", "again", "Ask again", "Ask the same again, of the company as it is now"),
        Key("escape,q", "close", "Back", as_written="esc"),
    ),
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
    )


def all_ids() -> Sequence[str]:
    """Return every id, in the order of the table."""
    return [id_of(pane, key) for pane, keys in KEYS.items() for key in keys]
