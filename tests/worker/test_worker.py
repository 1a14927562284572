"""The night shift on one store: order of work, one turn at a time, failures, idleness, going off duty."""

import asyncio
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teamx_tui import settings as paths
from teamx_tui.brains.brain import Brain, Result, Step, Thought
from teamx_tui.brains.briefing import Briefing
from teamx_tui.brains.desk import Desk
from teamx_tui.brains.scripted import ScriptedBrain
from teamx_tui.commands import companies
from teamx_tui.company import decisions, inbox, links, log, mission, shifts, threads, tickets, views, why
from teamx_tui.company.news import Event
from teamx_tui.company.office import Office
from teamx_tui.company.tickets import Filing
from teamx_tui.domain.errors import Unusable
from teamx_tui.domain.gates import Condition
from teamx_tui.domain.tickets import Priority, State
from teamx_tui.worker import worker as night
from teamx_tui.worker.worker import Worker
from tests.builders import (
    Call,
    Chooser,
    Clock,
    Failing,
    charter,
    claim,
    commits,
    events,
    filing,
    finishes,
    founded,
    head,
    passing,
    play,
    queued,
    same_commit,
    says,
    step,
    turns_taken,
    woken,
)

EIGHT = [(1, 3), (2, 3), (2, 4), (3, 5), (4, 5), (4, 6), (5, 7), (6, 7), (7, 8)]
"""A graph of eight tickets: two beginnings, two joins, one end."""


def eight() -> list[Filing]:
    staff = ("ada", "ben", "cleo")
    return [filing(n, staff[n % 3], consulted=[staff[(n + 1) % 3]]) for n in range(1, 9)]


def moved_to(office: Office, state: State) -> list[Event]:
    return [event for event in events(office, "ticket.moved") if event.data["new"] == state]


# --- the graph ---


@pytest.mark.feature("X-14", "X-5", "D-18")
@pytest.mark.parametrize("slots", [1, 4])
def test_graph__runs_to_its_end_and_nothing_begins_before_what_it_waits_for(slots: int) -> None:
    with passing(charter(3, eight(), EIGHT)) as office:
        play(office, slots=slots)

        begun = {event.data["number"]: event.seq for event in reversed(moved_to(office, State.IN_PROGRESS))}
        done = {event.data["number"]: event.seq for event in moved_to(office, State.DONE)}
        assert set(begun) == set(done) == set(range(1, 9))
        assert all(done[blocker] < begun[blocked] for blocker, blocked in EIGHT)
        assert queued(office) == []


@pytest.mark.feature("X-14", "X-5")
def test_last_blocker__cleared_in_a_turn_wakes_the_participants_in_the_same_transaction() -> None:
    with passing(charter(3, eight(), EIGHT)) as office:
        with commits(office) as heads:
            play(office, slots=4)

        done = {event.data["number"]: event.seq for event in moved_to(office, State.DONE)}
        ready = defaultdict(list)
        for event in events(office, "wake.queued"):
            if event.data["cause"] == "ready":
                ready[event.data["number"]].append(event.seq)
        for blocked in (3, 4, 5, 6, 7, 8):
            last = max(done[blocker] for blocker, each in EIGHT if each == blocked)
            assert len(ready[blocked]) == 2
            assert all(seq > last for seq in ready[blocked])
            assert same_commit(heads, last, *ready[blocked])


@pytest.mark.feature("X-6")
def test_participant__added_in_a_thread_is_woken_and_reads_what_was_said_before() -> None:
    told: list[Briefing] = []

    def choose(briefing: Briefing) -> list[Call]:
        told.append(briefing)
        if briefing.handle == "ada":
            return [says("The colour is blue."), ("add_participant", {"handle": "cleo", "raci": "consulted"})]
        return [says("Blue it is.")]

    with passing(charter(3, [filing(1)])) as office:
        play(office, brain=Chooser(choose))

        assert turns_taken(office) == [(1, "ada"), (1, "cleo")]
        assert (told[1].cause, told[1].part) == ("added", "consulted")
        assert [(said.author, said.body) for said in told[1].thread] == [("ada", "The colour is blue.")]
        assert views.ticket(office, 1).participants == {"ada": "R", "cleo": "C"}


