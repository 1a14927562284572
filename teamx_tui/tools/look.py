"""What a look is: a tool that only reads. A name, typed arguments, and the company's view that it reads."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from pydantic import ValidationError

from teamx_tui.company.office import Office
from teamx_tui.domain.errors import Invalid
from teamx_tui.domain.roles import Catalogue
from teamx_tui.tools.tool import Arguments


@dataclass(frozen=True, slots=True)
class Eye:
    """Through what a look is taken."""

    office: Office
    catalogue: Catalogue
    """The roles there are: what somebody can do stands there."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a look found."""

    says: str
    """In a sentence."""
    value: Any
    """The view itself, frozen."""


@dataclass(frozen=True, slots=True)
class Look:
    """One way to look at the company. It can change nothing: it is given no function that writes."""

    name: str
    help: str
    arguments: type[Arguments]
    reads: str
    """What of the company it reads."""
    use: Callable[[Eye, Any], Found]

    def take(self, eye: Eye, given: Mapping[str, Any]) -> Found:
        """Look.

        Raises:
            Invalid: an argument is missing, unknown or of the wrong type.
            TeamxError: it names what does not exist.
        """
        try:
            arguments = self.arguments.model_validate(dict(given))
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            where = ".".join(str(part) for part in first["loc"]) or "arguments"
            raise Invalid(f"{self.name}: {where}: {first['msg']}.", first["loc"]) from None
        return self.use(eye, arguments)


LOOKS: Final[dict[str, Look]] = {}
"""Every look by name, in the order of definition."""


def look(
    name: str, arguments: type[Arguments], *, reads: str
) -> Callable[[Callable[[Eye, Any], Found]], Callable[[Eye, Any], Found]]:
    """Register the decorated function as a look; its docstring is its help."""

    def register(use: Callable[[Eye, Any], Found]) -> Callable[[Eye, Any], Found]:
        if name in LOOKS:
            raise ValueError(f"two looks are called {name}")
        LOOKS[name] = Look(name, (use.__doc__ or "").strip(), arguments, reads, use)
        return use

    return register


def find(name: str) -> Look:
    """Return a look.

    Raises:
        Invalid: there is no such look.
    """
    found = LOOKS.get(name)
    if found is None:
        raise Invalid(f"There is no look {name!r}. The looks are: {', '.join(LOOKS)}.")
    return found


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: `1 ticket`, `2 tickets`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
