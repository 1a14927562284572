"""Why a ticket does not move, down to where somebody can act."""

from collections.abc import Callable

import pytest

from teamx_tui.commands import COMMANDS
from teamx_tui.commands.remedies import remedy
from teamx_tui.company import decisions, idleness, pauses, runs, threads, tickets, why
from teamx_tui.company.founding import Allowance
from teamx_tui.company.office import OPERATOR, Office
from teamx_tui.domain.errors import NotFound
from teamx_tui.domain.gates import Condition, GateKind
from teamx_tui.domain.retries import Mishap
from tests.builders import charter, claim, filing, head, passing

LONG = 1_200


@pytest.mark.feature("D-1")
def test_why__of_a_ready_ticket_is_nothing_and_names_who_is_queued() -> None:
    with passing(charter(3, [filing(1, consulted=["ben"])])) as office:
        answer = why.why(office, 1)

        assert (answer.number, answer.runnable, answer.roots) == (1, True, ())
        assert answer.tree.condition is Condition.READY
        assert answer.queued == ("ada", "ben")


@pytest.mark.feature("D-1", "X-13")
def test_why__follows_each_dependency_to_the_reason_behind_it() -> None:
    paper = charter(3, [filing(1), filing(2, "ben"), filing(3, "cleo"), filing(4, None)], [(1, 2), (2, 3), (4, 3)])
    with passing(paper) as office:
        tickets.move(office, 1, "on_hold", "no money")

        answer = why.why(office, 3)

        assert not answer.runnable
        assert answer.roots == (1, 4)
        assert [(gate.on, gate.who) for gate in answer.tree.gates] == [("ticket:2", "ben"), ("ticket:4", "operator")]
        two, four = answer.tree.behind
        assert (two.number, two.condition) == (2, Condition.BLOCKED)
        (one,) = two.behind
        assert [gate.opens_when for gate in one.gates] == ["the hold on #1 is lifted (no money)"]
        assert [gate.kind for gate in four.gates] == [GateKind.NOT_ASSIGNED]


@pytest.mark.feature("D-1")
def test_why__proves_a_ticket_met_twice_only_once() -> None:
    paper = charter(1, [filing(n) for n in range(1, 5)], [(1, 2), (1, 3), (2, 4), (3, 4)])
    with passing(paper) as office:
        two, three = why.why(office, 4).tree.behind

        assert [(one.number, one.repeated) for one in (*two.behind, *three.behind)] == [(1, False), (1, True)]
        assert why.why(office, 4).roots == (1,)


@pytest.mark.feature("D-1")
def test_why__names_everything_that_is_closed_at_once() -> None:
    budgets = [Allowance("company", "", 0)]
    paper = charter(2, [filing(1), filing(2)], [(1, 2)], brain="claude", budgets=budgets)
    with passing(paper) as office:
        decisions.block(office, 2, "no paint", actor="ben")

        gates = why.why(office, 2).tree.gates

        assert [gate.kind for gate in gates] == [GateKind.DEPENDENCY, GateKind.DECISION, GateKind.BUDGET]


@pytest.mark.feature("D-1")
def test_why__says_that_the_responsible_is_busy_elsewhere() -> None:
    with passing(charter(1, [filing(1), filing(2)])) as office:
        claim(office, 1, "ada")

        (gate,) = why.why(office, 2).tree.gates

        assert (gate.kind, gate.on, gate.opens_when) == (GateKind.CAPACITY, "employee:ada", "@ada is done with #1")


@pytest.mark.feature("D-1")
def test_why__of_a_ticket_that_is_over_is_that_it_is() -> None:
    with passing(charter(1, [filing(1)])) as office:
        tickets.move(office, 1, "done", "ready")

        answer = why.why(office, 1)

        assert (answer.runnable, answer.roots) == (False, (1,))
        assert answer.tree.gates[0].opens_when == "#1, which is done, is reopened"


@pytest.mark.feature("D-1", "S-52")
def test_why__behind_a_cancelled_blocker_asks_the_operator() -> None:
    with passing(charter(1, [filing(1), filing(2)], [(1, 2)])) as office:
        tickets.move(office, 1, "cancelled", "not needed")

        (gate,) = why.why(office, 2).tree.gates

        assert (gate.on, gate.who) == ("ticket:1", OPERATOR)


@pytest.mark.feature("D-1")
def test_why__writes_nothing() -> None:
    with passing(charter(1, [filing(1), filing(2)], [(1, 2)])) as office:
        runs.give_back(office, claim(office, 1, "ada"), Mishap.TRANSIENT, "the host is busy")
        before = head(office)

        why.why(office, 2)

        assert head(office) == before


def test_why__of_no_ticket_says_so() -> None:
    with passing(charter(1, [filing(1)])) as office, pytest.raises(NotFound, match="no ticket #9"):
        why.why(office, 9)


