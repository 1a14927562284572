"""Taking the operator's orders back: exactly, backwards, and not once somebody has built on them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Any, Final

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from teamx_tui.commands import COMMANDS
from teamx_tui.company import (
    agreements,
    charters,
    decisions,
    delivery,
    employees,
    gates,
    hosts,
    inbox,
    log,
    meetings_view,
    mission,
    money,
    orders,
    pauses,
    projects,
    rooms,
    roster,
    threads,
    tickets,
    undo,
    vault,
    views,
    why,
)
from teamx_tui.company.founding import Charter, Department, Line, Project
from teamx_tui.company.inverses import INVERSES, LAST
from teamx_tui.company.objections import OBJECTIONS
from teamx_tui.company.office import OPERATOR, Office
from teamx_tui.company.outlooks import OUTLOOKS, WAYS_OUT
from teamx_tui.domain.errors import Refused, TeamxError
from teamx_tui.domain.gates import Condition
from teamx_tui.domain.tickets import MOVES, OVER, State
from teamx_tui.store import items
from tests.builders import Chooser, charter, claim, events, filing, finishes, head, passing, play, queued, says, turn

TEAM: Final = ("ada", "ben", "cleo", "dan")
ROLES: Final = ("tech-lead", "designer", "engineer")
DONE: Final = {"resolution": "Done."}


def order(office: Office, name: str, /, **given: Any) -> None:
    COMMANDS[name](office, **given)


def parts(office: Office, number: int) -> dict[str, str]:
    return dict(views.ticket(office, number).participants)


def entries(office: Office, number: int) -> list[tuple[str, str, bool]]:
    return [(said.author, said.body, said.is_taken_back) for said in views.thread(office, number).entries]


# --- everything comes back ---


def paper() -> Charter:
    """Four people who lead, do, answer for and are asked; tickets in a diamond, one scripted; a project."""
    return charter(
        4,
        [
            filing(1, "ada", accountable=["ben"], consulted=["cleo"], project="panel"),
            filing(2, "ben", accountable=["ada"], informed=["dan"]),
            filing(3, "cleo", project="panel", private=True),
            filing(4, "ada", accountable=["dan"]),
            filing(5, None),
            filing(6, "dan", consulted=["ada"]),
        ],
        [(1, 2), (1, 3), (2, 4), (3, 4)],
        projects=[Project("panel", "The panel", lead="ada", weeks=2)],
        departments=[Department("lab", "The lab", lead="ada")],
        script={6: [Line("ada", "comment", {"text": "Go!", "mentions": ["dan"]}), Line("dan", "finish", DONE)]},
    )


def lived_in(office: Office, runs: int) -> None:
    """Some work is done, something of every kind waits for an answer, and #3 for a contract."""
    gates.place(office, "Contract agreed", "api_contract", ["agreed", "implemented"], after=[1], blocks=[3])
    delivery.attach(office, 1, "api", "Perhaps.", type="api_contract", tags=["old"], actor="ada")
    if runs:
        play(office, runs=runs)
    delivery.attach(office, 2, "plan.md", "# Plan")
    for number, asker in ((4, "ada"), (6, "dan")):
        decisions.ask(office, number, OPERATOR, "How much?", actor=asker)
    decisions.ask(office, 4, "ada", "How?", actor="dan")
    for blocked in (4, 6):
        if views.ticket(office, blocked).state not in OVER:
            decisions.block(office, blocked, "no paint", actor="dan")
    if views.ticket(office, 1).state in (State.OPEN, State.IN_PROGRESS):
        tickets.move(office, 1, "in_progress") if views.ticket(office, 1).state is State.OPEN else None
        tickets.move(office, 1, "in_review")


