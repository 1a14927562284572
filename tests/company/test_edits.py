"""Changing what a ticket says, and taking it from whoever has it: what is refused, who hears of it, the way back."""

from __future__ import annotations

from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teamx_tui.commands import COMMANDS
from teamx_tui.company import edits, graph, log, rooms, tickets, undo, vacancies, views
from teamx_tui.company.edits import Edit
from teamx_tui.company.office import Office
from teamx_tui.domain import dates
from teamx_tui.domain.errors import Invalid, NotFound, Refused, TeamxError
from teamx_tui.domain.gates import Condition
from teamx_tui.domain.tickets import Priority, State
from tests.builders import charter, events, filing, finishes, passing, play, queued, turn, woken

DAY_MS: Final = 86_400_000


def said(office: Office, number: int) -> dict[str, Any]:
    """Everything a ticket says, as its thread shows it."""
    room = rooms.look(office, number)
    ticket = room.ticket
    return {
        "title": ticket.title,
        "description": room.description,
        "acceptance": room.acceptance,
        "priority": ticket.priority,
        "labels": ticket.labels,
        "estimate": ticket.estimate,
        "due_ms": ticket.due_ms,
    }


def order(office: Office, name: str, /, **given_: Any) -> None:
    COMMANDS[name](office, **given_)


# --- changing it ---


@pytest.mark.feature("T-5")
def test_edit__changes_every_field_in_one_event_that_has_what_was_there_before() -> None:
    paper = charter(1, [filing(1, labels=("ui",), acceptance=("It works.",), description="Teh login.")])
    with passing(paper) as office:
        wanted = Edit(
            title="  Fix the\nlogin ",
            description="The login.\nAll of it.",
            acceptance=("It works.", " ", "It is fast."),
            priority=Priority.HIGH,
            more_labels=("backend", "ui"),
            estimate=2.5,
            due_ms=dates.due("2027-06-14", office.clock()),
        )

        changed = edits.edit(office, 1, wanted)

        assert said(office, 1) == {
            "title": "Fix the⏎login",
            "description": "The login.\nAll of it.",
            "acceptance": ("It works.", "It is fast."),
            "priority": "high",
            "labels": ("ui", "backend"),
            "estimate": 2.5,
            "due_ms": wanted.due_ms,
        }
        (event,) = events(office, "ticket.edited")
        assert event.data["old"]["title"] == "Ticket 1"
        assert event.data["new"]["labels"] == ["ui", "backend"]
        assert log.sentence(event) == f"operator changed #1: {'; '.join(changed)}"
        assert changed == (
            'title "Ticket 1" → "Fix the⏎login"',
            "description",
            "acceptance criteria",
            "priority medium → high",
            "labels ui → ui, backend",
            "estimate 1 day → 2.5 days",
            "due none → 2027-06-14",
        )


@pytest.mark.feature("T-5")
def test_edit__notes_only_what_has_become_otherwise() -> None:
    with passing(charter(1, [filing(1, priority=Priority.HIGH)])) as office:
        edits.edit(office, 1, Edit(title="Better", priority=Priority.HIGH, estimate=1.0))

        (event,) = events(office, "ticket.edited")
        assert event.data["old"].keys() == event.data["new"].keys() == {"title"}


def test_edit__takes_labels_and_the_due_date_away() -> None:
    with passing(charter(1, [filing(1, labels=("ui", "later"), due_ms=DAY_MS - 1)])) as office:
        edits.edit(office, 1, Edit(fewer_labels=("later",), is_undue=True))
        assert (views.ticket(office, 1).labels, views.ticket(office, 1).due_ms) == (("ui",), None)

        assert edits.edit(office, 1, Edit(labels=())) == ("labels ui → none",)
        assert views.ticket(office, 1).labels == ()


def test_edit__keeps_foreign_bytes_out_of_the_company() -> None:
    with passing(charter(1, [filing(1)])) as office:
        edits.edit(office, 1, Edit(title="A\x1b[2JB", description="C\x1b[2J", more_labels=("D\x1b",)))

        assert "\x1b" not in str(said(office, 1)) + str(events(office, "ticket.edited"))


