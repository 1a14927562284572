"""A script that the reader accepts is played to its last line, whatever else goes on in the company."""

from __future__ import annotations

import itertools
import tempfile
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teamx_tui.company.employees import Hiring
from teamx_tui.company.founding import Charter, Dependency, Line
from teamx_tui.company.office import Office
from teamx_tui.company.tickets import Filing
from teamx_tui.domain.edges import Edge
from teamx_tui.domain.raci import Raci
from teamx_tui.scenarios.rehearsal import _PLAY, Cast, Fault, impossible_wait, rehearse
from teamx_tui.store import items, runs
from teamx_tui.tools.hands import TOOLS
from tests.scenarios.stage import company, events, play

PEOPLE: Final = ("ann", "bob", "cid", "dot", "eve")
"""Ann is responsible for #1, Bob accountable, Cid consulted, Dot informed; Eve takes no part yet."""
TICKET: Final = Filing(
    title="One",
    number=1,
    assignee="ann",
    raci={Raci.ACCOUNTABLE: ("bob",), Raci.CONSULTED: ("cid",), Raci.INFORMED: ("dot",)},
)
CAST: Final = Cast.of(TICKET, PEOPLE)


def line(by: str, tool: str, given: Any = None, /, **more: Any) -> Line:
    arguments = TOOLS[tool].parse(more if given is None else {"": given, **more})
    return Line(by, tool, arguments.model_dump())


def fault(*lines: Line, cast: Cast = CAST) -> Fault | None:
    return rehearse(cast, lines)


def why(*lines: Line) -> str:
    """What is wrong with the last of `lines`; nothing is wrong before it."""
    assert fault(*lines[:-1]) is None
    found = fault(*lines)
    assert found is not None
    assert found.no == len(lines) - 1
    return found.cause


def played(office: Office, number: int) -> list[int]:
    """Places of the script lines that were played, in the order of playing."""
    with office.look() as connection:
        item = items.by_number(connection, number)
        assert item is not None
        return [row.line for row in runs.calls(connection, item.id) if row.line is not None]


def test_rehearsal__knows_every_tool_of_tickets() -> None:
    assert set(_PLAY) == {tool.name for tool in TOOLS.values() if "ticket" in tool.places}


CALLS: Final = {
    "comment": lambda who: line("ann", "comment", f"Hello @{who}."),
    "mentions": lambda who: line("ann", "comment", "Hello.", mentions=[who]),
    "mention": lambda who: line("ann", "mention", [who]),
    "ask": lambda who: line("ann", "ask", "Well?", to=who),
}


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("who", ["bob", "cid", "dot", "eve"])
def test_rehearsal__lets_speak_whoever_the_line_before_calls(call: str, who: str) -> None:
    assert fault(CALLS[call](who), line(who, "comment", "Here.")) is None


def test_rehearsal__lets_speak_whoever_is_answered_added_or_asked_for_review() -> None:
    assert fault(line("ann", "ask", "Well?", to="cid"), line("cid", "answer", "Yes."), line("ann", "pass")) is None
    assert (
        fault(
            line("ann", "comment", "Read this."), line("ann", "add_participant", "eve"), line("eve", "comment", "Read.")
        )
        is None
    )
    assert fault(line("ann", "request_review", "Look."), line("bob", "finish", "Good.")) is None


def test_rehearsal__all_calls_those_who_work_on_it_and_no_one_else() -> None:
    call = line("ann", "comment", "Listen, @all.")

    assert fault(call, line("bob", "pass")) is None
    assert fault(call, line("cid", "pass")) is None
    assert "nobody would wake @dot here" in why(call, line("dot", "pass"))
    assert "nobody would wake @eve here" in why(call, line("eve", "pass"))


@pytest.mark.parametrize("tool", ["comment", "attach", "check", "decide", "pass"])
def test_rehearsal__nobody_speaks_uncalled(tool: str) -> None:
    quiet = {
        "comment": line("ann", "comment", "Hm."),
        "attach": line("ann", "attach", name="a", content="b"),
        "check": line("ann", "check", name="a", results={"b": "pass"}),
        "decide": line("ann", "decide", subject="a", outcome="b"),
        "pass": line("ann", "pass"),
    }

    assert "nobody would wake @bob here" in why(quiet[tool], line("bob", "comment", "I say."))


