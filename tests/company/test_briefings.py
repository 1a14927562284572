"""What is gathered for an employee who reads: its own ticket, what direct dependencies brought, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teamx_tui.brains.briefing import Briefing
from teamx_tui.brains.prompt import opening
from teamx_tui.commands import COMMANDS
from teamx_tui.company import briefings, decisions, delivery, digests, edits, threads, tickets, undo
from teamx_tui.company.act import Turn
from teamx_tui.company.founding import Charter, Dependency
from teamx_tui.company.office import Office
from teamx_tui.company.tickets import Filing
from teamx_tui.company.turns import Claim
from teamx_tui.domain.edges import Edge
from teamx_tui.domain.raci import Raci
from teamx_tui.domain.roles import Authority, Level, Role
from teamx_tui.tools.hands import allowed, specs
from tests.builders import NAMES, charter, claim, filing, founded, passing, queued

MODEL: Final = "model"
"""A brain that reads, unlike the scripted one."""
TESTER: Final = Role(
    "engineer", "Engineer", Level.IC, None, Authority.ADVISORY, (), ("comment", "finish"), "Measure before you cut."
)


def catalogue(name: str) -> Role | None:
    return TESTER if name == "engineer" else None


def brief(office: Office, claimed: Claim) -> Briefing:
    with office.act("system") as act:
        return briefings.brief(act, claimed, catalogue)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Three people who read; #2 waits for #1, #3 for #2."""
    tickets_ = [filing(1, "ada", consulted=["ben"]), filing(2, "ben", accountable=["ada"]), filing(3, "cleo")]
    open_office = founded(tmp_path / "company.db", charter(3, tickets_, [(1, 2), (2, 3)], brain=MODEL))
    yield open_office
    open_office.close()


def test_briefing__holds_no_file_that_was_taken_back(office: Office) -> None:
    delivery.attach(office, 1, "plan", "first")
    for name, content in (("plan", "second"), ("notes", "wrong")):
        COMMANDS["ticket attach"](office, number=1, source=content, name=name)
    for _ in range(2):
        undo.take_back(office)

    told = brief(office, claim(office, 1, "ada"))

    assert [(one.name, one.version, one.content) for one in told.artifacts] == [("plan", 1, "first")]


@pytest.mark.feature("T-5")
def test_briefing__tells_a_ticket_as_it_is_after_it_was_changed(office: Office) -> None:
    edits.edit(office, 1, edits.Edit(title="Better", acceptance=("It works.",), due_ms=1_900_000_000_000))

    told = brief(office, claim(office, 1, "ada"))

    assert (told.ticket, told.acceptance, told.due) == ("Better", ("It works.",), "2030-03-17")


def test_briefing__tells_trade_people_ticket_and_neighbours(office: Office) -> None:
    told = brief(office, claim(office, 1, "ada"))

    assert told.trade is not None
    assert (told.trade.prompt, told.trade.level) == ("Measure before you cut.", "individual contributor")
    assert [(one.handle, one.part) for one in told.people] == [
        ("ada", "responsible"),
        ("ben", "consulted"),
        ("cleo", ""),
    ]
    assert (told.state, told.priority, told.part, told.cause) == ("in_progress", "medium", "responsible", "ready")
    assert told.blockers == ()
    assert [(one.number, one.title, one.state, one.assignee) for one in told.dependents] == [
        (2, "Ticket 2", "open", "ben")
    ]


def test_briefing__brings_what_came_of_direct_blockers_newest_version_first(office: Office) -> None:
    for content in ("draft", "final"):
        delivery.attach(office, 1, "plan.md", content, kind="markdown", actor="ada")
    tickets.move(office, 1, "done", "Planned.")
    told = brief(office, claim(office, 2, "ben"))

    assert [(one.number, one.state, one.resolution) for one in told.blockers] == [(1, "done", "Planned.")]
    assert [(one.number, one.name, one.version, one.content, one.producer) for one in told.artifacts] == [
        (1, "plan.md", 2, "final", "ada")
    ]


def test_briefing__an_artifact_too_long_is_told_from_its_beginning_with_what_is_missing(office: Office) -> None:
    delivery.attach(office, 1, "log", "x" * 50_000, actor="ada")
    (made,) = brief(office, claim(office, 1, "ada")).artifacts

    assert (len(made.content), made.missing) == (briefings.LONGEST, 50_000 - briefings.LONGEST)


def test_briefing__questions_to_the_employee_come_first(office: Office) -> None:
    decisions.ask(office, 1, "operator", "May I?", actor="ada")
    decisions.ask(office, 1, "ada", "Can you?", actor="ben")

    told = brief(office, claim(office, 1, "ada"))
    assert [(one.by, one.to, one.text) for one in told.questions] == [
        ("ben", "ada", "Can you?"),
        ("ada", "operator", "May I?"),
    ]


