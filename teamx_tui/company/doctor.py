"""The doctor: one look at everything the company needs to go on, each check with its verdict and the way out."""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from teamx_tui.company.office import Office
from teamx_tui.domain.budgets import Period, Scope, window
from teamx_tui.domain.checkup import Finding, Report, Verdict, fine, some
from teamx_tui.domain.graph import CycleRefused, WorkGraph
from teamx_tui.store import budgets as purses
from teamx_tui.store import checkup, duty, engine, events, items, people, runs, search
from teamx_tui.store.brains import SCRIPTED
from teamx_tui.store.rows import Connection, Row

SAFE_SQLITE: Final = (3, 51, 3)
"""The first SQLite in which a write-ahead log is not reset under a reader (sqlite.org/changes.html)."""
TIGHT_BYTES: Final = 200 * 1024 * 1024
"""Free space below which the next days may fill the disk."""
FULL_BYTES: Final = 20 * 1024 * 1024
"""Free space below which the next write may be the last."""


@dataclass(frozen=True, slots=True)
class _Patient:
    office: Office
    connection: Connection


def examine(office: Office) -> Report:
    """Return what every check finds, as of one consistent read; nothing is written."""
    with office.look() as connection:
        patient = _Patient(office, connection)
        return Report(tuple(check(patient) for check in CHECKS))


def _database(patient: _Patient) -> Finding:
    if damage := checkup.damage(patient.connection):
        way = "stop teamx, keep a copy of the file, and go back to a backup"
        return Finding("Database", Verdict.FAIL, f"The file is damaged: {some(damage)}.", way)
    return fine("Database", "The file is whole.")


def _schema(patient: _Patient) -> Finding:
    if wrong := checkup.schema_differences(patient.connection):
        way = "found the company again from: teamx export --out FILE"
        return Finding("Schema", Verdict.FAIL, f"The tables are not those of this teamx: {some(wrong)}.", way)
    return fine("Schema", f"The tables are those of schema {engine.SCHEMA}.")


def _log(patient: _Patient) -> Finding:
    if broken := list(events.broken(patient.connection)):
        places = some(f"event {seq}" for seq in broken)
        return Finding("Log", Verdict.FAIL, f"The log has been changed from outside: {places}.", "teamx log --last 20")
    return fine("Log", "Every event follows from the one before it.")


def _search(patient: _Patient) -> Finding:
    missed = search.unindexed(patient.connection)
    if missed is None:
        return fine("Search", "There is no index of words here: every search goes through the texts.")
    if missed:
        sentence = f"A search may miss what the index of words does not hold as it is now: {some(missed)}."
        return Finding("Search", Verdict.WARN, sentence, f"a new tag indexes it anew: teamx vault tag {missed[0]} TAG")
    return fine("Search", "The newest version of every file can be searched for.")


def _sqlite(patient: _Patient) -> Finding:
    version = ".".join(map(str, checkup.LIBRARY))
    if checkup.LIBRARY < SAFE_SQLITE:
        safe = ".".join(map(str, SAFE_SQLITE))
        sentence = f"SQLite {version} can, very rarely, damage a file that several processes write; {safe} cannot."
        return Finding("SQLite", Verdict.WARN, sentence, f"run teamx with a Python that has SQLite {safe} or newer")
    return fine("SQLite", f"SQLite {version}.")


def _disk(patient: _Patient) -> Finding:
    free = shutil.disk_usage(patient.office.store.path.parent).free
    if free < TIGHT_BYTES:
        verdict = Verdict.FAIL if free < FULL_BYTES else Verdict.WARN
        return Finding("Disk", verdict, f"Only {free // 1_000_000:,} MB are free.", "make room on the disk")
    return fine("Disk", f"{free // 1_000_000:,} MB are free.")


def _employees(patient: _Patient) -> Finding:
    if mindless := checkup.mindless(patient.connection, SCRIPTED):
        names = some(f"@{row.handle} ({row.brain})" for row in mindless)
        return Finding("Employees", Verdict.FAIL, f"No brain of that name is set up: {names}.", "teamx brain list")
    staff = [row for row in people.employees(patient.connection) if row.left_at_ms is None]
    if not staff:
        way = "teamx employee hire HANDLE --role ROLE"
        return Finding("Employees", Verdict.WARN, "Nobody works here.", way)
    return fine("Employees", f"{_count(len(staff), 'employee')}, each with a brain.")


def _brains(patient: _Patient) -> Finding:
    hosts = checkup.hosts_in_use(patient.connection)
    if not hosts:
        return fine("Brains", "Everybody is scripted: no key is needed and nothing is spent.")
    if lacking := [row for row in hosts if row.lacks]:
        words = some(f"{row.name}: {row.lacks}" for row in lacking)
        way = f"teamx brain key {lacking[0].name}"
        return Finding("Brains", Verdict.FAIL, f"Nobody can think with these: {words}.", way)
    if silent := [row for row in hosts if row.probe and not row.probe.get("ok", True)]:
        words = some(f"{row.name}: {row.probe.get('said', 'it does not answer')}" for row in silent)
        return Finding("Brains", Verdict.FAIL, f"Not to be reached when last tried: {words}.", "teamx brain list")
    if untried := [row.name for row in hosts if not row.probe]:
        return Finding("Brains", Verdict.WARN, f"Never tried out: {some(untried)}.", f"teamx brain probe {untried[0]}")
    return fine("Brains", f"{some(row.name for row in hosts)} answered when last tried.")


