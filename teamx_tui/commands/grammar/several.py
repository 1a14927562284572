"""Several tickets in one line: `close 64, 65 and 66` is what `close 64` is, once for each of them.

The line is understood with one ticket in the place of all, so that every phrase of a command takes several.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import Any, Final

from teamx_tui.commands import words as written
from teamx_tui.commands.grammar import consequences, wording
from teamx_tui.commands.grammar.answers import Answer, Choices, NotUnderstood, Understood
from teamx_tui.commands.grammar.filling import dropped, missing, question, told_of
from teamx_tui.commands.grammar.line import Line, Piece, cut
from teamx_tui.commands.grammar.naming import UNCALLED
from teamx_tui.commands.grammar.vocabulary import Vocabulary
from teamx_tui.commands.registry import COMMANDS
from teamx_tui.domain.tickets import URGENCY

MOST: Final = 12
"""Tickets in one line: so many can be read before they are agreed to."""
_TITLE: Final = 24
"""Letters of a title that is cut."""
_FEW: Final = 3
_SOME: Final = 5
"""Tickets up to which whole titles are shown, and up to which they are shown at all."""
_WARNED: Final = 4
"""Warnings told in full."""
_TRIED: Final = 2
"""Tickets with which the line is understood: from two one sees in which argument they differ."""
_EXAMPLE: Final = "list the tickets"
_NUMBERS: Final = re.compile(r"#?\d{1,9}(?:,#?\d{1,9})*")
_BETWEEN: Final = frozenset({",", "and", "&", "then"})
_NOUNS: Final = frozenset({"ticket", "tickets", "task", "tasks", "issue", "issues"})
_ALL: Final = frozenset({"both", "all"})
_SINGULAR: Final[Mapping[str, str]] = {
    "are": "is", "aren't": "isn't", "were": "is", "have": "has", "need": "needs", "wait": "waits", "depend": "depends",
    "take": "takes", "get": "gets", "become": "becomes", "do": "does", "block": "blocks", "don't": "doesn't",
}  # fmt: skip
"""What stands behind several tickets, and behind one."""
_PARAMS: Final = ("number", "blocks")
"""Arguments that are the ticket something is done to; what else has a number is meant one at a time."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Numbers one after the other in a line, from one of its characters to another."""

    numbers: tuple[int, ...]
    before: str
    after: str

    def put(self, number: int) -> Line:
        """Return the line with one ticket in the place of all."""
        return cut(f"{self.before}#{number}{self.after}")


def several(line: Line, words: Vocabulary, one: Callable[[Line], Answer]) -> Answer:
    """Return what a line means: where several tickets are named and it is about each of them, that of each.

    `one` understands a line in which there is one in each place.
    """
    complaints: list[NotUnderstood] = []
    for run in _runs(line):
        tried = _tried(run.numbers, words)
        answers = [one(run.put(number)) for number in tried]
        found = _together(answers, tried, run.numbers, words) if len(tried) == _TRIED else None
        if isinstance(found, Understood) and _is_priority(found):
            # One step up is not the same for all of them, and for the most urgent there is none.
            found = _stepped(found, [one(run.put(number)) for number in run.numbers], words)
        if found is not None:
            return found
        complaints += [answer for answer in answers if isinstance(answer, NotUnderstood)][:1]
    whole = one(line)
    # With one ticket in it, the line is told what else is wrong with it, and not that no ticket is called like that.
    is_misread = isinstance(whole, NotUnderstood) and whole.sentence.startswith(UNCALLED)
    return complaints[0] if complaints and is_misread else whole


def _tried(numbers: Sequence[int], words: Vocabulary) -> list[int]:
    """Return the tickets with which a line is understood: of those in it that there are, and only then of others."""
    named = (number for number in numbers if words.ticket(number) is not None)
    others = (row.number for row in words.tickets if row.number not in numbers)
    return list(islice(chain(named, others), _TRIED))


