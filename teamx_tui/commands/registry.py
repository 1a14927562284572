"""What an operator can say. Each command is one function, defined once; the command line and the palette read it here.

Parameters before the `*` are arguments, those behind it options. The first line of the docstring is the help.
"""

import inspect
import shlex
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from teamx_tui import company
from teamx_tui.domain.errors import TeamxError
from teamx_tui.domain.text import one_line

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
    records: Iterable[Any] | None = None
    """Given instead of `data` when a program gets one JSON value a line."""
    lines: Iterable[str] | None = None
    """Given instead of `sentence` when there may be too many to hold: they are read while they are printed."""
    orders: int = 1
    """How many orders that can be taken back it answers: of several given at once, those that changed something."""
    has_failed: bool = False
    """Something is wrong that was asked about; the command line says so with its exit code."""

    def held(self, most: int) -> "Reply":
        """Return the reply with the last `most` of its lines as its sentence, for whoever shows it as a whole."""
        if self.lines is None:
            return self
        return replace(self, sentence="\n".join(deque(self.lines, most)), lines=None, records=None)


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

    def words(self, value: Any) -> list[str]:
        """Return the words by which the command line is given a value."""
        if value is True:
            return [self.flag]
        texts = [_short(str(one)) for one in (value if isinstance(value, list) else [value])]
        return [word for text in texts for word in ((self.flag, text) if self.is_option else (text,))]


@dataclass(frozen=True, slots=True)
class Command:
    """One thing an operator can say."""

    name: str
    """Words of the command line: `ticket assign`."""
    help: str
    params: tuple[Param, ...]
    run: Callable[..., Reply]
    changes: bool
    """Whether it writes, unless it is given `dry_run`."""
    is_recorded: bool = True
    """Whether what it changes is an order in the log, which can be taken back."""
    needs_company: bool = True
    """Whether it looks into a company; what does not can `run` with None for one."""
    first: Callable[..., None] | None = None
    """Done before the order, with the same arguments and outside of its transaction: what may take long, and what stays
    when the order is taken back."""

    @property
    def title(self) -> str:
        """The name as the palette shows it: `Ticket: assign`."""
        noun, _, verb = self.name.partition(" ")
        return f"{noun.capitalize()}: {verb}" if verb else noun.capitalize()

    def would_change(self, given: Mapping[str, Any]) -> bool:
        """Return whether it writes when it is given these arguments."""
        is_agreed = given.get(AGREED, False) or not self.wants_agreement
        return self.changes and is_agreed and not given.get("dry_run")

    @property
    def wants_agreement(self) -> bool:
        """Whether it only shows what it would do until it is told `--yes`."""
        return any(param.name == AGREED for param in self.params)

    def __call__(self, office: "Office", /, **given: Any) -> Reply:
        """Carry the command out.

        Raises:
            TeamxError: it was refused; the sentence says why and what to do.
        """
        if self.first is not None:
            self.first(office, **given)
        if not (self.would_change(given) and self.is_recorded):
            return self.run(office, **given)
        with company.orders.given(office, self.said(given)):
            return self.run(office, **given)

    def each(self, office: "Office", orders: Sequence[Mapping[str, Any]], /) -> Reply:
        """Carry the command out for each of some arguments: all in one go, or nothing of it; each is an order.

        Raises:
            TeamxError: one was refused; the sentence says why, and that the others were not done either.
        """
        if len(orders) == 1:
            return self(office, **orders[0])
        replies: list[Reply] = []
        with company.orders.together(office) as written:
            try:
                replies += [self(office, **given) for given in orders]
            except TeamxError as error:
                error.args = (f"Nothing was done to any of the {len(orders)}. {error}", *error.args[1:])
                raise
            count = written()
        sentence = " ".join(reply.sentence for reply in replies)
        return Reply(sentence, [reply.data for reply in replies], orders=count)

    def said(self, given: Mapping[str, Any]) -> str:
        """Return the command with its arguments as the command line takes it, on one line, long words cut."""
        words = [self.name]
        for param in self.params:
            value = given.get(param.name, param.default)
            if value != param.default or param.required:
                words += param.words(value)
        return " ".join(words)


AGREED: Final = "yes"
"""Parameter of a command that is shown as a whole before it is agreed to."""
LONGEST: Final = 60
"""Characters of an argument that are kept in what was said."""
MODULES: Final = (
    "asking",
    "brains",
    "budgets",
    "chats",
    "days",
    "decisions",
    "doctor",
    "edits",
    "gates",
    "handoffs",
    "log",
    "meetings",
    "money",
    "overview",
    "pauses",
    "people",
    "plans",
    "prices",
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
)
"""The modules of this package that define commands, in the order in which they are listed."""


class Book(Mapping[str, Command]):
    """Every command by name, in the order of definition. Loads them all when one is looked up first.

    A window's first frame needs none of them, and a command only needs to know of others when it names them.
    """

    def __init__(self) -> None:
        self._written: dict[str, Command] = {}
        self._is_whole = False

    def write(self, command: Command) -> None:
        """Take a command in.

        Raises:
            ValueError: there is one of that name.
        """
        if command.name in self._written:
            raise ValueError(f"command {command.name!r} stands twice")
        self._written[command.name] = command

    def load(self) -> None:
        """Load what has not been loaded yet."""
        if not self._is_whole:
            package = __name__.rpartition(".")[0]
            places = {import_module(f"{package}.{name}").__name__: place for place, name in enumerate(MODULES)}
            in_order = sorted(self._written.values(), key=lambda command: places[command.run.__module__])
            self._written, self._is_whole = {command.name: command for command in in_order}, True

    def __getitem__(self, name: str) -> Command:
        self.load()
        return self._written[name]

    def __iter__(self) -> Iterator[str]:
        self.load()
        return iter(self._written)

    def __len__(self) -> int:
        self.load()
        return len(self._written)


COMMANDS: Final = Book()

_TYPES: Final[dict[str, type]] = {"int": int, "float": float, "str": str, "bool": bool, "list[str]": list}


def command(
    name: str,
    /,
    *,
    changes: bool = False,
    is_recorded: bool = True,
    needs_company: bool = True,
    first: Callable[..., None] | None = None,
    **help_texts: str,
) -> Callable[[Callable[..., Reply]], Callable[..., Reply]]:
    """Register the decorated function as a command; `help_texts` explain its parameters.

    Raises:
        ValueError: two commands have one name, or the function has no docstring.
    """

    def register(run: Callable[..., Reply]) -> Callable[..., Reply]:
        if not run.__doc__:
            raise ValueError(f"command {name!r} has no docstring")
        signature = list(inspect.signature(run).parameters.values())[1:]
        params = tuple(_param(param, help_texts.get(param.name, "")) for param in signature)
        help_line = run.__doc__.strip().split("\n")[0]
        COMMANDS.write(Command(name, help_line, params, run, changes, is_recorded, needs_company, first))
        return run

    return register


def _short(text: str) -> str:
    text = one_line(text)
    return shlex.quote(text if len(text) <= LONGEST else f"{text[:LONGEST]}…")


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
