"""Understanding a line of English: trying the phrases in their order, and saying what stood in the way of all of them.

No model is asked. The same line in the same company means the same thing every time.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher, get_close_matches
from functools import cache
from typing import Final

from teamx_tui.commands.grammar import commandline, spelling
from teamx_tui.commands.grammar.answers import Answer, Choices, NotUnderstood, Understood
from teamx_tui.commands.grammar.filling import completed, said_twice, understood
from teamx_tui.commands.grammar.line import Line, Piece, cut, quoted
from teamx_tui.commands.grammar.matching import Complaint, Match, Sheet, Trial
from teamx_tui.commands.grammar.naming import CLOSE
from teamx_tui.commands.grammar.patterns import example
from teamx_tui.commands.grammar.phrase import Phrase
from teamx_tui.commands.grammar.phrases import ABSENT, BARE, PHRASES
from teamx_tui.commands.grammar.phrases.absent import INSTEAD, RESUME_ONE
from teamx_tui.commands.grammar.several import several
from teamx_tui.commands.grammar.vocabulary import Vocabulary
from teamx_tui.commands.registry import COMMANDS
from teamx_tui.domain import questions
from teamx_tui.domain.errors import Invalid
from teamx_tui.domain.text import one_line
from teamx_tui.domain.tickets import OVER, State

LONGEST: Final = 100_000
"""Characters of a line that is looked at; nobody says more in one command."""
_COURTESIES: Final = tuple(
    words.split()
    for words in (
        "please", "can you", "could you", "would you", "will you", "i want to", "i'd like to", "i would like to",
        "teamx", "let's", "let us", "we need to", "we should", "go ahead and", "now", "ok", "okay", "hey", "then",
        "and",
    )
)  # fmt: skip
_COURTEOUS: Final = 20
"""Words at the beginning among which courtesies are looked for."""
_SHOWN: Final = 60
_COMPARED: Final = 30
"""Phrasings that are compared with a line as a whole."""
_ASKED: Final = 2000
"""Characters of the longest question."""
_SHORT: Final = 4
"""Words of a question that is as short as a command."""
_EXAMPLE: Final = "what is blocked"
_SAYABLE: Final = (
    f"Begin with what shall be done, such as: assign #64 to @mike, or ask: {_EXAMPLE}? All there is: teamx --help"
)
_HELP: Final = frozenset(
    {"help", "help me", "what can you do", "what can i say", "what can i do", "how does this work"}
)
_TICKET: Final = re.compile(r"#?\d+")


def understand(text: str, words: Vocabulary) -> Answer:
    """Return the command that a line of English means, with all its arguments.

    Where a name fits several, the choices; where nothing fits, what stood in the way and the nearest phrasing.
    """
    line = _without_courtesies(cut(text[:LONGEST].replace("\x00", " ")))
    if not line.pieces or len(text) > LONGEST:
        return NotUnderstood("Say in a line what shall be done, such as: what is blocked?", _EXAMPLE)
    if line.text(0, len(line)).casefold().rstrip("?.! ") in _HELP:
        return NotUnderstood(_SAYABLE, _EXAMPLE)
    return several(line, words, lambda one: _understood(one, words))


def _understood(line: Line, words: Vocabulary) -> Answer:
    """Return what a line means in which no more than one ticket stands where there can be one."""
    sheet = Sheet(line, words)
    complaints: list[Complaint] = []
    command = commandline.named(line)
    # One word can begin many a sentence; two words that are a command's name begin nothing else.
    is_spelt = command is not None and (" " in command.name or len(line) == 1)
    ways = (_spelt, _phrased, _bare) if is_spelt else (_phrased, _absent, _spelt, _bare)
    for way in ways:
        answer = way(sheet, complaints)
        if answer is not None:
            return answer
    return _asked(line, words, complaints) or _not_understood(line, words, complaints)


def _phrased(sheet: Sheet, complaints: list[Complaint]) -> Answer | None:
    return _first_of(PHRASES, sheet, complaints)


def _bare(sheet: Sheet, complaints: list[Complaint]) -> Answer | None:
    return _first_of(BARE, sheet, complaints)


def _absent(sheet: Sheet, complaints: list[Complaint]) -> Answer | None:
    """Return that something cannot be done yet, before it is taken for the text of a command that is one word."""
    tried = ((phrase.command, Trial(sheet, phrase).match()) for phrase in ABSENT)
    deed, match = next(((deed, match) for deed, match in tried if match is not None), ("", None))
    if match is None or any(one.is_sure for one in complaints):
        return None
    return NotUnderstood(f"teamx cannot {deed} yet. {_instead(deed, match, sheet.words)}", _EXAMPLE)


def _instead(deed: str, match: Match, words: Vocabulary) -> str:
    """Return what can be said instead of something that cannot be done yet, with the names that were said."""
    who = next((str(one.reading.values[0]) for one in match.bound if one.kind == "person"), "")
    on_hold = deed == RESUME_ONE
    theirs = (row for row in words.tickets if row.assignee == who and row.state not in OVER)
    number = next((f"#{row.number}" for row in theirs if (row.state == State.ON_HOLD) == on_hold), "#NUMBER")
    return INSTEAD.get(deed, "See what it can do: teamx --help").format(who=f"@{who or 'HANDLE'}", ticket=number)


def _spelt(sheet: Sheet, complaints: list[Complaint]) -> Answer | None:
    command = commandline.named(sheet.line)
    is_meant = command is not None and (" " in command.name or len(sheet.line) == 1 or _has_flags(sheet.line))
    if any(one.is_sure for one in complaints) and not is_meant:
        return None  # it names something that is not there, and is no text
    found = commandline.understood(sheet.line, command, sheet.words) if command is not None else None
    if isinstance(found, Complaint):
        # One word is as well the verb of a phrase, which then knows better what stands in the way.
        complaints.append(found if is_meant else replace(found, at=1, is_sure=False))
        return None
    return found


def _has_flags(line: Line) -> bool:
    return any(piece.content.startswith("--") for piece in line.pieces)


def _first_of(phrases: Sequence[Phrase], sheet: Sheet, complaints: list[Complaint]) -> Answer | None:
    """Return what the first phrase that fits means; note what stood in the way of those before it."""
    for phrase in phrases:
        trial = Trial(sheet, phrase)
        match = trial.match()
        complaints += trial.complaints
        if match is None:
            continue
        twice = said_twice(match)
        try:
            if twice is None:
                return _answer(*understood(phrase, match, sheet.words))
            sentence = f"The {twice.rstrip('_')} is said twice."
        except Invalid as error:
            sentence = str(error)
        complaints.append(Complaint(len(sheet.line), sentence, is_sure=True))
    return None


def _asked(line: Line, words: Vocabulary, complaints: Sequence[Complaint]) -> Understood | None:
    """Return what is no command and asks something as a question to the company, None for all else.

    A short one that has no shape and names somebody or something in vain is a command that was said with a wrong name.
    """
    text = one_line(line.text(0, len(line))).strip()
    said = questions.words(text)
    if not questions.is_question(text) or len(said) < 2 or len(text) > _ASKED:
        return None
    is_placed = questions.shape_of(said) is not None
    is_misnamed = any(one.is_sure for one in complaints) and len(said) <= _SHORT
    if not is_placed and (is_misnamed or not text.endswith("?")):
        return None
    return completed("ask", {"question": text}, (), words)


def _answer(found: tuple[Understood, ...], more: int) -> Answer:
    if len(found) == 1:
        return found[0]
    if more:
        return Choices(f"That can mean several things: these, and {more:,} more; write more of it:", found)
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
    command, said = commandline.named(line), one_line(line.source.strip())
    nearest = _nearest(line, words) if command is None else spelling.usage(command.name)
    sure = [one for one in complaints if one.is_sure]
    # Where nothing has been recognised before it, a complaint is only about a phrase that was not meant.
    telling = sure or [one for one in complaints if one.at > 0]
    if telling:
        # Of several lengths of one name the shortest is the likeliest.
        said_why = max(telling, key=lambda one: (one.at, -len(one.sentence)))
        return NotUnderstood(said_why.sentence, nearest or _EXAMPLE)
    said = said if len(said) <= _SHOWN else f"{said[:_SHOWN]}…"
    if not nearest:
        return NotUnderstood(f'I do not understand "{said}". {_SAYABLE}', _EXAMPLE)
    return NotUnderstood(f'I do not understand "{said}". The nearest I know is: {nearest}', nearest)


def _nearest(line: Line, words: Vocabulary) -> str:
    """Return the phrasing that is most like the line, with its names and numbers in it; empty if none is like it."""
    said, found = [], defaultdict[str, list[str]](list)
    for piece in line.pieces[:12]:
        sort, word = _sorted(piece, words)
        said.append(sort or piece.key)
        found[sort].append(word)
    known = _likest(" ".join(said))
    return " ".join(found[word].pop(0) if found.get(word) else word for word in known.split())


def _sorted(piece: Piece, words: Vocabulary) -> tuple[str, str]:
    """Return what a piece is in a phrasing, empty for a plain word, and how it is written there."""
    if piece.is_quoted:
        return "TEXT", quoted(piece.content)
    if _TICKET.fullmatch(piece.key):
        return "TICKET", f"#{piece.key.removeprefix('#')}"
    handles = {name.casefold(): who.handle for who in words.people for name in (who.name, who.handle)}
    name = piece.key.removeprefix("@")
    if name not in handles and name not in _common_words():
        name = next(iter(get_close_matches(name, handles, n=1, cutoff=CLOSE)), "")
    return ("PERSON", f"@{handles[name]}") if name in handles else ("", piece.key)


def _likest(said: str) -> str:
    """Return the known phrasing that is most like a line in which names are put down to what they are, if one is."""
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(said.split(" ")[0])

    def verb(known: str) -> float:
        matcher.set_seq1(known.split(" ")[0])
        return matcher.ratio()

    verbs = {known: verb(known) for known in _examples()}
    matcher.set_seq2(said)

    def likeness(known: str) -> float:
        matcher.set_seq1(known)
        return verbs[known] + matcher.ratio()

    # To compare whole phrasings costs: only those are, whose first words are most alike.
    best = max(sorted(verbs, key=lambda known: -verbs[known])[:_COMPARED], key=likeness)
    return best if verbs[best] >= CLOSE or likeness(best) >= 2 * CLOSE else ""


@cache
def _common_words() -> frozenset[str]:
    return frozenset(word for known in _examples() for word in known.split(" "))


@cache
def _examples() -> tuple[str, ...]:
    said = (*PHRASES, *BARE)
    unsaid = COMMANDS.keys() - {phrase.command for phrase in said}
    own = (spelling.usage(name) for name in COMMANDS if name in unsaid)
    return tuple(dict.fromkeys([*(example(phrase.parts) for phrase in said), *own]))
