"""The kinds of slots: how each is read, and how many pieces of a line it takes at most."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from teamx_tui.commands.grammar import amounts, naming, reading, roles, steps, times
from teamx_tui.commands.grammar.line import Line, cut
from teamx_tui.commands.grammar.reading import NOTHING, Reading
from teamx_tui.commands.grammar.vocabulary import Vocabulary

NO_LIMIT: Final = 1_000_000
TITLE: Final = 200
"""Words of the longest title."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of slot."""

    read: Callable[[str, Vocabulary], Reading]
    most: int = 1
    """Pieces it may take."""
    longest_first: bool = False
    """Whether more words are tried before fewer: names are, free text is not."""
    to_end: bool = False
    """Whether it takes everything that is left."""
    quoted: Callable[[str, Vocabulary], Reading] | None = None
    """How it is read in quotes, if otherwise."""
    only_quoted: bool = False
    quotes_bind: bool = True
    """Whether a quoted piece at the beginning is all of it."""


def _plain(read: Callable[[str], Reading]) -> Callable[[str, Vocabulary], Reading]:
    return lambda text, _: read(text)


def _labels(text: str) -> Reading:
    pieces = (piece for piece in cut(text).pieces if piece.is_quoted or piece.key not in (",", ";", "&", "and"))
    found = [piece.content for piece in pieces]
    return Reading((found,)) if found else NOTHING


KINDS: Final[Mapping[str, Kind]] = {
    "ticket": Kind(naming.ticket, 12, longest_first=True),
    "raised": Kind(steps.raised, 12, longest_first=True),
    "lowered": Kind(steps.lowered, 12, longest_first=True),
    "offer": Kind(naming.offer, 12, longest_first=True),
    "numbered": Kind(naming.numbered, 12, longest_first=True),
    "owner": Kind(naming.owner, 6, longest_first=True),
    "possessor": Kind(naming.possessor, 6, longest_first=True),
    "place": Kind(naming.place, 8, longest_first=True),
    "filter": Kind(_plain(reading.filter_words), 12, longest_first=True),
    "filename": Kind(_plain(reading.filename)),
    "until": Kind(_plain(reading.until), NO_LIMIT, to_end=True, quotes_bind=False),
    "numbers": Kind(naming.numbers, 40, longest_first=True),
    "exact": Kind(naming.named_exactly, 20, longest_first=True),
    "tickets": Kind(naming.tickets, 40, longest_first=True, quotes_bind=False),
    "person": Kind(naming.person, 6, longest_first=True),
    "people": Kind(naming.people, 30, longest_first=True, quotes_bind=False),
    "several": Kind(naming.several, 8, longest_first=True),
    "manager": Kind(naming.manager, 6, longest_first=True),
    "project": Kind(naming.project, 8, longest_first=True),
    "projects": Kind(naming.projects, 8, longest_first=True),
    "goal": Kind(naming.goal, 8, longest_first=True),
    "role": Kind(roles.role, 6, quoted=_plain(roles.written)),
    "post": Kind(roles.post, 6, quoted=roles.post),
    "title": Kind(_plain(reading.title), TITLE, quoted=_plain(reading.free)),
    "text": Kind(_plain(reading.free), NO_LIMIT, to_end=True, quotes_bind=False),
    "reply": Kind(_plain(reading.reply), NO_LIMIT, to_end=True, quotes_bind=False),
    "remark": Kind(_plain(reading.remark), NO_LIMIT, to_end=True, quotes_bind=False),
    "quoted": Kind(_plain(reading.free), only_quoted=True),
    "name": Kind(_plain(roles.new_name), 4, quoted=_plain(reading.free)),
    "model": Kind(_plain(reading.free)),
    "label": Kind(_plain(reading.free), 3),
    "files": Kind(_plain(_labels), 20, quoted=_plain(lambda text: Reading(([text],))), quotes_bind=False),
    "labels": Kind(_plain(_labels), 20, quoted=_plain(lambda text: Reading(([text],))), quotes_bind=False),
    "handle": Kind(_plain(reading.new_handle)),
    "key": Kind(_plain(reading.key)),
    "dial": Kind(naming.dial, 3),
    "brain": Kind(naming.brain, 3, quoted=_plain(reading.free)),
    "state": Kind(_plain(reading.state), 3),
    "condition": Kind(_plain(reading.condition), 3),
    "priority": Kind(_plain(reading.priority)),
    "part": Kind(_plain(reading.part)),
    "dependency": Kind(_plain(reading.dependency)),
    "days": Kind(_plain(amounts.days), 4),
    "weeks": Kind(_plain(amounts.weeks), 4),
    "count": Kind(_plain(reading.count)),
    "day": Kind(_plain(reading.day), 5),
    "scope": Kind(_plain(reading.scope)),
    "dollars": Kind(_plain(amounts.dollars), 3),
    "share": Kind(_plain(amounts.share), 5),
    "less": Kind(_plain(amounts.less), 5),
    "firm": Kind(naming.firm, 6, longest_first=True),
    "percent": Kind(_plain(amounts.percent), 2),
    "date": Kind(_plain(reading.date), 6),
    "no": Kind(_plain(reading.number)),
    "when": Kind(_plain(times.when), 6, longest_first=True),
    "weekdays": Kind(_plain(times.weekdays), 12, longest_first=True),
    "mondays": Kind(_plain(times.mondays), 12, longest_first=True),
    "dates": Kind(_plain(times.dates), 8, longest_first=True),
    "points": Kind(_plain(reading.points), TITLE, quotes_bind=False),
    "matters": Kind(_plain(reading.matters), TITLE, quoted=_plain(reading.points), quotes_bind=False),
}
"""Every kind that a pattern may name."""


def read(kind: Kind, line: Line, start: int, end: int, words: Vocabulary) -> Reading:
    """Return what the pieces from `start` to before `end` mean as a kind."""
    is_quoted = line.is_quoted(start, end)
    if kind.only_quoted and not is_quoted:
        return NOTHING
    if kind.quotes_bind and line.pieces[start].is_quoted and not is_quoted:
        return NOTHING
    reader = kind.quoted if is_quoted and kind.quoted is not None else kind.read
    return reader(line.text(start, end), words)
