"""The event log for readers: complete, in order, chained, in plain sentences, and free of hostile text."""

import ast
import json
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

import teamx_tui
from teamx_tui.brains.brain import BrainFailed
from teamx_tui.brains.briefing import Briefing
from teamx_tui.commands import COMMANDS
from teamx_tui.company import (
    decisions,
    delivery,
    departures,
    employees,
    inbox,
    links,
    log,
    pauses,
    runs,
    seats,
    shifts,
    threads,
    tickets,
)
from teamx_tui.company.employees import Hiring
from teamx_tui.company.founding import Allowance, Department, Line, Project
from teamx_tui.company.news import Event, News
from teamx_tui.company.office import OPERATOR, Office
from teamx_tui.domain.retries import Mishap
from tests.builders import (
    NOON,
    Chooser,
    Clock,
    Failing,
    carry,
    charter,
    claim,
    events,
    filing,
    founded,
    head,
    passing,
    play,
    says,
    turn,
)

FROM_OUTSIDE = "\x1b]52;c;aGk=\x07\x9b31m\u202eevil\r\x00"
HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Control characters other than tab and newline, and the overrides of writing direction."""


def busy_company(path: Path, clock: Clock) -> Office:
    """A company in which everything that can be logged has happened."""
    paper = charter(
        4,
        [filing(n, "ada", accountable=["ben"]) for n in range(1, 6)] + [filing(9, "dan"), filing(10, None)],
        [(1, 2), (3, 4)],
        projects=[Project("panel", "The panel", lead="dan")],
        departments=[Department("lab", "The lab", lead="dan")],
        script={10: [Line("dan", "comment", {"text": "One day."})]},
        budgets=[Allowance("company", "", 5_000_000)],
    )
    office = founded(path, paper, clock)
    employees.hire(office, Hiring("eve", "Eve", "tester", reports_to="ada"))
    threads.add_participant(office, 1, "cleo", "consulted")
    seats.remove(office, 1, "cleo")
    delivery.attach(office, 1, "notes", "blue", actor="ada")
    delivery.check(office, 1, "smoke", {"loads": "pass"}, actor="ada")
    decisions.decide(office, 1, "Colour", "Blue", actor="ada")
    decisions.ask(office, 1, OPERATOR, "How much?", actor="ada")
    decisions.settle(office, inbox.waiting(office)[0].id, "Ten dollars.")
    decisions.block(office, 1, "no paint", actor="ada")
    decisions.unblock(office, 1, "There is paint.", actor="ben")
    tickets.assign(office, 3, "cleo")
    tickets.move(office, 3, "in_progress")
    tickets.move(office, 3, "failed", "it broke")
    decisions.settle(office, inbox.waiting(office)[0].id, "release")
    tickets.move(office, 1, "in_progress")
    tickets.move(office, 1, "cancelled", "not needed")
    tickets.move(office, 1, "open", "needed after all")
    links.unlink(office, 1, 2)
    shift = shifts.begin(office, 1)
    claim(office, 5, "ben", shift.worker_id)
    shift.lock.end()
    shifts.recover(office)
    going_on = claim(office, 5, "ada")
    runs.give_back(office, going_on, Mishap.STOPPED, "the worker was stopped")
    decisions.ask(office, 4, OPERATOR, "Is it needed?", actor="ada")
    threads.comment(office, 9, "@cleo go")
    relay = {"dan": "eve", "eve": "cleo", "cleo": "dan"}
    play(office, brain=Chooser(lambda told: [says("your turn", relay[told.handle])] if told.number == 9 else []))
    tickets.move(office, 4, "done", "ready")
    threads.comment(office, 2, "Again, please.")
    play(office, brain=Failing(None, clock))
    let_go(office)
    return office


def let_go(office: Office) -> None:
    """Somebody leaves who leads, does and was asked something, while the company is paused."""
    pauses.pause(office, "We are moving.")
    employees.hire(office, Hiring("finn", "Finn", "tester", department="lab"))
    employees.report(office, "finn", "eve")
    tickets.file(office, tickets.Filing("Move", number=20, assignee="finn"))
    decisions.ask(office, 20, "dan", "Where to?", actor="finn")
    departures.leave(office, "dan", hand_to="eve")
    pauses.resume(office)


def kinds_in_source() -> set[str]:
    """Every kind of event that the source names: the first text of `note` and `_note`, and what `_let_go` is given."""
    found: set[str] = set()
    for file in Path(teamx_tui.__file__).parent.joinpath("company").glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call) and _name(node.func) in ("note", "_note", "_let_go"):
                words = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
                found.update(word for word in words if isinstance(word, str) and "." in word)
    return found


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def has_a_sentence(kind: str) -> bool:
    """Whether the log knows the kind: only the sentence for unknown ones names it, and needs nothing of its data."""
    try:
        return kind not in log.sentence(Event(1, NOON, "ada", kind, "ticket:1", "{}", ""))
    except KeyError:
        return True


def test_log__has_a_sentence_of_its_own_for_every_kind_of_event() -> None:
    assert len(kinds_in_source()) > 25
    assert [kind for kind in sorted(kinds_in_source()) if not has_a_sentence(kind)] == []


def test_log__of_a_busy_company_reads_as_plain_sentences(tmp_path: Path) -> None:
    office = busy_company(tmp_path / "c.db", Clock(step_ms=1_000))
    logged = events(office)
    office.close()

    kinds = {event.kind for event in logged}
    assert len(kinds) > 25
    assert kinds <= kinds_in_source()
    for event in logged:
        said = log.sentence(event)
        assert event.kind not in said
        assert "{" not in said
        assert "None" not in said


@pytest.mark.feature("S-50")
def test_log__is_numbered_without_gaps_in_order_and_chained(tmp_path: Path) -> None:
    office = busy_company(tmp_path / "c.db", Clock(step_ms=1_000))

    logged = events(office)

    assert [event.seq for event in logged] == list(range(1, len(logged) + 1))
    assert [event.at_ms for event in logged] == sorted(event.at_ms for event in logged)
    assert len({event.hash for event in logged}) == len(logged)
    assert log.broken(office) == ()
    office.close()


def test_log__is_read_from_either_end() -> None:
    with passing(charter(1, [filing(1)])) as office:
        everything = log.since(office, 0)

        assert log.latest(office, 2) == tuple(reversed(everything))[:2]
        assert log.since(office, 2) == everything[2:]
        assert log.since(office, 1, 2) == everything[1:3]
        assert log.since(office, everything[-1].seq) == ()


@pytest.mark.feature("X-27")
def test_event__has_the_envelope_agreed_in_the_story() -> None:
    with passing(charter(1, [filing(1)])) as office:
        first = log.since(office, 0)[0]

        assert first.envelope == {"type": "company.founded", "timestamp": first.at, "data": {"name": "Test"}}
        assert first.at == "2027-01-15T08:00:00.000Z"
        assert first.at_ms == NOON


def test_news__come_once_and_in_order() -> None:
    with passing(charter(1, [filing(1)])) as office:
        news = News(office)
        first = news.read()
        threads.comment(office, 1, "one")
        threads.comment(office, 1, "two")

        fresh = news.read()

        assert first + fresh == log.since(office, 0)
        assert [event.kind for event in fresh] == ["message.posted"] * 2
        assert news.read() == ()


def test_refused_act__leaves_no_event() -> None:
    with passing(charter(2, [filing(1), filing(2)], [(1, 2)])) as office:
        claimed = claim(office, 1, "ada")
        before = head(office)

        results = carry(
            office, claimed, ("block", {"reason": "needs #2", "ticket": 2}), ("finish", {"resolution": " "})
        )

        assert [result.ok for result in results] == [False, False]
        assert [event.kind for event in events(office, since=before)] == ["run.finished"]


# --- foreign text ---


def _says(office: Office) -> None:
    threads.comment(office, 1, FROM_OUTSIDE)


def _files(office: Office) -> None:
    text = FROM_OUTSIDE
    tickets.file(office, tickets.Filing(text, description=text, acceptance=(text,), labels=(text,), phase=text))


def _moves(office: Office) -> None:
    tickets.move(office, 1, "on_hold", FROM_OUTSIDE)


def _hires(office: Office) -> None:
    employees.hire(office, Hiring("eve", FROM_OUTSIDE, FROM_OUTSIDE, FROM_OUTSIDE))


def _asks_and_answers(office: Office) -> None:
    asked = decisions.ask(office, 1, OPERATOR, FROM_OUTSIDE, actor="ada")
    decisions.settle(office, asked, FROM_OUTSIDE)


def _blocks_and_unblocks(office: Office) -> None:
    decisions.block(office, 1, FROM_OUTSIDE, actor="ada")
    decisions.unblock(office, 1, FROM_OUTSIDE, actor="ada")


def _decides(office: Office) -> None:
    decisions.decide(office, 1, FROM_OUTSIDE, FROM_OUTSIDE, rationale=FROM_OUTSIDE, deferred_to=2, actor="ada")


def _attaches(office: Office) -> None:
    delivery.attach(office, 1, FROM_OUTSIDE, "plain", kind="text", actor="ada")


def _checks(office: Office) -> None:
    delivery.check(office, 1, FROM_OUTSIDE, {FROM_OUTSIDE: "pass"}, note=FROM_OUTSIDE, actor="ada")


def _finishes(office: Office) -> None:
    delivery.finish(office, 1, FROM_OUTSIDE, actor="ada")


def _hands_in(office: Office) -> None:
    turn(office, 1, "ada", ("request_review", {"text": "fine"}), says(FROM_OUTSIDE))


def _fails(office: Office) -> None:
    def fail(_: Briefing) -> list[tuple[str, dict[str, object]]]:
        raise BrainFailed(FROM_OUTSIDE, transient=False)

    play(office, brain=Chooser(fail))


def _orders_and_takes_back(office: Office) -> None:
    COMMANDS["ticket comment"](office, number=1, text=FROM_OUTSIDE)
    COMMANDS["undo"](office)


OPENINGS = [
    _says,
    _orders_and_takes_back,
    _files,
    _moves,
    _hires,
    _asks_and_answers,
    _blocks_and_unblocks,
    _decides,
    _attaches,
    _checks,
    _finishes,
    _hands_in,
    _fails,
]

FOR_THE_RECORD = {("call", "arguments"), ("script_line", "arguments"), ("artifact", "content")}
"""Kept as they came; whoever shows them makes them printable."""


def everything_in(office: Office) -> list[tuple[str, str, str]]:
    """Every text in the store by table and column, JSON taken apart."""
    with closing(sqlite3.connect(office.store.path)) as hand:
        names = [name for (name,) in hand.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found = []
        for table in names:
            cursor = hand.execute(f'SELECT * FROM "{table}"')
            columns = [column[0] for column in cursor.description]
            found += [
                (table, column, text)
                for row in cursor
                for column, value in zip(columns, row, strict=True)
                for text in texts(value)
            ]
    return found


def texts(value: object) -> list[str]:
    if not isinstance(value, str):
        return []
    try:
        loaded = json.loads(value)
    except ValueError:
        return [value]
    found: list[str] = []
    waiting = [loaded]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            found.append(each)
        elif isinstance(each, list):
            waiting += each
        elif isinstance(each, dict):
            waiting += [*each, *each.values()]
    return found


@pytest.mark.parametrize("opening", OPENINGS, ids=lambda opening: opening.__name__.strip("_"))
def test_foreign_text__is_harmless_wherever_it_is_kept(opening: Callable[[Office], None]) -> None:
    with passing(charter(3, [filing(1), filing(2)]), Clock(step_ms=1_000)) as office:
        before = {text for _, _, text in everything_in(office)}

        opening(office)

        kept = [entry for entry in everything_in(office) if entry[:2] not in FOR_THE_RECORD]
        assert any("evil" in text for _, _, text in kept if text not in before)
        assert [entry for entry in kept if HARMFUL.search(entry[2])] == []


def test_foreign_text__in_a_charter_is_harmless_too() -> None:
    paper = charter(
        1,
        [],
        projects=[Project("panel", FROM_OUTSIDE)],
        departments=[Department("design", FROM_OUTSIDE)],
    )
    with passing(paper) as office:
        kept = everything_in(office)

        assert any("evil" in text for _, _, text in kept)
        assert [entry for entry in kept if HARMFUL.search(entry[2])] == []


def test_sentence__of_a_new_part_is_not_that_of_somebody_new() -> None:
    with passing(charter(2, [filing(1, "ada")])) as office:
        before = head(office)
        threads.add_participant(office, 1, "ben", "informed")
        tickets.assign(office, 1, "ben")

        said = [log.sentence(event) for event in events(office, "participant.added", since=before)]

    assert said == [
        "operator added @ben to #1",
        "operator gave @ada another part in #1: C, before R",
        "operator gave @ben another part in #1: R, before I",
    ]


def test_sentence__of_an_event_it_does_not_know_still_says_what_happened() -> None:
    event = Event(1, NOON, "ada", "moon.landed", "ticket:1", "{}", "")

    assert log.sentence(event) == "@ada: moon.landed ticket:1"
    assert log.sentence(Event(1, NOON, "system", "moon.landed", "ticket:1", "{}", "")) == "teamx: moon.landed ticket:1"