@pytest.mark.feature("D-18", "X-5")
def test_story__runs_to_its_end_with_every_line_played_once(tmp_path: Path) -> None:
    companies.init(tmp_path / "c.db", companies.named_scenario("cross-functional-collaboration"))
    office = Office.open(tmp_path / "c.db", Clock())

    tally = play(office)

    assert mission.look(office).states == {State.DONE: 12}
    assert (tally.model_calls, tally.cost_micros) == (0, 0)
    assert queued(office) == []
    assert inbox.waiting(office, None) == ()
    assert log.broken(office) == ()
    said = Counter(entry.seq for n in range(64, 76) for entry in views.thread(office, n).entries)
    assert set(said.values()) == {1}
    assert "(scripted) I worked on" not in " ".join(
        entry.body for n in range(64, 76) for entry in views.thread(office, n).entries
    )
    office.close()


# --- who goes first ---


def test_order__is_the_longest_remaining_path_first() -> None:
    tickets_ = [filing(1, "ada", estimate=1), filing(2, "ben", estimate=2), filing(3, "cleo", estimate=1)]
    waiting = [filing(4, "dan", estimate=5), filing(5, "dan", estimate=1.5)]
    with passing(charter(4, tickets_ + waiting, [(3, 4), (2, 5)])) as office:
        play(office)

        # 3 leads to six days of work, 2 to three and a half, 1 to one. What opens up on the way joins the queue.
        order = [number for number, _ in turns_taken(office)]
        assert [number for number in order if number < 4] == [3, 2, 1]
        assert order.index(4) < order.index(5)


def test_order__of_equal_paths_is_by_priority_and_then_by_age() -> None:
    urgency = [Priority.LOW, Priority.HIGH, Priority.MEDIUM, Priority.HIGH]
    with passing(charter(4, [])) as office:
        for number, priority in enumerate(urgency, start=1):
            tickets.file(office, filing(number, ("ada", "ben", "cleo", "dan")[number - 1], priority=priority))

        play(office)

        assert [number for number, _ in turns_taken(office)] == [2, 4, 3, 1]


def test_order__lets_a_short_ticket_that_waited_long_enough_go_first() -> None:
    clock = Clock()
    with passing(charter(3, [filing(1, "ada", estimate=1)]), clock) as office:
        clock.advance(29 * 60)
        tickets.file(office, filing(2, "ben", estimate=4))
        clock.advance(2 * 60)
        tickets.file(office, filing(3, "cleo", estimate=4))

        play(office)

        # Ten minutes in the queue weigh as much as a day of path: 29 are not quite the three days between 1 and 2.
        assert [number for number, _ in turns_taken(office)] == [2, 1, 3]


def test_order__lets_the_responsible_of_a_ticket_speak_first() -> None:
    with passing(charter(4, [filing(1, "cleo", accountable=["ben"], consulted=["ada", "dan"])])) as office:
        play(office, brain=Chooser(lambda _: []))

        assert [handle for _, handle in turns_taken(office)] == ["cleo", "ben", "ada", "dan"]


def test_gated_wakes__at_the_front_do_not_keep_others_from_running() -> None:
    """More wakes than a worker looks at in one go may not run; behind them is one that may."""
    held = [filing(number, "ada", estimate=9) for number in range(1, 13)]
    with passing(charter(2, [*held, filing(20, "ben", estimate=1)])) as office:
        for number in range(1, 13):
            tickets.move(office, number, "on_hold", "no money")

        assert play(office, slots=1).runs == 1

        assert views.ticket(office, 20).state is State.DONE


# --- one at a time ---

STAFF = ("ada", "ben", "cleo", "dan")
NUMBERS = range(1, 9)
LINKS = st.lists(st.tuples(st.sampled_from(NUMBERS), st.sampled_from(NUMBERS)), max_size=10).map(
    lambda pairs: sorted({(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]})
)
CASTS = st.lists(
    st.tuples(st.sampled_from(STAFF), st.lists(st.sampled_from(STAFF), max_size=3)), min_size=8, max_size=8
)
MOODS = st.lists(st.sampled_from(["talk", "ask", "attach", "add", "review", "finish"]), min_size=1, max_size=12)


