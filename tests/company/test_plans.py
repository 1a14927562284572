"""Breaking a project down: what is proposed, what is changed, and that nothing is filed before somebody agrees."""

from __future__ import annotations

from typing import Any

import pytest

from teamx_tui.commands import COMMANDS, companies, plans
from teamx_tui.company import charters, gates, money, undo, views
from teamx_tui.company import plans as company_plans
from teamx_tui.company.founding import Charter, Project
from teamx_tui.company.office import Office
from teamx_tui.domain.errors import Invalid, NotFound, Refused
from tests.builders import charter, events, filing, head, passing, play

BRIEF = "Requirements spec (2d); UX mockups; Build the API (3d); Test it"


def paper(**more: Any) -> Charter:
    return charter(3, [filing(1), filing(2)], projects=[Project("mvp", "MVP")], **more)


def decompose(office: Office, **given: Any) -> Any:
    return COMMANDS["decompose"](office, project="mvp", brief=BRIEF, **given)


@pytest.mark.feature("X-4", "T-13")
def test_decompose__without_a_yes_writes_nothing_and_costs_nothing() -> None:
    with passing(paper()) as office:
        before = head(office)

        reply = decompose(office)

        assert reply.data["tickets"] == 4
        assert "Nothing is filed yet" in reply.sentence
        assert (head(office), len(views.tickets(office))) == (before, 2)
        assert money.look(office).total.micros == 0


@pytest.mark.feature("X-4", "T-13")
def test_decompose__files_what_is_kept_in_one_order_that_can_be_taken_back() -> None:
    with passing(paper()) as office:
        decompose(office, drop=["2"], assign=["4=cleo"], yes=True)

        filed = {row.number: row for row in views.tickets(office) if row.project == "mvp"}
        assert {no: (row.title, row.blocked_by) for no, row in filed.items()} == {
            3: ("Requirements spec", ()),
            4: ("Build the API", (3,)),
            5: ("Test it", (4,)),
        }
        assert filed[5].assignee == "cleo"
        (agreed,) = events(office, "plan.agreed")
        assert (agreed.data["tickets"], agreed.data["left_out"]) == ([3, 4, 5], 1)
        assert {row.source for row in charters.charter(office).dependencies} == {"planner"}

        undo.take_back(office)
        assert {row.state for row in views.tickets(office) if row.number > 2} == {"cancelled"}
        assert undo.last(office) is None


@pytest.mark.feature("T-14")
def test_propose__counts_open_tickets_and_what_the_plan_gives_as_load() -> None:
    with passing(paper()) as office:
        plan = company_plans.propose(office, "mvp", "One; Two; Three", {})

        # ada has two tickets already; ben and cleo get one each before ben is asked again.
        assert [row.assignee for row in plan.draft.rows] == ["ben", "cleo", "ben"]
        first = {one.handle: round(one.total, 9) for one in plan.scores[1]}
        assert first == {"ben": 0.55, "cleo": 0.55, "ada": 0.43}
        assert round(plan.scores[3][0].total, 9) == 0.49


@pytest.mark.feature("S-54")
def test_decompose__refuses_a_plan_that_cannot_be_carried_out_with_every_reason() -> None:
    with passing(paper()) as office:
        before = head(office)
        brief = "; ".join(f"Thing {no}" for no in range(31)) + " @nobody"
        with pytest.raises(Refused, match=r"at most 30 tickets, and this one has 31.*@nobody, who does not work here"):
            COMMANDS["decompose"](office, project="mvp", brief=brief, yes=True)
        assert head(office) == before


@pytest.mark.parametrize(
    ("given", "error", "said"),
    [
        ({"project": "moon", "brief": BRIEF}, NotFound, "no project 'moon'"),
        ({"project": "mvp"}, Invalid, "Say what MVP consists of"),
        ({"project": "mvp", "brief": BRIEF, "drop": ["9"]}, Invalid, "no row 9"),
        ({"project": "mvp", "brief": BRIEF, "assign": ["1=zoe"]}, Invalid, "Nobody called @zoe"),
        ({"project": "mvp", "brief": BRIEF, "assign": ["1"]}, Invalid, "no row with a handle"),
        ({"project": "mvp", "brief": BRIEF, "drop": ["1", "2", "3", "4"], "yes": True}, Refused, "No ticket is left"),
    ],
)
def test_decompose__says_what_is_wrong(given: dict[str, Any], error: type[Exception], said: str) -> None:
    with passing(paper()) as office, pytest.raises(error, match=said):
        COMMANDS["decompose"](office, **given)