def _together(
    answers: Sequence[Answer], tried: Sequence[int], numbers: Sequence[int], words: Vocabulary
) -> Answer | None:
    """Return what is meant by the answers to a line that was tried with one ticket and with another."""
    choices = [answer for answer in answers if isinstance(answer, Choices)]
    if choices and len(choices) == len(answers) and len({len(one.options) for one in choices}) == 1:
        options = zip(*(one.options for one in choices), strict=True)
        found = [_together(option, tried, numbers, words) for option in options]
        meant = tuple(option for option in found if isinstance(option, Understood))
        return Choices(choices[0].question, meant) if len(meant) == len(found) else None
    each = [answer for answer in answers if isinstance(answer, Understood)]
    refused = next((answer for answer in answers if isinstance(answer, NotUnderstood)), None)
    if len(each) == 1 and refused is not None and _is_priority(each[0]):
        return refused  # it is at the end of the scale
    param = _differing(each, tried) if len(each) == len(answers) else None
    if param is None:
        return None
    first, command = each[0], COMMANDS[each[0].command]
    if param not in _PARAMS or not command.changes or command.first is not None:
        return NotUnderstood(f"Say that of one at a time, such as: {first.phrase}", first.phrase)
    missing = next((number for number in numbers if words.ticket(number) is None), None)
    if missing is not None:
        return NotUnderstood(f"There is no ticket #{missing}.", first.phrase if tried[0] in numbers else _EXAMPLE)
    if len(numbers) > MOST:
        return NotUnderstood(f"Name at most {MOST} tickets in one line.", first.phrase)
    if first.command == "ticket edit" and first.given.keys() == {param}:
        plain = [f"#{number}" for number in numbers]
        said = f"{wording.plural(first.phrase, f'#{tried[0]}', plain)}, high priority"
        return NotUnderstood(f"Say also what shall be changed, such as: {said}", said)
    return _ordered(first, [{**first.given, param: number} for number in numbers], numbers, words)


def _is_priority(meant: Understood) -> bool:
    return meant.command == "ticket edit" and "priority" in meant.given


def _stepped(found: Understood, answers: Sequence[Answer], words: Vocabulary) -> Answer | None:
    """Return what was found with the priority that each ticket gets; what cannot be done to one, where there is one."""
    each = [answer for answer in answers if isinstance(answer, Understood)]
    if len(each) < len(answers):
        return next(answer for answer in answers if not isinstance(answer, Understood))
    if len({answer.given["priority"] for answer in each}) == 1:
        return found
    meant = _ordered(each[0], [answer.given for answer in each], found.numbers, words)
    now = words.ticket(found.numbers[0])
    is_up = now is not None and URGENCY[each[0].given["priority"]] > URGENCY[now.priority]
    tickets = wording.joined([f"#{number}" for number in found.numbers])
    return replace(meant, phrase=f"{'raise' if is_up else 'lower'} the priority of {tickets}")


def _differing(each: Sequence[Understood], tried: Sequence[int]) -> str | None:
    """Return the argument that is the ticket, if the answers are one command and are equal else."""
    command, given = each[0].command, each[0].given
    if any(answer.command != command for answer in each):
        return None
    for param in given:
        pairs = zip(each, tried, strict=True)
        fits = all(answer.given.get(param) in (number, str(number)) for answer, number in pairs)
        own = {param: 0} | ({"priority": 0} if all(map(_is_priority, each)) else {})
        if fits and all({**answer.given, **own} == {**given, **own} for answer in each):
            return param
    return None