def moody(moods: Sequence[str]) -> Chooser:
    """A brain that talks, asks and finishes as the moods have it, taking a varying time to think."""
    count = Counter[str]()

    def choose(told: Briefing) -> list[Call]:
        count["turns"] += 1
        mood = moods[count["turns"] % len(moods)]
        other = STAFF[(STAFF.index(told.handle) + 1) % len(STAFF)]
        calls: dict[str, list[Call]] = {
            "talk": [says(f"@{other} and @all")],
            "ask": [("ask", {"question": "Why?", "to": other}), ("answer", {"text": "So."})],
            "attach": [("attach", {"name": "draft", "content": "x"}), says(f"@{other}")],
            "add": [("add_participant", {"handle": other})],
            "review": [("request_review", {"text": "Look."})],
            "finish": [says("Done."), finishes()],
        }
        return calls[mood]

    return Chooser(choose, yields=lambda told: (told.number * 7 + len(told.handle)) % 5)


def overlaps(office: Office) -> list[Event]:
    """The runs that began while their employee, or their thread, was in another one."""
    busy: dict[object, int] = {}
    found = []
    for event in events(office, "run.started", "run.finished"):
        for place in (event.data["employee"], event.data["number"]):
            if event.kind == "run.started":
                found += [event] if place in busy else []
                busy[place] = event.data["run"]
            else:
                assert busy.pop(place) == event.data["run"]
    assert not busy
    return found


@pytest.mark.feature("O-9", "D-5")
@given(links=LINKS, casts=CASTS, moods=MOODS, slots=st.integers(1, 6))
@settings(deadline=None, max_examples=15)
def test_turns__of_an_employee_and_in_a_thread_never_overlap(
    links: list[tuple[int, int]], casts: list[tuple[str, list[str]]], moods: list[str], slots: int
) -> None:
    filings = [
        filing(number, who, consulted=sorted(set(others) - {who}))
        for number, (who, others) in zip(NUMBERS, casts, strict=True)
    ]
    with passing(charter(STAFF, filings, links)) as office:
        tally = play(office, runs=300, brain=moody(moods), slots=slots)

        assert overlaps(office) == []
        assert tally.runs == len(turns_taken(office)) < 300
        assert log.broken(office) == ()
        live = [event.kind for event in events(office, "run.started", "run.finished")]
        assert live.count("run.started") == live.count("run.finished")


def test_turns__of_different_people_in_different_threads_do_go_on_together() -> None:
    with passing(charter(4, [filing(number, STAFF[number - 1]) for number in range(1, 5)])) as office:
        together: list[int] = []

        def choose(_: Briefing) -> list[Call]:
            together.append(len(mission.look(office).live))
            return [finishes()]

        play(office, brain=Chooser(choose, yields=lambda _: 3), slots=4)

        assert max(together) == 4


# --- failures ---


@pytest.mark.feature("S-33")
def test_transient_failure__is_tried_again_after_a_while_and_works() -> None:
    clock = Clock(step_ms=1_000)
    with passing(charter(1, [filing(1)]), clock) as office:
        failing = Failing(2, clock)

        play(office, brain=failing)

        assert views.ticket(office, 1).state is State.DONE
        assert [run.outcome for run in views.thread(office, 1).runs] == ["failed", "failed", "finished"]
        waits = [event.data["due_ms"] - event.at_ms for event in events(office, "wake.returned")]
        assert waits == [2_000, 4_000]
        first, second, third = failing.started_ms
        assert second - first >= 2_000
        assert third - second >= 4_000
        assert inbox.waiting(office) == ()


@pytest.mark.feature("S-33")
def test_host_that_is_busy__is_waited_for_longer_since_that_costs_nothing() -> None:
    clock = Clock(step_ms=300_000)
    with passing(charter(1, [filing(1)]), clock) as office:
        play(office, brain=Failing(8, clock, turned_away=True))

        assert views.ticket(office, 1).state is State.DONE
        assert [run.outcome for run in views.thread(office, 1).runs] == ["stopped"] * 8 + ["finished"]
        assert inbox.waiting(office) == ()