def test_rehearsal__a_call_holds_for_the_next_speaker_only() -> None:
    lines = [line("ann", "comment", "@bob @cid"), line("bob", "comment", "Hm."), line("cid", "comment", "Hm.")]

    assert "nobody would wake @cid here" in why(*lines)


def test_rehearsal__the_first_line_is_the_responsibles() -> None:
    assert "the first line is for @ann" in why(line("bob", "comment", "I begin."))


def test_rehearsal__nobody_begins_a_ticket_that_nobody_has() -> None:
    cast = Cast.of(Filing(title="One", number=1), PEOPLE)

    found = fault(line("ann", "comment", "I begin."), cast=cast)

    assert found is not None
    assert "nobody is assigned to #1" in found.cause


def test_rehearsal__somebody_added_to_an_empty_thread_has_nothing_to_read() -> None:
    assert "nobody would wake @eve" in why(line("ann", "add_participant", "eve"), line("eve", "comment", "Hm."))


def test_rehearsal__adding_somebody_who_is_there_wakes_nobody() -> None:
    lines = [line("ann", "comment", "Hm."), line("ann", "add_participant", "cid"), line("cid", "comment", "Hm.")]

    assert "nobody would wake @cid" in why(*lines)


def test_rehearsal__the_responsible_cannot_be_added() -> None:
    assert "@ann is responsible for #1 already" in why(line("ann", "add_participant", "ann"))


def test_rehearsal__an_answer_needs_a_question() -> None:
    asked = [line("ann", "ask", "Well?", to="bob"), line("bob", "answer", "Yes.")]

    assert "no question to @bob is open" in why(*asked, line("bob", "answer", "And again."))
    assert "no question to @ann is open" in why(*asked, line("ann", "answer", "Yes."))


def test_rehearsal__whoever_waits_for_an_answer_does_not_go_on() -> None:
    asked = line("ann", "ask", "Well?", to="bob", blocking=True)

    assert "@ann cannot go on before @bob answers" in why(asked, line("bob", "comment", "@ann?"), line("ann", "pass"))
    assert fault(asked, line("bob", "answer", "Yes."), line("ann", "pass")) is None


def test_rehearsal__a_block_is_lifted_by_the_accountable() -> None:
    blocked = line("ann", "block", "No budget.")

    assert "cannot go on before @bob lifts the block" in why(
        blocked, line("bob", "comment", "@cid?"), line("cid", "pass")
    )
    assert "there is no block here that @ann may lift" in why(line("ann", "unblock", "Never mind."))
    assert fault(blocked, line("bob", "unblock", "Here it is."), line("ann", "comment", "Thanks.")) is None


def test_rehearsal__only_responsible_and_accountable_finish() -> None:
    asked = line("ann", "comment", "@cid?")

    assert "@cid is neither responsible nor accountable for #1" in why(asked, line("cid", "finish", "Done."))
    promoted = line("ann", "add_participant", handle="cid", raci="accountable")
    assert fault(promoted, asked, line("cid", "finish", "Done.")) is None


def test_rehearsal__nothing_follows_the_finish() -> None:
    found = fault(line("ann", "finish", "Done."), line("ann", "comment", "One more thing."))

    assert found == Fault(0, "#1 is finished here, but its script goes on.")


def test_rehearsal__a_ticket_is_handed_in_once() -> None:
    handed_in = [line("ann", "request_review", "Look."), line("bob", "comment", "@ann, more.")]

    assert "#1 is in review already" in why(*handed_in, line("ann", "request_review", "Again."))


def test_rehearsal__a_chain_of_replies_ends_where_the_breaker_would_trip() -> None:
    voices = ["ann", "bob", "cid", "ann", "bob", "cid", "ann", "bob"]
    lines = [line(by, "comment", f"@{to}") for by, to in itertools.pairwise(voices)]

    assert fault(*lines[:6]) is None
    assert "the chain of replies is 6 long" in why(*lines)


def test_rehearsal__two_who_go_on_and_on_are_stopped_unless_something_new_comes() -> None:
    lines = [line(by, "comment", f"@{to}") for by, to in [("ann", "bob"), ("bob", "ann")] * 2]
    once_more = [line("ann", "comment", "@bob"), line("bob", "comment", "Right.")]
    something_new = line("ann", "decide", subject="a", outcome="b")

    assert "took turns 4 times with nothing new" in why(*lines, once_more[0])
    assert fault(*lines, something_new, *once_more) is None


