"""What an operator can say. Each command is one function, defined once; the command line and the palette read it here.

Parameters before the `*` are arguments, those behind it options. The first line of the docstring is the help.
"""

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from teamx_tui.company.office import Office


@dataclass(frozen=True, slots=True)
class Table:
    """Rows to print or show; every cell is foreign text."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a command answers: a sentence or a table for a person, data for a program."""

    sentence: str = ""
    data: Any = None
    table: Table | None = None
    records: Sequence[Any] | None = None
    """Given instead of `data` when a program gets one JSON value a line."""


@dataclass(frozen=True, slots=True)
class Param:
    """One thing a command wants to know."""

    name: str
    type: type
    """int, float, str, bool, or list for several strings."""
    required: bool
    default: Any
    is_option: bool
    help: str = ""

    @property
    def flag(self) -> str:
        """The name as an option of the command line: `--as`, `--blocked-by`."""
        return "--" + self.name.rstrip("_").replace("_", "-")

    @property
    def label(self) -> str:
        """The name as a question of the palette."""
        return self.name.rstrip("_").replace("_", " ")


@dataclass(frozen=True, slots=True)
class Command:
    """One thing an operator can say."""

    name: str
    """Words of the command line: `ticket assign`."""
    help: str
    params: tuple[Param, ...]
    run: Callable[..., Reply]
    changes: bool
    """Whether it writes."""

    @property
    def title(self) -> str:
        """The name as the palette shows it: `Ticket: assign`."""
        noun, _, verb = self.name.partition(" ")
        return f"{noun.capitalize()}: {verb}" if verb else noun.capitalize()

    def __call__(self, office: "Office", /, **given: Any) -> Reply:
        """Carry the command out.

        Raises:
            TeamxError: it was refused; the sentence says why and what to do.
        """
        return self.run(office, **given)


COMMANDS: Final[dict[str, Command]] = {}
"""Every command by name, in the order of definition."""

_TYPES: Final[dict[str, type]] = {"int": int, "float": float, "str": str, "bool": bool, "list[str]": list}


def command(
    name: str, /, *, changes: bool = False, **help_texts: str
) -> Callable[[Callable[..., Reply]], Callable[..., Reply]]:
    """Register the decorated function as a command; `help_texts` explain its parameters.

    Raises:
        ValueError: two commands have one name, or the function has no docstring.
    """

    def register(run: Callable[..., Reply]) -> Callable[..., Reply]:
        if name in COMMANDS or not run.__doc__:
            raise ValueError(f"command {name!r} stands twice, or has no docstring")
        signature = list(inspect.signature(run).parameters.values())[1:]
        params = tuple(_param(param, help_texts.get(param.name, "")) for param in signature)
        COMMANDS[name] = Command(name, run.__doc__.strip().split("\n")[0], params, run, changes)
        return run

    return register


def _param(param: inspect.Parameter, help_text: str) -> Param:
    # Annotations are strings, so that the types of the company need not be imported to print a help page.
    kind = str(param.annotation).removesuffix(" | None")
    required = param.default is inspect.Parameter.empty
    return Param(
        name=param.name,
        type=_TYPES[kind],
        required=required,
        default=None if required else param.default,
        is_option=param.kind is inspect.Parameter.KEYWORD_ONLY,
        help=help_text,
    )