def test_briefing__what_was_taken_back_is_marked(office: Office) -> None:
    message = threads.comment(office, 1, "The wrong words.")
    with office.act("operator") as act:
        threads.take_back(act, act.ticket(1), message)

    told = brief(office, claim(office, 1, "ada"))
    assert [(one.body, one.is_taken_back) for one in told.thread if one.author == "operator"] == [
        ("The wrong words.", True)
    ]


def test_tools__are_those_of_the_role_and_passing(office: Office) -> None:
    claimed = claim(office, 1, "ada")
    assert allowed(claimed, catalogue) == {"comment", "finish", "pass"}
    assert {spec.name for spec in specs("ticket", allowed(claimed, catalogue))} == {"comment", "finish", "pass"}
    assert allowed(replace(claimed, role="poet"), catalogue) is None, "a role of nobody's catalogue has all tools"
    in_chat = specs("chat", allowed(replace(claimed, kind="chat"), catalogue))
    assert {spec.name for spec in in_chat} == {"comment", "pass"}


# --- long threads ---


def speak(office: Office, count: int, start: int = 0) -> None:
    for at in range(start, start + count):
        threads.comment(office, 1, f"entry {at}", actor=("ada", "ben")[at % 2])


@pytest.mark.feature("X-24", "T-29")
def test_digest__is_rolled_forward_every_ten_turns_and_leaves_the_latest_five(office: Office) -> None:
    speak(office, 14)
    claimed = claim(office, 1, "ada")
    told = brief(office, claimed)
    assert (len(told.thread), told.digest, told.unread) == (14, "", 0)

    speak(office, 1, start=14)
    told = brief(office, claimed)
    assert [one.body for one in told.thread] == [f"entry {at}" for at in range(10, 15)]
    assert told.unread == 10
    assert told.digest == "Said last:\n- @ada (comment): entry 8\n- @ben (comment): entry 9"

    speak(office, 9, start=15)
    assert brief(office, claimed).digest == told.digest, "it stays until ten turns more were had"
    speak(office, 1, start=24)
    told = brief(office, claimed)
    assert [one.body for one in told.thread] == [f"entry {at}" for at in range(20, 25)]
    assert told.unread == 20


@pytest.mark.feature("X-24", "T-29")
def test_digest__keeps_decisions_checks_files_questions_and_where_it_stood(office: Office) -> None:
    decisions.decide(office, 1, "Colour", "blue", actor="ada")
    delivery.check(office, 1, "build", {"unit": "pass", "lint": "fail"}, actor="ben")
    delivery.attach(office, 1, "plan.md", "Ten wide.", actor="ada")
    decisions.ask(office, 1, "operator", "How wide?", actor="ben")
    speak(office, 30)
    told = brief(office, claim(office, 1, "ada"))

    lines = told.digest.split("\n")
    assert lines[0] == "Where it stood: @ben (question): How wide?"
    assert lines[lines.index("Decided:") + 1] == "- @ada (decision): Colour: blue"
    assert lines[lines.index("Checked:") + 1].startswith("- @ben (tool): build")
    assert lines[lines.index("Attached:") + 1] == "- @ada (attachment): plan.md"
    assert [one.text for one in told.questions] == ["How wide?"]


def test_digest__leaves_out_what_was_taken_back_even_afterwards(office: Office) -> None:
    decisions.decide(office, 1, "Colour", "blue", actor="ada")
    message = threads.comment(office, 1, "A secret.")
    speak(office, 20)
    claimed = claim(office, 1, "ada")
    assert "A secret." in brief(office, claimed).digest

    with office.act("operator") as act:
        threads.take_back(act, act.ticket(1), message)
    told = brief(office, claimed)
    assert "A secret." not in told.digest
    assert "Colour: blue" in told.digest


