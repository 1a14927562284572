"""The registry's commands as commands of the command line."""

import gc
import inspect
from collections.abc import Callable
from typing import Annotated, Any, Final, TypeAlias

import typer
from typer.core import TyperGroup

from teamx_tui.cli import output
from teamx_tui.cli.options import OPTIONS
from teamx_tui.commands import COMMANDS, Command, Param

STORE: TypeAlias = Annotated[
    str | None, typer.Option("--store", metavar="PATH", help="The company's file.", show_default=False)
]
JSON: TypeAlias = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
PLAIN: TypeAlias = Annotated[bool, typer.Option("--plain", help="Print linear text without colour.")]
_TYPES: Final[dict[type, Any]] = {list: list[str]}


_BARE: Final = "list"
"""The verb, in its group, of a command that is a noun only: `teamx roles` is `teamx roles list`."""
_OWN_BARE: Final = {"turn": "show"}
"""The same where a list is not what the noun alone gives: `teamx turn 7` is `teamx turn show 7`."""


class _Noun(TyperGroup):
    """A group whose noun is a command as well: what names none of its verbs is said to that one."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the verb in that was left out."""
        is_complete = bool(args) and args[0] in (*self.commands, *ctx.help_option_names)
        return super().parse_args(ctx, args if is_complete else [_bare(ctx.info_name), *args])


def _bare(noun: str | None) -> str:
    return _OWN_BARE.get(noun or "", _BARE)


def add_to(root: typer.Typer) -> dict[str, typer.Typer]:
    """Add every command of the registry, grouped by its first word; return the groups."""
    groups: dict[str, typer.Typer] = {}
    with_verbs = {name.split(" ")[0] for name in COMMANDS if " " in name}
    helps = {
        "ticket": "File, move and read tickets.",
        "brain": "Find, try out and choose what employees think with.",
        "employee": "Hire, list, move and let go employees.",
        "meeting": "Call, follow and end meetings.",
        "project": "Open and list projects.",
        "goal": "Set and read goals, what projects are for.",
        "budget": "Set, raise, drop and list budgets.",
        "roles": "List and read the roles somebody can be hired for.",
        "turn": "See what was done in a turn, and stop one.",
        "handoff": "Offer, answer and read hand-offs.",
        "decision": "Record, propose and read decisions.",
        "vault": "Find, read and take out what was made, and put more in.",
        "gate": "Place, list and waive gates that an artifact opens.",
    }
    for command in COMMANDS.values():
        noun, _, verb = command.name.partition(" ")
        group = root
        if noun in with_verbs:
            if noun not in groups:
                is_said_bare = noun in COMMANDS
                kind = _Noun if is_said_bare else TyperGroup
                groups[noun] = typer.Typer(cls=kind, no_args_is_help=not is_said_bare, rich_markup_mode=None)
                root.add_typer(groups[noun], name=noun, help=helps.get(noun, ""))
            group, verb = groups[noun], verb or _bare(noun)
        group.command(verb or noun, help=command.help)(_verb(command))
    return groups


def _verb(command: Command) -> Callable[..., None]:
    def run(**given: Any) -> None:
        from teamx_tui.company.office import Office  # opening a company is what costs, not printing help

        store, as_json, plain = given.pop("store"), given.pop("json"), given.pop("plain")
        as_json, plain = as_json or OPTIONS.json, plain or OPTIONS.plain
        if not command.needs_company:
            output.show(command.run(None, **given), as_json=as_json, plain=plain)
            return
        office = Office.open(OPTIONS.place(store))
        gc.disable()  # the process ends with its answer: looking for litter takes a third of a long list's time
        try:
            # Shown before the office closes: a long answer is read while it is printed.
            reply = command(office, **given)
            output.show(reply, as_json=as_json, plain=plain)
        finally:
            gc.enable()
            office.close()
        if reply.has_failed:
            raise typer.Exit(1)

    params = [_parameter(param) for param in command.params]
    for name, annotation, default in (("store", STORE, None), ("json", JSON, False), ("plain", PLAIN, False)):
        params.append(inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation))
    run.__signature__ = inspect.Signature(params)  # type: ignore[attr-defined]
    run.__annotations__ = {param.name: param.annotation for param in params}
    return run


def _parameter(param: Param) -> inspect.Parameter:
    kind: Any = _TYPES.get(param.type, param.type)
    if not param.required and param.default is None:
        kind = kind | None
    info: Any
    if param.is_option:
        info = typer.Option(param.flag, help=param.help or None, show_default=bool(param.default))
    else:
        info = typer.Argument(help=param.help or None, metavar=param.name.rstrip("_").upper())
    default = inspect.Parameter.empty if param.required else param.default
    return inspect.Parameter(
        param.name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=Annotated[kind, info]
    )
