"""Every command can be said: what is rendered from its arguments is understood as exactly these arguments."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teamx_tui.commands import COMMANDS
from teamx_tui.commands.grammar import Understood, phrase, understand
from teamx_tui.commands.grammar.kinds import KINDS
from teamx_tui.commands.grammar.naming import DIALS, USUAL
from teamx_tui.commands.grammar.patterns import Either, Pattern, Slot, compiled
from teamx_tui.commands.grammar.phrases import ABSENT, BARE, PHRASES
from teamx_tui.commands.grammar.phrases.absent import INSTEAD
from teamx_tui.commands.grammar.reading import CONDITIONS
from teamx_tui.commands.grammar.titles import Tickets, Titled
from teamx_tui.commands.grammar.vocabulary import Colleague, Titles, Vocabulary
from teamx_tui.commands.grammar.wording import kind_of
from teamx_tui.commands.grammar.wordings import WORDINGS
from teamx_tui.domain.budgets import Period, Scope
from teamx_tui.domain.edges import DependencyKind
from teamx_tui.domain.meetings import MeetingKind
from teamx_tui.domain.positions import Rule
from teamx_tui.domain.schedules import Cadence
from teamx_tui.domain.tickets import Priority, State

HANDLES: Final = ("ada", "ben", "64", "the", "sam", "sam-2", "for_all", "high", "me-too", "and")
NUMBERS: Final = (1, 2, 64, 65, 2024)
KEYS: Final = ("panel", "q3-launch", "big one", "and", 'a "quoted" key', "2024")
WORDS: Final = Vocabulary(
    people=tuple(Colleague(handle, handle.title(), "engineer", "Engineer") for handle in HANDLES),
    tickets=Tickets(tuple(Titled(number, f"Ticket after {number} for ada, high priority") for number in NUMBERS)),
    projects=tuple(Titles(key, f"Project {key}") for key in KEYS),
    goals=(Titles("launch", "Launch"),),
    taken=frozenset(HANDLES),
    brains=("attic", "for-me"),
)
"""Names that are words of the grammar too."""

PERSON: Final = st.sampled_from(HANDLES)
TICKET: Final = st.sampled_from(NUMBERS)
A_KIND: Final = st.sampled_from([kind.value for kind in MeetingKind if kind is not MeetingKind.MEETING])
TEXT: Final = st.one_of(
    st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), min_size=1, max_size=30),
    st.lists(
        st.sampled_from(['"', "\\", "'", "for @ada", ", high priority", "after #64", "because", "x", "\n"]), min_size=1
    ).map(" ".join),
).filter(str.strip)
GOAL: Final = st.just("launch")
DUE: Final = st.sampled_from(["2027-01-31", "friday", "6 weeks", "in 10 days", "tomorrow"])
BRAIN: Final = st.sampled_from([*WORDS.brains, *USUAL])
SCOPE: Final = st.sampled_from([scope.value for scope in Scope])
PERIOD: Final = st.sampled_from([period.value for period in Period])
DOLLARS: Final = st.floats(0, 10**6) | st.integers(0, 1000).map(float)
ARGUMENTS: Final[Mapping[str, Mapping[str, st.SearchStrategy[Any]]]] = {
    "graph": {},
    "log": {"filter": TEXT, "since": st.integers(0, 10**8), "last": st.integers(1, 10**8)},
    "status": {},
    "inbox": {},
    "ask": {"question": TEXT},
    "answer": {"entry": st.integers(0, 10**8), "text": TEXT, "reason": TEXT},
    "handoff offer": {
        "number": TICKET,
        "to": PERSON,
        "note": TEXT,
        "next": TEXT,
        "artifacts": st.lists(TEXT, min_size=1, max_size=3),
        "ticket": TICKET,
    },
    "handoff accept": {"handoff": st.integers(0, 10**8)},
    "handoff decline": {"handoff": st.integers(0, 10**8), "reason": TEXT},
    "handoff withdraw": {"handoff": st.integers(0, 10**8), "reason": TEXT},
    "handoff show": {"handoff": st.integers(0, 10**8)},
    "handoff list": {},
    "decision list": {"ticket": TICKET},
    "decision show": {"decision": st.integers(0, 10**8)},
    "decision record": {"number": TICKET, "subject": TEXT, "outcome": TEXT, "rationale": TEXT, "defer_to": TICKET},
    "decision propose": {
        "number": TICKET,
        "subject": TEXT,
        "among": st.lists(PERSON, min_size=1, max_size=3),
        "option": st.lists(TEXT, min_size=1, max_size=3),
        "rule": st.sampled_from([rule.value for rule in Rule]),
    },
    "decision position": {"number": TICKET, "stance": TEXT},
    "waits": {},
    "ticket changes": {"number": TICKET, "text": TEXT},
    "pause": {"reason": TEXT},
    "resume": {},
    "undo": {"only": st.integers(1, 10**8), "dry_run": st.just(True)},
    "money": {"by": st.sampled_from(["employee", "ticket", "project", "model", "day"])},
    "prices": {},
    "budget list": {},
    "budget set": {
        "scope": SCOPE,
        "subject": TEXT,
        "limit": DOLLARS,
        "period": PERIOD,
        "warn": st.integers(1, 100),
        "approve_above": DOLLARS,
    },
    "budget raise": {"scope": SCOPE, "subject": TEXT, "by": DOLLARS, "period": PERIOD},
    "budget drop": {"scope": SCOPE, "subject": TEXT, "period": PERIOD},
    "turn": {"run": st.integers(0, 10**8), "shown": st.just(True)},
    "turn stop": {"run": st.integers(0, 10**8)},
    "chat": {"handle": PERSON, "text": TEXT},
    "org": {},
    "raci": {"project": st.sampled_from(KEYS)},
    "vault search": {"text": TEXT},
    "vault list": {"filter": TEXT},
    "vault status": {"name": TEXT, "status": TEXT, "ticket": TICKET},
    "vault tag": {"name": TEXT, "tags": TEXT},
    "ticket attach": {"number": TICKET, "source": TEXT},
    "gate list": {},
    "gate show": {"number": st.integers(0, 10**8)},
    "gate waive": {"number": st.integers(0, 10**8), "reason": TEXT},
    "vault show": {"name": TEXT, "ticket": TICKET, "version": st.integers(1, 999)},
    "vault save": {"name": TEXT, "out": TEXT, "ticket": TICKET, "version": st.integers(1, 999)},
    "employee show": {"handle": PERSON},
    "employee why": {"handle": PERSON},
    "meeting call": {
        "kind": A_KIND,
        "title": TEXT,
        "with_": st.lists(PERSON, min_size=1, max_size=3),
        "chair": PERSON,
        "agenda": st.lists(TEXT.map(str.strip).filter(lambda text: ";" not in text), min_size=1, max_size=3),
        "after": st.lists(TICKET.map(str), min_size=1, max_size=2),
        "every": st.sampled_from([cadence.value for cadence in Cadence]),
        "on": st.sampled_from(["mon", "mon,thu", "1", "1,15"]),
        "at": st.sampled_from(["now", "14:00", "tomorrow at 10:00", "fri 14:00", "2030-01-01"]),
    },
    "meeting end": {"number": st.integers(0, 10**8), "kind": A_KIND},
    "meeting cancel": {"number": st.integers(0, 10**8), "reason": TEXT, "kind": A_KIND},
    "meeting say": {"number": st.integers(0, 10**8), "text": TEXT},
    "meeting minutes": {"number": st.integers(0, 10**8)},
    "meeting show": {"number": st.integers(0, 10**8)},
    "meeting list": {},
    "meeting series": {},
    "meeting stop": {"series": st.integers(0, 10**8)},
    "ticket block": {"number": TICKET, "on": TICKET, "reason": TEXT},
    "ticket unblock": {"number": TICKET, "reason": TEXT},
    "ticket start": {"number": TICKET, "despite": st.lists(TICKET.map(str), min_size=1, max_size=3)},
    "ticket join": {"number": TICKET},
    "ticket leave": {"number": TICKET},
    "project list": {},
    "project new": {
        "key": st.from_regex(r"[a-z0-9]([a-z0-9-]{0,10}[a-z0-9])?", fullmatch=True),
        "title": TEXT,
        "lead": PERSON,
        "weeks": st.integers(1, 1000),
        "goal": GOAL,
        "due": DUE,
    },
    "project move": {"key": st.sampled_from(KEYS), "goal": GOAL | st.just("none")},
    "goal list": {},
    "goal show": {"key": GOAL},
    "goal new": {
        "key": st.from_regex(r"[a-z0-9]([a-z0-9-]{0,10}[a-z0-9])?", fullmatch=True),
        "title": TEXT,
        "due": DUE,
        "projects": st.lists(st.sampled_from(KEYS), min_size=1, max_size=2),
    },
    "decompose": {"project": st.sampled_from(KEYS), "brief": TEXT},
    "doctor": {},
    "day": {"start": st.just(True)},
    "employee list": {},
    "employee hire": {
        "handle": st.from_regex(r"[a-z0-9]([a-z0-9_-]{0,10}[a-z0-9])?", fullmatch=True),
        "role": TEXT | st.sampled_from(["qa-engineer", "designer", "senior-x", "two-x", "a-b-c", "as"]),
        "name": TEXT,
        "title": TEXT,
        "department": TEXT,
        "reports_to": PERSON,
        "brain": BRAIN,
        "model": TEXT,
    },
    "brain list": {},
    "brain probe": {"name": BRAIN, "yes": st.just(True)},
    "brain use": {
        "name": BRAIN,
        "for_": st.lists(PERSON, min_size=1, max_size=3),
        "model": TEXT,
        "anyway": st.just(True),
    },
    "brain set": {"name": BRAIN, "key": st.sampled_from(DIALS), "value": TEXT},
    "brain drop": {"name": BRAIN},
    "employee brain": {"handle": PERSON, "name": BRAIN, "model": TEXT, "anyway": st.just(True)},
    "roles": {"words": TEXT},
    "roles show": {"role": TEXT},
    "employee report": {"handle": PERSON, "to": PERSON | st.just("operator")},
    "employee promote": {"handle": PERSON, "role": st.just("engineer"), "title": TEXT},
    "employee leave": {"handle": PERSON, "hand_to": PERSON},
    "ticket list": {"state": st.sampled_from(sorted(set(CONDITIONS.values())))},
    "ticket show": {"number": TICKET},
    "ticket why": {"number": TICKET},
    "ticket new": {
        "title": TEXT,
        "description": TEXT,
        "project": st.sampled_from(KEYS),
        "phase": TEXT,
        "assignee": PERSON,
        "accountable": st.lists(PERSON, min_size=1, max_size=3),
        "consulted": st.lists(PERSON, min_size=1, max_size=3),
        "informed": st.lists(PERSON, min_size=1, max_size=3),
        "priority": st.sampled_from([priority.value for priority in Priority]),
        "estimate": st.floats(0.001, 9999) | st.integers(1, 99).map(float),
        "blocked_by": st.lists(TICKET.map(str), min_size=1, max_size=4),
        "label": st.lists(TEXT, min_size=1, max_size=3),
        "due": DUE,
        "acceptance": TEXT,
        "private": st.just(True),
    },
    "ticket edit": {
        "number": TICKET,
        "title": TEXT,
        "description": TEXT,
        "acceptance": TEXT,
        "priority": st.sampled_from([priority.value for priority in Priority]),
        "labels": st.lists(TEXT, min_size=1, max_size=3),
        "label": st.lists(TEXT, min_size=1, max_size=3),
        "unlabel": st.lists(TEXT, min_size=1, max_size=3),
        "estimate": st.floats(0.001, 9999) | st.integers(1, 99).map(float),
        "due": DUE | st.just("none"),
    },
    "ticket unassign": {"number": TICKET, "from_": PERSON},
    "ticket assign": {"number": TICKET, "handle": PERSON},
    "ticket comment": {"number": TICKET, "text": TEXT, "as_": PERSON, "from_": TICKET},
    "ticket move": {"number": TICKET, "state": st.sampled_from([state.value for state in State]), "reason": TEXT},
    "ticket link": {
        "number": TICKET,
        "blocks": TICKET,
        "kind": st.sampled_from([kind.value for kind in DependencyKind]),
        "soft": st.just(True),
    },
    "ticket unlink": {"number": TICKET, "blocks": TICKET},
    "ticket participant": {
        "number": TICKET,
        "handle": PERSON,
        "raci": st.sampled_from(["accountable", "consulted", "informed"]),
        "remove": st.just(True),
    },
}
"""For every command with a wording of its own, valid values of what it words."""
DAYS_OF: Final = {"weekly": ("mon",), "twice-weekly": ("mon,thu",), "monthly": ("1", "1,15")}
NAMES: Final[Mapping[str, st.SearchStrategy[Any]]] = {
    "ticket": TICKET,
    "person": PERSON,
    "project": st.sampled_from(KEYS),
}
TYPES: Final[Mapping[type, st.SearchStrategy[Any]]] = {
    str: TEXT,
    int: st.integers(0, 10**8),
    float: st.floats(0, 10**6),
    bool: st.just(True),
    list: st.lists(TEXT, min_size=1, max_size=3),
}


def values(command: str) -> Mapping[str, st.SearchStrategy[Any]]:
    """Valid values of every parameter: as said above, or of its kind, or else of its type."""
    usual = {
        param.name: NAMES.get(kind_of(command, param.name), TYPES[param.type]) for param in COMMANDS[command].params
    }
    return usual | dict(ARGUMENTS.get(command, {}))


def arguments(command: str) -> st.SearchStrategy[dict[str, Any]]:
    """Required parameters and any of the others that go together."""
    required = {param.name for param in COMMANDS[command].params if param.required}
    known = values(command)
    chosen = st.fixed_dictionaries(
        {name: value for name, value in known.items() if name in required},
        optional={name: value for name, value in known.items() if name not in required},
    )
    return chosen.filter(fit_together)


def fit_together(one: Mapping[str, Any]) -> bool:
    """Whoever is taken out of a thread gets no part in it; a meeting on some days of each month or week has a clock.

    A meeting that is named by its number is named by no kind.
    """
    if "on" in one or "every" in one:
        days = DAYS_OF.get(one.get("every", ""), ())
        return one.get("at", "14:00") == "14:00" and ("on" not in one or one["on"] in days)
    return not ({"raci", "remove"} <= one.keys() or {"kind", "number"} <= one.keys() <= {"kind", "number", "reason"})


def slots(pattern: Pattern) -> set[Slot]:
    found: set[Slot] = set()
    for part in pattern:
        if isinstance(part, Slot):
            found.add(part)
        elif isinstance(part, Either):
            found |= {slot for option in part.options for slot in slots(option)}
    return found


def test_wordings__are_there_for_every_command_that_has_phrases() -> None:
    assert set(WORDINGS) == {phrase.command for phrase in (*PHRASES, *BARE)} <= set(COMMANDS)
    assert set(ARGUMENTS) == set(WORDINGS)


@pytest.mark.feature("T-12", "T-41")
@pytest.mark.parametrize("command", COMMANDS)
@given(data=st.data())
@settings(deadline=None, max_examples=20)
def test_phrase__is_understood_as_the_arguments_it_was_made_of(command: str, data: st.DataObject) -> None:
    meant = data.draw(arguments(command))

    answer = understand(phrase(command, meant), WORDS)

    assert isinstance(answer, Understood), answer
    assert (answer.command, dict(answer.given)) == (command, meant)
    assert "Not kept" not in answer.preview


def test_phrases__have_slots_of_known_kinds_for_parameters_that_exist() -> None:
    for known in (*PHRASES, *BARE):
        params = {param.name for param in COMMANDS[known.command].params} | {"_"}
        patterns = [known.pattern, *(clause.pattern for clause in known.clauses)]
        for slot in set().union(*(slots(compiled(pattern)) for pattern in patterns)):
            assert slot.kind in KINDS, known
            assert slot.param in params, known
        for fixed in (known.fixed, *(clause.fixed for clause in known.clauses)):
            assert fixed.keys() <= params, known


def test_phrases__throw_a_slot_away_only_where_they_say_so() -> None:
    kept = [phrase.pattern for phrase in PHRASES]
    kept += [clause.pattern for phrase in PHRASES for clause in phrase.clauses if clause.is_kept]

    assert [pattern for pattern in kept if "{_:" in pattern] == []


def test_absent__names_nothing_that_a_phrase_understands() -> None:
    for absent in ABSENT:
        for slot in slots(absent.parts):
            assert slot.param == "_"
            assert slot.kind in ("text", "person", "ticket")
        assert absent.command not in COMMANDS
    assert set(INSTEAD) <= {absent.command for absent in ABSENT}


@pytest.mark.parametrize("wrong", ["(a|b", "a|b)", "[a", "a]", "{number}"])
def test_compiled__refuses_a_pattern_that_is_not_one(wrong: str) -> None:
    with pytest.raises(ValueError):
        compiled(wrong)