@pytest.mark.feature("D-1")
def test_why__reaches_the_root_of_a_very_long_chain() -> None:
    chain = [(number, number + 1) for number in range(1, LONG)]
    with passing(charter(1, [filing(number) for number in range(1, LONG + 1)], chain)) as office:
        answer = why.why(office, LONG)

        assert answer.roots == (1,)
        depth, reason = 0, answer.tree
        while reason.behind:
            depth, reason = depth + 1, reason.behind[0]
        assert (depth, reason.number, reason.repeated) == (why.DEEPEST, LONG - why.DEEPEST, True)


@pytest.mark.feature("D-1", "S-52")
def test_why__ends_at_a_cancelled_ticket_whatever_that_one_waited_for() -> None:
    with passing(charter(1, [filing(1), filing(2), filing(3)], [(1, 2), (2, 3)])) as office:
        tickets.move(office, 2, "cancelled", "not needed")

        assert why.why(office, 3).roots == (2,)


@pytest.mark.feature("D-1")
def test_why__shows_that_somebody_further_up_is_cooling_down() -> None:
    with passing(charter(3, [filing(1), filing(2, "ben"), filing(3, "cleo")], [(1, 2), (2, 3)])) as office:
        runs.give_back(office, claim(office, 1, "ada"), Mishap.TRANSIENT, "the host is busy")

        (two,) = why.why(office, 3).tree.behind
        (one,) = two.behind

        assert [(gate.kind, gate.who) for gate in one.gates] == [(GateKind.COOL_DOWN, "clock")]


@pytest.mark.feature("D-1")
def test_why__says_who_has_a_turn_once_nothing_is_closed() -> None:
    with passing(charter(3, [filing(1), filing(2, "ben", consulted=["cleo"])], [(1, 2)])) as office:
        answer = why.why(office, 2)

        assert (answer.queued, answer.then, answer.is_staffed) == ((), ("ben", "cleo"), False)


def _hold(office: Office) -> None:
    tickets.move(office, 2, "on_hold", "later")


def _finish(office: Office) -> None:
    tickets.move(office, 1, "done", "ready")


def _block(office: Office) -> None:
    decisions.block(office, 2, "no paint", actor="ben")


def _block_for_a_colleague(office: Office) -> None:
    threads.add_participant(office, 2, "ada", "accountable")
    decisions.block(office, 2, "no paint", actor="ben")


def _pause(office: Office) -> None:
    pauses.pause(office, "lunch")


@pytest.mark.feature("D-1")
@pytest.mark.parametrize(
    ("number", "happens", "opened_by"),
    [
        (2, None, "teamx ticket start 2 --despite 1"),
        (3, None, "teamx ticket assign 3 HANDLE"),
        (2, _hold, "teamx ticket move 2 open"),
        (1, _finish, "teamx ticket move 1 open --reason REASON"),
        (2, _block, "teamx answer 1 TEXT"),
        (2, _block_for_a_colleague, "teamx ticket unblock 2 REASON"),
        (1, _pause, "teamx resume"),
    ],
)
def test_remedy__is_a_command_that_opens_the_gate(
    number: int, happens: Callable[[Office], None] | None, opened_by: str
) -> None:
    with passing(charter(2, [filing(1), filing(2, "ben"), filing(3, None)], [(1, 2)])) as office:
        if happens is not None:
            happens(office)
        ways = [remedy(gate, number) for gate in why.why(office, number).tree.gates]
        way = next(one for one in ways if one is not None and one.said == opened_by)

        missing = {"handle": "ada", "reason": "because", "text": "lifted"}
        asked = [param.name for param in COMMANDS[way.command].params if param.required or param.name in way.asks]
        COMMANDS[way.command](office, **{name: missing[name] for name in asked if name not in way.given}, **way.given)

        closed = [remedy(gate, number) for gate in why.why(office, number).tree.gates]
        assert opened_by not in [one.said for one in closed if one is not None]


# --- employees ---


@pytest.mark.feature("D-1")
def test_why_idle__follows_each_wake_and_each_ticket_to_what_holds_it() -> None:
    with passing(charter(2, [filing(1), filing(2, "ben"), filing(3)], [(1, 3)])) as office:
        tickets.move(office, 2, "on_hold", "later")
        threads.add_participant(office, 1, "ben", "consulted")
        pauses.pause(office, "lunch")

        ben, ada = idleness.why_idle(office, "@ben"), idleness.why_idle(office, "ada")

        assert [(held.cause, held.reason.number, held.reason.gates[0].kind) for held in ben.queued] == [
            ("ready", 2, GateKind.HOLD),
            ("added", 1, GateKind.PAUSE),
        ]
        assert ([held.reason.number for held in ada.queued], [reason.number for reason in ada.others]) == ([1], [3])


@pytest.mark.feature("D-1")
def test_why_idle__of_somebody_at_work_says_on_what() -> None:
    with passing(charter(1, [filing(1)])) as office:
        claim(office, 1, "ada")

        answer = idleness.why_idle(office, "ada")

        assert (answer.on, answer.queued, answer.others) == (1, (), ())


def test_why_idle__of_nobody_says_so() -> None:
    with passing(charter(1, [])) as office, pytest.raises(NotFound, match="no employee @zoe"):
        idleness.why_idle(office, "zoe")
