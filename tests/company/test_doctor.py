"""The doctor: each check made to fail, the whole as bad as its worst, and every finding with a way out."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from typing import Final, NamedTuple

import pytest

from teamx_tui.company import doctor, documents, money, pauses, runs, tickets, vault
from teamx_tui.company.artifacts import Draft
from teamx_tui.company.founding import Allowance
from teamx_tui.company.office import Office
from teamx_tui.domain.checkup import Finding, Report, Verdict
from teamx_tui.domain.retries import Mishap
from teamx_tui.store import checkup
from tests.builders import Clock, charter, claim, events, filing, head, passing, turn

SAFE: Final = (3, 51, 3)
EDGE: Final = "(blocker_id, blocked_id, kind, hard, carries_artifacts, source)"


@pytest.fixture(autouse=True)
def safe_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkup, "LIBRARY", SAFE)


def found(office: Office, name: str) -> Finding:
    return next(one for one in doctor.examine(office).findings if one.name == name)


def sql(office: Office, *statements: str) -> None:
    with office.store.writing() as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        for statement in statements:
            connection.exec_driver_sql(statement)


def test_examine__of_a_company_in_order_clears_it_and_writes_nothing() -> None:
    with passing(charter(2)) as office:
        before = head(office)

        report = doctor.examine(office)

        assert [one.name for one in report.findings if one.verdict is not Verdict.PASS] == []
        assert (report.overall, report.is_cleared, report.status) == (Verdict.PASS, True, "cleared for launch")
        assert head(office) == before


def _dies(office: Office) -> None:
    sql(office, "INSERT INTO worker (id, pid, slots, pace, started_at_ms) VALUES ('gone', 1, 1, 0, 1)")


class Ill(NamedTuple):
    """A company with something wrong."""

    check: str
    verdict: Verdict
    says: str
    way: str
    make: Callable[[Office], None]


ILLNESSES: Final = (
    Ill(
        "Database",
        Verdict.FAIL,
        "a row of dependency points nowhere",
        "backup",
        lambda o: broken_reference(o),
    ),
    Ill("Schema", Verdict.FAIL, "table digest is not as declared", "export", lambda o: sql(o, "DROP TABLE digest")),
    Ill("Schema", Verdict.FAIL, "has schema 1", "export", lambda o: sql(o, "PRAGMA user_version = 1")),
    Ill(
        "Log",
        Verdict.FAIL,
        "event 2",
        "teamx log",
        lambda o: sql(o, "DROP TRIGGER event_no_update", "UPDATE event SET actor = 'x' WHERE seq = 2"),
    ),
    Ill(
        "Search",
        Verdict.WARN,
        "as it is now: plan, report.",
        "teamx vault tag plan",
        lambda o: forgets_what_was_made(o),
    ),
    Ill("Workers", Verdict.FAIL, "1 worker died", "teamx worker", _dies),
    Ill("Workers", Verdict.WARN, "2 wakes wait", "teamx worker", lambda o: None),
    Ill(
        "Employees",
        Verdict.FAIL,
        "@ada (oracle)",
        "teamx brain",
        lambda o: sql(o, "UPDATE employee SET brain = 'oracle' WHERE handle = 'ada'"),
    ),
    Ill(
        "Brains",
        Verdict.FAIL,
        "oracle: no route to it",
        "teamx brain",
        lambda o: with_host(o, '{"ok": false, "said": "no route to it"}'),
    ),
    Ill(
        "Brains",
        Verdict.FAIL,
        "oracle: there is no key",
        "teamx brain key oracle",
        lambda o: with_host(o, "{}", "there is no key"),
    ),
    Ill("Brains", Verdict.WARN, "Never tried out: oracle", "teamx brain", lambda o: with_host(o, "{}")),
    Ill("Wakes", Verdict.FAIL, "#1 Ticket 1", "teamx worker", lambda o: sql(o, "DELETE FROM wake")),
    Ill("Stuck work", Verdict.WARN, "#1 Ticket 1", "teamx ticket comment 1", lambda o: begun_and_left(o)),
    Ill(
        "Cycles",
        Verdict.FAIL,
        "#1 → #2 → #1",
        "teamx ticket unlink 1 --blocks 2",
        lambda o: linked_in_a_circle(o),
    ),
    Ill("Pauses", Verdict.WARN, "paused: lunch", "teamx resume", lambda o: pauses.pause(o, "lunch")),
    Ill("Pauses", Verdict.WARN, "On hold: #1", "move 1 open", lambda o: tickets.move(o, 1, "on_hold", "later")),
    Ill("Budgets", Verdict.WARN, "at 85 % of its limit", "teamx money", lambda o: spent(o, 127_500_000)),
    Ill("Budgets", Verdict.FAIL, "is spent", "teamx money", lambda o: spent(o, 150_000_000)),
)


def broken_reference(office: Office) -> None:
    with closing(sqlite3.connect(office.store.path)) as outside, outside:  # which does not check references
        outside.execute(f"INSERT INTO dependency {EDGE} VALUES (1, 999, 'order', 0, 0, 'explicit')")


def forgets_what_was_made(office: Office) -> None:
    for name, content in (("plan", "old"), ("plan", "new"), ("report", "long"), ("tokens", "red")):
        documents.add(office, Draft(name, content))
    first, second, third = (f"(SELECT id FROM artifact WHERE content = '{word}')" for word in ("old", "new", "long"))
    sql(office, f"DELETE FROM artifact_text WHERE rowid IN ({second}, {third})")
    sql(office, f"INSERT INTO artifact_text (rowid, name) VALUES ({first}, 'plan')")


def with_host(office: Office, probe: str, lacks: str = "") -> None:
    sql(
        office,
        "INSERT INTO brain (name, kind, base_url, model, key_source, is_free, settings, probe, lacks) "
        f"VALUES ('oracle', 'compatible', 'http://127.0.0.1:1', 'm', '', 1, '{{}}', '{probe}', '{lacks}')",
        "UPDATE employee SET brain = 'oracle' WHERE handle = 'ada'",
    )


def begun_and_left(office: Office) -> None:
    turn(office, 1, "ada")


def linked_in_a_circle(office: Office) -> None:
    one, two = (f"(SELECT id FROM work_item WHERE number = {number})" for number in (1, 2))
    values = ", ".join(f"({pair}, 'order', 1, 0, 'explicit')" for pair in (f"{one}, {two}", f"{two}, {one}"))
    sql(office, f"INSERT INTO dependency {EDGE} VALUES {values}")


def spent(office: Office, micros: int) -> None:
    sql(office, f"UPDATE budget SET spent_micros = {micros}")


@pytest.mark.feature("X-22", "T-24")
@pytest.mark.parametrize("ill", ILLNESSES, ids=lambda ill: f"{ill.check}-{ill.verdict}-{ill.says}")
def test_examine__finds(ill: Ill) -> None:
    paper = charter(2, [filing(1), filing(2, "ben")], budgets=[Allowance("company", "", 150_000_000)])
    with passing(paper) as office:
        ill.make(office)

        finding = found(office, ill.check)

        assert (finding.verdict, ill.says in finding.sentence) == (ill.verdict, True), finding
        assert ill.way in finding.way_out
        assert doctor.examine(office).is_cleared == (ill.verdict is not Verdict.FAIL)


def test_examine__says_of_a_budget_whose_day_is_over_what_the_books_say() -> None:
    clock = Clock()
    paper = charter(1, [filing(1)], budgets=[Allowance("company", "", 1_000_000, period="day")])
    with passing(paper, clock) as office:
        spent(office, 1_000_000)
        assert found(office, "Budgets").verdict is Verdict.FAIL

        clock.advance(86_400)

        (budget,) = money.budgets_now(office)
        assert (budget.percent, found(office, "Budgets").verdict) == (0, Verdict.PASS)


@pytest.mark.feature("T-24")
def test_a_new_tag__mends_the_index_as_the_doctor_says() -> None:
    with passing(charter(1)) as office:
        forgets_what_was_made(office)
        assert {file.name for file in vault.search(office, "new").files} == set()

        for name in ("plan", "report"):
            documents.tag(office, name, ["kept"])

        assert found(office, "Search").verdict is Verdict.PASS
        assert {file.name for file in vault.search(office, "new").files} == {"plan"}


@pytest.mark.feature("X-22", "T-24")
def test_examine__warns_of_an_old_sqlite(monkeypatch: pytest.MonkeyPatch) -> None:
    with passing(charter(1)) as office:
        assert found(office, "SQLite").verdict is Verdict.PASS
        monkeypatch.setattr(checkup, "LIBRARY", (3, 51, 2))

        assert found(office, "SQLite").verdict is Verdict.WARN


@pytest.mark.feature("X-22", "T-24")
@pytest.mark.parametrize(("free", "verdict"), [(10**7, Verdict.FAIL), (10**8, Verdict.WARN), (10**9, Verdict.PASS)])
def test_examine__measures_the_disk(free: int, verdict: Verdict, monkeypatch: pytest.MonkeyPatch) -> None:
    class Usage(NamedTuple):
        free: int

    with passing(charter(1)) as office:
        monkeypatch.setattr("shutil.disk_usage", lambda _: Usage(free))

        assert found(office, "Disk").verdict is verdict


@pytest.mark.feature("T-24")
def test_examine__finds_turns_that_failed_for_good() -> None:
    clock = Clock()
    with passing(charter(1, [filing(1)]), clock) as office:
        while not events(office, "wake.dead"):
            runs.give_back(office, claim(office, 1, "ada"), Mishap.FATAL, "no luck")
            clock.advance(400)

        finding = found(office, "Stuck work")

        assert (finding.verdict, finding.way_out) == (Verdict.FAIL, "teamx inbox")


def test_a_report__is_as_bad_as_its_worst() -> None:
    def report(*verdicts: Verdict) -> Report:
        return Report(tuple(Finding("a", verdict, "so") for verdict in verdicts))

    assert report().overall is Verdict.PASS
    assert report(Verdict.PASS, Verdict.WARN).overall is Verdict.WARN
    assert report(Verdict.FAIL, Verdict.WARN).overall is Verdict.FAIL
    assert report(Verdict.WARN).is_cleared
    assert not report(Verdict.FAIL).is_cleared
