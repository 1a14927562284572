"""A profile against what happened to the employee; the org chart in its three orders."""

import pytest

from teamx_tui.company import decisions, departures, employees, orgchart, profiles, roster, runs
from teamx_tui.company.employees import Hiring
from teamx_tui.company.founding import Department, Project
from teamx_tui.company.orgchart import By
from teamx_tui.domain.errors import NotFound, Refused
from teamx_tui.domain.gates import Condition
from teamx_tui.domain.raci import Raci
from teamx_tui.domain.retries import Mishap
from tests.builders import Clock, carry, charter, claim, filing, passing, turn

PAPER = charter(
    3,
    [
        filing(1, "ada", project="panel"),
        filing(2, "ada", project="panel"),
        filing(3, "ben", accountable=["ada"]),
        filing(4, "cleo", consulted=["ada"]),
    ],
    [(1, 2)],
    projects=[Project("panel", "The panel", "ada")],
    departments=[Department("works", "Works", lead="ada")],
)


@pytest.mark.feature("X-2")
def test_profile__names_what_they_have_a_part_in_their_own_first() -> None:
    with passing(PAPER) as office:
        who = profiles.look(office, "@ada")

        assert [(part.number, part.raci, part.condition) for part in who.parts] == [
            (1, Raci.RESPONSIBLE, Condition.READY),
            (2, Raci.RESPONSIBLE, Condition.BLOCKED),
            (3, Raci.ACCOUNTABLE, Condition.READY),
            (4, Raci.CONSULTED, Condition.READY),
        ]
        assert who.parts_total == 4
        assert who.leads == ("department works", "project panel")


@pytest.mark.feature("X-2")
def test_profile__tells_the_turn_going_on_from_those_that_wait_and_those_that_were() -> None:
    clock = Clock()
    with passing(PAPER, clock) as office:
        carry(office, claim(office, 3, "ada"))
        clock.advance(10)
        runs.give_back(office, claim(office, 4, "ada"), Mishap.TRANSIENT, "it broke")
        clock.advance(1)
        claim(office, 1, "ada")

        who = profiles.look(office, "ada")

        assert who.live is not None
        assert (who.live.number, who.live.started_at_ms, who.live.ended_at_ms) == (1, clock.now_ms, None)
        assert [(wake.number, wake.is_cooling) for wake in who.queue] == [(4, True)]
        turns = [(run.number, run.outcome, run.reason) for run in who.turns]
        assert turns == [(4, "failed", "it broke"), (3, "passed", "")]
        assert (who.turns_total, who.model_calls, who.cost_micros) == (2, 0, 0)


def test_profile__lists_wakes_with_their_cause_and_questions_put_to_them() -> None:
    with passing(PAPER) as office:
        turn(office, 1, "ada", ("finish", {"resolution": "Done."}))
        decisions.ask(office, 4, "ada", "How much?", actor="cleo")

        who = profiles.look(office, "ada")

        assert [(wake.number, wake.cause) for wake in who.queue] == [(3, "ready"), (4, "ready"), (2, "ready")]
        assert [(asked.number, asked.subject, asked.raised_by) for asked in who.asked] == [(4, "How much?", "cleo")]


def test_profile__follows_who_reports_to_whom() -> None:
    with passing(PAPER) as office:
        employees.report(office, "ben", "ada")
        employees.report(office, "ada", "cleo")

        who = profiles.look(office, "ada")

        assert (who.reports_to, who.reports) == ("cleo", ("ben",))


@pytest.mark.parametrize(("handle", "error"), [("nobody", NotFound), ("ben", Refused)])
def test_profile__is_only_of_who_works_here(handle: str, error: type[Exception]) -> None:
    with passing(PAPER) as office:
        departures.leave(office, "ben", hand_to="ada")

        with pytest.raises(error, match=f"@{handle}"):
            profiles.look(office, handle)


def test_chart__by_presence_has_those_with_a_turn_first_and_no_empty_heading() -> None:
    with passing(PAPER) as office:
        claim(office, 4, "cleo")

        lines = orgchart.chart(roster.staff(office), By.PRESENCE)

        assert [line.heading or line.rails + line.person.handle for line in lines if line.person or line.heading] == [
            "in thread",
            "└ cleo",
            "idle",
            "├ ada",
            "└ ben",
        ]


def test_chart__by_department_folds_a_heading_and_counts_who_is_under_it() -> None:
    with passing(PAPER) as office:
        employees.hire(office, Hiring("dan", "Dan", "builder", department="works"))

        lines = orgchart.chart(roster.staff(office), By.DEPARTMENT, {"group:No department"})

        assert [(line.key, line.below, line.is_folded) for line in lines] == [
            ("group:No department", 3, True),
            ("group:Works", 1, False),
            ("person:dan", 0, False),
        ]


def test_chart__by_manager_begins_with_the_operator() -> None:
    with passing(PAPER) as office:
        employees.report(office, "ben", "ada")

        lines = orgchart.chart(roster.staff(office), By.MANAGER, {"person:ada"})

        assert [(line.key, line.rails, line.below) for line in lines] == [
            ("you", "", 0),
            ("person:ada", "├ ", 1),
            ("person:cleo", "└ ", 0),
        ]
