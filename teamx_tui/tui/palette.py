"""What the palette makes of a line: what it means, how it can go on, and the commands and tickets it may be about."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any, Final

from textual.content import Content

from teamx_tui.commands import COMMANDS, Command, grammar
from teamx_tui.commands.grammar import Answer, Choices, Ending, NotUnderstood, Understood, Vocabulary
from teamx_tui.commands.grammar.titles import Titled, folded
from teamx_tui.domain.tickets import OVER
from teamx_tui.tui.glyphs import condition
from teamx_tui.tui.text import line, said

TICKETS: Final = 12
"""Tickets offered for one line."""
_SAID_IN_HELP: Final = 3
"""Rank of a command that the words fit only by its help."""
_LONG: Final = 6
"""Words of a line that is a sentence, and is not compared with commands and titles any more."""


@dataclass(frozen=True, slots=True)
class Deed:
    """A command, ready to be carried out."""

    meant: Understood


@dataclass(frozen=True, slots=True)
class Taken:
    """A line that stands in the palette from now on."""

    text: str
    at: int | None = None
    """Where the operator goes on writing; None: at its end."""


@dataclass(frozen=True, slots=True)
class Ends:
    """A line that a name makes whole, or brings nearer to it."""

    text: str


@dataclass(frozen=True, slots=True)
class Form:
    """The form of a command."""

    command: Command


@dataclass(frozen=True, slots=True)
class Place:
    """Something of the window's own: a place, a theme."""

    title: str
    help: str
    go: Callable[[], Any]


Way = Deed | Taken | Ends | Form | Place
"""What choosing something leads to."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that can be chosen."""

    key: str
    head: Content
    tail: Content
    way: Way

    @property
    def cells(self) -> tuple[Content, ...]:
        """Its columns in a list; without a tail the head has the room of both."""
        return (self.head, self.tail) if self.tail.plain else (self.head,)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a line comes to."""

    text: str
    answer: Answer | None
    """None for an empty line, and while the company's words are not known yet."""
    offers: tuple[Offer, ...]
    begins_below: bool
    """Whether something that is offered is meant, and not the line itself."""

    @property
    def way(self) -> Way | None:
        """What the line itself leads to."""
        match self.answer:
            case Understood(lacks=()) as meant:
                return Deed(meant)
            case Understood() as meant:
                return _going_on(meant)
            case NotUnderstood(nearest=nearest):
                return Taken(nearest)
        return None


def read(text: str, words: Vocabulary | None, places: Sequence[Place], about: int | None = None) -> Reading:
    """Return what a line comes to; the same for the same line, words and places.

    `about`: a ticket with which something shall be done; what that can be is offered first, and alone by an empty line.
    """
    if about is not None and not text.strip():
        return Reading(
            text, None, tuple(_command(one) for one in _commands() if _is_for_a_ticket(one)), begins_below=False
        )
    answer = grammar.understand(text, words) if words is not None and text.strip() else None
    shown = answer.given.get("number") if isinstance(answer, Understood) and answer.command == "ticket show" else None
    endings = [_ending(one) for one in grammar.endings(text, answer, words)] if answer and words is not None else []
    others = [one for one in _others(text, words, places, about) if one.key != f"ticket:{shown}"]
    options = [_option(at, meant) for at, meant in enumerate(answer.options)] if isinstance(answer, Choices) else []
    # A name is never put behind a line by Enter alone, unless what is written can only be that name.
    is_one = len(endings) == 1 and not text.endswith(" ") and isinstance(answer, NotUnderstood)
    is_found = bool(others) and not endings and isinstance(answer, NotUnderstood)
    begins_below = bool(options) or is_one or is_found or (answer is None and bool(text.strip() and others))
    return Reading(text, answer, (*options, *endings, *others), begins_below)


def _going_on(meant: Understood) -> Way:
    """Return the form where nothing was said but the command, else the line with room for what lacks."""
    if not meant.given:
        return Form(COMMANDS[meant.command])
    return Taken(*grammar.draft(meant.command, meant.given, meant.lacks[0], meant.numbers))


