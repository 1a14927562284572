"""What a tool is: a name, typed arguments, and the company function it calls for an employee."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from teamx_tui.company.office import Office
from teamx_tui.domain.errors import Invalid
from teamx_tui.domain.text import printable
from teamx_tui.domain.tickets import Kind


def _says_something(text: str) -> str:
    if not printable(text).strip():
        raise ValueError("should say something")
    return text


Words = Annotated[str, Field(min_length=1), AfterValidator(_says_something)]
"""Text that is not blank when it is shown."""


class Arguments(BaseModel):
    """Typed arguments of a tool: unknown ones are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)


@dataclass(frozen=True, slots=True)
class Hand:
    """Who uses the tool, and on which ticket."""

    office: Office
    handle: str
    number: int


@dataclass(frozen=True, slots=True)
class Tool:
    """One thing an employee can do."""

    name: str
    help: str
    """What it does, as a model is told."""
    arguments: type[Arguments]
    use: Callable[[Hand, Any], str]
    """Do it; the returned sentence is the result the employee sees."""
    places: frozenset[str] = frozenset({Kind.TICKET.value})
    """Kinds of work items on which it is of use."""

    @property
    def primary(self) -> str:
        """The argument that a plain value stands for."""
        return next(iter(self.arguments.model_fields))

    def parse(self, arguments: Any) -> Arguments:
        """Return `arguments` checked and typed; a plain value, or one under an empty key, is the primary one.

        None stands for no arguments.

        Raises:
            Invalid: an argument is missing, unknown or of the wrong type.
        """
        given = dict(arguments or {}) if isinstance(arguments, dict | None) else {"": arguments}
        if "" in given:
            if self.primary in given:
                raise Invalid(f"{self.name}: {self.primary} is given twice.", (self.primary,))
            given[self.primary] = given.pop("")
        try:
            return self.arguments.model_validate(given)
        except ValidationError as error:
            # A misspelt argument is told before the one that is missing for it.
            first = min(error.errors(include_url=False), key=lambda one: one["type"] != "extra_forbidden")
            where = ".".join(str(part) for part in first["loc"]) or "arguments"
            raise Invalid(f"{self.name}: {where} {_said(first['type'], first['msg'])}.", first["loc"]) from None

    def shorten(self, arguments: Mapping[str, Any]) -> Any:
        """Return the least that `parse` reads as `arguments`: what goes without saying is left out."""
        given = self.arguments.model_validate(dict(arguments)).model_dump(exclude_defaults=True)
        primary = given.get(self.primary)
        return primary if list(given) == [self.primary] and not isinstance(primary, dict) else given


_COMPLAINTS: Final = {
    "missing": "is missing",
    "extra_forbidden": "is none of its arguments",
    "string_too_short": "should say something",
    "too_short": "should not be empty",
}


def _said(kind: str, message: str) -> str:
    """Return what pydantic says about an argument so that it follows the argument's name."""
    said = _COMPLAINTS.get(kind) or message.removeprefix("Value error, ").removeprefix("Input ")
    return said[:1].lower() + said[1:]


TICKET: Final = frozenset({Kind.TICKET.value})
MEETING: Final = frozenset({Kind.MEETING.value})
ANYWHERE: Final = TICKET | MEETING | frozenset({Kind.CHAT.value})
TOOLS: Final[dict[str, Tool]] = {}
"""Every tool by name, in the order of definition."""


def tool(
    name: str, arguments: type[Arguments], places: frozenset[str] = TICKET
) -> Callable[[Callable[[Hand, Any], str]], Callable[[Hand, Any], str]]:
    """Register the decorated function as a tool; its docstring is what a model is told, `places` where it is of use."""

    def register(use: Callable[[Hand, Any], str]) -> Callable[[Hand, Any], str]:
        if name in TOOLS:
            raise ValueError(f"two tools are called {name}")
        TOOLS[name] = Tool(name, (use.__doc__ or "").strip(), arguments, use, places)
        return use

    return register


def find(name: str, place: str = "") -> Tool:
    """Return a tool; `place`: the kind of work item on which it shall be used.

    Raises:
        Invalid: there is no such tool, or it is of no use there.
    """
    found = TOOLS.get(name)
    if found is None or (place and place not in found.places):
        of_use = ", ".join(one.name for one in TOOLS.values() if not place or place in one.places)
        fault = f"There is no tool {name!r}" if found is None else f"{name} is of no use in a {place}"
        raise Invalid(f"{fault}. The tools are: {of_use}.")
    return found
