"""Projects: opening one, what is refused, and how far each is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teamx_tui.company import charters, departures, mission, projects, tickets, views
from teamx_tui.company.founding import Project
from teamx_tui.domain.errors import Invalid, NotFound, Refused
from teamx_tui.domain.tickets import State
from tests.builders import charter, events, filing, head, passing


def test_begin__opens_a_project_that_tickets_can_be_filed_in() -> None:
    with passing(charter(2)) as office:
        key = projects.begin(office, "mvp", "TeamFlow Analytics MVP", lead="@ada", weeks=6)
        tickets.file(office, tickets.Filing("Requirements", project=key))

        (listed,) = projects.progress(office)
        assert (listed.key, listed.title, listed.lead, listed.weeks) == ("mvp", "TeamFlow Analytics MVP", "ada", 6)
        assert (listed.done, listed.total, listed.percent) == (0, 1, 0)
        assert views.ticket(office, 1).project == "mvp"


def test_begin__is_in_the_log_as_if_it_had_been_founded_with_the_company() -> None:
    with passing(charter(1, projects=[Project("panel", "The panel", lead="ada")])) as office:
        projects.begin(office, "mvp", "The MVP", lead="ada")

        first, second = events(office, "project.opened")

        assert (first.subject, second.subject) == ("project:panel", "project:mvp")
        assert first.data.keys() == second.data.keys()
        assert second.data == {"key": "mvp", "title": "The MVP", "lead": "ada", "goal": None, "due_ms": None}


def test_begin__without_a_title_calls_it_after_its_key() -> None:
    with passing(charter(1)) as office:
        projects.begin(office, "go-live", "  ")

        assert projects.progress(office)[0].title == "Go live"


def test_begin__is_exported_with_the_company() -> None:
    with passing(charter(1)) as office:
        projects.begin(office, "mvp", "The MVP", lead="ada", weeks=6)

        assert list(charters.charter(office).projects) == [Project("mvp", "The MVP", "ada", 6)]


@pytest.mark.parametrize(
    ("key", "more", "error", "said"),
    [
        ("panel", {}, Refused, "There is a project 'panel' already"),
        ("", {}, Invalid, "is not a key"),
        ("The MVP", {}, Invalid, "is not a key"),
        ("mvp-", {}, Invalid, "is not a key"),
        ("mvp\n", {}, Invalid, "is not a key"),
        ("m" * 49, {}, Invalid, "is not a key"),
        ("mvp", {"weeks": 0}, Invalid, "1 to 1000 weeks, not 0"),
        ("mvp", {"weeks": 1001}, Invalid, "1 to 1000 weeks"),
        ("mvp", {"lead": "nobody"}, NotFound, "no employee @nobody"),
        ("mvp", {"lead": "ben"}, Refused, "@ben has left"),
    ],
)
def test_begin__refuses_what_cannot_be_and_writes_nothing(
    key: str, more: dict[str, object], error: type[Exception], said: str
) -> None:
    with passing(charter(2, projects=[Project("panel", "The panel")])) as office:
        departures.leave(office, "ben")
        before = head(office)

        with pytest.raises(error, match=said):
            projects.begin(office, key, "A title", **more)  # type: ignore[arg-type]
        assert head(office) == before


def test_progress__of_two_done_of_nine_is_22_percent() -> None:
    numbers = range(1, 10)
    with passing(charter(1, [filing(n, project="mvp") for n in numbers], projects=[Project("mvp", "MVP")])) as office:
        for number in (1, 2):
            tickets.move(office, number, State.DONE, "because")

        (listed,) = projects.progress(office)

        assert (listed.done, listed.total, listed.percent) == (2, 9, 22)


@given(
    filed=st.lists(
        st.tuples(st.sampled_from(["mvp", "panel", None]), st.sampled_from([None, "done", "skipped", "cancelled"])),
        max_size=8,
    )
)
@settings(deadline=None, max_examples=40)
def test_progress__counts_what_mission_control_counts_and_the_tickets_say(
    filed: list[tuple[str | None, str | None]],
) -> None:
    papers = [Project("mvp", "MVP"), Project("panel", "Panel", weeks=3)]
    filings = [filing(number, project=key) for number, (key, _) in enumerate(filed, start=1)]
    with passing(charter(1, filings, projects=papers)) as office:
        for number, (_, state) in enumerate(filed, start=1):
            if state is not None:
                tickets.move(office, number, state, "because")

        listed = projects.progress(office)

        counted = {key: [state for where, state in filed if where == key] for key in ("mvp", "panel")}
        assert [(row.key, row.weeks) for row in listed] == [("mvp", None), ("panel", 3)]
        for row in listed:
            states = [state for state in counted[row.key] if state != "cancelled"]
            assert row.total == len(states)
            assert row.done == sum(state is not None for state in states)
        shown = mission.look(office).projects
        assert [(row.key, row.percent) for row in shown] == [(row.key, row.percent) for row in listed]