def everything(office: Office, numbers: tuple[int, ...]) -> dict[str, Any]:
    """What can be seen of the company, without what log and threads keep of orders that were taken back."""
    conversations = [views.thread(office, number) for number in numbers]
    return {
        "rooms": [replace(rooms.look(office, number), names={}) for number in numbers],
        "said": [
            [said for said in thread.entries if not said.is_taken_back and threads.TAKES_BACK not in said.payload]
            for thread in conversations
        ],
        "why": [why.why(office, number) for number in numbers],
        "people": roster.staff(office),
        "brains": [replace(one, probe={}, probed_at_ms=None) for one in hosts.brains(office)],
        "projects": projects.progress(office),
        "inbox": inbox.waiting(office, None),
        "handoffs": [
            (one.id, one.state) for one in agreements.handoffs(office, only_open=False) if one.state != "ended"
        ],
        "decisions": agreements.decisions(office),
        "charter": charters.charter(office),
        "budgets": money.budgets_now(office),
        "queued": sorted(queued(office)),
        "vault": vault.find(office),
        "found": vault.search(office, "so it is"),
        "gates": gates.everyone(office),
    }


Said = tuple[str, dict[str, Any]]


def _moves(office: Office, number: int, which: int) -> Said:
    legal = sorted(MOVES[views.ticket(office, number).state])
    return "ticket move", {"number": number, "state": legal[which % len(legal)].value, "reason": "because"}


def _answers(office: Office, _: int, which: int) -> Said:
    waiting = inbox.waiting(office)
    entry = waiting[which % len(waiting)] if waiting else None
    texts = (entry.options if entry else ()) or ("So be it.",)
    return "answer", {"entry": entry.id if entry else 0, "text": texts[which % len(texts)]}


def _unlinks(office: Office, number: int, which: int) -> Said:
    linked = [(row.number, blocked) for row in views.tickets(office) for blocked in row.blocks]
    blocker, blocked = linked[(number + which) % len(linked)] if linked else (1, 1)
    return "ticket unlink", {"number": blocker, "blocks": blocked}


def _brings_in_or_takes_out(office: Office, number: int, which: int) -> Said:
    who = {"number": number, "handle": TEAM[which % 4]}
    return "ticket participant", who | ({"remove": True} if which > 3 else {"raci": "ACI"[which % 3]})


def _goes(office: Office, number: int, which: int) -> Said:
    leaver, heir = TEAM[which % 4], TEAM[(which + number % 3 + 1) % 4]
    return "employee leave", {"handle": leaver, "hand_to": heir}


def _files(office: Office, number: int, which: int) -> Said:
    more = [{}, {"assignee": "ada"}, {"assignee": "ben", "accountable": ["dan"]}, {"project": "panel"}][which % 4]
    return "ticket new", {"title": "More", **more, **({"blocked_by": [str(number)]} if which > 3 else {})}


def _comments(office: Office, number: int, which: int) -> Said:
    text = ("So.", "@dan look", "@all look", "@ben @cleo look")[which % 4]
    return "ticket comment", {"number": number, "text": text, **({"as_": TEAM[which % 4]} if which > 5 else {})}


def _holds_up(office: Office, number: int, which: int) -> Said:
    ways: list[Said] = [
        ("ticket block", {"number": number, "reason": "no paint"}),
        ("ticket block", {"number": number, "reason": "no paint", "on": which % 6 + 1}),
        ("ticket unblock", {"number": number, "reason": "There is paint."}),
        ("ticket start", {"number": number}),
    ]
    return ways[which % 4]


def _equips(office: Office, number: int, which: int) -> Said:
    """Brains are set up, changed, given and dropped; none is asked, as `anyway` says."""
    name = ("attic", "cellar", "scripted")[which % 3]
    ways: list[Said] = [
        ("brain add", {"name": name, "url": "http://127.0.0.1:9", "model": "small"}),
        ("brain use", {"name": name, "anyway": True, **({"for_": [TEAM[number % 4]]} if which > 4 else {})}),
        ("brain set", {"name": name, "key": ("effort", "model")[number % 2], "value": ("low", "high")[which % 2]}),
        ("employee brain", {"handle": TEAM[number % 4], "name": name, "model": "large", "anyway": True}),
        ("brain drop", {"name": name}),
        ("brain probe", {"name": "scripted"}),
    ]
    return ways[number - 1]


