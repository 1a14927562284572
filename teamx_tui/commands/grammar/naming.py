"""Finding whom or what a piece of text names: people by handle, name or role, tickets by number or title, projects."""

import re
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Final

from teamx_tui.commands.grammar.reading import NOTHING, Reading, listed
from teamx_tui.commands.grammar.titles import CALLED, folded, words_of
from teamx_tui.commands.grammar.vocabulary import Colleague, Titles, Vocabulary
from teamx_tui.domain.budgets import Scope

MOST: Final = 9
"""Things that are offered as a choice; where more tickets fit, it is not a choice any more."""
CLOSE: Final = 0.7
"""How like a name must be to one that is known, to be taken for it misspelt."""
UNCALLED: Final = "There is no ticket called"
"""How the sentence begins that says so of a name."""
OPERATOR: Final = "operator"
NO_GOAL: Final = "none"
USUAL: Final = ("scripted", "anthropic", "ollama", "lmstudio", "llamacpp", "vllm", "litellm")
"""Brains that may be found on any machine."""
DIALS: Final = ("model", "url", "free", "key", "effort", "thinking", "max_tokens", "version")
"""What can be set about a brain (company.dials, which is not needed to read a line)."""
_HERE: Final = frozenset({"this", "it", "here", "this one", "this ticket", "this task", "this issue"})
_ME: Final = frozenset({"me", "myself", "operator", "@operator"})
_NUMBER: Final = re.compile(r"(?P<sign>(?:(?:the\s+)?(?:ticket|task|issue)\s+)?(?:#|no\.?\s*))?(?P<digits>\d{1,9})")
_MARKED: Final = re.compile(r"#\d")
_NAMED_NUMBER: Final = re.compile(r"(?:the\s+)?(?:ticket|task|issue)\s+(?P<digits>\d{1,9})")
_ARTICLE: Final = re.compile(r"(?:the|our|my)\s+", re.IGNORECASE)
_NOUN: Final = re.compile(
    r"(?:^(?:the\s+)?(?:ticket|task|issue)\s+)|(?:^the\s+)|(?:\s+(?:ticket|task|issue)$)", re.IGNORECASE
)
_EMPTY_WORDS: Final = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "by",
        "do",
        "does",
        "for",
        "from",
        "in",
        "is",
        "it",
        "of",
        "on",
        "or",
        "that",
        "the",
        "to",
        "was",
        "what",
        "who",
        "why",
        "with",
    ]
)


def person(text: str, words: Vocabulary) -> Reading:
    """Find an employee: `@mike`, `Mike`, `Mike Jones`, `the backend engineer`. Several may have a name or a role."""
    name = re.sub(r"['’]s?$", "", " ".join(text.split()))
    handles = {colleague.handle for colleague in words.people}
    if name.startswith("@"):
        wanted = name[1:]
        found = wanted if wanted in handles else wanted.casefold()
        return Reading((found,)) if found in handles else Reading((), _nobody(name, words), is_sure=" " not in name)
    role = _ARTICLE.sub("", name, count=1).casefold() if _ARTICLE.match(name) else None
    fit = [who.handle for who in words.people if _answers_to(who, name.casefold())]
    if not fit:
        fit = [who.handle for who in words.people if _does(who, role or name.casefold())]
    return Reading(tuple(fit)) if fit else Reading((), _nobody(name, words))


def manager(text: str, words: Vocabulary) -> Reading:
    """Find somebody to report to: an employee, or `me`, which is the operator."""
    return Reading((OPERATOR,)) if text.casefold() in _ME else person(text, words)


def people(text: str, words: Vocabulary) -> Reading:
    """Find several employees; each must be named without doubt."""
    found = []
    for name in listed(text):
        reading = person(name, words)
        if len(reading.values) != 1:
            who = f"There are several whom {name!r} may mean; write their handles." if reading.values else ""
            return Reading((), who or reading.complaint, reading.is_sure or bool(who))
        found.append(reading.values[0])
    return Reading((found,)) if found else NOTHING


def several(text: str, words: Vocabulary) -> Reading:
    """Find that several employees are named where there can be one."""
    found = people(text, words)
    if not found.values or len(found.values[0]) == 1:
        return NOTHING
    return Reading((), "A ticket has one assignee; name one, or put the title in quotes.", is_sure=True)


def ticket(text: str, words: Vocabulary) -> Reading:
    """Find a ticket: `#64`, `64`, `ticket 64`, `this`, its title, or words of its title that no other has."""
    exact = named_exactly(text, words)
    if exact.values or exact.complaint:
        return exact
    wanted = _NOUN.sub("", _NOUN.sub("", " ".join(text.split()))).casefold()
    if _MARKED.match(wanted):
        return NOTHING  # a number with more behind it: `#1, high priority` is not the title with "1" and "high" in it
    fit = words.tickets.named(set(words_of(wanted)) - _EMPTY_WORDS)
    if len(fit) > MOST:
        many = str(len(fit)) if len(fit) < CALLED else f"{CALLED} or more"
        return Reading((), f"{many} tickets have {wanted!r} in their titles; say the number, or more of the title.")
    return Reading(tuple(fit)) if fit else Reading((), f"{UNCALLED} {text!r}; say its number.")


def named_exactly(text: str, words: Vocabulary) -> Reading:
    """Find a ticket by its number or its whole title, or the one that is looked at."""
    name = folded(text)
    match = _NUMBER.fullmatch(name) or _NAMED_NUMBER.fullmatch(name)
    if match is not None:
        number = int(match["digits"])
        if words.ticket(number) is not None:
            return Reading((number,))
        return Reading((), f"There is no ticket #{number}.", is_sure=not name.isdecimal())
    fit = tuple(words.tickets.titled(name)) or tuple(words.tickets.titled(_NOUN.sub("", name)))
    if not fit and words.here is not None and name in _HERE:
        fit = (words.here,)
    return Reading(fit) if 0 < len(fit) <= MOST else NOTHING