def _ordered(
    first: Understood, orders: Sequence[Mapping[str, Any]], numbers: Sequence[int], words: Vocabulary
) -> Understood:
    """Return one order for each ticket, told together: what is done to all once, what is of each by its number."""
    each = [told_of(first.command, dict(given), words) for given in orders]
    warnings = [consequences.warning(first.command, given, words) for given in orders]
    lacks = tuple(dict.fromkeys(name for given in orders for name in missing(first.command, given, words)))
    plain = [f"#{number}" for number in numbers]
    names = [_named(number, words, len(numbers)) for number in numbers]
    said = wording.plural(each[0].said, wording.named(numbers[0], words), names)
    told = (f"{said}.", *_grouped(numbers, [one.notes for one in each]), dropped(first.dropped))
    return replace(
        first,
        given=orders[0],
        preview=" ".join(filter(None, told)),
        phrase=wording.plural(first.phrase, plain[0], plain),
        lacks=lacks,
        question=wording.plural(question(first.command, dict(orders[0]), lacks), plain[0], plain),
        warning=" ".join(_first(numbers, warnings)),
        numbers=tuple(numbers),
        also=tuple(orders[1:]),
    )


def _first(numbers: Sequence[int], warnings: Sequence[str]) -> list[str]:
    """Return the first warnings, and of which tickets there are others: all must be seen before it is agreed to."""
    told = list(_grouped(numbers, warnings))
    rest = [one.partition(": ")[0] for one in told[_WARNED:]]
    return [*told[:_WARNED], *([f"The like is true of {' '.join(rest)}."] if rest else [])]


def _named(number: int, words: Vocabulary, of: int) -> str:
    known = words.ticket(number)
    assert known is not None, "a number that is not there was complained about"
    if of > _SOME:
        return f"#{number}"
    is_cut = of > _FEW and len(known.title) > _TITLE
    return f"#{number} ({known.title[:_TITLE].rstrip()}…)" if is_cut else wording.named(number, words)


def _grouped(numbers: Sequence[int], notes: Sequence[str]) -> Iterator[str]:
    """Yield what there is to say of some of the tickets, each with those it is said of."""
    of: dict[str, list[int]] = defaultdict(list)
    for number, note in zip(numbers, notes, strict=True):
        of[note.strip()].append(number)
    for note, some in of.items():
        if note:
            yield f"{written.numbers(some)}: {note if note[1:2].isupper() else note[0].lower() + note[1:]}"


def _runs(line: Line) -> Iterator[_Run]:
    """Yield where several numbers stand one after the other."""
    at = 0
    while at < len(line):
        named, end = _read(line.pieces, at)
        numbers = tuple(dict.fromkeys(named))
        if len(numbers) > 1:
            begin = at - 1 if at and line.pieces[at - 1].key in _ALL else at
            yield _Run(numbers, _text(line, 0, begin), _singular(line, end))
        at = max(end, at + 1)


def _read(pieces: Sequence[Piece], at: int) -> tuple[list[int], int]:
    """Return the numbers that begin at a piece, and the place behind them."""
    numbers: list[int] = []
    end = at
    while at < len(pieces):
        if pieces[at].key == "the" and at + 1 < len(pieces):
            at += 1
        if pieces[at].key in _NOUNS:
            at += 1
        if at >= len(pieces) or pieces[at].is_quoted or not _NUMBERS.fullmatch(pieces[at].key):
            break
        numbers += [int(number.removeprefix("#")) for number in pieces[at].key.split(",")]
        at = end = at + 1
        while at < len(pieces) and pieces[at].key in _BETWEEN:
            at += 1
        if at == end:
            break
    return numbers, end


def _singular(line: Line, at: int) -> str:
    """Return the line from a piece on, as it goes on behind one ticket."""
    if at >= len(line):
        return ""
    key = line.pieces[at].key
    if key not in _SINGULAR:
        return _text(line, at, len(line), is_rest=True)
    rest = at + 1
    if rest < len(line) and line.pieces[rest].key in _ALL:
        rest += 1
    return f" {_SINGULAR[key]}{_text(line, rest, len(line), is_rest=True)}"


def _text(line: Line, start: int, end: int, *, is_rest: bool = False) -> str:
    """Return a part of the line as it is written, with the space around it."""
    begin = line.pieces[start - 1].end if is_rest else line.pieces[start].start
    return line.source[begin : line.pieces[end].start if end < len(line) else len(line.source)]
