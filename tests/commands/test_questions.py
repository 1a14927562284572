"""What is answered to a question, from the store alone: numbers first, causes at their roots, who acts, by what."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from teamx_tui.commands import questions
from teamx_tui.commands.questions import Answer
from teamx_tui.company import decisions, delivery, pauses, tickets
from teamx_tui.company.founding import Charter
from teamx_tui.company.office import Office
from teamx_tui.domain import dates
from teamx_tui.domain.errors import Invalid
from teamx_tui.domain.health import DAY_MS
from teamx_tui.domain.tickets import State
from tests.builders import NOON, Clock, charter, filing, founded

Company = Callable[[Charter], Office]


@pytest.fixture
def company(tmp_path: Path) -> Iterator[Company]:
    """Found a company; it is closed afterwards."""
    opened: list[Office] = []

    def found(paper: Charter) -> Office:
        opened.append(founded(tmp_path / "company.db", paper, Clock()))
        return opened[-1]

    yield found
    for office in opened:
        office.close()


def chain() -> Charter:
    """#3 waits for #2, that for #1; #4 waits for nothing. Ada has the ends, ben the middle, cleo the rest."""
    work = [filing(1, "ada"), filing(2, "ben", phase="Frontend"), filing(3, "ada", phase="Frontend"), filing(4, "cleo")]
    return charter(3, work, [(1, 2), (2, 3)])


def told(answer: Answer) -> list[str]:
    return [line.text for line in answer.lines]


def looks(answer: Answer) -> list[str]:
    return [step.said for step in answer.steps]


# --- why it is behind ---


@pytest.mark.feature("T-15")
def test_behind__follows_the_cause_to_its_root_and_names_each_once(company: Company) -> None:
    answer = questions.answer(company(chain()), "why is the frontend behind?")

    assert told(answer)[0] == "Phase Frontend: 0 of 2 done, 2 blocked."
    causes = [line for line in answer.lines if "It holds up" in line.text]
    assert [(line.ticket, line.text) for line in causes] == [
        (1, "#1 Ticket 1 (○ ready): nothing holds it back — @ada acts. It holds up #2 #3.")
    ]
    assert [row.number for row in answer.tickets] == [1, 2, 3]
    assert answer.people == (("ada", "Ada"),)
    assert looks(answer)[:2] == ["about words=frontend", 'tickets filter="#2 #3"']
    assert looks(answer)[-2:] == ["why number=2", "why number=3"]


@pytest.mark.feature("T-15")
def test_behind__names_the_gate_who_must_act_and_the_command(company: Company) -> None:
    office = company(chain())
    tickets.move(office, 1, State.ON_HOLD, "waiting for the budget")
    answer = questions.answer(office, "what is holding us up?")

    at = next(at for at, line in enumerate(answer.lines) if line.text.startswith("#1 "))
    assert "opens when the hold on #1 is lifted (waiting for the budget) — you act." in answer.lines[at].text
    assert answer.lines[at + 1].text == "lift the hold: teamx ticket move 1 open"
    assert answer.lines[at + 1].is_command


@pytest.mark.feature("T-15")
def test_behind__says_so_where_nothing_holds_it_back(company: Company) -> None:
    answer = questions.answer(company(chain()), "why is #4 late?")

    assert told(answer)[0] == "#4 Ticket 4 is ○ ready."
    assert "Nothing holds it back." in told(answer)
    assert not any("cause" in line for line in told(answer))


@pytest.mark.feature("T-15")
def test_behind__says_so_where_all_is_done(company: Company) -> None:
    office = company(chain())
    delivery.finish(office, 4, "Done", actor="operator")

    assert "Nothing is left to be done there, so nothing holds it up." in told(
        questions.answer(office, "why is #4 late?")
    )


# --- when ---


@pytest.mark.feature("T-15")
def test_when_done__gives_the_days_the_chain_and_what_is_not_in_them(company: Company) -> None:
    office = company(chain())
    tickets.move(office, 1, State.ON_HOLD, "no money")
    lines = told(questions.answer(office, "when will 3 be done?"))

    assert lines[0] == "#3 Ticket 3 will be done in 3 working days: Tue 19 Jan 2027 at the earliest."
    assert lines[1] == "That is by the estimates along #1 → #2 → #3, everybody doing one ticket at a time."
    assert lines[2] == "Not in that figure, since no estimate says how long it takes:"
    assert "the hold on #1 is lifted (no money) — you act" in lines[3]


@pytest.mark.feature("T-15")
def test_when_done__of_a_finished_ticket_says_that_it_is(company: Company) -> None:
    office = company(chain())
    delivery.finish(office, 4, "Done", actor="operator")

    assert told(questions.answer(office, "when will 4 be done?")) == ["#4 Ticket 4 is over: ✓ done."]