def tickets(text: str, words: Vocabulary) -> Reading:
    """Find several tickets, as a command takes them; each by number or whole title."""
    found = []
    for name in listed(re.sub(r"^tickets\s+", "", text, flags=re.IGNORECASE)):
        reading = named_exactly(name, words)
        if len(reading.values) != 1:
            return Reading((), reading.complaint or f"{UNCALLED} {name!r}.", reading.is_sure)
        found.append(str(reading.values[0]))
    return Reading((found,)) if found else NOTHING


def offer(text: str, words: Vocabulary) -> Reading:
    """Find a hand-off that waits for an answer, by its ticket or by whoever gives or gets it."""
    numbers, handles = ticket(text, words).values, person(text, words).values
    if not numbers and not handles:
        return NOTHING
    fit = [one.id for one in words.offers if one.number in numbers or {one.giver, one.receiver} & set(handles)]
    of = f"#{numbers[0]}" if numbers else f"@{handles[0]}"
    return Reading(tuple(fit), "" if fit else f"No hand-off of {of} waits for an answer. Say: list the hand-offs.")


def owner(text: str, words: Vocabulary) -> Reading:
    """Find an employee as the filter of a list names them: `@mike`."""
    found = person(text, words)
    return Reading(tuple(f"@{handle}" for handle in found.values), found.complaint, found.is_sure)


def numbered(text: str, words: Vocabulary) -> Reading:
    """Find a ticket as the filter of a list names it: `#64`."""
    found = ticket(text, words)
    return Reading(tuple(f"#{number}" for number in found.values), found.complaint, found.is_sure)


def possessor(text: str, words: Vocabulary) -> Reading:
    """Find an employee whose something is: `mike's`."""
    return owner(text, words) if re.search(r"['’]s?$", text) else NOTHING


def place(text: str, words: Vocabulary) -> Reading:
    """Find a project as the filter of a list names it: `project:panel`."""
    found = project(text, words)
    return Reading(tuple(f"project:{key}" for key in found.values if " " not in key), found.complaint)


def firm(text: str, words: Vocabulary) -> Reading:
    """Find the company by its name, as that of which a budget is."""
    name = folded(re.sub(r"['’]s?$", "", text))
    return Reading((str(Scope.COMPANY),)) if words.company and name == folded(words.company) else NOTHING


def numbers(text: str, words: Vocabulary) -> Reading:
    """Find several tickets of which each is named by its number; one that is not there can be nothing else."""
    names = listed(re.sub(r"^tickets?\s+", "", text, flags=re.IGNORECASE))
    is_numbered = all(_NUMBER.fullmatch(folded(name)) or _NAMED_NUMBER.fullmatch(folded(name)) for name in names)
    return tickets(text, words) if names and is_numbered else NOTHING


def brain(text: str, words: Vocabulary) -> Reading:
    """Find a brain by its name, as it is written or said: `lm studio`. One that is not known may still be found."""
    name = re.sub(r"[ .]", "", folded(text))
    known = {one.replace("-", ""): one for one in (*words.brains, *USUAL)}
    if name.replace("-", "") in known:
        return Reading((known[name.replace("-", "")],))
    there = ", ".join(dict.fromkeys((*words.brains, *USUAL)))
    return Reading((), f"There is no brain {text!r}. There may be: {there}.")


def dial(text: str, words: Vocabulary) -> Reading:
    """Find what can be set about a brain."""
    name = re.sub(r"[ -]", "_", folded(text))
    return Reading((name,)) if name in DIALS else NOTHING


def project(text: str, words: Vocabulary) -> Reading:
    """Find a project by its key or its title, or by words of its title that no other has."""
    return _titled(text, words.projects, "project")


def projects(text: str, words: Vocabulary) -> Reading:
    """Find a project among others, as a command takes several."""
    found = project(text, words)
    return Reading(tuple([key] for key in found.values), found.complaint)


def goal(text: str, words: Vocabulary) -> Reading:
    """Find a goal by its key or its title, or by words of its title that no other has; `none` is no goal."""
    return Reading((NO_GOAL,)) if text.casefold() == NO_GOAL else _titled(text, words.goals, "goal")


def _titled(text: str, rows: Sequence[Titles], noun: str) -> Reading:
    name = _ARTICLE.sub("", folded(text), count=1)
    fit = [row.key for row in rows if row.key == text] or [
        row.key for row in rows if name in (row.key.casefold(), folded(row.title))
    ]
    if not fit:
        wanted = set(words_of(name))
        fit = [row.key for row in rows if wanted and wanted <= set(words_of(folded(row.title)))]
    if fit:
        return Reading(tuple(fit))
    known = ", ".join(row.key for row in rows) or "none yet"
    return Reading((), f"There is no {noun} {text!r}. Here are: {known}.")


def _answers_to(who: Colleague, name: str) -> bool:
    full = folded(who.name)
    return name in (who.handle.casefold(), full, full.split(" ")[0])


def _does(who: Colleague, role: str) -> bool:
    return role in (who.role.casefold(), who.role.replace("-", " ").casefold(), folded(who.title))


def _nobody(name: str, words: Vocabulary) -> str:
    known = {who.handle: who.handle for who in words.people} | {folded(who.name): who.handle for who in words.people}
    close = get_close_matches(name.removeprefix("@").casefold(), known, n=1, cutoff=CLOSE)
    hint = f" Did you mean @{known[close[0]]}?" if close else ""
    return f"There is nobody here called {name!r}.{hint or ' Say: list the employees.'}"
