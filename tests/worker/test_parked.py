"""Wakes that wait behind a closed gate while the worker does other things: they run as soon as it opens."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from teamx_tui.brains.briefing import Briefing
from teamx_tui.company import edits, gates, inbox, meetings, queue, shifts, threads, tickets
from teamx_tui.company.edits import Edit
from teamx_tui.company.meetings import Calling
from teamx_tui.company.meetings_calendar import Calendar
from teamx_tui.company.news import News
from teamx_tui.company.news import head as newest
from teamx_tui.domain.tickets import Priority
from teamx_tui.worker.admission import Admission
from teamx_tui.worker.worker import Worker
from tests.builders import Call, Chooser, Clock, charter, events, filing, finishes, passing, play, queued, turns_taken
from tests.company.purse import allowance, paper
from tests.worker.test_worker_money import Paying


def test_parked_wake__behind_a_gate_runs_in_the_same_shift_in_which_its_artifact_is_made() -> None:
    def choose(briefing: Briefing) -> Sequence[Call]:
        agreed = {"name": "api", "content": "So.", "type": "api_contract", "status": "agreed"}
        return [("attach", agreed), finishes()] if briefing.number == 2 else [finishes()]

    with passing(charter(2, [filing(1, "ada"), filing(2, "ben")])) as office:
        gates.place(office, "Contract agreed", "api_contract", ["agreed"], after=[2], blocks=[1])
        threads.comment(office, 1, "Begin as soon as you can.")

        play(office, brain=Chooser(choose))

        assert turns_taken(office) == [(2, "ben"), (1, "ada")]


@pytest.mark.parametrize("edit", [Edit(priority=Priority.CRITICAL), Edit(estimate=5.0)])
def test_queue__goes_by_the_priority_and_the_estimate_that_a_waiting_ticket_is_given(edit: Edit) -> None:
    with passing(charter(1, [filing(number) for number in (1, 2, 3)])) as office:
        admission, news = Admission(office), News(office, newest(office))
        admission.reread()
        numbers = {wake.wake_id: wake.number for wake in queue.pending(office)}

        edits.edit(office, 3, edit)
        admission.learn(news.read())

        assert [numbers[wake_id] for wake_id in admission.take(3)] == [3, 1, 2]


def test_meeting__that_waits_for_a_gate_begins_as_soon_as_the_gate_is_waived() -> None:
    with passing(charter(2, [filing(1)])) as office:
        gate = gates.place(office, "Contract agreed", "api_contract", ["agreed"])
        meeting = meetings.call(office, Calling("Sync", attendees=("ben",), after=(gate,)))
        calendar, news = Calendar(office), News(office, newest(office))
        calendar.keep()
        assert not calendar.is_due(office.clock())

        gates.waive(office, gate, "We know it.")
        calendar.learn(news.read())
        assert calendar.is_due(office.clock())
        calendar.keep()

        assert queued(office)[-1] == (meeting, "ben")


async def test_parked_wake__behind_a_question_about_money_runs_once_the_ticket_asked_about_is_cancelled() -> None:
    with passing(paper(allowance(25), staff=6), Clock(step_ms=300)) as office:
        worker = Worker(office, lambda _: Paying(worst=10, cents=8), slots=1)
        shift = asyncio.create_task(worker.work())
        while not inbox.waiting(office):
            await asyncio.sleep(0)
        (entry,) = inbox.waiting(office)
        for _ in range(50):  # until whoever is left has been looked at, and parked
            await asyncio.sleep(0)
        begun = len(events(office, "run.started"))

        tickets.move(office, entry.number, "cancelled", "not needed")

        async with asyncio.timeout(4):  # the sweep alone would take five seconds
            while len(events(office, "run.started")) == begun:
                await asyncio.sleep(0)
        worker.stop()
        await asyncio.wait_for(shift, 10)
        assert not shifts.living(office)
