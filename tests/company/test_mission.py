"""Mission Control against the company it counts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teamx_tui.company import decisions, inbox, mission, pauses, roster, runs, threads, tickets, views
from teamx_tui.company.founding import Project
from teamx_tui.company.office import OPERATOR, Office
from teamx_tui.domain.errors import TeamxError
from teamx_tui.domain.gates import Condition
from teamx_tui.domain.presence import IDLE_AFTER_MS, Presence
from teamx_tui.domain.retries import Mishap
from teamx_tui.domain.tickets import OVER, State
from teamx_tui.tools.hands import carry_out
from tests.builders import (
    Clock,
    carry,
    charter,
    claim,
    filing,
    head,
    passing,
    play,
    queued,
    says,
    step,
    try_claim,
    turn,
)

STAFF = ("ada", "ben", "cleo")
NUMBERS = (1, 2, 3, 4, 5, 6)
ON = st.sampled_from(NUMBERS)
WHO = st.sampled_from(STAFF)
FACTS = st.lists(
    st.one_of(
        st.tuples(st.just("run"), ON, WHO),
        st.tuples(st.just("turn"), ON, WHO),
        st.tuples(st.just("fail"), ON, WHO),
        st.tuples(st.just("ask"), ON, WHO),
        st.tuples(st.just("block"), ON, WHO),
        st.tuples(st.just("move"), ON, st.sampled_from(State)),
        st.tuples(st.just("assign"), ON, WHO),
        st.tuples(st.just("pause"), ON, WHO),
        st.tuples(st.just("say"), ON, WHO),
    ),
    max_size=12,
)
LINKS = st.lists(st.tuples(ON, ON), max_size=6).map(
    lambda pairs: sorted({(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]})
)


def establish(office: Office, fact: tuple[str, int, str]) -> None:
    kind, on, who = fact
    try:
        if kind in ("run", "turn", "fail"):
            claims, _ = try_claim(office, on, who)
            for claimed in claims:
                if kind == "turn":
                    carry(office, claimed)
                elif kind == "fail":
                    runs.give_back(office, claimed, Mishap.FATAL, "it broke")
        elif kind == "ask":
            decisions.ask(office, on, OPERATOR, "how much?", actor=who)
        elif kind == "block":
            decisions.block(office, on, "no paint", actor=who)
        elif kind == "pause":
            pauses.pause(office, "lunch")
        elif kind == "say":
            threads.comment(office, on, "hm", actor=who)
        elif kind == "move":
            tickets.move(office, on, who, "because")
        else:
            tickets.assign(office, on, who)
    except (TeamxError, StopIteration):
        return


@pytest.mark.feature("X-19")
@given(links=LINKS, facts=FACTS)
@settings(deadline=None, max_examples=30)
def test_mission__counts_what_the_lists_hold(links: list[tuple[int, int]], facts: list[tuple[str, int, str]]) -> None:
    filings = [filing(n, [*STAFF, None][n % 4], project="panel") for n in NUMBERS]
    with passing(charter(STAFF, filings, links, projects=[Project("panel", "The panel")])) as office:
        for fact in facts:
            mission.look(office)  # what it counted is counted again only after what may change it
            establish(office, fact)

        seen = mission.look(office)

        listed = views.tickets(office)
        working = {ticket.number for ticket in listed if ticket.condition is Condition.WORKING}
        states = [ticket.state for ticket in listed]
        assert seen.states == {state: states.count(state) for state in set(states)}
        assert {run.number for run in seen.live} == working
        assert seen.queued == len(queued(office))
        assert seen.needs_you == len(inbox.waiting(office))
        assert seen.seq == head(office)
        assert {ticket.number for ticket in seen.blocked} == {
            ticket.number for ticket in listed if ticket.condition is Condition.BLOCKED
        }
        assert seen.blocked_total == len(seen.blocked)
        assert all(ticket.gates for ticket in seen.blocked)
        (panel,) = seen.projects
        counted = [state for state in states if state is not State.CANCELLED]
        finished = [state for state in counted if state in (State.DONE, State.SKIPPED)]
        assert (panel.total, panel.done) == (len(counted), len(finished))
        assert [person.queued for person in seen.people] == [
            sum(handle == person.handle for _, handle in queued(office)) for person in seen.people
        ]
        assert [person.open_tickets for person in seen.people] == [
            sum(ticket.assignee == person.handle and ticket.state not in OVER for ticket in listed)
            for person in seen.people
        ]
        assert (seen.done, seen.total) == (panel.done, panel.total)


@pytest.mark.feature("X-3")
@pytest.mark.parametrize(("done", "percent"), [(0, 0), (2, 22), (8, 88), (9, 100)])
def test_project__shows_done_of_total_rounded_down(done: int, percent: int) -> None:
    filings = [filing(n, project="panel") for n in range(1, 10)]
    with passing(charter(1, filings, projects=[Project("panel", "The panel", "ada", 3)])) as office:
        for number in range(1, done + 1):
            tickets.move(office, number, "done", "ready")

        (panel,) = mission.look(office).projects

        assert (panel.title, panel.lead) == ("The panel", "ada")
        assert (panel.done, panel.total, panel.percent) == (done, 9, percent)


@pytest.mark.feature("X-9")
def test_presence__follows_turns_and_the_clock() -> None:
    clock = Clock()
    with passing(charter(3, [filing(1), filing(2, "ben"), filing(3, None)], [(3, 2)]), clock) as office:

        def now() -> list[Presence]:
            return [person.presence for person in roster.staff(office)]

        assert now() == [Presence.IDLE, Presence.BLOCKED, Presence.IDLE]
        claimed = claim(office, 1, "ada")
        assert now()[0] is Presence.IN_THREAD
        carry(office, claimed)
        clock.advance(IDLE_AFTER_MS / 1000 - 1)
        assert now()[0] is Presence.ACTIVE
        clock.advance(1)
        assert now()[0] is Presence.IDLE


@pytest.mark.feature("X-9", "X-19")
def test_person__says_where_they_are_and_when_they_were_last_active() -> None:
    clock = Clock()
    with passing(charter(1, [filing(1)]), clock) as office:
        assert mission.look(office).people[0].active_at_ms is None
        claimed = claim(office, 1, "ada")
        began = clock.now_ms
        clock.advance(90)

        during = mission.look(office).people[0]

        assert (during.on, during.active_at_ms) == (1, began)
        carry(office, claimed)
        after = mission.look(office).people[0]
        assert (after.on, after.active_at_ms) == (None, began + 90_000)


@pytest.mark.feature("D-3", "X-19")
def test_mission__of_an_idle_company_says_since_when_and_that_it_cost_nothing() -> None:
    clock = Clock()
    with passing(charter(1, [filing(1)]), clock) as office:
        assert mission.look(office).idle_since_ms is None
        play(office)
        ended = clock.now_ms
        clock.advance(3600 * 3 + 720)

        seen = mission.look(office)

        assert (seen.idle_since_ms, seen.calls_today, seen.spent_today_micros) == (ended, 0, 0)
        assert (seen.live, seen.queued) == ((), 0)


@pytest.mark.feature("X-19")
def test_mission__shows_recent_events_newest_first_in_words() -> None:
    with passing(charter(1, [filing(1)])) as office:
        turn(office, 1, "ada", ("comment", {"text": "Done."}), ("finish", {"resolution": "It works."}))

        words = [happening.words for happening in mission.look(office).events]

        assert words[:3] == ["@ada ended a turn on #1", "#1 is done: It works.", "@ada finished #1"]
        assert [happening.seq for happening in mission.look(office).events] == list(range(head(office), 0, -1))


def test_mission__labels_a_scripted_company() -> None:
    with passing(charter(1, [filing(1)])) as office:
        assert mission.look(office).scripted


@pytest.mark.feature("T-19")
def test_run__says_what_the_turn_has_done_so_far() -> None:
    with passing(charter(2, [filing(1), filing(2, "ben")])) as office:
        claimed = claim(office, 1, "ada")
        claim(office, 2, "ben")
        carry_out(office, claimed, step(says("One."), ("attach", {"name": "a.md", "content": "A"}), last=False), 0)

        runs_now = {run.number: run for run in mission.look(office).live}

        assert (runs_now[1].calls, runs_now[1].entries, runs_now[1].tool) == (2, 2, "attach")
        assert (runs_now[2].calls, runs_now[2].entries, runs_now[2].tool) == (0, 0, "")


@pytest.mark.feature("T-19")
def test_blocked__stands_longest_first_with_what_opens_it_and_what_it_holds_up() -> None:
    clock = Clock()
    with passing(charter(2, [filing(1), filing(2)], [(1, 2)]), clock) as office:
        clock.advance(60)
        tickets.file(office, tickets.Filing("Later", number=3, blocked_by=(1, 2)))
        tickets.file(office, tickets.Filing("Last", number=4, assignee="ben", blocked_by=(2,)))

        told = [(row.number, row.opens_when, row.holds_up) for row in mission.look(office).blocked]

        assert told == [
            (2, "#1 done", 2),
            (3, "#1 #2 done; somebody is assigned to #3", 0),
            (4, "#2 done", 0),
        ]


def test_blocked__shows_the_first_of_many_and_counts_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mission, "SHOWN", 2)
    filings = [filing(1), *(filing(n) for n in (2, 3, 4, 5))]
    with passing(charter(1, filings, [(1, n) for n in (2, 3, 4, 5)])) as office:
        seen = mission.look(office)

        assert ([row.number for row in seen.blocked], seen.blocked_total) == ([2, 3], 4)
