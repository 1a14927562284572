"""Talks of the operator with one employee: private, answered by a turn like any other, and no ticket anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from teamx_tui.company import (
    attendance,
    chats,
    delivery,
    departures,
    graph,
    heads,
    listing,
    lookup,
    mission,
    names,
    neighbourhood,
    pauses,
    profiles,
    queue,
    rooms,
    roster,
    runs,
    shifts,
    threads,
    tickets,
    transcripts,
    views,
)
from teamx_tui.company.office import Office
from teamx_tui.domain.arrangement import Arrangement
from teamx_tui.domain.errors import NotFound, Refused
from teamx_tui.domain.gates import GateKind
from teamx_tui.tools.hands import IN_CHAT, carry_out
from tests.builders import carry, charter, claim, events, filing, founded, play, queued, says, step, try_claim, turn


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Ada has #1, Ben nothing."""
    open_office = founded(tmp_path / "company.db", charter(2, [filing(1, "ada")]))
    yield open_office
    open_office.close()


def said(office: Office, handle: str) -> list[tuple[str, str]]:
    return [(one.author, one.body) for one in chats.look(office, handle).page.entries]


@pytest.mark.feature("T-11")
def test_chat__is_made_once_wakes_the_employee_and_is_answered_in_a_turn(office: Office) -> None:
    number = chats.say(office, "ben", "Hello?")
    assert number == 2
    assert (number, "ben") in queued(office)
    assert chats.look(office, "ben").is_waiting
    assert chats.say(office, "@ben", "Are you there?") == number

    turn(office, number, "ben", says("I am."))
    assert said(office, "ben") == [("operator", "Hello?"), ("operator", "Are you there?"), ("ben", "I am.")]
    assert (number, "ben") not in queued(office)
    (opened,) = events(office, "chat.opened")
    assert (opened.subject, opened.data["employee"]) == ("chat:2", "ben")
    about = {event.subject for event in events(office) if event.data.get("number") == number}
    assert about == {"chat:2"}, "all that happens to it is filed under it"


def test_chat__nobody_has_been_written_to_at_first(office: Office) -> None:
    shown = chats.look(office, "ben")
    assert (shown.number, shown.page.entries, shown.is_waiting, shown.run) == (None, (), False, None)
    with pytest.raises(NotFound, match="no employee @nobody"):
        chats.look(office, "nobody")


@pytest.mark.feature("T-11")
def test_chat__the_scripted_brain_says_what_the_employee_is_at(office: Office) -> None:
    chats.say(office, "ada", "What are you at?")
    play(office, runs=1)
    assert said(office, "ada")[1] == (
        "ada",
        "(scripted) I have no model to answer with, so I can only say what I am at. "
        "I am responsible for #1 Ticket 1 (open).",
    )
    assert chats.look(office, "ada").page.entries[1].scripted


def test_chat__comes_before_every_ticket(office: Office) -> None:
    chats.say(office, "ada", "Quickly!")
    play(office, runs=1)
    assert [event.subject for event in events(office, "run.started")] == ["chat:2"]


def test_chat__nobody_else_is_called_in_or_told(office: Office) -> None:
    number = chats.say(office, "ben", "Ask @ada, and @all.")
    turn(office, number, "ben", says("@ada what do you think?", "ada"))

    assert queued(office) == [(1, "ada")]
    assert [member.handle for member in rooms.look(office, number).members] == ["ben"]


def test_chat__the_employee_has_only_the_tools_of_a_talk(office: Office) -> None:
    number = chats.say(office, "ben", "Finish this.")
    claimed = claim(office, number, "ben")
    results = carry_out(office, claimed, step(("finish", {"resolution": "Done."}), says("I cannot.")), 0, only=IN_CHAT)

    assert [one.ok for one in results] == [False, True]
    assert results[0].text == "You do not have the tool finish. Yours are: comment, pass."


@pytest.mark.parametrize(
    "tool",
    [
        ("finish", {"resolution": "x"}),
        ("attach", {"name": "x", "content": "x"}),
        ("ask", {"question": "x", "to": "ada"}),
    ],
)
def test_chat__what_is_for_tickets_is_refused_even_by_the_company(
    office: Office, tool: tuple[str, dict[str, str]]
) -> None:
    number = chats.say(office, "ben", "Try.")
    (result,) = carry(office, claim(office, number, "ben"), tool)
    assert (result.ok, result.text) == (False, f"#{number} is a chat and no ticket.")


