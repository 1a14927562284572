"""Gates that an artifact opens: what follows for those who wait, in the very act that changes the artifact."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from teamx_tui.brains.briefing import Briefing
from teamx_tui.commands import COMMANDS
from teamx_tui.company import (
    critical,
    delivery,
    doctor,
    documents,
    gates,
    graph,
    links,
    listing,
    reports,
    tickets,
    undo,
    vault,
    views,
    waits,
    why,
)
from teamx_tui.company.artifacts import Draft
from teamx_tui.company.office import Office
from teamx_tui.domain.arrangement import Arrangement
from teamx_tui.domain.errors import Invalid, NotFound, Refused
from teamx_tui.domain.filters import EVERYTHING
from teamx_tui.domain.gates import Condition
from tests.builders import (
    Chooser,
    Clock,
    charter,
    commits,
    events,
    filing,
    finishes,
    founded,
    head,
    play,
    queued,
    same_commit,
    turn,
    turns_taken,
    woken,
)

GATE = 7


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """#3 of ada makes the contract, #6 of ben waits for the gate #7, cleo has nothing to do with it."""
    office = founded(tmp_path / "company.db", charter(3, [filing(3, "ada"), filing(6, "ben")]), Clock(step_ms=1))
    gates.place(office, "API contract agreed", "api_contract", ["agreed", "implemented"], after=[3], blocks=[6])
    yield office
    office.close()


def condition(office: Office, number: int = 6) -> Condition:
    return views.ticket(office, number).condition


def propose(office: Office) -> None:
    delivery.attach(office, 3, "openapi.yaml", "paths: {}", type="api_contract", actor="ada")


@pytest.mark.feature("X-28")
def test_gate__opens_by_the_agreed_contract_before_its_ticket_is_done(office: Office) -> None:
    assert (condition(office), queued(office)) == (Condition.BLOCKED, [(3, "ada")])
    contract = {"name": "openapi.yaml", "content": "paths: {}", "type": "api_contract"}

    turn(office, 3, "ada", ("attach", contract), ("comment", {"text": "Fine, @ben?"}))
    assert (condition(office), gates.one(office, GATE).word) == (Condition.BLOCKED, "closed")

    before = head(office)
    with commits(office) as heads:
        turn(office, 3, "ben", ("set_status", {"name": "openapi.yaml", "status": "agreed"}))
    (changed,) = events(office, "artifact.status_set", since=before)
    (opened,) = events(office, "gate.opened", since=before)
    (queued_now,) = events(office, "wake.queued", since=before)
    assert same_commit(heads, changed.seq, opened.seq, queued_now.seq)
    assert woken(office, before) == [(6, "ben", "ready")]
    assert (condition(office), views.ticket(office, 3).state) == (Condition.READY, "in_progress")

    play(office, brain=Chooser(lambda briefing: [finishes()] if briefing.number == 6 else []))
    assert (views.ticket(office, 6).state, views.ticket(office, 3).state) == ("done", "in_progress")


@pytest.mark.feature("X-28")
def test_gate__is_passed_in_a_company_that_plays_by_itself(office: Office) -> None:
    def choose(briefing: Briefing) -> list[tuple[str, dict[str, object]]]:
        said = [entry.kind for entry in briefing.thread]
        if briefing.number == 6:
            return [finishes()]
        if briefing.handle == "ada" and "attachment" not in said:
            proposal = {"name": "openapi.yaml", "content": "paths: {}", "type": "api_contract"}
            return [("attach", proposal), ("mention", {"who": ["cleo"]})]
        if briefing.handle == "cleo":
            return [("set_status", {"name": "openapi.yaml", "status": "agreed"}), ("mention", {"who": ["ada"]})]
        return [finishes()]

    play(office, brain=Chooser(choose))

    turns = turns_taken(office)
    assert turns.index((6, "ben")) < len(turns) - 1 - turns[::-1].index((3, "ada"))
    assert {ticket.state for ticket in views.tickets(office)} == {"done"}


@pytest.mark.feature("X-28")
def test_why__names_the_gate_who_makes_the_artifact_and_where(office: Office) -> None:
    answer = why.why(office, 6)

    (gate,) = answer.tree.gates
    assert (gate.kind, gate.on, gate.who, gate.behind) == ("gate", f"gate:{GATE}", "ada", (3,))
    assert [reason.number for reason in answer.tree.behind] == [3]
    assert (answer.roots, answer.then) == ((3,), ("ben",))

    propose(office)
    tickets.move(office, 3, "done", "handed in")
    answer = why.why(office, 6)
    assert "openapi.yaml is proposed" in answer.tree.gates[0].opens_when
    assert (answer.tree.behind, answer.roots) == ((), (6,))


