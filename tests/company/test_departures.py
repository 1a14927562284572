"""Letting somebody go: open work is handed over first, nobody waits for them any more, and history keeps the name."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teamx_tui.company import (
    charters,
    decisions,
    delivery,
    departures,
    doctor,
    employees,
    inbox,
    log,
    projects,
    roster,
    threads,
    tickets,
    views,
)
from teamx_tui.company.employees import Hiring
from teamx_tui.company.founding import Department, Line, Project
from teamx_tui.company.office import OPERATOR, Office
from teamx_tui.domain.checkup import Verdict
from teamx_tui.domain.errors import NotFound, Refused
from teamx_tui.domain.tickets import State
from tests.builders import (
    carry,
    charter,
    claim,
    events,
    filing,
    finishes,
    head,
    layered,
    passing,
    people,
    play,
    queued,
    says,
    turn,
    woken,
)


def parts(office: Office, number: int) -> dict[str, str]:
    return dict(views.ticket(office, number).participants)


def handles(office: Office) -> list[str]:
    return [person.handle for person in roster.staff(office)]


# --- what is refused ---


def test_leave__with_open_work_names_it_and_writes_nothing() -> None:
    paper = charter(
        2,
        [filing(n, "ada") for n in (1, 2, 3)],
        projects=[Project("panel", "The panel", lead="ada")],
        departments=[Department("eng", "Engineering", lead="ada")],
    )
    with passing(paper) as office:
        tickets.move(office, 2, State.DONE, "because")
        before = head(office)

        with pytest.raises(Refused) as refused:
            departures.leave(office, "ada")

        assert str(refused.value) == (
            "@ada is responsible for #1, #3 and leads project panel, department eng. "
            "Say who takes over: teamx employee leave ada --hand-to HANDLE"
        )
        assert head(office) == before


@pytest.mark.parametrize(
    ("handle", "hand_to", "error", "said"),
    [
        ("nobody", None, NotFound, "no employee @nobody"),
        ("ada", "nobody", NotFound, "no employee @nobody"),
        ("ada", "ada", Refused, "cannot take over from themselves"),
        ("ada", "cleo", Refused, "@cleo has left"),
        ("cleo", "ben", Refused, "@cleo has left"),
    ],
)
def test_leave__refuses_what_cannot_be_and_writes_nothing(
    handle: str, hand_to: str | None, error: type[Exception], said: str
) -> None:
    with passing(charter(3, [filing(1, "ada")])) as office:
        departures.leave(office, "cleo")
        before = head(office)

        with pytest.raises(error, match=said):
            departures.leave(office, handle, hand_to=hand_to)
        assert head(office) == before


# --- handing over ---


def test_leave__hands_over_three_tickets_and_says_which() -> None:
    with passing(charter(3, [filing(n, "ada", consulted=["cleo"]) for n in (1, 2, 3)])) as office:
        numbers = departures.leave(office, "@ada", hand_to="@ben")

        assert numbers == (1, 2, 3)
        for number in numbers:
            assert views.ticket(office, number).assignee == "ben"
            assert parts(office, number) == {"ben": "R", "cleo": "C"}


def test_leave__leaves_finished_tickets_as_they_were() -> None:
    with passing(charter(2, [filing(1, "ada"), filing(2, "ada")])) as office:
        turn(office, 1, "ada", finishes())
        before = views.ticket(office, 1)

        assert departures.leave(office, "ada", hand_to="ben") == (2,)

        assert views.ticket(office, 1) == before
        assert before.assignee == "ada"


def test_leave__keeps_the_name_on_what_was_said() -> None:
    with passing(charter(2, [filing(1, "ada")])) as office:
        turn(office, 1, "ada", says("Half of it is done."))

        departures.leave(office, "ada", hand_to="ben")

        shown = views.thread(office, 1)
        assert [(said.author, said.body) for said in shown.entries] == [("ada", "Half of it is done.")]
        assert shown.names["ada"] == "Ada"
        assert [(run.employee, run.outcome) for run in shown.runs] == [("ada", "finished")]


def test_leave__makes_the_heir_accountable_where_they_were() -> None:
    paper = charter(4, [filing(1, "cleo", accountable=["ada"]), filing(2, "ben", accountable=["ada"])])
    with passing(paper) as office:
        departures.leave(office, "ada", hand_to="ben")

        assert parts(office, 1) == {"cleo": "R", "ben": "A"}
        assert parts(office, 2) == {"ben": "R"}


def test_leave__hands_over_what_they_lead() -> None:
    paper = charter(
        2,
        projects=[Project("panel", "The panel", lead="ada"), Project("other", "Other", lead="ben")],
        departments=[Department("eng", "Engineering", lead="ada")],
    )
    with passing(paper) as office:
        departures.leave(office, "ada", hand_to="ben")

        assert [row.lead for row in projects.progress(office)] == ["ben", "ben"]
        assert [row.lead for row in charters.charter(office).departments] == ["ben"]
        assert [event.data["key"] for event in events(office, "project.led", "department.led")] == ["eng", "panel"]


def test_leave__lets_their_reports_report_to_their_manager() -> None:
    with passing(charter(4)) as office:
        for handle, to in (("ben", "ada"), ("cleo", "ben"), ("dan", "ben")):
            employees.report(office, handle, to)

        departures.leave(office, "ben")

        assert {one.handle: one.reports_to for one in roster.staff(office)} == {
            "ada": None,
            "cleo": "ada",
            "dan": "ada",
        }


# --- nobody waits for them ---


def test_leave__drops_their_wakes_and_wakes_the_heir() -> None:
    paper = charter(3, [filing(1, "ada"), filing(2, "cleo", consulted=["ada"])])
    with passing(paper) as office:
        assert {(1, "ada"), (2, "ada")} <= set(queued(office))
        since = head(office)

        departures.leave(office, "ada", hand_to="ben")

        assert set(queued(office)) == {(1, "ben"), (2, "cleo")}
        dropped = events(office, "wake.dropped", since=since)
        assert {(event.data["number"], event.data["reason"]) for event in dropped} == {
            (1, "@ada has left"),
            (2, "@ada has left"),
        }
        assert "ada" not in {handle for _, handle, _ in woken(office, since)}


def test_leave__puts_what_they_were_asked_to_the_heir_and_wakes_them() -> None:
    with passing(charter(3, [filing(1, "cleo")])) as office:
        decisions.ask(office, 1, "ada", "How much?", blocking=True, actor="cleo")

        departures.leave(office, "ada", hand_to="ben")

        (entry,) = inbox.waiting(office, "ben")
        assert entry.subject == "How much?"
        assert (1, "ben") in queued(office)
        assert parts(office, 1)["ben"] == "C"
        turn(office, 1, "ben", ("answer", {"text": "Ten."}))
        assert inbox.waiting(office, None) == ()


@pytest.mark.parametrize(("hand_to", "asker"), [(None, "cleo"), ("ben", "ben")])
def test_leave__puts_what_they_were_asked_to_the_operator_where_nobody_else_can_answer(
    hand_to: str | None, asker: str
) -> None:
    with passing(charter(3, [filing(1, "cleo")])) as office:
        decisions.ask(office, 1, "ada", "How much?", actor=asker)

        departures.leave(office, "ada", hand_to=hand_to)

        assert [entry.subject for entry in inbox.waiting(office)] == ["How much?"]


def test_leave__of_whoever_could_lift_a_block_lets_the_operator_lift_it() -> None:
    with passing(charter(2, [filing(1, "ben", accountable=["ada"])])) as office:
        decisions.block(office, 1, "no paint", actor="ben")

        departures.leave(office, "ada")
        decisions.settle(office, inbox.waiting(office)[0].id, "There is paint.")
        play(office)

        assert views.ticket(office, 1).state is State.DONE


@pytest.mark.parametrize("hand_to", [None, "cleo"])
def test_leave__of_whoever_was_to_review_lets_somebody_else_review(hand_to: str | None) -> None:
    with passing(charter(3, [filing(1, "ben", accountable=["ada"])])) as office:
        turn(office, 1, "ben", ("request_review", {"text": "Look."}))
        since = head(office)

        departures.leave(office, "ada", hand_to=hand_to)

        if hand_to is None:
            assert [entry.kind for entry in inbox.waiting(office)] == ["review"]
        else:
            assert woken(office, since) == [(1, "cleo", "review")]


def test_leave__lets_a_turn_that_is_going_on_come_to_its_end() -> None:
    with passing(charter(2, [filing(1, "ada")])) as office:
        claimed = claim(office, 1, "ada")

        departures.leave(office, "ada", hand_to="ben")
        said, finished = carry(office, claimed, says("One more thing."), finishes())

        assert said.ok
        assert not finished.ok
        assert views.thread(office, 1).entries[-1].author == "ada"
        play(office)
        assert views.ticket(office, 1).state is State.DONE


# --- afterwards ---


def test_leave__means_gone() -> None:
    with passing(charter(2, [filing(1, "ben")])) as office:
        departures.leave(office, "ada")

        assert handles(office) == ["ben"]
        for attempt in (
            lambda: tickets.assign(office, 1, "ada"),
            lambda: tickets.file(office, filing(2, "ada")),
            lambda: tickets.file(office, filing(2, "ben", informed=["ada"])),
            lambda: threads.add_participant(office, 1, "ada", "consulted"),
            lambda: employees.known(office, "ada"),
            lambda: employees.hire(office, Hiring("ada", "Ada", "tester")),
            lambda: departures.leave(office, "ada"),
        ):
            with pytest.raises(Refused, match=r"@ada has (left|worked here)"):
                attempt()
        threads.comment(office, 1, "@ada are you there?")
        assert "ada" not in parts(office, 1)


def test_leave__means_gone_for_the_rest_of_the_act_too() -> None:
    with passing(charter(2, [filing(1, "ben")])) as office, office.act(OPERATOR):
        departures.leave(office, "ada")

        with pytest.raises(Refused, match="@ada has left"), office.attempt():
            tickets.assign(office, 1, "ada")


def test_leave__is_one_event_of_its_own() -> None:
    with passing(charter(2, [filing(1, "ada")])) as office:
        departures.leave(office, "ada", hand_to="ben")

        (left,) = events(office, "employee.left")
        assert (left.actor, left.subject) == (OPERATOR, "employee:ada")
        assert left.data == {"employee": "ada", "handed_to": "ben"}
        assert log.sentence(left) == "@ada has left the company; @ben takes over"


def test_leave__frees_tickets_of_a_script_that_needs_them() -> None:
    script = {
        1: [Line("ben", "comment", {"text": "First."}), Line("ada", "comment", {"text": "Second."})],
        2: [Line("ben", "ask", {"to": "ada", "question": "How?"})],
        3: [Line("ben", "comment", {"text": "Third."}), Line("ben", "finish", {"resolution": "By the script."})],
    }
    paper = charter(2, [filing(n, "ben", consulted=["ada"]) for n in (1, 2, 3)], script=script)
    with passing(paper) as office:
        departures.leave(office, "ada")
        play(office)

        assert [ticket.state for ticket in views.tickets(office)] == [State.DONE] * 3
        assert views.thread(office, 3).reason == "By the script."
        assert [event.data["number"] for event in events(office, "ticket.unscripted")] == [1, 2]
        assert list(charters.charter(office).script) == [3]


def test_charter__leaves_out_a_played_script_that_needs_somebody_who_left() -> None:
    script = {1: [Line("ben", "finish", {"resolution": "Done."})], 2: [Line("ada", "finish", {"resolution": "Done."})]}
    with passing(charter(2, [filing(1, "ben"), filing(2, "ada")], script=script)) as office:
        play(office)
        departures.leave(office, "ada")

        exported = charters.charter(office)

        assert [hiring.handle for hiring in exported.employees] == ["ben"]
        assert list(exported.script) == [1]


@given(
    runs=st.integers(0, 12),
    leaver=st.sampled_from(people(4)),
    heir=st.sampled_from(people(4)),
    width=st.integers(1, 3),
)
@settings(deadline=None, max_examples=20)
def test_leave__at_any_time_lets_the_company_run_to_its_end(runs: int, leaver: str, heir: str, width: int) -> None:
    filings, links = layered(6, people(4), width)
    with passing(charter(4, filings, links)) as office:
        if runs:
            play(office, runs=runs)
        if leaver != heir:
            departures.leave(office, leaver, hand_to=heir)

        play(office)

        assert [ticket.state for ticket in views.tickets(office)] == [State.DONE] * 6
        assert queued(office) == []
        assert log.broken(office) == ()
        assert (leaver in handles(office)) == (leaver == heir)


def test_ticket_of_somebody_who_left__has_no_owner_once_it_is_reopened() -> None:
    with passing(charter(2, [filing(1)])) as office:
        tickets.move(office, 1, "done", "enough")
        departures.leave(office, "ada")

        delivery.request_changes(office, 1, "It does not start.")

        assert (views.ticket(office, 1).assignee, views.ticket(office, 1).state) == (None, State.OPEN)
        assert all(finding.verdict is not Verdict.FAIL for finding in doctor.examine(office).findings)
        tickets.assign(office, 1, "ben")
        assert queued(office) == [(1, "ben")]


def test_question__to_somebody_who_has_left_is_refused_and_keeps_nobody_waiting() -> None:
    with passing(charter(2, [filing(1, "ada", consulted=["ben"])])) as office:
        departures.leave(office, "ben")

        (result,) = carry(office, claim(office, 1, "ada"), ("ask", {"question": "Red?", "to": "ben", "blocking": True}))

        assert not result.ok
        assert "@ben has left the company" in result.text
        assert inbox.waiting(office, None) == ()


def test_leave__takes_back_what_they_had_asked_to_join() -> None:
    with passing(charter(3, [filing(1, "ada", private=True), filing(2, "ben")])) as office:
        turn(office, 2, "ben", ("join", {"ticket": 1, "reason": "It is near."}))
        (entry,) = inbox.waiting(office)

        departures.leave(office, "ben", hand_to="cleo")

        assert inbox.waiting(office) == ()
        with pytest.raises(Refused, match="is settled already"):
            decisions.settle(office, entry.id, "accept")
        assert parts(office, 1) == {"ada": "R"}