def _sets_up(office: Office, number: int, which: int) -> Said:
    return _equips(office, number % 2 + 1, which)


def _budgets(office: Office, number: int, which: int) -> Said:
    place = [{"scope": "company"}, {"scope": "employee", "subject": TEAM[number % 4], "period": "day"}][which % 2]
    ways: list[Said] = [
        ("budget set", {**place, "limit": float(number)}),
        ("budget raise", {**place, "by": 2.5}),
        ("budget drop", place),
    ]
    return ways[which % 3]


def _hands_over(office: Office, number: int, which: int) -> Said:
    waiting = agreements.handoffs(office)
    made = waiting[which % len(waiting)].id if waiting else 0
    onto = {"ticket": which % 6 + 1, "artifacts": ["plan.md"]} if which % 2 else {}
    ways: list[Said] = [
        ("handoff offer", {"number": number, "to": TEAM[which % 4], "note": "n", "next": "x", **onto}),
        ("handoff offer", {"number": number, "to": TEAM[which % 4], "note": "n", "next": "x", **onto}),
        ("handoff accept", {"handoff": made}),
        ("handoff decline", {"handoff": made, "reason": "no time"}),
        ("handoff withdraw", {"handoff": made}),
    ]
    return ways[(which + number) % 5]


def _decides(_: Office, number: int, which: int) -> Said:
    ways: list[Said] = [
        ("decision record", {"number": number, "subject": "Colour", "outcome": "red", "defer_to": which % 6 + 1}),
        ("decision propose", {"number": number, "subject": "Colour", "among": list(TEAM), "option": ["red", "blue"]}),
        ("decision position", {"number": number, "stance": "red", "as_": TEAM[which % 4]}),
        ("decision position", {"number": number, "stance": "blue"}),
        ("ticket changes", {"number": number, "text": "Once more."}),
    ]
    return ways[which % 5]


def _keeps(office: Office, number: int, which: int) -> Said:
    contract = {"type": "api_contract", "status": ("proposed", "agreed", "disputed")[number % 3]}
    ways: list[Said] = [
        ("vault add", {"source": "So it is", "name": "rules.md"}),
        ("vault add", {"source": "So it is", "name": "plan.md", "project": "panel", "tag": ["plan"]}),
        ("vault add", {"source": "So it is", "name": "api", "ticket": 1, **contract}),
        ("ticket attach", {"number": number, "source": "So it is", "name": "api", **contract}),
        ("vault tag", {"name": "api", "tags": f"t{number}, api", "remove": ["old"], "ticket": 1}),
    ]
    return ways[which % 5]


def _meets(office: Office, number: int, which: int) -> Said:
    called = [one.number for one in meetings_view.listing(office)] or [number]
    ways: list[Said] = [
        ("meeting call", {"title": "Sync", "with_": [TEAM[which % 4], TEAM[number % 4]], "budget": 1.0}),
        ("meeting call", {"title": "Standup", "with_": ["all"], "every": "daily"}),
        ("meeting cancel", {"number": called[number % len(called)]}),
        ("meeting say", {"number": called[number % len(called)], "text": "Well?"}),
        ("meeting end", {"number": called[0]}),
        ("meeting stop", {"series": 1}),
    ]
    return ways[which % 6]


def _gates(office: Office, number: int, which: int) -> Said:
    ways: list[Said] = [
        ("vault status", {"name": "api", "status": ("agreed", "disputed", "implemented")[number % 3], "ticket": 1}),
        ("gate waive", {"number": 7, "reason": "we know it"}),
        ("gate new", {"title": "G", "artifact": "api_contract", "status": "agreed", "blocks": [str(number)]}),
    ]
    return ways[which % 3]


