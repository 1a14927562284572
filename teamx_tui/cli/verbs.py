"""The registry's commands as commands of the command line."""

import inspect
from collections.abc import Callable
from typing import Annotated, Any, Final, TypeAlias

import typer

from teamx_tui.cli import output
from teamx_tui.cli.options import OPTIONS
from teamx_tui.commands import COMMANDS, Command, Param

STORE: TypeAlias = Annotated[
    str | None, typer.Option("--store", metavar="PATH", help="The company's file.", show_default=False)
]
JSON: TypeAlias = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
PLAIN: TypeAlias = Annotated[bool, typer.Option("--plain", help="Print linear text without colour.")]
_TYPES: Final[dict[type, Any]] = {list: list[str]}


def add_to(root: typer.Typer) -> None:
    """Add every command of the registry, grouped by its first word."""
    groups: dict[str, typer.Typer] = {}
    helps = {
        "ticket": "File, move and read tickets.",
        "employee": "Hire, list, move and let go employees.",
        "project": "Open and list projects.",
    }
    for command in COMMANDS.values():
        noun, _, verb = command.name.partition(" ")
        group = root
        if verb:
            if noun not in groups:
                groups[noun] = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
                root.add_typer(groups[noun], name=noun, help=helps.get(noun, ""))
            group = groups[noun]
        group.command(verb or noun, help=command.help)(_verb(command))


def _verb(command: Command) -> Callable[..., None]:
    def run(**given: Any) -> None:
        from teamx_tui.company.office import Office  # opening a company is what costs, not printing help

        store, as_json, plain = given.pop("store"), given.pop("json"), given.pop("plain")
        office = Office.open(OPTIONS.place(store))
        try:
            reply = command(office, **given)
        finally:
            office.close()
        output.show(reply, as_json=as_json or OPTIONS.json, plain=plain or OPTIONS.plain)

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