def _workers(patient: _Patient) -> Finding:
    path, on_duty = patient.office.store.path, runs.workers_on_duty(patient.connection)
    dead = [row for row in on_duty if not duty.is_alive(path, row.id)]
    if dead:
        sentence = f"{_count(len(dead), 'worker')} died; what they had begun is not given back yet."
        return Finding("Workers", Verdict.FAIL, sentence, "start another, which takes it back: teamx worker")
    waiting = checkup.waiting_wakes(patient.connection)
    if not on_duty and waiting:
        sentence = f"No worker is on duty, and {_count(waiting, 'wake')} wait."
        return Finding("Workers", Verdict.WARN, sentence, "teamx worker, or open the app: teamx")
    return fine("Workers", f"{_count(len(on_duty), 'worker')} on duty, {_count(waiting, 'wake')} queued.")


def _stuck(patient: _Patient) -> Finding:
    if dead := checkup.dead_ends(patient.connection):
        return Finding("Stuck work", Verdict.FAIL, f"Turns failed for good on {_tickets(dead)}.", "teamx inbox")
    if stuck := checkup.stuck(patient.connection):
        sentence = f"Begun, and nobody will go on with it: {_tickets(stuck)}."
        return Finding("Stuck work", Verdict.WARN, sentence, f"teamx ticket comment {stuck[0].number} TEXT")
    return fine("Stuck work", "Everything that was begun goes on, or waits for something that can be named.")


def _wakes(patient: _Patient) -> Finding:
    if lost := items.forgotten(patient.connection):
        sentence = f"Ready, and nobody was woken: {_tickets(lost)}."
        return Finding("Wakes", Verdict.FAIL, sentence, "start a worker, which looks for them first: teamx worker")
    return fine("Wakes", "Whatever is ready has somebody woken for it.")


def _cycles(patient: _Patient) -> Finding:
    try:
        WorkGraph({}, checkup.all_edges(patient.connection))
    except CycleRefused as error:
        rows = {row.id: row.number for row in items.with_ids(patient.connection, error.path)}
        path = [rows.get(node) or node for node in error.path]
        sentence = f"These wait for one another: {' → '.join(f'#{number}' for number in path)}."
        return Finding("Cycles", Verdict.FAIL, sentence, f"teamx ticket unlink {path[0]} --blocks {path[1]}")
    return fine("Cycles", "Nothing waits for itself.")


def _pauses(patient: _Patient) -> Finding:
    if reason := people.the_company(patient.connection).paused:
        return Finding("Pauses", Verdict.WARN, f"The company is paused: {reason}", "teamx resume")
    if held := checkup.on_hold(patient.connection):
        way = f"teamx ticket move {held[0]} open --reason TEXT"
        return Finding("Pauses", Verdict.WARN, f"On hold: {some(f'#{number}' for number in held)}.", way)
    return fine("Pauses", "Nothing is paused or on hold.")


def _budgets(patient: _Patient) -> Finding:
    # A meeting's own budget ends the meeting, and nothing else.
    budgets = [row for row in purses.in_force(patient.connection) if row.scope != Scope.MEETING]
    if not budgets:
        return fine("Budgets", "There is no budget, so none can stop anybody.")
    now_ms = patient.office.clock()
    worst = max(budgets, key=lambda row: _percent(row, now_ms))
    name, percent = f"{worst.scope} {worst.subject}".strip(), _percent(worst, now_ms)
    if percent >= 100:
        return Finding("Budgets", Verdict.FAIL, f"The budget of {name} is spent; its work stands still.", "teamx money")
    if percent >= worst.warn_percent:
        sentence = f"The budget of {name} is at {percent} % of its limit."
        return Finding("Budgets", Verdict.WARN, sentence, "watch what is spent: teamx money")
    return fine("Budgets", f"The budget of {name} is at {percent} %, and warns at {worst.warn_percent} %.")


def _percent(row: Row, now_ms: int) -> int:
    """Return how much of a budget is used, rounded; 100 only when all of it is."""
    # Its day may be over without anybody having had to do with it since.
    is_now = row.window >= window(Period(row.period), now_ms)
    used = row.reserved_micros + (row.spent_micros if is_now else 0)
    return min(round(used * 100 / row.limit_micros), 99) if used < row.limit_micros else 100


def _tickets(rows: Sequence[Row]) -> str:
    return some(f"#{row.number} {row.title}" for row in rows)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


CHECKS: Final[tuple[Callable[[_Patient], Finding], ...]] = (
    _database,
    _schema,
    _log,
    _search,
    _sqlite,
    _disk,
    _workers,
    _employees,
    _brains,
    _wakes,
    _stuck,
    _cycles,
    _pauses,
    _budgets,
)
"""Every check, in the order in which they are read."""