def _edits(office: Office, number: int, which: int) -> Said:
    ways: list[dict[str, Any]] = [
        {"title": "Better", "description": "Longer."},
        {"priority": ("low", "critical")[number % 2], "estimate": 3.0},
        {"label": ["x"], "due": "6 weeks"},
        {"labels": [], "due": "none", "acceptance": "It works; it is fast"},
    ]
    return "ticket edit", {"number": number, **ways[which % 4]}


SAYINGS: Final[tuple[Callable[[Office, int, int], Said], ...]] = (
    _moves,
    _moves,
    _answers,
    _answers,
    _unlinks,
    _brings_in_or_takes_out,
    _goes,
    _files,
    _comments,
    _holds_up,
    _sets_up,
    _equips,
    _budgets,
    _hands_over,
    _hands_over,
    _decides,
    _meets,
    _keeps,
    _gates,
    _gates,
    _edits,
    lambda _, number, which: ("ticket unassign", {"number": number}),
    lambda _, number, which: ("ticket join" if which % 2 else "ticket leave", {"number": number}),
    lambda _, number, which: ("ticket assign", {"number": number, "handle": TEAM[which % 4]}),
    lambda _, number, which: ("ticket link", {"number": number, "blocks": which % 6 + 1, "soft": which > 6}),
    lambda _, number, which: ("employee promote", {"handle": TEAM[number % 4], "role": ROLES[which % 3]}),
    lambda _, number, which: ("employee report", {"handle": TEAM[number % 4], "to": (*TEAM, OPERATOR)[which % 5]}),
    lambda _, number, which: ("employee hire", {"handle": "eve", "role": "tester", "reports_to": TEAM[which % 4]}),
    lambda _, number, which: ("project new", {"key": "mvp", "lead": TEAM[which % 4], "due": "6 weeks"}),
    lambda _, number, which: ("goal new", {"key": "launch", "projects": ["mvp"] if which % 2 else []}),
    lambda _, number, which: ("project move", {"key": "mvp", "goal": "launch" if which % 2 else "none"}),
    lambda _, number, which: ("decompose", {"project": "mvp", "brief": "Draw it; Build it", "yes": which % 3 > 0}),
    lambda _, number, which: ("pause", {"reason": "lunch"}) if which % 2 else ("resume", {}),
    lambda _, number, which: ("undo", {}),
)
"""What an operator may want to say of a ticket, or of one of many; some of it is refused."""


NOT_TAKEN_BACK = {"chat", "turn stop"}
"""Words said to one person, and a turn that was broken off: nothing is left to take back."""


def test_sayings__are_of_every_command_that_changes_something() -> None:
    with passing(paper()) as office:
        lived_in(office, 0)
        said = {saying(office, number, which)[0] for saying in SAYINGS for which in range(10) for number in range(1, 7)}

    assert said == {command.name for command in COMMANDS.values() if command.changes} - NOT_TAKEN_BACK


@pytest.mark.feature("D-15")
@given(
    runs=st.integers(0, 5),
    said=st.lists(st.tuples(st.sampled_from(SAYINGS), st.integers(1, 6), st.integers(0, 9)), min_size=3, max_size=8),
)
@example(runs=0, said=[(_moves, 1, 0), (_decides, 3, 1), (_gates, 3, 0)])  # people asked behind a gate that then opens
@example(runs=0, said=[(_gates, 1, 2), (_gates, 3, 0)])  # a gate placed before what is going on already
@settings(deadline=None, max_examples=8)
def test_undo__of_any_orders_gives_back_step_by_step_what_was_there_before(
    runs: int, said: list[tuple[Callable[[Office, int, int], Said], int, int]]
) -> None:
    with passing(paper()) as office:
        lived_in(office, runs)
        before: list[tuple[tuple[int, ...], dict[str, Any]]] = []

        def step_back() -> None:
            undo.take_back(office)
            numbers, seen = before.pop()
            assert everything(office, numbers) == seen

        for saying, number, which in said:
            name, given_ = saying(office, number, which)
            numbers, mark = tuple(row.number for row in views.tickets(office)), head(office)
            seen = everything(office, numbers)
            if name == "undo":
                if before:
                    step_back()
                continue
            with suppress(TeamxError):
                order(office, name, **given_)
            if head(office) > mark:
                before.append((numbers, seen))
        while before:
            step_back()

        assert undo.last(office) is None
        assert log.broken(office) == ()
        assert [said for said in map(log.sentence, events(office)) if "None" in said] == []


