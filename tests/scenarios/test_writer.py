"""What is written out is read back as it was: whatever people call things, and however long they talk."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from teamx_tui.commands import companies
from teamx_tui.company import charters, edits, links, threads, tickets, views
from teamx_tui.company.employees import Hiring
from teamx_tui.company.founding import Allowance, Charter, Department, Dependency, Gate, Line, Project
from teamx_tui.company.office import Office
from teamx_tui.company.tickets import Filing
from teamx_tui.domain.artifacts import Predicate
from teamx_tui.domain.budgets import Period
from teamx_tui.domain.dates import end_of
from teamx_tui.domain.edges import DependencyKind, Edge
from teamx_tui.domain.raci import Raci
from teamx_tui.domain.text import one_line, printable
from teamx_tui.domain.tickets import Priority, State
from teamx_tui.scenarios import writer
from teamx_tui.tools.hands import TOOLS
from tests.scenarios.stage import FIXTURES, charter, company, play, shipped

HANDLES: Final = ("ann", "no", "yes", "on", "y", "null", "1", "1e5", "0x1f", "2026-01-31", "a_b-c", "true")
ODD: Final = (
    *(
        "no",
        "~",
        "null",
        "1",
        "1e5",
        ".5",
        "0x1f",
        "2026-01-31",
        "1:30",
        "=",
        "<<",
        "- a",
        "a: b",
        "a #b",
        "#",
        "@a",
        "`a",
    ),
    *(
        "&a",
        "*a",
        "!a",
        "%a",
        "{a}",
        "[a]",
        "'",
        '"',
        "a'b",
        "\\",
        "\\n",
        "---",
        "...",
        "? a",
        "|",
        ">-",
        "é",
        "日本",
        "👩‍🔬",
    ),
    *("long words " * 30, "x" * 300, "a, b", "a  b", "word\tword"),
)
BLOCKS: Final = (
    *(
        "a\nb",
        "a\n\nb",
        "a\n",
        "\na",
        " a\nb",
        "a\n b",
        "a \nb",
        "a\n\n",
        "a\n\n\n",
        "a\tb\nc",
        "# a\n# b",
        "- a\n- b: c",
    ),
    *("a\u2028b", "a\x85b\nc", "a\u2029", "\ufeffa", "a\0b", "a\rb", "a\r\nb", "long words " * 30 + "\nb", "a\n---\nb"),
)
written: Final = st.sampled_from([*ODD, *BLOCKS]) | st.text()
"""Anything that may be kept as it was written."""
prose: Final = written.map(printable)
line_of_text: Final = written.map(lambda text: one_line(text).strip())
words: Final = line_of_text.filter(bool)
said: Final = written.filter(lambda text: bool(printable(text).strip()))
"""What a tool takes for text."""


def call(by: str, tool: str, **given: Any) -> Line:
    return Line(by, tool, TOOLS[tool].parse(given).model_dump())


@st.composite
def people(draw: st.DrawFn) -> tuple[tuple[Department, ...], tuple[Hiring, ...]]:
    handles = draw(st.lists(st.sampled_from(HANDLES), max_size=6, unique=True))
    keys = draw(st.lists(written.filter(bool), max_size=3, unique=True))
    staff = tuple(
        Hiring(
            handle,
            draw(words),
            draw(words),
            draw(words),
            draw(st.sampled_from([None, *keys])),
            draw(st.sampled_from([None, *handles[:no]])),
            brain=draw(st.sampled_from(["scripted", "attic"])),
            model=draw(st.sampled_from(["", "some-model"])),
        )
        for no, handle in enumerate(handles)
    )
    kind = st.sampled_from(["delivery", "shared", "owner"])
    lead = st.sampled_from([None, *handles])
    return tuple(Department(key, draw(line_of_text), draw(kind), draw(lead)) for key in keys), staff


@st.composite
def filed(draw: st.DrawFn, number: int, handles: list[str], projects: list[str]) -> Filing:
    there = draw(st.permutations(handles))
    assignee = there[0] if there and draw(st.booleans()) else None
    rest = there[1:] if assignee else there
    cuts = sorted(draw(st.lists(st.integers(0, len(rest)), min_size=3, max_size=3)))
    return Filing(
        title=draw(words),
        number=number,
        description=draw(prose),
        acceptance=tuple(draw(st.lists(written.map(one_line), max_size=3))),
        labels=tuple(draw(st.lists(written.map(one_line), max_size=3))),
        project=draw(st.sampled_from([None, *projects])),
        phase=draw(written.map(one_line)),
        assignee=assignee,
        raci={
            Raci.ACCOUNTABLE: tuple(rest[: cuts[0]]),
            Raci.CONSULTED: tuple(rest[cuts[0] : cuts[1]]),
            Raci.INFORMED: tuple(rest[cuts[1] : cuts[2]]),
        },
        priority=draw(st.sampled_from(Priority)),
        due_ms=draw(st.none() | st.dates(date(1971, 1, 1), date(2400, 12, 31)).map(end_of)),
        estimate=draw(st.floats(0, 10_000, exclude_min=True, exclude_max=True) | st.integers(1, 20).map(float)),
        private=draw(st.booleans()),
    )


@st.composite
def script(draw: st.DrawFn, by: str, friend: str) -> tuple[Line, ...]:
    """Some work of one employee, a word with a friend, and the end."""
    work = {
        "comment": lambda: call(by, "comment", text=draw(said), mentions=[friend] if draw(st.booleans()) else []),
        "attach": lambda: call(
            by, "attach", name=draw(said.filter(lambda name: len(name) <= 200)), content=draw(written)
        ),
        "check": lambda: call(by, "check", name=draw(said), results={draw(written): "pass"}, note=draw(written)),
        "decide": lambda: call(by, "decide", subject=draw(said), outcome=draw(said), rationale=draw(written)),
        "pass": lambda: call(by, "pass", reason=draw(written)),
    }
    lines = [work[draw(st.sampled_from(sorted(work)))]() for _ in range(draw(st.integers(0, 4)))]
    if friend != by and draw(st.booleans()):
        asked = call(by, "ask", question=draw(said), to=friend, blocking=draw(st.booleans()))
        lines += [asked, call(friend, "answer", text=draw(said))]
    return (*lines, call(by, "finish", resolution=draw(said)))


@st.composite
def charters_(draw: st.DrawFn) -> Charter:
    """A company whose texts are as the company keeps them."""
    departments, staff = draw(people())
    handles = [one.handle for one in staff]
    taken = {one.key for one in departments}
    keys = draw(st.lists(written.filter(lambda key: bool(key) and key not in taken), max_size=3, unique=True))
    lead, weeks = st.sampled_from([None, *handles]), st.none() | st.integers(1, 1000)
    numbers = draw(st.lists(st.integers(1, 40) | st.integers(1, 2**31), max_size=5, unique=True))
    drawn = draw(dependencies(numbers))
    filings = [draw(filed(number, handles, keys)) for number in numbers]
    scripted = [one for one in filings if one.assignee and draw(st.booleans())]
    return Charter(
        name=draw(words),
        unblock_wakes=draw(st.sampled_from(["participants", "responsible"])),
        departments=departments,
        employees=staff,
        projects=tuple(Project(key, draw(line_of_text), draw(lead), draw(weeks)) for key in keys),
        tickets=tuple(filings),
        dependencies=drawn,
        gates=draw(gates(numbers, set(keys))),
        budgets=draw(allowances(keys, handles, numbers)),
        script={
            one.number: draw(script(one.assignee, draw(st.sampled_from(handles))))
            for one in sorted(scripted, key=lambda one: one.number or 0)
            if one.number is not None and one.assignee is not None
        },
    )


optional: Final = st.none() | st.sampled_from(["a.yaml", "no", "1"])


@st.composite
def gates(draw: st.DrawFn, numbers: list[int], taken: set[str]) -> tuple[Gate, ...]:
    """Gates whose artifact is made before what waits for it, in the order of filing."""
    keys = draw(st.lists(written.filter(lambda key: bool(key) and key not in taken), max_size=2, unique=True))
    found = []
    for key in keys:
        cut = draw(st.integers(0, len(numbers)))
        before, behind = (
            tuple(sorted(draw(st.lists(st.sampled_from(some), unique=True)) if some else ()))
            for some in (numbers[:cut], numbers[cut:])
        )
        number = draw(st.sampled_from([None, *numbers]))
        wanted = Predicate("report", tuple(draw(st.sampled_from([("done",), ("done", "no")]))), number, draw(optional))
        found.append(Gate(key, draw(line_of_text.filter(str.strip).map(str.strip)), wanted, before, behind))
    return tuple(found)


@st.composite
def allowances(draw: st.DrawFn, keys: list[str], handles: list[str], numbers: list[int]) -> tuple[Allowance, ...]:
    """Budgets in the order in which they are read out: by scope, then by subject, each at most once."""
    subjects = {
        "company": [""],
        "project": sorted(keys),
        "employee": sorted(handles),
        "ticket": sorted(map(str, numbers)),
    }
    amounts = st.integers(0, 10**12)
    return tuple(
        Allowance(
            scope,
            subject,
            draw(amounts),
            draw(st.integers(1, 100)),
            draw(st.sampled_from([period.value for period in Period])),
            draw(st.none() | amounts),
        )
        for scope, those in subjects.items()
        for subject in those
        if draw(st.booleans())
    )


@st.composite
def dependencies(draw: st.DrawFn, numbers: list[int]) -> tuple[Dependency, ...]:
    pairs = [(before, after) for no, after in enumerate(numbers) for before in numbers[:no]]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    kind, source = st.sampled_from(DependencyKind), st.sampled_from(["explicit", "planner", "phase", "employee"])
    found = [
        Dependency(Edge(*pair, draw(kind), draw(st.booleans())), draw(source), draw(st.booleans())) for pair in chosen
    ]
    return tuple(sorted(found, key=charters.place))


def read_again(office: Office, folder: Path) -> Charter:
    return charter(companies.export(office), folder)


@settings(max_examples=60, deadline=None)
@given(plan=charters_())
@example(plan=Charter())
def test_any_company__is_read_as_it_was_written(plan: Charter) -> None:
    with tempfile.TemporaryDirectory() as name, company(plan, Path(name)) as office:
        assert charters.charter(office) == plan
        assert read_again(office, Path(name)) == plan
        assert charter(writer.write(office), Path(name)) == plan


@pytest.mark.parametrize("phase_edges", [False, True])
@pytest.mark.parametrize("name", FIXTURES)
def test_shipped_scenario__is_read_as_it_was_written(name: str, phase_edges: bool, tmp_path: Path) -> None:
    plan = shipped(name, phase_edges=phase_edges)

    with company(plan, tmp_path) as office:
        text = companies.export(office)

    assert charter(text, tmp_path) == plan
    assert ("phase_edges: true" in text) is (phase_edges and name == FIXTURES[0])


def test_company_that_has_worked__is_written_as_it_was_filed(tmp_path: Path) -> None:
    """What was said, decided and attached is not in the file; whom a script brought in it will bring in again."""
    plan = shipped(FIXTURES[0])

    with company(plan, tmp_path) as office:
        play(office)
        text = companies.export(office)

    assert charter(text, tmp_path) == plan
    assert not {"state", "thread", "resolution", "reason"} & {
        line.strip().partition(":")[0] for line in text.split("\n")
    }


def test_changes_by_the_operator__are_written_out(tmp_path: Path) -> None:
    with company(shipped(FIXTURES[1]), tmp_path) as office:
        threads.add_participant(office, 2, "cleo", "informed")
        tickets.assign(office, 3, "ben")
        links.unlink(office, 3, 4)
        number = tickets.file(office, Filing("Fold a second boat", assignee="cleo", priority=Priority.LOW))
        again = read_again(office, tmp_path)

    by_number = {ticket.number: ticket for ticket in again.tickets}
    assert by_number[2].raci[Raci.INFORMED] == ("cleo",)
    assert (by_number[3].assignee, by_number[3].raci[Raci.CONSULTED]) == ("ben", ("cleo",))
    assert (by_number[number].title, by_number[number].assignee) == ("Fold a second boat", "cleo")
    assert [(one.edge.blocker, one.edge.blocked) for one in again.dependencies] == [(1, 2), (1, 3), (2, 4)]


def test_company_read_again__plays_to_its_end(tmp_path: Path) -> None:
    with company(shipped(FIXTURES[0]), tmp_path) as office:
        play(office)
        again = read_again(office, tmp_path)
    (tmp_path / "again").mkdir()

    with company(again, tmp_path / "again") as office:
        play(office)

        assert {ticket.state for ticket in views.tickets(office)} == {State.DONE}


def test_script_that_has_lost_its_people__is_left_out_and_named(tmp_path: Path) -> None:
    with company(shipped(FIXTURES[1]), tmp_path) as office:
        tickets.assign(office, 1, "ben")
        text = companies.export(office)

    assert "# The script of #1 is left out: line 1: the first line is for @ben, who is responsible for #1.\n" in text
    assert set(charter(text, tmp_path).script) == {4}


WAITING: Final = """
employees: [{handle: ann, name: Ann, role: engineer}, {handle: bob, name: Bob, role: engineer}]
tickets:
  - {number: 1, title: One, assignee: ann}
  - {number: 2, title: Two, assignee: bob}
  - {number: 3, title: Three}
