"""The cross-functional panel, played headless by the real worker: six people, twelve tickets, the whole script."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Final

import pytest

from teamx_tui.brains.briefing import Briefing
from teamx_tui.brains.desk import Desk
from teamx_tui.brains.scripted import ScriptedBrain, ScriptedThought
from teamx_tui.commands import companies
from teamx_tui.commands.registry import COMMANDS
from teamx_tui.company import founding, graph, inbox, links, log, mission, queue, roster, tickets, views, why
from teamx_tui.company.founding import Charter
from teamx_tui.company.office import Office
from teamx_tui.company.transcripts import Said
from teamx_tui.domain.errors import Refused
from teamx_tui.domain.gates import Condition, GateKind
from teamx_tui.domain.raci import Raci
from teamx_tui.domain.tickets import State
from teamx_tui.store import items, runs
from teamx_tui.worker.worker import Worker
from tests.scenarios.stage import NOON, charter, company, events, play, shipped

NAME: Final = "cross-functional-collaboration"
NUMBERS: Final = tuple(range(64, 76))
READY: Final = {64: {65, 66, 74, 75}, 66: {67, 68}, 68: {69}, 69: {70}, 70: {71}, 71: {72, 73}}
"""Tickets that become ready when a ticket is done; those that are not here make none ready."""
DECISIONS: Final = (
    (64, "alex", "Mobile support"),
    (64, "alex", "Last-updated badge"),
    (64, "alex", "Who may join a thread"),
    (64, "alex", "Live indicator"),
    (64, "alex", "When active becomes idle"),
    (64, "alex", "Where presence state lives"),
    (64, "elena", "Audit log of joins"),
    (67, "mike", "Message envelope"),
    (67, "mike", "Reconnect rule"),
    (71, "elena", "Launch with a panel load of 1.3 s"),
)


@pytest.fixture(scope="module", params=[1, 32], ids=["one slot", "32 slots"])
def played(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The company after everything has been played, once with one run at a time and once with many."""
    with company(shipped(NAME), tmp_path_factory.mktemp("played")) as office:
        play(office, slots=request.param)
        yield office


@pytest.fixture
def founded(tmp_path: Path) -> Iterator[Office]:
    """The company before anybody has worked."""
    with company(shipped(NAME), tmp_path) as office:
        yield office


@pytest.fixture(scope="module")
def plan() -> Charter:
    return shipped(NAME)


def entries(office: Office, number: int, kind: str) -> list[Said]:
    return [said for said in views.thread(office, number).entries if said.kind == kind]


def done_at(office: Office) -> dict[int, int]:
    """The event with which each ticket was done."""
    return {event.data["number"]: event.seq for event in events(office, "ticket.moved") if event.data["new"] == "done"}


def test_scenario__has_six_people_twelve_tickets_and_21_dependencies(plan: Charter) -> None:
    assert len(plan.employees) == 6
    assert tuple(ticket.number for ticket in plan.tickets) == NUMBERS
    assert Counter(ticket.phase for ticket in plan.tickets) == {
        "Foundation": 3,
        "Backend": 2,
        "Frontend": 2,
        "Integration": 2,
        "Polish": 3,
    }
    assert len(plan.dependencies) == 21
    assert sum(one.edge.blocker == 64 and one.source == "planner" for one in plan.dependencies) == 11


def test_scenario__fifteen_dependencies_cross_owner_and_phase(plan: Charter) -> None:
    ticket = {one.number: one for one in plan.tickets}
    pairs = [(ticket[one.edge.blocker], ticket[one.edge.blocked]) for one in plan.dependencies]

    assert sum(before.assignee != after.assignee for before, after in pairs) == 18
    assert sum(before.phase != after.phase for before, after in pairs) == 17
    assert sum(before.assignee != after.assignee and before.phase != after.phase for before, after in pairs) == 15


def test_scenario__elena_takes_part_in_every_ticket(plan: Charter) -> None:
    assert all("elena" in (ticket.assignee, *ticket.raci[Raci.ACCOUNTABLE]) for ticket in plan.tickets)


def test_scenario__with_phase_edges_has_23_dependencies_and_ends_with_four_tickets(tmp_path: Path) -> None:
    with company(shipped(NAME, phase_edges=True), tmp_path) as office:
        order = graph.plan(office)
        play(office)

        assert len(order.edges) == 23
        assert order.waves[-1] == (72, 73, 74, 75)
        assert {ticket.state for ticket in views.tickets(office)} == {State.DONE}
        assert done_at(office)[71] < min(done_at(office)[number] for number in (72, 73, 74, 75))