# --- what a scenario holds ready ---


def lifecycle() -> Charter:
    return companies.read(companies.named_scenario("product-lifecycle"))


@pytest.mark.feature("X-4", "T-13")
def test_a_scenario_with_a_plan__begins_without_tickets_and_answers_with_them() -> None:
    with passing(lifecycle()) as office:
        assert views.tickets(office) == ()
        plan = plans.proposed(office, "teamflow")

        assert (len(plan.draft.rows), len(plan.draft.edges), len(plan.draft.soft_edges)) == (9, 12, 1)
        assert plan.cost_micros == (2_800_000, 4_200_000)
        assert "scripted planner" in plan.author
        assert plan.draft.days == 23
        (gate,) = plan.work.gates
        assert (gate.key, gate.after, gate.blocks) == ("contract", (3,), (6,))


def test_a_scenario_with_a_plan__is_written_out_as_it_was_read() -> None:
    read = lifecycle()
    with passing(read) as office:
        written = charters.charter(office)

    assert written.plan == read.plan
    assert list(written.tickets) == list(read.tickets)
    assert sorted(map(charters.place, written.dependencies)) == sorted(map(charters.place, read.dependencies))
    assert list(written.gates) == list(read.gates)
    assert list(written.meetings) == list(read.meetings)
    assert dict(written.script) == {number: tuple(lines) for number, lines in read.script.items()}


def test_a_held_plan__of_which_rows_are_left_out_or_given_away_runs_to_its_end() -> None:
    with passing(lifecycle()) as office:
        COMMANDS["decompose"](office, project="teamflow", drop=["5"], assign=["7=mike"], yes=True)
        play(office)

        rows = {row.number: row for row in views.tickets(office)}
        assert {row.state for row in rows.values()} == {"done"}
        assert (5 in rows, rows[7].assignee, rows[7].participants["james"]) == (False, "mike", "C")
        # What waited for #5 waited for what that waited for.
        assert {(one.edge.blocker, one.edge.blocked) for one in charters.charter(office).dependencies} >= {(2, 6)}


def test_a_held_plan__whose_numbers_are_taken_gets_others() -> None:
    with passing(lifecycle()) as office:
        COMMANDS["ticket new"](office, title="In between", assignee="alex")
        plan = plans.proposed(office, "teamflow")
        assert "#1 is taken already" in plan.notes[0]
        COMMANDS["decompose"](office, project="teamflow", yes=True)
        play(office)

        planned = [row.number for row in views.tickets(office) if row.project == "teamflow"]
        assert planned == list(range(2, 11))
        assert {row.state for row in views.tickets(office)} == {"done"}


@pytest.mark.parametrize(
    ("taken", "given", "dependency", "gate"),
    [
        # The contract is in the script of #3: whoever has no script waits for #3 itself.
        (False, {}, None, [((3,), (6,))]),
        (False, {"drop": ["6"]}, None, []),
        (False, {"drop": ["3"]}, None, []),
        (False, {"assign": ["3=priya"]}, (3, 6), []),
        (True, {}, (4, 7), []),
    ],
)
def test_a_held_plan__keeps_its_gate_as_long_as_somebody_is_told_to_open_it(
    taken: bool, given: dict[str, Any], dependency: tuple[int, int] | None, gate: list[Any]
) -> None:
    with passing(lifecycle()) as office:
        if taken:
            COMMANDS["ticket new"](office, title="In between", assignee="alex")
        COMMANDS["decompose"](office, project="teamflow", yes=True, **given)

        assert [(one.after, one.blocks) for one in gates.everyone(office)] == gate
        hard = {(one.edge.blocker, one.edge.blocked) for one in charters.charter(office).dependencies if one.edge.hard}
        assert (dependency in hard) == (dependency is not None)
        assert taken or ((3, 6) in hard) == (dependency == (3, 6))


def test_a_held_plan__says_how_many_gates_and_dependencies_there_will_be() -> None:
    with passing(lifecycle()) as office:
        plan = plans.proposed(office, "teamflow")

        assert "with 13 dependencies and 1 gate and" in plans.summary(plan)
        assert "with 14 dependencies and" in plans.summary(company_plans.change(plan, assign={3: "priya"}))
        said = COMMANDS["decompose"](office, project="teamflow")
        gate = "Gate API contract agreed: row 6 may start once an api_contract is agreed or implemented."
        assert gate in said.sentence
