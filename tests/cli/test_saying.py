"""`teamx do`: what reads is done at once, what changes something only when the operator agrees."""

from __future__ import annotations

import io
import sys
from typing import Final

import pytest

from teamx_tui.commands import COMMANDS
from tests.cli.conftest import Said, Teamx

SEVEN_HIRES: Final = (
    "Hire a Senior Product Manager named Alex",
    "Hire a Senior Fullstack Engineer named Priya",
    "Hire a Backend Engineer named Mike",
    "Hire a Product Designer named Lin",
    "Hire a QA Engineer named Sarah",
    "Hire a DevOps Engineer named James",
    "Hire a Tech Lead named Elena",
)


ASSIGNED: Final = "Assign #64 (Requirements & user stories) to @mike. Now @alex has it."


class Terminal(io.StringIO):
    """A keyboard at which an operator has typed."""

    def isatty(self) -> bool:
        return True


def events(teamx: Teamx) -> str:
    return teamx("log", "--json").out


def at_a_terminal(monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal(typed))
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)


# --- reading ---


def test_do__reads_at_once_as_the_command_would(seed: Teamx) -> None:
    said = seed("do", "what is blocked?")

    assert said == seed("ticket", "list", "--state", "blocked")
    assert said.code == 0


@pytest.mark.feature("T-41")
def test_do__answers_a_program_in_json(seed: Teamx) -> None:
    assert seed("do", "show the team", "--json").json == seed("employee", "list", "--json").json
    assert seed("--json", "do", "why is 70 blocked?").json["roots"] == [64]


def test_do__takes_words_without_quotes(seed: Teamx) -> None:
    assert seed("do", "why", "is", 70, "blocked").out == seed("ticket", "why", 70).out


# --- changing ---


def test_do__shows_what_would_change_and_how_to_confirm_where_nobody_can_be_asked(seed: Teamx) -> None:
    before = events(seed)

    said = seed("do", "let's assign 64 to Mike")

    assert (said.code, said.out) == (2, "")
    assert said.err == (f"{ASSIGNED}\nNothing is done yet. To do it: teamx do 'let'\"'\"'s assign 64 to Mike' --yes\n")
    assert events(seed) == before


def test_do__with_yes_carries_out_every_slot(seed: Teamx) -> None:
    line = 'File a ticket "Write tests" for @sarah, high priority, 2 days, waits for #64, in project panel, due Friday'
    said = seed("do", line, "--yes", "--json")

    assert said.code == 0
    row = said.json
    assert (row["number"], row["title"], row["assignee"], row["priority"]) == (76, "Write tests", "sarah", "high")
    assert (row["estimate"], row["blocked_by"], row["project"]) == (2.0, [64], "panel")


def test_do__asks_at_a_terminal_and_does_it(seed: Teamx, monkeypatch: pytest.MonkeyPatch) -> None:
    at_a_terminal(monkeypatch, "y\n")

    said = seed("do", "assign 64 to Mike")

    assert (said.code, said.err) == (0, f"{ASSIGNED}\nDo it? [y/N]:To take it back: teamx undo\n")
    assert said.out.strip() == "@mike is responsible for #64."


@pytest.mark.feature("D-15")
def test_do__takes_back_what_it_did_last(seed: Teamx) -> None:
    seed("do", "assign 64 to Mike", "--yes")

    shown = seed("do", "undo")
    done = seed("do", "take that back", "--yes")

    assert "Take back: assign #64 to @mike (#64 goes back to @alex" in shown.err
    assert (done.code, done.err) == (0, "")
    assert seed("ticket", "show", 64, "--json").json["assignee"] == "alex"


@pytest.mark.feature("T-41", "D-15")
def test_do__does_to_several_tickets_what_is_said_of_all_each_to_be_taken_back_alone(seed: Teamx) -> None:
    shown = seed("do", "assign 64, 65 and 66 to Mike")
    done = seed("do", "assign 64, 65 and 66 to Mike", "--yes")

    assert "#64: now @alex has it." in shown.err
    assert done.out.split(". ")[0] == "@mike is responsible for #64"
    assert done.err == "To take it back: teamx undo (the last of them; 3 times for all)\n"
    assert seed("undo").out == "Taken back: assign #66 to @mike\n"
    assert [seed("ticket", "show", no, "--json").json["assignee"] for no in (64, 65)] == ["mike", "mike"]
    assert seed("undo").out == "Taken back: assign #65 to @mike\n"
    assert seed("undo").out == "Taken back: assign #64 to @mike\n"