@given(
    happened=st.lists(
        st.one_of(
            st.integers(1, 4),
            st.tuples(st.sampled_from(SAYINGS), st.integers(1, 6), st.integers(0, 9)),
            st.none(),
        ),
        min_size=4,
        max_size=12,
    )
)
@settings(deadline=None, max_examples=15)
def test_undo__at_any_time_loses_no_wake_and_leaves_none_that_nobody_may_take_up(
    happened: list[int | tuple[Callable[[Office, int, int], Said], int, int] | None],
) -> None:
    with passing(replace(paper(), script={})) as office:
        for what in happened:
            with suppress(TeamxError):
                if isinstance(what, int):
                    play(office, runs=what)
                elif what is None:
                    undo.take_back(office)
                else:
                    name, given_ = what[0](office, what[1], what[2])
                    order(office, name, **given_)
            rows = {number: views.thread(office, number).ticket for number, _ in queued(office)}
            assert all(handle in rows[number].participants for number, handle in queued(office))
            assert all(rows[number].state not in OVER for number, _ in queued(office))
            with office.look() as connection:
                assert [row.number for row in items.forgotten(connection)] == []  # the sweep has nothing to do

        with suppress(Refused):
            pauses.resume(office)
        play(office)

        here = {person.handle for person in roster.staff(office)}
        forgotten = [row for row in views.tickets(office) if row.condition in (Condition.READY, Condition.WORKING)]
        assert [row.number for row in forgotten if row.assignee in here] == []


# --- what taking back means ---


@pytest.mark.feature("D-15")
def test_undo__of_a_comment_keeps_it_marked_and_nobody_is_woken_by_it_any_more() -> None:
    with passing(charter(3, [filing(1, None)])) as office:
        order(office, "ticket comment", number=1, text="@ben look")

        undo.take_back(office)

        assert queued(office) == []
        assert parts(office, 1) == {}
        assert entries(office, 1) == [("operator", "@ben look", True), ("system", "Taken back: @ben look", False)]


@pytest.mark.feature("D-15")
def test_undo__of_a_new_ticket_cancels_it_as_filed_by_mistake_and_no_scenario_has_it() -> None:
    with passing(charter(1, [filing(1)])) as office:
        order(office, "ticket new", title="Twice", assignee="ada", blocked_by=["1"])

        undo.take_back(office)
        order(office, "ticket new", title="Right")

        assert (views.ticket(office, 2).state, views.thread(office, 2).reason) == ("cancelled", "filed by mistake")
        assert views.ticket(office, 1).blocks == ()
        assert [ticket.number for ticket in charters.charter(office).tickets] == [1, 3]


@pytest.mark.feature("D-15")
def test_undo__of_a_hiring_frees_the_handle_for_the_right_one() -> None:
    with passing(charter(1)) as office:
        order(office, "employee hire", handle="eve", role="tester", name="Evelyn")

        undo.take_back(office)
        assert "eve" not in employees.taken(office)
        order(office, "employee hire", handle="eve", role="designer")

        assert [(one.handle, one.name, one.role) for one in roster.staff(office)][1:] == [("eve", "Eve", "designer")]
        undo.take_back(office)
        assert [one.handle for one in roster.staff(office)] == ["ada"]


def test_undo__of_a_project_frees_the_key() -> None:
    with passing(charter(1)) as office:
        order(office, "project new", key="mvp", title="Wrong")

        undo.take_back(office)
        order(office, "project new", key="mvp", title="Right")

        assert [row.title for row in projects.progress(office)] == ["Right"]
        assert [row.title for row in mission.look(office).projects] == ["Right"]
        assert [row.name for row in charters.charter(office).projects] == ["Right"]