def test_waits__name_a_gate_only_while_it_is_closed(office: Office) -> None:
    def waiting() -> list[tuple[str, str]]:
        return [(one.waiter, one.waited) for one in waits.standing(office).waits]

    assert waiting() == [("#6", f"#{GATE}")]

    propose(office)
    documents.set_status(office, "openapi.yaml", "agreed", number=3)

    assert waiting() == []


@pytest.mark.feature("T-42", "X-28")
def test_day__says_which_gate_a_ticket_waits_for_until_it_is_open_or_waived(office: Office) -> None:
    def waiting() -> list[tuple[int, str]]:
        day = reports.date.fromisoformat(events(office, "company.founded")[0].at[:10])
        shown = reports.morning(office, day)
        assert (6 in {one.number for one in shown.ready}) == (not shown.blocked)
        return [(one.number, one.note) for one in shown.blocked]

    shut = [(6, f"waits for gate #{GATE}")]
    assert waiting() == shut
    COMMANDS["gate waive"](office, number=GATE, reason="we know it by heart")
    assert waiting() == []
    undo.take_back(office)
    assert waiting() == shut
    propose(office)
    documents.set_status(office, "openapi.yaml", "agreed", number=3)
    assert waiting() == []
    gates.place(office, "Another that is open at once", "api_contract", ["agreed"], blocks=[6])
    assert waiting() == []
    documents.set_status(office, "openapi.yaml", "disputed", number=3)
    assert waiting() == [(6, f"waits for gate #{GATE}, gate #{GATE + 1}")]


@pytest.mark.feature("T-24")
def test_doctor__finds_work_that_is_stuck_behind_an_open_gate(office: Office) -> None:
    delivery.attach(office, 3, "openapi.yaml", "", type="api_contract", status="agreed", actor="ada")
    turn(office, 6, "ben")

    finding = next(one for one in doctor.examine(office).findings if one.name == "Stuck work")

    assert "#6 Ticket 6" in finding.sentence


@pytest.mark.feature("X-28")
def test_gate__closes_again_for_who_has_not_started_and_warns_who_has(office: Office) -> None:
    propose(office)
    documents.set_status(office, "openapi.yaml", "agreed", actor="cleo")
    assert (6, "ben") in queued(office)

    documents.set_status(office, "openapi.yaml", "disputed", actor="cleo")
    assert ((6, "ben") in queued(office), condition(office)) == (False, Condition.BLOCKED)

    documents.set_status(office, "openapi.yaml", "agreed", actor="cleo")
    turn(office, 6, "ben", ("comment", {"text": "On it."}))
    propose(office)
    assert condition(office) is Condition.BLOCKED
    assert "is closed again" in views.thread(office, 6).entries[-1].body


def test_gate__goes_by_the_newest_version_of_the_ticket_and_name_it_names(office: Office) -> None:
    gates.place(office, "Exactly that", "api_contract", ["agreed"], number=3, name="b.yaml", blocks=[6])
    gates.waive(office, GATE, "not this one")

    delivery.attach(office, 6, "b.yaml", "x", type="api_contract", status="agreed")
    delivery.attach(office, 3, "a.yaml", "x", type="api_contract", status="agreed")
    assert condition(office) is Condition.BLOCKED
    delivery.attach(office, 3, "b.yaml", "x", type="api_contract", status="agreed")
    assert condition(office) is Condition.READY
    delivery.attach(office, 3, "b.yaml", "y")
    assert condition(office) is Condition.BLOCKED


def test_place__with_the_artifact_there_holds_nothing_back(office: Office) -> None:
    delivery.attach(office, 3, "b.yaml", "x", type="api_contract", status="implemented")
    assert (6, "ben") in queued(office)

    gates.place(office, "Once more", "api_contract", ["implemented"], blocks=[6])

    assert ((6, "ben") in queued(office), condition(office)) == (True, Condition.READY)


@pytest.mark.feature("X-28")
def test_waive__lets_those_who_wait_go_on_and_can_be_taken_back(office: Office) -> None:
    COMMANDS["gate waive"](office, number=GATE, reason="we know the API")
    assert (gates.one(office, GATE).word, gates.one(office, GATE).reason) == ("waived", "we know the API")
    assert (condition(office), queued(office)) == (Condition.READY, [(3, "ada"), (6, "ben")])

    undo.take_back(office)

    assert (gates.one(office, GATE).word, condition(office)) == ("closed", Condition.BLOCKED)
    assert queued(office) == [(3, "ada")]