@pytest.mark.feature("S-33", "S-34")
@pytest.mark.parametrize("transient", [True, False])
def test_lasting_failure__ends_in_the_inbox_and_holds_up_only_its_own_ticket(transient: bool) -> None:
    clock = Clock(step_ms=1_000)
    with passing(charter(2, [filing(1), filing(2), filing(3, "ben")], [(1, 2)]), clock) as office:
        failing = Failing(None, clock, transient=transient)
        brains: dict[str, Brain] = {"scripted": _Only("ada", failing, ScriptedBrain())}

        asyncio.run(_work(office, brains))

        assert [ticket.condition for ticket in views.tickets(office)] == [
            Condition.BLOCKED,
            Condition.BLOCKED,
            Condition.DONE,
        ]
        (entry,) = inbox.waiting(office)
        assert (entry.kind, entry.number) == ("dead_wake", 1)
        assert why.why(office, 2).roots == (1,)
        decisions.settle(office, entry.id, "retry")
        play(office)
        assert mission.look(office).states == {State.DONE: 3}


class _Only:
    """Thinks with one brain for one employee and with another for everybody else."""

    def __init__(self, handle: str, for_them: Brain, for_others: Brain) -> None:
        self._handle, self._for_them, self._for_others = handle, for_them, for_others

    def begin(self, briefing: Briefing, desk: Desk) -> Thought:
        return (self._for_them if briefing.handle == self._handle else self._for_others).begin(briefing, desk)


async def _work(office: Office, brains: dict[str, Brain]) -> None:
    await asyncio.wait_for(Worker(office, brains.__getitem__, slots=2).work(until_idle=True), 30)


def test_brain__that_raises_ends_its_turn_and_not_the_worker() -> None:
    clock = Clock(step_ms=1_000)
    with passing(charter(2, [filing(1), filing(2, "ben")]), clock) as office:

        def choose(told: Briefing) -> list[Call]:
            if told.handle == "ada":
                raise KeyError("secret")
            return [finishes()]

        play(office, brain=Chooser(choose))

        assert views.ticket(office, 2).state is State.DONE
        assert {run.reason for run in views.thread(office, 1).runs} == {"the brain failed: KeyError"}


def test_cool_down__that_is_over_while_another_gate_is_closed_does_not_keep_the_worker_busy() -> None:
    clock = Clock(step_ms=1)
    with passing(charter(1, [filing(1)]), clock) as office:
        play(office, brain=Failing(1, clock), runs=1)
        tickets.move(office, 1, "on_hold", "no money")
        clock.advance(60)

        assert play(office, seconds=5).runs == 0

        tickets.move(office, 1, "open")
        assert play(office).runs == 1


def test_full_store__stops_the_worker_in_plain_words_and_loses_nothing() -> None:
    with passing(charter(1, [filing(1)])) as office:

        def choose(_: Briefing) -> list[Call]:
            return [("attach", {"name": "big", "content": "x" * 300_000}), finishes()]

        with office.store.writing() as connection:
            pages = int(connection.exec_driver_sql("PRAGMA page_count").scalar_one())
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 20}").close()
        with pytest.raises(Unusable, match="is full"):
            play(office, brain=Chooser(choose))
        assert shifts.living(office) == ()
        with office.store.writing() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 1000000").close()

        play(office, brain=Chooser(choose))

        assert views.ticket(office, 1).state is State.DONE
        assert [made.version for made in views.thread(office, 1).artifacts] == [1]
        assert log.broken(office) == ()


# --- several steps in one turn ---


class _Thorough:
    """Comments, waits to see the result, comments again, and finishes in a third step."""

    def begin(self, briefing: Briefing, desk: Desk) -> "_Thorough":
        self._steps = 0
        self.results: list[Result] = []
        return self

    async def step(self, results: Sequence[Result]) -> Step:
        self.results += results
        self._steps += 1
        if self._steps < 3:
            return step(says(f"step {self._steps}"), last=False)
        return step(says("step 3"), finishes())