@pytest.mark.feature("X-24", "T-29")
@settings(max_examples=15, deadline=None)
@given(lengths=st.lists(st.sampled_from([1, 30, 3_000, 60_000]), max_size=70), turns=st.integers(1, 4))
def test_context__is_bounded_whatever_the_thread(lengths: list[int], turns: int) -> None:
    with passing(charter(3, [filing(1, "ada", consulted=["ben"])], brain=MODEL)) as office:
        claimed = claim(office, 1, "ada")
        with office.act("ada") as act:
            for at, length in enumerate(lengths):
                author = ("ada", "ben")[at // turns % 2]
                threads.post(act, act.ticket(1), "comment", "w" * length, author=author)
        told = brief(office, claimed)
        made = opening(told, specs())

        assert len(told.thread) <= digests.MOST
        assert len(told.thread) + told.unread == len(lengths)
        assert len(made.system.encode()) + len(made.user.encode()) <= 32_000


# --- nothing from elsewhere ---

Company = tuple[Charter, frozenset[int], dict[int, Filing]]


@st.composite
def companies(draw: st.DrawFn) -> Company:
    """A company on paper whose tickets say what is theirs, the tickets that are done, and each filing by number."""
    count = draw(st.integers(2, 6))
    staff = NAMES[: draw(st.integers(2, 4))]
    filed = {}
    for number in range(1, count + 1):
        doer, other = draw(st.permutations(staff))[:2]
        filed[number] = Filing(
            title=f"title-of-{number}-",
            number=number,
            description=f"about-{number}-",
            acceptance=(f"wanted-{number}-",),
            assignee=doer,
            raci={Raci.CONSULTED: (other,)} if draw(st.booleans()) else {},
            private=draw(st.integers(0, 3)) == 0,
        )
    pairs = [(a, b) for a in filed for b in filed if a < b]
    links = [
        Dependency(Edge(a, b, hard=draw(st.booleans()))) for a, b in draw(st.lists(st.sampled_from(pairs), unique=True))
    ]
    done: set[int] = set()
    for number in filed:
        waits = {link.edge.blocker for link in links if link.edge.blocked == number and link.edge.hard}
        if waits <= done and draw(st.booleans()):
            done.add(number)
    paper = replace(charter(staff, filed.values(), brain=MODEL), dependencies=tuple(links))
    return paper, frozenset(done), filed


def live(office: Office, done: frozenset[int], filed: dict[int, Filing]) -> None:
    """Let every ticket have words, files and a question of its own, and the done ones a resolution."""
    for number, paper in filed.items():
        assert paper.assignee is not None
        threads.comment(office, number, f"said-on-{number}-", actor=paper.assignee)
        delivery.attach(office, number, f"file-of-{number}-", f"made-on-{number}-", actor=paper.assignee)
        decisions.ask(office, number, "operator", f"asked-on-{number}-", actor=paper.assignee)
    for number in sorted(done):
        tickets.move(office, number, "done", f"came-of-{number}-")


def may_know(paper: Charter, filed: dict[int, Filing], number: int, handle: str) -> set[str]:
    """What somebody may be told: all of the ticket, what neighbours are called, and what direct blockers brought."""
    known = {
        f"{word}-{number}-" for word in ("title-of", "about", "wanted", "said-on", "file-of", "made-on", "asked-on")
    }
    for link in paper.dependencies:
        other = {link.edge.blocker: link.edge.blocked, link.edge.blocked: link.edge.blocker}.get(number)
        if other is None:
            continue
        seats = {filed[other].assignee, *(who for part in filed[other].raci.values() for who in part)}
        if filed[other].private and handle not in seats:
            continue
        known.add(f"title-of-{other}-")
        if link.edge.blocker == other and link.edge.hard:
            known |= {f"{word}-{other}-" for word in ("file-of", "made-on", "came-of")}
    return known


@pytest.mark.feature("D-12")
@settings(max_examples=25, deadline=None)
@given(company=companies())
def test_opening__nothing_of_another_ticket_but_what_direct_dependencies_brought(company: Company) -> None:
    paper, done, filed = company
    every = {
        f"{word}-{number}-"
        for number in filed
        for word in ("title-of", "about", "wanted", "said-on", "file-of", "made-on", "asked-on", "came-of")
    }
    with passing(paper) as office:
        live(office, done, filed)
        for number, handle in queued(office):
            claimed: Any = None
            with office.act("system") as act:
                row = act.ticket(number)
                employee = act.employee(handle)
                claimed = _as_if_claimed(act, row, employee)
                told = briefings.brief(act, claimed)
            made = opening(told, specs())

            found = {word for word in every if word in made.system or word in made.user}
            assert found <= may_know(paper, filed, number, handle)
            assert f"said-on-{number}-" in found
            assert not any(word in made.system for word in every), "the system text knows no ticket"


def _as_if_claimed(act: Any, row: Any, employee: Any) -> Claim:
    """A claim such as a run would have: several people of one ticket cannot really have theirs at once."""
    turn = Turn(0, 0, 0, 0, row.id, row.thread_id, employee.id, employee.handle, MODEL)
    part = next(member.raci for member in act.members(row.thread_id) if member.handle == employee.handle)
    return Claim(turn, row.number, "ready", 1, title=row.title, description=f"about-{row.number}-", part=part)