script:
  1:
    - {by: ann, block: Not before the third., ticket: 3}
"""


def test_dependency_that_a_script_drew__is_left_to_the_script(tmp_path: Path) -> None:
    plan = charter(WAITING, tmp_path)

    with company(plan, tmp_path) as office:
        play(office)
        edges = [(one.edge.blocker, one.edge.blocked) for one in charters.charter(office).dependencies]

        assert edges == []
        assert read_again(office, tmp_path) == charters.charter(office)


def test_script_that_would_close_a_cycle_by_now__is_left_out_and_named(tmp_path: Path) -> None:
    with company(charter(WAITING, tmp_path), tmp_path) as office:
        links.link(office, 1, 3)
        text = companies.export(office)

    assert "# The script of #1 is left out: line 1: #1 cannot wait for #3: " in text
    assert charter(text, tmp_path).script == {}


def test_written_file__reads_well(tmp_path: Path) -> None:
    """Sections in the order of the fixtures, prose as blocks, short lists in a line, nothing that needs no saying."""
    plan = Charter(
        name="Tin Can",
        employees=(
            Hiring("ann", "Ann", "engineer", "Engineer"),
            Hiring("no", "No", "engineer", "Engineer", None, "ann"),
        ),
        tickets=(
            Filing("First", 1, "Two lines,\none after the other.", assignee="ann", raci={Raci.CONSULTED: ("no",)}),
            Filing("Second", 2, estimate=0.5, labels=("a", "b")),
        ),
        dependencies=(Dependency(Edge(1, 2)),),
        script={1: (call("ann", "comment", text="Well, @no: what is it?"), call("no", "pass"))},
    )

    with company(plan, tmp_path) as office:
        text = companies.export(office)

    assert text.partition("\n\n")[2] == (
        """\