@pytest.mark.parametrize(
    ("wanted", "kind", "sentence"),
    [
        (Edit(title=" \n "), Invalid, "A ticket needs a title."),
        (Edit(estimate=0.0), Invalid, "An estimate is a positive number of working days, not 0."),
        (Edit(estimate=float("nan")), Invalid, "An estimate is a positive number of working days, not nan."),
        (Edit(), Invalid, "Say what shall be otherwise about #1: "),
        (Edit(title="Ticket 1", is_undue=True), Refused, "#1 is like that already; nothing has been changed."),
        (Edit(fewer_labels=("x",)), Refused, "#1 has no label 'x'; its labels are: ui."),
    ],
)
def test_edit__refuses_in_a_sentence_and_changes_nothing(wanted: Edit, kind: type[TeamxError], sentence: str) -> None:
    with passing(charter(1, [filing(1, labels=("ui",))])) as office:
        before = said(office, 1)

        with pytest.raises(kind) as refused:
            edits.edit(office, 1, wanted)

        assert str(refused.value).startswith(sentence)
        assert said(office, 1) == before
        assert events(office, "ticket.edited") == []


def test_edit__refuses_a_ticket_that_is_not_there() -> None:
    with passing(charter(1, [filing(1)])) as office, pytest.raises(NotFound):
        edits.edit(office, 2, Edit(title="x"))


@pytest.mark.feature("T-5")
def test_edit__wakes_nobody_whatever_is_changed() -> None:
    with passing(charter(2, [filing(1, consulted=["ben"])])) as office:
        play(office)
        mark = events(office)[-1].seq
        tickets.move(office, 1, "open", "once more")
        play(office)
        before = woken(office, since=mark)

        edits.edit(office, 1, Edit("New", "New.", ("New.",), Priority.CRITICAL, ("new",), estimate=9.0, due_ms=DAY_MS))

        assert woken(office, since=mark) == before
        assert queued(office) == []


def test_edit__mends_a_ticket_that_is_over() -> None:
    with passing(charter(1, [filing(1)])) as office:
        turn(office, 1, "ada", finishes())

        edits.edit(office, 1, Edit(title="What was done"))

        assert (views.ticket(office, 1).title, views.ticket(office, 1).state) == ("What was done", State.DONE)


def test_edit__of_an_estimate_changes_what_the_scheduler_goes_by() -> None:
    with passing(charter(1, [filing(1), filing(2)], [(1, 2)])) as office:
        paths = graph.Paths(office)
        paths.refresh()
        assert not paths.refresh()

        edits.edit(office, 2, Edit(estimate=5.0))

        assert paths.refresh()
        assert graph.plan(office).days == 6.0


def test_ticket__is_late_from_the_end_of_its_day_until_it_is_over() -> None:
    with passing(charter(1, [filing(1)])) as office:
        due_ms = dates.due("today", office.clock())
        edits.edit(office, 1, Edit(due_ms=due_ms))

        assert not views.ticket(office, 1).is_late(due_ms)
        assert views.ticket(office, 1).is_late(due_ms + 1)
        turn(office, 1, "ada", finishes())
        assert not views.ticket(office, 1).is_late(due_ms + 1)


# --- and back ---

WORDS: Final = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
EDITS: Final = st.fixed_dictionaries(
    {},
    optional={
        "title": WORDS,
        "description": WORDS,
        "acceptance": WORDS,
        "priority": st.sampled_from([*Priority, "soon"]),
        "labels": st.lists(WORDS, max_size=3),
        "label": st.lists(WORDS, max_size=2),
        "unlabel": st.lists(st.sampled_from(["ui", "later", "x"]), max_size=2),
        "estimate": st.floats(allow_nan=True) | st.floats(0.01, 99),
        "due": st.sampled_from(["today", "2027-06-14", "6 weeks", "none", "yesterday"]),
    },
)