def test_steps__of_one_turn_are_written_one_by_one_and_their_results_are_told() -> None:
    with passing(charter(1, [filing(1)])) as office:
        brain = _Thorough()

        with commits(office) as heads:
            play(office, brain=brain)

        posted = [event.seq for event in events(office, "message.posted")]
        assert [said.body for said in views.thread(office, 1).entries] == ["step 1", "step 2", "step 3", "Done."]
        assert [result.text for result in brain.results] == ["Posted.", "Posted."]
        assert not same_commit(heads, posted[0], posted[1])
        assert same_commit(heads, posted[2], posted[3])
        assert len(views.thread(office, 1).runs) == 1


# --- nothing to do ---


@pytest.mark.feature("D-3")
async def test_idle__worker_runs_nothing_calls_nothing_and_writes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(night, "SWEEP_SECONDS", (0.005, 0.01))
    looks = 0
    enough = asyncio.Event()
    sweep = shifts.sweep

    def counted(office: Office) -> int:
        nonlocal looks
        looks += 1
        if looks >= 5:
            enough.set()
        return sweep(office)

    def choose(_: Briefing) -> list[Call]:
        raise AssertionError("nobody is to be asked")

    with (
        passing(charter(2, [filing(1), filing(2, None)], [(1, 2)])) as office,
        closing(sqlite3.connect(office.store.path)) as bystander,
    ):
        tickets.move(office, 1, "on_hold", "no money")
        worker = Worker(office, lambda _: Chooser(choose))
        shift = asyncio.create_task(worker.work())
        while not shifts.living(office):
            await asyncio.sleep(0)
        on_duty = head(office)
        version = bystander.execute("PRAGMA data_version").fetchone()
        monkeypatch.setattr(shifts, "sweep", counted)

        await asyncio.wait_for(enough.wait(), 10)

        assert head(office) == on_duty
        assert bystander.execute("PRAGMA data_version").fetchone() == version
        assert (worker.tally.runs, worker.tally.model_calls, worker.tally.cost_micros) == (0, 0, 0)
        assert queued(office) == [(1, "ada")]
        worker.stop()
        await asyncio.wait_for(shift, 10)


@pytest.mark.feature("D-3")
def test_until_idle__ends_at_once_where_nothing_can_run() -> None:
    with passing(charter(1, [filing(1, None)])) as office:
        tally = play(office, seconds=5)

        assert (tally.runs, tally.model_calls, tally.cost_micros) == (0, 0, 0)
        assert [event.kind for event in events(office)][-2:] == ["worker.started", "worker.stopped"]


async def test_idle__worker_wakes_at_once_when_another_process_files_a_ticket(tmp_path: Path) -> None:
    office = founded(tmp_path / "c.db", charter(1, []))
    elsewhere = Office.open(tmp_path / "c.db", Clock())
    done = asyncio.Event()

    def choose(_: Briefing) -> list[Call]:
        done.set()
        return [finishes()]

    worker = Worker(office, lambda _: Chooser(choose))
    shift = asyncio.create_task(worker.work())
    while not shifts.living(office):
        await asyncio.sleep(0)

    tickets.file(elsewhere, filing(1))

    await asyncio.wait_for(done.wait(), 4)  # the sweep alone would take five seconds
    worker.stop()
    await asyncio.wait_for(shift, 10)
    assert views.ticket(elsewhere, 1).state is State.DONE
    elsewhere.close()
    office.close()


@pytest.mark.parametrize("lift", ["hold", "link", "block", "question"])
async def test_parked_wake__runs_as_soon_as_its_gate_opens(lift: str) -> None:
    done = asyncio.Event()

    def choose(_: Briefing) -> list[Call]:
        done.set()
        return [finishes()]

    with passing(charter(2, [filing(1), filing(2, None)])) as office:
        if lift == "hold":
            tickets.move(office, 1, "on_hold", "no money")
        elif lift == "link":
            links.link(office, 2, 1)
        elif lift == "block":
            decisions.block(office, 1, "no paint", actor="ada")
        else:
            decisions.ask(office, 1, "operator", "How much?", blocking=True, actor="ada")
        worker = Worker(office, lambda _: Chooser(choose))
        shift = asyncio.create_task(worker.work())
        while not shifts.living(office):
            await asyncio.sleep(0)
        assert not done.is_set()

        if lift == "hold":
            tickets.move(office, 1, "open")
        elif lift == "link":
            tickets.move(office, 2, "skipped", "not needed")
        else:
            decisions.settle(office, inbox.waiting(office)[0].id, "Go on.")

        await asyncio.wait_for(done.wait(), 4)
        worker.stop()
        await asyncio.wait_for(shift, 10)


