"""Which tickets a list shows and in which order, against the tickets themselves read one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from teamx_tui.company import (
    decisions,
    delivery,
    documents,
    gates,
    listing,
    pauses,
    runs,
    seats,
    shifts,
    tickets,
    views,
)
from teamx_tui.company.employees import Hiring
from teamx_tui.company.founding import Allowance, Charter, Department, Project
from teamx_tui.company.office import OPERATOR, Office
from teamx_tui.company.views import Ticket
from teamx_tui.domain.arrangement import NEED, STAGES, Arrangement, Grouping, Sort, Stage
from teamx_tui.domain.errors import Invalid, NotFound, TeamxError
from teamx_tui.domain.filters import parse
from teamx_tui.domain.gates import Condition
from teamx_tui.domain.raci import Raci
from teamx_tui.domain.retries import Mishap
from teamx_tui.domain.tickets import Priority, State
from tests.builders import NOON, Clock, carry, charter, filing, passing, queued, try_claim

BROKE: Final = (None, ("company", ""), ("project", "panel"), ("employee", "ada"), ("ticket", "2"))
"""Whose budget is spent."""
STAFF: Final = ("ada", "ben", "cleo")
NUMBERS: Final = tuple(range(1, 8))
ON: Final = st.sampled_from(NUMBERS)
WHO: Final = st.sampled_from(STAFF)
FACTS: Final = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["run", "turn", "fail", "interrupt", "orphan"]), ON, st.none()),
        st.tuples(st.sampled_from(["ask", "block", "assign"]), ON, WHO),
        st.tuples(st.just("move"), ON, st.sampled_from(State)),
        st.tuples(st.sampled_from(["pause", "resume"]), ON, st.none()),
        st.tuples(st.just("gate"), ON, st.tuples(st.none() | ON, st.none() | st.sampled_from(["api", "other"]))),
        st.tuples(st.just("contract"), ON, st.sampled_from(["api", "other"])),
        st.tuples(st.just("status"), ON, st.sampled_from(["agreed", "disputed", "implemented"])),
        st.tuples(st.just("waive"), ON, st.none()),
    ),
    max_size=18,
)
LINKS: Final = st.lists(st.tuples(ON, ON), max_size=8).map(
    lambda pairs: sorted({(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]})
)


def paper(links: list[tuple[int, int]] = (), *, is_broke: tuple[str, str] | None = None) -> Charter:  # type: ignore[assignment]
    """A company with two projects, three phases, labels, private and unassigned tickets, and perhaps no money."""
    filings = [
        filing(
            number,
            [*STAFF, None][number % 4],
            project=[None, "panel", "app"][number % 3],
            phase=["", "Design", "design review"][number % 3],
            priority=list(Priority)[number % 4],
            labels=[(), ("ui",), ("UI kit", "later")][number % 3],
            private=number == 5,
            due_ms=[None, 2_000, 1_000][number % 3],
            consulted=("cleo",) if number in (1, 5) else (),
        )
        for number in NUMBERS
    ]
    budgets = [Allowance(*is_broke, 0)] if is_broke else []
    return charter(
        STAFF,
        filings,
        links,
        brain="claude" if is_broke else "scripted",
        projects=[Project("panel", "The panel"), Project("app", "The app")],
        budgets=budgets,
    )


def establish(office: Office, clock: Clock, fact: tuple[str, int, Any]) -> None:
    """Let something happen, if the rules allow it; a turn is had by one of those who are queued."""
    kind, on, what = fact
    clock.advance(600)
    with_turns: dict[str, Callable[[Any], object]] = {
        "turn": lambda claimed: carry(office, claimed),
        "fail": lambda claimed: runs.give_back(office, claimed, Mishap.FATAL, "it broke"),
        "interrupt": lambda claimed: runs.give_back(office, claimed, Mishap.INTERRUPTED, "the worker died"),
        "run": lambda claimed: None,
    }
    others: dict[str, Callable[[], object]] = {
        "ask": lambda: decisions.ask(office, on, OPERATOR, "how much?", blocking=True, actor=what),
        "block": lambda: decisions.block(office, on, "no paint", actor=what),
        "assign": lambda: tickets.assign(office, on, what),
        "move": lambda: tickets.move(office, on, what, "because"),
        "gate": lambda: gates.place(office, "G", "api_contract", ["agreed"], number=what[0], name=what[1], blocks=[on]),
        "contract": lambda: delivery.attach(office, on, what, "x", type="api_contract"),
        "status": lambda: documents.set_status(office, "api", what, number=on),
        "waive": lambda: gates.waive(office, len(NUMBERS) + on, "because"),
        "pause": lambda: pauses.pause(office, "a holiday"),
        "resume": lambda: pauses.resume(office),
    }
    try:
        if kind in others:
            others[kind]()
        elif wakes := queued(office):
            shift = shifts.begin(office, 1)
            for claimed in try_claim(office, *wakes[on % len(wakes)], shift.worker_id)[0]:
                with_turns.get(kind, lambda _: shift.lock.end())(claimed)  # an orphan's worker dies unnoticed
    except TeamxError:
        return


@contextmanager
def eventful(
    links: list[tuple[int, int]], facts: list[tuple[str, int, Any]], is_broke: tuple[str, str] | None
) -> Iterator[Office]:
    clock = Clock()
    with passing(paper(links, is_broke=is_broke), clock) as office:
        for fact in facts:
            establish(office, clock, fact)
        yield office


def numbers(office: Office, text: str = "", **how: Any) -> list[int]:
    """The numbers of what a filter lets through."""
    return list(listing.arrange(office, Arrangement(parse(text), **how)).numbers)


# --- filters ---


@pytest.mark.feature("T-6")
@given(links=LINKS, facts=FACTS, is_broke=st.sampled_from(BROKE))
@example(links=[], facts=[("interrupt", 1, None), ("turn", 1, None)], is_broke=None)
@example(
    links=[],
    facts=[
        ("gate", 1, (None, None)),
        ("gate", 2, (3, "api")),
        ("contract", 3, "api"),
        ("status", 3, "agreed"),
        ("contract", 4, "api"),
        ("status", 3, "disputed"),
    ],
    is_broke=None,
)
@settings(deadline=None, max_examples=30)
def test_arrange__finds_the_conditions_that_the_domain_finds(
    links: list[tuple[int, int]], facts: list[tuple[str, int, Any]], is_broke: tuple[str, str] | None
) -> None:
    with eventful(links, facts, is_broke) as office:
        everything = views.tickets(office)

        for condition in Condition:
            word = f"#{condition}"
            assert numbers(office, word) == [row.number for row in everything if row.condition is condition]
            assert numbers(office, f"-{word}") == [row.number for row in everything if row.condition is not condition]


HAS: Final[dict[str, Callable[[Ticket], bool]]] = {
    "@ada": lambda row: "ada" in row.participants,
    "@cleo": lambda row: "cleo" in row.participants,
    "#3": lambda row: row.number == 3,
    "project:panel": lambda row: row.project == "panel",
    "project:app": lambda row: row.project == "app",
    "phase:DES": lambda row: row.phase.lower().startswith("des"),
    'phase:"design r"': lambda row: row.phase == "design review",
    "priority:high": lambda row: row.priority == "high",
    "label:ui": lambda row: any(label.lower().startswith("ui") for label in row.labels),
    "label:later": lambda row: "later" in row.labels,
    "state:open": lambda row: row.state == "open",
    "is:unassigned": lambda row: row.assignee is None,
    "is:private": lambda row: row.is_private,
    "is:late": lambda row: row.is_late(NOON),
    "TICKET": lambda row: True,
    '"t 6"': lambda row: "t 6" in row.title,
    "%": lambda row: False,
    "_": lambda row: False,
}
"""What is true of the tickets that one word lets through."""


@pytest.mark.feature("T-6")
@pytest.mark.parametrize("word", HAS)
def test_arrange__lets_through_what_has_it_and_the_negation_all_others(word: str) -> None:
    with passing(paper([(1, 2)])) as office:
        tickets.move(office, 4, "done", "ready")
        seats.remove(office, 1, "cleo")
        everything = views.tickets(office)

        assert numbers(office, word) == [row.number for row in everything if HAS[word](row)]
        assert numbers(office, f"-{word}") == [row.number for row in everything if not HAS[word](row)]


@given(words=st.lists(st.tuples(st.sampled_from(sorted(HAS)), st.booleans()), max_size=4))
@settings(deadline=None, max_examples=25)
def test_arrange__combines_words_as_the_filter_says(words: list[tuple[str, bool]]) -> None:
    def passes(row: Ticket) -> bool:
        either: dict[str, list[bool]] = {}
        for word, is_negated in words:
            kind = word.partition(":")[0] if ":" in word else word[0]
            is_single = kind in ("project", "phase", "priority", "state", "#") and not is_negated
            either.setdefault(kind if is_single else f"{word}{is_negated}", []).append(HAS[word](row) != is_negated)
        return all(any(answers) for answers in either.values())

    with passing(paper()) as office:
        text = " ".join(f"-{word}" if is_negated else word for word, is_negated in words)

        assert numbers(office, text) == [row.number for row in views.tickets(office) if passes(row)]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("@a", "There is no employee @a. There are: @ada."),
        ("-@zoe", "There is no employee @zoe. There are: @ada, @ben, @cleo."),
        ("project:pan", "There is no project pan. There are: panel."),
    ],
)
def test_arrange__refuses_a_name_that_nobody_has(text: str, sentence: str) -> None:
    with passing(paper()) as office, pytest.raises(NotFound) as refused:
        numbers(office, text)

    assert str(refused.value) == sentence


def test_arrange__takes_hostile_words_for_words() -> None:
    with passing(paper()) as office:
        assert numbers(office, "'; drop table work_item #done") == []
        assert numbers(office, 'label:"\\"') == []
        with pytest.raises(Invalid):
            numbers(office, "x:y")


# --- order and headings ---


KEYS: Final[dict[Sort, Callable[[Ticket], Any]]] = {
    Sort.NUMBER: lambda row: row.number,
    Sort.CONDITION: lambda row: NEED.index(row.condition),
    Sort.PRIORITY: lambda row: -list(Priority).index(Priority(row.priority)),
    Sort.DUE: lambda row: row.due_ms or 2**62,
    Sort.AGE: lambda row: row.moved_at_ms,
    Sort.ASSIGNEE: lambda row: row.assignee or "",
    Sort.TITLE: lambda row: row.title.lower(),
    Sort.PROJECT: lambda row: row.project or "",
}


@pytest.mark.feature("T-6")
@pytest.mark.parametrize("is_descending", [False, True])
@given(links=LINKS, facts=FACTS, sort=st.sampled_from(Sort))
@settings(deadline=None, max_examples=20)
def test_arrange__sorts_and_leaves_equals_by_number(
    links: list[tuple[int, int]], facts: list[tuple[str, int, Any]], sort: Sort, is_descending: bool
) -> None:
    with eventful(links, facts, False) as office:
        expected = sorted(views.tickets(office), key=KEYS[sort], reverse=is_descending)

        assert numbers(office, sort=sort, is_descending=is_descending) == [row.number for row in expected]


HEADINGS: Final[dict[Grouping, Callable[[Ticket], str]]] = {
    Grouping.CONDITION: lambda row: row.condition,
    Grouping.PROJECT: lambda row: row.project or "",
    Grouping.PHASE: lambda row: row.phase,
    Grouping.ASSIGNEE: lambda row: row.assignee or "",
    Grouping.STAGE: lambda row: STAGES[row.condition],
}


@pytest.mark.feature("T-6", "O-20")
@pytest.mark.parametrize("outer", [None, Grouping.PROJECT, Grouping.ASSIGNEE])
@given(links=LINKS, facts=FACTS, inner=st.sampled_from(sorted(HEADINGS)))
@settings(deadline=None, max_examples=20)
def test_arrange__puts_every_ticket_once_under_its_headings(
    links: list[tuple[int, int]], facts: list[tuple[str, int, Any]], outer: Grouping | None, inner: Grouping
) -> None:
    groupings = (outer, inner) if outer is not None else (inner,)
    with eventful(links, facts, False) as office:
        everything = {row.number: row for row in views.tickets(office)}

        shown = listing.arrange(office, Arrangement(groupings=groupings))

        counted = Counter(tuple(HEADINGS[grouping](row) for grouping in groupings) for row in everything.values())
        assert {group.headings: group.count for group in shown.groups} == counted
        for group in shown.groups:
            for number in shown.numbers[group.start : group.start + group.count]:
                assert group.headings == tuple(HEADINGS[grouping](everything[number]) for grouping in groupings)
        assert sorted(shown.numbers) == sorted(everything)


def test_arrange__groups_by_the_department_of_the_assignee() -> None:
    paper = Charter(
        departments=[Department("design", "Design"), Department("build", "Building")],
        employees=[Hiring("ada", "Ada", "engineer", department="build"), Hiring("ben", "Ben", "designer")],
        tickets=[filing(1), filing(2, "ben"), filing(3, None), filing(4)],
    )
    with passing(paper) as office:
        shown = listing.arrange(office, Arrangement(groupings=(Grouping.DEPARTMENT,)))

        assert [(group.headings, group.count) for group in shown.groups] == [(("",), 2), (("build",), 2)]
        assert list(shown.numbers) == [2, 3, 1, 4]


def test_stages__hold_every_condition_and_come_in_the_order_of_work() -> None:
    assert set(STAGES) == set(Condition)
    assert list(dict.fromkeys(STAGES.values())) == list(Stage)
    assert sorted(NEED) == sorted(Condition)


# --- what has been found, and when it is found again ---


def test_arrange__counts_what_is_shown_of_what_there_is() -> None:
    with passing(paper()) as office:
        assert listing.arrange(office, Arrangement(parse("@ada"))).found == listing.Found(1, 7)
        assert listing.arrange(office, Arrangement()).found == listing.Found(7, 7)


def test_arrange__returns_the_same_listing_until_something_happens() -> None:
    with passing(paper()) as office:
        first = listing.arrange(office, Arrangement())

        assert listing.arrange(office, Arrangement(), first) is first
        assert listing.arrange(office, Arrangement(sort=Sort.TITLE), first) is not first

        tickets.file(office, filing(8, "ben", consulted=("ada",)))
        assert list(listing.arrange(office, Arrangement(), first).numbers) == [*NUMBERS, 8]


def test_arrange__notices_a_worker_that_dies_although_nothing_was_written() -> None:
    with passing(charter(1, [filing(1)])) as office:
        shift = shifts.begin(office, 1)
        try_claim(office, 1, "ada", shift.worker_id)
        before = listing.arrange(office, Arrangement(parse("#working")))
        assert list(before.numbers) == [1]

        shift.lock.end()

        assert list(listing.arrange(office, before.arrangement, before).numbers) == []


@pytest.mark.feature("T-6")
def test_arrange__finds_what_gets_late_although_nothing_happens() -> None:
    clock = Clock()
    with passing(charter(1, [filing(1, due_ms=clock() + 1000), filing(2)]), clock) as office:
        before = listing.arrange(office, Arrangement(parse("#late")))
        assert list(before.numbers) == []

        clock.advance(2)

        assert list(listing.arrange(office, before.arrangement, before).numbers) == [1]
        assert numbers(office, "#blocked #late") == []
        assert numbers(office, "#ready #overdue") == [1]
        assert numbers(office, "-#late") == [2]


def test_tickets__come_in_the_order_asked_for_and_unknown_ones_not_at_all() -> None:
    with passing(paper()) as office:
        assert [row.number for row in views.tickets(office, [5, 2, 99, 7])] == [5, 2, 7]
        assert views.tickets(office, NUMBERS) == views.tickets(office)


def test_names__are_words_of_a_filter() -> None:
    with passing(paper()) as office:
        words = listing.names(office)

        assert words == ("@ada", "@ben", "@cleo", "project:panel", "project:app")
        assert all(parse(word) and numbers(office, word) is not None for word in words)


def test_raci__lets_a_filter_find_whoever_is_only_told() -> None:
    with passing(charter(2, [filing(1, informed=("ben",)), filing(2)])) as office:
        assert views.ticket(office, 1).participants["ben"] == Raci.INFORMED.letter
        assert numbers(office, "@ben") == [1]