@pytest.mark.feature("T-5", "D-15")
@given(changes=st.lists(EDITS, min_size=1, max_size=4))
@settings(deadline=None, max_examples=60)
def test_undo__of_any_edits_gives_back_step_by_step_the_same_ticket(changes: list[dict[str, Any]]) -> None:
    paper = charter(1, [filing(1, labels=("ui", "later"), acceptance=("a; b", "c"), description="D\n", due_ms=DAY_MS)])
    with passing(paper) as office:
        before = []
        for change in changes:
            now, mark = said(office, 1), len(events(office, "ticket.edited"))
            try:
                order(office, "ticket edit", number=1, **change)
            except TeamxError:
                assert said(office, 1) == now
                assert len(events(office, "ticket.edited")) == mark
            else:
                assert said(office, 1) != now
                before.append(now)
        for then in reversed(before):
            undo.take_back(office)
            assert said(office, 1) == then

        assert undo.last(office) is None
        assert log.broken(office) == ()


@pytest.mark.feature("D-15")
def test_undo__of_an_edit_says_what_comes_back_even_when_a_turn_has_begun() -> None:
    with passing(charter(1, [filing(1, labels=("ui",))])) as office:
        order(office, "ticket edit", number=1, title="Better", label=["x"], due="2027-06-14")
        turn(office, 1, "ada", ("comment", {"text": "Seen."}))

        undone = undo.take_back(office)

        assert undone.effects == (
            '#1 is as it was: title "Better" → "Ticket 1"; labels ui, x → ui; due 2027-06-14 → none',
        )
        assert views.ticket(office, 1).title == "Ticket 1"


@pytest.mark.feature("D-15")
def test_undo__of_an_edit_is_refused_once_the_same_has_been_changed_again() -> None:
    with passing(charter(1, [filing(1)])) as office:
        order(office, "ticket edit", number=1, title="Better")
        edits.edit(office, 1, Edit(priority=Priority.LOW))
        last = undo.last(office)
        assert last is not None
        assert last.refusal == ""

        edits.edit(office, 1, Edit(title="Best"))

        with pytest.raises(Refused, match=r"#1 has been changed again since\. Instead: teamx ticket edit 1"):
            undo.take_back(office)


# --- taking it from somebody ---


@pytest.mark.feature("T-12")
def test_vacate__takes_a_ticket_from_its_responsible_who_stays_consulted_and_is_not_woken() -> None:
    with passing(charter(2, [filing(1, consulted=["ben"])])) as office:
        assert vacancies.vacate(office, 1, "@ada") == "ada"

        ticket = views.ticket(office, 1)
        assert (ticket.assignee, dict(ticket.participants)) == (None, {"ada": "C", "ben": "C"})
        assert queued(office) == [(1, "ben")]
        assert ticket.condition is Condition.BLOCKED
        play(office)
        assert views.ticket(office, 1).state is State.OPEN


@pytest.mark.feature("D-15")
def test_undo__of_an_unassigning_gives_the_ticket_and_its_wake_back() -> None:
    with passing(charter(2, [filing(1, consulted=["ben"])])) as office:
        before = rooms.look(office, 1)
        order(office, "ticket unassign", number=1)

        undone = undo.take_back(office)

        assert "#1 goes back to @ada" in undone.effects
        assert rooms.look(office, 1) == before
        play(office)
        assert views.ticket(office, 1).state is State.DONE


def test_undo__of_an_unassigning_is_refused_once_somebody_has_it() -> None:
    with passing(charter(2, [filing(1)])) as office:
        order(office, "ticket unassign", number=1)
        tickets.assign(office, 1, "ben")

        with pytest.raises(Refused, match="#1 has been given to somebody since"):
            undo.take_back(office)


@pytest.mark.parametrize(
    ("number", "holder", "sentence"),
    [
        (1, "ben", "#1 is not @ben's but @ada's; nothing has been changed."),
        (2, None, "#2 is nobody's already."),
        (3, None, "#3 is done; who did it stays in the record."),
    ],
)
def test_vacate__refuses_in_a_sentence(number: int, holder: str | None, sentence: str) -> None:
    with passing(charter(2, [filing(1), filing(2, None), filing(3, "ben")])) as office:
        turn(office, 3, "ben", finishes())

        with pytest.raises(Refused) as refused:
            vacancies.vacate(office, number, holder)

        assert str(refused.value) == sentence
