"""How far the work is and how fast it goes, against tickets that were done on known days."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teamx_tui.company import decisions, mission, projects, tickets
from teamx_tui.company.founding import Project
from teamx_tui.company.office import OPERATOR
from teamx_tui.company.progress import DAYS
from teamx_tui.domain.health import DAY_MS, Health
from tests.builders import NOON, Clock, charter, filing, passing

DAY: int = DAY_MS // 1000
PANEL = Project("panel", "The panel", weeks=3)
TODAY = NOON // DAY_MS


@pytest.mark.feature("O-22")
def test_velocity__of_two_days_has_two_points() -> None:
    clock = Clock()
    with passing(charter(1, [filing(n, project="panel") for n in range(1, 5)], projects=[PANEL]), clock) as office:
        tickets.move(office, 1, "done", "ready")
        clock.advance(DAY)
        tickets.move(office, 2, "done", "ready")
        tickets.move(office, 3, "skipped", "not needed")

        (panel,) = projects.progress(office)

        assert [(point.day, point.done, point.percent) for point in panel.velocity.points] == [
            (TODAY, 1, 25),
            (TODAY + 1, 2, 75),
        ]
        assert panel.velocity.per_day == 1.5


def test_velocity__counts_a_day_on_which_nothing_was_done() -> None:
    clock = Clock()
    with passing(charter(1, [filing(1)]), clock) as office:
        tickets.move(office, 1, "done", "ready")
        clock.advance(2 * DAY)

        assert [point.done for point in mission.look(office).velocity.points] == [1, 0, 0]


def test_velocity__does_not_count_what_was_reopened() -> None:
    with passing(charter(1, [filing(1)])) as office:
        tickets.move(office, 1, "done", "ready")
        tickets.move(office, 1, "open", "it is not")

        assert [point.done for point in mission.look(office).velocity.points] == [0]


def test_velocity__ends_its_days_at_midnight_utc() -> None:
    clock = Clock()
    left = DAY_MS - NOON % DAY_MS
    with passing(charter(1, [filing(1), filing(2)]), clock) as office:
        clock.advance((left - 1) / 1000)
        tickets.move(office, 1, "done", "ready")
        clock.advance(0.001)
        tickets.move(office, 2, "done", "ready")

        assert [point.done for point in mission.look(office).velocity.points] == [1, 1]


@given(
    done=st.lists(st.tuples(st.integers(0, 20), st.sampled_from(["panel", None])), max_size=6), later=st.integers(0, 5)
)
@settings(deadline=None, max_examples=20)
def test_velocity__is_of_the_last_days_and_ends_at_what_is_done_now(
    done: Sequence[tuple[int, str | None]], later: int
) -> None:
    clock, filings = Clock(), [filing(n, project=project) for n, (_, project) in enumerate(done, start=1)]
    with passing(charter(1, filings, projects=[PANEL]), clock) as office:
        order = sorted(range(len(done)), key=lambda at: done[at][0])
        for at in order:
            clock.now_ms = NOON + done[at][0] * DAY_MS
            tickets.move(office, at + 1, "done", "ready")
        clock.now_ms = NOON + (20 + later) * DAY_MS

        seen = mission.look(office)

        last = TODAY + 20 + later
        days = range(last - DAYS + 1, last + 1)
        everybody, panel = seen.velocity.points, seen.projects[0].velocity.points
        assert [point.day for point in everybody] == [point.day for point in panel] == list(days)
        assert [point.done for point in everybody] == [sum(TODAY + at == day for at, _ in done) for day in days]
        assert [point.done for point in panel] == [
            sum(TODAY + at == day and project == "panel" for at, project in done) for day in days
        ]
        assert panel[-1].percent == seen.projects[0].percent


@pytest.mark.feature("O-26")
def test_health__of_a_project_follows_what_happens_in_it() -> None:
    clock = Clock()
    with passing(charter(1, [filing(n, project="panel") for n in (1, 2, 3)], projects=[PANEL]), clock) as office:

        def now() -> tuple[Health, tuple[str, ...]]:
            (panel,) = projects.progress(office)
            return panel.health, panel.reasons

        assert now() == (Health.NOT_STARTED, ())
        tickets.move(office, 1, "in_progress")
        assert now() == (Health.ON_TRACK, ())
        decisions.block(office, 1, "no paint", actor="ada")
        assert now() == (Health.AT_RISK, ("a decision holds it up",))
        decisions.unblock(office, 1, "here is paint", actor=OPERATOR)
        assert now() == (Health.ON_TRACK, ())
        clock.advance(7 * DAY)
        assert now() == (Health.AT_RISK, ("0 done where the plan has 1",))
        clock.advance(14 * DAY + 1)
        assert now() == (Health.LATE, ("1 day past the due date",))
        for number in (1, 2, 3):
            tickets.move(office, number, "done", "ready")
        assert now() == (Health.DONE, ())