# --- going off duty ---


@pytest.mark.feature("Y-51")
async def test_stop__gives_claimed_work_back_as_if_it_had_not_been_taken() -> None:
    thinking, never = asyncio.Event(), asyncio.Event()

    class Dreamer:
        def begin(self, _: Briefing, __: object) -> "Dreamer":
            return self

        async def step(self, _: Sequence[Result]) -> Step:
            thinking.set()
            await never.wait()
            raise AssertionError("nobody wakes this one")

    with passing(charter(2, [filing(1)])) as office:
        worker = Worker(office, lambda _: Dreamer())
        shift = asyncio.create_task(worker.work())
        await asyncio.wait_for(thinking.wait(), 10)
        assert views.ticket(office, 1).condition is Condition.WORKING

        worker.stop()
        await asyncio.wait_for(shift, 10)

        assert [(run.outcome, run.reason) for run in views.thread(office, 1).runs] == [
            ("stopped", "the worker was stopped")
        ]
        assert views.thread(office, 1).entries == ()
        assert shifts.living(office) == ()
        assert claim(office, 1, "ada").attempt == 1


async def test_stop__before_anything_ends_in_good_order() -> None:
    with passing(charter(1, [filing(1)])) as office:
        worker = Worker(office, lambda _: ScriptedBrain())
        worker.stop()

        assert (await asyncio.wait_for(worker.work(), 10)).runs == 0

        assert [event.kind for event in events(office)][-2:] == ["worker.started", "worker.stopped"]
        assert queued(office) == [(1, "ada")]


@pytest.mark.parametrize("runs", [0, 1, 3])
def test_most_runs__are_started_and_finished_and_no_more(runs: int) -> None:
    with passing(charter(3, eight(), EIGHT)) as office:
        assert play(office, runs=runs, slots=2).runs == runs

        assert len(events(office, "run.finished")) == runs


# --- belts ---


@pytest.mark.feature("S-37")
def test_worker__takes_over_what_a_dead_one_left_and_finishes_it() -> None:
    with passing(charter(2, [filing(1), filing(2, "ben")], [(1, 2)])) as office:
        dead = shifts.begin(office, 2)
        claim(office, 1, "ada", dead.worker_id)
        dead.lock.end()

        play(office)

        assert [run.outcome for run in views.thread(office, 1).runs] == ["interrupted", "finished"]
        assert mission.look(office).states == {State.DONE: 2}


@pytest.mark.feature("D-3")
def test_worker__finds_a_ticket_whose_wake_was_deleted_by_hand() -> None:
    with passing(charter(1, [filing(1)])) as office:
        with closing(sqlite3.connect(office.store.path)) as hand:
            hand.execute("DELETE FROM wake")
            hand.commit()

        play(office)

        assert views.ticket(office, 1).state is State.DONE
        assert woken(office)[-1] == (1, "ada", "sweep")


def test_operator__may_talk_while_a_turn_goes_on_and_is_read_in_the_next() -> None:
    with passing(charter(1, [filing(1)])) as office:
        told: list[Briefing] = []

        def choose(briefing: Briefing) -> list[Call]:
            told.append(briefing)
            if len(told) == 1:
                threads.comment(office, 1, "Make it blue.")
                return [says("I have begun.")]
            return [finishes()]

        play(office, brain=Chooser(choose))

        assert [[said.author for said in briefing.thread] for briefing in told] == [[], ["operator", "ada"]]
        assert views.ticket(office, 1).state is State.DONE


def test_worker__that_goes_off_duty_takes_its_ear_away() -> None:
    with passing(charter(1, [filing(1)])) as office:
        bells = paths.bells(office.store.path)

        for _ in range(3):
            play(office)

        assert not bells.exists() or list(bells.iterdir()) == []
