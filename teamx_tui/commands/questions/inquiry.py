"""A question while it is answered: what was asked, what was looked at, what each look found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from teamx_tui.commands.catalogue import catalogue
from teamx_tui.domain.subjects import About
from teamx_tui.tools import eyes
from teamx_tui.tools.look import Eye

if TYPE_CHECKING:
    from teamx_tui.company.office import Office
    from teamx_tui.company.views import Ticket


MOST: Final = 50
"""Tickets of a part of the work that are read."""
_LONGEST: Final = 60
"""Characters of an argument that are shown."""


@dataclass(frozen=True, slots=True)
class Step:
    """One look that was taken."""

    look: str
    given: Mapping[str, Any]
    found: str
    """In a sentence."""

    @property
    def said(self) -> str:
        """The look with its arguments: `why number=69`."""
        return " ".join([self.look, *(f"{name}={_short(value)}" for name, value in self.given.items())])


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an answer; foreign text may stand in it."""

    text: str
    ticket: int | None = None
    """The ticket it leads to."""
    person: str | None = None
    """Handle of whom it leads to."""
    is_command: bool = False
    """It is a command that does what the line before says."""
    is_question: bool = False
    """It is a question that can be asked."""


@dataclass(frozen=True, slots=True)
class Named:
    """A ticket of which an answer speaks."""

    number: int
    title: str
    condition: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said to a question."""

    question: str
    steps: tuple[Step, ...]
    lines: tuple[Line, ...]
    tickets: tuple[Named, ...] = ()
    """Tickets it speaks of, in the order in which it does."""
    people: tuple[tuple[str, str], ...] = ()
    """Handle and name of each employee it speaks of."""
    is_understood: bool = True
    """False: nobody could tell what was asked; the lines say so, and what can be asked."""


@dataclass
class Inquiry:
    """Takes looks for a question, and takes note of them."""

    office: Office
    said: tuple[str, ...]
    """The words of the question, folded."""
    about: About = field(default_factory=lambda: About(""))
    """The part of the work that is meant; empty for all of it."""
    days: str = ""
    """The days that are named, as domain.horizons reads them; empty for none."""
    steps: list[Step] = field(default_factory=list)
    _taken: dict[str, Any] = field(default_factory=dict)
    """What was found, by what was said: nobody looks at the same twice."""

    def look(self, name: str, **given: Any) -> Any:
        """Take a look, and return what it found.

        Raises:
            TeamxError: it names what does not exist.
        """
        key = f"{name} {given!r}"
        if key not in self._taken:
            found = eyes.find(name).take(Eye(self.office, catalogue()), given)
            self.steps.append(Step(name, given, found.says))
            self._taken[key] = found.value
        return self._taken[key]

    def tickets(self) -> tuple[Ticket, ...]:
        """Return the tickets that are meant, as they are now, at most as many as are read at once."""
        rows: tuple[Ticket, ...] = self.look("tickets", filter=" ".join(f"#{no}" for no in self.about.tickets[:MOST]))
        return rows


def _short(value: Any) -> str:
    text = " ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    text = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return f'"{text}"' if " " in text or not text else text