def test_undo__of_letting_a_ticket_start_anyway_makes_it_wait_again_and_asks_again() -> None:
    with passing(charter(2, [filing(1, "ada"), filing(2, "ben")], [(1, 2)])) as office:
        order(office, "ticket move", number=1, state="cancelled", reason="because")
        (asked,) = inbox.waiting(office)
        order(office, "answer", entry=asked.id, text="release")

        undo.take_back(office)

        assert inbox.waiting(office) == (asked,)
        assert views.ticket(office, 2).blocked_by == (1,)
        assert queued(office) == []


def test_undo__of_muting_somebody_lets_them_be_woken_again() -> None:
    relay = {"ada": "ben", "ben": "ada"}
    with passing(charter(2, [filing(1, "ada", consulted=["ben"])])) as office:
        play(office, brain=Chooser(lambda told: [says("your turn", relay[told.handle])]))
        (tripped,) = inbox.waiting(office)
        order(office, "answer", entry=tripped.id, text="mute")
        order(office, "ticket comment", number=1, text="@ada @ben go on")
        undo.take_back(office)

        undo.take_back(office)

        unmuted = events(office, "participant.unmuted")[-1]
        assert log.sentence(unmuted) == f"@{unmuted.data['employee']} is woken by colleagues in #1 again"
        assert inbox.waiting(office) == (tripped,)


def test_undo__of_a_departure_brings_them_back_with_work_lead_reports_and_script() -> None:
    with passing(paper()) as office:
        before = everything(office, (1, 2, 3, 4, 5, 6))
        order(office, "employee leave", handle="dan", hand_to="ben")

        undo.take_back(office)

        assert everything(office, (1, 2, 3, 4, 5, 6)) == before
        play(office)
        assert views.thread(office, 6).reason == "Done."
        assert entries(office, 6)[0] == ("ada", "Go!", False)


def test_undo__of_going_on_pauses_the_company_again_and_of_a_pause_lets_it_go_on() -> None:
    with passing(charter(1)) as office:
        order(office, "pause", reason="lunch")
        order(office, "resume")

        undo.take_back(office)
        assert mission.look(office).paused == "lunch"
        undo.take_back(office)
        assert mission.look(office).paused == ""


def test_undo__keeps_a_wake_for_which_there_is_another_reason_by_now() -> None:
    with passing(charter(2, [filing(1, "ada"), filing(2, "ben")], [(1, 2)])) as office:
        order(office, "ticket comment", number=2, text="Look at this.")
        turn(office, 1, "ada", finishes())

        found = undo.last(office)
        undo.take_back(office)

        assert found is not None
        assert found.effects == ("a note in #2 says that the entry no longer counts",)
        assert queued(office) == [(2, "ben")]


def test_undo__goes_further_back_each_time_and_takes_nothing_back_twice() -> None:
    with passing(charter(3, [filing(1, "ada")])) as office:
        for handle in ("ben", "cleo"):
            order(office, "ticket assign", number=1, handle=handle)

        assert [undo.take_back(office).said for _ in range(2)] == ["ticket assign 1 cleo", "ticket assign 1 ben"]

        assert parts(office, 1) == {"ada": "R"}
        assert [one.is_undone for one in orders.history(office, 9)] == [True, True]
        with pytest.raises(Refused, match="nothing to take back"):
            undo.take_back(office)


def test_undo__says_who_was_responsible_before() -> None:
    with passing(charter(2, [filing(1, "ada", informed=["ben"])])) as office:
        order(office, "ticket assign", number=1, handle="ben")

        found = undo.last(office)

        assert found is not None
        assert found.sentence == (
            "take back: ticket assign 1 ben (#1 goes back to @ada; @ben is informed of #1 again; "
            "@ben is not woken for #1)"
        )


# --- what stands against it ---