@pytest.mark.feature("T-15")
def test_finish_next__is_in_the_order_of_the_forecast(company: Company) -> None:
    answer = questions.answer(company(chain()), "what will finish next?")

    assert [line.ticket for line in answer.lines if line.text[0].isdecimal()] == [1, 4, 2]
    assert told(answer)[0] == "1. #1 Ticket 1: in 1 working day (@ada)."


# --- people ---


@pytest.mark.feature("T-15")
def test_overloaded__names_who_the_rule_and_a_way_out(company: Company) -> None:
    office = company(charter(3, [*(filing(number, "ada") for number in range(1, 7)), filing(7, "ben")]))
    answer = questions.answer(office, "who is overloaded?")

    assert told(answer)[:2] == [
        "1 employee of 3 with too much to do. "
        "Too much is 5 unfinished tickets, or 3 with 2 times the work of the person in the middle.",
        "@ada: 6 tickets, 6 working days, 6 turns queued; idle now",
    ]
    assert answer.lines[-1].text == "give it away: teamx ticket assign 6 cleo"
    assert answer.lines[-1].is_command


@pytest.mark.feature("T-15")
def test_overloaded__is_nobody_where_the_rule_finds_nobody(company: Company) -> None:
    answer = questions.answer(company(chain()), "who has too much work?")

    assert told(answer)[0].startswith("Nobody has too much to do.")
    assert [line.person for line in answer.lines[1:]] == ["ada", "cleo", "ben"]
    assert not any(line.is_command for line in answer.lines)


@pytest.mark.feature("T-15")
def test_working__says_who_does_what_is_named(company: Company) -> None:
    lines = told(questions.answer(company(chain()), "who works on the frontend?"))

    assert lines == ["Phase Frontend: 2 tickets.", "#2 Ticket 2: @ben, ■ blocked", "#3 Ticket 3: @ada, ■ blocked"]


@pytest.mark.feature("T-15")
def test_idle__says_why_each_has_no_turn(company: Company) -> None:
    lines = told(questions.answer(company(chain()), "who has nothing to do?"))

    assert lines[0] == "3 of 3 employees without a turn now."
    assert "Nothing is queued for @ben; 1 unfinished ticket of theirs." in lines


# --- records ---


@pytest.mark.feature("T-15")
def test_answer_first__is_what_most_work_waits_for_with_the_command(company: Company) -> None:
    office = company(chain())
    late = decisions.ask(office, 4, "operator", "Which colour?", actor="cleo")
    first = decisions.ask(office, 1, "operator", "Which plan?", actor="ada")
    answer = questions.answer(office, "what should I answer first?")

    assert told(answer) == [
        f"Answer no. {first} first: Which plan? (#1 Ticket 1, raised by @ada). 2 unfinished tickets wait behind it.",
        f'teamx answer {first} "YOUR ANSWER"',
        f"Then no. {late}: Which colour? (#4). 0 unfinished tickets wait behind it.",
    ]


@pytest.mark.feature("T-15")
def test_answer_first__with_an_empty_inbox_says_what_else_waits_for_the_operator(company: Company) -> None:
    office = company(charter(1, [filing(1, None)]))

    assert told(questions.answer(office, "what should I answer first?")) == [
        "Nothing waits for your answer.",
        "But #1 Ticket 1 waits until somebody is assigned to #1.",
        "assign somebody: teamx ticket assign 1 HANDLE",
    ]


def charge(office: Office, number: int, handle: str, micros: int, ended_ms: int) -> None:
    """Put an ended turn into the store."""
    with closing(sqlite3.connect(office.store.path)) as hand, hand:
        item, thread = hand.execute(
            "SELECT work_item.id, thread.id FROM work_item JOIN thread ON thread.item_id = work_item.id"
            " WHERE number = ?",
            (number,),
        ).fetchone()
        who = hand.execute("SELECT id FROM employee WHERE handle = ?", (handle,)).fetchone()[0]
        wake = hand.execute("SELECT min(id) FROM wake").fetchone()[0]
        hand.execute(
            "INSERT INTO run (wake_id, thread_id, item_id, employee_id, worker_id, token, attempt, hop, brain, model,"
            " started_at_ms, ended_at_ms, outcome, reason, seen_message_id, model_calls, cost_micros)"
            " VALUES (?, ?, ?, ?, '', 1, 1, 0, 'claude', 'm', ?, ?, 'finished', '', 0, 1, ?)",
            (wake, thread, item, who, ended_ms - 1000, ended_ms, micros),
        )


