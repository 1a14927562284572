"""Questions answered by a model beside the turns: looks that change nothing, under the company's budgets, once."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pytest

from teamx_tui.brains.claude import ClaudeBrain
from teamx_tui.brains.host import ANTHROPIC, Host
from teamx_tui.company import brains, equipment, heads, inbox, money, questions, shifts
from teamx_tui.company.founding import Allowance
from teamx_tui.company.office import Office
from teamx_tui.company.questions import Question
from teamx_tui.domain.errors import Refused
from teamx_tui.domain.usage import Quote
from teamx_tui.worker.murmurs import EVERY_SECONDS
from teamx_tui.worker.worker import Tally, Worker
from tests.brains.desk import Naps
from tests.builders import Chooser, Clock, charter, events, filing, finishes, founded, play
from tests.company.purse import CENT, books, faults, read
from tests.fakes.messages import Answer, Reply, scripted, serving

MODEL: Final = "claude-haiku-5-5"
ASKED: Final = "why is the frontend behind?"
LOOKS: Final = Reply(tools=(("why", {"number": 1}), ("workloads", {})))


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    yield from _company(tmp_path, 5_000_000)


@pytest.fixture
def poor(tmp_path: Path) -> Iterator[Office]:
    """A company whose budget covers no call."""
    yield from _company(tmp_path, 2_000)


def _company(folder: Path, micros: int) -> Iterator[Office]:
    """Two tickets done by scripts, a budget, and a brain that costs money for whoever is hired next."""
    paper = charter(2, [filing(1, "ada"), filing(2, "ben")], budgets=[Allowance("company", "", micros)])
    office = founded(folder / "company.db", paper, Clock(step_ms=10))
    play(office, brain=Chooser(lambda _: [finishes()]))
    brains.add(office, "claude", "http://127.0.0.1:9", model=MODEL, is_free=False)
    with office.act("operator") as act:
        equipment.equip_company(act, "claude", "")
    yield office
    office.close()


def work(
    office: Office, *replies: Reply, answer: Answer | None = None, naps: Naps | None = None
) -> tuple[Tally, list[Mapping[str, Any]]]:
    """Work until nothing is left to do; return what was done, and the bodies of all requests."""

    async def shift() -> tuple[Tally, list[Mapping[str, Any]]]:
        async with serving(answer=answer or scripted(*replies)) as host:
            brain = ClaudeBrain(Host("claude", ANTHROPIC, host.url, MODEL, "sk-test"), sleep=Naps())
            worker = Worker(office, lambda _: brain, sleep=naps or Naps())
            tally = await asyncio.wait_for(worker.work(until_idle=True), 60)
            return tally, [one.body for one in host.received]

    return asyncio.run(shift())


def asked(office: Office) -> int:
    return questions.ask(office, ASKED)


def digest(office: Office) -> dict[str, list[Any]]:
    """Every row of the store, but the questions, the money and who is on duty."""
    left_out = {"question", "model_call", "charge", "budget", "worker", "event"}
    names = [row[0] for row in read(office.store.path, "SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {name: read(office.store.path, f'SELECT * FROM "{name}"') for name in names if name not in left_out}


def states(office: Office) -> list[tuple[str, int]]:
    return read(office.store.path, "SELECT state, cost_micros FROM model_call ORDER BY id")


def failed(office: Office, question_id: int) -> Question:
    seen = questions.look(office, question_id)
    assert (seen.state, seen.answer) == ("failed", "")
    return seen


def test_worker__answers_a_question_with_a_model_that_looks_first(office: Office) -> None:
    question = asked(office)

    tally, requests = work(office, LOOKS, Reply(text="Nothing holds #1 up.\nIt was done by @ada.\x1b[2J"))

    seen = questions.look(office, question)
    assert (seen.state, seen.brain, seen.model) == ("answered", "claude", MODEL)
    assert [(one.tool, dict(one.arguments)) for one in seen.steps] == [("why", {"number": 1}), ("workloads", {})]
    assert all(one.found for one in seen.steps)
    assert seen.answer.startswith("Nothing holds #1 up.\nIt was done by @ada.")
    assert "\x1b" not in seen.answer
    assert (seen.calls, tally.model_calls, tally.cost_micros) == (2, 2, seen.cost_micros)
    assert len(requests) == 2


def test_model__is_given_looks_only_and_what_they_found_behind_marks(office: Office) -> None:
    asked(office)

    _, (first, second) = work(office, LOOKS, Reply(text="So."))

    assert {"why", "tickets", "status", "workloads"} <= {tool["name"] for tool in first["tools"]}
    assert not {"finish", "comment", "hand_off"} & {tool["name"] for tool in first["tools"]}
    assert ASKED in str(first["messages"][0]["content"])
    found = [block["content"] for block in second["messages"][-1]["content"]]
    assert len(found) == 2
    for text in found:
        head, *lines, end = text.split("\n")
        assert (head[:6], end) == ("<found", "</found>")
        assert all(line.startswith("| ") for line in lines)


def test_answering__writes_nothing_but_the_question_and_the_money(office: Office) -> None:
    before, since = digest(office), max(event.seq for event in events(office))
    asked(office)

    work(office, LOOKS, Reply(text="So."))

    assert digest(office) == before
    assert {event.kind for event in events(office, since=since)} == {"worker.started", "worker.stopped"}


def test_answering__is_charged_to_the_company_and_nobody_else(office: Office) -> None:
    question = asked(office)

    work(office, LOOKS, Reply(text="So."))

    spent, reserved = books(office.store.path)
    assert (spent * CENT, reserved) == (questions.look(office, question).cost_micros, 0)
    assert spent > 0
    assert (heads.look(office).spent_today_micros, heads.look(office).calls_today) == (spent * CENT, 2)
    assert money.look(office).total.micros == spent * CENT
    assert faults(office.store.path) == []
    assert read(office.store.path, "SELECT DISTINCT run_id, item_id, employee_id, question_id FROM model_call") == [
        (None, None, None, question)
    ]


def test_answering__fails_without_a_call_where_a_budget_does_not_cover_it_and_nobody_is_asked(poor: Office) -> None:
    question = asked(poor)

    _, requests = work(poor, Reply(text="So."))

    assert "the company's budget of $0.002 does not cover the next call" in failed(poor, question).error
    assert (requests, states(poor), inbox.waiting(poor)) == ([], [], ())
    assert books(poor.store.path) == (0, 0)


@pytest.mark.parametrize(
    ("reply", "error", "state"),
    [
        (Reply(status=401, text="no such key"), "key", "settled"),
        (Reply(text="So.", stop="max_tokens"), "broke off at the limit", "settled"),
        (Reply(), "the model had nothing to say", "settled"),
    ],
)
def test_failed_call__is_told_and_charged(office: Office, reply: Reply, error: str, state: str) -> None:
    question = asked(office)

    work(office, reply)

    seen = failed(office, question)
    assert error in seen.error
    assert [one[0] for one in states(office)] == [state]
    assert seen.unknown == (state == "unknown")
    assert books(office.store.path)[1] == 0
    assert faults(office.store.path) == []


@pytest.mark.feature("T-15")
@pytest.mark.parametrize(
    ("fault", "state"),
    [
        (Reply(status=529), "settled"),
        (Reply(status=500), "unknown"),
        (Reply(text="Half of it", fault="cut"), "unknown"),
        (Reply(text="Half of it", fault="error", error="overloaded_error", after=4), "unknown"),
    ],
)
def test_call_that_may_go_better_later__is_made_again_after_a_pause_and_the_looks_are_not_lost(
    office: Office, fault: Reply, state: str
) -> None:
    question, naps = asked(office), Naps()
    at_once = 3 if fault.status == 529 else 1  # what cost nothing is tried again within the call already

    _, requests = work(office, LOOKS, *[fault] * at_once, Reply(text="So."), naps=naps)

    seen = questions.look(office, question)
    assert (seen.state, seen.answer, seen.error, len(seen.steps)) == ("answered", "So.", "", 2)
    assert naps.seconds == [2.0]
    assert requests[1] == requests[-1], "the conversation goes on where it was"
    assert {one for one, _ in states(office)[1:-1]} == {state}
    assert books(office.store.path)[1] == 0
    assert faults(office.store.path) == []


def test_call_that_goes_no_better__is_given_up_after_three_tries_and_says_so(office: Office) -> None:
    question, naps = asked(office), Naps()

    _, requests = work(office, Reply(text="Half of it", fault="cut"), naps=naps)

    seen = failed(office, question)
    assert seen.error == "the reply of claude was cut off (tried 3 times)"
    assert (len(requests), naps.seconds, seen.unknown) == (3, [2.0, 4.0], 3)
    assert books(office.store.path)[1] == 0
    assert faults(office.store.path) == []


def test_host_that_wants_a_long_rest__is_not_waited_for(office: Office) -> None:
    question, naps = asked(office), Naps()

    _, requests = work(office, Reply(status=429, headers={"retry-after": "60"}), naps=naps)

    assert failed(office, question).error == "claude takes no more requests for the moment"
    assert (len(requests), naps.seconds) == (1, [])


def test_question__says_meanwhile_why_it_is_asked_again(office: Office) -> None:
    question = asked(office)
    seen: list[Question] = []

    class Looking(Naps):
        async def __call__(self, seconds: float) -> None:
            seen.append(questions.look(office, question))

    work(office, Reply(text="Half of it", fault="cut", after=5), Reply(text="So."), naps=Looking())

    assert [(one.state, one.answer, one.error) for one in seen] == [("open", "", "the reply of claude was cut off")]


@pytest.mark.feature("T-15")
def test_answer__can_be_read_while_it_comes_in(office: Office) -> None:
    question = asked(office)
    grown: list[str] = []
    said = "It waits for #1, and #1 waits for nobody but @ada who is at it."
    say = questions.say

    def watched(to: Office, one: questions.Asked, text: str) -> None:
        say(to, one, text)
        grown.append(questions.look(office, question).answer)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(questions, "say", watched)
        looks = Reply(tools=(("tickets", {"filter": "state:open"}),), pause=0.05)
        work(office, looks, Reply(text=said, piece=8, pause=0.1))

    parts = list(dict.fromkeys(grown))
    assert len(parts) >= 3
    assert all(said.startswith(part) for part in parts)
    assert len(grown) <= 2 + (0.1 * len(said) / 8 + 1) / EVERY_SECONDS
    assert questions.look(office, question).answer == said


def test_words__of_an_answer_come_from_whoever_holds_the_question_only(office: Office) -> None:
    question = asked(office)
    taken = questions.take(office, "one")
    assert taken is not None
    questions.say(office, taken, "It waits\x1b[2J")
    assert questions.look(office, question).answer.startswith("It waits")
    assert "\x1b" not in questions.look(office, question).answer

    questions.withdraw(office, question)
    questions.say(office, taken, "for nobody")

    assert failed(office, question).error == questions.UNAWAITED


def test_model_that_only_looks__is_stopped_after_eight_calls(office: Office) -> None:
    question = asked(office)

    _, requests = work(office, LOOKS)

    assert len(requests) == 8
    assert "it came to no end in 8 calls" in failed(office, question).error


def test_wrong_look__is_told_to_the_model_which_may_go_on(office: Office) -> None:
    question = asked(office)

    _, requests = work(office, Reply(tools=(("finish", {"resolution": "x"}),)), LOOKS, Reply(text="So."))

    assert requests[1]["messages"][-1]["content"][0]["is_error"]
    seen = questions.look(office, question)
    assert (seen.state, seen.steps[0].found[:25]) == ("answered", "There is no look 'finish'")


def test_brain_that_answers_no_questions__fails_with_a_reason(office: Office) -> None:
    question = asked(office)

    asyncio.run(Worker(office, lambda _: Chooser(lambda _: [finishes()])).work(until_idle=True))

    assert failed(office, question).error == "the brain claude answers no questions"


def test_question__is_taken_by_one_worker_only(office: Office) -> None:
    asked(office)

    assert questions.take(office, "one") is not None
    assert questions.take(office, "other") is None


def test_question_of_a_dead_worker__is_answered_once_by_the_next_and_what_was_in_the_air_is_charged(
    office: Office,
) -> None:
    question = asked(office)
    shift = shifts.begin(office, 1)
    taken = questions.take(office, shift.worker_id)
    assert taken is not None
    questions.reserve(office, taken, Quote(MODEL, 1000, 1000))
    shift.lock.end()

    work(office, Reply(text="So."))
    questions.answer(office, taken, "From the grave.", None)

    seen = questions.look(office, question)
    assert (seen.state, seen.answer, seen.calls, seen.unknown) == ("answered", "So.", 2, 1)
    assert [state for state, _ in states(office)] == ["unknown", "settled"]
    assert books(office.store.path)[1] == 0
    assert faults(office.store.path) == []


def test_question_that_kills_its_workers__is_given_up(office: Office) -> None:
    question = asked(office)
    for _ in range(questions.MOST_ATTEMPTS):
        shift = shifts.begin(office, 1)
        assert questions.take(office, shift.worker_id) is not None
        shift.lock.end()
        shifts.recover(office)

    assert failed(office, question).error == "3 workers died over it"


def test_worker_that_is_stopped__leaves_the_question_to_the_next(office: Office) -> None:
    question = asked(office)
    for _ in range(questions.MOST_ATTEMPTS + 1):
        shift = shifts.begin(office, 1)
        assert questions.take(office, shift.worker_id) is not None
        shifts.end(office, shift)

    assert questions.look(office, question).state == "open"


def test_question_given_up_meanwhile__costs_no_further_call(office: Office) -> None:
    question = asked(office)

    def reply(_: Mapping[str, Any]) -> Reply:
        questions.withdraw(office, question)
        return LOOKS

    _, requests = work(office, answer=reply)

    assert len(requests) == 1
    assert failed(office, question).error == questions.UNAWAITED
    assert [state for state, _ in states(office)] == ["settled"]
    assert faults(office.store.path) == []


def test_call_in_the_air_for_a_question_given_up__is_charged_when_its_worker_dies(office: Office) -> None:
    question = asked(office)
    shift = shifts.begin(office, 1)
    taken = questions.take(office, shift.worker_id)
    assert taken is not None
    questions.reserve(office, taken, Quote(MODEL, 1000, 1000))
    questions.withdraw(office, question)
    shift.lock.end()
    shifts.recover(office)

    assert [state for state, _ in states(office)] == ["unknown"]
    assert books(office.store.path)[1] == 0


def test_question_for_which_nobody_waits_any_more__is_not_answered(office: Office) -> None:
    question = asked(office)
    office.clock.advance(questions.STALE_MS / 1000 + 1)  # type: ignore[attr-defined]

    _, requests = work(office, Reply(text="So."))

    assert requests == []
    assert failed(office, question).error == questions.UNAWAITED


def test_asking__is_refused_where_the_brain_cannot_think(office: Office) -> None:
    brains.note_lack(office, "claude", "its key is missing")

    with pytest.raises(Refused, match="claude cannot think: its key is missing"):
        asked(office)


def test_secrets__do_not_reach_the_model(office: Office) -> None:
    office.guard(lambda text: text.replace("hunter2", "[secret]"))
    questions.ask(office, "is hunter2 safe?")

    _, (request,) = work(office, Reply(text="It is hunter2."))

    assert "hunter2" not in str(request)
    assert read(office.store.path, "SELECT answer FROM question") == [("It is [secret].",)]
