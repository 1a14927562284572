"""Goals: setting one, putting projects under it, and how tickets, projects and goals add up."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teamx_tui.commands import COMMANDS
from teamx_tui.company import charters, goals, mission, projects, tickets, undo
from teamx_tui.company.founding import Goal, Project
from teamx_tui.domain import dates
from teamx_tui.domain.errors import Invalid, NotFound, Refused
from teamx_tui.domain.health import DAY_MS, Health
from tests.builders import NOON, Clock, charter, filing, head, passing, turn

PAPERS = [Project("mvp", "MVP"), Project("site", "Site", weeks=2)]


@pytest.mark.feature("T-17", "X-3")
def test_a_goal__adds_up_what_its_projects_have_done() -> None:
    filings = [filing(no, project="mvp" if no < 4 else "site") for no in range(1, 6)]
    with passing(charter(2, [*filings, filing(9)], projects=PAPERS)) as office:
        goals.begin(office, "launch", "Launch it", due_ms=NOON + 30 * DAY_MS, projects=("mvp", "site"))
        tickets.move(office, 1, "done", "so")
        tickets.move(office, 4, "done", "so")

        goal, under = goals.look(office, "launch")

        assert [(row.key, row.done, row.total, row.percent) for row in under] == [("mvp", 1, 3, 33), ("site", 1, 2, 50)]
        assert (goal.done, goal.total, goal.percent, goal.projects) == (2, 5, 40, ("mvp", "site"))
        assert goal.velocity.per_day == 2.0
        assert (goal.health, goal.blockers) == (Health.ON_TRACK, 0)
        assert mission.look(office).goals == (goal,)


@pytest.mark.feature("T-17", "X-3")
def test_a_goal__is_at_risk_when_one_of_its_projects_is_late() -> None:
    clock = Clock()
    with passing(charter(1, [filing(1, project="site"), filing(2, project="mvp")], projects=PAPERS), clock) as office:
        goals.begin(office, "launch", projects=("mvp", "site"))
        clock.advance(15 * 86_400)

        (goal,) = goals.progress(office)

        assert (goal.health, goal.reasons) == (Health.AT_RISK, ("Site is late",))


@pytest.mark.feature("X-3")
def test_a_project__counts_what_somebody_must_decide_as_blockers_and_not_what_only_waits() -> None:
    with passing(charter(2, [filing(1, project="mvp"), filing(2, project="mvp")], [(1, 2)], projects=PAPERS)) as office:
        assert projects.progress(office)[0].blockers == 0
        turn(office, 1, "ada", ("block", {"reason": "no access"}))

        assert projects.progress(office)[0].blockers == 1


@given(
    moves=st.lists(st.tuples(st.sampled_from(["mvp", "site"]), st.sampled_from(["launch", "grow", None])), max_size=6)
)
@settings(deadline=None, max_examples=25)
def test_place__leaves_every_project_under_the_goal_it_was_put_under_last(
    moves: list[tuple[str, str | None]],
) -> None:
    with passing(charter(1, [filing(1, project="mvp"), filing(2, project="site")], projects=PAPERS)) as office:
        goals.begin(office, "launch")
        goals.begin(office, "grow")
        under: dict[str, str | None] = {"mvp": None, "site": None}
        for project, goal in moves:
            if under[project] == goal:
                with pytest.raises(Refused):
                    goals.place(office, project, goal)
                continue
            goals.place(office, project, goal)
            under[project] = goal

        assert {row.key: row.goal for row in projects.progress(office)} == under
        assert {row.key: row.total for row in goals.progress(office)} == {
            key: sum(goal == key for goal in under.values()) for key in ("launch", "grow")
        }


@pytest.mark.parametrize(
    ("key", "more", "error", "said"),
    [
        ("mvp", {}, Refused, "There is a project 'mvp' already"),
        ("A goal", {}, Invalid, "is not a key"),
        ("launch", {"projects": ("nothing",)}, NotFound, "no project 'nothing'"),
    ],
)
def test_begin__refuses_what_cannot_be_and_writes_nothing(
    key: str, more: dict[str, tuple[str, ...]], error: type[Exception], said: str
) -> None:
    with passing(charter(1, projects=PAPERS)) as office:
        before = head(office)
        with pytest.raises(error, match=said):
            goals.begin(office, key, **more)
        assert head(office) == before


def test_a_ticket__cannot_be_filed_in_a_goal() -> None:
    with passing(charter(1)) as office:
        goals.begin(office, "launch")
        with pytest.raises(NotFound, match="no project 'launch'"):
            tickets.file(office, tickets.Filing("Thing", project="launch"))


@pytest.mark.feature("T-17", "D-15")
def test_goals__are_taken_back_as_they_were_set() -> None:
    with passing(charter(1, projects=PAPERS)) as office:
        COMMANDS["goal new"](office, key="launch", title="Launch it", due="6 weeks", projects=["mvp"])
        COMMANDS["project move"](office, key="site", goal="launch")
        undo.take_back(office)
        assert goals.progress(office)[0].projects == ("mvp",)
        undo.take_back(office)
        assert goals.progress(office) == ()
        assert [row.goal for row in projects.progress(office)] == [None, None]


def test_goals__and_due_dates_are_in_the_charter() -> None:
    paper = charter(1, goals=[Goal("launch", "Launch")], projects=[Project("mvp", "MVP", goal="launch")])
    with passing(paper) as office:
        projects.begin(office, "site", due_ms=dates.due("6 weeks", office.clock()), goal="launch")
        written = charters.charter(office)

    assert list(written.goals) == [Goal("launch", "Launch")]
    assert [(row.key, row.goal) for row in written.projects] == [("mvp", "launch"), ("site", "launch")]
    assert written.projects[1].due is not None