@pytest.mark.feature("T-15")
def test_spent__is_the_sum_of_the_span_by_ticket_and_by_employee(company: Company) -> None:
    office = company(chain())
    charge(office, 1, "ada", 3_000_000, NOON - 1000)
    charge(office, 2, "ben", 1_000_000, NOON - 1000)
    charge(office, 2, "ben", 9_000_000, NOON - 9 * 86_400_000)

    assert told(questions.answer(office, "what did we spend this week and on what?")) == [
        "This week: $4.00 in 2 model calls and 2 turns.",
        "Half of the turns took no longer than 1 s, 95 of 100 no longer than 1 s.",
        "on #1 Ticket 1: $3.00, 75 % (1 turn)",
        "on #2 Ticket 2: $1.00, 25 % (1 turn)",
        "by @ada: $3.00, 75 % (1 turn)",
        "by @ben: $1.00, 25 % (1 turn)",
    ]
    assert "model claude m: $13.00, 100 % (3 turns)" in told(questions.answer(office, "what did each model cost?"))
    assert told(questions.answer(office, "what did the frontend cost?"))[0] == (
        "Since the beginning on phase Frontend: $10.00 in 2 model calls and 2 turns, of $13.00 in all."
    )
    assert told(questions.answer(office, "how much money did @ada spend this week?"))[0] == (
        "This week on @ada: $3.00 in 1 model call and 1 turn, of $4.00 in all."
    )


@pytest.mark.feature("T-15")
def test_decided__tells_the_decisions_on_what_is_named(company: Company) -> None:
    office = company(chain())
    decisions.ask(office, 3, "operator", "Which plan?", actor="ada")
    decisions.answer(office, 3, "The small one", actor="operator")

    assert told(questions.answer(office, "what did we decide about the frontend?")) == [
        "1 decision on phase Frontend, since the beginning.",
        "2027-01-15 08:00  operator decided on #3: The small one",
    ]
    assert told(questions.answer(office, "what did we decide about #4?")) == ["0 decisions on #4, since the beginning."]


@pytest.mark.feature("T-15")
def test_happened__tells_only_what_was_finished_if_that_is_asked(company: Company) -> None:
    office = company(chain())
    delivery.finish(office, 4, "Shipped", actor="operator")

    assert told(questions.answer(office, "what was finished today?")) == [
        "1 ticket finished today.",
        "2027-01-15 08:00  #4 is done: Shipped",
    ]


# --- due dates ---


def dated(*days: int | None) -> Charter:
    """#1, #2 ... of ada, each due at the end of a day so many days from today, which is a Friday; None: not dated."""
    today = dates.end_of(dates.day_of(NOON))
    due = [today + day * DAY_MS if day is not None else None for day in days]
    return charter(3, [filing(number, due_ms=at) for number, at in enumerate(due, start=1)])


@pytest.mark.feature("T-15")
def test_late__names_what_should_have_been_done_the_longest_overdue_first(company: Company) -> None:
    office = company(dated(-1, -3, 0, 2, None))
    delivery.finish(office, 1, "Done", actor="operator")

    assert told(questions.answer(office, "what is late?")) == [
        "1 ticket is late.",
        "#2 Ticket 2: due 2027-01-12, 3 days late; @ada, ○ ready",
    ]
    assert looks(questions.answer(office, "what's overdue?"))[0] == "due late=True"


@pytest.mark.feature("T-15")
def test_late__says_that_nothing_is_and_what_is_due_next(company: Company) -> None:
    assert told(questions.answer(company(dated(None, 4, 1)), "which tickets are late?")) == [
        "Nothing is late.",
        "Due next is #3 Ticket 3: due 2027-01-16, tomorrow.",
    ]


@pytest.mark.feature("T-15")
@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (1, "#1 Ticket 1 is late: due 2027-01-14, 1 day late, ○ ready."),
        (2, "#2 Ticket 2 is not late: due 2027-01-15, today, ○ ready."),
        (3, "#3 Ticket 3 is ○ ready and has no due date."),
        (4, "#4 Ticket 4 is over: ✓ done; it was due 2027-01-05."),
    ],
)
def test_late__of_one_ticket_says_whether_it_is(company: Company, number: int, sentence: str) -> None:
    office = company(dated(-1, 0, None, -10))
    delivery.finish(office, 4, "Done", actor="operator")

    assert told(questions.answer(office, f"is {number} late?"))[0] == sentence
    assert told(questions.answer(office, f"when is #{number} due?"))[0] == sentence


@pytest.mark.feature("T-15")
def test_late__of_somebody_speaks_of_their_tickets_only(company: Company) -> None:
    office = company(dated(-1, -2))
    tickets.assign(office, 2, "ben")

    assert told(questions.answer(office, "is ben late?"))[0] == "@ben: 1 ticket is late."
    assert told(questions.answer(office, "is cleo late?"))[0] == "@cleo: nothing is late."