def test_chat__is_no_ticket_anywhere(office: Office) -> None:
    number = chats.say(office, "ben", "Hello?")
    chats.say(office, "ada", "Hello?")

    assert [ticket.number for ticket in views.tickets(office)] == [1]
    assert [ticket.number for ticket in views.tickets(office, [1, number])] == [1]
    assert list(listing.arrange(office, Arrangement()).numbers) == [1]
    assert [one.number for one in neighbourhood.look(office).tickets] == [1]
    assert graph.plan(office).nodes == (1,)
    assert [row.number for row in names.look(office).tickets] == [1]
    assert lookup.beginning(office, str(number)) == ()
    assert lookup.beginning(office, "chat") == ()
    assert lookup.beside(office, 1, 1) is None
    seen = mission.look(office)
    assert seen.total == 1
    assert [blocked.number for blocked in seen.blocked] == []
    assert {one.handle: one.open_tickets for one in roster.staff(office)} == {"ada": 1, "ben": 0}
    assert shifts.sweep(office) == 0
    for act in (tickets.move, tickets.assign):
        with pytest.raises(NotFound, match=f"#{number} is a chat and no ticket"):
            act(office, number, "done" if act is tickets.move else "ada")
    with pytest.raises(NotFound, match="is a chat and no ticket"):
        threads.add_participant(office, number, "ada", "consulted")
    with pytest.raises(NotFound, match="is a chat and no ticket"):
        delivery.finish(office, number, "Done.", actor="ben")
    assert tickets.file(office, tickets.Filing(title="Next")) == number + 2, "numbers are never given twice"


def test_chat__stays_when_the_employee_leaves_and_cannot_be_gone_on_with(office: Office) -> None:
    number = chats.say(office, "ben", "Hello?")
    departures.leave(office, "ben")

    assert try_claim(office, number, "ben") == ([], [])
    assert said(office, "ben") == [("operator", "Hello?")]
    with pytest.raises(Refused, match="@ben has left"):
        chats.say(office, "ben", "Still there?")


def test_chat__the_operator_is_told_of_an_answer_wherever_they_are(office: Office) -> None:
    number = chats.say(office, "ben", "Hello?")
    heard, _ = attendance.heard(office, None)
    turn(office, number, "ben", says("Yes?"))
    _, news = attendance.heard(office, heard)
    assert [(one.number, one.body) for one in news] == [(number, "Yes?")]


def test_chat__waits_while_the_company_is_paused(office: Office) -> None:
    number = chats.say(office, "ben", "Hello?")
    pauses.pause(office, "lunch")
    claims, (held,) = try_claim(office, number, "ben")
    assert claims == []
    assert [gate.kind for gate in held.gates] == [GateKind.PAUSE]


def test_chat__of_whom(office: Office) -> None:
    number = chats.say(office, "ben", "Hello?")
    assert chats.with_whom(office, number) == "ben"
    assert chats.with_whom(office, 1) is None
    assert chats.with_whom(office, 99) is None


# --- stopping a turn ---


@pytest.mark.feature("T-11")
def test_stop__ends_the_turn_for_good_and_what_it_did_stays(office: Office) -> None:
    number = chats.say(office, "ben", "Hello?")
    claimed = claim(office, number, "ben")
    assert chats.look(office, "ben").run == claimed.turn.run_id

    stopped = runs.stop(office, claimed.turn.run_id)
    assert (stopped.number, stopped.turn.handle) == (number, "ben")
    assert chats.look(office, "ben").run is None
    assert (number, "ben") not in queued(office)
    (ended,) = events(office, "run.finished")
    assert (ended.actor, ended.subject, ended.data["outcome"]) == ("operator", "chat:2", "stopped")
    with pytest.raises(Refused, match=f"Turn {claimed.turn.run_id} is not going on"):
        runs.stop(office, claimed.turn.run_id)

    chats.say(office, "ben", "Again?")
    turn(office, number, "ben", says("Yes."))
    assert said(office, "ben")[-1] == ("ben", "Yes.")


def test_transcript__of_a_chat_is_read_like_that_of_a_ticket(office: Office) -> None:
    number = chats.say(office, "ben", "one")
    chats.say(office, "ben", "two")
    first = transcripts.first(office, number, 1)
    assert ([one.body for one in first.entries], first.later) == (["one"], 1)
    assert profiles.look(office, "ben").handle == "ben"
    assert [wake.kind for wake in queue.pending(office) if wake.number == number] == ["chat"]
    assert heads.look(office).queued == 2