def _option(at: int, meant: Understood) -> Offer:
    return Offer(f"option:{at}", line(meant.preview), Content(""), Deed(meant))


def _ending(ending: Ending) -> Offer:
    head, tail = line(ending.word, style="bold"), line(ending.about, style="$quiet")
    return Offer(f"ending:{ending.word}", head, tail, Ends(ending.line))


def _others(text: str, words: Vocabulary | None, places: Sequence[Place], about: int | None) -> list[Offer]:
    """Return commands, tickets and places that the words of a line fit, best first."""
    wanted = folded(text.replace("#", " ").replace(":", " ")).split()
    if len(wanted) > _LONG:
        return []
    ranks = ((one, _rank(wanted, one.title, one.help)) for one in _commands())
    ranked = [
        *((_nearer(one, rank, about), _command(one)) for one, rank in ranks if rank >= 0),
        *(_tickets(wanted, words) if words is not None and wanted else ()),
        *((rank, _place(one)) for one in places if (rank := _rank(wanted, one.title, one.help)) >= 0),
    ]
    return [offer for _, offer in sorted(ranked, key=lambda one: one[0])]


def _rank(wanted: Sequence[str], title: str, help_text: str) -> float:
    """Return 0 where a title begins with the words, 1 where its words do, 3 where the help has them; -1 for neither."""
    name = folded(title.replace(":", " "))
    if name.startswith(" ".join(wanted)):
        return 0
    for rank, text in ((1, name), (_SAID_IN_HELP, f"{name} {folded(help_text)}")):
        if all(any(known.startswith(word) for known in text.split()) for word in wanted):
            return rank
    return -1


def _nearer(command: Command, rank: float, about: int | None) -> float:
    """Return a rank before all others for what can be done with the ticket that the palette was opened for."""
    return rank - _SAID_IN_HELP - 1 if about is not None and _is_for_a_ticket(command) else rank


def _tickets(wanted: Sequence[str], words: Vocabulary) -> Iterator[tuple[float, Offer]]:
    """Yield the ticket of the number, those whose numbers begin so, and those with all the words in their titles."""
    found: dict[int, float] = {}
    if len(wanted) == 1 and wanted[0].isdecimal() and len(wanted[0]) < 10:
        begun = (row for row in words.tickets if str(row.number).startswith(wanted[0]))
        found = {row.number: 2.0 for row in islice(begun, TICKETS)}
        if words.ticket(int(wanted[0])) is not None:
            found[int(wanted[0])] = -1.0
    for row in islice(words.tickets.containing(wanted), TICKETS):
        found.setdefault(row.number, 2.0)
    for number, rank in islice(sorted(found.items(), key=lambda one: (one[1], one[0])), TICKETS):
        known = words.ticket(number)
        if known is not None:
            yield rank, _ticket(known)


def _ticket(row: Titled) -> Offer:
    head = said("[$primary]#$number[/] $title", number=row.number, title=row.title)
    about: Iterable[Content] = (
        *((line(f"@{row.assignee}", style="$quiet"),) if row.assignee else ()),
        *((condition(row.state),) if row.state in OVER else ()),
    )
    shown = Understood(
        "ticket show", {"number": row.number}, f"Open #{row.number} ({row.title}).", f"show #{row.number}"
    )
    return Offer(f"ticket:{row.number}", head, Content("  ").join(about), Deed(shown))


@cache
def _commands() -> tuple[Command, ...]:
    return tuple(sorted(COMMANDS.values(), key=lambda command: command.title))


def _is_for_a_ticket(command: Command) -> bool:
    return command.changes and any(param.name == "number" and param.required for param in command.params)


def _command(command: Command) -> Offer:
    return Offer(f"command:{command.name}", line(command.title), line(command.help, style="$quiet"), Form(command))


def _place(place: Place) -> Offer:
    return Offer(f"place:{place.title}", line(place.title), line(place.help, style="$quiet"), place)