@pytest.mark.feature("T-15")
@pytest.mark.parametrize(
    ("days", "count", "numbers"),
    [
        ("today", "1 ticket is due today.", [2]),
        ("tomorrow", "1 ticket is due tomorrow.", [3]),
        ("this week", "3 tickets are due this week.", [2, 3, 4]),
        ("next week", "1 ticket is due next week.", [5]),
        ("by 20 january", "4 tickets are due by 2027-01-20.", [2, 3, 4, 5]),
        ("on monday", "1 ticket is due on 2027-01-18.", [5]),
        ("", "4 tickets are due from today on.", [2, 3, 4, 5]),
    ],
)
def test_due__tells_what_is_due_in_those_days_and_what_is_late(
    company: Company, days: str, count: str, numbers: list[int]
) -> None:
    answer = questions.answer(company(dated(-1, 0, 1, 2, 3, None)), f"what is due {days}?")

    assert told(answer)[0] == count
    assert [line.ticket for line in answer.lines if line.ticket] == numbers
    assert told(answer)[-1] == "Late already: #1."


@pytest.mark.feature("T-15")
def test_due__tells_the_first_of_very_many_and_how_to_see_the_others(company: Company) -> None:
    lines = told(questions.answer(company(dated(*[1] * 60)), "what is due tomorrow?"))

    assert lines[0] == "60 tickets are due tomorrow."
    assert lines[-1] == "… and 50 more: teamx ticket list --sort due"


# --- pauses ---


@pytest.mark.feature("T-15")
def test_paused__says_that_nobody_is_and_what_is_on_hold(company: Company) -> None:
    office = company(chain())
    tickets.move(office, 1, State.ON_HOLD, "no money")

    assert told(questions.answer(office, "who is paused?")) == [
        "Nobody is paused. One employee alone cannot be; the whole company can.",
        'pause everybody: teamx pause "WHY"',
        "1 ticket on hold:",
        "#1 Ticket 1: @ada",
        "lift the hold: teamx ticket move 1 open",
    ]
    assert told(questions.answer(office, "is ben paused?"))[-1] == "0 tickets on hold."


@pytest.mark.feature("T-15")
def test_paused__says_why_the_company_is_and_how_that_ends(company: Company) -> None:
    office = company(chain())
    pauses.pause(office, "a holiday")

    assert told(questions.answer(office, "is @ada paused?"))[:2] == [
        "The whole company is paused, and everybody with it: a holiday",
        "end the pause: teamx resume",
    ]


# --- what cannot be answered ---


@pytest.mark.feature("T-15")
@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("is the moon made of green cheese?", "I cannot tell what you want to know."),
        ("why is the sky late?", 'Nothing here is called "sky".'),
        ("when will 999 be done?", "There is no ticket #999."),
    ],
)
def test_answer__makes_nothing_up(company: Company, question: str, sentence: str) -> None:
    office = company(chain())
    answer = questions.answer(office, question)

    assert not answer.is_understood
    assert told(answer)[0].startswith(sentence)
    proposed = [line.text for line in answer.lines if line.is_question]
    assert len(proposed) == 3
    assert all(questions.answer(office, one).is_understood for one in proposed)
    assert (answer.tickets, answer.people) == ((), ())


@pytest.mark.feature("T-15")
def test_answer__says_which_word_it_left_out(company: Company) -> None:
    lines = told(questions.answer(company(chain()), "why is the frontend of mars behind?"))

    assert lines[0] == "Phase Frontend: 0 of 2 done, 2 blocked."
    assert lines[-1] == 'Nothing here is called "mars". It was left out.'


@pytest.mark.parametrize("question", ["", "  ", "why " * 1000])
def test_answer__wants_a_line(company: Company, question: str) -> None:
    with pytest.raises(Invalid, match="Ask something in a line"):
        questions.answer(company(charter(1)), question)


@pytest.mark.feature("T-15")
@pytest.mark.parametrize(
    "question",
    [
        "why are we late?", "who is overloaded?", "what did we spend?", "what should I answer first?",
        "what will finish next?", "when will it all be done?", "who is idle?", "who is working?", "what was decided?",
        "what happened?", "what is on the longest chain?", "how far is it?",
        "what is late?", "what is due this week?", "who is paused?",
    ],
)  # fmt: skip
def test_answer__of_every_shape_is_true_of_an_empty_company(company: Company, question: str) -> None:
    answer = questions.answer(company(charter(0)), question)

    assert answer.is_understood
    assert answer.lines
    assert answer.steps