@pytest.mark.feature("D-15")
@pytest.mark.parametrize(
    ("name", "given_", "who", "sentence"),
    [
        (
            "ticket assign",
            {"number": 1, "handle": "ben"},
            "ben",
            "This cannot be taken back any more (ticket assign 1 ben): @ben has begun a turn on #1 since. "
            "Instead: teamx ticket assign 1 HANDLE",
        ),
        (
            "ticket comment",
            {"number": 1, "text": "It's fine."},
            "ada",
            "This cannot be taken back any more (ticket comment 1 'It'\"'\"'s fine.'): "
            "@ada has begun a turn on #1 since. Instead: teamx ticket comment 1 TEXT",
        ),
        (
            "ticket participant",
            {"number": 1, "handle": "ben"},
            "ben",
            "This cannot be taken back any more (ticket participant 1 ben): @ben has begun a turn on #1 since. "
            "Instead: teamx ticket participant 1 ben --remove",
        ),
    ],
)
def test_undo__is_refused_once_somebody_has_begun_on_it_and_writes_nothing(
    name: str, given_: dict[str, Any], who: str, sentence: str
) -> None:
    with passing(charter(2, [filing(1, "ada")])) as office:
        order(office, name, **given_)
        claim(office, 1, who)
        before = head(office)

        found = undo.last(office)
        with pytest.raises(Refused) as refused:
            undo.take_back(office)

        assert found is not None
        assert str(refused.value) == found.refusal == sentence
        assert head(office) == before


def test_undo__of_finishing_a_ticket_is_refused_once_the_next_one_has_been_begun() -> None:
    with passing(charter(2, [filing(1, "ada"), filing(2, "ben")], [(1, 2)])) as office:
        order(office, "ticket move", number=1, state="done", reason="It was done already.")
        claim(office, 2, "ben")

        with pytest.raises(Refused, match=r"@ben has begun a turn on #2 since\. Instead: teamx ticket move 1 STATE"):
            undo.take_back(office)


def test_undo__of_a_change_that_has_no_way_back_says_so() -> None:
    with passing(charter(1)) as office:
        with orders.given(office, "land moon"), office.act(OPERATOR) as act:
            act.note("moon.landed", "moon")

        with pytest.raises(Refused, match=r"\(land moon\): teamx knows no way to change it back"):
            undo.take_back(office)


def test_undo__of_another_order_than_the_one_looked_at_is_refused() -> None:
    with passing(charter(1, [filing(1)])) as office:
        order(office, "pause", reason="lunch")
        looked_at = undo.last(office)
        order(office, "resume")

        assert looked_at is not None
        with pytest.raises(Refused, match="The latest command is another one now: resume"):
            undo.take_back(office, only=looked_at.seq)


# --- orders in the log ---


@pytest.mark.feature("D-15")
def test_order__and_its_undoing_stay_in_the_log_with_what_was_said() -> None:
    with passing(charter(1, [filing(1)])) as office:
        before = head(office)
        order(office, "ticket comment", number=1, text="a\nb" * 60)
        undo.take_back(office)

        given_, undone = events(office, "command.given", "command.undone")

        assert given_.data["first"] == before + 1
        assert given_.data["said"] == f"ticket comment 1 '{('a⏎b' * 60)[:60]}…'"
        assert log.sentence(given_) == f"operator said: {given_.data['said']}"
        assert undone.data == {"order": given_.seq, "said": given_.data["said"], "first": given_.seq + 1}
        assert log.sentence(undone) == f"operator took back: {given_.data['said']}"
        assert log.broken(office) == ()


def test_order__that_changes_nothing_or_is_refused_is_not_in_the_log() -> None:
    with passing(charter(1, [filing(1)])) as office:
        before = head(office)

        order(office, "ticket assign", number=1, handle="ada")
        with pytest.raises(Refused):
            order(office, "resume")

        assert head(office) == before
        assert orders.history(office, 9) == ()


def test_inverses__know_every_kind_of_change_that_they_speak_of() -> None:
    assert set(INVERSES) == set(OUTLOOKS)
    assert set(INVERSES) >= {*OBJECTIONS, *WAYS_OUT, *LAST}