def test_do__counts_only_what_has_changed_as_something_to_take_back(seed: Teamx) -> None:
    seed("do", "assign 64 to Mike", "--yes")
    done = seed("do", "assign 64 and 65 to Mike", "--yes")
    again = seed("do", "assign 64 and 65 to Mike", "--yes", "--json")

    assert done.err == "To take it back: teamx undo\n"
    assert [row["assignee"] for row in again.json] == ["mike", "mike"]
    assert seed("do", "assign 64 and 65 to Mike", "--yes").err == ""


@pytest.mark.feature("T-41")
def test_do__does_nothing_to_any_ticket_where_one_is_refused(seed: Teamx) -> None:
    before = events(seed)

    said = seed("do", "start 64 and 65 and 70", "--yes")

    assert (said.code, said.out) == (3, "")
    assert said.err.startswith("Nothing was done to any of the 3. #65 cannot become in_progress: it waits for #64")
    assert events(seed) == before


@pytest.mark.feature("T-41")
def test_do__takes_any_command_by_its_own_words(seed: Teamx) -> None:
    assert seed("do", "ticket why 70").out == seed("ticket", "why", 70).out
    assert seed("do", "raci", "panel", "--json").json == seed("raci", "panel", "--json").json


def test_do__asks_at_a_terminal_and_leaves_it(seed: Teamx, monkeypatch: pytest.MonkeyPatch) -> None:
    before = events(seed)
    at_a_terminal(monkeypatch, "\n")

    said = seed("do", "assign 64 to Mike")

    assert said.code == 1
    assert said.err.endswith("Nothing was done.\n")
    assert events(seed) == before


def test_do__tells_before_asking_what_is_not_kept(seed: Teamx) -> None:
    assert "Not kept, there is no place for it: by Friday." in seed("do", "assign 64 to Mike by Friday").err


def test_do__shows_hostile_titles_as_text(teamx: Teamx) -> None:
    teamx("init")
    teamx("ticket", "new", "bad \x1b]0;owned\x07 \x9b31m")

    said = teamx("do", "start 1")

    assert said.code == 2
    assert not set(said.err) & {"\x1b", "\x07", "\x9b"}


# --- not understood ---


def complaint(said: Said) -> str:
    assert (said.code, said.out) == (2, "")
    return said.err


@pytest.mark.parametrize("more", [(), ("--yes",), ("--json",)])
def test_do__of_something_ambiguous_numbers_the_choices_and_does_nothing(seed: Teamx, more: tuple[str, ...]) -> None:
    before = events(seed)

    said = seed("do", "close the websocket ticket: it works", *more)

    assert complaint(said) == (
        "That can mean several things:\n"
        '  1. Move #67 (WebSocket server implementation) to done because "it works". It is open now.\n'
        '  2. Move #70 (WebSocket client integration) to done because "it works". It is open now.\n'
        'Say which one, for example: move #67 to done because "it works"\n'
    )
    assert events(seed) == before


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (
            "asign 64 to mike",
            'I do not understand "asign 64 to mike". The nearest I know is: assign #64 to @mike\n',
        ),
        ("assign 99 to mike", "There is no ticket #99.\n"),
        ("assign 64 to James", "There is nobody here called 'James'. Say: list the employees.\n"),
        ("", "Say in a line what shall be done, such as: what is blocked?\n"),
        (
            "close 64",
            "Move #64 (Requirements & user stories) to done. It is open now. "
            'Say also why, or what came of it: move #64 to done because "…"\n',
        ),
    ],
)
def test_do__of_something_else_says_one_sentence(seed: Teamx, line: str, sentence: str) -> None:
    before = events(seed)

    assert complaint(seed("do", line, "--yes")) == sentence
    assert events(seed) == before


def test_do__refused_by_a_rule_has_the_exit_code_of_the_command(seed: Teamx) -> None:
    said = seed("do", "66 waits for 71", "--yes")

    assert said.code == 3
    assert "would be a cycle" in said.err


