"""Every command of the registry, as an operator types it."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest

from teamx_tui.commands import COMMANDS
from tests.cli.conftest import Teamx


def by_number(seed: Teamx, number: int) -> dict[str, object]:
    return next(row for row in seed("ticket", "list", "--json").json if row["number"] == number)


@pytest.mark.feature("X-13", "T-41")
def test_ticket_list__names_open_blockers_and_dependents(seed: Teamx) -> None:
    row = by_number(seed, 69)

    assert row["state"] == "open"
    assert row["condition"] == "blocked"
    assert row["assignee"] == "priya"
    assert row["blocked_by"] == [64, 65, 66, 67, 68]
    assert row["blocks"] == [70]
    assert row["participants"] == {"priya": "R", "elena": "A", "lin": "C", "mike": "C", "alex": "I", "sarah": "I"}
    assert (row["phase"], row["project"], row["priority"]) == ("Frontend", "panel", "high")


@pytest.mark.feature("O-21")
def test_ticket_list__agrees_with_networkx_on_everything_upstream(seed: Teamx) -> None:
    graph = seed("graph", "--json").json
    truth = nx.DiGraph([tuple(edge) for edge in graph["edges"]])

    listed = {row["number"]: row for row in seed("ticket", "list", "--json").json}

    for number, row in listed.items():
        assert set(row["blocked_by"]) == set(truth.predecessors(number))
        assert set(row["blocks"]) == set(truth.successors(number))
        assert seed("ticket", "why", number, "--json").json["runnable"] == (number not in nx.descendants(truth, 64))


@pytest.mark.feature("O-6")
def test_graph__has_the_waves_and_the_critical_path_of_the_scenario(seed: Teamx) -> None:
    graph = seed("graph", "--json").json

    assert graph["nodes"] == list(range(64, 76))
    assert len(graph["edges"]) == 21
    assert graph["waves"] == [[64], [65, 66, 74, 75], [67, 68], [69], [70], [71], [72, 73]]
    assert graph["critical_path"] == [64, 66, 67, 69, 70, 71, 72]


@pytest.mark.feature("O-7")
def test_ticket_link__refuses_a_cycle_with_its_path_and_writes_nothing(seed: Teamx) -> None:
    before = seed("log", "--json").out

    said = seed("ticket", "link", 73, "--blocks", 66)

    assert said.code == 3
    assert "#73 -> #66 -> #69 -> #70 -> #71 -> #73 would be a cycle" in said.err
    assert seed("log", "--json").out == before


@pytest.mark.feature("O-5")
def test_ticket_link__shows_at_both_ends(seed: Teamx) -> None:
    assert seed("ticket", "link", 74, "--blocks", 75).code == 0

    assert 75 in by_number(seed, 74)["blocks"]
    assert 74 in by_number(seed, 75)["blocked_by"]


@pytest.mark.feature("O-4")
def test_ticket_link__ties_meetings_and_gates_too(seed: Teamx) -> None:
    seed("meeting", "call", "Sync", "--with", "elena,priya")
    seed("gate", "new", "Contract", "--artifact", "api_contract", "--status", "agreed")
    meeting, gate = 76, 77

    assert seed("ticket", "link", meeting, "--blocks", 75).out == f"#75 waits for #{meeting}.\n"
    assert seed("ticket", "link", 74, "--blocks", meeting).out == f"#{meeting} waits for #74.\n"
    assert seed("ticket", "link", gate, "--blocks", 75, "--json").json == {"blocker": gate, "blocked": 75}
    assert seed("ticket", "unlink", 74, "--blocks", meeting).out == f"#{meeting} no longer waits for #74.\n"
    assert seed("undo").code == 0


def test_ticket_link__refuses_an_unknown_kind(seed: Teamx) -> None:
    said = seed("ticket", "link", 74, "--blocks", 75, "--kind", "magic")

    assert said.code == 2
    assert "technical, data, api, shared, infra, order" in said.err


def test_ticket_unlink__lets_the_ticket_go(seed: Teamx) -> None:
    assert seed("ticket", "unlink", 64, "--blocks", 75).code == 0

    assert by_number(seed, 75)["condition"] == "ready"
    woken = [event["data"] for event in seed("log", "--json").lines if event["kind"] == "wake.queued"]
    assert {"alex", "elena"} <= {data["employee"] for data in woken if data["number"] == 75}


def test_ticket_unlink__of_two_that_are_not_linked_is_not_found(seed: Teamx) -> None:
    assert seed("ticket", "unlink", 75, "--blocks", 64).code == 4


@pytest.mark.feature("D-1")
def test_ticket_why__follows_the_gates_to_the_root(seed: Teamx) -> None:
    why = seed("ticket", "why", 70, "--json").json

    assert why["runnable"] is False
    assert [tuple(gate.values()) for gate in why["closed"]] == [
        ("dependency", "ticket:64", "alex", "#64 is done", "teamx ticket start 70 --despite 64"),
        ("dependency", "ticket:69", "priya", "#69 is done", "teamx ticket start 70 --despite 69"),
    ]
    assert why["roots"] == [64]
    assert seed("ticket", "why", 70).out.startswith("#70 WebSocket client integration is blocked.\n")


@pytest.mark.feature("T-4")
def test_ticket_move__names_the_legal_moves_when_it_refuses(seed: Teamx) -> None:
    said = seed("ticket", "move", 64, "in_review")

    assert said.code == 3
    assert "cancelled, done, in_progress, on_hold, skipped" in said.err


@pytest.mark.feature("S-52")
def test_ticket_move__cancelling_a_blocker_opens_a_decision_for_each_dependent(seed: Teamx) -> None:
    assert seed("ticket", "move", 68, "cancelled", "--reason", "merged into the server").code == 0

    entries = seed("inbox", "--json").json
    assert [(entry["number"], entry["options"]) for entry in entries] == [(69, ["release", "cancel", "wait"])]
    assert seed("answer", entries[0]["id"], "release").code == 0
    assert 68 not in by_number(seed, 69)["blocked_by"]
    assert seed("inbox", "--json").json == []


@pytest.mark.feature("X-23")
def test_ticket_move__reopening_blocks_again_and_keeps_the_thread(seed: Teamx) -> None:
    seed("run", "--until-idle", "--runs", 11)
    assert by_number(seed, 64)["state"] == "done"
    said_before = seed("ticket", "show", 64, "--json").json["thread"]

    assert seed("ticket", "move", 64, "open", "--reason", "forgot the mobile users").code == 0

    assert 64 in by_number(seed, 67)["blocked_by"]
    assert by_number(seed, 67)["condition"] == "blocked"
    assert seed("ticket", "show", 64, "--json").json["thread"][: len(said_before)] == said_before


def test_ticket_new__files_a_ticket_that_waits(seed: Teamx) -> None:
    said = seed(
        "ticket", "new", "Announce it", "--assignee", "@alex", "--accountable", "elena", "--blocked-by", "#71",
        "--estimate", "0.5", "--priority", "low", "--project", "panel", "--label", "launch", "--json",
    )  # fmt: skip

    assert said.code == 0
    row = said.json
    assert (row["number"], row["condition"], row["blocked_by"], row["estimate"]) == (76, "blocked", [71], 0.5)
    assert (row["participants"], row["labels"]) == ({"alex": "R", "elena": "A"}, ["launch"])


@pytest.mark.feature("T-5")
def test_ticket_show__gives_back_what_was_filed(teamx: Teamx) -> None:
    teamx("init")
    labels = ("--label", "a", "--label", "b")
    teamx("ticket", "new", "Ünïcode ✓ 漢字", "--description", "two\nlines", "--phase", "P", *labels)

    shown = teamx("ticket", "show", 1, "--json").json

    assert (shown["title"], shown["description"], shown["labels"]) == ("Ünïcode ✓ 漢字", "two\nlines", ["a", "b"])


@pytest.mark.feature("X-6", "T-7")
def test_ticket_participant__wakes_the_new_one_and_not_the_removed(seed: Teamx) -> None:
    assert seed("ticket", "participant", 64, "priya", "--raci", "consulted").code == 0
    assert seed("ticket", "participant", 64, "lin", "--remove").code == 0

    seed("ticket", "comment", 64, "Hello @all")
    queued = [event["data"] for event in seed("log", "--json").lines if event["kind"] == "wake.queued"]
    assert [data["cause"] for data in queued if data["employee"] == "priya"] == ["added"]
    assert "lin" not in seed("ticket", "show", 64, "--json").json["participants"]
    assert "lin" not in seed("ticket", "why", 64, "--json").json["queued"]


@pytest.mark.feature("T-8")
def test_ticket_comment__mentioning_an_outsider_adds_and_wakes_them(seed: Teamx) -> None:
    assert seed("ticket", "comment", 64, "What do you think, @mike? (mail me: a@sarah.example)").code == 0

    assert by_number(seed, 64)["participants"]["mike"] == "C"
    queued = [event["data"] for event in seed("log", "--json").lines if event["kind"] == "wake.queued"]
    assert [data["cause"] for data in queued if data["employee"] == "mike"] == ["operator_comment"]
    assert all(data["cause"] == "ready" for data in queued if data["employee"] != "mike")


def test_usage_error__that_guesses_what_was_meant_ends_in_one_mark(seed: Teamx) -> None:
    assert seed("ticket", "shw").err.startswith("No such command 'shw'. Did you mean 'show'? See: ")


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (("turn", "list"), "RUN must be a whole number. See: "),
        (("ticket", "new", "x", "--estimate", "long"), "--estimate must be a number. See: "),
    ],
)
def test_usage_error__of_a_number_that_is_none_is_said_in_plain_words(
    seed: Teamx, words: tuple[str, ...], answer: str
) -> None:
    refused = seed(*words)

    assert (refused.code, refused.out) == (2, "")
    assert refused.err.startswith(answer)


def test_raci__of_a_project_without_tickets_names_those_that_have_some(seed: Teamx) -> None:
    seed("project", "new", "portal")
    seed("ticket", "new", "Of no project")

    assert seed("raci", "portal").err == "There is no project 'portal' with tickets. With tickets are: panel.\n"


def test_unknown_handle__is_answered_with_who_works_here_and_not_with_who_has_left(teamx: Teamx) -> None:
    teamx("init")
    teamx("employee", "hire", "pri", "--role", "qa-engineer")
    teamx("employee", "hire", "lin", "--role", "qa-engineer")
    teamx("ticket", "new", "Look at it")
    assert teamx("employee", "leave", "pri").code == 0

    assert teamx("ticket", "assign", 1, "pr").err == "There is no employee @pr. Here are: @lin.\n"


@pytest.mark.parametrize(
    ("number", "text", "answer"),
    [
        (64, "How is it going?", "Posted in #64.\n"),
        (65, "Begin early, @lin", "Posted in #65. Nobody has a turn on #65 until #64 is done.\n"),
        (
            76,
            "Take this, @lin",
            "Posted in #76. Nobody has a turn on #76 until it is somebody's: teamx ticket assign 76 ",
        ),
        (
            77,
            "One more thing, @lin",
            "Posted in #77. Nobody is woken, for #77 is done. To take it up again: teamx ticket",
        ),
    ],
)
def test_ticket_comment__that_nobody_has_a_turn_for_says_so(seed: Teamx, number: int, text: str, answer: str) -> None:
    seed("ticket", "new", "Nobody's")
    seed("ticket", "new", "Over", "--assignee", "lin")
    seed("ticket", "move", 77, "done", "--reason", "It was there already.")

    assert seed("ticket", "comment", number, text).out.startswith(answer)


def test_private_ticket__is_opened_to_others_only_by_who_answers_for_it(seed: Teamx) -> None:
    filed = seed("ticket", "new", "Salaries", "--assignee", "elena", "--consulted", "alex", "--private", "--json").json

    refused = seed("ticket", "comment", filed["number"], "Look at this, @lin", "--as", "alex")
    assert (refused.code, refused.err) == (3, "#76 is private; ask @elena to bring people in.\n")
    assert seed("ticket", "show", 76, "--json").json["thread"] == []

    assert seed("ticket", "comment", 76, "Look at this, @lin", "--as", "elena").code == 0
    assert by_number(seed, 76)["participants"] == {"elena": "R", "alex": "C", "lin": "C"}


def test_ticket_comment__can_be_spoken_as_an_employee(seed: Teamx) -> None:
    assert seed("ticket", "comment", 64, "I am on it.", "--as", "alex").code == 0

    said = seed("ticket", "show", 64, "--json").json["thread"][-1]
    assert (said["author"], said["kind"], said["body"], said["mentions"]) == ("alex", "comment", "I am on it.", [])


def test_ticket_assign__hands_the_ticket_over(seed: Teamx) -> None:
    assert seed("ticket", "assign", 64, "@elena").code == 0

    row = by_number(seed, 64)
    assert (row["assignee"], row["participants"]["elena"], row["participants"]["alex"]) == ("elena", "R", "C")


@pytest.mark.feature("X-1", "X-2")
def test_employee_hire__puts_them_under_their_manager(seed: Teamx) -> None:
    assert seed("employee", "hire", "james", "--role", "devops-engineer", "--reports-to", "elena").code == 0

    staff = {person["handle"]: person for person in seed("employee", "list", "--json").json}
    assert (staff["james"]["reports_to"], staff["james"]["title"]) == ("elena", "DevOps Engineer")


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["ticket", "show", "999"], 4, "There is no ticket #999."),
        (["ticket", "assign", "64", "nobody"], 4, "There is no employee @nobody."),
        (["ticket", "comment", "64", "  "], 2, "An empty message says nothing"),
        (["ticket", "participant", "64", "mike", "--raci", "boss"], 2, "There is no part 'boss'."),
        (["ticket", "move", "64", "flying"], 2, "There is no state 'flying'."),
        (["ticket", "new", " "], 2, "A ticket needs a title."),
        (["ticket", "new", "x", "--estimate", "-1"], 2, "An estimate is a positive number"),
        (["ticket", "new", "x", "--blocked-by", "soon"], 2, "'soon' is not a ticket number."),
        (["ticket", "new", "x", "--blocked-by", "999"], 4, "There is no ticket #999."),
        (["ticket", "new", "x", "--project", "moon"], 4, "There is no project 'moon'."),
        (["employee", "hire", "elena", "--role", "x"], 3, "@elena works here already"),
        (["employee", "hire", "All", "--role", "x"], 2, "'All' is not a handle"),
        (["employee", "hire", "operator", "--role", "x"], 2, "'operator' is reserved"),
        (["answer", "7", "yes"], 4, "There is no entry 7 in the inbox"),
        (["init"], 3, "/"),
        (["ticket", "shwo"], 2, "No such command 'shwo'"),
        (["ticket", "show"], 2, "Missing argument 'NUMBER'"),
        (["ticket", "show", "many"], 2, "NUMBER must be a whole number"),
    ],
)
def test_error__is_one_sentence_with_its_exit_code(seed: Teamx, words: list[str], code: int, sentence: str) -> None:
    before = seed("log", "--json").out

    said = seed(*words)

    assert (said.code, said.out) == (code, "")
    assert said.err.startswith(sentence)
    assert said.err.count("\n") == 1
    assert seed("log", "--json").out == before


def test_hostile_text__reaches_the_terminal_as_text(teamx: Teamx) -> None:
    teamx("init")
    title = "bad \x1b]0;owned\x07 [/] \x9b31m \u202e"

    teamx("ticket", "new", title)
    pages = [("ticket", "list"), ("ticket", "show", 1), ("log",), ("ticket", "list", "--json")]
    shown = "".join(teamx(*words).out for words in pages)

    assert not set(shown) & {"\x1b", "\x07", "\x9b", "\u202e"}
    assert "[/]" in shown


@pytest.mark.feature("X-27")
def test_log__is_one_json_event_a_line_with_a_chain(played: Teamx) -> None:
    events = played("log", "--json").lines

    assert [event["seq"] for event in events] == list(range(1, len(events) + 1))
    assert all(set(event) == {"seq", "at", "actor", "kind", "subject", "data", "hash"} for event in events)
    assert all(event["at"].endswith("Z") for event in events)
    assert played("log", "--since", 10, "--json").lines == events[10:]
    assert played("log", "--last", 3, "--json").lines == events[-3:]
    kinds = {"ticket.filed", "ticket.moved", "ticket.linked", "participant.added", "message.posted", "wake.queued"}
    assert kinds | {"run.started", "run.finished"} <= {event["kind"] for event in events}


def test_every_command__answers_in_words_and_has_help(played: Teamx, tmp_path: Path) -> None:
    known = {"number": 64, "handle": "elena", "role": "tech-lead", "run": 1, "key": "launch"}
    known |= {"question": "who is idle?"}
    played("goal", "new", "launch", "--projects", "panel")
    played("decision", "record", 64, "Mobile", "Not now")
    played("ticket", "move", 75, "open", "--reason", "more")
    played("handoff", "offer", 75, "--to", "priya", "--note", "n", "--next", "x")
    known |= {"handoff": 1, "decision": played("decision", "list", "--json").json[0]["id"]}
    known |= {"name": "collaboration-panel-screenshot.png", "out": tmp_path / "out", "text": "panel"}
    placed = played("gate", "new", "Agreed", "--artifact", "report", "--status", "agreed", "--json").json["number"]
    for name in [name for name, command in COMMANDS.items() if not command.changes]:
        required = [param for param in COMMANDS[name].params if param.required]
        here = {**known, "number": placed} if name == "gate show" else known
        words = [word for param in required for word in ([param.flag] * param.is_option + [here[param.name]])]
        assert played(*name.split(), *words).code == 0, name
    for name in COMMANDS:
        page = played(*name.split(), "--help")
        assert page.code == 0, name
        assert COMMANDS[name].help.split()[0] in page.out, name


# --- what goes on in a thread ---


@pytest.mark.feature("X-8")
def test_ticket_join__and_leave_are_in_the_log(seed: Teamx) -> None:
    assert seed("ticket", "join", 69).out == "You take part in #69.\n"
    assert seed("ticket", "join", 69).code == 3
    assert seed("ticket", "leave", 69).out == "You take no part in #69 any more.\n"

    kinds = [event["kind"] for event in seed("log", "--last", 4, "--json").lines]
    assert kinds == ["operator.joined", "command.given", "operator.withdrew", "command.given"]


def test_ticket_block__holds_a_ticket_until_it_is_unblocked(seed: Teamx) -> None:
    assert seed("ticket", "block", 64, "no paint").out == "#64 is blocked.\n"
    assert seed("ticket", "why", 64, "--json").json["closed"][0]["remedy"] == "teamx ticket unblock 64 REASON"

    assert seed("ticket", "unblock", 64, "paint is here").out == "The block on #64 is lifted.\n"

    assert seed("ticket", "why", 64, "--json").json["runnable"] is True


def test_ticket_start__lets_go_of_what_it_waits_for(seed: Teamx) -> None:
    assert seed("ticket", "start", 70, "--despite", 69).out == "#70 no longer waits for #69.\n"
    assert seed("ticket", "start", 70).out == "#70 no longer waits for #64.\n"
    assert seed("ticket", "start", 70).code == 3


@pytest.mark.feature("T-10")
def test_turn__shows_the_tool_calls_with_arguments_and_results(played: Teamx) -> None:
    call = next(call for call in played("ticket", "show", 69, "--json").json["calls"] if call["tool"] == "check")

    page = played("turn", call["run"])

    assert page.out.startswith(f"Turn {call['run']} of @priya on #69: finished, attempt 1, ")
    assert "  check\n     name: test_integration\n" in page.out
    assert "     → 4 passed, 0 failed.\n" in page.out
    assert played("turn", call["run"], "--json").json["calls"][0]["run"] == call["run"]
    assert played("turn", 9999).code == 4
    assert played("turn", "show", call["run"]).out == page.out
    assert " turn show --help" in played("turn").err


@pytest.mark.feature("D-1")
def test_employee_why__says_what_somebody_waits_for(seed: Teamx) -> None:
    said = seed("employee", "why", "@alex")

    assert said.out.startswith("@alex is queued for 1 turn.\n#64 Requirements & user stories: ○ ready\n")
    assert "No worker is on duty" in said.out
    assert seed("employee", "why", "zoe").code == 4