company:
  name: Tin Can
  unblock_wakes: participants
  channels: open

employees:
  - handle: ann
    name: Ann
    role: engineer
    title: Engineer
    reports_to: null
  - handle: 'no'
    name: 'No'
    role: engineer
    title: Engineer
    reports_to: ann

tickets:
  - number: 1
    title: First
    description: |-
      Two lines,
      one after the other.
    assignee: ann
    raci:
      consulted: ['no']
    priority: medium
    estimate: 1

  - number: 2
    title: Second
    priority: medium
    labels: [a, b]
    estimate: 0.5

dependencies:
  - blocker: 1
    blocks: [2]
    kind: technical
    hard: true

script:
  1:
    - by: ann
      comment: 'Well, @no: what is it?'
    - by: 'no'
      pass: {}
"""
    )


@pytest.mark.feature("T-5")
def test_ticket_that_was_changed__is_written_as_it_is_now_with_its_due_date(tmp_path: Path) -> None:
    plan = Charter(tickets=(Filing("Teh login", 1, labels=("ui",)),))
    with company(plan, tmp_path) as office:
        edits.edit(office, 1, edits.Edit(title="The login", labels=("ui", "x"), due_ms=end_of(date(2027, 6, 14))))
        text = companies.export(office)

    assert "title: The login\n" in text
    assert "due: 2027-06-14\n" in text
    (again,) = charter(text, tmp_path).tickets
    assert (again.title, again.labels, again.due_ms) == ("The login", ("ui", "x"), end_of(date(2027, 6, 14)))
