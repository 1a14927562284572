"""What an operator can say, defined once for the command line and the palette."""

from teamx_tui.commands.registry import COMMANDS, Command, Param, Reply, Table

__all__ = ["COMMANDS", "Command", "Param", "Reply", "Table"]
