"""The product lifecycle (seed 002): from hiring to the first day in production, with nobody's key and no model."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest

from teamx_tui.commands import COMMANDS, companies
from teamx_tui.commands.grammar import Understood, understand, vocabulary
from teamx_tui.company import (
    delivery,
    doctor,
    goals,
    graph,
    meetings_minutes,
    meetings_view,
    mission,
    orgchart,
    reports,
    roster,
    views,
    why,
)
from teamx_tui.company.founding import Charter
from teamx_tui.company.office import Office
from teamx_tui.domain.checkup import Verdict
from tests.builders import Clock, charter, commits, events, founded, passing, play, same_commit, turns_taken, woken

TEAM = {
    "alex": None,
    "elena": None,
    "james": "elena",
    "lin": "elena",
    "mike": "elena",
    "priya": "elena",
    "sarah": "elena",
}
READY_AFTER = [
    (None, {1, 7}),
    (1, {2, 3}),
    (2, {5}),
    (3, {4}),
    (5, set()),  # #6 waits for the contract too
    (8, {9}),
]
"""What becomes ready when a ticket is done, the others being done as the waves have it."""


CONTRACT, STANDUP, RETRO = 10, 11, 12
"""Numbers of the gate and of the two meetings, which come after the tickets of the plan."""


@pytest.fixture(scope="module")
def paper() -> Charter:
    return companies.read(companies.named_scenario("product-lifecycle"))


@pytest.fixture(scope="module")
def played(paper: Charter, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The company after its plan was agreed to and carried out; nobody may change it."""
    office = founded(tmp_path_factory.mktemp("lifecycle") / "company.db", paper, Clock(step_ms=1000))
    COMMANDS["decompose"](office, project="teamflow", yes=True)
    play(office)
    yield office
    office.close()


# --- on paper ---


@pytest.mark.feature("X-2", "X-3")
def test_the_company__is_seven_people_a_goal_and_a_project_under_elena(paper: Charter) -> None:
    assert {one.handle: one.reports_to for one in paper.employees} == TEAM
    (project,), (goal,) = paper.projects, paper.goals
    assert (project.lead, project.weeks, project.goal) == ("elena", 6, goal.key)
    (budget,) = paper.budgets
    assert (budget.limit_micros, budget.warn_percent) == (150_000_000, 80)


def test_the_plan__is_nine_tickets_thirteen_inferred_dependencies_and_a_gate(paper: Charter) -> None:
    pairs = [(one.edge.blocker, one.edge.blocked) for one in paper.dependencies]

    assert [one.number for one in paper.tickets] == list(range(1, 10))
    assert (len(pairs), len(set(pairs))) == (13, 13)
    assert {one.source for one in paper.dependencies} == {"inferred"}
    (gate,) = paper.gates
    assert (gate.key, gate.predicate.type, gate.predicate.statuses) == (
        "contract",
        "api_contract",
        ("agreed", "implemented"),
    )
    assert (gate.after, gate.blocks) == ((3,), (6,))
    waves = [sorted(wave) for wave in nx.topological_generations(nx.DiGraph([*pairs, (3, 6)]))]
    assert waves == [[1, 7], [2, 3], [4, 5], [6], [8], [9]]


@pytest.mark.feature("X-1", "X-2")
def test_the_team__can_be_hired_by_the_words_of_the_seed() -> None:
    said = [
        "Hire a Senior Product Manager named Alex",
        "Hire a Senior Fullstack Engineer named Priya",
        "Hire a Backend Engineer named Mike",
        "Hire a Product Designer named Lin",
        "Hire a QA Engineer named Sarah",
        "Hire a DevOps Engineer named James",
        "Hire a Tech Lead named Elena",
        *(f"{who} reports to Elena" for who in ("Priya", "Mike", "Lin", "Sarah", "James")),
        "Create project: TeamFlow Analytics MVP, led by Elena, due in 6 weeks",
    ]
    with passing(charter(0)) as office:
        for line in said:
            answer = understand(line, vocabulary(office))
            assert isinstance(answer, Understood), answer
            COMMANDS[answer.command](office, **answer.given)

        staff = {one.handle: one for one in roster.staff(office)}
        assert {handle: one.reports_to for handle, one in staff.items()} == TEAM
        titles = {"alex": "Senior Product Manager", "priya": "Senior Fullstack Engineer", "elena": "Tech Lead"}
        assert {handle: staff[handle].title for handle in titles} == titles
        chart = orgchart.chart(tuple(staff.values()), orgchart.By.MANAGER)
        assert {line.person.handle: line.below for line in chart if line.person and line.below} == {"elena": 5}