def test_graph__has_seven_waves_and_a_critical_path_of_seven_tickets(founded: Office) -> None:
    order = graph.plan(founded)

    assert order.waves == ((64,), (65, 66, 74, 75), (67, 68), (69,), (70,), (71,), (72, 73))
    assert order.critical_path == (64, 66, 67, 69, 70, 71, 72)
    assert order.days == 13


def test_graph__without_the_planners_edges_has_ten(founded: Office) -> None:
    for blocked in NUMBERS[1:]:
        links.unlink(founded, 64, blocked)

    assert graph.plan(founded).edges == (
        *((65, 69), (66, 67), (66, 68), (66, 69), (67, 69)),
        *((68, 69), (69, 70), (70, 71), (71, 72), (71, 73)),
    )


def test_link__back_to_the_start_is_refused_with_its_path(founded: Office) -> None:
    before = log.latest(founded, 1)

    with pytest.raises(Refused, match=r"^#75 cannot block #64: #75 -> #64 -> #75 would be a cycle\."):
        links.link(founded, 75, 64)

    assert len(graph.plan(founded).edges) == 21
    assert log.latest(founded, 1) == before


def test_cancelled_blocker__opens_a_decision_on_what_waited_for_it(founded: Office) -> None:
    tickets.move(founded, 68, "cancelled", "presence is bought in")

    asked = inbox.waiting(founded)
    assert [(entry.kind, entry.number, entry.options) for entry in asked] == [
        ("blocker_lost", 69, ("release", "cancel", "wait"))
    ]
    assert "#69 waits for #68, which is cancelled" in asked[0].subject


@pytest.mark.feature("X-13")
def test_blocked_ticket__names_what_it_waits_for_down_to_the_root(founded: Office) -> None:
    answer = why.why(founded, 69)

    assert views.ticket(founded, 69).condition is Condition.BLOCKED
    assert {gate.on for gate in answer.tree.gates if gate.kind is GateKind.DEPENDENCY} == {
        *("ticket:64", "ticket:65", "ticket:66", "ticket:67", "ticket:68")
    }
    assert "#67 is done" in [gate.opens_when for gate in answer.tree.gates]
    assert answer.roots == (64,)


def test_everything_is_done(played: Office) -> None:
    shown = views.tickets(played)

    assert [ticket.number for ticket in shown] == list(NUMBERS)
    assert {ticket.state for ticket in shown} == {State.DONE}
    assert queue.pending(played) == ()
    assert inbox.waiting(played, None) == ()
    assert mission.look(played).projects[0].percent == 100


def test_every_line_of_the_script_is_played_once_and_in_order(played: Office, plan: Charter) -> None:
    with played.look() as connection:
        for number in NUMBERS:
            item = items.by_number(connection, number)
            assert item is not None
            calls = [call for call in runs.calls(connection, item.id) if call.line is not None]

            assert [call.line for call in calls] == list(range(1, len(plan.script[number]) + 1))
            assert [call.tool for call in calls] == [line.tool for line in plan.script[number]]
            assert all(call.ok for call in calls)


def test_nothing_is_said_that_is_not_in_the_script(played: Office, plan: Charter) -> None:
    """Everything but bringing somebody in leaves one entry, under the name of whoever said it."""
    for number in NUMBERS:
        said = [entry.author for entry in views.thread(played, number).entries if entry.author != "system"]

        assert said == [line.by for line in plan.script[number] if line.tool != "add_participant"]


def made_ready(office: Office) -> dict[int, set[int]]:
    """Tickets whose people were woken when a ticket was done, by that ticket; 0 is the founding of the company."""
    ready: dict[int, set[int]] = defaultdict(set)
    freed_by = 0
    for event in events(office, "ticket.moved", "wake.queued"):
        if event.kind == "ticket.moved" and event.data["new"] == "done":
            freed_by = event.data["number"]
        elif event.kind == "wake.queued" and event.data["cause"] == "ready":
            ready[freed_by].add(event.data["number"])
    return ready


@pytest.mark.feature("X-14")
def test_tickets_become_ready_with_the_last_one_they_wait_for(played: Office, plan: Charter) -> None:
    """Their wakes follow its last move before anything else is done."""
    done, last = done_at(played), dict.fromkeys(NUMBERS, 0)
    for one in plan.dependencies:
        last[one.edge.blocked] = max(last[one.edge.blocked], one.edge.blocker, key=lambda number: done.get(number, 0))

    ready = made_ready(played)

    assert {number: freed_by for freed_by, numbers in ready.items() for number in numbers} == last
    assert sum(len(numbers) for numbers in ready.values()) == 12


