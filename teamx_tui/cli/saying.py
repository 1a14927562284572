"""`teamx do`: a command in plain English. What reads is done at once, what changes something is shown first."""

import shlex
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from teamx_tui.cli import output
from teamx_tui.cli.options import OPTIONS
from teamx_tui.cli.verbs import JSON, PLAIN, STORE
from teamx_tui.commands import COMMANDS
from teamx_tui.commands.registry import AGREED
from teamx_tui.domain.errors import Invalid
from teamx_tui.domain.text import printable

if TYPE_CHECKING:
    from teamx_tui.commands.grammar import Answer, Understood


def do(
    text: Annotated[list[str], typer.Argument(help='What to do, such as: "assign #64 to mike"', metavar="TEXT")],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do it without asking.")] = False,
    store: STORE = None,
    json: JSON = False,
    plain: PLAIN = False,
) -> None:
    """Carry out what you say in plain English; shows first what will change."""
    from teamx_tui.commands import grammar  # the words are only needed where somebody speaks
    from teamx_tui.company.office import Office

    line = " ".join(text)
    office = Office.open(OPTIONS.place(store))
    try:
        meant = _meant(grammar.understand(line, grammar.vocabulary(office)))
        command = COMMANDS[meant.command]
        if yes and command.wants_agreement:
            meant = replace(meant, given={**meant.given, AGREED: True})
        if command.would_change(meant.given) and not yes:
            _ask(meant, line)
        is_for_a_program = json or OPTIONS.json
        orders = [meant.given, *meant.also]
        reply = command.each(office, orders)
        output.show(reply, as_json=is_for_a_program, plain=plain or OPTIONS.plain)
        if command.would_change(meant.given) and command.is_recorded and reply.orders and not is_for_a_program:
            several = f" (the last of them; {reply.orders} times for all)" if reply.orders > 1 else ""
            output.complain(f"To take it back: teamx undo{several}")
    finally:
        office.close()


def _meant(answer: "Answer") -> "Understood":
    """Return what is to be done, if that is one thing and nothing lacks.

    Raises:
        Invalid: it is not; the sentence says what to say instead.
    """
    from teamx_tui.commands.grammar import Choices, NotUnderstood

    if isinstance(answer, NotUnderstood):
        raise Invalid(answer.sentence)
    if isinstance(answer, Choices):
        options = "".join(f"\n  {no}. {option.preview}" for no, option in enumerate(answer.options, start=1))
        raise Invalid(f"{answer.question}{options}\nSay which one, for example: {answer.options[0].phrase}")
    if answer.lacks:
        raise Invalid(f"{answer.preview} {answer.question}")
    return answer


def _ask(meant: "Understood", line: str) -> None:
    """Show what will change and let pass when the operator agrees.

    Raises:
        Invalid: there is nobody to ask.
        typer.Exit: the operator does not want it.
    """
    shown = f"{meant.preview} {meant.warning}".rstrip()
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Invalid(f"{shown}\nNothing is done yet. To do it: teamx do {shlex.quote(line)} --yes")
    if not typer.confirm(f"{printable(shown)}\nDo it?", err=True):
        output.complain("Nothing was done.")
        raise typer.Exit(1)