# --- played ---


@pytest.mark.feature("X-3", "X-4", "X-19")
def test_the_story__runs_to_its_end_with_no_model(played: Office) -> None:
    seen = mission.look(played)

    assert {row.state for row in views.tickets(played)} == {"done"}
    # Nine of the plan, and the eight that were proposed in meetings.
    assert (seen.done, seen.total, seen.blocked_total, seen.needs_you, seen.queued) == (17, 17, 0, 0, 0)
    assert {run.outcome for row in views.tickets(played) for run in views.thread(played, row.number).runs} <= {
        "finished",
        "passed",
    }
    assert [(row.health, row.percent) for row in goals.progress(played)] == [("done", 100)]


def test_every_script__was_played_whole_and_in_order(played: Office, paper: Charter) -> None:
    for number, lines in paper.script.items():
        said = [(said.author, said.scripted) for said in views.thread(played, number).entries if said.scripted]
        spoken = [author for author, _ in said]
        # Adding somebody and answering leave their own kinds of entries; who spoke is in the same order.
        assert [name for at, name in enumerate(spoken) if at == 0 or spoken[at - 1] != name] == [
            line.by for at, line in enumerate(lines) if at == 0 or lines[at - 1].by != line.by
        ], number


@pytest.mark.feature("X-14")
def test_no_ticket__begins_before_what_it_waits_for_is_done(played: Office, paper: Charter) -> None:
    done = {event.data["number"]: event.seq for event in events(played, "ticket.moved") if event.data["new"] == "done"}
    begun: dict[int, int] = {}
    for event in events(played, "run.started"):
        begun.setdefault(event.data["number"], event.seq)

    for one in paper.dependencies:
        if one.edge.hard:
            assert done[one.edge.blocker] < begun[one.edge.blocked], one.edge


@pytest.mark.feature("X-13", "X-14")
def test_what_is_ready__follows_from_what_is_done(paper: Charter) -> None:
    with passing(paper) as office:
        COMMANDS["decompose"](office, project="teamflow", yes=True)
        ready: list[tuple[int | None, set[int]]] = [(None, {number for number, _, _ in woken(office)})]
        assert (views.ticket(office, 6).blocked_by, views.ticket(office, 6).gates) == ((5,), (CONTRACT,))
        for number in (1, 2, 3, 5, 4, 6, 7, 8):
            if number == 4:
                delivery.attach(office, 3, "api.yaml", "paths: {}", type="api_contract", status="agreed", actor="mike")
            before = events(office)[-1].seq
            COMMANDS["ticket move"](office, number=number, state="done", reason="so")
            ready.append((number, {one for one, _, cause in woken(office, before) if cause == "ready"}))

        told = dict(ready)
        assert [(number, told[number]) for number, _ in READY_AFTER] == READY_AFTER


@pytest.mark.feature("X-28")
def test_the_dashboard__is_released_by_the_agreed_contract_before_the_pipeline_and_the_api_are_done(
    paper: Charter, tmp_path: Path
) -> None:
    office = founded(tmp_path / "company.db", paper, Clock(step_ms=1000))
    COMMANDS["decompose"](office, project="teamflow", yes=True)
    for number in (1, 2, 5):  # so that nothing but the contract is left for the dashboard to wait for
        COMMANDS["ticket move"](office, number=number, state="done", reason="so")
    (held,) = why.why(office, 6).tree.gates
    assert (held.kind, held.on, held.who, held.behind) == ("gate", f"gate:{CONTRACT}", "mike", (3,))

    with commits(office) as heads:
        play(office, slots=1)

    (agreed,) = events(office, "artifact.status_set")
    (opened,) = events(office, "gate.opened")
    (released, *_) = [event for event in events(office, "wake.queued") if event.data["number"] == 6]
    done = {event.data["number"]: event.seq for event in events(office, "ticket.moved") if event.data["new"] == "done"}
    assert (agreed.actor, agreed.data["name"], agreed.data["new"]) == ("priya", "api-spec-v1.yaml", "agreed")
    assert (released.data["employee"], released.data["cause"]) == ("priya", "ready")
    assert same_commit(heads, agreed.seq, opened.seq, released.seq)
    assert released.seq < done[3] < done[4]
    assert {row.state for row in views.tickets(office)} == {"done"}
    office.close()