def test_do__is_no_command_of_the_registry() -> None:
    assert "do" not in COMMANDS


# --- what the seeds do by palette ---


@pytest.mark.feature("X-1", "X-2")
def test_do__seven_hires_make_the_org_chart_of_the_product_lifecycle(teamx: Teamx) -> None:
    teamx("init")
    for line in SEVEN_HIRES:
        assert teamx("do", line, "--yes").code == 0, line
    for name in ("Priya", "Mike", "Lin", "Sarah", "James"):
        assert teamx("do", f"{name} reports to Elena", "--yes").code == 0

    staff = teamx("employee", "list", "--json").json

    assert [(one["handle"], one["name"], one["role"], one["title"], one["reports_to"]) for one in staff] == [
        ("alex", "Alex", "product-manager", "Senior Product Manager", None),
        ("priya", "Priya", "fullstack-engineer", "Senior Fullstack Engineer", "elena"),
        ("mike", "Mike", "backend-engineer", "Backend Engineer", "elena"),
        ("lin", "Lin", "product-designer", "Product Designer", "elena"),
        ("sarah", "Sarah", "qa-engineer", "QA Engineer", "elena"),
        ("james", "James", "devops-engineer", "DevOps Engineer", "elena"),
        ("elena", "Elena", "tech-lead", "Tech Lead", None),
    ]
    circle = teamx("do", "Elena reports to Mike", "--yes")
    assert circle.code == 3
    assert "@elena -> @mike -> @elena would be a circle" in circle.err


def test_do__creates_the_project_of_the_product_lifecycle(teamx: Teamx) -> None:
    teamx("init")

    said = teamx("do", "Create project: TeamFlow Analytics MVP", "--yes", "--json")

    opened = {"key": "teamflow-analytics-mvp", "title": "TeamFlow Analytics MVP", "lead": None, "weeks": None}
    assert opened.items() <= said.json.items()


def test_do__lets_somebody_go_only_with_an_heir_for_their_tickets(seed: Teamx) -> None:
    refused = complaint(seed("do", "let Sarah go"))
    shown = complaint(seed("do", "let Sarah go and hand her work to Elena"))
    done = seed("do", "let Sarah go and hand her work to Elena", "--yes")

    assert refused.startswith("Let @sarah go. Say also who takes over their work:")
    assert shown.startswith("Let @sarah go, hand their work to @elena. 2 open tickets go to @elena: #72 #74.\n")
    assert done.out == "@sarah has left. @elena takes over #72 #74.\n"
    rows = {row["number"]: row["assignee"] for row in seed("ticket", "list", "--json").json}
    assert (rows[72], rows[74]) == ("elena", "elena")
    assert seed("employee", "leave", "mike").code == 3


def test_do__pauses_and_resumes_the_company(seed: Teamx) -> None:
    assert seed("do", "pause everything because the budget is spent", "--yes").code == 0
    assert seed("run", "--until-idle", "--json").json["runs"] == 0
    assert "the pause ends: the budget is spent" in seed("do", "why is 64 waiting?").out

    assert seed("do", "carry on", "--yes").out == "The company goes on.\n"
    assert seed("run", "--until-idle", "--json").json["done"] == 12


def test_project_list__shows_progress_in_percent(seed: Teamx) -> None:
    seed("run", "--until-idle")

    row = " ".join(seed("project", "list").out.splitlines()[1].split())
    assert row.startswith("panel Real-Time Collaboration Panel @elena 3 weeks 12/12 100 %")


def test_do__hands_over_by_an_offer_and_answers_it_by_its_ticket(seed: Teamx) -> None:
    offered = seed("do", "hand 66 over to priya with note the ports are open, next: write the client", "--yes")
    shown = seed("handoff", "list", "--json").json
    declined = seed("do", "decline the hand-off of 66 because of the client", "--yes")

    assert offered.out == "Hand-off 1 is offered to @priya.\n"
    assert [(one["number"], one["receiver"], one["note"]) for one in shown] == [(66, "priya", "the ports are open")]
    assert declined.out == "Hand-off 1 is declined.\n"
    assert seed("ticket", "show", "66", "--json").json["assignee"] == "elena"
