"""Coming on duty, going off, dying, and what a sweep finds."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from teamx_tui.company import decisions, mission, roster, shifts, tickets, views, why
from teamx_tui.company.office import Office
from teamx_tui.domain.gates import Condition
from teamx_tui.domain.presence import Presence
from teamx_tui.domain.tickets import State
from teamx_tui.store import duty
from tests.builders import carry, charter, claim, events, filing, head, passing, play, queued, says, woken


def dies(office: Office) -> shifts.Shift:
    """A worker that came on duty and died: its lock is free and nobody signed off."""
    shift = shifts.begin(office, 2)
    claim(office, 1, "ada", shift.worker_id)
    shift.lock.end()
    return shift


def presence(office: Office, handle: str) -> Presence:
    return next(person.presence for person in roster.staff(office) if person.handle == handle)


def forget_wakes(office: Office) -> None:
    """Delete every wake behind the company's back."""
    with closing(sqlite3.connect(office.store.path)) as hand:
        hand.execute("DELETE FROM wake")
        hand.commit()


# --- on and off duty ---


@pytest.mark.feature("X-19")
def test_begin__makes_the_worker_known_and_alive_until_it_ends() -> None:
    with passing(charter(1, [filing(1)])) as office:
        assert (shifts.living(office), mission.look(office).workers) == ((), 0)

        one, two = shifts.begin(office, 2), shifts.begin(office, 4)

        assert set(shifts.living(office)) == {one.worker_id, two.worker_id}
        assert mission.look(office).workers == 2
        shifts.end(office, one)
        assert shifts.living(office) == (two.worker_id,)
        shifts.end(office, two)
        assert shifts.living(office) == ()
        assert [event.kind for event in events(office)][-4:] == ["worker.started"] * 2 + ["worker.stopped"] * 2


@pytest.mark.feature("Y-51")
def test_end__gives_back_what_is_claimed_at_no_cost() -> None:
    with passing(charter(1, [filing(1)])) as office:
        shift = shifts.begin(office, 2)
        claim(office, 1, "ada", shift.worker_id)

        shifts.end(office, shift)

        assert [run.outcome for run in views.thread(office, 1).runs] == ["stopped"]
        assert queued(office) == [(1, "ada")]
        assert claim(office, 1, "ada").attempt == 1


# --- death ---


@pytest.mark.feature("S-37", "Y-48", "D-5")
def test_recover__takes_the_work_of_a_dead_worker_back_and_says_so() -> None:
    with passing(charter(1, [filing(1)])) as office:
        shift = dies(office)
        assert shifts.living(office) == ()

        assert shifts.recover(office) == 1

        (run,) = views.thread(office, 1).runs
        assert (run.outcome, run.reason) == ("interrupted", "the worker died")
        assert views.ticket(office, 1).condition is Condition.INTERRUPTED
        assert queued(office) == [(1, "ada")]
        assert [event.data["worker"] for event in events(office, "worker.lost")] == [shift.worker_id]
        assert play(office).runs == 1
        assert views.ticket(office, 1).state is State.DONE


@pytest.mark.feature("D-5")
def test_recover__ends_the_presence_of_whoever_was_having_a_turn() -> None:
    with passing(charter(1, [filing(1)])) as office:
        shift = shifts.begin(office, 2)
        claim(office, 1, "ada", shift.worker_id)
        assert presence(office, "ada") is Presence.IN_THREAD
        shift.lock.end()

        shifts.recover(office)

        assert presence(office, "ada") is not Presence.IN_THREAD
        assert mission.look(office).live == ()


@pytest.mark.feature("S-37")
def test_recover__leaves_the_living_alone_and_writes_nothing() -> None:
    with passing(charter(1, [filing(1)])) as office:
        shift = shifts.begin(office, 2)
        claimed = claim(office, 1, "ada", shift.worker_id)
        before = head(office)

        assert shifts.recover(office) == 0

        assert head(office) == before
        carry(office, claimed, says("still here"))
        shifts.end(office, shift)


