"""Understanding a line of English: trying the phrases in their order, and saying what stood in the way of all of them.

No model is asked. The same line in the same company means the same thing every time.
"""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import cache
from typing import Final

from teamx_tui.commands.grammar.answers import Answer, Choices, NotUnderstood, Understood
from teamx_tui.commands.grammar.filling import said_twice, understood
from teamx_tui.commands.grammar.line import Line, cut
from teamx_tui.commands.grammar.matching import Complaint, Sheet, Trial
from teamx_tui.commands.grammar.patterns import example
from teamx_tui.commands.grammar.phrases import ABSENT, PHRASES
from teamx_tui.commands.grammar.vocabulary import Vocabulary
from teamx_tui.domain.text import one_line

LONGEST: Final = 100_000
"""Characters of a line that is looked at; nobody says more in one command."""
_COURTESIES: Final = tuple(
    words.split()
    for words in (
        "please", "can you", "could you", "would you", "will you", "i want to", "i'd like to", "i would like to",
        "let's", "let us", "we need to", "we should", "go ahead and", "now", "ok", "okay", "hey", "then", "and",
    )
)  # fmt: skip
_COURTEOUS: Final = 20
"""Words at the beginning among which courtesies are looked for."""
_SHOWN: Final = 60


def understand(text: str, words: Vocabulary) -> Answer:
    """Return the command that a line of English means, with all its arguments.

    Where a name fits several, the choices; where nothing fits, what stood in the way and the nearest phrasing.
    """
    line = _without_courtesies(cut(text[:LONGEST].replace("\x00", " ")))
    if not line.pieces or len(text) > LONGEST:
        return NotUnderstood("Say in a line what shall be done, such as: what is blocked?", "what is blocked")
    sheet = Sheet(line, words)
    complaints: list[Complaint] = []
    for phrase in PHRASES:
        trial = Trial(sheet, phrase)
        match = trial.match()
        complaints += trial.complaints
        if match is None:
            continue
        twice = said_twice(match)
        if twice is not None:
            complaints.append(Complaint(len(line), f"The {twice.rstrip('_')} is said twice.", is_sure=True))
            continue
        return _answer(understood(phrase, match, words))
    return _not_understood(line, words, complaints)


def _answer(found: tuple[Understood, ...]) -> Answer:
    if len(found) == 1:
        return found[0]
    return Choices("That can mean several things:", found)


def _without_courtesies(line: Line) -> Line:
    """Return the line without the words by which one asks for something."""
    said, begin, length = [piece.key for piece in line.pieces[:_COURTEOUS]], 0, 1
    while length and begin < len(said):
        length = next((len(words) for words in _COURTESIES if said[begin : begin + len(words)] == words), 0)
        if begin + length == len(line):
            break
        begin += length + (length > 0 and said[begin + length : begin + length + 1] == [","])
    return line.without(begin)


def _not_understood(line: Line, words: Vocabulary, complaints: Sequence[Complaint]) -> NotUnderstood:
    nearest, said = _nearest(line, words), one_line(line.source.strip())
    sure = [one for one in complaints if one.is_sure]
    absent = next((phrase for phrase in ABSENT if Trial(Sheet(line, words), phrase).match() is not None), None)
    if absent is not None and not sure:
        return NotUnderstood(f"teamx cannot {absent.command} yet. See what it can do: teamx --help", nearest)
    # Where nothing has been recognised before it, a complaint is only about a phrase that was not meant.
    telling = sure or [one for one in complaints if one.at > 0]
    if telling:
        return NotUnderstood(max(telling, key=lambda one: one.at).sentence, nearest)
    said = said if len(said) <= _SHOWN else f"{said[:_SHOWN]}…"
    return NotUnderstood(f'I do not understand "{said}". The nearest I know is: {nearest}', nearest)


def _nearest(line: Line, words: Vocabulary) -> str:
    """Return the phrasing that is most like the line, when names and numbers are put down to what they are."""
    names = {name.casefold() for who in words.people for name in (who.handle, f"@{who.handle}", who.name)}
    said = " ".join(
        "TICKET" if re.fullmatch(r"#?\d+", piece.key) else "PERSON" if piece.key in names else piece.key or "TEXT"
        for piece in line.pieces[:12]
    )

    def likeness(known: str) -> float:
        verbs = SequenceMatcher(None, known.split(" ")[0], said.split(" ")[0], autojunk=False)
        return SequenceMatcher(None, known, said, autojunk=False).ratio() + verbs.ratio()

    return max(_examples(), key=likeness)


@cache
def _examples() -> tuple[str, ...]:
    return tuple(dict.fromkeys(example(phrase.parts) for phrase in PHRASES))