def test_impossible_wait__names_what_is_there_already_and_what_would_be_a_cycle() -> None:
    def wait(edges: list[Edge], **scripts: int) -> tuple[int, Fault] | None:
        drawn = {int(at[1:]): [line("ann", "block", "Hm.", ticket=on)] for at, on in scripts.items()}
        return impossible_wait(edges, drawn)

    assert wait([], t1=2) is None
    assert wait([], t1=1) == (1, Fault(0, "#1 cannot wait for itself."))
    assert wait([Edge(2, 1)], t1=2) == (1, Fault(0, "#2 blocks #1 already."))
    assert wait([Edge(1, 3), Edge(3, 2)], t1=2) == (
        1,
        Fault(0, "#1 cannot wait for #2: #1 -> #3 -> #2 -> #1 is a cycle."),
    )
    both = wait([], t1=2, t2=1)
    assert both is not None
    assert both[1].cause.endswith("is a cycle.")


@st.composite
def accepted(draw: st.DrawFn) -> list[Line]:
    """A script with nothing wrong in it, line by line; it ends with a finish when somebody awake may finish."""
    lines: list[Line] = []
    for _ in range(draw(st.integers(4, 20))):
        awake = [who for who in PEOPLE if rehearse(CAST, [*lines, line(who, "pass")]) is None]
        fresh = [who for who in awake if not lines or who != lines[-1].by]
        candidate = draw(one_line_by(draw(st.sampled_from(fresh or awake))))
        if rehearse(CAST, [*lines, candidate]) is None:
            lines.append(candidate)
    for by in PEOPLE:
        end = line(by, "finish", "Done.")
        if rehearse(CAST, [*lines, end]) is None:
            return [*lines, end]
    return lines


@st.composite
def one_line_by(draw: st.DrawFn, by: str) -> Line:
    one = draw(st.sampled_from([who for who in PEOPLE if who != by]))
    who = draw(st.lists(st.sampled_from([*PEOPLE, "all"]), min_size=1, max_size=2, unique=True))
    call = draw(st.sampled_from([f"@{one}, look.", "@all", "Hm."]))
    talk = [
        lambda: line(by, "comment", f"@{one}, look."),
        lambda: line(by, "comment", call, mentions=who),
        lambda: line(by, "mention", who, text=call),
        lambda: line(by, "ask", call, to=one, blocking=draw(st.booleans())),
        lambda: line(by, "answer", call),
        lambda: line(by, "add_participant", one, raci=draw(st.sampled_from(["accountable", "consulted", "informed"]))),
        lambda: line(by, "unblock", call),
        lambda: line(by, "request_review", call),
    ]
    work = [
        lambda: line(by, "block", call),
        lambda: line(by, "block", call, ticket=draw(st.sampled_from([2, 3]))),
        lambda: line(by, "ask", call, to="operator"),
        lambda: line(by, "attach", name="a", content=call),
        lambda: line(by, "check", name="a", results={"b": "fail"}),
        lambda: line(by, "decide", subject="a", outcome="b", deferred_to=draw(st.sampled_from([None, 1, 2]))),
        lambda: line(by, "pass"),
    ]
    return draw(st.sampled_from([*talk, *talk, *work]))()


@settings(max_examples=25, deadline=None)
@given(
    script=accepted(),
    wakes=st.sampled_from(["participants", "responsible"]),
    slots=st.sampled_from([1, 3]),
    owner=st.sampled_from(PEOPLE),
)
def test_accepted_script__is_played_to_its_last_line(script: list[Line], wakes: str, slots: int, owner: str) -> None:
    if impossible_wait([Edge(4, 3)], {1: script}) is not None:
        return
    others = tuple(Filing(title=f"Ticket {number}", number=number, assignee=owner) for number in (2, 3, 4))
    plan = Charter(
        unblock_wakes=wakes,
        employees=tuple(Hiring(handle, handle.title(), "engineer") for handle in PEOPLE),
        tickets=(TICKET, *others),
        dependencies=(Dependency(Edge(4, 3)),),
        script={1: tuple(script)},
    )

    with tempfile.TemporaryDirectory() as folder, company(plan, Path(folder)) as office:
        play(office, slots=slots)

        assert played(office, 1) == list(range(1, len(script) + 1))
        assert events(office, "wake.refused", "breaker.tripped", "wake.dead") == []