@pytest.mark.feature("X-14")
def test_tickets_become_ready_as_the_table_says_when_one_works_at_a_time(founded: Office) -> None:
    play(founded, slots=1)

    assert made_ready(founded) == {0: {64}, **READY}


def test_no_run_starts_before_everything_it_waits_for_is_done(played: Office, plan: Charter) -> None:
    done = done_at(played)
    first: dict[int, int] = {}
    for event in events(played, "run.started"):
        first.setdefault(event.data["number"], event.seq)

    assert set(first) == set(NUMBERS)
    assert [one.edge for one in plan.dependencies if done[one.edge.blocker] > first[one.edge.blocked]] == []


def test_nobody_has_two_turns_at_a_time_and_nobody_interrupts(played: Office) -> None:
    busy: Counter[str] = Counter()
    for event in events(played, "run.started", "run.finished"):
        change = 1 if event.kind == "run.started" else -1
        for whom in (f"@{event.data['employee']}", f"#{event.data['number']}"):
            busy[whom] += change
            assert 0 <= busy[whom] <= 1

    assert set(busy.values()) == {0}


def test_no_wake_is_refused_or_dead_and_no_breaker_trips(played: Office) -> None:
    assert events(played, "wake.refused", "wake.dead", "breaker.tripped", "wake.returned") == []


def test_informed_participants_are_never_woken(played: Office, plan: Charter) -> None:
    informed = {(ticket.number, handle) for ticket in plan.tickets for handle in ticket.raci[Raci.INFORMED]}
    woken = {(event.data["number"], event.data["employee"]) for event in events(played, "wake.queued")}

    assert len(informed) > 20
    assert informed & woken == set()


def test_event_log_is_intact(played: Office) -> None:
    assert log.broken(played) == ()
    assert [event.seq for event in events(played)] == list(range(1, len(events(played)) + 1))


def test_org_chart__is_the_one_of_the_scenario(founded: Office) -> None:
    assert {
        person.handle: (person.title, person.department, person.reports_to) for person in roster.staff(founded)
    } == {
        "alex": ("Product Manager", "Product", None),
        "elena": ("Tech Lead", "Engineering", None),
        "lin": ("UI/UX Designer", "Design", "elena"),
        "priya": ("Frontend Engineer", "Engineering", "elena"),
        "mike": ("Backend Engineer", "Engineering", "elena"),
        "sarah": ("QA Engineer", "Quality", "elena"),
    }


def test_seven_hires__give_the_org_chart(tmp_path: Path) -> None:
    """Two report to the operator, and five to the tech lead."""
    hires = {
        "alex": ("product-manager", None),
        "elena": ("tech-lead", None),
        "lin": ("ui-ux-designer", "elena"),
        "priya": ("frontend-engineer", "@elena"),
        "mike": ("backend-engineer", "elena"),
        "sarah": ("qa-engineer", "elena"),
        "james": ("devops-engineer", "elena"),
    }
    with company(Charter(), tmp_path) as office:
        for handle, (role, manager) in hires.items():
            COMMANDS["employee hire"](office, handle=handle, role=role, reports_to=manager)

        staff = roster.staff(office)

    assert [(person.handle, person.role) for person in staff] == [(who, role) for who, (role, _) in hires.items()]
    assert [person.handle for person in staff if person.reports_to is None] == ["alex", "elena"]
    assert [person.handle for person in staff if person.reports_to == "elena"] == list(hires)[2:]


def test_project__counts_what_is_done(founded: Office, tmp_path: Path) -> None:
    nine = "projects: [{key: p, name: Nine}]\ntickets:\n"
    nine += "".join(f"  - {{number: {number}, title: T, project: p}}\n" for number in range(1, 10))
    (tmp_path / "nine").mkdir()

    with company(charter(nine, tmp_path), tmp_path / "nine") as office:
        for number in (1, 2):
            tickets.move(office, number, "done", "done elsewhere")
        project = mission.look(office).projects[0]

    assert (project.done, project.total, project.percent) == (2, 9, 22)
    panel = mission.look(founded).projects[0]
    assert (panel.title, panel.lead, panel.percent) == ("Real-Time Collaboration Panel", "elena", 0)


@pytest.mark.feature("X-5")
def test_ticket__has_several_people_each_with_a_part(founded: Office) -> None:
    assert views.ticket(founded, 67).participants == {
        "mike": "R",
        "elena": "A",
        "priya": "C",
        "sarah": "C",
        "alex": "I",
        "lin": "I",
    }


