"""Plans: who suits a row and by how much, what a brief comes to, and what cannot be carried out."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from teamx_tui.domain import briefs
from teamx_tui.domain.planning import MOST, Candidate, Draft, Row, faults, ranked, score

BACKEND = ("backend-engineering", "api-design")


@pytest.mark.feature("T-14")
@pytest.mark.parametrize(
    ("who", "total"),
    [
        (Candidate("ada", BACKEND), 0.4 * 1 + 0.3 * 1 + 0.2 * 1 + 0.1 * 0.5),
        (Candidate("ada", ("backend-engineering",)), 0.4 * 0.5 + 0.3 + 0.2 + 0.05),
        (Candidate("ada", ("ux-design",)), 0.3 + 0.2 + 0.05),
        (Candidate("ada", BACKEND, open_tickets=2), 0.4 + 0.3 * 0.6 + 0.2 + 0.05),
        (Candidate("ada", BACKEND, open_tickets=5), 0.4 + 0.2 + 0.05),
        (Candidate("ada", BACKEND, open_tickets=9), 0.4 + 0.2 + 0.05),
        (Candidate("ada", BACKEND, availability=0.5), 0.4 + 0.3 + 0.1 + 0.05),
        (Candidate("ada", BACKEND, availability=0.0), 0.4 + 0.3 + 0.05),
        (Candidate("ada", BACKEND, finished=3, broken_off=1), 0.4 + 0.3 + 0.2 + 0.075),
    ],
)
def test_score__is_exactly_the_sum_of_its_parts(who: Candidate, total: float) -> None:
    assert score(BACKEND, who).total == pytest.approx(total, abs=1e-12)


@pytest.mark.feature("T-14")
def test_score__says_what_it_is_made_of() -> None:
    said = score(BACKEND, Candidate("ada", ("backend-engineering",), open_tickets=1)).words

    assert said == "0.69 = 0.4×0.50 fit + 0.3×0.80 load + 0.2×1.00 availability + 0.1×0.50 past"


def test_ranked__puts_the_best_first_and_leaves_equals_in_order() -> None:
    staff = [Candidate("ada"), Candidate("ben"), Candidate("cleo", BACKEND)]

    assert [one.handle for one in ranked(BACKEND, staff)] == ["cleo", "ada", "ben"]


@pytest.mark.parametrize(
    ("brief", "rows"),
    [
        ("Requirements; Build it", [("Requirements", (), ""), ("Build it", (1,), "")]),
        (
            "- Requirements\n* Build it\n3. Test it",
            [("Requirements", (), ""), ("Build it", (1,), ""), ("Test it", (2,), "")],
        ),
        (
            "# Plan\nRequirements\nMockups\nMake:\n- Build it\n- Write it\n",
            [
                ("Requirements", (), "Plan"),
                ("Mockups", (), "Plan"),
                ("Build it", (1, 2), "Make"),
                ("Write it", (1, 2), "Make"),
            ],
        ),
        (" ; ;\n", []),
    ],
)
def test_read__makes_a_row_of_each_line_in_order_and_by_phase(brief: str, rows: list[object]) -> None:
    assert [(row.title, row.waits_for, row.phase) for row in briefs.read(brief)] == rows


def test_read__takes_an_estimate_and_a_handle_out_of_the_title() -> None:
    first, second = briefs.read("Build the API (3d) @mike; Test it [4 h]")

    assert (first.title, first.estimate, first.assignee) == ("Build the API", 3.0, "mike")
    assert (second.title, second.estimate, second.assignee) == ("Test it", 0.5, None)


def test_needed__is_what_a_title_hints_at_or_what_the_labels_say() -> None:
    assert "qa-engineering" in briefs.needed("Test plan & automated testing")
    assert briefs.needed("Whatever", ["devops"]) == ("devops",)
    assert briefs.needed("Whatever") == ()


@pytest.mark.feature("S-54")
@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([], "No ticket is left"),
        ([Row(no, f"Ticket {no}") for no in range(1, MOST + 2)], "at most 30 tickets, and this one has 31"),
        ([Row(1, "A", waits_for=(2,)), Row(2, "B", waits_for=(1,))], "Rows 1 → 2 → 1 wait for one another"),
        ([Row(1, "A", waits_for=(7,))], "Row 1 waits for row 7, which is not in the plan"),
        ([Row(1, "A", assignee="nobody")], "@nobody, who does not work here"),
        ([Row(1, " ")], "Row 1 has no title"),
        ([Row(1, "A", estimate=0)], "estimated at 0 days"),
        ([Row(1, "A"), Row(1, "B")], "two rows 1"),
    ],
)
def test_faults__names_why_a_plan_cannot_be_carried_out(rows: list[Row], reason: str) -> None:
    assert any(reason in fault for fault in faults(Draft(tuple(rows)), {"ada"}))


def test_faults__of_a_sound_plan_of_thirty_are_none() -> None:
    rows = tuple(Row(no, f"Ticket {no}", "ada", (no - 1,) if no > 1 else ()) for no in range(1, MOST + 1))

    assert faults(Draft(rows), {"ada"}) == ()
    assert Draft(rows).days == MOST


@given(
    links=st.sets(st.tuples(st.integers(1, 8), st.integers(1, 8)).filter(lambda pair: pair[0] < pair[1])),
    dropped=st.frozensets(st.integers(1, 8)),
)
def test_kept__waits_for_exactly_what_was_reached_through_dropped_rows(
    links: set[tuple[int, int]], dropped: frozenset[int]
) -> None:
    rows = tuple(Row(no, "T", waits_for=tuple(sorted(a for a, b in links if b == no))) for no in range(1, 9))

    kept = {row.no: set(row.waits_for) for row in Draft(rows, dropped).kept}

    graph = nx.DiGraph(links)
    graph.add_nodes_from(range(1, 9))
    assert kept.keys() == set(range(1, 9)) - dropped
    for no, waits in kept.items():
        through = graph.subgraph({*dropped, no})
        behind = {no, *nx.ancestors(through, no)}
        assert waits == {a for node in behind for a in graph.predecessors(node)} - dropped