def test_undo__of_a_status_closes_the_gate_that_it_opened(office: Office) -> None:
    propose(office)
    COMMANDS["vault status"](office, name="openapi.yaml", status="agreed")
    assert condition(office) is Condition.READY

    undone = undo.take_back(office)

    assert any("openapi.yaml is proposed again" in effect for effect in undone.effects)
    assert (condition(office), queued(office)) == (Condition.BLOCKED, [(3, "ada")])


def test_undo__of_a_gate_takes_it_and_its_links_away(office: Office) -> None:
    gates.waive(office, GATE, "x")
    COMMANDS["gate new"](office, title="Second", artifact="report", status="done", blocks=["6"])
    assert condition(office) is Condition.BLOCKED

    undo.take_back(office)

    assert [gate.number for gate in gates.everyone(office)] == [GATE]
    assert (condition(office), queued(office)) == (Condition.READY, [(3, "ada"), (6, "ben")])


def test_undo__refuses_once_somebody_works_on_what_the_gate_released(office: Office) -> None:
    propose(office)
    COMMANDS["vault status"](office, name="openapi.yaml", status="agreed")
    turn(office, 6, "ben", ("comment", {"text": "On it."}))

    with pytest.raises(Refused, match="@ben has begun a turn on #6"):
        undo.take_back(office)


def test_start_anyway__lets_a_ticket_start_before_its_gate(office: Office) -> None:
    assert links.start_anyway(office, 6) == (GATE,)

    assert condition(office) is Condition.READY


@pytest.mark.parametrize(
    ("words", "error", "sentence"),
    [
        ({"kind": "api_contract", "statuses": ["done"]}, Invalid, "never done"),
        ({"kind": "api_contract", "statuses": []}, Invalid, "in which statuses"),
        ({"kind": "report", "statuses": ["done"], "blocks": [99]}, NotFound, "#99"),
        ({"kind": "report", "statuses": ["done"], "after": [6], "blocks": [3]}, None, ""),
        ({"kind": "report", "statuses": ["done"], "after": [6], "blocks": [6]}, Refused, "cycle"),
    ],
)
def test_place__refuses_what_no_gate_can_be(
    office: Office, words: dict[str, object], error: type[Exception] | None, sentence: str
) -> None:
    if error is None:  # two gates between the same tickets, each expected from the other's, would be a cycle
        error, sentence = Refused, "cycle"
    with pytest.raises(error, match=sentence):
        gates.place(office, "G", **words)  # type: ignore[arg-type]


@pytest.mark.parametrize(("reason", "error"), [("", Invalid), ("because", Refused)])
def test_waive__needs_a_reason_and_a_closed_gate(office: Office, reason: str, error: type[Exception]) -> None:
    delivery.attach(office, 3, "a", "x", type="api_contract", status="agreed")

    with pytest.raises(error):
        gates.waive(office, GATE, reason)
    with pytest.raises(NotFound, match="Gates: #7"):
        gates.waive(office, 3, "because")


def test_gate__is_no_ticket(office: Office) -> None:
    assert [ticket.number for ticket in views.tickets(office)] == [3, 6]
    assert list(listing.arrange(office, Arrangement(EVERYTHING)).numbers) == [3, 6]
    assert views.ticket(office, 6).blocked_by == ()
    assert views.ticket(office, 6).gates == (GATE,)
    for act in (lambda: views.thread(office, GATE), lambda: tickets.move(office, GATE, "done", "x")):
        with pytest.raises(NotFound, match=f"teamx gate show {GATE}"):
            act()


def test_graph__passes_through_gates_softly_and_takes_no_time_in_them(office: Office) -> None:
    plan = graph.plan(office)

    assert (plan.nodes, plan.edges, plan.waves) == ((3, 6), ((3, 6),), ((3, 6),))
    path = critical.Pathfinder().look(office)
    assert (path.length, path.days) == (1, 1.0)


def test_vault__keeps_what_is_private_with_those_who_take_part(tmp_path: Path) -> None:
    office = founded(tmp_path / "private.db", charter(2, [filing(1, "ada", private=True), filing(2, "ben")]))
    documents.add(office, Draft("secret.md", "a plan"), number=1)

    assert [file.name for file in vault.search(office, "plan", reader="ada").files] == ["secret.md"]
    assert vault.search(office, "plan", reader="ben").files == ()
    with pytest.raises(NotFound):
        vault.read(office, "secret.md", reader="ben")
    office.close()
