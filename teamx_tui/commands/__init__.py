"""What an operator can say, defined once for the command line and the palette."""

from teamx_tui.commands import (
    log,
    money,
    overview,
    pauses,
    people,
    projects,
    reasons,
    responsibilities,
    roles,
    status,
    threads,
    tickets,
    turns,
    undo,
    vault,
)
from teamx_tui.commands.registry import COMMANDS, Command, Param, Reply, Table

__all__ = [
    "COMMANDS",
    "Command",
    "Param",
    "Reply",
    "Table",
    "log",
    "money",
    "overview",
    "pauses",
    "people",
    "projects",
    "reasons",
    "responsibilities",
    "roles",
    "status",
    "threads",
    "tickets",
    "turns",
    "undo",
    "vault",
]
