"""What a tool is: a name, typed arguments, and the company function it calls for an employee."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, ValidationError

from teamx_tui.company.office import Office
from teamx_tui.domain.errors import Invalid


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

    @property
    def primary(self) -> str:
        """The argument that a plain value stands for."""
        return next(iter(self.arguments.model_fields))

    def parse(self, arguments: Any) -> Arguments:
        """Return `arguments` checked and typed; a plain value, or one under an empty key, is the primary one.

        Raises:
            Invalid: an argument is missing, unknown or of the wrong type.
        """
        given = dict(arguments) if isinstance(arguments, dict) else {"": arguments}
        if "" in given:
            given[self.primary] = given.pop("")
        try:
            return self.arguments.model_validate(given)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"]) or "arguments"
            raise Invalid(f"{self.name}: {where}: {first['msg'].lower()}.") from None


TOOLS: Final[dict[str, Tool]] = {}
"""Every tool by name, in the order of definition."""


def tool(name: str, arguments: type[Arguments]) -> Callable[[Callable[[Hand, Any], str]], Callable[[Hand, Any], str]]:
    """Register the decorated function as a tool; its docstring is what a model is told."""

    def register(use: Callable[[Hand, Any], str]) -> Callable[[Hand, Any], str]:
        if name in TOOLS:
            raise ValueError(f"two tools are called {name}")
        TOOLS[name] = Tool(name, (use.__doc__ or "").strip(), arguments, use)
        return use

    return register


def find(name: str) -> Tool:
    """Return a tool.

    Raises:
        Invalid: there is no such tool.
    """
    found = TOOLS.get(name)
    if found is None:
        raise Invalid(f"There is no tool {name!r}. The tools are: {', '.join(TOOLS)}.")
    return found