@pytest.mark.feature("X-6")
def test_priya_and_mike__are_brought_in_by_elena_and_woken_then(played: Office) -> None:
    joined = events(played, "participant.added")
    asked = next(event for event in events(played, "message.posted") if event.actor == "elena")

    assert [(event.data["number"], event.actor, event.data["employee"]) for event in joined] == [
        (64, "elena", "priya"),
        (64, "elena", "mike"),
    ]
    for event in joined:
        who = event.data["employee"]
        mine = [one for one in events(played, "wake.queued", "run.started") if one.data["employee"] == who]
        assert asked.seq < event.seq < mine[0].seq
        assert (mine[0].kind, mine[0].data["cause"], mine[0].data["number"]) == ("wake.queued", "added", 64)
        assert (mine[1].kind, mine[1].data["number"]) == ("run.started", 64)
        assert event.at_ms == NOON
        assert views.ticket(played, 64).participants[who] == "C"


class Listening(ScriptedBrain):
    """Plays the script and keeps what everybody was told before each turn."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[Briefing] = []

    def begin(self, briefing: Briefing, desk: Desk) -> ScriptedThought:
        self.heard.append(briefing)
        return super().begin(briefing, desk)


@pytest.mark.feature("X-6")
async def test_whoever_is_brought_in__is_told_what_was_said_before(founded: Office) -> None:
    brain = Listening()

    await Worker(founded, lambda _: brain, slots=1).work(until_idle=True, most_runs=8)

    told = next(briefing for briefing in brain.heard if (briefing.number, briefing.handle) == (64, "priya"))
    assert [said.author for said in told.thread] == ["alex", "elena"]
    assert "Three stories" in told.thread[0].body
    assert (told.part, told.cause) == ("consulted", "added")


def test_priya_in_67__wakes_mike_and_mike_wakes_elena(played: Office) -> None:
    woken = [
        (event.actor, event.data["employee"], event.data["cause"])
        for event in events(played, "wake.queued")
        if event.data["number"] == 67 and event.data["cause"] != "ready"
    ]

    assert ("priya", "mike", "question") in woken
    assert ("mike", "elena", "question") in woken
    assert ("mike", "elena", "review") in woken


@pytest.mark.feature("X-11")
def test_integration_test__is_a_tool_call_with_its_result(played: Office) -> None:
    [entry] = entries(played, 69, "tool")

    assert entry.author == "priya"
    assert entry.payload["tool"] == "test_integration"
    assert entry.payload["results"] == {
        "WebSocket connection": "pass",
        "Presence API": "pass",
        "Event broadcasting": "pass",
        "Real-time updates": "pass",
    }
    with played.look() as connection:
        item = items.by_number(connection, 69)
        assert item is not None
        [call] = [call for call in runs.calls(connection, item.id) if call.tool == "check"]
    assert (call.arguments["name"], call.ok, call.result) == ("test_integration", True, "4 passed, 0 failed.")


@pytest.mark.feature("X-12")
def test_screenshot__hangs_on_the_message_and_on_the_ticket(played: Office) -> None:
    shown = views.thread(played, 69)
    entry = next(said for said in shown.entries if said.payload.get("kind") == "image")
    made = next(one for one in shown.artifacts if one.kind == "image")

    assert (entry.author, entry.payload["name"]) == ("priya", "collaboration-panel-screenshot.png")
    assert (made.producer, made.name, made.version) == ("priya", "collaboration-panel-screenshot.png", 1)
    assert "Screenshot, described" in made.content
    assert made.sha256 == hashlib.sha256(made.content.encode()).hexdigest()
    assert [one.name for one in shown.artifacts] == ["design-tokens.ts", made.name]


@pytest.mark.feature("X-18")
def test_ten_decisions__are_on_record_with_who_what_and_why(played: Office) -> None:
    made = [(number, said) for number in NUMBERS for said in entries(played, number, "decision")]

    assert tuple((number, said.author, said.payload["subject"]) for number, said in made) == DECISIONS
    assert all(said.payload["outcome"] for _, said in made)
    assert [said.payload["subject"] for _, said in made if not said.payload["rationale"]] == [
        *("Live indicator", "When active becomes idle", "Reconnect rule")
    ]
    logged = {event.data["outcome"]: event for event in events(played, "decision.decided")}
    for number, said in made:
        event = logged[said.payload["outcome"]]
        assert (event.actor, event.data["number"]) == (said.author, number)
        assert event.data["rationale"] == said.payload["rationale"]


def test_report_in_71__has_eleven_passes_and_one_failure(played: Office) -> None:
    [report] = entries(played, 71, "tool")

    assert report.author == "sarah"
    assert Counter(report.payload["results"].values()) == {"pass": 11, "fail": 1}
    assert report.payload["results"]["Panel load under 1 s"] == "fail"
    assert "1.3 s" in report.payload["note"]


@pytest.mark.feature("X-25")
def test_failed_check__is_deferred_to_73_which_is_told(played: Office) -> None:
    [decision] = entries(played, 71, "decision")
    told = views.thread(played, 73).entries[0]

    assert decision.payload["deferred_to"] == 73
    assert (told.author, told.kind, told.origin) == ("system", "system", 71)
    assert told.body.startswith("Deferred from #71 by @elena: Launch with a panel load of 1.3 s: ")
    assert decision.seq < told.seq
    assert done_at(played)[71] < done_at(played)[73]


def test_scripted_words__are_labelled_as_scripted(played: Office) -> None:
    for number in NUMBERS:
        said = [entry for entry in views.thread(played, number).entries if entry.author != "system"]

        assert said
        assert all(entry.scripted for entry in said)


def test_turns__are_lines_of_one_speaker_in_a_row(played: Office, plan: Charter) -> None:
    """Every group of lines is one run; whoever else was woken passes."""
    ended = Counter((event.data["number"], event.data["outcome"]) for event in events(played, "run.finished"))

    for number in NUMBERS:
        groups = len(list(groupby(plan.script[number], key=lambda line: line.by)))
        assert ended[number, "finished"] == groups
    assert {outcome for _, outcome in ended} <= {"finished", "passed"}


@pytest.mark.parametrize("slots", [1, 32])
def test_hello_company__runs_to_its_end_and_improvises_where_nothing_is_written(slots: int, tmp_path: Path) -> None:
    with company(shipped("hello-company"), tmp_path) as office:
        play(office, slots=slots)

        assert {ticket.number: ticket.state for ticket in views.tickets(office)} == dict.fromkeys(
            (1, 2, 3, 4), State.DONE
        )
        for number, who in ((2, "ben"), (3, "cleo")):
            line, end = views.thread(office, number).entries
            assert (line.author, line.kind, line.scripted) == (who, "comment", True)
            assert line.body.startswith("(scripted) I worked on")
            assert (end.author, end.kind, end.body) == (who, "done", "Done (scripted)")
        assert events(office, "wake.refused", "wake.dead", "breaker.tripped") == []
        assert inbox.waiting(office, None) == ()


def digest(office: Office) -> str:
    """The event log as one hash, whatever the worker is called."""
    rows = [
        (
            event.seq,
            event.at_ms,
            event.actor,
            event.kind,
            event.subject.partition("worker:")[0],
            masked(dict(event.data)),
        )
        for event in events(office)
    ]
    return hashlib.sha256(json.dumps(rows, sort_keys=True).encode()).hexdigest()


def masked(data: dict[str, object]) -> dict[str, object]:
    return data | ({"worker": "somebody"} if "worker" in data else {})


def test_two_plays__leave_the_same_event_log(tmp_path: Path) -> None:
    digests = set()
    for no in range(2):
        folder = tmp_path / str(no)
        folder.mkdir()
        with company(shipped(NAME), folder) as office:
            play(office)
            digests.add((len(events(office)), digest(office)))

    assert len(digests) == 1


PLAY_ELSEWHERE: Final = """
import sys
from pathlib import Path
from tests.scenarios.stage import company, play, shipped
from tests.scenarios.test_cross_functional import NAME, digest
with company(shipped(NAME), Path(sys.argv[1])) as office:
    play(office)
    print(digest(office))
"""


def test_play_in_another_process__leaves_the_same_event_log(tmp_path: Path) -> None:
    """With sets in another order too: nothing that is woken or said may depend on how strings are hashed."""
    digests = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        folder.mkdir()
        done = subprocess.run(
            [sys.executable, "-c", PLAY_ELSEWHERE, str(folder)],
            cwd=Path(__file__).resolve().parents[2],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        digests.append(done.stdout)

    assert digests[0] == digests[1]


def test_found__leaves_one_file(tmp_path: Path) -> None:
    founding.found(tmp_path / "company.db", companies.read(companies.named_scenario(NAME)), lambda: NOON)

    assert [path.name for path in tmp_path.iterdir()] == ["company.db"]
