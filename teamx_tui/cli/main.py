"""The command `teamx`: the root of the command line."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

import typer

from teamx_tui.cli import brain_keys, keys, opening, output, processes, saying, serving, showing, verbs
from teamx_tui.cli.endings import ended
from teamx_tui.cli.options import OPTIONS

_NUMBERS: Final[Mapping[str, str]] = {"integer": "a whole number", "number": "a number"}
_NO_NUMBER: Final = re.compile(rf"Invalid value for '(.+?)': Input should be a valid ({'|'.join(_NUMBERS)})\b.*")
"""What is said of a word in the place of a number; what it should be stands there in the words of a library."""

root = typer.Typer(
    name="teamx",
    help="Run a company of AI employees from a terminal. Without a command, open the app.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@root.callback(invoke_without_command=True)
def opened(
    context: typer.Context, store: verbs.STORE = None, json: verbs.JSON = False, plain: verbs.PLAIN = False
) -> None:
    """Run a company of AI employees from a terminal. Without a command, open the app."""
    OPTIONS.store, OPTIONS.json, OPTIONS.plain = store, json, plain
    if context.invoked_subcommand is None:
        raise typer.Exit(opening.app(OPTIONS.place()))


_GROUPS: Final = verbs.add_to(root)
_GROUPS["brain"].command("key")(brain_keys.key)
_STARTERS = (processes.init, processes.run, processes.worker, processes.demo, processes.export, serving.serve)
for process in (*_STARTERS, saying.do, showing.show, keys.keys):
    root.command(process.__name__)(process)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and return the exit code; errors are one plain sentence on standard error."""
    OPTIONS.store, OPTIONS.json, OPTIONS.plain = None, False, False
    return ended(lambda: _run(arguments))


def _run(arguments: Sequence[str] | None) -> int:
    try:
        code = root(arguments, standalone_mode=False)
    except typer.Exit as leave:
        return leave.exit_code
    except typer.TyperException as error:
        output.complain(_usage(error))
        return 2
    except typer.Abort:
        return 130
    return code if isinstance(code, int) else 0


def _usage(error: typer.TyperException) -> str:
    """A usage error in one sentence; a group named without a verb gets its help page."""
    said = error.format_message()
    if said.startswith("Usage:"):
        return said
    said = _NO_NUMBER.sub(lambda found: f"{found[1]} must be {_NUMBERS[found[2]]}", said)
    context = getattr(error, "ctx", None)
    said = said if said.endswith("?") else f"{said.rstrip('.')}."
    return f"{said} See: {context.command_path if context else 'teamx'} --help"
