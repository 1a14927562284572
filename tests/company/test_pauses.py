"""Letting the whole company stand still: nothing starts, everything says why, and everything runs again afterwards."""

import pytest

from teamx_tui.company import mission, pauses, runs, tickets, views, why
from teamx_tui.company.news import News
from teamx_tui.company.news import head as newest
from teamx_tui.company.office import Office
from teamx_tui.domain.errors import Invalid, Refused
from teamx_tui.domain.gates import Condition, GateKind
from teamx_tui.domain.tickets import State
from teamx_tui.worker.admission import Admission
from tests.builders import carry, charter, claim, events, filing, finishes, head, passing, play, queued, try_claim, turn


def states(office: Office) -> list[State]:
    return [ticket.state for ticket in views.tickets(office)]


def offer_all(office: Office, admission: Admission) -> int:
    """Offer the front of the queue to the scheduler, as a worker does; how many runs were started."""
    taken = admission.take(10)
    claims, held = runs.claim(office, "by hand", taken, 10)
    admission.settle(taken, held)
    return len(claims)


def test_pause__lets_no_turn_start() -> None:
    with passing(charter(2, [filing(1, "ada"), filing(2, "ben")])) as office:
        pauses.pause(office, "the budget is spent")

        tally = play(office)

        assert tally.runs == 0
        assert states(office) == [State.OPEN, State.OPEN]
        assert len(queued(office)) == 2


def test_pause__is_what_why_and_mission_control_show() -> None:
    with passing(charter(1, [filing(1)])) as office:
        pauses.pause(office, "the budget is spent")

        gates = why.why(office, 1).tree.gates

        assert [(gate.kind, gate.who, gate.opens_when) for gate in gates] == [
            (GateKind.PAUSE, "operator", "the pause ends: the budget is spent")
        ]
        assert views.ticket(office, 1).condition is Condition.BLOCKED
        assert mission.look(office).paused == "the budget is spent"


def test_pause__lets_a_turn_that_is_going_on_come_to_its_end() -> None:
    with passing(charter(2, [filing(1, "ada"), filing(2, "ben")])) as office:
        claimed = claim(office, 1, "ada")
        pauses.pause(office, "lunch")

        assert all(result.ok for result in carry(office, claimed, finishes()))
        assert states(office) == [State.DONE, State.OPEN]
        assert try_claim(office, 2, "ben")[0] == []


def test_resume__lets_everything_run_to_its_end() -> None:
    with passing(charter(2, [filing(1, "ada"), filing(2, "ben")], [(1, 2)])) as office:
        pauses.pause(office, "lunch")
        play(office)

        reason = pauses.resume(office)
        play(office)

        assert reason == "lunch"
        assert states(office) == [State.DONE, State.DONE]


def test_resume__brings_back_what_a_worker_on_duty_had_put_aside() -> None:
    with passing(charter(2, [filing(1, "ada"), filing(2, "ben")])) as office:
        pauses.pause(office, "lunch")
        admission, news = Admission(office), News(office, newest(office))
        admission.reread()
        assert offer_all(office, admission) == 0

        pauses.resume(office)
        admission.learn(news.read())

        assert offer_all(office, admission) == 2


def test_pause__and_resume_are_in_the_log_with_the_reason() -> None:
    with passing(charter(1)) as office:
        pauses.pause(office, " the\nbudget ")
        pauses.resume(office)

        logged = events(office, "company.paused", "company.resumed")

        assert [(event.kind, event.actor, event.subject, event.data) for event in logged] == [
            ("company.paused", "operator", "company", {"reason": "the⏎budget"}),
            ("company.resumed", "operator", "company", {"reason": "the⏎budget"}),
        ]


def test_pause__needs_a_reason() -> None:
    with passing(charter(1)) as office:
        before = head(office)

        with pytest.raises(Invalid, match="needs a reason"):
            pauses.pause(office, " \t")
        assert head(office) == before


def test_pause__of_a_paused_company_is_refused_and_the_first_reason_stays() -> None:
    with passing(charter(1)) as office:
        pauses.pause(office, "lunch")

        with pytest.raises(Refused, match=r"paused already \(lunch\)"):
            pauses.pause(office, "dinner")
        assert mission.look(office).paused == "lunch"


def test_resume__of_a_company_that_is_not_paused_is_refused() -> None:
    with passing(charter(1)) as office, pytest.raises(Refused, match="is not paused"):
        pauses.resume(office)


def test_pause__does_not_keep_an_operator_from_working() -> None:
    with passing(charter(1, [filing(1)])) as office:
        pauses.pause(office, "lunch")

        tickets.file(office, tickets.Filing("another", assignee="ada"))

        assert queued(office) == [(1, "ada"), (2, "ada")]


def test_pause__holds_what_a_finished_ticket_releases() -> None:
    with passing(charter(2, [filing(1, "ada"), filing(2, "ben")], [(1, 2)])) as office:
        turn(office, 1, "ada", finishes())
        pauses.pause(office, "lunch")

        assert try_claim(office, 2, "ben")[1][0].gates[0].kind is GateKind.PAUSE