@pytest.mark.feature("S-37")
def test_recover__twice_buries_once() -> None:
    with passing(charter(1, [filing(1)])) as office:
        dies(office)
        shifts.recover(office)
        before = head(office)

        assert shifts.recover(office) == 0

        assert head(office) == before
        assert len(events(office, "worker.lost")) == 1


@pytest.mark.feature("S-37")
def test_recover__at_the_same_time_as_another_buries_once(monkeypatch: pytest.MonkeyPatch) -> None:
    with passing(charter(1, [filing(1)])) as office:
        dies(office)
        looks = duty.is_alive

        def another_is_quicker(store: Path, worker_id: str) -> bool:
            alive = looks(store, worker_id)
            with monkeypatch.context() as patch:
                patch.setattr(duty, "is_alive", looks)
                shifts.recover(office)
            return alive

        monkeypatch.setattr(duty, "is_alive", another_is_quicker)
        shifts.recover(office)

        assert len(events(office, "worker.lost")) == 1
        assert len(events(office, "wake.returned")) == 1


def test_begin__survives_the_folder_of_locks_going_away_under_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The last worker to go takes the folder with it, perhaps just as the next one comes."""
    with passing(charter(1, [filing(1)])) as office:
        gone: list[Path] = []
        opened = os.open

        def goes_once(path: str | Path, flags: int, mode: int = 0o777) -> int:
            if Path(path).suffix == ".lock" and not gone:
                gone.append(Path(path).parent)
                gone[0].rmdir()
            return opened(path, flags, mode)

        monkeypatch.setattr(os, "open", goes_once)
        shift = shifts.begin(office, 1)
        monkeypatch.undo()

        assert gone
        assert shifts.living(office) == (shift.worker_id,)
        shifts.end(office, shift)


# --- the sweep ---


def test_sweep__finds_a_ready_ticket_whose_wake_is_gone() -> None:
    paper = charter(2, [filing(1), filing(2, "ben", consulted=["ada"]), filing(3, "ben"), filing(4, None)], [(1, 3)])
    with passing(paper) as office:
        forget_wakes(office)
        before = head(office)

        assert shifts.sweep(office) == 2

        assert woken(office, before) == [(1, "ada", "sweep"), (2, "ben", "sweep")]
        assert shifts.sweep(office) == 0
        assert play(office).runs == 3


def _nothing(office: Office) -> None:
    assert queued(office)


def _claimed(office: Office) -> None:
    claim(office, 1, "ada")


def _blocked(office: Office) -> None:
    decisions.block(office, 1, "no paint", actor="ada")
    forget_wakes(office)


def _on_hold(office: Office) -> None:
    tickets.move(office, 1, "on_hold", "later")
    forget_wakes(office)


def _begun(office: Office) -> None:
    carry(office, claim(office, 1, "ada"), says("I have begun."))


def _over(office: Office) -> None:
    tickets.move(office, 1, "skipped", "not needed")


@pytest.mark.feature("D-3")
@pytest.mark.parametrize(
    "situation", [_nothing, _claimed, _blocked, _on_hold, _begun, _over], ids=lambda each: each.__name__.strip("_")
)
def test_sweep__writes_nothing_where_nothing_is_forgotten(situation: Callable[[Office], None]) -> None:
    with passing(charter(1, [filing(1)])) as office:
        situation(office)
        before = head(office)

        assert shifts.sweep(office) == 0

        assert head(office) == before


def test_sweep__finds_nothing_a_worker_left_behind() -> None:
    """Whatever was ready has run; so the sweep is a belt, and the wakes of each change are the braces."""
    paper = charter(3, [filing(n, ("ada", "ben", "cleo")[n % 3]) for n in range(1, 9)], [(1, 4), (2, 4), (4, 8)])
    with passing(paper) as office:
        play(office, slots=3)

        assert not [event for event in events(office, "wake.queued") if event.data["cause"] == "sweep"]
        assert why.why(office, 8).tree.condition is Condition.DONE
        assert mission.look(office).states == {State.DONE: 8}