@pytest.mark.feature("X-28")
def test_why__names_the_contract_for_which_the_dashboard_waits(paper: Charter) -> None:
    with passing(paper) as office:
        COMMANDS["decompose"](office, project="teamflow", yes=True)

        said = COMMANDS["ticket why"](office, number=6).sentence

    assert f"gate #{CONTRACT}" in said
    assert "API contract agreed" in said


def test_wakes__go_first_to_whoever_is_responsible_and_are_bounded(played: Office, paper: Charter) -> None:
    first: dict[int, str] = {}
    planned = {one.number: one.assignee for one in paper.tickets}
    for number, who in turns_taken(played):
        first.setdefault(number, who)

    assert {number: who for number, who in first.items() if number in planned} == planned
    turns = [number for number, _ in turns_taken(played) if number in planned]
    assert len(turns) <= 2 * sum(map(len, paper.script.values()))


@pytest.mark.feature("X-16", "X-17")
def test_the_meetings__come_in_their_turn_and_their_actions_become_tickets(played: Office) -> None:
    standup, retro = meetings_view.detail(played, STANDUP), meetings_view.detail(played, RETRO)

    assert [(one.meeting.state, one.meeting.reason) for one in (standup, retro)] == [
        ("over", "every agenda item is decided")
    ] * 2
    assert [one.outcome.partition(";")[0] for one in standup.minutes.resolutions] == [
        "Poll GitHub by hand for the MVP",
        "Launch for Chrome and Firefox",
        "Launch on Friday if Sarah's final QA holds",
    ]
    filed = {row.title: row.assignee for row in views.tickets(played) if row.number > RETRO}
    assert filed == {
        "Register the Slack webhook": "mike",
        "Prepare the production runbook": "james",
        "Final QA": "sarah",
        "Draft the user guide": "alex",
        "Complete the user guide": "alex",
        "Fix how charts are drawn in Safari": "priya",
        "Get the GitHub webhook approved": "mike",
        "Plan the next iteration": "elena",
    }
    written = meetings_minutes.minutes(played, RETRO)
    assert all(words in written for words in ("$127 of $150 spent", "A report builder", "An agreed contract"))
    begun = {event.data["number"]: event.seq for event in reversed(events(played, "run.started"))}
    done = {event.data["number"]: event.seq for event in events(played, "ticket.moved") if event.data["new"] == "done"}
    assert done[8] < begun[STANDUP]
    assert done[9] < begun[RETRO]


def test_the_test_report__adds_up_to_what_the_seed_says(paper: Charter) -> None:
    checks = [line.arguments["name"] for line in paper.script[8] if line.tool == "check"]

    assert [name.partition("(")[2].rstrip(")") for name in checks] == ["20 of 20", "23 of 25", "4 of 5"]
    assert 20 + 23 + 4 == 47


@pytest.mark.feature("X-20", "X-22")
def test_the_doctor__clears_the_launch_with_a_warning_at_85_percent(paper: Charter, tmp_path: Path) -> None:
    office = founded(tmp_path / "company.db", paper)
    with office.store.writing() as connection:
        connection.exec_driver_sql("UPDATE budget SET spent_micros = 127000000")

    report = doctor.examine(office)
    office.close()

    budget = next(one for one in report.findings if one.name == "Budgets")
    assert (budget.verdict, "at 85 % of its limit" in budget.sentence) == (Verdict.WARN, True)
    assert (report.overall, report.status) == (Verdict.WARN, "cleared for launch")


@pytest.mark.feature("T-42")
def test_the_day__says_all_that_was_done_and_decided(played: Office) -> None:
    (company,) = events(played, "company.founded")
    day = reports.date.fromisoformat(company.at[:10])

    evening = reports.evening(played, day)

    assert [one.number for one in evening.done] == [*range(1, 10), *range(RETRO + 1, RETRO + 9)]
    assert (evening.filed, evening.blocked, evening.needs_you, evening.spent_micros) == (17, (), (), 0)
    assert {one.note.partition(":")[0] for one in evening.decisions} >= {
        "API contract",
        "Safari and tablets",
        "Backups",
    }


def test_the_graph__has_the_critical_path_of_the_plan(paper: Charter) -> None:
    with passing(paper) as office:
        COMMANDS["decompose"](office, project="teamflow", yes=True)
        plan = graph.plan(office)

    assert (plan.critical_path, plan.days) == ((1, 2, 5, 6, 8, 9), 23)
